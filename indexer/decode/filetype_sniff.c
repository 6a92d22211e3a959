#include "indexer/decode/filetype_sniff.h"

#include <string.h>
#include <strings.h>

enum {
	FIRST = 30,           /* offset of the name of the first file in a ZIP */
	MARKS_WITHIN = 4096,  /* bytes that are searched for signatures */
	BINARY_SAMPLE = 8192, /* bytes that are searched for control characters */
	BINARY_FROM = 8,      /* control characters that make a file binary, */
	BINARY_PERCENT = 2,   /* if they are as many percent of the sample */
	NUL_PERCENT = 30
};

static bool begins(const char *s, size_t n, const char *mark)
{
	size_t len = strlen(mark);
	return n >= len && strncasecmp(s, mark, len) == 0;
}

static bool mentions(const char *s, size_t n, const char *what)
{
	n = n < MARKS_WITHIN ? n : MARKS_WITHIN;
	return memmem(s, n, what, strlen(what)) != NULL;
}

/* An archive, or one of the documents that are archives. */
static const char *name_of_zip(const char *s, size_t n)
{
	/* the first file is named here, and its text follows if it is not compressed */
	const size_t first = n < FIRST ? n : FIRST;
	if (begins(s + first, n - first,
		    "mimetypeapplication/vnd.oasis.opendocument.text"))
		return "x.odt";
	if (begins(s + first, n - first, "mimetypeapplication/epub+zip"))
		return "x.epub";
	return mentions(s, n, "word/document") || mentions(s, n, "word/_rels") ? "x.docx"
									       : "x.zip";
}

/* Whether a text begins with an element of web pages; programs often write no more than a table. */
static bool begins_page(const char *s, size_t n)
{
	static const char *const elements[] = {
		"<html", "<head", "<body", "<table", "<meta", "<style", "<title"};
	if (begins(s, n, "<!doctype html"))
		return true;
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
		size_t len = strlen(elements[i]);
		if (begins(s, n, elements[i]) && n > len && s[len] &&
			strchr("> \t\r\n", s[len]))
			return true;
	}
	return false;
}

/* Whether a text begins like a web page, after blanks, comments and the line that XML has. */
static bool is_page(const char *s, size_t n)
{
	for (size_t i = 0; i < n && i < MARKS_WITHIN;) {
		if (s[i] && strchr(" \t\r\n", s[i])) {
			i++;
			continue;
		}
		bool comment = begins(s + i, n - i, "<!--");
		if (!comment && !begins(s + i, n - i, "<?xml "))
			return begins_page(s + i, n - i);
		const char *end =
			memmem(s + i, n - i, comment ? "-->" : "?>", comment ? 3 : 2);
		if (!end)
			return false;
		i = (size_t)(end - s) + (comment ? 3 : 2);
	}
	return false;
}

const struct filetype *filetype_sniff(const char *s, size_t n)
{
	if (begins(s, n, "%PDF-"))
		return filetype_of("x.pdf");
	if (begins(s, n, "PK\3\4"))
		return filetype_of(name_of_zip(s, n));
	return is_page(s, n) ? filetype_of("x.html") : NULL;
}

bool filetype_is_binary(const char *s, size_t n)
{
	size_t control = 0, nuls = 0;
	if (n > BINARY_SAMPLE)
		n = BINARY_SAMPLE;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		nuls += c == 0;
		control += c > 0 && c < 0x20 && !strchr("\t\n\v\f\r\x1a", c);
	}
	return control > BINARY_FROM + n * BINARY_PERCENT / 100 ||
	       nuls * 100 > n * NUL_PERCENT;
}
