#include "query/search/paths.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "shared/core/path.h"

/* Keeps a path that the system has allocated; one that it could not find is "". */
static enum coop_status keep(struct coop_buf *to, char *path, struct coop_error *err)
{
	if (!path)
		return errno == ENOMEM ? coop_fail_nomem(err) : COOP_OK;
	if (*path ==
		'/') /* getcwd() has "(unreachable)" for a folder that is mounted nowhere */
		coop_buf_str(to, path);
	free(path);
	return coop_buf_check(to, err);
}

enum coop_status paths_open(
	struct paths *p, enum path_form form, const char *root, struct coop_error *err)
{
	paths_release(p);
	*p = (struct paths){.ready = true, .form = form};
	if (form == PATHS_STORED || *root != '/')
		return COOP_OK;
	enum coop_status st = keep(&p->root, realpath(root, NULL), err);
	/* one that may not be looked at is there all the same */
	if (!st && p->root.len == 0 && errno == EACCES) {
		coop_buf_str(&p->root, root);
		st = coop_buf_check(&p->root, err);
	}
	if (!st && p->root.len > 0 && form != PATHS_ABSOLUTE)
		st = keep(&p->here, getcwd(NULL, 0), err);
	return st;
}

void paths_release(struct paths *p)
{
	coop_buf_release(&p->root);
	coop_buf_release(&p->here);
	coop_buf_release(&p->absolute);
	coop_buf_release(&p->shown);
	coop_buf_release(&p->file);
	p->ready = false;
}

enum coop_status paths_file(struct paths *p, const struct coop_record *record,
	const char **file, struct coop_error *err)
{
	const char *path = coop_record_path(record);
	*file = "";
	if (p->root.len == 0 || record->name_only || *path == '/' || *path == '\0')
		return COOP_OK;
	coop_buf_reset(&p->file);
	coop_path_join(p->root.s, path, &p->file);
	enum coop_status st = coop_buf_check(&p->file, err);
	/* the name of a member of an archive is none of a file */
	if (!st && faccessat(AT_FDCWD, p->file.s, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		*file = p->file.s;
	return st;
}

enum coop_status paths_shown(struct paths *p, const struct coop_record *record,
	const char **shown, struct coop_error *err)
{
	const char *path = *shown = coop_record_path(record);
	if (p->root.len == 0 || record->name_only || *path == '/' || *path == '\0')
		return COOP_OK;
	coop_buf_reset(&p->absolute);
	coop_buf_reset(&p->shown);
	coop_path_join(p->root.s, path, &p->absolute);
	enum coop_status st = coop_buf_check(&p->absolute, err);
	if (st)
		return st;
	*shown = p->absolute.s;
	bool relative = p->form == PATHS_RELATIVE || p->form == PATHS_AUTO;
	if (!relative || p->here.len == 0 ||
		(p->form == PATHS_AUTO && !coop_path_is_below(*shown, p->here.s)))
		return COOP_OK;
	coop_path_relative(p->here.s, *shown, &p->shown);
	*shown = coop_buf_cstr(&p->shown);
	return coop_buf_check(&p->shown, err);
}
