#include "indexer/convert/members.h"

#include <stdbool.h>
#include <string.h>

#include "indexer/convert/unpack.h"
#include "indexer/convert/worker.h"
#include "indexer/decode/filetype.h"

/* Whether a name has one of the suffixes. */
static bool is_wanted(const char *name, const char *suffixes)
{
	char suffix[16];
	const char *const list[] = {suffix, NULL};
	while (*suffixes) {
		size_t n = strcspn(suffixes, " ");
		if (n > 0 && n < sizeof suffix) {
			memcpy(suffix, suffixes, n);
			suffix[n] = '\0';
			if (filetype_has_suffix(name, list))
				return true;
		}
		suffixes += n + (suffixes[n] == ' ');
	}
	return false;
}

static enum conversion_failure answer_data(struct unpack *u)
{
	static char block[FRAME_DATA_MAX];
	for (;;) {
		size_t n;
		enum conversion_failure failure = unpack_read(u, block, sizeof block, &n);
		if (failure || n == 0)
			return failure;
		worker_answer(FRAME_DATA, block, n);
	}
}

static enum conversion_failure answer_member(
	void *data, struct unpack *u, const char *name)
{
	enum conversion_failure failure = CONVERSION_OK;
	size_t n = strlen(name);
	if (n > FRAME_NAME_MAX)
		n = FRAME_NAME_MAX;
	worker_answer(FRAME_MEMBER, name, n);
	if (!filetype_is_hidden(name) && is_wanted(name, data))
		failure = answer_data(u);
	if (failure)
		worker_failure(failure);
	else
		worker_answer(FRAME_CLOSE, "", 0);
	return CONVERSION_OK; /* the other members may be sound */
}

enum conversion_failure members_answer(const char *suffixes)
{
	return unpack_each(UNPACK_ALL, answer_member, (char *)suffixes);
}
