#include "indexer/convert/html.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "indexer/convert/tables.h"
#include "indexer/convert/tree.h"
#include "indexer/decode/entities.h"

/* How an element affects the text. */
enum role {
	INLINE,
	BLOCK,    /* a paragraph */
	LINE,     /* a line */
	ROW,      /* a line of cells */
	HEADING,  /* a paragraph that may be the heading of the page */
	CELL,     /* of a row */
	TERM,     /* <dt> */
	BREAK,    /* <br> */
	VERBATIM, /* keeps its line ends */
	SURROUND, /* left out, except within an article */
	FORM,     /* left out, unless it contains the page */
	SKIPPED   /* left out */
};

struct element {
	const char *name;
	enum role role;
};

/* In the order of strcmp(); all other elements are INLINE. */
static const struct element elements[] = {{"address", BLOCK}, {"article", BLOCK},
	{"aside", SKIPPED}, {"audio", SKIPPED}, {"blockquote", BLOCK}, {"body", BLOCK},
	{"br", BREAK}, {"button", SKIPPED}, {"canvas", SKIPPED}, {"caption", BLOCK},
	{"center", BLOCK}, {"datalist", SKIPPED}, {"dd", LINE}, {"details", BLOCK},
	{"dialog", SKIPPED}, {"div", BLOCK}, {"dl", BLOCK}, {"dt", TERM},
	{"fieldset", BLOCK}, {"figcaption", BLOCK}, {"figure", BLOCK},
	{"footer", SURROUND}, {"form", FORM}, {"h1", HEADING}, {"h2", BLOCK},
	{"h3", BLOCK}, {"h4", BLOCK}, {"h5", BLOCK}, {"h6", BLOCK}, {"head", SKIPPED},
	{"header", SURROUND}, {"hr", BLOCK}, {"iframe", SKIPPED}, {"input", SKIPPED},
	{"legend", LINE}, {"li", LINE}, {"main", BLOCK}, {"menu", SKIPPED},
	{"nav", SKIPPED}, {"noscript", SKIPPED}, {"object", SKIPPED}, {"ol", BLOCK},
	{"p", BLOCK}, {"pre", VERBATIM}, {"script", SKIPPED}, {"section", BLOCK},
	{"select", SKIPPED}, {"style", SKIPPED}, {"summary", LINE}, {"svg", SKIPPED},
	{"table", BLOCK}, {"tbody", LINE}, {"td", CELL}, {"template", SKIPPED},
	{"textarea", SKIPPED}, {"th", CELL}, {"tr", ROW}, {"ul", BLOCK},
	{"video", SKIPPED}};

/* The state of the walk. */
struct page {
	struct doc *doc;
	int verbatim, article; /* depth of enclosing elements of these kinds */
	bool takes_heading;
	bool takes_tables;
	xmlNode *table;    /* the one at hand, if it is taken (tables.h) */
	size_t table_from; /* where its text begins, after its caption */
};

static int by_name(const void *key, const void *element)
{
	return strcmp(key, ((const struct element *)element)->name);
}

static enum role role_of(const xmlNode *n)
{
	const struct element *e = bsearch(n->name, elements,
		sizeof elements / sizeof *elements, sizeof *elements, by_name);
	return e ? e->role : INLINE;
}

/* ---- what is left out ---- */

static bool is_one_of(const char *word, size_t n, const char *const *list)
{
	for (; *list; list++)
		if (strlen(*list) == n && strncasecmp(word, *list, n) == 0)
			return true;
	return false;
}

/* Whether one of the words of an attribute is in the list. */
static bool has_word(const char *words, const char *const *list)
{
	while (*words) {
		size_t n = strcspn(words, " \t\r\n");
		if (n > 0 && is_one_of(words, n, list))
			return true;
		words += n;
		words += strspn(words, " \t\r\n");
	}
	return false;
}

