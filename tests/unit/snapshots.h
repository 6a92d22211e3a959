/*
 * snapshots.h - indexes of a base, a delta and tombstones, of invented records; and the same records
 * built anew.
 *
 * All records have as many words in each field. So every segment has the same average length, and
 * impacts are those that building anew gives.
 */
#ifndef COOP_TESTS_UNIT_SNAPSHOTS_H
#define COOP_TESTS_UNIT_SNAPSHOTS_H

#include "indexer/generations/manifest_write.h"
#include "shared/core/bytes.h"
#include "shared/index/layout.h"
#include "tests/unit/builds.h"
#include "tests/unit/files.h"
#include "tests/unit/random.h"

enum { SNAPSHOT_WORDS = 300, SNAPSHOT_VERSION = 1000000 };

/* A word of the vocabulary: low numbers are frequent; 7 in 10 words share a stem with no other. */
static inline void snapshot_word(uint32_t number, char out[16])
{
	static const char *const syllables[] = {
		"ba", "co", "di", "fu", "ga", "lo", "mi", "nu", "ra", "to"};
	static const char *const ends[] = {
		"lon", "vic", "tur", "\u00e9e", "ment", "s", "x", "bre", "que", "zou"};
	snprintf(out, 16, "%s%s%s", syllables[number / 10 % 10],
		syllables[number / 100 % 10], ends[number % 10]);
}

static inline uint32_t snapshot_frequent(uint32_t *state, uint32_t n)
{
	uint32_t a = next_random(state) % n, b = next_random(state) % n,
		 c = next_random(state) % n;
	a = b < a ? b : a;
	return c < a ? c : a;
}

static inline void snapshot_text(uint32_t *state, int words, struct coop_buf *out)
{
	char word[16];
	coop_buf_reset(out);
	for (int i = 0; i < words; i++) {
		snapshot_word(snapshot_frequent(state, SNAPSHOT_WORDS), word);
		coop_buf_printf(out, "%s%s", word,
			i + 1 == words                ? "."
			: next_random(state) % 9 == 0 ? ". "
						      : " ");
	}
	need(!out->failed, "memory");
}

/*
 * Fills the record of a number. Numbers that are equal but for a multiple of SNAPSHOT_VERSION are
 * versions of one record: they have the same id.
 */
static inline void snapshot_record(struct coop_record *r, uint32_t number)
{
	static const char *const genres[] = {"drame", "fiction", "portrait", "essai"};
	struct coop_buf text = {0};
	char id[16], year[8];
	uint32_t state = number * 2654435761U + 17;
	snprintf(id, sizeof id, "d%u", number % SNAPSHOT_VERSION);
	snprintf(year, sizeof year, "%u", 1950 + next_random(&state) % 60);
	const char *genre = genres[next_random(&state) % 4];
	coop_record_add(r, COOP_F_ID, id, strlen(id));
	coop_record_add(r, COOP_F_YEAR, year, strlen(year));
	coop_record_add(r, COOP_F_GENRE, genre, strlen(genre));
	snapshot_text(&state, 3, &text);
	coop_record_add(r, COOP_F_TITLE, text.s, text.len);
	snapshot_text(&state, 40, &text);
	coop_record_add(r, COOP_F_BODY, text.s, text.len);
	coop_buf_release(&text);
}

/* Numbers of records, in the order of their docids. */
struct numbers {
	uint32_t *at;
	size_t count, cap;
};

static inline void add_number(struct numbers *n, uint32_t number)
{
	need(coop_array_grow(&n->at, &n->cap, n->count + 1, sizeof *n->at), "memory");
	n->at[n->count++] = number;
}

/* The documents of an index. `live`: those of the snapshot, in order. */
struct snapshot_plan {
	struct numbers base, delta, removed, tombstones, live;
};

static inline void release_plan(struct snapshot_plan *p)
{
	free(p->base.at);
	free(p->delta.at);
	free(p->removed.at);
	free(p->tombstones.at);
	free(p->live.at);
}

/*
 * Plans an index of `base` documents, numbered from `first` on, of which about `removed` in 1000 are gone, half of these because
 * there is a newer version, and of `added` documents more.
 */
static inline struct snapshot_plan plan_snapshot_from(
	uint32_t *state, uint32_t first, uint32_t base, uint32_t removed, uint32_t added)
{
	struct snapshot_plan p = {.base.count = 0};
	for (uint32_t i = 0; i < base; i++) {
		uint32_t number = first + i;
		add_number(&p.base, number);
		if (next_random(state) % 1000 >= removed) {
			add_number(&p.live, number);
			continue;
		}
		add_number(&p.removed, number);
		add_number(&p.tombstones, i + 1);
		if (next_random(state) % 2)
			add_number(&p.delta, number + SNAPSHOT_VERSION);
	}
	for (uint32_t i = 0; i < added; i++)
		add_number(&p.delta, first + base + i);
	for (size_t i = 0; i < p.delta.count; i++)
		add_number(&p.live, p.delta.at[i]);
	return p;
}

