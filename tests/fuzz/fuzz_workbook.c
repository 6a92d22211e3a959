/*
 * fuzz_workbook.c - any bytes are an XLSX or ODS, or the parts of one: what is answered is a
 * sequence of frames that coopidx understands, and each line of a sheet has its row. The first
 * byte tells which. The parts are ended by NUL, and begin with a byte that tells their name.
 */
#include "indexer/convert/workbook.h"
#include "indexer/decode/frame.h"
#include "shared/core/bytes.h"
#include "tests/fuzz/answers.h"
#include "tests/fuzz/parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct {
	enum conversion_failure (*convert)(void);
	const char *parts[4];
} workbooks[] = {{xlsx_convert, {"xl/workbook.xml", "xl/worksheets/sheet1.xml",
					"xl/sharedStrings.xml", "xl/styles.xml"}},
	{ods_convert, {"content.xml", "META-INF/manifest.xml", "mimetype", "a.xml"}}};
enum { WORKBOOKS = sizeof workbooks / sizeof *workbooks };

/* Checks what is sent of one sheet; moves `at` behind it. */
static size_t workbook_check_sheet(const struct coop_buf *answer, size_t at)
{
	const unsigned char *s = (const unsigned char *)coop_buf_cstr(answer);
	size_t ends = 0, rows = 0;
	for (bool first = true;; first = false) {
		HOLDS(answer->len - at >= FRAME_HEADER);
		enum frame_tag tag = (enum frame_tag)s[at];
		size_t len = (size_t)s[at + 1] << 24 | (size_t)s[at + 2] << 16 |
			     (size_t)s[at + 3] << 8 | s[at + 4];
		at += FRAME_HEADER;
		HOLDS(answer->len - at >= len && (tag == FRAME_SHEET) == first);
		for (size_t i = 0; tag == FRAME_DATA && i < len; i++)
			ends += s[at + i] == '\n';
		HOLDS(tag != FRAME_DATA || (len > 0 && len <= FRAME_DATA_MAX));
		HOLDS(tag != FRAME_ROWS || len % COOP_LE32_SIZE == 0);
		rows += tag == FRAME_ROWS ? len / COOP_LE32_SIZE : 0;
		at += len;
		if (tag == FRAME_CLOSE || tag == FRAME_FAILURE)
			break;
	}
	HOLDS(ends == rows);
	return at;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct coop_buf answer = {0};
	if (size == 0)
		return 0;
	unsigned which = data[0] % WORKBOOKS;
	if (data[0] / WORKBOOKS % 2 != 0) {
		fuzz_give(data + 1, size - 1);
	} else {
		fuzz_give_parts(workbooks[which].parts, data + 1, size - 1);
	}
	struct fuzz_catch c = fuzz_catch();
	enum conversion_failure failure = workbooks[which].convert();
	fuzz_caught(c, &answer);
	HOLDS(failure < CONVERSION_COUNT && failure != CONVERSION_MEMORY);
	for (size_t at = 0; at < answer.len;)
		at = workbook_check_sheet(&answer, at);
	coop_buf_release(&answer);
	return 0;
}
