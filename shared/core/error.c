#include "shared/core/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "shared/core/i18n.h"

enum coop_status coop_fail(
	struct coop_error *err, enum coop_status status, const char *fmt, ...)
{
	/* the first error is the cause, later ones are its consequences */
	if (!err || err->status)
		return status;
	err->status = status;
	err->form = fmt;
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(err->msg, sizeof err->msg, fmt, ap);
	va_end(ap);
	return status;
}

enum coop_status coop_pass_on(struct coop_error *err, const struct coop_error *from)
{
	if (from->status && err && !err->status)
		*err = *from;
	return from->status;
}

enum coop_status coop_fail_nomem(struct coop_error *err)
{
	return coop_fail(err, COOP_E_NOMEM, "%s", TR("out of memory", "mémoire épuisée"));
}

enum coop_status coop_fail_interrupted(struct coop_error *err)
{
	return coop_fail(err, COOP_E_INTERRUPTED, "%s", TR("interrupted", "interrompu"));
}

const char *coop_errno_text(int number)
{
	/* strerror() is in French only where that locale was generated */
	static const struct {
		int number;
		const char *fr;
	} texts[] = {{ENOENT, "n'existe pas"}, {EACCES, "permission refusée"},
		{EPERM, "opération non permise"}, {EISDIR, "est un dossier"},
		{ENOTDIR, "n'est pas un dossier"},
		{ENOSPC, "plus de place sur le disque"},
		{EDQUOT, "quota du disque dépassé"},
		{EROFS, "système de fichiers en lecture seule"},
		{EIO, "erreur d'entrée-sortie"}, {EMFILE, "trop de fichiers ouverts"},
		{ELOOP, "trop de liens symboliques"}, {ENAMETOOLONG, "nom trop long"},
		{EFBIG, "fichier trop grand"}, {EBADF, "flux fermé"},
		{ENOMEM, "mémoire épuisée"}, {ESTALE, "a disparu du serveur"}};
	for (size_t i = 0; coop_french() && i < sizeof texts / sizeof *texts; i++)
		if (texts[i].number == number)
			return texts[i].fr;
	return strerror(number);
}

enum coop_status coop_fail_errno(
	struct coop_error *err, const char *what, const char *path)
{
	return coop_fail(
		err, COOP_E_IO, "%s '%s': %s", what, path, coop_errno_text(errno));
}

static enum coop_status fail_in(
	struct coop_error *err, const char *what, const char *path, const char *name)
{
	return name ? coop_fail(err, COOP_E_IO, "%s '%s/%s': %s", what, path, name,
			      coop_errno_text(errno))
		    : coop_fail_errno(err, what, path);
}

enum coop_status coop_cannot_read(
	const char *path, const char *name, struct coop_error *err)
{
	return fail_in(err, TR("cannot read", "impossible de lire"), path, name);
}

enum coop_status coop_cannot_write(
	const char *path, const char *name, struct coop_error *err)
{
	return fail_in(err, TR("cannot write", "impossible d'écrire"), path, name);
}

void coop_hint(struct coop_error *err, const char *fmt, ...)
{
	if (!err || err->hint[0])
		return;
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(err->hint, sizeof err->hint, fmt, ap);
	va_end(ap);
}
