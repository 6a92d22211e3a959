#include "query/plan/sound_words.h"

#include "shared/core/bytes.h"

/* A bit for each letter from a to z, and one for all other bytes. */
static uint32_t bit_of(char c)
{
	unsigned letter = (unsigned char)c - 'a';
	return UINT32_C(1) << (letter < 26 ? letter : 31);
}

/* The letters that each sound of a code needs one of. */
static void find_needs(const struct coop_sound *sound, uint32_t needs[COOP_SOUND_MAX])
{
	for (size_t i = 0; i < sound->len; i++) {
		const char *letters = coop_sound_needs(sound->s[i]);
		needs[i] = *letters ? 0 : bit_of(sound->s[i]);
		for (; *letters; letters++)
			needs[i] |= bit_of(*letters);
	}
}

void sound_words_begin(struct sound_words *w, const struct coop_buf *words,
	const char *word, size_t len, bool loose)
{
	unsigned reading = loose ? COOP_SOUND_LOOSE : 0;
	*w = (struct sound_words){.first = "",
		.walk = coop_wordlist_begin(coop_buf_cstr(words), words->len)};
	w->plain = coop_sound_of(word, len, reading);
	w->soft = coop_sound_of(word, len, reading | COOP_SOUND_SOFT);
	if (w->plain.len < SOUND_MIN)
		return;
	coop_wordlist_index(coop_buf_cstr(words), words->len, &w->index);
	w->first = coop_sound_letters(w->plain.s[0]);
	if (coop_bytes_equal(w->plain.s, w->plain.len, w->soft.s, w->soft.len))
		w->soft.len = 0;
	find_needs(&w->plain, w->needs[0]);
	find_needs(&w->soft, w->needs[1]);
}

/* Whether the current word has the letters of a code and sounds like it. */
static bool fits(const struct sound_words *w, const struct coop_sound *sound,
	const uint32_t needs[COOP_SOUND_MAX])
{
	uint32_t letters = w->letters[w->walk.n];
	for (size_t i = 0; i < sound->len; i++)
		if (!(letters & needs[i]))
			return false;
	return sound->len > 0 && coop_sounds_like(w->walk.word, w->walk.n, sound);
}

/* Moves to the next word with the current first letter, of any sound. */
static bool move(struct sound_words *w)
{
	struct coop_wordlist_walk *v = &w->walk;
	if (!coop_wordlist_next(v) || v->n == 0 || v->word[0] != *w->first)
		return false;
	w->cost++;
	for (size_t i = v->shared; i < v->n; i++)
		w->letters[i + 1] = w->letters[i] | bit_of(v->word[i]);
	return true;
}

bool sound_words_next(struct sound_words *w)
{
	for (; *w->first; w->first++) {
		if (!w->begun) {
			w->walk = coop_wordlist_begin(w->walk.packed, w->walk.len);
			w->walk.at = w->index.at[(unsigned char)*w->first];
		}
		w->begun = true;
		while (move(w))
			if (fits(w, &w->plain, w->needs[0]) ||
				fits(w, &w->soft, w->needs[1]))
				return true;
		w->begun = false;
	}
	return false;
}
