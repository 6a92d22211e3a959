/*
 * t_columns.c - columns hold the values that records have: against what a walk over the records says,
 * whatever the threads; of an index of several segments, and of damaged files.
 */
#include <string.h>

#include "indexer/bulk/write_columns.h"
#include "shared/core/bytes.h"
#include "shared/index/collection_columns.h"
#include "tests/unit/inputs.h"
#include "tests/unit/segments.h"
#include "tests/unit/snapshots.h"

/* ---- values ---- */

/* Appends the values of a field as "key=shown|". */
struct listed {
	enum coop_field field;
	struct coop_buf out;
};

static enum coop_status list(
	void *data, const struct coop_column_found *value, struct coop_error *err)
{
	struct listed *l = data;
	(void)err;
	if (value->field != l->field)
		return COOP_OK;
	if (coop_column_kind(value->field) == COOP_COLUMN_NUMBER) {
		uint32_t n = 0;
		for (size_t i = 0; i < value->key_len; i++)
			n = n << 8 | (unsigned char)value->key[i];
		coop_buf_printf(&l->out, "%u", n);
	} else {
		coop_buf_add(&l->out, value->key, value->key_len);
	}
	if (value->shown) {
		coop_buf_byte(&l->out, '=');
		coop_buf_add(&l->out, value->shown, value->shown_len);
	}
	coop_buf_byte(&l->out, '|');
	return COOP_OK;
}

static const struct {
	enum coop_field in, field;
	const char *text, *expected;
} cases[] = {
	{COOP_F_GENRE, COOP_F_GENRE, "Documentaire", "documentaire=Documentaire|"},
	{COOP_F_GENRE, COOP_F_GENRE, " Film  d’archives\n; Portrait",
		"film d archives=Film d’archives|portrait=Portrait|"},
	{COOP_F_GENRE, COOP_F_GENRE, "Fiction, drame/essai",
		"fiction=Fiction|drame=drame|essai=essai|"},
	{COOP_F_GENRE, COOP_F_GENRE, "Fiction, courte | drame",
		"fiction courte=Fiction, courte|drame=drame|"},
	{COOP_F_GENRE, COOP_F_GENRE, " ; , / - ", ""},
	{COOP_F_COUNTRY, COOP_F_COUNTRY, "France, États-Unis",
		"france=France|etats unis=États-Unis|"},
	{COOP_F_COLOUR, COOP_F_COLOUR, "N/B", "n b=N/B|"},
	{COOP_F_COLOUR, COOP_F_COLOUR, "Couleur / N&B", "couleur=Couleur|n b=N&B|"},
	{COOP_F_DIRECTOR, COOP_F_DIRECTOR,
		"Pierre Carles, Christophe Coello et Stéphane Goxe",
		"pierre carles=Pierre Carles|christophe coello=Christophe Coello|"
		"stephane goxe=Stéphane Goxe|"},
	{COOP_F_DIRECTOR, COOP_F_DIRECTOR, "Varda, Agnès", "varda agnes=Varda, Agnès|"},
	{COOP_F_DIRECTOR, COOP_F_DIRECTOR, "Varda, Agnès ; Marker, Chris",
		"varda agnes=Varda, Agnès|marker chris=Marker, Chris|"},
	{COOP_F_DIRECTOR, COOP_F_DIRECTOR, "Jean-Pierre et Luc Dardenne",
		"jean pierre et luc dardenne=Jean-Pierre et Luc Dardenne|"},
	{COOP_F_DIRECTOR, COOP_F_DIRECTOR, "a/b/c", "a b c=a/b/c|"},
	{COOP_F_SOURCE, COOP_F_SOURCE, "Le Monde, 3/4 ; INA",
		"le monde 3 4=Le Monde, 3/4|ina=INA|"},
	{COOP_F_YEAR, COOP_F_YEAR, "2010", "2010|"},
	{COOP_F_YEAR, COOP_F_YEAR, "du 12/05/1998 à 2001-02, 19785, v1999, 0012",
		"1998|2001|"},
	{COOP_F_MINUTES, COOP_F_MINUTES, "84", "84|"},
	{COOP_F_MINUTES, COOP_F_MINUTES, "environ 52 min, puis 26", "52|"},
	{COOP_F_MINUTES, COOP_F_MINUTES, "123456789012", ""},
	{COOP_F_PRODUCER, COOP_F_PRODUCER,
		"Combe Noire (5 rue du Pont, 39300 Champagnole, Tél. 03 53 01 44 08)",
		"combe noire=Combe Noire|"},
	{COOP_F_PRODUCER, COOP_F_TOWN,
		"Combe Noire (5 rue du Pont, 39300 Champagnole, Tél. 03 53 01 44 08)",
		"champagnole=Champagnole|"},
	{COOP_F_PRODUCER, COOP_F_POSTCODE,
		"Combe Noire (5 rue du Pont, 39300 Champagnole, Tél. 0353014408)",
		"39300=39300|"},
	{COOP_F_PRODUCER, COOP_F_PRODUCER, "Arte, Zadig Productions",
		"arte=Arte|zadig productions=Zadig Productions|"},
	{COOP_F_COMPANY, COOP_F_PRODUCER, "SCOP Médiapro",
		"scop mediapro=SCOP Médiapro|"},
	{COOP_F_TITLE, COOP_F_TITLE, "« Le 9e Œuvre »", "le 19e oeuvre\x01\xf8œ|"},
	{COOP_F_TITLE, COOP_F_TITLE, "!?", ""},
	{COOP_F_ID, COOP_F_ID, "film-0012 12345678901", "film 212 :1112345678901|"},
	{COOP_F_BODY, COOP_F_TITLE, "un texte", ""},
};

