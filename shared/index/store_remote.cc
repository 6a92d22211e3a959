#include "shared/index/store_remote.hh"

#include <condition_variable>
#include <limits>
#include <thread>

#include "shared/core/i18n.h"

/* ---- connections ---- */

/*
 * Closing waits for the process of ssh, which ends when the server does: one that hangs is left to a thread,
 * after the time limit.
 */
void remote_drop(remote_connected c, unsigned timeout_ms) noexcept
{
	struct ending {
		std::mutex lock;
		std::condition_variable changed;
		bool ended = false;
	};
	remote_connection *raw = c.release();
	try {
		auto end = std::make_shared<ending>();
		std::thread([raw, end] {
			delete raw;
			const std::lock_guard<std::mutex> held(end->lock);
			end->ended = true;
			end->changed.notify_all();
		}).detach();
		std::unique_lock<std::mutex> held(end->lock);
		end->changed.wait_for(held, std::chrono::milliseconds(timeout_ms),
			[&] { return end->ended; });
	} catch (...) {
		/* without a thread it stays open until the program ends */
	}
}

namespace
{

/* The words of ssh: the engine splits them at blanks, and runs the program itself. */
std::string ssh_words(const remote_place &at, unsigned timeout_ms)
{
	const unsigned seconds = (timeout_ms + 999) / 1000;
	return "-T -a -x -oBatchMode=yes -oConnectTimeout=" +
	       std::to_string(seconds > 0 ? seconds : 1) + " -- " + at.host +
	       " xapian-progsrv " + at.dir;
}

remote_greeting greeting_of(const Xapian::Database &db)
{
	remote_greeting g{db.get_doccount(), db.get_uuid(), db.has_positions(),
		db.get_total_length()};
	/* docids from 1 to the last one, without a gap: what coopidx makes */
	if (db.get_lastdocid() != g.documents ||
		g.documents >= std::numeric_limits<uint32_t>::max() - 1)
		throw remote_nonsense();
	return g;
}

remote_connected connect(const remote_place &at, unsigned timeout_ms)
{
	auto db = at.port > 0
			  ? Xapian::Remote::open(at.host, at.port, timeout_ms, timeout_ms)
			  : Xapian::Remote::open(
				    "ssh", ssh_words(at, timeout_ms), timeout_ms);
	return remote_connected(new remote_connection{db});
}

} /* namespace */

/*
 * Connects to the first place that answers; another generation than the known one is as good as lost. The
 * failure of the last is thrown.
 */
remote_connected remote_connect(coop_remote *r)
{
	for (size_t i = 0;; i++) {
		try {
			const auto begun = std::chrono::steady_clock::now();
			auto c = connect(r->places[i], r->timeout_ms);
			const remote_greeting g = greeting_of(c->db);
			{
				const std::lock_guard<std::mutex> held(r->lock);
				r->connecting = std::chrono::steady_clock::now() - begun;
			}
			if (r->known.uuid.empty())
				r->known = g;
			if (g.uuid == r->known.uuid &&
				g.documents == r->known.documents) {
				r->at = i;
				return c;
			}
			remote_drop(std::move(c), r->timeout_ms);
			throw Xapian::DatabaseModifiedError("another generation");
		} catch (const Xapian::Error &) {
			if (i + 1 == r->places.size())
				throw;
		}
	}
}

remote_connected remote_take_idle(coop_remote *r)
{
	const std::lock_guard<std::mutex> held(r->lock);
	if (r->idle.empty())
		return nullptr;
	auto c = std::move(r->idle.back());
	r->idle.pop_back();
	return c;
}

void remote_give_back(coop_remote *r, remote_connected c)
{
	const std::lock_guard<std::mutex> held(r->lock);
	r->idle.push_back(std::move(c));
}

/* ---- failures ---- */

coop_status remote_fail(coop_error *err, const coop_remote *r, coop_status status,
	const char *what, const char *why)
{
	coop_fail(err, status, "%s: %s%s%s", r->name.c_str(), what, why ? ": " : "",
		why ? why : "");
	return status;
}

