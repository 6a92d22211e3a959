/*
 * http_app.c - a small application behind query/http, for tests/cli/http_cases.py: it says what it was asked, and
 * takes as long, or answers with as much, as it is told to.
 */
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query/http/http.h"
#include "shared/core/diag.h"

static struct {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	unsigned waiting; /* answers that wait to be let go */
	bool go;
	atomic_uint answers, edition;
} app = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

/* Waits until somebody asks for /go. */
static void wait_for_go(void)
{
	pthread_mutex_lock(&app.lock);
	app.waiting++;
	while (!app.go)
		pthread_cond_wait(&app.changed, &app.lock);
	app.waiting--;
	pthread_mutex_unlock(&app.lock);
}

static void let_go(bool go)
{
	pthread_mutex_lock(&app.lock);
	app.go = go;
	pthread_cond_broadcast(&app.changed);
	pthread_mutex_unlock(&app.lock);
}

/* Lets answers go once standard input ends. */
static void *watch_input(void *data)
{
	char bytes[16];
	while (read(STDIN_FILENO, bytes, sizeof bytes) > 0)
		continue;
	let_go(true);
	return data;
}

static void begin_to_watch(void)
{
	pthread_t watcher;
	sigset_t all, mask;
	/* signals are the server's alone */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &mask);
	if (pthread_create(&watcher, NULL, watch_input, NULL) == 0)
		pthread_detach(watcher);
	pthread_sigmask(SIG_SETMASK, &mask, NULL);
}

static unsigned count_waiting(void)
{
	pthread_mutex_lock(&app.lock);
	unsigned n = app.waiting;
	pthread_mutex_unlock(&app.lock);
	return n;
}

static unsigned long number_of(const struct http_request *r, const char *name)
{
	const struct http_param *p = http_param(r, name);
	return p ? strtoul(p->value, NULL, 10) : 0;
}

/* A parameter a line: its kind, its name, and its bytes in hexadecimal. */
static void print_params(
	FILE *out, const char *kind, const struct http_param *items, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		fprintf(out, "%s %s=", kind, items[i].name);
		for (size_t k = 0; k < items[i].len; k++)
			fprintf(out, "%02x", (unsigned char)items[i].value[k]);
		fputc('\n', out);
	}
}

static void print_request(FILE *out, const struct http_request *r, unsigned thread)
{
	fprintf(out, "%s %s %s %s thread %u\n", r->method == HTTP_POST ? "POST" : "GET",
		r->path, r->host, r->french ? "fr" : "en", thread);
	print_params(out, "param", r->params, r->nparams);
	print_params(out, "field", r->fields, r->nfields);
}

static void print_bytes(FILE *out, unsigned long n)
{
	for (unsigned long i = 0; i < n; i++)
		putc((int)('a' + i % 23), out);
}

static void set_text(const struct http_request *r, const char *name, struct coop_buf *to)
{
	const struct http_param *p = http_param(r, name);
	if (p)
		coop_buf_add(to, p->value, p->len);
}

static void answer(void *data, unsigned thread, const struct http_request *r,
	struct http_response *response)
{
	(void)data;
	unsigned times = atomic_fetch_add(&app.answers, 1) + 1;
	response->type = "text/plain; charset=utf-8";
	response->keep = http_param(r, "keep") != NULL;
	response->forever = http_param(r, "forever") != NULL;
	if (strcmp(r->path, "/slow") == 0 || strcmp(r->path, "/long") == 0)
		wait_for_go();
	else if (strcmp(r->path, "/go") == 0)
		let_go(true);
	else if (strcmp(r->path, "/halt") == 0)
		let_go(false);
	else if (strcmp(r->path, "/edition") == 0)
		atomic_fetch_add(&app.edition, 1);
	if (strcmp(r->path, "/missing") == 0)
		response->status = 404;
	response->broken = strcmp(r->path, "/broken") == 0;
	if (strcmp(r->path, "/elsewhere") == 0)
		response->status = 303;
	set_text(r, "name", &response->download);
	set_text(r, "to", &response->location);
	if (strcmp(r->path, "/big") == 0)
		print_bytes(response->out, number_of(r, "bytes"));
	else if (strcmp(r->path, "/waiting") == 0)
		fprintf(response->out, "%u\n", count_waiting());
	else if (strcmp(r->path, "/times") == 0)
		fprintf(response->out, "times %u\n", times);
	else
		print_request(response->out, r, thread);
}

static bool is_long(void *data, const struct http_request *r)
{
	(void)data;
	return strcmp(r->path, "/long") == 0;
}

static void refuse(
	void *data, const struct http_request *r, struct http_response *response)
{
	(void)data;
	response->type = "text/plain; charset=utf-8";
	fprintf(response->out, "refused %u: %s\n", response->status, r->refused);
}

static uint64_t edition(void *data)
{
	(void)data;
	return atomic_load(&app.edition);
}

static void listening(void *data, const char *url)
{
	(void)data;
	printf("%s\n", url);
	fflush(stdout);
}

/* Sets what an option says. */
static void set_option(struct http_settings *s, const char **host, int option)
{
	unsigned n = (unsigned)strtoul(optarg ? optarg : "", NULL, 10);
	switch (option) {
	case 'l':
		s->listen = optarg;
		break;
	case 'n':
		*host = optarg;
		s->nhosts = 1;
		break;
	case 't':
		s->threads = n;
		break;
	case 'c':
		s->clients = n;
		break;
	case 'a':
		s->seconds_to_ask = n;
		break;
	case 'k':
		s->seconds_to_take = n;
		break;
	case 'e':
		s->seconds_to_end = n;
		break;
	case 'f':
		s->files = n;
		break;
	case 'g':
		s->log = fopen(optarg, "a");
		break;
	default:
		begin_to_watch();
	}
}

/*
 * http_app [-l LISTEN] [-n HOST] [-t THREADS] [-c CLIENTS] [-a|-k|-e SECONDS to ask|take|end]
 * [-f BYTES in files] [-g LOG] [-i, to let answers go once standard input ends]
 */
int main(int argc, char **argv)
{
	const char *host;
	struct http_settings s = {.hosts = &host, .threads = 2};
	const struct http_app calls = {.answer = answer,
		.is_long = is_long,
		.refuse = refuse,
		.edition = edition,
		.listening = listening};
	struct coop_error err = {0};
	for (int o; (o = getopt(argc, argv, "l:n:t:c:a:k:e:f:g:i")) != -1;)
		set_option(&s, &host, o);
	enum coop_status status = http_serve(&s, &calls, &err);
	if (status == COOP_OK)
		puts("ended");
	else
		coop_diag("http_app", NULL, &err);
	if (s.log)
		fclose(s.log);
	return (int)status;
}