static void test_values(void)
{
	struct coop_record r;
	struct listed l = {.field = COOP_F_ID};
	struct coop_column_scratch memory = {.key = {0}};
	coop_record_init(&r);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		coop_record_reset(&r, "records", 1);
		add_text(&r, cases[i].in, cases[i].text);
		coop_buf_reset(&l.out);
		l.field = cases[i].field;
		need(!coop_column_values(
			     &r, &memory, (struct coop_column_taker){list, &l}, NULL),
			"memory");
		is_str(coop_buf_cstr(&l.out), l.out.len, cases[i].expected, "%s of '%s'",
			coop_field_info(cases[i].field)->name, cases[i].text);
	}
	coop_column_scratch_release(&memory);
	coop_buf_release(&l.out);
	coop_record_release(&r);
}

/* Each comes before the next one. */
static void test_order(void)
{
	static const char *const titles[] = {"2 films", "10 films", "À table", "cote",
		"côte", "Coté", "côté", "côtés", "l'été", "Le film", "Le film 2",
		"Le film 010", "le films", "Les cotes", "oeuvre", "œuvre", "pêche",
		"péché", "pechera", "sur", "Sûr", "Zone"};
	enum { TITLES = sizeof titles / sizeof *titles };
	struct coop_buf keys[2] = {{0}, {0}};
	size_t wrong = 0;
	for (size_t i = 0; i < TITLES; i++) {
		struct coop_buf *key = &keys[i % 2], *before = &keys[1 - i % 2];
		coop_buf_reset(key);
		coop_column_sort_key(titles[i], strlen(titles[i]), key);
		need(!key->failed, "memory");
		if (i > 0 && coop_bytes_compare(
				     before->s, before->len, key->s, key->len) >= 0) {
			wrong++;
			printf("# %s comes before %s\n", titles[i], titles[i - 1]);
		}
	}
	is_num(wrong, 0, "titles have the order of a dictionary");
	coop_buf_release(&keys[0]);
	coop_buf_release(&keys[1]);
}

/* ---- the file ---- */

