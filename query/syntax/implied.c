/*
 * implied.c - years and running times that free words tell: "films des années 80", "52 min".
 *
 * They may be said of a film or in it, so they never narrow: notices of that year or length rank
 * before others among those that the words find. Where the words say nothing else, such notices are
 * found too. Where a query names the field itself, its words imply nothing about it.
 */
#include <stdlib.h>
#include <string.h>

#include "query/syntax/parser_state.h"
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
	size_t others; /* words that imply nothing, stop words aside, in all texts so far */
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
	if (n >= 0 && strlen(s) == 2)
		n += n < 30 ? 2000 : 1900;
	if (n < YEAR_MIN || n > YEAR_MAX || (strlen(s) == 2 && n % 10 != 0))
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

/* ---- in a tree ---- */

static bool names_field(const struct qtree *tree, enum qfield field)
{
	for (size_t i = 1; i < tree->count; i++)
		if (tree->nodes[i].kind == QNODE_FIELD && tree->nodes[i].field == field)
			return true;
	return false;
}

/* Adds a wish to the root, which is made a list. */
static void add_wish(
	struct qparser *p, enum coop_field field, const struct implied *range, char sign)
{
	struct qtok none = {.off = 0};
	struct qtree *tree = p->tree;
	if (range->high == 0 || names_field(tree, (enum qfield)field))
		return;
	if (qparser_at(p, tree->root)->kind != QNODE_LIST) {
		uint32_t list = qparser_node(p, QNODE_LIST, &none);
		if (!list)
			return;
		qparser_at(p, list)->first = tree->root;
		tree->root = list;
	}
	uint32_t value = qparser_node(p, QNODE_RANGE, &none);
	uint32_t wish = value ? qparser_node(p, QNODE_FIELD, &none) : 0;
	if (!wish)
		return;
	qparser_at(p, value)->low = range->low;
	qparser_at(p, value)->high = range->high;
	qparser_at(p, wish)->field = (enum qfield)field;
	qparser_at(p, wish)->first = value;
	qparser_at(p, wish)->sign = sign;
	struct qnode *last = qparser_at(p, qparser_at(p, tree->root)->first);
	while (last->next)
		last = qparser_at(p, last->next);
	last->next = wish;
}

static bool has_digit(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] >= '0' && s[i] <= '9')
			return true;
	return false;
}

/* Reads the free words of a clause of the root; any other clause asks for something else. */
static void read_clause(struct qparser *p, uint32_t node, struct words *w,
	struct implied *years, struct implied *minutes)
{
	const struct qnode *n = qparser_at(p, node);
	const char *s = coop_buf_cstr(&p->tree->text) + n->text;
	bool words = n->kind == QNODE_WORDS && !n->sign;
	w->others += !words && !qnode_is_filter(p->tree, node);
	if (!words)
		return;
	if (split(w, s, n->len))
		p->failed = true;
	if (years->high == 0)
		find_years(w, years);
	if (minutes->high == 0)
		find_minutes(w, minutes);
	w->others += count_others(w);
}

void qparser_imply(struct qparser *p)
{
	struct words w = {.count = 0};
	struct implied years = {0, 0}, minutes = {0, 0};
	uint32_t root = p->tree->root;
	if (!root || p->failed || p->tree->text.failed)
		return;
	bool list = qparser_at(p, root)->kind == QNODE_LIST;
	/* most queries have no figure, and imply nothing */
	if (!has_digit(coop_buf_cstr(&p->tree->text), p->tree->text.len))
		return;
	for (uint32_t k = list ? qparser_at(p, root)->first : root; k;
		k = list ? qparser_at(p, k)->next : 0)
		read_clause(p, k, &w, &years, &minutes);
	coop_buf_release(&w.text);
	char sign = w.others > 0 ? '?' : '|';
	add_wish(p, COOP_F_YEAR, &years, sign);
	add_wish(p, COOP_F_MINUTES, &minutes, sign);
}
