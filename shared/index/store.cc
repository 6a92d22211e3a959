#include "shared/index/store.h"

#include <cerrno>
#include <cstring>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "shared/core/i18n.h"
#include "shared/index/impact.h"
#include "shared/index/store_internal.hh"

struct coop_writer {
	Xapian::WritableDatabase db;
};

struct coop_engine {
	Xapian::Database db;
};

struct coop_hits {
	std::vector<coop_hit> hits;
};

namespace
{

coop_status report(
	coop_error *err, coop_status status, const char *what, const std::string &why)
{
	return coop_fail(err, status, "%s: %s", what, why.c_str());
}

coop_status damaged(coop_error *err, const Xapian::Error &e)
{
	return report(err, COOP_E_CORRUPT,
		TR("the index is damaged", "l'index est abîmé"), e.get_msg());
}

Xapian::Query::op to_engine(coop_op op)
{
	switch (op) {
	case COOP_OP_AND:
		return Xapian::Query::OP_AND;
	case COOP_OP_WITHOUT:
		return Xapian::Query::OP_AND_NOT;
	case COOP_OP_MAYBE:
		return Xapian::Query::OP_AND_MAYBE;
	default:
		return Xapian::Query::OP_OR;
	}
}

/* Translates a plan into a query of the engine. */
class translation
{
	bool positions; /* the database has positions */
	const coop_counted &counted;

	/* Where a node stands. */
	struct place {
		double weight; /* of all operators around it */
		bool scored;
	};

	static Xapian::Query join(Xapian::Query::op op,
		const std::vector<Xapian::Query> &kids, unsigned window = 0)
	{
		return Xapian::Query(op, kids.begin(), kids.end(), window);
	}

	static std::string term_of(const coop_plan &plan)
	{
		return std::string(plan.s, plan.len);
	}

	/* What the documents of a term or of a SYNONYM score by. */
	double factor_of(const coop_plan &plan, double weight) const
	{
		if (plan.op == COOP_OP_TERM)
			return coop_factor(counted.documents,
				counted.frequency(term_of(plan)), weight);
		std::vector<uint64_t> each;
		for (size_t i = 0; i < plan.nkids; i++)
			each.push_back(counted.frequency(term_of(plan.kids[i])));
		return coop_factor(counted.documents,
			coop_frequency_of_any(
				each.data(), each.size(), counted.documents),
			weight);
	}

	std::vector<Xapian::Query> kids_of(const coop_plan &plan, place at) const
	{
		std::vector<Xapian::Query> kids;
		kids.reserve(plan.nkids);
		for (size_t i = 0; i < plan.nkids; i++)
			kids.push_back((*this)(plan.kids[i],
				{at.weight, at.scored && (plan.op != COOP_OP_WITHOUT ||
								 i == 0)}));
		return kids;
	}

	/*
	 * The engine's NEAR accepts the same position for both kids, which plan.h
	 * excludes; its PHRASE does not. So both orders are asked for.
	 */
	Xapian::Query stand_near(const coop_plan &plan) const
	{
		const auto kids = kids_of(plan, {1, false});
		const auto there = join(Xapian::Query::OP_PHRASE, kids, plan.window);
		if (plan.op == COOP_OP_ORDERED)
			return there;
		const std::vector<Xapian::Query> back(kids.rbegin(), kids.rend());
		return join(Xapian::Query::OP_OR,
			{there, join(Xapian::Query::OP_PHRASE, back, plan.window)});
	}

	/*
	 * NEAR and ORDERED by the engine's positions. Without any the engine would take
	 * them for AND.
	 */
	Xapian::Query near(const coop_plan &plan, place at) const
	{
		if (!positions)
			return Xapian::Query::MatchNothing;
		if (!at.scored)
			return stand_near(plan);
		return Xapian::Query(Xapian::Query::OP_FILTER,
			join(Xapian::Query::OP_AND, kids_of(plan, at)), stand_near(plan));
	}

