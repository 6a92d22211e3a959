/* The status of an index for people: a name and what it is, a line each. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "indexer/inspect/status_data.h"
#include "shared/cli/program.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/utf8.h"

enum { NAME_WIDTH = 14, FILE_WIDTH = 18, TEXT_MAX = 1000 };

void status_begin_line(FILE *out, const char *name)
{
	int width = (int)coop_utf8_count(name, strlen(name));
	fprintf(out, "%s%*s", name, width < NAME_WIDTH ? NAME_WIDTH - width : 1, "");
}

static void put(FILE *out, const char *name, const char *fmt, ...) COOP_PRINTF(3, 4);

static void put(FILE *out, const char *name, const char *fmt, ...)
{
	char text[TEXT_MAX];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	status_begin_line(out, name);
	coop_put_safe(out, text, strlen(text));
	fputc('\n', out);
}

static void put_path(FILE *out, const char *name, const char *path)
{
	status_begin_line(out, name);
	coop_put_safe(out, path, strlen(path));
	fputc('\n', out);
}

static double megabytes(uint64_t bytes)
{
	return (double)bytes / 1e6;
}

static void print_when(int64_t made, char out[32])
{
	time_t when = (time_t)made;
	struct tm parts;
	snprintf(out, 32, "?");
	if (localtime_r(&when, &parts))
		strftime(out, 32, "%Y-%m-%d %H:%M", &parts);
}

/* ---- parts ---- */

static void put_place(const struct status *s, FILE *out)
{
	char when[32];
	struct coop_buf from = {0};
	put_path(out, TR("index", "index"), s->place.s);
	if (s->opened && s->root.len > 0)
		put_path(out, TR("root", "racine"), s->root.s);
	if (s->origin.known) {
		origin_print(&s->origin, &from);
		put_path(out, TR("made from", "fait de"), coop_buf_cstr(&from));
		print_when(s->origin.made, when);
		put(out, TR("made", "fait"), "%s (gen-%lu)", when, s->generation);
	}
	coop_buf_release(&from);
}

/* The columns that queries can name beside the fields. */
static void put_columns(const struct status *s, FILE *out)
{
	enum { SHOWN = 30 };
	const char *key = coop_buf_cstr(&s->column_keys);
	if (s->columns == 0)
		return;
	status_begin_line(out, TR("own columns", "colonnes"));
	for (size_t i = 0; i < s->ncolumn_keys && i < SHOWN; i++) {
		fputs(i > 0 ? ", " : "", out);
		coop_put_safe(out, key, strlen(key));
		key += strlen(key) + 1;
	}
	if (s->columns > SHOWN)
		fprintf(out, TR(" and %" PRIu64 " more", " et %" PRIu64 " autres"),
			s->columns - SHOWN);
	fputc('\n', out);
}

static void put_contents(const struct status *s, FILE *out)
{
	/* its number, and the words that it is tried on */
	const char *analysis = coop_buf_cstr(&s->analysis);
	if (s->sources_known)
		put(out, "sources",
			TR("%" PRIu64 ", not read in full: %" PRIu64,
				"%" PRIu64 ", pas lues en entier : %" PRIu64),
			s->sources, s->unread);
	put(out, TR("records", "notices"), "%" PRIu64, s->records);
	put(out, TR("words", "mots"),
		TR("%" PRIu64
		   " different ones; the lengths of all records add up to %" PRIu64,
			"%" PRIu64
			" différents ; somme des longueurs des notices : %" PRIu64),
		s->words, s->length);
	put(out, TR("acronyms", "sigles"), "%" PRIu64, s->acronyms);
	put_columns(s, out);
	put(out, "versions",
		TR("schema %s, analysis %.*s; this is coopidx %s",
			"schéma %s, analyse %.*s ; ceci est coopidx %s"),
		coop_buf_cstr(&s->schema), (int)strcspn(analysis, " "), analysis,
		COOP_VERSION);
	if (coop_shard_mark_is(&s->mark))
		put(out, TR("shard", "fragment"),
			TR("%u of %u, made with the facts %016" PRIx64,
				"%u sur %u, fait avec les faits %016" PRIx64),
			s->mark.shard, s->mark.shards, s->mark.facts);
	put(out, TR("engine tools", "outils moteur"), "%s",
		s->engine_tools
			? TR("it has what all of them need", "il a ce qu'il faut à tous")
			: TR("made without --engine-tools", "fait sans --engine-tools"));
}

