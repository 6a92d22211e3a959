/*
 * t_lexicon.c - the acronyms of an index, and their stored form.
 */
#include "shared/lexicon.h"
#include "tests/unit/files.h"

static struct coop_lexicon *new_lexicon(void)
{
	struct coop_lexicon *l;
	struct coop_error err = {0};
	need(coop_lexicon_new(&l, &err) == COOP_OK, err.msg);
	return l;
}

static void add(struct coop_lexicon *l, const char *form, const char *long_form,
	const char *proof)
{
	struct coop_error err = {0};
	need(coop_lexicon_add(l, &(struct coop_acronym){form, long_form, proof}, &err) ==
			COOP_OK,
		err.msg);
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
	struct coop_lexicon *l = new_lexicon();
	struct coop_acronym a = {"untouched", "", ""};
	is_num(coop_lexicon_count(l), 0, "a new lexicon is empty");
	ok(!coop_lexicon_find(l, "cae", 3, &a) && strcmp(a.form, "untouched") == 0,
		"... and finds nothing");
	add(l, "lip", "", "");
	add(l, "cae", "Coop\u00e9rative d'Activit\u00e9", "a:1: ...");
	add(l, "cae", "Caisse", "b:2: ...");
	is_num(coop_lexicon_count(l), 2, "an acronym is there once");
	is_acronym(coop_lexicon_at(l, 0), "lip", "", "");
	is_acronym(coop_lexicon_at(l, 1), "cae", "Coop\u00e9rative d'Activit\u00e9",
		"a:1: ...");
	add(l, "lip", "", "a proof without a long form");
	is_acronym(coop_lexicon_at(l, 0), "lip", "", "");
	add(l, "lip", "Lipmann", "c:3: ...");
	is_acronym(coop_lexicon_at(l, 0), "lip", "Lipmann", "c:3: ...");
	ok(coop_lexicon_find(l, "caecum", 3, &a), "found by its bytes");
	is_acronym(a, "cae", "Coop\u00e9rative d'Activit\u00e9", "a:1: ...");
	ok(coop_lexicon_find(l, "lip", 3, NULL), "... without asking for more");
	ok(!coop_lexicon_find(l, "ca", 2, NULL) && !coop_lexicon_find(l, "caes", 4, NULL),
		"... nothing shorter or longer");
	coop_lexicon_free(l);
	coop_lexicon_free(NULL);
}

/* Whether two lexicons hold the same acronyms, those of `m` in the order of their forms. */
static bool same(const struct coop_lexicon *l, const struct coop_lexicon *m)
{
	if (coop_lexicon_count(l) != coop_lexicon_count(m))
		return false;
	for (size_t i = 0; i < coop_lexicon_count(m); i++) {
		struct coop_acronym a, b = coop_lexicon_at(m, i);
		if (!coop_lexicon_find(l, b.form, strlen(b.form), &a) ||
			strcmp(a.long_form, b.long_form) != 0 ||
			strcmp(a.proof, b.proof) != 0 ||
			(i > 0 && strcmp(coop_lexicon_at(m, i - 1).form, b.form) >= 0))
			return false;
	}
	return true;
}

static void test_many(void)
{
	struct coop_lexicon *l = new_lexicon(), *m = new_lexicon();
	struct coop_buf packed = {0};
	struct coop_error err = {0};
	char form[16], long_form[64];
	for (int i = 0; i < 10000; i++) {
		snprintf(form, sizeof form, "s%d", i);
		snprintf(long_form, sizeof long_form, "Sigle %d", i);
		add(l, form, i % 3 ? long_form : "", "p");
	}
	size_t missed = 0;
	for (int i = 0; i < 10000; i++) {
		struct coop_acronym a;
		int n = snprintf(form, sizeof form, "s%d", i);
		snprintf(long_form, sizeof long_form, "Sigle %d", i);
		missed += !coop_lexicon_find(l, form, (size_t)n, &a) ||
			  strcmp(a.long_form, i % 3 ? long_form : "") != 0;
	}
	is_num(missed, 0, "10,000 acronyms are found");
	ok(coop_lexicon_pack(l, &packed, &err) == COOP_OK, "they are packed");
	ok(coop_lexicon_unpack(m, packed.s, packed.len, &err) == COOP_OK && same(l, m),
		"... and come back");
	ok(coop_lexicon_unpack(m, packed.s, packed.len, &err) == COOP_OK && same(l, m),
		"... and again change nothing");
	coop_buf_release(&packed);
	coop_lexicon_free(l);
	coop_lexicon_free(m);
}

/* Unpacks a copy of its own size, so that sanitizers see a read behind it. */
static enum coop_status unpack_copy(const char *s, size_t n, size_t *count)
{
	struct coop_lexicon *l = new_lexicon();
	struct coop_error err = {0};
	char *copy = malloc(n > 0 ? n : 1);
	need(copy != NULL, "memory");
	memcpy(copy, s, n);
	enum coop_status st = coop_lexicon_unpack(l, copy, n, &err);
	free(copy);
	need(st == err.status && (!st || err.msg[0]), "the status is not the error's");
	*count = coop_lexicon_count(l);
	coop_lexicon_free(l);
	return st;
}

static void test_format(void)
{
	static const char expected[] = "cae\0Coop\u00e9rative\0x:1: y\0lip\0\0";
	struct coop_lexicon *l = new_lexicon();
	struct coop_buf packed = {0};
	struct coop_error err = {0};
	size_t count, wrong = 0, whole = 0;
	add(l, "cae", "Coop\u00e9rative", "x:1: y");
	add(l, "lip", "", "");
	need(coop_lexicon_pack(l, &packed, &err) == COOP_OK, err.msg);
	ok(packed.len == sizeof expected &&
			memcmp(packed.s, expected, sizeof expected) == 0,
		"the stored form is the one of lexicon.h");
	for (size_t n = 0; n < packed.len; n++) {
		enum coop_status st = unpack_copy(packed.s, n, &count);
		whole += st == COOP_OK;
		wrong += st != COOP_OK && st != COOP_E_CORRUPT;
	}
	is_num(wrong, 0, "every truncation is whole or COOP_E_CORRUPT");
	is_num(whole, 2, "... whole where nothing or one acronym is left");
	for (size_t i = 0; i < packed.len; i++) {
		for (int byte = 0; byte < 256; byte++) {
			char was = packed.s[i];
			packed.s[i] = (char)byte;
			enum coop_status st = unpack_copy(packed.s, packed.len, &count);
			wrong += st != COOP_OK && st != COOP_E_CORRUPT;
			packed.s[i] = was;
		}
	}
	is_num(wrong, 0, "... and so is every change of a byte");
	ok(unpack_copy("a", 1, &count) == COOP_E_CORRUPT, "no NUL at all");
	coop_buf_release(&packed);
	coop_lexicon_free(l);
}

int main(void)
{
	test_adding();
	test_many();
	test_format();
	return done();
}
