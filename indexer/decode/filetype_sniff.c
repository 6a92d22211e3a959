#include "indexer/decode/filetype_sniff.h"

#include <string.h>
#include <strings.h>

#include "indexer/decode/filetype_bib.h"
#include "indexer/decode/json_start.h"
#include "indexer/decode/mail_head.h"
#include "indexer/decode/xml_root.h"
#include "shared/core/bytes.h"

enum {
	FIRST = 30,           /* offset of the name of the first file in a ZIP */
	MARKS_WITHIN = 8192,  /* bytes that are searched for signatures */
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

static const char *kind_of_rtf(const char *s, size_t n)
{
	static const char mark[] = "\xef\xbb\xbf"; /* of UTF-8 */
	size_t skip = begins(s, n, mark) ? sizeof mark - 1 : 0;
	return begins(s + skip, n - skip, "{\\rtf") ? "RTF" : NULL;
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
	if (mentions(s, n, "xl/workbook.bin"))
		return NULL; /* of another form, which is refused */
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

/*
 * The first that fits. Programs often write no more of a page than a table. What declares itself as XML and
 * is none of these is of the kind XML.
 */
static const struct vocabulary vocabularies[] = {
	{"HTML", "html", NULL},
	{"HTML", "head", NULL},
	{"HTML", "body", NULL},
	{"HTML", "table", NULL},
	{"HTML", "meta", NULL},
	{"HTML", "style", NULL},
	{"HTML", "title", NULL},
	{"OAI-PMH", "OAI-PMH", NULL},
	{"OAI-PMH", "ListRecords", NULL},
	{"OAI-PMH", "GetRecord", NULL},
	{"EAD", "ead", NULL},
	{"EAD", "archdesc", NULL},
	{"TEI", "TEI", NULL},
	{"TEI", "TEI.2", NULL},
	{"TEI", "teiCorpus", NULL},
	{"TEI", "teiCorpus.2", NULL},
	{"RSS", "rss", NULL},
	{"RSS", "RDF", "purl.org/rss/"},
	{"RSS", "RDF", "netscape.com/rdf/simple/"},
	{"Atom", "feed", NULL},
	{"Atom", "entry", "w3.org/2005/Atom"},
	{"Dublin Core", "RDF", "purl.org/dc/"},
	{"Dublin Core", "dc", NULL},
	{"Dublin Core", "qualifieddc", NULL},
	{"Dublin Core", "simpledc", NULL},
	{"Dublin Core", "metadata", "purl.org/dc/"},
	{"Dublin Core", "records", "purl.org/dc/"},
	{"Dublin Core", "record", "purl.org/dc/"},
	{"Dublin Core", "searchRetrieveResponse", NULL},
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
	return root.declared && root.name_len > 0 ? "XML" : NULL;
}

static const char *kind_of_mail(const char *s, size_t n)
{
	return mail_begins_box(s, n) ? "MBOX" : mail_begins(s, n) ? "EML" : NULL;
}

static const char *kind_of_json(const char *s, size_t n)
{
	return json_begins(s, n) ? "JSON" : NULL;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether `n` characters are digits; blanks stand for unknown lengths. */
static bool are_numbers(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!is_digit(s[i]) && s[i] != ' ')
			return false;
	return true;
}

/* Whether one of some characters is among the first `n`. */
static bool has_any(const char *s, size_t n, const char *bytes)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] && strchr(bytes, s[i]))
			return true;
	return false;
}

bool filetype_is_iso2709(const char *s, size_t n)
{
	enum { LEADER = 24, BASE = 12, DIGITS = 5, TAG = 3, SHORTEST = 7 };
	if (n < LEADER + TAG + SHORTEST || !are_numbers(s, DIGITS) ||
		!are_numbers(s + BASE, DIGITS))
		return false;
	/* a directory is digits alone; a status and a type are none */
	if (is_digit(s[DIGITS]) || is_digit(s[DIGITS + 1]) ||
		has_any(s, LEADER, "\x1d\x1e\x1f\r\n"))
		return false;
	for (size_t i = LEADER; i < LEADER + TAG; i++)
		if (!is_digit(s[i]) && !(s[i] >= 'A' && s[i] <= 'Z'))
			return false;
	for (size_t i = LEADER + TAG; i < LEADER + TAG + SHORTEST; i++)
		if (!is_digit(s[i]))
			return false;
	return true;
}

/* A record of MARC at the start, or behind one that is damaged. */
static const char *kind_of_iso2709(const char *s, size_t n)
{
	static const char record_end = '\x1d', mark[] = "\xef\xbb\xbf";
	n = n < MARKS_WITHIN ? n : MARKS_WITHIN;
	while (n > 0) {
		if (begins(s, n, mark)) {
			s += sizeof mark - 1;
			n -= sizeof mark - 1;
		}
		while (n > 0 && coop_is_blank(*s)) {
			s++;
			n--;
		}
		if (filetype_is_iso2709(s, n))
			return "MARC";
		const char *end = n > 0 ? memchr(s, record_end, n) : NULL;
		n -= end ? (size_t)(end - s) + 1 : n;
		s = end ? end + 1 : s;
	}
	return NULL;
}

/* XML of MARC, by the names of its fields, whatever it is wrapped in; or an empty collection. */
static const char *kind_of_marcxml(const char *s, size_t n)
{
	struct xml_root root = xml_root_find(s, n);
	if (root.name_len == 0)
		return NULL;
	bool fields = mentions(s, n, "leader>") || mentions(s, n, "datafield") ||
		      mentions(s, n, "controlfield");
	bool pmb = xml_root_is(&root, "unimarc") &&
		   (mentions(s, n, "<notice") || mentions(s, n, "<f c="));
	bool space = xml_root_mentions(&root, "loc.gov/MARC21/slim") ||
		     xml_root_mentions(&root, "marcxchange");
	bool tags = mentions(s, n, "tag=\"") || mentions(s, n, "tag='");
	return (fields && (tags || space)) || pmb ||
			       (space && xml_root_is(&root, "collection")) ||
			       mentions(s, n, "<oai_marc") || mentions(s, n, "<varfield ")
		       ? "MARCXML"
		       : NULL;
}

/* Each names the kind that the start of a file is of, or NULL; the first that does decides. */
static const char *(*const sniffers[])(const char *s, size_t n) = {kind_of_pdf,
	kind_of_rtf, kind_of_zip, kind_of_iso2709, filetype_bibliography, kind_of_marcxml,
	kind_of_xml, kind_of_json, kind_of_mail};

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
