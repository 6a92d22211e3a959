/*
 * editor_edit.c - lines that are edited with libedit.
 *
 * libedit takes characters from read_char() here and not from the terminal: so Ctrl-C ends a line at once, and no byte
 * that is typed or pasted depends on the locale. It writes in the locale of its thread, which is set to UTF-8
 * around its calls and changes nothing else.
 */
#include "query/prompt/editor_internal.h"

#ifdef COOP_HAVE_EDIT

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query/prompt/edit.h"
#include "query/prompt/signals.h"
#include "shared/core/cells.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/terminal.h"
#include "shared/core/utf8.h"

/* How many candidates are listed, as a screen holds no more. */
enum { LISTED = 20 };

struct edited {
	EditLine *el;
	HistoryW *history;
	locale_t locale;
	wchar_t *prompt;
	enum editor_result why; /* there is no line */
};

/* ---- texts ---- */

/* Makes a wide string of UTF-8, with a blank for what is unsafe; NULL: no memory. The caller frees it. */
static wchar_t *widen(const char *s, size_t n)
{
	wchar_t *wide = calloc(n + 1, sizeof *wide), *to = wide;
	if (!wide)
		return NULL;
	for (size_t i = 0; i < n;) {
		uint32_t cp = 0xfffd;
		size_t used = coop_utf8_decode(s + i, n - i, &cp);
		*to++ = (wchar_t)(used > 0 && coop_is_unsafe(cp) ? ' ' : cp);
		i += used > 0 ? used : 1;
	}
	*to = L'\0';
	return wide;
}

static void narrow(const wchar_t *s, size_t n, struct coop_buf *out)
{
	char bytes[COOP_UTF8_MAX];
	for (size_t i = 0; i < n; i++)
		coop_buf_add(out, bytes, coop_utf8_encode((uint32_t)s[i], bytes));
}

static struct editor *editor_of(EditLine *el)
{
	void *data = NULL;
	edit.el_wget(el, EL_CLIENTDATA, &data);
	return data;
}

static wchar_t *prompt_of(EditLine *el)
{
	return editor_of(el)->edited->prompt;
}

/* ---- characters ---- */

/* Obeys a signal but Ctrl-C. */
static void obey_signal(EditLine *el)
{
	if (signals_take_suspend()) {
		edit.el_wset(el, EL_PREP_TERM, 0);
		signals_suspend();
		edit.el_wset(el, EL_PREP_TERM, 1);
		/* what is drawn anew begins where the cursor is taken to be: before the line */
		fputc('\n', stdout);
		edit.el_wset(el, EL_REFRESH);
	}
	if (signals_take_resize()) {
		edit.el_resize(el);
		fputc('\r', stdout);
		edit.el_wset(el, EL_REFRESH);
	}
}

/* Whether the pending bytes are only the beginning of a character. */
static bool is_begun(const struct coop_buf *pending)
{
	unsigned char first = pending->len > 0 ? (unsigned char)pending->s[0] : 0;
	size_t want = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1;
	return first < 0xf5 && pending->len < want &&
	       (pending->len < 2 || ((unsigned char)pending->s[1] & 0xc0) == 0x80);
}

/* Takes a character off the pending bytes. */
static wchar_t take_char(struct coop_buf *pending)
{
	uint32_t cp = 0;
	size_t used = coop_utf8_decode(pending->s, pending->len, &cp);
	if (used == 0) {
		cp = 0xfffd;
		used = 1;
	}
	memmove(pending->s, pending->s + used, pending->len - used);
	pending->len -= used;
	return (wchar_t)cp;
}

/* Gives libedit a character; 0 where there will be none. */
static int read_char(EditLine *el, wchar_t *c)
{
	struct editor *e = editor_of(el);
	for (;;) {
		while (e->pending.len > 0 && !is_begun(&e->pending)) {
			*c = take_char(&e->pending);
			if (*c != L'\0')
				return 1;
		}
		e->edited->why = editor_fill(e);
		if (e->edited->why == EDITOR_END && e->pending.len > 0) {
			*c = 0xfffd;
			coop_buf_reset(&e->pending);
			return 1;
		}
		if (e->edited->why == EDITOR_INTERRUPTED && !signals_take_interrupt()) {
			if (signals_ended())
				e->edited->why = EDITOR_END;
			else
				e->edited->why = EDITOR_LINE;
			obey_signal(el);
		}
		if (e->edited->why != EDITOR_LINE)
			return 0;
	}
}

