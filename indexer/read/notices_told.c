#include "indexer/read/notices_told.h"

#include <stdio.h>

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

/* What was mended, in English and in French; how often follows. */
static const struct {
	const char *en, *fr;
} mends[MEND_KINDS] = {
	[MEND_LENGTHS] = {"lengths in a record that are wrong, read by its separators",
		"longueurs fausses dans un enregistrement, lu d'après ses séparateurs"},
	[MEND_JSON_CONTROLS] =
		{"line ends and control characters in quotes, from here on, read as they stand",
			"fins de ligne et caractères de contrôle entre guillemets, à partir d'ici, lus tels quels"},
	[MEND_JSON_ESCAPES] =
		{"escapes that JSON does not have, such as \\', from here on, read as the character behind the backslash",
			"échappements que JSON n'a pas, comme \\', à partir d'ici, lus comme le caractère après la barre"},
	[MEND_JSON_NOTHING] = {"NaN and the like, which is no JSON, from here on, read as no value",
		"NaN et semblables, qui ne sont pas du JSON, à partir d'ici, lus comme une absence de valeur"},
	[MEND_JSON_COMMAS] =
		{"commas too many, or missing between records, from here on, read all the same",
			"virgules de trop, ou manquantes entre enregistrements, à partir d'ici ; lus malgré cela"},
	[MEND_BYTES] = {"bytes that are not of the declared character set, read as Windows-1252",
		"octets étrangers au jeu de caractères déclaré, lus comme du Windows-1252"},
	[MEND_CONTROLS] = {"control characters, which XML forbids, read as blanks",
		"caractères de contrôle, interdits en XML, lus comme des blancs"},
	[MEND_ENTITIES] = {"entities of HTML that the file does not declare, such as &eacute;, read as characters",
		"entités HTML que le fichier ne déclare pas, comme &eacute;, lues comme des caractères"},
	[MEND_UNKNOWN] = {"unknown entities, kept as they stand",
		"entités inconnues, conservées telles quelles"},
	[MEND_SIGNS] = {"bare & or < in a text, read as that sign",
		"signes & ou < isolés dans un texte, lus comme tels"},
	[MEND_TAGS] = {"attributes that are damaged, repeated or too many, mended",
		"attributs abîmés, répétés ou en surnombre, réparés"},
	[MEND_ENDS] = {"not well-formed: start or end tags without the other, mended",
		"XML mal formé : balises ouvrantes ou fermantes sans l'autre, réparées"},
	[MEND_CUT] = {"the file is cut: it ends within an element; read up to there",
		"le fichier est coupé : il finit au milieu d'un élément ; lu jusque-là"},
	[MEND_DEEP] = {"elements nested too deep, of which the text alone is kept",
		"éléments emboîtés trop profondément, dont seul le texte est conservé"},
	[MEND_LATE] = {"descriptions of a unit behind the units in it, left out",
		"descriptions d'un niveau placées après ses sous-niveaux, laissées de côté"},
	[MEND_COLUMNS] = {"values of more columns than can be kept, left out",
		"valeurs de colonnes trop nombreuses, laissées de côté"},
};

void notices_mended(struct problems problems, const struct frame *frame)
{
	char text[400];
	struct coop_error why = {0};
	if (frame->len != FRAME_MENDED_SIZE)
		return;
	unsigned char what = (unsigned char)frame->s[FRAME_MENDED_SIZE - 1];
	struct coop_place place = {problems.path, coop_get_le32(frame->s), 0};
	size_t n = coop_get_le32(frame->s + COOP_LE32_SIZE);
	if (what >= MEND_KINDS || n == 0)
		return;
	/* dry runs count messages by their form, which tells nothing here */
	snprintf(text, sizeof text, TR("%s: %zu", "%s : %zu"),
		TR(mends[what].en, mends[what].fr), n);
	coop_fail(&why, COOP_E_INPUT, "%s", text);
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
