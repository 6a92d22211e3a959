#include "query/http/disposition.h"

#include <stdbool.h>
#include <string.h>

#include "shared/core/buf.h"

/* Whether a byte stands in filename* as it is (attr-char of RFC 8187). */
static bool is_plain(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c && strchr("!#$&+-.^_`|~", c));
}

/* Whether a byte stands between quotes as it is, and is no part of a path. */
static bool is_quotable(unsigned char c)
{
	return c >= ' ' && c < 0x7f && !strchr("\"\\/%", c);
}

char *disposition_write(const char *name, size_t len)
{
	struct coop_buf out = {0};
	bool ascii = true;
	coop_buf_str(&out, "attachment; filename=\"");
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)name[i];
		ascii = ascii && c < 0x80;
		/* of a letter in several bytes, one '_' is left */
		if ((c & 0xc0) != 0x80)
			coop_buf_byte(&out, is_quotable(c) ? (char)c : '_');
	}
	coop_buf_byte(&out, '"');
	if (!ascii)
		coop_buf_str(&out, "; filename*=UTF-8''");
	for (size_t i = 0; i < len && !ascii; i++) {
		unsigned char c = (unsigned char)name[i];
		if (c < ' ' || c == 0x7f || strchr("/\\", c))
			coop_buf_byte(&out, '_');
		else if (is_plain(c))
			coop_buf_byte(&out, (char)c);
		else
			coop_buf_printf(&out, "%%%02X", c);
	}
	if (!out.failed)
		return out.s;
	coop_buf_release(&out);
	return NULL;
}
