/*
 * t_reader.c - reading a database without the engine: long lists, long values, terms of
 * any bytes, before and after changes.
 */
#include "shared/index/store.h"
#include "tests/unit/engine.h"
#include "tests/unit/oracle.h"

enum { DOCS = 6000, CLASSES = 97, BIG = 100000 };

static bool gone[DOCS + 1]; /* deleted */
static char big[BIG];

/* The terms of a document, in the order of their bytes. */
static size_t make_terms(uint32_t docid, char own[16], struct coop_term terms[6])
{
	static char class[16];
	size_t n = 0;
	int own_len = snprintf(own, 16, "u%06u", (unsigned)docid),
	    class_len = snprintf(class, sizeof class, "w%u", (unsigned)docid % CLASSES);
	if (docid % 2 == 0)
		terms[n++] = (struct coop_term){"\0", 1, 1, NULL, 0};
	if (docid % 3 == 0)
		terms[n++] = (struct coop_term){"a\0b", 3, 2, NULL, 0};
	terms[n++] = (struct coop_term){"all", 3, 1 + docid % 200, NULL, 0};
	terms[n++] = (struct coop_term){own, (size_t)own_len, 0, NULL, 0};
	terms[n++] = (struct coop_term){class, (size_t)class_len, 3, NULL, 0};
	return n;
}

static void add(struct coop_writer *w, uint32_t docid)
{
	struct coop_term terms[6];
	char own[16];
	struct coop_error err = {0};
	struct coop_doc doc = {.terms = terms, .data = "x", .data_len = 1};
	doc.nterms = make_terms(docid, own, terms);
	need(coop_writer_add(w, &doc, &err) == COOP_OK, err.msg);
}

static void write_database(const char *dir)
{
	struct coop_writer *w;
	struct coop_error err = {0};
	for (size_t i = 0; i < BIG; i++)
		big[i] = (char)(i * 2654435761U >> 13);
	need(coop_writer_create(dir, true, &w, &err) == COOP_OK, err.msg);
	for (uint32_t d = 1; d <= DOCS; d++)
		add(w, d);
	need(!coop_writer_set_meta(w, "big", big, BIG, &err), err.msg);
	need(!coop_writer_set_meta(w, "small", "s", 1, &err), err.msg);
	need(!coop_writer_commit(w, &err), err.msg);
	coop_writer_free(w);
}

/* Deletes every fifth document. */
static void change(const char *dir)
{
	struct oracle_writer *w;
	struct coop_error err = {0};
	need(oracle_writer_open(dir, &w, &err) == COOP_OK, err.msg);
	for (uint32_t d = 5; d <= DOCS; d += 5) {
		need(!oracle_writer_delete(w, d, &err), err.msg);
		gone[d] = true;
	}
	need(!oracle_writer_commit(w, &err), err.msg);
	oracle_writer_free(w);
}

/* Whether a term's postings are the documents that it is in, with what it weighs there. */
static bool same_postings(const struct coop_reader *r, const char *term, size_t len)
{
	static struct coop_posting postings[DOCS + 1];
	struct coop_error err = {0};
	size_t count, found = 0;
	uint64_t doc_freq;
	need(!coop_reader_postings(r, term, len, DOCS + 1, postings, &count, &err),
		err.msg);
	need(!coop_reader_frequency(r, term, len, &doc_freq, &err), err.msg);
	for (uint32_t d = 1; d <= DOCS; d++) {
		struct coop_term terms[6];
		char own[16];
		size_t n = gone[d] ? 0 : make_terms(d, own, terms);
		for (size_t i = 0; i < n; i++) {
			if (terms[i].len != len || memcmp(terms[i].s, term, len) != 0)
				continue;
			if (found == count || postings[found].docid != d ||
				postings[found].wdf != terms[i].wdf)
				return false;
			found++;
		}
	}
	return found == count && doc_freq == count;
}

