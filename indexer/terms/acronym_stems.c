#include "indexer/terms/acronym_stems.h"

#include <string.h>

enum coop_status acronym_stems_of(struct coop_analyzer *analyzer, const char *long_form,
	struct coop_buf *out, size_t *count, struct coop_error *err)
{
	struct coop_token t;
	bool more;
	enum coop_status st;
	*count = 0;
	coop_buf_reset(out);
	coop_analyzer_begin(analyzer, long_form, strlen(long_form));
	while (!(st = coop_analyzer_next(analyzer, &t, &more, err)) && more) {
		if (!t.stem || t.word.flags & COOP_TOKEN_JOINED)
			continue;
		if ((*count)++ > 0)
			coop_buf_byte(out, ' ');
		coop_buf_add(out, t.stem, t.stem_len);
	}
	return st ? st : coop_buf_check(out, err);
}

enum coop_status acronym_stems_set(struct coop_acronyms *acronyms,
	struct coop_analyzer *analyzer, struct coop_error *err)
{
	struct coop_buf stems = {0};
	enum coop_status st = COOP_OK;
	if (coop_acronyms_is_opened(acronyms))
		return COOP_OK;
	coop_analyzer_set_acronyms(analyzer, acronyms);
	for (size_t i = 0; !st && i < coop_acronyms_count(acronyms); i++) {
		struct coop_acronym a = coop_acronyms_at(acronyms, i);
		size_t count;
		if (!*a.long_form)
			continue;
		st = acronym_stems_of(analyzer, a.long_form, &stems, &count, err);
		if (!st && count >= 2 && count <= COOP_ACRONYMS_WORDS)
			st = coop_acronyms_set_stems(
				acronyms, i, coop_buf_cstr(&stems), err);
	}
	coop_analyzer_set_acronyms(analyzer, NULL);
	coop_buf_release(&stems);
	return st;
}
