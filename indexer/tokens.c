#include "indexer/tokens.h"

#include "shared/index.h"

void tokens_begin(struct tokens *w, struct coop_analyzer *analyzer,
	const struct coop_record *record)
{
	*w = (struct tokens){.analyzer = analyzer, .record = record};
}

/* Moves on to the next value that has words to index; false when there is none. */
static bool next_value(struct tokens *w)
{
	while (w->next < w->record->count) {
		w->value = coop_record_at(w->record, w->next++);
		if (!coop_value_is_text(&w->value))
			continue;
		w->weight = coop_field_info(w->value.field)->weight;
		w->base = w->last > 0 ? w->last + COOP_GAP_FIELD : 0;
		w->last = w->base;
		coop_analyzer_begin(w->analyzer, w->value.text, w->value.len);
		return true;
	}
	return false;
}

enum coop_status tokens_next(
	struct tokens *w, struct token *out, bool *more, struct coop_error *err)
{
	out->begins = false;
	for (;;) {
		if (!w->inside) {
			w->inside = out->begins = *more = next_value(w);
			if (!w->inside)
				return COOP_OK;
		}
		enum coop_status st =
			coop_analyzer_spot(w->analyzer, &out->t, &w->inside, err);
		if (st)
			return st;
		if (w->inside)
			break;
	}
	*more = true;
	w->last = w->base + out->t.pos;
	out->pos = out->t.flags & COOP_TOKEN_JOINED ? 0 : w->last;
	out->weight = w->weight;
	return COOP_OK;
}
