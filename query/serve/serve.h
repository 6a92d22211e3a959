/*
 * serve.h - the action --serve: pages about the indexes of the options, for a browser.
 */
#ifndef COOP_QUERY_SERVE_SERVE_H
#define COOP_QUERY_SERVE_SERVE_H

#include "query/actions/actions.h"

/* Serves until SIGTERM or SIGINT. Fails as session_open() and http_serve() do before it serves. */
action action_serve;

#endif
