#include "indexer/update/exceptions.h"

#include <string.h>

#include "indexer/update/dealing.h"
#include "shared/index/collection_order.h"

void exceptions_release(struct exceptions *e)
{
	coop_buf_release(&e->path);
}

void exceptions_begin(struct exceptions *e, const char *stored)
{
	e->stored = stored;
	e->own = e->unordered = false;
	e->line = 0;
	coop_buf_reset(&e->path);
}

enum coop_status exceptions_see(struct exceptions *e, const struct coop_record *record,
	const struct coop_value *id, struct coop_error *err)
{
	const char *path = coop_record_path(record);
	size_t len = strlen(path);
	int order = coop_order_paths(coop_buf_cstr(&e->path), e->path.len, path, len);
	e->own |= dealing_is_own(e->stored, id->text, id->len);
	e->unordered |= order > 0 || (order == 0 && record->line < e->line);
	e->line = record->line;
	if (order == 0)
		return COOP_OK;
	coop_buf_reset(&e->path);
	coop_buf_add(&e->path, path, len);
	return coop_buf_check(&e->path, err);
}

enum coop_status exceptions_end(struct exceptions *e, struct coop_error *err)
{
	static const struct dealing by_name;
	bool whole = dealing_is_whole(&by_name, e->stored);
	uint32_t number;
	bool added;
	if (whole ? !e->own : e->own || !e->unordered)
		return COOP_OK;
	return coop_strmap_intern(
		e->paths, e->stored, strlen(e->stored), &number, &added, err);
}