/* A record with values of few kinds, or many, or none, in several spellings. */
static void fill_values(struct coop_record *r, size_t i)
{
	static const char *const genres[] = {"Documentaire", "documentaire", "Fiction",
		"Fiction ; Portrait", "Drame, fiction", "Essai/Drame/essai"};
	uint32_t seed = (uint32_t)i * 2654435761U + 11;
	char text[80];
	add_id(r, i);
	snprintf(text, sizeof text, "Titre é%u", next_random(&seed) % 3000);
	if (next_random(&seed) % 8)
		add_text(r, COOP_F_TITLE, text);
	snprintf(text, sizeof text, "%u", 1890 + next_random(&seed) % 140);
	if (next_random(&seed) % 5)
		add_text(r, COOP_F_YEAR, text);
	if (next_random(&seed) % 3)
		add_text(r, COOP_F_GENRE, genres[next_random(&seed) % 6]);
	struct coop_buf words = {0};
	for (size_t n = i == 77 ? 400 : next_random(&seed) % 7; n > 0; n--)
		coop_buf_printf(&words, "mot %u ; ", next_random(&seed) % 900);
	coop_record_add(r, COOP_F_KEYWORDS, coop_buf_cstr(&words), words.len);
	coop_buf_release(&words);
	if (next_random(&seed) % 2)
		add_text(r, COOP_F_COUNTRY, "France");
}

/* The values of documents as the records have them, and as columns say. */
struct compared {
	struct coop_column *columns[COOP_COLUMNS_MAX];
	enum coop_field fields[COOP_COLUMNS_MAX];
	size_t ncolumns;
};

static void open_columns(struct compared *c, const struct coop_collection *s)
{
	struct coop_error err = {0};
	c->ncolumns = coop_column_fields(c->fields);
	for (size_t i = 0; i < c->ncolumns; i++)
		need(!coop_collection_column_open(s, c->fields[i], &c->columns[i], &err),
			err.msg);
}

static void close_columns(struct compared *c)
{
	for (size_t i = 0; i < c->ncolumns; i++)
		coop_column_free(c->columns[i]);
}

/* Appends a value as list() does, but without the form to show. */
static void list_value(struct coop_column *c, uint32_t number, struct coop_buf *out)
{
	struct coop_column_value v;
	struct coop_error err = {0};
	need(!coop_column_value(c, number, &v, &err), err.msg);
	coop_buf_add(out, v.key, v.key_len);
	coop_buf_byte(out, '|');
}

/* What a record has in a column, keys alone and each once. */
struct expected {
	enum coop_field field;
	struct coop_buf out;
	size_t count;
};

static enum coop_status expect(
	void *data, const struct coop_column_found *value, struct coop_error *err)
{
	struct expected *e = data;
	struct listed one = {.field = e->field};
	struct coop_column_found bare = *value;
	bare.shown = NULL;
	enum coop_status st = list(&one, &bare, err);
	struct coop_buf in = {0};
	coop_buf_printf(&in, "|%s", coop_buf_cstr(&e->out));
	if (one.out.len > 0 && e->count < COOP_COLUMN_EACH_MAX) {
		struct coop_buf between = {0};
		coop_buf_printf(&between, "|%s", one.out.s);
		if (!strstr(in.s, between.s)) {
			coop_buf_str(&e->out, one.out.s);
			e->count++;
		}
		coop_buf_release(&between);
	}
	coop_buf_release(&in);
	coop_buf_release(&one.out);
	return st;
}

/* Compares what columns say of a document with its record. */
static size_t count_wrong(
	struct compared *c, uint32_t docid, const struct coop_record *record)
{
	struct coop_column_scratch memory = {.key = {0}};
	struct coop_error err = {0};
	size_t wrong = 0;
	for (size_t i = 0; i < c->ncolumns; i++) {
		struct expected e = {.field = c->fields[i]};
		struct coop_buf got = {0};
		const uint32_t *numbers;
		size_t count;
		need(!coop_column_values(record, &memory,
			     (struct coop_column_taker){expect, &e}, &err),
			err.msg);
		need(!coop_column_get(c->columns[i], docid, &numbers, &count, &err),
			err.msg);
		for (size_t k = 0; k < count; k++)
			list_value(c->columns[i], numbers[k], &got);
		if (strcmp(coop_buf_cstr(&got), coop_buf_cstr(&e.out)) != 0) {
			printf("# %s of %u: %s, not %s\n",
				coop_field_info(c->fields[i])->name, docid,
				coop_buf_cstr(&got), coop_buf_cstr(&e.out));
			wrong++;
		}
		coop_buf_release(&got);
		coop_buf_release(&e.out);
	}
	coop_column_scratch_release(&memory);
	return wrong;
}

