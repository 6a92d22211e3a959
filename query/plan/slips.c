#include "query/plan/slips.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "query/plan/weights.h"
#include "shared/index/wordlist.h"
#include "shared/text/sound.h"

/* Two words that are compared. */
struct pair {
	const char *typed, *meant;
	size_t n, m;
};

/* ---- keys ---- */

/* Where a letter is on a keyboard: row and column, in steps of half a key. */
static bool find_key(const char *const rows[3], char c, int *row, int *column)
{
	for (int r = 0; r < 3; r++) {
		const char *key = strchr(rows[r], c);
		if (c != '\0' && key) {
			*row = r;
			*column = 2 * (int)(key - rows[r]) + r;
			return true;
		}
	}
	return false;
}

static bool are_near(const char *const rows[3], char a, char b)
{
	int ra, rb, ca, cb;
	if (!find_key(rows, a, &ra, &ca) || !find_key(rows, b, &rb, &cb))
		return false;
	int across = ca > cb ? ca - cb : cb - ca, down = ra > rb ? ra - rb : rb - ra;
	return down == 0 ? across == 2 : down == 1 && across == 1;
}

/* Whether two letters are neighbours on a French or an English keyboard. */
static bool are_neighbours(char a, char b)
{
	static const char *const azerty[3] = {"azertyuiop", "qsdfghjklm", "wxcvbn"},
				 *const qwerty[3] = {
					 "qwertyuiop", "asdfghjkl", "zxcvbnm"};
	return are_near(azerty, a, b) || are_near(qwerty, a, b);
}

/* Whether two letters may sound alike: "lion" and "lyon". */
static bool are_alike(char a, char b)
{
	static const char pairs[] = "iy ck cq kq cs sz gj mn ae vw st ";
	for (const char *p = pairs; *p; p += sizeof "iy")
		if ((a == p[0] && b == p[1]) || (a == p[1] && b == p[0]))
			return true;
	return false;
}

/* ---- costs ---- */

/* Whether a letter at a place is silent: h, or one of those at the end. */
static bool is_silent(const char *s, size_t n, size_t at)
{
	enum { SILENT = 2 };
	return s[at] == 'h' || (at + SILENT >= n && at > 0 && strchr("estx", s[at]));
}

/*
 * Whether one letter was written for the two of "ch", which differ from it by the voice alone: "embauge".
 */
static bool is_voiced_ch(char letter, const char *two)
{
	return (letter == 'g' || letter == 'j') && two[0] == 'c' && two[1] == 'h';
}

/* What a letter costs that was typed and not meant. */
static double cost_of_extra(const struct pair *p, size_t i)
{
	char c = p->typed[i];
	if ((i > 0 && c == p->typed[i - 1]) || is_silent(p->typed, p->n, i))
		return CORRECT_LIKELY;
	if ((i > 0 && are_neighbours(c, p->typed[i - 1])) ||
		(i + 1 < p->n && are_neighbours(c, p->typed[i + 1])))
		return CORRECT_KEY;
	return CORRECT_OTHER;
}

static double cost_of_other(char typed, char meant)
{
	if (are_alike(typed, meant))
		return CORRECT_LIKELY;
	return are_neighbours(typed, meant) ? CORRECT_KEY : CORRECT_OTHER;
}

enum { PLACES = COOP_WORDLIST_WORD_MAX + 1 };

/* The cheapest way to the first i letters typed from the first j that were meant. */
static double cheapest(
	const struct pair *p, double costs[PLACES][PLACES], size_t i, size_t j)
{
	double least = HUGE_VAL;
	if (i > 0)
		least = fmin(least, costs[i - 1][j] + cost_of_extra(p, i - 1));
	if (j > 0)
		least = fmin(least, costs[i][j - 1] + CORRECT_LIKELY);
	if (i == 0 || j == 0)
		return least;
	char typed = p->typed[i - 1], meant = p->meant[j - 1];
	least = fmin(least,
		costs[i - 1][j - 1] + (typed == meant ? 0 : cost_of_other(typed, meant)));
	if (j > 1 && is_voiced_ch(typed, p->meant + j - 2))
		least = fmin(least, costs[i - 1][j - 2] + CORRECT_LIKELY);
	if (i > 1 && is_voiced_ch(meant, p->typed + i - 2))
		least = fmin(least, costs[i - 2][j - 1] + CORRECT_LIKELY);
	if (i > 1 && j > 1 && typed == p->meant[j - 2] && meant == p->typed[i - 2])
		least = fmin(least, costs[i - 2][j - 2] + CORRECT_LIKELY);
	return least;
}

double slips_cost(const char *typed, size_t n, const char *meant, size_t m)
{
	struct pair p = {typed, meant, n, m};
	double costs[PLACES][PLACES];
	if (n >= PLACES || m >= PLACES)
		return HUGE_VAL;
	costs[0][0] = 0;
	for (size_t i = 0; i <= n; i++)
		for (size_t j = i == 0; j <= m; j++)
			costs[i][j] = cheapest(&p, costs, i, j);
	if (coop_sounds_alike(typed, n, meant, m, true))
		return fmin(costs[n][m], CORRECT_SOUND);
	return costs[n][m];
}
