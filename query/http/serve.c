#include "query/http/http.h"

#include "query/http/exchange.h"

#ifdef COOP_HAVE_MICROHTTPD

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "query/http/address.h"
#include "query/http/sockets.h"
#include "query/http/turned_away.h"
#include "shared/core/i18n.h"
#include "shared/core/seed.h"

enum {
	/* milliseconds between two looks at who is late, for as long as somebody is there */
	WATCH_EVERY = 200,
	END_EVERY = 20,           /* the same when the server is to end */
	WAIT_FOR_DESCRIPTOR = 100 /* when the process has no more of them */
};

/* The thread that accepts connections. */
struct door {
	struct server *server;
	struct MHD_Daemon *daemon;
	struct sockets sockets;
	struct turned_away away;
	int signals; /* signalfd(2) */
	bool full;   /* no descriptor was free the last time */
};

/* What the process does with signals beside a server, to be as it was afterwards. */
struct signals {
	sigset_t ending, mask;
	struct sigaction pipe, term, interrupt;
};

/* Blocks the signals that end the server, and sets *fd to where they arrive. */
static bool take_signals(struct signals *s, int *fd)
{
	struct sigaction ignored = {.sa_handler = SIG_IGN};
	sigaction(SIGTERM, NULL, &s->term);
	sigaction(SIGINT, NULL, &s->interrupt);
	sigaction(SIGPIPE, &ignored, &s->pipe);
	sigemptyset(&s->ending);
	sigaddset(&s->ending, SIGTERM);
	/* a shell starts what runs in the background so that Ctrl-C is none of its business */
	if (s->interrupt.sa_handler != SIG_IGN)
		sigaddset(&s->ending, SIGINT);
	pthread_sigmask(SIG_BLOCK, &s->ending, &s->mask);
	*fd = signalfd(-1, &s->ending, SFD_CLOEXEC | SFD_NONBLOCK);
	return *fd >= 0;
}

/* From now on, another signal ends the process. */
static void let_signals_end(const struct signals *s)
{
	struct sigaction usual = {.sa_handler = SIG_DFL};
	sigaction(SIGTERM, &usual, NULL);
	if (sigismember(&s->ending, SIGINT))
		sigaction(SIGINT, &usual, NULL);
	pthread_sigmask(SIG_UNBLOCK, &s->ending, NULL);
}

static void give_signals_back(const struct signals *s)
{
	sigaction(SIGTERM, &s->term, NULL);
	sigaction(SIGINT, &s->interrupt, NULL);
	sigaction(SIGPIPE, &s->pipe, NULL);
	pthread_sigmask(SIG_SETMASK, &s->mask, NULL);
}

/* The library's thread has begun with a connection, or is about to close it. */
static void notice_connection(void *cls, struct MHD_Connection *connection,
	void **context, enum MHD_ConnectionNotificationCode code)
{
	struct server *s = cls;
	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		const union MHD_ConnectionInfo *info = microhttpd.get_connection_info(
			connection, MHD_CONNECTION_INFO_CONNECTION_FD);
		*context = info ? clients_started(&s->clients, info->connect_fd) : NULL;
	} else if (*context) {
		clients_leave(&s->clients, *context);
		*context = NULL;
	}
}

static struct MHD_Daemon *start_daemon(struct server *s)
{
	/* the library has requests, headers of responses and its own lists in it */
	size_t memory = 2 * (size_t)HTTP_HEADER_MAX;
	unsigned clients = (unsigned)s->clients.max;
	/* by epoll(7), it would miss the end of a client that arrives together with bytes (0.9.75) */
	return microhttpd.start_daemon(MHD_USE_POLL_INTERNAL_THREAD |
					       MHD_USE_NO_LISTEN_SOCKET | MHD_USE_ITC |
					       MHD_ALLOW_SUSPEND_RESUME,
		0, NULL, NULL, exchange_handle, s,
		/* those that are closed already leave their place before it is free in the library */
		MHD_OPTION_CONNECTION_LIMIT, 2 * clients,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory, MHD_OPTION_URI_LOG_CALLBACK,
		exchange_begin, s, MHD_OPTION_NOTIFY_COMPLETED, exchange_end, s,
		MHD_OPTION_NOTIFY_CONNECTION, notice_connection, s, MHD_OPTION_END);
}

/* Accepts a connection, if there is one; false when there is none or it cannot. */
static bool accept_one(struct door *d, int listening)
{
	struct sockaddr_storage from;
	socklen_t len = sizeof from;
	int fd = accept4(
		listening, (struct sockaddr *)&from, &len, SOCK_CLOEXEC | SOCK_NONBLOCK);
	if (fd < 0) {
		d->full = errno == EMFILE || errno == ENFILE || errno == ENOBUFS ||
			  errno == ENOMEM;
		return errno == ECONNABORTED || errno == EINTR;
	}
	if (clients_enter(&d->server->clients, fd))
		/* it closes the descriptor when it fails; its place is found again by that */
		microhttpd.add_connection(d->daemon, fd, (struct sockaddr *)&from, len);
	else
		turn_away(&d->away, fd, clients_now());
	return true;
}

