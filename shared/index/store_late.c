/*
 * store_late.c - store.h and remote.h for programs that load the engine late (store_table.h).
 *
 * Whoever has a handle has loaded it: only functions that make one, or need none, ask for it.
 */
#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>

#include "shared/core/i18n.h"
#include "shared/core/installed.h"
#include "shared/index/store_table.h"

static const struct coop_store_table *store; /* NULL: not loaded */
static char why[400]; /* not, in the loader's words; "" when it is of another build */

/* It stays loaded until the program ends. */
static void load(void)
{
	char path[PATH_MAX];
	coop_installed(COOP_STORE_OBJECT, path, sizeof path);
	/* without a name it would be the program itself, which has no table */
	void *object = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	const struct coop_store_table *table =
		object ? dlsym(object, COOP_STORE_TABLE) : NULL;
	if (table && table->headers == COOP_STORE_HEADERS)
		store = table;
	else if (!table)
		snprintf(why, sizeof why, "%s", dlerror());
}

static bool is_there(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, load);
	return store != NULL;
}

static enum coop_status need(struct coop_error *err)
{
	if (is_there())
		return COOP_OK;
	coop_fail(err, COOP_E_IO,
		TR("the engine cannot be loaded: %s",
			"le moteur ne peut être chargé : %s"),
		*why ? why
		     : TR(COOP_STORE_OBJECT " belongs to another version",
			       COOP_STORE_OBJECT " appartient à une autre version"));
	coop_hint(err, "%s",
		TR("install coopidx and coopq again, with their other files and libxapian",
			"réinstallez coopidx et coopq, avec leurs autres fichiers et libxapian"));
	return COOP_E_IO;
}

bool coop_store_writes_glass(void)
{
	return is_there() && store->writes_glass();
}

/* ---- writing and verifying ---- */

enum coop_status coop_writer_create(const char *dir, bool term_lists,
	struct coop_writer **out, struct coop_error *err)
{
	*out = NULL;
	enum coop_status st = need(err);
	return st ? st : store->writer_create(dir, term_lists, out, err);
}

enum coop_status coop_writer_add(
	struct coop_writer *w, const struct coop_doc *doc, struct coop_error *err)
{
	return store->writer_add(w, doc, err);
}

enum coop_status coop_writer_set_meta(struct coop_writer *w, const char *name,
	const char *value, size_t len, struct coop_error *err)
{
	return store->writer_set_meta(w, name, value, len, err);
}

enum coop_status coop_writer_commit(struct coop_writer *w, struct coop_error *err)
{
	return store->writer_commit(w, err);
}

void coop_writer_free(struct coop_writer *w)
{
	if (w)
		store->writer_free(w);
}

enum coop_status coop_store_verify(
	const char *dir, const struct coop_expected *expected, struct coop_error *err)
{
	enum coop_status st = need(err);
	return st ? st : store->verify(dir, expected, err);
}

/* ---- searching ---- */

enum coop_status coop_engine_open(
	const char *dir, struct coop_engine **out, struct coop_error *err)
{
	*out = NULL;
	enum coop_status st = need(err);
	return st ? st : store->engine_open(dir, out, err);
}

void coop_engine_free(struct coop_engine *e)
{
	if (e)
		store->engine_free(e);
}

enum coop_status coop_engine_search(struct coop_engine *e, const struct coop_plan *plan,
	size_t count, struct coop_hits **out, struct coop_error *err)
{
	return store->engine_search(e, plan, count, out, err);
}

size_t coop_hits_count(const struct coop_hits *h)
{
	return store->hits_count(h);
}

struct coop_hit coop_hits_at(const struct coop_hits *h, size_t i)
{
	return store->hits_at(h, i);
}

void coop_hits_free(struct coop_hits *h)
{
	if (h)
		store->hits_free(h);
}

/* ---- on other machines ---- */

enum coop_status coop_remote_open(const struct coop_remote_place *places, size_t count,
	const char *name, unsigned timeout_ms, struct coop_remote **out,
	struct coop_error *err)
{
	*out = NULL;
	enum coop_status st = need(err);
	return st ? st : store->remote_open(places, count, name, timeout_ms, out, err);
}

void coop_remote_free(struct coop_remote *r)
{
	if (r)
		store->remote_free(r);
}

const char *coop_remote_name(const struct coop_remote *r)
{
	return store->remote_name(r);
}

size_t coop_remote_at(const struct coop_remote *r)
{
	return store->remote_at(r);
}

uint32_t coop_remote_count(const struct coop_remote *r)
{
	return store->remote_count(r);
}

bool coop_remote_has_positions(const struct coop_remote *r)
{
	return store->remote_has_positions(r);
}

uint64_t coop_remote_length(const struct coop_remote *r)
{
	return store->remote_length(r);
}

enum coop_status coop_remote_meta(struct coop_remote *r, const char *name,
	struct coop_buf *out, struct coop_error *err)
{
	return store->remote_meta(r, name, out, err);
}

enum coop_status coop_remote_joined(struct coop_remote *r,
	const struct coop_remote_pieces *pieces, const char **out, struct coop_error *err)
{
	return store->remote_joined(r, pieces, out, err);
}

enum coop_status coop_remote_frequency(struct coop_remote *r, const char *term,
	size_t len, uint64_t *documents, struct coop_error *err)
{
	return store->remote_frequency(r, term, len, documents, err);
}

enum coop_status coop_remote_terms(struct coop_remote *r, const char *prefix, size_t len,
	struct coop_buf *out, struct coop_error *err)
{
	return store->remote_terms(r, prefix, len, out, err);
}

enum coop_status coop_remote_documents(struct coop_remote *r, const uint32_t *docids,
	size_t count, struct coop_buf *const *out, struct coop_error *err)
{
	return store->remote_documents(r, docids, count, out, err);
}

enum coop_status coop_remote_postings(struct coop_remote *r, const uint32_t *docids,
	size_t count, const struct coop_remote_wanted *terms, size_t nterms,
	enum coop_status (*take)(
		void *user, const struct coop_remote_posting *p, struct coop_error *err),
	void *user, struct coop_error *err)
{
	return store->remote_postings(r, docids, count, terms, nterms, take, user, err);
}

bool coop_remote_can_answer(const struct coop_plan *plan)
{
	return is_there() && store->remote_can_answer(plan);
}

enum coop_status coop_remote_search(struct coop_remote *r, const struct coop_plan *plan,
	const struct coop_remote_counted *counted, size_t count, struct coop_hit *hits,
	size_t *found, struct coop_error *err)
{
	return store->remote_search(r, plan, counted, count, hits, found, err);
}

enum coop_status coop_remote_all(struct coop_remote *r, const struct coop_plan *plan,
	uint32_t before, struct coop_docset *set, struct coop_error *err)
{
	return store->remote_all(r, plan, before, set, err);
}
