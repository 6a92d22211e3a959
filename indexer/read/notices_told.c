#include "indexer/read/notices_told.h"

#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/core/utf8.h"

/* Why a record was left out. */
static const char *why_left_out(enum conversion_failure failure)
{
	switch (failure) {
	case CONVERSION_TOO_LARGE:
		return TR("a record larger than a notice may be; left out",
			"un enregistrement plus grand qu'une notice ne peut l'être ; laissé de côté");
	case CONVERSION_TOO_DEEP:
		return TR("a record whose elements are nested too deep; left out",
			"un enregistrement aux éléments emboîtés trop profondément ; laissé de côté");
	case CONVERSION_MEMORY:
		return TR("a record that takes too much memory to read; left out",
			"un enregistrement dont la lecture demande trop de mémoire ; laissé de côté");
	case CONVERSION_CUT:
		return TR("a record that ends in the middle; left out",
			"un enregistrement qui s'arrête en plein milieu ; laissé de côté");
	case CONVERSION_NO_OBJECT:
		return TR("a value without keys, which is no record; left out",
			"une valeur sans clés, qui n'est pas un enregistrement ; laissée de côté");
	case CONVERSION_REST:
		return TR("what follows from here on cannot be read; left out",
			"la suite ne peut être lue à partir d'ici ; laissée de côté");
	case CONVERSION_JSON_VALUE:
		return TR(
			"a damaged record, left out: a value in quotes, a number, an object or a list is missing here",
			"un enregistrement abîmé, laissé de côté : il manque ici une valeur entre guillemets, un nombre, un objet ou une liste");
	case CONVERSION_JSON_KEY:
		return TR("a damaged record, left out: a key in quotes is missing here",
			"un enregistrement abîmé, laissé de côté : il manque ici une clé entre guillemets");
	case CONVERSION_JSON_COLON:
		return TR(
			"a damaged record, left out: the colon behind a key is missing here",
			"un enregistrement abîmé, laissé de côté : il manque ici le deux-points après une clé");
	case CONVERSION_JSON_COMMA:
		return TR(
			"a damaged record, left out: a comma, a quote or a closing bracket is missing here or before",
			"un enregistrement abîmé, laissé de côté : il manque une virgule, un guillemet ou un crochet fermant, ici ou avant");
	default:
		return TR("a damaged record; left out",
			"un enregistrement abîmé ; laissé de côté");
	}
}

void notices_left_out(struct problems problems, const struct frame *frame)
{
	struct coop_error why = {0};
	struct coop_place where = {.path = problems.path};
	enum conversion_failure failure = CONVERSION_DAMAGED;
	if (frame->len >= FRAME_LEFT_OUT_SIZE) {
		where.line = coop_get_le32(frame->s);
		failure = (enum conversion_failure)frame->s[COOP_LE32_SIZE];
	}
	if (frame->len == FRAME_LEFT_OUT_AT_SIZE)
		where.column = coop_get_le32(frame->s + FRAME_LEFT_OUT_SIZE);
	coop_fail(&why, COOP_E_INPUT, "%s", why_left_out(failure));
	report_rejected(problems.report, &where, &why);
}

#define SAY(en, fr) coop_fail(why, COOP_E_INPUT, TR(en, fr), n)