/* Waits for connections, and for what comes of those turned away; false once a signal has come. */
static bool wait_at(struct door *d, int timeout)
{
	enum { AT_A_TIME = 64 };
	struct pollfd set[1 + SOCKETS_MAX + TURNED_AWAY_MAX];
	size_t n = d->full ? 0 : d->sockets.count;
	set[0] = (struct pollfd){.fd = d->signals, .events = POLLIN};
	for (size_t i = 0; i < n; i++)
		set[1 + i] = (struct pollfd){.fd = d->sockets.fds[i], .events = POLLIN};
	turned_away_wait(&d->away, &set[1 + n]);
	if (poll(set, 1 + n + d->away.count, d->full ? WAIT_FOR_DESCRIPTOR : timeout) < 0)
		return true;
	d->full = false;
	turned_away_read(&d->away, &set[1 + n], clients_now());
	for (size_t i = 0; i < n; i++) {
		for (int k = 0; set[1 + i].revents && k < AT_A_TIME; k++) {
			if (!accept_one(d, d->sockets.fds[i]))
				break;
		}
	}
	/* what is read is not pending any more, to arrive once more later */
	struct signalfd_siginfo signal;
	return read(d->signals, &signal, sizeof signal) != (ssize_t)sizeof signal;
}

/* Lets those go who ask nothing, waits for the others as long as it may, and then cuts them off. */
static void see_out(struct door *d, unsigned seconds)
{
	int64_t until = clients_now() + (int64_t)seconds * 1000;
	struct clients *c = &d->server->clients;
	sockets_close(&d->sockets);
	while (clients_cut(c, CUT_LATE_IDLE) > 0 && clients_now() < until)
		poll(NULL, 0, END_EVERY);
	clients_cut(c, CUT_ALL);
}

static unsigned or_usual(unsigned n, unsigned usual)
{
	return n > 0 ? n : usual;
}

/* Accepts connections until a signal comes. */
static void keep_door(struct door *d, const struct signals *signals)
{
	size_t clients = 0;
	while (wait_at(d, clients + d->away.count > 0 ? WATCH_EVERY : -1))
		clients = clients_cut(&d->server->clients, CUT_LATE);
	let_signals_end(signals);
	see_out(d, or_usual(d->server->settings->seconds_to_end, HTTP_SECONDS_TO_END));
}

static enum coop_status say_where(const struct door *d, struct coop_error *err)
{
	const struct http_app *app = d->server->app;
	struct coop_buf url = {0};
	struct address a;
	enum coop_status status = COOP_OK;
	for (size_t i = 0; i < d->sockets.count && status == COOP_OK; i++) {
		coop_buf_reset(&url);
		if (address_of_socket(d->sockets.fds[i], &a))
			address_url(&a, &url);
		status = coop_buf_check(&url, err);
		if (status == COOP_OK && url.len > 0)
			app->listening(app->data, url.s);
	}
	coop_buf_release(&url);
	return status;
}

/* Begins all threads, serves, and ends them. */
static enum coop_status serve_with(
	struct door *d, const struct signals *signals, struct coop_error *err)
{
	struct server *s = d->server;
	struct job_calls calls = {
		.data = s, .work = exchange_work, .drop = exchange_drop};
	enum coop_status status =
		jobs_start(s->settings->threads, HTTP_QUEUE, &calls, &s->jobs, err);
	if (status != COOP_OK)
		return status;
	d->daemon = start_daemon(s);
	if (!d->daemon)
		status = coop_fail(err, COOP_E_IO, "%s",
			TR("libmicrohttpd could not be started",
				"libmicrohttpd n'a pas pu être lancée"));
	else
		status = say_where(d, err);
	if (status == COOP_OK)
		keep_door(d, signals);
	/* the library is to end with no connection suspended */
	jobs_stop(s->jobs);
	if (d->daemon)
		microhttpd.stop_daemon(d->daemon);
	jobs_free(s->jobs);
	turned_away_close(&d->away);
	return status;
}

static enum coop_status serve(
	struct door *d, const struct signals *signals, struct coop_error *err)
{
	struct server *s = d->server;
	const struct http_settings *t = s->settings;
	s->cache = response_cache_new(RESPONSE_CACHE_BYTES);
	if (!s->cache)
		return coop_fail_nomem(err);
	enum coop_status status = COOP_E_NOMEM;
	if (!clients_open(&s->clients, or_usual(t->clients, HTTP_CLIENTS),
		    or_usual(t->seconds_to_ask, HTTP_SECONDS_TO_ASK),
		    or_usual(t->seconds_to_take, HTTP_SECONDS_TO_TAKE))) {
		coop_fail_nomem(err);
	} else {
		status = serve_with(d, signals, err);
		clients_close(&s->clients);
	}
	response_cache_free(s->cache);
	return status;
}

enum coop_status http_serve(const struct http_settings *settings,
	const struct http_app *app, struct coop_error *err)
{
	struct server server = {.settings = settings,
		.app = app,
		.number = coop_seed(),
		.french = coop_french(),
		.files = {.max = or_usual(settings->files, HTTP_FILES)}};
	struct door door = {.server = &server, .signals = -1};
	struct signals signals;
	enum coop_status status = microhttpd_load(err);
	if (status == COOP_OK)
		status = sockets_open(settings->listen, &door.sockets, err);
	if (status != COOP_OK)
		return status;
	if (take_signals(&signals, &door.signals))
		status = serve(&door, &signals, err);
	else
		status = coop_fail_errno(err,
			TR("cannot wait for", "impossible d'attendre"),
			TR("signals", "les signaux"));
	sockets_close(&door.sockets);
	if (door.signals >= 0)
		close(door.signals);
	give_signals_back(&signals);
	return status;
}

#else

enum coop_status http_serve(const struct http_settings *settings,
	const struct http_app *app, struct coop_error *err)
{
	(void)settings;
	(void)app;
	return microhttpd_load(err);
}

#endif
