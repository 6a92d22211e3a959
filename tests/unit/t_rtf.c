/*
 * t_rtf.c - the text of RTF.
 */
#include "indexer/convert/rtf.h"
#include "indexer/convert/rtf_text.h"
#include "indexer/convert/rtf_words.h"
#include "tests/unit/records.h"
#include "tests/unit/tap.h"

/* Converts a file and compares its values, as put_values() prints them. */
static void check_bytes(const char *s, size_t n, const char *expected, const char *what)
{
	struct doc doc;
	struct coop_record r;
	struct coop_buf got = {0};
	doc_init(&doc);
	coop_record_init(&r);
	need(rtf_convert(&doc, s, n) == CONVERSION_OK, what);
	need(doc_finish(&doc, &r) == CONVERSION_OK, what);
	put_values(&r, &got);
	is_str(coop_buf_cstr(&got), got.len, expected, "%s", what);
	coop_buf_release(&got);
	coop_record_release(&r);
	doc_release(&doc);
}

/* The same of what stands between the braces. */
static void check(const char *inner, const char *expected, const char *what)
{
	struct coop_buf file = {0};
	coop_buf_printf(&file, "{\\rtf1\\ansi %s}", inner);
	check_bytes(coop_buf_cstr(&file), file.len, expected, what);
	coop_buf_release(&file);
}

static void test_text(void)
{
	check("Un \\b deux\\b0  trois\\par quatre\\line cinq",
		"body=Un deux trois||quatre|cinq\n", "formatting, paragraphs, lines");
	check("co{\\i op}\\'e9ratif,\r\n \\{entre\\}\\~\\\\",
		"body=coopératif, {entre}\u00a0\\\n",
		"groups and line ends part no words");
	check("un\\\ndeux\\tab trois  quatre", "body=un||deux  trois  quatre\n",
		"a paragraph of Macs; columns");
	check("la fin \\emdash  d\\rquote un \\ldblquote mot\\rdblquote",
		"body=la fin \u2014 d\u2019un \u201cmot\u201d\n", "signs with names");
	check("", "", "nothing");
	check("{\\info{\\title a\\'00b}}c\\'00d", "title=a b\nbody=c d\n", "NULs");
}

static void test_characters(void)
{
	check("\\u233?\\u8217\\'92\\u-10179?\\u-8704?x", "body=é’\U0001F600x\n",
		"Unicode, with one byte for those who know none");
	check("\\uc0\\u233 t\\u233 {\\uc2\\u233 abx}\\u233 ", "body=étééxé\n",
		"or none, or two, until the group ends");
	check("\\u233\\emdash x\\u-10179?y\\u-8704?z", "body=éxyz\n",
		"a sign for one, and half a pair");
	check("\\ansicpg1251 \\'ef\\'f0", "body=пр\n", "the code page of the file");
	check("\\mac \\'8e\\'88", "body=éà\n", "that of Macs");
	check("\\pca \\'82", "body=é\n", "that of DOS");
	check("\\ansicpg65001 \xc3\xa9\\'c3\\'a9", "body=éé\n", "UTF-8");
	check("\\ansicpg4711 \\'e9", "body=é\n", "one that is not known");
	check("{\\fonttbl{\\f0\\fcharset0 A;}{\\f7\\fcharset204 "
	      "B;}{\\f8\\fcharset128 C;}{\\f9\\fcharset2 D;}}"
	      "\\f7\\'ef{\\f0\\'e9}\\'f0 \\f8\\'93\\'fa\\f9\\'b7\\'e9",
		"body=пéр 日•\n", "those of fonts");
	check("\\ansicpg1251{\\fonttbl{\\f0\\fcharset204 A;}{\\f1\\fcharset0 "
	      "B;}}\\f0\\'ef\\f1\\'e9",
		"body=пé\n", "the Western one of a font in a file of another");
	check("\\mac{\\fonttbl{\\f0\\fcharset0 A;}}\\f0\\'8e", "body=é\n",
		"but not in a file of a Mac");
	check("{\\fonttbl\\f0\\fnil\\fcharset0 A;\\f1\\fcharset161 B;}\\f1\\'eb",
		"body=λ\n", "fonts without groups of their own");
}

static void test_left_out(void)
{
	static const char *const parts[] = {"{\\*\\zorglub z{ z}}", "{\\header z\\par}",
		"{\\footerr z}", "{\\pict\\wmetafile8 0a0b}", "{\\object{\\result z}}",
		"{\\field{\\*\\fldinst HYPERLINK \"z\"}}", "{\\v z}", "\\v z\\plain ",
		"{\\deleted z}", "{\\listtext\\'b7\\tab}", "{\\xe z}", "\\bin3 {{{",
		"{\\colortbl;\\red0;}", "{\\stylesheet{\\s5 z;}}", "{\\*\\annotation z}",
		"{\\shp{\\*\\shpinst{\\sp{\\sn z}{\\sv z}}}{\\shprslt z}}",
		"{\\*\\htmltag z}", "{\\nonesttables z}"};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		char inner[200];
		snprintf(inner, sizeof inner, "avant%sapr\\'e8s", parts[i]);
		check(inner, "body=avantaprès\n", parts[i]);
	}
	check("a{\\field{\\*\\fldinst z}{\\fldrslt un lien}}", "body=aun lien\n",
		"what a field shows");
	check("a{\\upr{z}{\\*\\ud{\\u233?}}}", "body=aé\n", "Unicode beside bytes");
	check("a{\\shp{\\*\\shpinst{\\sp z}{\\shptxt bo\\'eete\\par}}}b",
		"body=a||boîte||b\n", "text in a box");
}

