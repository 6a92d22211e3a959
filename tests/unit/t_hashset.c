/*
 * t_hashset.c - the set of strings by their hashes.
 */
#include "shared/core/hashset.h"
#include "tests/unit/tap.h"

static bool add(struct coop_hashset *set, const char *s, size_t n)
{
	struct coop_error err = {0};
	bool added;
	need(coop_hashset_add(set, s, n, &added, &err) == COOP_OK, err.msg);
	return added;
}

static void test_odd(struct coop_hashset *set)
{
	ok(add(set, "", 0) && !add(set, "", 0), "the empty string is one");
	ok(add(set, "\0", 1) && add(set, "\0\0", 2) && !add(set, "\0", 1), "NULs count");
	ok(add(set, "a", 1) && add(set, "A", 1) && add(set, "a ", 2) && !add(set, "a", 1),
		"no two bytes are the same");
}

/* Each is new once, however often the parts grow. */
static void test_many(struct coop_hashset *set)
{
	enum { MANY = 200000 };
	char s[32];
	size_t again = 0, found = 0, most = 0;
	for (unsigned round = 0; round < 2; round++)
		for (unsigned i = 0; i < MANY; i++) {
			int n = snprintf(s, sizeof s, "notice-%u", i * 7);
			bool added = add(set, s, (size_t)n);
			again += round == 0 && !added;
			found += round == 1 && !added;
			size_t each = coop_hashset_memory(set) / (i + 1);
			if (round == 0 && i > MANY / 10 && each > most)
				most = each;
		}
	is_num(again, 0, "%d strings are new", MANY);
	is_num(found, MANY, "... and each is found again");
	ok(most <= 15, "a string takes at most 15 bytes: %zu", most);
}

int main(void)
{
	struct coop_hashset *set;
	struct coop_error err = {0};
	need(coop_hashset_new(&set, &err) == COOP_OK, err.msg);
	test_odd(set);
	test_many(set);
	coop_hashset_free(set);
	coop_hashset_free(NULL);
	return done();
}
