/*
 * Indexes on other machines, alone, together and beside those of this one, answer as a single index does that
 * holds all; and servers that are dead, hung or lie get the answer that remote.h promises.
 */
#include "indexer/terms/facts.h"
#include "shared/index/collection_columns.h"
#include "shared/index/columns_meta.h"
#include "tests/unit/indexes.h"
#include "tests/unit/servers.h"
#include "tests/unit/snapshots.h"

enum { DOCUMENTS = 600, SHARDS = 3, TIMEOUT = 20000, SHORT = 300 };

/* Folders of the whole, and of its shards. */
static struct coop_buf whole, folders[SHARDS];
static struct server servers[SHARDS];
static struct coop_analyzer *analyzer;

/* A record knows its place in the whole, by which documents of shards are ordered. */
static void fill_with_place(struct coop_record *r, size_t i)
{
	fill_by_number(r, i);
	r->line = snapshot_numbers->at[i] + 1;
}

/* Which shard has a record: they have different sizes, so that frequencies differ. */
static int shard_of(uint32_t number)
{
	uint32_t tenth = number * 7 % 10;
	return tenth < 1 ? 0 : tenth < 4 ? 1 : 2;
}

static void write_index(
	const char *dir, const struct snapshot_plan *plan, const struct facts *facts)
{
	struct input input = {"records", fill_with_place, plan->live.count};
	struct build build = {
		.threads = 1, .memory = 64 << 20, .facts = facts, .engine_tools = true};
	struct coop_buf path = {0};
	snapshot_numbers = &plan->live;
	coop_buf_printf(&path, "%s/" COOP_INDEX_GENERATION "1", dir);
	need(!path.failed && mkdir(dir, 0777) == 0, dir);
	build_new(path.s, &input, &build);
	write_checksums(path.s);
	coop_buf_release(&path);
	write_manifest(dir, 1, NULL);
}

static struct coop_snapshot *open_here(const char *dir)
{
	struct coop_snapshot *s;
	struct coop_error err = {0};
	need(!coop_snapshot_open(dir, analyzer, &s, &err), err.msg);
	return s;
}

static enum coop_status open_there(unsigned port, unsigned timeout,
	struct coop_snapshot **out, struct coop_error *err)
{
	struct coop_remote_place place = {"127.0.0.1", port, NULL};
	*err = (struct coop_error){0};
	return coop_snapshot_open_remote(
		&place, 1, "tcp one:1", timeout, analyzer, out, err);
}

static void write_all(const char *dir)
{
	struct snapshot_plan plan = {.live.count = 0};
	struct facts facts = {0};
	struct coop_error err = {0};
	for (uint32_t i = 0; i < DOCUMENTS; i++)
		add_number(&plan.live, i);
	coop_buf_printf(&whole, "%s/whole", dir);
	write_index(whole.s, &plan, NULL);
	struct coop_snapshot *s = open_here(whole.s);
	need(!facts_read(s->base.reader, &facts, &err), err.msg);
	release_plan(&plan);
	for (int k = 0; k < SHARDS; k++) {
		plan = (struct snapshot_plan){.live.count = 0};
		for (uint32_t i = 0; i < DOCUMENTS; i++)
			if (shard_of(i) == k)
				add_number(&plan.live, i);
		coop_buf_printf(&folders[k], "%s/shard %d", dir, k);
		write_index(folders[k].s, &plan, &facts);
		servers[k] = start_server(folders[k].s);
		release_plan(&plan);
	}
	facts_release(&facts);
	coop_snapshot_free(s);
}

/* A search of all shards, those on "another machine" whose bit is set. */
static struct search *open_shards(unsigned there, struct coop_analyzer *own)
{
	struct coop_snapshot *snapshots[SHARDS];
	struct coop_collection *c;
	struct search *s;
	struct coop_error err = {0};
	for (int k = 0; k < SHARDS; k++)
		if (there >> k & 1)
			need(!open_there(servers[k].port, TIMEOUT, &snapshots[k], &err),
				err.msg);
		else
			snapshots[k] = open_here(folders[k].s);
	need(!coop_collection_join(snapshots, SHARDS, &c, &err), err.msg);
	c->sharded = true;
	need(!search_open_collection(c, own, &s, &err), err.msg);
	return s;
}

/* ---- the same answers ---- */

