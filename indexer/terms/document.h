/*
 * document.h - makes the terms of a record, for a writer that takes whole documents: the
 * engine.
 */
#ifndef COOP_INDEXER_TERMS_DOCUMENT_H
#define COOP_INDEXER_TERMS_DOCUMENT_H

#include "shared/core/error.h"
#include "shared/index/record.h"
#include "shared/index/store.h"
#include "shared/text/analyzer.h"

/* Memory that is reused from document to document. */
struct document;

/* The analyzer is borrowed. */
enum coop_status document_new(
	struct coop_analyzer *analyzer, struct document **out, struct coop_error *err);
void document_free(struct document *d); /* NULL is fine */

/*
 * Makes the terms of a record (layout.h) with their impacts (impact.h), for an average
 * document length of `avgdl`. Sets record->length. `*out` is borrowed until the next
 * call; its data is not set.
 */
enum coop_status document_make(struct document *d, struct coop_record *record,
	double avgdl, struct coop_doc *out, struct coop_error *err);

#endif
