#include "query/actions/messages.h"

#include <inttypes.h>
#include <string.h>

#include "query/plan/field_lookup.h"
#include "query/search/own_names.h"
#include "query/search/spelling.h"
#include "query/syntax/print.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

/* Prints a note about a query. */
static void print_message(const struct query_id *id, const char *text)
{
	if (id)
		coop_diag_note("coopq", TR("query %.*s: %s", "requête %.*s : %s"),
			(int)id->len, id->s, text);
	else
		coop_diag_note("coopq", "%s", text);
}

void messages_print_line(const struct query_id *id, const struct coop_buf *text)
{
	fputs("coopq: ", stderr);
	if (id) {
		fputs(TR("query ", "requête "), stderr);
		coop_put_safe(stderr, id->s, id->len);
		fputs(TR(": ", " : "), stderr);
	}
	coop_put_safe(stderr, coop_buf_cstr(text), text->len);
	fputc('\n', stderr);
}

/* Says that a word was corrected. */
static enum coop_status print_correction(struct session *s, const struct query_id *id,
	const struct query_word *w, struct coop_error *err)
{
	struct coop_buf typed = {0}, meant = {0}, text = {0};
	enum coop_status st = spelling_in(s->analyzer, s->text, s->text_len,
		(struct spelled){w->typed, w->typed_len}, &typed, err);
	if (!st)
		st = spelling_of(s->search, s->analyzer,
			(struct spelled){w->form, w->form_len}, &meant, err);
	coop_buf_printf(&text,
		TR("'%s' is not in the index; looked for '%s'",
			"« %s » n'est pas dans l'index ; recherche de « %s »"),
		coop_buf_cstr(&typed), coop_buf_cstr(&meant));
	if (!st)
		st = coop_buf_check(&text, err);
	if (!st)
		messages_print_line(id, &text);
	coop_buf_release(&typed);
	coop_buf_release(&meant);
	coop_buf_release(&text);
	return st;
}

enum coop_status messages_print_corrections(
	struct session *s, const struct query_id *id, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < query_count(&s->query); i++) {
		struct query_word w = query_at(&s->query, i);
		const struct expanded_word *e = &s->query.expanded.words[i];
		/* a field may not have what was looked for in its place */
		if (w.typed && !(e->in_field && e->field_terms.count == 0))
			st = print_correction(s, id, &w, err);
	}
	return st;
}

static void print_warnings(const struct warnings *warnings, const struct query_id *id)
{
	struct coop_buf text = {0};
	for (size_t i = 0; i < warnings->count && i < WARNINGS_MAX; i++) {
		coop_buf_reset(&text);
		warning_print(&warnings->at[i], &text);
		print_message(id, coop_buf_cstr(&text));
	}
	coop_buf_reset(&text);
	if (warnings->count > WARNINGS_MAX) {
		coop_buf_printf(&text,
			TR("and %zu more of that kind",
				"et %zu autres remarques de ce genre"),
			warnings->count - WARNINGS_MAX);
		print_message(id, coop_buf_cstr(&text));
	}
	coop_buf_release(&text);
}

/* Where a name is that of no field, says which columns could be asked. */
static void print_columns(const struct warnings *warnings, const struct qnames *names,
	const struct query_id *id)
{
	struct coop_buf text = {0};
	bool unknown = false;
	for (size_t i = 0; i < warnings->count && i < WARNINGS_MAX; i++)
		unknown |= warnings->at[i].kind == WARNING_FIELD;
	if (unknown)
		qnames_print(names, &text);
	size_t begin = strlen(QNAMES_BETWEEN);
	if (text.len > begin && !text.failed) {
		struct coop_buf line = {0};
		coop_buf_printf(&line,
			TR("columns of this index that can be asked beside the fields: %s",
				"colonnes de cet index que l'on peut interroger, outre les champs : %s"),
			text.s + begin);
		messages_print_line(id, &line);
		coop_buf_release(&line);
	}
	coop_buf_release(&text);
}

/* How many documents have a field, or a column; 0 where that is not known. */
static uint64_t count_with(const struct session *s, enum qfield field, const char *column)
{
	struct coop_buf term = {0};
	uint64_t count = 0;
	field_lookup_presence(field, column, &term);
	if (term.len > 0 && !term.failed &&
		coop_collection_frequency(
			search_collection(s->search), term.s, term.len, &count, NULL))
		count = 0;
	coop_buf_release(&term);
	return count;
}

/*
 * Where a name means a column that would else mean a field, and more notices have the field: those
 * without the column come from other tables, and are not found.
 */
static void print_hidden_field(
	const struct session *s, const char *column, const struct query_id *id)
{
	struct coop_buf text = {0};
	bool decade;
	enum qfield field = qfield_by_name(column, strlen(column), &decade, &text);
	uint64_t with = count_with(s, QFIELD_OWN, column);
	coop_buf_reset(&text);
	qname_put(column, &text);
	/* a name that is the field's own is that of the column behind "other." alone */
	bool hidden = field != QFIELD_NONE && strcmp(coop_buf_cstr(&text), column) == 0 &&
		      count_with(s, field, NULL) > with;
	coop_buf_printf(&text,
		TR(" is the column of that name, which %" PRIu64
		   " notice%s; the field is asked as %s:",
			" est ici la colonne de ce nom, que %" PRIu64
			" notice%s ; le champ se demande par %s:"),
		with, with == 1 ? TR(" has", " a") : TR("s have", "s ont"),
		hidden ? qfield_local_name(field) : "");
	if (hidden)
		messages_print_line(id, &text);
	coop_buf_release(&text);
}

