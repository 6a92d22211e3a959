/*
 * filter.c - which clauses are filters, and joining those of one field.
 *
 * A document has one genre, so two genres side by side are alternatives: genre:a genre:b becomes
 * (genre:a OR genre:b). A range that is open at one end limits the other ranges of its field,
 * unless none would be left: year:1980.. year:..1990 becomes year:1980..1990, but year:..1960
 * year:1990.. matches either.
 */
#include <string.h>

#include "query/syntax/parser_state.h"

/* ---- which clauses are filters ---- */

static bool is_filter(const struct qtree *tree, uint32_t node, enum qfield field)
{
	const struct qnode *n = &tree->nodes[node];
	bool any = n->kind == QNODE_OR;
	switch (n->kind) {
	case QNODE_ALL:
		return field != QFIELD_NONE;
	case QNODE_NOT:
		return true;
	case QNODE_FIELD:
		return is_filter(tree, n->first, n->field);
	case QNODE_AND:
	case QNODE_OR:
	case QNODE_LIST:
	case QNODE_NEAR:
		for (uint32_t k = n->first; k; k = tree->nodes[k].next)
			if (tree->nodes[k].sign != '-' &&
				is_filter(tree, k, field) == any)
				return any;
		return !any;
	default:
		return qfield_is_filter(field);
	}
}

bool qnode_is_filter(const struct qtree *tree, uint32_t node)
{
	return !qnode_is_implied(&tree->nodes[node]) &&
	       is_filter(tree, node, QFIELD_NONE);
}

/* ---- the values of one field ---- */

/* The values of one field that stand side by side. */
struct values {
	enum qfield field;
	size_t count;
	unsigned low, high; /* the intersection of the limits; empty when low > high */
	bool limits;        /* some value is a limit, a range open at one end */
	bool ranges;        /* some value is another range */
	bool words;         /* some value is no range */
	bool inside;        /* some other range overlaps the intersection */
};

/* Whether a clause is a value of a field that a document has once. */
static bool is_value(struct qparser *p, uint32_t node)
{
	const struct qnode *n = qparser_at(p, node);
	if (n->kind != QNODE_FIELD || n->sign || !qfield_has_one(n->field))
		return false;
	enum qkind kind = qparser_at(p, n->first)->kind;
	return kind != QNODE_ALL && kind != QNODE_NOT && kind != QNODE_FIELD;
}

/* The field of a clause that is a value, or an OR of values of one field; else none. */
static enum qfield field_of(struct qparser *p, uint32_t node)
{
	const struct qnode *n = qparser_at(p, node);
	if (n->kind != QNODE_OR || n->sign || n->boost != 1)
		return is_value(p, node) ? n->field : QFIELD_NONE;
	enum qfield field = qparser_at(p, n->first)->field;
	for (uint32_t k = n->first; k; k = qparser_at(p, k)->next)
		if (!is_value(p, k) || qparser_at(p, k)->field != field)
			return QFIELD_NONE;
	return field;
}

bool qparser_is_value(struct qparser *p, uint32_t node)
{
	return field_of(p, node) != QFIELD_NONE;
}

/* The range node of a clause; NULL for another clause. Borrowed until a node is made. */
static struct qnode *range_of(struct qparser *p, uint32_t node)
{
	const struct qnode *n = qparser_at(p, node);
	bool field = n->kind == QNODE_FIELD && n->boost == 1;
	struct qnode *value = field ? qparser_at(p, n->first) : NULL;
	return value && value->kind == QNODE_RANGE && value->boost == 1 ? value : NULL;
}

/* Whether a clause is a range that is open at one end. */
static bool is_limit(struct qparser *p, uint32_t node)
{
	const struct qnode *range = range_of(p, node);
	return range && (range->low == 0) != (range->high == QRANGE_MAX);
}

static bool is_left(const struct values *v, const struct qnode *range)
{
	return range->low <= v->high && range->high >= v->low;
}

/* Reads the values of a field: the limits first, which the other ranges are compared with. */
static struct values read_values(
	struct qparser *p, const struct qkids *kids, enum qfield field)
{
	struct values v = {.field = field, .high = QRANGE_MAX};
	const struct qnode *range;
	for (uint32_t k = kids->first; k; k = qparser_at(p, k)->next) {
		if (field_of(p, k) != field)
			continue;
		v.count++;
		if (!is_limit(p, k))
			continue;
		range = range_of(p, k);
		v.limits = true;
		v.low = range->low > v.low ? range->low : v.low;
		v.high = range->high < v.high ? range->high : v.high;
	}
	for (uint32_t k = kids->first; k; k = qparser_at(p, k)->next) {
		if (field_of(p, k) != field || is_limit(p, k))
			continue;
		range = range_of(p, k);
		v.ranges |= range != NULL;
		v.words |= range == NULL;
		v.inside |= range && is_left(&v, range);
	}
	return v;
}

/* ---- joining them ---- */

/* How the values of a field are joined. */
enum joining {
	JOIN_ALL, /* all values are alternatives */
	JOIN_OTHERS, /* all but the limits are alternatives, and the limits must match as well */
	JOIN_INSIDE, /* ranges are alternatives, clipped to the limits */
	JOIN_LIMITS  /* limits alone become their intersection */
};

