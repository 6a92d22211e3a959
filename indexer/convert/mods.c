#include "indexer/convert/mods.h"

#include <strings.h>

#include "indexer/convert/bib_tags.h"
#include "indexer/convert/bib_xml.h"
#include "indexer/convert/tree.h"

/* Where an element stands: in the record itself, or in what it is a part of. */
enum level { MAIN, HOST, SERIES };

/* Reads an element of a record. */
typedef void (*reads)(const xmlNode *n, enum level level, struct bib_notice *out);

/* The first child that is an element; tree_next() gives the others. */
static const xmlNode *first(const xmlNode *parent)
{
	const xmlNode *n = parent ? parent->children : NULL;
	return n && n->type != XML_ELEMENT_NODE ? tree_next(n) : n;
}

static struct coop_bytes bytes(const struct coop_buf *b)
{
	return (struct coop_bytes){coop_buf_cstr(b), b->len};
}

static bool has_type(const xmlNode *n, const char *type)
{
	return strcasecmp(tree_attribute(n, "type"), type) == 0;
}

/* Adds a text that was made, and releases it. */
static void add_text(struct bib_notice *out, enum bib_part part, const char *name,
	struct coop_buf *text)
{
	out->others.failed |= text->failed;
	bib_notice_add(out, part, name, bytes(text));
	coop_buf_release(text);
}

/* Appends the text of the first child with a name, after `between` unless it begins the buffer. */
static void append_child(
	const xmlNode *n, const char *name, const char *between, struct coop_buf *out)
{
	struct coop_buf text = {0};
	const xmlNode *child = bib_xml_find(n->children, name);
	if (child)
		bib_xml_text(child, &text);
	if (text.len > 0 && out->len > 0)
		coop_buf_str(out, between);
	coop_buf_add(out, coop_buf_cstr(&text), text.len);
	out->failed |= text.failed;
	coop_buf_release(&text);
}

/* ---- titles ---- */

static void read_title(const xmlNode *n, enum level level, struct bib_notice *out)
{
	struct coop_buf title = {0};
	bool variant = *tree_attribute(n, "type") ||
		       (level == MAIN && bib_notice_has(out, BIB_TITLE));
	append_child(n, "nonSort", "", &title);
	bool apostrophe = coop_bytes_ends_with(coop_buf_cstr(&title), title.len, "'") ||
			  coop_bytes_ends_with(coop_buf_cstr(&title), title.len, "’");
	append_child(n, "title", apostrophe ? "" : " ", &title);
	if (level == MAIN && !variant) {
		append_child(n, "partNumber", ". ", &title);
		append_child(n, "partName", ". ", &title);
		add_text(out, BIB_TITLE, NULL, &title);
		const xmlNode *sub = bib_xml_find(n->children, "subTitle");
		if (sub)
			bib_xml_add(out, BIB_SUBTITLE, NULL, sub);
		return;
	}
	append_child(n, "subTitle", " : ", &title);
	append_child(n, "partNumber", ". ", &title);
	append_child(n, "partName", ". ", &title);
	if (level == SERIES)
		add_text(out, BIB_SERIES, NULL, &title);
	else if (level == HOST)
		add_text(out, variant ? BIB_HOST_SHORT : BIB_HOST, NULL, &title);
	else if (has_type(n, "abbreviated"))
		add_text(out, BIB_NAMED, "titre abrégé", &title);
	else
		add_text(out, BIB_OTHER_TITLE, NULL, &title);
}

/* ---- names ---- */

/* What people with a role are; `role` is a term, or a code of MARC. */
static const struct {
	const char *role;
	enum bib_part part;
	const char *name;
} roles[] = {{"author", BIB_AUTHOR, NULL}, {"aut", BIB_AUTHOR, NULL},
	{"auteur", BIB_AUTHOR, NULL}, {"creator", BIB_AUTHOR, NULL},
	{"cre", BIB_AUTHOR, NULL}, {"director", BIB_AUTHOR, NULL},
	{"film director", BIB_AUTHOR, NULL}, {"drt", BIB_AUTHOR, NULL},
	{"fmd", BIB_AUTHOR, NULL}, {"réalisateur", BIB_AUTHOR, NULL},
	{"réalisatrice", BIB_AUTHOR, NULL}, {"fmk", BIB_AUTHOR, NULL},
	{"filmmaker", BIB_AUTHOR, NULL}, {"cinéaste", BIB_AUTHOR, NULL},
	{"editor", BIB_EDITOR, NULL}, {"edt", BIB_EDITOR, NULL},
	{"éditeur scientifique", BIB_EDITOR, NULL}, {"publisher", BIB_PUBLISHER, NULL},
	{"pbl", BIB_PUBLISHER, NULL}, {"éditeur", BIB_PUBLISHER, NULL},
	{"producer", BIB_NAMED, "production"}, {"pro", BIB_NAMED, "production"},
	{"prn", BIB_NAMED, "production"}, {"producteur", BIB_NAMED, "production"},
	{"production company", BIB_NAMED, "production"},
	{"translator", BIB_NAMED, "traduction"}, {"trl", BIB_NAMED, "traduction"},
	{"traducteur", BIB_NAMED, "traduction"}, {"actor", BIB_NAMED, "interprètes"},
	{"act", BIB_NAMED, "interprètes"}, {"performer", BIB_NAMED, "interprètes"},
	{"prf", BIB_NAMED, "interprètes"}, {"degree grantor", BIB_PUBLISHER, NULL},
	{"dgg", BIB_PUBLISHER, NULL}, {"thesis advisor", BIB_NAMED, "direction de thèse"},
	{"ths", BIB_NAMED, "direction de thèse"}};

