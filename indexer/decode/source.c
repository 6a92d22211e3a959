#include "indexer/decode/source.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/decode/transcoder.h"
#include "indexer/disk/infile.h"
#include "shared/core/i18n.h"

/* Bytes converted at once; few when fuzzing, so that inputs go beyond them. */
#ifdef COOP_FUZZING
enum { PIECE = 1 << 8 };
#else
enum { PIECE = 1 << 16 };
#endif
enum { NAME_MAX_BYTES = 40 };

struct source {
	struct infile file;
	struct charset_guess found;
	enum source_known known;
	char name[NAME_MAX_BYTES];     /* of the set */
	struct transcoder *transcoder; /* NULL for a set that is read as it is */
	struct coop_buf ready;         /* text to be returned, from `at` on */
	size_t at;
	char piece[PIECE]; /* its first `waiting` bytes are still to be converted */
	size_t waiting;
};

/* ---- converting ---- */

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
		s->waiting = transcoder_convert(
			s->transcoder, s->piece, n, s->file.eof, &s->ready);
		memmove(s->piece, s->piece + n - s->waiting, s->waiting);
		st = coop_buf_check(&s->ready, err);
		if (st)
			return st;
	}
	return COOP_OK;
}

/* ---- opening ---- */

/* Takes the set that the caller names, or detects it by the sample; false for no name of a set. */
static bool choose_set(struct source *s, const char *name, const char *sample, size_t n)
{
	enum charset told = name ? charset_by_name(name, strlen(name)) : CHARSET_AUTO;
	s->known = told != CHARSET_AUTO ? SOURCE_TOLD : SOURCE_FOUND;
	if (told == CHARSET_AUTO)
		s->found = charset_detect(sample, n, s->file.eof);
	else
		s->found.set = told;
	if (told != CHARSET_OTHER)
		name = charset_name(s->found.set);
	size_t len = strlen(name);
	bool fits = len < sizeof s->name;
	memcpy(s->name, name, fits ? len : 0);
	return fits;
}

/* Converts the sample as the start of the text. */
static enum coop_status begin(struct source *s, const char *name, const char *sample,
	size_t n, struct coop_error *err)
{
	if (!choose_set(s, name, sample, n))
		return coop_fail(err, COOP_E_INPUT, "%s",
			TR("is in no character set with so long a name",
				"n'est dans aucun jeu de caractères au nom si long"));
	enum charset set = s->found.set;
	bool direct = charset_is_direct(set);
	size_t bom = charset_bom(direct ? CHARSET_UTF8 : set, sample, n);
	if (bom > 0 && s->known == SOURCE_FOUND)
		s->known = SOURCE_MARKED;
	if (direct) {
		coop_buf_add(&s->ready, sample + bom, n - bom);
		return coop_buf_check(&s->ready, err);
	}
	enum coop_status st = transcoder_open(set, s->name, &s->transcoder, err);
	if (st)
		return st;
	s->waiting = transcoder_convert(
		s->transcoder, sample + bom, n - bom, s->file.eof, &s->ready);
	memcpy(s->piece, sample + n - s->waiting, s->waiting);
	return coop_buf_check(&s->ready, err);
}

enum coop_status source_open(
	const char *path, const char *name, struct source **out, struct coop_error *err)
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
		st = begin(s, name, sample, n, err);
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
	transcoder_close(s->transcoder);
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
	return s->found.set;
}

const char *source_charset_name(const struct source *s)
{
	return s->name;
}

struct charset_guess source_guess(const struct source *s)
{
	return s->found;
}

enum charset source_text(const struct source *s)
{
	return charset_is_direct(s->found.set) ? s->found.set : CHARSET_UTF8;
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
		if (!s->transcoder)
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

size_t source_without_end_of_dos(const char *s, size_t n)
{
	enum { END_OF_DOS = 0x1a };
	while (n > 0 && s[n - 1] == END_OF_DOS)
		n--;
	return n;
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
	return s->transcoder ? transcoder_replaced(s->transcoder) : 0;
}
