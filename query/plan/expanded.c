#include "query/plan/expanded.h"

#include <stdlib.h>

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

void expanded_release(struct expanded_query *e)
{
	coop_buf_release(&e->text);
	free(e->words);
	free(e->terms);
	free(e->leaves);
	free(e->additions);
	*e = (struct expanded_query){.nterms = 0};
}