/* Counters of a column, and of seven groups of its values or of none. */
struct counters {
	uint32_t *values, *groups, *seen;
	uint16_t *group_of;
	size_t nvalues;
};
enum { GROUPS = 7 };

static struct counters new_counters(uint32_t values)
{
	struct counters n = {.nvalues = (size_t)values + 1};
	n.values = calloc(n.nvalues, sizeof *n.values);
	n.groups = calloc(GROUPS + 1, sizeof *n.groups);
	n.seen = calloc(GROUPS + 1, sizeof *n.seen);
	n.group_of = calloc(n.nvalues, sizeof *n.group_of);
	need(n.values && n.groups && n.seen && n.group_of, "memory");
	for (uint32_t i = 1; i <= values; i++)
		n.group_of[i] = (uint16_t)(i * 5 % (GROUPS + 1));
	return n;
}

static void release_counters(struct counters *n)
{
	free(n->values);
	free(n->groups);
	free(n->seen);
	free(n->group_of);
}

/* Counts a document by its values, as they are read one by one. */
static void count_one(struct coop_column *c, uint32_t docid, struct counters *n)
{
	const uint32_t *numbers;
	size_t count;
	struct coop_error err = {0};
	bool in[GROUPS + 1] = {false}, any = false;
	need(!coop_column_get(c, docid, &numbers, &count, &err), err.msg);
	n->values[0] += count == 0;
	for (size_t k = 0; k < count; k++) {
		n->values[numbers[k] + 1]++;
		in[n->group_of[numbers[k] + 1]] = true;
	}
	for (size_t g = 1; g <= GROUPS; g++) {
		n->groups[g] += in[g];
		any |= in[g];
	}
	n->groups[0] += !any;
}

/* Whether all counters are right of a set that has one document in `every`. */
static bool counts_set(struct coop_column *c, uint32_t last, uint32_t every)
{
	uint32_t values = coop_column_count(c), seed = every + last;
	struct counters naive = new_counters(values), got = new_counters(values);
	struct coop_docset set = {0};
	struct coop_error err = {0};
	need(!coop_docset_reset(&set, last, &err), err.msg);
	for (uint32_t d = 1; d <= last; d++)
		if (next_random(&seed) % every == 0) {
			coop_docset_add(&set, d);
			count_one(c, d, &naive);
		}
	need(!coop_column_tally(c, &set, NULL, got.values, NULL, &err) &&
			!coop_column_tally(
				c, &set, got.group_of, got.groups, got.seen, &err),
		err.msg);
	bool same =
		memcmp(got.values, naive.values, got.nvalues * sizeof *got.values) == 0 &&
		memcmp(got.groups, naive.groups, (GROUPS + 1) * sizeof *got.groups) == 0;
	coop_docset_release(&set);
	release_counters(&naive);
	release_counters(&got);
	return same;
}

/* Counts sets, from all documents to few, of which the counters are wrong. */
static size_t count_wrong_sets(struct coop_column *c, uint32_t last)
{
	size_t wrong = 0;
	for (uint32_t every = 1; every < 2000; every = every * 3 + 1)
		wrong += !counts_set(c, last, every);
	return wrong;
}

/* Counts values that do not come after the one before. */
static size_t count_disorder(struct coop_column *c)
{
	struct coop_buf before = {0};
	struct coop_column_value v;
	struct coop_error err = {0};
	uint32_t number = 0;
	size_t wrong = 0;
	bool numbers = coop_column_kind(coop_column_field(c)) == COOP_COLUMN_NUMBER;
	for (uint32_t i = 0; i < coop_column_count(c); i++) {
		need(!coop_column_value(c, i, &v, &err), err.msg);
		wrong += i > 0 && (numbers ? v.number <= number
					   : coop_bytes_compare(before.s, before.len,
						     v.key, v.key_len) >= 0);
		coop_buf_reset(&before);
		coop_buf_add(&before, v.key, v.key_len);
		number = v.number;
	}
	coop_buf_release(&before);
	return wrong;
}

