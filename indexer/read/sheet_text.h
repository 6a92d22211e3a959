/*
 * sheet_text.h - a sheet that is no table, as text: notes, explanations, a form.
 *
 * A row is a line; of two cells the first is the label of the second, and more of them have semicolons
 * between. Rows that were left empty part paragraphs.
 */
#ifndef COOP_INDEXER_READ_SHEET_TEXT_H
#define COOP_INDEXER_READ_SHEET_TEXT_H

#include "indexer/disk/tempfile.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

/*
 * Makes a file of the text of a file of tab-separated values; `lines` says where its lines are (report.h),
 * and is replaced by where those of the text are.
 */
enum coop_status sheet_text_make(struct tempfile *rows, struct coop_buf *lines,
	struct tempfile **out, struct coop_error *err);

#endif