static inline struct snapshot_plan plan_snapshot(
	uint32_t *state, uint32_t base, uint32_t removed, uint32_t added)
{
	return plan_snapshot_from(state, 0, base, removed, added);
}

static const struct numbers *snapshot_numbers; /* those that are being built */
/* what fills their records */
static void (*snapshot_fill)(struct coop_record *r, uint32_t number) = snapshot_record;

static inline void fill_by_number(struct coop_record *r, size_t i)
{
	snapshot_fill(r, snapshot_numbers->at[i]);
}

/* Builds a segment in a new folder, which has its checksums then, unless it is of no documents. */
static inline void write_segment(
	const char *dir, const struct numbers *numbers, const struct numbers *tombstones)
{
	struct input input = {"records", fill_by_number, numbers->count};
	struct build build = {.threads = 1, .memory = 64 << 20};
	struct coop_buf path = {0}, file = {0};
	if (numbers->count == 0)
		return;
	snapshot_numbers = numbers;
	build_new(dir, &input, &build);
	for (size_t i = 0; tombstones && i < tombstones->count; i++)
		coop_buf_le32(&file, tombstones->at[i]);
	coop_buf_printf(&path, "%s/" COOP_TOMBSTONES_FILE, dir);
	need(!path.failed && !file.failed, "memory");
	if (tombstones)
		write_whole(path.s, file.s, file.len);
	write_checksums(dir);
	coop_buf_release(&path);
	coop_buf_release(&file);
}

/* Writes the manifest of a generation, and a stub that names it. */
static inline void write_manifest(
	const char *index, unsigned long number, const char *root)
{
	struct coop_buf path = {0};
	struct coop_error err = {0};
	int dir = open(index, O_RDONLY | O_DIRECTORY | O_CLOEXEC), folder;
	need(dir >= 0, index);
	need(!coop_generation_open_named(dir, index, number, &folder, &path, &err),
		err.msg);
	need(!manifest_write(folder, path.s, root, NULL, &err), err.msg);
	close(folder);
	close(dir);
	coop_buf_release(&path);
	serve(index, number);
}

/* Writes a generation; the folder of the index is there. */
static inline void write_generation(const char *index, unsigned long number,
	const struct snapshot_plan *p, const char *root)
{
	struct coop_buf path = {0};
	coop_buf_printf(&path, "%s/" COOP_INDEX_GENERATION "%lu", index, number);
	size_t len = path.len;
	need(!path.failed, "memory");
	write_segment(path.s, &p->base, NULL);
	coop_buf_str(&path, "/delta");
	write_segment(path.s, &p->delta, NULL);
	path.s[path.len = len] = '\0';
	coop_buf_str(&path, "/removed");
	write_segment(path.s, &p->removed, &p->tombstones);
	coop_buf_release(&path);
	write_manifest(index, number, root);
}

/* The same in a new index. */
static inline void write_snapshot(const char *index, const struct snapshot_plan *p)
{
	need(mkdir(index, 0777) == 0, index);
	write_generation(index, 1, p, NULL);
}

/* Writes an index of what is live alone, built anew. */
static inline void write_anew(const char *index, const struct snapshot_plan *p)
{
	struct snapshot_plan live = {.base = p->live};
	write_snapshot(index, &live);
}

/* A query of random words, in one of the forms that the language has. */
static inline void snapshot_query(uint32_t *state, struct coop_buf *out)
{
	static const char *const forms[] = {"%s %s", "%s", "\"%s %s\"", "+%s %s -%s",
		"%s ET (%s OU %s)", "%s SAUF %s", "%s PRES/4 %s", "%.3s* %s", "*%.4s",
		"%.5szz %s", "%s~1", "genre:drame %s", "annee:1960..1980 %s %s",
		"titre:%s %s", "id:d3", "*", "%s %s %s %s", "\"%s %s\" OU %s", "=%s %s",
		"annee:1970.."};
	char w[4][16];
	for (int i = 0; i < 4; i++)
		snapshot_word(snapshot_frequent(state, SNAPSHOT_WORDS), w[i]);
	coop_buf_reset(out);
	const char *form = forms[next_random(state) % (sizeof forms / sizeof *forms)];
	for (int i = 0; *form; form++) {
		int n = 16;
		if (*form != '%') {
			coop_buf_byte(out, *form);
			continue;
		}
		if (*++form == '.') {
			n = form[1] - '0';
			form += 2;
		}
		coop_buf_printf(out, "%.*s", n, w[i++ % 4]);
	}
	need(!out->failed, "memory");
}

#endif
