#include "shared/index/plan_check.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/index/postlist.h"

/* The unread rest of a stream of bits, the lowest bit of a byte first. */
struct bits {
	const unsigned char *s;
	uint64_t at, end;
	bool failed; /* the stream was too short */
};

static uint32_t take_bits(struct bits *b, unsigned count)
{
	uint32_t n = 0;
	if (count > b->end - b->at) {
		b->failed = true;
		return 0;
	}
	for (unsigned i = 0; i < count; i++, b->at++)
		n |= (uint32_t)(b->s[b->at / 8] >> b->at % 8 & 1U) << i;
	return n;
}

/*
 * Reads a number below `n` >= 1, in the engine's code: the numbers in the middle of the
 * range have one bit less (indexer/glass/position.h).
 */
static uint32_t take_out_of(struct bits *b, uint32_t n)
{
	if (n == 1)
		return 0;
	unsigned count = 32 - (unsigned)__builtin_clz(n - 1);
	uint32_t spare = (uint32_t)((UINT64_C(1) << count) - n);
	uint32_t start = (n - spare) / 2;
	if (spare == 0)
		return take_bits(b, count);
	uint32_t value = take_bits(b, count - 1);
	return value < start && take_bits(b, 1) ? value + start + spare : value;
}

/* A position, and its index in the list. */
struct position {
	uint32_t at, number;
};

/*
 * Reads the positions between two known ones: the middle one comes first, then each half
 * (interpolative coding). The depth of recursion is the logarithm of their number.
 */
static void take_between(struct bits *b, struct position low, struct position high)
{
	while (!b->failed && high.number - low.number > 1) {
		uint32_t between = high.number - low.number;
		uint32_t n = high.at - low.at - between + 1;
		if (n == 1) /* consecutive positions take no bits */
			return;
		struct position middle = {.number = low.number + between / 2};
		middle.at = low.at + between / 2 + take_out_of(b, n);
		take_between(b, low, middle);
		low = middle;
	}
}

/* Whether a position list can be decoded within its bytes. */
static bool holds_positions(const unsigned char *s, size_t n)
{
	const unsigned char *end = s + n;
	uint64_t last;
	if (!coop_get_uint(&s, end, &last) || last > UINT32_MAX)
		return false;
	if (s == end)
		return true;
	struct bits b = {.s = s, .end = (uint64_t)(end - s) * 8};
	if (last == 0)
		return false;
	uint32_t first = take_out_of(&b, (uint32_t)last);
	uint32_t more = take_out_of(&b, (uint32_t)last - first);
	take_between(&b, (struct position){first, 0},
		(struct position){(uint32_t)last, more + 1});
	return !b.failed;
}

/* Reads the postings of a term to the end; more or fewer than stated are damage. */
static enum coop_lookup read_postings(const struct coop_reader *r,
	const struct coop_plan *term, struct coop_buf *pieces)
{
	struct coop_postlist p;
	uint64_t count = 0, documents;
	coop_reader_count(r, &documents, NULL);
	enum coop_lookup found =
		coop_postlist_begin(&p, coop_reader_table(r, COOP_GLASS_POSTLIST),
			term->s, term->len, coop_reader_last(r));
	bool there = found == COOP_LOOKUP_FOUND;
	for (; found == COOP_LOOKUP_FOUND; found = coop_postlist_next(&p))
		count++;
	pieces->failed |= coop_postlist_end(&p);
	if (there && (count != p.doc_freq || count > documents))
		return COOP_LOOKUP_DAMAGED;
	return found;
}

/* Reads the values of all keys that begin with some bytes. */
static enum coop_lookup read_keys(const struct coop_table *t, const char *key, size_t len,
	bool positions, struct coop_buf *pieces)
{
	struct coop_table_cursor c;
	const unsigned char *s;
	size_t n;
	enum coop_lookup found = coop_table_cursor_seek(&c, t, key, len);
	for (; found == COOP_LOOKUP_FOUND; found = coop_table_cursor_next(&c)) {
		if (c.item.key_len < len || memcmp(c.item.key, key, len) != 0)
			return COOP_LOOKUP_NONE;
		if (c.item.piece != 1 || c.item.compressed ||
			coop_table_cursor_read(&c, pieces, &s, &n) != COOP_LOOKUP_FOUND)
			return COOP_LOOKUP_DAMAGED;
		if (positions && !pieces->failed && !holds_positions(s, n))
			return COOP_LOOKUP_DAMAGED;
	}
	return found;
}

/*
 * Reads what the engine will: the postings of a term, or the lengths of the documents for
 * ALL.
 */
static enum coop_lookup check_postings(const struct coop_reader *r,
	const struct coop_plan *plan, struct coop_buf *pieces)
{
	if (plan->op == COOP_OP_TERM)
		return read_postings(r, plan, pieces);
	return plan->op == COOP_OP_ALL
		       ? read_keys(coop_reader_table(r, COOP_GLASS_POSTLIST),
				 COOP_POSTLIST_LENGTHS, COOP_POSTLIST_SPECIAL, false,
				 pieces)
		       : COOP_LOOKUP_NONE;
}

static enum coop_lookup check_positions(const struct coop_reader *r,
	const struct coop_plan *term, struct coop_buf *pieces)
{
	char key[COOP_POSTLIST_KEY];
	if (term->len > COOP_TERM_MAX)
		return COOP_LOOKUP_NONE;
	size_t len = coop_postlist_key(key, term->s, term->len);
	key[len++] = '\0';
	return read_keys(
		coop_reader_table(r, COOP_GLASS_POSITION), key, len, true, pieces);
}

/* Checks the terms of a plan, with their positions below NEAR and ORDERED. */
static enum coop_status check(const struct coop_reader *r, const struct coop_plan *plan,
	bool positions, struct coop_buf *pieces, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	if (plan->running)
		return coop_fail(err, COOP_E_QUERY, "%s",
			TR("running text cannot be asked for in this index, which has no posting lists of ours; rebuild it with coopidx",
				"le texte suivi ne peut pas être interrogé dans cet index, qui n'a pas nos listes d'occurrences ; reconstruisez-le avec coopidx"));
	positions |= plan->op == COOP_OP_NEAR || plan->op == COOP_OP_ORDERED;
	if (check_postings(r, plan, pieces) == COOP_LOOKUP_DAMAGED)
		st = coop_reader_damaged(r, COOP_GLASS_POSTLIST, err);
	if (!st && positions && plan->op == COOP_OP_TERM &&
		check_positions(r, plan, pieces) == COOP_LOOKUP_DAMAGED)
		st = coop_reader_damaged(r, COOP_GLASS_POSITION, err);
	for (size_t i = 0; !st && i < plan->nkids; i++)
		st = check(r, &plan->kids[i], positions, pieces, err);
	return st;
}

enum coop_status coop_plan_check(
	const struct coop_reader *r, const struct coop_plan *plan, struct coop_error *err)
{
	struct coop_buf pieces = {0};
	enum coop_status st = check(r, plan, false, &pieces, err);
	if (pieces.failed)
		st = coop_fail_nomem(err);
	coop_buf_release(&pieces);
	return st;
}
