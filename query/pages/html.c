#include "query/pages/html.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "query/output/escape.h"

/* ---- conversions ---- */

/* Puts the argument of %s, or of %.*s, and steps over it. */
static const char *put_string(FILE *out, const char *fmt, va_list *args)
{
	size_t max = SIZE_MAX;
	if (*fmt == '.') {
		int precision = va_arg(*args, int);
		max = precision > 0 ? (size_t)precision : 0;
		fmt += strlen(".*");
	}
	const char *s = va_arg(*args, const char *);
	put_escaped(out, s, strnlen(s, max), escape_xml);
	return fmt + 1;
}

/* Puts the argument of %.Nf with a point, whatever the locale. */
static const char *put_fraction(FILE *out, const char *fmt, va_list *args)
{
	char digits[64];
	int places = fmt[1] - '0';
	snprintf(digits, sizeof digits, "%.*f", places, va_arg(*args, double));
	char *comma = strchr(digits, ',');
	if (comma)
		*comma = '.';
	fputs(digits, out);
	return fmt + strlen(".Nf");
}

/* Puts the argument of a conversion, from what stands behind its '%'; returns what follows. */
static const char *put_argument(FILE *out, const char *fmt, va_list *args)
{
	if (*fmt == 's' || memcmp(fmt, ".*s", strnlen(fmt, 3)) == 0)
		return put_string(out, fmt, args);
	if (*fmt == '.' && fmt[1] >= '0' && fmt[1] <= '9' && fmt[2] == 'f')
		return put_fraction(out, fmt, args);
	if (*fmt == 'd')
		fprintf(out, "%d", va_arg(*args, int));
	else if (*fmt == 'u')
		fprintf(out, "%u", va_arg(*args, unsigned));
	else if (*fmt == 'z' && fmt[1] == 'u')
		fprintf(out, "%zu", va_arg(*args, size_t));
	else if (strncmp(fmt, PRIu64, strlen(PRIu64)) == 0)
		fprintf(out, "%" PRIu64, va_arg(*args, uint64_t));
	else if (*fmt == '%')
		fputc('%', out);
	else
		abort();
	return fmt + (*fmt == 'z' ? 2 : *fmt == 'l' ? strlen(PRIu64) : 1);
}

void html(FILE *out, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	for (;;) {
		const char *percent = strchr(fmt, '%');
		if (!percent)
			break;
		fwrite(fmt, 1, (size_t)(percent - fmt), out);
		fmt = put_argument(out, percent + 1, &args);
	}
	fputs(fmt, out);
	va_end(args);
}

/* ---- text ---- */

void html_text(FILE *out, struct coop_bytes text)
{
	if (text.len > 0) /* else there may be no bytes to point to */
		put_escaped(out, text.s, text.len, escape_xml);
}

/* Puts [from, to) of a text, its line ends as breaks. */
static void put_lines(FILE *out, const char *text, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (text[i] != '\n')
			continue;
		put_escaped(out, text + from, i - from, escape_xml);
		fputs("<br>\n", out);
		from = i + 1;
	}
	put_escaped(out, text + from, to - from, escape_xml);
}

void html_marked(FILE *out, const char *text, size_t len, const struct marks *marks)
{
	size_t at = 0;
	for (size_t i = 0; marks && i < marks->count; i++) {
		const struct mark *m = &marks->at[i];
		if (m->off < at || m->end > len)
			continue;
		put_lines(out, text, at, m->off);
		fputs("<mark>", out);
		put_lines(out, text, m->off, m->end);
		fputs("</mark>", out);
		at = m->end;
	}
	put_lines(out, text, at, len);
}

/* Writes the encoded form of a byte; returns how many bytes it has. */
static size_t encode(char c, char out[4])
{
	/* unreserved, and what a query may have that HTML and forms read as itself */
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~:/,*()!";
	if (c == ' ' || (c != '\0' && memchr(plain, c, sizeof plain - 1))) {
		out[0] = c;
		if (c == ' ')
			out[0] = '+';
		return 1;
	}
	return (size_t)snprintf(out, 4, "%%%02X", (unsigned)(unsigned char)c);
}

void html_encoded(FILE *out, struct coop_bytes text)
{
	char code[4];
	for (size_t i = 0; i < text.len; i++) {
		size_t len = encode(text.s[i], code);
		fwrite(code, 1, len, out);
	}
}

enum coop_status html_encoded_add(
	struct coop_buf *out, struct coop_bytes text, struct coop_error *err)
{
	char code[4];
	for (size_t i = 0; i < text.len; i++) {
		size_t len = encode(text.s[i], code);
		coop_buf_add(out, code, len);
	}
	return coop_buf_check(out, err);
}
