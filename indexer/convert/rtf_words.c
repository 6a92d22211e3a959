#include "indexer/convert/rtf_words.h"

#include <string.h>

#include "indexer/convert/rtf_text.h"

/* In the order of strcmp(). */
static const struct rtf_word words[] = {
	{"aftncn", RTF_DO_DESTINATION, RTF_SKIP},
	{"aftnsep", RTF_DO_DESTINATION, RTF_SKIP},
	{"aftnsepc", RTF_DO_DESTINATION, RTF_SKIP},
	{"annotation", RTF_DO_DESTINATION, RTF_SKIP},
	{"ansicpg", RTF_DO_PAGE, 0},
	{"atnauthor", RTF_DO_DESTINATION, RTF_SKIP},
	{"atnid", RTF_DO_DESTINATION, RTF_SKIP},
	{"author", RTF_DO_DESTINATION, RTF_AUTHOR},
	{"bullet", RTF_DO_CHARACTER, 0x2022},
	{"cell", RTF_DO_CELL_END, 0},
	{"cellx", RTF_DO_CELL_DEFINED, 0},
	{"colortbl", RTF_DO_DESTINATION, RTF_SKIP},
	{"column", RTF_DO_BREAK, 2},
	{"cpg", RTF_DO_FONT_PAGE, 0},
	{"creatim", RTF_DO_DESTINATION, RTF_CREATED},
	{"deleted", RTF_DO_HIDDEN, 0},
	{"doccomm", RTF_DO_DESTINATION, RTF_DESCRIPTION},
	{"emdash", RTF_DO_CHARACTER, 0x2014},
	{"emspace", RTF_DO_CHARACTER, ' '},
	{"endash", RTF_DO_CHARACTER, 0x2013},
	{"enspace", RTF_DO_CHARACTER, ' '},
	{"f", RTF_DO_FONT, 0},
	{"fcharset", RTF_DO_FONT_CHARSET, 0},
	{"filetbl", RTF_DO_DESTINATION, RTF_SKIP},
	{"fldinst", RTF_DO_DESTINATION, RTF_SKIP},
	{"fonttbl", RTF_DO_DESTINATION, RTF_FONTS},
	{"footer", RTF_DO_DESTINATION, RTF_SKIP},
	{"footerf", RTF_DO_DESTINATION, RTF_SKIP},
	{"footerl", RTF_DO_DESTINATION, RTF_SKIP},
	{"footerr", RTF_DO_DESTINATION, RTF_SKIP},
	{"footnote", RTF_DO_DESTINATION, RTF_NOTE},
	{"ftncn", RTF_DO_DESTINATION, RTF_SKIP},
	{"ftnsep", RTF_DO_DESTINATION, RTF_SKIP},
	{"ftnsepc", RTF_DO_DESTINATION, RTF_SKIP},
	{"header", RTF_DO_DESTINATION, RTF_SKIP},
	{"headerf", RTF_DO_DESTINATION, RTF_SKIP},
	{"headerl", RTF_DO_DESTINATION, RTF_SKIP},
	{"headerr", RTF_DO_DESTINATION, RTF_SKIP},
	{"htmlrtf", RTF_DO_HIDDEN, 0},
	{"info", RTF_DO_DESTINATION, RTF_INFO},
	{"intbl", RTF_DO_IN_TABLE, 0},
	{"keywords", RTF_DO_DESTINATION, RTF_KEYWORDS},
	{"ldblquote", RTF_DO_CHARACTER, 0x201c},
	{"line", RTF_DO_BREAK, 1},
	{"listtext", RTF_DO_DESTINATION, RTF_SKIP},
	{"lquote", RTF_DO_CHARACTER, 0x2018},
	{"mac", RTF_DO_PAGE, RTF_PAGE_MAC},
	{"nestcell", RTF_DO_CELL_END, 0},
	{"nestrow", RTF_DO_ROW_END, 0},
	{"nesttableprops", RTF_DO_DESTINATION, RTF_BODY},
	{"nonesttables", RTF_DO_DESTINATION, RTF_SKIP},
	{"objdata", RTF_DO_DESTINATION, RTF_SKIP},
	{"object", RTF_DO_DESTINATION, RTF_SKIP},
	{"outlinelevel", RTF_DO_OUTLINE, 0},
	{"page", RTF_DO_BREAK, 2},
	{"par", RTF_DO_BREAK, 2},
	{"pard", RTF_DO_PARD, 0},
	{"pc", RTF_DO_PAGE, RTF_PAGE_CP437},
	{"pca", RTF_DO_PAGE, RTF_PAGE_CP850},
	{"pict", RTF_DO_DESTINATION, RTF_SKIP},
	{"plain", RTF_DO_PLAIN, 0},
	{"pntext", RTF_DO_DESTINATION, RTF_SKIP},
	{"pntxta", RTF_DO_DESTINATION, RTF_SKIP},
	{"pntxtb", RTF_DO_DESTINATION, RTF_SKIP},
	{"private", RTF_DO_DESTINATION, RTF_SKIP},
	{"qmspace", RTF_DO_CHARACTER, ' '},
	{"rdblquote", RTF_DO_CHARACTER, 0x201d},
	{"revtbl", RTF_DO_DESTINATION, RTF_SKIP},
	{"row", RTF_DO_ROW_END, 0},
	{"rquote", RTF_DO_CHARACTER, 0x2019},
	{"rxe", RTF_DO_DESTINATION, RTF_SKIP},
	{"s", RTF_DO_STYLE, 0},
	{"sect", RTF_DO_BREAK, 2},
	{"shpinst", RTF_DO_DESTINATION, RTF_HOLDER},
	{"shprslt", RTF_DO_DESTINATION, RTF_SKIP},
	{"shptxt", RTF_DO_DESTINATION, RTF_BOX},
	{"softline", RTF_DO_BREAK, 1},
	{"sp", RTF_DO_DESTINATION, RTF_SKIP},
	{"stylesheet", RTF_DO_DESTINATION, RTF_STYLES},
	{"tab", RTF_DO_TAB, 0},
	{"tc", RTF_DO_DESTINATION, RTF_SKIP},
	{"tcn", RTF_DO_DESTINATION, RTF_SKIP},
	{"template", RTF_DO_DESTINATION, RTF_SKIP},
	{"title", RTF_DO_DESTINATION, RTF_TITLE},
	{"trowd", RTF_DO_ROW_DEFINED, 0},
	{"u", RTF_DO_UNICODE, 0},
	{"uc", RTF_DO_UC, 0},
	{"ud", RTF_DO_DESTINATION, RTF_BODY},
	{"upr", RTF_DO_DESTINATION, RTF_HOLDER},
	{"v", RTF_DO_HIDDEN, 0},
	{"xe", RTF_DO_DESTINATION, RTF_SKIP},
	{"yr", RTF_DO_YEAR, 0},
};

static const struct rtf_word nothing = {"", RTF_DO_NOTHING, 0};

const struct rtf_word *rtf_word_find(const char *name, size_t n)
{
	size_t from = 0, to = sizeof words / sizeof *words;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int order = strncmp(words[middle].name, name, n);
		if (order == 0 && words[middle].name[n] == '\0')
			return &words[middle];
		if (order < 0)
			from = middle + 1;
		else /* a longer word with the same beginning comes later, too */
			to = middle;
	}
	return &nothing;
}

const struct rtf_word *rtf_symbol_find(char symbol)
{
	static const struct rtf_word symbols[] = {
		{"\\", RTF_DO_CHARACTER, '\\'},
		{"{", RTF_DO_CHARACTER, '{'},
		{"}", RTF_DO_CHARACTER, '}'},
		{"~", RTF_DO_CHARACTER, 0xa0},
		{"_", RTF_DO_CHARACTER, '-'},
		{"\n", RTF_DO_BREAK, 2}, /* as the programs of Macs write \par */
		{"\r", RTF_DO_BREAK, 2},
		{"\t", RTF_DO_TAB, 0},
	};
	for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
		if (*symbols[i].name == symbol)
			return &symbols[i];
	return &nothing;
}
