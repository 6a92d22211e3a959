#include "query/explain/explanation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "query/plan/weights.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

void explanation_release(struct explanation *x)
{
	free(x->parts);
	free(x->fields);
	coop_buf_release(&x->text);
	*x = (struct explanation){.count = 0};
}

int explained_stage(enum explained_kind kind)
{
	return kind < EXPLAINED_RELATED ? 1 : 2;
}

const char *explained_name(enum explained_kind kind)
{
	static const char *const names[] = {[EXPLAINED_WORD] = "word",
		[EXPLAINED_STOP] = "stop",
		[EXPLAINED_EXACT] = "exact",
		[EXPLAINED_JOINED] = "joined",
		[EXPLAINED_WHOLE] = "whole",
		[EXPLAINED_CORRECTION] = "correction",
		[EXPLAINED_LONG_FORM] = "long_form",
		[EXPLAINED_ACRONYM] = "acronym",
		[EXPLAINED_SYNONYM] = "synonym",
		[EXPLAINED_THESAURUS] = "thesaurus",
		[EXPLAINED_FAMILY] = "family",
		[EXPLAINED_PHRASE] = "phrase",
		[EXPLAINED_BREAK] = "break",
		[EXPLAINED_NEAR] = "near",
		[EXPLAINED_WILDCARD] = "wildcard",
		[EXPLAINED_FUZZY] = "fuzzy",
		[EXPLAINED_FIELD] = "field",
		[EXPLAINED_FILTER] = "filter",
		[EXPLAINED_STAGE] = "stage",
		[EXPLAINED_RELATED] = "related",
		[EXPLAINED_FORM] = "form",
		[EXPLAINED_ACCENTS] = "accents",
		[EXPLAINED_PAIR] = "pair",
		[EXPLAINED_LEAD] = "lead",
		[EXPLAINED_WINDOW] = "window",
		[EXPLAINED_ALL] = "all",
		[EXPLAINED_LOWERED] = "lowered"};
	return names[kind];
}

void explained_points(double value, struct coop_buf *out)
{
	size_t begin = out->len;
	coop_buf_printf(out, "%.3f", fabs(value) < 0.0005 ? 0 : value);
	char *point = coop_french() && !out->failed ? strchr(out->s + begin, '.') : NULL;
	if (point)
		*point = ',';
}

/* ---- sentences ---- */

/* A sentence being written. */
struct sentence {
	const struct explanation *x;
	const struct explained_part *p;
	struct coop_buf *out;
};

/* Puts words in the quotes of the user's language; each of a list, if commas are between. */
static void put_quoted(const struct sentence *s, struct slice words)
{
	const char *text = slice_in(&s->x->text, words);
	coop_buf_str(s->out, TR("'", "« "));
	for (size_t i = 0; i < words.len; i++) {
		bool comma = i + 1 < words.len && text[i] == ',' && text[i + 1] == ' ';
		if (comma)
			coop_buf_str(s->out, TR("', '", " », « "));
		else
			coop_buf_byte(s->out, text[i]);
		i += comma;
	}
	coop_buf_str(s->out, TR("'", " »"));
}

static const char *place_name(enum coop_field field)
{
	static const struct {
		const char *en, *fr;
	} names[COOP_FIELD_COUNT] = {[COOP_F_ID] = {"the id", "l'identifiant"},
		[COOP_F_TITLE] = {"the title", "le titre"},
		[COOP_F_DIRECTOR] = {"the director", "la réalisation"},
		[COOP_F_YEAR] = {"the year", "l'année"},
		[COOP_F_COUNTRY] = {"the country", "le pays"},
		[COOP_F_GENRE] = {"the genre", "le genre"},
		[COOP_F_MINUTES] = {"the running time", "la durée"},
		[COOP_F_COLOUR] = {"the colour", "la couleur"},
		[COOP_F_MODE] = {"the production mode", "le mode de production"},
		[COOP_F_PRODUCER] = {"the production", "la production"},
		[COOP_F_DESCRIPTION] = {"the summary", "le résumé"},
		[COOP_F_HISTORY] = {"the history", "l'historique"},
		[COOP_F_KEYWORDS] = {"the keywords", "les mots-clés"},
		[COOP_F_BODY] = {"the text", "le texte"},
		[COOP_F_SOURCE] = {"the source", "la source"},
		[COOP_F_URL] = {"the link", "le lien"},
		[COOP_F_LANGUAGE] = {"the language", "la langue"},
		[COOP_F_OTHER] = {"another column", "une autre colonne"},
		[COOP_F_COMPANY] = {"the company", "la société"},
		[COOP_F_ADDRESS] = {"the address", "l'adresse"},
		[COOP_F_POSTCODE] = {"the postcode", "le code postal"},
		[COOP_F_TOWN] = {"the town", "la ville"},
		[COOP_F_PHONE] = {"the telephone number", "le téléphone"},
		[COOP_F_FAX] = {"the fax number", "le fax"},
		[COOP_F_EMAIL] = {"the e-mail address", "le courriel"}};
	return TR(names[field].en, names[field].fr);
}

