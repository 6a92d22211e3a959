#include "indexer/generations/engine_check.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "shared/core/buf.h"
#include "shared/core/i18n.h"
#include "shared/index/documents.h"
#include "shared/index/postlist.h"
#include "shared/index/reader.h"
#include "shared/index/store.h"

/* How many terms and documents are compared. */
enum { TERMS = 32, DOCS = 16 };

/* A sample of a segment; the texts of terms and documents follow each other in `bytes`. */
struct sample {
	struct coop_expected_term terms[TERMS];
	struct coop_expected_doc docs[DOCS];
	struct coop_expected all;
	struct coop_buf bytes;
};

/* Finds a term from about `i` of TERMS parts of the way through the table on. */
static enum coop_lookup find_term(
	const struct coop_table *table, size_t i, char *term, size_t *len)
{
	enum { STEPS = 256 }; /* over the later parts of a long list */
	struct coop_table_cursor c;
	enum coop_lookup found = coop_table_cursor_sample(&c, table, i, TERMS);
	for (int k = 0; found == COOP_LOOKUP_FOUND && k < STEPS; k++) {
		if (coop_postlist_term(&c.item, term, len) && *len > 0)
			return found;
		found = coop_table_cursor_next(&c);
	}
	return found == COOP_LOOKUP_DAMAGED ? found : COOP_LOOKUP_NONE;
}

static enum coop_status take_terms(
	struct sample *s, const struct coop_reader *reader, struct coop_error *err)
{
	const struct coop_table *table = coop_reader_table(reader, COOP_GLASS_POSTLIST);
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < TERMS; i++) {
		struct coop_expected_term *t = &s->terms[s->all.nterms];
		char term[COOP_TERM_MAX];
		enum coop_lookup found = find_term(table, i, term, &t->len);
		if (found == COOP_LOOKUP_DAMAGED)
			st = coop_reader_damaged(reader, COOP_GLASS_POSTLIST, err);
		if (found != COOP_LOOKUP_FOUND)
			continue;
		st = coop_reader_frequency(reader, term, t->len, &t->documents, err);
		coop_buf_add(&s->bytes, term, t->len);
		s->all.nterms++;
	}
	return st;
}

/* A segment that was just written has all docids up to the last. */
static enum coop_status take_docs(
	struct sample *s, const struct coop_reader *reader, struct coop_error *err)
{
	struct coop_documents *texts;
	size_t count = s->all.last < DOCS ? s->all.last : DOCS;
	enum coop_status st = coop_documents_open(reader, &texts, err);
	for (size_t i = 0; !st && i < count; i++) {
		size_t before = s->bytes.len;
		struct coop_expected_doc *d = &s->docs[s->all.ndocs++];
		d->docid = (uint32_t)(1 + (uint64_t)(s->all.last - 1) * i /
						  (count > 1 ? count - 1 : 1));
		st = coop_documents_read(texts, d->docid, &s->bytes, err);
		d->len = s->bytes.len - before;
	}
	coop_documents_free(texts);
	return st ? st : coop_buf_check(&s->bytes, err);
}

/* Once all bytes are there, they no longer move. */
static void set_pointers(struct sample *s)
{
	const char *at = coop_buf_cstr(&s->bytes);
	for (size_t i = 0; i < s->all.nterms; at += s->terms[i++].len)
		s->terms[i].s = at;
	for (size_t i = 0; i < s->all.ndocs; at += s->docs[i++].len)
		s->docs[i].data = at;
}

static enum coop_status compare(
	const struct coop_reader *reader, const char *engine, struct coop_error *err)
{
	struct sample s = {.all = {.last = coop_reader_last(reader)}};
	uint64_t documents;
	s.all.terms = s.terms;
	s.all.docs = s.docs;
	enum coop_status st = coop_reader_count(reader, &documents, err);
	s.all.documents = (uint32_t)documents;
	if (!st)
		st = take_terms(&s, reader, err);
	if (!st)
		st = take_docs(&s, reader, err);
	if (!st) {
		set_pointers(&s);
		st = coop_store_verify(engine, &s.all, err);
	}
	coop_buf_release(&s.bytes);
	return st;
}

static enum coop_status not_as_written(
	const char *path, const struct coop_error *why, struct coop_error *err)
{
	coop_fail(err, COOP_E_IO,
		TR("'%s' is not what was written to it, and will not serve: %s",
			"« %s » n'est pas ce qui y a été écrit, et ne servira pas : %s"),
		path, why->msg);
	coop_hint(err, "%s",
		TR("check the disk and the memory, then index again",
			"vérifiez le disque et la mémoire, puis indexez de nouveau"));
	return COOP_E_IO;
}

enum coop_status engine_check(int folder, const char *path, struct coop_error *err)
{
	struct coop_error why = {0};
	struct coop_reader *reader = NULL;
	char engine[40];
	int own = fcntl(folder, F_DUPFD_CLOEXEC, 0);
	if (own < 0)
		return coop_cannot_read(path, NULL, err);
	/* names the open folder, whatever its path leads to by now; without /proc, by its path */
	snprintf(engine, sizeof engine, "/proc/self/fd/%d", folder);
	if (access(engine, X_OK) != 0)
		engine[0] = '\0';
	enum coop_status st = coop_reader_open_at(own, path, &reader, &why);
	if (!st)
		st = compare(reader, engine[0] ? engine : path, &why);
	coop_reader_free(reader);
	return st == COOP_E_CORRUPT || st == COOP_E_STALE || st == COOP_E_VERSION
		       ? not_as_written(path, &why, err)
		       : coop_pass_on(err, &why);
}
