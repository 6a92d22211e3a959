/*
 * t_stub.c - the stub of an index: read as text, it names a generation or nothing.
 */
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "shared/index/stub.h"
#include "tests/unit/files.h"

static struct coop_buf path;
static int folder;

static const char *in_folder(const char *dir, const char *name)
{
	coop_buf_reset(&path);
	coop_buf_printf(&path, "%s/%s", dir, name);
	return coop_buf_cstr(&path);
}

/* What reading gives, and the number or a word of the message. */
static void check(enum coop_status expected, unsigned long number, const char *word,
	const char *what)
{
	struct coop_error err = {0};
	struct coop_stub got = {7, 7, 7};
	enum coop_status st = coop_stub_read(folder, "index", &got, &err);
	ok(st == expected && got.number == number && (!st || strstr(err.msg, word)),
		"%s: %s", what, err.msg);
}

/* Writes a stub with one line behind the first; whatever it is, nothing else is obeyed. */
static void write_stub(const char *dir, const char *first, const char *line, size_t len)
{
	struct coop_buf text = {0};
	coop_buf_str(&text, first);
	coop_buf_add(&text, line, len);
	need(!text.failed, "memory");
	write_whole(in_folder(dir, COOP_INDEX_STUB), text.s, text.len);
	coop_buf_release(&text);
}

static void test_texts(const char *dir)
{
	static const char *const wrong[] = {"", "\n", "auto", "auto \n", "auto gen-1",
		"auto gen-0\n", "auto gen-01\n", "auto gen--1\n", "auto gen-+1\n",
		"auto gen- 1\n", "auto gen-1 \n", "auto  gen-1\n", "auto\tgen-1\n",
		"auto gen-1\r\n", "auto gen-1\n\n", "auto gen-1\nauto gen-2\n",
		"auto gen-1x\n", "auto gen-1/../../x\n", "auto ../gen-1\n",
		"auto ./gen-1\n", "auto /gen-1\n", "auto .\n", "auto ..\n",
		"auto XAPIANDB\n", "gen-1\n", "glass gen-1\n", "chert gen-1\n",
		"remote localhost:1\n", "remote :/bin/touch x\n", "inmemory\n",
		"# x\nauto gen-1\n", "AUTO gen-1\n", " auto gen-1\n",
		"auto gen-99999999999999999999\n",
		"auto gen-111111111111111111111111111111111111111111111111111111111111\n",
		"auto gen-18446744073709551615\n", "auto gen-2\n"};
	char first[COOP_STUB_TEXT];
	coop_stub_text((struct coop_stub){1, 0x1234567, 0x89abcdef}, first);
	*strstr(first, "auto") = '\0';
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		write_stub(dir, "", wrong[i], strlen(wrong[i]));
		check(COOP_E_CORRUPT, 0, "gen", wrong[i]);
		write_stub(dir, first, wrong[i], strlen(wrong[i]));
		check(COOP_E_CORRUPT, 0, "gen", wrong[i]);
	}
	write_stub(dir, first, "auto gen-1\0\n", 12);
	check(COOP_E_CORRUPT, 0, "gen", "with a NUL");
	static const unsigned long numbers[] = {1, 9, 10, 4294967, 400000000};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		char text[COOP_STUB_TEXT];
		coop_stub_text((struct coop_stub){numbers[i], 0xa1b2c3d4U + (uint32_t)i,
				       (uint32_t)i},
			text);
		write_stub(dir, "", text, strlen(text));
		check(COOP_OK, numbers[i], "", text);
	}
}

