/*
 * span.h - spans of a text: lines and parts of lines.
 *
 * A span points into its text, which is UTF-8 and must outlive it.
 */
#ifndef COOP_INDEXER_NOTICE_SPAN_H
#define COOP_INDEXER_NOTICE_SPAN_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/core/buf.h"

struct span {
	const char *s;
	size_t n;
};

/* The length of a blank at `s`, a no-break space included; 0 when there is none. */
size_t span_blank(const char *s, size_t n);
/* The same for a sign between words: a dash, a bar, a bullet. */
size_t span_dash(const char *s, size_t n);

/* The span without the blanks around it. */
struct span span_trim(struct span l);

/* The part after the first `n` bytes, without the blanks around it. */
struct span span_from(struct span l, size_t n);

/* From the start of one span to the end of a later one of the same text. */
struct span span_join(struct span first, struct span last);

/* Takes the next line off `rest`, without the blanks around it; false at the end of the text. */
bool span_take_line(struct span *rest, struct span *line);

/* The part of a line after its first `words` words. */
struct span span_after_words(struct span l, size_t words);
/* How many words it has. */
size_t span_words(struct span l);

/* A line without its bullet ("- ", "• ", "* ") or the marks of a Markdown heading. */
struct span span_after_bullet(struct span l);

/*
 * Whether a line is a rule: three or more of one of the signs - _ = * ~ # + . $ % & / or a dash, with or
 * without blanks between them, and nothing else; or two of # = * $ % & /, as exports have them between
 * records.
 */
bool span_is_rule(struct span l);

/* How many ASCII digits a span begins with. */
size_t span_digits(struct span l);

/* Whether it begins with an upper-case letter; whether all its letters, at least one, are. */
bool span_is_capitalised(struct span l);
bool span_is_upper(struct span l);

/*
 * The folded form of a short span (coop_fold_label()), in `folded`. A failure stays in `folded`, and
 * is checked at the end of a parse.
 */
const char *span_fold(struct span l, struct coop_buf *folded);

/* Whether a string begins with another; whether a word is in a list that ends with NULL. */
bool begins_with(const char *s, const char *start);
bool is_one_of(const char *word, const char *const *list);

#endif
