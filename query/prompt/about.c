/*
 * about.c - what a prompt says of itself: what is searched, and which commands there are.
 */
#include <inttypes.h>
#include <string.h>

#include "query/lasting/moment.h"
#include "query/output/flow.h"
#include "query/prompt/edit.h"
#include "query/prompt/prompt_internal.h"
#include "query/prompt/signals.h"
#include "shared/core/cells.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/terminal.h"

/* The names of what is open. */
static void add_names(const struct session *s, struct coop_buf *out)
{
	/* shards have one name */
	size_t names = s->shards_name && s->nindexes > 0 ? 1 : s->nindexes;
	for (size_t i = 0; i < names; i++) {
		coop_buf_str(out, i > 0 ? ", " : "");
		coop_buf_str(out, s->indexes[i].name);
	}
}

void prompt_greet(const struct prompt *p)
{
	const struct session *s = &p->app->session;
	struct coop_buf names = {0};
	add_names(s, &names);
	if (!names.failed)
		coop_diag_note("coopq",
			TR("%s: %" PRIu64
			   " notices. Type words to look for; ? is help, Ctrl-D leaves",
				"%s : %" PRIu64
				" notices. Tapez des mots à chercher ; ? pour l'aide, Ctrl-D pour quitter"),
			coop_buf_cstr(&names), search_collection(s->search)->documents);
	coop_buf_release(&names);
	if (!editor_edits(p->editor) && !p->plain)
		coop_diag_note("coopq",
			TR("lines cannot be edited: %s",
				"les lignes ne peuvent être retouchées : %s"),
			edit_missing());
}

/* ---- help ---- */

static void put_row(struct flow *f, const char *usage, const char *about, bool plain)
{
	if (plain) {
		fprintf(f->out, TR("%s: %s\n", "%s : %s\n"), usage, about);
		return;
	}
	fputs("  ", f->out);
	f->column = 2;
	f->style = FLOW_BOLD;
	flow_word(f, usage, strlen(usage));
	f->style = NULL;
	if (f->column + 2 > f->indent)
		flow_end(f);
	flow_begin(f);
	flow_string(f, about);
	flow_end(f);
}

/* Puts a sentence from the beginning of a line on. */
static void put_sentence(const struct flow *like, const char *text)
{
	struct flow f = *like;
	f.indent = 0;
	/* to be listened to, it is one line */
	if (f.width == 0)
		fprintf(f.out, "%s\n", text);
	else {
		flow_string(&f, text);
		flow_end(&f);
	}
}

void prompt_help(const struct prompt *p)
{
	enum { INDENT = 22, WIDE = 60 };
	const struct options *o = p->app->options;
	FILE *out = signals_open_output();
	size_t width = o->width ? o->width : coop_terminal_width(1);
	if (!out)
		return;
	width = width < COOP_WIDTH_READING ? width : COOP_WIDTH_READING;
	struct flow f = {.out = out,
		.width = p->plain ? 0 : width,
		.indent = width < WIDE ? 4 : INDENT,
		.colour = p->app->output.colour && !p->plain};
	put_sentence(&f,
		TR("A line is a query, as coopq takes it (coopq-query(7)), or one of these:",
			"Une ligne est une requête, comme coopq la prend (coopq-query(7)), ou ceci :"));
	for (int verb = 0; verb < VERBS; verb++)
		if (command_about((enum verb)verb))
			put_row(&f, command_usage((enum verb)verb),
				command_about((enum verb)verb), p->plain);
	put_sentence(&f,
		TR("Each may have ':' before it, and is a command for certain then.",
			"Chacune peut avoir « : » devant elle ; c'est alors à coup sûr une commande."));
	if (editor_edits(p->editor))
		put_sentence(&f,
			TR("TAB completes fields, values and words; arrows and Ctrl-R call back lines; one that begins with a blank is not remembered.",
				"TAB complète champs, valeurs et mots ; les flèches et Ctrl-R rappellent des lignes ; celle qui commence par un blanc n'est pas retenue."));
	fclose(out);
}

/* ---- status ---- */

static void put_index(FILE *out, const struct session_index *index)
{
	char moment[MOMENT_TEXT];
	struct coop_buf day = {0};
	if (index->since > 0 && moment_of(index->since, moment, NULL) == COOP_OK)
		moment_add_day(moment, &day);
	coop_put_safe(out, index->name, strlen(index->name));
	fputs(TR(": ", " : "), out);
	coop_put_safe(out, coop_buf_cstr(&index->dir), index->dir.len);
	if (day.len > 0 && !day.failed)
		fprintf(out, TR(", of %s", ", du %s"), day.s);
	fputc('\n', out);
	coop_buf_release(&day);
}

enum coop_status prompt_status(struct prompt *p, struct coop_error *err)
{
	const struct session *s = &p->app->session;
	const struct options *o =
		question_is_any(&p->question) ? &p->question.options : p->app->options;
	enum coop_status st = prompt_open(p, o, err);
	FILE *out = st ? NULL : signals_open_output();
	if (!out)
		return st ? st : coop_fail_nomem(err);
	for (size_t i = 0; i < s->nindexes; i++)
		put_index(out, &s->indexes[i]);
	fprintf(out, "notices%s%" PRIu64 "\n", TR(": ", " : "),
		search_collection(s->search)->documents);
	for (size_t i = 0; i < o->filters.count; i++) {
		fputs(TR("filter: ", "filtre : "), out);
		coop_put_safe(out, o->filters.values[i], strlen(o->filters.values[i]));
		fputc('\n', out);
	}
	fputs(TR("order: ", "ordre : "), out);
	const char *sort = o->sort ? o->sort : "score";
	coop_put_safe(out, sort, strlen(sort));
	fputc('\n', out);
	fclose(out);
	return COOP_OK;
}
