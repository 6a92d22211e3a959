#include "shared/index/fetched.h"

#include <stdlib.h>

#include "shared/index/layout.h"

struct coop_fetched {
	struct coop_fetched_term *terms; /* in the order of their bytes */
	struct coop_remote_wanted *wanted;
	size_t count, cap;
	char summary[2]; /* the term of documents with a summary */
	const uint32_t *docids;
};

/* ---- the terms of a plan ---- */

static enum coop_status add_term(struct coop_fetched *f, struct coop_bytes term,
	bool positions, struct coop_error *err)
{
	if (!coop_array_grow(&f->terms, &f->cap, f->count + 1, sizeof *f->terms))
		return coop_fail_nomem(err);
	f->terms[f->count++] =
		(struct coop_fetched_term){.term = term, .positions = positions};
	return COOP_OK;
}

/* Adds the terms that tell where running text stands. */
static enum coop_status add_running(struct coop_fetched *f, struct coop_error *err)
{
	static const struct coop_bytes begins = {
		COOP_TERM_RUNNING, sizeof COOP_TERM_RUNNING - 1};
	enum coop_status st = add_term(f, begins, true, err);
	return st ? st
		  : add_term(f, (struct coop_bytes){f->summary, sizeof f->summary}, false,
			    err);
}

static enum coop_status add_plan(struct coop_fetched *f, const struct coop_plan *plan,
	bool near, int depth, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	near |= plan->op == COOP_OP_NEAR || plan->op == COOP_OP_ORDERED;
	if (plan->s)
		st = add_term(f, (struct coop_bytes){plan->s, plan->len}, near, err);
	if (!st && plan->running)
		st = add_running(f, err);
	for (size_t i = 0; !st && depth < COOP_PLAN_DEPTH && i < plan->nkids; i++)
		st = add_plan(f, &plan->kids[i], near, depth + 1, err);
	return st;
}

static int by_term(const void *a, const void *b)
{
	const struct coop_fetched_term *x = a, *y = b;
	return coop_bytes_compare(x->term.s, x->term.len, y->term.s, y->term.len);
}

/* Leaves each term once, in the order of their bytes. */
static void sort_terms(struct coop_fetched *f)
{
	size_t n = 0;
	if (f->count > 0)
		qsort(f->terms, f->count, sizeof *f->terms, by_term);
	for (size_t i = 0; i < f->count; i++)
		if (n > 0 && by_term(&f->terms[n - 1], &f->terms[i]) == 0)
			f->terms[n - 1].positions |= f->terms[i].positions;
		else
			f->terms[n++] = f->terms[i];
	f->count = n;
}

static enum coop_status prepare(
	struct coop_fetched *f, const struct coop_plan *plan, struct coop_error *err)
{
	f->summary[0] = COOP_PREFIX_FIELD;
	f->summary[1] = coop_field_letter(COOP_F_DESCRIPTION);
	enum coop_status st = add_plan(f, plan, false, 0, err);
	if (st)
		return st;
	sort_terms(f);
	f->wanted = calloc(f->count + 1, sizeof *f->wanted);
	if (!f->wanted)
		return coop_fail_nomem(err);
	for (size_t i = 0; i < f->count; i++)
		f->wanted[i] = (struct coop_remote_wanted){
			f->terms[i].term.s, f->terms[i].term.len, f->terms[i].positions};
	return COOP_OK;
}

enum coop_status coop_fetched_new(
	const struct coop_plan *plan, struct coop_fetched **out, struct coop_error *err)
{
	struct coop_fetched *f = *out = calloc(1, sizeof *f);
	enum coop_status st = f ? prepare(f, plan, err) : coop_fail_nomem(err);
	if (st) {
		coop_fetched_free(f);
		*out = NULL;
	}
	return st;
}

void coop_fetched_free(struct coop_fetched *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->count; i++) {
		coop_buf_release(&f->terms[i].slots);
		coop_buf_release(&f->terms[i].lists);
	}
	free(f->terms);
	free(f->wanted);
	free(f);
}

/* ---- postings ---- */

/* Adds positions as a block has them. */
static void add_positions(
	struct coop_fetched_term *t, const uint32_t *positions, size_t count)
{
	if (count <= 1) {
		coop_buf_le32(&t->slots, count > 0 ? 2 * positions[0] : 0);
		return;
	}
	coop_buf_le32(&t->slots, (uint32_t)(2 * t->lists.len + 1));
	coop_buf_uint(&t->lists, count);
	for (size_t i = 0; i < count; i++)
		coop_buf_uint(&t->lists, positions[i] - (i > 0 ? positions[i - 1] : 0));
}

static enum coop_status take(
	void *user, const struct coop_remote_posting *p, struct coop_error *err)
{
	struct coop_fetched *f = user;
	struct coop_fetched_term *t = &f->terms[p->term];
	/* offsets of lists have 31 bits */
	if (t->lists.len > INT32_MAX)
		return coop_fail_nomem(err);
	t->postings[t->count++] = (struct coop_posting){f->docids[p->document], p->wdf};
	if (t->positions)
		add_positions(t, p->positions, p->count);
	return COOP_OK;
}

enum coop_status coop_fetched_read(struct coop_fetched *f, struct coop_remote *r,
	const uint32_t *docids, size_t count, struct coop_error *err)
{
	for (size_t i = 0; i < f->count; i++) {
		f->terms[i].count = 0;
		coop_buf_reset(&f->terms[i].slots);
		coop_buf_reset(&f->terms[i].lists);
	}
	f->docids = docids;
	enum coop_status st =
		coop_remote_postings(r, docids, count, f->wanted, f->count, take, f, err);
	for (size_t i = 0; !st && i < f->count; i++) {
		/* slots are read eight bytes at a time */
		coop_buf_le64(&f->terms[i].slots, 0);
		st = coop_buf_check(&f->terms[i].slots, err);
		if (!st)
			st = coop_buf_check(&f->terms[i].lists, err);
	}
	return st;
}

const struct coop_fetched_term *coop_fetched_find(
	const struct coop_fetched *f, struct coop_bytes term)
{
	struct coop_fetched_term key = {.term = term};
	return f->count > 0 ? bsearch(&key, f->terms, f->count, sizeof *f->terms, by_term)
			    : NULL;
}
