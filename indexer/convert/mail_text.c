#include "indexer/convert/mail_text.h"

#include <string.h>
#include <strings.h>

#include "indexer/convert/declared.h"
#include "indexer/convert/html.h"
#include "indexer/decode/detect.h"
#include "indexer/decode/transcoder.h"
#include "shared/core/bytes.h"

enum { BLOCK = 1 << 14 /* bytes */ };

/* ---- bytes ---- */

enum conversion_failure mail_text_read(GMimePart *part,
	enum conversion_failure (*take)(void *data, const char *s, size_t n), void *data)
{
	char block[BLOCK];
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *raw = content ? g_mime_data_wrapper_get_stream(content) : NULL;
	if (!raw)
		return CONVERSION_OK;
	g_mime_stream_reset(raw);
	GMimeStream *stream = g_mime_stream_filter_new(raw);
	GMimeFilter *decode =
		g_mime_filter_basic_new(g_mime_data_wrapper_get_encoding(content), FALSE);
	g_mime_stream_filter_add(GMIME_STREAM_FILTER(stream), decode);
	g_object_unref(decode);
	enum conversion_failure failure = CONVERSION_OK;
	ssize_t n = 1;
	while (!failure && n > 0) {
		n = g_mime_stream_read(stream, block, sizeof block);
		if (n > 0)
			failure = take(data, block, (size_t)n);
		else if (n < 0)
			failure = CONVERSION_UNREADABLE;
	}
	g_object_unref(stream);
	return failure;
}

static enum conversion_failure take_text(void *data, const char *s, size_t n)
{
	struct coop_buf *raw = data;
	coop_buf_add(raw, s, n);
	return raw->failed                       ? CONVERSION_MEMORY
	       : raw->len > FRAME_NOTICE_MAX / 2 ? CONVERSION_TOO_LARGE
						 : CONVERSION_OK;
}

/* ---- characters ---- */

static bool has_high(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] >= 0x80)
			return true;
	return false;
}

/* Converts from a set that is not read as it is; false when this system cannot. */
static bool transcode(enum charset set, const char *name, const struct coop_buf *raw,
	struct coop_buf *out)
{
	struct transcoder *t;
	if (transcoder_open(set, name, &t, NULL))
		return false;
	transcoder_convert(t, raw->s, raw->len, true, out);
	transcoder_close(t);
	return true;
}

/* Appends bytes as UTF-8; `name` is what the part says of their set, or NULL. */
static void decode(const struct coop_buf *raw, const char *name, struct coop_buf *out)
{
	enum charset set = name ? charset_by_name(name, strlen(name)) : CHARSET_AUTO;
	bool high = has_high(raw->s, raw->len);
	if (high && charset_find_bad(CHARSET_UTF8, raw->s, raw->len) == raw->len)
		set = CHARSET_UTF8;
	if (set == CHARSET_AUTO || (set == CHARSET_UTF8 && !high))
		set = charset_detect(raw->s, raw->len, true).set;
	if (!charset_is_direct(set)) {
		if (transcode(set, set == CHARSET_OTHER ? name : charset_name(set), raw,
			    out))
			return;
		set = charset_detect(raw->s, raw->len, true).set;
	}
	charset_decode(charset_is_direct(set) ? set : CHARSET_WINDOWS_1252, raw->s,
		raw->len, out);
}

/* ---- lines ---- */

/* How the lines of a text are written. */
struct writing {
	bool of_mailbox; /* signs stand before "From " */
	bool flows; /* a blank at the end joins lines, one at the start means nothing */
	bool drops_blank; /* the one that joins */
};

/* Takes a line off the text, without its end. */
static struct coop_bytes take_line(struct coop_bytes *rest)
{
	const char *end = memchr(rest->s, '\n', rest->len);
	struct coop_bytes line = {rest->s, end ? (size_t)(end - rest->s) : rest->len};
	size_t whole = line.len + (end != NULL);
	rest->s += whole;
	rest->len -= whole;
	if (line.len > 0 && line.s[line.len - 1] == '\r')
		line.len--;
	return line;
}

/* Whether a line is "From ..." behind one or more signs. */
static bool is_escaped(struct coop_bytes line)
{
	static const char from[] = "From ";
	size_t signs = 0;
	while (signs < line.len && line.s[signs] == '>')
		signs++;
	return signs > 0 && line.len - signs >= sizeof from - 1 &&
	       memcmp(line.s + signs, from, sizeof from - 1) == 0;
}

/* Appends the lines of a text, each with an LF unless it flows into the next one (RFC 3676). */
static void add_lines(
	const struct coop_buf *text, const struct writing *how, struct coop_buf *out)
{
	struct coop_bytes rest = {coop_buf_cstr(text), text->len};
	while (rest.len > 0) {
		struct coop_bytes line = take_line(&rest);
		bool stuffed = how->flows && line.len > 0 && *line.s == ' ';
		size_t skip = stuffed || (how->of_mailbox && is_escaped(line));
		line.s += skip;
		line.len -= skip;
		bool signature = line.len == 3 && memcmp(line.s, "-- ", 3) == 0;
		bool joins = how->flows && !signature && line.len > 0 &&
			     line.s[line.len - 1] == ' ' && *line.s != '>';
		coop_buf_add(out, line.s, line.len - (joins && how->drops_blank));
		if (!joins)
			coop_buf_byte(out, '\n');
	}
}

static bool is_parameter(GMimeContentType *type, const char *name, const char *value)
{
	const char *is = g_mime_content_type_get_parameter(type, name);
	return is && strcasecmp(is, value) == 0;
}

/* Appends the text of a page. */
static enum conversion_failure add_page(const struct coop_buf *page, struct coop_buf *out)
{
	struct doc doc;
	struct coop_record record;
	struct coop_value body;
	doc_init(&doc);
	coop_record_init(&record);
	enum conversion_failure failure =
		html_convert(&doc, coop_buf_cstr(page), page->len, true);
	if (!failure)
		failure = doc_finish(&doc, &record);
	if (!failure && coop_record_get(&record, COOP_F_BODY, &body)) {
		coop_buf_add(out, body.text, body.len);
		coop_buf_byte(out, '\n');
	}
	coop_record_release(&record);
	doc_release(&doc);
	return failure;
}

enum conversion_failure mail_text_add(
	GMimePart *part, bool of_mailbox, struct coop_buf *out)
{
	GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
	const char *set = g_mime_content_type_get_parameter(type, "charset");
	bool html = g_mime_content_type_is_type(type, "text", "html");
	struct writing how = {.of_mailbox = of_mailbox,
		.flows = is_parameter(type, "format", "flowed"),
		.drops_blank = is_parameter(type, "delsp", "yes")};
	struct coop_buf raw = {0}, text = {0};
	enum conversion_failure failure = mail_text_read(part, take_text, &raw);
	if (!failure && raw.len > 0) {
		if (!set && html)
			set = charset_name(charset_declared(raw.s, raw.len));
		decode(&raw, set, &text);
		if (html)
			failure = add_page(&text, out);
		else
			add_lines(&text, &how, out);
	}
	if (!failure && (text.failed || out->failed))
		failure = CONVERSION_MEMORY;
	coop_buf_release(&raw);
	coop_buf_release(&text);
	return failure;
}
