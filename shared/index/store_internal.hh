/*
 * store_internal.hh - what the files that know the engine share: store.cc, for databases of this
 * machine, and store_remote*.cc, for those of others (store_remote.hh).
 */
#ifndef COOP_INDEX_STORE_INTERNAL_HH
#define COOP_INDEX_STORE_INTERNAL_HH

#include <cstdint>
#include <functional>
#include <string>

#include <xapian.h>

#include "shared/core/error.h"
#include "shared/index/plan.h"
#include "shared/index/store.h"

/*
 * Translates the current exception into a status and a message; called inside a catch
 * clause. The errors of libxapian 1.4 are no std::exception, so that both families are
 * caught.
 */
coop_status map_exception(coop_error *err);

/* How many of how many documents hold a term. */
struct coop_counted {
	uint64_t documents;
	std::function<uint64_t(const std::string &)> frequency;
};

/*
 * A plan as a query of the engine, whose scores are those of store.h under coop_engine_weight(): the
 * weight of each term is its factor, so that the engine only multiplies and adds up. It may throw.
 */
Xapian::Query coop_engine_query(
	const coop_plan &plan, bool has_positions, const coop_counted &counted);

/* A stock scheme, so that a remote server can evaluate it as well: the wdf as it is. */
Xapian::TfIdfWeight coop_engine_weight();

/*
 * Where exceptions end: every exported function that can throw runs its body in here.
 */
template <class Body> coop_status guard(coop_error *err, Body body) noexcept
{
	try {
		body();
		return COOP_OK;
	} catch (...) {
		return map_exception(err);
	}
}

#endif
