#include "indexer/convert/workbook.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/convert/sheet.h"
#include "indexer/convert/worker.h"

enum { RATIO_MAX = 64 };
#define XML_FREE  ((size_t)128 << 20) /* bytes that any workbook may have */
#define XML_MAX   ((size_t)2 << 30)
#define TEXT_FREE ((size_t)32 << 20)

static size_t room_of(size_t size, size_t room, size_t max)
{
	return size < (max - room) / RATIO_MAX ? room + size * RATIO_MAX : max;
}

struct workbook_room workbook_room(void)
{
	struct stat st;
	size_t size =
		fstat(STDIN_FILENO, &st) == 0 && st.st_size > 0 ? (size_t)st.st_size : 0;
	return (struct workbook_room){room_of(size, XML_FREE, XML_MAX),
		room_of(size, TEXT_FREE, SHEETS_TEXT_MAX)};
}

/* Whether the file holds a text in UTF-16, as names in a compound file are. */
static bool has_wide(const char *text)
{
	enum { BLOCK = 1 << 16, KEPT = 128 };
	static char block[BLOCK];
	char wide[KEPT];
	size_t n = 2 * strlen(text), kept = 0;
	ssize_t got;
	for (size_t i = 0; i < n; i += 2) {
		wide[i] = text[i / 2];
		wide[i + 1] = '\0';
	}
	for (off_t at = 0;
		(got = pread(STDIN_FILENO, block + kept, BLOCK - kept, at)) > 0;
		at += got) {
		size_t have = kept + (size_t)got;
		if (memmem(block, have, wide, n))
			return true;
		kept = have < n ? have : n;
		memmove(block, block + have - kept, kept);
	}
	return false;
}

enum conversion_failure workbook_check(void)
{
	static const char ole[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
	char start[sizeof ole - 1];
	size_t n;
	enum conversion_failure failure = worker_start(start, sizeof start, &n);
	if (failure || n < sizeof start || memcmp(start, ole, n) != 0)
		return failure;
	return has_wide("EncryptedPackage") ? CONVERSION_ENCRYPTED : CONVERSION_DAMAGED;
}
