#include "indexer/select/selection.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/disk/infile.h"
#include "indexer/report/problems.h"
#include "shared/core/i18n.h"

enum { LIST_MAX = 1 << 30 /* bytes of a list of paths */ };

void selection_options_release(struct selection_options *options)
{
	coop_opt_list_release(&options->include);
	coop_opt_list_release(&options->exclude);
}

static enum coop_status add_path(
	struct selection *s, const char *path, struct coop_error *err)
{
	if (!coop_array_grow(&s->paths, &s->cap, s->count + 1, sizeof *s->paths))
		return coop_fail_nomem(err);
	s->paths[s->count++] = path;
	return COOP_OK;
}

/* ---- the list ---- */

/* Fails for a list that was not read; the run ends, since its paths are not known. */
static enum coop_status cannot_read(const char *path, const struct infile *list,
	const struct coop_error *problem, struct coop_error *err)
{
	if (problem->status == COOP_E_INTERRUPTED)
		return coop_fail_interrupted(err);
	errno = list->failed;
	return list->failed ? coop_fail_errno(err,
				      TR("cannot read the list",
					      "impossible de lire la liste"),
				      path)
			    : coop_fail(err, problem->status,
				      TR("the list '%s' %s", "la liste « %s » %s"), path,
				      problem->msg);
}

static enum coop_status read_text(
	const char *path, struct coop_buf *out, struct coop_error *err)
{
	struct infile list;
	struct coop_error problem = {0};
	enum coop_status st = infile_open(&list, path, &problem);
	if (!st)
		st = infile_read_all(&list, LIST_MAX, out, &problem);
	if (st == COOP_E_NOMEM)
		coop_fail_nomem(err);
	else if (st)
		st = cannot_read(path, &list, &problem, err);
	infile_close(&list);
	return st;
}

static void report_empty(struct report *report, const char *list, size_t number)
{
	struct coop_error problem = {0};
	coop_fail(&problem, COOP_E_INPUT, "%s",
		TR("an empty path in the list", "un chemin vide dans la liste"));
	report_rejected(report, &(struct coop_place){list, number, 0}, &problem);
}

/* Refuses a list with line ends instead of NULs: it would be one long path. */
static enum coop_status check_ends(
	const struct coop_buf *list, const char *path, struct coop_error *err)
{
	if (list->len == 0 || memchr(list->s, '\0', list->len) ||
		!memchr(list->s, '\n', list->len))
		return COOP_OK;
	coop_fail(err, COOP_E_ARG,
		TR("the list '%s' has lines; its paths must end with a NUL byte",
			"la liste « %s » a des lignes ; ses chemins doivent finir par un octet nul"),
		path);
	coop_hint(err, "%s",
		TR("'find ... -print0' makes such a list; 'tr' makes one of lines: tr '\\n' '\\0'",
			"« find ... -print0 » fait une telle liste ; « tr » en fait une avec des lignes : tr '\\n' '\\0'"));
	return COOP_E_ARG;
}

/* Adds the paths of a list; the last one may lack its NUL. */
static enum coop_status split(struct selection *s, const char *path,
	struct report *report, struct coop_error *err)
{
	size_t number = 1;
	enum coop_status st = check_ends(&s->list, path, err);
	if (!st)
		coop_buf_byte(&s->list, '\0');
	if (!st)
		st = coop_buf_check(&s->list, err);
	const char *end = s->list.s + (st ? 0 : s->list.len - 1);
	for (const char *name = s->list.s; !st && name < end; number++) {
		if (!*name)
			report_empty(report, path, number);
		else
			st = add_path(s, name, err);
		name += strlen(name) + 1;
	}
	return st;
}

static enum coop_status read_list(struct selection *s, const char *path,
	struct report *report, struct coop_error *err)
{
	report_file(report, path);
	enum coop_status st = read_text(path, &s->list, err);
	if (!st)
		st = split(s, path, report, err);
	report_file_end(report, path);
	return st;
}

/* ---- the rules ---- */

static enum coop_status add_rules(const struct coop_opt_list *list, const char *option,
	struct ignore **out, struct coop_error *err)
{
	if (list->count == 0)
		return COOP_OK;
	enum coop_status st = ignore_new(out, err);
	for (size_t i = 0; i < list->count && !st; i++) {
		struct coop_error problem = {0};
		const char *glob = list->values[i];
		st = ignore_add(*out, glob, strlen(glob), i + 1, &problem);
		if (st == COOP_E_INPUT)
			return coop_fail(err, COOP_E_ARG, "%s: %s", option, problem.msg);
		coop_pass_on(err, &problem);
	}
	return st;
}

static enum coop_status check_stdin(const struct selection *s,
	const struct selection_options *options, struct coop_error *err)
{
	bool listed = options->list && infile_is_stdin(options->list);
	for (size_t i = 0; i < s->count && listed; i++)
		if (infile_is_stdin(s->paths[i]))
			return coop_fail(err, COOP_E_ARG, "%s",
				TR("standard input cannot be both a document and the list of --files0-from",
					"l'entrée standard ne peut être à la fois un document et la liste de --files0-from"));
	return COOP_OK;
}

enum coop_status selection_new(const struct selection_options *options,
	struct report *report, struct selection **out, struct coop_error *err)
{
	*out = NULL;
	struct selection *s = calloc(1, sizeof *s);
	if (!s)
		return coop_fail_nomem(err);
	enum coop_status st = COOP_OK;
	for (size_t i = 0; i < options->npaths && !st; i++)
		st = add_path(s, options->paths[i], err);
	if (!st)
		st = add_rules(&options->exclude, "--exclude", &s->exclude, err);
	if (!st)
		st = add_rules(&options->include, "--include", &s->include, err);
	s->listed = s->count;
	if (!st && options->list)
		st = read_list(s, options->list, report, err);
	if (!st)
		st = check_stdin(s, options, err);
	if (st)
		selection_free(s);
	else
		*out = s;
	return st;
}

void selection_free(struct selection *s)
{
	if (!s)
		return;
	ignore_free(s->include);
	ignore_free(s->exclude);
	coop_buf_release(&s->list);
	free(s->paths);
	free(s);
}
