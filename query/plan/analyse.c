#include "query/plan/analyse.h"

#include <stdlib.h>
#include <string.h>

#include "query/plan/clause_words.h"
#include "query/plan/pattern.h"
#include "query/plan/weights.h"
#include "shared/core/i18n.h"
#include "shared/text/fold.h"

/*
 * The term of a word that is looked for exactly as it was typed, accents included: they say nothing of
 * the long form of a short one.
 */
static enum coop_status add_exact(struct analysed_query *a, struct analysed_word *w,
	const char *text, const struct coop_word *word, struct coop_error *err)
{
	struct coop_buf accented = {0};
	if (word->flags & COOP_TOKEN_UNSPELLED) {
		w->exact = w->form;
		return COOP_OK;
	}
	enum coop_status st =
		coop_accented(text + word->off, word->end - word->off, &accented, err);
	bool plain =
		accented.len == word->len && memcmp(accented.s, word->s, word->len) == 0;
	if (!st && plain) {
		w->exact = w->form;
	} else if (!st) {
		w->exact = slice_add(
			&a->text, COOP_PREFIX_ACCENTED, strlen(COOP_PREFIX_ACCENTED));
		w->exact.len += slice_add(&a->text, accented.s, accented.len).len;
	}
	coop_buf_release(&accented);
	return st;
}

/* Whether a word stands after '=', at the start or after a blank; its article may too. */
static bool is_exact(const char *text, const struct coop_word *word)
{
	enum { ARTICLE_MAX = 12 }; /* bytes of "lorsqu" and an apostrophe */
	size_t at = word->off;
	if (word->flags & COOP_TOKEN_JOINED)
		return false;
	if (word->flags & COOP_TOKEN_ELIDED)
		while (at > 0 && word->off - at < ARTICLE_MAX && text[at - 1] != '=' &&
			text[at - 1] != ' ')
			at--;
	return at > 0 && text[at - 1] == '=' && (at == 1 || text[at - 2] == ' ');
}

/* Makes a word; NULL when there is no memory. */
static struct analysed_word *new_word(struct analysed_query *a)
{
	if (!coop_array_grow(&a->words, &a->cap, a->count + 1, sizeof *a->words))
		return NULL;
	struct analysed_word *w = &a->words[a->count++];
	*w = (struct analysed_word){.joined = false};
	return w;
}

/* `*beside` is whether the content word before stands beside the next one. */
static enum coop_status add_word(struct analysed_query *a, const struct coop_token *t,
	const char *text, bool *beside, struct coop_error *err)
{
	const struct coop_word *word = &t->word;
	enum coop_status st = COOP_OK;
	struct analysed_word *w = new_word(a);
	if (!w)
		return coop_fail_nomem(err);
	w->joined = word->flags & COOP_TOKEN_JOINED;
	w->whole = word->flags & COOP_TOKEN_WHOLE;
	w->flags = word->flags;
	w->source = slice_add(&a->text, text + word->off, word->end - word->off);
	w->form = slice_add(&a->text, word->s, word->len);
	if (word->flags & COOP_TOKEN_PAUSE)
		*beside = false;
	if (t->stem) {
		w->stem = slice_add_stem(&a->text, t->stem, t->stem_len);
		w->neighbour = *beside && !w->joined;
		*beside |= !w->joined;
	}
	if (is_exact(text, word))
		st = add_exact(a, w, text, word, err);
	return st ? st : coop_buf_check(&a->text, err);
}

/* Drops the stop words from the `first` word on, unless there is nothing else. */
static void drop_stopwords(struct analysed_query *a, size_t first)
{
	size_t kept = first;
	for (size_t i = first; i < a->count; i++)
		if (a->words[i].stem.len > 0 || a->words[i].exact.len > 0)
			a->words[kept++] = a->words[i];
	if (kept > first)
		a->count = kept;
}

/* Drops the word ISBN or ISSN before a number that is one: it says nothing that the number does not. */
static void drop_number_name(
	struct analysed_query *a, size_t first, const struct coop_word *number)
{
	if (!(number->flags & (COOP_TOKEN_ISBN | COOP_TOKEN_ISSN)) || a->count == first)
		return;
	struct slice form = a->words[a->count - 1].form;
	const char *s = slice_in(&a->text, form);
	if (coop_bytes_equal(s, form.len, "isbn", 4) ||
		coop_bytes_equal(s, form.len, "issn", 4))
		a->count--;
}

