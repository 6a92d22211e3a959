#include "query/plan/expanded.h"

#include <stdlib.h>
#include <string.h>

const struct expanded_word *expanded_main_word(
	const struct expanded_query *e, const struct analysed_leaf *leaf)
{
	const struct expanded_word *any = NULL;
	for (size_t i = leaf->first; i < leaf->first + leaf->count; i++) {
		const struct expanded_word *w = &e->words[i];
		if (w->word.joined)
			continue;
		if (w->word.stem.len > 0)
			return w;
		if (!any)
			any = w;
	}
	return any;
}

enum coop_status expanded_add_term(
	struct expanded_query *e, struct slice term, struct coop_error *err)
{
	if (!coop_array_grow(&e->terms, &e->terms_cap, e->nterms + 1, sizeof *e->terms))
		return coop_fail_nomem(err);
	e->terms[e->nterms++] = (struct leaf_term){.text = term, .weight = 1};
	return COOP_OK;
}

enum coop_status expanded_add_addition(
	struct expanded_query *e, const struct addition *add, struct coop_error *err)
{
	size_t at = e->nadditions;
	if (!coop_array_grow(
		    &e->additions, &e->additions_cap, at + 1, sizeof *e->additions))
		return coop_fail_nomem(err);
	while (at > 0 && e->additions[at - 1].word > add->word)
		at--;
	memmove(&e->additions[at + 1], &e->additions[at],
		(e->nadditions - at) * sizeof *e->additions);
	e->additions[at] = *add;
	e->nadditions++;
	return COOP_OK;
}

static int compare_words(const void *a, const void *b)
{
	const struct addition *x = a, *y = b;
	return (x->word > y->word) - (x->word < y->word);
}

const struct addition *expanded_additions(
	const struct expanded_query *e, size_t word, size_t *count)
{
	struct addition key = {.word = word};
	*count = 0;
	if (e->nadditions == 0)
		return NULL;
	size_t first = coop_array_lower_bound(
		&key, e->additions, e->nadditions, sizeof *e->additions, compare_words);
	while (first + *count < e->nadditions &&
		e->additions[first + *count].word == word)
		++*count;
	return e->additions + first;
}

void expanded_release(struct expanded_query *e)
{
	coop_buf_release(&e->text);
	free(e->words);
	free(e->terms);
	free(e->leaves);
	free(e->additions);
	*e = (struct expanded_query){.nterms = 0};
}
