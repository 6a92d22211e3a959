#include "indexer/decode/filetype_sniff.h"

#include <string.h>
#include <strings.h>

#include "indexer/decode/mail_head.h"
#include "indexer/decode/xml_root.h"

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

static const char *kind_of_pdf(const char *s, size_t n)
{
	return begins(s, n, "%PDF-") ? "PDF" : NULL;
}

/* An archive, or one of the documents that are archives. */
static const char *kind_of_zip(const char *s, size_t n)
{
	if (!begins(s, n, "PK\3\4"))
		return NULL;
	/* the first file is named here, and its text follows if it is not compressed */
	const size_t first = n < FIRST ? n : FIRST;
	if (begins(s + first, n - first,
		    "mimetypeapplication/vnd.oasis.opendocument.text"))
		return "ODT";
	if (begins(s + first, n - first, "mimetypeapplication/epub+zip"))
		return "EPUB";
	if (begins(s + first, n - first,
		    "mimetypeapplication/vnd.oasis.opendocument.spreadsheet"))
		return "ODS";
	if (mentions(s, n, "xl/work") || mentions(s, n, "xl/_rels") ||
		mentions(s, n, "xl/theme") || mentions(s, n, "xl/styles"))
		return "XLSX";
	return mentions(s, n, "word/document") || mentions(s, n, "word/_rels") ? "DOCX"
									       : "ZIP";
}

/* An XML vocabulary: its root element, and what its namespaces mention unless NULL. */
struct vocabulary {
	const char *kind, *root, *space;
};

/* Programs often write no more of a page than a table. */
static const struct vocabulary vocabularies[] = {
	{"HTML", "html", NULL},
	{"HTML", "head", NULL},
	{"HTML", "body", NULL},
	{"HTML", "table", NULL},
	{"HTML", "meta", NULL},
	{"HTML", "style", NULL},
	{"HTML", "title", NULL},
};

static const char *kind_of_xml(const char *s, size_t n)
{
	static const char html[] = "html";
	/* told behind more names than other roots have */
	static const char spreadsheet[] =
		"application/vnd.oasis.opendocument.spreadsheet";
	struct xml_root root = xml_root_find(s, n < MARKS_WITHIN ? n : MARKS_WITHIN);
	if (root.type_len == sizeof html - 1 &&
		strncasecmp(root.type, html, root.type_len) == 0)
		return "HTML";
	if (xml_root_is(&root, "document") &&
		memmem(s, n, spreadsheet, sizeof spreadsheet - 1))
		return "ODS";
	for (size_t i = 0; i < sizeof vocabularies / sizeof *vocabularies; i++) {
		const struct vocabulary *v = &vocabularies[i];
		if (xml_root_is(&root, v->root) &&
			(!v->space || xml_root_mentions(&root, v->space)))
			return v->kind;
	}
	return NULL;
}

static const char *kind_of_mail(const char *s, size_t n)
{
	return mail_begins_box(s, n) ? "MBOX" : mail_begins(s, n) ? "EML" : NULL;
}

/* Each names the kind that the start of a file is of, or NULL; the first that does decides. */
static const char *(*const sniffers[])(const char *s, size_t n) = {
	kind_of_pdf, kind_of_zip, kind_of_xml, kind_of_mail};

const struct filetype *filetype_sniff(const char *s, size_t n)
{
	const char *kind = NULL;
	for (size_t i = 0; !kind && i < sizeof sniffers / sizeof *sniffers; i++)
		kind = sniffers[i](s, n);
	return kind ? filetype_named(kind) : NULL;
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
