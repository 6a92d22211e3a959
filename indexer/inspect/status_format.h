/*
 * status_format.h - the forms in which coopidx --status tells of an index, or of a list of shards.
 */
#ifndef COOP_INDEXER_INSPECT_STATUS_FORMAT_H
#define COOP_INDEXER_INSPECT_STATUS_FORMAT_H

enum status_format {
	STATUS_NONE,
	STATUS_TEXT, /* for people: lines of a name and what it is, aligned, in their language */
	STATUS_JSON /* an object, a line; its schema is COOP_JSON_SCHEMA (record_json.h) */
};

#endif
