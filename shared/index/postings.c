#include "shared/index/postings.h"

#include <stdlib.h>

#include "shared/core/i18n.h"
#include "shared/index/glass_read.h"

struct coop_postings {
	struct coop_mapping file;       /* borrowed */
	const struct coop_pages *pages; /* the same */
	const char *directory, *texts, *end;
	uint64_t documents;
	uint32_t terms;
};

/* The parts of a block in the file. */
struct block_parts {
	const uint8_t *at;
	uint32_t count, before; /* `before`: last docid of the block before */
	unsigned width, slot_width;
	size_t gaps, slots; /* bytes */
	const uint8_t *end;
};

/* Finds the parts of the file from its trailer; false when they do not fit into it. */
static bool find_parts(struct coop_postings *r, uint64_t documents)
{
	if (r->file.size < COOP_POSTINGS_MAGIC_LEN + COOP_POSTINGS_END)
		return false;
	r->end = r->file.at + r->file.size - COOP_POSTINGS_END;
	if (!coop_pages_verify(r->pages, r->end, COOP_POSTINGS_END))
		return false;
	uint64_t texts = coop_get_le64(r->end + 16),
		 directory = coop_get_le64(r->end + 8);
	r->terms = coop_get_le32(r->end + 4);
	if (memcmp(r->end + 24, COOP_POSTINGS_MAGIC, COOP_POSTINGS_MAGIC_LEN) != 0 ||
		coop_get_le32(r->end) != documents ||
		texts > (uint64_t)(r->end - r->file.at) || directory > texts ||
		(texts - directory) / COOP_POSTINGS_ENTRY != r->terms)
		return false;
	r->documents = documents;
	r->directory = r->file.at + directory;
	r->texts = r->file.at + texts;
	return true;
}

enum coop_status coop_postings_open(const struct coop_mapping *file,
	const struct coop_pages *pages, uint64_t documents, struct coop_postings **out,
	struct coop_error *err)
{
	*out = NULL;
	if (!file->there)
		return COOP_OK;
	struct coop_postings *r = calloc(1, sizeof *r);
	if (!r)
		return coop_fail_nomem(err);
	r->file = *file;
	r->pages = pages;
	if (find_parts(r, documents)) {
		*out = r;
		return COOP_OK;
	}
	coop_postings_free(r);
	return coop_postings_fail(err);
}

void coop_postings_free(struct coop_postings *r)
{
	free(r);
}

/*
 * The usual cause is a tool of the engine, which copies and changes the engine's own
 * files alone.
 */
enum coop_status coop_postings_lost(struct coop_error *err)
{
	coop_fail(err, COOP_E_CORRUPT,
		TR("the index has lost its lists: its file '%s' is missing or not of this database",
			"l'index a perdu ses listes : son fichier « %s » manque ou n'est pas de cette base"),
		COOP_POSTINGS_FILE);
	coop_hint(err, "%s",
		TR("did a tool of the engine copy, compact or change it? rebuild it: coopidx PATH..., for such tools with --engine-tools",
			"un outil du moteur l'a-t-il copié, compacté ou modifié ? recréez-le : coopidx CHEMIN..., pour ces outils avec --engine-tools"));
	return COOP_E_CORRUPT;
}

enum coop_status coop_postings_fail(struct coop_error *err)
{
	return coop_glass_fail(COOP_POSTINGS_FILE, err);
}

/* Compares the term of a directory entry with a term; false when the entry is damaged. */
static bool compare(const struct coop_postings *r, const char *entry, const char *term,
	size_t len, int *order)
{
	if (!coop_pages_verify(r->pages, entry, COOP_POSTINGS_ENTRY))
		return false;
	size_t at = coop_get_le32(entry), n = (unsigned char)entry[14];
	size_t there = (size_t)(r->end - r->texts);
	if (at > there || n > there - at ||
		!coop_pages_verify(r->pages, r->texts + at, n))
		return false;
	*order = coop_bytes_compare(r->texts + at, n, term, len);
	return true;
}