static void test_structure(void)
{
	check("{\\info{\\title Un \\'e9t\\'e9}{\\author Anne Brun}{\\keywords a; "
	      "b}{\\creatim\\yr1998\\mo2}{\\operator z}}texte",
		"title=Un été\ndirector=Anne Brun\nkeywords=a; b\nyear=1998\nbody=texte\n",
		"metadata");
	check("avant\\par\\pard\\outlinelevel0 Le titre\\par\\pard suite",
		"body=Le titre||suite||avant\n", "a heading by its level");
	check("{\\stylesheet{\\s0 Normal;}{\\s3\\b heading 1;}}avant\\par\\pard\\s3 Le "
	      "titre\\par\\pard\\s0 suite",
		"body=Le titre||suite||avant\n", "a heading by its style");
	check("un{\\footnote {\\super 1} note\\par deux} mot\\par suite",
		"body=un mot||1 note||deux||suite\n", "notes come after the paragraph");
	check("\\trowd\\cellx1\\cellx2\\pard\\intbl Pays\\cell France\\cell\\row"
	      "\\trowd\\cellx1\\cellx2\\cellx3 a\\cell\\cell c\\cell\\row\\pard suite",
		"body=Pays : France|a  c||suite\n", "rows");
	check("\\trowd\\cellx1\\cellx2\\pard\\intbl a\\par b\\cell c\\cell\\row",
		"body=a||b : c\n", "a cell of two paragraphs");
	check("\\cell\\row\\nestcell\\nestrow\\row", "", "a table of nothing");
}

/* What happens to a file that is none, or not all of one. */
static void test_damaged(void)
{
	static const struct {
		const char *file;
		enum conversion_failure failure;
		enum conversion_remark remark;
	} files[] = {{"", CONVERSION_DAMAGED, 0}, {"{", CONVERSION_DAMAGED, 0},
		{"texte", CONVERSION_DAMAGED, 0}, {"{\\rt", CONVERSION_DAMAGED, 0},
		{"{\\rtf1 un}", CONVERSION_OK, REMARK_NONE},
		{"{\\rtf1 un}} trois {", CONVERSION_OK, REMARK_NONE},
		{"\xef\xbb\xbf{\\rtf un}\r\n", CONVERSION_OK, REMARK_NONE},
		{"{\\rtf1 un", CONVERSION_OK, REMARK_CUT},
		{"{\\rtf1 un\\", CONVERSION_OK, REMARK_CUT},
		{"{\\rtf1 un\\'", CONVERSION_OK, REMARK_CUT},
		{"{\\rtf1 un\\'e", CONVERSION_OK, REMARK_CUT},
		{"{\\rtf1 un\\bin99999999999 }", CONVERSION_OK, REMARK_CUT},
		{"{\\rtf1 un\\u99999999999999 }", CONVERSION_OK, REMARK_NONE},
		{"{\\rtf1\\f-4 \\s-1 \\uc-2 {\\fonttbl\\f99999999 x;}}", CONVERSION_OK,
			REMARK_NONE}};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct doc doc;
		doc_init(&doc);
		enum conversion_failure failure =
			rtf_convert(&doc, files[i].file, strlen(files[i].file));
		ok(failure == files[i].failure &&
				doc.remark[FRAME_REMARK_WHAT] == files[i].remark,
			"'%s' (%d)", files[i].file, (int)failure);
		doc_release(&doc);
	}
}

static void test_deep(void)
{
	enum { MUCH = 100000 };
	struct coop_buf file = {0};
	struct doc doc;
	doc_init(&doc);
	coop_buf_str(&file, "{\\rtf1 ");
	for (int i = 0; i < MUCH; i++)
		coop_buf_byte(&file, '{');
	is_num(rtf_convert(&doc, file.s, file.len), CONVERSION_TOO_DEEP,
		"groups in groups");
	doc_release(&doc);
	coop_buf_release(&file);
}

/* The table is searched by halves. */
static void test_words(void)
{
	static const char *const names[] = {"aftncn", "ansicpg", "author", "cell",
		"cellx", "f", "fcharset", "header", "headerr", "par", "pard", "row", "s",
		"sp", "u", "uc", "ud", "v", "xe", "yr"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		ok(strcmp(rtf_word_find(names[i], strlen(names[i]))->name, names[i]) == 0,
			"\\%s is known", names[i]);
	ok(rtf_word_find("pa", 2)->action == RTF_DO_NOTHING &&
			rtf_word_find("pars", 4)->action == RTF_DO_NOTHING &&
			rtf_word_find("", 0)->action == RTF_DO_NOTHING,
		"others are not");
}

int main(void)
{
	rtf_text_load();
	test_text();
	test_characters();
	test_left_out();
	test_structure();
	test_damaged();
	test_deep();
	test_words();
	return done();
}
