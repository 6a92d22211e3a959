#include "query/search/nearest_ids.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/index/layout.h"
#include "shared/index/wordlist.h"
#include "shared/text/fold.h"

/* Ids that are compared, and the longest one that is: a longer one has a hash in its term. */
enum { COMPARED_MAX = 100000, LONGEST = 200 };

/* How unlike two ids are: the lower, the better; edits are added to EDITED. */
enum { SAME, FILE_NAME, EDITED, BEGINS = 16, UNLIKE };

struct candidate {
	const char *id; /* among the terms of the index */
	size_t len;
	unsigned unlike;
};

struct comparison {
	struct coop_buf folded,
		other; /* the id that is looked for, and that it is compared with */
	struct candidate best[NEAREST_IDS_MAX];
	size_t count;
};

void nearest_ids_release(struct nearest_ids *n)
{
	coop_buf_release(&n->text);
	n->count = 0;
}

/* The folded id, with a '/' where it has one, so that names of files can be told. */
static void fold_id(const char *id, size_t len, struct coop_buf *out)
{
	coop_buf_reset(out);
	while (len > 0) {
		const char *slash = memchr(id, '/', len);
		size_t part = slash ? (size_t)(slash - id) : len;
		coop_fold_label(id, part, out);
		if (slash)
			coop_buf_byte(out, '/');
		id += part + (slash != NULL);
		len -= part + (slash != NULL);
	}
}

static struct coop_bytes file_name(const struct coop_buf *folded)
{
	const char *s = coop_buf_cstr(folded),
		   *slash = folded->len > 0 ? strrchr(s, '/') : NULL;
	const char *name = slash ? slash + 1 : s;
	return (struct coop_bytes){name, folded->len - (size_t)(name - s)};
}

/* Compares the folded ids. */
static unsigned compare(const struct comparison *c)
{
	const char *a = coop_buf_cstr(&c->folded), *b = coop_buf_cstr(&c->other);
	size_t na = c->folded.len, nb = c->other.len;
	struct coop_bytes x = file_name(&c->folded), y = file_name(&c->other);
	unsigned limit = na < 4 ? 1 : na < 12 ? 2 : 3;
	if (coop_bytes_equal(a, na, b, nb))
		return SAME;
	if (x.len > 0 && coop_bytes_equal(x.s, x.len, y.s, y.len))
		return FILE_NAME;
	unsigned edits = coop_wordlist_distance(a, na, b, nb, limit);
	if (edits <= limit)
		return EDITED + edits;
	return na > 0 && nb > na && memcmp(a, b, na) == 0 ? BEGINS : UNLIKE;
}

/* Keeps a candidate if it is among the best; of equal ones the first stays before. */
static void offer(struct comparison *c, struct candidate candidate)
{
	size_t i = c->count;
	while (i > 0 && c->best[i - 1].unlike > candidate.unlike)
		i--;
	if (i == NEAREST_IDS_MAX)
		return;
	c->count += c->count < NEAREST_IDS_MAX;
	for (size_t k = c->count - 1; k > i; k--)
		c->best[k] = c->best[k - 1];
	c->best[i] = candidate;
}

/* Compares terms of ids, each with a NUL after it. */
static void compare_all(struct comparison *c, const struct coop_buf *terms)
{
	const char *term = coop_buf_cstr(terms), *end = term + terms->len;
	/* without memory for one of them the failure is kept */
	for (; term < end && !c->other.failed; term += strlen(term) + 1) {
		const char *id = term + 1; /* behind the prefix */
		size_t len = strlen(id);
		if (len > LONGEST)
			continue;
		fold_id(id, len, &c->other);
		unsigned unlike = compare(c);
		if (unlike < UNLIKE)
			offer(c, (struct candidate){id, len, unlike});
	}
}

enum coop_status nearest_ids_find(const struct coop_collection *s, const char *id,
	size_t len, struct nearest_ids *out, struct coop_error *err)
{
	static const char prefix[] = {COOP_PREFIX_ID};
	struct coop_buf terms = {0};
	struct comparison c = {.count = 0};
	size_t count;
	out->count = 0;
	coop_buf_reset(&out->text);
	enum coop_status st =
		coop_collection_terms(s, prefix, 1, COMPARED_MAX, &terms, &count, err);
	if (!st)
		st = coop_buf_check(&terms, err);
	fold_id(id, len < LONGEST ? len : LONGEST, &c.folded);
	if (!st)
		compare_all(&c, &terms);
	for (size_t i = 0; !st && i < c.count; i++) {
		coop_buf_add(&out->text, c.best[i].id, c.best[i].len);
		coop_buf_byte(&out->text, '\0');
		out->count++;
	}
	if (!st)
		st = coop_buf_check(c.folded.failed  ? &c.folded
				    : c.other.failed ? &c.other
						     : &out->text,
			err);
	coop_buf_release(&terms);
	coop_buf_release(&c.folded);
	coop_buf_release(&c.other);
	return st;
}
