#include "shared/core/diag.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "shared/core/i18n.h"
#include "shared/core/status_line.h"
#include "shared/core/utf8.h"

/*
 * C0 and C1 controls, bidirectional marks, embeddings, overrides and isolates, line and
 * paragraph separators.
 */
bool coop_is_unsafe(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0x61c || cp == 0x200e ||
	       cp == 0x200f || (cp >= 0x2028 && cp <= 0x202e) ||
	       (cp >= 0x2066 && cp <= 0x2069);
}

/* Gives text, piece by piece, with `blank` in place of unsafe characters and of blanks. */
static void put(void (*piece)(void *to, const char *s, size_t n), void *to, const char *s,
	size_t n, char blank)
{
	size_t begun = 0; /* [begun, i) is safe and not yet given */
	for (size_t i = 0; i < n;) {
		uint32_t cp = 0;
		size_t used = coop_utf8_decode(s + i, n - i, &cp);
		if (used > 0 && (cp != ' ' || blank == ' ') && !coop_is_unsafe(cp)) {
			i += used;
			continue;
		}
		piece(to, s + begun, i - begun);
		if (used > 0)
			piece(to, &blank, 1);
		else
			piece(to, "\xef\xbf\xbd", 3);
		i += used > 0 ? used : 1;
		begun = i;
	}
	piece(to, s + begun, n - begun);
}

static void write_piece(void *to, const char *s, size_t n)
{
	fwrite(s, 1, n, to);
}

void coop_put_safe(FILE *out, const char *s, size_t n)
{
	put(write_piece, out, s, n, ' ');
}

void coop_put_word(FILE *out, const char *s, size_t n)
{
	put(write_piece, out, s, n, '_');
}

/* Bytes of a fixed size, and how many there would be. */
struct room {
	char *s;
	size_t size, len;
};

static void copy_piece(void *to, const char *s, size_t n)
{
	struct room *r = to;
	if (r->len < r->size)
		memcpy(r->s + r->len, s, n < r->size - r->len ? n : r->size - r->len);
	r->len += n;
}

size_t coop_make_safe(char *to, size_t size, const char *s, size_t n)
{
	struct room r = {.s = to, .size = size};
	put(copy_piece, &r, s, n, ' ');
	if (size > 0)
		to[r.len < size ? r.len : coop_utf8_cut(to, size, size - 1)] = '\0';
	return r.len;
}

static _Thread_local const struct coop_listener *listening;

const struct coop_listener *coop_diag_listen(const struct coop_listener *listener)
{
	const struct coop_listener *before = listening;
	listening = listener;
	return before;
}

static void print_diag(
	const char *program, const struct coop_place *place, const struct coop_error *err)
{
	fprintf(stderr, "%s: ", program);
	if (place && place->path) {
		coop_put_safe(stderr, place->path, strlen(place->path));
		if (place->line > 0)
			fprintf(stderr, ":%zu", place->line);
		if (place->line > 0 && place->column > 0)
			fprintf(stderr, ":%zu", place->column);
		fputs(": ", stderr);
	}
	coop_put_safe(stderr, err->msg, strlen(err->msg));
	fputc('\n', stderr);
	if (!err->hint[0])
		return;
	fprintf(stderr, "%s: %s", program, TR("hint: ", "conseil : "));
	coop_put_safe(stderr, err->hint, strlen(err->hint));
	fputc('\n', stderr);
}

void coop_diag(
	const char *program, const struct coop_place *place, const struct coop_error *err)
{
	/* without the lock: a listener may take long, and cause messages itself */
	if (listening) {
		listening->hear(
			listening->data, place && place->path ? place : NULL, err);
		return;
	}
	coop_status_line_hold();
	print_diag(program, place, err);
	coop_status_line_release();
}

void coop_diag_note(const char *program, const char *fmt, ...)
{
	struct coop_error note = {0};
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(note.msg, sizeof note.msg, fmt, ap);
	va_end(ap);
	coop_diag(program, NULL, &note);
}

bool coop_close_stdout(const char *program)
{
	/*
	 * only a failing fclose() gives a reason: that of an earlier failed write is lost
	 */
	errno = 0;
	bool lost = ferror(stdout) != 0;
	if (fclose(stdout) != 0)
		lost = true;
	if (lost && errno != EPIPE)
		coop_diag_note(program,
			TR("cannot write the output: %s",
				"impossible d'écrire la sortie : %s"),
			errno ? coop_errno_text(errno)
			      : TR("write error", "erreur d'écriture"));
	return !lost;
}
