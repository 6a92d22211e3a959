#include "indexer/terms/learn_acronyms.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	ACRONYM_MIN = 2, /* letters */
	ACRONYM_MAX = 6,
	DEFINED_MAX = 8,   /* letters of an acronym that a text defines */
	WORDS_BEFORE = 16, /* words of the sentence that are searched for the long form */
	STEPS_MAX = 1000,  /* bounds the search for one long form */
	LETTERS_MAX = 3,   /* letters that one word may give */
	PROOF_MAX = 300    /* bytes */
};

/* An earlier word of the current sentence. */
struct before {
	size_t off, end;
	uint32_t form;
	bool stop;
};

struct acronym_learner {
	const struct coop_strmap *forms;
	uint32_t *counts; /* by number of the form: occurrences in capitals or dotted */
	size_t ncounts, counts_cap;
	struct coop_acronyms *defined;
	struct acronym_taker taker; /* may be empty */

	const char *text;
	size_t len;
	const char *path;
	size_t line;

	/* the current sentence */
	size_t sentence, words, in_capitals, ncapitals;
	uint32_t *capitals; /* numbers of its words in capitals or dotted */
	size_t capitals_cap;
	struct before before[WORDS_BEFORE]; /* the last words, a ring buffer */
	size_t nbefore;                     /* words of the sentence so far */
	size_t steps;                       /* left in the search for a long form */
	struct coop_buf scratch;
};

enum coop_status learn_new(struct acronym_learner **out, const struct coop_strmap *forms,
	struct coop_error *err)
{
	*out = NULL;
	struct acronym_learner *l = calloc(1, sizeof *l);
	if (!l)
		return coop_fail_nomem(err);
	l->forms = forms;
	enum coop_status st = coop_acronyms_new(&l->defined, err);
	if (st)
		learn_free(l);
	else
		*out = l;
	return st;
}

void learn_free(struct acronym_learner *l)
{
	if (!l)
		return;
	coop_acronyms_free(l->defined);
	coop_buf_release(&l->scratch);
	free(l->counts);
	free(l->capitals);
	free(l);
}

void learn_tell(struct acronym_learner *l, struct acronym_taker taker)
{
	l->taker = taker;
}

/*
 * Ends a sentence. Its capitals count only if at most half of its words are in capitals:
 * a heading in capitals says nothing.
 */
static void end_sentence(struct acronym_learner *l)
{
	for (size_t i = 0; l->in_capitals * 2 <= l->words && i < l->ncapitals; i++)
		l->counts[l->capitals[i]]++;
	l->words = l->in_capitals = l->ncapitals = l->nbefore = 0;
}

void learn_end(struct acronym_learner *l)
{
	end_sentence(l);
}

uint32_t learn_capitals(const struct acronym_learner *l, uint32_t id)
{
	return id < l->ncounts ? l->counts[id] : 0;
}

bool learn_is_acronym(uint64_t all, uint64_t capitals)
{
	return capitals > 0 && capitals * 2 >= all;
}

const struct coop_acronyms *learn_defined(const struct acronym_learner *l)
{
	return l->defined;
}

void learn_forget(struct acronym_learner *l)
{
	l->words = l->in_capitals = l->ncapitals = l->nbefore = 0;
	l->ncounts = 0;
}

void learn_text(struct acronym_learner *l, const char *text, size_t len, const char *path,
	size_t line)
{
	end_sentence(l);
	l->text = text;
	l->len = len;
	l->path = path;
	l->line = line;
	l->sentence = 0;
}

/* The number of letters of a form; 0 when it has anything but small ASCII letters. */
static size_t letters(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (s[i] < 'a' || s[i] > 'z')
			return 0;
	return len;
}

/*
 * Whether the first `left` letters of an acronym begin the words up to number `word`;
 * `*first` is then the number of the first of these. Backtracks over how many letters
 * each word gives. The depth of the recursion is WORDS_BEFORE at most, and `steps` bounds
 * its time.
 */
static bool stands_for(struct acronym_learner *l, const char *acronym, size_t left,
	size_t word, size_t *first)
{
	if (word == 0 || word + WORDS_BEFORE <= l->nbefore || l->steps == 0)
		return false;
	l->steps--;
	const struct before *b = &l->before[(word - 1) % WORDS_BEFORE];
	size_t len;
	const char *s = coop_strmap_at(l->forms, b->form, &len);
	for (size_t n = 1; n <= len && n <= LETTERS_MAX && n <= left; n++) {
		if (memcmp(acronym + left - n, s, n) != 0)
			continue;
		*first = word - 1;
		if (left == n || stands_for(l, acronym, left - n, word - 1, first))
			return true;
	}
	return b->stop && stands_for(l, acronym, left, word - 1, first);
}

/* Appends a piece of the text on one line, followed by a NUL. */
static void add_line(struct coop_buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		coop_buf_byte(out, (unsigned char)s[i] < ' ' ? ' ' : s[i]);
	coop_buf_byte(out, '\0');
}

