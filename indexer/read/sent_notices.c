#include "indexer/read/sent_notices.h"

#include "indexer/read/made_id.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

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

void sent_notices_left_out(struct sent_notices *n, const struct frame *frame)
{
	struct coop_error why = {0};
	struct coop_place where = {.path = n->problems.path};
	char failure = CONVERSION_DAMAGED;
	if (frame->len == FRAME_LEFT_OUT_SIZE) {
		where.line = coop_get_le32(frame->s);
		failure = frame->s[COOP_LE32_SIZE];
	}
	if (failure == CONVERSION_TOO_LARGE)
		coop_fail(&why, COOP_E_INPUT, "%s",
			TR("a record larger than a notice may be; left out",
				"un enregistrement plus grand qu'une notice ne peut l'être ; laissé de côté"));
	else if (failure == CONVERSION_TOO_DEEP)
		coop_fail(&why, COOP_E_INPUT, "%s",
			TR("a record whose elements are nested too deep; left out",
				"un enregistrement aux éléments emboîtés trop profondément ; laissé de côté"));
	else
		coop_fail(&why, COOP_E_INPUT, "%s",
			TR("a damaged record; left out",
				"un enregistrement abîmé ; laissé de côté"));
	report_rejected(n->problems.report, &where, &why);
}

/* Adds a value in valid UTF-8 without mojibake. */
static void add_value(
	struct sent_notices *n, const struct coop_value *v, struct coop_record *rec)
{
	coop_buf_reset(&n->valid);
	coop_buf_reset(&n->mended);
	charset_decode(CHARSET_UTF8, v->text, v->len, &n->valid);
	if (!repair_words(&n->repair, coop_buf_cstr(&n->valid), n->valid.len, &n->mended,
		    &n->repaired) ||
		n->valid.failed)
		rec->failed = true;
	if (v->field != COOP_F_OTHER) {
		coop_record_add(rec, v->field, coop_buf_cstr(&n->mended), n->mended.len);
		return;
	}
	coop_buf_reset(&n->valid);
	charset_decode(CHARSET_UTF8, v->name, v->name_len, &n->valid);
	rec->failed |= n->valid.failed;
	coop_record_add_named(rec, coop_buf_cstr(&n->valid), n->valid.len,
		coop_buf_cstr(&n->mended), n->mended.len);
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

enum coop_status sent_notices_take(struct sent_notices *n, const struct frame *frame,
	struct coop_record *rec, struct coop_error *err)
{
	struct coop_error problem = {0};
	enum coop_status st =
		coop_record_unpack(&n->sent, frame->s, frame->len, &problem);
	if (st == COOP_E_NOMEM)
		return coop_fail_nomem(err);
	if (st || frame->len > n->room)
		return converter_fail(&(struct frame){0}, err);
	n->room -= frame->len;
	coop_record_reset(rec, n->stored, n->sent.line);
	for (size_t i = 0; i < n->sent.count; i++) {
		struct coop_value v = coop_record_at(&n->sent, i);
		add_value(n, &v, rec);
	}
	coop_record_compose(rec);
	if (rec->count > 0)
		add_id(n, rec);
	return coop_record_check(rec, err);
}

void sent_notices_end(struct sent_notices *n)
{
	repair_report_words(&n->repair, n->repaired);
}