static void put_folding(const struct status *s, FILE *out)
{
	if (s->delta + s->removed == 0)
		put(out, "delta", "%s",
			TR("none: all records are in the base",
				"aucun : toutes les notices sont dans la base"));
	else
		put(out, "delta",
			TR("%" PRIu64 " records added to the base of %" PRIu64
			   ", %" PRIu64 " removed from it: %.1f %%",
				"%" PRIu64 " notices ajoutées à la base de %" PRIu64
				", %" PRIu64 " retirées : %.1f %%"),
			s->delta, s->base, s->removed,
			100.0 * (double)(s->delta + s->removed) / (double)s->base);
	if (s->fold_above == 0)
		put(out, TR("folding", "fusion"), "%s",
			TR("with each change: the base is small",
				"à chaque changement : la base est petite"));
	else
		put(out, TR("folding", "fusion"),
			TR("above %" PRIu64 " records added and removed",
				"au-delà de %" PRIu64 " notices ajoutées et retirées"),
			s->fold_above);
	put(out, TR("drift", "dérive"),
		TR("average length %.2f, of the base %.2f: %+.2f %%",
			"longueur moyenne %.2f, de la base %.2f : %+.2f %%"),
		s->average_now, s->average_base,
		100 * (s->average_now - s->average_base) / s->average_base);
}

static void put_restorable(const struct status *s, FILE *out)
{
	char when[32];
	print_when(s->before.made, when);
	if (s->restorable == 0 || !s->before.known)
		put(out, TR("to restore", "à rétablir"), "%s", TR("nothing", "rien"));
	else
		put(out, TR("to restore", "à rétablir"),
			TR("gen-%lu of %s, %" PRIu64 " records",
				"gen-%lu du %s, %" PRIu64 " notices"),
			s->restorable, when, s->before.records);
}

static void put_lock(const struct status *s, FILE *out)
{
	const struct lock_holder *l = &s->lock;
	const char *name = TR("being written", "en écriture");
	char when[32];
	print_when(l->since, when);
	if (l->state == LOCK_FREE)
		put(out, name, "%s", TR("no", "non"));
	else if (l->state == LOCK_UNKNOWN)
		put(out, name, "%s", TR("not known", "on ne sait pas"));
	else if (l->host[0])
		put(out, name,
			TR("by process %ld on %s since %s",
				"par le processus %ld sur %s depuis %s"),
			l->pid, l->host, when);
	else
		put(out, name, TR("by process %ld", "par le processus %ld"), l->pid);
}

static void put_disk(const struct status *s, FILE *out)
{
	put(out, TR("disk", "disque"),
		TR("%.1f MB taken; building anew wants up to %.1f MB more",
			"%.1f Mo occupés ; tout refaire demande jusqu'à %.1f Mo de plus"),
		megabytes(s->disk.taken), megabytes(s->disk.rebuild));
	if (s->disk.known)
		put(out, TR("free", "libre"), TR("%.1f MB", "%.1f Mo"),
			megabytes(s->disk.free));
}

/* A table of files: bytes by segment. */
static void put_files(const struct status *s, FILE *out)
{
	fprintf(out, "\n%-*s", FILE_WIDTH, TR("bytes", "octets"));
	for (int i = 0; i < STATUS_SEGMENTS; i++)
		if (s->segment_bytes[i] > 0)
			fprintf(out, " %14s", status_segments[i]);
	fputc('\n', out);
	for (size_t k = 0; k <= s->nfiles; k++) {
		const struct status_file *f = k < s->nfiles ? &s->files[k] : NULL;
		const char *name = f ? f->name : TR("all", "tous");
		coop_put_safe(out, name, strlen(name));
		fprintf(out, "%*s", FILE_WIDTH - (int)strlen(name), "");
		for (int i = 0; i < STATUS_SEGMENTS; i++)
			if (s->segment_bytes[i] > 0)
				fprintf(out, " %14" PRIu64,
					f ? f->bytes[i] : s->segment_bytes[i]);
		fputc('\n', out);
	}
}

void status_print_text(const struct status *s, FILE *out)
{
	put_place(s, out);
	if (s->opened)
		put_contents(s, out);
	if (s->opened)
		put_folding(s, out);
	put_restorable(s, out);
	put_lock(s, out);
	put_disk(s, out);
	if (s->nfiles > 0)
		put_files(s, out);
}