/* ---- indexes ---- */

static size_t first_number; /* of the records that are being built */

static void fill_from(struct coop_record *r, size_t i)
{
	fill_values(r, first_number + i);
}

static void build_segment(const char *dir, size_t first, size_t count, unsigned threads)
{
	struct input in = {"values", fill_from, count};
	struct build b = {.threads = threads, .memory = 64 << 20};
	first_number = first;
	build_new(dir, &in, &b);
	write_checksums(dir);
}

/* Writes an index of records from 0 on; `added` of them are in the delta, and of the others `gone` are gone. */
static void build_index(const char *name, size_t base, size_t added, size_t gone)
{
	const char *index = path_of(name);
	struct coop_buf path = {0}, tombstones = {0};
	need(mkdir(index, 0777) == 0, index);
	coop_buf_printf(&path, "%s/" COOP_INDEX_GENERATION "1", index);
	build_segment(path.s, 0, base, 3);
	size_t len = path.len;
	coop_buf_str(&path, "/delta");
	if (added > 0)
		build_segment(path.s, base, added, 1);
	path.s[path.len = len] = '\0';
	coop_buf_str(&path, "/removed");
	if (gone > 0) {
		first_number = 4;
		struct input in = {"gone", fill_from, gone};
		struct build b = {.threads = 1, .memory = 64 << 20};
		build_new(path.s, &in, &b);
		for (size_t i = 0; i < gone; i++)
			coop_buf_le32(&tombstones, (uint32_t)(5 + i));
		coop_buf_str(&path, "/" COOP_TOMBSTONES_FILE);
		write_whole(path.s, tombstones.s, tombstones.len);
		path.s[len + strlen("/removed")] = '\0';
		write_checksums(path.s);
	}
	coop_buf_release(&tombstones);
	coop_buf_release(&path);
	write_manifest(index, 1, NULL);
}

static struct coop_collection *open_index(const char *name)
{
	struct coop_analyzer *analyzer;
	struct coop_collection *s;
	const char *dir = path_of(name);
	struct coop_error err = {0};
	need(!coop_analyzer_new(&analyzer, &err), err.msg);
	need(!coop_collection_open(&dir, 1, analyzer, &s, &err), err.msg);
	coop_analyzer_free(analyzer);
	return s;
}

static void test_index(const char *name, size_t base, size_t added, size_t gone)
{
	struct compared c;
	struct coop_record r;
	size_t wrong = 0, disorder = 0, values = 0, in_sets = 0;
	build_index(name, base, added, gone);
	struct coop_collection *s = open_index(name);
	open_columns(&c, s);
	coop_record_init(&r);
	for (size_t i = 0; i < base + added; i++) {
		coop_record_reset(&r, "records", i + 1);
		fill_values(&r, i);
		wrong += count_wrong(&c, (uint32_t)i + 1, &r);
	}
	is_num(wrong, 0, "%s: the values of all documents", name);
	for (size_t i = 0; i < c.ncolumns; i++) {
		disorder += count_disorder(c.columns[i]);
		in_sets += count_wrong_sets(c.columns[i], (uint32_t)(base + added));
		values += coop_column_count(c.columns[i]);
	}
	ok(disorder == 0 && values > base, "%s: %zu values are in order", name, values);
	is_num(in_sets, 0, "%s: the counters of sets of documents", name);
	const uint32_t *numbers;
	size_t count;
	struct coop_error err = {0};
	ok(coop_column_get(c.columns[0], (uint32_t)(base + added) + 1, &numbers, &count,
		   &err) == COOP_E_CORRUPT &&
			count == 0,
		"%s: no document after the last: %s", name, err.msg);
	close_columns(&c);
	coop_record_release(&r);
	coop_collection_free(s);
}

