/*
 * lexer.h - splits a query into tokens, for the parser.
 *
 * Any bytes are a query. What has no meaning as syntax is text, split at blanks; the analyzer makes
 * words of it later. coopq-query(7) is the grammar.
 */
#ifndef COOP_QUERY_SYNTAX_LEXER_H
#define COOP_QUERY_SYNTAX_LEXER_H

#include <stdbool.h>
#include <stddef.h>

#include "query/syntax/field.h"
#include "query/syntax/names.h"
#include "shared/core/buf.h"

enum qtok_kind {
	QTOK_END,
	QTOK_TEXT,   /* anything else between blanks */
	QTOK_PHRASE, /* "...", with up to `number` other words between its own */
	QTOK_WILD,   /* coop*, co*tive, f?lm */
	QTOK_FUZZY,  /* word~, within an edit distance of `number` */
	QTOK_ALL,    /* a lone * */
	QTOK_OPEN,
	QTOK_CLOSE,
	QTOK_AND,
	QTOK_OR,
	QTOK_NOT,
	QTOK_NEAR, /* within `number` words or a scope (QNEAR_...), in order if `ordered` */
	QTOK_PLUS,
	QTOK_MINUS,
	QTOK_FIELD,  /* title: */
	QTOK_SOUND,  /* sound: before words that are to sound alike */
	QTOK_BOOST,  /* ^3 after a clause */
	QTOK_STRAY,  /* a quote without a closing one */
	QTOK_UNKNOWN /* "name:" of no field; the next token is the text that it begins */
};

/* The scopes of QTOK_NEAR: values of `number` above QNEAR_MAX. */
#define QNEAR_SENTENCE  10001U
#define QNEAR_PARAGRAPH 10002U
/* The largest distance in words, and the default. */
#define QNEAR_MAX     1000U
#define QNEAR_DEFAULT 10U
#define QSLOP_MAX     100U
/* The `number` of a word that is to sound alike, where others have their edit distance. */
#define QFUZZY_SOUND 3U

struct qtok {
	enum qtok_kind kind;
	size_t off, end; /* bytes [off, end) of the query */
	size_t from, to; /* those of its contents, without quotes and ~1 */
	unsigned number; /* PHRASE, FUZZY, NEAR */
	bool ordered;    /* NEAR */
	bool literal; /* TEXT: an operator of a query in capitals (qlex_is_capitals()) */
	enum qfield field; /* FIELD; QFIELD_OWN for a column whose name is [from, to) */
	bool decade;       /* FIELD: years are given as decades */
	double boost;      /* BOOST, from QBOOST_MIN to QBOOST_MAX */
};

#define QBOOST_MIN 0.01
#define QBOOST_MAX 1000.0

/* Initialised by qlex_begin(); the members are private. */
struct qlexer {
	const char *s;
	size_t n, at;
	bool unclosed; /* no closing quote is left */
	bool capitals; /* qlex_is_capitals() */
	bool failed;   /* memory ran out */
	enum qtok_kind before;
	size_t before_end;
	const struct qnames *names; /* of columns; NULL for none */
	struct coop_buf scratch;
};

/* Starts on a query, which is borrowed, as are the names of columns; they may be NULL. */
void qlex_begin(struct qlexer *l, const char *s, size_t n, const struct qnames *names);
void qlex_release(struct qlexer *l);

/*
 * Reads the next token; at the end that is QTOK_END, however often it is called. Linear in the
 * query. When memory runs out, which sets `failed`, a field may be taken for text.
 */
void qlex_next(struct qlexer *l, struct qtok *token);

/*
 * Whether a query is words in capitals: it has no lower-case letter, parenthesis, quote, sign or
 * field, and is not operators alone. In such a query AND, OR, and NEAR without a distance are
 * words, in either language, since a title in capitals does not mean operators by them, and so are
 * SANS and NON; NOT, SAUF and NEAR/5 remain operators. False when memory runs out, which sets `*failed`
 * (capitals.c).
 */
bool qlex_is_capitals(const char *s, size_t n, const struct qnames *names, bool *failed);

/*
 * Whether a text ends with the name of a field, in lower case, so that a colon behind it and a blank
 * would make it a field.
 */
bool qlex_ends_with_field(struct qlexer *l, const char *s, size_t n);

/* Whether a text can stand after a sign or a field without parentheses. */
bool qlex_takes_sign(const char *s, size_t n);

#endif
