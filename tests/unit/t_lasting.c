/*
 * t_lasting.c - names of saved searches, days, and files that anybody may have written.
 */
#include <stdlib.h>
#include <string.h>

#include "query/lasting/citation.h"
#include "query/lasting/place.h"
#include "tests/unit/files.h"

/* ---- names ---- */

static void test_names(void)
{
	static const struct {
		const char *name, *kept; /* NULL: refused */
	} table[] = {{"scop", "scop"}, {"@scop", "scop"}, {"Été", "Été"},
		{"e\xcc\x81t", "\xc3\xa9t"}, {"a-b_c.d", "a-b_c.d"}, {"7", "7"},
		{"cœur", "cœur"}, {"a..b", "a..b"}, {"", NULL}, {"@", NULL},
		{"@@a", NULL}, {".", NULL}, {"..", NULL}, {".a", NULL}, {"-a", NULL},
		{"_a", NULL}, {"a/b", NULL}, {"/", NULL}, {"a b", NULL}, {"a\tb", NULL},
		{"a\nb", NULL}, {"a\x1b", NULL}, {"a'b", NULL}, {"a\xff", NULL},
		{"a\xc3", NULL}, {"a\xe2\x80\xae", NULL}, {"a\xc2\xa0", NULL},
		{"a\xe2\x80\x8b", NULL}, {"\xcc\x81", NULL}};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct coop_buf out = {0};
		enum coop_status st = place_check_name(table[i].name, &out, NULL);
		if (table[i].kept)
			is_str(coop_buf_cstr(&out), st ? 0 : out.len, table[i].kept,
				"the name '%s'", table[i].name);
		else
			ok(st == COOP_E_ARG, "no name: '%s'", table[i].name);
		coop_buf_release(&out);
	}
}

/* ---- days ---- */

static void check_day(const char *language, const char *moment, const char *day)
{
	struct coop_buf out = {0};
	setenv("LC_ALL", language, 1);
	moment_add_day(moment, &out);
	is_str(coop_buf_cstr(&out), out.len, day, "%s in %s", moment, language);
	coop_buf_release(&out);
}

static void test_days(void)
{
	char now[MOMENT_TEXT];
	setenv("SOURCE_DATE_EPOCH", "951782400", 1);
	ok(moment_now(now, NULL) == COOP_OK, "a moment that is given");
	is_str(now, strlen(now), "2000-02-29T00:00:00Z", "in ISO 8601");
	check_day("C", now, "29 February 2000");
	check_day("fr_FR.UTF-8", now, "29 février 2000");
	check_day("fr", "2026-12-01T23:59:59Z", "1er décembre 2026");
	check_day("en", "2026-12-01T23:59:59Z", "1 December 2026");
	unsetenv("SOURCE_DATE_EPOCH");
	setenv("TZ", "XXX-2", 1); /* two hours ahead */
	check_day("C", "2026-12-31T23:00:00Z", "1 January 2027");
	setenv("SOURCE_DATE_EPOCH", "0", 1);
	check_day("C", "2026-12-31T23:00:00Z", "31 December 2026");
	unsetenv("SOURCE_DATE_EPOCH");
	ok(moment_now(now, NULL) == COOP_OK && moment_is_one(now), "now is a moment");
	static const char *const wrong[] = {"", "2026", "2026-12-31T23:00:00",
		"2026-12-31 23:00:00Z", "2026-13-31T23:00:00Z", "2026-12-32T23:00:00Z",
		"2026-12-31T23:00:00Zx", "x026-12-31T23:00:00Z"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		ok(!moment_is_one(wrong[i]), "no moment: '%s'", wrong[i]);
	setenv("LC_ALL", "C.UTF-8", 1);
}

/* ---- citations ---- */

static struct citation sample(void)
{
	struct citation c = {.notices = 9, .count = 2, .date = "2026-11-29T23:31:42Z"};
	coop_buf_str(&c.fingerprint, "00112233445566778899aabbccddeeff "
				     "ffeeddccbbaa99887766554433221100");
	memset(c.digest, '0', sizeof c.digest - 1);
	coop_buf_str(&c.asked.query, "scop \"l'été\" \x1b[31m");
	coop_buf_add(&c.asked.indexes, "/a/b\0c", 7);
	coop_buf_add(&c.asked.options, "--any\0--limit=5", 16);
	coop_buf_str(&c.version, "0.1.0");
	coop_buf_str(&c.parsed, "scop");
	coop_buf_str(&c.analysis, "2 x");
	need(!hits_add(&c.hits, "n\u00e9", 3, UINT64_MAX, 1, NULL), "memory");
	need(!hits_add(&c.hits, "", 0, 0, 2, NULL), "memory");
	return c;
}

static char *print(const struct citation *c)
{
	json_t *object = citation_to_json(c, true);
	char *text = json_dumps(object, JSON_COMPACT);
	json_decref(object);
	return text;
}

/* Parses a text from memory of its own, so that a checker sees what is read behind it. */
static enum coop_status parse(struct citation *c, const char *s, size_t len)
{
	struct coop_buf text = {0};
	struct coop_error err = {0};
	coop_buf_add(&text, s, len);
	*c = (struct citation){0};
	enum coop_status st = citation_parse(c, "file", &text, &err);
	if (st && (err.status != st || !err.msg[0]))
		st = COOP_E_ENGINE;
	coop_buf_release(&text);
	return st;
}

static void test_citations(void)
{
	struct citation c = sample(), back;
	char *text = print(&c);
	ok(parse(&back, text, strlen(text)) == COOP_OK, "a citation is read");
	char *again = print(&back);
	is_str(again, strlen(again), text, "and is the same");
	citation_release(&back);
	free(again);
	/* a digest of the hits, in whatever order */
	char one[HITS_DIGEST], other[HITS_DIGEST];
	struct hits turned = {0};
	hits_add(&turned, "", 0, 0, 7, NULL);
	hits_add(&turned, "n\u00e9", 3, UINT64_MAX, 8, NULL);
	hits_digest(&c.hits, one, NULL);
	hits_digest(&turned, other, NULL);
	is_str(one, strlen(one), other, "a digest knows no order");
	turned.at[0].content++;
	hits_digest(&turned, other, NULL);
	ok(strcmp(one, other) != 0, "but contents");
	hits_release(&turned);
	/* cut anywhere, and with any byte changed: an error or a citation, and nothing else */
	size_t len = strlen(text), bad = 0, read = 0;
	for (size_t i = 0; i < len; i++) {
		bad += parse(&back, text, i) != COOP_E_INPUT;
		citation_release(&back);
	}
	ok(bad == 0, "cut anywhere, it is refused");
	for (size_t i = 0; i < len; i++)
		for (int bit = 0; bit < 8; bit++) {
			text[i] = (char)(text[i] ^ 1 << bit);
			enum coop_status st = parse(&back, text, len);
			bad += st != COOP_OK && st != COOP_E_INPUT;
			read += st == COOP_OK;
			citation_release(&back);
			text[i] = (char)(text[i] ^ 1 << bit);
		}
	ok(bad == 0 && read > 0, "with any bit changed, it is refused or read");
	citation_release(&c);
	free(text);
}

int main(void)
{
	test_names();
	test_days();
	test_citations();
	return done();
}