/* Of two spellings that are equally frequent the first is shown, else the most frequent. */
static void fill_spelling(struct coop_record *r, size_t i)
{
	static const char *const genres[] = {"Essai", "essai", "DRAME", "Drame", "Drame"};
	add_id(r, i);
	add_text(r, COOP_F_GENRE, genres[i % 5]);
}

static void test_shown(void)
{
	struct input in = {"spellings", fill_spelling, 1000};
	struct build b = {.threads = 2, .memory = 64 << 20};
	struct coop_column *c;
	struct coop_column_value v;
	struct coop_error err = {0};
	const char *index = path_of("spellings");
	need(mkdir(index, 0777) == 0, index);
	build_new(path_of("spellings/" COOP_INDEX_GENERATION "1"), &in, &b);
	write_checksums(path_of("spellings/" COOP_INDEX_GENERATION "1"));
	write_manifest(index, 1, NULL);
	struct coop_collection *s = open_index("spellings");
	need(!coop_collection_column_open(s, COOP_F_GENRE, &c, &err), err.msg);
	is_num(coop_column_count(c), 2, "two values");
	need(!coop_column_value(c, 0, &v, &err), err.msg);
	is_str(v.shown, v.shown_len, "Drame", "the most frequent form");
	need(!coop_column_value(c, 1, &v, &err), err.msg);
	is_str(v.shown, v.shown_len, "Essai", "the first of two equally frequent forms");
	coop_column_free(c);
	coop_collection_free(s);
}

static void test_threads(void)
{
	const char *one = path_of("one"), *four = path_of("four");
	build_segment(one, 0, 3000, 1);
	build_segment(four, 0, 3000, 4);
	ok(equal_files(one, four, COOP_COLUMNS_FILE), "threads do not change the bytes");
}

/* ---- parts ---- */

enum { GATHERS_MAX = 5, GATHERED = 1500 };

/* Gathers records in batches, which threads take by chance, and puts parts aside by chance, one batch in `every`. */
static size_t gather(struct columns_gather *gathers[GATHERS_MAX], uint32_t threads,
	uint32_t every, const char *dir)
{
	struct coop_record r;
	struct coop_error err = {0};
	uint32_t seed = threads * 31 + every, first = 1;
	size_t parts = 0;
	coop_record_init(&r);
	for (uint32_t t = 0; t < threads; t++)
		need(!columns_gather_new(&gathers[t], &err), err.msg);
	while (first <= GATHERED) {
		struct columns_gather *g = gathers[next_random(&seed) % threads];
		uint32_t end = first + 1 + next_random(&seed) % 40;
		need(!columns_gather_begin(g, first, &err), err.msg);
		for (; first < end && first <= GATHERED; first++) {
			coop_record_reset(&r, "records", first);
			fill_values(&r, first - 1);
			need(!columns_gather_add(g, &r, &err), err.msg);
		}
		if (every > 0 && next_random(&seed) % every == 0)
			need(!columns_gather_flush(g, dir, &err), err.msg);
	}
	for (uint32_t t = 0; t < threads; t++) {
		need(!columns_gather_end(gathers[t], dir, &err), err.msg);
		parts += gathers[t]->nparts;
	}
	coop_record_release(&r);
	return parts;
}

/* Writes the columns of GATHERED records, put aside in parts, of which `*parts` is how many. */
static const char *write_parts(
	const char *name, uint32_t threads, uint32_t every, size_t *parts)
{
	struct columns_gather *gathers[GATHERS_MAX];
	const char *dir = path_of(name);
	struct coop_error err = {0};
	uint64_t bytes, values;
	need(mkdir(dir, 0777) == 0, dir);
	*parts = gather(gathers, threads, every, dir);
	struct columns_input in = {gathers, threads, GATHERED, dir};
	need(!columns_write(&in, NULL, dir, &bytes, &values, &err), err.msg);
	struct coop_buf path = {0}, whole = {0};
	coop_buf_printf(&path, "%s/" COOP_COLUMNS_FILE, dir);
	read_whole(path.s, &whole);
	ok(whole.len == bytes && values > GATHERED, "%s: %zu parts, %zu bytes", name,
		*parts, whole.len);
	coop_buf_release(&path);
	coop_buf_release(&whole);
	for (uint32_t t = 0; t < threads; t++)
		columns_gather_free(gathers[t]);
	return dir;
}

