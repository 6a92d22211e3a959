/*
 * example.c - indexes a folder and looks for something in it: ./example corpus 'scop lyon'
 *
 *	cc example.c -o example $(pkg-config --cflags --libs --static libcoop)
 */
#include <coop/coopidx.h>
#include <coop/coopq.h>
#include <stdio.h>

static void tell(void *data, const struct coopidx_message *message)
{
	(void)data;
	fprintf(stderr, "%s\n", message->full);
}

int main(int argc, char **argv)
{
	const char *folder = argc == 3 ? argv[1] : NULL;
	char id[200], title[200];
	coopidx *indexing = coopidx_new();
	coopq *query = coopq_new();
	int failed = !folder || !indexing || !query;
	if (!folder)
		fprintf(stderr, "usage: %s FOLDER QUERY\n", argv[0]);
	if (!failed) {
		coopidx_listen(indexing, tell, NULL);
		failed = coopidx_set(indexing, "index", "./example.index") ||
			 coopidx_run(indexing, &folder, 1);
		if (failed)
			fprintf(stderr, "%s\n", coopidx_message(indexing));
	}
	if (!failed) {
		failed = coopq_set(query, "index", "./example.index") ||
			 coopq_ask(query, argv[2]);
		for (size_t i = 0; !failed && i < coopq_count(query); i++) {
			failed = coopq_read(query, i);
			coopq_safe(id, sizeof id, coopq_field(query, "id"));
			coopq_safe(title, sizeof title, coopq_field(query, "title"));
			printf("%s\t%.4f\t%s\n", id, coopq_score(query), title);
		}
		if (failed)
			fprintf(stderr, "%s\n", coopq_message(query));
	}
	coopq_close(query);
	coopidx_free(indexing);
	return failed;
}
