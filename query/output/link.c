#include "query/output/link.h"

#include <string.h>
#include <unistd.h>

#include "shared/core/bytes.h"

bool link_is_web(const char *s, size_t n)
{
	return n > 0 && (coop_bytes_begins_with(s, n - 1, "http://") ||
				coop_bytes_begins_with(s, n - 1, "https://"));
}

/* Appends a string, all but '/' and what is unreserved as %XX. */
static void add_encoded(struct coop_buf *out, const char *s)
{
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (letter || (c >= '0' && c <= '9') || strchr("-._~/", c))
			coop_buf_byte(out, *s);
		else
			coop_buf_printf(out, "%%%02X", c);
	}
}

void link_url(struct coop_buf *out, const char *path)
{
	char host[256] = "";
	/* a terminal may show what runs on another machine: the name tells which */
	if (gethostname(host, sizeof host - 1) != 0)
		host[0] = '\0';
	coop_buf_str(out, "file://");
	add_encoded(out, host);
	add_encoded(out, path);
}

void link_begin(FILE *out, const char *url)
{
	fprintf(out, "\033]8;;%s\033\\", url);
}

void link_end(FILE *out)
{
	fputs("\033]8;;\033\\", out);
}
