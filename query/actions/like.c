/*
 * like.c - notices like one: a query of its own best words.
 */
#include <string.h>

#include "query/actions/actions.h"
#include "query/actions/ids.h"
#include "query/search/like.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

/* Makes a query of the words of a notice and those of the command line. */
static enum coop_status make_query(struct app *app, const struct like *like,
	struct coop_buf *text, struct coop_error *err)
{
	if (like->count > 0) {
		coop_diag_note("coopq", TR("words: %s", "termes : %s"), like->words.s);
		coop_buf_add(text, like->query.s, like->query.len);
		coop_buf_byte(text, ' ');
	}
	return app_read_query(app, text, err);
}

/* Answers with notices like a document, without itself. */
static enum coop_status answer(struct app *app, uint32_t docid, struct coop_error *err)
{
	struct coop_buf text = {0};
	struct like like = {.count = 0};
	enum coop_status st = like_document(&like, &app->session, docid, err);
	if (!st)
		st = make_query(app, &like, &text, err);
	app->ask.without = (struct coop_bytes){coop_buf_cstr(&like.term), like.term.len};
	if (!st && text.len > 0)
		st = app_answer(app, &text, err);
	else if (!st)
		coop_diag_note("coopq", "%s",
			TR("no other notice has a word of this one",
				"aucune autre notice n'a un mot de celle-ci"));
	/* the plan of the query holds the term */
	session_drop(&app->session);
	coop_buf_release(&text);
	like_release(&like);
	return st;
}

enum coop_status action_like(struct app *app, struct coop_error *err)
{
	const char *id = app->options->like;
	uint32_t docid = 0;
	enum coop_status st = app_open(app, err);
	if (!st)
		st = ids_find_one(app, &(struct coop_bytes){id, strlen(id)}, &docid, err);
	return st || !docid ? st : answer(app, docid, err);
}
