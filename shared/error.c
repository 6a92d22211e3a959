#include "shared/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "shared/i18n.h"

enum coop_status coop_fail(
	struct coop_error *err, enum coop_status status, const char *fmt, ...)
{
	if (!err || err->status)
		return status;
	err->status = status;
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(err->msg, sizeof err->msg, fmt, ap);
	va_end(ap);
	return status;
}

enum coop_status coop_fail_nomem(struct coop_error *err)
{
	return coop_fail(err, COOP_E_NOMEM, "%s", TR("out of memory", "mémoire épuisée"));
}

enum coop_status coop_fail_errno(
	struct coop_error *err, const char *what, const char *path)
{
	return coop_fail(err, COOP_E_IO, "%s '%s': %s", what, path, strerror(errno));
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
