/*
 * whole_form.h - tokens that are more than a word: addresses, telephone numbers, and
 * inclusive endings. Other figures are in figure.h.
 *
 * Each has a canonical whole form beside the words it consists of, so that it is found
 * however it was typed:
 *   addresses   cap(@)cap-services.coop, cap [at] cap-services.coop
 *                                        -> cap@cap-services.coop
 *               http://www.cooperer.coop/film -> cooperer.coop
 *   telephones  04 78 68 18 18, 04.78.68.18.18, +33 (0)4 78 68 18 18 -> 0478681818
 * All functions look a bounded number of bytes ahead, so that tokenizing stays linear.
 */
#ifndef COOP_TEXT_WHOLE_FORM_H
#define COOP_TEXT_WHOLE_FORM_H

#include <stddef.h>

/* The longest whole form, and the longest piece of text it may cover, in bytes. */
#define COOP_WHOLE_FORM_MAX 80

enum coop_whole_form_kind {
	COOP_WHOLE_FORM_NONE,
	COOP_WHOLE_FORM_MAIL,
	COOP_WHOLE_FORM_SITE,
	COOP_WHOLE_FORM_PHONE
};

struct coop_whole_form {
	enum coop_whole_form_kind kind;
	size_t off, end; /* bytes [off, end) of the text */
	size_t len;
	char s[COOP_WHOLE_FORM_MAX]; /* the whole form, in lower case */
};

/*
 * Looks for a whole form that begins at `at`, where a word begins whose run of letters
 * and digits ends at `end`. Sets `out->kind`, and the rest unless that is NONE.
 */
void coop_whole_form_find(
	const char *text, size_t len, size_t at, size_t end, struct coop_whole_form *out);

/*
 * Returns where a word whose letters end at `at` ends when inclusive endings are
 * included: salarié·e·s, adhérent(e)s, acteur.rice.s, directeur/trice. `at` when it has
 * none.
 */
size_t coop_inclusive_end(const char *text, size_t len, size_t at);

#endif
