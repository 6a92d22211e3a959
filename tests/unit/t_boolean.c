/*
 * t_boolean.c - boolean queries against brute force over the words of the notices.
 *
 * Random queries are generated from the grammar. Each tree is evaluated on every notice,
 * word by word, and the hits must be the same: in an index with posting lists, and in one
 * that the engine wrote, which has none.
 */
#include <unistd.h>

#include "indexer/terms/tokens.h"
#include "query/plan/query.h"
#include "shared/core/bytes.h"
#include "shared/index/layout.h"
#include "tests/unit/engine.h"
#include "tests/unit/indexes.h"
#include "tests/unit/random.h"

enum { NOTICES = 120, WORDS_MAX = 200, QUERIES = 2500 };

/* A word of a notice, as the index has it. */
struct place {
	char form[64], stem[64];
	uint32_t pos; /* 0 for a joined form */
	enum coop_field field;
	size_t sentence, paragraph; /* numbered through the notice */
	bool in_titles;             /* the word is in some title */
};

struct notice {
	struct place at[WORDS_MAX];
	size_t count;
};

static struct coop_analyzer *analyzer;
static struct notice notices[NOTICES];
static struct coop_record records[NOTICES];
static bool by_engine; /* the index is one that the engine wrote */

/* ---- the notices ---- */

static const char *const vocabulary[] = {"coopérative", "coopératives", "coopération",
	"usine", "usines", "ouvrier", "ouvrière", "lyon", "film", "films", "filmer", "le",
	"la", "de", "savoir-faire", "l'économie", "économique", "montre", "monstre",
	"grève", "grèves", "emploi", "1973", "boulanger"};
enum { VOCABULARY = sizeof vocabulary / sizeof *vocabulary };

static const char *any_word(uint32_t *seed)
{
	return vocabulary[next_random(seed) % VOCABULARY];
}

/* Of short sentences, or of long ones. */
static void write_text(struct coop_buf *out, uint32_t *seed, size_t words)
{
	uint32_t length = next_random(seed) % 2 ? 12 : 50;
	for (size_t i = 0; i < words; i++) {
		uint32_t what = next_random(seed) % length;
		coop_buf_str(out, any_word(seed));
		coop_buf_str(out, what == 0   ? ". Puis "
				  : what == 1 ? ".\n\nAlors "
					      : " ");
	}
}

static void make_notices(struct coop_buf *csv)
{
	uint32_t seed = 5;
	coop_buf_str(csv, "id,titre,année,durée,pays,producteur,résumé\n");
	for (size_t i = 0; i < NOTICES; i++) {
		coop_buf_printf(csv, "n%zu,\"", i);
		write_text(csv, &seed, next_random(&seed) % 4);
		coop_buf_byte(csv, '"');
		uint32_t year = 1968 + next_random(&seed) % 12;
		if (i % 7 > 0)
			coop_buf_printf(csv, ",%u,", (unsigned)year);
		else
			coop_buf_str(csv, ",,");
		if (i % 3 > 0)
			coop_buf_printf(
				csv, "%u", 10 + (unsigned)next_random(&seed) % 90);
		coop_buf_printf(csv, ",%s,", i % 2 ? "France" : "Belgique");
		if (i % 5 == 0)
			coop_buf_printf(csv,
				"\"%s Film (6 rue X, %05u Lyon, Tel. 04 78 00 00 %02u)\"",
				any_word(&seed), 69000 + (unsigned)i, (unsigned)i % 20);
		coop_buf_str(csv, ",\"");
		write_text(csv, &seed, 3 + next_random(&seed) % 40);
		coop_buf_str(csv, "\"\n");
	}
}

static void copy(char *out, const char *s, size_t n)
{
	need(n < 64, "a long word");
	memcpy(out, s, n);
	out[n] = '\0';
}

