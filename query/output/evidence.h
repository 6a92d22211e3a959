/*
 * evidence.h - what shows why a notice was found: the words marked in its title and its details, and
 * its passages.
 */
#ifndef COOP_QUERY_OUTPUT_EVIDENCE_H
#define COOP_QUERY_OUTPUT_EVIDENCE_H

#include "query/output/snippet.h"

/* The details of a notice, in the order in which they are shown below its title. */
#define EVIDENCE_DETAILS 5
extern const enum coop_field evidence_details[EVIDENCE_DETAILS];

/* Begin with `= {0}`. */
struct evidence {
	struct marks title; /* of the title, or of the id where there is none */
	struct marks details[EVIDENCE_DETAILS]; /* of the first value of each */
	struct snippets passages;
};

/* Finds the evidence for a record. Replaces `out`. */
enum coop_status evidence_find(struct evidence *out, struct coop_analyzer *analyzer,
	const struct query *q, const struct coop_record *rec, struct coop_error *err);
void evidence_release(struct evidence *e);

/* The title of a record, or its id where there is none. */
struct coop_value evidence_title(const struct coop_record *rec);
/* The best passage; one without text where there is none. */
const struct snippet *evidence_best(const struct evidence *e);

#endif
