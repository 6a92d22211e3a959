/* What is configured, for --status: the files, and where each option comes from. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/inspect/status_data.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

/* What stands before the name of an option that counts for one program alone. */
static const char *only(unsigned programs)
{
	return programs == COOP_PROGRAM_COOPIDX ? "coopidx."
	       : programs == COOP_PROGRAM_COOPQ ? "coopq."
						: "";
}

static void add_variable(struct status_variable *out, size_t *count,
	const struct coop_setting *s, enum coop_program program)
{
	size_t len, i = 0;
	const char *at = coop_setting_variable(s, &len);
	while (i < *count && strcmp(out[i].setting->name, s->name) != 0)
		i++;
	if (!at || len > COOP_NAME_MAX || i == STATUS_VARIABLES)
		return;
	if (i == *count) {
		out[(*count)++] = (struct status_variable){.setting = s};
		memcpy(out[i].name, at, len);
	}
	out[i].programs |= program;
}

size_t status_variables(struct status_variable out[STATUS_VARIABLES])
{
	static const enum coop_program programs[] = {
		COOP_PROGRAM_COOPIDX, COOP_PROGRAM_COOPQ};
	size_t count = 0;
	for (size_t i = 0; i < 2; i++)
		for (const struct coop_setting *s = coop_settings_of(programs[i]);
			s->name; s++)
			add_variable(out, &count, s, programs[i]);
	return count;
}

/* Whether what else is said of the same option goes before a line, for every program of the line. */
static bool is_in_force(const struct coop_config *c, const struct coop_config_line *line)
{
	const char *name = coop_config_string(c, line->name);
	struct status_variable variables[STATUS_VARIABLES];
	size_t count = status_variables(variables);
	unsigned programs = line->programs;
	for (size_t i = 0; i < count; i++)
		if (strcmp(variables[i].setting->name, name) == 0)
			programs &= ~variables[i].programs;
	for (size_t i = 0; i < c->count; i++) {
		const struct coop_config_line *other = &c->lines[i];
		if (strcmp(coop_config_string(c, other->name), name) == 0 &&
			coop_config_rank(c, other) > coop_config_rank(c, line))
			programs &= ~(unsigned)other->programs;
	}
	return programs != 0;
}

static void put_safe(FILE *out, const char *s)
{
	coop_put_safe(out, s, strlen(s));
}

static void put_option(FILE *out, unsigned programs, const char *name, const char *value)
{
	fprintf(out, "%s%s", only(programs), name);
	if (value) {
		fputs(" = ", out);
		put_safe(out, value);
	}
}

static void put_line(
	const struct coop_config *c, const struct coop_config_line *line, FILE *out)
{
	status_begin_line(out, "");
	put_option(out, line->programs, coop_config_string(c, line->name),
		coop_config_string(c, line->value));
	fputs("  (", out);
	put_safe(out, coop_config_string(c, c->files[line->file].path));
	fprintf(out, ":%zu%s)\n", line->number,
		is_in_force(c, line) ? ""
				     : TR("; something else goes before it",
					       " ; autre chose passe avant"));
}

void status_print_config(const struct coop_config *c, FILE *out)
{
	struct status_variable variables[STATUS_VARIABLES];
	size_t count = status_variables(variables);
	const char *name = "configuration";
	if (c->nfiles == 0)
		status_begin_line(out, name);
	if (c->nfiles == 0)
		fputs(TR("no file\n", "aucun fichier\n"), out);
	for (size_t i = 0; i < c->nfiles; i++) {
		status_begin_line(out, i == 0 ? name : "");
		put_safe(out, coop_config_string(c, c->files[i].path));
		fputs(c->files[i].project
				? TR(" (of the project)\n", " (du projet)\n")
				: TR(" (of the user)\n", " (de l'utilisateur)\n"),
			out);
	}
	for (size_t i = 0; i < count; i++) {
		status_begin_line(out, "");
		put_option(out, variables[i].programs, variables[i].setting->name,
			getenv(variables[i].name));
		fprintf(out, "  (%s)\n", variables[i].name);
	}
	for (size_t i = 0; i < c->count; i++)
		put_line(c, &c->lines[i], out);
}

/* ---- JSON ---- */

static int set_text(json_t *o, const char *key, const char *text)
{
	return json_object_set_new(
		o, key, text ? coop_json_string(text, strlen(text)) : json_null());
}

/* What is said of an option; where it comes from is added by the caller. */
static json_t *option_object(
	const char *name, unsigned programs, const char *value, bool in_force, int *bad)
{
	json_t *o = json_object(), *list = json_array();
	if (programs & COOP_PROGRAM_COOPIDX)
		*bad |= json_array_append_new(list, json_string("coopidx"));
	if (programs & COOP_PROGRAM_COOPQ)
		*bad |= json_array_append_new(list, json_string("coopq"));
	*bad |= set_text(o, "name", name);
	*bad |= set_text(o, "value", value);
	*bad |= json_object_set_new(o, "programs", list);
	*bad |= json_object_set_new(o, "in_force", json_boolean(in_force));
	return o;
}

static int add_line(
	json_t *options, const struct coop_config *c, const struct coop_config_line *line)
{
	int bad = 0;
	json_t *o = option_object(coop_config_string(c, line->name), line->programs,
		coop_config_string(c, line->value), is_in_force(c, line), &bad);
	bad |= set_text(o, "file", coop_config_string(c, c->files[line->file].path));
	bad |= json_object_set_new(o, "line", json_integer((json_int_t)line->number));
	return json_array_append_new(options, o) | bad;
}

int status_set_config(json_t *o, const struct coop_config *c)
{
	json_t *config = json_object(), *files = json_array(), *options = json_array();
	struct status_variable variables[STATUS_VARIABLES];
	size_t count = status_variables(variables);
	int bad = 0;
	for (size_t i = 0; i < c->nfiles; i++) {
		json_t *file = json_object();
		bad |= set_text(file, "path", coop_config_string(c, c->files[i].path));
		bad |= set_text(file, "of", c->files[i].project ? "project" : "user");
		bad |= json_array_append_new(files, file);
	}
	for (size_t i = 0; i < count; i++) {
		json_t *option = option_object(variables[i].setting->name,
			variables[i].programs, getenv(variables[i].name), true, &bad);
		bad |= set_text(option, "variable", variables[i].name);
		bad |= json_array_append_new(options, option);
	}
	for (size_t i = 0; i < c->count; i++)
		bad |= add_line(options, c, &c->lines[i]);
	bad |= json_object_set_new(config, "files", files);
	bad |= json_object_set_new(config, "options", options);
	return json_object_set_new(o, "configuration", config) | bad;
}
