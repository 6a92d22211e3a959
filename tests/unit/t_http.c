/*
 * t_http.c - the parts of query/http that need no connection: addresses, names, languages, parameters, names of
 * files, answers that are kept, and bodies.
 */
#include <unistd.h>

#include "query/http/address.h"
#include "query/http/body.h"
#include "query/http/disposition.h"
#include "query/http/headers.h"
#include "query/http/language.h"
#include "query/http/params.h"
#include "query/http/response_cache.h"
#include "tests/unit/tap.h"

/* of all bodies here */
static struct body_files files = {.max = 4 * (uint64_t)BODY_IN_MEMORY};

static void test_addresses(void)
{
	/* what is listened at, and the address it is; NULL: none */
	static const char *const list[][2] = {
		{"127.0.0.1:8717", "http://127.0.0.1:8717/"},
		{"127.0.0.1", "http://127.0.0.1:8717/"},
		{"192.168.1.2:80", "http://192.168.1.2/"},
		{"8080", "http://127.0.0.1:8080/"},
		{":8080", "http://127.0.0.1:8080/"},
		{"0", "http://127.0.0.1:0/"},
		{"localhost", "http://127.0.0.1:8717/"},
		{"LocalHost:1", "http://127.0.0.1:1/"},
		{"0.0.0.0:81", "http://localhost:81/"},
		{"[::1]:80", "http://[::1]/"},
		{"[::1]", "http://[::1]:8717/"},
		{"::1", "http://[::1]:8717/"},
		{"[2001:db8::7]:8717", "http://[2001:db8::7]:8717/"},
		{"[::]:8717", "http://localhost:8717/"},
		{"65535", "http://127.0.0.1:65535/"},
		{"65536", NULL},
		{"000080", NULL},
		{"-1", NULL},
		{"", NULL},
		{":", NULL},
		{"1.2.3", NULL},
		{"1.2.3.4.5:1", NULL},
		{"127.0.0.1:", NULL},
		{"127.0.0.1:http", NULL},
		{"127.0.0.1: 80", NULL},
		{"[::1", NULL},
		{"[::1]8717", NULL},
		{"[]:80", NULL},
		{"[127.0.0.1]:80", NULL},
		{"[localhost]:80", NULL},
		{"example.org:80", NULL},
		{"1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa:bbbb", NULL},
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct address a;
		struct coop_buf url = {0};
		if (address_read(list[i][0], &a))
			address_url(&a, &url);
		is_str(coop_buf_cstr(&url), url.len, list[i][1] ? list[i][1] : "",
			"'%s' is listened at", list[i][0]);
		coop_buf_release(&url);
	}
}

