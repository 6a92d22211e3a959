#include "indexer/convert/bib_tagged.h"

/* A line taken apart. */
struct tagged {
	struct coop_bytes tag; /* of length 0 when it has none */
	struct coop_bytes value;
};

static bool is_tag_byte(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static struct coop_bytes skip(struct coop_bytes s, size_t n)
{
	return (struct coop_bytes){s.s + n, s.len - n};
}

static struct coop_bytes skip_blanks(struct coop_bytes s)
{
	while (s.len > 0 && (*s.s == ' ' || *s.s == '\t'))
		s = skip(s, 1);
	return s;
}

/* The length of a name of capitals and digits that begins with a capital. */
static size_t tag_length(struct coop_bytes s)
{
	size_t n = 0;
	while (n < s.len && is_tag_byte(s.s[n]))
		n++;
	return n > 0 && *s.s >= 'A' ? n : 0;
}

/* A tag of `shortest` to `longest` bytes, blanks, a dash, and a blank or the end of the line. */
static struct tagged read_dashed(
	struct coop_bytes line, size_t shortest, size_t longest, bool gap)
{
	struct tagged t = {.value = line};
	size_t n = tag_length(line);
	if (n < shortest || n > longest)
		return t;
	struct coop_bytes rest = skip_blanks(skip(line, n));
	if ((gap && rest.s == line.s + n) || rest.len == 0 || *rest.s != '-' ||
		(rest.len > 1 && rest.s[1] != ' ' && rest.s[1] != '\t'))
		return t;
	t.tag = (struct coop_bytes){line.s, n};
	t.value = skip(rest, 1);
	return t;
}

static struct tagged read_refer(struct coop_bytes line)
{
	struct tagged t = {.value = line};
	if (line.len < 2 || *line.s != '%' || line.s[1] <= ' ' || line.s[1] > '~' ||
		(line.len > 2 && line.s[2] != ' ' && line.s[2] != '\t'))
		return t;
	t.tag = (struct coop_bytes){line.s + 1, 1};
	t.value = skip(line, 2);
	return t;
}

/* Two bytes at the very start, and a blank or the end of the line. */
static struct tagged read_isi(struct coop_bytes line)
{
	struct tagged t = {.value = line};
	if (tag_length(line) != 2 || (line.len > 2 && line.s[2] != ' '))
		return t;
	t.tag = (struct coop_bytes){line.s, 2};
	t.value = skip(line, 2);
	return t;
}

static struct tagged read_line(enum bib_syntax syntax, struct coop_bytes line)
{
	switch (syntax) {
	case BIB_REFER:
		return read_refer(line);
	case BIB_NBIB:
		return read_dashed(line, 2, BIB_TAG_MAX, false);
	case BIB_ISI:
		return read_isi(line);
	case BIB_RIS:
	case BIB_SYNTAXES:
		break;
	}
	return read_dashed(skip_blanks(line), 2, 2, true);
}

/* The tags that begin and end a record. */
static const struct {
	const char *first, *last;
} marks[BIB_SYNTAXES] = {[BIB_RIS] = {"TY", "ER"},
	[BIB_REFER] = {"0", ""},
	[BIB_NBIB] = {"PMID", ""},
	[BIB_ISI] = {"PT", "ER"}};

static bool is(struct coop_bytes tag, const char *name)
{
	return coop_bytes_equal(tag.s, tag.len, name, strlen(name));
}

/* Adds the open value to the record. */
static void flush(struct bib_tagged *t, struct coop_record *out)
{
	if (t->value.failed)
		out->failed = true;
	coop_record_add_named(
		out, t->tag, strlen(t->tag), coop_buf_cstr(&t->value), t->value.len);
	coop_buf_reset(&t->value);
}

/* Whether an empty line may end a record. */
static bool is_parted(const struct bib_tagged *t)
{
	return t->syntax == BIB_REFER || t->syntax == BIB_NBIB;
}

/* Whether a line with a tag begins another record than the open one. */
static bool begins_next(const struct bib_tagged *t, const struct tagged *line,
	const struct coop_record *out)
{
	bool open = out->line > 0;
	if (!open || line->tag.len == 0)
		return false;
	bool first = is(line->tag, marks[t->syntax].first);
	return is_parted(t) ? t->pending || (first && t->typed) : first;
}

/* Whether a line opens a record where none is open. */
static bool opens(const struct bib_tagged *t, const struct tagged *line)
{
	return t->syntax == BIB_ISI ? is(line->tag, marks[t->syntax].first)
				    : line->tag.len > 0;
}

/* Continues the open value by a line without a tag. */
static void continue_value(struct bib_tagged *t, struct coop_bytes line)
{
	struct coop_bytes more = coop_bytes_trimmed(line.s, line.len);
	if (is_parted(t) && more.len == 0) {
		t->pending = true;
		return;
	}
	t->pending = false;
	coop_buf_byte(&t->value, '\n');
	coop_buf_add(&t->value, more.s, more.len);
}

/* Opens a value, in a record that is open or by which one is opened. */
static void open_value(
	struct bib_tagged *t, const struct tagged *line, struct coop_record *out)
{
	flush(t, out);
	if (out->line == 0)
		out->line = t->lines.line;
	t->pending = false;
	t->typed |= is(line->tag, marks[t->syntax].first);
	memcpy(t->tag, line->tag.s, line->tag.len);
	t->tag[line->tag.len] = '\0';
	coop_buf_add(&t->value, line->value.s, line->value.len);
}

bool bib_tagged_next(struct bib_tagged *t, struct coop_record *out)
{
	struct coop_bytes raw;
	coop_record_reset(out, "", 0);
	t->tag[0] = '\0';
	t->pending = t->typed = false;
	for (;;) {
		t->kept = t->lines;
		if (!bib_lines_next(&t->lines, &raw))
			break;
		struct tagged line = read_line(t->syntax, raw);
		if (begins_next(t, &line, out)) {
			t->lines = t->kept;
			break;
		}
		if (*marks[t->syntax].last && is(line.tag, marks[t->syntax].last)) {
			if (out->line > 0)
				break;
		} else if (line.tag.len > 0 && (out->line > 0 || opens(t, &line))) {
			open_value(t, &line, out);
		} else if (out->line > 0) {
			continue_value(t, raw);
		}
	}
	flush(t, out);
	return out->line > 0;
}

void bib_tagged_release(struct bib_tagged *t)
{
	coop_buf_release(&t->value);
}
