/*
 * t_dealing.c - which shard a record is dealt to, the mark of a shard, and the facts that all shards are made with,
 * from bytes that may be anyone's.
 */
#include <libdeflate.h>

#include "indexer/update/dealing.h"
#include "indexer/update/whole.h"
#include "shared/index/hashes.h"
#include "shared/index/manifest.h"
#include "tests/unit/random.h"
#include "tests/unit/tap.h"

/* ---- dealing ---- */

static struct coop_buf scratch;

static unsigned shard_of(const char *id, unsigned shards)
{
	unsigned found = 0, times = 0;
	for (unsigned k = 1; k <= shards; k++) {
		const struct dealing d = {k, shards, NULL};
		bool has = false;
		need(!dealing_has(&d, id, strlen(id), &scratch, &has, NULL), "memory");
		found = has ? k : found;
		times += has;
	}
	return times == 1 ? found : 0;
}

static void test_shards(void)
{
	static const char *const same[][2] = {{"film-1", "film-1~2"},
		{"film-1", "film-1~17~3"}, {"été", "e\u0301te\u0301"},
		{"textes/été.txt", "textes/e\u0301te\u0301.txt"}, {"a~b", "a~b"},
		{"~2", "~2"}, {"a~", "a~"}};
	bool once = true, equal = true, differ = false;
	unsigned counts[7] = {0};
	for (unsigned i = 0; i < 7000; i++) {
		char id[32];
		snprintf(id, sizeof id, "film-%u", i);
		unsigned k = shard_of(id, 7);
		once &= k > 0;
		counts[k > 0 ? k - 1 : 0]++;
	}
	ok(once, "a record is of one shard");
	for (int k = 0; k < 7; k++)
		differ |= counts[k] < 900 || counts[k] > 1100;
	ok(!differ, "seven thousand ids are dealt evenly");
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		equal &= shard_of(same[i][0], 64) == shard_of(same[i][1], 64);
	ok(equal, "an id, its copies and its other forms in Unicode are of one shard");
	ok(shard_of("film-0001", 64) == coop_hash_bytes("film-0001", 9) % 64 + 1,
		"the shard is the hash, from 1");
	bool has = false;
	const struct dealing one = {0, 0, NULL};
	ok(!dealing_has(&one, "x", 1, &scratch, &has, NULL) && has,
		"where there are no shards, all is there");
}

static void test_files(void)
{
	static const char *const whole[] = {"a.txt", "d/B.MD", "x.html", "x.odt", "x.pdf",
		"x.epub", "x.srt", "é/y.docx"};
	static const char *const dealt[] = {"a.csv", "a.tsv", "x.json", "x.xml", "x.rdf",
		"x.mrc", "x.xlsx", "x.zip", "x.tar.gz", "x.mbox", "x.eml", "x.bib", "x",
		"-", "txt", ".txt"};
	struct dealing d = {1, 2, NULL};
	struct coop_strmap *exceptions;
	uint32_t number;
	bool added, good = true;
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		good &= dealing_is_whole(&d, whole[i]);
	ok(good, "a file that its name shows to be a text is dealt whole");
	good = true;
	for (size_t i = 0; i < sizeof dealt / sizeof *dealt; i++)
		good &= !dealing_is_whole(&d, dealt[i]);
	ok(good, "others are dealt by their records");
	need(!coop_strmap_new(&exceptions, NULL), "memory");
	need(!coop_strmap_intern(exceptions, "x.html", 6, &number, &added, NULL),
		"memory");
	d.exceptions = exceptions;
	ok(!dealing_is_whole(&d, "x.html") && dealing_is_whole(&d, "y.html"),
		"so is one that is named as exceptions");
	coop_strmap_free(exceptions);
	ok(!dealing_is_own("a.txt", "a.txt", 5) &&
			!dealing_is_own("a.txt", "a.txt#k123", 10) &&
			dealing_is_own("a.txt", "a.txt2", 6) &&
			dealing_is_own("a.txt", "12", 2) &&
			dealing_is_own("a.txt", "", 0),
		"a file is exceptions by an id that is not made of its path");
}

/* ---- the mark ---- */

