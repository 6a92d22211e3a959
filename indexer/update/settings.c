#include "indexer/update/settings.h"

#define XXH_INLINE_ALL /* see the Makefile */
#include <xxhash.h>

#include "indexer/csv/map.h"
#include "indexer/decode/filetype.h"
#include "shared/cli/program.h"
#include "shared/core/buf.h"
#include "shared/index/record.h"

uint64_t settings_of(const struct reader_options *options)
{
	struct coop_buf text = {0};
	coop_buf_printf(&text, "%s %d ", COOP_VERSION, COOP_RECORD_VERSION);
	filetype_list_suffixes(&text);
	coop_buf_printf(&text, "%s %d %d%s ",
		options->encoding ? options->encoding : "auto", options->no_header,
		options->delimiter != NULL, options->delimiter ? options->delimiter : "");
	column_map_print(options->map, &text);
	/* without memory no source is known by its settings, and all are read */
	uint64_t hash = text.failed ? 0 : XXH3_64bits(text.s, text.len);
	coop_buf_release(&text);
	return hash > 0 ? hash : 1;
}
