#include "query/output/evidence.h"

const enum coop_field evidence_details[EVIDENCE_DETAILS] = {
	COOP_F_DIRECTOR, COOP_F_YEAR, COOP_F_COUNTRY, COOP_F_GENRE, COOP_F_MINUTES};

struct coop_value evidence_title(const struct coop_record *rec)
{
	struct coop_value title;
	if (!coop_record_get(rec, COOP_F_TITLE, &title))
		coop_record_get(rec, COOP_F_ID, &title);
	return title;
}

enum coop_status evidence_find(struct evidence *out, struct coop_analyzer *analyzer,
	const struct query *q, const struct coop_record *rec, struct coop_error *err)
{
	struct coop_value v = evidence_title(rec);
	enum coop_status st = marks_find(&out->title, analyzer, q, v.text, v.len, err);
	uint64_t shown = marks_words(&out->title);
	for (size_t i = 0; !st && i < EVIDENCE_DETAILS; i++) {
		coop_record_get(rec, evidence_details[i], &v);
		st = marks_find(&out->details[i], analyzer, q, v.text, v.len, err);
		shown |= marks_words(&out->details[i]);
	}
	return st ? st : snippets_find(&out->passages, analyzer, q, rec, shown, err);
}

void evidence_release(struct evidence *e)
{
	marks_release(&e->title);
	for (size_t i = 0; i < EVIDENCE_DETAILS; i++)
		marks_release(&e->details[i]);
	snippets_release(&e->passages);
}

const struct snippet *evidence_best(const struct evidence *e)
{
	static const struct snippet none = {.text = ""};
	return e->passages.count > 0 ? &e->passages.at[0] : &none;
}