static void test_hosts(void)
{
	static const char *const names[] = {"Catalogue.example", "proxy.example:80"};
	static const struct {
		const char *here, *host;
		bool ours;
	} list[] = {
		{"127.0.0.1:8717", "127.0.0.1:8717", true},
		{"127.0.0.1:8717", "localhost:8717", true},
		{"127.0.0.1:8717", "LOCALHOST:8717", true},
		{"127.0.0.1:8717", "catalogue.EXAMPLE:8717", true},
		{"127.0.0.1:8717", "proxy.example", true},
		{"127.0.0.1:8717", "proxy.example:80", true},
		{"127.0.0.1:8717", "proxy.example:8717", false},
		{"127.0.0.1:8717", "catalogue.example", false},
		{"127.0.0.1:8717", "localhost", false},
		{"127.0.0.1:8717", "127.0.0.1", false},
		{"127.0.0.1:8717", "127.0.0.1:8718", false},
		{"127.0.0.1:8717", "127.0.0.2:8717", false},
		{"127.0.0.1:8717", "evil.example:8717", false},
		{"127.0.0.1:8717", "127.0.0.1.evil.example:8717", false},
		{"127.0.0.1:8717", "xlocalhost:8717", false},
		{"127.0.0.1:8717", "localhost.:8717", false},
		{"127.0.0.1:8717", "[localhost]:8717", false},
		{"127.0.0.1:8717", "localhost:8717:8717", false},
		{"127.0.0.1:8717", "localhost:", false},
		{"127.0.0.1:8717", "", false},
		{"127.0.0.1:8717", ":8717", false},
		{"127.0.0.1:8717", "[::1]:8717", false},
		{"127.0.0.1:80", "localhost", true},
		{"127.0.0.1:80", "localhost:80", true},
		{"127.0.0.1:80", "127.0.0.1", true},
		{"192.168.1.2:80", "192.168.1.2", true},
		{"192.168.1.2:80", "localhost", false},
		{"192.168.1.2:80", "127.0.0.1", false},
		{"[::1]:80", "[::1]", true},
		{"[::1]:8717", "[::1]:8717", true},
		{"[::1]:8717", "[0:0::1]:8717", true},
		{"[::1]:8717", "localhost:8717", true},
		{"[::1]:80", "::1", true},
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct address here;
		need(address_read(list[i].here, &here), list[i].here);
		ok(host_is_ours(list[i].host, &here, names, 2) == list[i].ours,
			"at %s, '%s' is %s", list[i].here, list[i].host,
			list[i].ours ? "this server" : "another one");
	}
}

static void test_origins(void)
{
	static const char *const ours[] = {"http://localhost:8717",
		"https://localhost:8717", "HTTP://LOCALHOST:8717"},
				 *const others[] = {"", "null", "localhost:8717",
					 "http://localhost", "http://localhost:87170",
					 "http://localhost:8717/", "http://evil.example",
					 "http://evil.example/http://localhost:8717",
					 "ftp://localhost:8717"};
	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		ok(origin_is(ours[i], "localhost:8717"), "'%s' is this server", ours[i]);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		ok(!origin_is(others[i], "localhost:8717"), "'%s' is another", others[i]);
}

static void test_languages(void)
{
	static const struct {
		const char *sent;
		const char *wanted; /* "?": what the user of the program speaks */
	} list[] = {
		{NULL, "?"},
		{"", "?"},
		{"de, es;q=0.5", "?"},
		{"*", "?"},
		{"fr", "fr"},
		{"FR-ca", "fr"},
		{"fr-FR,fr;q=0.9,en-US;q=0.8,en;q=0.7", "fr"},
		{"en-US,en;q=0.5", "en"},
		{"en-US,en;q=0.9,fr;q=0.8", "en"},
		{"en;q=0.5, fr;q=0.6", "fr"},
		{"en;q=0.59, fr;q=0.599", "fr"},
		{"en;q=0.5,fr", "fr"},
		{"en, fr", "en"},
		{"fr, en", "fr"},
		{"de, fr;q=0.2", "fr"},
		{"fr;q=0", "en"},
		{"fr;q=0, en;q=0", "?"},
		{"*, fr;q=0.5", "en"},
		{"*;q=0.1, fr;q=0.5", "fr"},
		{"fra", "?"},
		{"frisian, en", "en"},
		{" fr\t; q=0.8 , en ;q=0.9", "en"},
		{"fr;level=1;q=0.3, en;q=0.2", "fr"},
		{"fr;q=, en;q=0.1", "en"},
		{"fr;q=2, en;q=0.1", "en"},
		{"fr;q=1.9, en;q=0.5", "fr"},
		{",,;q=1,=,en", "en"},
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		bool own = prefers_french(list[i].sent, true),
		     other = prefers_french(list[i].sent, false);
		const char *got = own != other ? "?" : own ? "fr" : "en";
		is_str(got, strlen(got), list[i].wanted, "'%s'",
			list[i].sent ? list[i].sent : "(none)");
	}
}