/* Any byte changed to any other, and any end cut off, is noticed. */
static void test_damage(const char *dir)
{
	char text[COOP_STUB_TEXT];
	size_t noticed = 0, trials = 0, len;
	struct coop_stub got;
	coop_stub_text((struct coop_stub){12, 0x0badcafe, 0xfeedbeef}, text);
	len = strlen(text);
	for (size_t i = 0; i < len; i++) {
		char kept = text[i];
		for (int with = 1; with < 256; with++, trials++) {
			text[i] = (char)(kept ^ with);
			write_stub(dir, "", text, len);
			noticed += coop_stub_read(folder, "index", &got, NULL) ==
				   COOP_E_CORRUPT;
		}
		text[i] = kept;
		write_stub(dir, "", text, i);
		trials++;
		noticed += coop_stub_read(folder, "index", &got, NULL) == COOP_E_CORRUPT;
	}
	is_num(noticed, trials, "all damage is noticed");
}

static void make_socket(const char *at)
{
	struct sockaddr_un name = {.sun_family = AF_UNIX};
	need(strlen(at) < sizeof name.sun_path, "a path too long");
	memcpy(name.sun_path, at, strlen(at));
	int s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	need(s >= 0 && bind(s, (struct sockaddr *)&name, sizeof name) == 0, "no socket");
	close(s);
}

/* What is no file does not make anybody wait. */
static void test_kinds(const char *dir)
{
	const char *stub = in_folder(dir, COOP_INDEX_STUB);
	check(COOP_E_NOINDEX, 0, "index", "no stub");
	need(mkfifo(stub, 0600) == 0, "no FIFO");
	check(COOP_E_CORRUPT, 0, "regular", "a FIFO");
	unlink(stub);
	need(mkdir(stub, 0700) == 0, "no folder");
	check(COOP_E_CORRUPT, 0, "regular", "a folder");
	rmdir(stub);
	make_socket(stub);
	check(COOP_E_CORRUPT, 0, "regular", "a socket");
	unlink(stub);
	need(symlink("elsewhere", stub) == 0, "no link");
	check(COOP_E_CORRUPT, 0, "link", "a link to nothing");
	char *other = strdup(in_folder(dir, "elsewhere"));
	need(other != NULL, "out of memory");
	write_whole(other, "auto gen-1\n", 11);
	check(COOP_E_CORRUPT, 0, "link", "a link to a stub");
	unlink(in_folder(dir, COOP_INDEX_STUB));
	unlink(other);
	free(other);
}

static void check_open(enum coop_status expected, const char *what)
{
	struct coop_error err = {0};
	int fd;
	enum coop_status st = coop_generation_open(folder, "index", 3, &fd, &err);
	ok(st == expected && (fd >= 0) == !st, "%s: %s", what, err.msg);
	if (fd >= 0)
		close(fd);
}

static void test_generations(const char *dir)
{
	const char *at = in_folder(dir, "gen-3");
	check_open(COOP_E_STALE, "a generation that is gone");
	need(mkdir(at, 0700) == 0, "no folder");
	check_open(COOP_OK, "a generation");
	rmdir(at);
	need(symlink(".", at) == 0, "no link");
	check_open(COOP_E_CORRUPT, "a link to a folder");
	unlink(at);
	write_whole(at, "x", 1);
	check_open(COOP_E_CORRUPT, "a file");
	unlink(at);
}

static void test_all(const char *dir)
{
	folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	need(folder >= 0, dir);
	test_kinds(dir);
	test_texts(dir);
	test_damage(dir);
	test_generations(dir);
	close(folder);
}

static void test_names(void)
{
	static const char *const wrong[] = {"", "gen", "gen-", "gen-0", "gen-01",
		"gen-1a", "gen--1", "Gen-1", "gen-1.new", "gen-1/", "xgen-1"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		is_num(coop_generation_number(wrong[i]), 0, "'%s'", wrong[i]);
	char name[COOP_GENERATION_NAME];
	coop_generation_name(1234567890, name);
	is_str(name, strlen(name), "gen-1234567890", "a name");
	is_num(coop_generation_number(name), 1234567890, "and its number");
}

int main(void)
{
	test_names();
	in_scratch(test_all);
	coop_buf_release(&path);
	return done();
}
