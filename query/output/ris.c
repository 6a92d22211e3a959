/*
 * ris.c - results as RIS, which reference managers such as Zotero and EndNote read.
 *
 * A record is lines of a tag, two blanks, a dash, a blank and a value, each ended by CR LF, and an empty
 * line. Tags and types: RIS Format Specifications (Thomson Reuters).
 */
#include "query/output/bibliography.h"
#include "query/output/list.h"
#include "query/output/output.h"
#include "shared/core/diag.h"

static void put_tag(FILE *out, const char *tag, const char *s, size_t n)
{
	fprintf(out, "%s  - ", tag);
	coop_put_safe(out, s, n);
	fputs("\r\n", out);
}

static void put_values(FILE *out, const char *tag, const struct coop_record *record,
	enum coop_field field)
{
	for (size_t i = 0; i < record->count; i++) {
		struct coop_value v = coop_record_at(record, i);
		if (v.field == field)
			put_tag(out, tag, v.text, v.len);
	}
}

static void put_list(FILE *out, const char *tag, struct list list)
{
	struct coop_bytes item;
	while (list_next(&list, &item))
		put_tag(out, tag, item.s, item.len);
}

static void put_minutes(FILE *out, const struct coop_record *record)
{
	struct coop_value v;
	if (!coop_record_get(record, COOP_F_MINUTES, &v))
		return;
	fputs("M1  - ", out);
	coop_put_safe(out, v.text, v.len);
	fprintf(out, "%s\r\n", bibliography_unit(&v));
}

/* Where it was published: the town of the first producer that has one, or else the country. */
static void put_place(FILE *out, const struct coop_record *record)
{
	struct coop_value v;
	if (coop_record_get(record, COOP_F_TOWN, &v) ||
		coop_record_get(record, COOP_F_COUNTRY, &v))
		put_tag(out, "CY", v.text, v.len);
}

enum coop_status out_ris(const struct output *o, const struct answer *answer,
	const struct result *result, struct coop_error *err)
{
	static const char *const types[] = {[GENRE_FILM] = "MPCT",
		[GENRE_BOOK] = "BOOK",
		[GENRE_ARTICLE] = "JOUR",
		[GENRE_THESIS] = "THES",
		[GENRE_REPORT] = "RPRT",
		[GENRE_SOUND] = "SOUND",
		[GENRE_WEB] = "ELEC",
		[GENRE_OTHER] = "GEN"};
	FILE *out = o->stream;
	const struct coop_record *record = result->record;
	struct coop_buf folded = {0};
	char year[5];
	(void)answer;
	fprintf(out, "TY  - %s\r\n", types[genre_of(record, &folded)]);
	put_values(out, "ID", record, COOP_F_ID);
	put_values(out, "TI", record, COOP_F_TITLE);
	put_list(out, "AU", list_of(record, COOP_F_DIRECTOR));
	bibliography_year(record, year);
	if (*year)
		fprintf(out, "PY  - %s\r\n", year);
	put_values(out, "AB", record, COOP_F_DESCRIPTION);
	put_list(out, "KW", list_of(record, COOP_F_KEYWORDS));
	put_values(out, "UR", record, COOP_F_URL);
	put_place(out, record);
	put_list(out, "PB", list_of_producers(record));
	put_values(out, "LA", record, COOP_F_LANGUAGE);
	put_minutes(out, record);
	put_values(out, "M3", record, COOP_F_GENRE);
	put_values(out, "N1", record, COOP_F_COLOUR);
	put_values(out, "N1", record, COOP_F_MODE);
	put_values(out, "DP", record, COOP_F_SOURCE);
	fputs("ER  - \r\n\r\n", out);
	enum coop_status st = coop_buf_check(&folded, err);
	coop_buf_release(&folded);
	return st;
}
