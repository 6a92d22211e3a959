#include "indexer/read/mended.h"

#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

#define SAY(en, fr) coop_fail(why, COOP_E_INPUT, TR(en, fr), n)

/* Says what was mended, and how often. */
static void describe(enum conversion_mend what, size_t n, struct coop_error *why)
{
	switch (what) {
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
