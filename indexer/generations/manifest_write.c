#include "indexer/generations/manifest_write.h"

#include <unistd.h>

#include <libdeflate.h>

#include "indexer/disk/entry.h"
#include "shared/core/mapping.h"
#include "shared/index/checksums.h"
#include "shared/index/manifest.h"

/* Reads the checksum of a segment, if it is there. */
static enum coop_status add_segment(struct coop_manifest *m, enum coop_part part,
	int folder, const char *path, struct coop_error *err)
{
	struct coop_mapping file = {0};
	struct coop_checksums *checksums = NULL;
	struct coop_buf name = {0};
	enum entry_kind kind = ENTRY_NONE;
	int fd = -1;
	coop_buf_printf(&name, "%s/%s", path, coop_part_name(part));
	enum coop_status st = coop_buf_check(&name, err);
	if (!st)
		st = entry_look(folder, path, coop_part_name(part), &kind, err);
	m->parts[part].there = !st && kind == ENTRY_FOLDER;
	if (m->parts[part].there) {
		fd = entry_open(folder, coop_part_name(part));
		st = fd < 0 ? coop_cannot_read(name.s, NULL, err)
			    : coop_mapping_open(
				      &file, fd, name.s, COOP_CHECKSUMS_FILE, err);
		if (!st)
			st = coop_checksums_open(&file, &checksums, err);
		if (!st)
			m->parts[part].crc = coop_checksums_crc(checksums);
	}
	coop_checksums_free(checksums);
	coop_mapping_close(&file);
	if (fd >= 0)
		close(fd);
	coop_buf_release(&name);
	return st;
}

/* Computes the checksum of a file, if it is there. */
static enum coop_status add_file(struct coop_manifest *m, enum coop_part part, int folder,
	const char *path, struct coop_error *err)
{
	struct coop_mapping file;
	enum coop_status st =
		coop_mapping_open(&file, folder, path, coop_part_name(part), err);
	m->parts[part].there = !st && file.there;
	m->parts[part].crc = libdeflate_crc32(0, file.at ? file.at : "", file.size);
	coop_mapping_close(&file);
	return st;
}

enum coop_status manifest_write(int folder, const char *path, const char *root,
	const struct coop_shard_mark *mark, struct coop_error *err)
{
	struct coop_manifest m = {0};
	struct coop_buf text = {0};
	enum coop_status st = COOP_OK;
	for (int i = 0; !st && i < COOP_PARTS; i++)
		st = i < COOP_PART_SEGMENTS
			     ? add_segment(&m, (enum coop_part)i, folder, path, err)
			     : add_file(&m, (enum coop_part)i, folder, path, err);
	if (mark)
		m.mark = *mark;
	if (root)
		coop_buf_str(&m.root, root);
	coop_manifest_print(&m, &text);
	if (!st)
		st = coop_buf_check(m.root.failed ? &m.root : &text, err);
	if (!st)
		st = entry_write(
			folder, path, COOP_INDEX_MANIFEST, text.s, text.len, err);
	coop_buf_release(&text);
	coop_manifest_release(&m);
	return st;
}
