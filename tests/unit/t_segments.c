/*
 * t_segments.c - segments made from stored records: a copy of a whole one is the same, one that has
 * the facts of a base gives documents the terms that they have there, and hashes tell which records
 * are equal.
 */
#include <inttypes.h>

#include <libdeflate.h>

#include "tests/unit/indexes.h"
#include "tests/unit/inputs.h"
#include "tests/unit/segments.h"

enum { MIB = 1 << 20 };

/* ---- a segment made again ---- */

/* Builds a segment, and again from what is stored in it, by another number of threads. */
static void test_again(const struct input *in, bool tools, unsigned threads)
{
	char name[80];
	struct build first = {.threads = threads, .memory = MIB, .engine_tools = tools},
		     again = {.threads = 4 - threads,
			     .memory = MIB,
			     .engine_tools = tools};
	const char *a = path_of("a"), *b = path_of("b");
	build_new(a, in, &first);
	write_checksums(a);
	build_stored(b, a, 1, &again);
	snprintf(name, sizeof name, "%s, %u threads%s", in->name, threads,
		tools ? ", for the engine's tools" : "");
	/*
	 * iamglass, postlist, docdata, postings.coop, hashes, columns, checksums; termlist and
	 * position
	 */
	same_folders(a, b, tools ? 9 : 7, name);
	remove_tree(a);
	remove_tree(b);
}

static void test_all_again(void)
{
	const struct input inputs[] = {
		{"random records", fill_random, many(3000, 1200)},
		{"a single document", fill_single, 1},
		{"documents with hardly a word", fill_empty, 600},
		{"ids of all lengths", fill_id, many(1800, 600)},
		{"very long documents", fill_long, 5},
		{"acronyms", fill_acronym, 1500},
		{"odd texts", fill_odd, 1000},
		{"values of all fields", fill_fields, 600},
		{"notices", fill_notice, many(1500, 600)},
	};
	for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
		test_again(&inputs[i], false, 1);
		test_again(&inputs[i], true, 3);
	}
}

/* Appends the ids that copies from a file share with others, a blank after each. */
static void add_originals(const char *dir, const char *path, struct coop_buf *out)
{
	struct coop_reader *reader = open_reader(dir);
	struct coop_stored *s;
	struct coop_record r;
	struct coop_value id;
	struct coop_error err = {0};
	uint64_t hash;
	bool more;
	coop_record_init(&r);
	need(coop_stored_open(reader, 1, coop_reader_last(reader), &s, &err) == COOP_OK,
		err.msg);
	while (need(coop_stored_next(s, &r, &hash, &more, &err) == COOP_OK, err.msg),
		more)
		if (r.copy_len > 0 &&
			coop_bytes_ends_with(coop_record_path(&r),
				strlen(coop_record_path(&r)), path) &&
			coop_record_original_id(&r, &id)) {
			coop_buf_add(out, id.text, id.len);
			coop_buf_byte(out, ' ');
		}
	coop_stored_free(s);
	coop_record_release(&r);
	coop_reader_free(reader);
}

/* What coopidx makes of files: values that were found in texts, and ids that are taken. */
static void test_files(void)
{
	static const char csv[] = "id,titre\n1,Lip\n1,Lip\ne\u0301,Un\n\u00e9,Deux\n";
	struct coop_buf corpus = {0};
	char index[300], base[400];
	size_t same;
	const char *table = path_of("a.csv"), *b = path_of("b");
	const char *paths[] = {test_path(&corpus, "../corpus"), table, NULL};
	snprintf(index, sizeof index, "%s", path_of("index"));
	snprintf(base, sizeof base, "%s/gen-1", index);
	write_whole(table, csv, sizeof csv - 1);
	build_index(index, paths);
	build_stored(b, base, 1, &(struct build){.threads = 3, .memory = MIB});
	is_num(count_files(b, base, &same), 7, "the files of a segment made of files");
	is_num(same, 7, "... are the same when it is made again");
	coop_buf_reset(&corpus);
	add_originals(b, "/a.csv", &corpus);
	is_str(corpus.s, corpus.len, "1 \u00e9 ", "... with the ids of copies");
	remove_tree(b);
	remove_tree(index);
	coop_buf_release(&corpus);
}

