/* The lines of a configuration file. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "shared/cli/config_internal.h"
#include "shared/cli/nearest.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

enum coop_status coop_config_fail(const char *path, size_t number, size_t column,
	struct coop_error *err, const char *fmt, ...)
{
	enum { SHOWN = 200 }; /* of a path, so that the message has room */
	char text[sizeof err->msg], place[64] = "";
	size_t len = strlen(path), cut = len > SHOWN ? len - SHOWN : 0;
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	if (number > 0 && column > 0)
		snprintf(place, sizeof place, ":%zu:%zu", number, column);
	else if (number > 0)
		snprintf(place, sizeof place, ":%zu", number);
	return coop_fail(err, COOP_E_ARG, TR("%s%s%s: %s", "%s%s%s : %s"),
		cut ? "..." : "", path + cut, place, text);
}

/* A line that is being read. */
struct reading {
	struct coop_config *c;
	const char *s;
	size_t len, at;
	struct coop_config_line line;
	struct coop_error *err;
};

static const char *path_of(const struct reading *r)
{
	return coop_config_string(r->c, r->c->files[r->line.file].path);
}

/* coop_config_fail() at byte `at` of the line; the arguments of a message are at most a name. */
static enum coop_status fail_at(
	const struct reading *r, size_t at, const char *message, const char *what)
{
	char text[400];
	/* the one sign of `message` that is replaced */
	const char *sign = strstr(message, "%s");
	if (sign)
		snprintf(text, sizeof text, "%.*s%.80s%s", (int)(sign - message), message,
			what, sign + 2);
	else
		snprintf(text, sizeof text, "%s", message);
	return coop_config_fail(path_of(r), r->line.number, at + 1, r->err, "%s", text);
}

static void skip_blanks(struct reading *r)
{
	while (r->at < r->len && coop_is_blank(r->s[r->at]))
		r->at++;
}

/* Whether nothing follows but a comment. */
static bool at_end(const struct reading *r)
{
	return r->at == r->len || r->s[r->at] == '#';
}

/* ---- values ---- */

/* Reads what stands between quotes; '\' keeps a quote, and itself. */
static enum coop_status read_quoted(struct reading *r)
{
	struct coop_buf *out = &r->c->strings;
	size_t begin = r->at++;
	for (; r->at < r->len && r->s[r->at] != '"'; r->at++) {
		bool kept = r->s[r->at] == '\\' && r->at + 1 < r->len &&
			    (r->s[r->at + 1] == '"' || r->s[r->at + 1] == '\\');
		r->at += kept;
		coop_buf_byte(out, r->s[r->at]);
	}
	if (r->at == r->len)
		return fail_at(r, begin,
			TR("the quote is not closed", "le guillemet n'est pas fermé"),
			"");
	r->at++;
	skip_blanks(r);
	if (at_end(r))
		return COOP_OK;
	fail_at(r, r->at,
		TR("something follows the closing quote",
			"quelque chose suit le guillemet fermant"),
		"");
	coop_hint(r->err, "%s",
		TR("quote all of the value, and put '\\' before quotes in it",
			"mettez toute la valeur entre guillemets, et « \\ » devant ceux qu'elle contient"));
	return COOP_E_ARG;
}

/* Reads up to a comment, which begins after a blank, without the blanks at the end. */
static void read_bare(struct reading *r)
{
	size_t end = r->at;
	for (size_t i = r->at; i < r->len; i++) {
		if (r->s[i] == '#' && coop_is_blank(r->s[i - 1]))
			break;
		if (!coop_is_blank(r->s[i]))
			end = i + 1;
	}
	coop_buf_add(&r->c->strings, r->s + r->at, end - r->at);
}

static enum coop_status read_value(struct reading *r)
{
	enum coop_status st = COOP_OK;
	skip_blanks(r);
	r->line.column = r->at + 1;
	r->line.value = r->c->strings.len;
	if (r->at < r->len && r->s[r->at] == '"')
		st = read_quoted(r);
	else
		read_bare(r);
	coop_buf_byte(&r->c->strings, '\0');
	return st;
}

/* ---- names ---- */

static const struct {
	enum coop_program program;
	const char *prefix;
} owners[] = {
	{COOP_PROGRAM_COOPIDX, "coopidx."},
	{COOP_PROGRAM_COOPQ, "coopq."},
};
enum { OWNERS = sizeof owners / sizeof *owners };

/* Takes the name of a program off the name of an option; the programs that are meant. */
static unsigned owners_of(const char **name, size_t *len)
{
	for (size_t i = 0; i < OWNERS; i++) {
		size_t n = strlen(owners[i].prefix);
		if (*len >= n && memcmp(*name, owners[i].prefix, n) == 0) {
			*name += n;
			*len -= n;
			return owners[i].program;
		}
	}
	return COOP_PROGRAM_COOPIDX | COOP_PROGRAM_COOPQ;
}

