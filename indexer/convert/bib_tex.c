#include "indexer/convert/bib_tex.h"

#include <stdbool.h>

#include "shared/core/utf8.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Commands of one sign or letter that put an accent on what follows. */
static const struct {
	char command;
	const char *mark; /* a combining character */
} accents[] = {{'`', "\u0300"}, {'\'', "\u0301"}, {'^', "\u0302"}, {'~', "\u0303"},
	{'=', "\u0304"}, {'u', "\u0306"}, {'.', "\u0307"}, {'"', "\u0308"},
	{'r', "\u030a"}, {'H', "\u030b"}, {'v', "\u030c"}, {'d', "\u0323"},
	{'c', "\u0327"}, {'k', "\u0328"}, {'b', "\u0331"}};

/* Commands that stand for characters. */
static const struct {
	const char *command, *text;
} signs[] = {{"oe", "œ"}, {"OE", "Œ"}, {"ae", "æ"}, {"AE", "Æ"}, {"o", "ø"}, {"O", "Ø"},
	{"l", "ł"}, {"L", "Ł"}, {"ss", "ß"}, {"aa", "å"}, {"AA", "Å"}, {"i", "i"},
	{"j", "j"}, {"dh", "ð"}, {"DH", "Ð"}, {"th", "þ"}, {"TH", "Þ"}, {"dj", "đ"},
	{"DJ", "Đ"}, {"og", "« "}, {"fg", " »"}, {"guillemotleft", "«"},
	{"guillemotright", "»"}, {"guillemetleft", "«"}, {"guillemetright", "»"},
	{"flqq", "«"}, {"frqq", "»"}, {"textquotedblleft", "“"},
	{"textquotedblright", "”"}, {"quotedblbase", "„"}, {"textquoteleft", "‘"},
	{"textquoteright", "’"}, {"textquotesingle", "'"}, {"textquotedbl", "\""},
	{"ldots", "…"}, {"dots", "…"}, {"textellipsis", "…"}, {"textendash", "–"},
	{"textemdash", "—"}, {"textbackslash", "\\"}, {"textasciitilde", "~"},
	{"textasciicircum", "^"}, {"textbraceleft", "{"}, {"textbraceright", "}"},
	{"lbrace", "{"}, {"rbrace", "}"}, {"textunderscore", "_"}, {"textbar", "|"},
	{"textless", "<"}, {"textgreater", ">"}, {"textasciigrave", "`"},
	{"textdollar", "$"}, {"textsterling", "£"}, {"pounds", "£"}, {"texteuro", "€"},
	{"euro", "€"}, {"EUR", "€"}, {"degree", "°"}, {"textdegree", "°"},
	{"degres", "°"}, {"ier", "er"}, {"iere", "re"}, {"ieme", "e"}, {"no", "n°"},
	{"No", "N°"}, {"textordmasculine", "º"}, {"textordfeminine", "ª"},
	{"copyright", "©"}, {"textcopyright", "©"}, {"textregistered", "®"},
	{"texttrademark", "™"}, {"S", "§"}, {"P", "¶"}, {"dag", "†"}, {"times", "×"},
	{"texttimes", "×"}, {"cdot", "·"}, {"textperiodcentered", "·"}, {"bullet", "•"},
	{"textbullet", "•"}, {"pm", "±"}, {"leq", "≤"}, {"geq", "≥"}, {"neq", "≠"},
	{"approx", "≈"}, {"sim", "~"}, {"infty", "∞"}, {"rightarrow", "→"}, {"to", "→"},
	{"leftarrow", "←"}, {"circ", "°"}, {"prime", "′"}, {"slash", "/"}, {"TeX", "TeX"},
	{"LaTeX", "LaTeX"}, {"LaTeXe", "LaTeX2e"}, {"XeLaTeX", "XeLaTeX"},
	{"XeTeX", "XeTeX"}, {"LuaLaTeX", "LuaLaTeX"}, {"BibTeX", "BibTeX"},
	{"textexclamdown", "¡"}, {"textquestiondown", "¿"}, {"alpha", "α"}, {"beta", "β"},
	{"gamma", "γ"}, {"delta", "δ"}, {"epsilon", "ε"}, {"varepsilon", "ε"},
	{"zeta", "ζ"}, {"eta", "η"}, {"theta", "θ"}, {"iota", "ι"}, {"kappa", "κ"},
	{"lambda", "λ"}, {"mu", "μ"}, {"nu", "ν"}, {"xi", "ξ"}, {"pi", "π"}, {"rho", "ρ"},
	{"sigma", "σ"}, {"tau", "τ"}, {"phi", "φ"}, {"varphi", "φ"}, {"chi", "χ"},
	{"psi", "ψ"}, {"omega", "ω"}, {"Gamma", "Γ"}, {"Delta", "Δ"}, {"Theta", "Θ"},
	{"Lambda", "Λ"}, {"Pi", "Π"}, {"Sigma", "Σ"}, {"Phi", "Φ"}, {"Psi", "Ψ"},
	{"Omega", "Ω"}};

