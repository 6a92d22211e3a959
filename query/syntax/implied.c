/*
 * implied.c - years and running times that free words tell: "films des années 80", "52 min".
 *
 * They may be said of a film or in it, so they never narrow: notices of that year or length rank
 * before others among those that the words find. Where the words say nothing else, such notices are
 * found too. So it is of each group of free words, at the top and below operators: "scop AND années 80" is
 * what both find, and "scop NOT années 80" leaves out what these words find. Where a query names the field
 * itself, its words imply nothing about it.
 */
#include <stdlib.h>
#include <string.h>

#include "query/syntax/parser_state.h"
#include "query/syntax/range.h"
#include "shared/core/bytes.h"
#include "shared/text/fold.h"
#include "shared/text/stopwords.h"

/* Words of a text that are read, and years that may be meant. */
enum { WORDS_MAX = 200, YEAR_MIN = 1800, YEAR_MAX = 2099, MINUTES_MAX = 999 };

/* The words of a text, folded. */
struct words {
	struct coop_buf text; /* each ends with a NUL */
	const char *at[WORDS_MAX];
	size_t count;
};

/* What is implied about a field; nothing while `high` is 0. */
struct implied {
	unsigned low, high;
};

static enum coop_status split(struct words *w, const char *s, size_t n)
{
	coop_buf_reset(&w->text);
	coop_fold_label(s, n, &w->text);
	w->count = 0;
	if (w->text.failed || w->text.len == 0)
		return w->text.failed ? COOP_E_NOMEM : COOP_OK;
	/* coop_fold_label() puts one blank between words */
	for (char *at = w->text.s; at && w->count < WORDS_MAX;) {
		w->at[w->count++] = at;
		at = strchr(at, ' ');
		if (at)
			*at++ = '\0';
	}
	return COOP_OK;
}

/* Word `i`; "" where there is none. */
static const char *word(const struct words *w, size_t i)
{
	return i < w->count ? w->at[i] : "";
}

static bool is_one_of(const char *s, const char *const *words)
{
	return coop_is_one_of(s, strlen(s), words);
}

/* Takes the words from one on that imply something out of those that do not. */
static void consume(struct words *w, size_t from, size_t end)
{
	for (size_t i = from; i < end && i < w->count; i++)
		w->at[i] = "";
}

static size_t count_others(const struct words *w)
{
	size_t count = 0;
	for (size_t i = 0; i < w->count; i++)
		count += *w->at[i] && !coop_is_stopword(w->at[i], strlen(w->at[i]));
	return count;
}

/* A word of digits alone, at most four; -1 for any other. */
static int number_of(const char *s)
{
	size_t n = strspn(s, "0123456789");
	return n > 0 && n <= 4 && !s[n] ? (int)strtol(s, NULL, 10) : -1;
}

/* ---- years ---- */

/* The years that a number behind "années" means: 80, 1980 and 2010 a decade, 1983 a year. */
static bool read_years(const char *s, struct implied *out)
{
	int n = number_of(s);
	bool two = strlen(s) == 2;
	if (n >= 0 && two)
		n = (int)qrange_year((unsigned)n);
	if (n < YEAR_MIN || n > YEAR_MAX || (two && n % 10 != 0))
		return false;
	*out = (struct implied){(unsigned)n, (unsigned)n + (n % 10 == 0 ? 9 : 0)};
	return true;
}

/* What a word before "les années 80" makes of these; false for a word that makes nothing. */
static bool apply_preposition(const char *before, struct implied *years)
{
	if (is_one_of(before, COOP_LIST("depuis", "since")))
		years->high = QRANGE_MAX;
	else if (is_one_of(before, COOP_LIST("jusqu", "jusque")))
		years->low = 0;
	else if (is_one_of(before, COOP_LIST("avant", "before")))
		*years = (struct implied){0, years->low - 1};
	else if (is_one_of(before, COOP_LIST("apres", "after")))
		*years = (struct implied){years->high + 1, QRANGE_MAX};
	else
		return false;
	return true;
}

