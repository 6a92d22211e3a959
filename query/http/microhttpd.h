/*
 * microhttpd.h - libmicrohttpd, loaded when a server is asked for: it brings a TLS library with it, which
 * every query would wait for if the program were linked with it.
 *
 * Its functions are called through `microhttpd`, by their names without MHD_; the rest of its header is
 * used as it is. Nothing else includes <microhttpd.h>.
 */
#ifndef COOP_QUERY_HTTP_MICROHTTPD_H
#define COOP_QUERY_HTTP_MICROHTTPD_H

#include "shared/core/error.h"

#ifdef COOP_HAVE_MICROHTTPD

#include <microhttpd.h>

/* A function of the table below, and its type from the library's own declaration. */
#define MICROHTTPD_FUNCTIONS(of)                                                         \
	of(start_daemon);                                                                \
	of(stop_daemon);                                                                 \
	of(add_connection);                                                              \
	of(suspend_connection);                                                          \
	of(resume_connection);                                                           \
	of(get_connection_info);                                                         \
	of(get_connection_values_n);                                                     \
	of(create_response_from_buffer_with_free_callback_cls);                          \
	of(create_response_from_fd64);                                                   \
	of(add_response_header);                                                         \
	of(queue_response);                                                              \
	of(destroy_response)

#define MICROHTTPD_DECLARE(name) __typeof__(MHD_##name) *name
struct microhttpd {
	MICROHTTPD_FUNCTIONS(MICROHTTPD_DECLARE);
};
#undef MICROHTTPD_DECLARE

/* Set by microhttpd_load(). */
extern struct microhttpd microhttpd;

#endif

/* Loads it, once for all threads. COOP_E_IO with a hint: it is not there, or too old. */
enum coop_status microhttpd_load(struct coop_error *err);

#endif
