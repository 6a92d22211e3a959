/*
 * t_learn_acronyms.c - which words are taken for acronyms, and what they stand for.
 */
#include "indexer/terms/learn_acronyms.h"
#include "tests/unit/files.h"

static struct coop_analyzer *analyzer;
static uint32_t met[4096]; /* by number of a word: how often it was met */

/* Reads a text as ingest.c does. */
static void read_text(struct acronym_learner *l, struct coop_strmap *words,
	const char *text, size_t line)
{
	struct coop_token_ids t;
	size_t count;
	struct coop_error err = {0};
	uint32_t id;
	bool added;
	coop_analyzer_begin(analyzer, text, strlen(text));
	learn_text(l, text, strlen(text), "films/a.txt", line);
	while (!coop_analyzer_next_ids(analyzer, &t, 1, &count, &err) && count > 0) {
		size_t n;
		const char *s = coop_strmap_at(coop_analyzer_forms(analyzer), t.form, &n);
		if (t.flags & COOP_TOKEN_JOINED)
			continue;
		need(coop_strmap_intern(words, s, n, &id, &added, &err) == COOP_OK,
			err.msg);
		need(id < sizeof met / sizeof *met, "too many words");
		met[id] = added ? 1 : met[id] + 1;
		need(learn_word(l, &t, id, &err) == COOP_OK, err.msg);
	}
}

/* Learns from texts with '|' between them. */
static struct coop_acronyms *learn_from(const char *texts)
{
	struct acronym_learner *l;
	struct coop_strmap *words;
	struct coop_acronyms *acronyms;
	struct coop_error err = {0};
	char *copy = strdup(texts), *rest = copy;
	size_t line = 1;
	need(copy && learn_new(&l, coop_analyzer_forms(analyzer), &err) == COOP_OK,
		err.msg);
	need(coop_strmap_new(&words, &err) == COOP_OK, err.msg);
	need(coop_acronyms_new(&acronyms, &err) == COOP_OK, err.msg);
	for (char *bar; rest; rest = bar) {
		bar = strchr(rest, '|');
		if (bar)
			*bar++ = '\0';
		read_text(l, words, rest, line++);
	}
	need(learn_finish(l, words, met, acronyms, &err) == COOP_OK, err.msg);
	learn_free(l);
	coop_strmap_free(words);
	free(copy);
	return acronyms;
}

/* Shows what was learned as form or form=long form, a blank behind each. */
static void learns(const char *texts, const char *expected)
{
	struct coop_acronyms *l = learn_from(texts);
	struct coop_buf got = {0};
	for (size_t i = 0; i < coop_acronyms_count(l); i++) {
		struct coop_acronym a = coop_acronyms_at(l, i);
		coop_buf_printf(&got, "%s%s%s%s", i > 0 ? "; " : "", a.form,
			*a.long_form ? "=" : "", a.long_form);
	}
	is_str(coop_buf_cstr(&got), got.len, expected, "learned from: %.100s", texts);
	coop_buf_release(&got);
	coop_acronyms_free(l);
}

static void test_definitions(void)
{
	learns("Une Coop\u00e9rative d'Activit\u00e9 et d'Emploi (CAE) na\u00eet.",
		"cae=Coop\u00e9rative d'Activit\u00e9 et d'Emploi");
	learns("une union d'\u00e9conomie sociale (ues) na\u00eet",
		"ues=union d'\u00e9conomie sociale");
	learns("la Soci\u00e9t\u00e9 coop\u00e9rative et participative (SCOP)",
		"scop=Soci\u00e9t\u00e9 coop\u00e9rative et participative");
	learns("la Soci\u00e9t\u00e9 coop\u00e9rative d'int\u00e9r\u00eat collectif "
	       "(S.C.I.C.)",
		"scic=Soci\u00e9t\u00e9 coop\u00e9rative d'int\u00e9r\u00eat collectif");
	learns("les Soci\u00e9t\u00e9s COOp\u00e9ratives de Production (SCOOP) d'ici",
		"scoop=Soci\u00e9t\u00e9s COOp\u00e9ratives de Production");
	learns("Conf\u00e9d\u00e9ration g\u00e9n\u00e9rale des Scop (CGS)",
		"cgs=Conf\u00e9d\u00e9ration g\u00e9n\u00e9rale des Scop");
	/* stop words may give a letter too */
	learns("la Soci\u00e9t\u00e9 d'Aide et de Secours (SAES)",
		"saes=Soci\u00e9t\u00e9 d'Aide et de Secours");
	/* eight letters, when a text says what it stands for */
	learns("Aide Bonne Chez Des Enfants Fort Grands Heureux (abcdefgh) ici",
		"abcdefgh=Aide Bonne Chez Des Enfants Fort Grands Heureux");
	/* the first text that tells is kept */
	learns("petite et moyenne entreprise (PME)|Paris Marseille Europe (PME)",
		"pme=petite et moyenne entreprise");
}

