/*
 * t_snippet.c - marks, and the passage of a notice that is shown.
 */
#include "query/output/snippet.h"
#include "shared/core/utf8.h"
#include "tests/unit/queries.h"

static struct coop_analyzer *analyzer;

/* Finds the marks of a query in a text; they are shown as [word], followed by its number.
 */
static void marks_are(const char *query, const char *text, const char *expected)
{
	struct query q;
	struct marks m = {0};
	struct coop_buf got = {0};
	struct coop_error err = {0};
	size_t at = 0;
	understand(&q, analyzer, query);
	need(marks_find(&m, analyzer, &q, text, strlen(text), &err) == COOP_OK, err.msg);
	for (size_t i = 0; i < m.count; i++) {
		coop_buf_add(&got, text + at, m.at[i].off - at);
		coop_buf_printf(&got, "[%.*s]%zu", (int)(m.at[i].end - m.at[i].off),
			text + m.at[i].off, m.at[i].word);
		at = m.at[i].end;
	}
	coop_buf_str(&got, text + at);
	is_str(got.s, got.len, expected, "marks of '%s'", query);
	coop_buf_release(&got);
	marks_release(&m);
	query_release(&q);
}

static void test_marks(void)
{
	marks_are("scop lyon", "Une Scop \u00e0 Lyon, des SCOP",
		"Une [Scop]0 \u00e0 [Lyon]1, des [SCOP]0");
	marks_are("coop\u00e9ration", "Les coop\u00e9ratives d\u2019ici",
		"Les [coop\u00e9ratives]0 d\u2019ici");
	marks_are("union", "L\u2019union", "L\u2019[union]0");
	marks_are("savoirfaire", "un savoir-faire", "un [savoir-faire]0");
	marks_are("savoir-faire", "un savoir-faire", "un [savoir-faire]1");
	marks_are("\u00e9conomie",
		"l'\u00e9conomie, d\u2019\u00c9conomie\u00a0! (l\u2019\u00e9conomie)",
		"l'[\u00e9conomie]0, d\u2019[\u00c9conomie]0\u00a0! (l\u2019[\u00e9conomie]0)");
	marks_are("auto-\u00e9cole", "jusqu\u2019\u00e0 l\u2019auto-\u00e9cole.",
		"jusqu\u2019\u00e0 l\u2019[auto-\u00e9cole]1.");
	marks_are("autoecole", "\u00ab\u00a0l\u2019auto-\u00e9cole\u00a0\u00bb",
		"\u00ab\u00a0l\u2019[auto-\u00e9cole]0\u00a0\u00bb");
	marks_are("salari\u00e9s", "les salari\u00e9\u00b7e\u00b7s.",
		"les [salari\u00e9\u00b7e\u00b7s]0.");
	marks_are("aujourd'hui", "Aujourd\u2019hui\u2026", "[Aujourd\u2019hui]0\u2026");
	marks_are("0478681818", "Tel. 04 78 68 18 18,", "Tel. [04 78 68 18 18]0,");
	marks_are("scop", "La S.C.O.P. !", "La [S.C.O.P.]0 !");
	marks_are("scop", "rien", "rien");
	marks_are("scop", "", "");
}

struct fixture {
	struct coop_record rec;
	struct snippets all;
	struct snippet snippet; /* the best one, borrowed from `all` */
	struct query q;
};

static void find(struct fixture *f, const char *query)
{
	struct coop_error err = {0};
	query_release(&f->q);
	understand(&f->q, analyzer, query);
	need(snippets_find(&f->all, analyzer, &f->q, &f->rec, 0, &err) == COOP_OK,
		err.msg);
	f->snippet = (struct snippet){.text = ""};
	if (f->all.count > 0)
		f->snippet = f->all.at[0];
}

static void add(struct fixture *f, enum coop_field field, const char *text)
{
	coop_record_add(&f->rec, field, text, strlen(text));
}

static bool holds(const struct fixture *f, const char *part)
{
	size_t n = strlen(part);
	for (size_t i = 0; i + n <= f->snippet.len; i++)
		if (memcmp(f->snippet.text + i, part, n) == 0)
			return true;
	return false;
}

