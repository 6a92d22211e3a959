#include "indexer/inspect/dump_lines.h"

#include <string.h>

#include <libdeflate.h>

#include "shared/core/i18n.h"

enum { AT_ONCE = 1 << 16 };

/* Reads more of the file; `*got` is 0 at its end. */
static enum coop_status read_more(
	struct dump_lines *l, size_t *got, struct coop_error *err)
{
	if (l->at > 0) {
		memmove(l->text.s, l->text.s + l->at, l->text.len - l->at);
		l->text.len -= l->at;
		l->at = 0;
	}
	char *to = coop_buf_reserve(&l->text, AT_ONCE);
	if (!to)
		return coop_fail_nomem(err);
	enum coop_status st = infile_read(&l->file, to, AT_ONCE, got, err);
	if (!st)
		l->text.len += *got;
	return st;
}

/* Finds the end of the next line; `*len` is 0 where there is none. */
static enum coop_status find_line(
	struct dump_lines *l, size_t *len, struct coop_error *err)
{
	size_t seen = 0, got = 1;
	enum coop_status st = COOP_OK;
	*len = 0;
	while (!st && got > 0) {
		const char *from = coop_buf_cstr(&l->text) + l->at;
		size_t n = l->text.len - l->at;
		const char *end = n > seen ? memchr(from + seen, '\n', n - seen) : NULL;
		if (end) {
			*len = (size_t)(end - from) + 1;
			return COOP_OK;
		}
		seen = n;
		st = read_more(l, &got, err);
	}
	if (!st && seen > 0) {
		l->number++;
		coop_fail(err, COOP_E_INPUT, "%s",
			TR("the dump ends in the middle of a line",
				"l'export s'arrête au milieu d'une ligne"));
		st = COOP_E_INPUT;
	}
	return st;
}

static enum coop_status no_object(const json_error_t *why, struct coop_error *err)
{
	return coop_fail(err, COOP_E_INPUT,
		TR("this line of the dump is no JSON object: %s",
			"cette ligne de l'export n'est pas un objet JSON : %s"),
		why->text[0] ? why->text : "{");
}

enum coop_status dump_lines_next(
	struct dump_lines *l, json_t **out, struct coop_error *err)
{
	json_error_t why = {.text = ""};
	size_t len;
	*out = NULL;
	enum coop_status st = find_line(l, &len, err);
	if (st || len == 0)
		return st;
	const char *s = l->text.s + l->at;
	l->number++;
	l->crc = l->line_crc;
	l->line_crc = libdeflate_crc32(l->line_crc, s, len);
	*out = json_loadb(s, len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &why);
	l->at += len;
	if (*out && json_is_object(*out))
		return COOP_OK;
	bool nomem = !*out && json_error_code(&why) == json_error_out_of_memory;
	json_decref(*out);
	*out = NULL;
	return nomem ? coop_fail_nomem(err) : no_object(&why, err);
}

void dump_lines_close(struct dump_lines *l)
{
	infile_close(&l->file);
	coop_buf_release(&l->text);
}
