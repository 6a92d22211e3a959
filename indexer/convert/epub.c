/*
 * epub.c - EPUB: a book whose chapters are XHTML parts of a package, in the order of its
 * spine.
 */
#include <string.h>
#include <strings.h>

#include "indexer/convert/html.h"
#include "indexer/convert/office.h"
#include "indexer/convert/tree.h"
#include "indexer/decode/charset.h"

static bool ends(const char *name, const char *end)
{
	size_t n = strlen(name), len = strlen(end);
	return n >= len && strcasecmp(name + n - len, end) == 0;
}

static bool wanted(const char *name)
{
	return strncmp(name, "META-INF/", 9) == 0 || ends(name, ".opf") ||
	       ends(name, ".xhtml") || ends(name, ".html") || ends(name, ".htm") ||
	       ends(name, ".xml");
}

/* A book being converted. */
struct book {
	struct doc *doc;
	const struct package *package;
	const char
		*base; /* the name of the package document, which links are relative to */
	xmlNode *manifest; /* its manifest: the ids and links of the parts */
	enum conversion_failure failure;
};

static int hex(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

/* Drops the last folder of a path. */
static void drop_folder(struct coop_buf *out)
{
	if (out->len > 0)
		out->len--;
	while (out->len > 0 && out->s[out->len - 1] != '/')
		out->len--;
	if (out->s)
		out->s[out->len] = '\0';
}

/*
 * Resolves a link in the part `base`, such as "../a%20b.html#top", to the name of a part.
 */
static void resolve(const char *base, const char *link, struct coop_buf *out)
{
	const char *slash = strrchr(base, '/');
	coop_buf_reset(out);
	coop_buf_add(out, base, slash ? (size_t)(slash - base) + 1 : 0);
	for (; strncmp(link, "../", 3) == 0; link += 3)
		drop_folder(out);
	for (; *link && *link != '#'; link++) {
		int high = *link == '%' ? hex(link[1]) : -1;
		int low = high >= 0 ? hex(link[2]) : -1;
		coop_buf_byte(out,
			low >= 0 ? (char)((unsigned)high << 4 | (unsigned)low) : *link);
		link += low >= 0 ? 2 : 0;
	}
}

static void add_chapter(struct book *b, const struct package_part *part)
{
	struct coop_buf text = {0};
	charset_decode(CHARSET_UTF8, coop_buf_cstr(&part->bytes), part->bytes.len, &text);
	doc_break(b->doc, 2);
	b->failure = text.failed
			     ? CONVERSION_MEMORY
			     : html_convert(b->doc, coop_buf_cstr(&text), text.len, true);
	coop_buf_release(&text);
}

/* Adds the chapter that an item of the spine names by its id. */
static bool add_item(void *data, xmlNode *n)
{
	struct book *b = data;
	struct coop_buf name = {0};
	if (b->failure || n->type != XML_ELEMENT_NODE)
		return false;
	if (!tree_is(n, "itemref"))
		return true;
	const char *id = tree_attribute(n, "idref");
	const xmlNode *item = b->manifest->children;
	while (item && strcmp(tree_attribute(item, "id"), id) != 0)
		item = item->next;
	if (!item || !*id)
		return false;
	resolve(b->base, tree_attribute(item, "href"), &name);
	const struct package_part *part = package_part(b->package, coop_buf_cstr(&name));
	if (name.failed)
		b->failure = CONVERSION_MEMORY;
	else if (part)
		add_chapter(b, part);
	coop_buf_release(&name);
	return false;
}

static enum conversion_failure convert_book(
	struct book *b, const struct package_part *list)
{
	xmlDoc *tree;
	enum conversion_failure failure = office_meta(b->doc, list);
	if (!failure)
		failure = office_parse(list, &tree);
	if (failure)
		return failure;
	xmlNode *root = xmlDocGetRootElement(tree);
	xmlNode *spine = tree_find(root, "spine");
	b->manifest = tree_find(root, "manifest");
	b->base = list->name;
	b->failure = CONVERSION_DAMAGED;
	if (spine && b->manifest) {
		b->failure = CONVERSION_OK;
		tree_walk(spine, add_item, NULL, b);
	}
	xmlFreeDoc(tree);
	return b->failure;
}

/* Finds the package document, which META-INF/container.xml names. */
static enum conversion_failure find_list(
	const struct package *p, const struct package_part **list)
{
	const struct package_part *container = package_part(p, "META-INF/container.xml");
	xmlDoc *tree;
	*list = NULL;
	enum conversion_failure failure = office_parse(container, &tree);
	if (failure)
		return failure;
	xmlNode *file = tree_find(xmlDocGetRootElement(tree), "rootfile");
	if (file)
		*list = package_part(p, tree_attribute(file, "full-path"));
	xmlFreeDoc(tree);
	return *list ? CONVERSION_OK : CONVERSION_DAMAGED;
}

static enum conversion_failure convert(struct doc *doc, const struct package *p)
{
	struct book book = {.doc = doc, .package = p};
	/* fonts may be obfuscated without a key; only encrypted text needs one */
	if (package_part(p, "META-INF/rights.xml") ||
		package_mentions(p, "META-INF/encryption.xml", "EncryptedKey"))
		return CONVERSION_ENCRYPTED;
	const struct package_part *list;
	enum conversion_failure failure = find_list(p, &list);
	return failure ? failure : convert_book(&book, list);
}

enum conversion_failure epub_convert(struct doc *doc)
{
	return office_convert(doc, wanted, convert);
}
