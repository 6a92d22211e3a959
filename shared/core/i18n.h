/*
 * i18n.h - the two languages that users read.
 *
 * A message is written once, in both languages, where it is given: TR("not found",
 * "absent"). The compiler checks the format of both; there is no catalogue to install,
 * nothing to load at start-up, and it works where no locale has been generated.
 */
#ifndef COOP_CORE_I18N_H
#define COOP_CORE_I18N_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Whether messages are in French: the first of LC_ALL, LC_MESSAGES and LANG that is set
 * and not empty begins with "fr" (the order of POSIX, XBD 8.2). Anything else is English.
 */
bool coop_french(void);

#define TR(en, fr) (coop_french() ? (fr) : (en))

#ifdef __cplusplus
}
#endif
#endif