/* Reads "années 80", "les années 70 et 80", "depuis les années 1990". */
static void find_years(struct words *w, struct implied *out)
{
	for (size_t i = 0; i < w->count; i++) {
		struct implied last;
		size_t next = i + 2, begun;
		if (!is_one_of(w->at[i], COOP_LIST("annees", "decennie", "decennies")) ||
			!read_years(word(w, i + 1), out))
			continue;
		next += is_one_of(word(w, next), COOP_LIST("et", "a", "ou"));
		if (read_years(word(w, next), &last) && last.low > out->high) {
			out->high = last.high;
			next++;
		}
		bool article =
			i > 0 && is_one_of(w->at[i - 1], COOP_LIST("les", "aux", "the"));
		begun = i - article;
		if (begun > 0 && apply_preposition(w->at[begun - 1], out))
			begun--;
		consume(w, begun, next);
		return;
	}
}

/* ---- running times ---- */

static bool is_minutes(const char *s)
{
	return is_one_of(s, COOP_LIST("min", "mn", "minute", "minutes"));
}

/* Reads 1h30, 52min and 52mn; -1 for any other word. */
static int glued_minutes(const char *s)
{
	char *end;
	unsigned long first = strtoul(s, &end, 10), second;
	if (end == s || end - s > 3)
		return -1;
	if (is_minutes(end))
		return (int)first;
	if (*end != 'h' || end[1] < '0' || end[1] > '9')
		return -1;
	second = strtoul(end + 1, &end, 10);
	return second < 60 && (!*end || is_minutes(end)) ? (int)(first * 60 + second)
							 : -1;
}

/* Reads "52 min", "1 h 30", "1h30". */
static void find_minutes(struct words *w, struct implied *out)
{
	for (size_t i = 0; i < w->count; i++) {
		int n = number_of(w->at[i]), more = number_of(word(w, i + 2));
		bool hours = n >= 0 && strcmp(word(w, i + 1), "h") == 0;
		size_t end = i + 2;
		if (n < 0) {
			n = glued_minutes(w->at[i]);
			end = i + 1;
		} else if (hours && more >= 0 && more < 60) {
			n = n * 60 + more;
			end = i + 3;
		} else if (!is_minutes(word(w, i + 1))) {
			n = -1;
		}
		if (n > 0 && n <= MINUTES_MAX) {
			*out = (struct implied){(unsigned)n, (unsigned)n};
			consume(w, i, end);
			return;
		}
	}
}

/* ---- the value of a field ---- */

bool qparser_read_value(
	struct qparser *p, const char *s, size_t n, unsigned *low, unsigned *high)
{
	struct words w = {.count = 0};
	struct implied told = {0, 0};
	if (split(&w, s, n))
		p->failed = true;
	if (p->field == (enum qfield)COOP_F_YEAR)
		find_years(&w, &told);
	else if (p->field == (enum qfield)COOP_F_MINUTES)
		find_minutes(&w, &told);
	bool alone = told.high > 0 && count_others(&w) == 0;
	coop_buf_release(&w.text);
	*low = told.low;
	*high = told.high;
	return alone;
}

/* ---- in a tree ---- */

/* Wishes are added while there are fewer; each takes one of QUERY_FIELD_WORDS (query/plan/weights.h). */
enum { WISHES_MAX = 16 };

/* A walk over a tree. */
struct walk {
	struct qparser *p;
	bool years_named, minutes_named; /* the query has a field of them */
	size_t wishes;
};

/* What a group of clauses side by side implies. */
struct group {
	struct words words;
	size_t others; /* words that imply nothing, stop words aside, and other clauses */
	struct implied years, minutes;
};

static bool names_field(const struct qtree *tree, enum coop_field field)
{
	for (size_t i = 1; i < tree->count; i++)
		if (tree->nodes[i].kind == QNODE_FIELD &&
			tree->nodes[i].field == (enum qfield)field)
			return true;
	return false;
}

static void read_words(struct qparser *p, uint32_t node, struct group *g)
{
	const struct qnode *n = qparser_at(p, node);
	if (split(&g->words, coop_buf_cstr(&p->tree->text) + n->text, n->len))
		p->failed = true;
	if (g->years.high == 0)
		find_years(&g->words, &g->years);
	if (g->minutes.high == 0)
		find_minutes(&g->words, &g->minutes);
	g->others += count_others(&g->words);
}

/* Whether a clause of a list is free words of its group. */
static bool is_free(const struct qnode *n)
{
	return n->kind == QNODE_WORDS && !n->sign;
}

