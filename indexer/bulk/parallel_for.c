#include "indexer/bulk/parallel_for.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct team {
	void (*work)(void *data, unsigned i);
	void *data;
	unsigned n;
	atomic_uint next; /* the first i that nobody has taken */
};

static void *take_part(void *arg)
{
	struct team *c = arg;
	for (unsigned i; (i = atomic_fetch_add(&c->next, 1)) < c->n;)
		c->work(c->data, i);
	return NULL;
}

void parallel_for(
	unsigned threads, unsigned n, void (*work)(void *data, unsigned i), void *data)
{
	struct team c = {.work = work, .data = data, .n = n};
	unsigned others = (threads < n ? threads : n) - 1, started = 0;
	pthread_t *other = others > 0 ? calloc(others, sizeof *other) : NULL;
	while (other && started < others &&
		pthread_create(&other[started], NULL, take_part, &c) == 0)
		started++;
	take_part(&c);
	while (started > 0)
		pthread_join(other[--started], NULL);
	free(other);
}