/* Appends what a query finds, and how many. */
static void answer(struct search *s, const struct coop_buf *text, struct coop_buf *out)
{
	struct query q;
	struct coop_docset all = {0};
	struct coop_error err = {0};
	coop_buf_reset(out);
	if (!ask_search(s, text->s, text->len, 20, &q, &err)) {
		add_results(s, true, out);
		need(!search_all(s, &q, &all, &err), err.msg);
		coop_buf_printf(out, "of %llu", (unsigned long long)all.count);
	} else {
		coop_buf_printf(out, "%s", err.msg);
	}
	query_release(&q);
	coop_docset_release(&all);
}

static void test_same(unsigned there)
{
	enum { QUERIES = 100 };
	struct coop_analyzer *analyzers[2] = {new_analyzer(), new_analyzer()};
	struct search *one = open_search(whole.s, analyzers[0]),
		      *shards = open_shards(there, analyzers[1]);
	struct coop_buf text = {0}, expected = {0}, got = {0};
	uint32_t state = 4711 + there;
	size_t same = 0;
	for (int i = 0; i < QUERIES; i++) {
		snapshot_query(&state, &text);
		answer(one, &text, &expected);
		answer(shards, &text, &got);
		bool alike = coop_bytes_equal(expected.s, expected.len, got.s, got.len);
		if (!alike)
			printf("# %s\n# expected %s\n# got      %s\n", text.s, expected.s,
				got.s);
		same += alike;
	}
	is_num(same, QUERIES, "shards %u on other machines: the same answers", there);
	coop_buf_release(&text);
	coop_buf_release(&expected);
	coop_buf_release(&got);
	search_close(one);
	search_close(shards);
	coop_analyzer_free(analyzers[0]);
	coop_analyzer_free(analyzers[1]);
}

/* ---- servers that go wrong ---- */

static void test_names(void)
{
	static const char *const bad[] = {"", "-oProxyCommand=x", "a b", "a;b", "a$b",
		"a`b`", "a\nb", "a'b", "a\"b", "a|b", "a&b", "(a)", "a\\b", "~a", "*"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ok(!coop_remote_is_host(bad[i]) && !coop_remote_is_folder(bad[i]),
			"no name of a host or folder: '%s'", bad[i]);
	ok(coop_remote_is_host("moi@archives.example.fr") &&
			coop_remote_is_folder("/srv/coop/films.1"),
		"others are");
	struct coop_remote_place place = {"-oProxyCommand=x", 0, "/srv"};
	struct coop_remote *r;
	is_num(coop_remote_open(&place, 1, "x", SHORT, &r, NULL), COOP_E_ARG,
		"an option is no host");
}

static void test_wrong(void)
{
	static const char *const names[] = {
		"silent", "gone", "noise", "of another version", "truncated"};
	struct coop_snapshot *s;
	struct coop_error err;
	for (int w = WRONG_SILENT; w <= WRONG_TRUNCATED; w++) {
		struct server server = start_wrong((enum wrong)w, servers[0].port, 20);
		enum coop_status st = open_there(server.port, SHORT, &s, &err);
		ok(st == COOP_E_IO && strstr(err.msg, "tcp one:1"),
			"a server that is %s: %s", names[w], err.msg);
		end_server(&server);
	}
}

/* Counts the documents of all by a column, and reads its dictionary. */
static enum coop_status use_column(const struct coop_collection *c, enum coop_field field,
	uint64_t *sum, struct coop_error *err)
{
	struct coop_column *column;
	struct coop_column_value value;
	struct coop_docset all = {0};
	*sum = 0;
	enum coop_status st = coop_collection_column_open(c, field, &column, err);
	if (st)
		return st;
	uint32_t n = coop_column_count(column), *counts = calloc((size_t)n + 1, sizeof n);
	need(counts && !coop_collection_all(c, &all, NULL), "memory");
	st = coop_column_tally(column, &all, NULL, counts, NULL, err);
	for (uint32_t i = 0; !st && i < n; i++) {
		st = coop_column_value(column, i, &value, err);
		for (size_t k = 0; !st && k < value.key_len; k++)
			*sum = *sum * 31 + (unsigned char)value.key[k];
		*sum += counts[i + 1];
	}
	free(counts);
	coop_docset_release(&all);
	coop_column_free(column);
	return st;
}

/* What the engine's tool makes of the metadata of an index, of which servers hand out the columns. */
static void test_columns(const char *dir)
{
	static const struct {
		const char *number, *value; /* what is changed; NULL: nothing */
		enum coop_status genre, title;
		const char *what;
	} rows[] = {{NULL, NULL, COOP_OK, COOP_OK, "columns"},
		{"00000000", "x", COOP_E_CORRUPT, COOP_OK, "another piece"},
		{"00000000", "''", COOP_E_CORRUPT, COOP_OK, "a missing piece"},
		{"", "x", COOP_E_CORRUPT, COOP_E_CORRUPT, "another head"},
		{"", "''", COOP_E_NOINDEX, COOP_E_NOINDEX, "no head"}};
	struct coop_error err = {0};
	uint64_t expected[2], got[2];
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct coop_buf command = {0}, path = {0};
		char name[COOP_COLUMNS_NAME];
		struct coop_snapshot *s;
		struct coop_collection *c = NULL;
		coop_buf_printf(&path, "%s/changed %zu", dir, i);
		coop_buf_printf(&command, "cp -R '%s' '%s' && : ", folders[0].s, path.s);
		coop_columns_name(COOP_F_GENRE, name);
		if (rows[i].value)
			coop_buf_printf(&command, "&& xapian-metadata set '%s' %s%s %s",
				path.s, *rows[i].number ? name : COOP_META_COLUMNS,
				rows[i].number, rows[i].value);
		need(!command.failed && system(command.s) == 0, command.s);
		struct server server = start_server(path.s);
		need(!open_there(server.port, TIMEOUT, &s, &err) &&
				!coop_collection_join(&s, 1, &c, &err),
			err.msg);
		err = (struct coop_error){0};
		enum coop_status st = use_column(c, COOP_F_TITLE, &got[0], &err);
		is_num(st, rows[i].title, "%s, title: %s", rows[i].what, err.msg);
		err = (struct coop_error){0};
		st = use_column(c, COOP_F_GENRE, &got[1], &err);
		is_num(st, rows[i].genre, "%s, genre: %s", rows[i].what, err.msg);
		ok(!st || strstr(err.msg, "tcp one:1"), "which shard is told");
		if (i == 0)
			memcpy(expected, got, sizeof got);
		ok(rows[i].title || got[0] == expected[0], "and read");
		end_server(&server);
		coop_collection_free(c);
		coop_buf_release(&command);
		coop_buf_release(&path);
	}
}