/* ---- the same everywhere ---- */

static uint32_t crc_of(const char *dir, const char *name)
{
	struct coop_buf path = {0}, file = {0};
	coop_buf_printf(&path, "%s/%s", dir, name);
	need(!path.failed, "memory");
	read_whole(path.s, &file);
	uint32_t crc = libdeflate_crc32(0, file.s, file.len);
	coop_buf_release(&path);
	coop_buf_release(&file);
	return crc;
}

/*
 * Impacts are computed in floating point: every compiler and every machine must round alike. The numbers
 * change with the analysis, with the formulas and with the formats, and with nothing else.
 */
static void test_golden(void)
{
	const struct {
		struct input in;
		uint32_t postings, postlist, hashes, columns;
	} golden[] = {
		{{"random records", fill_random, 600}, 0x1e8c6977, 0x4987be9f, 0xb7ee38e0,
			0x28fb623b},
		{{"notices", fill_notice, 300}, 0xc783f23f, 0x2198ec71, 0x51d7cbe6,
			0xfe01e81e},
		{{"acronyms", fill_acronym, 400}, 0x978ed296, 0x1757d988, 0x74a00cbd,
			0x918addf8},
	};
	const char *dir = path_of("golden");
	for (size_t i = 0; i < sizeof golden / sizeof *golden; i++) {
		struct build b = {.threads = 2, .memory = MIB};
		build_new(dir, &golden[i].in, &b);
		uint32_t postings = crc_of(dir, COOP_POSTINGS_FILE),
			 postlist = crc_of(dir, "postlist.glass"),
			 hashes = crc_of(dir, COOP_HASHES_FILE),
			 columns = crc_of(dir, COOP_COLUMNS_FILE);
		ok(postings == golden[i].postings && postlist == golden[i].postlist &&
				hashes == golden[i].hashes &&
				columns == golden[i].columns,
			"%s: 0x%08x, 0x%08x, 0x%08x, 0x%08x", golden[i].in.name,
			(unsigned)postings, (unsigned)postlist, (unsigned)hashes,
			(unsigned)columns);
		remove_tree(dir);
	}
}

/* ---- facts ---- */

enum { STEP = 10, BASE = 1500 };

/*
 * Each tenth is long, and writes in capitals what the others do not: alone they would teach other
 * acronyms than all of them do.
 */
static void fill_base(struct coop_record *r, size_t i)
{
	static const char tenth[] = "Des OUTILS et une scops",
			  other[] = "les outils, la SCOPS";
	fill_random(r, i);
	for (size_t k = 0; k < (i % STEP == 0 ? 6 : 1); k++)
		coop_record_add(r, COOP_F_BODY, i % STEP == 0 ? tenth : other,
			strlen(i % STEP == 0 ? tenth : other));
	if (i == 1)
		add_text(r, COOP_F_BODY, "une Action Sociale Commune et Ouvrière (ASCO)");
}

static size_t all_postings(
	const struct coop_reader *r, const char *term, struct coop_posting out[BASE])
{
	size_t n;
	struct coop_error err = {0};
	need(coop_reader_postings(r, term, strlen(term), BASE, out, &n, &err) == COOP_OK,
		err.msg);
	return n;
}

/*
 * Compares a term in the base and in a segment of copies of each tenth document: document d of it is
 * document 10 * d - 9 of the base.
 */