/* The nearest option of these programs that may stand in a file. */
static const char *nearest_of(unsigned programs, const char *typed)
{
	struct coop_nearest nearest = COOP_NEAREST_NONE;
	for (size_t i = 0; i < OWNERS; i++)
		for (const struct coop_setting *s = coop_settings_of(owners[i].program);
			(programs & owners[i].program) && s->name; s++)
			if (s->place != COOP_SETTING_TYPED)
				coop_nearest_try(&nearest, typed, s->name);
	return nearest.name;
}

/* `typed` is what stands in the file, `len` bytes, `name` its part behind the name of a program. */
static enum coop_status fail_unknown(const struct reading *r, unsigned programs,
	const char *typed, size_t len, const char *name)
{
	char all[2 * COOP_NAME_MAX], part[COOP_NAME_MAX + 2];
	const char *end = typed + len;
	snprintf(all, sizeof all, "%.*s", (int)len, typed);
	while (name < end && *name == '-')
		name++;
	snprintf(part, sizeof part, "%.*s", (int)(end - name), name);
	fail_at(r, (size_t)(typed - r->s),
		TR("unknown option '%s'", "option inconnue « %s »"), all);
	const char *near = nearest_of(programs, part);
	if (near)
		coop_hint(r->err, TR("did you mean '%s'?", "vouliez-vous dire « %s » ?"),
			near);
	else
		coop_hint(r->err, "%s",
			TR("the names are those of the long options: 'coopq --help' and 'coopidx --help' list them",
				"les noms sont ceux des options longues : « coopq --help » et « coopidx --help » les donnent"));
	return COOP_E_ARG;
}

/* Fails for an option that may not stand in this file. */
static enum coop_status fail_misplaced(
	const struct reading *r, size_t at, const struct coop_setting *s)
{
	if (s->place == COOP_SETTING_USER) {
		fail_at(r, at,
			TR("'%s' may not stand in the file of a project",
				"« %s » n'a pas sa place dans le fichier d'un projet"),
			s->name);
		coop_hint(r->err, "%s",
			TR("write it in your own file, ~/.config/coop/config",
				"écrivez-la dans votre propre fichier, ~/.config/coop/config"));
		return COOP_E_ARG;
	}
	fail_at(r, at,
		TR("'%s' is for the command line alone, and may not stand in a file",
			"« %s » n'a de place que sur la ligne de commande, pas dans un fichier"),
		s->name);
	if (s->instead)
		coop_hint(r->err, TR("write '%s'", "écrivez « %s »"), s->instead);
	return COOP_E_ARG;
}

/* Finds out for which programs a name counts, which takes up `len` bytes at `at`. */
static enum coop_status read_programs(struct reading *r, size_t at, size_t len)
{
	const struct coop_setting *misplaced = NULL;
	bool project = r->c->files[r->line.file].project;
	const char *typed = r->s + at, *name = typed;
	size_t whole = len;
	unsigned owner = owners_of(&name, &len);
	for (size_t i = 0; i < OWNERS; i++) {
		const struct coop_setting *s =
			owner & owners[i].program
				? coop_setting_find(owners[i].program, name, len)
				: NULL;
		if (s && s->place >= (project ? COOP_SETTING_ANY : COOP_SETTING_USER))
			r->line.programs |= (unsigned char)owners[i].program;
		else if (s && (!misplaced || s->place > misplaced->place))
			misplaced = s;
	}
	if (!r->line.programs)
		return misplaced ? fail_misplaced(r, at, misplaced)
				 : fail_unknown(r, owner, typed, whole, name);
	r->line.own = name != typed;
	r->line.name = r->c->strings.len;
	coop_buf_add(&r->c->strings, name, len);
	coop_buf_byte(&r->c->strings, '\0');
	return coop_buf_check(&r->c->strings, r->err);
}

/* The setting of the first program for which the line counts. */
static const struct coop_setting *setting_of(const struct coop_config *c,
	const struct coop_config_line *line, unsigned programs)
{
	const char *name = coop_config_string(c, line->name);
	return coop_setting_find(programs & COOP_PROGRAM_COOPIDX ? COOP_PROGRAM_COOPIDX
								 : COOP_PROGRAM_COOPQ,
		name, strlen(name));
}

/* Refuses a second line for an option that is no list. */
static enum coop_status check_single(const struct reading *r, size_t at)
{
	const char *name = coop_config_string(r->c, r->line.name);
	for (size_t i = 0; i < r->c->count; i++) {
		const struct coop_config_line *other = &r->c->lines[i];
		unsigned both = other->programs & r->line.programs;
		if (other->file != r->line.file || other->own != r->line.own || !both ||
			strcmp(coop_config_string(r->c, other->name), name) != 0 ||
			coop_setting_is_list(setting_of(r->c, &r->line, both)))
			continue;
		fail_at(r, at,
			TR("'%s' stands in this file twice",
				"« %s » figure deux fois dans ce fichier"),
			name);
		coop_hint(r->err, TR("line %zu has it already", "la ligne %zu l'a déjà"),
			other->number);
		return COOP_E_ARG;
	}
	return COOP_OK;
}

