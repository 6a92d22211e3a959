/*
 * fuzz_archive.c - any bytes are an archive, or the files of one: what is answered is a
 * sequence of frames that coopidx understands, and the files as they were packed. The first
 * byte tells which; the files are ended by NUL, each a name, a line end and what it holds.
 */
#include "indexer/convert/members.h"
#include "indexer/decode/filetype.h"
#include "tests/fuzz/fuzz.h"
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

/* Calls members_answer() with a file as standard input; what it answers goes to `out`. */
static enum conversion_failure archive_answer(
	const uint8_t *data, size_t size, struct coop_buf *out)
{
	fuzz_give(data, size);
	int answers = memfd_create("answers", MFD_CLOEXEC), usual = dup(STDOUT_FILENO);
	HOLDS(answers >= 0 && usual >= 0);
	HOLDS(dup2(answers, STDOUT_FILENO) == STDOUT_FILENO);
	enum conversion_failure failure = members_answer(".csv .txt .zip");
	HOLDS(dup2(usual, STDOUT_FILENO) == STDOUT_FILENO);
	off_t n = lseek(answers, 0, SEEK_END);
	HOLDS(n >= 0);
	char *to = coop_buf_reserve(out, (size_t)n);
	HOLDS(to && pread(answers, to, (size_t)n, 0) == (ssize_t)n);
	out->len = (size_t)n;
	close(usual);
	close(answers);
	return failure;
}

/* Checks the frames of an answer; what they hold goes to `held`. Returns how many problems. */
static size_t archive_check(const struct coop_buf *answer, struct coop_buf *held)
{
	const unsigned char *s = (const unsigned char *)coop_buf_cstr(answer);
	bool open = false, wanted = false;
	size_t problems = 0;
	for (size_t at = 0, len; at < answer->len; at += len) {
		HOLDS(answer->len - at >= FRAME_HEADER);
		enum frame_tag tag = (enum frame_tag)s[at];
		len = (size_t)s[at + 1] << 24 | (size_t)s[at + 2] << 16 |
		      (size_t)s[at + 3] << 8 | s[at + 4];
		at += FRAME_HEADER;
		HOLDS(answer->len - at >= len);
		HOLDS((tag == FRAME_MEMBER) != open);
		if (tag == FRAME_MEMBER) {
			char name[FRAME_NAME_MAX + 1];
			HOLDS(len <= FRAME_NAME_MAX && !memchr(s + at, '\0', len));
			memcpy(name, s + at, len);
			name[len] = '\0';
			wanted = archive_wants(name);
		} else if (tag == FRAME_DATA) {
			HOLDS(wanted && len > 0 && len <= FRAME_DATA_MAX);
			coop_buf_add(held, (const char *)s + at, len);
		} else if (tag == FRAME_FAILURE) {
			HOLDS(len == 1 && s[at] > CONVERSION_OK &&
				s[at] < CONVERSION_COUNT && s[at] != CONVERSION_MEMORY);
			problems++;
		} else {
			HOLDS(tag == FRAME_CLOSE && len == 0);
		}
		open = tag == FRAME_MEMBER || tag == FRAME_DATA;
	}
	HOLDS(!open);
	return problems;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct coop_buf answer = {0}, held = {0}, wanted = {0};
	if (size == 0)
		return 0;
	if (data[0] % 2 != 0) {
		enum conversion_failure failure =
			archive_answer(data + 1, size - 1, &answer);
		HOLDS(failure < CONVERSION_COUNT && failure != CONVERSION_MEMORY);
		archive_check(&answer, &held);
	} else {
		size_t room = size + (size / 2 + 2) * PACKED_HEADERS;
		char *zip = malloc(room);
		HOLDS(zip != NULL);
		size_t n = archive_pack(
			(const char *)data + 1, size - 1, zip, room, &wanted);
		HOLDS(archive_answer((uint8_t *)zip, n, &answer) == CONVERSION_OK);
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