static void test_choice(struct fixture *f)
{
	coop_record_reset(&f->rec, "a", 1);
	add(f, COOP_F_TITLE, "Lyon");
	add(f, COOP_F_PRODUCER, "Cap services, Lyon");
	add(f, COOP_F_DESCRIPTION, "Une scop na\u00eet.");
	add(f, COOP_F_HISTORY, "Une scop grandit \u00e0 Lyon.");
	find(f, "scop lyon");
	is_str(f->snippet.text, f->snippet.len, "Une scop grandit \u00e0 Lyon.",
		"the passage with more of the words");
	is_num(f->snippet.marks.count, 2, "... which are marked");
	ok(!f->snippet.cut_before && !f->snippet.cut_after, "... and nothing is cut");
	find(f, "scop");
	is_str(f->snippet.text, f->snippet.len, "Une scop na\u00eet.",
		"among equals the first");
	find(f, "services");
	is_str(f->snippet.text, f->snippet.len, "Cap services, Lyon",
		"a word outside the running text");
	find(f, "autogestion");
	is_str(f->snippet.text, f->snippet.len, "Une scop na\u00eet.",
		"no word at all: the start of the running text");
	is_num(f->snippet.marks.count, 0, "... without a mark");
	coop_record_reset(&f->rec, "a", 1);
	add(f, COOP_F_TITLE, "Lyon");
	find(f, "lyon");
	is_num(f->snippet.len, 0, "nothing but a title has no passage");
	is_num(f->snippet.marks.count, 0, "... and no mark");
}

/* What holds for every snippet. */
static void check_shape(const struct fixture *f, const char *text, const char *what)
{
	const struct snippet *s = &f->snippet;
	const char *in = f->rec.text.s;
	ok(s->text >= in && s->text + s->len <= in + f->rec.text.len,
		"%s: lies in the record", what);
	is_num(coop_utf8_valid(s->text, s->len), s->len, "... cut between characters");
	ok(memcmp(s->text, text + s->off, s->len) == 0, "... at its offset");
	ok(!(s->cut_before && s->off == 0) &&
			!(s->cut_after && s->off + s->len == strlen(text)),
		"... and no end of the text is taken for a cut");
	size_t wrong = 0, before = 0;
	for (size_t i = 0; i < s->marks.count; i++) {
		struct mark m = s->marks.at[i];
		wrong += m.off < before || m.end <= m.off || m.end > s->len;
		before = m.end;
	}
	is_num(wrong, 0, "... its marks lie inside, in order");
}

static void test_long_text(struct fixture *f)
{
	struct coop_buf text = {0};
	for (int i = 0; i < 200; i++)
		coop_buf_printf(&text,
			"Phrase num\u00e9ro %d de ce tr\u00e8s long r\u00e9cit. %s", i,
			i == 20    ? "Une scop. "
			: i == 120 ? "Une scop d\u2019ouvriers \u00e0 Lyon. "
				   : "");
	coop_buf_str(&text, "Fin");
	coop_record_reset(&f->rec, "a", 1);
	add(f, COOP_F_BODY, text.s);
	find(f, "scop lyon");
	check_shape(f, text.s, "in the middle");
	ok(holds(f, "Une scop d\u2019ouvriers \u00e0 Lyon."),
		"... both words, not one alone");
	is_num(f->snippet.marks.count, 2, "... both marked");
	ok(!f->snippet.cut_before && !f->snippet.cut_after, "... no sentence is cut");
	ok(f->snippet.len > SNIPPET_LENGTH / 2 && f->snippet.len < SNIPPET_LENGTH * 2,
		"... about as long as it should be");
	ok(strncmp(f->snippet.text, "Une scop", 8) == 0 &&
			f->snippet.text[f->snippet.len - 1] == '.',
		"... from the start of a sentence to the end of one");
	find(f, "fin");
	check_shape(f, text.s, "at the end");
	ok(f->snippet.off + f->snippet.len == text.len, "... up to it");
	find(f, "introuvable");
	check_shape(f, text.s, "at the start");
	ok(f->snippet.off == 0, "... from there");
	ok(f->snippet.len > SNIPPET_LENGTH / 2, "... about as long as it should be");
	coop_buf_release(&text);
}

/* The passages of a text that is the body, each between bars; '~' where a sentence is cut. */
static void passages_are(
	struct fixture *f, const char *query, const char *body, const char *expected)
{
	struct coop_buf got = {0};
	coop_record_reset(&f->rec, "a", 1);
	add(f, COOP_F_TITLE, "Titre");
	add(f, COOP_F_BODY, body);
	find(f, query);
	for (size_t i = 0; i < f->all.count; i++) {
		const struct snippet *s = &f->all.at[i];
		coop_buf_printf(&got, "|%s%.*s%s", s->cut_before ? "~" : "", (int)s->len,
			s->text, s->cut_after ? "~" : "");
	}
	coop_buf_str(&got, "|");
	is_str(got.s, got.len, expected, "passages of '%s'", query);
	coop_buf_release(&got);
}

