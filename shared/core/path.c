#include "shared/core/path.h"

#include <string.h>

static const char up[] = "../";

size_t coop_path_common(const char *a, size_t len, const char *b)
{
	size_t i = 0, slash = 0;
	for (; i < len && a[i] == b[i]; i++)
		if (a[i] == '/')
			slash = i;
	bool whole = (i == len || a[i] == '/') && (b[i] == '\0' || b[i] == '/');
	return whole ? i : slash;
}

/* The length of a folder without the '/' that "/" alone ends with. */
static size_t folder_len(const char *folder)
{
	size_t n = strlen(folder);
	return n == 1 ? 0 : n;
}

bool coop_path_is_below(const char *path, const char *folder)
{
	size_t n = folder_len(folder);
	return strncmp(path, folder, n) == 0 && (path[n] == '/' || path[n] == '\0');
}

void coop_path_relative(const char *from, const char *to, struct coop_buf *out)
{
	size_t n = folder_len(from);
	size_t common = coop_path_common(from, n, to);
	const char *rest = to + common + (to[common] == '/');
	size_t begin = out->len;
	for (size_t i = common; i < n; i++)
		if (from[i] == '/')
			coop_buf_str(out, up);
	if (*rest)
		coop_buf_str(out, rest);
	else if (out->len > begin)
		out->s[--out->len] = '\0';
	else
		coop_buf_byte(out, '.');
}

void coop_path_join(const char *folder, const char *relative, struct coop_buf *out)
{
	size_t n = folder_len(folder), step = sizeof up - 1;
	while (strncmp(relative, up, step) == 0 || strcmp(relative, "..") == 0) {
		relative += relative[2] ? step : step - 1;
		while (n > 0 && folder[--n] != '/')
			;
	}
	if (strcmp(relative, ".") == 0)
		relative++;
	coop_buf_add(out, folder, n);
	if (*relative || n == 0)
		coop_buf_byte(out, '/');
	coop_buf_str(out, relative);
}
