/*
 * explained_word.c - what was made of a word of a query, as a line.
 */
#include <string.h>

#include "query/output/explained.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/text/rules.h"

static void put_quoted(struct coop_buf *out, const char *s, size_t n)
{
	coop_buf_str(out, TR("'", "« "));
	coop_buf_add(out, s, n);
	coop_buf_str(out, TR("'", " »"));
}

/* Puts the rules in parentheses, if there are any. */
static void put_rules(struct coop_buf *out, unsigned flags)
{
	const struct coop_rule *rule;
	bool any = false;
	for (size_t i = 0; (rule = coop_rule_at(i)) != NULL; i++) {
		if (!(flags & rule->flag))
			continue;
		coop_buf_str(out, any ? ", " : " (");
		coop_buf_str(out, TR(rule->en, rule->fr));
		any = true;
	}
	coop_buf_str(out, any ? ")" : "");
}

/* Puts the long form of an acronym and the place that defines it, "path:line"; false if not known. */
static bool put_long_form(struct coop_buf *out, const struct query_word *w,
	const struct coop_acronyms *acronyms)
{
	struct coop_acronym a;
	if (!acronyms || !coop_acronyms_find(acronyms, w->form, w->form_len, &a) ||
		!*a.long_form)
		return false;
	const char *end = strstr(a.proof, ": ");
	coop_buf_byte(out, ' ');
	put_quoted(out, a.long_form, strlen(a.long_form));
	coop_buf_str(out, " (");
	coop_buf_add(out, a.proof, end ? (size_t)(end - a.proof) : strlen(a.proof));
	coop_buf_byte(out, ')');
	return true;
}

/* Puts an addition in quotes: as it is written, or else its stems. */
static void put_terms(
	struct coop_buf *out, const struct expanded_query *e, const struct addition *add)
{
	if (add->shown.len > 0) {
		put_quoted(out, slice_in(&e->text, add->shown), add->shown.len);
		return;
	}
	for (size_t k = 0; k < add->count; k++) {
		struct slice stem = slice_stem(add->terms[k]);
		coop_buf_str(out, k > 0 ? " " : "");
		put_quoted(out, slice_in(&e->text, stem), stem.len);
	}
}

/* Puts what an acronym or a long form adds. */
static void put_acronym(struct coop_buf *out, const struct query *q,
	const struct addition *add, const struct coop_acronyms *acronyms)
{
	struct query_word w = query_at(q, add->word);
	coop_buf_str(
		out, add->kind == ADDITION_LONG_FORM
			     ? TR("; its long form too:", " ; sa forme longue aussi :")
			     : TR("; the acronym too:", " ; le sigle aussi :"));
	if (add->kind == ADDITION_LONG_FORM && put_long_form(out, &w, acronyms))
		return;
	coop_buf_byte(out, ' ');
	put_terms(out, &q->expanded, add);
}

/* What stands before a list of additions of a kind. */
static const char *introduction(enum addition_kind kind)
{
	switch (kind) {
	case ADDITION_JOINED:
		return TR("; in one word too:", " ; en un seul mot aussi :");
	case ADDITION_SYNONYM:
		return TR("; its synonyms too:", " ; ses synonymes aussi :");
	case ADDITION_THESAURUS:
		return TR("; by the thesaurus, at little weight:",
			" ; par le thésaurus, avec peu de poids :");
	default:
		return TR("; of its family, at little weight:",
			" ; de sa famille, avec peu de poids :");
	}
}

/* Puts what a word also finds. */
static void put_additions(struct coop_buf *out, const struct query *q, size_t i,
	const struct coop_acronyms *acronyms)
{
	size_t count;
	const struct addition *more = expanded_additions(&q->expanded, i, &count);
	for (size_t k = 0; k < count; k++) {
		if (more[k].kind < ADDITION_JOINED) {
			put_acronym(out, q, &more[k], acronyms);
			continue;
		}
		bool first = k == 0 || more[k].kind != more[k - 1].kind;
		coop_buf_str(out, first ? introduction(more[k].kind) : ",");
		coop_buf_byte(out, ' ');
		put_terms(out, &q->expanded, &more[k]);
	}
}

