/*
 * invented.h - synthetic documents, whose terms, impacts and positions are functions of
 * numbers; and their database and posting lists.
 */
#ifndef COOP_TESTS_UNIT_INVENTED_H
#define COOP_TESTS_UNIT_INVENTED_H

#include "indexer/bulk/write_postings.h"
#include "indexer/glass/pack.h"
#include "shared/index/impact.h"
#include "shared/index/store.h"
#include "tests/unit/files.h"
#include "tests/unit/random.h"

enum { DOCUMENTS = 40000, TERMS = 14, ABSENT = 13, POSITIONS = 6 };

/* In the order of their bytes; the last one is in no document. */
static const char *const names[TERMS] = {"all", "few", "half", "late", "lone", "mad",
	"many", "row", "some", "tie", "tiny", "wide", "zone", "zzz"};

static struct {
	uint8_t impact; /* 0: the document does not hold the term */
	uint8_t npos;
	uint32_t pos[POSITIONS];
} held[DOCUMENTS + 1][TERMS];
static uint32_t doc_freq[TERMS];

/* Some have no positions, and no list when they are in few documents: as stems. */
static inline bool has_positions(int term)
{
	return term != 1 && term != 5 && term != 10 && term != 12;
}

/* Some have them wherever they are. */
static inline bool always_has_positions(int term)
{
	return has_positions(term) && term != 2 && term != 9;
}

/* Whether a document holds a term: all sizes there are, at the edges of blocks and windows. */
static inline bool holds(uint32_t docid, int term, uint32_t chance)
{
	switch (term) {
	case 0:
		return true;
	case 1:
		return docid % 314 == 0; /* one less than a block */
	case 2:
		return chance % 2 == 0;
	case 3:
		return docid > DOCUMENTS - 300;
	case 4:
		return docid == 4096;
	case 5:
		return docid % 312 == 0; /* a block */
	case 6:
		return chance % 10 < 7;
	case 7:
		return docid >= 4000 && docid < 4200;
	case 8:
		return chance % 20 == 0;
	case 9:
		return chance % 3 == 0;
	case 10:
		return docid % 2000 == 7;
	case 11:
		return docid % 4096 == 0 || docid % 4096 == 4095 || chance % 100 == 0;
	case 12:
		return docid % 310 == 0; /* one more than a block */
	default:
		return false;
	}
}

static inline void invent(void)
{
	uint32_t state = 7;
	for (uint32_t d = 1; d <= DOCUMENTS; d++)
		for (int t = 0; t < TERMS; t++) {
			uint32_t chance = next_random(&state), pos = 0;
			if (!holds(d, t, chance))
				continue;
			/* few different impacts, so that many documents are as good */
			uint32_t limit = t == 9 ? 3 : t % 3 == 0 ? 20 : COOP_IMPACT_MAX;
			doc_freq[t]++;
			held[d][t].impact = (uint8_t)(1 + next_random(&state) % limit);
			held[d][t].npos =
				(uint8_t)(next_random(&state) % (POSITIONS + 1));
			if (!has_positions(t))
				held[d][t].npos = 0;
			if (always_has_positions(t) && held[d][t].npos == 0)
				held[d][t].npos = 1;
			for (int p = 0; p < held[d][t].npos; p++) {
				pos += 1 + next_random(&state) % (t == 0 ? 200 : 5);
				held[d][t].pos[p] = pos;
			}
		}
}

/* ---- the index ---- */

/* The lists tell the positions; the engine needs to know them only to be compared. */
static inline void write_database(const char *dir, bool positions)
{
	struct coop_writer *w;
	struct coop_error err = {0};
	need(coop_writer_create(dir, false, &w, &err) == COOP_OK, err.msg);
	for (uint32_t d = 1; d <= DOCUMENTS; d++) {
		struct coop_term terms[TERMS];
		struct coop_doc doc = {.terms = terms, .data = ""};
		for (int t = 0; t < TERMS; t++)
			if (held[d][t].impact > 0)
				terms[doc.nterms++] = (struct coop_term){names[t],
					strlen(names[t]), held[d][t].impact,
					held[d][t].pos, positions ? held[d][t].npos : 0};
		need(coop_writer_add(w, &doc, &err) == COOP_OK, err.msg);
	}
	need(coop_writer_commit(w, &err) == COOP_OK, err.msg);
	coop_writer_free(w);
}

static inline void write_list(struct postings_writer *w, int t)
{
	struct coop_error err = {0};
	postings_writer_begin(w, names[t], strlen(names[t]), has_positions(t));
	for (uint32_t d = 1; d <= DOCUMENTS; d++) {
		char uints[POSITIONS * PACK_UINT_MAX], *to = uints;
		if (held[d][t].impact == 0)
			continue;
		for (int p = 0; p < held[d][t].npos; p++)
			to = pack_uint(to,
				held[d][t].pos[p] - (p > 0 ? held[d][t].pos[p - 1] : 0));
		postings_writer_add(w, d, held[d][t].impact);
		if (has_positions(t))
			postings_writer_positions(
				w, held[d][t].npos, uints, (size_t)(to - uints));
	}
	need(postings_writer_end(w, &err) == COOP_OK, err.msg);
}

/* In three parts, of which the second is the home. */
static inline void write_lists(const char *dir)
{
	enum { PARTS = 3 };
	static struct postings_writer parts[PARTS];
	struct postings_writer *all[PARTS];
	struct coop_error err = {0};
	uint64_t bytes, count;
	for (int i = 0; i < PARTS; i++) {
		all[i] = &parts[i];
		need(postings_writer_create(all[i], dir, i == 1, &err) == COOP_OK,
			err.msg);
		for (int t = TERMS * i / PARTS; t < TERMS * (i + 1) / PARTS; t++)
			write_list(all[i], t);
	}
	need(postings_writer_join(all, PARTS, DOCUMENTS, &bytes, &count, &err) == COOP_OK,
		err.msg);
	for (int i = 0; i < PARTS; i++)
		postings_writer_release(all[i]);
}

#endif