/* Adds a person by their role; without one, an author. */
static void add_person(
	struct bib_notice *out, struct coop_bytes role, struct coop_bytes person)
{
	char column[64];
	if (role.len == 0) {
		bib_notice_add(out, BIB_AUTHOR, NULL, person);
		return;
	}
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (strlen(roles[i].role) == role.len &&
			strncasecmp(roles[i].role, role.s, role.len) == 0) {
			bib_notice_add(out, roles[i].part, roles[i].name, person);
			return;
		}
	if (role.len >= sizeof column)
		return;
	memcpy(column, role.s, role.len);
	column[role.len] = '\0';
	bib_notice_add(out, BIB_NAMED, column, person);
}

/* The name: "Brun, Anne", or as it is displayed. */
static void append_name(const xmlNode *n, struct coop_buf *out)
{
	struct coop_buf given = {0}, whole = {0};
	for (const xmlNode *c = first(n); c; c = tree_next(c)) {
		if (!bib_xml_is(c, "namePart") || has_type(c, "date"))
			continue;
		struct coop_buf *to = has_type(c, "family")  ? out
				      : has_type(c, "given") ? &given
							     : &whole;
		if (to->len > 0)
			coop_buf_byte(to, ' ');
		bib_xml_text(c, to);
	}
	if (out->len > 0 && given.len > 0)
		coop_buf_str(out, ", ");
	coop_buf_add(out, coop_buf_cstr(&given), given.len);
	if (out->len == 0)
		coop_buf_add(out, coop_buf_cstr(&whole), whole.len);
	if (out->len == 0)
		append_child(n, "displayForm", "", out);
	out->failed |= given.failed || whole.failed;
	coop_buf_release(&given);
	coop_buf_release(&whole);
}

static void read_name(const xmlNode *n, enum level level, struct bib_notice *out)
{
	struct coop_buf name = {0}, role = {0};
	append_name(n, &name);
	const xmlNode *element = bib_xml_find(n->children, "role");
	/* a term in words rather than a code */
	for (const xmlNode *c = element ? element->children : NULL; c; c = c->next)
		if (bib_xml_is(c, "roleTerm") && (role.len == 0 || has_type(c, "text"))) {
			coop_buf_reset(&role);
			bib_xml_text(c, &role);
		}
	if (level == MAIN)
		add_person(out, bytes(&role), bytes(&name));
	else
		bib_notice_add(
			out, level == HOST ? BIB_EDITOR : BIB_SKIP, NULL, bytes(&name));
	out->others.failed |= name.failed || role.failed;
	coop_buf_release(&name);
	coop_buf_release(&role);
}

/* ---- other elements ---- */

static void read_origin(const xmlNode *n, enum level level, struct bib_notice *out)
{
	static const struct {
		const char *name;
		enum bib_part part;
	} elements[] = {{"dateIssued", BIB_DATE}, {"dateCreated", BIB_DATE},
		{"copyrightDate", BIB_DATE}, {"dateOther", BIB_DATE},
		{"publisher", BIB_PUBLISHER}, {"edition", BIB_EDITION},
		{"agent", BIB_PUBLISHER}};
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		for (const xmlNode *c = first(n); c; c = tree_next(c))
			if (bib_xml_is(c, elements[i].name))
				bib_xml_add(out, elements[i].part, NULL, c);
	for (const xmlNode *place = first(n); place; place = tree_next(place))
		if (bib_xml_is(place, "place"))
			for (const xmlNode *c = first(place); c; c = tree_next(c))
				if (!has_type(c, "code"))
					bib_xml_add(out, BIB_PLACE, NULL, c);
	(void)level;
}