static void test_params(void)
{
	struct params p;
	struct coop_buf many = {0};
	static const char sent[] = "a=1&b&&=x&a=%4a%zz%4&q=%00+%e9&%c3%a9==&";
	is_num(params_read(&p, sent, strlen(sent)), 0, "parameters are read");
	is_num(p.count, 6, "as many as there are");
	static const struct {
		const char *name, *value;
		size_t len;
	} expected[] = {{"a", "1", 1}, {"b", "", 0}, {"", "x", 1}, {"a", "J%zz%4", 6},
		{"q", "\0 \xe9", 3}, {"\xc3\xa9", "=", 1}};
	for (size_t i = 0; i < p.count; i++)
		ok(strcmp(p.items[i].name, expected[i].name) == 0 &&
				p.items[i].len == expected[i].len &&
				memcmp(p.items[i].value, expected[i].value,
					p.items[i].len + 1) == 0,
			"parameter %zu", i);
	struct http_request r = {.params = p.items, .nparams = p.count};
	ok(http_param(&r, "a") == &p.items[0] && !http_param(&r, "c") &&
			!http_field(&r, "a"),
		"the first of a name is found");
	params_release(&p);
	for (int i = 0; i < HTTP_PARAMS_MAX; i++)
		coop_buf_str(&many, "a&");
	is_num(params_read(&p, many.s, many.len), 0, "as many as may be");
	is_num(p.count, HTTP_PARAMS_MAX, "are all there");
	params_release(&p);
	coop_buf_str(&many, "a");
	is_num(params_read(&p, many.s, many.len), 400, "one more is refused");
	params_release(&p);
	is_num(params_read(&p, "a%00b=c", 7), 400, "so is a name with a NUL");
	params_release(&p);
	coop_buf_release(&many);
}

static void test_paths(void)
{
	/* as sent, and decoded; NULL: refused */
	static const char *const list[][2] = {{"/", "/"}, {"/a%20b+c", "/a b+c"},
		{"/%C3%a9/", "/\xc3\xa9/"}, {"/%2e%2E", "/.."}, {"/%25", "/%"},
		{"/%", NULL}, {"/%4", NULL}, {"/%4g", NULL}, {"/a%00", NULL}, {"", NULL},
		{"a", NULL}, {"%2f", NULL}, {"*", NULL}};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		char path[32];
		bool good = path_decode(list[i][0], strlen(list[i][0]), path);
		const char *got = good ? path : "refused";
		is_str(got, strlen(got), list[i][1] ? list[i][1] : "refused", "path '%s'",
			list[i][0]);
	}
}

static void test_dispositions(void)
{
	static const char *const list[][2] = {
		{"notices.csv", "attachment; filename=\"notices.csv\""},
		{"a b (1).csv", "attachment; filename=\"a b (1).csv\""},
		{"a\"b\\c/d%e\r\nf", "attachment; filename=\"a_b_c_d_e__f\""},
		{"\xc3\xa9t\xc3\xa9.csv",
			"attachment; filename=\"_t_.csv\"; filename*=UTF-8''%C3%A9t%C3%A9.csv"},
		{"\xe2\x82\xac/\"'*",
			"attachment; filename=\"___'*\"; filename*=UTF-8''%E2%82%AC_%22%27%2A"},
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		char *got = disposition_write(list[i][0], strlen(list[i][0]));
		is_str(got, got ? strlen(got) : 0, list[i][1], "the name of file %zu", i);
		free(got);
	}
}

static bool count_header(void *data, const char *name, const char *value)
{
	(void)value;
	struct coop_buf *b = data;
	coop_buf_printf(b, "%s ", name);
	return strcmp(name, "Location") != 0;
}

static void test_headers(void)
{
	struct answer a = {.status = 200, .type = "text/plain"};
	struct coop_buf names = {0};
	ok(headers_give(&a, "\"e\"", count_header, &names), "headers are given");
	is_str(coop_buf_cstr(&names), names.len,
		"Content-Security-Policy X-Content-Type-Options Referrer-Policy Cross-Origin-Opener-Policy Cross-Origin-Resource-Policy X-Frame-Options Permissions-Policy Vary Cache-Control ETag Content-Type ",
		"these");
	char location[] = "/";
	a.location = location;
	ok(!headers_give(&a, NULL, count_header, &names), "one that is not taken fails");
	coop_buf_release(&names);
}

