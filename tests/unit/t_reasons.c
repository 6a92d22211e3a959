/*
 * t_reasons.c - the parts of an explanation sum up to the score, for random queries over random indexes
 * of a base, a delta and tombstones; and what they say of fields.
 */
#include <math.h>

#include "query/explain/explain.h"
#include "query/output/explained.h"
#include "shared/index/impact.h"
#include "tests/unit/indexes.h"
#include "tests/unit/snapshots.h"

/* Whether the occurrences in the fields give the impact that the index has; `k` is K(dl) (impact.h). */
static bool has_impact(
	const struct explanation *x, const struct explained_part *p, double k)
{
	double tf = 0;
	for (size_t i = p->first_field; i < p->first_field + p->nfields; i++)
		tf += (double)x->fields[i].count *
		      coop_field_info(x->fields[i].field)->weight;
	return coop_impact(coop_saturate(tf, k)) == p->impact;
}

/* What is wrong with an explanation; NULL for nothing. */
static const char *problem_of(const struct explanation *x, double score, double k)
{
	double sum = 0;
	int stage = 1;
	for (size_t i = 0; i < x->count; i++) {
		const struct explained_part *p = &x->parts[i];
		double fields = 0;
		for (size_t f = 0; f < p->nfields; f++)
			fields += x->fields[p->first_field + f].value;
		if (p->nfields > 0 && fabs(fields - p->value) > 1e-9 * p->value)
			return "the shares of fields are no whole";
		if (explained_stage(p->kind) < stage)
			return "out of order";
		stage = explained_stage(p->kind);
		if (p->value < 0 || (stage == 1 && p->term.len == 0))
			return "a part of nothing";
		if (stage == 1 && p->kind != EXPLAINED_BREAK && p->word.len == 0)
			return "a term without its word";
		if ((p->kind == EXPLAINED_WORD || p->kind == EXPLAINED_PHRASE ||
			    p->kind == EXPLAINED_WILDCARD) &&
			!has_impact(x, p, k))
			return "occurrences that are not those of the index";
		sum += p->value;
	}
	if (x->score != score || fabs(sum - score) > 1e-12 * fabs(score))
		return "another sum";
	return stage == 2 && !x->reranked ? "a second stage that was none" : NULL;
}

/* Explains the results of a query; returns how many there are. */
static size_t check_query(struct search *s, const char *text, struct explanation *x,
	size_t *wrong, size_t *parts)
{
	struct query q;
	struct explainer *e;
	struct coop_record record;
	struct coop_error err = {0};
	if (ask_search(s, text, strlen(text), 60, &q, NULL)) {
		query_release(&q);
		return 0;
	}
	coop_record_init(&record);
	need(!explainer_new(s, &q, &e, &err), err.msg);
	size_t count = search_count(s);
	for (size_t i = 0; i < count; i++) {
		need(!search_record(s, i, &record, &err), err.msg);
		need(!explainer_explain(e, i, &record, x, &err), err.msg);
		const char *problem = problem_of(x, search_score(s, i),
			coop_impact_k((double)record.length,
				search_average(s, search_docid(s, i))));
		if (problem && (*wrong)++ < 5)
			printf("# %s: result %zu: %s\n", text, i, problem);
		*parts += x->count;
	}
	explainer_free(e);
	coop_record_release(&record);
	query_release(&q);
	return count;
}

static void test_index(
	const char *dir, uint32_t *state, const uint32_t size[3], int rounds)
{
	static int number;
	struct snapshot_plan plan = plan_snapshot(state, size[0], size[1], size[2]);
	struct coop_buf path = {0}, text = {0};
	struct coop_analyzer *analyzer = new_analyzer();
	struct explanation x = {0};
	size_t wrong = 0, results = 0, parts = 0;
	coop_buf_printf(&path, "%s/%d", dir, number++);
	write_snapshot(coop_buf_cstr(&path), &plan);
	struct search *s = open_search(path.s, analyzer);
	for (int i = 0; i < rounds; i++) {
		snapshot_query(state, &text);
		results += check_query(s, text.s, &x, &wrong, &parts);
	}
	ok(results > (size_t)rounds && parts > results, "%zu results, %zu parts", results,
		parts);
	is_num(wrong, 0, "... which sum up to the scores");
	explanation_release(&x);
	search_close(s);
	coop_analyzer_free(analyzer);
	coop_buf_release(&path);
	coop_buf_release(&text);
	release_plan(&plan);
}

/* ---- what is said ---- */

static const char CSV[] =
	"id,title,summary,genre,year\n"
	"a,Les ouvri\u00e8res,\"Une ouvri\u00e8re, des ouvriers : l'ouvrage\",drame,1980\n"
	"b,Le travail,Un ouvrier,drame,1990\n"
	"c,Les fleurs,Un jardin,drame,1990\n"
	"d,La mer,Un bateau,drame,1991\n"
	"e,Prix \u00e9lev\u00e9,Un \u00e9l\u00e8ve,drame,1991\n";

static const struct explained_part *part_of(
	const struct explanation *x, enum explained_kind kind)
{
	for (size_t i = 0; i < x->count; i++)
		if (x->parts[i].kind == kind)
			return &x->parts[i];
	return NULL;
}

