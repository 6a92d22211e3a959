#include "indexer/csv/map.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/decode/source.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/text/fold.h"

enum { MAP_MAX = 1 << 20 /* bytes; a longer file is no map */ };

struct entry {
	size_t heading, len; /* folded, in `headings` */
	struct mapped mapped;
	bool met; /* in a table */
};

struct column_map {
	struct coop_buf headings, scratch;
	struct entry *entry;
	size_t count, cap;
};

void column_map_free(struct column_map *m)
{
	if (!m)
		return;
	coop_buf_release(&m->headings);
	coop_buf_release(&m->scratch);
	free(m->entry);
	free(m);
}

/* The entry of a folded heading, or NULL. */
static struct entry *find(const struct column_map *m, const char *folded, size_t len)
{
	for (size_t i = 0; i < m->count; i++) {
		struct entry *e = &m->entry[i];
		if (e->len == len && memcmp(coop_buf_cstr(&m->headings) + e->heading,
					     folded, len) == 0)
			return e;
	}
	return NULL;
}

bool column_map_find(struct column_map *m, const char *heading, size_t len,
	struct coop_buf *scratch, struct mapped *out)
{
	if (!m)
		return false;
	coop_buf_reset(scratch);
	coop_fold_label(heading, len, scratch);
	struct entry *e =
		scratch->failed ? NULL : find(m, coop_buf_cstr(scratch), scratch->len);
	if (!e)
		return false;
	e->met = true;
	*out = e->mapped;
	return true;
}

void column_map_assume_met(struct column_map *m)
{
	for (size_t i = 0; i < m->count; i++)
		m->entry[i].met = true;
}

void column_map_print(const struct column_map *m, struct coop_buf *out)
{
	for (size_t i = 0; m && i < m->count; i++) {
		const struct entry *e = &m->entry[i];
		coop_buf_add(out, coop_buf_cstr(&m->headings) + e->heading, e->len);
		coop_buf_printf(
			out, "=%d\n", e->mapped.ignored ? -1 : (int)e->mapped.field);
	}
}

bool column_map_unmet(const struct column_map *m, struct coop_buf *out)
{
	enum { SHOWN = 5 };
	size_t unmet = 0;
	for (size_t i = 0; i < m->count; i++) {
		const struct entry *e = &m->entry[i];
		if (e->met || ++unmet > SHOWN)
			continue;
		coop_buf_str(out, unmet > 1 ? ", '" : "'");
		coop_buf_add(out, coop_buf_cstr(&m->headings) + e->heading, e->len);
		coop_buf_byte(out, '\'');
	}
	if (unmet > SHOWN)
		coop_buf_printf(
			out, TR(" and %zu more", " et %zu autres"), unmet - SHOWN);
	return unmet > 0;
}

/* ---- reading ---- */

/* Drops the blanks around a span. */
static void trim(const char **s, size_t *n)
{
	while (*n > 0 && strchr(" \t\r", (*s)[*n - 1]))
		--*n;
	while (*n > 0 && strchr(" \t\r", **s)) {
		++*s;
		--*n;
	}
}

static bool is_word(const struct coop_buf *folded, const char *word)
{
	return strcmp(coop_buf_cstr(folded), word) == 0;
}

/* Parses the name of a field; no name means that the column is ignored. */
static enum coop_status read_field(struct column_map *m, const char *s, size_t n,
	struct mapped *out, struct coop_error *err)
{
	*out = (struct mapped){COOP_F_OTHER, n == 0};
	if (n == 0)
		return COOP_OK;
	out->field = coop_field_by_name(s, n, &m->scratch);
	if (m->scratch.failed)
		return coop_fail_nomem(err);
	if (out->field != COOP_F_OTHER || is_word(&m->scratch, "other") ||
		is_word(&m->scratch, "autre"))
		return COOP_OK;
	struct coop_buf names = {0};
	for (int i = 0; i < COOP_FIELD_COUNT; i++)
		coop_buf_printf(&names, "%s%s", i > 0 ? ", " : "",
			coop_field_info((enum coop_field)i)->name);
	coop_fail(err, COOP_E_ARG,
		TR("'%.*s' is no field", "« %.*s » n'est pas un champ"),
		(int)(n < 100 ? n : 100), s);
	coop_hint(err,
		TR("the fields: %s; nothing behind '=' leaves the column out",
			"les champs : %s ; rien après « = » laisse la colonne de côté"),
		coop_buf_cstr(&names));
	coop_buf_release(&names);
	return COOP_E_ARG;
}

