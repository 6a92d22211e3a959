/*
 * clause_words.h - the words of a clause of a query, without those that a figure among them says.
 *
 * What a text writes in several ways gives a word that all of them share, beside words (figure.h,
 * mark.h). A query that is one, "12/03/1998" or "RF2125", means that word alone: texts with some of its
 * parts are others.
 */
#ifndef COOP_QUERY_PLAN_CLAUSE_WORDS_H
#define COOP_QUERY_PLAN_CLAUSE_WORDS_H

#include "shared/core/error.h"
#include "shared/text/analyzer.h"

/* How the words of a clause are read. */
struct clause_words {
	/*
	 * `parts` is whether a mark stands for its parts, as in fields, unless its letters are a stop word
	 * or one alone; `whole` whether a date or measure
	 * stands for its words even if it has blanks, as in a condition; `all` keeps everything
	 */
	bool parts, whole, all;
	bool places;    /* words without positions are none: in running text */
	size_t covered; /* words before this offset are said by a figure */
};

/*
 * Gives the next word; `*more` is false at the end. The analyzer was started on the text. A word that
 * stands for others is not flagged JOINED.
 */
enum coop_status clause_words_next(struct clause_words *r, struct coop_analyzer *analyzer,
	const char *text, struct coop_token *t, bool *more, struct coop_error *err);

#endif
