#include "indexer/generations/index_remove.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/disk/entry.h"
#include "indexer/disk/tempfile.h"
#include "indexer/generations/index_check.h"
#include "indexer/generations/parts.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/hold.h"
#include "shared/index/stub.h"

enum { KEPT_SECONDS = 60 * 60 };

/* Removes a generation whose folder is open. */
static void remove_opened(const struct index_folder *f, unsigned long number, int folder)
{
	char name[COOP_GENERATION_NAME];
	parts_drop(folder);
	entry_remove_each(folder, index_is_database_file);
	coop_generation_name(number, name);
	unlinkat(f->fd, name, AT_REMOVEDIR);
}

void index_remove_generation(const struct index_folder *f, unsigned long number)
{
	int folder;
	if (coop_generation_open(f->fd, f->path, number, &folder, NULL))
		return;
	remove_opened(f, number, folder);
	close(folder);
}

/*
 * Whether a generation was replaced more than an hour ago. The clock is that of the file system, which
 * may be another machine's: the index folder gets its time.
 */
static bool is_old(const struct index_folder *f, int folder)
{
	struct stat now, replaced;
	return futimens(f->fd, NULL) == 0 && fstat(f->fd, &now) == 0 &&
	       fstat(folder, &replaced) == 0 &&
	       now.st_mtime - replaced.st_mtime > KEPT_SECONDS;
}

static void tell_kept(
	const struct index_folder *f, unsigned long number, enum coop_claim claim)
{
	char name[COOP_GENERATION_NAME];
	coop_generation_name(number, name);
	if (!f->report->verbose)
		return;
	if (claim == COOP_CLAIM_NO_LOCKS)
		coop_diag_note(f->report->program,
			TR("'%s/%s' stays for an hour after it was replaced: this file system has no locks that would tell whether it is read",
				"« %s/%s » reste une heure après son remplacement : ce système de fichiers n'a pas de verrous qui diraient s'il est lu"),
			f->path, name);
	else
		coop_diag_note(f->report->program,
			TR("'%s/%s' stays until a later run: it is being read",
				"« %s/%s » reste jusqu'à une prochaine fois : il est en cours de lecture"),
			f->path, name);
}

/* Removes a generation that has served, unless somebody may be reading it. */
static void remove_unread(const struct index_folder *f, unsigned long number)
{
	int folder, claimed;
	if (coop_generation_open(f->fd, f->path, number, &folder, NULL))
		return;
	enum coop_claim claim = coop_generation_claim(folder, &claimed);
	if (claim == COOP_CLAIM_FREE ||
		(claim == COOP_CLAIM_NO_LOCKS && is_old(f, folder)))
		remove_opened(f, number, folder);
	else
		tell_kept(f, number, claim);
	if (claimed >= 0)
		close(claimed);
	close(folder);
}

struct kept {
	const struct index_folder *folder;
	unsigned long numbers[2];
};

static enum coop_status remove_other(void *data, const char *name, struct coop_error *err)
{
	const struct kept *kept = data;
	unsigned long number = coop_generation_number(name);
	(void)err;
	if (number > 0 && number != kept->numbers[0] && number != kept->numbers[1])
		remove_unread(kept->folder, number);
	return COOP_OK;
}

void index_remove_others(
	const struct index_folder *f, unsigned long keep, unsigned long keep_too)
{
	struct kept kept = {f, {keep, keep_too}};
	entry_each(f->fd, f->path, remove_other, &kept, NULL);
}

void index_remove_tempfiles(const struct index_folder *f)
{
	entry_remove_each(f->fd, tempfile_is_one);
}