static void test_passages(struct fixture *f)
{
	static const char para[] =
		"Le banquier ne rit pas du tout, et il n\u2019a jamais ri de sa vie. ";
	struct coop_buf text = {0};
	passages_are(f, "scop", "Une scop na\u00eet.", "|Une scop na\u00eet.|");
	passages_are(f, "scop lyon", "Les Scop\n\nOn les trouve \u00e0 Lyon.",
		"|On les trouve \u00e0 Lyon.|Les Scop|");
	passages_are(f, "scop lyon", "Les Scop\nOn les trouve \u00e0 Lyon.",
		"|On les trouve \u00e0 Lyon.|Les Scop|");
	passages_are(f, "scop lyon", "# Les Scop\nici, \u00e0 Lyon.",
		"|ici, \u00e0 Lyon.|# Les Scop|");
	passages_are(f, "scop lyon", "- une Scop\n- Lyon\n- rien", "|- une Scop|- Lyon|");
	passages_are(f, "scop lyon", "On trouve des Scop,\net elles sont \u00e0 Lyon.",
		"|On trouve des Scop,\net elles sont \u00e0 Lyon.|");
	passages_are(f, "rit",
		"\u00ab\u00a0Vive la Scop\u00a0!\u00a0\u00bb Elle rit. Il part chez M. Blanc\nRestons\n\nFin.",
		"|\u00ab\u00a0Vive la Scop\u00a0!\u00a0\u00bb Elle rit. Il part chez M. Blanc|");
	passages_are(f, "lyon",
		"\u00ab\u00a0Une Scop\u00a0!\u00a0\u00bb dit-il \u00e0 Lyon.",
		"|\u00ab\u00a0Une Scop\u00a0!\u00a0\u00bb dit-il \u00e0 Lyon.|");
	passages_are(f, "lyon", "| Ville | Film |\n| Lyon | Scop |\n| Lille | Lip |",
		"|| Lyon | Scop ||");
	passages_are(f, "absent",
		"Historique\n\nLes d\u00e9buts\n\nTout commence en 1999.",
		"|Tout commence en 1999.|");
	passages_are(f, "absent", "Un titre sans suite", "|Un titre sans suite|");
	/* the word itself, rather than one of its family that comes first */
	passages_are(f, "coop\u00e9rer",
		"Des coop\u00e9ratives.\n\nIl faut coop\u00e9rer.",
		"|Il faut coop\u00e9rer.|Des coop\u00e9ratives.|");
	/* side by side, rather than apart */
	passages_are(f, "\u00e9conomie sociale",
		"L\u2019\u00e9conomie est sociale.\n\nDe l\u2019\u00e9conomie sociale.",
		"|De l\u2019\u00e9conomie sociale.|L\u2019\u00e9conomie est sociale.|");
	/* the word that is rare beside two that are together, not those again */
	for (int i = 0; i < 40; i++)
		coop_buf_printf(&text, "%s%s", para,
			i == 3    ? "La scop d\u2019ouvriers. "
			: i == 12 ? "La scop et les ouvriers. "
			: i == 30 ? "Lyon. "
				  : "");
	coop_record_reset(&f->rec, "a", 1);
	add(f, COOP_F_BODY, text.s);
	find(f, "scop ouvriers lyon");
	is_num(f->all.count, 2, "two passages of a long text");
	ok(holds(f, "La scop d\u2019ouvriers."), "... the first with two words");
	f->snippet = f->all.at[1];
	ok(holds(f, "Lyon."), "... the second with the third");
	check_shape(f, text.s, "the second passage");
	/* a sentence longer than a passage */
	coop_buf_reset(&text);
	for (int i = 0; i < 100; i++)
		coop_buf_str(&text, i == 20 ? "scop " : i == 80 ? "lyon " : "mot ");
	coop_record_reset(&f->rec, "a", 1);
	add(f, COOP_F_BODY, text.s);
	find(f, "scop lyon");
	is_num(f->all.count, 2, "two passages of one sentence");
	ok(f->snippet.cut_before && f->snippet.cut_after && holds(f, " scop "),
		"... cut on both sides");
	check_shape(f, f->rec.text.s + (f->snippet.text - f->rec.text.s) - f->snippet.off,
		"part of a sentence");
	coop_buf_release(&text);
}