/* What is lied about may not be seen, but what cannot be is, and nothing breaks. */
static void test_lying(void)
{
	enum { SEEDS = 40 };
	struct coop_analyzer *own = new_analyzer();
	size_t refused = 0;
	for (uint32_t seed = 1; seed <= SEEDS; seed++) {
		struct server server =
			start_wrong(WRONG_LYING, servers[1].port, seed * 7919);
		struct coop_snapshot *s;
		struct coop_collection *c;
		struct search *search;
		struct coop_error err;
		struct coop_buf text = {0}, got = {0};
		uint32_t state = seed;
		if (open_there(server.port, SHORT, &s, &err) ||
			coop_collection_join(&s, 1, &c, &err) ||
			search_open_collection(c, own, &search, &err)) {
			refused++;
		} else {
			struct query q;
			snapshot_query(&state, &text);
			enum coop_status st =
				ask_search(search, text.s, text.len, 20, &q, &err);
			uint64_t sum;
			if (!st)
				st = use_column(search_collection(search), COOP_F_GENRE,
					&sum, &err);
			refused += st != 0;
			query_release(&q);
			search_close(search);
		}
		coop_buf_release(&text);
		coop_buf_release(&got);
		end_server(&server);
	}
	ok(refused > 0, "of %d servers that lie %zu are refused", (int)SEEDS, refused);
	coop_analyzer_free(own);
}

/* Reads a document. */
static enum coop_status read_one(struct coop_remote *r, struct coop_error *err)
{
	struct coop_buf data = {0}, *out = &data;
	*err = (struct coop_error){0};
	enum coop_status st = coop_remote_documents(r, &(uint32_t){1}, 1, &out, err);
	need(st || data.len > 0, "data");
	coop_buf_release(&data);
	return st;
}

/* A server that is started again is found again; one that hangs is given up. */
static void test_lost(void)
{
	struct coop_snapshot *s;
	struct coop_error err;
	need(!open_there(servers[0].port, SHORT, &s, &err), err.msg);
	struct coop_remote *r = s->base.remote;
	unsigned port = servers[0].port;
	end_server(&servers[0]);
	is_num(read_one(r, &err), COOP_E_IO, "lost: %s", err.msg);
	servers[0] = start_server_at(folders[0].s, port);
	is_num(read_one(r, &err), COOP_OK, "started again it answers");
	kill(-servers[0].pid, SIGSTOP);
	is_num(read_one(r, &err), COOP_E_IO, "hung: %s", err.msg);
	kill(-servers[0].pid, SIGCONT);
	is_num(read_one(r, &err), COOP_OK, "woken up it answers");
	end_server(&servers[0]);
	servers[0] = start_server_at(folders[1].s, port);
	is_num(read_one(r, &err), COOP_E_STALE, "another index in its place: %s",
		err.msg);
	coop_snapshot_free(s);
}

