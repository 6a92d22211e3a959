#include "query/actions/complete.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query/complete/candidates.h"
#include "query/complete/values.h"
#include "query/facets/wishes.h"
#include "query/output/columns.h"
#include "query/search/session.h"
#include "query/search/sort.h"
#include "shared/cli/complete.h"
#include "shared/cli/program.h"
#include "shared/core/bytes.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/shorten.h"
#include "shared/index/record.h"
#include "shared/text/fold.h"

/* Ids that are offered, each with its title, for which its notice is read. */
enum { IDS_MAX = 50 };

struct state {
	const struct options *options; /* of the line */
	struct session session;
};

/* Opens the indexes that the line names; no other file, which might be a pipe to wait for. */
static enum coop_status open_index(struct state *s, struct coop_error *err)
{
	const struct coop_opt_list *names = &s->options->indexes;
	s->session.files = (struct session_files){.no_thesaurus = true};
	return session_open(&s->session, names->values, names->count, err);
}

/* Adds candidates for what is behind byte `from` of what is typed. */
static enum coop_status add_candidates(const struct candidates *c, const char *typed,
	size_t from, struct coop_completion *out, struct coop_error *err)
{
	struct coop_buf text = {0};
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < c->count; i++) {
		coop_buf_reset(&text);
		coop_buf_add(&text, typed, from);
		coop_buf_str(&text, candidate_text(c, i));
		st = coop_buf_check(&text, err);
		if (!st)
			coop_completion_add(out, text.s, candidate_about(c, i));
	}
	coop_buf_release(&text);
	return st;
}

/* ---- arguments ---- */

typedef enum coop_status adder(struct state *s, const char *typed,
	struct coop_completion *out, struct coop_error *err);

static enum coop_status add_query(struct state *s, const char *typed,
	struct coop_completion *out, struct coop_error *err)
{
	struct candidates c = {0};
	enum coop_status st = COOP_OK;
	/* no index is needed for the name of a search */
	if (typed[0] == '@')
		st = candidates_add_saved(&c, "@", typed + 1, strlen(typed + 1), err);
	else
		st = open_index(s, err);
	if (!st && typed[0] != '@')
		st = candidates_of_query(&s->session, typed, strlen(typed), &c, err);
	if (!st)
		st = add_candidates(&c, typed, c.from, out, err);
	candidates_release(&c);
	return st;
}

static enum coop_status add_searches(const char *before, const char *typed,
	struct coop_completion *out, struct coop_error *err)
{
	struct candidates c = {0};
	enum coop_status st = candidates_add_saved(&c, before, typed, strlen(typed), err);
	if (!st)
		st = add_candidates(&c, typed, 0, out, err);
	candidates_release(&c);
	return st;
}

static enum coop_status add_names(struct state *s, const char *typed,
	struct coop_completion *out, struct coop_error *err)
{
	(void)s;
	return add_searches("", typed, out, err);
}

/* Files too, unless it begins as the name of a search. */
static enum coop_status add_replayed(struct state *s, const char *typed,
	struct coop_completion *out, struct coop_error *err)
{
	(void)s;
	return typed[0] == '@' ? add_searches("@", typed + 1, out, err) : COOP_OK;
}

/* The title of the notice with an id; empty where there is none. */
static enum coop_status put_title(
	struct session *s, const char *id, struct coop_buf *out, struct coop_error *err)
{
	uint32_t docids[COOP_COLLECTION_MAX];
	size_t count = 0;
	enum coop_status st =
		search_find_id(s->search, id, strlen(id), docids, &count, err);
	if (!st && count > 0)
		st = session_read_document(s, docids[0], err);
	for (size_t i = 0; !st && count > 0 && i < s->record.count; i++) {
		struct coop_value v = coop_record_at(&s->record, i);
		if (v.field != COOP_F_TITLE)
			continue;
		coop_add_safe(out, v.text, v.len);
		break;
	}
	return st ? st : coop_buf_check(out, err);
}

static enum coop_status add_ids(struct state *s, const char *typed,
	struct coop_completion *out, struct coop_error *err)
{
	struct value_field id = {.field = (enum qfield)COOP_F_ID};
	struct value_list ids = {.max = IDS_MAX};
	struct coop_buf title = {0};
	enum coop_status st = open_index(s, err);
	if (!st)
		st = values_find(&s->session, &id, typed, strlen(typed), &ids, err);
	for (size_t i = 0; !st && i < ids.count; i++) {
		coop_buf_reset(&title);
		st = put_title(&s->session, value_text(&ids, i), &title, err);
		if (!st)
			coop_completion_add(
				out, value_text(&ids, i), coop_buf_cstr(&title));
	}
	value_list_release(&ids);
	coop_buf_release(&title);
	return st;
}

/* ---- FIELD=VALUE ---- */

static enum coop_status add_filter_value(struct state *s, const char *typed, size_t name,
	struct coop_completion *out, struct coop_error *err)
{
	struct value_list values = {.max = CANDIDATES_MAX};
	struct value_field field;
	struct candidates c = {0};
	struct coop_buf about = {0};
	bool found = false;
	size_t from = name + 1 + (typed[name + 1] == '=');
	enum coop_status st =
		value_field_find(&s->session, typed, name, &field, &found, err);
	if (!st && found)
		st = values_find(&s->session, &field, typed + from, strlen(typed + from),
			&values, err);
	for (size_t i = 0; !st && i < values.count; i++) {
		coop_buf_reset(&about);
		candidates_describe_value(&values.at[i], &about);
		st = coop_buf_check(&about, err);
		if (!st)
			st = candidates_add(&c, value_text(&values, i), values.at[i].len,
				about.s, err);
	}
	if (!st)
		st = add_candidates(&c, typed, from, out, err);
	value_list_release(&values);
	candidates_release(&c);
	coop_buf_release(&about);
	return st;
}

