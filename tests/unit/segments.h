/*
 * segments.h - segments built from the stored records of others, and whole folders compared.
 */
#ifndef COOP_TESTS_UNIT_SEGMENTS_H
#define COOP_TESTS_UNIT_SEGMENTS_H

#include "indexer/terms/facts.h"
#include "shared/index/hashes.h"
#include "shared/index/layout.h"
#include "shared/index/stored.h"
#include "tests/unit/builds.h"

static inline struct coop_reader *open_reader(const char *dir)
{
	struct coop_reader *r;
	struct coop_error err = {0};
	need(coop_reader_open(dir, &r, &err) == COOP_OK, err.msg);
	return r;
}

/* Gives a sink each `step`th record of a segment, from the first on. */
struct feed_stored {
	struct sink *sink;
	uint32_t step, count;
};

static inline enum coop_status feed_record(
	void *data, struct coop_record *record, uint64_t hash, struct coop_error *err)
{
	struct feed_stored *f = data;
	(void)hash;
	return f->count++ % f->step == 0 ? sink_add(f->sink, record, err) : COOP_OK;
}

static inline enum coop_status feed_stored(struct sink *s,
	const struct coop_reader *reader, uint32_t step, struct coop_error *err)
{
	struct feed_stored f = {.sink = s, .step = step};
	return coop_stored_each(reader, 1, coop_reader_last(reader),
		(struct coop_stored_taker){feed_record, &f}, err);
}

/* Builds a segment in a new folder from those records of another. */
static inline void build_stored(
	const char *dir, const char *from, uint32_t step, const struct build *b)
{
	struct coop_reader *reader = open_reader(from);
	struct coop_error err = {0};
	struct sink *s;
	need(mkdir(dir, 0777) == 0, dir);
	need(build_sink(dir, b, &s, &err) == COOP_OK, err.msg);
	need(feed_stored(s, reader, step, &err) == COOP_OK, err.msg);
	need(sink_finish(s, &err) == COOP_OK, err.msg);
	sink_free(s);
	coop_reader_free(reader);
	write_checksums(dir);
}

/* Counts the files of a folder; those that are not the same in another folder are shown. */
static inline size_t count_files(const char *dir, const char *other, size_t *same)
{
	size_t n = 0;
	DIR *d = opendir(dir);
	need(d != NULL, dir);
	*same = 0;
	for (struct dirent *e; (e = readdir(d)) != NULL;) {
		if (e->d_name[0] == '.')
			continue;
		n++;
		*same += equal_files(dir, other, e->d_name);
	}
	closedir(d);
	return n;
}

/* Whether two folders hold the same files, byte for byte, and nothing else. */
static inline void same_folders(
	const char *a, const char *b, size_t files, const char *name)
{
	size_t same_a, same_b;
	size_t in_a = count_files(a, b, &same_a), in_b = count_files(b, a, &same_b);
	ok(in_a == files && in_b == files && same_a == files && same_b == files,
		"%s: the same %zu files", name, files);
}

/* A database of a document with this data and metadata. */
static inline struct coop_reader *new_reader(
	const char *dir, const char *data, const char *name, const char *value)
{
	struct coop_writer *w;
	struct coop_doc doc = {.data = data, .data_len = strlen(data)};
	struct coop_error err = {0};
	need(mkdir(dir, 0777) == 0, dir);
	need(coop_writer_create(dir, false, &w, &err) == COOP_OK, err.msg);
	need(coop_writer_add(w, &doc, &err) == COOP_OK, err.msg);
	need(coop_writer_set_meta(w, COOP_META_AVERAGE, "12.5", 4, &err) == COOP_OK,
		err.msg);
	need(coop_writer_set_meta(w, COOP_META_LENGTH, "25", 2, &err) == COOP_OK,
		err.msg);
	if (name)
		need(coop_writer_set_meta(w, name, value, strlen(value), &err) == COOP_OK,
			err.msg);
	need(coop_writer_commit(w, &err) == COOP_OK, err.msg);
	coop_writer_free(w);
	return open_reader(dir);
}

static inline void is_damage(enum coop_status st, const struct coop_error *err,
	const char *file, const char *what)
{
	ok(st == COOP_E_CORRUPT && err->status == st && strstr(err->msg, file),
		"damage: %s: %s", what, err->msg);
}

#endif
