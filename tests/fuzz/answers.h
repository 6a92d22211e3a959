/*
 * answers.h - what a converter answers (frame.h), caught and taken apart.
 */
#ifndef COOP_TESTS_FUZZ_ANSWERS_H
#define COOP_TESTS_FUZZ_ANSWERS_H

#include "indexer/decode/frame.h"
#include "tests/fuzz/fuzz.h"

/* What is written to standard output, while it is caught. */
struct fuzz_catch {
	int answers, usual;
};

static inline struct fuzz_catch fuzz_catch(void)
{
	struct fuzz_catch c = {memfd_create("answers", MFD_CLOEXEC), dup(STDOUT_FILENO)};
	HOLDS(c.answers >= 0 && c.usual >= 0);
	HOLDS(dup2(c.answers, STDOUT_FILENO) == STDOUT_FILENO);
	return c;
}

/* Ends that; what was caught goes to `out`. */
static inline void fuzz_caught(struct fuzz_catch c, struct coop_buf *out)
{
	HOLDS(dup2(c.usual, STDOUT_FILENO) == STDOUT_FILENO);
	off_t n = lseek(c.answers, 0, SEEK_END);
	HOLDS(n >= 0);
	char *to = coop_buf_reserve(out, (size_t)n + 1);
	HOLDS(to && pread(c.answers, to, (size_t)n, 0) == (ssize_t)n);
	out->len = (size_t)n;
	close(c.usual);
	close(c.answers);
}

/* Calls a converter with a file as standard input; what it answers goes to `out`. */
static inline enum conversion_failure fuzz_answer(
	enum conversion_failure (*convert)(const char *suffixes), const char *suffixes,
	const uint8_t *data, size_t size, struct coop_buf *out)
{
	fuzz_give(data, size);
	struct fuzz_catch c = fuzz_catch();
	enum conversion_failure failure = convert(suffixes);
	fuzz_caught(c, out);
	return failure;
}

/* A frame of an answer; borrowed. */
struct fuzz_frame {
	enum frame_tag tag;
	const char *s;
	size_t len;
};

/* Takes the frame at `*at`; false at the end of the answer. */
static inline bool fuzz_next_frame(
	const struct coop_buf *answer, size_t *at, struct fuzz_frame *frame)
{
	const unsigned char *s = (const unsigned char *)coop_buf_cstr(answer) + *at;
	if (*at == answer->len)
		return false;
	HOLDS(answer->len - *at >= FRAME_HEADER);
	*frame = (struct fuzz_frame){.tag = (enum frame_tag)s[0],
		.s = (const char *)s + FRAME_HEADER,
		.len = (size_t)s[1] << 24 | (size_t)s[2] << 16 | (size_t)s[3] << 8 |
		       s[4]};
	*at += FRAME_HEADER;
	HOLDS(answer->len - *at >= frame->len);
	*at += frame->len;
	return true;
}

/* Checks a frame of a file of notices: it is one, or tells of one that is left out. */
static inline void fuzz_check_notice(const struct fuzz_frame *frame)
{
	struct coop_record r;
	if (frame->tag == FRAME_LEFT_OUT) {
		HOLDS(frame->len == FRAME_LEFT_OUT_SIZE);
		HOLDS(frame->s[frame->len - 1] > CONVERSION_OK &&
			frame->s[frame->len - 1] < CONVERSION_COUNT);
		return;
	}
	HOLDS(frame->tag == FRAME_NOTICE && frame->len <= FRAME_NOTICE_MAX);
	coop_record_init(&r);
	HOLDS(coop_record_unpack(&r, frame->s, frame->len, NULL) == COOP_OK);
	HOLDS(r.line > 0);
	coop_record_release(&r);
}

#endif
