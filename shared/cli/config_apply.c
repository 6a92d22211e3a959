/* Options that a configuration sets. */
#include <string.h>

#include "shared/cli/config_internal.h"
#include "shared/core/i18n.h"

int coop_config_rank(const struct coop_config *c, const struct coop_config_line *line)
{
	return 2 * c->files[line->file].project + line->own;
}

static enum coop_status fail_line(const struct coop_config *c,
	const struct coop_config_line *line, struct coop_error *err,
	const struct coop_error *from)
{
	const char *path = coop_config_string(c, c->files[line->file].path);
	if (from->status == COOP_E_NOMEM)
		return coop_pass_on(err, from);
	coop_config_fail(path, line->number, line->column, err, "%s", from->msg);
	if (from->hint[0])
		coop_hint(err, "%s", from->hint);
	return COOP_E_ARG;
}

/* Whether a word says yes, or no: 1 and 0; -1 for neither. */
static int read_switch(const char *value)
{
	static const char *const words[][2] = {
		{"no", "non"}, {"yes", "oui"}, {"false", "faux"}, {"true", "vrai"}};
	char small[8] = "";
	for (size_t i = 0; value[i] && i + 1 < sizeof small; i++) {
		bool capital = value[i] >= 'A' && value[i] <= 'Z';
		small[i] = (char)(value[i] + (capital ? 'a' - 'A' : 0));
	}
	for (int i = 0; i < 4; i++)
		if (strcmp(small, words[i][0]) == 0 || strcmp(small, words[i][1]) == 0)
			return i % 2;
	return -1;
}

static bool is_switch(const struct coop_opt *o)
{
	return o->kind == COOP_OPT_SET;
}

/* Whether a line leaves the option as it is when not given. */
static bool says_no(const struct coop_config *c, const struct coop_config_line *line)
{
	const char *value = coop_config_string(c, line->value);
	return is_switch(line->option) && value && read_switch(value) == 0;
}

/* Checks the value of a line, and sets nothing. */
static enum coop_status check_value(const struct coop_config *c,
	const struct coop_config_line *line, struct coop_error *err)
{
	union {
		size_t count;
		const char *text;
		int number;
		struct coop_opt_list list;
	} nowhere = {0};
	struct coop_opt probe = *line->option;
	struct coop_error why = {0};
	const char *value = coop_config_string(c, line->value);
	probe.target = &nowhere;
	if (is_switch(line->option)) {
		if (value && read_switch(value) < 0)
			coop_fail(&why, COOP_E_ARG,
				TR("%s is yes or no, not '%.80s'",
					"%s vaut oui ou non, pas « %.80s »"),
				probe.name, value);
	} else if (!value) {
		coop_fail(&why, COOP_E_ARG,
			TR("%s needs a value: %s = ...",
				"%s attend une valeur : %s = ..."),
			probe.name, probe.name);
	} else if (probe.kind != COOP_OPT_LIST) {
		coop_opts_set(&probe, value, &why);
	}
	return why.status ? fail_line(c, line, err, &why) : COOP_OK;
}

static const struct coop_opt *option_of(const struct coop_opt *table, const char *name)
{
	while (table->name && strcmp(table->name, name) != 0)
		table++;
	return table->name ? table : NULL;
}

/* Whether what another line says counts instead: it sets the same, and has a higher rank. */
static bool goes_before(const struct coop_config *c, const struct coop_config_line *other,
	const struct coop_config_line *line)
{
	return other->option && other->option->target == line->option->target &&
	       coop_config_rank(c, other) > coop_config_rank(c, line);
}

/* Decides which lines count; two of one rank may not set the same in two ways. */
static enum coop_status choose(struct coop_config *c, enum coop_program program,
	struct coop_config_line *line, struct coop_error *err)
{
	size_t len;
	const struct coop_setting *s = coop_setting_find(
		program, line->option->name, strlen(line->option->name));
	line->in_force = !coop_setting_variable(s, &len);
	for (size_t i = 0; i < c->count; i++) {
		const struct coop_config_line *other = &c->lines[i];
		if (goes_before(c, other, line))
			line->in_force = false;
		if (other >= line || !other->option || other->option == line->option ||
			other->option->target != line->option->target ||
			coop_config_rank(c, other) != coop_config_rank(c, line) ||
			says_no(c, other) || says_no(c, line))
			continue;
		return coop_config_fail(coop_config_string(c, c->files[line->file].path),
			line->number, line->column, err,
			TR("%s and %s of line %zu exclude each other",
				"%s et %s de la ligne %zu s'excluent l'un l'autre"),
			line->option->name, other->option->name, other->number);
	}
	return COOP_OK;
}

/* Sets an option from the lines that count for it. */
static enum coop_status set_option(struct coop_config *c,
	const struct coop_config_use *use, const struct coop_opt *o,
	struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < c->count; i++) {
		struct coop_config_line *line = &c->lines[i];
		const char *value =
			is_switch(o) ? NULL : coop_config_string(c, line->value);
		if (line->option != o || !line->in_force)
			continue;
		line->in_force = !coop_opts_is_given(use->given, o->target) &&
				 (!use->fits || use->fits(use->data, o, value));
		if (line->in_force && !says_no(c, line))
			st = coop_opts_set(o, value, err);
	}
	return st;
}

enum coop_status coop_config_apply(
	struct coop_config *c, const struct coop_config_use *use, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < c->count; i++) {
		struct coop_config_line *line = &c->lines[i];
		line->in_force = false;
		line->option =
			line->programs & use->program
				? option_of(use->table, coop_config_string(c, line->name))
				: NULL;
		if (line->option)
			st = check_value(c, line, err);
	}
	for (size_t i = 0; !st && i < c->count; i++)
		if (c->lines[i].option)
			st = choose(c, use->program, &c->lines[i], err);
	for (const struct coop_opt *o = use->table; !st && o->name; o++)
		st = set_option(c, use, o, err);
	return st;
}

enum coop_status coop_config_pass_on(const struct coop_config *c, const char *value,
	struct coop_error *err, const struct coop_error *from)
{
	for (size_t i = 0; from->status && i < c->count; i++)
		if (value && coop_config_string(c, c->lines[i].value) == value)
			return fail_line(c, &c->lines[i], err, from);
	return coop_pass_on(err, from);
}