/* Adds a genre: as a type when it is one of a vocabulary, else in its words. */
static void read_genre(const xmlNode *n, enum level level, struct bib_notice *out)
{
	struct coop_buf text = {0};
	if (level != MAIN)
		return;
	bib_xml_text(n, &text);
	const char *word = bib_type_word(bytes(&text));
	if (word)
		bib_notice_add(
			out, BIB_TYPE, NULL, (struct coop_bytes){word, strlen(word)});
	else if (strcmp(tree_attribute(n, "authority"), "bibutilsgt") != 0)
		bib_notice_add(out, BIB_GENRE, NULL, bytes(&text));
	out->others.failed |= text.failed;
	coop_buf_release(&text);
}

static void read_language(const xmlNode *n, enum level level, struct bib_notice *out)
{
	const xmlNode *best = NULL;
	for (const xmlNode *c = first(n); c; c = tree_next(c))
		if (bib_xml_is(c, "languageTerm") && (!best || has_type(c, "text")))
			best = c;
	if (best && level == MAIN)
		bib_xml_add(out, BIB_LANGUAGE, NULL, best);
}

static void read_abstract(const xmlNode *n, enum level level, struct bib_notice *out)
{
	if (level == MAIN)
		bib_xml_add(out, BIB_ABSTRACT, NULL, n);
}

static void read_note(const xmlNode *n, enum level level, struct bib_notice *out)
{
	if (level != MAIN)
		return;
	if (has_type(n, "statement of responsibility"))
		bib_xml_add(out, BIB_NAMED, "responsabilité", n);
	else
		bib_xml_add(out, BIB_NOTE, NULL, n);
}

/* Adds a heading, its parts with " -- " between them. */
static void read_subject(const xmlNode *n, enum level level, struct bib_notice *out)
{
	struct coop_buf heading = {0};
	for (const xmlNode *c = first(n); c; c = tree_next(c)) {
		struct coop_buf part = {0};
		if (bib_xml_is(c, "name"))
			append_name(c, &part);
		else if (!bib_xml_is(c, "geographicCode") &&
			 !bib_xml_is(c, "cartographics"))
			bib_xml_text(c, &part);
		if (part.len > 0 && heading.len > 0)
			coop_buf_str(&heading, " -- ");
		coop_buf_add(&heading, coop_buf_cstr(&part), part.len);
		heading.failed |= part.failed;
		coop_buf_release(&part);
	}
	add_text(out, level == MAIN ? BIB_KEYWORD : BIB_SKIP, NULL, &heading);
}

static void read_identifier(const xmlNode *n, enum level level, struct bib_notice *out)
{
	const char *type = tree_attribute(n, "type");
	if (strcasecmp(type, "isbn") == 0 || strcasecmp(type, "issn") == 0 ||
		strcasecmp(type, "serial number") == 0)
		bib_xml_add(out, BIB_NUMBER, NULL, n);
	else if (level != MAIN)
		return;
	else if (strcasecmp(type, "doi") == 0)
		bib_xml_add(out, BIB_DOI, NULL, n);
	else if (strcasecmp(type, "uri") == 0 || strcasecmp(type, "url") == 0)
		bib_xml_add(out, BIB_URL, NULL, n);
	else if (strcasecmp(type, "citekey") == 0)
		bib_xml_add(out, BIB_ID, NULL, n);
	else
		bib_xml_add(out, BIB_NAMED, *type ? type : "identifiant", n);
}

static void read_location(const xmlNode *n, enum level level, struct bib_notice *out)
{
	if (level != MAIN)
		return;
	for (const xmlNode *c = first(n); c; c = tree_next(c))
		if (bib_xml_is(c, "url"))
			bib_xml_add(out, BIB_URL, NULL, c);
		else if (bib_xml_is(c, "shelfLocator"))
			bib_xml_add(out, BIB_SHELF, NULL, c);
		else if (bib_xml_is(c, "physicalLocation"))
			bib_xml_add(out, BIB_NAMED, "localisation", c);
		else if (bib_xml_is(c, "holdingSimple")) {
			const xmlNode *copy =
				bib_xml_find(c->children, "copyInformation");
			const xmlNode *shelf =
				copy ? bib_xml_find(copy->children, "shelfLocator")
				     : NULL;
			if (shelf)
				bib_xml_add(out, BIB_SHELF, NULL, shelf);
		}
}

static void read_physical(const xmlNode *n, enum level level, struct bib_notice *out)
{
	if (level != MAIN)
		return;
	for (const xmlNode *c = first(n); c; c = tree_next(c))
		if (bib_xml_is(c, "extent"))
			bib_xml_add(out, BIB_EXTENT, NULL, c);
		else if (bib_xml_is(c, "form"))
			bib_xml_add(out, BIB_NAMED, "support", c);
		else if (bib_xml_is(c, "note"))
			bib_xml_add(out, BIB_NOTE, NULL, c);
}

