#include <algorithm>
#include <cstdio>
#include <limits>

#include "shared/index/store_remote.hh"

namespace
{

/* Frequencies that are kept: beyond that they are asked for again. */
constexpr size_t KEPT_FREQUENCIES = 100000;

} /* namespace */

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
		remote_ask(
			r, [&](Xapian::Database &db) { value = db.get_metadata(name); });
		coop_buf_add(out, value.data(), value.size());
		const std::lock_guard<std::mutex> held(r->lock);
		r->meta.emplace(name, std::move(value));
	});
	return st ? st : coop_buf_check(out, err);
}

namespace
{

std::string fetch_pieces(coop_remote *r, const coop_remote_pieces &pieces)
{
	constexpr size_t MORE = 8;
	std::string all;
	for (unsigned i = 0; all.size() < pieces.bytes; i++) {
		const uint64_t left = pieces.bytes - all.size();
		char number[16];
		std::string piece;
		snprintf(number, sizeof number, "%08x", i);
		remote_ask(r, [&](Xapian::Database &db) {
			piece = db.get_metadata(std::string(pieces.name) + number);
		});
		if (piece.size() != std::min<uint64_t>(left, pieces.each) ||
			!pieces.is_good(pieces.user, i, piece.data(), piece.size()))
			throw remote_nonsense();
		all += piece;
	}
	all.append(MORE, '\0');
	return all;
}

} /* namespace */

coop_status coop_remote_joined(coop_remote *r, const coop_remote_pieces *pieces,
	const char **out, coop_error *err)
{
	*out = nullptr;
	return safely(r, err, [&] {
		{
			const std::lock_guard<std::mutex> held(r->lock);
			const auto kept = r->joined.find(pieces->name);
			if (kept != r->joined.end()) {
				*out = kept->second.data();
				return;
			}
		}
		std::string all = fetch_pieces(r, *pieces);
		const std::lock_guard<std::mutex> held(r->lock);
		*out = r->joined.emplace(pieces->name, std::move(all))
			       .first->second.data();
	});
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
		remote_ask(
			r, [&](Xapian::Database &db) { count = db.get_termfreq(key); });
		if (count > r->known.documents)
			throw remote_nonsense();
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
		remote_ask(r, [&](Xapian::Database &db) {
			terms.clear();
			for (auto i = db.allterms_begin(start);
				i != db.allterms_end(start); ++i)
				terms.push_back(*i);
		});
		for (size_t i = 0; i < terms.size(); i++) {
			const std::string &t = terms[i];
			if (t.size() > COOP_TERM_MAX || t.compare(0, len, start) != 0 ||
				(i > 0 && !(terms[i - 1] < t)))
				throw remote_nonsense();
			if (t.find('\0') == std::string::npos)
				coop_buf_add(out, t.c_str(), t.size() + 1);
		}
	});
	return st ? st : coop_buf_check(out, err);
}

coop_status coop_remote_documents(coop_remote *r, const uint32_t *docids, size_t count,
	coop_buf *const *out, coop_error *err)
{
	const coop_status st = safely(r, err, [&] {
		std::vector<std::string> all(count);
		for (size_t i = 0; i < count; i++)
			if (docids[i] == 0 || docids[i] > r->known.documents)
				throw remote_nonsense();
		remote_each(r, count, [&](Xapian::Database &db, size_t i) {
			all[i] = db.get_document(docids[i]).get_data();
		});
		for (size_t i = 0; i < count; i++)
			coop_buf_add(out[i], all[i].data(), all[i].size());
	});
	coop_status bad = st;
	for (size_t i = 0; !bad && i < count; i++)
		bad = coop_buf_check(out[i], err);
	return bad;
}

/* ---- postings ---- */

namespace
{

/* What a document has of a term. */
struct found_posting {
	size_t term;
	uint32_t wdf;
	std::vector<uint32_t> positions;
};
using found_postings = std::vector<found_posting>;

std::vector<uint32_t> read_positions(
	Xapian::Database &db, Xapian::docid docid, const std::string &term)
{
	constexpr Xapian::termpos HIGHEST = std::numeric_limits<int32_t>::max();
	std::vector<uint32_t> all;
	for (auto i = db.positionlist_begin(docid, term);
		i != db.positionlist_end(docid, term); ++i) {
		if (*i == 0 || *i > HIGHEST || (!all.empty() && *i <= all.back()))
			throw remote_nonsense();
		all.push_back(*i);
	}
	return all;
}

found_postings read_postings(Xapian::Database &db, Xapian::docid docid,
	const coop_remote_wanted *terms, size_t nterms)
{
	found_postings all;
	auto at = db.termlist_begin(docid);
	for (size_t i = 0; i < nterms && at != db.termlist_end(docid); i++) {
		const std::string term(terms[i].s, terms[i].len);
		at.skip_to(term);
		if (at != db.termlist_end(docid) && *at == term)
			all.push_back({i, at.get_wdf(), {}});
	}
	for (auto &p : all)
		if (terms[p.term].positions)
			p.positions = read_positions(db, docid,
				std::string(terms[p.term].s, terms[p.term].len));
	return all;
}

} /* namespace */

coop_status coop_remote_postings(coop_remote *r, const uint32_t *docids, size_t count,
	const coop_remote_wanted *terms, size_t nterms,
	coop_status (*take)(void *, const coop_remote_posting *, coop_error *),
	void *user, coop_error *err)
{
	return safely(r, err, [&] {
		std::vector<found_postings> all(count);
		for (size_t i = 0; i < count; i++)
			if (docids[i] == 0 || docids[i] > r->known.documents)
				throw remote_nonsense();
		remote_each(r, count, [&](Xapian::Database &db, size_t i) {
			all[i] = read_postings(db, docids[i], terms, nterms);
		});
		for (size_t i = 0; i < count; i++)
			for (const auto &p : all[i]) {
				const coop_remote_posting posting = {i, p.term, p.wdf,
					p.positions.data(), p.positions.size()};
				const coop_status st = take(user, &posting, err);
				if (st)
					throw remote_passed_on{st};
			}
	});
}
