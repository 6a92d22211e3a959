/*
 * t_acronyms.c - the table of acronyms, and its stored form.
 */
#include "shared/text/acronyms.h"
#include "tests/unit/files.h"

static struct coop_acronyms *new_lexicon(void)
{
	struct coop_acronyms *l;
	struct coop_error err = {0};
	need(coop_acronyms_new(&l, &err) == COOP_OK, err.msg);
	return l;
}

static void add(struct coop_acronyms *l, const char *form, const char *long_form,
	const char *proof)
{
	struct coop_error err = {0};
	struct coop_acronym a = {form, long_form, proof, ""};
	need(coop_acronyms_add(l, &a, &err) == COOP_OK, err.msg);
}

static void is_acronym(
	struct coop_acronym a, const char *form, const char *long_form, const char *proof)
{
	is_str(a.form, strlen(a.form), form, "the form %s", form);
	is_str(a.long_form, strlen(a.long_form), long_form, "... its long form");
	is_str(a.proof, strlen(a.proof), proof, "... and the proof");
}

static void test_adding(void)
{
	struct coop_acronyms *l = new_lexicon();
	struct coop_acronym a = {"untouched", "", "", ""};
	is_num(coop_acronyms_count(l), 0, "a new acronyms is empty");
	ok(!coop_acronyms_find(l, "cae", 3, &a) && strcmp(a.form, "untouched") == 0,
		"... and finds nothing");
	add(l, "lip", "", "");
	add(l, "cae", "Coop\u00e9rative d'Activit\u00e9", "a:1: ...");
	add(l, "cae", "Caisse", "b:2: ...");
	is_num(coop_acronyms_count(l), 2, "an acronym is there once");
	is_acronym(coop_acronyms_at(l, 0), "lip", "", "");
	is_acronym(coop_acronyms_at(l, 1), "cae", "Coop\u00e9rative d'Activit\u00e9",
		"a:1: ...");
	add(l, "lip", "", "a proof without a long form");
	is_acronym(coop_acronyms_at(l, 0), "lip", "", "");
	add(l, "lip", "Lipmann", "c:3: ...");
	is_acronym(coop_acronyms_at(l, 0), "lip", "Lipmann", "c:3: ...");
	ok(coop_acronyms_find(l, "caecum", 3, &a), "found by its bytes");
	is_acronym(a, "cae", "Coop\u00e9rative d'Activit\u00e9", "a:1: ...");
	ok(coop_acronyms_find(l, "lip", 3, NULL), "... without asking for more");
	ok(!coop_acronyms_find(l, "ca", 2, NULL) &&
			!coop_acronyms_find(l, "caes", 4, NULL),
		"... nothing shorter or longer");
	coop_acronyms_free(l);
	coop_acronyms_free(NULL);
}

/* Packs a table of acronyms and opens what it gives. */
static struct coop_acronyms *opened(const struct coop_acronyms *l)
{
	struct coop_acronyms *m;
	struct coop_buf packed = {0}, proofs = {0};
	struct coop_error err = {0};
	need(coop_acronyms_pack(l, &packed, &proofs, &err) == COOP_OK, err.msg);
	need(coop_acronyms_open(&packed, &m, &err) == COOP_OK, err.msg);
	for (size_t i = 0; i < coop_acronyms_count(m); i++)
		need(!*coop_acronyms_at(m, i).long_form && !*coop_acronyms_at(m, i).proof,
			"a proof that was not added");
	need(coop_acronyms_open_proofs(m, &proofs, &err) == COOP_OK, err.msg);
	ok(packed.s == NULL && proofs.s == NULL, "the memory is taken over");
	return m;
}

