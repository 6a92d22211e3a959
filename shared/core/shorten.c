#include "shared/core/shorten.h"

#include "shared/core/cells.h"
#include "shared/core/diag.h"

void coop_add_safe(struct coop_buf *out, const char *s, size_t n)
{
	char *to = coop_buf_reserve(out, COOP_SAFE_SIZE(n));
	if (to)
		out->len += coop_make_safe(to, COOP_SAFE_SIZE(n), s, n);
}

/* The bytes of the name behind the last '/', with that. */
static size_t name_length(const char *path, size_t n)
{
	size_t begin = n > 0 ? n - 1 : 0;
	while (begin > 0 && path[begin] != '/')
		begin--;
	return n - begin;
}

void coop_shorten_path(struct coop_buf *out, const char *path, size_t n, size_t cells)
{
	if (coop_cells(path, n) <= cells) {
		coop_add_safe(out, path, n);
		return;
	}
	if (cells == 0)
		return;
	size_t room = cells - 1; /* beside "…" */
	size_t name = name_length(path, n), wanted = coop_cells(path + n - name, name);
	size_t end = wanted < room ? wanted : room - room / 3;
	size_t tail = coop_cells_cut_end(path, n, end);
	/* a wide character may have left a cell over */
	size_t left = room - coop_cells(path + n - tail, tail);
	size_t head = coop_cells_cut(path, n - tail, left);
	if (coop_cells(path, head) > left)
		head = 0;
	coop_add_safe(out, path, head);
	coop_buf_str(out, "…");
	coop_add_safe(out, path + n - tail, tail);
}
