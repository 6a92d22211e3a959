#include "query/batch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "shared/i18n.h"

/* A file of queries and where we are in it. */
struct batch {
	const char *path;
	FILE *file;
	char *line;
	size_t cap, number;
};

/* A field of a run holds no blanks: they become '_'. */
static void put_field(FILE *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		fputc((unsigned char)s[i] <= ' ' ? '_' : s[i], out);
}

static enum coop_status print_run(FILE *out, struct session *s, const struct ask *ask,
	const char *id, size_t id_len, struct coop_error *err)
{
	for (size_t i = 0; i < search_count(s->search); i++) {
		struct coop_value document;
		enum coop_status st = session_read(s, i, err);
		if (st)
			return st;
		coop_record_get(&s->record, COOP_F_ID, &document);
		put_field(out, id, id_len);
		fputs(" Q0 ", out);
		put_field(out, document.text, document.len);
		fprintf(out, " %zu %.6f coopq\n", ask->offset + i + 1,
			search_score(s->search, i));
	}
	return COOP_OK;
}

static enum coop_status answer_line(FILE *out, struct session *s, const struct ask *ask,
	const struct batch *b, size_t len, bool *found, struct coop_error *err)
{
	const char *tab = memchr(b->line, '\t', len);
	struct coop_error problem = {0};
	if (!tab)
		return coop_fail(err, COOP_E_INPUT,
			TR("%s:%zu: a line of queries is an id, a tab and the query",
				"%s:%zu : une ligne de requêtes est un identifiant, une "
				"tabulation, la requête"),
			b->path, b->number);
	size_t id_len = (size_t)(tab - b->line);
	enum coop_status st = session_ask(s, ask, tab + 1, len - id_len - 1, &problem);
	if (st == COOP_E_QUERY)
		return COOP_OK; /* no word in it: no result */
	if (st) {
		*err = problem;
		return st;
	}
	*found |= search_count(s->search) > 0;
	return print_run(out, s, ask, b->line, id_len, err);
}

enum coop_status batch_run(FILE *out, struct session *s, const struct ask *ask,
	const char *path, bool *found, struct coop_error *err)
{
	struct batch b = {.path = path};
	ssize_t len;
	enum coop_status st = COOP_OK;
	b.file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
	if (!b.file)
		return coop_fail_errno(
			err, TR("cannot read", "impossible de lire"), path);
	errno = 0;
	while (!st && (len = getline(&b.line, &b.cap, b.file)) > 0) {
		b.number++;
		while (len > 0 && (b.line[len - 1] == '\n' || b.line[len - 1] == '\r'))
			len--;
		if (len > 0)
			st = answer_line(out, s, ask, &b, (size_t)len, found, err);
		errno = 0;
	}
	/* getline() fails without the stream's flag when memory runs out */
	if (!st && !feof(b.file))
		st = coop_fail_errno(err, TR("cannot read", "impossible de lire"), path);
	free(b.line);
	if (b.file != stdin)
		fclose(b.file);
	return st;
}