/* Puts how often a field has a word, if more than once, and the share of one among several. */
static void put_share(const struct sentence *s, const struct explained_field *f)
{
	bool several = s->p->nfields > 1;
	if (f->count < 2 && !several)
		return;
	coop_buf_str(s->out, " (");
	if (f->count > 1)
		coop_buf_printf(s->out, TR("%zu times", "%zu fois"), f->count);
	if (f->count > 1 && several)
		coop_buf_str(s->out, TR(", ", " : "));
	if (several)
		explained_points(f->value, s->out);
	coop_buf_byte(s->out, ')');
}

/* Puts the fields: "the title (2 times, 1.200) and the summary (0.700)". */
static void put_fields(const struct sentence *s)
{
	const struct explained_field *f = s->x->fields + s->p->first_field;
	size_t n = s->p->nfields;
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			coop_buf_str(s->out, i + 1 < n ? ", " : TR(" and ", " et "));
		coop_buf_str(s->out, place_name(f[i].field));
		put_share(s, &f[i]);
	}
}

/* Puts what of a query a word of the first stage is. */
static void put_role(const struct sentence *s)
{
	const struct explained_part *p = s->p;
	switch (p->kind) {
	case EXPLAINED_EXACT:
		coop_buf_str(s->out, TR(", exactly so,", ", tel quel,"));
		break;
	case EXPLAINED_STOP:
		coop_buf_str(s->out, TR(" (a stop word)", " (mot vide)"));
		break;
	case EXPLAINED_JOINED:
		coop_buf_str(s->out, TR(", written as one word,", ", en un seul mot,"));
		break;
	case EXPLAINED_WHOLE:
		coop_buf_str(s->out, TR(", in one piece,", ", d'un seul tenant,"));
		break;
	case EXPLAINED_CORRECTION:
		coop_buf_str(s->out, TR(", corrected to ", ", corrigé en "));
		put_quoted(s, p->found);
		coop_buf_str(s->out, ",");
		break;
	default:
		break;
	}
}

/* The words that stand for a clause: as the record has them, or else as the index has. */
static struct slice as_written(const struct explained_part *p)
{
	return p->forms.len > 0 ? p->forms : p->found;
}

/* Puts the words of the index that stand for a clause, and the clause. */
static void put_clause(const struct sentence *s)
{
	static const struct {
		const char *en, *fr;
	} of[] = {[EXPLAINED_LONG_FORM] = {" in the long form of ",
			  " dans la forme longue de "},
		[EXPLAINED_ACRONYM] = {", the acronym that goes with ",
			", sigle associé à "},
		[EXPLAINED_SYNONYM] = {", a synonym of ", ", synonyme de "},
		[EXPLAINED_THESAURUS] = {", in the thesaurus beside ",
			", dans le thésaurus à côté de "},
		[EXPLAINED_FAMILY] = {", of the family of ", ", de la famille de "},
		[EXPLAINED_PHRASE] = {" in the phrase ", " dans l'expression "},
		[EXPLAINED_NEAR] = {" near another word, for ", " à proximité, pour "},
		[EXPLAINED_WILDCARD] = {" for the pattern ", " pour le motif "},
		[EXPLAINED_FUZZY] = {", close in spelling to ", ", proche de "}};
	put_quoted(s, as_written(s->p));
	coop_buf_str(s->out, TR(of[s->p->kind].en, of[s->p->kind].fr));
	put_quoted(s, s->p->word);
}

/* Puts a value of a field: a filter, or a word of a title. */
static void put_value(const struct sentence *s)
{
	coop_buf_str(s->out, s->p->kind == EXPLAINED_FILTER ? TR("filter ", "filtre ")
							    : TR("field ", "champ "));
	if (s->p->column.len > 0)
		coop_buf_add(
			s->out, slice_in(&s->x->text, s->p->column), s->p->column.len);
	else
		coop_buf_str(s->out, qfield_label(s->p->field));
	coop_buf_byte(s->out, ' ');
	put_quoted(s, s->p->word);
	if (coop_bytes_equal(slice_in(&s->x->text, s->p->word), s->p->word.len,
		    slice_in(&s->x->text, s->p->found), s->p->found.len))
		return;
	coop_buf_str(s->out, TR(": ", " : "));
	put_quoted(s, as_written(s->p));
}

