#include "indexer/sink/meta.h"

#include <inttypes.h>

#include "indexer/terms/acronym_stems.h"
#include "shared/index/layout.h"
#include "shared/text/analyzer.h"

enum {
	ACRONYMS,
	ANALYSIS,
	AVERAGE,
	FACTS,
	PLACES,
	PROOFS,
	SCHEMA,
	SHARD,
	LENGTH,
	WORDLIST
};

/* Adds the entries that need an analyzer: its fingerprint, and the acronyms with their stems. */
static enum coop_status add_analysed(
	struct index_meta *m, struct coop_acronyms *acronyms, struct coop_error *err)
{
	struct coop_analyzer *analyzer;
	enum coop_status st = coop_analyzer_new(&analyzer, err);
	if (!st)
		st = coop_analyzer_fingerprint(analyzer, &m->at[ANALYSIS].value, err);
	if (!st)
		st = acronym_stems_set(acronyms, analyzer, err);
	if (!st)
		st = coop_acronyms_pack(
			acronyms, &m->at[ACRONYMS].value, &m->at[PROOFS].value, err);
	coop_analyzer_free(analyzer);
	return st;
}

enum coop_status meta_make(struct index_meta *m, const struct facts *facts,
	uint64_t length, bool in_lists, const struct coop_buf *wordlist,
	struct coop_error *err)
{
	*m = (struct index_meta){.at = {[ACRONYMS] = {.name = COOP_META_ACRONYMS},
					 [ANALYSIS] = {.name = COOP_META_ANALYSIS},
					 [AVERAGE] = {.name = COOP_META_AVERAGE},
					 [FACTS] = {.name = COOP_META_FACTS},
					 [PLACES] = {.name = COOP_META_POSITIONS},
					 [PROOFS] = {.name = COOP_META_PROOFS},
					 [SCHEMA] = {.name = COOP_META_SCHEMA},
					 [SHARD] = {.name = COOP_META_SHARD},
					 [LENGTH] = {.name = COOP_META_LENGTH},
					 [WORDLIST] = {.name = COOP_META_WORDLIST}}};
	coop_buf_printf(&m->at[AVERAGE].value, "%.17g", facts->average);
	coop_buf_printf(&m->at[LENGTH].value, "%" PRIu64, length);
	if (coop_shard_mark_is(&facts->mark)) {
		coop_shard_mark_print_facts(&facts->mark, &m->at[FACTS].value);
		coop_shard_mark_print(&facts->mark, &m->at[SHARD].value);
	}
	if (in_lists)
		coop_buf_str(&m->at[PLACES].value, COOP_POSITIONS_IN_LISTS);
	coop_buf_str(&m->at[SCHEMA].value, COOP_INDEX_SCHEMA);
	coop_buf_add(&m->at[WORDLIST].value, coop_buf_cstr(wordlist), wordlist->len);
	enum coop_status st = add_analysed(m, facts->acronyms, err);
	for (int i = 0; !st && i < META_COUNT; i++)
		st = coop_buf_check(&m->at[i].value, err);
	return st;
}

void meta_release(struct index_meta *m)
{
	for (int i = 0; i < META_COUNT; i++)
		coop_buf_release(&m->at[i].value);
}
