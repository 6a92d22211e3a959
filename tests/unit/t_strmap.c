/*
 * t_strmap.c - the map from strings to numbers.
 */
#include "shared/core/strmap.h"
#include "tests/unit/tap.h"

enum { MANY = 100000 };

/* The i-th of many different strings; some end in NULs, some are long. */
static size_t make_key(char *s, size_t max, unsigned i)
{
	int n = snprintf(
		s, max, "%.*smot%u", (int)(i % 23), "xxxxxxxxxxxxxxxxxxxxxxx", i);
	size_t len = (size_t)n;
	for (unsigned nuls = i % 3; nuls > 0; nuls--)
		s[len++] = '\0';
	return len;
}

static uint32_t intern(struct coop_strmap *m, const char *s, size_t n, bool *added)
{
	struct coop_error err = {0};
	uint32_t id = UINT32_MAX;
	need(coop_strmap_intern(m, s, n, &id, added, &err) == COOP_OK, err.msg);
	return id;
}

static void test_many(struct coop_strmap *m)
{
	char s[64];
	bool added;
	size_t wrong = 0, n;
	for (unsigned i = 0; i < MANY; i++) {
		n = make_key(s, sizeof s - 2, i);
		wrong += coop_strmap_find(m, s, n, &(uint32_t){0});
		wrong += intern(m, s, n, &added) != i || !added;
	}
	is_num(wrong, 0, "100,000 strings are numbered in their order");
	is_num(coop_strmap_count(m), MANY, "... and counted");
	for (unsigned i = 0; i < MANY; i++) {
		uint32_t id = 0;
		size_t len = 0;
		n = make_key(s, sizeof s - 2, i);
		wrong += intern(m, s, n, &added) != i || added;
		wrong += !coop_strmap_find(m, s, n, &id) || id != i;
		const char *back = coop_strmap_at(m, i, &len);
		wrong += len != n || memcmp(back, s, n) != 0;
	}
	is_num(wrong, 0, "each is found again under its number");
	is_num(coop_strmap_count(m), MANY, "... and none was added twice");
}

static void test_odd_keys(struct coop_strmap *m)
{
	bool added;
	uint32_t id = 77;
	size_t n = 99;
	ok(!coop_strmap_find(m, "", 0, &id) && id == 77,
		"the empty string is not there at first; the number is left alone");
	is_num(intern(m, "", 0, &added), 0, "the empty string is a key");
	ok(added, "... that is new once");
	is_num(intern(m, "", 0, &added), 0, "... and found again");
	ok(!added, "... not new then");
	coop_strmap_at(m, 0, &n);
	is_num(n, 0, "... of no bytes");
	is_num(intern(m, "\0", 1, &added), 1, "a NUL is another key");
	is_num(intern(m, "\0\0", 2, &added), 2, "two NULs again another");
	is_num(intern(m, "a\0b", 3, &added), 3, "a key with a NUL inside");
	is_num(intern(m, "a", 1, &added), 4, "... is not what stands before the NUL");
	is_num(intern(m, "a\0c", 3, &added), 5, "... nor what differs behind it");
	ok(coop_strmap_find(m, "a\0b", 3, &id) && id == 3, "... and is found");
	ok(!coop_strmap_find(m, "a\0", 2, &id), "... its start is not");
}

static void test_reset(struct coop_strmap *m)
{
	bool added;
	uint32_t id;
	coop_strmap_reset(m);
	is_num(coop_strmap_count(m), 0, "reset forgets all");
	ok(!coop_strmap_find(m, "mot0", 4, &id), "... every string");
	is_num(intern(m, "lyon", 4, &added), 0, "numbers begin at 0 again");
	ok(added, "... with new strings");
	coop_strmap_reset(m);
	coop_strmap_reset(m);
	is_num(coop_strmap_count(m), 0, "a reset map can be reset");
}

int main(void)
{
	struct coop_strmap *m;
	struct coop_error err = {0};
	need(coop_strmap_new(&m, &err) == COOP_OK, err.msg);
	test_odd_keys(m);
	coop_strmap_reset(m);
	test_many(m);
	test_reset(m);
	test_many(m);
	coop_strmap_free(m);
	coop_strmap_free(NULL);
	return done();
}
