/*
 * input.h - what a run reads: a selection of paths, and the root of its records.
 */
#ifndef COOP_INDEXER_INPUT_H
#define COOP_INDEXER_INPUT_H

#include "indexer/job.h"
#include "indexer/report/report.h"
#include "indexer/select/selection.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

struct input {
	struct selection *selection;
	struct coop_buf root; /* select/root.h; empty if there is none */
};

/* To be released even after a failure. */
enum coop_status input_find(const struct job *job, struct report *report,
	struct input *out, struct coop_error *err);
void input_release(struct input *in);

/* NULL if there is none. */
static inline const char *input_root(const struct input *in)
{
	return in->root.len > 0 ? in->root.s : NULL;
}

/* Fails with COOP_E_INPUT: nothing was found; `index` when there should have been an index of it. */
enum coop_status input_is_empty(bool index, struct coop_error *err);

#endif
