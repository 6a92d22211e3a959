#include "indexer/report/counters.h"

#include <string.h>

#include "shared/core/i18n.h"

void counters_begin_file(struct counters *c)
{
	c->in_file = 0;
	memset(c->repairs, 0, sizeof c->repairs);
}

void counters_add(struct counters *c, const struct counters *of)
{
	c->files += of->files;
	c->records += of->records;
	c->words += of->words;
	c->bytes += of->bytes;
	c->rejected += of->rejected;
	c->repaired += of->repaired;
	c->skipped += of->skipped;
	c->known += of->known;
}

static const char *name_of_repair(enum repair_kind kind)
{
	switch (kind) {
	case REPAIR_BYTES:
		return TR("stray bytes", "octets égarés");
	case REPAIR_LINES:
		return TR("lines in another character set",
			"lignes dans un autre jeu de caractères");
	case REPAIR_MOJIBAKE:
		return TR("characters garbled before", "caractères déjà brouillés");
	case REPAIR_LOST:
		return TR("characters lost before", "caractères déjà perdus");
	case REPAIR_REPLACED:
		return TR("places replaced", "endroits remplacés");
	case REPAIR_NULS:
		return TR("lines with NULs", "lignes avec des octets nuls");
	case REPAIR_ENTITIES:
		return TR("cells with HTML entities", "cellules avec des entités HTML");
	case REPAIR_TAGS:
		return TR("cells with HTML tags", "cellules avec des balises HTML");
	case REPAIR_FORMULAS:
		return TR("cells in =\"\"", "cellules entre =\"\"");
	case REPAIR_QUOTED:
		return TR("lines quoted once more", "lignes remises entre guillemets");
	case REPAIR_QUOTES:
		return TR("rows with quotes of the text",
			"lignes avec des guillemets du texte");
	default:
		return TR("rows", "lignes de tableau");
	}
}

void counters_print_repairs(const struct counters *c, struct coop_buf *out)
{
	for (int kind = 0; kind < REPAIR_KINDS; kind++)
		if (c->repairs[kind] > 0)
			coop_buf_printf(out, TR("%s %s: %zu", "%s %s : %zu"),
				out->len > 0 ? TR(";", " ;") : "",
				name_of_repair((enum repair_kind)kind), c->repairs[kind]);
}
