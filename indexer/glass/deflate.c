#include "indexer/glass/deflate.h"

#include <stdlib.h>

#include <libdeflate.h>

#include "indexer/glass/lettercode.h"

enum {
	/* the fastest: higher ones save a few percent on a notice of a kilobyte */
	LEVEL = 1,
	SHORT = 4096 /* bytes: in longer tags matching repetitions pays */
};

struct deflater {
	struct libdeflate_compressor *engine;
	bool learned;
	struct lettercode code;
};

enum coop_status deflater_new(struct deflater **out, struct coop_error *err)
{
	*out = NULL;
	struct deflater *d = calloc(1, sizeof *d);
	if (!d)
		return coop_fail_nomem(err);
	d->engine = libdeflate_alloc_compressor(LEVEL);
	if (!d->engine) {
		free(d);
		return coop_fail_nomem(err);
	}
	*out = d;
	return COOP_OK;
}

void deflater_free(struct deflater *d)
{
	if (!d)
		return;
	libdeflate_free_compressor(d->engine);
	free(d);
}

void deflater_learn(struct deflater *d, const char *texts, size_t len)
{
	lettercode_make(&d->code, texts, len);
	d->learned = true;
}

enum coop_status deflater_add(struct deflater *d, const char *tag, size_t len,
	struct coop_buf *out, bool *compressed, struct coop_error *err)
{
	bool letters = d->learned && len > DEFLATE_MIN && len <= SHORT;
	*compressed = false;
	char *to = coop_buf_reserve(out, letters ? LETTERCODE_ROOM(len) : len);
	if (!to)
		return coop_fail_nomem(err);
	size_t n = 0;
	if (letters)
		n = lettercode_write(&d->code, tag, len, to);
	if (n == 0 &&
		len > DEFLATE_MIN) /* returns 0 when the result would not be smaller */
		n = libdeflate_deflate_compress(d->engine, tag, len, to, len - 1);
	*compressed = n > 0 && n < len;
	if (*compressed)
		out->len += n;
	else
		coop_buf_add(out, tag, len);
	return coop_buf_check(out, err);
}
