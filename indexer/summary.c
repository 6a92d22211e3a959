#include "indexer/summary.h"

#include <sys/resource.h>

#include "shared/core/diag.h"
#include "shared/core/i18n.h"

const char *summary_plural(size_t n)
{
	return n == 1 || (n == 0 && coop_french()) ? "" : "s";
}

static void print_place(const struct report *r, const struct summary *s)
{
	coop_diag_note(
		r->program, TR("the index is in %s", "l'index est dans %s"), s->dir);
}

static void print_update(const struct report *r, const struct summary *s)
{
	if (s->repair)
		coop_diag_note(r->program,
			TR("repaired; files read again: %zu; notices: %zu damaged, %zu read instead",
				"réparé ; fichiers relus : %zu ; notices : %zu abîmées, %zu relues"),
			s->changed, s->records_gone, s->records_added);
	else if (s->added + s->changed + s->gone == 0)
		coop_diag_note(r->program, "%s",
			TR("no file has changed", "aucun fichier n'a changé"));
	else
		coop_diag_note(r->program,
			TR("files: %zu new, %zu changed, %zu gone; records: %zu added, %zu removed",
				"fichiers nouveaux : %zu, modifiés : %zu, disparus : %zu ; notices ajoutées : %zu, retirées : %zu"),
			s->added, s->changed, s->gone, s->records_added, s->records_gone);
	coop_diag_note(r->program,
		TR("%zu file%s, %zu record%s, in %.2f s; %zu rejected, %zu mended, %zu skipped",
			"%zu fichier%s, %zu notice%s, en %.2f s ; à l'écart : %zu, réparations : %zu, ignorés : %zu"),
		r->count.files, summary_plural(r->count.files), r->count.records,
		summary_plural(r->count.records), s->done - s->begun, r->count.rejected,
		r->count.repaired, r->count.skipped);
	print_place(r, s);
}

void summary_print(const struct report *r, const struct summary *s)
{
	double took = s->done - s->begun;
	/* the exit code says that there are problems, also when the report is quiet */
	if (r->count.known > 0)
		coop_diag_note(r->program,
			TR("problems of files that were not read again, as they have not changed: %zu; -n shows them",
				"problèmes de fichiers qui n'ont pas été relus, n'ayant pas changé : %zu ; -n les montre"),
			r->count.known);
	if (r->quiet)
		return;
	if (s->update) {
		print_update(r, s);
		return;
	}
	coop_diag_note(r->program,
		TR("%zu file%s, %zu record%s, %zu word%s in %.2f s; %zu rejected, %zu mended, %zu skipped",
			"%zu fichier%s, %zu notice%s, %zu mot%s en %.2f s ; à l'écart : %zu, réparations : %zu, ignorés : %zu"),
		r->count.files, summary_plural(r->count.files), r->count.records,
		summary_plural(r->count.records), r->count.words,
		summary_plural(r->count.words), took, r->count.rejected,
		r->count.repaired, r->count.skipped);
	print_place(r, s);
}

void summary_print_stats(const struct report *r, const struct summary *t)
{
	const struct sink_stats *s = &t->stats;
	const double mb = 1e6, took = t->done - t->begun;
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	coop_diag_note(r->program,
		TR("reading %.2f s, putting aside %.2f s, postings and positions %.2f s, joining %.2f s, switching %.2f s",
			"lecture %.2f s, mise de côté %.2f s, postings et positions %.2f s, assemblage %.2f s, bascule %.2f s"),
		t->read - t->begun, s->flush, s->postings, s->join, t->done - t->written);
	coop_diag_note(r->program,
		TR("%.1f MB read, %.1f MB/s; parts put aside: %zu; processor %.2f s; memory %.0f MB at most",
			"%.1f Mo lus, %.1f Mo/s ; parties mises de côté : %zu ; processeur %.2f s ; mémoire %.0f Mo au plus"),
		(double)r->count.bytes / mb,
		took > 0 ? (double)r->count.bytes / mb / took : 0, s->runs,
		(double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
			(double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6,
		(double)usage.ru_maxrss * 1024 / mb);
	for (size_t i = 0; i < sizeof s->tables / sizeof *s->tables; i++)
		if (s->tables[i].name)
			coop_diag_note(r->program,
				TR("table %s: %.1f MB, %llu entries",
					"table %s : %.1f Mo, %llu entrées"),
				s->tables[i].name, (double)s->tables[i].bytes / mb,
				(unsigned long long)s->tables[i].entries);
}