/* Reads a directory entry; false, with `out` unchanged, when it cannot be one. */
static bool take_entry(
	const struct coop_postings *r, const char *entry, struct coop_posting_list *out)
{
	uint64_t heads = coop_get_le64(entry + 8) & UINT64_C(0xffffffffffff);
	uint64_t room = (uint64_t)(r->directory - r->file.at);
	uint32_t doc_freq = coop_get_le32(entry + 4);
	uint32_t nblocks =
		doc_freq / COOP_POSTINGS_BLOCK + (doc_freq % COOP_POSTINGS_BLOCK != 0);
	uint64_t size = (uint64_t)nblocks * COOP_POSTINGS_HEAD,
		 blocks = coop_get_le32(entry + 20);
	/* the list must fit into the file; blocks are checked when they are read */
	if (doc_freq > r->documents || heads > room || size + blocks > room - heads ||
		!coop_pages_verify(r->pages, r->file.at + heads, size))
		return false;
	out->doc_freq = doc_freq;
	out->nblocks = nblocks;
	out->heads = r->file.at + heads;
	out->blocks = out->heads + size;
	out->end = out->blocks + blocks;
	out->pages = r->pages;
	out->max_impact = (uint8_t)entry[15];
	memcpy(out->rank_impacts, entry + 16, COOP_POSTINGS_RANKS);
	out->positions = entry[19] != 0;
	return true;
}

enum coop_lookup coop_postings_find(const struct coop_postings *r, const char *term,
	size_t len, struct coop_posting_list *out)
{
	uint32_t low = 0, high = r->terms;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const char *entry = r->directory + (size_t)middle * COOP_POSTINGS_ENTRY;
		int order;
		if (!compare(r, entry, term, len, &order))
			return COOP_LOOKUP_DAMAGED;
		if (order == 0)
			return take_entry(r, entry, out) ? COOP_LOOKUP_FOUND
							 : COOP_LOOKUP_DAMAGED;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return COOP_LOOKUP_NONE;
}

/*
 * Compiles a piece of code for each width of gaps. With a constant width all bit offsets
 * are constants, which halves the time of decoding a block.
 */
#define EACH_WIDTH(width, what)                                                          \
	switch (width) {                                                                 \
		WIDTHS(0, what)                                                          \
		WIDTHS(8, what)                                                          \
		WIDTHS(16, what)                                                         \
		WIDTHS(24, what)                                                         \
		WIDTH(32, what)                                                          \
	}
#define WIDTHS(w, what)                                                                  \
	WIDTH((w), what)                                                                 \
	WIDTH((w) + 1, what)                                                             \
	WIDTH((w) + 2, what)                                                             \
	WIDTH((w) + 3, what)                                                             \
	WIDTH((w) + 4, what)                                                             \
	WIDTH((w) + 5, what)                                                             \
	WIDTH((w) + 6, what)                                                             \
	WIDTH((w) + 7, what)
#define WIDTH(w, what)                                                                   \
	case (w):                                                                        \
		what(w);                                                                 \
		break;

enum { GROUP = 8 }; /* eight gaps of w bits fill w bytes */

/*
 * Decodes docids from gaps, in whole groups: `docids` has room for a whole block, and the
 * file has bytes enough after the last gap.
 */
static inline __attribute__((always_inline)) void read_docids(
	const uint8_t *from, unsigned width, uint32_t docid, struct coop_block *out)
{
	for (uint32_t i = 0; i < out->count; i += GROUP, from += width)
		for (uint32_t k = 0; k < GROUP; k++) {
			docid += coop_get_bits(from, (size_t)k * width, width) + 1;
			out->docids[i + k] = docid;
		}
}

/* Adds the scores of the documents of a full block, by their impacts. */
static inline __attribute__((always_inline)) void add_up(const uint8_t *from,
	unsigned width, uint32_t docid, const struct coop_score_sums *to)
{
	const uint8_t *impacts = from + (size_t)width * COOP_POSTINGS_BLOCK / 8;
	for (uint32_t i = 0; i < COOP_POSTINGS_BLOCK; i += GROUP, from += width)
		for (uint32_t k = 0; k < GROUP; k++) {
			docid += coop_get_bits(from, (size_t)k * width, width) + 1;
			to->sums[docid & to->mask] += to->score_of_impact[impacts[i + k]];
		}
}