	Xapian::Query unit(const coop_plan &plan, place at) const
	{
		const auto query = plan.op == COOP_OP_TERM
					   ? Xapian::Query(term_of(plan))
					   : join(Xapian::Query::OP_SYNONYM,
						     kids_of(plan, {1, false}));
		return at.scored ? query * factor_of(plan, at.weight) : query;
	}

      public:
	translation(bool has_positions, const coop_counted &counts)
	    : positions(has_positions), counted(counts)
	{
	}

	Xapian::Query operator()(const coop_plan &plan, place at = {1, true}) const
	{
		at.weight *= plan.weight;
		switch (plan.op) {
		case COOP_OP_ALL:
			return Xapian::Query(std::string());
		case COOP_OP_TERM:
			return unit(plan, at);
		case COOP_OP_SYNONYM:
			if (at.scored)
				return unit(plan, at);
			return join(Xapian::Query::OP_OR, kids_of(plan, at));
		case COOP_OP_NEAR:
		case COOP_OP_ORDERED:
			return near(plan, at);
		default:
			return join(to_engine(plan.op), kids_of(plan, at));
		}
	}
};

Xapian::Document to_engine(const coop_doc &doc)
{
	Xapian::Document out;
	out.set_data(std::string(doc.data, doc.data_len));
	for (size_t i = 0; i < doc.nterms; i++) {
		const coop_term &t = doc.terms[i];
		std::string name(t.s, t.len);
		out.add_term(name, t.wdf);
		for (size_t p = 0; p < t.npos; p++)
			out.add_posting(name, t.pos[p], 0);
	}
	return out;
}

/* The engine's lower bound of lengths leaves out empty documents: the average may be below it. */
bool same_counts(const Xapian::Database &db, const coop_expected &e)
{
	return db.get_doccount() == e.documents && db.get_lastdocid() == e.last &&
	       db.get_avlength() <= db.get_doclength_upper_bound();
}

bool same_terms(const Xapian::Database &db, const coop_expected &e)
{
	for (size_t i = 0; i < e.nterms; i++)
		if (db.get_termfreq(std::string(e.terms[i].s, e.terms[i].len)) !=
			e.terms[i].documents)
			return false;
	return true;
}

bool same_docs(const Xapian::Database &db, const coop_expected &e)
{
	for (size_t i = 0; i < e.ndocs; i++)
		if (db.get_document(e.docs[i].docid).get_data() !=
			std::string(e.docs[i].data, e.docs[i].len))
			return false;
	return true;
}

} /* namespace */

/* The order is from derived to base classes. */
coop_status map_exception(coop_error *err)
{
	try {
		throw;
	} catch (const Xapian::DatabaseLockError &) {
		return coop_fail(err, COOP_E_LOCKED, "%s",
			TR("the index is being written by another process",
				"un autre processus écrit l'index"));
	} catch (const Xapian::DatabaseModifiedError &) {
		return coop_fail(err, COOP_E_STALE, "%s",
			TR("the index changed while it was read",
				"l'index a changé pendant la lecture"));
	} catch (const Xapian::DatabaseCorruptError &e) {
		return damaged(err, e);
	} catch (const Xapian::DatabaseVersionError &e) {
		return report(err, COOP_E_VERSION,
			TR("the index has a format this program does not read",
				"l'index est dans un format que ce programme ne lit pas"),
			e.get_msg());
	} catch (const Xapian::DatabaseError &e) {
		/* the engine gives the system's reason as text only */
		const char *why = e.get_error_string();
		if (!why)
			return damaged(err, e);
		if (why == std::string(strerror(ENOENT)))
			return coop_fail(err, COOP_E_STALE, "%s",
				TR("the index changed while it was opened",
					"l'index a changé pendant son ouverture"));
		return coop_fail(err, COOP_E_IO, "%s: %s: %s",
			TR("the index cannot be read or written",
				"l'index ne peut être lu ou écrit"),
			e.get_msg().c_str(), why);
	} catch (const Xapian::Error &e) {
		return report(err, COOP_E_ENGINE,
			TR("the engine failed", "le moteur a échoué"),
			e.get_description());
	} catch (const std::bad_alloc &) {
		return coop_fail_nomem(err);
	} catch (const std::exception &e) {
		return report(err, COOP_E_ENGINE,
			TR("the engine failed", "le moteur a échoué"), e.what());
	} catch (...) {
		return coop_fail(err, COOP_E_ENGINE, "%s",
			TR("the engine failed", "le moteur a échoué"));
	}
}

