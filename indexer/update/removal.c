#include "indexer/update/removal.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/select/root.h"
#include "shared/core/i18n.h"

struct removal {
	struct previous *p;
	bool *removed; /* by number of the source */
	struct real_paths real;
	struct coop_buf path;
};

/* Marks the source of a path, or all below it; whether there are any. */
static bool mark(struct removal *r, const char *path)
{
	const struct sources *s = &r->p->sources;
	size_t len = strlen(path);
	bool any = false;
	while (len > 1 && path[len - 1] == '/')
		len--;
	for (size_t i = 0; len > 0 && i < s->count; i++) {
		const char *source = source_path(s, &s->at[i]);
		if (strncmp(source, path, len) != 0 ||
			(source[len] != '\0' && source[len] != '/'))
			continue;
		r->removed[i] = any = true;
	}
	return any;
}

static void mark_all(struct removal *r)
{
	for (size_t i = 0; i < r->p->sources.count; i++)
		r->removed[i] = true;
}

/* Marks what a path names as seen from the current folder. */
static enum coop_status mark_path(
	struct removal *r, const char *name, bool *any, struct coop_error *err)
{
	const char *root = coop_buf_cstr(&r->p->root);
	enum coop_status st = COOP_OK;
	*any = false;
	if (!*root)
		return COOP_OK;
	coop_buf_reset(&r->path);
	st = root_add_folder(root, &r->real, name, &r->path, err);
	if (!st && r->path.len == 0 && r->p->sources.count > 0) {
		mark_all(r);
		*any = true;
		return COOP_OK;
	}
	if (!st)
		*any = mark(r, coop_buf_cstr(&r->path));
	if (st || *any)
		return st;
	/* a link to a file is known by its own name */
	coop_buf_reset(&r->path);
	st = root_add_file(root, &r->real, name, &r->path, err);
	if (!st)
		*any = mark(r, coop_buf_cstr(&r->path));
	return st;
}

static enum coop_status not_there(const char *name, struct coop_error *err)
{
	coop_fail(err, COOP_E_ARG,
		TR("the index holds no file, folder or id '%s'",
			"l'index ne contient ni fichier, ni dossier, ni identifiant « %s »"),
		name);
	coop_hint(err, "%s",
		TR("coopidx --list shows its files; nothing was removed",
			"coopidx --list en montre les fichiers ; rien n'a été retiré"));
	return COOP_E_ARG;
}

static enum coop_status take_name(
	struct removal *r, const char *name, struct coop_error *err)
{
	struct document_place at = {0};
	bool any = false;
	enum coop_status st = mark_path(r, name, &any, err);
	if (!st && !any)
		any = mark(r, name);
	if (!st && !any)
		st = previous_find(r->p, name, strlen(name), &at, err);
	if (!st && at.docid > 0) {
		previous_exclude(r->p, at);
		any = true;
	}
	return st || any ? st : not_there(name, err);
}

/* Keeps the entries of a scan that were not marked. */
static void drop_marked(const struct removal *r, struct scan *scan)
{
	size_t kept = 0;
	for (size_t i = 0; i < scan->count; i++)
		if (!r->removed[scan->at[i].before])
			scan->at[kept++] = scan->at[i];
	scan->gone = scan->count - kept;
	scan->count = kept;
}

enum coop_status removal_run(char *const *names, size_t count, struct previous *p,
	struct scan *out, struct coop_error *err)
{
	struct removal r = {.p = p};
	*out = (struct scan){0};
	r.removed = calloc(p->sources.count + 1, sizeof *r.removed);
	if (!r.removed)
		return coop_fail_nomem(err);
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < count; i++)
		st = take_name(&r, names[i], err);
	if (!st)
		st = scan_keep_all(
			&(struct scan_before){.sources = &p->sources, .keep = true}, out,
			err);
	if (!st)
		drop_marked(&r, out);
	free(r.removed);
	real_paths_release(&r.real);
	coop_buf_release(&r.path);
	return st;
}
