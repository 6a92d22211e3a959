#include "shared/text/elision.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/text/fold.h"
#include "shared/text/neighbour.h"
#include "shared/text/spaced.h"

bool coop_is_elided(const char *s, size_t n)
{
	static const char *const heads[] = {
		"jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu", "entr", NULL};
	return coop_is_elided_head(s, n) || coop_is_one_of(s, n, heads);
}

bool coop_is_lexical(const char *head, size_t n, const char *tail, size_t tail_len)
{
	static const struct {
		const char *head, *tail;
	} words[] = {{"aujourd", "hui"}, {"prud", "hom"}, {"presqu", "ile"},
		{"quelqu", "un"}, {"entr", "aid"}, {"entr", "ouv"}, {"entr", "act"}};
	for (size_t w = 0; w < sizeof words / sizeof *words; w++)
		if (coop_bytes_equal(head, n, words[w].head, strlen(words[w].head)) &&
			coop_bytes_begins_with(tail, tail_len, words[w].tail))
			return true;
	return false;
}

/* Whether an acronym whose letters are parted by blanks begins with a letter. */
static bool begins_acronym(
	const char *text, size_t len, const struct coop_neighbour *letter)
{
	struct coop_spaced row;
	coop_spaced_find(text, len, letter->off, &row);
	return row.letters > 0 && strchr("aeiou", letter->s[0]);
}

/* Whether a folded word can follow an elided head: one letter, or a blank for longer ones. */
static bool takes_head(char head, const struct coop_neighbour *tail)
{
	if (head == 'c')
		return coop_is_one_of(tail->s, tail->len,
			COOP_LIST("est", "etait", "etaient", "en", "eut"));
	/* words that often follow a letter, and seldom a head */
	if (tail->len == 1)
		return tail->s[0] == 'y';
	return strchr("aeiouyh", tail->s[0]) &&
	       (head == ' ' || !coop_is_one_of(tail->s, tail->len,
				       COOP_LIST("et", "ou", "au", "aux", "avec")));
}

/* Whether a single letter that is neither a word nor a unit ends one blank before `at`. */
static bool letter_before(const char *text, size_t at)
{
	struct coop_neighbour letter;
	return coop_neighbour_before(text, at, &letter) && letter.len == 1 &&
	       letter.s[0] >= 'b' && letter.s[0] <= 'z' && letter.s[0] != 'y' &&
	       !coop_figure_before(text, letter.off);
}

/* Where "et" or a sign for it begins, which stands before `at`; `at` when there is none. */
static size_t and_before(const char *text, size_t at)
{
	static const char entity[] = "&amp;";
	struct coop_neighbour et;
	size_t end = coop_blank_before(text, at), n = sizeof entity - 1;
	if (end > 0 && (text[end - 1] == '&' || text[end - 1] == '+'))
		return end - 1;
	if (end >= n && memcmp(text + end - n, entity, n) == 0)
		return end - n;
	return coop_neighbour_before(text, at, &et) &&
			       coop_is_one_of(et.s, et.len, COOP_LIST("et"))
		       ? et.off
		       : at;
}

/* Whether a letter ends right before a sign at `at`: "R&D". */
static bool letter_touches(const char *text, size_t at)
{
	struct coop_folded f;
	if (at == 0 || (text[at] != '&' && text[at] != '+'))
		return false;
	coop_fold_char_before(text, at, &f);
	return f.class == COOP_CLASS_WORD;
}

/*
 * Whether a letter is a label: in a row of letters ("R et D en usine", "a b c est"), or behind a noun
 * that letters tell apart and no complement follows. Its case says nothing: queries are typed in small
 * letters.
 */
static bool is_label(const char *text, const struct coop_written *head)
{
	struct coop_neighbour before;
	size_t et = and_before(text, head->off);
	if (et < head->off)
		return letter_before(text, et) || letter_touches(text, et);
	return letter_before(text, head->off) ||
	       (coop_neighbour_before(text, head->off, &before) &&
		       coop_is_one_of(before.s, before.len,
			       COOP_LIST("vitamine", "vitamines", "hepatite", "hepatites",
				       "rer")));
}

/* The length of an apostrophe at `at`; 0 when there is none. */
static size_t apostrophe_len(const char *text, size_t len, size_t at)
{
	struct coop_folded f = {.class = COOP_CLASS_SPACE};
	if (at < len)
		coop_fold_char(text + at, len - at, &f);
	return f.class == COOP_CLASS_APOSTROPHE ? f.used : 0;
}

/* Whether a blank, or an apostrophe and a blank, is at `at`: at a glance, the second may be none. */
static bool may_be_parted(const char *text, size_t len, size_t at)
{
	return at < len &&
	       (text[at] == ' ' || text[at] == '\'' || (unsigned char)text[at] >= 0x80);
}

size_t coop_elided_tail(const char *text, size_t len, const struct coop_written *head)
{
	struct coop_neighbour tail;
	if (!may_be_parted(text, len, head->end))
		return 0;
	bool elided = coop_is_elided(head->s, head->len);
	if (!elided && !coop_is_one_of(head->s, head->len, COOP_LIST("aujourd", "prud")))
		return 0;
	size_t quote = apostrophe_len(text, len, head->end);
	if (!coop_neighbour_after(text, len, head->end + quote, &tail))
		return 0;
	if (coop_is_lexical(head->s, head->len, tail.s, tail.len))
		return tail.off;
	if (tail.len == 1 && elided && begins_acronym(text, len, &tail))
		return tail.off;
	if (!elided || (quote == 0 && head->len == 1 && is_label(text, head)))
		return 0;
	return takes_head(head->len == 1 ? head->s[0] : ' ', &tail) ? tail.off : 0;
}