/* Finds the parts of a block; false when the file is damaged. */
static bool find_block(
	const struct coop_posting_list *l, uint32_t block, struct block_parts *out)
{
	const char *head = l->heads + (size_t)block * COOP_POSTINGS_HEAD;
	size_t at = coop_get_le32(head + 4), there = (size_t)(l->end - l->blocks);
	uint32_t rest = l->doc_freq - block * (uint32_t)COOP_POSTINGS_BLOCK;
	out->width = (unsigned char)head[8];
	out->slot_width = (unsigned char)head[10];
	out->count = rest < COOP_POSTINGS_BLOCK ? rest : COOP_POSTINGS_BLOCK;
	out->gaps = (out->count * (size_t)out->width + 7) / 8;
	out->slots = l->positions ? (out->count * (size_t)out->slot_width + 7) / 8 : 0;
	out->before = block > 0 ? coop_posting_list_block_last(l, block - 1) : 0;
	if (out->width > 32 || out->slot_width > 32 || at > there ||
		out->gaps + out->count + out->slots > there - at)
		return false;
	const size_t end = block + 1 < l->nblocks
				   ? coop_get_le32(head + COOP_POSTINGS_HEAD + 4)
				   : there;
	if (end > there || end < at + out->gaps + out->count + out->slots ||
		!coop_pages_verify(l->pages, l->blocks + at, end - at))
		return false;
	/*
	 * decoding may read a few bytes past the last gap: the directory and the trailer
	 * follow
	 */
	out->at = (const uint8_t *)l->blocks + at;
	out->end = (const uint8_t *)l->blocks + end;
	return true;
}

bool coop_posting_list_read(
	const struct coop_posting_list *l, uint32_t block, struct coop_block *out)
{
	struct block_parts p;
	if (!find_block(l, block, &p))
		return false;
	out->count = p.count;
#define READ(w) read_docids(p.at, (w), p.before, out)
	EACH_WIDTH(p.width, READ)
#undef READ
	coop_block_pad(out);
	out->impacts = p.at + p.gaps;
	out->slots = l->positions ? out->impacts + out->count : NULL;
	out->slot_width = p.slot_width;
	out->position_lists = out->impacts + out->count + p.slots;
	out->end = p.end;
	return true;
}

bool coop_posting_list_add(const struct coop_posting_list *l, uint32_t block,
	const struct coop_score_sums *to)
{
	struct block_parts p;
	if (!find_block(l, block, &p) || p.count != COOP_POSTINGS_BLOCK)
		return false;
#define ADD(w) add_up(p.at, (w), p.before, to)
	EACH_WIDTH(p.width, ADD)
#undef ADD
	return true;
}

/* Reads a uint, or what the file has of it. */
static uint32_t read_uint(struct coop_positions *p)
{
	uint32_t n = 0;
	for (unsigned shift = 0; p->from < p->end && shift < 32; shift += 7) {
		uint8_t byte = *p->from++;
		n |= (uint32_t)(byte & 0x7fU) << shift;
		if (!(byte & 0x80U))
			break;
	}
	return n;
}

bool coop_positions_begin(
	struct coop_positions *p, const struct coop_block *block, uint32_t i)
{
	uint32_t slot = coop_block_slot(block, i);
	*p = (struct coop_positions){.at = slot / 2};
	/* a slot of 0 is no position: positions begin at 1 */
	if (slot % 2 == 0)
		return slot != 0;
	p->damaged = slot / 2 >= (size_t)(block->end - block->position_lists);
	if (p->damaged)
		return false;
	p->from = block->position_lists + slot / 2;
	p->end = block->end;
	uint32_t count = read_uint(p);
	p->at = read_uint(p);
	p->left = count > 0 ? count - 1 : 0;
	return count > 0 && p->at <= COOP_POSITION_MAX;
}

bool coop_positions_seek(struct coop_positions *p, uint32_t min)
{
	while (p->at < min && p->left > 0 && p->from < p->end) {
		p->at += read_uint(p);
		p->left--;
	}
	return p->at >= min && p->at <= COOP_POSITION_MAX;
}
