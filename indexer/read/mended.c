#include "indexer/read/mended.h"

#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

/* Says what was mended, `n` times. */
static void describe(enum conversion_mend what, size_t n, struct coop_error *why)
{
	switch (what) {
	case MEND_BYTES:
		coop_fail(why, COOP_E_INPUT,
			TR("bytes that are not of the declared character set, read as Windows-1252: %zu",
				"octets étrangers au jeu de caractères déclaré, lus comme du Windows-1252 : %zu"),
			n);
		return;
	case MEND_CONTROLS:
		coop_fail(why, COOP_E_INPUT,
			TR("control characters, which XML forbids, read as blanks: %zu",
				"caractères de contrôle, interdits en XML, lus comme des blancs : %zu"),
			n);
		return;
	case MEND_ENTITIES:
		coop_fail(why, COOP_E_INPUT,
			TR("entities of HTML that the file does not declare, such as &eacute;, read as characters: %zu",
				"entités HTML que le fichier ne déclare pas, comme &eacute;, lues comme des caractères : %zu"),
			n);
		return;
	case MEND_UNKNOWN:
		coop_fail(why, COOP_E_INPUT,
			TR("unknown entities, kept as they stand: %zu",
				"entités inconnues, conservées telles quelles : %zu"),
			n);
		return;
	case MEND_SIGNS:
		coop_fail(why, COOP_E_INPUT,
			TR("bare & or < in a text, read as that sign: %zu",
				"signes & ou < seuls dans un texte, lus comme tels : %zu"),
			n);
		return;
	case MEND_TAGS:
		coop_fail(why, COOP_E_INPUT,
			TR("attributes that are damaged, repeated or too many: %zu",
				"attributs abîmés, répétés ou en surnombre : %zu"),
			n);
		return;
	case MEND_ENDS:
		coop_fail(why, COOP_E_INPUT,
			TR("not well-formed: start or end tags without the other, mended: %zu",
				"XML mal formé : balises ouvrantes ou fermantes sans l'autre, réparé : %zu"),
			n);
		return;
	case MEND_CUT:
		coop_fail(why, COOP_E_INPUT, "%s",
			TR("the file is cut: it ends within an element; read up to there",
				"le fichier est coupé : il finit au milieu d'un élément ; lu jusque-là"));
		return;
	case MEND_DEEP:
		coop_fail(why, COOP_E_INPUT,
			TR("elements nested too deep, of which the text alone is kept: %zu",
				"éléments emboîtés trop profondément, dont seul le texte est conservé : %zu"),
			n);
		return;
	case MEND_LATE:
		coop_fail(why, COOP_E_INPUT,
			TR("descriptions of a unit behind the units in it, left out: %zu",
				"descriptions d'un niveau placées après ses sous-niveaux, laissées de côté : %zu"),
			n);
		return;
	case MEND_COLUMNS:
		coop_fail(why, COOP_E_INPUT,
			TR("values of more columns than can be kept (1,000), left out: %zu",
				"valeurs au-delà de 1 000 colonnes, laissées de côté : %zu"),
			n);
		return;
	case MEND_KINDS:
		break;
	}
}

void mended_report(struct problems problems, const struct frame *frame)
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
