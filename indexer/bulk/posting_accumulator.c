#include "indexer/bulk/posting_accumulator.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/bulk/posting_stream.h"

enum {
	WORD = 8,                  /* bytes that the machine moves with one instruction */
	TAIL = 5,                  /* words: with its stream, a term fills a cache line */
	MOVED = (TAIL - 1) * WORD, /* bytes that move to the stream together */
	SHORT = 1 << 14            /* uints of one or two bytes are below this */
};

/*
 * The last bytes of a term's postings are stored in the term itself: enough that most
 * terms need no stream, and that the streams of the others are seldom touched.
 */
struct accumulator_term {
	uint64_t tail[TAIL]; /* the first byte lowest; zeros after the last */
	/* the bytes before `tail`; its `count` is the number of positions */
	struct stream postings;
};

/* The occurrences of a term in the current document. */
struct accumulator_tally {
	uint32_t term;
	uint32_t gap; /* the docid less that of the term's previous posting */
	uint32_t tf, npos;
	uint32_t first; /* the first position */
	uint32_t last;  /* index of the last of the others, which form a ring */
};

struct accumulator_position {
	uint32_t pos;
	uint32_t next; /* index of the next one of the same term */
};

void accumulator_release(struct posting_accumulator *a)
{
	free(a->seen);
	free(a->terms);
	free(a->tallies);
	free(a->positions);
	streams_release(&a->streams);
}

/* ---- a document ---- */

void accumulator_begin(struct posting_accumulator *a, uint32_t docid)
{
	a->docid = docid;
	a->ntallies = a->npositions = 0;
}

/* Makes room for all terms up to a number. */
static bool add_terms_up_to(struct posting_accumulator *a, uint32_t number)
{
	size_t count = (size_t)number + 1, more = count - a->nterms;
	if (!coop_array_grow(&a->seen, &a->seen_cap, count, sizeof *a->seen) ||
		!coop_aligned_array_grow(
			&a->terms, &a->terms_cap, count, sizeof *a->terms))
		return false;
	memset(a->seen + a->nterms, 0, more * sizeof *a->seen);
	memset(a->terms + a->nterms, 0, more * sizeof *a->terms);
	a->nterms = count;
	return true;
}

/* The tally of a term in the current document; NULL when memory is exhausted. */
static struct accumulator_tally *tally(struct posting_accumulator *a, uint32_t number)
{
	if (number >= a->nterms && !add_terms_up_to(a, number))
		return NULL;
	struct accumulator_seen *seen = &a->seen[number];
	if (seen->docid == a->docid)
		return &a->tallies[seen->tally];
	if (a->ntallies == a->tallies_cap &&
		!coop_array_grow(&a->tallies, &a->tallies_cap, a->ntallies + 1,
			sizeof *a->tallies))
		return NULL;
	struct accumulator_tally *t = &a->tallies[a->ntallies];
	*t = (struct accumulator_tally){.term = number, .gap = a->docid - seen->docid};
	__builtin_prefetch(&a->terms[number], 1); /* needed at the end of the document */
	*seen = (struct accumulator_seen){a->docid, (uint32_t)a->ntallies++};
	return t;
}

static bool add_position(
	struct posting_accumulator *a, struct accumulator_tally *t, uint32_t pos)
{
	if (t->npos++ == 0) {
		t->first = pos;
		return true;
	}
	if (!coop_array_grow(&a->positions, &a->positions_cap, a->npositions + 1,
		    sizeof *a->positions))
		return false;
	uint32_t i = (uint32_t)a->npositions++;
	if (t->npos == 2)
		t->last = i; /* a ring of one */
	a->positions[i].pos = pos;
	a->positions[i].next = t->last == i ? i : a->positions[t->last].next;
	a->positions[t->last].next = i;
	t->last = i;
	return true;
}

bool accumulator_drain(struct posting_accumulator *a)
{
	size_t n = a->nqueued;
	a->nqueued = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t pos = a->queue[i].pos;
		struct accumulator_tally *t = tally(a, a->queue[i].term);
		if (!t)
			return false;
		t->tf += a->queue[i].weight;
		if (pos != 0 && !add_position(a, t, pos))
			return false;
	}
	return true;
}

/* ---- the postings ---- */

