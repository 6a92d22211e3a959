/*
 * store_table.h - the functions of store.h and remote.h as one table, by which the programs call the engine.
 *
 * The engine, libxapian with the C++ library, takes more time to load than a query takes, and most runs do
 * without it: coopq reads a usual index itself. So the C++ files are an object of their own, COOP_STORE_OBJECT,
 * which store_late.c loads when one of their functions is called for the first time. What they need of ours they
 * find in the program, which exports those names and no others. libcoop.a and the tests have them linked in
 * instead of store_late.c.
 */
#ifndef COOP_INDEX_STORE_TABLE_H
#define COOP_INDEX_STORE_TABLE_H

#include <stdint.h>

#include "shared/index/remote.h"
#include "shared/index/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Beside the programs, or where they were installed (installed.h). */
#define COOP_STORE_OBJECT "coop-engine.so"
#define COOP_STORE_TABLE  "coop_store_functions"

/* A checksum of all headers that both sides were compiled with: that of another build has another. */
#ifndef COOP_STORE_HEADERS
#define COOP_STORE_HEADERS 0
#endif

struct coop_store_table {
	uint32_t
		headers; /* COOP_STORE_HEADERS; the rest is for those alone who have the same */
	__typeof__(coop_store_writes_glass) *writes_glass;
	__typeof__(coop_writer_create) *writer_create;
	__typeof__(coop_writer_add) *writer_add;
	__typeof__(coop_writer_set_meta) *writer_set_meta;
	__typeof__(coop_writer_commit) *writer_commit;
	__typeof__(coop_writer_free) *writer_free;
	__typeof__(coop_store_verify) *verify;
	__typeof__(coop_engine_open) *engine_open;
	__typeof__(coop_engine_free) *engine_free;
	__typeof__(coop_engine_search) *engine_search;
	__typeof__(coop_hits_count) *hits_count;
	__typeof__(coop_hits_at) *hits_at;
	__typeof__(coop_hits_free) *hits_free;
	__typeof__(coop_remote_open) *remote_open;
	__typeof__(coop_remote_free) *remote_free;
	__typeof__(coop_remote_name) *remote_name;
	__typeof__(coop_remote_at) *remote_at;
	__typeof__(coop_remote_count) *remote_count;
	__typeof__(coop_remote_has_positions) *remote_has_positions;
	__typeof__(coop_remote_length) *remote_length;
	__typeof__(coop_remote_meta) *remote_meta;
	__typeof__(coop_remote_joined) *remote_joined;
	__typeof__(coop_remote_frequency) *remote_frequency;
	__typeof__(coop_remote_terms) *remote_terms;
	__typeof__(coop_remote_documents) *remote_documents;
	__typeof__(coop_remote_postings) *remote_postings;
	__typeof__(coop_remote_can_answer) *remote_can_answer;
	__typeof__(coop_remote_search) *remote_search;
	__typeof__(coop_remote_all) *remote_all;
};

/* That of the object. */
extern const struct coop_store_table coop_store_functions
	__attribute__((visibility("default")));

#ifdef __cplusplus
}
#endif
#endif
