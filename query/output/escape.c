#include "query/output/escape.h"

#include <string.h>

#include "shared/core/diag.h"
#include "shared/core/utf8.h"

static const char REPLACEMENT[] = "\xef\xbf\xbd";

void put_escaped(FILE *out, const char *s, size_t n, escape *of)
{
	size_t begun = 0; /* [begun, i) stands for itself and is not yet written */
	for (size_t i = 0; i < n;) {
		uint32_t cp = 0;
		size_t used = coop_utf8_decode(s + i, n - i, &cp);
		const char *instead = used > 0 ? of(cp) : REPLACEMENT;
		if (!instead && coop_is_unsafe(cp))
			instead = " ";
		used = used > 0 ? used : 1;
		if (instead) {
			fwrite(s + begun, 1, i - begun, out);
			fputs(instead, out);
			begun = i + used;
		}
		i += used;
	}
	fwrite(s + begun, 1, n - begun, out);
}

const char *escape_xml(uint32_t cp)
{
	switch (cp) {
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '&':
		return "&amp;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case 0xfffe: /* no characters of XML, and there is no way to write them */
	case 0xffff:
		return REPLACEMENT;
	default:
		return NULL;
	}
}
