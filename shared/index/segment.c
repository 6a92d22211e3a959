#include "shared/index/segment.h"

#include <string.h>

#include "shared/index/hashes.h"
#include "shared/index/postlist.h"

const char *coop_segment_file(size_t file)
{
	static const char *const ours[] = {COOP_POSTINGS_FILE, COOP_HASHES_FILE,
		COOP_COLUMNS_FILE, COOP_TOMBSTONES_FILE};
	if (file == COOP_SEGMENT_VERSION)
		return COOP_GLASS_VERSION;
	return file < COOP_SEGMENT_POSTINGS ? coop_glass_file((enum coop_glass_table)(
						      file - COOP_SEGMENT_TABLES))
					    : ours[file - COOP_SEGMENT_POSTINGS];
}

void coop_segment_close(struct coop_segment *s)
{
	coop_postings_free(s->lists);
	coop_reader_free(s->reader);
	coop_remote_free(s->remote);
	*s = (struct coop_segment){.reader = NULL};
}

/* Notes that reading a segment has failed, if that means that it is lost. */
static enum coop_status note_lost(const struct coop_segment *s, enum coop_status st)
{
	bool lost = st == COOP_E_CORRUPT || st == COOP_E_STALE || st == COOP_E_IO;
	if (lost && s->lost)
		atomic_store(s->lost, true);
	return st;
}

/*
 * Whether a failure is of the segment itself. One on another machine names itself; where it was asked while another
 * failed to tell a frequency, that one is lost.
 */
static bool is_own(const struct coop_segment *s, const struct coop_error *e)
{
	const char *name = s->remote ? coop_remote_name(s->remote) : "";
	size_t n = strlen(name);
	return !s->remote || (strncmp(e->msg, name, n) == 0 && e->msg[n] == ':');
}

enum coop_status coop_segment_pass_on(const struct coop_segment *s,
	struct coop_error *err, const struct coop_error *from)
{
	if (is_own(s, from))
		note_lost(s, from->status);
	/* a remote one names itself */
	if ((!s->name && !s->index) || s->remote || from->status != COOP_E_CORRUPT)
		return coop_pass_on(err, from);
	coop_fail(err, from->status, "%s%s%s: %s", s->index ? s->index : "",
		s->index && s->name ? "/" : "", s->name ? s->name : "", from->msg);
	if (*from->hint)
		coop_hint(err, "%s", from->hint);
	return from->status;
}

uint32_t coop_segment_last(const struct coop_segment *s)
{
	if (s->remote)
		return coop_remote_count(s->remote);
	return s->reader ? coop_reader_last(s->reader) : 0;
}

enum coop_status coop_segment_meta(const struct coop_segment *s, const char *name,
	struct coop_buf *out, struct coop_error *err)
{
	return note_lost(s, s->remote ? coop_remote_meta(s->remote, name, out, err)
				      : coop_reader_meta(s->reader, name, out, err));
}

enum coop_status coop_segment_open_lists(struct coop_segment *s, struct coop_error *err)
{
	uint64_t documents;
	enum coop_status st = coop_reader_count(s->reader, &documents, err);
	/* a later revision has documents that the lists do not know */
	if (!st && coop_reader_revision(s->reader) == 1)
		st = coop_postings_open(coop_reader_postings_file(s->reader),
			coop_reader_postings_pages(s->reader), documents, &s->lists, err);
	return st;
}

enum coop_status coop_segment_frequency(const struct coop_segment *s, const char *term,
	size_t len, uint64_t *documents, struct coop_error *err)
{
	struct coop_posting_list list;
	*documents = 0;
	if (s->remote)
		return note_lost(
			s, coop_remote_frequency(s->remote, term, len, documents, err));
	if (!s->reader)
		return COOP_OK;
	enum coop_lookup found = s->lists ? coop_postings_find(s->lists, term, len, &list)
					  : COOP_LOOKUP_NONE;
	if (found == COOP_LOOKUP_DAMAGED)
		return coop_postings_fail(err);
	if (found == COOP_LOOKUP_NONE)
		return coop_reader_frequency(s->reader, term, len, documents, err);
	*documents = list.doc_freq;
	return COOP_OK;
}

/* ---- terms ---- */

/* Moves the cursor, which `found` something, on to an item that begins the list of a term. */
static enum coop_status settle(
	struct coop_segment_terms *t, enum coop_lookup found, struct coop_error *err)
{
	while (found == COOP_LOOKUP_FOUND &&
		!coop_postlist_term(&t->cursor.item, t->term, &t->len))
		found = coop_table_cursor_next(&t->cursor);
	t->there = found == COOP_LOOKUP_FOUND && t->len >= t->prefix_len &&
		   memcmp(t->term, t->prefix, t->prefix_len) == 0;
	if (found != COOP_LOOKUP_DAMAGED)
		return COOP_OK;
	struct coop_error e = {0};
	coop_reader_damaged(t->segment->reader, COOP_GLASS_POSTLIST, &e);
	return coop_segment_pass_on(t->segment, err, &e);
}

/* Moves on in what another machine has sent. */
static void take_fetched(struct coop_segment_terms *t)
{
	t->there = t->at < t->fetched.len;
	if (!t->there)
		return;
	t->len = strlen(t->fetched.s + t->at);
	memcpy(t->term, t->fetched.s + t->at, t->len);
	t->at += t->len + 1;
}

enum coop_status coop_segment_terms_begin(struct coop_segment_terms *t,
	const struct coop_segment *s, const char *prefix, size_t len,
	struct coop_error *err)
{
	*t = (struct coop_segment_terms){
		.segment = s, .prefix = prefix, .prefix_len = len};
	if (s->remote) {
		enum coop_status st =
			coop_remote_terms(s->remote, prefix, len, &t->fetched, err);
		if (!st)
			take_fetched(t);
		return note_lost(s, st);
	}
	if (!s->reader)
		return COOP_OK;
	return settle(t,
		coop_postlist_seek(&t->cursor,
			coop_reader_table(s->reader, COOP_GLASS_POSTLIST), prefix, len),
		err);
}

enum coop_status coop_segment_terms_next(
	struct coop_segment_terms *t, struct coop_error *err)
{
	if (t->segment->remote) {
		take_fetched(t);
		return COOP_OK;
	}
	return settle(t, coop_table_cursor_next(&t->cursor), err);
}

void coop_segment_terms_end(struct coop_segment_terms *t)
{
	coop_buf_release(&t->fetched);
}
