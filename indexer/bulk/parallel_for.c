#include "indexer/bulk/parallel_for.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct team {
	void (*work)(void *data, unsigned i);
	void *data;
	unsigned n;
	atomic_uint next; /* the first i that no thread has taken */
};

static void *run_iterations(void *arg)
{
	struct team *t = arg;
	for (unsigned i; (i = atomic_fetch_add(&t->next, 1)) < t->n;)
		t->work(t->data, i);
	return NULL;
}

void parallel_for(
	unsigned threads, unsigned n, void (*work)(void *data, unsigned i), void *data)
{
	struct team t = {.work = work, .data = data, .n = n};
	unsigned others = (threads < n ? threads : n) - 1, started = 0;
	pthread_t *other = others > 0 ? calloc(others, sizeof *other) : NULL;
	while (other && started < others &&
		pthread_create(&other[started], NULL, run_iterations, &t) == 0)
		started++;
	run_iterations(&t);
	while (started > 0)
		pthread_join(other[--started], NULL);
	free(other);
}
