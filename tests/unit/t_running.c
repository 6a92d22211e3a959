/*
 * t_running.c - words, phrases, distances and patterns in fields of running text against brute force over
 * the words of the notices, whatever the order of the columns; and what an index without our lists says.
 */
#include "tests/unit/indexes.h"
#include "tests/unit/random.h"

/* More notices than a block of postings has. */
enum { NOTICES = 300, WORDS_MAX = 12, QUERIES = 4000, QUERY_MAX = 200 };

/* The fields of a notice: the title, and those of running text. */
enum { TITLE, SUMMARY, HISTORY, BODY, FIELDS };

/* A word, its folded form, and its stem by number. */
static const struct {
	const char *word, *form;
	int stem;
} vocabulary[] = {{"usine", "usine", 0}, {"usines", "usines", 0}, {"lyon", "lyon", 1},
	{"grève", "greve", 2}, {"grèves", "greves", 2}, {"film", "film", 3},
	{"films", "films", 3}, {"boulanger", "boulanger", 4},
	{"montagne", "montagne", 5}};
enum { VOCABULARY = sizeof vocabulary / sizeof *vocabulary };

struct text {
	size_t at[WORDS_MAX]; /* of the vocabulary */
	size_t count;
};
static struct text notices[NOTICES][FIELDS];

static void write_cell(struct coop_buf *csv, const struct text *t)
{
	coop_buf_byte(csv, ',');
	for (size_t i = 0; i < t->count; i++)
		coop_buf_printf(csv, "%s%s", i > 0 ? " " : "", vocabulary[t->at[i]].word);
}

/* Running text stands first, last and between others; many notices lack some of it. */
static void make_notices(uint32_t *r, struct coop_buf *csv)
{
	static const int order[] = {BODY, TITLE, SUMMARY, HISTORY};
	coop_buf_str(csv, "id,texte,titre,résumé,historique,année\n");
	for (size_t n = 0; n < NOTICES; n++) {
		coop_buf_printf(csv, "n%03zu", n);
		for (size_t f = 0; f < FIELDS; f++) {
			struct text *t = &notices[n][order[f]];
			t->count = next_random(r) % 2 ? next_random(r) % WORDS_MAX : 0;
			for (size_t i = 0; i < t->count; i++)
				t->at[i] = next_random(r) % VOCABULARY;
			write_cell(csv, t);
		}
		coop_buf_str(csv, ",1980\n");
	}
	need(!csv->failed, "memory");
}

/* ---- queries ---- */

enum kind { WORD, PATTERN, PHRASE, NEAR, ORDERED, KINDS };

/* What is looked for: words `a` and `b`, up to `distance` positions apart. */
struct wanted {
	enum kind kind;
	int field; /* BODY is any running text */
	size_t a, b, distance;
	bool negated;
};

static struct wanted any_query(uint32_t *r)
{
	return (struct wanted){next_random(r) % KINDS,
		SUMMARY + (int)(next_random(r) % 3), next_random(r) % VOCABULARY,
		next_random(r) % VOCABULARY, 1 + next_random(r) % 4,
		next_random(r) % 4 == 0};
}

static void write_query(const struct wanted *w, char out[QUERY_MAX])
{
	static const char *const fields[] = {
		[SUMMARY] = "resume", [HISTORY] = "historique", [BODY] = "corps"};
	const char *a = vocabulary[w->a].word, *b = vocabulary[w->b].word;
	char value[QUERY_MAX / 2];
	switch (w->kind) {
	case WORD:
		snprintf(value, sizeof value, "%s", a);
		break;
	case PATTERN:
		snprintf(value, sizeof value, "%.2s*", vocabulary[w->a].form);
		break;
	case PHRASE:
		snprintf(value, sizeof value, "\"%s %s\"~%zu", a, b, w->distance - 1);
		break;
	default:
		snprintf(value, sizeof value, "(%s %s/%zu %s)", a,
			w->kind == NEAR ? "PRES" : "PUIS", w->distance, b);
		break;
	}
	snprintf(out, QUERY_MAX, "%s%s:%s", w->negated ? "* -" : "", fields[w->field],
		value);
}

/* ---- brute force ---- */

static bool fits(const struct wanted *w, size_t word, size_t wanted)
{
	if (w->kind == PHRASE)
		return word == wanted;
	if (w->kind == PATTERN)
		return strncmp(vocabulary[word].form, vocabulary[wanted].form, 2) == 0;
	return vocabulary[word].stem == vocabulary[wanted].stem;
}

static bool in_text(const struct wanted *w, const struct text *t)
{
	for (size_t i = 0; i < t->count; i++) {
		if (!fits(w, t->at[i], w->a))
			continue;
		if (w->kind <= PATTERN)
			return true;
		for (size_t k = 0; k < t->count; k++) {
			size_t apart = k > i ? k - i : i - k;
			if (fits(w, t->at[k], w->b) && apart > 0 &&
				apart <= w->distance && (k > i || w->kind == NEAR))
				return true;
		}
	}
	return false;
}

static bool matches(const struct wanted *w, const struct text notice[FIELDS])
{
	bool found = false;
	for (int f = SUMMARY; f < FIELDS; f++)
		found |= (w->field == BODY || w->field == f) && in_text(w, &notice[f]);
	return found != w->negated;
}

/* Whether a query finds what it should: all of that, and nothing else. */
static bool is_right(struct search *s, const struct wanted *w, const char *query)
{
	bool found[NOTICES + 1] = {false};
	run_search(s, query, 0, NOTICES);
	for (size_t i = 0; i < search_count(s); i++)
		found[search_docid(s, i)] = true;
	for (size_t n = 0; n < NOTICES; n++)
		if (found[n + 1] != matches(w, notices[n])) {
			printf("# %s: n%03zu is %sfound\n", query, n,
				found[n + 1] ? "" : "not ");
			return false;
		}
	return true;
}

/* ---- indexes ---- */

static void test_lists(const char *dir)
{
	uint32_t r = 7;
	struct coop_buf csv = {0}, index = {0};
	struct coop_analyzer *analyzer = new_analyzer();
	size_t right = 0;
	make_notices(&r, &csv);
	build_csv_index(dir, csv.s, csv.len, &index);
	struct search *s = open_search(index.s, analyzer);
	for (size_t i = 0; i < QUERIES; i++) {
		struct wanted w = any_query(&r);
		char query[QUERY_MAX];
		write_query(&w, query);
		right += is_right(s, &w, query);
	}
	is_num(right, QUERIES, "queries find what stands in running text");
	search_close(s);
	coop_analyzer_free(analyzer);
	coop_buf_release(&csv);
	coop_buf_release(&index);
}

static void test_engine(const char *dir)
{
	static const char csv[] = "id,titre,texte\na,Usine,grève\n";
	struct coop_buf index = {0};
	struct coop_analyzer *analyzer = new_analyzer();
	struct query q;
	struct coop_error err = {0};
	build_csv_index_by(true, dir, csv, sizeof csv - 1, &index);
	struct search *s = open_search(index.s, analyzer);
	ok(ask_search(s, "corps:grève", strlen("corps:grève"), 10, &q, &err) ==
				COOP_E_QUERY &&
			strstr(err.msg, "running text"),
		"an index without our lists refuses it: %s", err.msg);
	query_release(&q);
	search_close(s);
	coop_analyzer_free(analyzer);
	coop_buf_release(&index);
}

int main(void)
{
	in_scratch(test_lists);
	in_scratch(test_engine);
	return done();
}
