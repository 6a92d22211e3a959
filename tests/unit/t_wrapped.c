/*
 * t_wrapped.c - what programs wrap cells in, taken off a cell. Whole tables: t_any_table.c.
 */
#include "indexer/csv/markup.h"
#include "indexer/decode/entities.h"
#include "tests/unit/tap.h"

/* ---- cells ---- */

static const struct {
	const char *cell, *text; /* NULL: it is left as it is */
} cells[] = {
	{"caf&eacute;", "café"},
	{"Ren&eacute Petit", "René Petit"},
	{"caf&eacutes", "cafés"},
	{"l&#146;ann&#233e &#xE9;", "l\u2019année é"},
	{"&amp;eacute;t&amp;eacute;", "été"},
	{"&lt;p&gt;Un&lt;/p&gt;&lt;p&gt;deux&lt;/p&gt;", "Un\ndeux"},
	{"R&D, AT&T, Dupont&fils", NULL},
	{"&notice &copyright &unknown;", NULL},
	{"http://x.fr/?a=1&copy=2&lt=3&reg", NULL},
	{"http://x.fr/?a=1&amp;b=2", "http://x.fr/?a=1&b=2"},
	{"&#0; &#xD800; &#99999999; &#; &;", NULL},
	{"a < b, <3, <titre>, <http://x.fr>, x <p et y> z", NULL},
	{"<p>Un <b>r\u00e9sum\u00e9</b> avec<br />des&nbsp;balises.</p>",
		"Un résumé avec des balises."},
	{"Anne Brun<br>Luc Petit", "Anne Brun\nLuc Petit"},
	{"<ul><li>un</li><li>deux</li></ul>", "un\ndeux"},
	{"<span>Anne</span><span>Brun</span>", "Anne Brun"},
	{"CAF&EACUTE; ET C&OELIG;UR &AMP; CIE", "CAFÉ ET CŒUR & CIE"},
	{"&laquoOui&raquo;, R&D et &CAE;", "«Oui», R&D et &CAE;"},
	{"XX<sup>e</sup> siècle", "XXe siècle"},
	{"<p>\u00ab&nbsp;Oui&nbsp;\u00bb</p>", "\u00ab\u00a0Oui\u00a0\u00bb"},
	{"un<!-- deux -->trois", "untrois"},
	{"un <!-- deux", NULL},
	{"<style>p { color: red }</style>Un", "Un"},
	{"<a href='x?a=\"1\">2'>lien</a>", "lien"},
	{"<p><br></p>", ""},
	{"", NULL},
};

static void test_cells(void)
{
	struct coop_buf out = {0}, scratch = {0};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		struct markup found;
		const char *cell = cells[i].cell;
		coop_buf_reset(&out);
		bool changed = markup_to_text(cell, strlen(cell), &out, &scratch, &found);
		if (cells[i].text)
			is_str(coop_buf_cstr(&out), out.len, cells[i].text, "%s", cell);
		else
			ok(!changed && out.len == 0, "nothing in: %s", cell);
	}
	coop_buf_release(&out);
	coop_buf_release(&scratch);
}

static void test_for_libxml2(void)
{
	static const char page[] = "&eacute;&#8217;&#x92;x?a&copy=1<b>Ren&eacute</b>";
	struct coop_buf out = {0};
	ok(entities_rewrite(page, sizeof page - 1, &out), "a page to be rewritten");
	is_str(out.s, out.len, "&#233;&#8217;&#8217;x?a&copy=1<b>Ren&#233;</b>",
		"... as browsers read it");
	coop_buf_reset(&out);
	ok(!entities_rewrite("R&D & th\u00e9", 9, &out) && out.len == 0,
		"a page that stays");
	coop_buf_release(&out);
}

int main(void)
{
	test_cells();
	test_for_libxml2();
	return done();
}
