/*
 * builds.h - databases built from records in memory, by the bulk builder or by the
 * engine.
 */
#ifndef COOP_TESTS_UNIT_BUILDS_H
#define COOP_TESTS_UNIT_BUILDS_H

#include <sys/stat.h>

#include "indexer/bulk/builder.h"
#include "indexer/sink/sink_xapian.h"
#include "tests/unit/databases.h"

/*
 * Under sanitizers, where instructions are many times slower, inputs that are large for
 * the sake of size shrink.
 */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TEST_SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define TEST_SANITIZED true
#endif
#endif
#ifndef TEST_SANITIZED
#define TEST_SANITIZED false
#endif

/* A number of things, or a lower one under sanitizers and valgrind. */
static inline size_t many(size_t n, size_t fewer)
{
	const char *valgrind = getenv("VALGRIND");
	return TEST_SANITIZED || (valgrind && *valgrind) ? fewer : n;
}

/* Records that are generated on demand, the same each time. */
struct input {
	const char *name;
	/* Fills record `i`; its id must be unique. */
	void (*fill)(struct coop_record *r, size_t i);
	size_t count;
};

struct build {
	bool engine;       /* writes it */
	bool engine_tools; /* can be used */
	unsigned threads;
	size_t memory;
	const struct facts *facts; /* given, or NULL */
	size_t runs,
		parts;  /* set: how many parts of postings, of columns, were put aside */
	uint64_t words; /* set: how many were read */
};

static inline enum coop_status feed(
	struct sink *s, const struct input *in, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	struct coop_record r;
	coop_record_init(&r);
	for (size_t i = 0; !st && i < in->count; i++) {
		coop_record_reset(&r, "records", i + 1);
		in->fill(&r, i);
		st = coop_record_check(&r, err);
		if (!st)
			st = sink_add(s, &r, err);
	}
	coop_record_release(&r);
	return st;
}

/* Opens a sink for a database in `dir`, an empty folder. */
static inline enum coop_status build_sink(
	const char *dir, const struct build *b, struct sink **out, struct coop_error *err)
{
	struct sink_options options = {.dir = dir,
		.path = dir,
		.threads = b->threads,
		.memory = b->memory,
		.engine_tools = b->engine_tools,
		.facts = b->facts};
	return b->engine ? engine_new(&options, out, err)
			 : builder_new(&options, out, err);
}

/* Builds a database in `dir`, an empty folder. */
static inline enum coop_status build_into(
	const char *dir, const struct input *in, struct build *b, struct coop_error *err)
{
	struct sink *s;
	enum coop_status st = build_sink(dir, b, &s, err);
	if (st)
		return st;
	st = feed(s, in, err);
	if (!st)
		st = sink_finish(s, err);
	b->runs = s->stats.runs;
	b->parts = s->stats.column_parts;
	b->words = s->stats.words;
	sink_free(s);
	return st;
}

/* Builds a database in a new folder. */
static inline void build_new(const char *dir, const struct input *in, struct build *b)
{
	struct coop_error err = {0};
	need(mkdir(dir, 0777) == 0, dir);
	need(build_into(dir, in, b, &err) == COOP_OK, err.msg);
}

#endif