/* The names of fields, with '=' instead of the ':' of a query. */
static enum coop_status add_filter_names(struct state *s, const char *typed,
	struct coop_completion *out, struct coop_error *err)
{
	struct candidates c = {0};
	enum coop_status st =
		candidates_of_names(&s->session, typed, strlen(typed), &c, err);
	for (size_t i = 0; !st && i < c.count; i++) {
		char *colon = c.strings.s + c.at[i].text;
		colon += strlen(colon) - 1;
		*colon = '=';
	}
	if (!st)
		st = add_candidates(&c, typed, 0, out, err);
	candidates_release(&c);
	return st;
}

static enum coop_status add_filter(struct state *s, const char *typed,
	struct coop_completion *out, struct coop_error *err)
{
	size_t name = strcspn(typed, "=");
	enum coop_status st = open_index(s, err);
	if (st)
		return st;
	return typed[name] ? add_filter_value(s, typed, name, out, err)
			   : add_filter_names(s, typed, out, err);
}

/* ---- lists with commas ---- */

/* Whether a list that ends at `end` has a name already. */
static bool has_name(const char *list, const char *end, const char *name)
{
	size_t len = strlen(name);
	while (list < end) {
		size_t n = strcspn(list, ",");
		size_t sign = *list == '-';
		if (coop_bytes_equal(list + sign, n - sign, name, len))
			return true;
		list += n + 1;
	}
	return false;
}

/* Adds the names of a list behind its last comma, and behind a '-', which `signs` lets be before a name. */
static enum coop_status add_listed(const char *(*listed)(size_t i), bool signs,
	const char *typed, struct coop_completion *out, struct coop_error *err)
{
	struct coop_buf text = {0}, folded = {0};
	const char *comma = strrchr(typed, ',');
	size_t from = comma ? (size_t)(comma - typed) + 1 : 0;
	from += signs && typed[from] == '-';
	coop_fold_label(typed + from, strlen(typed + from), &folded);
	for (size_t i = 0; listed(i) && !text.failed && !folded.failed; i++) {
		const char *name = listed(i);
		if (!candidate_begins(name, &folded) ||
			has_name(typed, typed + from, name))
			continue;
		coop_buf_reset(&text);
		coop_buf_add(&text, typed, from);
		coop_buf_str(&text, name);
		coop_completion_add(out, coop_buf_cstr(&text), NULL);
	}
	enum coop_status st = coop_buf_check(folded.failed ? &folded : &text, err);
	coop_buf_release(&folded);
	coop_buf_release(&text);
	return st;
}

static enum coop_status add_columns(struct state *s, const char *typed,
	struct coop_completion *out, struct coop_error *err)
{
	(void)s;
	return add_listed(column_listed, false, typed, out, err);
}

static enum coop_status add_facets(struct state *s, const char *typed,
	struct coop_completion *out, struct coop_error *err)
{
	(void)s;
	return add_listed(facet_listed, false, typed, out, err);
}

static enum coop_status add_keys(struct state *s, const char *typed,
	struct coop_completion *out, struct coop_error *err)
{
	(void)s;
	return add_listed(sort_listed, true, typed, out, err);
}

/* ---- the line ---- */

static void begin(void *data, int argc, char **argv)
{
	struct state *s = data;
	s->options = options_preview(argc, argv);
}

/* What an option takes, by its name. */
static adder *adder_of(const char *option)
{
	static const struct {
		const char *option;
		adder *add;
	} all[] = {{"filter", add_filter}, {"fields", add_columns},
		{"facets", add_facets}, {"sort", add_keys}, {"query", add_query},
		{"like", add_ids}, {"save", add_names}, {"delete-search", add_names},
		{"replay", add_replayed}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (strcmp(all[i].option, option) == 0)
			return all[i].add;
	return NULL;
}

static enum coop_status values(void *data, const struct coop_opt *option,
	const char *typed, struct coop_completion *out, struct coop_error *err)
{
	struct state *s = data;
	const struct options *o = s->options;
	adder *add = option ? adder_of(option->name) : add_query;
	if (!option) {
		/* words are no files */
		out->paths = "words";
		if (o->show || o->open)
			add = add_ids;
		else if (o->searches || o->remove || o->analyse || o->serve || o->replay)
			add = NULL;
	}
	return add ? add(s, typed, out, err) : COOP_OK;
}

int complete_line(const struct options *o, char **words, size_t nwords)
{
	struct state s = {.options = o};
	const struct coop_completer c = {options_rows(), begin, values, &s};
	/* a message would end up in the line that is being typed */
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (null >= 0)
		dup2(null, STDERR_FILENO);
	if (nwords > 0)
		coop_complete_line(&c, (enum coop_shell)o->complete, words[0],
			nwords > 1 ? words[1] : NULL, stdout);
	session_close(&s.session);
	coop_close_stdout("coopq");
	return COOP_EXIT_OK;
}
