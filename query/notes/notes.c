#include "query/notes/notes_internal.h"

#include <stdlib.h>

void notes_release(struct notes *n)
{
	free(n->at);
	coop_buf_release(&n->bytes);
	*n = (struct notes){0};
}

static struct coop_bytes part(const struct notes *n, size_t begin, size_t len)
{
	return (struct coop_bytes){coop_buf_cstr(&n->bytes) + begin, len};
}

struct coop_bytes note_text(const struct notes *n, size_t i)
{
	return part(n, n->at[i].text, n->at[i].text_len);
}

struct coop_bytes note_query(const struct notes *n, size_t i)
{
	return part(n, n->at[i].query, n->at[i].query_len);
}

enum coop_status notes_add_query(struct notes *n, const struct note *like,
	const struct coop_buf *text, const struct coop_buf *query, struct coop_error *err)
{
	struct note note = *like;
	note.text = n->bytes.len;
	note.text_len = text->len;
	note.query = n->bytes.len + text->len;
	note.query_len = query->len;
	enum coop_status st = coop_buf_check(text, err);
	if (!st)
		st = coop_buf_check(query, err);
	if (!st && !coop_array_grow(&n->at, &n->cap, n->count + 1, sizeof *n->at))
		st = coop_fail_nomem(err);
	if (st)
		return st;
	coop_buf_add(&n->bytes, coop_buf_cstr(text), text->len);
	coop_buf_add(&n->bytes, coop_buf_cstr(query), query->len);
	if (coop_buf_check(&n->bytes, NULL)) {
		n->bytes.len = note.text; /* the notes before stay whole */
		n->bytes.failed = false;
		return coop_fail_nomem(err);
	}
	n->at[n->count++] = note;
	return COOP_OK;
}

enum coop_status notes_add(struct notes *n, enum note_kind kind,
	const struct coop_buf *text, struct coop_error *err)
{
	const struct coop_buf none = {0};
	return notes_add_query(n, &(struct note){.kind = kind}, text, &none, err);
}

enum coop_status notes_of_answer(struct notes *n, struct session *s,
	const struct ask *ask, bool understood, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	if (understood)
		st = notes_corrected(n, s, err);
	if (!st && understood)
		st = notes_relaxed(n, s, err);
	if (!st && understood)
		st = notes_widened(n, s, ask, err);
	return st ? st : notes_warnings(n, s, err);
}
