#include "shared/index/docset.h"

#include <string.h>

enum coop_status coop_docset_reset(
	struct coop_docset *s, uint32_t last, struct coop_error *err)
{
	size_t nwords = (size_t)last / 64 + 1;
	uint64_t *words = nwords == s->nwords ? s->words
					      : realloc(s->words, nwords * sizeof *words);
	if (!words)
		return coop_fail_nomem(err);
	*s = (struct coop_docset){words, nwords, 0};
	memset(words, 0, nwords * sizeof *words);
	return COOP_OK;
}

void coop_docset_release(struct coop_docset *s)
{
	free(s->words);
	*s = (struct coop_docset){0};
}
