#include <cmath>

#include "shared/index/store_remote.hh"

bool coop_remote_can_answer(const coop_plan *plan)
{
	const bool near = plan->op == COOP_OP_NEAR || plan->op == COOP_OP_ORDERED;
	if (near && (plan->s || plan->running))
		return false;
	for (size_t i = 0; i < plan->nkids; i++)
		if (!coop_remote_can_answer(&plan->kids[i]))
			return false;
	return true;
}

namespace
{

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
				throw remote_passed_on{st};
			return documents;
		}};
}

} /* namespace */

coop_status coop_remote_search(coop_remote *r, const coop_plan *plan,
	const coop_remote_counted *counted, size_t count, coop_hit *hits, size_t *found,
	coop_error *err)
{
	*found = 0;
	return safely(r, err, [&] {
		const auto query = coop_engine_query(
			*plan, r->known.positions, counted_by(counted, err));
		const size_t most =
			count < r->known.documents ? count : r->known.documents;
		Xapian::MSet got;
		if (most == 0)
			return;
		remote_ask(r, [&](Xapian::Database &db) {
			got = best(db, query, true, Xapian::doccount(most));
		});
		size_t n = 0;
		if (got.size() > most)
			throw remote_nonsense();
		for (auto i = got.begin(); i != got.end(); ++i)
			hits[n++] = {*i, i.get_weight()};
		if (!are_hits(r, hits, n))
			throw remote_nonsense();
		*found = n;
	});
}

coop_status coop_remote_all(coop_remote *r, const coop_plan *plan, uint32_t before,
	coop_docset *set, coop_error *err)
{
	return safely(r, err, [&] {
		/* no factors: frequencies say nothing here */
		const auto query = coop_engine_query(*plan, r->known.positions,
			{0, [](const std::string &) -> uint64_t { return 0; }});
		Xapian::MSet got;
		if (r->known.documents == 0)
			return;
		remote_ask(r, [&](Xapian::Database &db) {
			got = best(db, query, false, r->known.documents);
		});
		for (auto i = got.begin(); i != got.end(); ++i) {
			if (*i == 0 || *i > r->known.documents)
				throw remote_nonsense();
			coop_docset_add(set, before + *i);
		}
	});
}