static enum coop_status add_words(struct analysed_query *a,
	struct coop_analyzer *analyzer, struct clause_words words, const char *text,
	size_t len, struct coop_error *err)
{
	struct coop_token t;
	bool more, beside = false;
	size_t first = a->count;
	enum coop_status st;
	coop_analyzer_begin(analyzer, text, len);
	while (!(st = clause_words_next(&words, analyzer, text, &t, &more, err)) &&
		more) {
		drop_number_name(a, first, &t.word);
		if ((st = add_word(a, &t, text, &beside, err)))
			return st;
	}
	if (!st && !a->options.keep_stopwords)
		drop_stopwords(a, first);
	return st;
}

/* Adds a word that is to be found as it is, or as a pattern, or with edits. */
static enum coop_status add_form(struct analysed_query *a, struct slice form,
	bool pattern, unsigned edits, struct coop_error *err)
{
	struct analysed_word *w = new_word(a);
	if (!w)
		return coop_fail_nomem(err);
	w->form = w->exact = form;
	w->pattern = pattern;
	w->edits = edits;
	return COOP_OK;
}

/* ---- leaves ---- */

/* A walk over the leaves of a tree. */
struct walk {
	const struct qtree *tree;
	struct coop_analyzer *analyzer;
	struct analysed_query *out;
	enum qfield field; /* around the node */
	bool firm;         /* the node is below NOT or a sign: no phrase is relaxed */
	bool condition;    /* the node is below NOT, AND or '+' */
	bool near;         /* the node is below NEAR */
};

/* A leaf of the tree that is being analysed. */
struct leaf {
	struct analysed_query *a;
	struct coop_analyzer *analyzer;
	const struct qnode *node;
	struct analysed_leaf *out;
	const char *text;
	bool free; /* no field is around it */
	struct clause_words words;
};

static void warn(const struct leaf *leaf, enum warning_kind kind, size_t limit)
{
	struct warning *w = warnings_add(&leaf->a->warnings, kind, leaf->node->column,
		leaf->text, leaf->node->len);
	if (w)
		w->limit = limit;
}

/* The positions that the index would leave out before a token of a text. */
static uint32_t gap_before(const struct coop_token *t)
{
	if (t->word.flags & COOP_TOKEN_PARAGRAPH)
		return COOP_GAP_PARAGRAPH;
	return t->word.flags & COOP_TOKEN_SENTENCE ? COOP_GAP_SENTENCE : 0;
}

/*
 * Adds a word of a phrase. Unless it is a stop word it is a word of the query as well, for
 * highlighting: exact, or in a relaxed phrase a word like free ones.
 */
static enum coop_status add_phrase_word(const struct leaf *leaf,
	const struct coop_token *t, bool relaxed, bool *beside, struct coop_error *err)
{
	struct analysed_query *a = leaf->a;
	struct slice form = slice_add(&a->text, t->word.s, t->word.len);
	bool first = a->nphrases == leaf->out->phrase;
	if (!coop_array_grow(
		    &a->phrases, &a->phrases_cap, a->nphrases + 1, sizeof *a->phrases))
		return coop_fail_nomem(err);
	struct phrase_word *w = &a->phrases[a->nphrases++];
	*w = (struct phrase_word){form, first ? 0 : gap_before(t), NO_WORD};
	if (!t->stem)
		return COOP_OK;
	if (!relaxed) {
		enum coop_status st = add_form(a, form, false, 0, err);
		if (!st)
			a->words[a->count - 1].source = slice_add(&a->text,
				leaf->text + t->word.off, t->word.end - t->word.off);
		return st;
	}
	w->word = a->count;
	return add_word(a, t, leaf->text, beside, err);
}

/* A date, measure or telephone number that a phrase may consist of. */
struct whole {
	struct slice form;
	size_t off, end;
	bool alone; /* no word of the phrase is outside it */
};

/* Takes the first of a phrase; another word may be outside of it. */
static void take_whole(
	struct analysed_query *a, struct whole *whole, const struct coop_word *w)
{
	const unsigned kinds = COOP_TOKEN_DATE | COOP_TOKEN_MEASURE | COOP_TOKEN_PHONE;
	if (whole->form.len > 0)
		whole->alone &= w->off >= whole->off && w->end <= whole->end;
	else if (!(w->flags & COOP_TOKEN_JOINED))
		whole->alone = false;
	else if (w->flags & kinds)
		*whole = (struct whole){
			slice_add(&a->text, w->s, w->len), w->off, w->end, whole->alone};
}

/* Makes a phrase that is one whole form of that form alone, which is found however it is written. */
static enum coop_status keep_whole(const struct leaf *leaf, const struct whole *whole,
	size_t first, struct coop_error *err)
{
	struct analysed_query *a = leaf->a;
	a->nphrases = leaf->out->phrase + 1;
	a->phrases[leaf->out->phrase] = (struct phrase_word){whole->form, 0, NO_WORD};
	a->count = first;
	enum coop_status st = add_form(a, whole->form, false, 0, err);
	if (!st)
		a->words[first].source = slice_add(
			&a->text, leaf->text + whole->off, whole->end - whole->off);
	return st;
}

