/*
 * capitals.c - recognises queries in capitals.
 */
#include "query/syntax/lexer.h"
#include "shared/text/fold.h"

/* Whether a token is syntax; an operator alone may be a word. */
static bool is_syntax(const char *s, const struct qtok *t)
{
	switch (t->kind) {
	case QTOK_TEXT: /* but =WORD */
		return t->end - t->off > 1 && s[t->off] == '=' &&
		       qlex_takes_sign(s + t->off + 1, t->end - t->off - 1);
	case QTOK_AND:
	case QTOK_OR:
	case QTOK_NOT:
	case QTOK_NEAR:
	case QTOK_UNKNOWN:
	case QTOK_END:
		return false;
	default:
		return true;
	}
}

bool qlex_is_capitals(const char *s, size_t n, const struct qnames *names, bool *failed)
{
	struct qlexer l = {.s = s, .n = n, .names = names};
	struct qtok t = {.kind = QTOK_UNKNOWN};
	bool syntax = coop_has_lower(s, n), words = false;
	while (!syntax && t.kind != QTOK_END) {
		qlex_next(&l, &t);
		syntax = is_syntax(s, &t);
		words |= t.kind == QTOK_TEXT;
	}
	bool capitals = words && !syntax && !l.failed;
	*failed |= l.failed;
	qlex_release(&l);
	return capitals;
}
