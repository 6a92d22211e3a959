/*
 * dump.c - prints all that a database holds, for comparing two of them: dump DIR
 */
#include <stdio.h>

#include "shared/index/store.h"

int main(int argc, char **argv)
{
	struct coop_engine *engine = NULL;
	struct coop_error err = {0};
	if (argc != 2) {
		fputs("usage: dump DIR\n", stderr);
		return 2;
	}
	enum coop_status st = coop_engine_open(argv[1], &engine, &err);
	if (!st)
		st = coop_engine_dump(engine, stdout, &err);
	coop_engine_free(engine);
	if (!st && fclose(stdout) == 0)
		return 0;
	fprintf(stderr, "dump: %s\n", err.msg);
	return 2;
}
