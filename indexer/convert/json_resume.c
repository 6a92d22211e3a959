#include "indexer/convert/json_resume.h"

#include "shared/core/bytes.h"

/* The offset of the key of an object in the buffer, and its length with quotes; 0 for none. */
static size_t find_key(struct json_text *t, size_t *len)
{
	while (t->buf.len - t->now.at < JSON_RESUME_KEY && json_text_more(t))
		;
	const char *s = t->buf.s;
	size_t end = t->buf.len, at = t->now.at + 1;
	if (end - t->now.at > JSON_RESUME_KEY)
		end = t->now.at + JSON_RESUME_KEY;
	*len = 0;
	while (at < end && coop_is_blank(s[at]))
		at++;
	size_t from = at;
	if (at >= end || s[at] != '"')
		return from;
	for (at++; at < end && s[at] != '"'; at++)
		at += s[at] == '\\';
	*len = at < end ? at + 1 - from : 0;
	return from;
}

struct json_resume json_resume_at(struct json_text *t)
{
	struct json_resume r = {.column = t->now.column, .begins_line = true};
	size_t back = t->now.column - 1;
	/* what was read of the line is no longer there, if it was long */
	if (back > t->now.at)
		r.begins_line = false;
	for (size_t i = 1; r.begins_line && i <= back; i++) {
		char c = t->buf.s[t->now.at - i];
		r.begins_line = c == ' ' || c == '\t' || c == ',';
	}
	if (json_peek(t) != '{')
		return r;
	size_t from = find_key(t, &r.key_len);
	memcpy(r.key, t->buf.s + from, r.key_len);
	return r;
}

/* Whether the object at the next byte begins like one of two; `before` is the byte before it. */
static bool is_like(struct json_text *t, const struct json_resume *like,
	const struct json_resume *last, bool begins_line, char before)
{
	size_t len;
	if (like->begins_line)
		return begins_line && t->now.column == like->column;
	if (before != ',' && before != '}')
		return false;
	size_t from = find_key(t, &len);
	const char *key = t->buf.s + from;
	return len > 0 && (coop_bytes_equal(key, len, like->key, like->key_len) ||
				  coop_bytes_equal(key, len, last->key, last->key_len));
}

bool json_resume(struct json_text *t, const struct json_resume *like,
	const struct json_resume *last)
{
	bool begins_line = false;
	char before = '{';
	if (t->keeping)
		json_rewind(t);
	json_unmark(t);
	if (json_peek(t) != JSON_END)
		json_take(t);
	for (int c = json_peek(t); c != JSON_END; c = json_peek(t)) {
		if (c == '{' && is_like(t, like, last, begins_line, before))
			return true;
		if (c == '\n')
			begins_line = true;
		else if (c != ' ' && c != '\t' && c != ',' && c != '\r')
			begins_line = false;
		if (!coop_is_blank((char)c))
			before = (char)c;
		json_take(t);
	}
	return false;
}