static void test_no_definition(void)
{
	learns("une coop\u00e9rative de production (cae) na\u00eet", "");
	learns("Emploi et activit\u00e9 de Coop\u00e9rative (cae) na\u00eet", "");
	learns("Coop\u00e9rative d'Activit\u00e9 et d'Emploi, cae, na\u00eet", "");
	learns("Coop\u00e9rative d'Activit\u00e9 et d'Emploi (la cae) na\u00eet", "");
	learns("Coop\u00e9rative d'Activit\u00e9. Et d'Emploi (cae) na\u00eet", "");
	learns("Coop\u00e9rative grande d'Activit\u00e9 et d'Emploi (cae)", "");
	learns("Coop\u00e9rative (c) et association (a)", "");
	learns("Ami Bon Cher Doux Etat Fin Gros Haut Ici (abcdefghi)", "");
	learns("(cae)", "");
	learns("cae", "");
	learns("", "");
}

/* The words looked back over are sixteen. */
static void test_far_back(void)
{
	learns("Alpha de la et de la et de la et de la et de la Beta (ab)",
		"ab=Alpha de la et de la et de la et de la et de la Beta");
	/* Alpha, fourteen stop words, Beta are sixteen; one more is too many */
	learns("Alpha de la et de la et de la et de la et de la Beta (ab)|ab",
		"ab=Alpha de la et de la et de la et de la et de la Beta");
	learns("Alpha de la et de la et de la et de la et de la de la et Beta (ab)", "");
	learns("Alpha de la et de la et de la et de la et de la de Beta (ab)", "");
}

static void test_capitals(void)
{
	learns("Une SCOP est un bel outil de travail", "scop");
	learns("Une S.C.O.P. est un bel outil de travail", "scop");
	learns("Une Scop est un bel outil de travail", "");
	learns("Une SCOP de plus|une scop de moins", "scop");
	learns("Une SCOP de plus|une scop de moins, une scop encore", "");
	learns("Une SCOP de plus, une SCOP de moins|une scop encore, la scop", "scop");
	learns("La Scop LIP et le film de la TV des UES", "lip; tv; ues");
	learns("un mot A ou B de plus dans ce texte", "");
	learns("un mot ABCDEF et un mot ABCDEFG dans ce texte", "abcdef");
	learns("LE film DES salari\u00e9s ET DE la ville d'ici", "");
	learns("une G20 et un CO2 et un film bien long", "");
	learns("un \u00c9TAT et des choses bien longues", "etat");
}

/* Capitals tell nothing in a sentence that is all capitals. */
static void test_all_capitals(void)
{
	learns("LES LIP ET LA SCOP", "");
	learns("FILM SCOP LYON", "");
	learns("LES COOP\u00c9RATEURS ET COOP\u00c9RATRICES CHANTENT DANS LA VILLE", "");
	learns("LA SOCI\u00c9T\u00c9 COOP\u00c9RATIVE CHERCHE SES ASSOCI\u00c9S ICI", "");
	learns("CECI EST UN R\u00c9SUM\u00c9 PARTICULI\u00c8REMENT INT\u00c9RESSANT", "");
	/* the title shouts, the text does not */
	learns("LYON EN SCOP|Un film sur une SCOP de Lyon, o\u00f9 Lyon chante", "scop");
	/* each sentence for itself */
	learns("UNE VILLE. Une SCOP y na\u00eet un beau matin", "scop");
}

static void test_proof(void)
{
	struct coop_acronyms *l = learn_from(
		"Rien.|Avant. Une Coop\u00e9rative d'Activit\u00e9\net d'Emploi "
		"(CAE) na\u00eet. Apr\u00e8s.");
	struct coop_acronym a = {"", "", "", ""};
	ok(coop_acronyms_find(l, "cae", 3, &a), "an acronym");
	is_str(a.long_form, strlen(a.long_form),
		"Coop\u00e9rative d'Activit\u00e9 et d'Emploi", "... in one line");
	is_str(a.proof, strlen(a.proof),
		"films/a.txt:2: Une Coop\u00e9rative d'Activit\u00e9 et d'Emploi (CAE)",
		"... with the sentence that told, and where");
	coop_acronyms_free(l);
	/* a sentence that goes on for long is not kept whole */
	struct coop_buf text = {0};
	for (int i = 0; i < 200; i++)
		coop_buf_str(&text, "encore ");
	coop_buf_str(&text, "une Union d'\u00c9conomie Sociale (UES)");
	l = learn_from(text.s);
	ok(coop_acronyms_find(l, "ues", 3, &a) && strlen(a.proof) < 300 &&
			strstr(a.proof, "Union") != NULL,
		"a long proof is cut at the long form");
	coop_acronyms_free(l);
	coop_buf_release(&text);
}

int main(void)
{
	struct coop_error err = {0};
	need(coop_analyzer_new(&analyzer, &err) == COOP_OK, err.msg);
	test_definitions();
	test_no_definition();
	test_far_back();
	test_capitals();
	test_all_capitals();
	test_proof();
	learn_free(NULL);
	coop_analyzer_free(analyzer);
	return done();
}
