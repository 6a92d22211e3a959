#include "query/actions/recall.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "query/lasting/place.h"
#include "query/lasting/saved.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"

void recalled_release(struct recalled *r)
{
	coop_buf_release(&r->name);
	citation_release(&r->citation);
}

/* ---- a saved search ---- */

/* The number of the word that names one; `limit` where there is none. */
static size_t find_name(char **words, size_t from, size_t limit)
{
	while (from < limit && (words[from][0] != '@' || !words[from][1]))
		from++;
	return from;
}

/* What begins with '@' and cannot be a name may be a word. */
static enum coop_status check_name(
	const char *word, struct coop_buf *name, struct coop_error *err)
{
	struct coop_error e = {0};
	enum coop_status st = place_check_name(word, name, &e);
	if (st)
		coop_fail(err, st, "%s", e.msg);
	if (st == COOP_E_ARG)
		coop_hint(err, "%s",
			TR("to look for a word that begins with '@' put '--' before it",
				"pour chercher un mot qui commence par « @ », mettez « -- » devant"));
	return st;
}

static enum coop_status recall_search(struct recalled *r, const struct options *o,
	char **words, size_t *nwords, struct coop_error *err)
{
	size_t limit = *nwords - o->literal, at = find_name(words, 0, limit);
	if (at == limit || o->batch)
		return COOP_OK;
	if (find_name(words, at + 1, limit) < limit)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("one saved search at a time: there are two words that begin with '@'",
				"une recherche enregistrée à la fois : deux mots commencent par « @ »"));
	enum coop_status st = check_name(words[at], &r->name, err);
	if (!st)
		st = saved_read(&r->citation.asked, r->name.s, err);
	memmove(words + at, words + at + 1, (*nwords - at - 1) * sizeof *words);
	--*nwords;
	return st;
}

/* ---- an answer ---- */

static enum coop_status recall_answer(
	struct recalled *r, const char *file, bool is_news, struct coop_error *err)
{
	struct coop_buf text = {0};
	bool there = false;
	enum coop_status st = place_read(file, CITATION_BYTES, &text, &there, err);
	if (!st && !there)
		st = coop_fail(err, COOP_E_ARG,
			is_news ? TR("--news has not yet seen anything of it: there is no file '%s'",
					  "--news n'en a encore rien vu : il n'y a pas de fichier « %s »")
				: TR("there is no file '%s'",
					  "il n'y a pas de fichier « %s »"),
			file);
	if (!st)
		st = citation_parse(&r->citation, file, &text, err);
	coop_buf_release(&text);
	return st;
}

static enum coop_status recall_replay(struct recalled *r, const struct options *o,
	size_t nwords, struct coop_error *err)
{
	struct coop_buf path = {0};
	bool is_news = o->replay[0] == '@';
	enum coop_status st = COOP_OK;
	if (nwords > 0)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("--replay asks what was asked before, and takes no words",
				"--replay repose ce qui a été demandé, et ne prend aucun mot"));
	if (is_news)
		st = place_check_name(o->replay, &r->name, err);
	if (!st && is_news)
		st = place_path(PLACE_NEWS, r->name.s, &path, err);
	if (!st)
		st = recall_answer(r, is_news ? path.s : o->replay, is_news, err);
	coop_buf_release(&path);
	return st;
}

/* ---- both ---- */

/* Sets the options; those of the command line were good before, so that a failure is the file's. */
static enum coop_status recall_options(
	const struct recalled *r, const struct options *o, struct coop_error *err)
{
	const struct asked *a = &r->citation.asked;
	const char *at = o->replay ? "" : "@",
		   *file = o->replay ? o->replay : coop_buf_cstr(&r->name);
	struct coop_error e = {0};
	enum coop_status st = options_recall(&a->options, &a->indexes, &e);
	return st ? coop_fail(err, st, TR("%s%s: %s", "%s%s : %s"), at, file, e.msg) : st;
}

enum coop_status recall(struct recalled *r, const struct options *o, char **words,
	size_t *nwords, struct coop_error *err)
{
	enum coop_status st = o->replay ? recall_replay(r, o, *nwords, err)
					: recall_search(r, o, words, nwords, err);
	if (st || (r->name.len == 0 && !o->replay))
		return st;
	return recall_options(r, o, err);
}

/* Whether the name of an index is a path (coop_index_locate()). */
static bool is_path(const char *index)
{
	return strchr(index, '/') || strcmp(index, ".") == 0 || strcmp(index, "..") == 0;
}

/* Adds an index: a name as it is, a path from the root of the file system. */
static enum coop_status add_index(
	struct asked *a, const char *index, struct coop_error *err)
{
	struct coop_buf dir = {0};
	char real[PATH_MAX];
	enum coop_status st = coop_index_locate(index, &dir, err);
	if (!st && !realpath(dir.s, real))
		st = errno == ENOENT || errno == ENOTDIR
			     ? coop_stub_missing(dir.s, err)
			     : coop_cannot_read(dir.s, NULL, err);
	if (!st) {
		const char *kept = is_path(index) ? real : index;
		coop_buf_add(&a->indexes, kept, strlen(kept) + 1);
		st = coop_buf_check(&a->indexes, err);
	}
	coop_buf_release(&dir);
	return st;
}

enum coop_status recall_asked(struct asked *a, const struct options *o,
	const struct coop_buf *query, struct coop_error *err)
{
	size_t len = query->len;
	while (len > 0 && query->s[len - 1] == ' ')
		len--;
	coop_buf_add(&a->query, coop_buf_cstr(query), len);
	enum coop_status st = coop_buf_check(&a->query, err);
	/* a NUL separates words as a blank does, and JSON that is read back may have none */
	for (size_t i = 0; !st && i < a->query.len; i++)
		if (!a->query.s[i])
			a->query.s[i] = ' ';
	if (!st && o->indexes.count == 0)
		st = add_index(a, coop_index_default(), err);
	for (size_t i = 0; !st && i < o->indexes.count; i++)
		st = add_index(a, o->indexes.values[i], err);
	return st ? st : options_print_kept(o, &a->options, err);
}
