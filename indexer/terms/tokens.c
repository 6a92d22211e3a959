#include "indexer/terms/tokens.h"

#include "shared/index/layout.h"

const char *const token_breaks[TOKEN_BREAKS] = {
	COOP_TERM_SENTENCE, COOP_TERM_PARAGRAPH, COOP_TERM_RUNNING};

void tokens_begin(struct tokens *w, struct coop_analyzer *analyzer,
	const struct coop_record *record)
{
	w->analyzer = analyzer;
	w->record = record;
	w->next = w->batch_at = w->batch_len = 0;
	w->last = 0;
	w->first = 1;
	w->running = 0;
	w->breaks = 0;
}

/* The fields of running text (COOP_FIELD_PASSAGE), in the order of layout.h; the first is none. */
static const enum coop_field running[] = {
	COOP_F_ID, COOP_F_DESCRIPTION, COOP_F_HISTORY, COOP_F_BODY};
enum { RUNNING = sizeof running / sizeof *running };

/* Whether the words of a value are indexed now. */
static bool is_now(const struct tokens *w)
{
	if (!coop_value_is_text(&w->value))
		return false;
	return w->running == 0 ? coop_value_is_line(&w->value)
			       : w->value.field == running[w->running];
}

/* Reads the next value whose words are indexed now; false when there is none. */
static bool read_value(struct tokens *w)
{
	while (w->next < w->record->count) {
		w->value = coop_record_at(w->record, w->next++);
		if (is_now(w))
			return true;
	}
	return false;
}

/* Moves to the next value, from those of other fields to running text; false when there is none. */
static bool next_value(struct tokens *w)
{
	bool more = read_value(w);
	while (!more && w->running + 1 < RUNNING) {
		w->running++;
		w->breaks = TOKEN_RUNNING;
		w->next = 0;
		more = read_value(w);
	}
	if (!more)
		return false;
	w->own.len = 0;
	if (w->value.field == COOP_F_OTHER)
		coop_own_key(w->value.name, w->value.name_len, &w->own);
	w->weight = coop_field_info(w->value.field)->weight;
	if (w->last > 0) {
		w->base = w->last += COOP_GAP_FIELD;
	} else {
		/* there is a position before the first word of running text */
		w->base = w->running > 0;
		w->first = w->base + 1;
	}
	if (w->running > 0)
		coop_analyzer_begin(w->analyzer, w->value.text, w->value.len);
	else
		coop_analyzer_begin_line(w->analyzer, w->value.text, w->value.len);
	return true;
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