/* Says what was mended, and how often. */
static void describe(enum conversion_mend what, size_t n, struct coop_error *why)
{
	switch (what) {
	case MEND_LENGTHS:
		SAY("lengths in a record that are wrong, read by its separators: %zu",
			"longueurs fausses dans un enregistrement, lu d'après ses séparateurs : %zu");
		break;
	case MEND_JSON_CONTROLS:
		SAY("line ends and control characters in quotes, from here on, read as they stand: %zu",
			"fins de ligne et caractères de contrôle entre guillemets, à partir d'ici, lus tels quels : %zu");
		break;
	case MEND_JSON_ESCAPES:
		SAY("escapes that JSON does not have, such as \\', from here on, read as the character behind the backslash: %zu",
			"échappements que JSON n'a pas, comme \\', à partir d'ici, lus comme le caractère après la barre : %zu");
		break;
	case MEND_JSON_NOTHING:
		SAY("NaN and the like, which is no JSON, from here on, read as no value: %zu",
			"NaN et semblables, qui ne sont pas du JSON, à partir d'ici, lus comme une absence de valeur : %zu");
		break;
	case MEND_JSON_COMMAS:
		SAY("commas too many, or missing between records, from here on, read all the same: %zu",
			"virgules de trop, ou manquantes entre enregistrements, à partir d'ici ; lus malgré cela : %zu");
		break;
	case MEND_BYTES:
		SAY("bytes that are not of the declared character set, read as Windows-1252: %zu",
			"octets étrangers au jeu de caractères déclaré, lus comme du Windows-1252 : %zu");
		break;
	case MEND_CONTROLS:
		SAY("control characters, which XML forbids, read as blanks: %zu",
			"caractères de contrôle, interdits en XML, lus comme des blancs : %zu");
		break;
	case MEND_ENTITIES:
		SAY("entities of HTML that the file does not declare, such as &eacute;, read as characters: %zu",
			"entités HTML que le fichier ne déclare pas, comme &eacute;, lues comme des caractères : %zu");
		break;
	case MEND_UNKNOWN:
		SAY("unknown entities, kept as they stand: %zu",
			"entités inconnues, conservées telles quelles : %zu");
		break;
	case MEND_SIGNS:
		SAY("bare & or < in a text, read as that sign: %zu",
			"signes & ou < isolés dans un texte, lus comme tels : %zu");
		break;
	case MEND_TAGS:
		SAY("attributes that are damaged, repeated or too many, mended: %zu",
			"attributs abîmés, répétés ou en surnombre, réparés : %zu");
		break;
	case MEND_ENDS:
		SAY("not well-formed: start or end tags without the other, mended: %zu",
			"XML mal formé : balises ouvrantes ou fermantes sans l'autre, réparées : %zu");
		break;
	case MEND_CUT:
		SAY("the file is cut: it ends within an element; read up to there: %zu",
			"le fichier est coupé : il finit au milieu d'un élément ; lu jusque-là : %zu");
		break;
	case MEND_DEEP:
		SAY("elements nested too deep, of which the text alone is kept: %zu",
			"éléments emboîtés trop profondément, dont seul le texte est conservé : %zu");
		break;
	case MEND_LATE:
		SAY("descriptions of a unit behind the units in it, left out: %zu",
			"descriptions d'un niveau placées après ses sous-niveaux, laissées de côté : %zu");
		break;
	case MEND_COLUMNS:
		SAY("values of more columns than can be kept, left out: %zu",
			"valeurs de colonnes trop nombreuses, laissées de côté : %zu");
		break;
	case MEND_KINDS:
		break;
	}
}

void notices_mended(struct problems problems, const struct frame *frame)
{
	struct coop_error why = {0};
	if (frame->len != FRAME_MENDED_SIZE)
		return;
	unsigned char what = (unsigned char)frame->s[FRAME_MENDED_SIZE - 1];
	struct coop_place place = {problems.path, coop_get_le32(frame->s), 0};
	size_t n = coop_get_le32(frame->s + COOP_LE32_SIZE);
	if (what >= MEND_KINDS || n == 0)
		return;
	describe((enum conversion_mend)what, n, &why);
	report_repaired(problems.report, &place, &why);
}

void notices_told(struct report *report, const struct frame *frame)
{
	if (frame->len < 2 || coop_utf8_valid(frame->s, frame->len) < frame->len)
		return;
	switch ((enum told) * frame->s) {
	case TOLD_FORMAT:
		report_fact(report, "format", "%s", frame->s + 1);
		return;
	case TOLD_CHARSET:
		report_fact(report, TR("encoding", "encodage"), "%s", frame->s + 1);
		return;
	case TOLD_PLACE:
		report_fact(report, TR("records", "contenu"), TR("in %s", "dans %s"),
			frame->s + 1);
		return;
	}
}
