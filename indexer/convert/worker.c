#include "indexer/convert/worker.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/convert/declared.h"
#include "indexer/convert/sandbox.h"
#include "indexer/decode/filetype.h"
#include "indexer/disk/failure.h"
#include "shared/core/bytes.h"
#include "shared/core/fd.h"

/* The exit codes, for debugging: coopidx does not distinguish them. */
enum { EXIT_USAGE = 2, EXIT_LIMITS = 3, EXIT_PIPE = 4 };

static void write_all(const void *data, size_t n)
{
	if (!coop_fd_write(STDOUT_FILENO, data, n))
		_exit(EXIT_PIPE);
}

void worker_answer(enum frame_tag tag, const char *s, size_t n)
{
	const unsigned char head[FRAME_HEADER] = {(unsigned char)tag,
		(unsigned char)(n >> 24), (unsigned char)(n >> 16),
		(unsigned char)(n >> 8), (unsigned char)n};
	write_all(head, sizeof head);
	write_all(s, n);
}

void worker_done(size_t done, size_t of)
{
	static uint32_t told;
	char number[FRAME_DONE_SIZE];
	double share = of > 0 && done < of ? (double)done / (double)of : 1;
	uint32_t now = (uint32_t)(share * FRAME_DONE_ALL);
	if (now <= told)
		return;
	told = now;
	coop_put_le32(number, now);
	worker_answer(FRAME_DONE, number, sizeof number);
}

void worker_failure(enum conversion_failure failure)
{
	char code = (char)failure;
	worker_answer(FRAME_FAILURE, &code, 1);
}

bool worker_wants(const char *suffixes, const char *name)
{
	char suffix[16];
	const char *const list[] = {suffix, NULL};
	while (*suffixes) {
		size_t n = strcspn(suffixes, " ");
		if (n > 0 && n < sizeof suffix) {
			memcpy(suffix, suffixes, n);
			suffix[n] = '\0';
			if (filetype_has_suffix(name, list))
				return true;
		}
		suffixes += n + (suffixes[n] == ' ');
	}
	return false;
}

/* Puts a number in four bytes, the largest one for one that does not fit. */
static char *put_number(char *to, size_t n)
{
	return coop_put_le32(to, n < UINT32_MAX ? (uint32_t)n : UINT32_MAX);
}

void worker_left_out(size_t line, enum conversion_failure why)
{
	char packed[FRAME_LEFT_OUT_SIZE];
	*put_number(packed, line) = (char)why;
	worker_answer(FRAME_LEFT_OUT, packed, sizeof packed);
}

void worker_left_out_at(size_t line, size_t column, enum conversion_failure why)
{
	char packed[FRAME_LEFT_OUT_AT_SIZE], *to = put_number(packed, line);
	*to++ = (char)why;
	put_number(to, column);
	worker_answer(FRAME_LEFT_OUT, packed, sizeof packed);
}

void worker_told(enum told what, const char *text)
{
	struct coop_buf packed = {0};
	coop_buf_byte(&packed, (char)what);
	coop_buf_str(&packed, text);
	if (!packed.failed && packed.len > 1 && packed.len <= 1 + FRAME_TOLD_MAX)
		worker_answer(FRAME_TOLD, packed.s, packed.len);
	coop_buf_release(&packed);
}

void worker_mended(enum conversion_mend what, size_t count, size_t line)
{
	char packed[FRAME_MENDED_SIZE];
	*put_number(put_number(packed, line), count) = (char)what;
	worker_answer(FRAME_MENDED, packed, sizeof packed);
}

static enum conversion_failure send_notice(
	enum frame_tag tag, const struct coop_record *notice)
{
	struct coop_buf packed = {0};
	if (coop_record_check(notice, NULL) || coop_record_pack(notice, &packed, NULL)) {
		coop_buf_release(&packed);
		return CONVERSION_MEMORY;
	}
	if (packed.len > FRAME_NOTICE_MAX)
		worker_left_out(notice->line, CONVERSION_TOO_LARGE);
	else
		worker_answer(tag, packed.s, packed.len);
	coop_buf_release(&packed);
	return CONVERSION_OK;
}

enum conversion_failure worker_notice(const struct coop_record *notice)
{
	return send_notice(FRAME_NOTICE, notice);
}

enum conversion_failure worker_keyed(const struct coop_record *notice)
{
	return send_notice(FRAME_KEYED, notice);
}

enum conversion_failure worker_read_at(size_t offset, char *to, size_t room, size_t *n)
{
	ssize_t got = 1;
	for (*n = 0; *n < room && got > 0; *n += got > 0 ? (size_t)got : 0)
		got = pread(STDIN_FILENO, to + *n, room - *n, (off_t)(offset + *n));
	return got < 0 && failure_is_machine(errno) ? CONVERSION_UNREADABLE
						    : CONVERSION_OK;
}

enum conversion_failure worker_start(char *to, size_t room, size_t *n)
{
	return worker_read_at(0, to, room, n);
}

static enum conversion_failure problem_of(enum coop_status st)
{
	switch (st) {
	case COOP_OK:
		return CONVERSION_OK;
	case COOP_E_NOMEM:
		return CONVERSION_MEMORY;
	case COOP_E_IO:
		return CONVERSION_UNREADABLE;
	default:
		return CONVERSION_DAMAGED;
	}
}

enum conversion_failure worker_read_all(
	struct source *source, size_t max, struct coop_buf *out)
{
	enum coop_status st = source_read_all(source, max, out, NULL);
	return st == COOP_E_INPUT && out->len > max ? CONVERSION_TOO_LARGE
						    : problem_of(st);
}

