#include "indexer/decode/entities.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/decode/codepages.h"
#include "shared/core/bytes.h"

enum { NAME_MAX_BYTES = 16, OLD_NAME_MAX_BYTES = 6, DIGITS_MAX = 7 };

struct name {
	const char *name;
	uint16_t cp;
};

/* In the order of strcmp(). The names that the standard reads without a semicolon too. */
static const struct name old_names[] = {{"AElig", 0xc6}, {"AMP", 0x26}, {"Aacute", 0xc1},
	{"Acirc", 0xc2}, {"Agrave", 0xc0}, {"Aring", 0xc5}, {"Atilde", 0xc3},
	{"Auml", 0xc4}, {"COPY", 0xa9}, {"Ccedil", 0xc7}, {"ETH", 0xd0}, {"Eacute", 0xc9},
	{"Ecirc", 0xca}, {"Egrave", 0xc8}, {"Euml", 0xcb}, {"GT", 0x3e}, {"Iacute", 0xcd},
	{"Icirc", 0xce}, {"Igrave", 0xcc}, {"Iuml", 0xcf}, {"LT", 0x3c}, {"Ntilde", 0xd1},
	{"Oacute", 0xd3}, {"Ocirc", 0xd4}, {"Ograve", 0xd2}, {"Oslash", 0xd8},
	{"Otilde", 0xd5}, {"Ouml", 0xd6}, {"QUOT", 0x22}, {"REG", 0xae}, {"THORN", 0xde},
	{"Uacute", 0xda}, {"Ucirc", 0xdb}, {"Ugrave", 0xd9}, {"Uuml", 0xdc},
	{"Yacute", 0xdd}, {"aacute", 0xe1}, {"acirc", 0xe2}, {"acute", 0xb4},
	{"aelig", 0xe6}, {"agrave", 0xe0}, {"amp", 0x26}, {"aring", 0xe5},
	{"atilde", 0xe3}, {"auml", 0xe4}, {"brvbar", 0xa6}, {"ccedil", 0xe7},
	{"cedil", 0xb8}, {"cent", 0xa2}, {"copy", 0xa9}, {"curren", 0xa4}, {"deg", 0xb0},
	{"divide", 0xf7}, {"eacute", 0xe9}, {"ecirc", 0xea}, {"egrave", 0xe8},
	{"eth", 0xf0}, {"euml", 0xeb}, {"frac12", 0xbd}, {"frac14", 0xbc},
	{"frac34", 0xbe}, {"gt", 0x3e}, {"iacute", 0xed}, {"icirc", 0xee},
	{"iexcl", 0xa1}, {"igrave", 0xec}, {"iquest", 0xbf}, {"iuml", 0xef},
	{"laquo", 0xab}, {"lt", 0x3c}, {"macr", 0xaf}, {"micro", 0xb5}, {"middot", 0xb7},
	{"nbsp", 0xa0}, {"not", 0xac}, {"ntilde", 0xf1}, {"oacute", 0xf3},
	{"ocirc", 0xf4}, {"ograve", 0xf2}, {"ordf", 0xaa}, {"ordm", 0xba},
	{"oslash", 0xf8}, {"otilde", 0xf5}, {"ouml", 0xf6}, {"para", 0xb6},
	{"plusmn", 0xb1}, {"pound", 0xa3}, {"quot", 0x22}, {"raquo", 0xbb}, {"reg", 0xae},
	{"sect", 0xa7}, {"shy", 0xad}, {"sup1", 0xb9}, {"sup2", 0xb2}, {"sup3", 0xb3},
	{"szlig", 0xdf}, {"thorn", 0xfe}, {"times", 0xd7}, {"uacute", 0xfa},
	{"ucirc", 0xfb}, {"ugrave", 0xf9}, {"uml", 0xa8}, {"uuml", 0xfc},
	{"yacute", 0xfd}, {"yen", 0xa5}, {"yuml", 0xff}};

