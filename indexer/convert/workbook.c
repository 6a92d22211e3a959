#include "indexer/convert/workbook.h"

#include <string.h>
#include <unistd.h>

#include "indexer/convert/worker.h"

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
