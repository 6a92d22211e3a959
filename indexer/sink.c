#include "indexer/sink.h"

enum coop_status sink_check_stop(
	const volatile sig_atomic_t *stop, struct coop_error *err)
{
	return stop && *stop ? coop_fail_interrupted(err) : COOP_OK;
}
