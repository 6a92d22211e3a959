#include "indexer/terms/tokens.h"

#include "shared/index/layout.h"

const char *const token_breaks[TOKEN_BREAKS] = {COOP_TERM_SENTENCE, COOP_TERM_PARAGRAPH};

void tokens_begin(struct tokens *w, struct coop_analyzer *analyzer,
	const struct coop_record *record)
{
	w->analyzer = analyzer;
	w->record = record;
	w->next = w->batch_at = w->batch_len = 0;
	w->last = 0;
}

/* Moves to the next value whose words are indexed; false when there is none. */
static bool next_value(struct tokens *w)
{
	while (w->next < w->record->count) {
		w->value = coop_record_at(w->record, w->next++);
		if (!coop_value_is_text(&w->value))
			continue;
		w->own.len = 0;
		if (w->value.field == COOP_F_OTHER)
			coop_own_key(w->value.name, w->value.name_len, &w->own);
		w->weight = coop_field_info(w->value.field)->weight;
		w->base = w->last > 0 ? w->last + COOP_GAP_FIELD : 0;
		w->last = w->base;
		if (coop_value_is_line(&w->value))
			coop_analyzer_begin_line(
				w->analyzer, w->value.text, w->value.len);
		else
			coop_analyzer_begin(w->analyzer, w->value.text, w->value.len);
		return true;
	}
	return false;
}

enum coop_status tokens_read(struct tokens *w, bool *more, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	bool inside = w->batch_len > 0;
	w->batch_at = w->batch_len = 0;
	/* a value may have no words at all */
	while (!st && w->batch_len == 0) {
		w->begins = !inside;
		*more = inside || next_value(w);
		if (!*more)
			return COOP_OK;
		st = coop_analyzer_next_ids(
			w->analyzer, w->batch, TOKENS_BATCH, &w->batch_len, err);
		inside = false;
	}
	return st;
}
