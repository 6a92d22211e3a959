#include "indexer/space.h"

#include "indexer/decode/filetype.h"
#include "indexer/disk/free_space.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

uint64_t space_count_texts(const struct scan *scan)
{
	uint64_t bytes = 0;
	for (size_t i = 0; i < scan->count; i++)
		if (scan->at[i].read && !filetype_of(scan_path(scan, &scan->at[i])))
			bytes += scan->at[i].state.size;
	return bytes;
}

static double megabytes(uint64_t bytes)
{
	return (double)bytes / 1e6;
}

static void warn(
	const struct report *report, const char *dir, uint64_t texts, uint64_t room)
{
	coop_diag_note(report->program,
		TR("there may be too little room for the index in '%s': the files hold %.1f MB, %.1f MB are free",
			"la place peut manquer pour l'index dans « %s » : les fichiers font %.1f Mo, il y a %.1f Mo de libre"),
		dir, megabytes(texts), megabytes(room));
}

enum coop_status space_check(int folder, const char *dir, uint64_t texts,
	const struct report *report, struct coop_error *err)
{
	uint64_t room, least = texts / SPACE_LEAST;
	if (!free_space(folder, &room))
		return COOP_OK;
	if (room >= texts)
		return COOP_OK;
	if (room >= least) {
		if (!report->quiet)
			warn(report, dir, texts, room);
		return COOP_OK;
	}
	coop_fail(err, COOP_E_IO,
		TR("no room for the index in '%s': it needs about %.1f MB, at the very least %.1f MB; %.1f MB are free",
			"pas de place pour l'index dans « %s » : il faut environ %.1f Mo, au strict minimum %.1f Mo ; il y a %.1f Mo de libre"),
		dir, megabytes(texts), megabytes(least), megabytes(room));
	coop_hint(err, "%s",
		TR("make room, or name a folder on another disk with -i; 'coopidx --status' tells what an index takes",
			"faites de la place, ou nommez avec -i un dossier sur un autre disque ; « coopidx --status » dit ce que prend un index"));
	return COOP_E_IO;
}
