/*
 * i18n.h - the two languages of messages.
 *
 * A message is written in both languages where it is used: TR("not found", "absent"). The
 * compiler checks both formats; there is no catalogue to install or to load, and no
 * locale needs to be generated.
 */
#ifndef COOP_CORE_I18N_H
#define COOP_CORE_I18N_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum coop_language { COOP_LANGUAGE_OF_USER, COOP_ENGLISH, COOP_FRENCH };

/*
 * Whether messages are in French: for the user of the program, the first non-empty one of LC_ALL,
 * LC_MESSAGES and LANG begins with "fr" (the precedence of POSIX, XBD 8.2). Otherwise they are in English.
 */
bool coop_french(void);

/* Sets the language of the messages of this thread alone, for somebody else than the user. */
void coop_set_language(enum coop_language language);

#define TR(en, fr) (coop_french() ? (fr) : (en))

/* Whether a number has its noun in the singular: 1, and in French 0. */
static inline bool coop_singular(uint64_t n)
{
	return n == 1 || (n == 0 && coop_french());
}

#ifdef __cplusplus
}
#endif
#endif