static bool same_term(const struct coop_reader *base, const struct coop_reader *copies,
	const char *term)
{
	static struct coop_posting in_base[BASE], in_copies[BASE];
	size_t n = all_postings(base, term, in_base), k = 0;
	size_t ncopies = all_postings(copies, term, in_copies);
	for (size_t i = 0; i < n; i++) {
		if (in_base[i].docid % STEP != 1)
			continue;
		if (k == ncopies || in_copies[k].docid * STEP - 9 != in_base[i].docid ||
			in_copies[k].wdf != in_base[i].wdf)
			return false;
		k++;
	}
	return k == ncopies;
}

/* Counts the terms of one of two segments that are not the same in the other. */
static size_t count_different(const struct coop_reader *base,
	const struct coop_reader *copies, const struct coop_reader *whose)
{
	struct coop_buf terms = {0};
	struct coop_error err = {0};
	size_t count, different = 0;
	need(coop_reader_terms(whose, "", 0, SIZE_MAX, &terms, &count, &err) == COOP_OK,
		err.msg);
	need(count > 80, "many terms");
	for (const char *t = terms.s; t < terms.s + terms.len; t += strlen(t) + 1)
		different +=
			*t && !same_term(base, copies, t); /* a table begins with "" */
	coop_buf_release(&terms);
	return different;
}

static bool same_meta(
	const struct coop_reader *a, const struct coop_reader *b, const char *name)
{
	struct coop_buf x = {0}, y = {0};
	struct coop_error err = {0};
	need(coop_reader_meta(a, name, &x, &err) == COOP_OK, err.msg);
	need(coop_reader_meta(b, name, &y, &err) == COOP_OK, err.msg);
	bool same = x.len > 0 && x.len == y.len && memcmp(x.s, y.s, x.len) == 0;
	coop_buf_release(&x);
	coop_buf_release(&y);
	return same;
}

/* Whether all facts in the metadata are the same. */
static bool same_facts(const struct coop_reader *a, const struct coop_reader *b)
{
	bool average = same_meta(a, b, COOP_META_AVERAGE);
	bool acronyms = same_meta(a, b, COOP_META_ACRONYMS);
	bool proofs = same_meta(a, b, COOP_META_PROOFS);
	return average && acronyms && proofs;
}

static void check_copies(const char *base_dir, struct build b, const char *name)
{
	const char *dir = path_of("copies");
	build_stored(dir, base_dir, STEP, &b);
	struct coop_reader *base = open_reader(base_dir), *copies = open_reader(dir);
	size_t different = count_different(base, copies, base) +
			   count_different(base, copies, copies);
	if (b.facts) {
		is_num(different, 0, "%s: the terms and impacts of the base", name);
		ok(same_facts(base, copies), "... and its facts");
		ok(!same_meta(base, copies, COOP_META_LENGTH),
			"... but a length of its own");
	} else {
		ok(different > 100, "%s: other terms and impacts", name);
		ok(!same_facts(base, copies), "... and other facts");
	}
	is_clean(dir, name);
	coop_reader_free(base);
	coop_reader_free(copies);
	remove_tree(dir);
}

/* A sink that was given facts tells what it would have learned. */
static void check_learned(const char *base_dir, struct build b, const char *name)
{
	struct coop_reader *base = open_reader(base_dir), *copies;
	struct coop_error err = {0};
	struct coop_acronym a;
	struct sink *s;
	uint64_t length = 0;
	const char *dir = path_of("copies");
	need(mkdir(dir, 0777) == 0, dir);
	need(build_sink(dir, &b, &s, &err) == COOP_OK, err.msg);
	need(feed_stored(s, base, STEP, &err) == COOP_OK, err.msg);
	need(sink_finish(s, &err) == COOP_OK, err.msg);
	const struct coop_acronyms *learned = s->stats.learned,
				   *given = b.facts->acronyms;
	ok(coop_acronyms_find(learned, "ues", 3, &a) && *a.long_form,
		"%s: what texts define is told", name);
	ok(!coop_acronyms_find(learned, "asco", 4, NULL) &&
			coop_acronyms_find(given, "asco", 4, NULL),
		"... and not what other documents define");
	ok(coop_acronyms_find(learned, "outils", 6, NULL) &&
			!coop_acronyms_find(given, "outils", 6, NULL),
		"... as is what they write in capitals");
	ok(!coop_acronyms_find(learned, "scops", 5, NULL) &&
			coop_acronyms_find(given, "scops", 5, NULL),
		"... and not what others do");
	copies = open_reader(dir);
	need(facts_total_length(copies, &length, &err) == COOP_OK, err.msg);
	ok(length > 0 && length == s->stats.length,
		"... and the total length, which is stored: %" PRIu64, length);
	coop_reader_free(copies);
	sink_free(s);
	coop_reader_free(base);
	remove_tree(dir);
}

