#include "shared/index/own_column.h"

#include <stdbool.h>
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/core/utf8.h"
#include "shared/index/layout.h"
#include "shared/text/fold.h"

/* ---- keys ---- */

/* A key in the making. */
struct maker {
	struct coop_own_key *key;
	char word[COOP_OWN_KEY_MAX]; /* that is being read */
	size_t len;
	char small[COOP_OWN_KEY_MAX]; /* the word before it, where it is a small one */
	size_t small_len;
	bool full;
};

static bool is_small(const char *s, size_t n)
{
	return coop_is_one_of(s, n,
		COOP_LIST("d", "de", "des", "du", "l", "la", "le", "les", "au", "aux",
			"en", "et", "of", "the"));
}

static void append(struct maker *m, const char *s, size_t n)
{
	struct coop_own_key *key = m->key;
	size_t between = key->len > 0;
	m->full |= key->len + between + n > sizeof key->s;
	if (m->full)
		return;
	if (between)
		key->s[key->len++] = '_';
	memcpy(key->s + key->len, s, n);
	key->len += n;
}

/* Ends the word that is being read, if there is one. A small one waits for another to follow. */
static void end_word(struct maker *m)
{
	if (m->len == 0)
		return;
	m->small_len = 0;
	if (is_small(m->word, m->len)) {
		memcpy(m->small, m->word, m->len);
		m->small_len = m->len;
	} else {
		append(m, m->word, m->len);
	}
	m->len = 0;
}

/* Adds what a character is folded to; letters and digits alone, as ':' ends a key in terms. */
static void add_letters(struct maker *m, const struct coop_folded *f)
{
	if (m->len + f->len > sizeof m->word)
		return;
	for (size_t i = 0; i < f->len; i++) {
		unsigned char c = (unsigned char)f->s[i];
		if (c >= 0x80 || coop_ascii_class[c] == COOP_CLASS_WORD ||
			coop_ascii_class[c] == COOP_CLASS_DIGIT)
			m->word[m->len++] = (char)c;
	}
}

/* The length of an ending in parentheses behind a word, and of what it goes on with: "(e)s"; else 0. */
static size_t ending_at(const struct maker *m, const char *s, size_t n)
{
	enum { LETTERS = 4 };
	size_t end = 1;
	if (m->len == 0 || *s != '(')
		return 0;
	while (end < n && end <= LETTERS && s[end] >= 'a' && s[end] <= 'z')
		end++;
	if (end == 1 || end == n || s[end] != ')')
		return 0;
	for (end++; end < n && s[end] == 's'; end++)
		;
	return end;
}

void coop_own_key(const char *name, size_t len, struct coop_own_key *out)
{
	struct maker m = {.key = out};
	struct coop_folded f;
	out->len = 0;
	for (size_t i = 0, skipped; i < len && !m.full; i += skipped) {
		skipped = ending_at(&m, name + i, len - i);
		if (skipped > 0)
			continue;
		coop_fold_char(name + i, len - i, &f);
		skipped = f.used;
		if (f.len > 0)
			add_letters(&m, &f);
		else if (f.class != COOP_CLASS_IGNORE)
			end_word(&m);
	}
	end_word(&m);
	if (m.small_len > 0 && !m.full)
		append(&m, m.small, m.small_len);
}

/* ---- terms ---- */

size_t coop_own_presence(const char *key, size_t len, char *to)
{
	to[0] = COOP_PREFIX_FIELD;
	to[1] = COOP_LETTER_COLUMN;
	memcpy(to + 2, key, len);
	return 2 + len;
}

size_t coop_own_word_prefix(const char *key, size_t len, char *to)
{
	to[0] = COOP_PREFIX_FIELD;
	to[1] = COOP_LETTER_IN_COLUMN;
	memcpy(to + 2, key, len);
	to[2 + len] = COOP_COLUMN_END;
	return 2 + len + 1;
}

size_t coop_field_prefix(const char *term, size_t len)
{
	const char *end = NULL;
	if (len < 2)
		return len;
	if (term[1] == COOP_LETTER_IN_COLUMN)
		end = memchr(term, COOP_COLUMN_END, len);
	return end ? (size_t)(end - term) + 1 : 2;
}