/* A replica serves when the first server is lost in between. */
static void test_replica(void)
{
	struct server replica = start_server(folders[2].s);
	struct coop_remote_place places[] = {
		{"127.0.0.1", servers[2].port, NULL}, {"127.0.0.1", replica.port, NULL}};
	struct coop_snapshot *s;
	struct coop_error err = {0};
	need(!coop_snapshot_open_remote(
		     places, 2, "tcp two", TIMEOUT, analyzer, &s, &err),
		err.msg);
	end_server(&servers[2]);
	is_num(read_one(s->base.remote, &err), COOP_OK, "a replica serves");
	end_server(&replica);
	is_num(read_one(s->base.remote, &err), COOP_E_IO, "until it ends: %s", err.msg);
	servers[2] = start_server_at(folders[2].s, servers[2].port);
	coop_snapshot_free(s);
}

/* ---- ssh ---- */

/* Puts a program before all others that are called ssh, which leaves what it is given. */
static void become_ssh(const char *dir)
{
	struct coop_buf text = {0}, path = {0};
	coop_buf_printf(&path, "%s/ssh", dir);
	coop_buf_printf(&text,
		"#!/bin/sh\n{ echo $$; echo \"$#\" \"$@\"; } >'%s/asked'\nwhile [ \"$1\" != -- ]; do shift; done\n"
		"cd '%s' && shift 2 && exec \"$@\"\n",
		dir, dir);
	need(!text.failed && !path.failed, "memory");
	write_whole(path.s, text.s, text.len);
	need(chmod(path.s, 0700) == 0, path.s);
	coop_buf_reset(&path);
	coop_buf_printf(&path, "%s:%s", dir, getenv("PATH"));
	need(!path.failed && !setenv("PATH", path.s, 1), "PATH");
	coop_buf_release(&text);
	coop_buf_release(&path);
}

/* What ssh was given, without its process id, which is returned. */
static pid_t read_asked(const char *dir, char *words, size_t size)
{
	char path[4096];
	char number[32];
	snprintf(path, sizeof path, "%s/asked", dir);
	FILE *f = fopen(path, "r");
	need(f && fgets(number, sizeof number, f) && fgets(words, (int)size, f), path);
	fclose(f);
	return (pid_t)strtol(number, NULL, 10);
}

/* A server behind ssh; one that hangs holds up neither an answer nor the end. */
static void test_ssh(const char *dir)
{
	struct coop_remote_place place = {"moi@archives", 0, "whole"};
	struct coop_snapshot *s;
	struct coop_error err = {0};
	char words[512];
	become_ssh(dir);
	need(!coop_snapshot_open_remote(
		     &place, 1, "ssh archives whole", TIMEOUT, analyzer, &s, &err),
		err.msg);
	pid_t pid = read_asked(dir, words, sizeof words);
	ok(!strcmp(words,
		   "9 -T -a -x -oBatchMode=yes -oConnectTimeout=20 -- moi@archives xapian-progsrv whole\n"),
		"ssh is given %s", words);
	is_num(coop_remote_count(s->base.remote), DOCUMENTS, "it has all documents");
	is_num(read_one(s->base.remote, &err), COOP_OK, "and answers");
	kill(pid, SIGKILL);
	is_num(read_one(s->base.remote, &err), COOP_OK, "killed it is started again");
	coop_snapshot_free(s);
	need(!coop_snapshot_open_remote(
		     &place, 1, "ssh archives whole", SHORT, analyzer, &s, &err),
		err.msg);
	pid = read_asked(dir, words, sizeof words);
	kill(pid, SIGSTOP);
	is_num(read_one(s->base.remote, &err), COOP_E_IO, "hung: %s", err.msg);
	coop_snapshot_free(s);
	kill(pid, SIGKILL);
}

static void test_all(const char *dir)
{
	analyzer = new_analyzer();
	write_all(dir);
	for (unsigned there = 0; there < 1U << SHARDS; there++)
		test_same(there);
	test_names();
	test_wrong();
	test_lying();
	test_columns(dir);
	test_lost();
	test_replica();
	test_ssh(dir);
	for (int k = 0; k < SHARDS; k++) {
		end_server(&servers[k]);
		coop_buf_release(&folders[k]);
	}
	coop_buf_release(&whole);
	coop_analyzer_free(analyzer);
}

int main(void)
{
	in_scratch(test_all);
	return done();
}
