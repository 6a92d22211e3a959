#include "shared/program.h"

enum coop_exit coop_exit_of(enum coop_status status)
{
	switch (status) {
	case COOP_OK:
		return COOP_EXIT_OK;
	case COOP_E_LOCKED:
		return COOP_EXIT_LOCKED;
	case COOP_E_INTERRUPTED:
		return COOP_EXIT_INTERRUPTED;
	default:
		return COOP_EXIT_ERROR;
	}
}