/* Whether two lexicons hold the same acronyms, those of `m` in the order of their forms. */
static bool same(const struct coop_acronyms *l, const struct coop_acronyms *m)
{
	if (coop_acronyms_count(l) != coop_acronyms_count(m))
		return false;
	for (size_t i = 0; i < coop_acronyms_count(m); i++) {
		struct coop_acronym a, b = coop_acronyms_at(m, i), c;
		if (!coop_acronyms_find(l, b.form, strlen(b.form), &a) ||
			!coop_acronyms_find(m, b.form, strlen(b.form), &c) ||
			strcmp(c.form, b.form) != 0 ||
			strcmp(a.long_form, b.long_form) != 0 ||
			strcmp(a.proof, b.proof) != 0 || strcmp(a.stems, b.stems) != 0 ||
			(i > 0 && strcmp(coop_acronyms_at(m, i - 1).form, b.form) >= 0))
			return false;
	}
	return true;
}

static void test_many(void)
{
	struct coop_acronyms *l = new_lexicon();
	struct coop_error err = {0};
	struct coop_acronym a;
	char form[16], long_form[64];
	for (int i = 0; i < 10000; i++) {
		snprintf(form, sizeof form, "s%d", i);
		snprintf(long_form, sizeof long_form, "Sigle %d", i);
		add(l, form, i % 3 ? long_form : "", "p");
		snprintf(form, sizeof form, "sigl %d", i % 5000);
		if (i % 3)
			need(!coop_acronyms_set_stems(l, (size_t)i, form, &err), err.msg);
	}
	size_t missed = 0;
	for (int i = 0; i < 10000; i++) {
		int n = snprintf(form, sizeof form, "s%d", i);
		snprintf(long_form, sizeof long_form, "Sigle %d", i);
		missed += !coop_acronyms_find(l, form, (size_t)n, &a) ||
			  strcmp(a.long_form, i % 3 ? long_form : "") != 0;
	}
	is_num(missed, 0, "10,000 acronyms are found");
	struct coop_acronyms *m = opened(l);
	ok(same(l, m), "they are packed, and come back");
	ok(!coop_acronyms_find(m, "s10000", 6, NULL) &&
			!coop_acronyms_find(m, "", 0, NULL) &&
			!coop_acronyms_find(m, "t", 1, NULL),
		"... and no others");
	ok(coop_acronyms_find_stems(m, "sigl 2", 6, &a) && strcmp(a.form, "s2") == 0,
		"of those with the same stems the first in order is found");
	ok(coop_acronyms_find_stems(m, "sigl 3", 6, &a) && strcmp(a.form, "s5003") == 0,
		"... that has stems");
	ok(!coop_acronyms_find_stems(m, "sigl 5000", 9, &a) &&
			!coop_acronyms_find_stems(m, "", 0, &a),
		"... and none for others");
	coop_acronyms_free(l);
	coop_acronyms_free(m);
}

static void test_empty(void)
{
	struct coop_acronyms *l = new_lexicon(), *m = opened(l);
	is_num(coop_acronyms_count(m), 0, "an empty table of acronyms comes back empty");
	ok(!coop_acronyms_find(m, "a", 1, NULL), "... and finds nothing");
	coop_acronyms_free(l);
	coop_acronyms_free(m);
	struct coop_error err = {0};
	struct coop_buf none = {0};
	need(coop_acronyms_open(&none, &m, &err) == COOP_OK, err.msg);
	ok(coop_acronyms_count(m) == 0 && !coop_acronyms_find(m, "a", 1, NULL) &&
			!coop_acronyms_find_stems(m, "a", 1, NULL),
		"and so is one that was never stored");
	coop_acronyms_free(m);
}

static struct coop_buf copy_of(const char *s, size_t n)
{
	struct coop_buf copy = {.s = malloc(n > 0 ? n : 1), .len = n, .cap = n};
	need(copy.s != NULL, "memory");
	memcpy(copy.s, s, n);
	return copy;
}

/*
 * Opens copies of their own size, so that sanitizers see a read behind them, and looks for
 * everything in them.
 */