/*
 * Opens the file in the character set that the user named, else in the one that it
 * declares.
 */
static enum conversion_failure open_text(const char *named, struct source **out)
{
	char start[CHARSET_DECLARED_WITHIN];
	size_t n;
	enum conversion_failure failure = worker_start(start, sizeof start, &n);
	if (failure)
		return failure;
	if (charset_by_name(named, strlen(named)) == CHARSET_AUTO)
		named = charset_name(charset_declared(start, n));
	return problem_of(source_open(INFILE_STDIN, named, out, NULL));
}

/* Sends a table of the document; one that is not in its text is left out. */
static enum conversion_failure answer_table(const struct doc_table *t)
{
	struct coop_buf packed = {0};
	if (!t->placed)
		return CONVERSION_OK;
	const size_t numbers[FRAME_TABLE_NUMBERS] = {t->from, t->to,
		t->lists ? FRAME_TABLE_OF_NOTICES : t->headed, t->left_out,
		t->left_out_line, t->lines.len / COOP_LE32_SIZE};
	for (size_t i = 0; i < FRAME_TABLE_NUMBERS; i++)
		coop_buf_le32(&packed, (uint32_t)numbers[i]);
	coop_buf_add(&packed, coop_buf_cstr(&t->lines), t->lines.len);
	coop_buf_add(&packed, coop_buf_cstr(&t->csv), t->csv.len);
	bool failed = packed.failed;
	if (!failed && packed.len <= FRAME_TABLE_MAX)
		worker_answer(FRAME_TABLE, packed.s, packed.len);
	coop_buf_release(&packed);
	return failed ? CONVERSION_MEMORY : CONVERSION_OK;
}

/* Tells what is not read of the document. */
static void answer_remark(const struct doc *doc)
{
	char packed[FRAME_REMARK_NUMBERS * COOP_LE32_SIZE];
	for (size_t i = 0; i < FRAME_REMARK_NUMBERS; i++)
		coop_put_le32(packed + i * COOP_LE32_SIZE, doc->remark[i]);
	if (doc->remark[FRAME_REMARK_WHAT] != REMARK_NONE)
		worker_answer(FRAME_REMARK, packed, sizeof packed);
}

/* Converts, unless there is a problem already, and answers. */
static void answer(const struct work *work, const struct input *input,
	enum conversion_failure failure)
{
	struct doc doc;
	struct coop_record record;
	struct coop_buf packed = {0};
	doc_init(&doc);
	coop_record_init(&record);
	if (!failure)
		failure = work->run(&doc, input);
	if (!failure && !work->answers) {
		failure = doc_finish(&doc, &record);
		if (!failure && coop_record_pack(&record, &packed, NULL))
			failure = CONVERSION_MEMORY;
		if (!failure && packed.len > FRAME_RECORD_MAX)
			failure = CONVERSION_TOO_LARGE;
		if (!failure)
			worker_answer(FRAME_RECORD, packed.s, packed.len);
		for (size_t i = 0; !failure && i < doc.ntables; i++)
			failure = answer_table(&doc.tables[i]);
		if (!failure)
			answer_remark(&doc);
	}
	if (failure)
		worker_failure(failure);
	worker_answer(FRAME_END, "", 0);
	coop_buf_release(&packed);
	coop_record_release(&record);
	doc_release(&doc);
}

static void answer_guards(unsigned guards)
{
	char set = (char)guards;
	worker_answer(FRAME_GUARDS, &set, 1);
}

/*
 * Restricts the process as for the first type of the table, and answers which
 * restrictions hold.
 */
static int probe(const struct work *table)
{
	unsigned guards;
	if (!sandbox_limit(1) || !sandbox_lock(table->folders, &guards))
		return EXIT_LIMITS;
	answer_guards(sandbox_try(guards));
	worker_answer(FRAME_END, "", 0);
	_exit(EXIT_SUCCESS);
}

int worker_main(const struct work *table, int argc, char **argv)
{
	enum { KIND = 1, SECONDS, CHARSET, SUFFIXES, ARGUMENTS };
	struct input input = {0};
	unsigned guards;
	if (argc == ARGUMENTS && strcmp(argv[KIND], FRAME_PROBE) == 0)
		return probe(table);
	if (argc != ARGUMENTS)
		return EXIT_USAGE;
	const struct work *work = table;
	while (work->kind && strcmp(work->kind, argv[KIND]) != 0)
		work++;
	if (!work->kind)
		return EXIT_USAGE;
	/* libarchive converts names in UTF-8 to the locale's character set */
	setlocale(LC_CTYPE, "C.UTF-8");
	size_t seconds = strtoul(argv[SECONDS], NULL, 10);
	if (!sandbox_limit(work->answers ? 0 : seconds))
		return EXIT_LIMITS;
	/* before the lock, as iconv may load a character set from a file */
	enum conversion_failure failure =
		work->is_text ? open_text(argv[CHARSET], &input.source) : CONVERSION_OK;
	input.suffixes = argv[SUFFIXES];
	input.encoding = argv[CHARSET];
	if (!failure && work->prepare)
		failure = work->prepare(&input);
	if (!sandbox_lock(work->folders, &guards))
		return EXIT_LIMITS;
	answer_guards(guards);
	answer(work, &input, failure);
	/* freeing the memory of the libraries would only take time */
	_exit(EXIT_SUCCESS);
}
