#include "shared/cli/setter.h"

#include <stdlib.h>
#include <string.h>

#include "shared/core/i18n.h"

/* Frees the copies in a list, and the list. */
static void empty(struct coop_opt_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free((char *)list->values[i]);
	coop_opt_list_release(list);
}

/* Writes a target as it was before. */
static void put_back(const struct coop_opt *o, const union coop_opt_before *value)
{
	if (o->kind == COOP_OPT_LIST)
		empty(o->target);
	else
		memcpy(o->target, value, coop_opts_target_size(o));
}

void coop_setter_begin(struct coop_setter *s, const char *allowed)
{
	s->allowed = allowed;
	for (size_t i = 0; s->rows[i].name; i++) {
		memcpy(&s->before[i], s->rows[i].target,
			coop_opts_target_size(&s->rows[i]));
		s->texts[i] = NULL;
	}
}

void coop_setter_release(struct coop_setter *s)
{
	for (size_t i = 0; s->rows[i].name; i++) {
		put_back(&s->rows[i], &s->before[i]);
		free(s->texts[i]);
		s->texts[i] = NULL;
	}
}

/* The row of an option that may be set. */
static enum coop_status find(const struct coop_setter *s, const char *name,
	const char *arg, const struct coop_opt **row, struct coop_error *err)
{
	*row = coop_opts_find(s->rows, name, arg, err);
	if (!*row)
		return COOP_E_ARG;
	if (!coop_opts_is_among(s->allowed, name))
		return coop_fail(err, COOP_E_ARG,
			TR("--%s is for the command line alone",
				"--%s n'est que pour la ligne de commande"),
			name);
	return COOP_OK;
}

/* Whether a target borrows its argument. */
static bool borrows(const struct coop_opt *o)
{
	return o->kind == COOP_OPT_STRING || o->kind == COOP_OPT_OPTIONAL_STRING ||
	       o->kind == COOP_OPT_LIST;
}

enum coop_status coop_setter_set(
	struct coop_setter *s, const char *name, const char *arg, struct coop_error *err)
{
	const struct coop_opt *row;
	enum coop_status st = find(s, name, arg, &row, err);
	if (st || !arg || !borrows(row))
		return st ? st : coop_opts_set(row, arg, err);
	char *copy = strdup(arg);
	if (!copy)
		return coop_fail_nomem(err);
	st = coop_opts_set(row, copy, err);
	if (st) {
		free(copy);
	} else if (row->kind != COOP_OPT_LIST) {
		free(s->texts[row - s->rows]);
		s->texts[row - s->rows] = copy;
	}
	return st; /* NOLINT(clang-analyzer-unix.Malloc): a list has it */
}

enum coop_status coop_setter_unset(
	struct coop_setter *s, const char *name, struct coop_error *err)
{
	const struct coop_opt *row;
	enum coop_status st = find(s, name, NULL, &row, NULL);
	if (st) /* an option that takes an argument has none here */
		st = find(s, name, "", &row, err);
	if (st)
		return st;
	put_back(row, &s->before[row - s->rows]);
	free(s->texts[row - s->rows]);
	s->texts[row - s->rows] = NULL;
	return COOP_OK;
}
