/*
 * language.h - which of the two languages of messages a client prefers, by its Accept-Language
 * (RFC 9110, 12.5.4).
 */
#ifndef COOP_QUERY_HTTP_LANGUAGE_H
#define COOP_QUERY_HTTP_LANGUAGE_H

#include <stdbool.h>

/*
 * Whether French is wanted rather than English. "fr-CA" is French as well; "*" is what is not named. Where
 * both are wanted as much, the first one counts. A header that names neither, or is NULL, gives `otherwise`.
 */
bool prefers_french(const char *accept_language, bool otherwise);

#endif
