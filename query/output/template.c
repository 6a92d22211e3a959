#include "query/output/template.h"

#include <stdlib.h>
#include <string.h>

#include "shared/core/diag.h"
#include "shared/core/i18n.h"

/* ---- parsing ---- */

static struct template_part *add_part(struct template *t)
{
	if (!coop_array_grow(&t->parts, &t->cap, t->count + 1, sizeof *t->parts))
		return NULL;
	t->parts[t->count] = (struct template_part){.text = t->text.len};
	return &t->parts[t->count++];
}

/* Appends what a backslash and a character stand for. */
static void add_escape(struct coop_buf *text, char c)
{
	static const char letters[] = "nt0", stand_for[] = "\n\t";
	const char *found = c ? strchr(letters, c) : NULL;
	coop_buf_byte(text, found ? stand_for[found - letters] : c);
}

/* Appends text up to a character of `until`, or the end; returns where it ends. */
static const char *add_text(struct coop_buf *text, const char *s, char until)
{
	while (*s && *s != until) {
		if (*s == '\\' && s[1])
			add_escape(text, *++s);
		else
			coop_buf_byte(text, *s);
		s++;
	}
	return s;
}

static enum coop_status unclosed(size_t column, struct coop_error *err)
{
	return coop_fail(err, COOP_E_ARG,
		TR("--template, column %zu: '%%' begins a field, such as %%{title}, or is typed twice",
			"--template, colonne %zu : « %% » commence un champ, comme %%{titre}, ou se tape deux fois"),
		column);
}

/* Parses what follows a percent sign; moves `*s` past it. */
static enum coop_status parse_field(
	struct template *t, const char *pattern, const char **s, struct coop_error *err)
{
	if (**s != '{')
		return unclosed((size_t)(*s - pattern), err);
	const char *name = *s + 1;
	size_t len = strcspn(name, "|}");
	if (!name[len])
		return unclosed((size_t)(*s - pattern), err);
	struct template_part *part = add_part(t);
	if (!part)
		return coop_fail_nomem(err);
	enum coop_status st = column_find(name, len, &part->column, err);
	const char *end = name + len;
	if (!st && *end == '|')
		end = add_text(&t->text, end + 1, '}');
	part->len = t->text.len - part->text;
	if (!st && *end != '}')
		st = unclosed((size_t)(*s - pattern), err);
	*s = end + 1;
	return st;
}

static enum coop_status parse_text(
	struct template *t, const char **s, struct coop_error *err)
{
	struct template_part *part = add_part(t);
	if (!part)
		return coop_fail_nomem(err);
	part->is_text = true;
	*s = add_text(&t->text, *s, '%');
	part->len = t->text.len - part->text;
	return COOP_OK;
}

enum coop_status template_parse(
	const char *pattern, struct template *out, struct coop_error *err)
{
	const char *s = pattern;
	enum coop_status st = COOP_OK;
	while (!st && *s) {
		if (*s != '%') {
			st = parse_text(out, &s, err);
		} else if (s[1] == '%') {
			struct template_part *part = add_part(out);
			if (!part)
				return coop_fail_nomem(err);
			*part = (struct template_part){
				.is_text = true, .text = out->text.len, .len = 1};
			coop_buf_byte(&out->text, '%');
			s += 2;
		} else {
			s++;
			st = parse_field(out, pattern, &s, err);
		}
	}
	return st ? st : coop_buf_check(&out->text, err);
}

void template_release(struct template *t)
{
	free(t->parts);
	coop_buf_release(&t->text);
	*t = (struct template){0};
}

bool template_has(const struct template *t, enum column_kind kind)
{
	for (size_t i = 0; i < t->count; i++)
		if (!t->parts[i].is_text && t->parts[i].column.kind == kind)
			return true;
	return false;
}

/* ---- printing ---- */

/* The text of a pattern is the user's own and stays as it is; that of a notice is made safe. */
static void put_part(const struct output *out, const struct template_part *part,
	const struct answer *answer, const struct result *result, struct coop_buf *value)
{
	coop_buf_reset(value);
	if (!part->is_text)
		column_value(&part->column, answer, result, " ; ", value);
	if (value->len > 0)
		coop_put_safe(out->stream, value->s, value->len);
	else if (part->len > 0)
		fwrite(out->template->text.s + part->text, 1, part->len, out->stream);
}

enum coop_status out_template(const struct output *out, const struct answer *answer,
	const struct result *result, struct coop_error *err)
{
	struct coop_buf value = {0};
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < out->template->count; i++) {
		put_part(out, &out->template->parts[i], answer, result, &value);
		st = coop_buf_check(&value, err);
	}
	fputc(out->null ? '\0' : '\n', out->stream);
	coop_buf_release(&value);
	return st;
}
