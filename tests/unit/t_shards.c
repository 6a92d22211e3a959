/*
 * Lists of shards: what a file may say, and what those that say anything else are told.
 */
#include <sys/stat.h>

#include "shared/index/collection.h"
#include "shared/index/shards.h"
#include "tests/unit/files.h"

static struct coop_buf folder;

/* Writes a file of shards and reads it. */
static enum coop_status read_text(
	const char *text, size_t len, struct coop_shards *out, struct coop_error *err)
{
	struct coop_buf path = {0};
	*err = (struct coop_error){0};
	coop_buf_printf(&path, "%s/a.shards", folder.s);
	write_whole(coop_buf_cstr(&path), text, len);
	enum coop_status st = coop_shards_read(path.s, out, err);
	coop_buf_release(&path);
	return st;
}

/* Writes what was read, without the folder of the file: `2 ssh[host:0 dir] 2000 (ssh host dir);`. */
static void describe(const struct coop_shards *s, struct coop_buf *out)
{
	static const char *const kinds[] = {"path", "ssh", "tcp"};
	coop_buf_reset(out);
	for (size_t i = 0; i < s->count; i++) {
		const struct coop_shard *shard = &s->at[i];
		coop_buf_printf(out, "%zu %s", shard->line, kinds[shard->kind]);
		for (size_t p = 0; p < shard->nplaces; p++) {
			const struct coop_remote_place *at = &shard->places[p];
			const char *dir = at->dir ? at->dir : "-";
			size_t n = strlen(folder.s);
			bool inside = strncmp(dir, folder.s, n) == 0;
			coop_buf_printf(out, "[%s:%u %s]", at->host ? at->host : "",
				at->port, inside ? dir + n + 1 : dir);
		}
		coop_buf_printf(out, " %u (%s);", shard->timeout, shard->name);
	}
	need(!out->failed, "out of memory");
}

/* ---- what is read ---- */

static const struct {
	const char *text, *shards;
} good[] = {
	{"path a", "1 path[:0 a] 2000 (path a);"},
	{"path /a/b\n", "1 path[:0 /a/b] 2000 (path /a/b);"},
	{"path a\r\npath b\r\n",
		"1 path[:0 a] 2000 (path a);2 path[:0 b] 2000 (path b);"},
	{"\xef\xbb\xbfpath a\n", "1 path[:0 a] 2000 (path a);"},
	{"# first\n\n \t\n  path\t a  # second\n", "4 path[:0 a] 2000 (path a);"},
	{"path a#b", "1 path[:0 a#b] 2000 (path a#b);"},
	{"path \"#a\"", "1 path[:0 #a] 2000 (path #a);"},
	{"path \"a b\" replica=\"c d\"", "1 path[:0 a b][:0 c d] 2000 (path a b);"},
	{"path \"a b\" \"replica=c d\"", "1 path[:0 a b][:0 c d] 2000 (path a b);"},
	{"path é\" è\"", "1 path[:0 é è] 2000 (path é è);"},
	{"path -a", "1 path[:0 -a] 2000 (path -a);"},
	{"path \"a;$b\"", "1 path[:0 a;$b] 2000 (path a;$b);"},
	{"path a timeout=.1", "1 path[:0 a] 100 (path a);"},
	{"path a timeout=0.25", "1 path[:0 a] 250 (path a);"},
	{"path a timeout=3600", "1 path[:0 a] 3600000 (path a);"},
	{"path a timeout=1.", "1 path[:0 a] 1000 (path a);"},
	{"path a timeout=3.125", "1 path[:0 a] 3125 (path a);"},
	{"path a timeout=1 timeout=2", "1 path[:0 a] 2000 (path a);"},
	{"path a replica=b timeout=5 replica=c",
		"1 path[:0 a][:0 b][:0 c] 5000 (path a);"},
	{"path 1 replica=2 replica=3 replica=4 replica=5 replica=6 replica=7 replica=8 timeout=1",
		"1 path[:0 1][:0 2][:0 3][:0 4][:0 5][:0 6][:0 7][:0 8] 1000 (path 1);"},
	{"ssh h d", "1 ssh[h:0 d] 2000 (ssh h d);"},
	{"ssh user@h.example /srv/d_1 replica=other",
		"1 ssh[user@h.example:0 /srv/d_1][other:0 /srv/d_1] 2000 (ssh user@h.example /srv/d_1);"},
	{"ssh 1 d replica=2 replica=3 replica=4 replica=5 replica=6 replica=7 replica=8 timeout=1",
		"1 ssh[1:0 d][2:0 d][3:0 d][4:0 d][5:0 d][6:0 d][7:0 d][8:0 d] 1000 (ssh 1 d);"},
	{"tcp h:1", "1 tcp[h:1 -] 2000 (tcp h:1);"},
	{"tcp h:65535 replica=[::1]:7", "1 tcp[h:65535 -][::1:7 -] 2000 (tcp h:65535);"},
	{"tcp [fe80::1]:80", "1 tcp[fe80::1:80 -] 2000 (tcp [fe80::1]:80);"},
};

