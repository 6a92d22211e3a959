/*
 * shell_line.h - a command line that is being typed, as a shell understands it: its words, and how a
 * word is written there.
 *
 * Nothing is expanded but "~/". Any bytes are a line.
 */
#ifndef COOP_CLI_SHELL_LINE_H
#define COOP_CLI_SHELL_LINE_H

#include <stddef.h>

#include "shared/core/buf.h"
#include "shared/core/error.h"

enum coop_shell { COOP_SHELL_NONE, COOP_SHELL_BASH, COOP_SHELL_ZSH, COOP_SHELL_FISH };
/* In the order of the numbers, for an option. */
#define COOP_SHELL_CHOICES "bash|zsh|fish"

struct coop_shell_line {
	char **words; /* without quotes; the last is being typed, and may be empty */
	size_t count; /* at least 1 */
	/* of the last word, in the line: where it begins, and where a quote in it that is open; 0 for none */
	size_t begin, quote;
	struct coop_buf text; /* private */
};

/* Splits a line, up to the cursor. To be released, also after a failure. */
enum coop_status coop_shell_line_split(enum coop_shell shell, const char *line,
	struct coop_shell_line *out, struct coop_error *err);
void coop_shell_line_release(struct coop_shell_line *l);

/*
 * Where in the line the part of the last word begins that bash replaces: behind an open quote, else behind the last
 * of the characters that part words for it ($COMP_WORDBREAKS), unless that is quoted.
 */
size_t coop_shell_line_part(
	const struct coop_shell_line *l, const char *line, const char *breaks);

/* Appends the text that a piece of a line stands for, which begins outside quotes. */
void coop_shell_unquote(
	enum coop_shell shell, const char *s, size_t n, struct coop_buf *out);

/*
 * Appends a text as it is typed in bash behind an open quote, or outside quotes where `quote` is NUL, so that it stands for
 * itself. It holds no line ends.
 */
void coop_shell_quote(char quote, const char *s, struct coop_buf *out);

#endif
