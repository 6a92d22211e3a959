#include "indexer/fieldterms.h"

#include <string.h>

size_t fieldterm_put(const struct fieldterm *term, char *to)
{
	to[0] = COOP_PREFIX_FIELD;
	to[1] = term->part;
	if (term->len > 0)
		memcpy(to + 2, term->s, term->len);
	return 2 + term->len;
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
		out[count++] = (struct fieldterm){part, NULL, 0};
	if (flags & (COOP_FIELD_WORDS | COOP_FIELD_PART))
		out[count++] = (struct fieldterm){part, w->s, w->len};
	if (w->flags & COOP_TOKEN_PHONE)
		out[count++] = (struct fieldterm){COOP_LETTER_PHONE, w->s, w->len};
	else if (w->flags & COOP_TOKEN_MAIL)
		out[count++] = (struct fieldterm){COOP_LETTER_MAIL, w->s, w->len};
	else if (is_postcode(t, field))
		out[count++] = (struct fieldterm){COOP_LETTER_POSTCODE, w->s, w->len};
	return count;
}
