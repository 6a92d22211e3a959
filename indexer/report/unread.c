#include "indexer/report/unread.h"

#include <string.h>

#include "shared/core/i18n.h"

void unread_add(struct unread *u, const char *path, const char *one, const char *many)
{
	size_t i = 0, n = strlen(path);
	while (i < u->count && u->kinds[i].many != many)
		i++;
	if (i == UNREAD_KINDS)
		return;
	struct unread_kind *kind = &u->kinds[i];
	if (i == u->count) {
		u->count++;
		*kind = (struct unread_kind){.one = one, .many = many};
	}
	if (kind->count++ > 0)
		return;
	memcpy(kind->first, n <= UNREAD_PATH_MAX ? path : "",
		n <= UNREAD_PATH_MAX ? n + 1 : 1);
}

bool unread_next(struct unread *u, size_t *i, const char **path, struct coop_error *what)
{
	while (*i < u->count) {
		struct unread_kind *kind = &u->kinds[(*i)++];
		size_t n = kind->count;
		bool again = n == kind->told;
		kind->told = n;
		kind->count = 0;
		if (again)
			continue;
		*path = n == 1 ? kind->first : NULL;
		if (n == 1)
			coop_fail(what, COOP_E_INPUT,
				TR("is not read: %s", "n'est pas lu : %s"), kind->one);
		else
			coop_fail(what, COOP_E_INPUT,
				TR("%zu files are not read: %s: %s, ...",
					"%zu fichiers ne sont pas lus : %s : %s, ..."),
				n, kind->many, kind->first);
		return true;
	}
	return false;
}
