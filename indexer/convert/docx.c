/*
 * docx.c - DOCX (WordprocessingML): text, headings, tables and notes from the parts of
 * the package.
 */
#include <string.h>
#include <strings.h>

#include "indexer/convert/footnotes.h"
#include "indexer/convert/office.h"
#include "indexer/convert/tree.h"

static bool wanted(const char *name)
{
	return strcmp(name, "word/document.xml") == 0 ||
	       strcmp(name, "word/footnotes.xml") == 0 ||
	       strcmp(name, "word/endnotes.xml") == 0 ||
	       strcmp(name, "docProps/core.xml") == 0;
}

static bool is_left_out(const xmlNode *n)
{
	/*
	 * properties, deleted text, field codes; and Fallback, which repeats its content
	 * for older programs
	 */
	static const char *const names[] = {"pPr", "rPr", "sectPr", "tblPr", "trPr",
		"tcPr", "del", "moveFrom", "instrText", "delText", "Fallback", NULL};
	for (const char *const *name = names; *name; name++)
		if (tree_is(n, *name))
			return true;
	return false;
}

/*
 * Whether a paragraph has the style of a title or of a first-level heading, in English or
 * French.
 */
static bool is_heading(const xmlNode *n)
{
	static const char *const styles[] = {
		"Title", "Titre", "Heading1", "Titre1", NULL};
	const xmlNode *properties = n->children, *style;
	while (properties && !tree_is(properties, "pPr"))
		properties = properties->next;
	style = properties ? properties->children : NULL;
	while (style && !tree_is(style, "pStyle"))
		style = style->next;
	for (const char *const *s = styles; style && *s; s++)
		if (strcasecmp(tree_attribute(style, "val"), *s) == 0)
			return true;
	return false;
}

/* The notes of one kind, which are in a part of their own. */
struct note_part {
	xmlDoc *tree;  /* NULL: there are none */
	xmlNode *next; /* the note that probably is referred to next */
};

/* A text being converted. */
struct text {
	struct doc *doc;
	struct note_part foot, end;
	struct footnotes notes;
};

static enum conversion_failure read_notes(
	const struct package_part *part, struct note_part *out)
{
	if (!part)
		return CONVERSION_OK;
	enum conversion_failure failure = office_parse(part, &out->tree);
	xmlNode *root = failure ? NULL : xmlDocGetRootElement(out->tree);
	out->next = root ? root->children : NULL;
	return failure;
}

/*
 * Finds the note that an element refers to. References nearly always come in the order of
 * the notes, so the search starts where the last one ended; starting at the first note
 * would be quadratic.
 */
static xmlNode *find_note(struct note_part *part, const xmlNode *call)
{
	const char *id = tree_attribute(call, "id");
	xmlNode *first = part->next, *n = first;
	while (n && strcmp(tree_attribute(n, "id"), id) != 0) {
		n = n->next ? n->next : n->parent->children;
		if (n == first)
			return NULL;
	}
	if (n)
		part->next = n->next ? n->next : n->parent->children;
	return n;
}

static bool enter(void *data, xmlNode *n)
{
	struct text *t = data;
	struct doc *doc = t->doc;
	if (doc_is_full(doc) || is_left_out(n))
		return false;
	/* only <w:t> holds text; other text nodes are white space between elements */
	if (n->type == XML_TEXT_NODE && n->content && tree_is(n->parent, "t"))
		doc_text(doc, (const char *)n->content, strlen((const char *)n->content));
	else if (tree_is(n, "p"))
		doc_break(doc, 2);
	else if (tree_is(n, "br") || tree_is(n, "cr"))
		doc_break(doc, 1);
	else if (tree_is(n, "tr"))
		doc_row_begin(doc);
	else if (tree_is(n, "tab"))
		doc_raw(doc, "  ");
	else if (tree_is(n, "footnoteReference"))
		footnotes_call(&t->notes, find_note(&t->foot, n));
	else if (tree_is(n, "endnoteReference"))
		footnotes_call(&t->notes, find_note(&t->end, n));
	if (tree_is(n, "p") && is_heading(n))
		doc_heading_begin(doc);
	return true;
}

static bool is_cell(const xmlNode *n)
{
	return tree_is(n, "tc");
}

static void leave(void *data, xmlNode *n)
{
	struct text *t = data;
	struct doc *doc = t->doc;
	if (tree_is(n, "p")) {
		if (is_heading(n))
			doc_heading_end(doc);
		doc_break(doc, 2);
		footnotes_flush(&t->notes, enter, leave, t);
	} else if (tree_is(n, "tr")) {
		doc_row_end(doc);
	} else if (is_cell(n)) {
		tree_end_cell(doc, n, is_cell);
	}
}

static enum conversion_failure convert(struct doc *doc, const struct package *p)
{
	struct text text = {.doc = doc};
	enum conversion_failure failure =
		office_meta(doc, package_part(p, "docProps/core.xml"));
	if (!failure)
		failure = read_notes(package_part(p, "word/footnotes.xml"), &text.foot);
	if (!failure)
		failure = read_notes(package_part(p, "word/endnotes.xml"), &text.end);
	if (!failure)
		failure = office_body(
			package_part(p, "word/document.xml"), enter, leave, &text);
	if (!failure && text.notes.failed)
		failure = CONVERSION_MEMORY;
	footnotes_release(&text.notes);
	xmlFreeDoc(text.foot.tree);
	xmlFreeDoc(text.end.tree);
	return failure;
}

enum conversion_failure docx_convert(struct doc *doc)
{
	return office_convert(doc, wanted, convert);
}