/* Whether an element is marked as not belonging to the text. */
static bool is_boilerplate(const xmlNode *n)
{
	static const char *const roles[] = {"navigation", "banner", "contentinfo",
		"complementary", "search", "menu", "menubar", "toolbar", "dialog",
		"alertdialog", NULL};
	static const char *const names[] = {"nav", "navigation", "navbar", "menu",
		"breadcrumb", "breadcrumbs", "fil-ariane", "ariane", "footer", "sidebar",
		"cookies", "cookie-banner", "noprint", NULL};
	if (has_word(tree_attribute(n, "role"), roles) ||
		strcmp(tree_attribute(n, "aria-hidden"), "true") == 0)
		return true;
	for (const xmlAttr *a = n->properties; a; a = a->next)
		if (strcmp((const char *)a->name, "hidden") == 0)
			return true;
	return has_word(tree_attribute(n, "class"), names) ||
	       has_word(tree_attribute(n, "id"), names);
}

/*
 * Some sites enclose the whole page in a form, or a list with a box to tick in each row; a form to
 * fill in has no paragraphs, and no heads of columns.
 */
static bool is_page(xmlNode *form)
{
	return tree_find(form, "h1") || tree_find(form, "p") ||
	       tree_find(form, "article") || tree_find(form, "main") ||
	       tree_find(form, "thead") || tree_find(form, "th");
}

static bool is_left_out(const struct page *p, xmlNode *n, enum role role)
{
	switch (role) {
	case SKIPPED:
		return true;
	case SURROUND:
		return p->article == 0;
	case FORM:
		return !is_page(n);
	default:
		/* never the page itself, whatever its class */
		return !tree_is(n, "body") && !tree_is(n, "main") && is_boilerplate(n);
	}
}

/* ---- text ---- */

/* Adds text; within <pre> each line of it stays a line. */
static void add_text(struct page *p, const char *s)
{
	if (p->verbatim == 0) {
		doc_text(p->doc, s, strlen(s));
		return;
	}
	for (;;) {
		size_t n = strcspn(s, "\n");
		doc_text(p->doc, s, n);
		if (!s[n])
			return;
		doc_break(p->doc, 1);
		s += n + 1;
	}
}

static bool is_article(const xmlNode *n)
{
	return tree_is(n, "article") || tree_is(n, "main");
}

static bool enter(void *data, xmlNode *n)
{
	struct page *p = data;
	if (doc_is_full(p->doc))
		return false;
	if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
		if (n->content)
			add_text(p, (const char *)n->content);
		return false;
	}
	if (n->type != XML_ELEMENT_NODE)
		return false;
	enum role role = role_of(n);
	if (is_left_out(p, n, role))
		return false;
	if (role == ROW)
		doc_row_begin(p->doc);
	else if (role != INLINE)
		doc_break(p->doc,
			role == LINE || role == CELL || role == TERM || role == BREAK
				? 1
				: 2);
	if (p->takes_tables && tables_is_marked(n)) {
		p->table = n;
		p->table_from = p->doc->text.len;
	}
	p->verbatim += role == VERBATIM;
	p->article += is_article(n);
	if (role == HEADING && p->takes_heading)
		doc_heading_begin(p->doc);
	return true;
}

static bool is_cell(const xmlNode *n)
{
	return tree_is(n, "td") || tree_is(n, "th");
}

/* Whether a part of a table is left out of the page. */
static bool is_left_out_of_table(xmlNode *n)
{
	return is_left_out(&(struct page){0}, n, role_of(n));
}

static void render_cell(struct doc *cell, xmlNode *n);

/* Ends the table at hand, or its caption. */
static void end_table(struct page *p, xmlNode *n)
{
	static const struct tables_page page = {is_left_out_of_table, render_cell};
	if (n == p->table) {
		tables_take(p->doc, n, p->table_from, &page);
		p->table = NULL;
	} else if (tree_is(n, "caption")) {
		p->table_from = p->doc->text.len;
	}
}

static void leave(void *data, xmlNode *n)
{
	struct page *p = data;
	const xmlNode *next;
	enum role role = role_of(n);
	switch (role) {
	case INLINE:
	case BREAK:
		break;
	case CELL:
		tree_end_cell(p->doc, n, is_cell);
		break;
	case TERM:
		next = tree_next(n);
		if (next && tree_is(next, "dd"))
			doc_cell(p->doc, true);
		break;
	case LINE:
		doc_break(p->doc, 1);
		break;
	case ROW:
		doc_row_end(p->doc);
		break;
	default:
		doc_break(p->doc, 2);
	}
	if (role == HEADING && p->takes_heading)
		doc_heading_end(p->doc);
	p->verbatim -= role == VERBATIM;
	p->article -= is_article(n);
	if (p->table)
		end_table(p, n);
}

