/*
 * parser_clause.c - clauses: words, groups, fields and boosts.
 */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "query/syntax/parser_state.h"
#include "query/syntax/range.h"
#include "shared/core/utf8.h"

/* Signs beyond ASCII that are no letters: those up to the multiplication sign, and of punctuation. */
enum { LAST_SIGN = 0xbf, FIRST_MARK = 0x2000, LAST_MARK = 0x206f };

/*
 * Keeps the text of a leaf, and a blank after it: add_clause() joins neighbours by length. A colon that
 * would make a name of the word or phrase before it, when the tree is printed without what stood
 * between or behind, becomes a semicolon, which is the same to the analyzer.
 */
static void keep_text(struct qparser *p, uint32_t node, const struct qtok *t)
{
	struct coop_buf *text = &p->tree->text;
	size_t begin = text->len, before = begin > 0 ? begin - 1 : 0;
	bool words = t->kind == QTOK_TEXT && !text->failed;
	bool run = t->kind != QTOK_PHRASE && !text->failed;
	bool colon = run && t->to > t->from && p->lexer.s[t->from] == ':' &&
		     ((p->names && p->phrase) || qlex_ends_with_field(&p->lexer,
							 coop_buf_cstr(text), before));
	qparser_at(p, node)->text = begin;
	qparser_at(p, node)->len = t->to - t->from;
	coop_buf_add(text, p->lexer.s + t->from, t->to - t->from);
	if (text->failed)
		return;
	if (colon)
		text->s[begin] = ';';
	if (words && text->s[text->len - 1] == ':' &&
		qlex_ends_with_field(&p->lexer, text->s, text->len - 1))
		text->s[text->len - 1] = ';';
	coop_buf_byte(text, ' ');
}

/*
 * Reads a number or a range in a field of numbers, where "+33" is 33 and no country code; or a phrase that
 * tells one, as facets show decades: "années 1980".
 */
static bool read_range(
	struct qparser *p, const struct qtok *t, unsigned *low, unsigned *high)
{
	enum qrange_kind kind = qrange_kind_of(p->field, p->decade);
	const char *s = p->lexer.s + t->from;
	size_t n = t->to - t->from, code = qparser_country_code(s, n);
	if (!qfield_is_number(p->field))
		return false;
	if (t->kind == QTOK_PHRASE)
		return qparser_read_value(p, s, n, low, high);
	return t->kind == QTOK_TEXT &&
	       qrange_parse(code > 0 ? s + 1 : s, code > 0 ? code : n, kind, low, high);
}

/* Whether the value of a field of numbers was meant to be a range: 1980...1985, >abc. */
static bool is_like_range(const struct qparser *p, const struct qtok *t)
{
	const char *s = p->lexer.s + t->from;
	size_t n = t->to - t->from;
	return t->kind == QTOK_TEXT && p->field != QFIELD_NONE &&
	       qfield_is_number(p->field) &&
	       (*s == '>' || *s == '<' || memmem(s, n, "..", 2) != NULL);
}

/* Whether a character is part of a word. */
static bool is_part(uint32_t c)
{
	if (c < 0x80)
		return isalnum((int)c) != 0;
	return c > LAST_SIGN && (c < FIRST_MARK || c > LAST_MARK);
}

/*
 * The bytes at the start of a text that are no part of a word, or with `word` those that are. A byte that
 * is not UTF-8 is part of none.
 */
static size_t skip(const char *s, size_t n, bool word)
{
	size_t at = 0, used;
	for (; at<n; at += used> 0 ? used : 1) {
		uint32_t c = 0;
		used = coop_utf8_decode(s + at, n - at, &c);
		if ((used > 0 && is_part(c)) != word)
			break;
	}
	return at;
}

/* Makes leaves of the words of a text that are to sound alike, all of which must be there. */
static uint32_t parse_sounds(struct qparser *p, const struct qtok *t)
{
	struct qkids kids = {0};
	struct qtok word = *t;
	word.kind = QTOK_FUZZY;
	for (size_t at = t->from; at < t->to; at = word.to) {
		word.from = at + skip(p->lexer.s + at, t->to - at, false);
		word.to =
			word.from + skip(p->lexer.s + word.from, t->to - word.from, true);
		bool article = word.to - word.from == 1 && word.to + 1 < t->to;
		uint32_t node = 0;
		if (word.to > word.from && !article)
			node = qparser_node(p, QNODE_FUZZY, &word);
		if (!node)
			continue;
		qparser_at(p, node)->number = QFUZZY_SOUND;
		keep_text(p, node, &word);
		qkids_add(p, &kids, node);
	}
	return kids.count > 0 ? qkids_join(p, QNODE_AND, &kids, t) : 0;
}