/* ---- completion ---- */

static void list(const struct candidates *c)
{
	size_t width = coop_terminal_width(STDOUT_FILENO);
	fputc('\n', stdout);
	for (size_t i = 0; i < c->count && i < LISTED; i++) {
		const char *text = candidate_text(c, i), *about = candidate_about(c, i);
		size_t len = coop_cells_cut(text, strlen(text), width - 1);
		size_t cells = coop_cells(text, len);
		coop_put_safe(stdout, text, len);
		if (*about && cells + 4 < width) {
			fputs("  ", stdout);
			coop_put_safe(stdout, about,
				coop_cells_cut(about, strlen(about), width - cells - 3));
		}
		fputc('\n', stdout);
	}
	if (c->count > LISTED)
		printf(TR("(%zu others)\n", "(%zu autres)\n"), c->count - LISTED);
	fflush(stdout);
}

/* The bytes in which all candidates begin, cut between characters. */
static size_t common(const struct candidates *c)
{
	const char *first = candidate_text(c, 0);
	size_t len = strlen(first);
	for (size_t i = 1; i < c->count; i++) {
		const char *other = candidate_text(c, i);
		size_t n = 0;
		while (n < len && first[n] == other[n])
			n++;
		len = n;
	}
	return coop_utf8_cut(first, strlen(first), len);
}

/* Has the first bytes of a candidate, and perhaps a blank, take the place of what was typed. */
static bool put(
	EditLine *el, const struct candidates *c, size_t typed, size_t len, bool whole)
{
	const char *text = candidate_text(c, 0);
	struct coop_buf all = {0};
	coop_buf_add(&all, text, len);
	/* what goes on behind it is no whole word */
	if (whole && len > 0 && text[len - 1] != ':' && text[len - 1] != ' ')
		coop_buf_byte(&all, ' ');
	wchar_t *wide = all.failed ? NULL : widen(coop_buf_cstr(&all), all.len);
	if (wide) {
		edit.el_deletestr(el, (int)typed);
		edit.el_winsertstr(el, wide);
	}
	coop_buf_release(&all);
	free(wide);
	return wide != NULL;
}

static unsigned char complete(EditLine *el, int key)
{
	(void)key;
	struct editor *e = editor_of(el);
	const LineInfoW *line = edit.el_wline(el);
	struct coop_buf text = {0};
	struct candidates c = {.count = 0};
	unsigned char result = CC_ERROR;
	narrow(line->buffer, (size_t)(line->cursor - line->buffer), &text);
	if (!text.failed)
		e->complete(e->data, coop_buf_cstr(&text), text.len, &c);
	if (c.count > 0 && c.from <= text.len) {
		size_t len = common(&c), typed = text.len - c.from;
		const char *word = coop_buf_cstr(&text) + c.from;
		bool more = len > typed || c.count == 1;
		if (more &&
			put(el, &c, coop_utf8_count(word, typed), len, c.count == 1)) {
			result = CC_REFRESH;
		} else {
			list(&c);
			result = CC_REDISPLAY;
		}
	}
	candidates_release(&c);
	coop_buf_release(&text);
	return result;
}

/* ---- the editor ---- */

static void bind_keys(EditLine *el)
{
	static const wchar_t *const keys[][2] = {{L"^I", L"coop-complete"},
		{L"^R", L"em-inc-search-prev"}, {L"\\e[3~", L"ed-delete-next-char"},
		{L"\\e[1~", L"ed-move-to-beg"}, {L"\\e[H", L"ed-move-to-beg"},
		{L"\\e[4~", L"ed-move-to-end"}, {L"\\e[F", L"ed-move-to-end"},
		{L"\\e[1;5D", L"ed-prev-word"}, {L"\\e[1;5C", L"em-next-word"}};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		edit.el_wset(el, EL_BIND, keys[i][0], keys[i][1], NULL);
	/* commands of libedit itself, which an empty line makes it crash by */
	edit.el_wset(el, EL_BIND, L"-r", L"\\ex", NULL);
	edit.el_wset(el, EL_BIND, L"-r", L"\\eX", NULL);
}

