#include "indexer/inspect/dump_facts.h"

#include "indexer/inspect/dump_keys.h"
#include "indexer/inspect/dump_text.h"

/* Takes a part of the acronyms of a shard, as it is stored. */
static enum coop_status take_packed(
	const json_t *o, const char *key, struct coop_buf *out, struct coop_error *err)
{
	if (!dump_text_read(json_object_get(o, key), out))
		return dump_bad_key(key, err);
	return coop_buf_check(out, err);
}

static enum coop_status take_acronyms(
	const json_t *o, struct facts *out, struct coop_error *err)
{
	struct coop_buf packed = {0}, proofs = {0};
	enum coop_status st = take_packed(o, "acronyms", &packed, err);
	if (!st)
		st = take_packed(o, "proofs", &proofs, err);
	if (!st && coop_acronyms_open(&packed, &out->acronyms, NULL))
		st = dump_bad_key("acronyms", err);
	if (!st && coop_acronyms_open_proofs(out->acronyms, &proofs, NULL))
		st = dump_bad_key("proofs", err);
	coop_buf_release(&packed);
	coop_buf_release(&proofs);
	return st;
}

enum coop_status dump_take_facts(
	const json_t *o, struct facts *out, struct coop_buf *text, struct coop_error *err)
{
	if (!json_object_get(o, "shard"))
		return COOP_OK;
	enum coop_status st = dump_take_text(o, "shard", text, err);
	if (!st && !coop_shard_mark_parse(coop_buf_cstr(text), &out->mark))
		st = dump_bad_key("shard", err);
	if (!st)
		st = dump_take_text(o, "facts", text, err);
	if (!st && !coop_shard_mark_parse_facts(coop_buf_cstr(text), &out->mark))
		st = dump_bad_key("facts", err);
	if (!st)
		st = dump_take_text(o, "average_length", text, err);
	if (!st && !facts_parse_average(coop_buf_cstr(text), text->len, &out->average))
		st = dump_bad_key("average_length", err);
	return st ? st : take_acronyms(o, out, err);
}
