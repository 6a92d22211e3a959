#include "query/prompt/question.h"

#include <stdlib.h>
#include <string.h>

#include "shared/core/bytes.h"

void question_release(struct question *q)
{
	for (size_t i = 0; i < q->nchosen; i++)
		coop_buf_release(&q->chosen[i]);
	free(q->chosen);
	coop_opt_list_release(&q->options.filters);
	coop_opt_list_release(&q->options.indexes);
	recalled_release(&q->recalled);
	coop_buf_release(&q->text);
	coop_buf_release(&q->like);
	coop_buf_release(&q->sort);
	free(q->words);
	*q = (struct question){.page = 0};
}

/* Copies a list; what stands in it is borrowed as before. */
static enum coop_status copy_list(const struct coop_opt_list *from,
	struct coop_opt_list *to, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	*to = (struct coop_opt_list){.count = 0};
	for (size_t i = 0; !st && i < from->count; i++)
		st = coop_opt_list_add(to, from->values[i], err);
	return st;
}

/* Takes the options as they are now. */
static enum coop_status take_options(
	struct question *q, const struct options *now, struct coop_error *err)
{
	q->options = *now;
	q->options.filters = q->options.indexes = (struct coop_opt_list){.count = 0};
	enum coop_status st = copy_list(&now->filters, &q->options.filters, err);
	if (!st)
		st = copy_list(&now->indexes, &q->options.indexes, err);
	q->given = q->options.filters.count;
	return st;
}

/* ---- words ---- */

/* Whether a word of the line names a saved search. */
static bool names_search(const char *s, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++)
		if (s[i] == '@' && !coop_is_blank(s[i + 1]) &&
			(i == 0 || coop_is_blank(s[i - 1])))
			return true;
	return false;
}

/* Cuts the text into words; a NUL in it is a blank, as it is in a query. */
static enum coop_status cut(struct question *q, const char *s, size_t n, bool at_blanks,
	struct coop_error *err)
{
	size_t cap = 0;
	coop_buf_add(&q->text, s, n);
	enum coop_status st = coop_buf_check(&q->text, err);
	for (size_t i = 0; !st && i < n; i++)
		if (q->text.s[i] == '\0' || (at_blanks && coop_is_blank(s[i])))
			q->text.s[i] = at_blanks ? '\0' : ' ';
	for (size_t i = 0; !st && i < n; i += strlen(q->text.s + i) + 1) {
		if (q->text.s[i] == '\0')
			continue;
		if (!coop_array_grow(&q->words, &cap, q->nwords + 2, sizeof *q->words))
			return coop_fail_nomem(err);
		q->words[q->nwords++] = q->text.s + i;
	}
	return st;
}

/* A word that is "-" alone would be standard input. */
static enum coop_status set_words(
	struct question *q, const char *s, size_t n, struct coop_error *err)
{
	enum coop_status st = cut(q, s, n, names_search(s, n), err);
	static char space[] = " ";
	if (!st && q->nwords == 1 && strcmp(q->words[0], "-") == 0)
		q->words[q->nwords++] = space;
	return st;
}

enum coop_status question_begin(struct question *q, const struct options *base,
	const char *line, size_t len, struct coop_error *err)
{
	*q = (struct question){.page = 0};
	enum coop_status st = set_words(q, line, len, err);
	bool saved = !st && names_search(line, len);
	/* it sets the options of the command line, and they are set back */
	if (saved)
		st = recall(&q->recalled, base, q->words, &q->nwords, err);
	if (!st)
		st = take_options(q, base, err);
	if (saved) {
		enum coop_status back = options_restore(st ? NULL : err);
		st = st ? st : back;
	}
	return st;
}

enum coop_status question_begin_like(struct question *q, const struct options *base,
	const char *id, struct coop_error *err)
{
	*q = (struct question){.page = 0};
	coop_buf_str(&q->like, id);
	enum coop_status st = coop_buf_check(&q->like, err);
	return st ? st : take_options(q, base, err);
}

/* ---- values that are chosen ---- */

/* Says the filters again: what they borrow has moved. */
static enum coop_status set_filters(struct question *q, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	q->options.filters.count = q->given;
	for (size_t i = 0; !st && i < q->nchosen; i++)
		st = coop_opt_list_add(&q->options.filters, q->chosen[i].s, err);
	return st;
}

enum coop_status question_narrow(struct question *q, const char *facet, const char *value,
	size_t len, const struct coop_buf *label, struct coop_error *err)
{
	if (!coop_array_grow(&q->chosen, &q->cap, q->nchosen + 1, sizeof *q->chosen))
		return coop_fail_nomem(err);
	struct coop_buf *b = &q->chosen[q->nchosen];
	*b = (struct coop_buf){0};
	coop_buf_printf(b, "%s==%.*s", facet, (int)len, value);
	coop_buf_byte(b, '\0');
	coop_buf_add(b, coop_buf_cstr(label), label->len);
	q->nchosen++;
	enum coop_status st = coop_buf_check(b, err);
	return st ? st : set_filters(q, err);
}

bool question_undo(struct question *q)
{
	if (q->nchosen == 0)
		return false;
	coop_buf_release(&q->chosen[--q->nchosen]);
	q->options.filters.count = q->given + q->nchosen;
	return true;
}

const char *question_label(const struct question *q, size_t i)
{
	return q->chosen[i].s + strlen(q->chosen[i].s) + 1;
}