/* Adds an acronym whose long form begins at word `first`. */
static enum coop_status define(struct acronym_learner *l, const struct coop_token_ids *w,
	size_t first, struct coop_error *err)
{
	size_t len;
	const char *form = coop_strmap_at(l->forms, w->form, &len);
	size_t from = l->before[first % WORDS_BEFORE].off;
	size_t until = l->before[(l->nbefore - 1) % WORDS_BEFORE].end;
	size_t proof = w->end + 1 - l->sentence <= PROOF_MAX ? l->sentence : from;
	coop_buf_reset(&l->scratch);
	add_line(&l->scratch, form, len);
	size_t long_form = l->scratch.len;
	add_line(&l->scratch, l->text + from, until - from);
	size_t source = l->scratch.len;
	coop_buf_printf(&l->scratch, "%s:%zu: ", l->path, l->line);
	add_line(&l->scratch, l->text + proof, w->end + 1 - proof);
	enum coop_status st = coop_buf_check(&l->scratch, err);
	if (st)
		return st;
	const char *s = l->scratch.s;
	const struct coop_acronym definition = {s, s + long_form, s + source, ""};
	if (l->taker.take)
		st = l->taker.take(l->taker.data, &definition, err);
	return st ? st : coop_acronyms_add(l->defined, &definition, err);
}

/* Whether a word is alone in parentheses. */
static bool in_parentheses(
	const struct acronym_learner *l, const struct coop_token_ids *w)
{
	return w->off > 0 && l->text[w->off - 1] == '(' && w->end < l->len &&
	       l->text[w->end] == ')';
}

/*
 * Remembers that a form is in capitals or dotted, until its sentence ends and decides
 * whether it counts.
 */
static enum coop_status remember_capitals(
	struct acronym_learner *l, uint32_t id, struct coop_error *err)
{
	if (!coop_array_grow(
		    &l->counts, &l->counts_cap, (size_t)id + 1, sizeof *l->counts) ||
		!coop_array_grow(&l->capitals, &l->capitals_cap, l->ncapitals + 1,
			sizeof *l->capitals))
		return coop_fail_nomem(err);
	for (; l->ncounts <= id; l->ncounts++)
		l->counts[l->ncounts] = 0;
	l->capitals[l->ncapitals++] = id;
	return COOP_OK;
}

/* Appends a word to the ring buffer. */
static inline enum coop_status remember(
	struct acronym_learner *l, const struct coop_token_ids *w)
{
	l->before[l->nbefore++ % WORDS_BEFORE] = (struct before){
		w->off, w->end, w->form, (w->flags & COOP_TOKEN_STOP) != 0};
	return COOP_OK;
}

/*
 * Takes a word that begins a sentence, is in capitals, dotted or in parentheses. Not
 * inlined, so that the common case stays small.
 */
static __attribute__((noinline)) enum coop_status take_marked(struct acronym_learner *l,
	const struct coop_token_ids *w, uint32_t id, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	bool marked = w->flags & (COOP_TOKEN_CAPITALS | COOP_TOKEN_ACRONYM);
	bool alone = in_parentheses(l, w);
	size_t len, first;
	const char *form = coop_strmap_at(l->forms, w->form, &len);
	size_t n = marked || alone ? letters(form, len) : 0;
	if (w->flags & (COOP_TOKEN_SENTENCE | COOP_TOKEN_PARAGRAPH)) {
		end_sentence(l);
		l->sentence = w->off;
	}
	l->words++;
	l->in_capitals += (w->flags & COOP_TOKEN_CAPITALS) != 0;
	if (marked && n >= ACRONYM_MIN && n <= ACRONYM_MAX &&
		!(w->flags & COOP_TOKEN_STOP))
		st = remember_capitals(l, id, err);
	l->steps = STEPS_MAX;
	if (alone && n >= ACRONYM_MIN && n <= DEFINED_MAX &&
		stands_for(l, form, n, l->nbefore, &first) && !st)
		st = define(l, w, first, err);
	return st ? st : remember(l, w);
}

enum coop_status learn_word(struct acronym_learner *l, const struct coop_token_ids *word,
	uint32_t id, struct coop_error *err)
{
	enum {
		SPECIAL = COOP_TOKEN_SENTENCE | COOP_TOKEN_PARAGRAPH |
			  COOP_TOKEN_CAPITALS | COOP_TOKEN_ACRONYM
	};
	if (word->flags & SPECIAL || in_parentheses(l, word))
		return take_marked(l, word, id, err);
	l->words++;
	return remember(l, word);
}

enum coop_status learn_finish(struct acronym_learner *l, const struct coop_strmap *words,
	const uint32_t *all, struct coop_acronyms *acronyms, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	end_sentence(l);
	for (size_t i = 0; !st && i < coop_acronyms_count(l->defined); i++) {
		struct coop_acronym a = coop_acronyms_at(l->defined, i);
		st = coop_acronyms_add(acronyms, &a, err);
	}
	/* a form that is defined already keeps its long form */
	for (size_t i = 0; !st && i < l->ncounts; i++) {
		char form[ACRONYM_MAX + 1];
		size_t len;
		if (!learn_is_acronym(all[i], l->counts[i]))
			continue;
		const char *s = coop_strmap_at(words, (uint32_t)i, &len);
		snprintf(form, sizeof form, "%.*s", (int)len, s);
		st = coop_acronyms_add(
			acronyms, &(struct coop_acronym){form, "", "", ""}, err);
	}
	return st;
}
