/*
 * lexer.h - a query as tokens: the first stage of understanding it.
 *
 * Any bytes are a query. What has no meaning as syntax is text, in the same pieces that
 * blanks part it into; the analyzer makes words of it later. coopq-query(7) is the grammar.
 */
#ifndef COOP_QUERY_SYNTAX_LEXER_H
#define COOP_QUERY_SYNTAX_LEXER_H

#include <stdbool.h>
#include <stddef.h>

#include "query/syntax/field.h"
#include "shared/core/buf.h"

enum qtok_kind {
	QTOK_END,
	QTOK_TEXT,   /* anything between blanks that is nothing else */
	QTOK_PHRASE, /* "...", `number` words may stand between */
	QTOK_WILD,   /* coop*, co*tive, f?lm */
	QTOK_FUZZY,  /* word~, up to `number` slips of the keyboard */
	QTOK_ALL,    /* a lone * */
	QTOK_OPEN,
	QTOK_CLOSE,
	QTOK_AND,
	QTOK_OR,
	QTOK_NOT,
	QTOK_NEAR, /* within `number` words, or a scope; `ordered` */
	QTOK_PLUS,
	QTOK_MINUS,
	QTOK_FIELD,  /* title: */
	QTOK_BOOST,  /* ^3 behind something that can have it */
	QTOK_STRAY,  /* a quote that nothing closes */
	QTOK_UNKNOWN /* name: of no field; what follows is text. Stands before that text */
};

/* The distances of QTOK_NEAR that are no number of words. */
#define QNEAR_SENTENCE  10001U
#define QNEAR_PARAGRAPH 10002U
/* The largest that is one, and the one meant when none is given. */
#define QNEAR_MAX     1000U
#define QNEAR_DEFAULT 10U
#define QSLOP_MAX     100U

struct qtok {
	enum qtok_kind kind;
	size_t off, end;   /* bytes of the query */
	size_t from, to;   /* those of its contents: without quotes, ~1 */
	unsigned number;   /* PHRASE, FUZZY, NEAR */
	bool ordered;      /* NEAR */
	bool spared;       /* TEXT: an operator, but the query is all capitals */
	enum qfield field; /* FIELD */
	bool decade;       /* FIELD: years are given as decades */
	double boost;      /* BOOST, from QBOOST_MIN to QBOOST_MAX */
};

#define QBOOST_MIN 0.01
#define QBOOST_MAX 1000.0

/* Initialised by qlex_begin(); its members are its own business. */
struct qlexer {
	const char *s;
	size_t n, at;
	bool unclosed; /* no quote closes any more */
	bool capitals; /* qlex_is_capitals() */
	bool failed;   /* memory ran out */
	enum qtok_kind before;
	size_t before_end;
	struct coop_buf scratch;
};

/* Starts on a query, which is borrowed. */
void qlex_begin(struct qlexer *l, const char *s, size_t n);
void qlex_release(struct qlexer *l);

/*
 * Gives the next token; QTOK_END for ever at the end. Linear in the query. When memory
 * fails a field may be taken for text: `failed` tells.
 */
void qlex_next(struct qlexer *l, struct qtok *token);

/*
 * Whether a query is words in capitals: without a lower-case letter, parenthesis, quote, sign or
 * field, and not operators alone. Then AND, OR, and NEAR without a distance, are the words that
 * they are, in whatever language: who has only capitals does not mean an operator by them. NOT
 * still is one, and NEAR/5. False when memory runs out, which sets `*failed` (capitals.c).
 */
bool qlex_is_capitals(const char *s, size_t n, bool *failed);

/* Whether a text can stand right behind a sign or a field without parentheses. */
bool qlex_takes_sign(const char *s, size_t n);

#endif