static uint32_t parse_leaf(struct qparser *p)
{
	static const enum qkind kinds[] = {[QTOK_TEXT] = QNODE_WORDS,
		[QTOK_PHRASE] = QNODE_PHRASE,
		[QTOK_WILD] = QNODE_WILD,
		[QTOK_FUZZY] = QNODE_FUZZY,
		[QTOK_ALL] = QNODE_ALL};
	struct qtok t = p->token;
	unsigned low = 0, high = 0;
	qparser_advance(p);
	p->syntax |= t.kind != QTOK_TEXT;
	if (t.literal && !p->literal)
		qparser_warn(p, WARNING_CAPITALS, &t);
	p->literal |= t.literal;
	if (p->sound && (t.kind == QTOK_TEXT || t.kind == QTOK_PHRASE))
		return parse_sounds(p, &t);
	bool range = read_range(p, &t, &low, &high);
	p->dropped = !range && is_like_range(p, &t);
	if (p->dropped) {
		qparser_warn(p, WARNING_NUMBER, &t);
		return 0;
	}
	uint32_t node = qparser_node(p, range ? QNODE_RANGE : kinds[t.kind], &t);
	if (!node)
		return 0;
	qparser_at(p, node)->low = low;
	qparser_at(p, node)->high = high;
	qparser_at(p, node)->number = t.number;
	keep_text(p, node, &t);
	p->phrase |= t.kind == QTOK_PHRASE;
	return node;
}

static uint32_t parse_group(struct qparser *p)
{
	struct qtok open = p->token;
	qparser_advance(p);
	if (p->depth == QDEPTH_MAX) {
		if (p->ignored++ == 0)
			qparser_warn(p, WARNING_DEEP, &open);
		return 0;
	}
	p->depth++;
	p->dropped = false;
	uint32_t inside = qparser_or(p);
	p->depth--;
	if (p->token.kind == QTOK_CLOSE)
		qparser_advance(p);
	else
		qparser_warn(p, WARNING_OPEN, &open);
	if (!inside && qparser_lacks(p))
		qparser_warn(p, WARNING_EMPTY, &open);
	return inside;
}

/* Keeps the key of a column; returns what stands for it in the tree (qtree_column()). */
static enum qfield keep_column(struct qparser *p, const struct qtok *t)
{
	struct coop_own_key key;
	struct coop_buf *columns = &p->tree->columns;
	size_t at = columns->len;
	qname_key(p->lexer.s + t->from, t->to - t->from, &key);
	coop_buf_add(columns, key.s, key.len);
	coop_buf_add(columns, "", 1);
	return (enum qfield)(QFIELD_OWN + (int)at);
}

static uint32_t parse_field(struct qparser *p)
{
	struct qtok t = p->token;
	enum qfield field = p->field;
	bool decade = p->decade;
	if (t.field == QFIELD_OWN)
		t.field = keep_column(p, &t);
	p->syntax = true;
	p->field = t.field;
	p->decade = t.decade;
	qparser_advance(p);
	uint32_t value = qparser_clause(p), node = 0;
	p->field = field;
	p->decade = decade;
	if (!value && !p->dropped)
		qparser_warn(p, WARNING_VALUE, &t);
	if (value && (node = qparser_node(p, QNODE_FIELD, &t)) != 0) {
		qparser_at(p, node)->field = t.field;
		qparser_at(p, node)->first = value;
	}
	return node;
}

/* Words that are to sound alike; what is inside is patterns, fields and operators as elsewhere. */
static uint32_t parse_sound(struct qparser *p)
{
	struct qtok t = p->token;
	bool sound = p->sound;
	p->syntax = p->sound = true;
	qparser_advance(p);
	uint32_t value = qparser_clause(p);
	p->sound = sound;
	if (!value && !p->dropped)
		qparser_warn(p, WARNING_VALUE, &t);
	return value;
}

/* Rounds to two decimals, which is what the lexer reads. */
static void multiply_boost(struct qnode *node, double by)
{
	double value = round(node->boost * by * 100) / 100;
	node->boost = fmin(fmax(value, QBOOST_MIN), QBOOST_MAX);
}

uint32_t qparser_clause(struct qparser *p)
{
	uint32_t node = 0;
	switch (p->token.kind) {
	case QTOK_TEXT:
	case QTOK_PHRASE:
	case QTOK_WILD:
	case QTOK_FUZZY:
	case QTOK_ALL:
		node = parse_leaf(p);
		break;
	case QTOK_OPEN:
		node = parse_group(p);
		break;
	case QTOK_FIELD:
		node = parse_field(p);
		break;
	case QTOK_SOUND:
		node = parse_sound(p);
		break;
	default:
		return 0;
	}
	for (; p->token.kind == QTOK_BOOST; qparser_advance(p)) {
		p->syntax = true;
		if (node)
			multiply_boost(qparser_at(p, node), p->token.boost);
	}
	return node;
}