/* Reads the words of a notice as the indexer does. */
static void read_words(struct notice *n, const struct coop_record *r)
{
	struct tokens walk;
	struct token t;
	struct coop_error err = {0};
	bool more;
	size_t sentence = 0, paragraph = 0;
	tokens_begin(&walk, analyzer, r);
	while (tokens_next(&walk, &t, &more, &err) == COOP_OK && more) {
		need(n->count < WORDS_MAX, "a long notice");
		struct place *p = &n->at[n->count++];
		unsigned flags = t.t->flags;
		size_t len;
		const char *s = token_form(&walk, &t, &len);
		sentence +=
			t.begins || flags & (COOP_TOKEN_SENTENCE | COOP_TOKEN_PARAGRAPH);
		paragraph += t.begins || flags & COOP_TOKEN_PARAGRAPH;
		copy(p->form, s, len);
		s = coop_analyzer_stem_of(analyzer, t.t->form, &len);
		copy(p->stem, s ? s : "", len);
		p->pos = t.pos;
		p->field = walk.value.field;
		p->sentence = sentence;
		p->paragraph = paragraph;
	}
}

/* Words near each other in the title are words of titles. */
static void mark_titles(void)
{
	for (size_t n = 0; n < (size_t)NOTICES * NOTICES; n++) {
		struct notice *to = &notices[n / NOTICES], *from = &notices[n % NOTICES];
		for (size_t i = 0; i < to->count; i++)
			for (size_t k = 0; k < from->count && !to->at[i].in_titles; k++)
				to->at[i].in_titles =
					from->at[k].field == COOP_F_TITLE &&
					strcmp(from->at[k].form, to->at[i].form) == 0;
	}
}

/* The number of a notice, from its id. */
static size_t number_of(const struct coop_record *r)
{
	struct coop_value id;
	size_t number = 0;
	coop_record_get(r, COOP_F_ID, &id);
	for (size_t i = 1; i < id.len; i++)
		number = number * 10 + (size_t)(id.text[i] - '0');
	need(id.len > 1 && number < NOTICES, "an unknown id");
	return number;
}

/* ---- brute force ---- */

/* What a leaf asks of a word. */
static enum qfield inside = QFIELD_NONE; /* the field around what is evaluated */

struct asked {
	const struct qtree *tree;
	const struct qnode *node;
	char form[8][64], stem[8][64];
	bool exact[8], joined[8];
	uint32_t gap[8]; /* before a word of a phrase, where it begins a sentence */
	size_t count;
};

static void ask(struct asked *a, const struct qtree *tree, uint32_t node)
{
	struct coop_token t;
	struct coop_error err = {0};
	bool more;
	*a = (struct asked){.tree = tree, .node = &tree->nodes[node]};
	const char *text = coop_buf_cstr(&tree->text) + a->node->text;
	coop_analyzer_begin(analyzer, text, a->node->len);
	while (coop_analyzer_next(analyzer, &t, &more, &err) == COOP_OK && more) {
		if (t.word.flags & COOP_TOKEN_JOINED && a->node->kind != QNODE_WORDS)
			continue;
		need(a->count < 8, "a long clause");
		copy(a->form[a->count], t.word.s, t.word.len);
		copy(a->stem[a->count], t.stem ? t.stem : "", t.stem ? t.stem_len : 0);
		a->joined[a->count] = t.word.flags & COOP_TOKEN_JOINED;
		if (a->count > 0 && t.word.flags & COOP_TOKEN_SENTENCE)
			a->gap[a->count] = t.word.flags & COOP_TOKEN_PARAGRAPH
						   ? COOP_GAP_PARAGRAPH
						   : COOP_GAP_SENTENCE;
		a->exact[a->count++] = t.word.off > 0 && text[t.word.off - 1] == '=';
	}
}

