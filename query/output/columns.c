#include "query/output/columns.h"

#include <stdlib.h>
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/core/utf8.h"
#include "shared/index/cue_times.h"
#include "shared/text/fold.h"

/* Columns that are no fields: the name in English, then folded names that are taken for it. */
static const struct {
	enum column_kind kind;
	const char *name, *name_fr, *folded, *folded_fr;
} special[] = {
	{COLUMN_RANK, "rank", "rang", "rank", "rang"},
	{COLUMN_SCORE, "score", "score", "score", "score"},
	{COLUMN_PATH, "path", "chemin", "path", "chemin"},
	{COLUMN_LINE, "line", "ligne", "line", "ligne"},
	{COLUMN_INDEX, "index", "index", "index", "index"},
	{COLUMN_QUERY, "query", "requête", "query", "requete"},
	{COLUMN_QUERY_ID, "query-id", "id-requête", "query id", "id requete"},
	{COLUMN_SNIPPET, "snippet", "extrait", "snippet", "extrait"},
	{COLUMN_TIME, "time", "moment", "time", "moment"},
};
enum { SPECIALS = sizeof special / sizeof *special };

const char *column_key(const struct column *c)
{
	if (c->kind == COLUMN_FIELD)
		return coop_field_info(c->field)->name;
	for (size_t i = 0; i < SPECIALS; i++)
		if (special[i].kind == c->kind)
			return special[i].name;
	return coop_field_info(COOP_F_OTHER)->name;
}

/* ---- names ---- */

const char *column_listed(size_t i)
{
	/* those that have no name of their own come behind the others */
	if (i + 1 < COOP_FIELD_COUNT) {
		const struct coop_field_info *info =
			coop_field_info((enum coop_field)(i < COOP_F_OTHER ? i : i + 1));
		return TR(info->name, info->label_fr);
	}
	if (i + 1 == COOP_FIELD_COUNT)
		return TR("other.NAME", "autre.NOM");
	i -= COOP_FIELD_COUNT;
	return i < SPECIALS ? TR(special[i].name, special[i].name_fr) : NULL;
}

/* Fails with a list of all names. */
static enum coop_status unknown(const char *name, size_t len, struct coop_error *err)
{
	enum { SHOWN = 40 };
	struct coop_buf all = {0};
	for (size_t i = 0; column_listed(i); i++)
		coop_buf_printf(&all, "%s%s", i > 0 ? ", " : "", column_listed(i));
	enum coop_status st = coop_buf_check(&all, err);
	if (!st)
		st = coop_fail(err, COOP_E_ARG,
			TR("there is no field '%.*s'; there are: %s",
				"il n'y a pas de champ « %.*s » ; il y a : %s"),
			(int)coop_utf8_cut(name, len, SHOWN), name, coop_buf_cstr(&all));
	coop_buf_release(&all);
	return st;
}

/* Whether a folded name is that of a column that is no field. */
static bool find_special(const struct coop_buf *folded, struct column *out)
{
	const char *name = coop_buf_cstr(folded);
	for (size_t i = 0; i < SPECIALS; i++)
		if (strcmp(name, special[i].folded) == 0 ||
			strcmp(name, special[i].folded_fr) == 0) {
			out->kind = special[i].kind;
			return true;
		}
	return false;
}

/* Whether a name is "other.NAME". */
static bool find_other(struct column *c)
{
	static const char *const before[] = {"other.", "autre."};
	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		size_t n = strlen(before[i]);
		if (c->name.len <= n || memcmp(c->name.s, before[i], n) != 0)
			continue;
		c->kind = COLUMN_OTHER;
		c->other = (struct coop_bytes){c->name.s + n, c->name.len - n};
		return true;
	}
	return false;
}