/* Explains the best result of a query. */
static void explain_best(struct search *s, const char *text, struct explanation *x)
{
	struct query q;
	struct explainer *e;
	struct coop_record record;
	struct coop_error err = {0};
	find_query(s, text, 1, &q);
	coop_record_init(&record);
	need(!explainer_new(s, &q, &e, &err) && !search_record(s, 0, &record, &err) &&
			!explainer_explain(e, 0, &record, x, &err),
		err.msg);
	explainer_free(e);
	coop_record_release(&record);
	query_release(&q);
}

static bool says(const struct explanation *x, struct slice s, const char *expected)
{
	return is_str(slice_in(&x->text, s), s.len, expected, "... %s", expected);
}

static void test_words(struct search *s)
{
	struct explanation x = {0};
	explain_best(s, "Ouvri\u00e8re", &x);
	const struct explained_part *p = part_of(&x, EXPLAINED_WORD);
	ok(p && p->nfields == 2, "a word in two fields");
	if (p && p->nfields == 2) {
		const struct explained_field *f = &x.fields[p->first_field];
		says(&x, p->word, "Ouvri\u00e8re");
		says(&x, p->term, "Zouvri");
		says(&x, p->forms, "ouvri\u00e8res, ouvriers");
		is_num(f[0].field, COOP_F_TITLE, "... the title");
		is_num(f[0].count, 1, "... once");
		is_num(f[1].field, COOP_F_DESCRIPTION, "... the summary");
		is_num(f[1].count, 2, "... twice");
		/* an occurrence in the title counts twice */
		ok(fabs(f[0].value - f[1].value) < 1e-12, "... with the same share");
	}
	ok(part_of(&x, EXPLAINED_FORM) && !part_of(&x, EXPLAINED_ACCENTS),
		"... its form, and no other accents");
	p = part_of(&x, EXPLAINED_RELATED);
	ok(p != NULL, "... a related word");
	if (p)
		says(&x, p->forms, "ouvrage");
	explain_best(s, "\u00e9lev\u00e9", &x);
	p = part_of(&x, EXPLAINED_ACCENTS);
	ok(p && p->value == 0 && p->tf == 1, "other accents are worth nothing");
	explanation_release(&x);
}

static void test_clauses(struct search *s)
{
	static const struct {
		const char *query;
		enum explained_kind kind;
		const char *word, *found;
	} rows[] = {{"=ouvri\u00e8re", EXPLAINED_EXACT, "ouvri\u00e8re", "ouvri\u00e8re"},
		{"\"un ouvrier\"", EXPLAINED_PHRASE, "un ouvrier", "un"},
		{"ouvrag*", EXPLAINED_WILDCARD, "ouvrag*", "ouvrage"},
		{"batea~1", EXPLAINED_FUZZY, "batea", "bateau"},
		{"travail annee:1985..1995", EXPLAINED_FILTER, "1985..1995", "1990"},
		{"titre:fleur", EXPLAINED_FIELD, "fleur", "fleurs"},
		{"jardain", EXPLAINED_CORRECTION, "jardain", "jardin"},
		{"fleurs PRES/200 un", EXPLAINED_NEAR, "fleurs", "fleurs"},
		{"genre:* mer", EXPLAINED_FILTER, "*", "FF"},
		{"le", EXPLAINED_STOP, "le", "le"}};
	struct explanation x = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		explain_best(s, rows[i].query, &x);
		const struct explained_part *p = part_of(&x, rows[i].kind);
		ok(p != NULL, "%s: %s", rows[i].query, explained_name(rows[i].kind));
		if (p) {
			says(&x, p->word, rows[i].word);
			says(&x, p->found, rows[i].found);
		}
	}
	explanation_release(&x);
}

/* Whether no line of a text is wider, each character taken for one column. */
static bool fits(const char *text, size_t width)
{
	size_t column = 0;
	for (; *text; text++) {
		column += ((unsigned char)*text & 0xc0) != 0x80;
		column = *text == '\n' ? 0 : column;
		if (column > width)
			return false;
	}
	return true;
}

static void test_widths(struct search *s)
{
	static const char query[] =
		"ouvri\u00e8re \"les ouvri\u00e8res\" annee:1980.. jardain "
		"inconnuxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx*";
	struct explanation x = {0};
	struct coop_error err = {0};
	explain_best(s, query, &x);
	for (size_t width = 0; width <= 120; width++) {
		char *text;
		size_t len;
		FILE *out = open_memstream(&text, &len);
		need(out != NULL, "memory");
		need(!explained_put_text(out, &x, 1, width, &err), err.msg);
		need(fclose(out) == 0, "memory");
		if (width % 10 == 0)
			ok(fits(text, width > EXPLAINED_WIDTH_MIN
					      ? width
					      : EXPLAINED_WIDTH_MIN) &&
					len > 200,
				"a width of %zu", width);
		free(text);
	}
	explanation_release(&x);
}

static void test_all(const char *dir)
{
	static const uint32_t sizes[][3] = {{3000, 80, 500}, {300, 995, 10},
		{130, 30, 900}, {64, 500, 64}, {700, 0, 0}};
	uint32_t state = 5;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		test_index(dir, &state, sizes[i], (int)many(400, 20));
	struct coop_buf index = {0};
	struct coop_analyzer *analyzer = new_analyzer();
	build_csv_index(dir, CSV, sizeof CSV - 1, &index);
	struct search *s = open_search(index.s, analyzer);
	test_words(s);
	test_clauses(s);
	test_widths(s);
	search_close(s);
	coop_analyzer_free(analyzer);
	coop_buf_release(&index);
}

int main(void)
{
	in_scratch(test_all);
	return done();
}
