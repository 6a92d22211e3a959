#include "indexer/check_sources.h"

#include <inttypes.h>
#include <string.h>

#include "indexer/update/previous.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/glass_read.h"
#include "shared/index/hashes.h"

enum { SHOWN = 10 /* sources, unless verbose */ };

/* Whether the damage is in a file with notices, or with their hashes. */
static bool concerns_notices(const struct verify_damage *d)
{
	return d->segment < VERIFY_REMOVED &&
	       (strcmp(d->name, coop_glass_file(COOP_GLASS_DOCDATA)) == 0 ||
		       strcmp(d->name, COOP_HASHES_FILE) == 0 ||
		       strcmp(d->name, COOP_CHECKSUMS_FILE) == 0);
}

typedef uint64_t count_records(const struct previous *p, const struct source *of);

/* Shows the sources that have records of a kind, and how many. */
static void show(const struct report *r, const struct previous *p, count_records *count,
	const char *what)
{
	uint64_t records = 0;
	size_t sources = 0;
	for (size_t i = 0; i < p->sources.count; i++) {
		uint64_t n = count(p, &p->sources.at[i]);
		records += n;
		sources += n > 0;
	}
	if (records == 0)
		return;
	coop_diag_note(r->program,
		TR("%s: %" PRIu64 "; files that they are from: %zu",
			"%s : %" PRIu64 " ; fichiers dont elles viennent : %zu"),
		what, records, sources);
	size_t shown = 0;
	for (size_t i = 0; i < p->sources.count; i++) {
		const struct source *of = &p->sources.at[i];
		uint64_t n = count(p, of);
		if (n > 0 && (shown < SHOWN || r->verbose)) {
			coop_diag_note(r->program, "  %s: %" PRIu64,
				source_path(&p->sources, of), n);
			shown++;
		}
	}
	if (shown < sources)
		coop_diag_note(r->program,
			TR("  and %zu files more, which -v names",
				"  et %zu autres fichiers, que nomme -v"),
			sources - shown);
}

static void show_notices(const struct report *r, const struct previous *p)
{
	show(r, p, previous_count_lost,
		TR("notices that are damaged", "notices abîmées"));
	show(r, p, previous_count_unhashed,
		TR("notices that are whole, but not their hashes",
			"notices intactes, mais non leurs empreintes"));
}

enum coop_status check_sources(int index, const char *dir, const struct coop_stub *stub,
	const struct verified *found, const struct report *report, struct coop_error *err)
{
	struct previous *p = NULL;
	size_t notices = 0, answers = 0;
	for (size_t i = 0; i < found->damaged; i++) {
		const struct verify_damage *d = &found->damage[i];
		notices += concerns_notices(d);
		answers += d->segment != VERIFY_NONE && !concerns_notices(d);
	}
	struct coop_error why = {0};
	enum coop_status st = previous_salvage(index, dir, stub, report->stop, &p, &why);
	if (!st && notices > 0)
		show_notices(report, p);
	previous_free(p);
	if (st == COOP_E_NOMEM || st == COOP_E_INTERRUPTED)
		return coop_pass_on(err, &why);
	if (st)
		coop_diag_note(report->program, "%s",
			TR("which files the notices are from cannot be read: to repair it, all of them are read again",
				"de quels fichiers viennent les notices est illisible : pour le réparer, tous sont relus"));
	if (answers > 0)
		coop_diag_note(report->program, "%s",
			TR("damage of other files concerns answers, and no notices: these files are made again from the notices",
				"les dommages d'autres fichiers touchent les réponses, et aucune notice : ces fichiers sont refaits depuis les notices"));
	return COOP_OK;
}
