#include "indexer/convert/bib_xml.h"

#include "indexer/convert/bib_tags.h"
#include "indexer/convert/tree.h"

/* ---- dividing ---- */

static bool is_name_end(char c)
{
	return coop_is_blank(c) || c == '>' || c == '/';
}

/* Whether a tag, behind its "<" or "</", has the name of a record. */
static bool is_record(const struct bib_xml *x, size_t at)
{
	const struct coop_bytes s = x->text;
	const size_t len = strlen(x->element);
	size_t end = at;
	while (end < s.len && !is_name_end(s.s[end]) && s.s[end] != '<')
		end++;
	return end < s.len && end - at >= len &&
	       memcmp(s.s + end - len, x->element, len) == 0 &&
	       (end - at == len || s.s[end - len - 1] == ':');
}

/* The next "<" from an offset on that begins a tag of a record or what holds no tags; the end if none. */
static size_t next_tag(const struct bib_xml *x, size_t at)
{
	const char *s = x->text.s;
	const size_t n = x->text.len;
	while (at < n) {
		const char *sign = memchr(s + at, '<', n - at);
		if (!sign)
			break;
		at = (size_t)(sign - s);
		if (coop_bytes_begins_with(sign, n - at, "<!--")) {
			const char *end = memmem(sign + 4, n - at - 4, "-->", 3);
			at = end ? (size_t)(end - s) + 3 : at + 4;
			continue;
		}
		size_t name = at + 1 + (at + 1 < n && s[at + 1] == '/');
		if (is_record(x, name))
			return at;
		at++;
	}
	return n;
}

static size_t count_line(struct bib_xml *x, size_t at)
{
	for (; x->counted < at; x->counted++)
		x->line += x->text.s[x->counted] == '\n';
	return x->line + 1;
}

bool bib_xml_next(struct bib_xml *x, struct coop_bytes *record, size_t *line, bool *whole)
{
	const char *s = x->text.s;
	const size_t n = x->text.len;
	size_t begin = next_tag(x, x->at);
	/* ends without a beginning */
	while (begin + 1 < n && s[begin + 1] == '/')
		begin = next_tag(x, begin + 1);
	if (begin >= n)
		return false;
	const char *close = memchr(s + begin, '>', n - begin);
	size_t opened = close ? (size_t)(close - s) : n;
	*line = count_line(x, begin);
	*whole = close != NULL;
	x->at = opened;
	if (close && s[opened - 1] != '/') {
		size_t end = next_tag(x, opened);
		*whole = end + 1 < n && s[end + 1] == '/';
		close = *whole ? memchr(s + end, '>', n - end) : NULL;
		x->at = close ? (size_t)(close - s) + 1 : end;
		*whole &= close != NULL;
	} else if (close) {
		x->at++;
	}
	*record = (struct coop_bytes){s + begin, x->at - begin};
	return true;
}

/* ---- elements ---- */

bool bib_xml_is(const xmlNode *n, const char *name)
{
	if (n->type != XML_ELEMENT_NODE)
		return false;
	const char *own = (const char *)n->name, *colon = strchr(own, ':');
	return strcmp(colon ? colon + 1 : own, name) == 0;
}

const xmlNode *bib_xml_find(const xmlNode *n, const char *name)
{
	while (n && !bib_xml_is(n, name))
		n = n->next;
	return n;
}

void bib_xml_text(const xmlNode *n, struct coop_buf *out)
{
	xmlChar *content = xmlNodeGetContent((xmlNode *)n);
	size_t from = out->len;
	if (!content) {
		out->failed = true;
		return;
	}
	for (const char *s = (const char *)content; *s; s++)
		if (!coop_is_blank(*s))
			coop_buf_byte(out, *s);
		else if (out->len > from && out->s[out->len - 1] != ' ')
			coop_buf_byte(out, ' ');
	while (out->len > from && out->s[out->len - 1] == ' ')
		out->s[--out->len] = '\0';
	xmlFree(content);
}

void bib_xml_add(
	struct bib_notice *out, enum bib_part part, const char *name, const xmlNode *n)
{
	struct coop_buf text = {0};
	bib_xml_text(n, &text);
	out->others.failed |= text.failed;
	bib_notice_add(
		out, part, name, (struct coop_bytes){coop_buf_cstr(&text), text.len});
	coop_buf_release(&text);
}