static void test_postings(const struct coop_reader *r)
{
	size_t wrong = 0;
	char term[16];
	for (unsigned c = 0; c < CLASSES; c++) {
		int n = snprintf(term, sizeof term, "w%u", c);
		wrong += !same_postings(r, term, (size_t)n);
	}
	is_num(wrong, 0, "postings of %d terms", CLASSES);
	ok(same_postings(r, "all", 3), "... of one that is in all");
	ok(same_postings(r, "\0", 1) && same_postings(r, "a\0b", 3),
		"... of terms with NULs");
	ok(same_postings(r, "u000001", 7) && same_postings(r, "u000005", 7),
		"... of one document");
	ok(same_postings(r, "al", 2) && same_postings(r, "a", 1) &&
			same_postings(r, "zzz", 3) && same_postings(r, "all\0\0\1", 6),
		"... of terms that are not there");
	struct coop_posting few[7];
	struct coop_error err = {0};
	size_t count;
	ok(!coop_reader_postings(r, "all", 3, 7, few, &count, &err) && count == 7 &&
			few[0].docid == 1,
		"... the first few");
	char longer[COOP_TERM_MAX + 2] = "all";
	ok(!coop_reader_postings(r, longer, sizeof longer, 7, few, &count, &err) &&
			count == 0,
		"... of what is too long for a term");
}

static void terms_are(const struct coop_reader *r, const char *prefix, size_t max,
	const char *first, size_t expected)
{
	struct coop_buf out = {0};
	struct coop_error err = {0};
	size_t count;
	need(!coop_reader_terms(r, prefix, strlen(prefix), max, &out, &count, &err),
		err.msg);
	ok(count == expected && strcmp(coop_buf_cstr(&out), first) == 0,
		"terms that begin with '%s': %zu, first '%s'", prefix, count,
		coop_buf_cstr(&out));
	coop_buf_release(&out);
}

static void test_terms(const struct coop_reader *r, size_t documents)
{
	terms_are(r, "w", 1000, "w0", CLASSES);
	terms_are(r, "w1", 1000, "w1", 11);
	terms_are(r, "w1", 4, "w1", 4);
	terms_are(r, "u", 100000, "u000001", documents);
	bool changed = documents < DOCS;
	terms_are(
		r, "u0059", 100000, changed ? "u005901" : "u005900", changed ? 80 : 100);
	/* the later chunks of a list are no terms */
	terms_are(r, "al", 100000, "all", 1);
	terms_are(r, "all", 100000, "all", 1);
	terms_are(r, "x", 100000, "", 0);
	terms_are(r, "b", 100000, "", 0);
}

static void test_meta(const struct coop_reader *r)
{
	struct coop_buf out = {0};
	struct coop_error err = {0};
	ok(!coop_reader_meta(r, "big", &out, &err) && out.len == BIG &&
			memcmp(out.s, big, BIG) == 0,
		"a long value");
	ok(!coop_reader_meta(r, "small", &out, &err) && out.len == BIG + 1,
		"... a short one");
	ok(!coop_reader_meta(r, "smal", &out, &err) && out.len == BIG + 1, "... none");
	coop_buf_release(&out);
}

static void test_database(const char *dir, size_t documents)
{
	struct coop_reader *r;
	struct coop_error err = {0};
	uint64_t count;
	need(!coop_reader_open(dir, &r, &err), err.msg);
	ok(!coop_reader_count(r, &count, &err) && count == documents, "%zu documents",
		documents);
	ok(coop_reader_revision(r) == (documents == DOCS ? 1 : 2), "the revision");
	test_postings(r);
	test_terms(r, documents);
	test_meta(r);
	coop_reader_free(r);
}

/* What is removed or changed in its place while it is open. */
static void test_open(const char *dir)
{
	struct coop_reader *r;
	struct coop_engine *e;
	struct coop_error err = {0};
	need(!coop_reader_open(dir, &r, &err), err.msg);
	remove_tree(dir);
	ok(same_postings(r, "all", 3), "what is open stays when it is removed");
	ok(coop_reader_engine(r, &e, &err) == COOP_E_STALE && !e,
		"... but the engine does not find it: %s", err.msg);
	coop_reader_free(r);
}

static void test_all(const char *dir)
{
	struct coop_buf path = {0};
	coop_buf_printf(&path, "%s/db", dir);
	write_database(coop_buf_cstr(&path));
	test_database(path.s, DOCS);
	change(path.s);
	test_database(path.s, DOCS - DOCS / 5);
	test_open(path.s);
	coop_buf_release(&path);
}

int main(void)
{
	setenv("LC_ALL", "C", 1);
	in_scratch(test_all);
	return done();
}
