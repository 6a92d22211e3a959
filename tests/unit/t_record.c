/*
 * t_record.c - records: filling, packing, and unpacking arbitrary bytes.
 */
#include "shared/index/record.h"
#include "tests/unit/records.h"
#include "tests/unit/tap.h"

static void add(struct coop_record *r, enum coop_field field, const char *s)
{
	coop_record_add(r, field, s, strlen(s));
}

static void is_value(const struct coop_record *r, size_t i, enum coop_field field,
	const char *name, const char *text)
{
	if (!ok(i < r->count, "there is a value %zu", i))
		return;
	struct coop_value v = coop_record_at(r, i);
	is_num(v.field, field, "... of the field %s", name);
	is_str(v.name, v.name_len, name, "... with its name");
	is_str(v.text, v.len, text, "... and its text");
}

static void test_filling(struct coop_record *r)
{
	struct coop_value v;
	coop_record_reset(r, "films/lip.txt", 12);
	is_str(coop_record_path(r), strlen(coop_record_path(r)), "films/lip.txt",
		"the path");
	is_num(r->line, 12, "the line");
	add(r, COOP_F_TITLE, " \t\r\nLes Lip \n");
	add(r, COOP_F_GENRE, " \n\t ");
	add(r, COOP_F_GENRE, "");
	coop_record_add_named(r, "Cote", 4, " B 12 ", 6);
	coop_record_add_named(r, "Vide", 4, "  ", 2);
	add(r, COOP_F_PRODUCER, "Un");
	add(r, COOP_F_PRODUCER, "Deux");
	is_num(r->count, 4, "empty values are left out");
	is_value(r, 0, COOP_F_TITLE, "title", "Les Lip");
	is_value(r, 1, COOP_F_OTHER, "Cote", "B 12");
	is_value(r, 2, COOP_F_PRODUCER, "producers", "Un");
	is_value(r, 3, COOP_F_PRODUCER, "producers", "Deux");
	ok(coop_record_get(r, COOP_F_PRODUCER, &v), "a field is found");
	is_str(v.text, v.len, "Un", "... its first value");
	ok(!coop_record_get(r, COOP_F_YEAR, &v), "a field that is not there is not");
	is_str(v.text, v.len, "", "... and its value is empty");
	ok(coop_record_check(r, NULL) == COOP_OK, "nothing failed");
}

static void test_replacing(struct coop_record *r)
{
	coop_record_reset(r, "a", 1);
	add(r, COOP_F_TITLE, "Les Lip");
	add(r, COOP_F_ID, "first");
	add(r, COOP_F_ID, "second");
	coop_record_replace(r, COOP_F_ID, "a longer one", 12);
	is_value(r, 1, COOP_F_ID, "id", "a longer one");
	is_value(r, 2, COOP_F_ID, "id", "second");
	is_value(r, 0, COOP_F_TITLE, "title", "Les Lip");
	coop_record_replace(r, COOP_F_YEAR, "1973", 4);
	is_value(r, 3, COOP_F_YEAR, "year", "1973");
	coop_record_set_path(r, "dossier/lip.txt");
	is_value(r, 3, COOP_F_YEAR, "year", "1973");
	is_str(coop_record_path(r), strlen(coop_record_path(r)), "dossier/lip.txt",
		"another path");
	coop_record_reset(r, "b", 2);
	is_num(r->count, 0, "reset empties");
	is_num(r->length, 0, "... and there is no length yet");
	is_str(coop_record_path(r), strlen(coop_record_path(r)), "b",
		"... and names the file");
}

