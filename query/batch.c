#include "query/batch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "query/results.h"
#include "query/tell.h"
#include "shared/diag.h"
#include "shared/i18n.h"
#include "shared/program.h"

/* The queries and where we are in them. */
struct batch {
	FILE *out, *in;
	enum output_format format;
	char *line;
	size_t cap, number;
	size_t refused;
	bool found;
};

/* Parts a line into its query's id and the query. */
static void part_line(const struct batch *b, size_t len, char number[24],
	struct query_id *id, const char **text, size_t *text_len)
{
	const char *tab = memchr(b->line, '\t', len);
	*text = tab ? tab + 1 : b->line;
	*text_len = len - (size_t)(*text - b->line);
	if (tab) {
		*id = (struct query_id){b->line, (size_t)(tab - b->line)};
		return;
	}
	int digits = snprintf(number, 24, "%zu", b->number);
	*id = (struct query_id){number, (size_t)digits};
}

static enum coop_status answer_line(struct batch *b, struct session *s,
	const struct ask *ask, size_t len, struct coop_error *err)
{
	struct coop_error problem = {0};
	struct query_id id;
	char number[24];
	const char *text;
	size_t text_len;
	part_line(b, len, number, &id, &text, &text_len);
	enum coop_status st = session_ask(s, ask, text, text_len, &problem);
	if (st == COOP_E_QUERY && !ask->strict)
		return COOP_OK; /* no word in it: no result */
	if (st == COOP_E_QUERY) {
		b->refused++;
		coop_diag_note("coopq", TR("query %.*s: %s", "requête %.*s : %s"),
			(int)id.len, id.s, problem.msg);
		return COOP_OK;
	}
	if (st) {
		*err = problem;
		return st;
	}
	tell_notes(s->query, &id);
	b->found |= search_count(s->search) > 0;
	st = results_print(b->out, s, ask, b->format, false, &id, err);
	/* who asks through a pipe waits for it; what cannot be written is told at the end */
	fflush(b->out);
	return st;
}

enum coop_status batch_run(FILE *out, struct session *s, const struct ask *ask,
	enum output_format format, FILE *in, bool *found, struct coop_error *err)
{
	struct batch b = {.out = out, .in = in, .format = format};
	ssize_t len;
	enum coop_status st = COOP_OK;
	errno = 0;
	while (!st && (len = getline(&b.line, &b.cap, b.in)) > 0) {
		b.number++;
		while (len > 0 && (b.line[len - 1] == '\n' || b.line[len - 1] == '\r'))
			len--;
		if (len > 0)
			st = answer_line(&b, s, ask, (size_t)len, err);
		errno = 0;
	}
	*found = b.found;
	/* getline() fails without the stream's flag when memory runs out */
	if (!st && !feof(b.in))
		st = coop_fail_errno(err, TR("cannot read", "impossible de lire"), "-");
	free(b.line);
	if (!st && b.refused > 0)
		st = coop_fail(err, COOP_E_QUERY,
			TR("%zu queries were refused", "%zu requêtes ont été refusées"),
			b.refused);
	return st;
}