static void reads(void)
{
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		struct coop_shards shards, copy;
		struct coop_error err;
		struct coop_buf said = {0};
		enum coop_status st =
			read_text(good[i].text, strlen(good[i].text), &shards, &err);
		if (ok(!st, "read: %s (%s)", good[i].text, err.msg)) {
			describe(&shards, &said);
			is_str(said.s, said.len, good[i].shards, "shards: %s",
				good[i].text);
		}
		st = coop_shards_copy(&shards, &copy, &err);
		coop_shards_release(&shards); /* which the copy does not need */
		describe(&copy, &said);
		if (ok(!st && copy.file, "copied"))
			is_str(said.s, said.len, good[i].shards, "copy: %s",
				good[i].text);
		coop_shards_release(&copy);
		coop_buf_release(&said);
	}
}

/* ---- what is refused ---- */

#define TEXT(s) s, sizeof(s) - 1

static const struct {
	const char *text;
	size_t len;
	const char *at, *what; /* line:column, and a part of the message */
} bad[] = {
	{TEXT(""), NULL, "names no shard"},
	{TEXT("\n# none\n"), NULL, "names no shard"},
	{TEXT("\xef\xbb\xbf"), NULL, "names no shard"},
	{TEXT("path a\0b"), NULL, "no list of shards"},
	{TEXT("path \xff"), NULL, "no list of shards"},
	{TEXT("a"), "1:1", "a line is a shard"},
	{TEXT("\n  folder a"), "2:3", "a line is a shard"},
	{TEXT("PATH a"), "1:1", "a line is a shard"},
	{TEXT("path"), "1:1", "a line is a shard"},
	{TEXT("ssh h"), "1:5", "a line is a shard"},
	{TEXT("path \"\""), "1:6", "no place"},
	{TEXT("path a replica="), "1:8", "no place"},
	{TEXT("path a b"), "1:8", "neither timeout="},
	{TEXT("path a timeout = 1"), "1:8", "neither timeout="},
	{TEXT("path a \"b"), "1:8", "not closed"},
	{TEXT("\xef\xbb\xbf \"path\" a \""), "1:11", "not closed"},
	{TEXT("path a timeout=0"), "1:8", "time limit"},
	{TEXT("path a timeout="), "1:8", "time limit"},
	{TEXT("path a timeout=."), "1:8", "time limit"},
	{TEXT("path a timeout=abc"), "1:8", "time limit"},
	{TEXT("path a timeout=1s"), "1:8", "time limit"},
	{TEXT("path a timeout=-1"), "1:8", "time limit"},
	{TEXT("path a timeout=.0999"), "1:8", "time limit"},
	{TEXT("path a timeout=3600.1"), "1:8", "time limit"},
	{TEXT("path a timeout=99999999999999999999999"), "1:8", "time limit"},
	{TEXT("path 1 replica=2 replica=3 replica=4 replica=5 replica=6 replica=7 replica=8 replica=9"),
		"1:78", "too many replicas"},
	{TEXT("path a timeout=1 timeout=1 timeout=1 timeout=1 timeout=1 timeout=1 timeout=1 timeout=1 timeout=1 timeout=1"),
		"1:98", "too many words"},
	{TEXT("path a\ntcp h"), "2:5", "no host"},
	{TEXT("tcp h:"), "1:5", "no host"},
	{TEXT("tcp :80"), "1:5", "no host"},
	{TEXT("tcp h:0"), "1:5", "no host"},
	{TEXT("tcp h:65536"), "1:5", "no host"},
	{TEXT("tcp h:80x"), "1:5", "no host"},
	{TEXT("tcp h:+80"), "1:5", "no host"},
	{TEXT("tcp h:18446744073709551617"), "1:5", "no host"},
	{TEXT("tcp -h:80"), "1:5", "no host"},
	{TEXT("tcp u@h:80"), "1:5", "no host"},
	{TEXT("tcp ::1:80"), "1:5", "no host"},
	{TEXT("tcp [::1]"), "1:5", "no host"},
	{TEXT("tcp []:80"), "1:5", "no host"},
	{TEXT("tcp [-h]:80"), "1:5", "no host"},
	{TEXT("tcp \"h h:80\""), "1:5", "no host"},
	{TEXT("tcp h:80 replica=h"), "1:10", "no host"},
	{TEXT("ssh -oProxyCommand=x d"), "1:5", "no host"},
	{TEXT("ssh \"\" d"), "1:5", "no place"},
	{TEXT("ssh \"h d\" d"), "1:5", "no host"},
	{TEXT("ssh h;id d"), "1:5", "no host"},
	{TEXT("ssh h d replica=-v"), "1:9", "no host"},
	{TEXT("ssh h -d"), "1:7", "ssh cannot be given"},
	{TEXT("ssh h d;id"), "1:7", "ssh cannot be given"},
	{TEXT("ssh h $d"), "1:7", "ssh cannot be given"},
	{TEXT("ssh h \"d d\""), "1:7", "ssh cannot be given"},
	{TEXT("ssh h \"\""), "1:7", "ssh cannot be given"},
	{TEXT("ssh h `d`"), "1:7", "ssh cannot be given"},
};

