#include "indexer/notice/outline_parts.h"

#include <stdlib.h>

#include "shared/core/buf.h"

void outline_add(struct outline *o, const struct outline_part *part)
{
	if (o->failed ||
		!coop_array_grow(&o->parts, &o->cap, o->count + 1, sizeof *o->parts))
		o->failed = true;
	else
		o->parts[o->count++] = *part;
}

void outline_release(struct outline *o)
{
	free(o->parts);
	*o = (struct outline){0};
}