Xapian::Query coop_engine_query(
	const coop_plan &plan, bool has_positions, const coop_counted &counted)
{
	return translation(has_positions, counted)(plan);
}

Xapian::TfIdfWeight coop_engine_weight()
{
	return Xapian::TfIdfWeight("nnn");
}

coop_status coop_writer_create(
	const char *dir, bool term_lists, coop_writer **out, coop_error *err)
{
	*out = nullptr;
	int flags = Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS;
	if (!term_lists)
		flags |= Xapian::DB_NO_TERMLIST;
	return guard(err, [&] {
		Xapian::WritableDatabase db(dir, flags);
		/* without a transaction the destructor would commit, and swallow its failure */
		db.begin_transaction();
		*out = new coop_writer{db};
	});
}

coop_status coop_writer_add(coop_writer *w, const coop_doc *doc, coop_error *err)
{
	return guard(err, [&] { w->db.add_document(to_engine(*doc)); });
}

coop_status coop_writer_set_meta(
	coop_writer *w, const char *name, const char *value, size_t len, coop_error *err)
{
	return guard(err, [&] { w->db.set_metadata(name, std::string(value, len)); });
}

coop_status coop_writer_commit(coop_writer *w, coop_error *err)
{
	return guard(err, [&] { w->db.commit_transaction(); });
}

void coop_writer_free(coop_writer *w)
{
	delete w;
}

coop_status coop_store_verify(
	const char *dir, const coop_expected *expected, coop_error *err)
{
	const char *differs = nullptr;
	coop_status st = guard(err, [&] {
		Xapian::Database db(dir, Xapian::DB_BACKEND_GLASS);
		if (!same_counts(db, *expected))
			differs = TR("its counts", "ses comptes");
		else if (!same_terms(db, *expected))
			differs =
				TR("the frequency of a term", "la fréquence d'un terme");
		else if (!same_docs(db, *expected))
			differs = TR("a document", "un document");
	});
	if (st || !differs)
		return st;
	return coop_fail(err, COOP_E_CORRUPT,
		TR("the engine does not read %s as it was written",
			"le moteur ne lit pas %s comme il a été écrit"),
		differs);
}

coop_status coop_engine_open(const char *dir, coop_engine **out, coop_error *err)
{
	*out = nullptr;
	return guard(err, [&] {
		*out = new coop_engine{Xapian::Database(dir, Xapian::DB_BACKEND_GLASS)};
	});
}

void coop_engine_free(coop_engine *e)
{
	delete e;
}

coop_status coop_engine_search(coop_engine *e, const coop_plan *plan, size_t count,
	coop_hits **out, coop_error *err)
{
	*out = nullptr;
	coop_hits *h = nullptr;
	/* released below if the engine throws after this */
	coop_status st = guard(err, [&] {
		h = new coop_hits;
		Xapian::Enquire enquire(e->db);
		enquire.set_weighting_scheme(coop_engine_weight());
		enquire.set_query(coop_engine_query(*plan, e->db.has_positions(),
			{e->db.get_doccount(), [e](const std::string &term) -> uint64_t {
				 return e->db.get_termfreq(term);
			 }}));
		Xapian::MSet found = enquire.get_mset(0, Xapian::doccount(count));
		h->hits.reserve(found.size());
		for (auto i = found.begin(); i != found.end(); ++i)
			h->hits.push_back({*i, i.get_weight()});
	});
	if (st)
		coop_hits_free(h);
	else
		*out = h;
	return st;
}

size_t coop_hits_count(const coop_hits *h)
{
	return h->hits.size();
}

coop_hit coop_hits_at(const coop_hits *h, size_t i)
{
	return h->hits[i];
}

void coop_hits_free(coop_hits *h)
{
	delete h;
}

bool coop_store_writes_glass(void)
{
	return Xapian::major_version() == 1 && Xapian::minor_version() == 4;
}
