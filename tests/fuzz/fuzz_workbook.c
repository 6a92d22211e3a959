/*
 * fuzz_workbook.c - any bytes are an XLSX or ODS, or the parts of one: what is answered is a
 * sequence of frames that coopidx understands, and each line of a sheet has its row. The first
 * byte tells which. The parts are ended by NUL, and begin with a byte that tells their name.
 */
#include "indexer/convert/workbook.h"
#include "indexer/decode/frame.h"
#include "shared/core/bytes.h"
#include "tests/fuzz/fuzz.h"
#include "tests/unit/packed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct {
	enum conversion_failure (*convert)(void);
	const char *parts[4];
} workbooks[] = {{xlsx_convert, {"xl/workbook.xml", "xl/worksheets/sheet1.xml",
					"xl/sharedStrings.xml", "xl/styles.xml"}},
	{ods_convert, {"content.xml", "META-INF/manifest.xml", "mimetype", "a.xml"}}};
enum { WORKBOOKS = sizeof workbooks / sizeof *workbooks };

/* Packs the parts; no more than `room` bytes, which is enough. */
static size_t workbook_pack(
	const char *const *names, const char *s, size_t n, char *to, size_t room)
{
	size_t used;
	struct archive *zip = packed_begin(to, room, &used);
	HOLDS(zip != NULL);
	for (const char *end = s + n; s < end;) {
		const char *nul = memchr(s, '\0', (size_t)(end - s));
		size_t len = (size_t)((nul ? nul : end) - s);
		if (len > 0)
			HOLDS(packed_add(
				zip, names[(unsigned char)*s % 4], s + 1, len - 1));
		s += len + 1;
	}
	HOLDS(packed_end(zip));
	return used;
}

/* Converts; what is answered goes to `out`. */
static enum conversion_failure workbook_answer(
	enum conversion_failure (*convert)(void), struct coop_buf *out)
{
	int answers = memfd_create("answers", MFD_CLOEXEC), usual = dup(STDOUT_FILENO);
	HOLDS(answers >= 0 && usual >= 0);
	HOLDS(dup2(answers, STDOUT_FILENO) == STDOUT_FILENO);
	enum conversion_failure failure = convert();
	HOLDS(dup2(usual, STDOUT_FILENO) == STDOUT_FILENO);
	off_t n = lseek(answers, 0, SEEK_END);
	HOLDS(n >= 0);
	char *to = coop_buf_reserve(out, (size_t)n + 1);
	HOLDS(to && pread(answers, to, (size_t)n, 0) == (ssize_t)n);
	out->len = (size_t)n;
	close(usual);
	close(answers);
	return failure;
}

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
		size_t room = size + (size / 2 + 2) * PACKED_HEADERS;
		char *zip = malloc(room);
		HOLDS(zip != NULL);
		size_t n = workbook_pack(workbooks[which].parts, (const char *)data + 1,
			size - 1, zip, room);
		fuzz_give((uint8_t *)zip, n);
		free(zip);
	}
	enum conversion_failure failure =
		workbook_answer(workbooks[which].convert, &answer);
	HOLDS(failure < CONVERSION_COUNT && failure != CONVERSION_MEMORY);
	for (size_t at = 0; at < answer.len;)
		at = workbook_check_sheet(&answer, at);
	coop_buf_release(&answer);
	return 0;
}
