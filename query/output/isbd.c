/*
 * isbd.c - a line for each result with the punctuation of ISBD:
 * "Title / director. - Country : producer, year. - 52 min : colour".
 *
 * Areas are separated by ". - ". An area without elements is left out, with its punctuation.
 */
#include "query/output/bibliography.h"
#include "query/output/list.h"
#include "query/output/output.h"
#include "shared/core/diag.h"

/* The line so far. */
struct line {
	FILE *out;
	const struct coop_record *record;
	bool begun;      /* something is on it */
	bool area_begun; /* of the area */
};

/* Puts what comes before an element: the end of the area before, or `mark`. */
static void punctuate(struct line *l, const char *mark)
{
	if (l->area_begun)
		fputs(mark, l->out);
	else if (l->begun)
		fputs(". - ", l->out);
	l->begun = l->area_begun = true;
}

static bool put_value(struct line *l, const char *mark, enum coop_field field)
{
	struct coop_value v;
	if (!coop_record_get(l->record, field, &v))
		return false;
	punctuate(l, mark);
	coop_put_safe(l->out, v.text, v.len);
	return true;
}

/* Puts the items of a list, with `between` before all but the first. */
static void put_list(
	struct line *l, const char *mark, struct list list, const char *between)
{
	struct coop_bytes item;
	for (size_t i = 0; list_next(&list, &item); i++) {
		punctuate(l, i == 0 ? mark : between);
		coop_put_safe(l->out, item.s, item.len);
	}
}

static void put_minutes(struct line *l)
{
	struct coop_value v;
	if (!put_value(l, " : ", COOP_F_MINUTES))
		return;
	coop_record_get(l->record, COOP_F_MINUTES, &v);
	fputs(bibliography_unit(&v), l->out);
}

enum coop_status out_isbd(const struct output *out, const struct answer *answer,
	const struct result *result, struct coop_error *err)
{
	struct line l = {.out = out->stream, .record = result->record};
	(void)answer;
	(void)err;
	if (!put_value(&l, "", COOP_F_TITLE))
		put_value(&l, "", COOP_F_ID);
	put_list(&l, " / ", list_of(l.record, COOP_F_DIRECTOR), ", ");
	l.area_begun = false;
	put_value(&l, "", COOP_F_COUNTRY);
	put_list(&l, " : ", list_of_producers(l.record), " : ");
	put_value(&l, ", ", COOP_F_YEAR);
	l.area_begun = false;
	put_minutes(&l);
	put_value(&l, " : ", COOP_F_COLOUR);
	fputc('\n', out->stream);
	return COOP_OK;
}
