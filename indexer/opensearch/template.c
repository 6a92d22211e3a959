#include "indexer/opensearch/template.h"

#include <stdbool.h>

#include "indexer/opensearch/analysis.h"
#include "indexer/opensearch/bulk_lines.h"
#include "shared/index/impact.h"
#include "shared/index/record_json.h"
#include "shared/text/analyzer.h"

/* Keywords are cut nowhere, but longer ones are not indexed: Lucene has a limit of 32766 bytes. */
enum { KEYWORD_CHARACTERS = 1024, FIELDS_BESIDE = 1000 };

/* ---- fields ---- */

static json_t *keyword(void)
{
	return json_pack(
		"{s:s, s:i}", "type", "keyword", "ignore_above", KEYWORD_CHARACTERS);
}

/* A text whose words are also those of `all`, unless another value has them already. */
static json_t *text(bool in_all)
{
	json_t *field =
		json_pack("{s:s, s:s}", "type", "text", "analyzer", OPENSEARCH_ANALYZER);
	if (!in_all || !json_object_set_new(field, "copy_to", json_string("all")))
		return field;
	json_decref(field);
	return NULL;
}

/* A text that results are sorted by. */
static json_t *sorted_text(void)
{
	json_t *field = text(true);
	json_t *sort = json_pack("{s:{s:s, s:s, s:i}}", "sort", "type", "keyword",
		"normalizer", OPENSEARCH_NORMALIZER, "ignore_above", KEYWORD_CHARACTERS);
	if (!json_object_set_new(field, "fields", sort))
		return field;
	json_decref(field);
	return NULL;
}

static json_t *field_mapping(const struct coop_field_info *field)
{
	if (field->field == COOP_F_ID)
		return keyword();
	if (field->field == COOP_F_TITLE)
		return sorted_text();
	if (field->flags & COOP_FIELD_TEXT)
		return text(true);
	/* shown, and not searched */
	return json_pack(
		"{s:s, s:b, s:b}", "type", "keyword", "index", 0, "doc_values", 0);
}

/* The fields at the root, and within `found`. */
static int set_fields(json_t *root, json_t *found)
{
	int bad = 0;
	for (size_t i = 0; i < COOP_FIELD_COUNT; i++) {
		const struct coop_field_info *field = coop_field_info((enum coop_field)i);
		if (field->field == COOP_F_OTHER)
			continue;
		bad |= json_object_set_new(root, field->name, field_mapping(field));
		if (field->flags & COOP_FIELD_PART)
			bad |= json_object_set_new(found, field->name, text(false));
	}
	return bad;
}

/* ---- facets ---- */

static json_t *facet_mapping(enum coop_field field)
{
	if (coop_column_kind(field) == COOP_COLUMN_NUMBER)
		return json_pack("{s:s}", "type", "integer");
	return json_pack("{s:s, s:i, s:{s:{s:s, s:s}}}", "type", "keyword",
		"ignore_above", KEYWORD_CHARACTERS, "fields", "folded", "type", "keyword",
		"normalizer", OPENSEARCH_NORMALIZER);
}

static int set_facets(json_t *facets)
{
	enum coop_field fields[COOP_COLUMNS_MAX];
	size_t count = coop_column_fields(fields);
	int bad = 0;
	for (size_t i = 0; i < count; i++)
		if (coop_column_kind(fields[i]) != COOP_COLUMN_ORDER)
			bad |= json_object_set_new(facets,
				coop_field_info(fields[i])->name,
				facet_mapping(fields[i]));
	return bad;
}

/* ---- mappings ---- */

static json_t *properties(void)
{
	json_t *root = json_object(), *found = json_object(), *facets = json_object();
	int bad = json_object_set_new(root, "file", keyword());
	bad |= json_object_set_new(root, "line", json_pack("{s:s}", "type", "integer"));
	bad |= set_fields(root, found) | set_facets(facets);
	bad |= json_object_set_new(
		root, "found", json_pack("{s:o}", "properties", found));
	bad |= json_object_set_new(
		root, "facets", json_pack("{s:o}", "properties", facets));
	bad |= json_object_set_new(
		root, "other", json_pack("{s:s, s:b}", "type", "object", "dynamic", 1));
	/* kept, and not looked at */
	bad |= json_object_set_new(
		root, "names", json_pack("{s:s, s:b}", "type", "object", "enabled", 0));
	bad |= json_object_set_new(root, "all", text(false));
	if (!bad)
		return root;
	json_decref(root);
	return NULL;
}

static json_t *dynamic_templates(void)
{
	json_t *column = text(true);
	json_t *exact = json_pack("{s:o}", "exact", keyword());
	int bad = json_object_set_new(column, "fields", exact);
	if (!bad)
		return json_pack("[{s:{s:s, s:s, s:o}}]", "own_columns", "path_match",
			"other.*", "match_mapping_type", "string", "mapping", column);
	json_decref(column);
	return NULL;
}

static json_t *mappings(void)
{
	/* "2020-01-01" in the first record makes no dates of a column */
	return json_pack("{s:b, s:b, s:b, s:o, s:o}", "dynamic", 0, "date_detection", 0,
		"numeric_detection", 0, "dynamic_templates", dynamic_templates(),
		"properties", properties());
}

/* ---- settings ---- */

static json_t *settings(void)
{
	json_t *index = json_pack("{s:{s:{s:i}}, s:{s:{s:s, s:f, s:f}}, s:{s:s}, s:o}",
		"mapping", "total_fields", "limit",
		2 * OPENSEARCH_COLUMNS + FIELDS_BESIDE, "similarity", "default", "type",
		"BM25", "k1", COOP_BM25_K1, "b", COOP_BM25_B, "query", "default_field",
		"all", "analysis", opensearch_analysis());
	return json_pack("{s:o}", "index", index);
}

enum coop_status opensearch_template_write(FILE *out, struct coop_error *err)
{
	json_t *template = json_pack("{s:[s], s:i, s:{s:s, s:i}, s:{s:o, s:o}}",
		"index_patterns", "coop-*", "priority", 100, "_meta", "description",
		"coopidx --export=opensearch", "analysis", COOP_ANALYSIS_VERSION,
		"template", "settings", settings(), "mappings", mappings());
	if (!template)
		return coop_fail_nomem(err);
	enum coop_status st = coop_json_write(out, template, err);
	json_decref(template);
	return st;
}