/* However records are put aside, the bytes are those of a build that has enough memory. */
static void test_parts(void)
{
	static const struct {
		uint32_t threads, every;
	} ways[] = {{1, 0}, {1, 1}, {1, 7}, {2, 3}, {5, 1}, {5, 30}};
	const char *built = path_of("built");
	build_segment(built, 0, GATHERED, 1);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		char name[40];
		size_t parts;
		snprintf(name, sizeof name, "parts %zu", i);
		const char *dir =
			write_parts(name, ways[i].threads, ways[i].every, &parts);
		ok(equal_files(dir, built, COOP_COLUMNS_FILE),
			"%u threads, one batch in %u: the same bytes", ways[i].threads,
			ways[i].every);
		ok(ways[i].every != 1 || parts > 40, "... of %zu parts", parts);
	}
}

/* A build with little memory puts columns aside, too. */
static void test_memory(void)
{
	struct input in = {"values", fill_from, many(12000, 9000)};
	struct build much = {.threads = 2, .memory = (size_t)1 << 30},
		     little = {.threads = 2, .memory = 1 << 20};
	first_number = 0;
	build_new(path_of("much"), &in, &much);
	build_new(path_of("little"), &in, &little);
	ok(equal_files(path_of("much"), path_of("little"), COOP_COLUMNS_FILE),
		"memory does not change the bytes");
	ok(much.parts <= 2 && little.parts > 2,
		"%zu parts with much memory, %zu with little", much.parts, little.parts);
}

/* ---- damage ---- */

/* Counts all documents of a column by their values, and by groups of these. */
static bool digest_counters(const struct coop_columns *c,
	const struct coop_columns_part *p, uint64_t *sum, struct coop_error *err)
{
	struct counters n = new_counters(p->values);
	struct coop_docset set = {0};
	need(!coop_docset_reset(&set, c->documents, err), "memory");
	for (uint32_t d = 1; d <= c->documents; d++)
		coop_docset_add(&set, d);
	struct coop_columns_tally values = {.counts = n.values},
				  groups = {NULL, n.group_of, n.groups, n.seen};
	bool good = !coop_columns_count(c, p, &set, 0, &values, err) &&
		    !coop_columns_count(c, p, &set, 0, &groups, err);
	for (size_t i = 0; i < n.nvalues; i++)
		*sum = *sum * 43 + n.values[i];
	for (size_t i = 0; i <= GROUPS; i++)
		*sum = *sum * 47 + n.groups[i];
	coop_docset_release(&set);
	release_counters(&n);
	return good;
}

/* A digest of everything that the columns of a segment say; false when that is damaged. */
static bool digest(const char *dir, uint64_t *sum)
{
	struct coop_segment segment = {.reader = NULL};
	struct coop_columns c = {.count = 0};
	struct coop_error err = {0};
	struct coop_columns_walk *w = calloc(1, sizeof *w);
	static uint32_t got[COOP_COLUMN_EACH_MAX];
	size_t count;
	need(w != NULL, "memory");
	*sum = 1;
	need(!coop_reader_open(dir, &segment.reader, &err), err.msg);
	need(!coop_segment_open_lists(&segment, &err), err.msg);
	bool good = !coop_columns_open(&segment, &c, &err);
	for (size_t i = 0; good && i < c.count; i++) {
		const struct coop_columns_part *p = &c.parts[i];
		good = !coop_columns_walk_begin(w, &c, p, 0, &err);
		for (uint32_t n = 0; good && n < p->values; n++) {
			good = !coop_columns_walk_next(w, &err);
			for (size_t k = 0; good && k < w->key_len; k++)
				*sum = *sum * 31 + (unsigned char)w->key[k];
			for (size_t k = 0; good && w->shown && k < w->shown_len; k++)
				*sum = *sum * 33 + (unsigned char)w->shown[k];
			*sum = *sum * 37 + w->number;
		}
		good = good && digest_counters(&c, p, sum, &err);
		for (uint32_t d = 1; good && d <= c.documents; d++) {
			good = !coop_columns_get(&c, p, d, got, &count, &err);
			for (size_t k = 0; good && k < count; k++) {
				need(got[k] < p->values, "a number without a value");
				*sum = *sum * 41 + got[k];
			}
		}
	}
	need(good || err.status == COOP_E_CORRUPT, err.msg);
	free(w);
	coop_columns_close(&c);
	coop_segment_close(&segment);
	return good;
}