/* Moves all whole words but the last of the tail to the stream. */
static void move_to_stream(struct posting_accumulator *a, struct accumulator_term *t)
{
	for (int i = 0; i < TAIL - 1; i++)
		t->tail[i] = htole64(t->tail[i]);
	stream_put(&a->streams, &t->postings, (const char *)t->tail, MOVED);
	t->tail[0] = t->tail[TAIL - 1];
	t->postings.tail = (uint8_t)(t->postings.tail - MOVED);
}

/*
 * A posting being packed. Its bytes collect in a register, and the tail of the term is
 * read and written in whole words only: a load of a word whose bytes were just stored one
 * by one cannot be forwarded, and waits until all earlier stores, which miss the caches,
 * have completed.
 */
struct packing {
	struct posting_accumulator *accumulator;
	struct accumulator_term *term;
	uint64_t bytes; /* the first byte lowest */
	unsigned len;
};

/* Appends the packed bytes to the tail of the term. */
static inline void put_packed(struct packing *p)
{
	struct accumulator_term *t = p->term;
	unsigned at = t->postings.tail / WORD, bits = t->postings.tail % WORD * 8;
	t->tail[at] |= p->bytes << bits;
	/*
	 * shifting by 64 is undefined, so shift twice; the rest of this word becomes zero
	 */
	t->tail[at + 1] = p->bytes >> 1 >> (63 - bits);
	t->postings.tail = (uint8_t)(t->postings.tail + p->len);
	if (t->postings.tail >= MOVED)
		move_to_stream(p->accumulator, t);
	p->bytes = p->len = 0;
}

/* Packs a uint (pack.h). */
static inline void put_uint(struct packing *p, uint64_t n)
{
	if (n < SHORT && p->len + 2 < WORD) { /* without a branch on its length */
		bool two = n >= 0x80;
		p->bytes |= ((n & 0x7f) | (uint64_t)two << 7 | n >> 7 << 8) << 8 * p->len;
		p->len += 1U + two;
		return;
	}
	for (;; n >>= 7) {
		bool more = n >= 0x80;
		p->bytes |= ((n & 0x7f) | (uint64_t)more << 7) << 8 * p->len;
		if (++p->len == WORD)
			put_packed(p);
		if (!more)
			return;
	}
}

static void put_posting(struct posting_accumulator *a, const struct accumulator_tally *t)
{
	struct packing p = {.accumulator = a, .term = &a->terms[t->term]};
	enum posting_stream_code code = posting_stream_code(t->tf, t->npos);
	p.term->postings.count += t->npos;
	put_uint(&p, (uint64_t)t->gap << 2 | code);
	if (code != POSTING_STREAM_ONCE)
		put_uint(&p, t->tf);
	if (code == POSTING_STREAM_OTHER)
		put_uint(&p, t->npos);
	if (t->npos > 0)
		put_uint(&p, t->first);
	/* from the last position the ring leads to the second, and on in order */
	uint32_t at = t->last, before = t->first;
	for (uint32_t left = t->npos; left > 1; left--) {
		at = a->positions[at].next;
		put_uint(&p, a->positions[at].pos - before);
		before = a->positions[at].pos;
	}
	put_packed(&p);
}

bool accumulator_end(struct posting_accumulator *a)
{
	if (!accumulator_drain(a))
		return false;
	for (size_t i = 0; i < a->ntallies; i++)
		put_posting(a, &a->tallies[i]);
	return !a->streams.failed;
}

size_t accumulator_count(const struct posting_accumulator *a)
{
	return a->nterms;
}

void accumulator_prefetch(const struct posting_accumulator *a, uint32_t term)
{
	__builtin_prefetch(&a->terms[term]);
}

void accumulator_postings(const struct posting_accumulator *a, uint32_t term,
	struct coop_buf *out, uint32_t *positions)
{
	const struct accumulator_term *t = &a->terms[term];
	stream_copy(&a->streams, &t->postings, out);
	uint64_t tail[TAIL];
	for (int i = 0; i < TAIL; i++)
		tail[i] = htole64(t->tail[i]);
	coop_buf_add(out, (const char *)tail, t->postings.tail);
	*positions = t->postings.count;
}

size_t accumulator_memory(const struct posting_accumulator *a)
{
	size_t terms = a->nterms * (sizeof *a->seen + sizeof *a->terms);
	return streams_memory(&a->streams) + terms + terms / 2 +
	       a->ntallies * sizeof *a->tallies + a->npositions * sizeof *a->positions;
}

void accumulator_reset(struct posting_accumulator *a)
{
	streams_reset(&a->streams);
	a->nterms = a->ntallies = a->npositions = a->nqueued = 0;
}