static enum joining joining_of(const struct values *v)
{
	if (!v->limits || v->low > v->high)
		return JOIN_ALL;
	if (v->words)
		return JOIN_OTHERS;
	if (!v->ranges)
		return JOIN_LIMITS;
	return v->inside ? JOIN_INSIDE : JOIN_ALL;
}

static void clip(const struct values *v, struct qnode *range)
{
	range->low = range->low > v->low ? range->low : v->low;
	range->high = range->high < v->high ? range->high : v->high;
}

/* Adds a clause to the alternatives, or each value of an OR. */
static void add_value(struct qparser *p, struct qkids *all, uint32_t node)
{
	bool several = qparser_at(p, node)->kind == QNODE_OR;
	uint32_t next, k = several ? qparser_at(p, node)->first : node;
	for (; k; k = several ? next : 0) {
		next = qparser_at(p, k)->next;
		qparser_at(p, k)->next = 0;
		qkids_add(p, all, k);
	}
}

/* Adds a clause of the field unless the limits or other clauses make it redundant. */
static void take(struct qparser *p, const struct values *v, enum joining how,
	struct qkids *all, uint32_t node)
{
	struct qnode *range = range_of(p, node);
	bool limit = is_limit(p, node);
	if ((how == JOIN_LIMITS && all->count > 0) ||
		(how == JOIN_INSIDE && (limit || !is_left(v, range))))
		return;
	if (how == JOIN_LIMITS || how == JOIN_INSIDE)
		clip(v, range);
	add_value(p, all, node);
}

/* Replaces the values of a field by their join, where the first of them stood. */
static void join_values(struct qparser *p, const struct values *v, struct qkids *kids)
{
	enum joining how = joining_of(v);
	struct qkids kept = {0}, all = {0}, after = {0};
	struct qtok at = {.off = 0};
	for (uint32_t k = kids->first, next; k; k = next) {
		next = qparser_at(p, k)->next;
		if (field_of(p, k) == v->field &&
			(how != JOIN_OTHERS || !is_limit(p, k))) {
			take(p, v, how, &all, k);
			continue;
		}
		qparser_at(p, k)->next = 0;
		qkids_add(p, all.count > 0 ? &after : &kept, k);
	}
	at.off = qparser_at(p, all.first)->column - 1;
	uint32_t joined = qkids_join(p, QNODE_OR, &all, &at);
	if (joined)
		qkids_add(p, &kept, joined);
	for (uint32_t k = after.first; k; k = qparser_at(p, k)->next)
		qkids_add(p, &kept, k);
	*kids = kept;
}

/* ---- the remaining clauses ---- */

/* Moves the text of a node to the end of the buffer, so that it can grow. */
static void move_text(struct qparser *p, struct qnode *n)
{
	struct coop_buf *text = &p->tree->text;
	if (n->text + n->len + 1 == text->len)
		return;
	char *room = coop_buf_reserve(text, n->len + 1);
	if (!room)
		return;
	memcpy(room, text->s + n->text, n->len);
	n->text = text->len;
	text->len += n->len;
	coop_buf_byte(text, ' ');
}

/* Appends the words of one clause to those of another; no colon makes a name of these. */
static void join_words(struct qparser *p, struct qnode *to, const struct qnode *more)
{
	struct qnode after = *more;
	move_text(p, to);
	move_text(p, &after);
	char *text = p->tree->text.s;
	if (!p->tree->text.failed && text[after.text] == ':' &&
		qlex_ends_with_field(&p->lexer, text + to->text, to->len))
		text[after.text] = ';';
	to->len = after.text + after.len - to->text;
}

static bool is_words(const struct qnode *n)
{
	return n->kind == QNODE_WORDS && n->sign == 0 && n->boost == 1;
}

/* Joins clauses of words that have become neighbours. */
static void join_neighbours(struct qparser *p, struct qkids *kids)
{
	struct qkids kept = {0};
	for (uint32_t k = kids->first, next; k; k = next) {
		struct qnode *n = qparser_at(p, k);
		next = n->next;
		if (kept.last && is_words(n) && is_words(qparser_at(p, kept.last))) {
			join_words(p, qparser_at(p, kept.last), n);
			continue;
		}
		n->next = 0;
		qkids_add(p, &kept, k);
	}
	*kids = kept;
}

void qparser_group(struct qparser *p, struct qkids *kids)
{
	bool several[QFIELD_COUNT] = {false}, seen[QFIELD_COUNT] = {false}, any = false;
	for (uint32_t k = kids->first; k; k = qparser_at(p, k)->next) {
		enum qfield field = field_of(p, k);
		if (field == QFIELD_NONE)
			continue;
		several[field] = seen[field];
		any |= seen[field];
		seen[field] = true;
	}
	for (enum qfield field = 0; any && field < QFIELD_COUNT; field++) {
		struct values v;
		if (!several[field])
			continue;
		v = read_values(p, kids, field);
		join_values(p, &v, kids);
	}
	if (any)
		join_neighbours(p, kids);
}
