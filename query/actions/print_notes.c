#include "query/actions/print_notes.h"

#include <inttypes.h>

#include "query/actions/command.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

void print_note_line(const struct query_id *id, struct coop_bytes text)
{
	fputs("coopq: ", stderr);
	if (id) {
		fputs(TR("query ", "requête "), stderr);
		coop_put_safe(stderr, id->s, id->len);
		fputs(TR(": ", " : "), stderr);
	}
	coop_put_safe(stderr, text.s, text.len);
	fputc('\n', stderr);
}

/* Makes the line of a note without a query; a command says by which option that would not be. */
static void make_plain(const struct notes *n, size_t i, struct coop_buf *line)
{
	struct coop_bytes text = note_text(n, i);
	coop_buf_reset(line);
	coop_buf_add(line, text.s, text.len);
	if (n->at[i].kind == NOTE_WIDENED)
		coop_buf_str(line,
			TR(" (not with --widen=never)", " (sauf avec --widen=never)"));
}

/* Makes the line of a note with a query: "without year:1750: 54 notices   coopq ...". */
static void make_line(const struct notes *n, size_t i, const struct options *options,
	struct coop_buf *line)
{
	const struct note *note = &n->at[i];
	struct coop_bytes text = note_text(n, i), query = note_query(n, i);
	coop_buf_reset(line);
	coop_buf_add(line, text.s, text.len);
	/* a question has its mark already */
	coop_buf_str(line, note->kind == NOTE_MEANT ? " " : TR(": ", " : "));
	coop_buf_printf(line, "%" PRIu64 " notice%s   ", note->count,
		note->count == 1 ? "" : "s");
	command_print(options, note, query.s, query.len, line);
}

enum coop_status print_notes(const struct notes *n, const struct options *options,
	const struct query_id *id, struct coop_error *err)
{
	struct coop_buf line = {0};
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < n->count; i++) {
		if (n->at[i].query_len == 0)
			make_plain(n, i, &line);
		else
			make_line(n, i, options, &line);
		st = coop_buf_check(&line, err);
		if (!st)
			print_note_line(id, (struct coop_bytes){line.s, line.len});
	}
	coop_buf_release(&line);
	return st;
}

enum coop_status print_warnings(const struct session *s, const struct options *options,
	const struct query_id *id, struct coop_error *err)
{
	struct notes notes = {0};
	enum coop_status st = notes_warnings(&notes, s, err);
	if (!st)
		st = print_notes(&notes, options, id, err);
	notes_release(&notes);
	return st;
}