/* Changes each byte of the file in turn. `*same`: how often nothing else was read, `*told`: an error. */
static void change_bytes(const char *dir, const struct coop_buf *whole, size_t step,
	size_t *same, size_t *told, size_t *tried)
{
	struct coop_buf path = {0};
	uint64_t expected, sum;
	coop_buf_printf(&path, "%s/" COOP_COLUMNS_FILE, dir);
	need(digest(dir, &expected), "the columns are whole");
	*same = *told = *tried = 0;
	for (size_t i = 0; i < whole->len; i += step, ++*tried) {
		whole->s[i] = (char)(whole->s[i] ^ (1 + (int)(i * 7 % 255)));
		write_whole(path.s, whole->s, whole->len);
		bool good = digest(dir, &sum);
		*told += !good;
		*same += good && sum == expected;
		whole->s[i] = (char)(whole->s[i] ^ (1 + (int)(i * 7 % 255)));
	}
	for (size_t n = 0; n < whole->len; n += whole->len / 50 + 1, ++*tried) {
		write_whole(path.s, whole->s, n);
		*told += !digest(dir, &sum);
	}
	write_whole(path.s, whole->s, whole->len);
	coop_buf_release(&path);
}

static void test_damage(void)
{
	const char *dir = path_of("damaged");
	struct coop_buf whole = {0}, path = {0};
	size_t same, told, tried;
	build_segment(dir, 0, 60, 1);
	coop_buf_printf(&path, "%s/" COOP_COLUMNS_FILE, dir);
	read_whole(path.s, &whole);
	change_bytes(dir, &whole, many(3, 31), &same, &told, &tried);
	ok(same + told == tried && told > 0,
		"with checksums %zu changes are all found or change nothing: %zu", tried,
		told);
	coop_buf_reset(&path);
	coop_buf_printf(&path, "%s/" COOP_CHECKSUMS_FILE, dir);
	need(unlink(path.s) == 0, path.s);
	change_bytes(dir, &whole, 1, &same, &told, &tried);
	ok(told > tried / 10, "without, %zu changes do no harm; %zu are found", tried,
		told);
	coop_buf_release(&whole);
	coop_buf_release(&path);
}

/* An index that the engine wrote has no columns. */
static void test_engine(void)
{
	struct input in = {"values", fill_from, 10};
	struct build b = {.engine = true, .threads = 1, .memory = 64 << 20};
	struct coop_segment segment = {.reader = NULL};
	struct coop_columns c = {.count = 0};
	struct coop_error err = {0};
	first_number = 0;
	build_new(path_of("engine"), &in, &b);
	need(!coop_reader_open(path_of("engine"), &segment.reader, &err), err.msg);
	need(!coop_segment_open_lists(&segment, &err), err.msg);
	ok(coop_columns_open(&segment, &c, &err) == COOP_E_NOINDEX && *err.hint,
		"an index of the engine has none: %s", err.msg);
	coop_columns_close(&c);
	coop_segment_close(&segment);
}

static void test_all(const char *dir)
{
	scratch = dir;
	test_values();
	test_order();
	test_index("base alone", 2000, 0, 0);
	test_index("base and delta", 700, 300, 0);
	test_index("base, delta and removed", 700, 30, 90);
	test_shown();
	test_threads();
	test_parts();
	test_memory();
	test_damage();
	test_engine();
}

int main(void)
{
	in_scratch(test_all);
	return done();
}
