#include "shared/lexicon.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/i18n.h"
#include "shared/strmap.h"

/* Where an acronym's strings are in `text`. */
struct entry {
	size_t form, long_form, proof;
};

struct coop_lexicon {
	struct coop_strmap *forms;
	struct entry *entries; /* by the form's number */
	size_t cap;
	struct coop_buf text;
};

enum coop_status coop_lexicon_new(struct coop_lexicon **out, struct coop_error *err)
{
	*out = NULL;
	struct coop_lexicon *l = calloc(1, sizeof *l);
	if (!l)
		return coop_fail_nomem(err);
	enum coop_status st = coop_strmap_new(&l->forms, err);
	if (st)
		coop_lexicon_free(l);
	else
		*out = l;
	return st;
}

void coop_lexicon_free(struct coop_lexicon *l)
{
	if (!l)
		return;
	coop_strmap_free(l->forms);
	coop_buf_release(&l->text);
	free(l->entries);
	free(l);
}

/* Keeps a string with its NUL; returns where. */
static size_t keep(struct coop_lexicon *l, const char *s)
{
	size_t at = l->text.len;
	coop_buf_add(&l->text, s, strlen(s) + 1);
	return at;
}

enum coop_status coop_lexicon_add(struct coop_lexicon *l,
	const struct coop_acronym *acronym, struct coop_error *err)
{
	uint32_t id;
	bool added;
	if (!coop_array_grow(
		    &l->entries, &l->cap, coop_lexicon_count(l) + 1, sizeof *l->entries))
		return coop_fail_nomem(err);
	enum coop_status st = coop_strmap_intern(
		l->forms, acronym->form, strlen(acronym->form), &id, &added, err);
	if (st)
		return st;
	struct entry *e = &l->entries[id];
	if (added) {
		e->form = keep(l, acronym->form);
		e->long_form = e->proof = keep(l, "");
	}
	if (!coop_buf_check(&l->text, NULL) && !l->text.s[e->long_form] &&
		*acronym->long_form) {
		e->long_form = keep(l, acronym->long_form);
		e->proof = keep(l, acronym->proof);
	}
	return coop_buf_check(&l->text, err);
}

size_t coop_lexicon_count(const struct coop_lexicon *l)
{
	return coop_strmap_count(l->forms);
}

struct coop_acronym coop_lexicon_at(const struct coop_lexicon *l, size_t i)
{
	const struct entry *e = &l->entries[i];
	return (struct coop_acronym){
		l->text.s + e->form, l->text.s + e->long_form, l->text.s + e->proof};
}

bool coop_lexicon_find(const struct coop_lexicon *l, const char *form, size_t len,
	struct coop_acronym *out)
{
	uint32_t id;
	if (!coop_strmap_find(l->forms, form, len, &id))
		return false;
	if (out)
		*out = coop_lexicon_at(l, id);
	return true;
}

static int by_form(const void *a, const void *b)
{
	return strcmp(((const struct coop_acronym *)a)->form,
		((const struct coop_acronym *)b)->form);
}

enum coop_status coop_lexicon_pack(
	const struct coop_lexicon *l, struct coop_buf *out, struct coop_error *err)
{
	size_t n = coop_lexicon_count(l);
	struct coop_acronym *sorted = calloc(n + 1, sizeof *sorted);
	if (!sorted)
		return coop_fail_nomem(err);
	for (size_t i = 0; i < n; i++)
		sorted[i] = coop_lexicon_at(l, i);
	qsort(sorted, n, sizeof *sorted, by_form);
	for (size_t i = 0; i < n; i++) {
		const struct coop_acronym *a = &sorted[i];
		coop_buf_add(out, a->form, strlen(a->form) + 1);
		coop_buf_add(out, a->long_form, strlen(a->long_form) + 1);
		coop_buf_add(out, a->proof, strlen(a->proof) + 1);
	}
	free(sorted);
	return coop_buf_check(out, err);
}

/* Takes the next string off; NULL when its NUL is missing. */
static const char *take(const char **data, size_t *len)
{
	const char *s = *data, *end = memchr(s, '\0', *len);
	if (!end)
		return NULL;
	*len -= (size_t)(end + 1 - s);
	*data = end + 1;
	return s;
}

enum coop_status coop_lexicon_unpack(
	struct coop_lexicon *l, const char *data, size_t len, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	while (!st && len > 0) {
		struct coop_acronym a;
		a.form = take(&data, &len);
		a.long_form = a.form ? take(&data, &len) : NULL;
		a.proof = a.long_form ? take(&data, &len) : NULL;
		st = a.proof ? coop_lexicon_add(l, &a, err)
			     : coop_fail(err, COOP_E_CORRUPT, "%s",
				       TR("the index's acronyms are damaged",
					       "les sigles de l'index sont abîmés"));
	}
	return st;
}