/* ---- lines ---- */

/* Makes the value of an option that names a file or an index a path. */
static enum coop_status read_path(struct reading *r)
{
	const struct coop_setting *s = setting_of(r->c, &r->line, r->line.programs);
	const char *value = coop_config_string(r->c, r->line.value);
	struct coop_buf path = {0};
	struct coop_config_spot spot = {
		&r->c->files[r->line.file], r->line.number, r->line.column};
	if (!value || !coop_setting_is_path(s))
		return COOP_OK;
	enum coop_status st = coop_config_resolve(
		r->c, &spot, value, s->kind != COOP_SETTING_FILE, &path, r->err);
	if (!st) {
		r->line.value = r->c->strings.len;
		coop_buf_add(&r->c->strings, path.s, path.len);
		st = coop_buf_check(&r->c->strings, r->err);
	}
	coop_buf_release(&path);
	return st;
}

static enum coop_status read_line(struct reading *r)
{
	skip_blanks(r);
	if (at_end(r))
		return COOP_OK;
	size_t name = r->at;
	while (r->at < r->len && !coop_is_blank(r->s[r->at]) && r->s[r->at] != '=')
		r->at++;
	enum coop_status st = read_programs(r, name, r->at - name);
	if (st)
		return st;
	skip_blanks(r);
	r->line.column = name + 1;
	if (!at_end(r) && r->s[r->at++] != '=')
		return fail_at(r, r->at - 1,
			TR("'=' is missing between '%s' and its value",
				"il manque « = » entre « %s » et sa valeur"),
			coop_config_string(r->c, r->line.name));
	if (r->at > name && r->s[r->at - 1] == '=')
		st = read_value(r);
	if (!st)
		st = coop_buf_check(&r->c->strings, r->err);
	if (!st)
		st = check_single(r, name);
	if (!st)
		st = read_path(r);
	if (!st && r->c->count == COOP_CONFIG_LINES)
		st = fail_at(r, name, TR("too many lines", "trop de lignes"), "");
	if (!st && !coop_array_grow(&r->c->lines, &r->c->cap, r->c->count + 1,
			   sizeof *r->c->lines))
		st = coop_fail_nomem(r->err);
	if (!st)
		r->c->lines[r->c->count++] = r->line;
	return st;
}

/* Refuses what is no line of text. */
static enum coop_status check_line(const struct reading *r)
{
	if (r->len > COOP_CONFIG_LINE)
		return fail_at(r, COOP_CONFIG_LINE,
			TR("the line is too long", "la ligne est trop longue"), "");
	for (size_t i = 0; i < r->len; i++) {
		unsigned char byte = (unsigned char)r->s[i];
		if ((byte < 0x20 && byte != '\t') || byte == 0x7f)
			return fail_at(r, i,
				TR("a control character: this is no text",
					"un caractère de contrôle : ce n'est pas du texte"),
				"");
	}
	return COOP_OK;
}

/* Adds a file; its folder is what stands before the last '/'. */
static enum coop_status add_file(
	struct coop_config *c, const char *path, bool project, struct coop_error *err)
{
	const char *slash = strrchr(path, '/');
	struct coop_config_file *file = &c->files[c->nfiles];
	*file = (struct coop_config_file){.path = c->strings.len, .project = project};
	coop_buf_add(&c->strings, path, strlen(path) + 1);
	file->folder = c->strings.len;
	coop_buf_add(&c->strings, path, slash ? (size_t)(slash - path) : 0);
	coop_buf_byte(&c->strings, '\0');
	c->nfiles++;
	return coop_buf_check(&c->strings, err);
}

enum coop_status coop_config_parse(struct coop_config *c, const char *path, bool project,
	const char *text, size_t len, struct coop_error *err)
{
	static const char mark[] = "\xef\xbb\xbf";
	const char *end = text + len;
	size_t number = 0;
	enum coop_status st = add_file(c, path, project, err);
	if (len >= 3 && memcmp(text, mark, 3) == 0)
		text += 3;
	while (!st && text < end) {
		number++;
		const char *lf = memchr(text, '\n', (size_t)(end - text));
		struct reading r = {.c = c,
			.s = text,
			.len = (size_t)((lf ? lf : end) - text),
			.err = err,
			.line = {.value = SIZE_MAX,
				.number = number,
				.file = (unsigned char)(c->nfiles - 1)}};
		if (r.len > 0 && text[r.len - 1] == '\r')
			r.len--;
		st = check_line(&r);
		if (!st)
			st = read_line(&r);
		text = lf ? lf + 1 : end;
	}
	return st;
}
