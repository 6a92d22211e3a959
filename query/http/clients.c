#include "query/http/clients.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

enum { MILLISECONDS = 1000 };

int64_t clients_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * MILLISECONDS + t.tv_nsec / 1000000;
}

bool clients_open(
	struct clients *c, size_t max, unsigned seconds_to_ask, unsigned seconds_to_take)
{
	*c = (struct clients){.max = max,
		.seconds_to_ask = seconds_to_ask,
		.seconds_to_take = seconds_to_take};
	c->items = calloc(max, sizeof *c->items);
	if (!c->items)
		return false;
	for (size_t i = 0; i < max; i++)
		c->items[i].fd = -1;
	if (pthread_mutex_init(&c->lock, NULL) == 0)
		return true;
	free(c->items);
	return false;
}

void clients_close(struct clients *c)
{
	pthread_mutex_destroy(&c->lock);
	free(c->items);
}

/* The client with a descriptor; NULL when there is none. -1 gives a place that is free. */
static struct client *find(struct clients *c, int fd)
{
	for (size_t i = 0; i < c->max; i++) {
		if (c->items[i].fd == fd)
			return &c->items[i];
	}
	return NULL;
}

/* Sets a state, and until when it is waited for. */
static void set(
	struct clients *c, struct client *client, enum client_state state, uint64_t bytes)
{
	uint64_t seconds = state == CLIENT_TAKES
				   ? c->seconds_to_take + bytes / CLIENT_BYTES_A_SECOND
				   : c->seconds_to_ask;
	client->state = state;
	client->until = state == CLIENT_WAITS
				? INT64_MAX
				: clients_now() + (int64_t)seconds * MILLISECONDS;
}

bool clients_enter(struct clients *c, int fd)
{
	pthread_mutex_lock(&c->lock);
	/* the place of one whom the library could not take, and whose descriptor is free again */
	struct client *place = find(c, fd);
	if (!place)
		place = find(c, -1);
	if (place) {
		*place = (struct client){.fd = fd};
		set(c, place, CLIENT_IDLE, 0);
	}
	pthread_mutex_unlock(&c->lock);
	return place != NULL;
}

struct client *clients_started(struct clients *c, int fd)
{
	pthread_mutex_lock(&c->lock);
	struct client *client = find(c, fd);
	if (client)
		client->started = true;
	pthread_mutex_unlock(&c->lock);
	return client;
}

void clients_leave(struct clients *c, struct client *client)
{
	pthread_mutex_lock(&c->lock);
	client->fd = -1;
	client->started = false;
	pthread_mutex_unlock(&c->lock);
}

void clients_set(
	struct clients *c, struct client *client, enum client_state state, uint64_t bytes)
{
	pthread_mutex_lock(&c->lock);
	set(c, client, state, bytes);
	pthread_mutex_unlock(&c->lock);
}

size_t clients_cut(struct clients *c, enum clients_cut whom)
{
	size_t count = 0;
	int64_t now = clients_now();
	pthread_mutex_lock(&c->lock);
	for (size_t i = 0; i < c->max; i++) {
		struct client *client = &c->items[i];
		if (client->fd < 0)
			continue;
		count++;
		if (client->started &&
			(client->until <= now || whom == CUT_ALL ||
				(whom == CUT_LATE_IDLE && client->state == CLIENT_IDLE)))
			shutdown(client->fd, SHUT_RDWR);
	}
	pthread_mutex_unlock(&c->lock);
	return count;
}