static void set_up(struct editor *e)
{
	struct edited *d = e->edited;
	HistEventW event;
	edit.el_wset(d->el, EL_CLIENTDATA, e);
	edit.el_wset(d->el, EL_EDITOR, L"emacs");
	edit.el_wset(d->el, EL_SIGNAL, 0);
	edit.el_wset(d->el, EL_PROMPT, prompt_of);
	edit.el_wset(d->el, EL_GETCFN, read_char);
	edit.el_wset(d->el, EL_ADDFN, L"coop-complete", L"completes a word", complete);
	bind_keys(d->el);
	edit.history_w(d->history, &event, H_SETSIZE, (int)EDITOR_HISTORY);
	edit.history_w(d->history, &event, H_SETUNIQUE, 1);
	edit.el_wset(d->el, EL_HIST, edit.history_w, d->history);
}

enum coop_status edited_open(struct editor *e, struct coop_error *err)
{
	if (!edit_load())
		return COOP_OK;
	struct edited *d = calloc(1, sizeof *d);
	if (!d)
		return coop_fail_nomem(err);
	d->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	locale_t before = d->locale ? uselocale(d->locale) : (locale_t)0;
	if (d->locale) {
		d->history = edit.history_winit();
		d->el = edit.el_init("coopq", stdin, stdout, stderr);
	}
	if (d->el && d->history) {
		e->edited = d;
		set_up(e);
	} else {
		edited_close(d);
	}
	if (before)
		uselocale(before);
	return COOP_OK;
}

void edited_close(struct edited *d)
{
	if (!d)
		return;
	if (d->el)
		edit.el_end(d->el);
	if (d->history)
		edit.history_wend(d->history);
	if (d->locale)
		freelocale(d->locale);
	free(d->prompt);
	free(d);
}

enum editor_result edited_read(
	struct editor *e, const char *prompt, struct coop_buf *line)
{
	struct edited *d = e->edited;
	int count = 0;
	free(d->prompt);
	d->prompt = widen(prompt, strlen(prompt));
	if (!d->prompt)
		return EDITOR_END;
	locale_t before = uselocale(d->locale);
	/* the window may have changed while something else was shown */
	(void)signals_take_resize();
	edit.el_resize(d->el);
	d->why = EDITOR_END;
	signals_edit(true);
	const wchar_t *wide = edit.el_wgets(d->el, &count);
	signals_edit(false);
	if (wide && count > 0) {
		size_t n = (size_t)count;
		while (n > 0 && (wide[n - 1] == L'\n' || wide[n - 1] == L'\r'))
			n--;
		narrow(wide, n, line);
	}
	uselocale(before);
	return wide && count > 0              ? EDITOR_LINE
	       : d->why == EDITOR_INTERRUPTED ? EDITOR_INTERRUPTED
					      : EDITOR_END;
}

void edited_remember(struct edited *d, const char *line, size_t len)
{
	HistEventW event;
	wchar_t *wide = widen(line, len);
	locale_t before = uselocale(d->locale);
	if (wide)
		edit.history_w(d->history, &event, H_ENTER, wide);
	uselocale(before);
	free(wide);
}

#else

enum coop_status edited_open(struct editor *e, struct coop_error *err)
{
	(void)e;
	(void)err;
	return COOP_OK;
}

void edited_close(struct edited *d)
{
	(void)d;
}

enum editor_result edited_read(
	struct editor *e, const char *prompt, struct coop_buf *line)
{
	(void)e;
	(void)prompt;
	(void)line;
	return EDITOR_END;
}

void edited_remember(struct edited *d, const char *line, size_t len)
{
	(void)d;
	(void)line;
	(void)len;
}

#endif
