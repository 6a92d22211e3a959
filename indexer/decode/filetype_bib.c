#include "indexer/decode/filetype_bib.h"

#include <stdbool.h>
#include <strings.h>

#include "indexer/decode/xml_root.h"
#include "shared/core/bytes.h"

enum {
	WITHIN = 8192,  /* bytes that are looked at */
	HEADING_MAX = 6 /* lines with text before a single reference */
};

/* The lines of a text that say something, one after the other. */
struct lines {
	struct coop_bytes rest, line;
};

static bool next_line(struct lines *l)
{
	do {
		size_t n = 0;
		while (n < l->rest.len && !coop_is_line_end(l->rest.s[n]))
			n++;
		l->line = coop_bytes_trimmed(l->rest.s, n);
		n += n < l->rest.len;
		l->rest.s += n;
		l->rest.len -= n;
	} while (l->line.len == 0 && l->rest.len > 0);
	return l->line.len > 0;
}

static bool is_tag_byte(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whether a line is a tag of RIS: "TY  - BOOK", "A1 - x". */
static bool is_ris(struct coop_bytes line)
{
	size_t i = 2;
	if (line.len < 4 || line.s[0] < 'A' || !is_tag_byte(line.s[0]) ||
		!is_tag_byte(line.s[1]) || line.s[2] != ' ')
		return false;
	while (i < line.len && line.s[i] == ' ')
		i++;
	return i < line.len && line.s[i] == '-' &&
	       (i + 1 == line.len || line.s[i + 1] == ' ');
}

static bool is_refer(struct coop_bytes line)
{
	return line.len > 3 && line.s[0] == '%' && line.s[2] == ' ' &&
	       (is_tag_byte(line.s[1]) || line.s[1] == '@');
}

static bool is_nbib(struct coop_bytes line)
{
	static const char mark[] = "PMID- ";
	return coop_bytes_begins_with(line.s, line.len, mark) &&
	       line.len > sizeof mark - 1 && line.s[sizeof mark - 1] >= '0' &&
	       line.s[sizeof mark - 1] <= '9';
}

/* Whether a type of BibTeX is one of its own; other things begin with an "@" too. */
static bool is_entry_type(struct coop_bytes type)
{
	static const char *const types[] = {"article", "book", "inbook", "mvbook",
		"incollection", "collection", "inproceedings", "conference",
		"proceedings", "misc", "techreport", "report", "phdthesis",
		"mastersthesis", "thesis", "manual", "unpublished", "booklet", "online",
		"electronic", "periodical", "movie", "video", "audio", "film", "patent",
		"dataset", "software", "www", "string", "reference", "inreference",
		"artwork", "webpage", NULL};
	for (const char *const *t = types; *t; t++)
		if (strlen(*t) == type.len && strncasecmp(*t, type.s, type.len) == 0)
			return true;
	return false;
}

/* Whether a line begins an entry: "@book{key,", "@misc{", "@string{name = ". */
static bool is_bibtex(struct coop_bytes line)
{
	size_t i = 1;
	if (line.len < 2 || line.s[0] != '@')
		return false;
	while (i < line.len && is_letter(line.s[i]))
		i++;
	bool known = is_entry_type((struct coop_bytes){line.s + 1, i - 1});
	while (i < line.len && line.s[i] == ' ')
		i++;
	return known && i < line.len && (line.s[i] == '{' || line.s[i] == '(');
}

/* Whether a line belongs to what programs write before their entries. */
static bool is_preface(struct coop_bytes line)
{
	return line.s[0] == '%' || line.s[0] == '@';
}

/* What a text consists of, by its line and the one after it. */
static const char *kind_of_lines(
	struct coop_bytes line, struct coop_bytes next, bool first)
{
	static const char isi[] = "FN ";
	if (coop_bytes_begins_with(line.s, line.len, "TY ") && is_ris(line) &&
		(is_ris(next) || next.len == 0))
		return "RIS";
	if (is_bibtex(line))
		return "BibTeX";
	if (!first)
		return NULL;
	if (is_refer(line) && is_refer(next))
		return "EndNote";
	if (is_nbib(line) ||
		(coop_bytes_begins_with(line.s, line.len, "UI  - ") && is_nbib(next)))
		return "PubMed";
	return coop_bytes_begins_with(line.s, line.len, isi) &&
			       coop_bytes_begins_with(next.s, next.len, "VR ")
		       ? "ISI"
		       : NULL;
}

static const char *kind_of_text(struct coop_bytes text)
{
	struct lines l = {.rest = text};
	size_t heading = 0;
	const char *seen = NULL;
	bool more = next_line(&l), first = true;
	while (more) {
		struct coop_bytes line = l.line;
		more = next_line(&l);
		const char *kind = kind_of_lines(line, l.line, first);
		if (kind && (heading <= HEADING_MAX || kind == seen))
			return kind;
		seen = kind ? kind : seen;
		first = false;
		heading += !is_preface(line);
	}
	return NULL;
}

static bool mentions(struct coop_bytes text, const char *what)
{
	return memmem(text.s, text.len, what, strlen(what)) != NULL;
}

static const char *kind_of_xml(struct coop_bytes text)
{
	struct xml_root root = xml_root_find(text.s, text.len);
	if (root.name_len == 0)
		return NULL;
	if (xml_root_is(&root, "mods") || xml_root_is(&root, "modsCollection"))
		return "MODS";
	if ((xml_root_is(&root, "OAI-PMH") || xml_root_is(&root, "mets") ||
		    xml_root_is(&root, "ListRecords") || xml_root_is(&root, "records") ||
		    xml_root_is(&root, "record")) &&
		(mentions(text, "<mods ") || mentions(text, "<mods>") ||
			mentions(text, "<mods:mods")))
		return "MODS";
	if ((xml_root_is(&root, "xml") || xml_root_is(&root, "records")) &&
		mentions(text, "<record>") &&
		(mentions(text, "<ref-type") || mentions(text, "<source-app")))
		return "EndNote XML";
	return xml_root_is(&root, "Sources") &&
			       (xml_root_mentions(&root, "/bibliography") ||
				       mentions(text, "SourceType>"))
		       ? "Word XML"
		       : NULL;
}

const char *filetype_bibliography(const char *s, size_t n)
{
	static const char mark[] = "\xef\xbb\xbf";
	struct coop_bytes text = {s, n < WITHIN ? n : WITHIN};
	if (coop_bytes_begins_with(text.s, text.len, mark)) {
		text.s += sizeof mark - 1;
		text.len -= sizeof mark - 1;
	}
	const char *kind = kind_of_text(text);
	return kind ? kind : kind_of_xml(text);
}
