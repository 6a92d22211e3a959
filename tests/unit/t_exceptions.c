/*
 * t_exceptions.c - runs tables/exceptions.tst, which describes its own format, and checks
 * that it has a test for each row and each rule of shared/text/stem_exceptions.c, whose
 * source it reads.
 */
#include "shared/text/analyzer.h"
#include "shared/text/fold.h"
#include "shared/text/stem_exceptions.h"
#include "tests/unit/files.h"

enum { WORDS_MAX = 1000, WORD_MAX = 64, RULES_MAX = 16 };

/* A pair of the table, folded. */
struct pair {
	char left[WORD_MAX], right[WORD_MAX];
	bool same;
};

static struct pair pairs[WORDS_MAX];
static size_t npairs;
static struct coop_analyzer *analyzer;

/* Folds a word, which is one and no more. */
static void fold(const char *word, size_t len, char out[WORD_MAX])
{
	struct coop_buf b = {0};
	coop_fold_label(word, len, &b);
	need(b.len > 0 && b.len < WORD_MAX && !strchr(b.s, ' '), "not one word");
	memcpy(out, b.s, b.len + 1);
	coop_buf_release(&b);
}

/* The stem of a folded word, copied; a stop word is none. */
static void stem_of(const char *word, char out[WORD_MAX])
{
	const char *stem;
	size_t len;
	struct coop_error err = {0};
	need(coop_analyzer_stem(analyzer, word, strlen(word), &stem, &len, &err) ==
			COOP_OK,
		err.msg);
	need(stem != NULL && len < WORD_MAX, word);
	memcpy(out, stem, len);
	out[len] = '\0';
}

static void check_pair(const struct pair *p, size_t line)
{
	char left[WORD_MAX], right[WORD_MAX];
	stem_of(p->left, left);
	stem_of(p->right, right);
	bool same = strcmp(left, right) == 0;
	if (!ok(same == p->same, "exceptions.tst:%zu: %s %s %s", line, p->left,
		    p->same ? "=" : "!=", p->right))
		printf("# stems: %s, %s\n", left, right);
}

static void read_pair(const char *line, size_t number)
{
	const char *sign = strstr(line, " = ");
	struct pair *p = &pairs[npairs++];
	need(npairs < WORDS_MAX, "too many pairs");
	p->same = sign != NULL;
	sign = sign ? sign : strstr(line, " != ");
	need(sign != NULL, line);
	fold(line, (size_t)(sign - line), p->left);
	fold(sign + 3, strlen(sign + 3), p->right);
	check_pair(p, number);
}

static void run_table(char *table)
{
	size_t number = 0;
	for (char *line = table, *end; *line; line = end + 1) {
		end = strchr(line, '\n');
		need(end != NULL, "a last line without its end");
		*end = '\0';
		number++;
		if (*line && *line != '#')
			read_pair(line, number);
	}
}

static bool ends(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);
	return n >= m && strcmp(s + n - m, end) == 0;
}

static bool has_pair(const char *left, bool same)
{
	for (size_t i = 0; i < npairs; i++)
		if (pairs[i].same == same && strcmp(pairs[i].left, left) == 0)
			return true;
	return false;
}

/* Copies the next string literal at or behind `s`; returns what follows it, or NULL. */
static const char *take_literal(const char *s, char out[WORD_MAX])
{
	const char *begin = strchr(s, '"'), *end = begin ? strchr(begin + 1, '"') : NULL;
	if (!end || end - begin > WORD_MAX)
		return NULL;
	memcpy(out, begin + 1, (size_t)(end - begin) - 1);
	out[end - begin - 1] = '\0';
	return end + 1;
}

/* A line of the table: it is applied, and tested. */
static void check_line(const char *word, const char *instead)
{
	char out[COOP_WORD_MAX + COOP_STEM_EXCEPTION_ROOM];
	size_t len = 0;
	bool applied = coop_stem_exception(word, strlen(word), out, &len) &&
		       len == strlen(instead) && memcmp(out, instead, len) == 0;
	ok(applied, "the line of %s is found", word);
	ok(has_pair(word, true), "... and has a test");
}

/* Each line of the table is {"word", "instead"}, with its reason in a comment behind. */
static size_t check_lines(const char *source)
{
	const char *s = strstr(source, "exception table[] = {"), *end = strstr(s, "\n};");
	char word[WORD_MAX], instead[WORD_MAX], before[WORD_MAX] = "";
	size_t lines = 0, unordered = 0, reasonless = 0;
	need(end != NULL, "no table in stem_exceptions.c");
	for (; (s = strstr(s, "\n\t{")) != NULL && s < end; lines++) {
		const char *line_end = strchr(s + 1, '\n');
		s = take_literal(s, word);
		s = s ? take_literal(s, instead) : NULL;
		need(s != NULL, "a line of the table that cannot be read");
		const char *reason = strstr(s, "/*");
		reasonless += !reason || reason > line_end;
		unordered += strcmp(before, word) >= 0;
		memcpy(before, word, sizeof before);
		check_line(word, instead);
	}
	is_num(unordered, 0, "the table is in byte order");
	is_num(reasonless, 0, "... and each line has its reason");
	return lines;
}

/* Whether some pair tests a rule: its word has the ending and needs the rule. */
static bool rule_has_pair(const char *ending, const char *source)
{
	for (size_t i = 0; i < npairs; i++) {
		char quoted[WORD_MAX + 4], plural[WORD_MAX + 1];
		snprintf(quoted, sizeof quoted, "{\"%.*s\"", WORD_MAX - 1, pairs[i].left);
		snprintf(plural, sizeof plural, "%.*ss", WORD_MAX - 1, ending);
		if (pairs[i].same && !strstr(source, quoted) &&
			(ends(pairs[i].left, ending) || ends(pairs[i].left, plural)))
			return true;
	}
	return false;
}

