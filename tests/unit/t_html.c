/*
 * t_html.c - the text of pages, and the character set that they declare.
 */
#include "indexer/convert/declared.h"
#include "tests/unit/records.h"
#include "tests/unit/tap.h"

static void test_declared(void)
{
	static const struct {
		const char *page;
		enum charset set;
	} pages[] = {{"<meta charset=\"utf-8\">", CHARSET_UTF8},
		{"<META CHARSET=iso-8859-15>", CHARSET_LATIN9},
		{"<meta http-equiv=Content-Type content='text/html; charset = "
		 "ISO-8859-1'>",
			CHARSET_WINDOWS_1252},
		{"<?xml version=\"1.0\" encoding=\"macintosh\"?>", CHARSET_MACINTOSH},
		{"<meta charset=koi8-r>", CHARSET_AUTO}, {"charset", CHARSET_AUTO},
		{"charset=", CHARSET_AUTO}, {"charset=\"", CHARSET_AUTO},
		{"<p>no charset, charset : none</p><meta charset=utf8>", CHARSET_UTF8},
		{"\xef\xbb\xbf<meta charset=iso-8859-1>", CHARSET_AUTO},
		{"", CHARSET_AUTO}};
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		ok(charset_declared(pages[i].page, strlen(pages[i].page)) == pages[i].set,
			"declared: %s", pages[i].page);
}

#ifdef COOP_HAVE_XML
#include "indexer/convert/html.h"
#include "indexer/convert/tree.h"

/* Converts a page and compares its values, as put_values() prints them. */
static void check(const char *page, const char *expected, const char *what)
{
	struct doc doc;
	struct coop_record r;
	struct coop_buf got = {0};
	doc_init(&doc);
	coop_record_init(&r);
	need(html_convert(&doc, page, strlen(page), false) == CONVERSION_OK, what);
	need(doc_finish(&doc, &r) == CONVERSION_OK, what);
	put_values(&r, &got);
	is_str(coop_buf_cstr(&got), got.len, expected, "%s", what);
	coop_buf_release(&got);
	coop_record_release(&r);
	doc_release(&doc);
}

static void test_text(void)
{
	check("<p>Un  <b>deux</b>\n trois<p>quatre<br>cinq",
		"body=Un deux trois||quatre|cinq\n", "blanks, paragraphs, lines");
	check("<p>l&rsquo;&eacute;t&eacute; &amp; l&#8217;hiver, 20&nbsp;&euro; "
	      "&#x153;uvre",
		"body=l\u2019\u00e9t\u00e9 & l\u2019hiver, 20\u00a0\u20ac \u0153uvre\n",
		"entities");
	check("co<i>op</i>\u00e9ratif<div>a</div>b<ul><li>c<li>d</ul>",
		"body=coop\u00e9ratif||a||b||c|d\n", "inline elements do not part words");
	check("<pre>un\n  deux\n</pre>trois", "body=un|deux||trois\n", "lines of <pre>");
	check("<p>a<!-- zorglub --><?zorglub?>b", "body=ab\n", "comments and the like");
	check("rien d'autre", "body=rien d'autre\n", "text alone");
	check("", "", "nothing");
	check(" \n\t ", "", "blanks");
	check("a<", "body=a<\n", "half a tag");
}

static void test_left_out(void)
{
	static const char *const around[] = {"<nav>z</nav>", "<script>z</script>",
		"<style>z</style>", "<aside>z</aside>", "<header>z</header>",
		"<footer>z</footer>", "<form>z <input value=z></form>",
		"<div role=navigation>z</div>", "<div role='banner'><p>z</div>",
		"<p hidden>z</p>", "<div aria-hidden=true>z</div>",
		"<ul class='x menu'>z</ul>", "<div id=footer>z</div>",
		"<select><option>z</select>", "<textarea>z</textarea>",
		"<template>z</template>", "<noscript>z</noscript>"};
	for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
		char page[200];
		snprintf(page, sizeof page, "<p>avant</p>%s<p>apr\u00e8s</p>", around[i]);
		check(page, "body=avant||apr\u00e8s\n", around[i]);
	}
	check("<p>dehors<main><p>dedans</main>", "body=dedans\n",
		"one <main> is the page");
	check("<main>un</main><main>deux</main>", "body=un||deux\n", "two are not");
	check("<p>dehors<main></main>", "body=dehors\n", "an empty one is not either");
	check("<article><header><h1>T</h1></header>texte<footer>pied</footer></article>",
		"body=T||texte||pied\n", "the header and footer of an article");
	check("<form id=aspnet><p>texte</p><input value=z></form>", "body=texte\n",
		"a form around the page");
	check("<body class=menu><p>texte", "body=texte\n", "the page itself");
}