/* Adds a heading; COOP_E_ARG when it is empty or was there before. */
static enum coop_status add_heading(struct column_map *m, const char *s, size_t n,
	const struct mapped *mapped, struct coop_error *err)
{
	struct coop_buf *folded = &m->scratch;
	coop_buf_reset(folded);
	coop_fold_label(s, n, folded);
	if (folded->failed ||
		!coop_array_grow(&m->entry, &m->cap, m->count + 1, sizeof *m->entry))
		return coop_fail_nomem(err);
	if (folded->len == 0)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("there is no heading before the '='",
				"il n'y a pas d'intitulé devant le « = »"));
	if (find(m, folded->s, folded->len))
		return coop_fail(err, COOP_E_ARG,
			TR("'%.*s' stands here a second time",
				"« %.*s » figure ici une deuxième fois"),
			(int)(n < 100 ? n : 100), s);
	m->entry[m->count++] =
		(struct entry){m->headings.len, folded->len, *mapped, false};
	coop_buf_add(&m->headings, folded->s, folded->len);
	return coop_buf_check(&m->headings, err);
}

/* Parses a line; `*column` is where a failure is, from 1. */
static enum coop_status read_line(struct column_map *m, const char *line, size_t n,
	size_t *column, struct coop_error *err)
{
	const char *heading = line;
	size_t len = n;
	struct mapped mapped;
	trim(&heading, &len);
	*column = (size_t)(heading - line) + 1;
	if (len == 0 || *heading == '#')
		return COOP_OK;
	/* the last one: a heading may hold a '=', the name of a field does not */
	const char *equals = memrchr(heading, '=', len);
	if (!equals) {
		coop_fail(err, COOP_E_ARG, "%s",
			TR("there is no '=' in this line",
				"il n'y a pas de « = » dans cette ligne"));
		coop_hint(err, "%s",
			TR("write: heading = field, or heading = to ignore a column",
				"écrivez : intitulé = champ, ou intitulé = pour ignorer une colonne"));
		return COOP_E_ARG;
	}
	const char *field = equals + 1;
	size_t field_len = (size_t)(heading + len - field);
	trim(&field, &field_len);
	enum coop_status st = read_field(m, field, field_len, &mapped, err);
	if (st) {
		*column = (size_t)(field - line) + 1;
		return st;
	}
	len = (size_t)(equals - heading);
	trim(&heading, &len);
	return add_heading(m, heading, len, &mapped, err);
}

static enum coop_status read_lines(struct column_map *m, const struct coop_buf *text,
	struct coop_place *place, struct coop_error *err)
{
	const char *s = coop_buf_cstr(text);
	enum coop_status st = COOP_OK;
	for (size_t begin = 0; !st && begin < text->len;) {
		size_t n = begin;
		while (n < text->len && !coop_is_line_end(s[n]))
			n++;
		place->line++;
		st = read_line(m, s + begin, n - begin, &place->column, err);
		n += n + 1 < text->len && s[n] == '\r' && s[n + 1] == '\n';
		begin = n + 1;
	}
	return st;
}

/* Reads a whole file in any character set, as UTF-8. */
static enum coop_status read_text(
	const char *path, struct coop_buf *text, struct coop_error *err)
{
	struct source *source;
	struct coop_buf raw = {0};
	struct coop_error problem = {0};
	enum coop_status st = source_open(path, NULL, &source, &problem);
	if (!st)
		st = source_read_all(source, MAP_MAX, &raw, &problem);
	if (raw.len > MAP_MAX)
		coop_fail(err, COOP_E_INPUT, "%s",
			TR("larger than 1 MiB: is it a list of columns?",
				"plus de 1 Mio : est-ce une liste de colonnes ?"));
	coop_pass_on(err, &problem);
	if (!st) {
		charset_decode(source_text(source), coop_buf_cstr(&raw), raw.len, text);
		st = coop_buf_check(text, err);
	}
	source_close(source);
	coop_buf_release(&raw);
	return st;
}

enum coop_status column_map_load(const char *path, struct column_map **out,
	struct coop_place *place, struct coop_error *err)
{
	struct coop_buf text = {0};
	struct column_map *m = *out = calloc(1, sizeof *m);
	*place = (struct coop_place){.path = path};
	if (!m)
		return coop_fail_nomem(err);
	enum coop_status st = read_text(path, &text, err);
	if (!st)
		st = read_lines(m, &text, place, err);
	coop_buf_release(&text);
	if (st) {
		column_map_free(m);
		*out = NULL;
	}
	return st;
}
