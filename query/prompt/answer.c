/*
 * answer.c - asks the question, and takes note of what is shown of its answer.
 */
#include <string.h>

#include "query/prompt/prompt_internal.h"
#include "shared/index/record.h"

/* Keeps the ids of results, by which commands name notices. */
static enum coop_status keep_ids(
	struct prompt *p, struct session *s, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < session_count(s); i++) {
		struct coop_value id = {.len = 0};
		st = session_read(s, i, err);
		if (!st && coop_record_get(&s->record, COOP_F_ID, &id))
			coop_buf_add(&p->ids, id.text, id.len);
		coop_buf_byte(&p->ids, '\0');
		p->nids++;
	}
	return st ? st : coop_buf_check(&p->ids, err);
}

static enum coop_status take_note(struct app *app, void *data, struct coop_error *err)
{
	struct prompt *p = data;
	struct session *s = &app->session;
	enum coop_status st = COOP_OK;
	p->count = session_count(s);
	coop_buf_reset(&p->asked);
	coop_buf_add(&p->asked, s->text, s->text_len);
	st = coop_buf_check(&p->asked, err);
	/* pages before have theirs already */
	if (!st && p->question.page == p->nids)
		st = keep_ids(p, s, err);
	if (!st && (p->all_keys || p->question.page == 0) &&
		app->output.format == OUTPUT_TEXT)
		st = keys_offer(&p->keys, s, &app->output, p->all_keys, err);
	return st;
}

/* Whether a line that is typed is asked as the question is: with all its filters and the same indexes. */
static bool is_asked_alone(const struct question *q)
{
	return q->nchosen == 0 && q->given == 0 && q->recalled.name.len == 0;
}

enum coop_status prompt_ask(
	struct prompt *p, bool anew, bool *found, struct coop_error *err)
{
	struct question *q = &p->question;
	if (anew) {
		q->page = 0;
		coop_buf_reset(&p->ids);
		coop_buf_reset(&p->asked);
		p->nids = 0;
		keys_release(&p->keys);
	}
	struct options o = q->options;
	o.offset += q->page;
	o.prompted = is_asked_alone(q);
	/* values alone */
	if (p->all_keys)
		o.count = 0;
	o.like = q->like.len > 0 ? q->like.s : NULL;
	p->count = 0;
	return prompt_run(p,
		&(struct task){.run = o.like ? action_like : action_answer,
			.options = &o,
			.words = q->words,
			.nwords = q->nwords,
			.recalled = &q->recalled,
			.answered = take_note},
		found, err);
}

const char *prompt_id(const struct prompt *p, size_t number)
{
	const char *at = coop_buf_cstr(&p->ids);
	size_t before = p->question.options.offset;
	if (number <= before || number - before > p->nids)
		return NULL;
	for (size_t i = 1; i < number - before; i++)
		at += strlen(at) + 1;
	return *at ? at : NULL;
}

size_t prompt_shown(const struct prompt *p)
{
	return p->nids > 0 ? p->question.options.offset + p->nids : 0;
}