static void render_cell(struct doc *cell, xmlNode *n)
{
	struct page p = {.doc = cell};
	for (xmlNode *child = n->children; child; child = child->next)
		tree_walk(child, enter, leave, &p);
}

/* ---- the page ---- */

/* The elements that are <main> or have role="main". */
struct mains {
	xmlNode *first;
	int count;
};

static bool count_main(void *data, xmlNode *n)
{
	struct mains *m = data;
	if (n->type != XML_ELEMENT_NODE)
		return false;
	if (!tree_is(n, "main") && strcmp(tree_attribute(n, "role"), "main") != 0)
		return true;
	if (m->count++ == 0)
		m->first = n;
	return false;
}

static xmlNode *page_of(xmlNode *root)
{
	struct mains m = {0};
	tree_walk(root, count_main, NULL, &m);
	return m.count == 1 ? m.first : root;
}

/*
 * Metadata: <html lang>, <meta name content>, <meta property content>, <title>, <link
 * rel="canonical">.
 */
static bool add_meta(void *data, xmlNode *n)
{
	struct doc *doc = data;
	const char *value = NULL, *name = NULL;
	if (n->type != XML_ELEMENT_NODE || tree_is(n, "body"))
		return false;
	if (tree_is(n, "html")) {
		name = "language";
		value = tree_attribute(n, "lang");
	} else if (tree_is(n, "meta")) {
		name = tree_attribute(n, "name");
		if (!*name)
			name = tree_attribute(n, "property");
		value = tree_attribute(n, "content");
	} else if (tree_is(n, "title") && n->children && n->children->content) {
		name = "title";
		value = (const char *)n->children->content;
	} else if (tree_is(n, "link") &&
		   strcasecmp(tree_attribute(n, "rel"), "canonical") == 0) {
		name = "url";
		value = tree_attribute(n, "href");
	}
	if (value && *value)
		doc_meta(doc, name, value, strlen(value));
	return true;
}

static void convert_root(struct doc *doc, xmlNode *root, bool of_book)
{
	struct page p = {.doc = doc, .takes_heading = !of_book, .takes_tables = !of_book};
	if (!of_book) {
		tree_walk(root, add_meta, NULL, doc);
		tables_mark(root);
	}
	xmlNode *page = page_of(root);
	size_t before = doc->text.len;
	tree_walk(page, enter, leave, &p);
	/* an empty <main>, filled by a script perhaps: take the whole page */
	if (doc->text.len == before && page != root) {
		p = (struct page){
			.doc = doc, .takes_heading = !of_book, .takes_tables = !of_book};
		tree_walk(root, enter, leave, &p);
	}
}

/* Parses a page, with its character references as browsers read them. */
static enum conversion_failure parse(const char *s, size_t n, xmlDoc **tree)
{
	struct coop_buf rewritten = {0};
	bool differs = entities_rewrite(s, n, &rewritten);
	enum conversion_failure failure =
		rewritten.failed ? CONVERSION_MEMORY
		: differs        ? tree_parse_html(rewritten.s, rewritten.len, tree)
				 : tree_parse_html(s, n, tree);
	coop_buf_release(&rewritten);
	return failure;
}

enum conversion_failure html_convert(
	struct doc *doc, const char *s, size_t n, bool of_book)
{
	xmlDoc *tree;
	size_t blank = 0;
	/* libxml2 makes no tree of an empty page */
	while (blank < n && strchr(" \t\r\n", s[blank]))
		blank++;
	if (blank == n)
		return CONVERSION_OK;
	enum conversion_failure failure = parse(s, n, &tree);
	if (failure)
		return failure;
	xmlNode *root = xmlDocGetRootElement(tree);
	if (root)
		convert_root(doc, root, of_book);
	xmlFreeDoc(tree);
	return CONVERSION_OK;
}
