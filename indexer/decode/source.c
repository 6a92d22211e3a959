#include "indexer/decode/source.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/disk/failure.h"
#include "indexer/disk/infile.h"
#include "shared/core/i18n.h"

/* Bytes converted at once; few when fuzzing, so that inputs go beyond them. */
#ifdef COOP_FUZZING
enum { PIECE = 1 << 8 };
#else
enum { PIECE = 1 << 16 };
#endif
enum { UNIT_MAX = 4 }; /* bytes of the longest code unit */

struct source {
	struct infile file;
	enum charset set;
	enum source_known known;
	bool converts;
	iconv_t iconv;         /* only then */
	struct coop_buf ready; /* text to be returned, from `at` on */
	size_t at;
	char piece[PIECE]; /* its first `waiting` bytes are still to be converted */
	size_t waiting;
	size_t replaced;
};

/* ---- converting ---- */

/* How many bytes to skip where nothing can be converted: a code unit. */
static size_t unit(const struct source *s)
{
	switch (s->set) {
	case CHARSET_UTF16LE:
	case CHARSET_UTF16BE:
		return 2;
	case CHARSET_UTF32LE:
	case CHARSET_UTF32BE:
		return UNIT_MAX;
	default:
		return 1;
	}
}

/*
 * Converts `n` bytes and appends the text to `ready`. Returns how many bytes are left, of a character
 * that is cut by their end, unless it is the end of the file.
 */
static size_t convert(struct source *s, const char *from, size_t n)
{
	char *in =
		(char *)from; /* iconv() only reads, but its type is older than const */
	while (n > 0 && !s->ready.failed) {
		enum { ROOM = 1 << 12 };
		char *to = coop_buf_reserve(&s->ready, ROOM);
		size_t room = ROOM;
		if (!to)
			break;
		size_t done = iconv(s->iconv, &in, &n, &to, &room);
		s->ready.len += ROOM - room;
		if (done != (size_t)-1 || errno == E2BIG)
			continue;
		if (errno == EINVAL && !s->file.eof)
			return n;
		size_t out = unit(s) < n ? unit(s) : n;
		in += out;
		n -= out;
		s->replaced++;
		coop_buf_str(&s->ready, "\ufffd");
	}
	return 0;
}

/* Reads and converts some more of the file. */
static enum coop_status refill(struct source *s, struct coop_error *err)
{
	coop_buf_reset(&s->ready);
	s->at = 0;
	while (s->ready.len == 0 && (!s->file.eof || s->waiting > 0)) {
		size_t got;
		enum coop_status st = infile_read(&s->file, s->piece + s->waiting,
			sizeof s->piece - s->waiting, &got, err);
		if (st)
			return st;
		size_t n = s->waiting + got;
		s->waiting = convert(s, s->piece, n);
		memmove(s->piece, s->piece + n - s->waiting, s->waiting);
		st = coop_buf_check(&s->ready, err);
		if (st)
			return st;
	}
	return COOP_OK;
}

/* ---- opening ---- */

/* Says why iconv_open() failed, which may have had to load a module. */
static enum coop_status cannot_convert(enum charset set, struct coop_error *err)
{
	if (errno == ENOMEM)
		return coop_fail_nomem(err);
	if (failure_is_machine(errno))
		return failure_to_read(errno, err);
	return coop_fail(err, COOP_E_INPUT,
		TR("is in %s, which this system cannot convert",
			"est en %s, que ce système ne sait pas convertir"),
		charset_name(set));
}

/* Detects the set by the sample, and converts it as the start of the text. */
static enum coop_status begin(struct source *s, const char *sample, size_t n,
	enum charset set, struct coop_error *err)
{
	s->set = set != CHARSET_AUTO ? set : charset_detect(sample, n, s->file.eof);
	s->known = set != CHARSET_AUTO ? SOURCE_TOLD : SOURCE_FOUND;
	bool direct = charset_is_direct(s->set);
	size_t bom = charset_bom(direct ? CHARSET_UTF8 : s->set, sample, n);
	if (bom > 0 && s->known == SOURCE_FOUND)
		s->known = SOURCE_MARKED;
	if (direct) {
		coop_buf_add(&s->ready, sample + bom, n - bom);
		return coop_buf_check(&s->ready, err);
	}
	s->iconv = iconv_open("UTF-8", charset_name(s->set));
	s->converts = (intptr_t)s->iconv != -1;
	if (!s->converts)
		return cannot_convert(s->set, err);
	s->waiting = convert(s, sample + bom, n - bom);
	memcpy(s->piece, sample + n - s->waiting, s->waiting);
	return coop_buf_check(&s->ready, err);
}

enum coop_status source_open(
	const char *path, enum charset set, struct source **out, struct coop_error *err)
{
	*out = NULL;
	struct source *s = calloc(1, sizeof *s);
	if (!s)
		return coop_fail_nomem(err);
	s->file = INFILE_NONE;
	char *sample = malloc(CHARSET_SAMPLE);
	if (!sample) {
		source_close(s);
		return coop_fail_nomem(err);
	}
	size_t n = 0;
	enum coop_status st = infile_open(&s->file, path, err);
	if (!st)
		st = infile_read(&s->file, sample, CHARSET_SAMPLE, &n, err);
	if (!st)
		st = begin(s, sample, n, set, err);
	free(sample);
	if (st)
		source_close(s);
	else
		*out = s;
	return st;
}

void source_close(struct source *s)
{
	if (!s)
		return;
	if (s->converts)
		iconv_close(s->iconv);
	infile_close(&s->file);
	coop_buf_release(&s->ready);
	free(s);
}

enum source_known source_known(const struct source *s)
{
	return s->known;
}

enum charset source_charset(const struct source *s)
{
	return s->set;
}

enum charset source_text(const struct source *s)
{
	return charset_is_direct(s->set) ? s->set : CHARSET_UTF8;
}

const char *source_sample(const struct source *s, size_t *n)
{
	*n = s->ready.len;
	return coop_buf_cstr(&s->ready);
}

enum coop_status source_read(
	struct source *s, char *to, size_t n, size_t *got, struct coop_error *err)
{
	*got = 0;
	if (s->at == s->ready.len) {
		if (!s->converts)
			return infile_read(&s->file, to, n, got, err);
		enum coop_status st = refill(s, err);
		if (st)
			return st;
	}
	*got = s->ready.len - s->at < n ? s->ready.len - s->at : n;
	if (*got > 0)
		memcpy(to, s->ready.s + s->at, *got);
	s->at += *got;
	return COOP_OK;
}

enum coop_status source_read_all(
	struct source *s, size_t max, struct coop_buf *out, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t n = 1; n > 0 && !st;) {
		char *to = coop_buf_reserve(out, PIECE);
		if (!to)
			return coop_fail_nomem(err);
		st = source_read(s, to, PIECE, &n, err);
		out->len += n;
		if (out->len > max)
			return coop_fail(err, COOP_E_INPUT,
				TR("larger than %zu MiB; not read as a text",
					"plus de %zu Mio ; n'est pas lu comme un texte"),
				max >> 20);
	}
	return st;
}

enum coop_status source_check(const struct source *s, struct coop_error *err)
{
	return infile_check(&s->file, err);
}

size_t source_bytes(const struct source *s)
{
	return (size_t)s->file.bytes;
}

size_t source_replaced(const struct source *s)
{
	return s->replaced;
}
