#include "indexer/read/made_id.h"

#include <stdint.h>
#include <string.h>

#include "shared/core/bytes.h"

enum { DIGITS = 10, DIGIT_BITS = 5, WORD = 8 /* bytes */ };

static uint64_t mix(uint64_t h, uint64_t word)
{
	h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return h ^ h >> 32;
}

/* digits and letters but those that are taken for others */
static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

/*
 * A hash of the content, eight bytes at a time. It is stored in ids, and so never changes. Somebody
 * who makes two contents collide on purpose gains a '~2' in an id.
 */
static uint64_t hash_of(const char *s, size_t n)
{
	char end[WORD] = {0};
	uint64_t h = mix(0, n);
	for (; n >= WORD; s += WORD, n -= WORD)
		h = mix(h, coop_get_le64(s));
	memcpy(end, s, n);
	/* twice, for the first digits to depend on the last bytes */
	return mix(mix(h, coop_get_le64(end)), 0);
}

static void add_id(struct coop_record *rec, const char *path, const char *content,
	enum coop_id_origin origin)
{
	struct coop_buf id = {0};
	coop_buf_str(&id, path);
	coop_buf_str(&id, content);
	coop_record_add(rec, COOP_F_ID, coop_buf_cstr(&id), id.len);
	rec->failed |= id.failed;
	rec->id_origin = origin;
	coop_buf_release(&id);
}

static bool has_id(const struct coop_record *rec)
{
	struct coop_value id;
	return coop_record_get(rec, COOP_F_ID, &id);
}

void made_id_of_path(struct coop_record *rec, const char *path)
{
	if (!has_id(rec))
		add_id(rec, path, "", COOP_ID_PATH);
}

void made_id_of_content(
	struct coop_record *rec, const char *path, const char *content, size_t len)
{
	char made[DIGITS + 2] = "#";
	if (has_id(rec))
		return;
	uint64_t hash = hash_of(content, len);
	for (int i = 1; i <= DIGITS; i++, hash <<= DIGIT_BITS)
		made[i] = digits[hash >> (64 - DIGIT_BITS)];
	add_id(rec, path, made, COOP_ID_CONTENT);
}

bool made_id_is_of_content(const struct coop_value *id)
{
	const char *made = id->text + id->len - DIGITS;
	if (id->len <= DIGITS || made[-1] != '#')
		return false;
	for (int i = 0; i < DIGITS; i++)
		if (!memchr(digits, made[i], sizeof digits - 1))
			return false;
	return true;
}

void made_id_of_notice(struct coop_record *rec, const char *path, bool alone)
{
	struct coop_buf values = {0};
	struct coop_value title;
	if (alone) {
		made_id_of_path(rec, path);
	} else if (coop_record_get(rec, COOP_F_TITLE, &title)) {
		made_id_of_content(rec, path, title.text, title.len);
	} else {
		for (size_t i = 0; i < rec->count; i++) {
			struct coop_value v = coop_record_at(rec, i);
			coop_buf_add(&values, v.text, v.len);
			coop_buf_byte(&values, '\0');
		}
		made_id_of_content(rec, path, coop_buf_cstr(&values), values.len);
		rec->failed |= values.failed;
	}
	coop_buf_release(&values);
}
