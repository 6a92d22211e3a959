/*
 * replay.c - what has entered, changed and left since an answer was cited.
 */
#include <inttypes.h>
#include <string.h>

#include "query/actions/actions.h"
#include "query/actions/all.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

static bool differ(const struct coop_buf *a, const struct coop_buf *b)
{
	return strcmp(coop_buf_cstr(a), coop_buf_cstr(b)) != 0;
}

static const char *text_or_unknown(const struct coop_buf *text)
{
	return text->len > 0 ? text->s : "?";
}

/* Says what else is not as it was. */
static void print_circumstances(const struct citation *before, const struct citation *now)
{
	if (differ(&before->fingerprint, &now->fingerprint))
		coop_diag_note("coopq",
			TR("the index has changed; then: notices: %" PRIu64
			   ", fingerprint %s; now: %" PRIu64 ", %s",
				"l'index a changé ; alors : notices : %" PRIu64
				", empreinte %s ; maintenant : %" PRIu64 ", %s"),
			before->notices, text_or_unknown(&before->fingerprint),
			now->notices, text_or_unknown(&now->fingerprint));
	if (differ(&before->analysis, &now->analysis))
		coop_diag_note("coopq",
			TR("words are analysed otherwise: by %s, then by %s",
				"les mots sont analysés autrement : par %s, alors par %s"),
			coop_buf_cstr(&now->analysis), coop_buf_cstr(&before->analysis));
	if (differ(&before->parsed, &now->parsed))
		coop_diag_note("coopq",
			TR("the query is understood otherwise: as %s, then as %s",
				"la requête est comprise autrement : comme %s, alors comme %s"),
			coop_buf_cstr(&now->parsed), coop_buf_cstr(&before->parsed));
}

static void print_summary(const struct citation *before, const struct all *a)
{
	const size_t *of = a->changes.of_kind;
	struct coop_buf day = {0};
	moment_add_day(before->date, &day);
	coop_diag_note("coopq",
		TR("notices on %s: %" PRIu64 ", now: %" PRIu64
		   "; entered: %zu, changed: %zu, left: %zu",
			"notices le %s : %" PRIu64 ", maintenant : %" PRIu64
			" ; entrées : %zu, modifiées : %zu, sorties : %zu"),
		coop_buf_cstr(&day), before->count, a->now.count, of[CHANGE_ENTERED],
		of[CHANGE_CHANGED], of[CHANGE_LEFT]);
	coop_buf_release(&day);
}

/* Compares with an answer that was too long to be listed. */
static void compare_digests(
	struct app *app, const struct citation *before, const struct all *a)
{
	bool same = strcmp(before->digest, a->now.digest) == 0;
	coop_diag_note("coopq",
		same ? TR("the notices are the same: %" PRIu64,
			       "les notices sont les mêmes : %" PRIu64)
		     : TR("the notices are not the same; now there are %" PRIu64,
			       "les notices ne sont pas les mêmes ; il y en a maintenant %" PRIu64),
		a->now.count);
	app->found = same;
}

static enum coop_status compare(struct app *app, struct all *a, struct coop_error *err)
{
	const struct citation *before = &app->recalled->citation;
	const bool json = output_is_json(&app->output);
	enum coop_status st = all_compare(app, a, &before->hits, err);
	if (st)
		return st;
	print_circumstances(before, &a->now);
	if (!before->listed) {
		compare_digests(app, before, a);
		return COOP_OK;
	}
	print_summary(before, a);
	for (size_t i = 0; !st && i < a->changes.count; i++)
		st = print_change(app, &a->changes.at[i], &before->hits, json, err);
	app->found = a->changes.count == 0;
	return st;
}

enum coop_status action_replay(struct app *app, struct coop_error *err)
{
	struct all all = {0};
	enum coop_status st = all_find(app, &all, err);
	if (!st)
		st = compare(app, &all, err);
	all_release(&all);
	return st;
}
