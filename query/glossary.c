#include "query/glossary.h"

#include <stdlib.h>
#include <string.h>

#include "shared/strmap.h"

struct glossary {
	const struct coop_lexicon *lexicon;
	struct coop_strmap *long_forms; /* stems */
	uint32_t *acronyms;             /* by number of the stems: which acronym */
	size_t acronyms_cap;
	struct coop_strmap *forms; /* the acronyms that have one */
	size_t *stems; /* by number of the form: where its stems are in `text` */
	size_t stems_cap;
	struct coop_buf text;
};

void glossary_free(struct glossary *g)
{
	if (!g)
		return;
	coop_strmap_free(g->long_forms);
	coop_strmap_free(g->forms);
	coop_buf_release(&g->text);
	free(g->acronyms);
	free(g->stems);
	free(g);
}

/* Appends the stems of a long form; tells how many there are. */
static enum coop_status add_stems(struct coop_analyzer *analyzer, const char *text,
	struct coop_buf *out, size_t *count, struct coop_error *err)
{
	struct coop_token t;
	bool more;
	enum coop_status st;
	*count = 0;
	coop_analyzer_begin(analyzer, text, strlen(text));
	while (!(st = coop_analyzer_next(analyzer, &t, &more, err)) && more) {
		if (!t.stem || t.word.flags & COOP_TOKEN_JOINED)
			continue;
		if ((*count)++ > 0)
			coop_buf_byte(out, ' ');
		coop_buf_add(out, t.stem, t.stem_len);
	}
	coop_buf_byte(out, '\0');
	return st ? st : coop_buf_check(out, err);
}

static enum coop_status add(struct glossary *g, struct coop_analyzer *analyzer,
	size_t acronym, struct coop_error *err)
{
	struct coop_acronym a = coop_lexicon_at(g->lexicon, acronym);
	size_t begin = g->text.len, count;
	uint32_t id;
	bool added;
	if (!*a.long_form)
		return COOP_OK;
	enum coop_status st = add_stems(analyzer, a.long_form, &g->text, &count, err);
	if (st || count < 2 || count > GLOSSARY_WORDS_MAX)
		return st;
	const char *stems = g->text.s + begin;
	st = coop_strmap_intern(g->long_forms, stems, strlen(stems), &id, &added, err);
	if (!st && !coop_array_grow(&g->acronyms, &g->acronyms_cap, (size_t)id + 1,
			   sizeof *g->acronyms))
		st = coop_fail_nomem(err);
	if (!st && added)
		g->acronyms[id] = (uint32_t)acronym;
	if (!st)
		st = coop_strmap_intern(
			g->forms, a.form, strlen(a.form), &id, &added, err);
	if (!st && !coop_array_grow(
			   &g->stems, &g->stems_cap, (size_t)id + 1, sizeof *g->stems))
		st = coop_fail_nomem(err);
	if (!st)
		g->stems[id] = begin;
	return st;
}

enum coop_status glossary_new(struct coop_analyzer *analyzer,
	const struct coop_lexicon *lexicon, struct glossary **out, struct coop_error *err)
{
	*out = NULL;
	struct glossary *g = calloc(1, sizeof *g);
	if (!g)
		return coop_fail_nomem(err);
	g->lexicon = lexicon;
	enum coop_status st = coop_strmap_new(&g->long_forms, err);
	if (!st)
		st = coop_strmap_new(&g->forms, err);
	for (size_t i = 0; !st && i < coop_lexicon_count(lexicon); i++)
		st = add(g, analyzer, i, err);
	if (st)
		glossary_free(g);
	else
		*out = g;
	return st;
}

const char *glossary_long(const struct glossary *g, const char *form, size_t len)
{
	uint32_t id;
	return coop_strmap_find(g->forms, form, len, &id) ? g->text.s + g->stems[id]
							  : NULL;
}

const char *glossary_short(const struct glossary *g, const char *stems, size_t len)
{
	uint32_t id;
	if (!coop_strmap_find(g->long_forms, stems, len, &id))
		return NULL;
	return coop_lexicon_at(g->lexicon, g->acronyms[id]).form;
}
