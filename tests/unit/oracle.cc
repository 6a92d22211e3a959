#include "tests/unit/oracle.h"

#include <cinttypes>
#include <sstream>
#include <string>

#include <unistd.h>
#include <xapian.h>

struct oracle {
	Xapian::Database db;
};

struct oracle_writer {
	Xapian::WritableDatabase db;
};

namespace
{

/* Errors of libxapian 1.4 are no std::exception. */
template <class Body> coop_status guard(coop_error *err, Body body) noexcept
{
	try {
		body();
		return COOP_OK;
	} catch (const Xapian::Error &e) {
		return coop_fail(err, COOP_E_ENGINE, "%s", e.get_description().c_str());
	} catch (const std::exception &e) {
		return coop_fail(err, COOP_E_ENGINE, "%s", e.what());
	}
}

Xapian::Document document_of(const coop_doc &doc)
{
	Xapian::Document out;
	out.set_data(std::string(doc.data, doc.data_len));
	for (const coop_term *t = doc.terms; t < doc.terms + doc.nterms; t++) {
		std::string name(t->s, t->len);
		out.add_term(name, t->wdf);
		for (size_t i = 0; i < t->npos; i++)
			out.add_posting(name, t->pos[i], 0);
	}
	return out;
}

coop_status append(
	coop_status st, const std::string &text, coop_buf *out, coop_error *err)
{
	if (st)
		return st;
	coop_buf_add(out, text.data(), text.size());
	return coop_buf_check(out, err);
}

void print_quoted(FILE *out, const std::string &s)
{
	static const char hex[] = "0123456789abcdef";
	std::string text = "\"";
	for (char byte : s) {
		auto c = static_cast<unsigned char>(byte);
		if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
			text += byte;
			continue;
		}
		text += "\\x";
		text += hex[c >> 4];
		text += hex[c & 0xf];
	}
	text += '"';
	fwrite(text.data(), 1, text.size(), out);
}

void print_statistics(const Xapian::Database &db, FILE *out)
{
	fprintf(out,
		"database documents=%u last=%u length=%" PRIu64
		" average=%.17g positions=%d\n",
		db.get_doccount(), db.get_lastdocid(), uint64_t{db.get_total_length()},
		db.get_average_length(), db.has_positions());
	fprintf(out, "bounds shortest=%u longest=%u\n", db.get_doclength_lower_bound(),
		db.get_doclength_upper_bound());
	for (auto m = db.metadata_keys_begin(); m != db.metadata_keys_end(); ++m) {
		if ((*m).compare(0, 7, "columns") == 0) /* columns_meta.h */
			continue;
		fputs("meta ", out);
		print_quoted(out, *m);
		putc(' ', out);
		print_quoted(out, db.get_metadata(*m));
		putc('\n', out);
	}
}

void print_postings(
	const Xapian::Database &db, const Xapian::TermIterator &term, FILE *out)
{
	std::string name = *term;
	fputs("term ", out);
	print_quoted(out, name);
	fprintf(out, " documents=%u occurrences=%u wdf=%u\n", term.get_termfreq(),
		db.get_collection_freq(name), db.get_wdf_upper_bound(name));
	for (auto p = db.postlist_begin(name); p != db.postlist_end(name); ++p) {
		fprintf(out, " %u %u", *p, p.get_wdf());
		char before = ':';
		for (auto i = p.positionlist_begin(); i != p.positionlist_end(); ++i) {
			fprintf(out, "%c%u", before, *i);
			before = ',';
		}
		putc('\n', out);
	}
}

/* A database without term lists has none to print. */
void print_term_list(const Xapian::Document &doc, FILE *out)
{
	Xapian::TermIterator t;
	try {
		t = doc.termlist_begin();
	} catch (const Xapian::FeatureUnavailableError &) {
		return;
	}
	fprintf(out, " terms=%u\n", doc.termlist_count());
	for (; t != doc.termlist_end(); ++t) {
		putc(' ', out);
		print_quoted(out, *t);
		fprintf(out, " %u\n", t.get_wdf());
	}
}

void print_document(
	const Xapian::Database &db, const Xapian::PostingIterator &at, FILE *out)
{
	Xapian::Document doc = db.get_document(*at);
	fprintf(out, "document %u length=%u ", *at, at.get_doclength());
	print_quoted(out, doc.get_data());
	putc('\n', out);
	print_term_list(doc, out);
}

} /* namespace */

coop_status oracle_open(const char *dir, oracle **out, coop_error *err)
{
	*out = nullptr;
	return guard(err, [&] {
		*out = new oracle{Xapian::Database(dir, Xapian::DB_BACKEND_GLASS)};
	});
}

void oracle_free(oracle *o)
{
	delete o;
}

coop_status oracle_data(oracle *o, uint32_t docid, coop_buf *out, coop_error *err)
{
	std::string data;
	coop_status st = guard(err, [&] { data = o->db.get_document(docid).get_data(); });
	return append(st, data, out, err);
}

coop_status oracle_dump(oracle *o, FILE *out, coop_error *err)
{
	return guard(err, [&] {
		print_statistics(o->db, out);
		for (auto t = o->db.allterms_begin(); t != o->db.allterms_end(); ++t)
			print_postings(o->db, t, out);
		for (auto d = o->db.postlist_begin(""); d != o->db.postlist_end(""); ++d)
			print_document(o->db, d, out);
	});
}

coop_status oracle_check(
	const char *dir, coop_buf *report, size_t *errors, coop_error *err)
{
	std::ostringstream out;
	*errors = 0;
	coop_status st =
		guard(err, [&] { *errors = Xapian::Database::check(dir, 0, &out); });
	return append(st, out.str(), report, err);
}

coop_status oracle_compact(const char *from, const char *to, coop_error *err)
{
	return guard(err,
		[&] { Xapian::Database(from, Xapian::DB_BACKEND_GLASS).compact(to); });
}

coop_status oracle_writer_open(const char *dir, oracle_writer **out, coop_error *err)
{
	*out = nullptr;
	return guard(err, [&] {
		/* the engine does not look whether there are term lists */
		bool lists =
			access((std::string(dir) + "/termlist.glass").c_str(), F_OK) == 0;
		Xapian::WritableDatabase db(
			dir, Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS |
				     (lists ? 0 : Xapian::DB_NO_TERMLIST));
		/* without a transaction the destructor would commit */
		db.begin_transaction();
		*out = new oracle_writer{db};
	});
}

coop_status oracle_writer_add(oracle_writer *w, const coop_doc *doc, coop_error *err)
{
	return guard(err, [&] { w->db.add_document(document_of(*doc)); });
}

coop_status oracle_writer_replace(
	oracle_writer *w, uint32_t docid, const coop_doc *doc, coop_error *err)
{
	return guard(err, [&] { w->db.replace_document(docid, document_of(*doc)); });
}

coop_status oracle_writer_delete(oracle_writer *w, uint32_t docid, coop_error *err)
{
	return guard(err, [&] { w->db.delete_document(docid); });
}

coop_status oracle_writer_set_meta(oracle_writer *w, const char *name, const char *value,
	size_t len, coop_error *err)
{
	return guard(err, [&] { w->db.set_metadata(name, std::string(value, len)); });
}

coop_status oracle_writer_commit(oracle_writer *w, coop_error *err)
{
	return guard(err, [&] { w->db.commit_transaction(); });
}

void oracle_writer_free(oracle_writer *w)
{
	delete w;
}