/* What stands for characters outside of commands; the longest first. */
static const struct {
	const char *tex, *text;
} ligatures[] = {{"---", "—"}, {"--", "–"}, {"``", "“"}, {"''", "”"}, {"<<", "«"},
	{">>", "»"}, {"`", "‘"}, {"~", " "}};

/* Reads forwards. */
struct tex {
	struct coop_bytes rest;
	struct coop_buf *out;
	bool math; /* between dollars */
};

static void skip(struct tex *t, size_t n)
{
	t->rest.s += n;
	t->rest.len -= n;
}

static bool at(const struct tex *t, char c)
{
	return t->rest.len > 0 && *t->rest.s == c;
}

static void skip_blanks(struct tex *t)
{
	while (t->rest.len > 0 && coop_is_blank(*t->rest.s))
		skip(t, 1);
}

/* Appends a blank, unless there is one. */
static void put_blank(struct tex *t)
{
	if (t->out->len > 0 && t->out->s[t->out->len - 1] != ' ')
		coop_buf_byte(t->out, ' ');
}

/* Copies one character. */
static void copy(struct tex *t)
{
	uint32_t cp;
	size_t n = coop_utf8_decode(t->rest.s, t->rest.len, &cp);
	n = n > 0 && n <= t->rest.len ? n : 1;
	coop_buf_add(t->out, t->rest.s, n);
	skip(t, n);
}

static const char *accent_of(char command)
{
	for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
		if (accents[i].command == command)
			return accents[i].mark;
	return NULL;
}

static bool put_sign(struct tex *t, struct coop_bytes name)
{
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (coop_bytes_equal(name.s, name.len, signs[i].command,
			    strlen(signs[i].command))) {
			const char *text = signs[i].text;
			if (*text == ' ' && t->out->len > 0 &&
				t->out->s[t->out->len - 1] == ' ')
				text++;
			coop_buf_str(t->out, text);
			return true;
		}
	return false;
}

static struct coop_bytes letters(const struct tex *t)
{
	size_t n = 0;
	while (n < t->rest.len && is_letter(t->rest.s[n]))
		n++;
	return (struct coop_bytes){t->rest.s, n};
}

/*
 * The letter that an accent is put on: "e", "{e}", "{\i}", "\oe"; then the accent. Put on nothing, the
 * command stands for its sign: "\~{}".
 */
static void put_accented(struct tex *t, char command, const char *mark)
{
	skip_blanks(t);
	if (coop_bytes_begins_with(t->rest.s, t->rest.len, "{}")) {
		if (!is_letter(command))
			coop_buf_byte(t->out, command);
		return;
	}
	while (at(t, '{'))
		skip(t, 1);
	if (at(t, '\\')) {
		skip(t, 1);
		struct coop_bytes name = letters(t);
		skip(t, name.len);
		if (!put_sign(t, name))
			return;
	} else if (t->rest.len == 0 || at(t, '}')) {
		return;
	} else {
		copy(t);
	}
	coop_buf_str(t->out, mark);
}

/* Passes over a group in braces. */
static void skip_group(struct tex *t)
{
	size_t depth = 0;
	while (t->rest.len > 0) {
		depth += at(t, '{');
		bool closes = at(t, '}');
		skip(t, 1);
		if (closes && (depth == 0 || --depth == 0))
			break;
	}
}

