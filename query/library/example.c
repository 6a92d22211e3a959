/*
 * example.c - indexes a folder, and looks for something in it: ./example corpus 'scop lyon'
 *
 *	cc example.c -o example $(pkg-config --cflags --libs --static libcoop)
 */
#include <coop/coopidx.h>
#include <coop/coopq.h>
#include <stdio.h>

static void tell(void *data, const struct coopidx_message *message)
{
	fprintf((FILE *)data, "%s\n", message->full);
}

int main(int argc, char **argv)
{
	const char *folder = argc == 3 ? argv[1] : ".", *text = argc == 3 ? argv[2] : "";
	char title[200];
	coopidx *indexing = coopidx_new();
	coopq *query = coopq_new();
	int failed = !indexing || !query;
	if (!failed) {
		coopidx_listen(indexing, tell, stderr);
		failed = coopidx_set(indexing, "index", "./example.index") ||
			 coopidx_run(indexing, &folder, 1);
		fprintf(stderr, "%s\n", coopidx_message(indexing));
	}
	if (!failed) {
		failed = coopq_set(query, "index", "./example.index") ||
			 coopq_ask(query, text);
		fprintf(stderr, "%s\n", coopq_message(query));
	}
	for (size_t i = 0; !failed && i < coopq_count(query); i++) {
		failed = coopq_read(query, i);
		coopq_safe(title, sizeof title, coopq_field(query, "title"));
		printf("%s\t%.3f\t%s\n", coopq_field(query, "id"), coopq_score(query),
			title);
	}
	coopq_close(query);
	coopidx_free(indexing);
	return failed;
}
