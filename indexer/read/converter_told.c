/*
 * converter_told.c - what a converter says of a whole file, in the user's language (converter.h).
 */
#include <errno.h>

#include "indexer/disk/failure.h"
#include "indexer/read/converter.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

#ifdef COOP_HAVE_YAZ
#define NO_SET_EN                                                                        \
	"is in a character set that cannot be converted here: libyaz or a set of iconv is missing"
#define NO_SET_FR                                                                        \
	"est dans un jeu de caractères qui ne peut être converti ici : il manque libyaz ou un jeu d'iconv"
#else
#define NO_SET_EN                                                                        \
	"is in a character set of MARC, and this coopidx was built without YAZ, which converts it"
#define NO_SET_FR                                                                        \
	"est dans un jeu de caractères de MARC, et ce coopidx a été construit sans YAZ, qui le convertit"
#endif

/* Why a file is not read, and what to do about that, or NULL. */
static const struct {
	const char *en, *fr, *do_en, *do_fr;
} failures[CONVERSION_COUNT] = {
	[CONVERSION_ENCRYPTED] = {"is encrypted", "est chiffré",
		"save it again without a password",
		"enregistrez-le de nouveau, sans mot de passe"},
	[CONVERSION_NO_TEXT] = {"holds no text: scanned pages?",
		"ne contient pas de texte : des pages numérisées ?",
		"recognise its characters first: ocrmypdf -l fra OLD NEW",
		"faites d'abord reconnaître ses caractères : ocrmypdf -l fra ANCIEN NOUVEAU"},
	[CONVERSION_TOO_LARGE] = {"holds more text than can be read (64 MiB); left out",
		"contient plus de texte qu'il ne peut en être lu (64 Mio) ; laissé de côté",
		NULL, NULL},
	[CONVERSION_TOO_DEEP] = {"has its elements nested too deep; left out",
		"a des éléments emboîtés trop profondément ; laissé de côté", NULL, NULL},
	[CONVERSION_MEMORY] = {"takes too much memory to read; left out",
		"demande trop de mémoire à la lecture ; laissé de côté", NULL, NULL},
	[CONVERSION_MISSING] = {"is missing from the workbook", "manque dans le classeur",
		NULL, NULL},
	[CONVERSION_NO_SET] = {NO_SET_EN, NO_SET_FR, "export it again as UTF-8",
		"exportez-le de nouveau en UTF-8"},
	[CONVERSION_NO_NOTICES] =
		{"holds no notices: no object in it has a title, or anything else that notices have",
			"ne contient pas de notices : aucun objet n'y a de titre, ni rien de ce qu'ont les notices",
			NULL, NULL},
};

enum coop_status converter_fail(const struct frame *failure, struct coop_error *err)
{
	unsigned char why = failure->len == 1 ? (unsigned char)*failure->s : 0;
	if (why == CONVERSION_UNREADABLE)
		return failure_to_read(EIO, err);
	if (why == CONVERSION_ENDLESS_TAG)
		return coop_fail(err, COOP_E_INPUT,
			TR("has a tag with more than %d attributes; left out",
				"a une balise de plus de %d attributs ; laissé de côté"),
			TAG_ATTRIBUTES_MAX);
	if (why >= CONVERSION_COUNT || !failures[why].en)
		return coop_fail(err, COOP_E_INPUT, "%s",
			TR("is damaged, or not what its name says",
				"est abîmé, ou n'est pas ce que dit son nom"));
	coop_fail(err, COOP_E_INPUT, "%s", TR(failures[why].en, failures[why].fr));
	if (failures[why].do_en)
		coop_hint(err, "%s", TR(failures[why].do_en, failures[why].do_fr));
	return COOP_E_INPUT;
}

bool converter_remark(const struct frame *remark, struct coop_error *problem)
{
	uint32_t numbers[FRAME_REMARK_NUMBERS] = {REMARK_NONE};
	for (size_t i = 0; remark->len == sizeof numbers && i < FRAME_REMARK_NUMBERS; i++)
		numbers[i] = coop_get_le32(remark->s + i * COOP_LE32_SIZE);
	switch ((enum conversion_remark)numbers[FRAME_REMARK_WHAT]) {
	case REMARK_SCANNED:
		coop_fail(problem, COOP_E_INPUT,
			TR("pages without text, scanned?: %u of %u, from page %u on; the others are read",
				"pages sans texte, numérisées ? : %u sur %u, à partir de la page %u ; les autres sont lues"),
			numbers[FRAME_REMARK_PAGES], numbers[FRAME_REMARK_OF],
			numbers[FRAME_REMARK_FIRST]);
		coop_hint(problem, "%s",
			TR("have their characters recognised: ocrmypdf -l fra --skip-text OLD NEW",
				"faites reconnaître leurs caractères : ocrmypdf -l fra --skip-text ANCIEN NOUVEAU"));
		return true;
	case REMARK_CUT:
		coop_fail(problem, COOP_E_INPUT, "%s",
			TR("stops in the middle; what is there is read",
				"s'arrête en plein milieu ; ce qu'il y a est lu"));
		return true;
	default:
		return false;
	}
}