/* ---- records whose elements are named by their paths ---- */

struct path_rule {
	const char *path;
	enum bib_part part;
	const char *name;
};

static const struct path_rule endnote[] = {{"rec-number", BIB_SKIP, NULL},
	{"label", BIB_ID, NULL}, {"contributors/authors/author", BIB_AUTHOR, NULL},
	{"contributors/secondary-authors/author", BIB_EDITOR, NULL},
	{"contributors/tertiary-authors/author", BIB_NAMED, "directeur de collection"},
	{"contributors/subsidiary-authors/author", BIB_NAMED, "autre auteur"},
	{"contributors/translated-authors/author", BIB_NAMED, "traduction"},
	{"titles/title", BIB_TITLE, NULL}, {"titles/secondary-title", BIB_HOST, NULL},
	{"titles/tertiary-title", BIB_SERIES, NULL},
	{"titles/alt-title", BIB_HOST_SHORT, NULL},
	{"titles/short-title", BIB_NAMED, "titre abrégé"},
	{"titles/translated-title", BIB_OTHER_TITLE, NULL},
	{"periodical/full-title", BIB_HOST, NULL},
	{"periodical/abbr-1", BIB_HOST_SHORT, NULL}, {"pages", BIB_PAGES, NULL},
	{"volume", BIB_VOLUME, NULL}, {"number", BIB_ISSUE, NULL},
	{"edition", BIB_EDITION, NULL}, {"section", BIB_NAMED, "section"},
	{"num-vols", BIB_NAMED, "nombre de volumes"},
	{"keywords/keyword", BIB_KEYWORD, NULL}, {"dates/year", BIB_DATE, NULL},
	{"dates/pub-dates/date", BIB_DATE, NULL}, {"pub-location", BIB_PLACE, NULL},
	{"publisher", BIB_PUBLISHER, NULL}, {"isbn", BIB_NUMBER, NULL},
	{"accession-num", BIB_NAMED, "numéro d'accès"}, {"call-num", BIB_SHELF, NULL},
	{"abstract", BIB_ABSTRACT, NULL}, {"notes", BIB_NOTE, NULL},
	{"research-notes", BIB_NOTE, NULL}, {"electronic-resource-num", BIB_DOI, NULL},
	{"urls/related-urls/url", BIB_URL, NULL}, {"urls/web-urls/url", BIB_URL, NULL},
	{"language", BIB_LANGUAGE, NULL}, {"work-type", BIB_GENRE, NULL},
	{"remote-database-name", BIB_NAMED, "base"},
	{"remote-database-provider", BIB_SOURCE, NULL}, {"custom1", BIB_NAMED, "custom1"},
	{"custom2", BIB_NAMED, "custom2"}, {"custom3", BIB_NAMED, "custom3"},
	{"custom4", BIB_NAMED, "custom4"}, {NULL, BIB_SKIP, NULL}};

static const struct path_rule word[] = {{"Tag", BIB_ID, NULL}, {"Title", BIB_TITLE, NULL},
	{"Author/Author/NameList/Person", BIB_AUTHOR, NULL},
	{"Author/Author/Corporate", BIB_AUTHOR, NULL},
	{"Author/Director/NameList/Person", BIB_AUTHOR, NULL},
	{"Author/Editor/NameList/Person", BIB_EDITOR, NULL},
	{"Author/BookAuthor/NameList/Person", BIB_EDITOR, NULL},
	{"Author/Translator/NameList/Person", BIB_NAMED, "traduction"},
	{"Author/ProducerName/NameList/Person", BIB_PUBLISHER, NULL},
	{"Author/Performer/NameList/Person", BIB_NAMED, "interprètes"},
	{"Year", BIB_DATE, NULL}, {"City", BIB_PLACE, NULL},
	{"Publisher", BIB_PUBLISHER, NULL}, {"ProductionCompany", BIB_PUBLISHER, NULL},
	{"Distributor", BIB_NAMED, "distribution"}, {"JournalName", BIB_HOST, NULL},
	{"PeriodicalTitle", BIB_HOST, NULL}, {"BookTitle", BIB_HOST, NULL},
	{"ConferenceName", BIB_HOST, NULL}, {"PublicationTitle", BIB_HOST, NULL},
	{"InternetSiteTitle", BIB_HOST, NULL}, {"ShortTitle", BIB_NAMED, "titre abrégé"},
	{"Pages", BIB_PAGES, NULL}, {"Volume", BIB_VOLUME, NULL},
	{"Issue", BIB_ISSUE, NULL}, {"Edition", BIB_EDITION, NULL},
	{"StandardNumber", BIB_NUMBER, NULL}, {"DOI", BIB_DOI, NULL},
	{"URL", BIB_URL, NULL}, {"Comments", BIB_NOTE, NULL},
	{"Medium", BIB_NAMED, "support"}, {"CountryRegion", BIB_NAMED, "pays"},
	{"Institution", BIB_PUBLISHER, NULL}, {NULL, BIB_SKIP, NULL}};

