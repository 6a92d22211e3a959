#include "indexer/convert/doc.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "indexer/decode/charset.h"
#include "shared/core/bytes.h"

enum { LABEL_MAX = 60 /* bytes; a longer cell is no label */ };

void doc_init(struct doc *d)
{
	*d = (struct doc){0};
	coop_record_init(&d->record);
	coop_record_reset(&d->record, "", 1);
}

void doc_release(struct doc *d)
{
	coop_record_release(&d->record);
	coop_buf_release(&d->text);
	for (size_t i = 0; i < d->ntables; i++)
		doc_table_release(&d->tables[i]);
	free(d->tables);
}

/* ---- tables ---- */

void doc_table_release(struct doc_table *t)
{
	coop_buf_release(&t->csv);
	coop_buf_release(&t->lines);
}

bool doc_add_table(struct doc *d, const struct doc_table *table)
{
	if (table->to <= table->from)
		return false;
	if (!coop_array_grow(
		    &d->tables, &d->tables_cap, d->ntables + 1, sizeof *d->tables)) {
		d->text.failed = true;
		return false;
	}
	d->tables[d->ntables++] = *table;
	return true;
}

/* ---- text ---- */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' ||
	       c == '\v' || c == '\0';
}

/* Writes the line ends or the blank due before a word. */
static void begin_word(struct doc *d)
{
	if (d->text.len > 0) {
		for (int i = 0; i < d->breaks; i++)
			coop_buf_byte(&d->text, '\n');
		if (d->breaks == 0 && d->blank && d->text.s[d->text.len - 1] != ' ')
			coop_buf_byte(&d->text, ' ');
	}
	d->breaks = 0;
	d->blank = false;
	d->joined = false;
}

/*
 * Appends text. A control character from U+0080 to U+009F is a byte of Windows-1252 that somebody
 * took for a character, as in "&#146;"; HTML prescribes that reading.
 */
static void add_word(struct coop_buf *out, const char *s, size_t n)
{
	enum { LEAD = 0xc2, AFTER_CONTROLS = 0xa0 };
	for (const char *end = s + n; s < end;) {
		const char *lead = memchr(s, LEAD, (size_t)(end - s));
		size_t plain = (size_t)((lead ? lead : end) - s);
		coop_buf_add(out, s, plain);
		s += plain;
		if (!lead)
			return;
		size_t len = end - s < 2 ? 1 : 2;
		if (len == 2 && (unsigned char)s[1] < AFTER_CONTROLS)
			charset_decode(CHARSET_WINDOWS_1252, s + 1, 1, out);
		else
			coop_buf_add(out, s, len);
		s += len;
	}
}

void doc_text(struct doc *d, const char *s, size_t n)
{
	/* NULs count as blanks: no text may hold any */
	for (size_t i = 0; i < n && !doc_is_full(d);) {
		size_t begun = i;
		while (i < n && !is_space(s[i]))
			i++;
		if (i > begun) {
			begin_word(d);
			add_word(&d->text, s + begun, i - begun);
		}
		for (; i < n && is_space(s[i]); i++)
			d->blank = true;
	}
}

void doc_raw(struct doc *d, const char *s)
{
	begin_word(d);
	coop_buf_str(&d->text, s);
}

void doc_break(struct doc *d, int breaks)
{
	if (!d->joined && breaks > d->breaks)
		d->breaks = breaks;
	d->blank = false;
}

void doc_row_begin(struct doc *d)
{
	doc_break(d, 1);
	d->joined = true;
}

void doc_row_end(struct doc *d)
{
	d->joined = false;
	d->breaks = 1;
}

void doc_cell(struct doc *d, bool label)
{
	/* the length of the current line, or more than a label may have */
	size_t n = 0;
	const char *end = coop_buf_cstr(&d->text) + d->text.len;
	while (n < d->text.len && n <= LABEL_MAX && end[-1 - (ptrdiff_t)n] != '\n')
		n++;
	if (d->joined)
		return;
	if (n == 0 || n > LABEL_MAX) {
		doc_break(d, 1);
		return;
	}
	d->breaks = 0;
	d->blank = false;
	coop_buf_str(&d->text, !label ? "  " : end[-1] == ':' ? " " : " : ");
	d->joined = true;
}

void doc_heading_begin(struct doc *d)
{
	if (!d->has_heading)
		d->heading = d->text.len;
}

void doc_heading_end(struct doc *d)
{
	if (d->has_heading || d->text.len == d->heading)
		return;
	d->has_heading = true;
	d->heading_end = d->text.len;
}

bool doc_is_full(const struct doc *d)
{
	return d->text.failed || d->text.len > TEXT_OF_DOCUMENT_MAX;
}

/* ---- metadata ---- */

/* The name without a prefix such as "dc." or "og:". */
static const char *bare(const char *name)
{
	static const char *const prefixes[] = {"dc.", "dc:", "dcterms.",
		"dcterms:", "og:", "article:", "citation_", NULL};
	for (const char *const *p = prefixes; *p; p++)
		if (strncasecmp(name, *p, strlen(*p)) == 0)
			return name + strlen(*p);
	return name;
}

