/*
 * span.h - pieces of a text: lines, and what stands in them.
 *
 * A span points into the text it is of, which is UTF-8 and stays where it is.
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

/* The length of the blank at `s`, a no-break space included; 0 when it is none. */
size_t span_blank(const char *s, size_t n);
/* The same of a sign that stands between words: a dash, a bar, a bullet. */
size_t span_dash(const char *s, size_t n);

/* The span without the blanks around it. */
struct span span_trim(struct span l);

/* The part behind the first `n` bytes, without the blanks around it. */
struct span span_from(struct span l, size_t n);

/* From the beginning of one span to the end of a later one of the same text. */
struct span span_join(struct span first, struct span last);

/* Takes the next line off `rest`, without the blanks around it; false at the end. */
bool span_take_line(struct span *rest, struct span *line);

/* The part of a line behind its first `words` words. */
struct span span_behind_words(struct span l, size_t words);
/* How many words it has. */
size_t span_words(struct span l);

/* The line behind a bullet ("- ", "• ", "* ") or the marks of a Markdown heading. */
struct span span_behind_bullet(struct span l);

/*
 * Whether a line is a rule, which separates: nothing but three or more of one of the signs
 * - _ = * ~ # + . or a dash, with or without blanks between.
 */
bool span_is_rule(struct span l);

/* How many ASCII digits a span begins with. */
size_t span_digits(struct span l);

/* Whether it begins with an upper-case letter; whether it has letters, all upper-case. */
bool span_is_capitalised(struct span l);
bool span_is_upper(struct span l);

/*
 * The folded words of a short span (coop_fold_label), in `folded`, whose failure is to be
 * looked at in the end.
 */
const char *span_fold(struct span l, struct coop_buf *folded);

/* Whether one string begins with another; whether a word is one of a list ending in NULL. */
bool begins_with(const char *s, const char *start);
bool is_one_of(const char *word, const char *const *list);

#endif
