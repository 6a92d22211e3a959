#include "indexer/generations/index_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/disk/entry.h"
#include "indexer/generations/index_check.h"
#include "indexer/generations/index_lock.h"
#include "indexer/generations/origin.h"
#include "indexer/report/rejects.h"
#include "shared/core/buf.h"
#include "shared/core/i18n.h"
#include "shared/index/checksums.h"
#include "shared/index/layout.h"

/* ---- opening ---- */

enum coop_status index_folder_make(const char *dir, struct coop_error *err)
{
	struct coop_buf path = {0};
	coop_buf_str(&path, dir);
	enum coop_status st = coop_buf_check(&path, err);
	for (size_t i = 1; !st && i <= path.len; i++) {
		if (path.s[i] != '/' && path.s[i] != '\0')
			continue;
		char kept = path.s[i];
		path.s[i] = '\0';
		if (mkdir(path.s, 0777) != 0 && errno != EEXIST)
			st = coop_cannot_write(path.s, NULL, err);
		path.s[i] = kept;
	}
	coop_buf_release(&path);
	return st;
}

static enum coop_status open_dir(
	struct index_folder *f, bool make, struct coop_error *err)
{
	enum coop_status st = make ? index_folder_make(f->path, err) : COOP_OK;
	if (st)
		return st;
	f->fd = open(f->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (f->fd >= 0)
		return COOP_OK;
	if (!make && (errno == ENOENT || errno == ENOTDIR))
		return coop_fail(err, COOP_E_NOINDEX,
			TR("there is no index in '%s'",
				"il n'y a pas d'index dans « %s »"),
			f->path);
	return coop_cannot_read(f->path, NULL, err);
}

/*
 * Reads which generation serves: none without a stub, or with a damaged one. A stub that cannot be
 * read is an error, since the generation that it names must not be removed.
 */
static enum coop_status read_current(
	struct index_folder *f, bool make, struct coop_error *err)
{
	struct coop_error why = {0};
	struct coop_stub stub;
	enum coop_status st = coop_stub_read(f->fd, f->path, &stub, &why);
	f->stub = stub;
	f->current = stub.number;
	f->fresh = st == COOP_E_NOINDEX;
	if (make && (st == COOP_E_NOINDEX || st == COOP_E_CORRUPT))
		return COOP_OK;
	return coop_pass_on(err, &why);
}

/* The complete generations around the current one, for find_before(). */
struct neighbours {
	const struct index_folder *folder;
	unsigned long below, above; /* the current one; 0 for none */
};

/* Whether a generation has its manifest, which is written last. */
static enum coop_status is_complete(const struct index_folder *f, unsigned long number,
	bool *complete, struct coop_error *err)
{
	struct coop_error why = {0};
	enum entry_kind kind = ENTRY_NONE;
	int fd;
	*complete = false;
	enum coop_status st = coop_generation_open(f->fd, f->path, number, &fd, &why);
	if (st == COOP_E_STALE || st == COOP_E_CORRUPT)
		return COOP_OK;
	if (!st)
		entry_look(fd, f->path, COOP_INDEX_MANIFEST, &kind, &why);
	if (fd >= 0)
		close(fd);
	*complete = kind == ENTRY_FILE;
	return coop_pass_on(err, &why);
}

static enum coop_status compare(void *data, const char *name, struct coop_error *err)
{
	struct neighbours *n = data;
	unsigned long number = coop_generation_number(name);
	unsigned long current = n->folder->current;
	bool complete;
	if (number == 0 || number == current)
		return COOP_OK;
	enum coop_status st = is_complete(n->folder, number, &complete, err);
	if (st || !complete)
		return st;
	if ((current == 0 || number < current) && number > n->below)
		n->below = number;
	if (number > current && (n->above == 0 || number < n->above))
		n->above = number;
	return COOP_OK;
}

static enum coop_status find_restorable(struct index_folder *f, struct coop_error *err)
{
	struct neighbours n = {f, 0, 0};
	enum coop_status st = entry_each(f->fd, f->path, compare, &n, err);
	f->restorable = n.below > 0 ? n.below : n.above;
	return st;
}

/* Fails for what may not be written, the folder or, if not NULL, a file in it; errno tells why. */
static enum coop_status not_writable(
	const struct index_folder *f, const char *name, struct coop_error *err)
{
	bool medium = errno == EROFS;
	coop_cannot_write(f->path, name, err);
	coop_hint(err, "%s",
		medium ? TR("the medium is read-only; coopq can ask the index, and --check verify it",
				 "le support est en lecture seule ; coopq peut interroger l'index, et --check le vérifier")
		       : TR("coopq and --check need no right to write; how to share one: 'A shared index' in the manual of coopidx",
				 "coopq et --check se passent du droit d'écrire ; pour en partager un : « Un index partagé » dans le manuel de coopidx"));
	return COOP_E_IO;
}

/* Checks that an index may be written before anything is. */
static enum coop_status check_writable(
	const struct index_folder *f, struct coop_error *err)
{
	if (faccessat(f->fd, ".", W_OK | X_OK, AT_EACCESS) != 0)
		return not_writable(f, NULL, err);
	if (faccessat(f->fd, COOP_INDEX_LOCK, R_OK | W_OK, AT_EACCESS) != 0 &&
		errno != ENOENT)
		return not_writable(f, COOP_INDEX_LOCK, err);
	return COOP_OK;
}

/* Opens, checks and locks the folder. */
static enum coop_status open_locked(
	struct index_folder *f, bool make, size_t wait, struct coop_error *err)
{
	enum coop_status st = open_dir(f, make, err);
	if (!st)
		st = index_check(f->fd, f->path, err);
	if (!st &&
		!make) /* before the lock, which must not be created without an index */
		st = read_current(f, make, err);
	if (!st)
		st = check_writable(f, err);
	return st ? st : index_lock(f->fd, f->path, wait, f->report, &f->lock, err);
}

/* Whether the open folder was removed, as one that was made for a build that failed is. */
static bool is_gone(const struct index_folder *f)
{
	struct stat s;
	return f->fd >= 0 && fstat(f->fd, &s) == 0 && s.st_nlink == 0;
}

enum coop_status index_folder_open(struct index_folder *f, const char *path, bool make,
	size_t wait, const struct report *report, struct coop_error *err)
{
	enum { TRIES = 3 };
	struct coop_error why = {0};
	*f = (struct index_folder){.path = path, .report = report, .fd = -1, .lock = -1};
	enum coop_status st = open_locked(f, make, wait, &why);
	for (int i = 0; st == COOP_E_IO && make && is_gone(f) && i < TRIES; i++) {
		why = (struct coop_error){0};
		index_folder_close(f);
		st = open_locked(f, make, wait, &why);
	}
	coop_pass_on(err, &why);
	if (!st)
		st = read_current(f, make, err);
	if (!st)
		st = index_lock_sign(f->lock, path, err);
	if (!st && f->current > 0) /* a switch may have been cut short */
		st = rejects_put_back(f->fd, path, f->current, err);
	return st ? st : find_restorable(f, err);
}

enum coop_status index_folder_look(
	struct index_folder *f, const char *path, struct coop_error *err)
{
	struct coop_error why = {0};
	*f = (struct index_folder){.path = path, .fd = -1, .lock = -1};
	enum coop_status st = open_dir(f, false, err);
	if (!st)
		read_current(f, false, &why);
	if (!st)
		st = find_restorable(f, err);
	return st ? st : coop_pass_on(err, &why);
}

/* ---- switching ---- */

static enum coop_status sync_dir(const struct index_folder *f, struct coop_error *err)
{
	return fsync(f->fd) == 0 ? COOP_OK : coop_cannot_write(f->path, NULL, err);
}

/* Reads what the stub says of the checksums and the manifest of a generation: 0 for none. */
static enum coop_status read_checksums(
	const struct index_folder *f, struct coop_stub *stub, struct coop_error *err)
{
	struct coop_mapping file = {0}, manifest = {0};
	struct coop_checksums *checksums = NULL;
	struct coop_buf path = {0};
	int fd;
	enum coop_status st =
		coop_generation_open_named(f->fd, f->path, stub->number, &fd, &path, err);
	if (!st)
		st = coop_mapping_open(&file, fd, path.s, COOP_CHECKSUMS_FILE, err);
	if (!st && file.there)
		st = coop_checksums_open(&file, &checksums, err);
	if (!st)
		st = coop_mapping_open(&manifest, fd, path.s, COOP_INDEX_MANIFEST, err);
	stub->checksums = checksums ? coop_checksums_crc(checksums) : 0;
	stub->manifest =
		manifest.there ? coop_manifest_crc(manifest.at, manifest.size) : 0;
	coop_mapping_close(&manifest);
	coop_checksums_free(checksums);
	coop_mapping_close(&file);
	coop_buf_release(&path);
	if (fd >= 0)
		close(fd);
	return st;
}

/* Writes the new stub beside the old one. */
static enum coop_status write_stub(
	const struct index_folder *f, unsigned long number, struct coop_error *err)
{
	char text[COOP_STUB_TEXT];
	struct coop_stub stub = {.number = number};
	enum coop_status st = read_checksums(f, &stub, err);
	if (st)
		return st;
	coop_stub_text(stub, text);
	if (unlinkat(f->fd, COOP_INDEX_STUB_NEW, 0) != 0 && errno != ENOENT)
		return coop_cannot_write(f->path, COOP_INDEX_STUB_NEW, err);
	return entry_write(f->fd, f->path, COOP_INDEX_STUB_NEW, text, strlen(text), err);
}

static enum coop_status replace_stub(
	struct index_folder *f, unsigned long number, struct coop_error *err)
{
	enum coop_status st = rejects_put_away(f->fd, f->path, f->current, err);
	if (!st)
		st = sync_dir(f, err);
	if (!st)
		st = write_stub(f, number, err);
	if (!st && renameat(f->fd, COOP_INDEX_STUB_NEW, f->fd, COOP_INDEX_STUB) != 0)
		st = coop_cannot_write(f->path, COOP_INDEX_STUB, err);
	if (st) {
		unlinkat(f->fd, COOP_INDEX_STUB_NEW, 0);
		rejects_put_back(f->fd, f->path, f->current, NULL);
	}
	return st;
}

/*
 * Has the folder of the generation that serves tell when it was replaced (index_remove.h). Whoever may
 * not do that may not remove the generation either, and then it does not matter.
 */
static void note_replaced(const struct index_folder *f)
{
	int folder;
	if (f->current == 0 ||
		coop_generation_open(f->fd, f->path, f->current, &folder, NULL))
		return;
	(void)!futimens(folder, NULL);
	close(folder);
}

/* Puts a failure after the switch into words. */
static void fail_after(struct coop_error *after, const struct coop_error *why)
{
	coop_fail(after, why->status,
		TR("the index was switched and serves, but that may be lost if the power fails: %s",
			"la bascule est faite et le nouvel index répond, mais une coupure de courant pourrait la défaire : %s"),
		why->msg);
	coop_hint(after, "%s",
		TR("check the disk, then index again",
			"vérifiez le disque, puis indexez de nouveau"));
}

enum coop_status index_folder_switch(struct index_folder *f, unsigned long number,
	struct coop_error *after, struct coop_error *err)
{
	struct coop_error why = {0};
	note_replaced(f);
	enum coop_status st = replace_stub(f, number, err);
	if (st)
		return st;
	f->restorable = f->current > 0 ? f->current : f->restorable;
	f->current = number;
	enum coop_status back = rejects_put_back(f->fd, f->path, number, &why);
	st = sync_dir(f, back ? NULL : &why);
	if (back || st)
		fail_after(after, &why);
	return COOP_OK;
}

void index_folder_close(struct index_folder *f)
{
	if (f->lock >= 0 && f->current == 0 && f->fresh) {
		unlinkat(f->fd, COOP_INDEX_LOCK, 0);
		rmdir(f->path);
	}
	index_unlock(f->lock);
	if (f->fd >= 0)
		close(f->fd);
	f->lock = f->fd = -1;
}
