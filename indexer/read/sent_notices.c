#include "indexer/read/sent_notices.h"

#include <string.h>

#include "indexer/read/made_id.h"

/* More notices than a file of its size holds are made by a converter that was taken over. */
enum { NOTICES_FREE = 64 << 20, NOTICES_RATIO_MAX = 256 };

void sent_notices_init(
	struct sent_notices *n, struct problems problems, const char *stored, size_t size)
{
	*n = (struct sent_notices){.problems = problems,
		.stored = stored,
		.room = NOTICES_FREE + (uint64_t)size * NOTICES_RATIO_MAX};
	coop_record_init(&n->sent);
	repair_init_words(&n->repair, problems, "", 0);
}

void sent_notices_release(struct sent_notices *n)
{
	coop_record_release(&n->sent);
	coop_buf_release(&n->valid);
	coop_buf_release(&n->mended);
	repair_release(&n->repair);
}

enum coop_status sent_notices_account(
	struct sent_notices *n, const struct frame *frame, struct coop_error *err)
{
	if (frame->len > n->room)
		return converter_fail(&(struct frame){0}, err);
	n->room -= frame->len;
	return COOP_OK;
}

enum coop_status sent_notices_unpack(
	struct sent_notices *n, const char *s, size_t len, struct coop_error *err)
{
	struct coop_error problem = {0};
	enum coop_status st = coop_record_unpack(&n->sent, s, len, &problem);
	if (st == COOP_E_NOMEM)
		return coop_fail_nomem(err);
	return st ? converter_fail(&(struct frame){0}, err) : COOP_OK;
}

void sent_notices_begin(struct sent_notices *n, struct coop_record *rec)
{
	const char *told = coop_record_path(&n->sent);
	coop_buf_reset(&n->valid);
	charset_decode(CHARSET_UTF8, told, strlen(told), &n->valid);
	bool own = n->valid.len == 0;
	coop_record_reset(rec, own ? n->stored : n->valid.s, n->sent.line);
	rec->failed |= n->valid.failed;
	rec->name_only = !own;
}

struct coop_value sent_notices_clean(
	struct sent_notices *n, const struct coop_value *v, struct coop_record *rec)
{
	coop_buf_reset(&n->valid);
	coop_buf_reset(&n->mended);
	charset_decode(CHARSET_UTF8, v->text, v->len, &n->valid);
	if (!repair_words(&n->repair, coop_buf_cstr(&n->valid), n->valid.len, &n->mended,
		    &n->repaired) ||
		n->valid.failed)
		rec->failed = true;
	coop_buf_reset(&n->valid);
	charset_decode(CHARSET_UTF8, v->name, v->name_len, &n->valid);
	rec->failed |= n->valid.failed;
	return (struct coop_value){.field = v->field,
		.name = coop_buf_cstr(&n->valid),
		.name_len = n->valid.len,
		.text = coop_buf_cstr(&n->mended),
		.len = n->mended.len,
		.place = v->place};
}

/* Gives a record without an id one made of its values. */
static void add_id(struct sent_notices *n, struct coop_record *rec)
{
	coop_buf_reset(&n->valid);
	for (size_t i = 0; i < rec->count; i++) {
		struct coop_value v = coop_record_at(rec, i);
		coop_buf_add(&n->valid, v.name, v.name_len);
		coop_buf_byte(&n->valid, '\0');
		coop_buf_add(&n->valid, v.text, v.len);
		coop_buf_byte(&n->valid, '\0');
	}
	rec->failed |= n->valid.failed;
	made_id_of_content(rec, n->stored, coop_buf_cstr(&n->valid), n->valid.len);
}

enum coop_status sent_notices_finish(
	struct sent_notices *n, struct coop_record *rec, struct coop_error *err)
{
	coop_record_compose(rec);
	if (rec->count > 0)
		add_id(n, rec);
	return coop_record_check(rec, err);
}

enum coop_status sent_notices_take(struct sent_notices *n, const struct frame *frame,
	struct coop_record *rec, struct coop_error *err)
{
	enum coop_status st = sent_notices_account(n, frame, err);
	if (!st)
		st = sent_notices_unpack(n, frame->s, frame->len, err);
	if (st)
		return st;
	sent_notices_begin(n, rec);
	for (size_t i = 0; i < n->sent.count; i++) {
		struct coop_value v = coop_record_at(&n->sent, i);
		bool other = v.field == COOP_F_OTHER;
		v = sent_notices_clean(n, &v, rec);
		coop_record_add_found(rec, v.field, other ? v.name : NULL,
			other ? v.name_len : 0, v.text, v.len, v.place);
	}
	return sent_notices_finish(n, rec, err);
}

void sent_notices_end(struct sent_notices *n)
{
	repair_report_words(&n->repair, n->repaired);
}
