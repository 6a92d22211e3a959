#include "indexer/convert/package.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/convert/unpack.h"

enum { PARTS_MAX = 20000, BYTES_MAX = 128 << 20, BLOCK = 1 << 16 };

/* A package being filled. */
struct filling {
	struct package *package;
	bool (*wanted)(const char *name);
	size_t total; /* bytes so far */
};

static enum problem read_part(struct filling *f, struct unpack *u, struct coop_buf *out)
{
	for (;;) {
		size_t n;
		char *to = coop_buf_reserve(out, BLOCK);
		if (!to)
			return PROBLEM_MEMORY;
		enum problem problem = unpack_read(u, to, BLOCK, &n);
		if (problem || n == 0)
			return problem;
		out->len += n;
		f->total += n;
		if (f->total > BYTES_MAX)
			return PROBLEM_TOO_LARGE;
	}
}

static enum problem add_part(void *data, struct unpack *u, const char *name)
{
	struct filling *f = data;
	struct package *p = f->package;
	if (!f->wanted(name))
		return PROBLEM_NONE;
	if (p->count == PARTS_MAX)
		return PROBLEM_TOO_LARGE;
	if (!coop_array_grow(&p->parts, &p->cap, p->count + 1, sizeof *p->parts))
		return PROBLEM_MEMORY;
	struct part *part = &p->parts[p->count];
	*part = (struct part){.name = strdup(name)};
	if (!part->name)
		return PROBLEM_MEMORY;
	p->count++;
	return read_part(f, u, &part->bytes);
}

/* An encrypted DOCX is a file of the older format, as an old DOC with a new name is. */
static bool is_ole(void)
{
	static const char mark[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
	char start[sizeof mark - 1];
	return pread(STDIN_FILENO, start, sizeof start, 0) == (ssize_t)sizeof start &&
	       memcmp(start, mark, sizeof start) == 0;
}

enum problem package_read(struct package *p, bool (*wanted)(const char *name))
{
	*p = (struct package){0};
	struct filling f = {p, wanted, 0};
	return is_ole() ? PROBLEM_ENCRYPTED : unpack_each(UNPACK_ZIP, add_part, &f);
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

const struct part *package_part(const struct package *p, const char *name)
{
	for (size_t i = 0; i < p->count; i++)
		if (strcmp(p->parts[i].name, name) == 0)
			return &p->parts[i];
	return NULL;
}

bool package_mentions(const struct package *p, const char *name, const char *what)
{
	const struct part *part = package_part(p, name);
	return part &&
	       memmem(coop_buf_cstr(&part->bytes), part->bytes.len, what, strlen(what));
}
