#include "indexer/report/counters.h"

#include <string.h>

#include "shared/core/i18n.h"

void counters_begin_file(struct counters *c)
{
	c->in_file = 0;
	memset(c->repairs, 0, sizeof c->repairs);
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
