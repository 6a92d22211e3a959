/*
 * fuzz_archive.c - any bytes are an archive, or the files of one: what is answered is a
 * sequence of frames that coopidx understands, and the files as they were packed. The first
 * byte tells which; the files are ended by NUL, each a name, a line end and what it holds.
 */
#include "indexer/convert/members.h"
#include "indexer/decode/filetype.h"
#include "tests/fuzz/answers.h"
#include "tests/unit/packed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whether a file would be read by that name. */
static bool archive_wants(const char *name)
{
	static const char *const suffixes[] = {".csv", ".txt", ".zip", NULL};
	return filetype_has_suffix(name, suffixes) && !filetype_is_hidden(name);
}

/* Takes a name that is the same in any archive; false when it is not. */
static bool archive_name(const char *s, size_t n, char *name, size_t room)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789._/-";
	if (n == 0 || n >= room || s[n - 1] == '/')
		return false;
	memcpy(name, s, n);
	name[n] = '\0';
	return strspn(name, plain) == n;
}

/*
 * Packs the files, as many bytes as `room` has, which is enough. `wanted` gets those of the
 * files that would be read.
 */
static size_t archive_pack(
	const char *s, size_t n, char *to, size_t room, struct coop_buf *wanted)
{
	size_t used;
	struct archive *zip = packed_begin(to, room, &used);
	HOLDS(zip != NULL);
	for (const char *end = s + n; s < end;) {
		const char *nul = memchr(s, '\0', (size_t)(end - s));
		size_t len = (size_t)((nul ? nul : end) - s);
		const char *line = memchr(s, '\n', len);
		size_t name_len = line ? (size_t)(line - s) : 0;
		char name[64];
		if (archive_name(s, name_len, name, sizeof name)) {
			HOLDS(packed_add(zip, name, line + 1, len - name_len - 1));
			if (archive_wants(name))
				coop_buf_add(wanted, line + 1, len - name_len - 1);
		}
		s += len + 1;
	}
	HOLDS(packed_end(zip));
	return used;
}

/* Checks the frames of an answer; what they hold goes to `held`. Returns how many problems. */
static size_t archive_check(const struct coop_buf *answer, struct coop_buf *held)
{
	struct fuzz_frame f;
	bool open = false, wanted = false;
	size_t problems = 0;
	for (size_t at = 0; fuzz_next_frame(answer, &at, &f);) {
		HOLDS((f.tag == FRAME_MEMBER) != open);
		if (f.tag == FRAME_MEMBER) {
			char name[FRAME_NAME_MAX + 1];
			HOLDS(f.len <= FRAME_NAME_MAX && !memchr(f.s, '\0', f.len));
			memcpy(name, f.s, f.len);
			name[f.len] = '\0';
			wanted = archive_wants(name);
		} else if (f.tag == FRAME_DATA) {
			HOLDS(wanted && f.len > 0 && f.len <= FRAME_DATA_MAX);
			coop_buf_add(held, f.s, f.len);
		} else if (f.tag == FRAME_FAILURE) {
			HOLDS(f.len == 1 && *f.s > CONVERSION_OK &&
				*f.s < CONVERSION_COUNT && *f.s != CONVERSION_MEMORY);
			problems++;
		} else {
			HOLDS(f.tag == FRAME_CLOSE && f.len == 0);
		}
		open = f.tag == FRAME_MEMBER || f.tag == FRAME_DATA;
	}
	HOLDS(!open);
	return problems;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char suffixes[] = ".csv .txt .zip";
	struct coop_buf answer = {0}, held = {0}, wanted = {0};
	if (size == 0)
		return 0;
	if (data[0] % 2 != 0) {
		enum conversion_failure failure = fuzz_answer(
			members_answer, suffixes, data + 1, size - 1, &answer);
		HOLDS(failure < CONVERSION_COUNT && failure != CONVERSION_MEMORY);
		archive_check(&answer, &held);
	} else {
		size_t room = size + (size / 2 + 2) * PACKED_HEADERS;
		char *zip = malloc(room);
		HOLDS(zip != NULL);
		size_t n = archive_pack(
			(const char *)data + 1, size - 1, zip, room, &wanted);
		HOLDS(fuzz_answer(members_answer, suffixes, (uint8_t *)zip, n, &answer) ==
			CONVERSION_OK);
		HOLDS(archive_check(&answer, &held) == 0);
		HOLDS(held.len == wanted.len &&
			memcmp(coop_buf_cstr(&held), coop_buf_cstr(&wanted), held.len) ==
				0);
		free(zip);
	}
	coop_buf_release(&answer);
	coop_buf_release(&held);
	coop_buf_release(&wanted);
	return 0;
}