static void refuses(void)
{
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct coop_shards shards;
		struct coop_error err;
		struct coop_buf at = {0};
		enum coop_status st = read_text(bad[i].text, bad[i].len, &shards, &err);
		coop_buf_printf(&at, "%s/a.shards%s%s", folder.s, bad[i].at ? ":" : "",
			bad[i].at ? bad[i].at : "");
		if (bad[i].at)
			coop_buf_str(&at, ":");
		ok(st == COOP_E_INPUT && strstr(err.msg, bad[i].what) &&
				strncmp(err.msg, at.s, at.len) == 0,
			"refused: %s (%d, %s)", bad[i].text, (int)st, err.msg);
		coop_shards_release(&shards);
		coop_buf_release(&at);
	}
}

/* ---- how many, and how long ---- */

static void many(size_t count, enum coop_status expected)
{
	struct coop_shards shards;
	struct coop_error err;
	struct coop_buf text = {0};
	for (size_t i = 0; i < count; i++)
		coop_buf_printf(&text, "path %zu\n", i);
	enum coop_status st = read_text(text.s, text.len, &shards, &err);
	ok(st == expected && (st || shards.count == count), "%zu shards (%s)", count,
		err.msg);
	ok(!st || strstr(err.msg, "a.shards:65:1: "), "the line is named");
	coop_shards_release(&shards);
	coop_buf_release(&text);
}

static void length(size_t len, enum coop_status expected)
{
	struct coop_shards shards;
	struct coop_error err;
	struct coop_buf text = {0};
	coop_buf_str(&text, "path a\n#");
	while (text.len < len)
		coop_buf_byte(&text, '-');
	enum coop_status st = read_text(text.s, text.len, &shards, &err);
	ok(st == expected, "%zu bytes (%s)", len, err.msg);
	coop_shards_release(&shards);
	coop_buf_release(&text);
}

/* ---- other files ---- */

static void no_file(const char *name, enum coop_status expected)
{
	struct coop_shards shards;
	struct coop_error err = {0};
	struct coop_buf path = {0};
	coop_buf_printf(&path, "%s/%s", folder.s, name);
	is_num(coop_shards_read(path.s, &shards, &err), expected, "%s", name);
	ok(strstr(err.msg, name) != NULL, "it is named (%s)", err.msg);
	coop_shards_release(&shards);
	coop_buf_release(&path);
}

static void is_file(const char *path, bool expected)
{
	ok(coop_shards_is_file(path) == expected, "is_file %s", path);
}

static void other_files(void)
{
	struct coop_buf path = {0};
	no_file("none.shards", COOP_E_NOINDEX);
	no_file("a.shards/b.shards", COOP_E_NOINDEX);
	coop_buf_printf(&path, "%s/d.shards", folder.s);
	need(mkdir(path.s, 0777) == 0, path.s);
	is_file(path.s, false); /* an index folder may have any name */
	no_file("d.shards", COOP_E_IO);
	coop_buf_reset(&path);
	coop_buf_printf(&path, "%s/f.shards", folder.s);
	need(mkfifo(path.s, 0666) == 0, path.s);
	no_file("f.shards", COOP_E_IO);
	coop_buf_release(&path);
	is_file("x.shards", true);
	is_file("a b/x.shards", true);
	is_file(".shards", false);
	is_file("a/.shards", false);
	is_file("x.Shards", false);
	is_file("x.shards/y", false);
	is_file("", false);
}

static void remote(void)
{
	struct coop_shards shards;
	struct coop_error err;
	need(!read_text(TEXT("path a\n"), &shards, &err), err.msg);
	ok(!coop_shards_are_remote(&shards), "all here");
	coop_shards_release(&shards);
	need(!read_text(TEXT("path a\ntcp h:1\n"), &shards, &err), err.msg);
	ok(coop_shards_are_remote(&shards), "one elsewhere");
	coop_shards_release(&shards);
}

int main(void)
{
	make_scratch(&folder);
	reads();
	refuses();
	many(COOP_COLLECTION_MAX, COOP_OK);
	many(COOP_COLLECTION_MAX + 1, COOP_E_INPUT);
	length(COOP_SHARDS_FILE_MAX, COOP_OK);
	length(COOP_SHARDS_FILE_MAX + 1, COOP_E_INPUT);
	other_files();
	remote();
	remove_tree(folder.s);
	coop_buf_release(&folder);
	return done();
}
