#include "indexer/notice/label.h"

#include <string.h>

#include "indexer/notice/cues.h"

enum {
	LABEL_MAX = 40,   /* bytes before the colon of "Label : value" */
	STRANGE_WORDS = 4 /* words of a label without a field */
};

/* Strips the emphasis of Markdown and e-mail around a label or value. */
static struct span without_stars(struct span l)
{
	while (l.n > 0 && (*l.s == '*' || *l.s == '_'))
		l = span_from(l, 1);
	while (l.n > 0 && (l.s[l.n - 1] == '*' || l.s[l.n - 1] == '_'))
		l = span_trim((struct span){l.s, l.n - 1});
	return l;
}

/* Splits a line at its colon, or at a tab. */
static bool split_label(struct span l, struct span *label, struct span *value)
{
	size_t most = l.n < LABEL_MAX ? l.n : LABEL_MAX;
	const char *colon = memchr(l.s, ':', most);
	const char *tab = memchr(l.s, '\t', most);
	const char *at = colon ? colon : tab;
	if (!at || at == l.s)
		return false;
	size_t n = (size_t)(at - l.s);
	*label = span_trim((struct span){l.s, n});
	while (label->n > 0 && label->s[label->n - 1] == '.') /* "Titre ..... : Le Fil" */
		*label = span_trim((struct span){label->s, label->n - 1});
	*label = without_stars(*label);
	*value = without_stars(span_from(l, n + 1));
	return label->n > 0;
}

/* Whether a label names a contact that is not the producer. */
static bool is_contact(struct span label, struct coop_buf *folded)
{
	static const char *const labels[] = {"contact", "contacts", "distribution",
		"distributeur", "diffusion", "diffuseur", "ventes", "vente",
		"renseignements", "coordonnees", "pour commander", "commande", NULL};
	return is_one_of(span_fold(label, folded), labels);
}

bool label_find(struct span line, bool heading, struct coop_buf *folded, struct header *h)
{
	struct span l = span_after_bullet(line);
	bool split = split_label(l, &h->label, &h->value);
	if (!split) {
		if (l.n > LABEL_MAX || (!heading && !span_is_upper(l)))
			return false;
		h->label = without_stars(l);
		h->value = (struct span){l.s + l.n, 0};
	}
	h->field = cue_label(h->label, folded);
	if (h->field != COOP_F_OTHER)
		h->kind = coop_field_info(h->field)->flags & COOP_FIELD_PART
				  ? HEADER_PART
				  : HEADER_LABEL;
	else if (is_contact(h->label, folded))
		h->kind = HEADER_CONTACT;
	else
		return false;
	/* "Image" means the colour, but "Image : Paul Durand" names somebody */
	const char *name;
	if (h->field == COOP_F_COLOUR && h->value.n > 0)
		return cue_field(h->value, folded, &name) == COOP_F_COLOUR;
	return true;
}

bool label_strange(struct span line, struct header *out)
{
	struct span l = span_after_bullet(line);
	*out = (struct header){.kind = HEADER_NONE, .field = COOP_F_OTHER};
	return l.n <= HEADER_LINE_MAX && split_label(l, &out->label, &out->value) &&
	       out->value.n > 0 && span_is_capitalised(out->label) &&
	       span_words(out->label) <= STRANGE_WORDS &&
	       !memchr(out->label.s, '(', out->label.n);
}
