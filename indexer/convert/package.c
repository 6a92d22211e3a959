#include "indexer/convert/package.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PARTS_MAX = 20000, BYTES_MAX = 128 << 20, BLOCK = 1 << 16 };

static enum problem read_part(struct archive *a, struct coop_buf *out, size_t *total)
{
	for (;;) {
		char *to = coop_buf_reserve(out, BLOCK);
		if (!to)
			return PROBLEM_MEMORY;
		la_ssize_t n = archive_read_data(a, to, BLOCK);
		if (n < 0)
			return PROBLEM_DAMAGED;
		if (n == 0)
			return PROBLEM_NONE;
		out->len += (size_t)n;
		*total += (size_t)n;
		if (*total > BYTES_MAX)
			return PROBLEM_TOO_LARGE;
	}
}

static enum problem add_part(
	struct package *p, struct archive *a, struct archive_entry *e, size_t *total)
{
	if (p->count == PARTS_MAX)
		return PROBLEM_TOO_LARGE;
	if (archive_entry_is_encrypted(e))
		return PROBLEM_ENCRYPTED;
	if (!coop_array_grow(&p->parts, &p->cap, p->count + 1, sizeof *p->parts))
		return PROBLEM_MEMORY;
	struct part *part = &p->parts[p->count];
	*part = (struct part){.name = strdup(archive_entry_pathname(e))};
	if (!part->name)
		return PROBLEM_MEMORY;
	p->count++;
	return read_part(a, &part->bytes, total);
}

static enum problem read_parts(
	struct package *p, struct archive *a, bool (*wanted)(const char *name))
{
	struct archive_entry *e;
	size_t total = 0;
	for (;;) {
		int got = archive_read_next_header(a, &e);
		if (got == ARCHIVE_EOF)
			return PROBLEM_NONE;
		if (got < ARCHIVE_WARN)
			return PROBLEM_DAMAGED;
		const char *name = archive_entry_pathname(e);
		if (!name || !wanted(name))
			continue;
		enum problem problem = add_part(p, a, e, &total);
		if (problem)
			return problem;
	}
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
	struct archive *a = archive_read_new();
	if (!a)
		return PROBLEM_MEMORY;
	if (is_ole()) {
		archive_read_free(a);
		return PROBLEM_ENCRYPTED;
	}
	enum problem problem = PROBLEM_DAMAGED;
	if (archive_read_support_format_zip_seekable(a) == ARCHIVE_OK &&
		archive_read_open_fd(a, STDIN_FILENO, BLOCK) == ARCHIVE_OK)
		problem = read_parts(p, a, wanted);
	archive_read_free(a);
	return problem;
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
