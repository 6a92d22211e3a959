#include "query/actions/ids.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query/search/nearest_ids.h"
#include "shared/core/diag.h"
#include "shared/core/fd.h"
#include "shared/core/i18n.h"

void ids_release(struct ids *ids)
{
	free(ids->at);
	coop_buf_release(&ids->input);
	*ids = (struct ids){0};
}

static enum coop_status add_id(
	struct ids *ids, const char *s, size_t len, struct coop_error *err)
{
	if (len == 0)
		return COOP_OK;
	if (!coop_array_grow(&ids->at, &ids->cap, ids->count + 1, sizeof *ids->at))
		return coop_fail_nomem(err);
	ids->at[ids->count++] = (struct coop_bytes){s, len};
	return COOP_OK;
}

/* Adds the ids of standard input. */
static enum coop_status read_input(struct ids *ids, struct coop_error *err)
{
	struct coop_buf *in = &ids->input;
	enum coop_status st = COOP_OK;
	if (in->len > 0)
		return COOP_OK; /* "-" stands twice */
	if (!coop_fd_read_all(STDIN_FILENO, SIZE_MAX, in))
		return in->failed ? coop_fail_nomem(err)
				  : coop_cannot_read("-", NULL, err);
	const char *at = coop_buf_cstr(in), *end = at + in->len;
	char separator = memchr(at, '\0', in->len) ? '\0' : '\n';
	while (!st && at < end) {
		const char *stop = memchr(at, separator, (size_t)(end - at));
		const char *next = stop ? stop + 1 : end;
		size_t len = (size_t)((stop ? stop : end) - at);
		if (separator == '\n' && len > 0 && at[len - 1] == '\r')
			len--;
		st = add_id(ids, at, len, err);
		at = next;
	}
	return st;
}

enum coop_status ids_read(const struct app *app, struct ids *ids, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	if (app->nwords == 0) {
		coop_fail(err, COOP_E_ARG, "%s",
			TR("an id is missing", "il manque un identifiant"));
		coop_hint(err, "%s",
			TR("'coopq --ids WORD...' prints those of what is found",
				"« coopq --ids MOT... » donne ceux de ce qui est trouvé"));
		return COOP_E_ARG;
	}
	for (size_t i = 0; !st && i < app->nwords; i++) {
		const char *word = app->words[i];
		st = strcmp(word, "-") == 0 ? read_input(ids, err)
					    : add_id(ids, word, strlen(word), err);
	}
	return st;
}

/* Says that there is no such id, and which ones are like it. */
static enum coop_status print_missing(
	struct app *app, const struct coop_bytes *id, struct coop_error *err)
{
	struct nearest_ids nearest = {0};
	struct coop_buf list = {0};
	enum coop_status st = nearest_ids_find(
		search_collection(app->session.search), id->s, id->len, &nearest, err);
	const char *at = coop_buf_cstr(&nearest.text);
	for (size_t i = 0; !st && i < nearest.count; i++, at += strlen(at) + 1)
		coop_buf_printf(&list, i == 0 ? "'%s'" : ", '%s'", at);
	int len = id->len < 200 ? (int)id->len : 200;
	if (!st && list.len > 0)
		coop_diag_note("coopq",
			TR("no notice has the id '%.*s'; the nearest: %s",
				"aucune notice n'a l'identifiant « %.*s » ; les plus proches : %s"),
			len, id->s, coop_buf_cstr(&list));
	else if (!st)
		coop_diag_note("coopq",
			TR("no notice has the id '%.*s'",
				"aucune notice n'a l'identifiant « %.*s »"),
			len, id->s);
	coop_buf_release(&list);
	nearest_ids_release(&nearest);
	return st;
}

enum coop_status ids_find(struct app *app, const struct coop_bytes *id,
	uint32_t docids[COOP_COLLECTION_MAX], size_t *count, struct coop_error *err)
{
	enum coop_status st =
		search_find_id(app->session.search, id->s, id->len, docids, count, err);
	return st || *count > 0 ? st : print_missing(app, id, err);
}

enum coop_status ids_find_one(struct app *app, const struct coop_bytes *id,
	uint32_t *docid, struct coop_error *err)
{
	uint32_t docids[COOP_COLLECTION_MAX] = {0};
	const struct session *s = &app->session;
	size_t count = 0;
	enum coop_status st = ids_find(app, id, docids, &count, err);
	*docid = count > 0 ? docids[0] : 0;
	if (!st && count > 1)
		coop_diag_note("coopq",
			TR("%zu indexes have a notice with this id; this is the one of '%s'",
				"%zu index ont une notice de cet identifiant ; voici celle de « %s »"),
			count,
			s->indexes[coop_collection_part(
					   search_collection(s->search), *docid)
					   ->index]
				.name);
	return st;
}