static void test_title(void)
{
	check("<title>Titre - Site</title><p>texte", "title=Titre - Site\nbody=texte\n",
		"<title>");
	check("<title>Titre - Site</title><p>fil<h1>Titre</h1><p>texte<h1>Autre</h1>",
		"body=Titre||texte||Autre||fil\n",
		"the first <h1> begins the text, what stood before it ends it");
	check("<h1><img></h1><h1>Titre</h1>texte", "body=Titre||texte\n",
		"an empty <h1>");
}

static void test_meta(void)
{
	check("<html lang=fr><meta name=Author content=' Ren\u00e9 Roy '><meta name=date "
	      "content='le 4/5/2011'><meta property=og:description "
	      "content=R\u00e9sum\u00e9>"
	      "<meta name=keywords content='scop, lip'><link rel=canonical "
	      "href=http://a/b>"
	      "<meta name=DC.publisher content=Repas><meta name=viewport content=z><p>x",
		"language=fr\ndirector=Ren\u00e9 "
		"Roy\nyear=2011\ndescription=R\u00e9sum\u00e9\n"
		"keywords=scop, lip\nurl=http://a/b\nsource=Repas\nbody=x\n",
		"what a page says of itself");
	check("<meta name=dcterms.issued content=20010513><meta name=author "
	      "content=admin>x",
		"year=2001\nbody=x\n", "a date without dashes; nobody's name");
	check("<meta name=date content='13.05.01'><meta name=author><meta content=x>x",
		"body=x\n", "no year, no value, no name");
}

static void test_tables(void)
{
	check("<table><tr><th>Ann\u00e9e<td>1987<tr><td><p>Lieu :</p><td><p>Lyon</table>",
		"body=Ann\u00e9e : 1987|Lieu : Lyon\n", "labels and values");
	check("<table><tr><td>2001<td>France<td>52 min</table>",
		"body=2001  France  52 min\n", "a row of three");
	check("<dl><dt>Cote<dd>A 1<dt>Fonds<dt>S\u00e9rie<dd>B</dl>",
		"body=Cote : A 1|Fonds|S\u00e9rie : B\n", "a list of terms");
	check("<table><tr><td>Une longue phrase qui n'est le nom de rien et qui dure "
	      "encore."
	      "<td>suite</table>",
		"body=Une longue phrase qui n'est le nom de rien et qui dure "
		"encore.|suite\n",
		"a long cell is no label");
	check("<table><tr><td><td>x</table>", "body=x\n", "an empty label");
}

/* The same piece of a page many times over. */
static enum conversion_failure convert_many(
	const char *piece, size_t times, struct coop_buf *text)
{
	struct coop_buf page = {0};
	struct doc doc;
	doc_init(&doc);
	for (size_t i = 0; i < times; i++)
		coop_buf_str(&page, piece);
	enum conversion_failure failure = html_convert(&doc, page.s, page.len, false);
	coop_buf_add(text, coop_buf_cstr(&doc.text), doc.text.len);
	doc_release(&doc);
	coop_buf_release(&page);
	return failure;
}

static void test_hostile(void)
{
	struct coop_buf text = {0};
	ok(convert_many("<div>", 2000000, &text) == CONVERSION_TOO_DEEP,
		"ten megabytes of nested <div>");
	ok(convert_many("<p>x", 100000, &text) == CONVERSION_OK && text.len == 300000 - 2,
		"a hundred thousand paragraphs");
	coop_buf_reset(&text);
	ok(convert_many("<form><form>x", 20000, &text) == CONVERSION_OK,
		"forms in forms");
	ok(convert_many("&lol;<!ENTITY lol 'lol'>&", 100000, &text) == CONVERSION_OK,
		"entities that mean nothing");
	coop_buf_release(&text);
}

