/*
 * sockets.h - the sockets that a server listens at: opened, or handed over by systemd (sd_listen_fds(3)).
 */
#ifndef COOP_QUERY_HTTP_SOCKETS_H
#define COOP_QUERY_HTTP_SOCKETS_H

#include <stddef.h>

#include "query/http/http.h"

enum { SOCKETS_MAX = 16 };

struct sockets {
	int fds[SOCKETS_MAX]; /* they listen, and do not block */
	size_t count;
};

/*
 * Opens what `listen` of the settings says. Variables of systemd are unset in any case, so that no program
 * started from here takes the sockets for its own.
 */
enum coop_status sockets_open(
	const char *listen, struct sockets *out, struct coop_error *err);
void sockets_close(struct sockets *s);

#endif
