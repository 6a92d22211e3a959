/*
 * store_remote.hh - what the files share that know the engine's servers: connections and failures
 * (store_remote.cc), reading (store_remote_read.cc), searching (store_remote_search.cc).
 */
#ifndef COOP_INDEX_STORE_REMOTE_HH
#define COOP_INDEX_STORE_REMOTE_HH

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "shared/index/remote.h"
#include "shared/index/store_internal.hh"

/* A place, with names of its own. */
struct remote_place {
	std::string host, dir;
	unsigned port;
};

/* What a server says of its database when it greets. */
struct remote_greeting {
	Xapian::doccount documents;
	std::string uuid; /* of the generation */
	bool positions;
	uint64_t length; /* of all documents together */
};

struct remote_connection {
	Xapian::Database db;
};
using remote_connected = std::unique_ptr<remote_connection>;

/* What a server sends cannot be. */
struct remote_nonsense {
};

/* A callback has failed: what it says is in the caller's error. */
struct remote_passed_on {
	coop_status status;
};

struct coop_remote {
	std::vector<remote_place> places;
	std::string name;
	unsigned timeout_ms;
	remote_greeting known;
	std::atomic<size_t> at;                         /* the place that answered last */
	std::mutex lock;                                /* of what follows */
	std::chrono::steady_clock::duration connecting; /* how long it took */
	std::vector<remote_connected> idle;
	std::map<std::string, uint64_t> frequencies;
	std::map<std::string, std::string> meta, joined;
};

/* Connects to the first place that answers; the failure of the last is thrown. */
remote_connected remote_connect(coop_remote *r);
/* One that is idle; nullptr where there is none. */
remote_connected remote_take_idle(coop_remote *r);
void remote_give_back(coop_remote *r, remote_connected c);
void remote_drop(remote_connected c, unsigned timeout_ms) noexcept;

/* Fails with a message that names the shard. */
coop_status remote_fail(coop_error *err, const coop_remote *r, coop_status status,
	const char *what, const char *why = nullptr);
/* Translates the current exception; called inside a catch clause. */
coop_status remote_map(coop_error *err, const coop_remote *r);

/* Runs a body with a connection, which is given back if all went well. */
template <class Body> void remote_with(coop_remote *r, remote_connected c, Body &body)
{
	try {
		body(c->db);
	} catch (...) {
		remote_drop(std::move(c), r->timeout_ms);
		throw;
	}
	remote_give_back(r, std::move(c));
}

/* The same with any connection. A lost one, but not a slow one, is replaced once. */
template <class Body> void remote_ask(coop_remote *r, Body body)
{
	auto c = remote_take_idle(r);
	if (!c)
		c = remote_connect(r);
	try {
		remote_with(r, std::move(c), body);
	} catch (const Xapian::NetworkTimeoutError &) {
		throw;
	} catch (const Xapian::NetworkError &) {
		remote_with(r, remote_connect(r), body);
	}
}

/*
 * Runs a body for each number below `count`: several at once, each with a connection of its own, where that takes
 * less time than connecting. All are at an end when it returns; one failure of theirs is thrown.
 */
void remote_each(coop_remote *r, size_t count,
	const std::function<void(Xapian::Database &db, size_t i)> &body);

/* Runs a body where exceptions end. */
template <class Body>
coop_status safely(const coop_remote *r, coop_error *err, Body body) noexcept
{
	try {
		body();
		return COOP_OK;
	} catch (...) {
		try {
			return remote_map(err, r);
		} catch (...) {
			return coop_fail_nomem(err);
		}
	}
}

#endif
