#include "indexer/disk/failure.h"

#include <errno.h>

#include "shared/core/i18n.h"

bool failure_is_machine(int number)
{
	switch (number) {
	case EACCES:
	case EPERM:
	case ENOENT:
	case ENOTDIR:
	case ELOOP:
	case ENAMETOOLONG:
	case EISDIR:
	case ENXIO:
	case EINVAL:
	case EBADF:
	case EFBIG:
	case EOVERFLOW:
		return false;
	default:
		return true;
	}
}

enum coop_status failure_status(int number)
{
	if (number == EINTR)
		return COOP_E_INTERRUPTED;
	return failure_is_machine(number) ? COOP_E_IO : COOP_E_INPUT;
}

enum coop_status failure_to_read(int number, struct coop_error *err)
{
	enum coop_status st = failure_status(number);
	if (st == COOP_E_INTERRUPTED)
		return coop_fail_interrupted(err);
	return coop_fail(err, st, TR("cannot be read: %s", "lecture impossible : %s"),
		coop_errno_text(number));
}
