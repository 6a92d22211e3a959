#include "indexer/build/deflate.h"

#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

/* The fastest: higher ones gain some percents of size on a notice of a kilobyte. */
enum { LEVEL = 1 };

struct deflater {
	struct libdeflate_compressor *engine;
};

enum coop_status deflater_new(struct deflater **out, struct coop_error *err)
{
	*out = NULL;
	struct deflater *d = malloc(sizeof *d);
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

enum coop_status deflater_add(struct deflater *d, const char *tag, size_t len,
	struct coop_buf *out, bool *compressed, struct coop_error *err)
{
	*compressed = false;
	char *to = coop_buf_reserve(out, len);
	if (!to)
		return coop_fail_nomem(err);
	size_t n = 0;
	if (len > DEFLATE_MIN) /* gives 0 when it does not get smaller */
		n = libdeflate_deflate_compress(d->engine, tag, len, to, len - 1);
	*compressed = n > 0;
	if (n > 0)
		out->len += n;
	else
		coop_buf_add(out, tag, len);
	return coop_buf_check(out, err);
}
