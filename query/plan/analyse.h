/*
 * analyse.h - the second stage of a query: the leaves of its tree as words.
 *
 * The analyzer is the one that indexed the documents. No index is needed.
 */
#ifndef COOP_QUERY_PLAN_ANALYSE_H
#define COOP_QUERY_PLAN_ANALYSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/plan/slice.h"
#include "query/syntax/parser.h"
#include "shared/core/bytes.h"
#include "shared/core/error.h"
#include "shared/text/analyzer.h"

/*
 * How far phrases are relaxed. A query that matches nothing is asked again, one step further each
 * time. A phrase below NOT, a sign or a field of fixed values is never relaxed.
 */
enum query_step {
	QUERY_AS_TYPED,
	QUERY_FORMS, /* any forms of a phrase's words, corrected ones too, in their order */
	QUERY_NEAR, /* the same forms, each content word near the next one of the phrase */
	QUERY_SINGLE, /* the words of a phrase as free words */
	QUERY_STEPS
};

/* How a query is interpreted. */
struct query_options {
	enum query_step step;
	bool keep_stopwords; /* else they are dropped where a clause has other words */
	bool any; /* free words beside filters only rank what the filters match */
	struct coop_bytes
		without; /* a term whose documents are left out, borrowed; or empty */
	bool unfiltered; /* filters and what must not match are left out of the tree */
};

/* A word of the query. */
struct analysed_word {
	struct slice
		source;    /* as it was typed; empty for a pattern or a word with edits */
	unsigned flags;    /* token.h */
	struct slice form; /* folded */
	struct slice stem; /* the term of its stem; empty for a stop word */
	struct slice exact; /* the term of a word that must match as typed; else empty */
	bool joined;        /* the joined form of a compound, beside its parts */
	bool whole;         /* an address or number in one piece, beside its parts */
	bool neighbour;     /* the preceding content word is adjacent in the query */
	bool pattern;       /* `form` is a pattern (pattern.h) */
	/* the largest edit distance of a word of a text that matches; or QFUZZY_SOUND */
	unsigned edits;
};

/* A word of a phrase. */
struct phrase_word {
	struct slice form;
	uint32_t gap; /* positions skipped before it, at a sentence's end (analyzer.h) */
	/* number of its analysed word; NO_WORD for a stop word or a phrase that is not relaxed */
	size_t word;
};
#define NO_WORD SIZE_MAX

/* What a leaf of the tree consists of. */
struct analysed_leaf {
	size_t first, count; /* its words: a range of `words` */
	size_t phrase,
		phrase_len; /* a phrase: a range of `phrases`, stop words included */
	struct slice form;  /* a pattern or a word with edits, folded */
	bool can_relax;     /* a phrase that may be relaxed */
};

/* Begin with `= {0}`. */
struct analysed_query {
	struct query_options options;
	struct coop_buf text; /* the text that all slices point into */
	struct analysed_word *words;
	size_t count, cap;
	size_t visible; /* words before the first one of a clause that must not match */
	struct phrase_word *phrases; /* the words of all phrases */
	size_t nphrases, phrases_cap;
	struct analysed_leaf *leaves; /* by node of the tree; NULL for a plain query */
	struct warnings warnings;
};

/*
 * Analyses a tree into `out`, which is zero. COOP_E_QUERY: the query has no word. Stop words are
 * dropped, unless they are to be kept or their clause has nothing else. A word after '=' must match
 * as it is typed: by its accented form and not by its stem. The caller releases `out`, also after a
 * failure.
 */
enum coop_status query_analyse(const struct qtree *tree,
	const struct query_options *options, struct coop_analyzer *analyzer,
	struct analysed_query *out, struct coop_error *err);
void analysed_release(struct analysed_query *a);

/* Whether a query has phrases that can be relaxed. */
bool analysed_can_relax(const struct qtree *tree, const struct analysed_query *a);

/* Whether a leaf is a phrase that is relaxed, by forms at least. */
static inline bool analysed_is_relaxed(const struct analysed_query *a, uint32_t node)
{
	return a->leaves[node].can_relax && a->options.step >= QUERY_FORMS;
}

/* The effective kind of a node: a phrase that is relaxed to single words is QNODE_WORDS. */
static inline enum qkind analysed_kind(
	const struct qtree *tree, const struct analysed_query *a, uint32_t node)
{
	bool single = a->options.step == QUERY_SINGLE && a->leaves[node].can_relax;
	return single ? QNODE_WORDS : tree->nodes[node].kind;
}

/* The term of a word: of its exact form, of its stem, or the form of a stop word. */
static inline struct slice analysed_term(const struct analysed_word *w)
{
	if (w->exact.len > 0)
		return w->exact;
	return w->stem.len > 0 ? w->stem : w->form;
}

#endif