static void test_mark(void)
{
	static const char *const bad[] = {"", "/", "0/1", "1/0", "2/1", "1/65", "65/65",
		"1", "1/", "/1", "01/2", "1/02", "1/2 ", " 1/2", "+1/2", "-1/2", "1/2/3",
		"4294967297/4294967298"};
	static const char *const bad_facts[] = {"", "0", "0000000000000000",
		"123456789abcdef", "123456789abcdef01", "123456789ABCDEF0",
		"123456789abcdeg0"};
	struct coop_shard_mark m = {0};
	struct coop_buf text = {0};
	bool refused = true;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		refused &= !coop_shard_mark_parse(bad[i], &m);
	for (size_t i = 0; i < sizeof bad_facts / sizeof *bad_facts; i++)
		refused &= !coop_shard_mark_parse_facts(bad_facts[i], &m);
	ok(refused && !coop_shard_mark_is(&m), "what is no mark is refused");
	ok(coop_shard_mark_parse("64/64", &m) && m.shard == 64 && m.shards == 64 &&
			coop_shard_mark_parse_facts("0123456789abcdef", &m) &&
			m.facts == UINT64_C(0x0123456789abcdef),
		"a mark is read");
	coop_shard_mark_print(&m, &text);
	coop_shard_mark_print_facts(&m, &text);
	ok(strcmp(coop_buf_cstr(&text), "64/640123456789abcdef") == 0,
		"and printed as it was");
	coop_buf_release(&text);
}

static void test_manifest(void)
{
	static const char *const bad[] = {"shard 1/2 0000000000000001 \n",
		"shard 1/2  0000000000000001\n", "shard 3/2 0000000000000001\n",
		"shard 1/2\n", "shard 1/2 0000000000000000\n",
		"shard 1/2 00000000000000001\n", "shard 1/2 0000000000000001",
		"shard 1/2 0000000000000001\nshard 1/2 0000000000000001\n",
		"origin 00000000\nshard 1/2 0000000000000001\n"};
	struct coop_manifest m = {.mark = {1, 2, 77}}, again;
	struct coop_buf text = {0};
	coop_buf_str(&m.root, "/a b");
	coop_manifest_print(&m, &text);
	ok(!coop_manifest_parse(text.s, text.len, &again, NULL) &&
			coop_shard_mark_same(&m.mark, &again.mark) &&
			strcmp(coop_buf_cstr(&again.root), "/a b") == 0,
		"a manifest keeps the mark");
	coop_manifest_release(&again);
	bool refused = true;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		coop_buf_reset(&text);
		coop_buf_printf(&text, "coopidx manifest 1\n%s", bad[i]);
		refused &= coop_manifest_parse(text.s, text.len, &again, NULL) ==
			   COOP_E_CORRUPT;
		coop_manifest_release(&again);
	}
	ok(refused, "one with another line for it is damaged");
	coop_manifest_release(&m);
	coop_buf_release(&text);
}

/* ---- the facts ---- */

static void pack(struct coop_buf *out)
{
	struct coop_acronyms *a;
	struct coop_strmap *exceptions = NULL;
	uint32_t number;
	bool added;
	need(!coop_acronyms_new(&a, NULL) && !coop_strmap_new(&exceptions, NULL),
		"memory");
	need(!coop_acronyms_add(a,
		     &(struct coop_acronym){"cae", "Coopérative d'Activité et d'Emploi",
			     "a.txt:1: une Coopérative d'Activité et d'Emploi (CAE)", ""},
		     NULL) &&
			!coop_acronyms_add(
				a, &(struct coop_acronym){"scop", "", "", ""}, NULL),
		"memory");
	need(!coop_strmap_intern(exceptions, "été.html", 9, &number, &added, NULL),
		"memory");
	struct coop_error err = {0};
	need(!whole_pack(1000, 123456, a, exceptions, out, &err), err.msg);
	coop_acronyms_free(a);
	coop_strmap_free(exceptions);
}

static enum coop_status parse(const char *s, size_t len)
{
	struct whole w;
	struct coop_error err = {0};
	/* of exactly that size, so that reading behind it is noticed */
	char *copy = malloc(len + (len == 0));
	need(copy != NULL, "memory");
	memcpy(copy, s, len);
	enum coop_status st = whole_parse(copy, len, &w, &err);
	for (size_t i = 0; !st && i < coop_acronyms_count(w.facts.acronyms); i++)
		need(coop_acronyms_at(w.facts.acronyms, i).form != NULL, "a form");
	whole_release(&w);
	free(copy);
	return st;
}