static bool glob(const char *pattern, const char *word)
{
	if (*pattern == '*')
		return glob(pattern + 1, word) || (*word && glob(pattern, word + 1));
	if (*pattern == '\0')
		return *word == '\0';
	return (*pattern == '?' ? *word != '\0' : *pattern == *word) &&
	       glob(pattern + 1, word + 1);
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Optimal string alignment, by the book. */
static unsigned slips(const char *a, const char *b)
{
	unsigned d[64][64];
	size_t na = strlen(a), nb = strlen(b);
	for (unsigned i = 0; i <= na; i++)
		for (unsigned j = 0; j <= nb; j++) {
			if (i == 0 || j == 0) {
				d[i][j] = i + j;
				continue;
			}
			d[i][j] = least(d[i - 1][j] + 1, d[i][j - 1] + 1);
			d[i][j] =
				least(d[i][j], d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
				a[i - 2] == b[j - 1])
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
		}
	return d[na][nb];
}

/* Words of the vocabulary only are slips: no figures, no short ones. */
static bool can_be_slip(const char *form)
{
	return strlen(form) >= 3 && strpbrk(form, "0123456789") == NULL;
}

static bool word_fits(const struct asked *a, size_t i, const struct place *p)
{
	if (a->exact[i] || !a->stem[i][0])
		return strcmp(a->form[i], p->form) == 0;
	return strcmp(a->stem[i], p->stem) == 0;
}

static bool leaf_fits(const struct asked *a, const struct place *p)
{
	char pattern[64];
	bool content = false;
	switch (a->node->kind) {
	case QNODE_WILD: /* they are typed folded in this test */
		copy(pattern, coop_buf_cstr(&a->tree->text) + a->node->text,
			a->node->len);
		return glob(pattern, p->form);
	case QNODE_FUZZY:
		return (inside != QFIELD_NONE || can_be_slip(p->form)) &&
		       slips(a->form[0], p->form) <= a->node->number;
	default:
		for (size_t i = 0; i < a->count; i++)
			content |= a->stem[i][0] || a->exact[i];
		for (size_t i = 0; i < a->count; i++)
			if ((a->stem[i][0] || a->exact[i] || !content) &&
				word_fits(a, i, p))
				return true;
		return false;
	}
}

/* Whether a sentence, or a paragraph, ends between two words if one does in the phrase. */
static bool ends_between(uint32_t gap, const struct place *p, const struct place *q)
{
	if (gap == COOP_GAP_PARAGRAPH)
		return p->paragraph != q->paragraph;
	return gap == 0 || p->sentence != q->sentence;
}

/* Whether words from the k-th on stand behind `last`, all within the window. */
static bool phrase_goes_on(const struct asked *a, const struct notice *n, size_t k,
	const struct place *first, const struct place *last, bool gaps)
{
	size_t window = a->count + a->node->number;
	for (size_t i = 0; gaps && i < a->count; i++)
		window += a->gap[i];
	if (k == a->count)
		return true;
	for (size_t i = 0; i < n->count; i++) {
		const struct place *p = &n->at[i];
		bool good = p->pos > 0 && strcmp(p->form, a->form[k]) == 0;
		if (k > 0)
			good = good && p->pos > last->pos &&
			       p->pos - first->pos < window &&
			       (!gaps || ends_between(a->gap[k], last, p));
		if (good && phrase_goes_on(a, n, k + 1, k == 0 ? p : first, p, gaps))
			return true;
	}
	return false;
}

/* Whether a phrase stands there: as in a title, or with its sentences as in a text. */
static bool phrase_stands(const struct asked *a, const struct notice *n)
{
	return phrase_goes_on(a, n, 0, NULL, NULL, false) ||
	       phrase_goes_on(a, n, 0, NULL, NULL, true);
}

static bool matches(const struct qtree *tree, uint32_t node, size_t notice);

/* ---- in a field ---- */

/* A postcode: the only figures of five digits in the producers of this test. */
static bool is_postcode(const struct place *p)
{
	return p->field == COOP_F_PRODUCER && strlen(p->form) == 5 &&
	       strspn(p->form, "0123456789") == 5;
}

static bool is_inside(const struct place *p)
{
	if (inside == QFIELD_DEPARTMENT)
		return is_postcode(p);
	if (inside == QFIELD_PHONE)
		return strncmp(p->form, "04780000", 8) == 0 && strlen(p->form) == 10;
	return p->field == (enum coop_field)inside;
}

/* Whether word i of a leaf is in the field; of a number its beginning. */
static bool has_inside(const struct asked *a, size_t i, const struct notice *n)
{
	for (size_t k = 0; k < n->count; k++) {
		const struct place *p = &n->at[k];
		bool begin = inside >= (enum qfield)COOP_FIELD_COUNT;
		bool good = begin ? strncmp(p->form, a->form[i], strlen(a->form[i])) == 0
				  : word_fits(a, i, p);
		if (is_inside(p) && good)
			return true;
	}
	return false;
}

static bool words_match_inside(const struct asked *a, const struct notice *n)
{
	bool several =
		memchr(coop_buf_cstr(&a->tree->text) + a->node->text, ' ', a->node->len);
	bool content = false;
	size_t met = 0, asked = 0;
	for (size_t i = 0; i < a->count; i++)
		content |= a->stem[i][0];
	for (size_t i = 0; i < a->count; i++) {
		if ((content && !a->stem[i][0]) || a->joined[i])
			continue;
		asked++;
		met += has_inside(a, i, n);
	}
	return several ? met > 0 : met == asked;
}

static bool range_matches(const struct qnode *node, const struct notice *n)
{
	for (size_t i = 0; i < n->count; i++) {
		unsigned long value = strtoul(n->at[i].form, NULL, 10);
		if (is_inside(&n->at[i]) && value >= node->low && value <= node->high)
			return true;
	}
	return false;
}

static bool matches_inside(
	const struct qtree *tree, uint32_t node, const struct notice *n)
{
	const struct qnode *asking = &tree->nodes[node];
	struct asked a;
	bool all = true;
	if (asking->kind == QNODE_RANGE)
		return range_matches(asking, n);
	ask(&a, tree, node);
	if (asking->kind == QNODE_WORDS)
		return words_match_inside(&a, n);
	for (size_t i = 0; asking->kind == QNODE_PHRASE && i < a.count; i++) {
		bool any = false;
		for (size_t k = 0; k < n->count; k++)
			any |= is_inside(&n->at[k]) &&
			       strcmp(a.form[i], n->at[k].form) == 0;
		all &= any;
	}
	if (asking->kind == QNODE_PHRASE)
		return all && phrase_stands(&a, n);
	for (size_t i = 0; i < n->count; i++)
		if (is_inside(&n->at[i]) &&
			(asking->kind == QNODE_ALL || leaf_fits(&a, &n->at[i])))
			return true;
	return false;
}

/* Whether what stands beside NEAR is at a place. */
static bool is_at(const struct qtree *tree, uint32_t node, const struct place *p)
{
	struct asked a;
	if (tree->nodes[node].kind == QNODE_OR) {
		for (uint32_t k = tree->nodes[node].first; k; k = tree->nodes[k].next)
			if (is_at(tree, k, p))
				return true;
		return false;
	}
	ask(&a, tree, node);
	return p->pos > 0 && leaf_fits(&a, p) && (inside == QFIELD_NONE || p->in_titles);
}

static bool near_enough(
	const struct qnode *n, const struct place *p, const struct place *q)
{
	if (p->pos == q->pos || (n->ordered && p->pos > q->pos))
		return false;
	uint32_t apart = p->pos < q->pos ? q->pos - p->pos : p->pos - q->pos;
	/* the engine only knows that there is no gap between */
	if (n->near == QNEAR_SENTENCE)
		return by_engine ? apart <= COOP_GAP_SENTENCE
				 : p->sentence == q->sentence;
	if (n->near == QNEAR_PARAGRAPH)
		return by_engine ? apart <= COOP_GAP_PARAGRAPH
				 : p->paragraph == q->paragraph;
	return apart <= n->near;
}

static bool pair_matches(
	const struct qtree *tree, uint32_t left, uint32_t right, const struct notice *n)
{
	static bool here[WORDS_MAX], there[WORDS_MAX];
	for (size_t i = 0; i < n->count; i++) {
		here[i] = is_at(tree, left, &n->at[i]);
		there[i] = is_at(tree, right, &n->at[i]);
	}
	for (size_t i = 0; i < n->count; i++)
		for (size_t j = 0; here[i] && j < n->count; j++)
			if (there[j] &&
				near_enough(&tree->nodes[right], &n->at[i], &n->at[j]))
				return true;
	return false;
}

/* Whether a clause can hold without a word that finds anything. */
static bool is_filter(const struct qtree *tree, uint32_t node, enum qfield field)
{
	const struct qnode *n = &tree->nodes[node];
	size_t filters = 0, others = 0;
	if (n->kind == QNODE_NOT)
		return true;
	if (n->kind == QNODE_ALL)
		return field != QFIELD_NONE;
	if (n->kind == QNODE_FIELD)
		field = n->field;
	for (uint32_t k = n->first; k; k = tree->nodes[k].next) {
		bool filter = is_filter(tree, k, field);
		filters += filter && tree->nodes[k].sign != '-';
		others += !filter && tree->nodes[k].sign != '-';
	}
	if (n->first)
		return n->kind == QNODE_OR ? filters > 0 : others == 0;
	return field == (enum qfield)COOP_F_YEAR ||
	       field == (enum qfield)COOP_F_MINUTES ||
	       field == (enum qfield)COOP_F_COUNTRY || field == QFIELD_DEPARTMENT ||
	       field == QFIELD_PHONE;
}

/* Whether a clause is stop words alone. */
static bool is_stop(const struct qtree *tree, uint32_t node)
{
	const struct qnode *n = &tree->nodes[node];
	struct asked a;
	bool stop = true;
	if (n->kind == QNODE_FIELD || n->kind == QNODE_NOT)
		return false;
	for (uint32_t k = n->first; k; k = tree->nodes[k].next)
		stop &= is_stop(tree, k);
	if (n->first || n->kind != QNODE_WORDS)
		return n->first && stop;
	ask(&a, tree, node);
	for (size_t i = 0; i < a.count; i++)
		stop &= !a.stem[i][0] && !a.exact[i];
	return stop;
}

/*
 * Among clauses, what must hold does; of the others one must where nothing else finds
 * anything. Stop words beside filters are nothing.
 */
static bool list_matches(const struct qtree *tree, uint32_t node, size_t notice)
{
	size_t filters = 0, needed = 0, wished = 0, met = 0, stops = 0, stops_met = 0;
	for (uint32_t k = tree->nodes[node].first; k; k = tree->nodes[k].next) {
		bool good = matches(tree, k, notice);
		char sign = tree->nodes[k].sign;
		if (sign == '-' && good)
			return false;
		if (sign == '-')
			continue;
		bool must = sign == '+' || qnode_is_condition(tree, k);
		if (must && !good)
			return false;
		bool stop = !must && is_stop(tree, k);
		filters += must && is_filter(tree, k, QFIELD_NONE);
		needed += must && !is_filter(tree, k, QFIELD_NONE);
		wished += !must && !stop;
		met += !must && !stop && good;
		stops += stop;
		stops_met += stop && good;
	}
	if (needed > 0)
		return true;
	if (filters == 0)
		return wished + stops == 0 || met + stops_met > 0;
	return wished == 0 || met > 0;
}

static bool leaf_matches(const struct qtree *tree, uint32_t node, const struct notice *n)
{
	struct asked a;
	if (tree->nodes[node].kind == QNODE_ALL)
		return true;
	ask(&a, tree, node);
	if (tree->nodes[node].kind == QNODE_PHRASE)
		return phrase_stands(&a, n);
	for (size_t i = 0; i < n->count; i++)
		if (leaf_fits(&a, &n->at[i]))
			return true;
	return false;
}

static bool matches(const struct qtree *tree, uint32_t node, size_t notice)
{
	const struct qnode *n = &tree->nodes[node];
	enum qfield around;
	bool good;
	switch (n->kind) {
	case QNODE_AND:
		for (uint32_t k = n->first; k; k = tree->nodes[k].next)
			if (!matches(tree, k, notice))
				return false;
		return true;
	case QNODE_OR:
		for (uint32_t k = n->first; k; k = tree->nodes[k].next)
			if (matches(tree, k, notice))
				return true;
		return false;
	case QNODE_NOT:
		return !matches(tree, n->first, notice);
	case QNODE_LIST:
		return list_matches(tree, node, notice);
	case QNODE_NEAR:
		for (uint32_t k = n->first; tree->nodes[k].next; k = tree->nodes[k].next)
			if (!pair_matches(tree, k, tree->nodes[k].next, &notices[notice]))
				return false;
		for (uint32_t k = n->first; inside != QFIELD_NONE && k;
			k = tree->nodes[k].next)
			if (!matches(tree, k, notice))
				return false;
		return true;
	case QNODE_FIELD:
		around = inside;
		inside = n->field;
		good = matches(tree, n->first, notice);
		inside = around;
		return good;
	default:
		return inside == QFIELD_NONE
			       ? leaf_matches(tree, node, &notices[notice])
			       : matches_inside(tree, node, &notices[notice]);
	}
}

/* ---- the queries ---- */

/* Something that may stand beside NEAR. */
static void write_atom(struct coop_buf *out, uint32_t *seed)
{
	static const char *const patterns[] = {
		"coop*", "*ratives", "f?lm", "us*s", "*o*", "m?n*tre", "19*", "zz*"};
	switch (next_random(seed) % 8) {
	case 0:
		coop_buf_str(out, patterns[next_random(seed) % 8]);
		break;
	case 1:
		coop_buf_printf(out, "%s~%u", next_random(seed) % 2 ? "monstre" : "film",
			1 + (unsigned)next_random(seed) % 2);
		break;
	case 2:
		coop_buf_str(out, next_random(seed) % 2 ? "=lyon" : "introuvable1");
		break;
	default:
		coop_buf_str(out, any_word(seed));
		break;
	}
}

static void write_phrase(struct coop_buf *out, uint32_t *seed)
{
	static const char *const between[] = {
		" ", " ", " ", ". Puis ", ".\n\nAlors ", " ! ", " : "};
	coop_buf_byte(out, '"');
	for (uint32_t n = 1 + next_random(seed) % 3; n > 0; n--)
		coop_buf_printf(
			out, "%s%s", any_word(seed), between[next_random(seed) % 7]);
	coop_buf_byte(out, '"');
	if (next_random(seed) % 2)
		coop_buf_printf(out, "~%u", (unsigned)next_random(seed) % 8);
}

static void write_near(struct coop_buf *out, uint32_t *seed)
{
	static const char *const operators[] = {"PRES/1", "PRES/3", "PRES", "PRES/40",
		"PUIS/1", "PUIS/4", "PUIS/200", "PRES/phrase", "PUIS/phrase",
		"PRES/paragraphe", "PUIS/paragraphe"};
	write_atom(out, seed);
	for (uint32_t n = 1 + next_random(seed) % 2; n > 0; n--) {
		coop_buf_printf(out, " %s ", operators[next_random(seed) % 11]);
		if (next_random(seed) % 4 == 0) {
			coop_buf_byte(out, '(');
			write_atom(out, seed);
			coop_buf_str(out, " OU ");
			write_atom(out, seed);
			coop_buf_byte(out, ')');
		} else {
			write_atom(out, seed);
		}
	}
}

static void write_field(struct coop_buf *out, uint32_t *seed)
{
	static const char *const values[] = {"annee:1970..1974", "annee:..1971",
		"annee:1973..", "pays:belgique", "annees:70", "duree:>52",
		"duree:1h..1h30", "annee:*", "duree:*", "prod:*", "pays:france",
		"dept:69", "dept:6901", "tel:047800000", "tel:*", "titre:coop*",
		"titre:\"coop\u00e9rative usine\"~3", "titre:(film OU lyon)",
		"titre:(film lyon -usine)", "titre:*", "titre:f?lm", "pays:=belgique",
		"annee:(1970 1972)", "resume:*", "titre:montre~1", "titre:savoir-faire",
		"titre:(film PRES/3 lyon)", "titre:(lyon PUIS/2 (coop* OU film))",
		"titre:(usine PRES/40 montre~1 PRES =film)", "titre:(le PRES/5 usine)"};
	enum { VALUES = sizeof values / sizeof *values };
	if (next_random(seed) % 3)
		coop_buf_str(out, values[next_random(seed) % VALUES]);
	else
		coop_buf_printf(out, "titre:%s", any_word(seed));
}

static void write_query(struct coop_buf *out, uint32_t *seed, int depth);

static void write_clause(struct coop_buf *out, uint32_t *seed, int depth)
{
	switch (next_random(seed) % (depth > 0 ? 9 : 7)) {
	case 5:
		write_field(out, seed);
		break;
	case 0:
		write_phrase(out, seed);
		break;
	case 1:
		write_near(out, seed);
		break;
	case 2:
		coop_buf_str(out, next_random(seed) % 6 ? "film^3" : "*");
		break;
	case 7:
	case 8:
		coop_buf_byte(out, '(');
		write_query(out, seed, depth - 1);
		coop_buf_byte(out, ')');
		break;
	default:
		write_atom(out, seed);
		break;
	}
}

static void write_query(struct coop_buf *out, uint32_t *seed, int depth)
{
	static const char *const between[] = {
		" ET ", " OU ", " SAUF ", " ", " ", " +", " -", " ET SAUF ", " OU SAUF "};
	static const char *const before[] = {"", "", "", "+", "-", "SAUF "};
	coop_buf_str(out, before[next_random(seed) % 6]);
	write_clause(out, seed, depth);
	for (uint32_t n = next_random(seed) % 4; n > 0; n--) {
		coop_buf_str(out, between[next_random(seed) % 9]);
		write_clause(out, seed, depth);
	}
}

/* Whether a query has more than is looked for. */
static bool is_cut(const struct query *q)
{
	const struct warnings *w = &q->expanded.warnings;
	for (size_t i = 0; i < w->count && i < WARNINGS_MAX; i++)
		if (w->at[i].kind == WARNING_PATTERNS)
			return true;
	return w->count > WARNINGS_MAX;
}

static bool same_hits(struct search *s, const char *text, size_t *hits)
{
	struct coop_error err = {0};
	struct query q;
	bool found[NOTICES] = {false}, good = true;
	find_query(s, text, NOTICES, &q);
	for (size_t i = 0; i < search_count(s); i++) {
		struct coop_record r;
		coop_record_init(&r);
		need(search_record(s, i, &r, &err) == COOP_OK, err.msg);
		found[number_of(&r)] = true;
		coop_record_release(&r);
	}
	*hits += search_count(s);
	for (size_t i = 0; !is_cut(&q) && i < NOTICES; i++) {
		bool expected = matches(&q.tree, q.tree.root, i);
		if (good && expected != found[i])
			printf("# notice %zu is %sfound by %s\n", i,
				found[i] ? "" : "not ", text);
		good &= expected == found[i];
	}
	query_release(&q);
	return good;
}

static void test_queries(struct search *s)
{
	struct coop_buf text = {0};
	uint32_t seed = 3;
	size_t wrong = 0, hits = 0, rounds = getenv("VALGRIND") ? QUERIES / 50 : QUERIES;
	for (size_t i = 0; i < rounds && wrong < 5; i++) {
		coop_buf_reset(&text);
		write_query(&text, &seed, 2);
		wrong += !same_hits(s, text.s, &hits);
	}
	is_num(wrong, 0, "%zu queries find what they ask for, %zu hits", rounds, hits);
	coop_buf_release(&text);
}

static void read_records(struct search *s)
{
	struct coop_error err = {0};
	run_search(s, "*", 0, NOTICES);
	is_num(search_count(s), NOTICES, "all notices are found by *");
	for (size_t i = 0; i < NOTICES; i++) {
		struct coop_record r;
		coop_record_init(&r);
		need(search_record(s, i, &r, &err) == COOP_OK, err.msg);
		size_t number = number_of(&r);
		records[number] = r;
		read_words(&notices[number], &r);
	}
	mark_titles();
}

static void test_index(const char *dir, bool engine)
{
	struct coop_buf csv = {0}, index = {0}, path = {0};
	make_notices(&csv);
	by_engine = engine;
	build_csv_index_by(engine, dir, csv.s, csv.len, &index);
	database_of(index.s, &path);
	coop_buf_str(&path, "/" COOP_POSTINGS_FILE);
	ok((access(path.s, F_OK) == 0) == !engine, "an index %s lists",
		engine ? "without" : "with");
	struct search *s = open_search(index.s, analyzer);
	read_records(s);
	test_queries(s);
	for (size_t i = 0; i < NOTICES; i++)
		coop_record_release(&records[i]);
	search_close(s);
	struct coop_buf *all[] = {&csv, &index, &path};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		coop_buf_release(all[i]);
}

static void test_lists(const char *dir)
{
	test_index(dir, false);
}

static void test_engine(const char *dir)
{
	memset(notices, 0, sizeof notices);
	test_index(dir, true);
}

int main(void)
{
	analyzer = new_analyzer();
	in_scratch(test_lists);
	in_scratch(test_engine);
	coop_analyzer_free(analyzer);
	return done();
}
