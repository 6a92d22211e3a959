/*
 * t_idterm.c - the terms of ids: short ones are themselves, and no two ids have the same.
 */
#include "shared/idterm.h"
#include "shared/sha256.h"
#include "shared/strmap.h"
#include "tests/unit/tap.h"

static void hashes_to(const char *s, size_t n, const char *expected)
{
	unsigned char hash[COOP_SHA256_BYTES];
	char shown[2 * COOP_SHA256_BYTES + 1];
	coop_sha256(s, n, hash);
	for (size_t i = 0; i < COOP_SHA256_BYTES; i++)
		snprintf(shown + 2 * i, 3, "%02x", hash[i]);
	is_str(shown, 2 * COOP_SHA256_BYTES, expected, "the hash of %zu bytes", n);
}

/* The examples of the standard, and lengths about those of its blocks. */
static void test_hash(void)
{
	static const char two[] =
		"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
	static const struct {
		size_t n;
		const char *hash;
	} cases[] = {
		{55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
		{56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
		{63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"},
		{64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
		{65, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"},
		{119, "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"},
		{120, "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c"},
		{1000, "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea"
		       "3"},
	};
	static char text[1000];
	memset(text, 'a', sizeof text);
	hashes_to("", 0,
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	hashes_to("abc", 3,
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	hashes_to(two, strlen(two),
		"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		hashes_to(text, cases[i].n, cases[i].hash);
}

/* The terms of ids that have all but their ends in common, and of ids that look like terms. */
static void test_terms(void)
{
	enum { LONGEST = 600 };
	static char id[LONGEST];
	char term[COOP_TERM_MAX], again[COOP_TERM_MAX];
	struct coop_strmap *seen;
	struct coop_error err = {0};
	size_t wrong = 0, same = 0;
	need(coop_strmap_new(&seen, &err) == COOP_OK, err.msg);
	memset(id, 'x', sizeof id);
	for (size_t n = 0; n < LONGEST; n++)
		for (char last = 'a'; last <= 'c' && n > 0; last++) {
			uint32_t number;
			bool added;
			id[n - 1] = last;
			size_t len = coop_id_term(id, n, term);
			bool is_short = n < COOP_TERM_MAX - 1;
			wrong += len != (is_short ? n + 1 : COOP_TERM_MAX) ||
				 *term != 'Q' ||
				 (is_short && memcmp(term + 1, id, n) != 0);
			need(coop_strmap_intern(seen, term, len, &number, &added, &err) ==
					COOP_OK,
				err.msg);
			same += !added;
			id[n - 1] = 'x';
		}
	is_num(wrong, 0, "a term is the id, or as long as terms can be");
	is_num(same, 0, "no two ids have the same");
	coop_id_term(id, LONGEST, term);
	size_t len = coop_id_term(term + 1, COOP_TERM_MAX - 1, again);
	ok(len == COOP_TERM_MAX && memcmp(term, again, len) != 0,
		"nor has one that is written like the term of another");
	coop_strmap_free(seen);
}

int main(void)
{
	test_hash();
	test_terms();
	return done();
}
