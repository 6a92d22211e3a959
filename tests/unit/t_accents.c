/*
 * t_accents.c - accents of the query and of words of texts (accents.h).
 */
#include "query/search/accents.h"

#include <string.h>

#include "tests/unit/tap.h"

static void test_of(void)
{
	static const struct {
		const char *word, *expected;
	} rows[] = {{"\u00c9lev\u00e9", "\u00e9lev\u00e9"}, {"eleve", ""},
		{"C\u0152UR", ""}, {"\u0153uvr\u00e9e", "oeuvr\u00e9e"},
		{"e\u0301te\u0301", "\u00e9t\u00e9"}, {"L\u00e6titia", ""},
		{"T\u014dky\u014d", ""}, {"a\u00d7b", ""}, {"na\u00efve", "na\u00efve"},
		{"gar\u00c7on", "gar\u00e7on"}, {"", ""}, {"Stra\u00dfe", "stra\u00dfe"},
		{"\xc3", ""}};
	struct coop_buf out = {0};
	struct coop_error err = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		coop_buf_reset(&out);
		ok(!accents_of(rows[i].word, strlen(rows[i].word), &out, &err), "%s",
			rows[i].word);
		is_str(coop_buf_cstr(&out), out.len, rows[i].expected, "... its accents");
	}
	coop_buf_release(&out);
}

static void test_match(void)
{
	static const struct {
		const char *accented, *word;
		bool same;
	} rows[] = {{"\u00e9lev\u00e9", "\u00e9lev\u00e9", true},
		{"\u00e9lev\u00e9", "\u00c9lev\u00e9s", true},
		{"\u00e9lev\u00e9", "\u00e9l\u00e8ve", false},
		{"\u00e9lev\u00e9", "eleve", false},
		{"\u00e9lev\u00e9", "\u00e9lev", false},
		{"\u00e9lev\u00e9", "\u00e9lev\xc3", false},
		{"\u00e9lev\u00e9", "", false}, {"p\u00eache", "p\u00c9CHE", false},
		{"p\u00eache", "P\u00caCHES", true},
		{"oeuvr\u00e9e", "\u0152uvr\u00e9e", true},
		{"oeuvr\u00e9e", "oeuvr\u00e9e", true},
		{"r\u00e9giona", "r\u00e9gionaux", true}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ok(accents_match(rows[i].accented, strlen(rows[i].accented), rows[i].word,
			   strlen(rows[i].word)) == rows[i].same,
			"%s %s %s", rows[i].accented, rows[i].same ? "is" : "is not",
			rows[i].word);
}

int main(void)
{
	test_of();
	test_match();
	return done();
}
