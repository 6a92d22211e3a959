/*
 * fuzz.h - what the fuzz drivers share.
 *
 * `make fuzz` (scripts/fuzz) builds drivers with clang's fuzzer and sanitizers and runs them,
 * each with NAME.dict where that helps, and blocks so small that files have several.
 * t_fuzzseeds.c, a part of `make check`, runs all of them over seeds/ without a fuzzer: what
 * was found goes there, as small as it can be. A property that does not hold ends the program,
 * as a crash does.
 */
#ifndef COOP_TESTS_FUZZ_FUZZ_H
#define COOP_TESTS_FUZZ_FUZZ_H

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "shared/core/utf8.h"
#include "shared/index/record.h"
#include "shared/text/analyzer.h"
#include "tests/unit/records.h"

#define HOLDS(property) holds((property), #property, __FILE__, __LINE__)

static inline void holds(bool property, const char *text, const char *file, int line)
{
	if (property)
		return;
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, text);
	abort();
}

/* One analyzer for all runs: its cache is tested along with it. */
static inline struct coop_analyzer *fuzz_shared_analyzer(void)
{
	static struct coop_analyzer *a;
	if (!a)
		HOLDS(coop_analyzer_new(&a, NULL) == COOP_OK);
	return a;
}

/*
 * A path where the bytes can be read, until the next call: readers want one. Nothing is left
 * of it, however the program ends.
 */
static inline const char *fuzz_file(const uint8_t *data, size_t size)
{
	static char path[sizeof "/proc/self/fd/" + 20];
	static int fd = -1;
	if (fd < 0) {
		fd = memfd_create("fuzz", MFD_CLOEXEC);
		HOLDS(fd >= 0);
		snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	}
	HOLDS(ftruncate(fd, 0) == 0);
	HOLDS(pwrite(fd, data, size, 0) == (ssize_t)size);
	return path;
}

/* Documents and archives are read from standard input. */
static inline void fuzz_give(const uint8_t *data, size_t size)
{
	int fd = open(fuzz_file(data, size), O_RDONLY);
	HOLDS(fd > 0 && dup2(fd, STDIN_FILENO) == STDIN_FILENO && close(fd) == 0);
}

static inline bool fuzz_is_utf8(const char *s, size_t n)
{
	return coop_utf8_valid(s, n) == n;
}

/* Packs and unpacks a record, which must come back as it is. */
static inline void fuzz_check_packing(const struct coop_record *r)
{
	struct coop_buf packed = {0}, again = {0};
	struct coop_record back;
	coop_record_init(&back);
	HOLDS(coop_record_pack(r, &packed, NULL) == COOP_OK);
	HOLDS(coop_record_unpack(&back, packed.s, packed.len, NULL) == COOP_OK);
	HOLDS(same_record(r, &back));
	HOLDS(coop_record_pack(&back, &again, NULL) == COOP_OK);
	HOLDS(again.len == packed.len && memcmp(again.s, packed.s, packed.len) == 0);
	coop_record_release(&back);
	coop_buf_release(&packed);
	coop_buf_release(&again);
}

/* What holds for every value that a reader gives. */
static inline void fuzz_check_values(const struct coop_record *r)
{
	for (size_t i = 0; i < r->count; i++) {
		struct coop_value v = coop_record_at(r, i);
		HOLDS(v.field >= 0 && v.field < COOP_FIELD_COUNT);
		HOLDS(v.len > 0 && !strchr(" \t\r\n", v.text[0]) &&
			!strchr(" \t\r\n", v.text[v.len - 1]));
		HOLDS(fuzz_is_utf8(v.text, v.len) && fuzz_is_utf8(v.name, v.name_len));
		HOLDS(memchr(v.text, '\0', v.len) == NULL);
	}
}

#endif
