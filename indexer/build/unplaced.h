/*
 * unplaced.h - the terms that have no places in the text: words with their accents, and the
 * words of fields.
 *
 * Both are found by strings of their own, beside the word that they are made of. A table that
 * holds many strings is in no cache: what is wanted of it is asked for some words ahead, and
 * what the words of fields - few, and the same again and again - gave last is remembered.
 */
#ifndef COOP_BUILD_UNPLACED_H
#define COOP_BUILD_UNPLACED_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/build/gather.h"
#include "indexer/tokens.h"
#include "shared/error.h"
#include "shared/fields.h"
#include "shared/strmap.h"

struct unplaced;

enum coop_status unplaced_new(struct unplaced **out, struct coop_error *err);
void unplaced_free(struct unplaced *u); /* NULL is fine */

/* Begins a document; docids ascend. */
void unplaced_begin(struct unplaced *u, uint32_t docid);

/*
 * Counts the terms of a word, one of a record's field. The field's text is borrowed until
 * the document ends.
 */
enum coop_status unplaced_add(struct unplaced *u, const char *text, const struct token *t,
	enum coop_field field, struct coop_error *err);

/* Ends the document. */
enum coop_status unplaced_end(struct unplaced *u, struct coop_error *err);

/*
 * The terms by their numbers, and their postings; gather_settle() first. Borrowed until the
 * next document.
 */
const struct coop_strmap *unplaced_terms(const struct unplaced *u);
struct gather *unplaced_gathered(struct unplaced *u);

/* The bytes that all of it takes; not what was kept for later. */
size_t unplaced_memory(const struct unplaced *u);

/* Forgets all terms; keeps the memory. The numbers of forms may then begin afresh. */
void unplaced_reset(struct unplaced *u);

#endif