/* Adds a volume, a number and the like. */
static void read_detail(const xmlNode *n, struct bib_notice *out)
{
	const xmlNode *number = bib_xml_find(n->children, "number");
	if (!number)
		number = bib_xml_find(n->children, "title");
	if (!number)
		return;
	const char *type = tree_attribute(n, "type");
	if (has_type(n, "volume"))
		bib_xml_add(out, BIB_VOLUME, NULL, number);
	else if (has_type(n, "issue") || has_type(n, "number"))
		bib_xml_add(out, BIB_ISSUE, NULL, number);
	else if (has_type(n, "page"))
		bib_xml_add(out, BIB_PAGES, NULL, number);
	else
		bib_xml_add(out, BIB_NAMED, *type ? type : "partie", number);
}

static void read_part(const xmlNode *n, enum level level, struct bib_notice *out)
{
	static const struct {
		const char *name;
		enum bib_part part;
	} elements[] = {{"start", BIB_FIRST_PAGE}, {"end", BIB_LAST_PAGE},
		{"list", BIB_PAGES}, {"total", BIB_SKIP}};
	for (const xmlNode *c = first(n); c; c = tree_next(c)) {
		if (bib_xml_is(c, "detail"))
			read_detail(c, out);
		else if (bib_xml_is(c, "date"))
			bib_xml_add(out, BIB_DATE, NULL, c);
		for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
			const xmlNode *page =
				bib_xml_is(c, "extent")
					? bib_xml_find(c->children, elements[i].name)
					: NULL;
			if (page)
				bib_xml_add(out, elements[i].part, NULL, page);
		}
	}
	(void)level;
}

static void read_record(const xmlNode *n, enum level level, struct bib_notice *out)
{
	if (level != MAIN)
		return;
	for (const xmlNode *c = first(n); c; c = tree_next(c))
		if (bib_xml_is(c, "recordContentSource"))
			bib_xml_add(out, BIB_SOURCE, NULL, c);
}

static void ignore(const xmlNode *n, enum level level, struct bib_notice *out)
{
	(void)n;
	(void)level;
	(void)out;
}

/* ---- a record ---- */

static const struct {
	const char *name;
	reads read;
} elements[] = {{"titleInfo", read_title}, {"name", read_name},
	{"originInfo", read_origin}, {"genre", read_genre}, {"language", read_language},
	{"abstract", read_abstract}, {"tableOfContents", read_abstract},
	{"note", read_note}, {"subject", read_subject}, {"identifier", read_identifier},
	{"location", read_location}, {"physicalDescription", read_physical},
	{"part", read_part}, {"recordInfo", read_record}, {"typeOfResource", ignore},
	{"relatedItem", ignore}, {"extension", ignore}};

static void read_elements(const xmlNode *parent, enum level level, struct bib_notice *out)
{
	for (const xmlNode *c = first(parent); c; c = tree_next(c)) {
		size_t i = 0;
		while (i < sizeof elements / sizeof *elements &&
			!bib_xml_is(c, elements[i].name))
			i++;
		if (i < sizeof elements / sizeof *elements)
			elements[i].read(c, level, out);
		else if (level == MAIN)
			bib_xml_add(out, BIB_NAMED, (const char *)c->name, c);
	}
}

/* Finds out whether it is a film, and the type that is told where there is no genre. */
static void read_type(const xmlNode *mods, bool last, struct bib_notice *out)
{
	for (const xmlNode *c = first(mods); c; c = tree_next(c)) {
		if (!bib_xml_is(c, "genre") && !bib_xml_is(c, "typeOfResource"))
			continue;
		struct coop_buf text = {0};
		bib_xml_text(c, &text);
		out->film |= bib_type_is_film(bytes(&text));
		const char *word = bib_type_word(bytes(&text));
		if (last && word)
			bib_notice_add(out, BIB_TYPE, NULL,
				(struct coop_bytes){word, strlen(word)});
		out->others.failed |= text.failed;
		coop_buf_release(&text);
	}
}

/* Adds the name of the record in its catalogue. */
static void read_id(const xmlNode *mods, struct bib_notice *out)
{
	const xmlNode *info = bib_xml_find(mods->children, "recordInfo");
	const xmlNode *id =
		info ? bib_xml_find(info->children, "recordIdentifier") : NULL;
	if (id)
		bib_xml_add(out, BIB_ID, NULL, id);
}

void mods_fill(const xmlNode *mods, struct bib_notice *out)
{
	read_id(mods, out);
	read_type(mods, false, out);
	read_elements(mods, MAIN, out);
	read_type(mods, true, out);
	for (const xmlNode *c = first(mods); c; c = tree_next(c)) {
		if (!bib_xml_is(c, "relatedItem"))
			continue;
		if (has_type(c, "host"))
			read_elements(c, HOST, out);
		else if (has_type(c, "series"))
			read_elements(c, SERIES, out);
		/* bibutils has the series of a chapter in its host */
		const xmlNode *inner = bib_xml_find(c->children, "relatedItem");
		if (inner)
			read_elements(inner, SERIES, out);
	}
}
