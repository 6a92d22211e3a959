#include "indexer/notice/outline_forms.h"

#include <string.h>

#include "indexer/notice/isbd_list.h"
#include "indexer/notice/memo.h"
#include "indexer/notice/message.h"
#include "indexer/notice/subtitles.h"

static size_t count_lines(struct span text)
{
	size_t lines = 0;
	for (const char *s = text.s; (s = memchr(s, '\n', text.n - (size_t)(s - text.s)));
		s++)
		lines++;
	return lines;
}

/* Makes a part of each record of BCDI. */
static void find_memos(struct span text, const stop_flag *stop, struct coop_buf *scratch,
	struct outline *out)
{
	for (size_t line = 1; text.n > 0 && !out->failed && !stop_wanted(stop);) {
		struct span record = {text.s, memo_length(text, scratch)};
		/* blank lines behind the last record are none */
		if (span_trim(record).n > 0)
			outline_add(out, &(struct outline_part){.text = record,
						 .line = line,
						 .form = OUTLINE_MEMO});
		line += count_lines(record);
		text.s += record.n;
		text.n -= record.n;
	}
}

bool outline_find_form(struct span text, const stop_flag *stop, struct outline *out)
{
	struct coop_buf scratch = {0};
	struct span rest = text, head;
	const char *kind = subtitles_kind(text);
	out->count = 0;
	if (kind) {
		outline_add(
			out, &(struct outline_part){
				     .text = text, .line = 1, .form = OUTLINE_SUBTITLES});
	} else if (memo_begins(text, &scratch)) {
		kind = "BCDI";
		find_memos(text, stop, &scratch, out);
	} else if (!message_take_head(&rest, &head) &&
		   isbd_list_find(text, stop, &scratch, out)) {
		kind = "ISBD";
	}
	out->kind = kind;
	out->failed |= scratch.failed;
	coop_buf_release(&scratch);
	return kind != NULL;
}
