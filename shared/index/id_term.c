#include "shared/index/id_term.h"

#include <sha256.h>

#include "shared/index/layout.h"
#include "shared/index/store.h"
#include "shared/text/nfc.h"

enum { KEPT = COOP_TERM_MAX - (SHA256_DIGEST_STRING_LENGTH - 1) };

/* Replaces the end of a term by the hash of the whole. */
static void shorten(struct coop_buf *out, size_t begin)
{
	char hash[SHA256_DIGEST_STRING_LENGTH];
	SHA256Data((const uint8_t *)out->s + begin, out->len - begin, hash);
	out->len = begin + KEPT;
	coop_buf_str(out, hash);
}

void coop_id_term(const char *id, size_t n, struct coop_buf *out)
{
	size_t begin = out->len;
	coop_buf_byte(out, COOP_PREFIX_ID);
	coop_nfc_add(id, n, out);
	if (!out->failed && out->len - begin >= COOP_TERM_MAX)
		shorten(out, begin);
}