/* An answer of `len` bytes. */
static struct answer *make_answer(size_t len)
{
	struct http_response r = {.status = 200, .keep = true};
	struct body body;
	need(body_open(&body, &files), "memory");
	for (size_t i = 0; i < len; i++)
		putc('x', body.out);
	struct answer *a = answer_make(&r, &body);
	need(a != NULL, "an answer");
	return a;
}

static void add(struct response_cache *c, const char *key, size_t len)
{
	struct answer *a = make_answer(len);
	response_cache_add(c, key, a);
	answer_release(a);
}

static bool holds(struct response_cache *c, const char *key)
{
	struct answer *a = response_cache_find(c, key);
	answer_release(a);
	return a != NULL;
}

static void test_cache(void)
{
	enum { ROOM = 40000, EACH = 9000 /* four of them, with what is beside them */ };
	struct response_cache *c = response_cache_new(ROOM);
	need(c != NULL, "memory");
	for (const char *key = "abcd"; *key; key++)
		add(c, (char[]){*key, '\0'}, EACH / 3);
	ok(holds(c, "a") && holds(c, "b") && holds(c, "c") && holds(c, "d"),
		"four are kept");
	struct answer *b = response_cache_find(c, "b");
	holds(c, "a");
	add(c, "e", ROOM * 3 / 4);
	ok(holds(c, "a") && holds(c, "e"), "those that were asked for last stay");
	ok(!holds(c, "c") && !holds(c, "d"), "the others make room");
	ok(b && b->len == EACH / 3 && b->body.s[0] == 'x',
		"who has one of them keeps it");
	answer_release(b);
	add(c, "f", ROOM);
	ok(!holds(c, "f") && holds(c, "e"), "one that is too long for all is not kept");
	response_cache_free(c);
	c = response_cache_new(RESPONSE_CACHE_BYTES);
	need(c != NULL, "memory");
	add(c, "a", RESPONSE_CACHE_BYTES_EACH);
	add(c, "b", RESPONSE_CACHE_BYTES_EACH + 1);
	ok(holds(c, "a") && !holds(c, "b"), "nor one that is too long by itself");
	add(c, "b", 1);
	add(c, "b", 2);
	struct answer *a = response_cache_find(c, "b");
	is_num(a ? (size_t)a->len : 0, 1, "what is there already stays");
	answer_release(a);
	size_t kept = 0;
	char key[32];
	for (int i = 0; i < RESPONSE_CACHE_ENTRIES + 10; i++) {
		snprintf(key, sizeof key, "%d", i);
		add(c, key, 1);
	}
	for (int i = 0; i < RESPONSE_CACHE_ENTRIES + 10; i++) {
		snprintf(key, sizeof key, "%d", i);
		kept += holds(c, key);
	}
	is_num(kept, RESPONSE_CACHE_ENTRIES, "there are so many at most");
	response_cache_renew(c, 1);
	add(c, "a", 1);
	response_cache_renew(c, 1);
	ok(holds(c, "a") && !holds(c, key), "those of an edition before are dropped");
	response_cache_renew(c, 2);
	ok(!holds(c, "a"), "and so are these");
	response_cache_free(c);
}