bool explained_has_additions(const struct query *q, size_t i)
{
	size_t count;
	expanded_additions(&q->expanded, i, &count);
	return count > 0;
}

/* ---- the clause of a word ---- */

/* The leaf that a word is of, and what is around it. */
struct clause {
	uint32_t node;
	enum qfield field;
	char sign;
};

static bool find_clause(
	const struct query *q, uint32_t node, size_t word, struct clause *c)
{
	const struct qnode *n = &q->tree.nodes[node];
	const struct analysed_leaf *leaf = &q->analysed.leaves[node];
	struct clause outer = *c;
	c->sign = n->sign ? n->sign : c->sign;
	if (n->kind == QNODE_FIELD)
		c->field = n->field;
	for (uint32_t k = n->first; k; k = q->tree.nodes[k].next)
		if (find_clause(q, k, word, c))
			return true;
	c->node = node;
	if (!n->first && word >= leaf->first && word - leaf->first < leaf->count)
		return true;
	*c = outer;
	return false;
}

static struct clause clause_of(const struct query *q, size_t word)
{
	struct clause c = {.field = QFIELD_NONE};
	if (q->analysed.leaves)
		find_clause(q, q->tree.root, word, &c);
	return c;
}

/* Puts what the clause of a word makes of it, in parentheses. */
static void put_clause(struct coop_buf *out, const struct query *q, struct clause c)
{
	if (c.field != QFIELD_NONE)
		coop_buf_printf(out, TR(" (field %s)", " (champ %s)"),
			qtree_label(&q->tree, c.field));
	if (c.node && analysed_kind(&q->tree, &q->analysed, c.node) == QNODE_PHRASE)
		coop_buf_str(out, TR(" (in a phrase)", " (dans une expression)"));
	if (c.sign == '+')
		coop_buf_str(out, TR(" (required)", " (obligatoire)"));
}

static void put_stem(struct coop_buf *out, const struct query_word *w)
{
	if (w->typed) {
		coop_buf_str(out, TR(", corrected to ", ", corrigé en "));
		put_quoted(out, w->form, w->form_len);
	}
	if (w->exact)
		coop_buf_str(out, TR(": exactly so", " : tel quel"));
	else if (!w->stem)
		coop_buf_str(out, TR(": a word that counts only for lack of others",
					  " : un mot qui ne compte que faute d'autres"));
	else if (coop_bytes_equal(w->form, w->form_len, w->stem, w->stem_len))
		coop_buf_str(out, TR(": as it is", " : sans changement"));
	if (w->exact || !w->stem ||
		coop_bytes_equal(w->form, w->form_len, w->stem, w->stem_len))
		return;
	coop_buf_str(out, TR(": all words of the stem ", " : tous les mots de racine "));
	put_quoted(out, w->stem, w->stem_len);
}

void explained_word(const struct query *q, size_t i, const struct coop_acronyms *acronyms,
	struct coop_buf *out)
{
	struct query_word w = query_at(q, i);
	struct clause c = clause_of(q, i);
	/* an id is found as a whole */
	if (w.source_len == 0 || c.field == (enum qfield)COOP_F_ID)
		return;
	put_quoted(out, w.source, w.source_len);
	put_rules(out, w.flags);
	put_clause(out, q, c);
	put_stem(out, &w);
	/* the words of fields are other terms */
	if (!w.known && c.field == QFIELD_NONE)
		coop_buf_str(out, TR("; no notice has it", " ; aucune notice ne l'a"));
	put_additions(out, q, i, acronyms);
}

void explained_excluded(const struct query *q, struct coop_buf *out)
{
	const struct analysed_query *a = &q->analysed;
	bool any = false;
	for (size_t i = a->visible; i < a->count; i++) {
		struct slice s = a->words[i].source.len > 0 ? a->words[i].source
							    : a->words[i].form;
		coop_buf_str(out, any ? ", "
				      : TR("excluded, so that they score nothing: ",
						"exclus, donc sans points : "));
		put_quoted(out, slice_in(&a->text, s), s.len);
		any = true;
	}
}
