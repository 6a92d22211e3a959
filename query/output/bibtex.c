/*
 * bibtex.c - results as BibTeX.
 *
 * Each is a @misc: BibTeX has no type for films, and its old styles refuse types that they do not know. What
 * kind of thing it is stands in `howpublished`. The key is made of the id, so that it is the same in every
 * answer, and another one for every notice.
 */
#include "query/output/bibliography.h"
#include "query/output/escape.h"
#include "query/output/list.h"
#include "query/output/output.h"

/* Braces by their names: BibTeX counts them even behind a backslash. */
static const char *escape_tex(uint32_t cp)
{
	switch (cp) {
	case '\\':
		return "\\textbackslash{}";
	case '{':
		return "\\textbraceleft{}";
	case '}':
		return "\\textbraceright{}";
	case '~':
		return "\\textasciitilde{}";
	case '^':
		return "\\textasciicircum{}";
	case '$':
		return "\\$";
	case '&':
		return "\\&";
	case '%':
		return "\\%";
	case '#':
		return "\\#";
	case '_':
		return "\\_";
	default:
		return NULL;
	}
}

/* Whether a byte may stand in a key as it is; others are a '_' and two digits. */
static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '.' || c == ':' || c == '/' || c == '-';
}

static void put_key(FILE *out, const struct coop_record *record)
{
	struct coop_value id;
	coop_record_get(record, COOP_F_ID, &id);
	for (size_t i = 0; i < id.len; i++)
		if (is_plain(id.text[i]))
			fputc(id.text[i], out);
		else
			fprintf(out, "_%02x", (unsigned char)id.text[i]);
}

static void begin_field(FILE *out, const char *name)
{
	fprintf(out, ",\n  %s = {", name);
}

/* Puts the first value of a field, if there is one. */
static void put_value(FILE *out, const char *name, const struct coop_record *record,
	enum coop_field field)
{
	struct coop_value v;
	if (!coop_record_get(record, field, &v))
		return;
	begin_field(out, name);
	put_escaped(out, v.text, v.len, escape_tex);
	fputc('}', out);
}

/* Puts the address of a page, in which nothing is TeX for \url{}, but what would end the field. */
static const char *escape_url(uint32_t cp)
{
	switch (cp) {
	case '{':
		return "%7B";
	case '}':
		return "%7D";
	case '\\':
		return "%5C";
	default:
		return NULL;
	}
}

static void put_url(FILE *out, const struct coop_record *record)
{
	struct coop_value v;
	if (!coop_record_get(record, COOP_F_URL, &v))
		return;
	begin_field(out, "url");
	put_escaped(out, v.text, v.len, escape_url);
	fputc('}', out);
}

/*
 * Whether a name must be kept whole: BibTeX takes " and " for the end of a name, and makes nothing of more
 * than two commas.
 */
static bool keep_whole(struct coop_bytes name)
{
	size_t commas = 0;
	for (size_t i = 0; i < name.len; i++)
		commas += name.s[i] == ',';
	return commas > 2 || memmem(name.s, name.len, "and", 3);
}

/* Puts the items of a list, if there are any. */
static void put_list(
	FILE *out, const char *name, struct list list, const char *between, bool people)
{
	struct coop_bytes item;
	size_t count = 0;
	while (list_next(&list, &item)) {
		bool braces = people && keep_whole(item);
		if (count++ == 0)
			begin_field(out, name);
		else
			fputs(between, out);
		if (braces)
			fputc('{', out);
		put_escaped(out, item.s, item.len, escape_tex);
		if (braces)
			fputc('}', out);
	}
	if (count > 0)
		fputc('}', out);
}

/* Genre, running time, colour and mode of production. */
static void put_howpublished(FILE *out, const struct coop_record *record)
{
	static const enum coop_field fields[] = {
		COOP_F_GENRE, COOP_F_MINUTES, COOP_F_COLOUR, COOP_F_MODE};
	size_t count = 0;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		struct coop_value v;
		if (!coop_record_get(record, fields[i], &v))
			continue;
		if (count++ == 0)
			begin_field(out, "howpublished");
		else
			fputs(", ", out);
		put_escaped(out, v.text, v.len, escape_tex);
		if (fields[i] == COOP_F_MINUTES)
			fputs(bibliography_unit(&v), out);
	}
	if (count > 0)
		fputc('}', out);
}

/* The title in two pairs of braces, so that styles keep its capitals. */
static void put_title(FILE *out, const struct coop_record *record)
{
	struct coop_value v;
	if (!coop_record_get(record, COOP_F_TITLE, &v))
		return;
	begin_field(out, "title");
	fputc('{', out);
	put_escaped(out, v.text, v.len, escape_tex);
	fputs("}}", out);
}

enum coop_status out_bibtex(const struct output *o, const struct answer *answer,
	const struct result *result, struct coop_error *err)
{
	FILE *out = o->stream;
	const struct coop_record *record = result->record;
	char year[5];
	(void)answer;
	(void)err;
	fputs("@misc{", out);
	put_key(out, record);
	put_title(out, record);
	put_list(out, "author", list_of(record, COOP_F_DIRECTOR), " and ", true);
	bibliography_year(record, year);
	if (*year)
		fprintf(out, ",\n  year = {%s}", year);
	put_howpublished(out, record);
	put_list(out, "publisher", list_of_producers(record), " ; ", false);
	put_value(out, "address", record, COOP_F_TOWN);
	put_value(out, "language", record, COOP_F_LANGUAGE);
	put_value(out, "abstract", record, COOP_F_DESCRIPTION);
	put_list(out, "keywords", list_of(record, COOP_F_KEYWORDS), ", ", false);
	put_url(out, record);
	put_value(out, "note", record, COOP_F_SOURCE);
	fputs("\n}\n\n", out);
	return COOP_OK;
}