/* Adds the words of a phrase, in their order. */
static enum coop_status analyse_phrase(const struct leaf *leaf, struct coop_error *err)
{
	struct analysed_query *a = leaf->a;
	struct coop_token t;
	bool more, beside = false,
		   relaxed = leaf->out->can_relax && a->options.step >= QUERY_FORMS;
	struct whole whole = {.alone = leaf->free && !relaxed};
	size_t first = a->count;
	enum coop_status st;
	leaf->out->phrase = a->nphrases;
	coop_analyzer_begin(leaf->analyzer, leaf->text, leaf->node->len);
	while (!(st = coop_analyzer_next(leaf->analyzer, &t, &more, err)) && more) {
		take_whole(a, &whole, &t.word);
		if (t.word.flags & COOP_TOKEN_JOINED)
			continue;
		if (a->nphrases - leaf->out->phrase == PHRASE_WORDS) {
			warn(leaf, WARNING_TERMS, PHRASE_WORDS);
			break;
		}
		st = add_phrase_word(leaf, &t, relaxed, &beside, err);
		if (st)
			return st;
	}
	if (!st && whole.alone && whole.form.len > 0 && a->nphrases > leaf->out->phrase)
		st = keep_whole(leaf, &whole, first, err);
	leaf->out->phrase_len = a->nphrases - leaf->out->phrase;
	return st ? st : coop_buf_check(&a->text, err);
}

static enum coop_status analyse_pattern(const struct leaf *leaf, struct coop_error *err)
{
	struct coop_buf *text = &leaf->a->text;
	struct slice form = {text->len, 0};
	pattern_fold(leaf->text, leaf->node->len, text);
	form.len = text->len - form.off;
	leaf->out->form = form;
	if (text->failed)
		return coop_fail_nomem(err);
	if (form.len == 0) {
		warn(leaf, WARNING_PATTERN, 0);
		return COOP_OK;
	}
	return add_form(leaf->a, form, true, 0, err);
}

/* Of several words, the edits are of the last content word, or the first of stop words alone. */
static enum coop_status analyse_fuzzy(const struct leaf *leaf, struct coop_error *err)
{
	struct coop_token t;
	bool more;
	struct clause_words words = leaf->words;
	enum coop_status st;
	coop_analyzer_begin(leaf->analyzer, leaf->text, leaf->node->len);
	while (!(st = clause_words_next(
			 &words, leaf->analyzer, leaf->text, &t, &more, err)) &&
		more)
		if (!(t.word.flags & COOP_TOKEN_JOINED) &&
			(t.stem || leaf->out->form.len == 0))
			leaf->out->form = slice_add(&leaf->a->text, t.word.s, t.word.len);
	if (!st && leaf->out->form.len > 0)
		st = add_form(leaf->a, leaf->out->form, false, leaf->node->number, err);
	return st ? st : coop_buf_check(&leaf->a->text, err);
}

static enum coop_status analyse_as(
	const struct leaf *leaf, enum qkind kind, struct coop_error *err)
{
	switch (kind) {
	case QNODE_WORDS:
		return add_words(leaf->a, leaf->analyzer, leaf->words, leaf->text,
			leaf->node->len, err);
	case QNODE_PHRASE:
		return analyse_phrase(leaf, err);
	case QNODE_WILD:
		return analyse_pattern(leaf, err);
	default:
		return analyse_fuzzy(leaf, err);
	}
}

/* Whether the words of a field have no terms of their own: in running text. */
static bool has_positions_alone(enum qfield field)
{
	return field >= 0 && field < (enum qfield)COOP_FIELD_COUNT &&
	       !(coop_field_info((enum coop_field)field)->flags &
		       (COOP_FIELD_WORDS | COOP_FIELD_PART));
}

static enum coop_status analyse_leaf(
	const struct walk *walk, uint32_t node, struct coop_error *err)
{
	struct analysed_query *a = walk->out;
	const struct qnode *n = &walk->tree->nodes[node];
	struct analysed_leaf *out = &a->leaves[node];
	bool derived =
		walk->field >= (enum qfield)COOP_FIELD_COUNT && walk->field < QFIELD_OWN;
	struct leaf leaf = {a, walk->analyzer, n, out,
		coop_buf_cstr(&walk->tree->text) + n->text, walk->field == QFIELD_NONE,
		{.parts = walk->field != QFIELD_NONE && !derived,
			.whole = walk->condition,
			.all = walk->near,
			.places = has_positions_alone(walk->field)}};
	enum qkind kind = n->kind;
	if (kind == QNODE_ALL || kind == QNODE_RANGE)
		return COOP_OK;
	/* quotes keep a telephone number together, and no more */
	if (kind == QNODE_PHRASE && derived)
		kind = QNODE_WORDS;
	out->can_relax =
		kind == QNODE_PHRASE && !walk->firm && !qfield_is_filter(walk->field);
	if (out->can_relax && a->options.step == QUERY_SINGLE)
		kind = QNODE_WORDS;
	out->first = a->count;
	enum coop_status st = analyse_as(&leaf, kind, err);
	out->count = a->count - out->first;
	out->can_relax &= out->count + out->phrase_len > 0;
	if (!st && out->count + out->phrase_len + out->form.len == 0 &&
		n->kind != QNODE_WILD)
		warn(&leaf, WARNING_WORDLESS, 0);
	return st;
}