/* The same for the first such name of a query. */
static void print_hidden(const struct session *s, const struct query_id *id)
{
	const struct qtree *tree = &s->query.tree;
	for (size_t i = 1; i < tree->count; i++) {
		const struct qnode *n = &tree->nodes[i];
		const char *column =
			n->kind == QNODE_FIELD ? qtree_column(tree, n->field) : NULL;
		if (!column)
			continue;
		print_hidden_field(s, column, id);
		break;
	}
}

void messages_print_warnings(const struct session *s, const struct query_id *id)
{
	struct warnings all = query_warnings(&s->query);
	struct own_names own;
	print_warnings(&all, id);
	own_names_begin(&own, search_collection(s->search));
	print_columns(&all, &own.names, id);
	print_hidden(s, id);
}

void messages_print_step(enum query_step step, bool near, const struct query_id *id)
{
	if (step == QUERY_FORMS)
		print_message(id,
			TR("no notice has the words between quotes as they were typed: all their forms were looked for, in that order",
				"aucune notice n'a les mots entre guillemets tels quels : toutes leurs formes ont été cherchées, dans cet ordre"));
	else if (step == QUERY_NEAR)
		print_message(id,
			TR("no notice has the words between quotes in that order: they were looked for near each other",
				"aucune notice n'a les mots entre guillemets dans cet ordre : ils ont été cherchés proches les uns des autres"));
	else if (step == QUERY_SINGLE && !near)
		print_message(id,
			TR("no notice has the words between quotes in that order: they were looked for as single words",
				"aucune notice n'a les mots entre guillemets dans cet ordre : ils ont été cherchés séparément"));
	else if (step == QUERY_SINGLE)
		print_message(id,
			TR("no notice has the words between quotes near each other: they were looked for as single words",
				"aucune notice n'a les mots entre guillemets proches les uns des autres : ils ont été cherchés séparément"));
}

/* How many notices match, as words. */
static void put_total(struct coop_buf *text, const struct answer *a)
{
	if (!a->total_is_exact)
		coop_buf_str(text, TR("at least ", "au moins "));
	coop_buf_printf(text, "%" PRIu64 " notice%s", a->total, a->total == 1 ? "" : "s");
}

/* Which of them are printed, as words, unless all are. */
static void put_printed(struct coop_buf *text, const struct answer *a)
{
	size_t from = a->first + 1, to = a->first + a->count;
	if (a->grouped) {
		coop_buf_printf(text,
			TR("; %zu result%s shown", " ; résultats affichés : %zu%s"),
			a->count, TR(a->count == 1 ? "" : "s", ""));
		return;
	}
	if (a->count == 0 || (a->total_is_exact && a->count == a->total))
		return;
	if (a->first == 0)
		coop_buf_printf(text, TR(", %zu shown", ", %zu affichée%s"), to,
			to == 1 ? "" : "s");
	else if (from == to)
		coop_buf_printf(
			text, TR(", shown: number %zu", ", affichée : la %zue"), from);
	else
		coop_buf_printf(text,
			TR(", shown: %zu to %zu", ", affichées : %zu à %zu"), from, to);
}

void messages_print_total(FILE *out, const struct answer *answer)
{
	struct coop_buf text = {0};
	if (answer->total == 0 || (answer->count == 0 && answer->first > 0))
		return;
	put_total(&text, answer);
	put_printed(&text, answer);
	fflush(out);
	if (!text.failed)
		coop_diag_note("coopq", "%s", coop_buf_cstr(&text));
	coop_buf_release(&text);
}

const char *step_name(enum query_step step)
{
	static const char *const names[QUERY_STEPS] = {
		[QUERY_FORMS] = "forms", [QUERY_NEAR] = "near", [QUERY_SINGLE] = "words"};
	return names[step];
}

/* Puts lines of text, without their control characters. */
static void put_lines(FILE *out, const struct coop_buf *text)
{
	const char *s = coop_buf_cstr(text);
	for (size_t i = 0, begun = 0; i < text->len; i++)
		if (s[i] == '\n') {
			coop_put_safe(out, s + begun, i - begun);
			fputc('\n', out);
			begun = i + 1;
		}
}

/* Puts a text as one line, and empties it. */
static void put_line(FILE *out, struct coop_buf *text)
{
	coop_put_safe(out, coop_buf_cstr(text), text->len);
	fputc('\n', out);
	coop_buf_reset(text);
}

/* Prints a sentence, the query anew, and the tree. */
static enum coop_status put_tree(
	FILE *out, const struct qtree *tree, bool any, struct coop_error *err)
{
	struct coop_buf shown = {0};
	qtree_explain(tree, any, &shown);
	put_line(out, &shown);
	qtree_print(tree, &shown);
	put_line(out, &shown);
	qtree_print_nodes(tree, &shown);
	put_lines(out, &shown);
	enum coop_status st = coop_buf_check(&shown, err);
	coop_buf_release(&shown);
	return st;
}

enum coop_status messages_print_tree(FILE *out, const struct ask *ask,
	const struct qnames *names, const struct coop_buf *text, struct coop_error *err)
{
	struct qtree tree;
	enum coop_status st = qtree_parse_named(&tree, coop_buf_cstr(text), text->len,
		ask->filters, ask->filters_len, names, err);
	if (!st && ask->strict)
		st = warnings_refuse(&tree.warnings, err);
	if (!st) {
		print_warnings(&tree.warnings, NULL);
		print_columns(&tree.warnings, names, NULL);
		st = put_tree(out, &tree, ask->any, err);
	}
	qtree_release(&tree);
	return st;
}

enum coop_status messages_print_plan(
	FILE *out, const struct query *q, struct coop_error *err)
{
	struct coop_buf shown = {0};
	plan_print(&q->planned.root, &shown);
	enum coop_status st = coop_buf_check(&shown, err);
	if (!st)
		put_line(out, &shown);
	coop_buf_release(&shown);
	return st;
}