namespace
{

/* Why the network failed, for people: the engine's words, or the system's. */
coop_status lost(coop_error *err, const coop_remote *r, const Xapian::Error &e)
{
	const char *why = e.get_error_string();
	return remote_fail(err, r, COOP_E_IO,
		TR("the shard cannot be reached", "le fragment est injoignable"),
		why ? why : e.get_msg().c_str());
}

} /* namespace */

coop_status remote_map(coop_error *err, const coop_remote *r)
{
	try {
		throw;
	} catch (const remote_passed_on &p) {
		return p.status;
	} catch (const remote_nonsense &) {
		return remote_fail(err, r, COOP_E_CORRUPT,
			TR("the server's answer is damaged",
				"la réponse du serveur est abîmée"));
	} catch (const Xapian::NetworkTimeoutError &) {
		return remote_fail(err, r, COOP_E_IO,
			TR("no answer within the time limit",
				"pas de réponse dans le temps imparti"));
	} catch (const Xapian::NetworkError &e) {
		return lost(err, r, e);
	} catch (const Xapian::DatabaseModifiedError &) {
		return remote_fail(err, r, COOP_E_STALE,
			TR("the shard's index was replaced",
				"l'index du fragment a été remplacé"));
	} catch (const Xapian::DocNotFoundError &) {
		return remote_fail(err, r, COOP_E_CORRUPT,
			TR("the server's answer is damaged",
				"la réponse du serveur est abîmée"));
	} catch (const std::length_error &) {
		return remote_fail(err, r, COOP_E_CORRUPT,
			TR("the server's answer is damaged",
				"la réponse du serveur est abîmée"));
	} catch (...) {
		coop_error own = {};
		const coop_status st = map_exception(&own);
		return remote_fail(err, r, st, own.msg);
	}
}

/* ---- names ---- */

namespace
{

coop_status check_place(const coop_remote_place &at, coop_error *err)
{
	const bool host = coop_remote_is_host(at.host);
	if (host && (at.port > 0 || (at.dir && coop_remote_is_folder(at.dir))))
		return COOP_OK;
	return coop_fail(err, COOP_E_ARG,
		host ? TR("'%s' is no folder that ssh can be given: letters, digits and _ . / + , @ %% : = -, no - first",
			       "« %s » n'est pas un dossier qu'on peut donner à ssh : lettres, chiffres et _ . / + , @ %% : = -, sans - au début")
		     : TR("'%s' is no name of a host", "« %s » n'est pas un nom d'hôte"),
		host ? (at.dir ? at.dir : "") : at.host);
}

} /* namespace */

coop_status coop_remote_open(const coop_remote_place *places, size_t count,
	const char *name, unsigned timeout_ms, coop_remote **out, coop_error *err)
{
	*out = nullptr;
	for (size_t i = 0; i < count; i++) {
		const coop_status st = check_place(places[i], err);
		if (st)
			return st;
	}
	std::unique_ptr<coop_remote> r;
	const coop_status made = guard(err, [&] {
		r.reset(new coop_remote());
		r->name = name;
		r->timeout_ms = timeout_ms;
		for (size_t i = 0; i < count; i++)
			r->places.push_back({places[i].host,
				places[i].dir ? places[i].dir : "", places[i].port});
	});
	if (made)
		return made;
	const coop_status st = safely(r.get(), err,
		[&] { remote_give_back(r.get(), remote_connect(r.get())); });
	if (!st)
		*out = r.release();
	return st;
}

void coop_remote_free(coop_remote *r)
{
	if (!r)
		return;
	for (auto &c : r->idle)
		remote_drop(std::move(c), r->timeout_ms);
	delete r;
}

const char *coop_remote_name(const coop_remote *r)
{
	return r->name.c_str();
}

size_t coop_remote_at(const coop_remote *r)
{
	return r->at;
}

uint32_t coop_remote_count(const coop_remote *r)
{
	return r->known.documents;
}

bool coop_remote_has_positions(const coop_remote *r)
{
	return r->known.positions;
}

uint64_t coop_remote_length(const coop_remote *r)
{
	return r->known.length;
}