/* Adds the first four digits that may be a year. */
static void add_year(struct doc *d, const char *s, size_t n)
{
	for (size_t i = 0; i + 4 <= n; i++) {
		size_t digits = 0;
		while (i + digits < n && s[i + digits] >= '0' && s[i + digits] <= '9')
			digits++;
		/* 20010513 is a date as well */
		if ((digits == 4 || digits == 8 || digits == 14) &&
			(s[i] == '1' || s[i] == '2')) {
			coop_record_add(&d->record, COOP_F_YEAR, s + i, 4);
			return;
		}
		i += digits;
	}
}

/* Whether a name is what word processors put in for an unknown author. */
static bool is_nobody(const char *s, size_t n)
{
	static const char *const names[] = {"user", "utilisateur", "admin",
		"administrateur", "administrator", "owner", "unknown", "inconnu",
		"anonymous", "anonyme", "root", "microsoft office user",
		"utilisateur windows", "utilisateur de microsoft office", "windows user",
		NULL};
	for (const char *const *p = names; *p; p++)
		if (strlen(*p) == n && strncasecmp(*p, s, n) == 0)
			return true;
	return false;
}

void doc_meta(struct doc *d, const char *name, const char *s, size_t n)
{
	static const struct {
		const char *name;
		enum coop_field field;
	} names[] = {{"title", COOP_F_TITLE}, {"creator", COOP_F_DIRECTOR},
		{"author", COOP_F_DIRECTOR}, {"initial-creator", COOP_F_DIRECTOR},
		{"date", COOP_F_YEAR}, {"created", COOP_F_YEAR}, {"issued", COOP_F_YEAR},
		{"creation-date", COOP_F_YEAR}, {"published_time", COOP_F_YEAR},
		{"publication_date", COOP_F_YEAR}, {"description", COOP_F_DESCRIPTION},
		{"abstract", COOP_F_DESCRIPTION}, {"subject", COOP_F_KEYWORDS},
		{"keyword", COOP_F_KEYWORDS}, {"keywords", COOP_F_KEYWORDS},
		{"tag", COOP_F_KEYWORDS}, {"language", COOP_F_LANGUAGE},
		{"source", COOP_F_SOURCE}, {"site_name", COOP_F_SOURCE},
		{"publisher", COOP_F_SOURCE}, {"url", COOP_F_URL}};
	const char *key = bare(name);
	size_t i = 0;
	while (i < sizeof names / sizeof *names && strcasecmp(key, names[i].name) != 0)
		i++;
	if (i == sizeof names / sizeof *names)
		return;
	struct coop_buf value = {0};
	add_word(&value, s, n);
	if (names[i].field == COOP_F_YEAR)
		add_year(d, s, n);
	else if (names[i].field != COOP_F_DIRECTOR || !is_nobody(s, n))
		coop_record_add(
			&d->record, names[i].field, coop_buf_cstr(&value), value.len);
	d->text.failed |= value.failed;
	coop_buf_release(&value);
}

/* ---- the record ---- */

/* A part of the text, [from, end), without the blanks around it, which end at `outer_end`. */
struct part {
	size_t from, end, outer_end;
};

/*
 * Finds the tables of a part of the text again, which was copied to `at`. A table may end with blanks: those
 * between its last cells, where they are empty.
 */
static void place_tables(struct doc *d, const struct part *p, size_t at)
{
	for (size_t i = 0; i < d->ntables; i++) {
		struct doc_table *t = &d->tables[i];
		if (t->placed || t->to <= p->from || t->to > p->outer_end)
			continue;
		size_t end = t->to < p->end ? t->to : p->end;
		t->placed = true;
		t->from = at + (t->from > p->from ? t->from - p->from : 0);
		t->to = at + (end - p->from);
	}
}

/* Appends a part of the text as a paragraph, without the blanks around it. */
static void add_part(struct coop_buf *out, struct doc *d, size_t from, size_t to)
{
	struct part p = {from, to, to};
	while (p.from < to && coop_is_blank(d->text.s[p.from]))
		p.from++;
	while (p.end > p.from && coop_is_blank(d->text.s[p.end - 1]))
		p.end--;
	if (p.end == p.from)
		return;
	if (out->len > 0)
		coop_buf_str(out, "\n\n");
	place_tables(d, &p, out->len);
	coop_buf_add(out, d->text.s + p.from, p.end - p.from);
}

enum conversion_failure doc_finish(struct doc *d, struct coop_record *out)
{
	struct coop_buf text = {0};
	if (!d->text.failed && d->text.len > TEXT_OF_DOCUMENT_MAX)
		return CONVERSION_TOO_LARGE;
	if (d->has_heading) {
		add_part(&text, d, d->heading, d->heading_end);
		add_part(&text, d, d->heading_end, d->text.len);
	}
	add_part(&text, d, 0, d->has_heading ? d->heading : d->text.len);
	coop_record_reset(out, "", 1);
	for (size_t i = 0; i < d->record.count; i++) {
		struct coop_value v = coop_record_at(&d->record, i);
		if (v.field != COOP_F_TITLE || !d->has_heading)
			coop_record_add(out, v.field, v.text, v.len);
	}
	coop_record_add(out, COOP_F_BODY, coop_buf_cstr(&text), text.len);
	bool failed = d->text.failed || text.failed ||
		      coop_record_check(&d->record, NULL) || coop_record_check(out, NULL);
	coop_buf_release(&text);
	return failed ? CONVERSION_MEMORY : CONVERSION_OK;
}