/*
 * Analyses the leaves below a node: those of clauses that must not match when `negative`, else the
 * others. `inside` is whether the node is below such a clause.
 */
static enum coop_status analyse_below(struct walk *walk, uint32_t node, bool inside,
	bool negative, struct coop_error *err)
{
	const struct qnode *n = &walk->tree->nodes[node];
	enum coop_status st = COOP_OK;
	enum qfield field = walk->field;
	bool firm = walk->firm, condition = walk->condition, near = walk->near;
	inside |= n->kind == QNODE_NOT || n->sign == '-';
	walk->firm |= inside || n->sign == '+';
	walk->condition |= inside || n->sign == '+' || n->kind == QNODE_AND;
	walk->near |= n->kind == QNODE_NEAR;
	if (n->kind == QNODE_FIELD)
		walk->field = n->field;
	for (uint32_t k = n->first; !st && k; k = walk->tree->nodes[k].next)
		st = analyse_below(walk, k, inside, negative, err);
	walk->field = field;
	if (!st && !n->first && inside == negative)
		st = analyse_leaf(walk, node, err);
	walk->firm = firm;
	walk->condition = condition;
	walk->near = near;
	return st;
}

static enum coop_status analyse_tree(const struct qtree *tree,
	struct coop_analyzer *analyzer, struct analysed_query *out,
	struct coop_error *err)
{
	struct walk walk = {
		.tree = tree, .analyzer = analyzer, .out = out, .field = QFIELD_NONE};
	if (!tree->root)
		return COOP_OK;
	out->leaves = calloc(tree->count, sizeof *out->leaves);
	if (!out->leaves)
		return coop_fail_nomem(err);
	enum coop_status st = analyse_below(&walk, tree->root, false, false, err);
	out->visible = out->count;
	return st ? st : analyse_below(&walk, tree->root, false, true, err);
}

static enum coop_status analyse_plain(const struct qtree *tree,
	struct coop_analyzer *analyzer, struct analysed_query *out,
	struct coop_error *err)
{
	enum coop_status st =
		add_words(out, analyzer, (struct clause_words){.parts = false},
			tree->source, tree->source_len, err);
	out->visible = out->count;
	return st;
}

/* ---- the query ---- */

/* Whether there is anything to look for. */
static bool has_clauses(const struct qtree *tree, const struct analysed_query *a)
{
	if (a->count > 0)
		return true;
	for (size_t i = 1; a->leaves && i < tree->count; i++) {
		enum qkind kind = tree->nodes[i].kind;
		if (kind == QNODE_ALL || kind == QNODE_RANGE ||
			a->leaves[i].phrase_len > 0 || a->leaves[i].form.len > 0)
			return true;
	}
	return false;
}

static enum coop_status fail_empty(struct coop_error *err)
{
	coop_fail(err, COOP_E_QUERY, "%s",
		TR("the query holds no word", "la requête ne contient aucun mot"));
	coop_hint(err, "%s",
		TR("type the words to look for: coopq scop lyon",
			"tapez les mots à chercher : coopq scop lyon"));
	return COOP_E_QUERY;
}

enum coop_status query_analyse(const struct qtree *tree,
	const struct query_options *options, struct coop_analyzer *analyzer,
	struct analysed_query *out, struct coop_error *err)
{
	out->options = *options;
	enum coop_status st = tree->plain ? analyse_plain(tree, analyzer, out, err)
					  : analyse_tree(tree, analyzer, out, err);
	return !st && !has_clauses(tree, out) ? fail_empty(err) : st;
}

bool analysed_can_relax(const struct qtree *tree, const struct analysed_query *a)
{
	for (size_t i = 1; a->leaves && i < tree->count; i++)
		if (a->leaves[i].can_relax)
			return true;
	return false;
}

void analysed_release(struct analysed_query *a)
{
	coop_buf_release(&a->text);
	free(a->words);
	free(a->phrases);
	free(a->leaves);
	*a = (struct analysed_query){.count = 0};
}