static void test_facts(void)
{
	struct input in = {"a base", fill_base, BASE};
	struct build b = {.threads = 2, .memory = MIB},
		     e = {.engine = true, .threads = 1};
	struct coop_error err = {0};
	struct facts facts;
	uint64_t length;
	char dir[300];
	snprintf(dir, sizeof dir, "%s", path_of("base"));
	build_new(dir, &in, &b);
	check_copies(dir, b, "copies without facts");
	struct coop_reader *r = open_reader(dir);
	need(facts_read(r, &facts, &err) == COOP_OK, err.msg);
	need(facts_total_length(r, &length, &err) == COOP_OK, err.msg);
	ok(facts.average == facts_average(length, BASE),
		"the average is that of the base");
	coop_reader_free(r);
	b.facts = e.facts = &facts;
	check_copies(dir, b, "copies with facts");
	check_copies(dir, e, "copies that the engine writes");
	check_learned(dir, b, "copies with facts");
	check_learned(dir, e, "copies that the engine writes");
	facts_release(&facts);
	remove_tree(dir);
}

static void test_damaged_facts(void)
{
	static const char *const bad[][2] = {{COOP_META_AVERAGE, "0"},
		{COOP_META_AVERAGE, ""}, {COOP_META_AVERAGE, "12.5 "},
		{COOP_META_AVERAGE, "-3"}, {COOP_META_AVERAGE, "nan"},
		{COOP_META_AVERAGE, "1e999"}, {COOP_META_ACRONYMS, "abc"},
		{COOP_META_PROOFS, "abc"}};
	static const char *const lengths[] = {
		"", "-1", "1.5", "99999999999999999999", "x"};
	const char *dir = path_of("facts");
	struct coop_error err = {0};
	struct facts facts;
	uint64_t length;
	struct coop_reader *r = new_reader(dir, "", NULL, NULL);
	ok(facts_read(r, &facts, &err) == COOP_OK && facts.average == 12.5 &&
			coop_acronyms_count(facts.acronyms) == 0,
		"facts without acronyms");
	facts_release(&facts);
	ok(facts_total_length(r, &length, &err) == COOP_OK && length == 25,
		"a total length");
	coop_reader_free(r);
	remove_tree(dir);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		r = new_reader(dir, "", bad[i][0], bad[i][1]);
		err = (struct coop_error){0};
		is_damage(facts_read(r, &facts, &err), &err, "postlist.glass", bad[i][1]);
		facts_release(&facts);
		coop_reader_free(r);
		remove_tree(dir);
	}
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		r = new_reader(dir, "", COOP_META_LENGTH, lengths[i]);
		err = (struct coop_error){0};
		is_damage(facts_total_length(r, &length, &err), &err, "postlist.glass",
			lengths[i]);
		coop_reader_free(r);
		remove_tree(dir);
	}
}

static void test_segments(const char *dir)
{
	scratch = dir;
	test_all_again();
	test_golden();
	test_files();
	test_facts();
	test_damaged_facts();
}

int main(void)
{
	in_scratch(test_segments);
	return done();
}