static enum coop_status open_copies(const struct coop_buf *packed, size_t n,
	const struct coop_buf *proofs, size_t nproofs)
{
	struct coop_acronyms *l;
	struct coop_error err = {0};
	struct coop_acronym a;
	struct coop_buf copy = copy_of(packed->s, n),
			copy_of_proofs = copy_of(proofs->s, nproofs);
	enum coop_status st = coop_acronyms_open(&copy, &l, &err);
	need((st == COOP_OK) == (l != NULL), "a table of acronyms or none");
	if (!st)
		st = coop_acronyms_open_proofs(l, &copy_of_proofs, &err);
	need(st == err.status && (!st || err.msg[0]), "the status is not the error's");
	size_t length = 0;
	for (size_t i = 0; l && i < coop_acronyms_count(l); i++) {
		a = coop_acronyms_at(l, i);
		length += strlen(a.form) + strlen(a.long_form) + strlen(a.proof) +
			  strlen(a.stems);
		coop_acronyms_find(l, a.form, strlen(a.form), &a);
		coop_acronyms_find_stems(l, a.stems, strlen(a.stems), &a);
	}
	need(length <= 4 * (n + nproofs) * (n + nproofs), "more than there is");
	coop_buf_release(&copy_of_proofs);
	coop_acronyms_free(l);
	return st;
}

/* Opens with each byte of one of the two changed to each other value. */
static size_t change_bytes(struct coop_buf *changed, const struct coop_buf *packed,
	const struct coop_buf *proofs)
{
	size_t wrong = 0;
	for (size_t i = 0; i < changed->len; i++) {
		char was = changed->s[i];
		for (int byte = 0; byte < 256; byte++) {
			changed->s[i] = (char)byte;
			enum coop_status st =
				open_copies(packed, packed->len, proofs, proofs->len);
			wrong += st != COOP_OK && st != COOP_E_CORRUPT;
		}
		changed->s[i] = was;
	}
	return wrong;
}

static void test_format(void)
{
	static const char expected[] = "\2\0\0\0\1\0\0\0\x14\0\0\0\x21\0\0\0\x14\0\0\0"
				       "cae\0cooper x\0lip\0";
	static const char expected_proofs[] =
		"\x8\0\0\0\x1c\0\0\0Coop\u00e9rative\0x:1: y\0";
	struct coop_acronyms *l = new_lexicon();
	struct coop_buf packed = {0}, proofs = {0};
	struct coop_error err = {0};
	size_t wrong = 0, whole = 0;
	add(l, "lip", "", "");
	add(l, "cae", "Coop\u00e9rative", "x:1: y");
	need(!coop_acronyms_set_stems(l, 1, "cooper x", &err), err.msg);
	need(coop_acronyms_pack(l, &packed, &proofs, &err) == COOP_OK, err.msg);
	ok(packed.len == sizeof expected &&
			memcmp(packed.s, expected, sizeof expected) == 0,
		"the stored form is the one of acronyms.h");
	ok(proofs.len == sizeof expected_proofs + 1 &&
			memcmp(proofs.s, expected_proofs, sizeof expected_proofs) == 0,
		"... and that of the proofs");
	for (size_t n = 0; n < packed.len + proofs.len; n++) {
		bool first = n < packed.len;
		enum coop_status st = open_copies(&packed, first ? n : packed.len,
			&proofs, first ? proofs.len : n - packed.len);
		whole += st == COOP_OK;
		wrong += st != COOP_OK && st != COOP_E_CORRUPT;
	}
	is_num(wrong, 0, "every truncation can be opened or is COOP_E_CORRUPT");
	ok(whole < packed.len, "... and some are");
	wrong = change_bytes(&packed, &packed, &proofs) +
		change_bytes(&proofs, &packed, &proofs);
	is_num(wrong, 0, "... and so is every change of a byte");
	struct coop_buf odd = {
		.s = (char *)"\377\377\377\377\377\377\377\377\0\0\0", .len = 12};
	ok(open_copies(&odd, 12, &proofs, 0) == COOP_E_CORRUPT, "numbers that cannot be");
	ok(open_copies(&odd, 1, &proofs, 0) == COOP_E_CORRUPT, "no number at all");
	coop_buf_release(&packed);
	coop_buf_release(&proofs);
	coop_acronyms_free(l);
}

int main(void)
{
	test_adding();
	test_many();
	test_empty();
	test_format();
	return done();
}
