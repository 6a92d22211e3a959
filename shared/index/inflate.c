#include "shared/index/inflate.h"

enum { ROOM_MIN = 1 << 12 /* bytes */ };

/*
 * On its first stream libdeflate selects the code for this processor, for the whole process; a stream of
 * nothing is inflated here, where there is one thread, so that threads do not race to do it.
 */
struct libdeflate_decompressor *coop_inflate_new(void)
{
	static const unsigned char nothing[] = {3, 0};
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	char none;
	size_t n;
	if (d)
		libdeflate_deflate_decompress(d, nothing, sizeof nothing, &none, 0, &n);
	return d;
}

/*
 * Streams do not tell how long their text is: room is tried in three sizes, the last of which, deflate's
 * largest ratio, always suffices.
 */
bool coop_inflate(struct libdeflate_decompressor *d, const unsigned char *s, size_t n,
	struct coop_buf *out)
{
	/* text length / stream length; deflate reaches 1032 at most */
	static const size_t ratios[] = {16, 256, 1040};
	for (size_t i = 0; i < sizeof ratios / sizeof *ratios; i++) {
		size_t room = n * ratios[i] + ROOM_MIN, got;
		char *to = n < SIZE_MAX / 2048 ? coop_buf_reserve(out, room) : NULL;
		if (!to)
			return false;
		enum libdeflate_result r =
			libdeflate_deflate_decompress(d, s, n, to, room, &got);
		if (r == LIBDEFLATE_SUCCESS) {
			out->len += got;
			out->s[out->len] = '\0';
		}
		if (r != LIBDEFLATE_INSUFFICIENT_SPACE)
			return r == LIBDEFLATE_SUCCESS;
	}
	return false;
}
