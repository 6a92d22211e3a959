/*
 * dump.c - prints all that an index holds, for comparing two of them: dump DIR
 */
#include <stdio.h>

#include "shared/store.h"

int main(int argc, char **argv)
{
	struct coop_reader *reader = NULL;
	struct coop_error err = {0};
	if (argc != 2) {
		fputs("usage: dump DIR\n", stderr);
		return 2;
	}
	enum coop_status st = coop_reader_open(argv[1], &reader, &err);
	if (!st)
		st = coop_reader_dump(reader, stdout, &err);
	coop_reader_free(reader);
	if (!st && fclose(stdout) == 0)
		return 0;
	fprintf(stderr, "dump: %s\n", err.msg);
	return 2;
}
