/*
 * library.c - a program of another that uses libcoop as it is installed: ./library INDEX FOLDER [OPTION]...
 *
 * It indexes with options, one after another, and asks in two threads. Its functions have names that are ours
 * inside the library, which must not meet. It prints what failed, and else "right" alone.
 */
#include <coop/coopidx.h>
#include <coop/coopq.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum { QUERIES = 50 };

int session_ask(const char *index);
void report_file(const char *message);
size_t coop_buf_add(coopq *q);

int session_ask(const char *index)
{
	int right = 0;
	coopq *q = coopq_new();
	uint64_t total = 0;
	if (!q || coopq_set(q, "index", index))
		return 0;
	for (int i = 0; i < QUERIES; i++)
		right +=
			!coopq_ask(q, i % 2 ? "coopérative lyon" : "cooperattive lyon") &&
			!coopq_total(q, 1, &total) && total >= coopq_count(q) &&
			coop_buf_add(q) == coopq_count(q);
	coopq_close(q);
	return right;
}

/* How many results have all that is read of them. */
size_t coop_buf_add(coopq *q)
{
	size_t read = 0;
	for (size_t i = 0; i < coopq_count(q); i++)
		read += !coopq_read(q, i) && coopq_field(q, "id") && coopq_path(q) &&
			coopq_snippet(q, "<", ">") && coopq_score(q) > 0;
	return read;
}

void report_file(const char *message)
{
	printf("failed: %s\n", message);
}

static void *ask(void *index)
{
	static const int all = QUERIES;
	return session_ask((const char *)index) == QUERIES ? (void *)&all : NULL;
}

int main(int argc, char **argv)
{
	coopidx *x = coopidx_new();
	pthread_t threads[2];
	void *right[2] = {NULL, NULL};
	const char *folder = argv[2];
	int failed = argc < 3 || !x || coopidx_set(x, "index", argv[1]);
	for (int i = 3; !failed && i < argc; i++)
		failed = coopidx_set(x, argv[i], NULL);
	if (!failed)
		failed = coopidx_run(x, &folder, 1);
	if (failed)
		report_file(x ? coopidx_message(x) : "memory");
	coopidx_free(x);
	for (int i = 0; !failed && i < 2; i++)
		failed = pthread_create(&threads[i], NULL, ask, argv[1]);
	for (int i = 0; !failed && i < 2; i++)
		pthread_join(threads[i], &right[i]);
	if (!failed)
		puts(right[0] && right[1] ? "right" : "failed: an answer");
	return failed || !right[0] || !right[1];
}
