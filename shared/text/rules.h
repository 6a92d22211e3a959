/*
 * rules.h - the names of the rules that the analysis of a word applied, by the flags of its token
 * (token.h).
 */
#ifndef COOP_TEXT_RULES_H
#define COOP_TEXT_RULES_H

#include <stddef.h>

struct coop_rule {
	unsigned flag;
	const char *name;    /* in JSON: the same in any language */
	const char *en, *fr; /* for users */
};

/* The i-th rule, in the order in which they are shown; NULL after the last. */
const struct coop_rule *coop_rule_at(size_t i);

#endif
