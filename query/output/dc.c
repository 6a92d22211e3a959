/*
 * dc.c - results as Dublin Core: an XML document, with an oai_dc record for each.
 *
 * Elements: DCMI, "Dublin Core Metadata Element Set", version 1.1; the form of a record is that of OAI-PMH.
 */
#include "query/output/bibliography.h"
#include "query/output/escape.h"
#include "query/output/list.h"
#include "query/output/output.h"

static void put_element(
	FILE *out, const char *name, const char *s, size_t n, const char *unit)
{
	fprintf(out, "    <dc:%s>", name);
	put_escaped(out, s, n, escape_xml);
	fprintf(out, "%s</dc:%s>\n", unit, name);
}

static void put_list(FILE *out, const char *name, struct list list)
{
	struct coop_bytes item;
	while (list_next(&list, &item))
		put_element(out, name, item.s, item.len, "");
}

/* Fields of which each value is an element. */
static const struct {
	enum coop_field field;
	const char *element;
} elements[] = {{COOP_F_TITLE, "title"}, {COOP_F_DESCRIPTION, "description"},
	{COOP_F_YEAR, "date"}, {COOP_F_GENRE, "type"}, {COOP_F_MINUTES, "format"},
	{COOP_F_COLOUR, "format"}, {COOP_F_ID, "identifier"}, {COOP_F_URL, "identifier"},
	{COOP_F_SOURCE, "source"}, {COOP_F_LANGUAGE, "language"},
	{COOP_F_COUNTRY, "coverage"}};

static void put_values(FILE *out, const struct coop_record *record, size_t e)
{
	for (size_t i = 0; i < record->count; i++) {
		struct coop_value v = coop_record_at(record, i);
		if (v.field == elements[e].field)
			put_element(out, elements[e].element, v.text, v.len,
				v.field == COOP_F_MINUTES ? bibliography_unit(&v) : "");
	}
}

enum coop_status dc_begin(
	const struct output *out, const struct answer *answer, struct coop_error *err)
{
	(void)answer;
	(void)err;
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	      "<records xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\"\n"
	      "  xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n",
		out->stream);
	return COOP_OK;
}

enum coop_status dc_result(const struct output *o, const struct answer *answer,
	const struct result *result, struct coop_error *err)
{
	FILE *out = o->stream;
	(void)answer;
	(void)err;
	fputs("  <oai_dc:dc>\n", out);
	for (size_t e = 0; e < sizeof elements / sizeof *elements; e++)
		put_values(out, result->record, e);
	put_list(out, "creator", list_of(result->record, COOP_F_DIRECTOR));
	put_list(out, "publisher", list_of_producers(result->record));
	put_list(out, "subject", list_of(result->record, COOP_F_KEYWORDS));
	fputs("  </oai_dc:dc>\n", out);
	return COOP_OK;
}

enum coop_status dc_end(
	const struct output *out, const struct answer *answer, struct coop_error *err)
{
	(void)answer;
	(void)err;
	fputs("</records>\n", out->stream);
	return COOP_OK;
}