enum coop_status column_find(
	const char *name, size_t len, struct column *out, struct coop_error *err)
{
	struct coop_buf folded = {0};
	*out = (struct column){.name = {name, len}};
	if (find_other(out))
		return COOP_OK;
	coop_fold_label(name, len, &folded);
	bool found = find_special(&folded, out);
	if (!found) {
		out->field = coop_field_by_name(name, len, &folded);
		found = out->field != COOP_F_OTHER;
	}
	enum coop_status st = coop_buf_check(&folded, err);
	coop_buf_release(&folded);
	return st || found ? st : unknown(name, len, err);
}

enum coop_status output_columns_parse(
	const char *list, struct columns *out, struct coop_error *err)
{
	for (;;) {
		size_t len = strcspn(list, ",");
		struct coop_bytes name = coop_bytes_trimmed(list, len);
		struct column c;
		enum coop_status st = column_find(name.s, name.len, &c, err);
		if (st)
			return st;
		if (!coop_array_grow(
			    &out->at, &out->cap, out->count + 1, sizeof *out->at))
			return coop_fail_nomem(err);
		out->at[out->count++] = c;
		if (!list[len])
			return COOP_OK;
		list += len + 1;
	}
}

void output_columns_release(struct columns *c)
{
	free(c->at);
	*c = (struct columns){0};
}

bool output_columns_have(const struct columns *c, enum column_kind kind)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->at[i].kind == kind)
			return true;
	return false;
}

/* ---- values ---- */

bool column_has(const struct column *c, const struct coop_value *v)
{
	if (c->kind == COLUMN_FIELD)
		return v->field == c->field;
	return v->field == COOP_F_OTHER &&
	       coop_bytes_equal(v->name, v->name_len, c->other.s, c->other.len);
}

static void add_values(const struct column *c, const struct coop_record *record,
	const char *between, struct coop_buf *out)
{
	size_t begun = out->len;
	for (size_t i = 0; i < record->count; i++) {
		struct coop_value v = coop_record_at(record, i);
		if (!column_has(c, &v))
			continue;
		bool passage = coop_field_info(v.field)->flags & COOP_FIELD_PASSAGE;
		if (out->len > begun)
			coop_buf_str(out, passage ? "\n\n" : between);
		coop_buf_add(out, v.text, v.len);
	}
}

static void add_query(
	const struct column *c, const struct answer *answer, struct coop_buf *out)
{
	if (c->kind == COLUMN_QUERY)
		coop_buf_add(out, answer->text, answer->text_len);
	else if (answer->id)
		coop_buf_add(out, answer->id->s, answer->id->len);
}

static void add_snippet(const struct result *result, struct coop_buf *out)
{
	const struct snippet *best = evidence_best(result->evidence);
	coop_buf_add(out, best->text, best->len);
}

static void add_time(const struct result *result, struct coop_buf *out)
{
	char time[COOP_CUE_TIME_SIZE];
	const struct snippet *best = evidence_best(result->evidence);
	if (!best->timed)
		return;
	coop_cue_time_print(best->seconds, time);
	coop_buf_str(out, time);
}

void column_value(const struct column *c, const struct answer *answer,
	const struct result *result, const char *between, struct coop_buf *out)
{
	if (c->kind == COLUMN_QUERY || c->kind == COLUMN_QUERY_ID) {
		add_query(c, answer, out);
		return;
	}
	if (!result)
		return;
	switch (c->kind) {
	case COLUMN_FIELD:
	case COLUMN_OTHER:
		add_values(c, result->record, between, out);
		break;
	case COLUMN_RANK:
		coop_buf_printf(out, "%zu", result->rank);
		break;
	case COLUMN_SCORE:
		coop_buf_printf(out, "%.4f", result->score);
		break;
	case COLUMN_PATH:
		coop_buf_str(out, result->path);
		break;
	case COLUMN_LINE:
		coop_buf_printf(out, "%zu", result->record->line);
		break;
	case COLUMN_INDEX:
		coop_buf_str(out, result->index);
		break;
	case COLUMN_SNIPPET:
		add_snippet(result, out);
		break;
	case COLUMN_TIME:
		add_time(result, out);
		break;
	case COLUMN_QUERY:
	case COLUMN_QUERY_ID:
		break;
	}
}
