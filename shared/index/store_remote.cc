#include "shared/index/remote.h"

#include <chrono>
#include <cmath>
#include <condition_variable>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "shared/core/i18n.h"
#include "shared/index/store_internal.hh"

namespace
{

/* Frequencies that are kept: beyond that they are asked for again. */
constexpr size_t KEPT_FREQUENCIES = 100000;

/* A place, with names of its own. */
struct place {
	std::string host, dir;
	unsigned port;
};

/* What a server says of its database when it greets. */
struct greeting {
	Xapian::doccount documents;
	std::string uuid; /* of the generation */
	bool positions;
};

struct connection {
	Xapian::Database db;
};

/* What a server sends cannot be. */
struct nonsense {
};

/* A callback has failed: what it says is in the caller's error. */
struct passed_on {
	coop_status status;
};

} /* namespace */

struct coop_remote {
	std::vector<place> places;
	std::string name;
	unsigned timeout_ms;
	greeting known;
	std::mutex lock; /* of what follows */
	std::vector<std::unique_ptr<connection>> idle;
	std::map<std::string, uint64_t> frequencies;
	std::map<std::string, std::string> meta;
};

namespace
{

/* ---- connections ---- */

/*
 * Closing waits for the process of ssh, which ends when the server does: one that hangs is left to a thread,
 * after the time limit.
 */
void drop(std::unique_ptr<connection> c, unsigned timeout_ms) noexcept
{
	struct ending {
		std::mutex lock;
		std::condition_variable changed;
		bool ended = false;
	};
	connection *raw = c.release();
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

/* The words of ssh: the engine splits them at blanks, and runs the program itself. */
std::string ssh_words(const place &at, unsigned timeout_ms)
{
	const unsigned seconds = (timeout_ms + 999) / 1000;
	return "-T -a -x -oBatchMode=yes -oConnectTimeout=" +
	       std::to_string(seconds > 0 ? seconds : 1) + " -- " + at.host +
	       " xapian-progsrv " + at.dir;
}

greeting greeting_of(const Xapian::Database &db)
{
	greeting g{db.get_doccount(), db.get_uuid(), db.has_positions()};
	/* docids from 1 to the last one, without a gap: what coopidx makes */
	if (db.get_lastdocid() != g.documents ||
		g.documents >= std::numeric_limits<uint32_t>::max() - 1)
		throw nonsense();
	return g;
}

std::unique_ptr<connection> connect(const place &at, unsigned timeout_ms)
{
	auto db = at.port > 0
			  ? Xapian::Remote::open(at.host, at.port, timeout_ms, timeout_ms)
			  : Xapian::Remote::open(
				    "ssh", ssh_words(at, timeout_ms), timeout_ms);
	return std::unique_ptr<connection>(new connection{db});
}

/*
 * Connects to the first place that answers; another generation than the known one is as good as lost. The
 * failure of the last is thrown.
 */
std::unique_ptr<connection> connect_any(coop_remote *r)
{
	for (size_t i = 0;; i++) {
		try {
			auto c = connect(r->places[i], r->timeout_ms);
			const greeting g = greeting_of(c->db);
			if (r->known.uuid.empty())
				r->known = g;
			if (g.uuid == r->known.uuid && g.documents == r->known.documents)
				return c;
			drop(std::move(c), r->timeout_ms);
			throw Xapian::DatabaseModifiedError("another generation");
		} catch (const Xapian::Error &) {
			if (i + 1 == r->places.size())
				throw;
		}
	}
}

std::unique_ptr<connection> take_idle(coop_remote *r)
{
	const std::lock_guard<std::mutex> held(r->lock);
	if (r->idle.empty())
		return nullptr;
	auto c = std::move(r->idle.back());
	r->idle.pop_back();
	return c;
}

void give_back(coop_remote *r, std::unique_ptr<connection> c)
{
	const std::lock_guard<std::mutex> held(r->lock);
	r->idle.push_back(std::move(c));
}

/* Runs a body with a connection, which is given back if all went well. */
template <class Body> void with(coop_remote *r, std::unique_ptr<connection> c, Body &body)
{
	try {
		body(c->db);
	} catch (...) {
		drop(std::move(c), r->timeout_ms);
		throw;
	}
	give_back(r, std::move(c));
}

/* The same with any connection. A lost one, but not a slow one, is replaced once. */
template <class Body> void ask(coop_remote *r, Body body)
{
	auto c = take_idle(r);
	if (!c)
		c = connect_any(r);
	try {
		with(r, std::move(c), body);
	} catch (const Xapian::NetworkTimeoutError &) {
		throw;
	} catch (const Xapian::NetworkError &) {
		with(r, connect_any(r), body);
	}
}

/* ---- failures ---- */

coop_status fail(coop_error *err, const coop_remote *r, coop_status status,
	const char *what, const char *why = nullptr)
{
	coop_fail(err, status, "%s: %s%s%s", r->name.c_str(), what, why ? ": " : "",
		why ? why : "");
	return status;
}

/* Why the network failed, for people: the engine's words, or the system's. */
coop_status lost(coop_error *err, const coop_remote *r, const Xapian::Error &e)
{
	const char *why = e.get_error_string();
	return fail(err, r, COOP_E_IO,
		TR("the shard cannot be reached", "le fragment est injoignable"),
		why ? why : e.get_msg().c_str());
}

/* Translates the current exception; called inside a catch clause. */
coop_status map_remote(coop_error *err, const coop_remote *r)
{
	try {
		throw;
	} catch (const passed_on &p) {
		return p.status;
	} catch (const nonsense &) {
		return fail(err, r, COOP_E_CORRUPT,
			TR("the server's answer is damaged",
				"la réponse du serveur est abîmée"));
	} catch (const Xapian::NetworkTimeoutError &) {
		return fail(err, r, COOP_E_IO,
			TR("no answer within the time limit",
				"pas de réponse dans le temps imparti"));
	} catch (const Xapian::NetworkError &e) {
		return lost(err, r, e);
	} catch (const Xapian::DatabaseModifiedError &) {
		return fail(err, r, COOP_E_STALE,
			TR("the shard's index was replaced",
				"l'index du fragment a été remplacé"));
	} catch (const Xapian::DocNotFoundError &) {
		return fail(err, r, COOP_E_CORRUPT,
			TR("the server's answer is damaged",
				"la réponse du serveur est abîmée"));
	} catch (const std::length_error &) {
		return fail(err, r, COOP_E_CORRUPT,
			TR("the server's answer is damaged",
				"la réponse du serveur est abîmée"));
	} catch (...) {
		coop_error own = {};
		const coop_status st = map_exception(&own);
		return fail(err, r, st, own.msg);
	}
}

/* Runs a body where exceptions end. */
template <class Body>
coop_status safely(const coop_remote *r, coop_error *err, Body body) noexcept
{
	try {
		body();
		return COOP_OK;
	} catch (...) {
		try {
			return map_remote(err, r);
		} catch (...) {
			return coop_fail_nomem(err);
		}
	}
}

/* ---- names ---- */

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
	const coop_status st =
		safely(r.get(), err, [&] { give_back(r.get(), connect_any(r.get())); });
	if (!st)
		*out = r.release();
	return st;
}

void coop_remote_free(coop_remote *r)
{
	if (!r)
		return;
	for (auto &c : r->idle)
		drop(std::move(c), r->timeout_ms);
	delete r;
}

const char *coop_remote_name(const coop_remote *r)
{
	return r->name.c_str();
}

uint32_t coop_remote_count(const coop_remote *r)
{
	return r->known.documents;
}

bool coop_remote_has_positions(const coop_remote *r)
{
	return r->known.positions;
}

/* ---- reading ---- */

coop_status coop_remote_meta(
	coop_remote *r, const char *name, coop_buf *out, coop_error *err)
{
	const coop_status st = safely(r, err, [&] {
		std::string value;
		{
			const std::lock_guard<std::mutex> held(r->lock);
			const auto kept = r->meta.find(name);
			if (kept != r->meta.end()) {
				coop_buf_add(
					out, kept->second.data(), kept->second.size());
				return;
			}
		}
		ask(r, [&](Xapian::Database &db) { value = db.get_metadata(name); });
		coop_buf_add(out, value.data(), value.size());
		const std::lock_guard<std::mutex> held(r->lock);
		r->meta.emplace(name, std::move(value));
	});
	return st ? st : coop_buf_check(out, err);
}

coop_status coop_remote_frequency(coop_remote *r, const char *term, size_t len,
	uint64_t *documents, coop_error *err)
{
	*documents = 0;
	return safely(r, err, [&] {
		const std::string key(term, len);
		{
			const std::lock_guard<std::mutex> held(r->lock);
			const auto kept = r->frequencies.find(key);
			if (kept != r->frequencies.end()) {
				*documents = kept->second;
				return;
			}
		}
		uint64_t count = 0;
		ask(r, [&](Xapian::Database &db) { count = db.get_termfreq(key); });
		if (count > r->known.documents)
			throw nonsense();
		*documents = count;
		const std::lock_guard<std::mutex> held(r->lock);
		if (r->frequencies.size() < KEPT_FREQUENCIES)
			r->frequencies.emplace(key, count);
	});
}

coop_status coop_remote_terms(
	coop_remote *r, const char *prefix, size_t len, coop_buf *out, coop_error *err)
{
	const coop_status st = safely(r, err, [&] {
		const std::string start(prefix, len);
		std::vector<std::string> terms;
		ask(r, [&](Xapian::Database &db) {
			terms.clear();
			for (auto i = db.allterms_begin(start);
				i != db.allterms_end(start); ++i)
				terms.push_back(*i);
		});
		for (size_t i = 0; i < terms.size(); i++) {
			const std::string &t = terms[i];
			if (t.size() > COOP_TERM_MAX || t.compare(0, len, start) != 0 ||
				(i > 0 && !(terms[i - 1] < t)))
				throw nonsense();
			if (t.find('\0') == std::string::npos)
				coop_buf_add(out, t.c_str(), t.size() + 1);
		}
	});
	return st ? st : coop_buf_check(out, err);
}

coop_status coop_remote_document(
	coop_remote *r, uint32_t docid, coop_buf *out, coop_error *err)
{
	const coop_status st = safely(r, err, [&] {
		std::string data;
		if (docid == 0 || docid > r->known.documents)
			throw nonsense();
		ask(r, [&](Xapian::Database &db) {
			data = db.get_document(docid).get_data();
		});
		coop_buf_add(out, data.data(), data.size());
	});
	return st ? st : coop_buf_check(out, err);
}

/* ---- searching ---- */

namespace
{

/* Whether the engine can tell where all words of a plan stand. */
bool can_answer(const coop_plan &plan)
{
	const bool near = plan.op == COOP_OP_NEAR || plan.op == COOP_OP_ORDERED;
	if (near && (plan.s || plan.running))
		return false;
	for (size_t i = 0; i < plan.nkids; i++)
		if (!can_answer(plan.kids[i]))
			return false;
	return true;
}

coop_status check_plan(const coop_remote *r, const coop_plan *plan, coop_error *err)
{
	if (can_answer(*plan))
		return COOP_OK;
	return fail(err, r, COOP_E_QUERY,
		TR("a shard on another machine tells neither sentences and paragraphs nor where running text stands (corps:)",
			"un fragment sur une autre machine ne distingue ni phrases et paragraphes ni la place du texte suivi (corps:)"));
}

Xapian::MSet best(const Xapian::Database &db, const Xapian::Query &query, bool scored,
	Xapian::doccount count)
{
	Xapian::Enquire enquire(db);
	if (scored)
		enquire.set_weighting_scheme(coop_engine_weight());
	else
		enquire.set_weighting_scheme(Xapian::BoolWeight());
	enquire.set_query(query);
	/* the same order of equal scores as everywhere */
	enquire.set_docid_order(Xapian::Enquire::ASCENDING);
	return enquire.get_mset(0, count);
}

/* Whether hits can be: documents of the shard, each once, the best first. */
bool are_hits(const coop_remote *r, const coop_hit *hits, size_t count)
{
	std::vector<bool> met(size_t(r->known.documents) + 1);
	for (size_t i = 0; i < count; i++) {
		const coop_hit &h = hits[i];
		if (h.docid == 0 || h.docid > r->known.documents || met[h.docid] ||
			!std::isfinite(h.score) || h.score < 0)
			return false;
		met[h.docid] = true;
		if (i > 0 && (hits[i - 1].score < h.score ||
				     (hits[i - 1].score == h.score &&
					     hits[i - 1].docid > h.docid)))
			return false;
	}
	return true;
}

coop_counted counted_by(const coop_remote_counted *counted, coop_error *err)
{
	return {counted->documents, [counted, err](const std::string &term) -> uint64_t {
			uint64_t documents;
			const coop_status st = counted->frequency(
				counted->user, term.data(), term.size(), &documents, err);
			if (st)
				throw passed_on{st};
			return documents;
		}};
}

} /* namespace */

coop_status coop_remote_search(coop_remote *r, const coop_plan *plan,
	const coop_remote_counted *counted, size_t count, coop_hit *hits, size_t *found,
	coop_error *err)
{
	*found = 0;
	coop_status st = check_plan(r, plan, err);
	if (st)
		return st;
	return safely(r, err, [&] {
		const auto query = coop_engine_query(
			*plan, r->known.positions, counted_by(counted, err));
		const size_t most =
			count < r->known.documents ? count : r->known.documents;
		Xapian::MSet got;
		if (most == 0)
			return;
		ask(r, [&](Xapian::Database &db) {
			got = best(db, query, true, Xapian::doccount(most));
		});
		size_t n = 0;
		if (got.size() > most)
			throw nonsense();
		for (auto i = got.begin(); i != got.end(); ++i)
			hits[n++] = {*i, i.get_weight()};
		if (!are_hits(r, hits, n))
			throw nonsense();
		*found = n;
	});
}

coop_status coop_remote_all(coop_remote *r, const coop_plan *plan, uint32_t before,
	coop_docset *set, coop_error *err)
{
	coop_status st = check_plan(r, plan, err);
	if (st)
		return st;
	return safely(r, err, [&] {
		/* no factors: frequencies say nothing here */
		const auto query = coop_engine_query(*plan, r->known.positions,
			{0, [](const std::string &) -> uint64_t { return 0; }});
		Xapian::MSet got;
		if (r->known.documents == 0)
			return;
		ask(r, [&](Xapian::Database &db) {
			got = best(db, query, false, r->known.documents);
		});
		for (auto i = got.begin(); i != got.end(); ++i) {
			if (*i == 0 || *i > r->known.documents)
				throw nonsense();
			coop_docset_add(set, before + *i);
		}
	});
}
