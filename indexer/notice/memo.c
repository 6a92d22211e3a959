#include "indexer/notice/memo.h"

#include "indexer/decode/divided.h"
#include "shared/core/bytes.h"
#include "shared/index/heading.h"

static bool is_code(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static size_t code_length(struct span l)
{
	enum { CODE_MAX = 12 };
	size_t n = 0;
	while (n < l.n && n <= CODE_MAX && is_code(l.s[n]))
		n++;
	return n <= CODE_MAX ? n : 0;
}

/* Splits "TI_NOT: La Scierie"; false when a line begins no field. */
static bool split_field(struct span l, struct span *code, struct span *value)
{
	size_t n = code_length(l), m;
	if (n == 0 || n == l.n || l.s[n] != '_')
		return false;
	m = code_length((struct span){l.s + n + 1, l.n - n - 1});
	*code = (struct span){l.s, n + 1 + m};
	struct span rest = span_from(l, code->n);
	*value = rest.n > 0 ? span_from(rest, 1) : rest;
	return m > 0 && rest.n > 0 && (*rest.s == ':' || *rest.s == '=');
}

static bool same(struct span a, struct span b)
{
	return coop_bytes_equal(a.s, a.n, b.s, b.n);
}

/* Whether a line is "//" or the like, which belongs to no field. */
static bool ends_record(struct span l)
{
	static const char end[] = "//";
	return coop_bytes_equal(l.s, l.n, end, sizeof end - 1) || span_is_rule(l);
}

static enum coop_field field_of(struct span code, struct coop_buf *scratch)
{
	struct coop_heading_field fields[COOP_HEADING_FIELDS];
	if (scratch->failed || coop_heading_fields(code.s, code.n, scratch, fields) == 0)
		return COOP_F_OTHER;
	return fields[0].field;
}

/* What a record has had so far. */
struct so_far {
	struct span first, last; /* fields; of none `n` is 0 */
	size_t fields;
	bool title;
};

/* Whether a field begins the next record; else it belongs to this one. */
static bool begins_next(struct so_far *p, struct span code, struct coop_buf *scratch)
{
	bool again = p->last.n > 0 && same(code, p->last);
	bool title = !again && field_of(code, scratch) == COOP_F_TITLE;
	if (!again && p->fields > 0 && (same(code, p->first) || (title && p->title)))
		return true;
	if (p->fields++ == 0)
		p->first = code;
	p->last = code;
	p->title |= title;
	return false;
}

/* Reads a record; returns its length. */
static size_t read_record(struct span text, struct coop_buf *scratch, struct so_far *p)
{
	struct span rest = text, line, code, value;
	*p = (struct so_far){.fields = 0};
	for (;;) {
		const char *at = rest.s;
		if (!span_take_line(&rest, &line))
			return text.n;
		if (line.n > 0 && split_field(line, &code, &value)) {
			if (begins_next(p, code, scratch))
				return (size_t)(at - text.s);
		} else if (p->fields > 0 && ends_record(line)) {
			return (size_t)(rest.s - text.s);
		}
	}
}

bool memo_begins(struct span text, struct coop_buf *scratch)
{
	struct span rest = text, line = {text.s, 0}, code, value;
	struct so_far p;
	while (line.n == 0)
		if (!span_take_line(&rest, &line))
			return false;
	if (!split_field(line, &code, &value))
		return false;
	read_record(text, scratch, &p);
	return p.title && p.fields > 1;
}

size_t memo_length(struct span text, struct coop_buf *scratch)
{
	struct so_far p;
	return read_record(text, scratch, &p);
}

/* ---- the fields of a record ---- */

/* A field being collected. */
struct memo_field {
	struct span code; /* of none `n` is 0 */
	enum coop_field field;
	struct coop_buf text; /* its lines */
	struct span where;    /* the same in the record */
	size_t lines;
};

static void end_field(struct memo_field *m, struct found *f)
{
	struct span text = {coop_buf_cstr(&m->text), m->text.len};
	f->rec->failed |= m->text.failed;
	if (m->lines == 0 || text.n == 0)
		return;
	if (m->field == COOP_F_MINUTES && m->lines == 1)
		found_add_minutes(f, m->where, SURE);
	else if (m->field == COOP_F_OTHER)
		found_add_named(f, m->code, text, m->where, SURE);
	else
		found_add_text(f, m->field, text.s, text.n, m->where, SURE);
}

/* Begins a field; one that comes again continues as a list. */
static const char *begin_field(struct memo_field *m, struct found *f, struct span code)
{
	if (m->lines > 0 && same(m->code, code))
		return " ; ";
	end_field(m, f);
	coop_buf_reset(&m->text);
	m->code = code;
	m->field = field_of(code, &f->folded);
	m->lines = 0;
	return "";
}

static void add_line(struct memo_field *m, struct span l, const char *between)
{
	while (coop_bytes_ends_with(l.s, l.n, "//"))
		l = span_trim((struct span){l.s, l.n - 2});
	if (l.n == 0)
		return;
	divided_add_line(&m->text, l.s, l.n, between);
	m->where = m->lines++ > 0 ? span_join(m->where, l) : l;
}

void memo_add(struct found *f, struct span record)
{
	struct memo_field m = {.field = COOP_F_OTHER};
	struct span line, code, value;
	while (!stop_wanted(f->stop) && span_take_line(&record, &line)) {
		if (line.n > 0 && split_field(line, &code, &value))
			add_line(&m, value, begin_field(&m, f, code));
		else if (m.code.n > 0 && !ends_record(line))
			add_line(&m, line, "\n");
	}
	end_field(&m, f);
	coop_buf_release(&m.text);
}
