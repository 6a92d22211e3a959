/*
 * progress_text.h - a progress (progress.h) as a line of text, in the user's language.
 */
#ifndef COOP_INDEXER_REPORT_PROGRESS_TEXT_H
#define COOP_INDEXER_REPORT_PROGRESS_TEXT_H

#include <stddef.h>

#include "indexer/report/progress.h"
#include "shared/core/buf.h"

/*
 * Appends what is shown; it is safe to show on a terminal. Without a `width` it is a sentence with all there
 * is to say. Else it keeps to `width` columns, of 19 or more: the share of the work comes first, then the
 * stage and the time that is left, then the name of what is read, the middle of which may be left out; a
 * bar and the other numbers are there where there is room for them beside these.
 */
void progress_text(const struct progress_view *v, size_t width, struct coop_buf *out);

#endif