/* In the order of strcmp(). All other names. */
static const struct name other_names[] = {{"Abreve", 0x102}, {"Alpha", 0x391},
	{"Amacr", 0x100}, {"Aogon", 0x104}, {"Beta", 0x392}, {"Cacute", 0x106},
	{"Ccaron", 0x10c}, {"Ccirc", 0x108}, {"Cdot", 0x10a}, {"Cedilla", 0xb8},
	{"CenterDot", 0xb7}, {"Chi", 0x3a7}, {"Dagger", 0x2021}, {"Dcaron", 0x10e},
	{"Delta", 0x394}, {"DiacriticalAcute", 0xb4}, {"DiacriticalGrave", 0x60},
	{"Dot", 0xa8}, {"DoubleDot", 0xa8}, {"Dstrok", 0x110}, {"ENG", 0x14a},
	{"Ecaron", 0x11a}, {"Edot", 0x116}, {"Emacr", 0x112}, {"Eogon", 0x118},
	{"Epsilon", 0x395}, {"Eta", 0x397}, {"Gamma", 0x393}, {"Gbreve", 0x11e},
	{"Gcedil", 0x122}, {"Gcirc", 0x11c}, {"Gdot", 0x120}, {"Hat", 0x5e},
	{"Hcirc", 0x124}, {"Hstrok", 0x126}, {"IJlig", 0x132}, {"Idot", 0x130},
	{"Imacr", 0x12a}, {"Iogon", 0x12e}, {"Iota", 0x399}, {"Itilde", 0x128},
	{"Jcirc", 0x134}, {"Kappa", 0x39a}, {"Kcedil", 0x136}, {"Lacute", 0x139},
	{"Lambda", 0x39b}, {"Lcaron", 0x13d}, {"Lcedil", 0x13b}, {"Lmidot", 0x13f},
	{"Lstrok", 0x141}, {"Mu", 0x39c}, {"Nacute", 0x143}, {"Ncaron", 0x147},
	{"Ncedil", 0x145}, {"NewLine", 0xa}, {"NonBreakingSpace", 0xa0}, {"Nu", 0x39d},
	{"OElig", 0x152}, {"Odblac", 0x150}, {"Omacr", 0x14c}, {"Omega", 0x3a9},
	{"Omicron", 0x39f}, {"Phi", 0x3a6}, {"Pi", 0x3a0}, {"PlusMinus", 0xb1},
	{"Prime", 0x2033}, {"Psi", 0x3a8}, {"Racute", 0x154}, {"Rcaron", 0x158},
	{"Rcedil", 0x156}, {"Rho", 0x3a1}, {"Sacute", 0x15a}, {"Scaron", 0x160},
	{"Scedil", 0x15e}, {"Scirc", 0x15c}, {"Sigma", 0x3a3}, {"Tab", 0x9},
	{"Tau", 0x3a4}, {"Tcaron", 0x164}, {"Tcedil", 0x162}, {"Theta", 0x398},
	{"Tstrok", 0x166}, {"Ubreve", 0x16c}, {"Udblac", 0x170}, {"Umacr", 0x16a},
	{"UnderBar", 0x5f}, {"Uogon", 0x172}, {"Upsilon", 0x3a5}, {"Uring", 0x16e},
	{"Utilde", 0x168}, {"VerticalLine", 0x7c}, {"Wcirc", 0x174}, {"Xi", 0x39e},
	{"Ycirc", 0x176}, {"Yuml", 0x178}, {"Zacute", 0x179}, {"Zcaron", 0x17d},
	{"Zdot", 0x17b}, {"Zeta", 0x396}, {"abreve", 0x103}, {"alefsym", 0x2135},
	{"alpha", 0x3b1}, {"amacr", 0x101}, {"and", 0x2227}, {"ang", 0x2220},
	{"angst", 0xc5}, {"aogon", 0x105}, {"apos", 0x27}, {"ast", 0x2a},
	{"asymp", 0x2248}, {"bdquo", 0x201e}, {"beta", 0x3b2}, {"bsol", 0x5c},
	{"bull", 0x2022}, {"cacute", 0x107}, {"cap", 0x2229}, {"ccaron", 0x10d},
	{"ccirc", 0x109}, {"cdot", 0x10b}, {"centerdot", 0xb7}, {"chi", 0x3c7},
	{"circ", 0x2c6}, {"circledR", 0xae}, {"clubs", 0x2663}, {"colon", 0x3a},
	{"comma", 0x2c}, {"commat", 0x40}, {"cong", 0x2245}, {"crarr", 0x21b5},
	{"cup", 0x222a}, {"dArr", 0x21d3}, {"dagger", 0x2020}, {"darr", 0x2193},
	{"dcaron", 0x10f}, {"delta", 0x3b4}, {"diams", 0x2666}, {"die", 0xa8},
	{"div", 0xf7}, {"dollar", 0x24}, {"dstrok", 0x111}, {"ecaron", 0x11b},
	{"edot", 0x117}, {"emacr", 0x113}, {"empty", 0x2205}, {"emsp", 0x2003},
	{"eng", 0x14b}, {"ensp", 0x2002}, {"eogon", 0x119}, {"epsilon", 0x3b5},
	{"equals", 0x3d}, {"equiv", 0x2261}, {"eta", 0x3b7}, {"euro", 0x20ac},
	{"excl", 0x21}, {"exist", 0x2203}, {"fnof", 0x192}, {"forall", 0x2200},
	{"frasl", 0x2044}, {"gamma", 0x3b3}, {"gbreve", 0x11f}, {"gcirc", 0x11d},
	{"gdot", 0x121}, {"ge", 0x2265}, {"grave", 0x60}, {"hArr", 0x21d4},
	{"half", 0xbd}, {"harr", 0x2194}, {"hcirc", 0x125}, {"hearts", 0x2665},
	{"hellip", 0x2026}, {"hstrok", 0x127}, {"ijlig", 0x133}, {"imacr", 0x12b},
	{"image", 0x2111}, {"imath", 0x131}, {"infin", 0x221e}, {"inodot", 0x131},
	{"int", 0x222b}, {"iogon", 0x12f}, {"iota", 0x3b9}, {"isin", 0x2208},
	{"itilde", 0x129}, {"jcirc", 0x135}, {"kappa", 0x3ba}, {"kcedil", 0x137},
	{"kgreen", 0x138}, {"lArr", 0x21d0}, {"lacute", 0x13a}, {"lambda", 0x3bb},
	{"lang", 0x27e8}, {"larr", 0x2190}, {"lbrace", 0x7b}, {"lbrack", 0x5b},
	{"lcaron", 0x13e}, {"lcedil", 0x13c}, {"lceil", 0x2308}, {"lcub", 0x7b},
	{"ldquo", 0x201c}, {"le", 0x2264}, {"lfloor", 0x230a}, {"lmidot", 0x140},
	{"lowast", 0x2217}, {"lowbar", 0x5f}, {"loz", 0x25ca}, {"lpar", 0x28},
	{"lrm", 0x200e}, {"lsaquo", 0x2039}, {"lsqb", 0x5b}, {"lsquo", 0x2018},
	{"lstrok", 0x142}, {"mdash", 0x2014}, {"midast", 0x2a}, {"minus", 0x2212},
	{"mu", 0x3bc}, {"nabla", 0x2207}, {"nacute", 0x144}, {"napos", 0x149},
	{"ncaron", 0x148}, {"ncedil", 0x146}, {"ndash", 0x2013}, {"ne", 0x2260},
	{"ni", 0x220b}, {"notin", 0x2209}, {"nsub", 0x2284}, {"nu", 0x3bd}, {"num", 0x23},
	{"odblac", 0x151}, {"oelig", 0x153}, {"oline", 0x203e}, {"omacr", 0x14d},
	{"omega", 0x3c9}, {"omicron", 0x3bf}, {"oplus", 0x2295}, {"or", 0x2228},
	{"otimes", 0x2297}, {"part", 0x2202}, {"percnt", 0x25}, {"period", 0x2e},
	{"permil", 0x2030}, {"perp", 0x22a5}, {"phi", 0x3c6}, {"pi", 0x3c0},
	{"piv", 0x3d6}, {"plus", 0x2b}, {"pm", 0xb1}, {"prime", 0x2032}, {"prod", 0x220f},
	{"prop", 0x221d}, {"psi", 0x3c8}, {"quest", 0x3f}, {"rArr", 0x21d2},
	{"racute", 0x155}, {"radic", 0x221a}, {"rang", 0x27e9}, {"rarr", 0x2192},
	{"rbrace", 0x7d}, {"rbrack", 0x5d}, {"rcaron", 0x159}, {"rcedil", 0x157},
	{"rceil", 0x2309}, {"rcub", 0x7d}, {"rdquo", 0x201d}, {"real", 0x211c},
	{"rfloor", 0x230b}, {"rho", 0x3c1}, {"rlm", 0x200f}, {"rpar", 0x29},
	{"rsaquo", 0x203a}, {"rsqb", 0x5d}, {"rsquo", 0x2019}, {"sacute", 0x15b},
	{"sbquo", 0x201a}, {"scaron", 0x161}, {"scedil", 0x15f}, {"scirc", 0x15d},
	{"sdot", 0x22c5}, {"semi", 0x3b}, {"sigma", 0x3c3}, {"sigmaf", 0x3c2},
	{"sim", 0x223c}, {"sol", 0x2f}, {"spades", 0x2660}, {"strns", 0xaf},
	{"sub", 0x2282}, {"sube", 0x2286}, {"sum", 0x2211}, {"sup", 0x2283},
	{"supe", 0x2287}, {"tau", 0x3c4}, {"tcaron", 0x165}, {"tcedil", 0x163},
	{"there4", 0x2234}, {"theta", 0x3b8}, {"thetasym", 0x3d1}, {"thinsp", 0x2009},
	{"tilde", 0x2dc}, {"trade", 0x2122}, {"tstrok", 0x167}, {"uArr", 0x21d1},
	{"uarr", 0x2191}, {"ubreve", 0x16d}, {"udblac", 0x171}, {"umacr", 0x16b},
	{"uogon", 0x173}, {"upsih", 0x3d2}, {"upsilon", 0x3c5}, {"uring", 0x16f},
	{"utilde", 0x169}, {"verbar", 0x7c}, {"vert", 0x7c}, {"wcirc", 0x175},
	{"weierp", 0x2118}, {"xi", 0x3be}, {"ycirc", 0x177}, {"zacute", 0x17a},
	{"zcaron", 0x17e}, {"zdot", 0x17c}, {"zeta", 0x3b6}, {"zwj", 0x200d},
	{"zwnj", 0x200c}};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_alnum(char c)
{
	return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* By the first letter, which nearly always decides, before the others. */
static int by_name(const void *key, const void *name)
{
	const char *a = key, *b = ((const struct name *)name)->name;
	return *a != *b ? *a - *b : strcmp(a, b);
}

/* The code point of a name among `count` names; 0 when it is none. */
static uint32_t find(const struct name *names, size_t count, const char *s, size_t n)
{
	char key[NAME_MAX_BYTES + 1];
	memcpy(key, s, n);
	key[n] = '\0';
	const struct name *found = bsearch(key, names, count, sizeof *names, by_name);
	return found ? found->cp : 0;
}

static uint32_t find_old(const char *s, size_t n)
{
	return find(old_names, sizeof old_names / sizeof *old_names, s, n);
}

/* ---- numbers ---- */

/* The character of a number; 0 when it is none that text has. */
static uint32_t character(uint32_t number)
{
	if (number >= 0x80 && number < 0xa0)
		return codepages_char(CHARSET_WINDOWS_1252, (unsigned char)number);
	if (number == '\t')
		return ' ';
	bool surrogate = number >= 0xd800 && number < 0xe000;
	return (number >= ' ' || number == '\n') && number <= 0x10ffff && !surrogate
		       ? number
		       : 0;
}

static unsigned digit(char c, unsigned base)
{
	unsigned value = is_digit(c)   ? (unsigned)(c - '0')
			 : is_alnum(c) ? (unsigned)((c | 0x20) - 'a' + 10)
				       : base;
	return value < base ? value : base;
}

/* Reads "#233" or "#xE9"; returns its length, 0 when it is none. */
static size_t read_number(const char *s, size_t n, uint32_t *cp)
{
	unsigned base = n > 1 && (s[1] | 0x20) == 'x' ? 16 : 10;
	size_t begin = base == 16 ? 2 : 1, at = begin;
	uint32_t number = 0;
	for (; at < n && digit(s[at], base) < base; at++) {
		if (at - begin == DIGITS_MAX)
			return 0;
		number = number * base + digit(s[at], base);
	}
	*cp = at > begin ? character(number) : 0;
	return *cp ? at : 0;
}

/* ---- names ---- */

/*
 * Whether a name is of a letter with a mark, of a quotation mark or a blank, such that a letter that
 * follows belongs to the text.
 */
static bool has_mark(const char *s, size_t n)
{
	static const char *const marks[] = {"acute", "grave", "circ", "uml", "cedil",
		"tilde", "ring", "lig", "slash", "aquo", "bsp"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (n > strlen(marks[i]) && coop_bytes_ends_with(s, n, marks[i]))
			return true;
	return false;
}

/* Reads a name without a semicolon, at the start of `n` letters and digits. */
static size_t read_old_name(const char *s, size_t n, uint32_t *cp)
{
	for (size_t len = n < OLD_NAME_MAX_BYTES ? n : OLD_NAME_MAX_BYTES; len > 1;
		len--) {
		*cp = find_old(s, len);
		if (*cp)
			return len == n || has_mark(s, len) ? len : 0;
	}
	return 0;
}

/* Finds a name of either list. */
static uint32_t find_any(const char *s, size_t n)
{
	uint32_t cp = n <= OLD_NAME_MAX_BYTES ? find_old(s, n) : 0;
	return cp ? cp
		  : find(other_names, sizeof other_names / sizeof *other_names, s, n);
}

/*
 * Finds a name that stands in capitals and is none so, as where a whole text was put in capitals: that
 * with two capitals, one, or none: &OELIG; &EACUTE; &NBSP;
 */
static uint32_t find_in_capitals(const char *s, size_t n)
{
	char name[NAME_MAX_BYTES];
	uint32_t cp = 0;
	for (size_t i = 0; i < n; i++) {
		if (s[i] < 'A' || s[i] > 'Z')
			return 0;
		name[i] = s[i];
	}
	for (size_t capitals = 3; !cp && capitals-- > 0;) {
		for (size_t i = capitals; i < n; i++)
			name[i] = (char)(s[i] | 0x20);
		cp = find_any(name, n);
	}
	return cp;
}

static bool ends(const char *s, size_t n, size_t at)
{
	return at < n && (s[at] == ';' || s[at] == ENTITY_END);
}

size_t entity_read(const char *s, size_t n, struct entity *out)
{
	size_t len = 0, at;
	*out = (struct entity){0};
	if (n < 3)
		return 0;
	if (s[1] == '#') {
		at = 1 + read_number(s + 1, n - 1, &out->cp);
		out->closed = at > 1 && ends(s, n, at);
		return at > 1 ? at + out->closed : 0;
	}
	while (len <= NAME_MAX_BYTES && 1 + len < n && is_alnum(s[1 + len]))
		len++;
	out->closed = ends(s, n, 1 + len) && len <= NAME_MAX_BYTES;
	if (out->closed) {
		out->cp = find_any(s + 1, len);
		if (!out->cp)
			out->cp = find_in_capitals(s + 1, len);
		if (out->cp)
			return len + 2;
		out->closed = false;
	}
	if (1 + len < n && s[1 + len] == '=')
		return 0;
	at = read_old_name(s + 1, len, &out->cp);
	return at > 0 ? at + 1 : 0;
}

bool entity_is_closed_at(const char *s, size_t begin, size_t at)
{
	struct entity entity;
	size_t i = at;
	while (i > begin && at - i < NAME_MAX_BYTES && is_alnum(s[i - 1]))
		i--;
	if (i > begin && s[i - 1] == '#')
		i--;
	if (i == at || i == begin)
		return false;
	/* "&amp;eacute;" was made by coding twice */
	bool twice = i - begin >= 5 && memcmp(s + i - 5, "&amp;", 5) == 0;
	return (s[i - 1] == '&' || twice) &&
	       entity_read(s + i - 1, at + 1 - (i - 1), &entity) == at + 1 - (i - 1) &&
	       entity.closed;
}

void entities_protect(char *s, size_t n)
{
	char *end = s + n, *at = s;
	while ((at = memchr(at, '&', (size_t)(end - at))) != NULL) {
		struct entity entity;
		size_t used = entity_read(at, (size_t)(end - at), &entity);
		at += used > 0 ? used : 1;
		if (used == 0 || !entity.closed)
			continue;
		at[-1] = ENTITY_END;
		size_t again = entity.cp == '&' ? entity_read(at - 1,
							  (size_t)(end - at) + 1, &entity)
						: 0;
		if (again > 0 && entity.closed) {
			at += again - 1;
			at[-1] = ENTITY_END;
		}
	}
}

/* ---- for libxml2 ---- */

bool entities_rewrite(const char *s, size_t n, struct coop_buf *out)
{
	const char *end = s + n, *kept = s, *at = s;
	while ((at = memchr(at, '&', (size_t)(end - at))) != NULL) {
		struct entity entity;
		size_t used = entity_read(at, (size_t)(end - at), &entity);
		if (used > 0) {
			coop_buf_add(out, kept, (size_t)(at - kept));
			coop_buf_printf(out, "&#%u;", (unsigned)entity.cp);
			kept = at + used;
		}
		at += used > 0 ? used : 1;
	}
	if (kept > s)
		coop_buf_add(out, kept, (size_t)(end - kept));
	return kept > s;
}
