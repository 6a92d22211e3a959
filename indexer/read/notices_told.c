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

/* What a file has that its format does not allow. */
static const char *sentence(enum json_oddity what)
{
	switch (what) {
	case JSON_CONTROLS:
		return TR(
			"line ends and control characters in quotes, from here on; read as they stand",
			"des fins de ligne et des caractères de contrôle entre guillemets, à partir d'ici ; lus tels quels");
	case JSON_ESCAPES:
		return TR(
			"escapes that JSON does not have, such as \\', from here on; read as the character behind the backslash",
			"des échappements que JSON n'a pas, comme \\', à partir d'ici ; lus comme le caractère après la barre");
	case JSON_NOTHING:
		return TR(
			"NaN and the like, which is no JSON, from here on; read as no value",
			"NaN et semblables, qui ne sont pas du JSON, à partir d'ici ; lus comme une absence de valeur");
	default:
		return TR(
			"commas too many, or missing between records, from here on; read all the same",
			"des virgules de trop, ou manquantes entre enregistrements, à partir d'ici ; lus malgré cela");
	}
}

void notices_odd(struct problems problems, const struct frame *frame)
{
	struct coop_error why = {0};
	struct coop_place where = {.path = problems.path};
	char text[400];
	if (frame->len != FRAME_ODD_SIZE)
		return;
	size_t count = coop_get_le32(frame->s + 1);
	where.line = coop_get_le32(frame->s + 1 + COOP_LE32_SIZE);
	snprintf(text, sizeof text, TR("%s (%zu in all)", "%s (%zu en tout)"),
		sentence((enum json_oddity) * frame->s), count);
	coop_fail(&why, COOP_E_INPUT, "%s", text);
	report_repaired(problems.report, &where, &why);
}

void notices_told(struct report *report, const struct frame *frame)
{
	if (frame->len < 2 || coop_utf8_valid(frame->s, frame->len) < frame->len)
		return;
	switch ((enum told) * frame->s) {
	case TOLD_CHARSET:
		report_fact(report, TR("encoding", "encodage"), "%s", frame->s + 1);
		return;
	case TOLD_PLACE:
		report_fact(report, TR("records", "contenu"), TR("in %s", "dans %s"),
			frame->s + 1);
		return;
	}
}
