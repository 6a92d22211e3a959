#include "indexer/opensearch/analysis.h"

#include <stdio.h>

#include "shared/text/elision.h"
#include "shared/text/equivalents.h"
#include "shared/text/stem_exceptions.h"
#include "shared/text/stopwords.h"

static const char letters[] = "abcdefghijklmnopqrstuvwxyz";

/* Where memory runs out, jansson gives NULL and passes it on, or refuses to add it. */

static int add_text(json_t *array, const char *text)
{
	return json_array_append_new(array, json_string(text));
}

/* What `bad` says was not filled is released. */
static json_t *filled(json_t *array, int bad)
{
	if (!bad)
		return array;
	json_decref(array);
	return NULL;
}

/* ---- words ---- */

/*
 * The articles that an apostrophe parts. Those of coop_is_lexical() are left out, as in quelqu'un: the filter
 * does not look at what follows.
 */
static json_t *articles(void)
{
	static const char *const longer[] = {"qu", "jusqu", "lorsqu", "puisqu", "quoiqu"};
	json_t *array = json_array();
	int bad = 0;
	for (const char *c = letters; *c; c++)
		if (coop_is_elided(c, 1))
			bad |= add_text(array, (char[]){*c, '\0'});
	for (size_t i = 0; i < sizeof longer / sizeof *longer; i++)
		bad |= add_text(array, longer[i]);
	return filled(array, bad);
}

/* The list, and all letters. */
static json_t *stop_words(void)
{
	json_t *array = json_array();
	const char *word;
	int bad = 0;
	for (size_t i = 0; (word = coop_stopword_at(i)) != NULL; i++)
		bad |= add_text(array, word);
	for (const char *c = letters; *c; c++)
		bad |= add_text(array, (char[]){*c, '\0'});
	return filled(array, bad);
}

static int add_rule(json_t *array, const char *word, const char *instead)
{
	char rule[128];
	snprintf(rule, sizeof rule, "%s => %s", word, instead);
	return add_text(array, rule);
}

/*
 * Words that others take the place of before they are stemmed. Rules of `stemmer_override` would name the
 * stems themselves, and be wrong with another version of Snowball.
 */
static json_t *replaced_words(void)
{
	json_t *array = json_array();
	const char *word, *instead;
	int bad = 0;
	for (size_t i = 0; coop_equivalent_everywhere_at(i, &word, &instead); i++)
		bad |= add_rule(array, word, instead);
	for (size_t i = 0; coop_stem_exception_at(i, &word, &instead); i++)
		bad |= add_rule(array, word, instead);
	return filled(array, bad);
}

/* ---- filters ---- */

/* A filter for each rule of regular endings; their names go to `chain`. */
static int add_endings(json_t *filters, json_t *chain)
{
	char pattern[COOP_STEM_RULE_MAX], instead[COOP_STEM_RULE_MAX], name[32];
	int bad = 0;
	for (size_t i = 0; coop_stem_rule_at(i, pattern, instead); i++) {
		snprintf(name, sizeof name, "coop_ending_%zu", i + 1);
		bad |= json_object_set_new(filters, name,
			json_pack("{s:s, s:s, s:s}", "type", "pattern_replace", "pattern",
				pattern, "replacement", instead));
		bad |= add_text(chain, name);
	}
	return bad;
}

static json_t *filters(json_t *chain)
{
	json_t *all = json_pack(
		"{s:{s:s, s:b, s:o}, s:{s:s, s:o}, s:{s:s, s:o}, s:{s:s, s:s}}",
		"coop_elision", "type", "elision", "articles_case", 1, "articles",
		articles(), "coop_words", "type", "synonym", "synonyms", replaced_words(),
		"coop_stop", "type", "stop", "stopwords", stop_words(), "coop_stem",
		"type", "snowball", "language", "French");
	static const char *const before[] = {
		"coop_elision", "lowercase", "asciifolding", "coop_words", "coop_stop"};
	int bad = 0;
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		bad |= add_text(chain, before[i]);
	bad |= add_endings(all, chain);
	bad |= add_text(chain, "coop_stem");
	return filled(all, bad);
}

/* Letters with a full stop each are one word: S.C.O.P. */
static json_t *char_filters(void)
{
	return json_pack("{s:{s:s, s:s, s:s}}", "coop_initials", "type",
		"pattern_replace", "pattern",
		"(?<![\\p{L}\\p{N}])(\\p{L})\\.(?=\\p{L}(?![\\p{L}\\p{N}]))",
		"replacement", "$1");
}

json_t *opensearch_analysis(void)
{
	json_t *chain = json_array(), *all = filters(chain);
	json_t *analyzer = json_pack("{s:s, s:[s], s:s, s:o}", "type", "custom",
		"char_filter", "coop_initials", "tokenizer", "standard", "filter", chain);
	return json_pack("{s:o, s:o, s:{s:o}, s:{s:{s:s, s:[s, s]}}}", "char_filter",
		char_filters(), "filter", all, "analyzer", OPENSEARCH_ANALYZER, analyzer,
		"normalizer", OPENSEARCH_NORMALIZER, "type", "custom", "filter",
		"lowercase", "asciifolding");
}