static void test_facts(void)
{
	struct coop_buf bytes = {0}, again = {0};
	struct whole w;
	struct coop_acronym a = {0};
	uint32_t number;
	pack(&bytes);
	pack(&again);
	ok(bytes.len == again.len && memcmp(bytes.s, again.s, bytes.len) == 0,
		"the same facts are the same bytes");
	ok(!whole_parse(bytes.s, bytes.len, &w, NULL) && w.documents == 1000 &&
			w.length == 123456 && w.facts.average == 123.456 &&
			w.facts.mark.facts == coop_hash_bytes(bytes.s, bytes.len) &&
			coop_acronyms_find(w.facts.acronyms, "cae", 3, &a) &&
			strcmp(a.long_form, "Coopérative d'Activité et d'Emploi") == 0 &&
			*a.stems &&
			coop_strmap_find(w.exceptions, "été.html", 9, &number),
		"facts come back as they were");
	coop_buf_reset(&again);
	ok(!whole_pack(
		   w.documents, w.length, w.facts.acronyms, w.exceptions, &again, NULL) &&
			bytes.len == again.len &&
			memcmp(bytes.s, again.s, bytes.len) == 0,
		"and are written again as the same bytes");
	ok(!whole_drifted(&w, 1000, 123456) && !whole_drifted(&w, 1100, 135801) &&
			whole_drifted(&w, 1101, 135801) &&
			whole_drifted(&w, 899, 110000) &&
			whole_drifted(&w, 1000, 130000) && whole_drifted(&w, 0, 0),
		"a tenth more or fewer records, or a twentieth of their length, is drift");
	w.documents = 499;
	w.facts.average = facts_average(w.length, w.documents);
	ok(whole_drifted(&w, 499, 123455) && !whole_drifted(&w, 499, 123456),
		"of few records each change is");
	whole_release(&w);
	coop_buf_release(&bytes);
	coop_buf_release(&again);
}

/* Sets the checksum right, so that what follows it is read. */
static void seal(char *bytes, size_t len)
{
	enum { HEAD = WHOLE_MAGIC_LEN + 4 };
	uint32_t crc = 0;
	struct coop_buf text = {0};
	for (size_t i = HEAD; i < len; i++)
		coop_buf_byte(&text, bytes[i]);
	crc = libdeflate_crc32(0, coop_buf_cstr(&text), text.len);
	for (int i = 0; i < 4; i++)
		bytes[WHOLE_MAGIC_LEN + i] = (char)(crc >> 8 * i & 0xff);
	coop_buf_release(&text);
}

static void test_hostile(void)
{
	struct coop_buf bytes = {0};
	pack(&bytes);
	bool refused = true;
	for (size_t n = 0; n < bytes.len; n++)
		refused &= parse(bytes.s, n) == COOP_E_INPUT;
	ok(refused, "facts that are cut are refused");
	refused = true;
	for (size_t i = 0; i < bytes.len * 8; i++) {
		bytes.s[i / 8] ^= (char)(1 << i % 8);
		refused &= parse(bytes.s, bytes.len) == COOP_E_INPUT;
		bytes.s[i / 8] ^= (char)(1 << i % 8);
	}
	ok(refused, "and those with a bit that has changed");
	uint32_t r = 23;
	unsigned fine = 0, other = 0;
	for (int i = 0; i < 20000; i++) {
		struct coop_buf copy = {0};
		coop_buf_add(&copy, bytes.s, bytes.len);
		need(!copy.failed, "memory");
		for (unsigned n = 1 + next_random(&r) % 4; n > 0; n--)
			copy.s[12 + next_random(&r) % (bytes.len - 12)] =
				(char)(next_random(&r) & 0xff);
		if (next_random(&r) % 3 == 0)
			copy.len -= next_random(&r) % (bytes.len - 12);
		seal(copy.s, copy.len);
		enum coop_status st = parse(copy.s, copy.len);
		fine += st == COOP_OK;
		other += st != COOP_OK && st != COOP_E_INPUT && st != COOP_E_VERSION;
		coop_buf_release(&copy);
	}
	ok(other == 0, "whatever is in them, they are refused or are facts (%u are)",
		fine);
	coop_buf_release(&bytes);
}

int main(void)
{
	test_shards();
	test_files();
	test_mark();
	test_manifest();
	test_facts();
	test_hostile();
	coop_buf_release(&scratch);
	return done();
}
