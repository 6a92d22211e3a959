/*
 * odt.c - ODT (OpenDocument text): text, headings, tables and notes from the parts of the
 * package.
 */
#include <stdlib.h>
#include <string.h>

#include "indexer/convert/footnotes.h"
#include "indexer/convert/office.h"
#include "indexer/convert/tree.h"

enum { BLANKS_MAX = 40 /* more blanks than columns of text need */ };

static bool wanted(const char *name)
{
	return strcmp(name, "content.xml") == 0 || strcmp(name, "meta.xml") == 0 ||
	       strcmp(name, "META-INF/manifest.xml") == 0;
}

static bool is_left_out(const xmlNode *n)
{
	static const char *const names[] = {"annotation", "tracked-changes",
		"note-citation", "forms", "font-face-decls", "automatic-styles",
		"scripts", "sequence-decls", "bibliography-source", NULL};
	for (const char *const *name = names; *name; name++)
		if (tree_is(n, *name))
			return true;
	return false;
}

/*
 * Adds a run of blanks, which is an element of its own and separates columns in a line.
 */
static void add_blanks(struct doc *doc, const xmlNode *n)
{
	long count = strtol(tree_attribute(n, "c"), NULL, 10);
	for (long i = 0; i <= count && i < BLANKS_MAX; i++)
		doc_raw(doc, " ");
}

/* A text being converted. */
struct text {
	struct doc *doc;
	struct footnotes notes;
};

static bool enter(void *data, xmlNode *n)
{
	struct text *t = data;
	struct doc *doc = t->doc;
	if (doc_is_full(doc) || is_left_out(n))
		return false;
	if (tree_is(n, "note") && !t->notes.within) {
		footnotes_call(&t->notes, n);
		return false;
	}
	if (n->type == XML_TEXT_NODE && n->content)
		doc_text(doc, (const char *)n->content, strlen((const char *)n->content));
	else if (tree_is(n, "p") || tree_is(n, "h"))
		doc_break(doc, 2);
	else if (tree_is(n, "line-break"))
		doc_break(doc, 1);
	else if (tree_is(n, "table-row"))
		doc_row_begin(doc);
	else if (tree_is(n, "tab"))
		doc_raw(doc, "  ");
	else if (tree_is(n, "s"))
		add_blanks(doc, n);
	if (tree_is(n, "h") || strcmp(tree_attribute(n, "style-name"), "Title") == 0)
		doc_heading_begin(doc);
	return true;
}

static bool is_cell(const xmlNode *n)
{
	return tree_is(n, "table-cell");
}

static void leave(void *data, xmlNode *n)
{
	struct text *t = data;
	struct doc *doc = t->doc;
	if (tree_is(n, "h") || strcmp(tree_attribute(n, "style-name"), "Title") == 0)
		doc_heading_end(doc);
	if (tree_is(n, "p") || tree_is(n, "h")) {
		doc_break(doc, 2);
		footnotes_flush(&t->notes, enter, leave, t);
	} else if (tree_is(n, "table-row")) {
		doc_row_end(doc);
	} else if (is_cell(n)) {
		tree_end_cell(doc, n, is_cell);
	}
}

static enum conversion_failure convert(struct doc *doc, const struct package *p)
{
	/* of an encrypted document the manifest alone can be read */
	if (package_mentions(p, "META-INF/manifest.xml", "encryption-data"))
		return CONVERSION_ENCRYPTED;
	struct text text = {.doc = doc};
	enum conversion_failure failure = office_meta(doc, package_part(p, "meta.xml"));
	if (!failure)
		failure =
			office_body(package_part(p, "content.xml"), enter, leave, &text);
	if (!failure && text.notes.failed)
		failure = CONVERSION_MEMORY;
	footnotes_release(&text.notes);
	return failure;
}

enum conversion_failure odt_convert(struct doc *doc)
{
	return office_convert(doc, wanted, convert);
}
