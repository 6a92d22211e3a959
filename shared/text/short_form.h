/*
 * short_form.h - short forms that the words around them tell: M. before a name, éd. before a publisher's,
 * s. behind an ordinal.
 *
 * None depends on capitals alone: queries are typed in small letters. All look a bounded number of bytes
 * around the word.
 */
#ifndef COOP_TEXT_SHORT_FORM_H
#define COOP_TEXT_SHORT_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/text/ordinal.h"

/* Whether a full stop is at `at`, and no letter behind it: a figure may be. */
bool coop_dot_at(const char *text, size_t len, size_t at);

/*
 * Whether M or MM is a title: before a name, or before "et Mme"; not "500 m", nor the initial of
 * "Ophuls, M. et". Without a full stop, "m appelle" is an elided head.
 */
bool coop_is_person(const char *text, size_t len, const struct coop_written *w);

/*
 * Whether éd. is a house: "éd. du Seuil", "éd. Gallimard"; not "2e éd.", "éd. revue", "éd. de poche",
 * nor at the end.
 */
bool coop_is_publisher(const char *text, size_t len, const struct coop_written *w);

/* Whether s is a century: "XIXe s.", "XIX° s.", "19e s" at the end. */
bool coop_is_century(const char *text, size_t len, const struct coop_written *w);

#endif