static void fill_sample(struct coop_record *r)
{
	coop_record_reset(r, "dossier/fichier \xc3\xa9.csv", 70000);
	r->length = 20000;
	add(r, COOP_F_ID, "n\xc2\xb0 12");
	add(r, COOP_F_TITLE, "Coop\xc3\xa9rer");
	coop_record_add_named(r, "Cote de rangement", 17,
		"B\0"
		"12",
		4);
	coop_record_add_named(r, "", 0, "sans nom", 8);
	coop_record_add_named(r, "N\0L", 3, "nul dans le nom", 15);
	add(r, COOP_F_PRODUCER, "Un");
	add(r, COOP_F_PRODUCER, "Deux");
	add(r, COOP_F_LANGUAGE, "fr");
	coop_record_add_found(r, COOP_F_TOWN, NULL, 0, "Lyon", 4,
		(struct coop_found){1 << 20, (1 << 20) + 4, 100});
}

static void test_round_trip(struct coop_record *r)
{
	struct coop_record back;
	struct coop_buf packed = {0}, again = {0};
	struct coop_error err = {0};
	size_t big = 1 << 20;
	char *text = malloc(big);
	need(text != NULL, "memory");
	memset(text, 'x', big);
	coop_record_init(&back);
	fill_sample(r);
	coop_record_add(r, COOP_F_BODY, text, big);
	ok(coop_record_pack(r, &packed, &err) == COOP_OK, "pack");
	ok(coop_record_unpack(&back, packed.s, packed.len, &err) == COOP_OK, "unpack");
	ok(same_record(r, &back),
		"a record with odd names, NULs and 1 MiB of text comes back");
	coop_record_pack(&back, &again, &err);
	ok(again.len == packed.len && memcmp(again.s, packed.s, packed.len) == 0,
		"... and packs to the same bytes");

	coop_record_reset(r, "", 0);
	coop_buf_reset(&packed);
	ok(coop_record_pack(r, &packed, &err) == COOP_OK &&
			coop_record_unpack(&back, packed.s, packed.len, &err) ==
				COOP_OK &&
			same_record(r, &back),
		"an empty record comes back");
	coop_buf_reset(&packed);
	coop_record_reset(r, "a", 1);
	add(r, COOP_F_TITLE, "Lip");
	coop_record_replace(r, COOP_F_TITLE, " Les Lip\n", 9);
	ok(coop_record_pack(r, &packed, &err) == COOP_OK &&
			coop_record_unpack(&back, packed.s, packed.len, &err) ==
				COOP_OK &&
			same_record(r, &back),
		"a record with a replaced value comes back");
	free(text);
	coop_buf_release(&packed);
	coop_buf_release(&again);
	coop_record_release(&back);
}

static void test_format(struct coop_record *r)
{
	static const char expected[] = "\x04\x01"
				       "a"
				       "\x81\x04"
				       "\x04\x03Lip\x02\x02n1"
				       "\x24\x04"
				       "Cote\x03"
				       "B12"
				       "\x0f\x02"
				       "72\x5f"
				       "\x25\x01"
				       "a\x01"
				       "b\x01\0"
				       "\xac\x02"
				       "~12";
	struct coop_buf packed = {0};
	coop_record_reset(r, "a", 256);
	r->name_only = true;
	r->length = 300;
	add(r, COOP_F_TITLE, "Lip");
	add(r, COOP_F_ID, "n1");
	coop_record_add_named(r, "Cote", 4, "B12", 3);
	coop_record_add_found(
		r, COOP_F_MINUTES, NULL, 0, "72", 2, (struct coop_found){200, 204, 95});
	coop_record_add_found(
		r, COOP_F_OTHER, "a", 1, "b", 1, (struct coop_found){5, 6, 1});
	coop_record_set_copy(r, "~12", 3);
	coop_record_pack(r, &packed, NULL);
	ok(packed.len == sizeof expected - 1 &&
			memcmp(packed.s, expected, packed.len) == 0,
		"the packed form is the one of record.h");
	is_num(coop_record_content(r, packed.len), packed.len - 5,
		"... whose content ends before the length and the suffix");
	coop_buf_release(&packed);
}