/* Words that are in no running text. */
static void test_fields(struct fixture *f)
{
	coop_record_reset(&f->rec, "a", 1);
	add(f, COOP_F_TITLE, "Lyon");
	add(f, COOP_F_KEYWORDS, "essaimage, lyon, reprise");
	add(f, COOP_F_DESCRIPTION, "Une scop na\u00eet.");
	find(f, "essaimage");
	is_num(f->all.count, 2, "a field where the text has no word");
	ok(f->all.at[0].is_field && holds(f, "essaimage, lyon"), "... comes first");
	ok(!f->all.at[1].is_field && f->all.at[1].marks.count == 0,
		"... and the start of the text is there");
	find(f, "essaimage scop reprise");
	is_num(f->all.count, 2, "a field for words that the text lacks");
	ok(f->all.at[1].is_field && f->all.at[1].marks.count == 2,
		"... with all that match");
	find(f, "scop");
	is_num(f->all.count, 1, "no field when the text has all words");
	add(f, COOP_F_PRODUCER, "Scop Lumen");
	add(f, COOP_F_SOURCE, "scop");
	find(f, "producteur:(lumen OU scop)");
	is_num(f->all.count, 2, "a field that the query names");
	ok(f->all.at[1].is_field && f->all.at[1].len == strlen("Scop Lumen"),
		"... is shown, though the text has the word");
}

/* A passage does not begin behind an abbreviation, but where a sentence does. */
static void test_abbreviations(struct fixture *f)
{
	struct coop_buf text = {0};
	size_t good = 0;
	enum { SHIFTS = 40 };
	for (int shift = 0; shift < SHIFTS; shift++) {
		coop_buf_reset(&text);
		for (int i = 0; i < 20; i++)
			coop_buf_str(
				&text, "Ici le bd. Z et la pl. A chez M. B en tout. ");
		coop_buf_printf(&text, "Au %*sfond une scop.", shift, "");
		for (int i = 0; i < 20; i++)
			coop_buf_str(
				&text, " Ici le bd. Z et la pl. A chez M. B en tout.");
		coop_record_reset(&f->rec, "a", 1);
		add(f, COOP_F_BODY, text.s);
		find(f, "scop");
		good += strncmp(f->snippet.text, "Ici", 3) == 0 ||
			strncmp(f->snippet.text, "Au", 2) == 0;
	}
	is_num(good, SHIFTS, "no passage begins behind an abbreviation");
	coop_buf_release(&text);
}

/* Texts without a blank are what Chinese looks like, and base64. */
static void test_no_blanks(struct fixture *f)
{
	struct coop_buf text = {0};
	for (int i = 0; i < 300; i++)
		coop_buf_str(&text, i % 40 == 39 ? "\u3002" : "\u5408");
	coop_record_reset(&f->rec, "a", 1);
	add(f, COOP_F_BODY, text.s);
	find(f, "lyon");
	ok(f->snippet.len > 0, "a text without blanks has a start");
	is_num(coop_utf8_valid(f->snippet.text, f->snippet.len), f->snippet.len,
		"... cut between characters");
	coop_buf_str(&text, "\u3002lyon\u3002");
	for (int i = 0; i < 300; i++)
		coop_buf_str(&text, "\u5408");
	coop_record_reset(&f->rec, "a", 1);
	add(f, COOP_F_BODY, text.s);
	find(f, "lyon");
	is_num(coop_utf8_valid(f->snippet.text, f->snippet.len), f->snippet.len,
		"a word in it: cut between characters");
	ok(holds(f, "lyon") && f->snippet.marks.count == 1,
		"... the word shown and marked");
	coop_buf_release(&text);
}

/* A word longer than a passage is still what was looked for. */
static void test_long_word(struct fixture *f)
{
	char word[SNIPPET_LENGTH + 11];
	memset(word, 'a', sizeof word - 1);
	word[sizeof word - 1] = '\0';
	coop_record_reset(&f->rec, "a", 1);
	add(f, COOP_F_BODY, word);
	find(f, word);
	ok(f->snippet.len > 0, "a very long word is shown");
	is_num(f->snippet.marks.count, 1, "... and marked");
}

int main(void)
{
	struct coop_error err = {0};
	struct fixture f = {0};
	need(coop_analyzer_new(&analyzer, &err) == COOP_OK, err.msg);
	coop_record_init(&f.rec);
	test_marks();
	test_choice(&f);
	test_long_text(&f);
	test_passages(&f);
	test_fields(&f);
	test_abbreviations(&f);
	test_no_blanks(&f);
	test_long_word(&f);
	query_release(&f.q);
	snippets_release(&f.all);
	coop_record_release(&f.rec);
	coop_analyzer_free(analyzer);
	return done();
}