static size_t check_rules(const char *source)
{
	const char *s = strstr(source, "} rules[] = {"), *end = s ? strstr(s, "\n};") : s;
	char ending[WORD_MAX], instead[WORD_MAX];
	size_t rules = 0;
	need(end != NULL, "no rules in stem_exceptions.c");
	for (; (s = strstr(s, "\n\t{")) != NULL && s < end; rules++) {
		s = take_literal(s, ending);
		s = s ? take_literal(s, instead) : NULL;
		need(s != NULL, "a rule that cannot be read");
		ok(rule_has_pair(ending, source), "the rule -%s has a test", ending);
	}
	return rules;
}

/* The words that no rule may touch. */
static size_t check_regular(const char *source)
{
	const char *s = strstr(source, "irregular[] ="), *end = s ? strchr(s, ';') : s;
	char word[WORD_MAX], out[COOP_WORD_MAX + COOP_STEM_EXCEPTION_ROOM];
	size_t words = 0, len;
	need(end != NULL, "no irregular words in stem_exceptions.c");
	for (; (s = take_literal(s, word)) != NULL && s < end; words++) {
		ok(!coop_stem_exception(word, strlen(word), out, &len),
			"%s is no exception", word);
		ok(has_pair(word, false), "... and has a test");
	}
	return words;
}

/* The longest words, with the room that stem_exceptions.h promises. */
static void test_room(void)
{
	static const char *const endings[] = {"trice", "iee", "iere", "trices", ""};
	char word[COOP_WORD_MAX], *out = malloc(COOP_WORD_MAX + COOP_STEM_EXCEPTION_ROOM);
	need(out != NULL, "memory");
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t n = strlen(endings[i]), len = 0;
		memset(word, 'a', sizeof word);
		memcpy(word + sizeof word - n, endings[i], n);
		bool is = coop_stem_exception(word, sizeof word, out, &len);
		ok(is == (n > 0) && len <= COOP_WORD_MAX + COOP_STEM_EXCEPTION_ROOM,
			"a word of COOP_WORD_MAX bytes in -%s", endings[i]);
	}
	free(out);
}

static bool is_moved(const char *word)
{
	const char *moved;
	for (size_t i = 0; (moved = coop_stem_exception_moved(i)) != NULL; i++)
		if (strcmp(moved, word) == 0)
			return true;
	return false;
}

/* Whether a word keeps its first three letters in its stem, if that is not short. */
static bool keeps_letters(const char *word)
{
	char stem[WORD_MAX];
	stem_of(word, stem);
	return strlen(stem) < 4 || memcmp(stem, word, 3) == 0;
}

/* All words but those that are told keep these letters: those here, and invented ones. */
static void test_moved(void)
{
	static const char *const heads[] = {"m", "tr", "v", "ch", "ign", "b", "pl", "s",
		"gu", "y", "oe", "a"},
				 *const vowels[] = {"a", "e", "i", "o", "u", "ai", "oy",
					 "eau", "ou", "uy"},
				 *const endings[] = {"nce", "logie", "usion", "ution",
					 "ence", "issement", "ement", "ite", "if", "ive",
					 "eux", "euse", "aux", "al", "ation", "ateur",
					 "atrice", "iere", "ee", "ssion", "e", "es", "er",
					 "erions", "ye", "yons", "s", "ique", "iqua",
					 "ll", "nn", "ett", "isme", "able"};
	enum { HEADS = 12, VOWELS = 10, ENDINGS = 34 };
	size_t wrong = 0, moved = 0;
	for (size_t i = 0; i < npairs; i++) {
		bool kept = keeps_letters(pairs[i].left);
		moved += !kept;
		if (kept == is_moved(pairs[i].left) || !keeps_letters(pairs[i].right)) {
			printf("# %s, %s\n", pairs[i].left, pairs[i].right);
			wrong++;
		}
	}
	ok(wrong == 0 && moved > 0,
		"the words are told that lose their first letters: %zu", moved);
	wrong = 0;
	for (size_t i = 0; i < (size_t)HEADS * VOWELS * ENDINGS * ENDINGS; i++) {
		char word[WORD_MAX];
		snprintf(word, sizeof word, "%s%s%s%s", heads[i % HEADS],
			vowels[i / HEADS % VOWELS], endings[i / HEADS / VOWELS % ENDINGS],
			endings[i / HEADS / VOWELS / ENDINGS]);
		if (!keeps_letters(word) && wrong++ < 5)
			printf("# %s\n", word);
	}
	is_num(wrong, 0, "invented words keep them");
}

int main(void)
{
	struct coop_buf path = {0}, table = {0}, source = {0};
	struct coop_error err = {0};
	need(coop_analyzer_new(&analyzer, &err) == COOP_OK, err.msg);
	read_whole(test_path(&path, "tables/exceptions.tst"), &table);
	run_table(table.s);
	read_whole(test_path(&path, "../shared/text/stem_exceptions.c"), &source);
	size_t lines = check_lines(source.s);
	ok(lines >= 150, "the whole table of stem_exceptions.c was read: %zu lines",
		lines);
	ok(check_rules(source.s) >= 3, "... and its rules");
	ok(check_regular(source.s) >= 6, "... and the words they leave alone");
	test_room();
	test_moved();
	coop_analyzer_free(analyzer);
	coop_buf_release(&path);
	coop_buf_release(&table);
	coop_buf_release(&source);
	return done();
}
