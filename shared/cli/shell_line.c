#include "shared/cli/shell_line.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/text/fold.h"

/* Reads a line character by character; begin with the shell and the text. */
struct reader {
	enum coop_shell shell;
	const char *s;
	size_t n, at;
	char quote;      /* that is open; NUL for none */
	size_t quote_at; /* where */
};

enum piece {
	PIECE_END,
	PIECE_TEXT, /* a byte that stands for itself, with `*quoted` if it would mean something else */
	PIECE_QUOTE, /* one that begins or ends */
	PIECE_NOTHING
};

/* Whether a backslash takes the meaning of a character away. */
static bool escapes(const struct reader *r, char c)
{
	if (r->quote == '\'')
		return r->shell == COOP_SHELL_FISH && (c == '\'' || c == '\\');
	if (r->quote == '"')
		return c != '\0' && strchr("$`\"\\\n", c);
	return true;
}

static enum piece read_piece(struct reader *r, char *c, bool *quoted)
{
	if (r->at >= r->n)
		return PIECE_END;
	*c = r->s[r->at++];
	*quoted = r->quote != '\0';
	if (*c == '\\' && r->at < r->n && escapes(r, r->s[r->at])) {
		*c = r->s[r->at++];
		*quoted = true;
		return *c == '\n' ? PIECE_NOTHING : PIECE_TEXT;
	}
	/* a backslash at the end has nothing yet to take the meaning of */
	if (*c == '\\' && r->at == r->n && r->quote != '\'')
		return PIECE_NOTHING;
	bool opens = !r->quote && (*c == '\'' || *c == '"');
	if (!opens && (!r->quote || *c != r->quote))
		return PIECE_TEXT;
	r->quote = opens ? *c : '\0';
	r->quote_at = r->at - 1;
	return PIECE_QUOTE;
}

void coop_shell_unquote(
	enum coop_shell shell, const char *s, size_t n, struct coop_buf *out)
{
	struct reader r = {.shell = shell, .s = s, .n = n};
	char c = '\0';
	bool quoted;
	for (enum piece p; (p = read_piece(&r, &c, &quoted)) != PIECE_END;)
		if (p == PIECE_TEXT)
			coop_buf_byte(out, c);
}

/* Begins a word, where "~/" is the home directory. */
static void begin_word(struct reader *r, struct coop_buf *text)
{
	const char *home = getenv("HOME");
	if (home && coop_bytes_begins_with(r->s + r->at, r->n - r->at, "~/")) {
		coop_buf_str(text, home);
		r->at++;
	}
}

/* Reads a word, and moves to the next one; false when it is the last, which the end of the line ends. */
static bool read_word(struct reader *r, struct coop_buf *text)
{
	char c = '\0';
	bool quoted = false, more = false;
	begin_word(r, text);
	for (enum piece p; !more && (p = read_piece(r, &c, &quoted)) != PIECE_END;) {
		more = p == PIECE_TEXT && !quoted && coop_is_blank(c);
		if (p == PIECE_TEXT && !more)
			coop_buf_byte(text, c);
	}
	coop_buf_byte(text, '\0');
	while (more && r->at < r->n && coop_is_blank(r->s[r->at]))
		r->at++;
	return more;
}

enum coop_status coop_shell_line_split(enum coop_shell shell, const char *line,
	struct coop_shell_line *out, struct coop_error *err)
{
	struct reader r = {.shell = shell, .s = line, .n = strlen(line)};
	*out = (struct coop_shell_line){.count = 0};
	while (r.at < r.n && coop_is_blank(line[r.at]))
		r.at++;
	do {
		out->begin = r.at;
		out->count++;
	} while (read_word(&r, &out->text) && !out->text.failed);
	out->quote = r.quote ? r.quote_at + 1 : 0;
	enum coop_status st = coop_buf_check(&out->text, err);
	out->words = st ? NULL : calloc(out->count + 1, sizeof *out->words);
	if (!out->words)
		return coop_fail_nomem(err);
	char *word = out->text.s;
	for (size_t i = 0; i < out->count; i++, word += strlen(word) + 1)
		out->words[i] = word;
	return COOP_OK;
}

void coop_shell_line_release(struct coop_shell_line *l)
{
	free(l->words);
	coop_buf_release(&l->text);
	*l = (struct coop_shell_line){.count = 0};
}

size_t coop_shell_line_part(
	const struct coop_shell_line *l, const char *line, const char *breaks)
{
	struct reader r = {
		.shell = COOP_SHELL_BASH, .s = line, .n = strlen(line), .at = l->begin};
	size_t part = l->begin;
	char c = '\0';
	bool quoted = false;
	for (enum piece p; (p = read_piece(&r, &c, &quoted)) != PIECE_END;)
		if (!r.quote && (p == PIECE_QUOTE || !quoted) && c && strchr(breaks, c))
			/* readline keeps a sign that may begin the name of a host or a variable */
			part = r.at - (c == '@' || c == '$');
	return l->quote > 0 ? l->quote : part;
}

/* Whether a byte is itself outside quotes. '~' is not, at the beginning of a word. */
static bool is_plain(char c)
{
	unsigned char u = (unsigned char)c;
	return u >= 0x80 || coop_is_ascii_letter(u) || coop_is_ascii_digit(u) ||
	       (c && strchr("_./,:=+@%-", c));
}

void coop_shell_quote(char quote, const char *s, struct coop_buf *out)
{
	for (; *s; s++) {
		/* between double quotes a '!' may recall a line, and a backslash before it would stay */
		if ((quote == '"' && *s == '!') || (quote == '\'' && *s == '\'')) {
			coop_buf_printf(out, "%c\\%c%c", quote, *s, quote);
			continue;
		}
		if (quote == '"' ? strchr("$`\"\\", *s) != NULL : !quote && !is_plain(*s))
			coop_buf_byte(out, '\\');
		coop_buf_byte(out, *s);
	}
	/* readline closes the quote, unless what is typed seems to end with one that does */
	if (quote && out->len > 0 && out->s[out->len - 1] == quote)
		coop_buf_byte(out, quote);
}
