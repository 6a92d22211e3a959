#include "indexer/convert/package.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/convert/unpack.h"
#include "indexer/convert/worker.h"

enum { PARTS_MAX = 20000, BYTES_MAX = 128 << 20, BLOCK = 1 << 16 };

/* A package being filled. */
struct filling {
	struct package *package;
	bool (*wanted)(const char *name);
	size_t total; /* bytes so far */
};

static enum conversion_failure read_part(
	struct filling *f, struct unpack *u, struct coop_buf *out)
{
	for (;;) {
		size_t n;
		char *to = coop_buf_reserve(out, BLOCK);
		if (!to)
			return CONVERSION_MEMORY;
		enum conversion_failure failure = unpack_read(u, to, BLOCK, &n);
		if (failure || n == 0)
			return failure;
		out->len += n;
		f->total += n;
		if (f->total > BYTES_MAX)
			return CONVERSION_TOO_LARGE;
	}
}

static enum conversion_failure add_part(void *data, struct unpack *u, const char *name)
{
	struct filling *f = data;
	struct package *p = f->package;
	if (!f->wanted(name))
		return CONVERSION_OK;
	/* bounds the time of package_part(), which searches linearly */
	if (p->count == PARTS_MAX)
		return CONVERSION_TOO_LARGE;
	if (!coop_array_grow(&p->parts, &p->cap, p->count + 1, sizeof *p->parts))
		return CONVERSION_MEMORY;
	struct package_part *part = &p->parts[p->count];
	*part = (struct package_part){.name = strdup(name)};
	if (!part->name)
		return CONVERSION_MEMORY;
	p->count++;
	return read_part(f, u, &part->bytes);
}

/*
 * An OLE compound file: an encrypted DOCX is one, and so is an old DOC that was renamed.
 */
static const char ole[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

enum conversion_failure package_read(struct package *p, bool (*wanted)(const char *name))
{
	char start[sizeof ole - 1];
	size_t n;
	*p = (struct package){0};
	struct filling f = {p, wanted, 0};
	enum conversion_failure failure = worker_start(start, sizeof start, &n);
	if (failure)
		return failure;
	return n == sizeof start && memcmp(start, ole, n) == 0
		       ? CONVERSION_ENCRYPTED
		       : unpack_each(UNPACK_ZIP, add_part, &f);
}

void package_release(struct package *p)
{
	for (size_t i = 0; i < p->count; i++) {
		free(p->parts[i].name);
		coop_buf_release(&p->parts[i].bytes);
	}
	free(p->parts);
	*p = (struct package){0};
}

const struct package_part *package_part(const struct package *p, const char *name)
{
	for (size_t i = 0; i < p->count; i++)
		if (strcmp(p->parts[i].name, name) == 0)
			return &p->parts[i];
	return NULL;
}

bool package_mentions(const struct package *p, const char *name, const char *what)
{
	const struct package_part *part = package_part(p, name);
	return part &&
	       memmem(coop_buf_cstr(&part->bytes), part->bytes.len, what, strlen(what));
}