/* A copy as it is stored: its content is that of the record which is no copy. */
static void check_copy(
	struct coop_record *r, const char *suffix, const char *id, const char *original)
{
	struct coop_record back;
	struct coop_buf before = {0}, after = {0};
	struct coop_value v;
	coop_record_init(&back);
	need(coop_record_pack(r, &before, NULL) == COOP_OK, "pack");
	size_t content = coop_record_content(r, before.len);
	coop_record_set_copy(r, "~9", 2);
	coop_record_set_copy(r, suffix, strlen(suffix));
	need(coop_record_pack(r, &after, NULL) == COOP_OK, "pack");
	ok(coop_record_content(r, after.len) == content &&
			memcmp(before.s, after.s, content) == 0,
		"%s has the content of the first", id);
	need(coop_record_unpack(&back, after.s, after.len, NULL) == COOP_OK, "unpack");
	ok(same_record(r, &back) && back.copy_len == strlen(suffix), "... comes back");
	coop_record_get(&back, COOP_F_ID, &v);
	is_str(v.text, v.len, id, "... with its id");
	ok(coop_record_original_id(&back, &v), "... and knows");
	is_str(v.text, v.len, original, "... the id of the first");
	coop_record_release(&back);
	coop_buf_release(&before);
	coop_buf_release(&after);
}

static void test_copies(struct coop_record *r)
{
	fill_sample(r);
	check_copy(r, "~2", "n\xc2\xb0 12~2", "n\xc2\xb0 12");
	coop_record_replace(r, COOP_F_ID, "lip", 3);
	is_num(r->copy_len, 0, "another id is that of no copy");
	check_copy(r, "~3", "lip~3", "lip");
	coop_record_compose(r);
	is_num(r->copy_len, 2, "a copy that is composed is one still");
	coop_record_reset(r, "a", 1);
	coop_record_add_found(
		r, COOP_F_ID, NULL, 0, "lip", 3, (struct coop_found){5, 8, 90});
	check_copy(r, "~4294967295", "lip~4294967295", "lip");
	coop_record_reset(r, "a", 1);
	is_num(r->copy_len, 0, "reset forgets the copy");
	add(r, COOP_F_TITLE, "Lip");
	coop_record_set_copy(r, "~2", 2);
	is_num(r->copy_len, 0, "what has no id is no copy");
	add(r, COOP_F_ID, "lip");
	coop_record_set_copy(r, "~2", 2);
	coop_record_set_copy(r, "", 0);
	is_value(r, 1, COOP_F_ID, "id", "lip");
	is_num(r->copy_len, 0, "... and a copy can be made none");
	coop_record_reset(r, "ab", 1);
	is_num(coop_record_size(r), 2, "the size of a path");
	coop_record_add_named(r, "Cote", 4, " B 12 ", 6);
	add(r, COOP_F_TITLE, "Lip");
	is_num(coop_record_size(r), 13, "... of names and texts");
}

/* Unpacks a copy of its own size, so that sanitizers see a read behind it. */
static enum coop_status unpack_copy(struct coop_record *r, const char *s, size_t n)
{
	struct coop_error err = {0};
	char *copy = malloc(n > 0 ? n : 1);
	need(copy != NULL, "memory");
	memcpy(copy, s, n);
	enum coop_status st = coop_record_unpack(r, copy, n, &err);
	free(copy);
	need(st == err.status, "the status is not the one of the error");
	for (size_t i = 0; st == COOP_OK && i < r->count; i++) {
		struct coop_value v = coop_record_at(r, i);
		for (size_t k = 0; k < v.len; k++) /* touch all that it claims to hold */
			*(volatile const char *)&v.text[k];
		need(v.field < COOP_FIELD_COUNT && v.len > 0, "a value of no field");
	}
	return st;
}