enum { PATH_MAX_BYTES = 120, DEPTH_MAX = 6 };

/* Adds a person of Word: "Brun, Anne". */
static void add_person(
	struct bib_notice *out, const struct path_rule *rule, const xmlNode *person)
{
	static const char *const names[] = {"Last", "First", "Middle"};
	struct coop_buf text = {0};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const xmlNode *n = bib_xml_find(person->children, names[i]);
		if (n && text.len > 0)
			coop_buf_str(&text, i == 1 ? ", " : " ");
		if (n)
			bib_xml_text(n, &text);
	}
	out->others.failed |= text.failed;
	bib_notice_add(out, rule->part, rule->name,
		(struct coop_bytes){coop_buf_cstr(&text), text.len});
	coop_buf_release(&text);
}

static void add_element(const struct path_rule *rules, const char *path, const xmlNode *n,
	struct bib_notice *out)
{
	const struct path_rule *r = rules;
	while (r->path && strcmp(r->path, path) != 0)
		r++;
	if (r->path && bib_xml_is(n, "Person"))
		add_person(out, r, n);
	else if (r->path)
		bib_xml_add(out, r->part, r->name, n);
}

/* Adds what the paths of the elements below one name; `path` ends with '/' or is empty. */
static void add_below(const struct path_rule *rules, const xmlNode *parent, char *path,
	size_t len, unsigned depth, struct bib_notice *out)
{
	for (const xmlNode *n = parent->children; n && depth < DEPTH_MAX; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		const char *own = (const char *)n->name, *colon = strchr(own, ':');
		own = colon ? colon + 1 : own;
		size_t more = strlen(own);
		if (len + more + 2 > PATH_MAX_BYTES)
			continue;
		memcpy(path + len, own, more + 1);
		add_element(rules, path, n, out);
		memcpy(path + len + more, "/", 2);
		add_below(rules, n, path, len + more + 1, depth + 1, out);
	}
}

/* Adds the type, and notes whether it is that of a film. */
static void add_type(struct bib_notice *out, struct coop_bytes type)
{
	const char *known = bib_type_word(type);
	out->film = bib_type_is_film(type);
	if (known)
		bib_notice_add(
			out, BIB_TYPE, NULL, (struct coop_bytes){known, strlen(known)});
}

void bib_xml_fill_endnote(const xmlNode *record, struct bib_notice *out)
{
	char path[PATH_MAX_BYTES] = "";
	const xmlNode *type = bib_xml_find(record->children, "ref-type");
	const char *name = type ? tree_attribute(type, "name") : "";
	add_type(out, (struct coop_bytes){name, strlen(name)});
	add_below(endnote, record, path, 0, 0, out);
}

void bib_xml_fill_word(const xmlNode *source, struct bib_notice *out)
{
	char path[PATH_MAX_BYTES] = "";
	struct coop_buf text = {0};
	const xmlNode *type = bib_xml_find(source->children, "SourceType");
	if (type)
		bib_xml_text(type, &text);
	out->others.failed |= text.failed;
	add_type(out, (struct coop_bytes){coop_buf_cstr(&text), text.len});
	coop_buf_release(&text);
	add_below(word, source, path, 0, 0, out);
}
