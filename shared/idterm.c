#include "shared/idterm.h"

#include "shared/index.h"
#include "shared/nfc.h"
#include "shared/utf8.h"

void coop_id_term(const char *id, size_t n, struct coop_buf *out)
{
	size_t begin = out->len;
	coop_buf_byte(out, COOP_PREFIX_ID);
	coop_nfc_add(id, n, out);
	if (!out->failed)
		out->len = begin +
			   coop_utf8_cut(out->s + begin, out->len - begin, COOP_TERM_MAX);
}