static void test_damage(struct coop_record *r)
{
	struct coop_buf packed = {0};
	size_t wrong = 0, refused = 0, cut = 0;
	fill_sample(r);
	need(coop_record_pack(r, &packed, NULL) == COOP_OK, "pack");
	for (size_t n = 0; n < packed.len; n++) {
		enum coop_status st = unpack_copy(r, packed.s, n);
		wrong += st != COOP_OK && st != COOP_E_CORRUPT;
		cut += st == COOP_E_CORRUPT;
	}
	is_num(wrong, 0, "every truncation is a record or COOP_E_CORRUPT");
	is_num(cut, packed.len, "... which is always found");
	for (size_t i = 0; i < packed.len; i++) {
		for (int byte = 0; byte < 256; byte++) {
			char was = packed.s[i];
			packed.s[i] = (char)byte;
			enum coop_status st = unpack_copy(r, packed.s, packed.len);
			wrong += st != COOP_OK && st != COOP_E_CORRUPT;
			refused += st == COOP_E_CORRUPT;
			packed.s[i] = was;
		}
	}
	is_num(wrong, 0, "every change of a byte is a record or COOP_E_CORRUPT");
	ok(refused >= 255, "... another version is never a record");
	coop_buf_release(&packed);
}

/* A packed record of this version that is damaged, without the byte of the version. */
#define BAD(s, what)                                                                     \
	{                                                                                \
		"\x04" s, sizeof s, what                                                 \
	}

static void test_bad_forms(struct coop_record *r)
{
	static const struct {
		const char *s;
		size_t n;
		const char *what;
	} bad[] = {
		{"", 0, "nothing"},
		{"\x03\x01"
		 "a\x01\0\x01",
			6, "the version before"},
		{"\x05\x01"
		 "a\x01\0\x01",
			6, "a version to come"},
		BAD("\x05"
		    "a\x01\0\x01",
			"a path longer than the rest"),
		BAD("\x01"
		    "a",
			"no line"),
		BAD("\x01"
		    "a\x01",
			"no values, and no end of them"),
		BAD("\x01"
		    "a\x01\x04\x01x",
			"no end of the values"),
		BAD("\x01"
		    "a\x01\0",
			"no length"),
		BAD("\x01"
		    "a\x01\x01\x01x\0\x01",
			"a field before the table"),
		BAD("\x01"
		    "a\x01\x36\x01x\0\x01",
			"a field beyond the table"),
		BAD("\x01"
		    "a\x01\x04",
			"a field without a text"),
		BAD("\x01"
		    "a\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x01x\0\x01",
			"a field number of ten bytes"),
		BAD("\x01"
		    "a\x01\x04\xff\xff\xff\xff\xff\xff\xff\xff\x7fx\0\x01",
			"a length that would overflow"),
		BAD("\x01"
		    "a\x01\x05\x01x",
			"no confidence"),
		BAD("\x01"
		    "a\x01\x05\x01x\0\0\x01",
			"a confidence of 0"),
		BAD("\x01"
		    "a\x01\x05\x01x\x65\0\x01",
			"a confidence of 101"),
		BAD("\x01"
		    "a\x01\0\x01~2",
			"a suffix of no id"),
		BAD("\x01"
		    "a\x01\x02\x01x\0\x01~",
			"a suffix without a number"),
		BAD("\x01"
		    "a\x01\x02\x01x\0\x01-2",
			"another suffix"),
		BAD("\x01"
		    "a\x01\x02\x01x\0\x01~2a",
			"a suffix that goes on"),
		BAD("\x01"
		    "a\x01\x02\x01x\0\x01~22222222222",
			"a suffix that is too long"),
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		coop_record_reset(r, "before", 1);
		add(r, COOP_F_TITLE, "before");
		ok(unpack_copy(r, bad[i].s, bad[i].n) == COOP_E_CORRUPT, "refused: %s",
			bad[i].what);
		is_num(r->count, 0, "... and the record is left empty");
	}
}

int main(void)
{
	struct coop_record r;
	coop_record_init(&r);
	test_filling(&r);
	test_replacing(&r);
	test_format(&r);
	test_round_trip(&r);
	test_copies(&r);
	test_damage(&r);
	test_bad_forms(&r);
	coop_record_release(&r);
	return done();
}
