#include "indexer/fieldterms.h"

#include <string.h>

static void put(struct fieldterm *out, char part, const struct coop_word *w)
{
	out->s[0] = COOP_PREFIX_FIELD;
	out->s[1] = part;
	out->len = 2;
	if (!w)
		return;
	memcpy(out->s + 2, w->s, w->len);
	out->len += w->len;
}

/* A French postcode, whose first figures are the department's. */
static bool is_postcode(const struct token *t, enum coop_field field)
{
	if ((field != COOP_F_PRODUCER && field != COOP_F_POSTCODE) ||
		t->t.word.len != 5 || t->pos == 0)
		return false;
	for (size_t i = 0; i < 5; i++)
		if (t->t.word.s[i] < '0' || t->t.word.s[i] > '9')
			return false;
	return true;
}

size_t fieldterms_make(const struct token *t, enum coop_field field,
	struct fieldterm out[FIELDTERMS_MAX])
{
	const struct coop_word *w = &t->t.word;
	unsigned flags = coop_field_info(field)->flags;
	/* a producer's parts are found in the producer, whose lines have them else */
	char part = coop_field_letter(flags & COOP_FIELD_PART ? COOP_F_PRODUCER : field);
	size_t count = 0;
	if (t->begins && field != COOP_F_OTHER)
		put(&out[count++], part, NULL);
	if (flags & (COOP_FIELD_WORDS | COOP_FIELD_PART))
		put(&out[count++], part, w);
	if (w->flags & COOP_TOKEN_PHONE)
		put(&out[count++], COOP_LETTER_PHONE, w);
	else if (w->flags & COOP_TOKEN_MAIL)
		put(&out[count++], COOP_LETTER_MAIL, w);
	else if (is_postcode(t, field))
		put(&out[count++], COOP_LETTER_POSTCODE, w);
	return count;
}