/* Reads the free words of a list; any other clause asks for something else. */
static void read_list(struct qparser *p, uint32_t node, struct group *g)
{
	for (uint32_t k = qparser_at(p, node)->first; k; k = qparser_at(p, k)->next)
		if (is_free(qparser_at(p, k)))
			read_words(p, k, g);
		else
			g->others += !qnode_is_filter(p->tree, k);
}

/* Makes a list of a clause of words, in its place. */
static void make_list(struct qparser *p, uint32_t node)
{
	struct qtok none = {.off = 0};
	uint32_t words = qparser_node(p, QNODE_LIST, &none);
	if (!words)
		return;
	struct qnode *list = qparser_at(p, node), *kid = qparser_at(p, words);
	*kid = *list;
	kid->sign = 0;
	kid->next = 0;
	*list = (struct qnode){.kind = QNODE_LIST,
		.sign = list->sign,
		.next = list->next,
		.first = words,
		.column = list->column,
		.field = QFIELD_NONE,
		.boost = 1};
}

/* Adds a wish to a list, or to a clause of words, which is made one. */
static void add_wish(struct walk *walk, uint32_t node, enum coop_field field,
	const struct implied *range, char sign)
{
	struct qparser *p = walk->p;
	struct qtok none = {.off = 0};
	bool named = field == COOP_F_YEAR ? walk->years_named : walk->minutes_named;
	/* a full tree needs no warning for what nobody has typed */
	if (range->high == 0 || named || walk->wishes == WISHES_MAX ||
		p->tree->count + 2 > QNODES_MAX)
		return;
	if (qparser_at(p, node)->kind == QNODE_WORDS)
		make_list(p, node);
	uint32_t value = qparser_node(p, QNODE_RANGE, &none);
	uint32_t wish = value ? qparser_node(p, QNODE_FIELD, &none) : 0;
	if (!wish || qparser_at(p, node)->kind != QNODE_LIST)
		return;
	qparser_at(p, value)->low = range->low;
	qparser_at(p, value)->high = range->high;
	qparser_at(p, wish)->field = (enum qfield)field;
	qparser_at(p, wish)->first = value;
	qparser_at(p, wish)->sign = sign;
	struct qnode *last = qparser_at(p, qparser_at(p, node)->first);
	while (last->next)
		last = qparser_at(p, last->next);
	last->next = wish;
	walk->wishes++;
}

/* Adds the wishes of a list or of a clause of words. What is excluded is not ranked. */
static void imply_group(struct walk *walk, uint32_t node, bool excluded)
{
	struct group g = {.others = 0};
	if (qparser_at(walk->p, node)->kind == QNODE_LIST)
		read_list(walk->p, node, &g);
	else
		read_words(walk->p, node, &g);
	coop_buf_release(&g.words.text);
	char sign = g.others > 0 ? '?' : '|';
	if (excluded && sign == '?')
		return;
	add_wish(walk, node, COOP_F_YEAR, &g.years, sign);
	add_wish(walk, node, COOP_F_MINUTES, &g.minutes, sign);
}

/* Adds the wishes of all groups of free words below a node. As deep as the tree, which the parser limits. */
static void imply(struct walk *walk, uint32_t node, bool excluded)
{
	enum qkind kind = qparser_at(walk->p, node)->kind;
	if (kind == QNODE_WORDS || kind == QNODE_LIST)
		imply_group(walk, node, excluded);
	if (kind != QNODE_LIST && kind != QNODE_AND && kind != QNODE_OR &&
		kind != QNODE_NOT)
		return;
	for (uint32_t k = qparser_at(walk->p, node)->first; k;
		k = qparser_at(walk->p, k)->next) {
		const struct qnode *n = qparser_at(walk->p, k);
		bool read = kind == QNODE_LIST && is_free(n);
		if (!read && !qnode_is_implied(n))
			imply(walk, k, excluded || kind == QNODE_NOT || n->sign == '-');
	}
}

static bool has_digit(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] >= '0' && s[i] <= '9')
			return true;
	return false;
}

void qparser_imply(struct qparser *p)
{
	const struct qtree *tree = p->tree;
	/* most queries have no figure, and imply nothing */
	if (!tree->root || p->failed || tree->text.failed ||
		!has_digit(coop_buf_cstr(&tree->text), tree->text.len))
		return;
	struct walk walk = {.p = p,
		.years_named = names_field(tree, COOP_F_YEAR),
		.minutes_named = names_field(tree, COOP_F_MINUTES)};
	imply(&walk, tree->root, false);
}
