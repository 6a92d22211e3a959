#include "indexer/notice/header.h"

#include "indexer/notice/credit.h"
#include "indexer/notice/cues.h"
#include "indexer/notice/label.h"
#include "indexer/notice/pieces.h"

static bool find_credit(struct span line, struct coop_buf *folded, struct header *h)
{
	bool bare;
	if (!credit_find(line, folded, &h->value, &bare))
		return false;
	h->kind = bare ? HEADER_NAME : HEADER_CREDIT;
	return true;
}

struct header header_find(struct span line, bool heading, struct coop_buf *folded)
{
	struct header h = {.kind = HEADER_NONE, .field = COOP_F_OTHER};
	if (line.n == 0)
		return h;
	bool is_short = line.n <= HEADER_LINE_MAX;
	if ((is_short && pieces_find(line, folded, &h)) ||
		label_find(line, heading, folded, &h) ||
		(is_short && find_credit(line, folded, &h)))
		return h;
	return (struct header){.kind = HEADER_NONE, .field = COOP_F_OTHER};
}

void header_add(struct found *f, const struct header *h)
{
	switch (h->kind) {
	case HEADER_CREDIT:
	case HEADER_NAME:
		found_add(f, COOP_F_DIRECTOR, h->value,
			h->kind == HEADER_CREDIT ? SURE : PLAUSIBLE);
		break;
	case HEADER_PIECES:
		pieces_add(f, h);
		break;
	case HEADER_LABEL:
		if (h->field == COOP_F_MINUTES)
			found_add_minutes(f, h->value, SURE);
		else
			found_add(f, h->field, h->value, SURE);
		break;
	default:
		break;
	}
}

unsigned header_weight(const struct header *h, unsigned long before)
{
	switch (h->kind) {
	case HEADER_CREDIT:
		return 2;
	case HEADER_NAME:
		return 1;
	case HEADER_PIECES:
		return 3;
	case HEADER_LABEL:
		break;
	default:
		return 0;
	}
	if (before >> h->field & 1)
		return 0;
	switch (h->field) {
	case COOP_F_MINUTES:
	case COOP_F_COLOUR:
	case COOP_F_MODE:
	case COOP_F_PRODUCER:
		return 2;
	case COOP_F_TITLE:
	case COOP_F_DIRECTOR:
	case COOP_F_YEAR:
	case COOP_F_COUNTRY:
	case COOP_F_GENRE:
		return 1;
	default:
		return 0;
	}
}

bool header_split_year(struct span title, struct span *name, struct span *year)
{
	enum { TAIL = sizeof "(1998)" - 1 };
	if (title.n <= TAIL || title.s[title.n - 1] != ')' ||
		title.s[title.n - TAIL] != '(')
		return false;
	*year = (struct span){title.s + title.n - TAIL + 1, 4};
	*name = span_trim((struct span){title.s, title.n - TAIL});
	return name->n > 0 && cue_year(*year);
}
