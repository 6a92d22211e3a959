#include "shared/index/layout.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/i18n.h"
#include "shared/core/xdg.h"

/* Appends the folder of indexes with a name. */
static enum coop_status data_home(struct coop_buf *path, struct coop_error *err)
{
	if (coop_xdg_folder("XDG_DATA_HOME", ".local/share", path))
		return coop_buf_check(path, err);
	coop_fail(err, COOP_E_ARG, "%s",
		TR("no place for the index: HOME is not set",
			"aucun endroit pour l'index : HOME n'est pas défini"));
	coop_hint(err, "%s",
		TR("name a directory: -i ./my-index",
			"nommez un dossier : -i ./mon-index"));
	return COOP_E_ARG;
}

const char *coop_index_default(void)
{
	const char *name = getenv("COOP_INDEX");
	return name && *name ? name : "default";
}

enum coop_status coop_index_locate(
	const char *name, struct coop_buf *path, struct coop_error *err)
{
	if (name && !*name) {
		coop_fail(err, COOP_E_ARG, "%s",
			TR("the name of the index is empty",
				"le nom de l'index est vide"));
		coop_hint(err, "%s",
			TR("name a directory: -i ./my-index",
				"nommez un dossier : -i ./mon-index"));
		return COOP_E_ARG;
	}
	if (!name)
		name = coop_index_default();
	/* a name, not a path */
	if (!strchr(name, '/') && strcmp(name, ".") != 0 && strcmp(name, "..") != 0) {
		enum coop_status st = data_home(path, err);
		if (st)
			return st;
	}
	coop_buf_str(path, name);
	while (path->len > 1 && path->s[path->len - 1] == '/')
		path->s[--path->len] = '\0';
	return coop_buf_check(path, err);
}

enum coop_status coop_index_open_folder(
	const char *dir, int *folder, struct coop_error *err)
{
	*folder = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (*folder < 0 && (errno == ENOENT || errno == ENOTDIR))
		return coop_stub_missing(dir, err);
	return *folder < 0 ? coop_fail_errno(err,
				     TR("cannot read the index",
					     "impossible de lire l'index"),
				     dir)
			   : COOP_OK;
}