/* A command of letters: what it stands for. */
static void put_command(struct tex *t)
{
	struct coop_bytes name = letters(t);
	const char *mark = name.len == 1 ? accent_of(*name.s) : NULL;
	bool one = name.len > 0 && t->rest.len > name.len;
	skip(t, name.len);
	if (mark && one) {
		put_accented(t, *name.s, mark);
		return;
	}
	if (coop_bytes_equal(name.s, name.len, "href", 4) && at(t, '{')) {
		skip_group(t);
		return;
	}
	bool sign = put_sign(t, name);
	/* the blanks that end a command; "\fg{}" and "\fg\ " say that one is meant */
	if (sign && t->rest.len > 0 && coop_is_blank(*t->rest.s) &&
		!coop_bytes_equal(name.s, name.len, "fg", 2))
		skip_blanks(t);
	else if (!sign)
		skip_blanks(t);
}

/* What a backslash begins. */
static void put_escape(struct tex *t)
{
	skip(t, 1);
	if (t->rest.len == 0)
		return;
	if (is_letter(*t->rest.s)) {
		put_command(t);
		return;
	}
	char c = *t->rest.s;
	const char *mark = accent_of(c);
	if (mark) {
		skip(t, 1);
		put_accented(t, c, mark);
	} else if (c == '-' || c == '/') {
		skip(t, 1); /* a place where a word may be divided */
	} else if (strchr("\\,;:! \t\r\n", c) || c == '(' || c == ')' || c == '[' ||
		   c == ']') {
		skip(t, 1);
		if (!strchr("()[]!", c))
			put_blank(t);
	} else {
		copy(t);
	}
}

/* A digit raised or lowered in a formula: x^2, H_2O, m^{3}. */
static bool put_raised(struct tex *t)
{
	static const char *const up[] = {
		"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
	static const char *const down[] = {
		"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
	bool raised = at(t, '^');
	if (!t->math || (!raised && !at(t, '_')))
		return false;
	size_t i = t->rest.len > 1 && t->rest.s[1] == '{' ? 2 : 1;
	skip(t, 1);
	if (i <= t->rest.len && t->rest.s[i - 1] >= '0' && t->rest.s[i - 1] <= '9') {
		size_t digit = (size_t)(t->rest.s[i - 1] - '0');
		coop_buf_str(t->out, raised ? up[digit] : down[digit]);
		skip(t, i);
	}
	return true;
}

static bool put_ligature(struct tex *t)
{
	for (size_t i = 0; i < sizeof ligatures / sizeof *ligatures; i++)
		if (coop_bytes_begins_with(t->rest.s, t->rest.len, ligatures[i].tex)) {
			skip(t, strlen(ligatures[i].tex));
			if (*ligatures[i].text == ' ')
				put_blank(t);
			else
				coop_buf_str(t->out, ligatures[i].text);
			return true;
		}
	return false;
}

void bib_tex_decode(struct coop_bytes tex, struct coop_buf *out)
{
	struct tex t = {.rest = tex, .out = out};
	while (t.rest.len > 0 && !out->failed) {
		char c = *t.rest.s;
		if (c == '\\') {
			put_escape(&t);
		} else if (c == '{' || c == '}') {
			skip(&t, 1);
		} else if (c == '$') {
			t.math = !t.math;
			skip(&t, 1);
		} else if (coop_is_blank(c)) {
			skip(&t, 1);
			put_blank(&t);
		} else if (!put_raised(&t) && !put_ligature(&t)) {
			copy(&t);
		}
	}
}

void bib_tex_decode_address(struct coop_bytes tex, struct coop_buf *out)
{
	static const char url[] = "\\url";
	struct tex t = {.rest = tex, .out = out};
	while (t.rest.len > 0) {
		if (coop_bytes_begins_with(t.rest.s, t.rest.len, url))
			skip(&t, sizeof url - 1);
		else if (at(&t, '{') || at(&t, '}') || at(&t, '\\') ||
			 coop_is_blank(*t.rest.s))
			skip(&t, 1);
		else
			copy(&t);
	}
}
