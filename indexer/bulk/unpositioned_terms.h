/*
 * unpositioned_terms.h - the postings of terms without positions: words with their
 * accents, and words of fields.
 *
 * Both are strings derived from a word, but are seldom looked up as strings: the number
 * of an accented word depends on the number of its spelling, and the terms of fields,
 * which are few and recur, are kept in a small cache.
 */
#ifndef COOP_INDEXER_BULK_UNPOSITIONED_TERMS_H
#define COOP_INDEXER_BULK_UNPOSITIONED_TERMS_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/bulk/posting_accumulator.h"
#include "indexer/terms/field_terms.h"
#include "indexer/terms/tokens.h"
#include "shared/core/error.h"
#include "shared/core/strmap.h"

struct unpositioned;

enum coop_status unpositioned_new(struct unpositioned **out, struct coop_error *err);
void unpositioned_free(struct unpositioned *u); /* NULL is fine */

/* Begins a document; docids ascend. */
void unpositioned_begin(struct unpositioned *u, uint32_t docid);

/* For unpositioned_add(). */
enum coop_status unpositioned_add_accented(struct unpositioned *u,
	const struct tokens *walk, const struct token *t, struct coop_error *err);
enum coop_status unpositioned_add_fieldterms(struct unpositioned *u,
	const struct tokens *walk, const struct token *t, struct coop_error *err);

/* Counts the terms of the last word of a walk, if it has any. */
static inline enum coop_status unpositioned_add(struct unpositioned *u,
	const struct tokens *walk, const struct token *t, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	if (t->t->accented > 0)
		st = unpositioned_add_accented(u, walk, t, err);
	if (!st && field_terms_any(t, walk->value.field))
		st = unpositioned_add_fieldterms(u, walk, t, err);
	return st;
}

/* Ends the document. */
enum coop_status unpositioned_end(struct unpositioned *u, struct coop_error *err);

/* The terms by their numbers, and their postings. Borrowed until the next document. */
const struct coop_strmap *unpositioned_terms(const struct unpositioned *u);
struct posting_accumulator *unpositioned_postings(struct unpositioned *u);

/* The bytes in use, without memory that is kept for later. */
size_t unpositioned_memory(const struct unpositioned *u);

/* Forgets all terms; keeps the memory. The analyzer may then number its forms afresh. */
void unpositioned_reset(struct unpositioned *u);

#endif
