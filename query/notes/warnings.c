/*
 * warnings.c - what of a query is not obeyed, and which names it could use.
 */
#include <inttypes.h>
#include <string.h>

#include "query/notes/notes_internal.h"
#include "query/plan/field_lookup.h"
#include "query/search/own_names.h"
#include "shared/core/i18n.h"

static enum coop_status add_warnings(
	struct notes *n, const struct warnings *warnings, struct coop_error *err)
{
	struct coop_buf text = {0};
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < warnings->count && i < WARNINGS_MAX; i++) {
		coop_buf_reset(&text);
		warning_print(&warnings->at[i], &text);
		st = notes_add(n, NOTE_WARNING, &text, err);
	}
	coop_buf_reset(&text);
	if (!st && warnings->count > WARNINGS_MAX) {
		coop_buf_printf(&text,
			TR("and %zu more of that kind",
				"et %zu autres remarques de ce genre"),
			warnings->count - WARNINGS_MAX);
		st = notes_add(n, NOTE_WARNING, &text, err);
	}
	coop_buf_release(&text);
	return st;
}

/* Where a name is that of no field, says which columns could be asked. */
static enum coop_status add_columns(struct notes *n, const struct warnings *warnings,
	const struct qnames *names, struct coop_error *err)
{
	struct coop_buf list = {0}, line = {0};
	const size_t begin = strlen(QNAMES_BETWEEN);
	bool unknown = false;
	for (size_t i = 0; i < warnings->count && i < WARNINGS_MAX; i++)
		unknown |= warnings->at[i].kind == WARNING_FIELD;
	if (unknown)
		qnames_print(names, &list);
	enum coop_status st = coop_buf_check(&list, err);
	if (!st && list.len > begin) {
		coop_buf_printf(&line,
			TR("columns of this index that can be asked beside the fields: %s",
				"colonnes de cet index que l'on peut interroger, outre les champs : %s"),
			list.s + begin);
		st = notes_add(n, NOTE_WARNING, &line, err);
	}
	coop_buf_release(&list);
	coop_buf_release(&line);
	return st;
}

enum coop_status notes_parsed(struct notes *n, const struct warnings *warnings,
	const struct qnames *names, struct coop_error *err)
{
	enum coop_status st = add_warnings(n, warnings, err);
	return st ? st : add_columns(n, warnings, names, err);
}

/* ---- a column that hides a field ---- */

/* Counts the documents that have a field, or a column; 0 where that is not known. */
static enum coop_status count_with(const struct session *s, enum qfield field,
	const char *column, uint64_t *count, struct coop_error *err)
{
	struct coop_buf term = {0};
	*count = 0;
	field_lookup_presence(field, column, &term);
	enum coop_status st = coop_buf_check(&term, err);
	if (!st && term.len > 0)
		st = coop_collection_frequency(
			search_collection(s->search), term.s, term.len, count, err);
	coop_buf_release(&term);
	return st;
}

static enum coop_status add_hidden_line(struct notes *n, const char *name,
	enum qfield field, uint64_t with, struct coop_error *err)
{
	struct coop_buf text = {0};
	coop_buf_printf(&text,
		TR("%s is the column of that name, which %" PRIu64
		   " notice%s; the field is asked as %s:",
			"%s est ici la colonne de ce nom, que %" PRIu64
			" notice%s ; le champ se demande par %s:"),
		name, with, with == 1 ? TR(" has", " a") : TR("s have", "s ont"),
		qfield_local_name(field));
	enum coop_status st = notes_add(n, NOTE_WARNING, &text, err);
	coop_buf_release(&text);
	return st;
}

/*
 * Where a name means a column that would else mean a field, and more notices have the field: those
 * without the column come from other tables, and are not found.
 */
static enum coop_status add_hidden_field(struct notes *n, const struct session *s,
	const char *column, struct coop_error *err)
{
	struct coop_buf name = {0};
	bool decade;
	uint64_t with = 0, with_field = 0;
	enum qfield field = qfield_by_name(column, strlen(column), &decade, &name);
	enum coop_status st = coop_buf_check(&name, err);
	coop_buf_reset(&name);
	qname_put(column, &name);
	if (!st)
		st = coop_buf_check(&name, err);
	/* a name that is the field's own is that of the column behind "other." alone */
	if (st || field == QFIELD_NONE || strcmp(coop_buf_cstr(&name), column) != 0) {
		coop_buf_release(&name);
		return st;
	}
	st = count_with(s, QFIELD_OWN, column, &with, err);
	if (!st)
		st = count_with(s, field, NULL, &with_field, err);
	if (!st && with_field > with)
		st = add_hidden_line(n, coop_buf_cstr(&name), field, with, err);
	coop_buf_release(&name);
	return st;
}

/* The same for the first such name of a query. */
static enum coop_status add_hidden(
	struct notes *n, const struct session *s, struct coop_error *err)
{
	const struct qtree *tree = &s->query.tree;
	for (size_t i = 1; i < tree->count; i++) {
		const struct qnode *node = &tree->nodes[i];
		const char *column = node->kind == QNODE_FIELD
					     ? qtree_column(tree, node->field)
					     : NULL;
		if (column)
			return add_hidden_field(n, s, column, err);
	}
	return COOP_OK;
}

enum coop_status notes_warnings(
	struct notes *n, const struct session *s, struct coop_error *err)
{
	struct warnings all = query_warnings(&s->query);
	struct own_names own;
	own_names_begin(&own, search_collection(s->search));
	enum coop_status st = notes_parsed(n, &all, &own.names, err);
	if (!st)
		st = own_names_status(&own, err);
	return st ? st : add_hidden(n, s, err);
}
