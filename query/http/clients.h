/*
 * clients.h - the connections there are, and until when each is waited for.
 *
 * What a client sends or takes now and then does not put a deadline off: a request is to be there in full so
 * many seconds after its first line, a response to be taken so many after it was begun, and one more for
 * each CLIENT_BYTES_A_SECOND of it. Who is late is cut off by shutdown(2), which the library sees as the
 * client's own end. While the application answers, nobody is waited for.
 */
#ifndef COOP_QUERY_HTTP_CLIENTS_H
#define COOP_QUERY_HTTP_CLIENTS_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CLIENT_BYTES_A_SECOND = 16 << 10 };

enum client_state {
	CLIENT_IDLE,  /* has asked nothing yet, or nothing more */
	CLIENT_ASKS,  /* is sending a request */
	CLIENT_WAITS, /* for an answer */
	CLIENT_TAKES  /* is sent a response */
};

struct client {
	int fd;       /* -1: there is none in this place */
	bool started; /* the library has it */
	enum client_state state;
	int64_t until; /* milliseconds of the monotonic clock */
};

struct clients {
	pthread_mutex_t lock;
	struct client *items;
	size_t max;
	unsigned seconds_to_ask, seconds_to_take;
};

/* Milliseconds of the monotonic clock. */
int64_t clients_now(void);

/* False when memory runs out. */
bool clients_open(
	struct clients *c, size_t max, unsigned seconds_to_ask, unsigned seconds_to_take);
void clients_close(struct clients *c);

/* Takes a new connection in; false when there are as many as may be. */
bool clients_enter(struct clients *c, int fd);
/* The one that has entered with a descriptor, once the library has it. */
struct client *clients_started(struct clients *c, int fd);
/* It is gone. The library calls this before it closes the descriptor, which may be another's then. */
void clients_leave(struct clients *c, struct client *client);

/* What it does from now on; `bytes` is the length of a response that it takes. */
void clients_set(struct clients *c, struct client *client, enum client_state state,
	uint64_t bytes);

/* Whom clients_cut() cuts off. */
enum clients_cut {
	CUT_LATE,      /* who is late */
	CUT_LATE_IDLE, /* and who is idle */
	CUT_ALL
};
/* Cuts clients off, and returns how many there are, with those whose end the library has yet to see. */
size_t clients_cut(struct clients *c, enum clients_cut whom);

#endif