/* `before`, so many times a piece with its number, `behind`. */
static void make_page(struct coop_buf *page, const char *before, const char *piece,
	size_t times, const char *behind)
{
	coop_buf_reset(page);
	coop_buf_str(page, before);
	for (size_t i = 0; i < times; i++) {
		coop_buf_str(page, piece);
		coop_buf_printf(page, "%zu", i);
	}
	coop_buf_str(page, behind);
}

static enum conversion_failure read_page(const struct coop_buf *page)
{
	struct doc doc;
	doc_init(&doc);
	enum conversion_failure failure = html_convert(&doc, page->s, page->len, false);
	doc_release(&doc);
	return failure;
}

/* Makes it UTF-16, the low byte first. */
static void widen(struct coop_buf *page)
{
	struct coop_buf wide = {0};
	coop_buf_add(&wide, "\xff\xfe", 2);
	for (size_t i = 0; i < page->len; i++)
		coop_buf_add(&wide, (const char[]){page->s[i], 0}, 2);
	coop_buf_release(page);
	*page = wide;
}

static void test_attributes(void)
{
	enum { MANY = 100000, FEW = TAG_ATTRIBUTES_MAX };
	static const struct {
		const char *before, *piece;
		size_t times;
		const char *behind;
		bool endless;
	} list[] = {{"<p a=b>x<div ", " a", MANY, ">", true},
		{"<p ", " a", FEW, ">", false}, {"<p ", " a", FEW + 1, ">", true},
		{"<p ", " a='>'", MANY, ">", true},
		{"<p ", "\na = \"x y\" b", MANY / 2, ">", true},
		{"<p ", " a", MANY, "", true}, {"<_x ", " data-x='", MANY, "'>", true},
		{"<p ", "<p a>", MANY, "", false}, {"<p a='x ", " a", MANY, "'>", false},
		{"<!-- <p ", " a", MANY, " -->x", false},
		{"<!-- --!><p ", " a", MANY, " -->x", true},
		{"<!--><p ", " a", MANY, " -->x", true},
		{"<!-- <p ", " a", MANY, " x", true},
		{"<script>if (i <n) f('", " a", MANY, "')</script>x", false},
		{"<STYLE type=css>i <n ", " a", MANY, "</Style>x", false},
		{"<script></script><p ", " a", MANY, ">x", true},
		{"<scripts><p ", " a", MANY, "></scripts>x", true},
		{"x < y et 3 <4 ", " a", MANY, "</p>", false},
		{"<script><!-- ", "<script <!-- <a ", MANY, "", true}};
	struct coop_buf page = {0};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		make_page(&page, list[i].before, list[i].piece, list[i].times,
			list[i].behind);
		is_num(read_page(&page),
			list[i].endless ? CONVERSION_ENDLESS_TAG : CONVERSION_OK,
			"%zu times '%s' behind '%s'", list[i].times, list[i].piece,
			list[i].before);
	}
	coop_buf_release(&page);
}

/* A document's XML has the same weakness. */
static void test_attributes_of_xml(void)
{
	struct coop_buf page = {0};
	xmlDoc *tree;
	make_page(&page, "<x ", " \u00e9", 100000, "=''/>");
	is_num(tree_parse(page.s, page.len, &tree), CONVERSION_ENDLESS_TAG, "XML");
	widen(&page);
	is_num(tree_parse(page.s, page.len, &tree), CONVERSION_ENDLESS_TAG, "in UTF-16");
	make_page(&page, "<x><![CDATA[ <a ", " b", 100000, " ]]></x>");
	is_num(tree_parse(page.s, page.len, &tree), CONVERSION_OK, "not in CDATA");
	xmlFreeDoc(tree);
	coop_buf_release(&page);
}

int main(void)
{
	test_declared();
	test_text();
	test_left_out();
	test_title();
	test_meta();
	test_tables();
	test_hostile();
	test_attributes();
	test_attributes_of_xml();
	return done();
}
#else
int main(void)
{
	test_declared();
	return done();
}
#endif
