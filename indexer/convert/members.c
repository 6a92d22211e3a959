#include "indexer/convert/members.h"

#include <stdbool.h>
#include <string.h>

#include "indexer/convert/unpack.h"
#include "indexer/convert/worker.h"
#include "indexer/decode/filetype.h"

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
	if (!filetype_is_hidden(name) && worker_wants(data, name))
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
