#include "indexer/terms/facts.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "shared/index/layout.h"

/* Fails for metadata that make no sense; they are in the table of the posting lists. */
static enum coop_status damaged(const struct coop_reader *reader, struct coop_error *err)
{
	return coop_reader_damaged(reader, COOP_GLASS_POSTLIST, err);
}

/* Reads metadata that are a number, in decimal: they begin with a digit. */
static enum coop_status read_number(const struct coop_reader *reader, const char *name,
	struct coop_buf *text, struct coop_error *err)
{
	enum coop_status st = coop_reader_meta(reader, name, text, err);
	const char *s = coop_buf_cstr(text);
	return !st && (*s < '0' || *s > '9') ? damaged(reader, err) : st;
}

bool facts_parse_average(const char *s, size_t len, double *out)
{
	char *end = NULL;
	*out = *s >= '0' && *s <= '9' ? strtod(s, &end) : 0;
	return *out > 0 && isfinite(*out) && end == s + len;
}

static enum coop_status read_average(
	const struct coop_reader *reader, double *average, struct coop_error *err)
{
	struct coop_buf text = {0};
	enum coop_status st = coop_reader_meta(reader, COOP_META_AVERAGE, &text, err);
	if (!st && !facts_parse_average(coop_buf_cstr(&text), text.len, average))
		st = damaged(reader, err);
	coop_buf_release(&text);
	return st;
}

/* Reads the acronyms: their forms, and what these stand for. */
static enum coop_status read_acronyms(const struct coop_reader *reader,
	struct coop_acronyms **out, struct coop_error *err)
{
	struct coop_buf forms = {0}, proofs = {0};
	enum coop_status st = coop_reader_meta(reader, COOP_META_ACRONYMS, &forms, err);
	if (!st)
		st = coop_reader_meta(reader, COOP_META_PROOFS, &proofs, err);
	if (!st) {
		st = coop_acronyms_open(&forms, out, NULL);
		if (!st)
			st = coop_acronyms_open_proofs(*out, &proofs, NULL);
		if (st)
			st = st == COOP_E_NOMEM ? coop_fail_nomem(err)
						: damaged(reader, err);
	}
	coop_buf_release(&forms);
	coop_buf_release(&proofs);
	return st;
}

/* Reads which shard of which whole it is; an index that is none has neither of the two. */
static enum coop_status read_mark(const struct coop_reader *reader,
	struct coop_shard_mark *mark, struct coop_error *err)
{
	struct coop_buf shard = {0}, facts = {0};
	enum coop_status st = coop_reader_meta(reader, COOP_META_SHARD, &shard, err);
	if (!st)
		st = coop_reader_meta(reader, COOP_META_FACTS, &facts, err);
	if (!st && shard.len + facts.len > 0 &&
		(!coop_shard_mark_parse(coop_buf_cstr(&shard), mark) ||
			!coop_shard_mark_parse_facts(coop_buf_cstr(&facts), mark)))
		st = damaged(reader, err);
	coop_buf_release(&shard);
	coop_buf_release(&facts);
	return st;
}

enum coop_status facts_read(
	const struct coop_reader *reader, struct facts *out, struct coop_error *err)
{
	*out = (struct facts){0};
	enum coop_status st = read_average(reader, &out->average, err);
	if (!st)
		st = read_mark(reader, &out->mark, err);
	return st ? st : read_acronyms(reader, &out->acronyms, err);
}

void facts_release(struct facts *f)
{
	coop_acronyms_free(f->acronyms);
	*f = (struct facts){0};
}

enum coop_status facts_total_length(
	const struct coop_reader *reader, uint64_t *length, struct coop_error *err)
{
	struct coop_buf text = {0};
	char *end;
	enum coop_status st = read_number(reader, COOP_META_LENGTH, &text, err);
	if (!st) {
		errno = 0;
		*length = strtoull(text.s, &end, 10);
		if (end != text.s + text.len || errno != 0)
			st = damaged(reader, err);
	}
	coop_buf_release(&text);
	return st;
}

enum coop_status facts_snapshot_length(
	const struct coop_snapshot *snapshot, uint64_t *length, struct coop_error *err)
{
	const struct coop_segment *delta = &snapshot->delta,
				  *removed = &snapshot->removed;
	uint64_t added = 0, gone = 0;
	enum coop_status st = facts_total_length(snapshot->base.reader, length, err);
	if (!st && delta->reader)
		st = facts_total_length(delta->reader, &added, err);
	if (!st && removed->reader)
		st = facts_total_length(removed->reader, &gone, err);
	*length += added - gone;
	return st;
}
