/*
 * turned_away.h - connections for which there is no room: each gets a 503 that says so, and is closed once
 * the client has read it. What the client sends is read away for a while: a socket that is closed with bytes
 * unread sends a reset, which can overtake the response. Nothing here ever waits.
 */
#ifndef COOP_QUERY_HTTP_TURNED_AWAY_H
#define COOP_QUERY_HTTP_TURNED_AWAY_H

#include <poll.h>
#include <stddef.h>
#include <stdint.h>

enum { TURNED_AWAY_MAX = 128, TURNED_AWAY_MILLISECONDS = 2000 };

/* Those that are read from still, the one that came first in front. */
struct turned_away {
	int fds[TURNED_AWAY_MAX];
	int64_t until[TURNED_AWAY_MAX];
	size_t count;
};

/* Turns a connection away, for whose descriptor it cares from now on. */
void turn_away(struct turned_away *t, int fd, int64_t now);

/* Sets what poll(2) is to look at: `count` of them. */
void turned_away_wait(const struct turned_away *t, struct pollfd *set);
/* Reads away what came, by the same set, and closes those that are done or late. */
void turned_away_read(struct turned_away *t, const struct pollfd *set, int64_t now);

void turned_away_close(struct turned_away *t);

#endif