static void test_keys(void)
{
	struct http_request r[] = {{.host = "a:1"}, {.host = "a:1"}, {.host = "a:1"},
		{.host = "b:1"}, {.host = "a:1", .french = true}};
	const char *targets[] = {"/x?y=1", "/x?y=1", "/x?y=2", "/x?y=1", "/x?y=1"};
	const uint64_t editions[] = {7, 8, 7, 7, 7};
	struct coop_buf keys[5] = {{0}};
	for (size_t i = 0; i < 5; i++)
		response_cache_key(&r[i], editions[i], targets[i], &keys[i]);
	for (size_t i = 0; i < 5; i++) {
		for (size_t k = 0; k < i; k++)
			ok(strcmp(keys[i].s, keys[k].s) != 0, "%s is not %s", keys[i].s,
				keys[k].s);
	}
	for (size_t i = 0; i < 5; i++)
		coop_buf_release(&keys[i]);
}

static void test_bodies(void)
{
	static const size_t lengths[] = {
		0, 1, BODY_IN_MEMORY, BODY_IN_MEMORY + 1, 3 * (size_t)BODY_IN_MEMORY};
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		struct body b;
		size_t n = lengths[i];
		need(body_open(&b, &files), "memory");
		for (size_t k = 0; k < n; k++)
			putc((int)(k % 251), b.out);
		ok(body_finish(&b) && b.len == n, "%zu bytes are written", n);
		ok((b.fd < 0) == (n <= BODY_IN_MEMORY), "in memory, while they are few");
		unsigned char last = 0;
		bool there = n == 0 ||
			     (b.fd < 0 ? (last = (unsigned char)b.memory.s[n - 1], true)
				       : pread(b.fd, &last, 1, (off_t)n - 1) == 1);
		ok(there && (n == 0 || last == (n - 1) % 251), "up to the last one");
		body_release(&b);
	}
	struct body b;
	setenv("TMPDIR", "/nonexistent", 1);
	need(body_open(&b, &files), "memory");
	for (size_t k = 0; k < 2 * (size_t)BODY_IN_MEMORY; k++)
		putc('x', b.out);
	ok(!body_finish(&b), "where there is no room, it fails");
	body_release(&b);
	unsetenv("TMPDIR");
}

/* A body that is in a file, or found no room for one. */
static void write_body(struct body *b)
{
	need(body_open(b, &files), "memory");
	for (size_t k = 0; k < 2 * (size_t)BODY_IN_MEMORY; k++)
		putc('x', b->out);
}

static void test_files(void)
{
	struct http_response r = {.status = 200};
	struct body a, b, c;
	is_num(atomic_load(&files.bytes), 0, "no file is left");
	write_body(&a);
	write_body(&b);
	ok(body_finish(&a) && body_finish(&b), "there is room for two files");
	write_body(&c);
	ok(!body_finish(&c) && c.crowded, "there is none for another one");
	body_release(&c);
	body_release(&a);
	write_body(&a);
	struct answer *sent = answer_make(&r, &a);
	ok(sent && !a.crowded, "until one is gone");
	write_body(&c);
	ok(!body_finish(&c), "an answer has the file of its body");
	body_release(&c);
	answer_release(sent);
	body_release(&b);
	is_num(atomic_load(&files.bytes), 0, "all of it is given back");
}

static void test_redirections(void)
{
	static const char *const list[][2] = {{"/a?b=c", "/a?b=c"}, {"/", "/"},
		{"/\xc3\xa9 \r\n", "/%C3%A9%20%0D%0A"}, {"//evil", NULL},
		{"/\\evil", NULL}, {"http://evil", NULL}, {"a", NULL}};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct http_response r = {.status = 303};
		struct body body;
		need(body_open(&body, &files), "memory");
		coop_buf_str(&r.location, list[i][0]);
		struct answer *a = answer_make(&r, &body);
		const char *got = a ? a->location : "refused";
		is_str(got, strlen(got), list[i][1] ? list[i][1] : "refused", "to '%s'",
			list[i][0]);
		answer_release(a);
	}
}

int main(void)
{
	test_addresses();
	test_hosts();
	test_origins();
	test_languages();
	test_params();
	test_paths();
	test_dispositions();
	test_headers();
	test_cache();
	test_keys();
	test_bodies();
	test_files();
	test_redirections();
	return done();
}