static void put_weight(const struct sentence *s)
{
	double w = s->p->weight;
	/* that of a pattern's words is what makes them one (wildcard.c) */
	if (w == 1 || s->p->kind == EXPLAINED_WILDCARD || s->p->kind == EXPLAINED_FUZZY)
		return;
	coop_buf_str(s->out, TR("; weight ", " ; poids "));
	explained_points(w, s->out);
}

static void put_first(const struct sentence *s)
{
	enum explained_kind kind = s->p->kind;
	if (kind == EXPLAINED_STAGE) {
		coop_buf_str(s->out,
			TR("the words of the query in the index, taken together",
				"les mots de la requête dans l'index, tous ensemble"));
		return;
	}
	if (kind == EXPLAINED_BREAK) {
		coop_buf_str(s->out, TR("the end of a sentence in the phrase",
					     "fin de phrase dans l'expression"));
		return;
	}
	if (kind <= EXPLAINED_CORRECTION) {
		put_quoted(s, s->p->word);
		put_role(s);
	} else if (kind < EXPLAINED_FIELD) {
		put_clause(s);
	} else {
		put_value(s);
	}
	if (s->p->nfields > 0 && kind < EXPLAINED_FIELD) {
		coop_buf_str(s->out, kind <= EXPLAINED_CORRECTION
					     ? TR(" is in ", " est dans ")
					     : TR(": in ", " : dans "));
		put_fields(s);
	}
	if (s->p->forms.len > 0 && kind <= EXPLAINED_CORRECTION) {
		coop_buf_str(s->out, TR("; as ", " ; sous la forme "));
		put_quoted(s, s->p->forms);
	}
	put_weight(s);
}

static void put_second(const struct sentence *s)
{
	const struct explained_part *p = s->p;
	if (p->kind == EXPLAINED_RELATED) {
		coop_buf_str(s->out, TR("words related to ", "mots apparentés à "));
		put_quoted(s, p->word);
		coop_buf_str(s->out, p->forms.len > 0 ? TR(": ", " : ") : "");
		if (p->forms.len > 0)
			put_quoted(s, p->forms);
		return;
	}
	if (p->kind == EXPLAINED_WINDOW && p->other.len > 0) {
		coop_buf_printf(s->out, TR("within %d words: ", "en %d mots de suite : "),
			WINDOW_WIDTH);
		put_quoted(s, p->word);
		coop_buf_str(s->out, ", ");
		put_quoted(s, p->other);
		return;
	}
	if (p->kind == EXPLAINED_ALL) {
		coop_buf_str(s->out, TR("every word of the query is in it",
					     "tous les mots de la requête s'y trouvent"));
		return;
	}
	if (p->kind == EXPLAINED_LOWERED) {
		coop_buf_str(s->out,
			TR("texts with every word come before one that has little but one of them",
				"les textes qui ont tous les mots passent avant une notice qui n'en a guère qu'un"));
		return;
	}
	if (p->kind == EXPLAINED_PAIR) {
		put_quoted(s, p->other);
		coop_buf_str(s->out, TR(" and ", " et "));
		put_quoted(s, p->word);
		coop_buf_str(s->out, TR(" side by side", " côte à côte"));
		return;
	}
	put_quoted(s, p->word);
	if (p->kind == EXPLAINED_FORM)
		coop_buf_str(s->out, TR(" in that very form", " sous cette forme même"));
	else if (p->kind == EXPLAINED_ACCENTS)
		coop_buf_str(s->out,
			TR(" with other accents, which add nothing here",
				" avec d'autres accents, qui n'ajoutent rien ici"));
	else if (p->kind == EXPLAINED_WINDOW)
		coop_buf_str(s->out, TR(" occurs in it", " s'y trouve"));
	else
		coop_buf_printf(s->out,
			TR(" among the first %d words", " parmi les %d premiers mots"),
			p->tf > 1 ? LEAD_NEAR : LEAD_FAR);
}

void explained_print(
	const struct explanation *x, const struct explained_part *p, struct coop_buf *out)
{
	struct sentence s = {x, p, out};
	if (explained_stage(p->kind) == 1)
		put_first(&s);
	else
		put_second(&s);
}
