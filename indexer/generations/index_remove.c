#include "indexer/generations/index_remove.h"

#include <fcntl.h>
#include <unistd.h>

#include "indexer/disk/entry.h"
#include "indexer/disk/tempfile.h"
#include "indexer/generations/index_check.h"
#include "indexer/generations/parts.h"
#include "shared/index/stub.h"

static enum coop_status remove_table(void *data, const char *name, struct coop_error *err)
{
	const int *folder = data;
	(void)err;
	if (index_is_database_file(name))
		unlinkat(*folder, name, 0);
	return COOP_OK;
}

void index_remove_generation(const struct index_folder *f, unsigned long number)
{
	char name[COOP_GENERATION_NAME];
	int folder;
	if (coop_generation_open(f->fd, f->path, number, &folder, NULL))
		return;
	parts_drop(folder);
	entry_each(folder, f->path, remove_table, &folder, NULL);
	close(folder);
	coop_generation_name(number, name);
	unlinkat(f->fd, name, AT_REMOVEDIR);
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
		index_remove_generation(kept->folder, number);
	return COOP_OK;
}

void index_remove_others(
	const struct index_folder *f, unsigned long keep, unsigned long keep_too)
{
	struct kept kept = {f, {keep, keep_too}};
	entry_each(f->fd, f->path, remove_other, &kept, NULL);
}

static enum coop_status remove_tempfile(
	void *data, const char *name, struct coop_error *err)
{
	const struct index_folder *f = data;
	(void)err;
	if (tempfile_is_one(name))
		unlinkat(f->fd, name, 0);
	return COOP_OK;
}

void index_remove_tempfiles(const struct index_folder *f)
{
	entry_each(f->fd, f->path, remove_tempfile, (void *)f, NULL);
}
