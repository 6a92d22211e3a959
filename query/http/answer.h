/*
 * answer.h - an answer as it is sent: the status, what headers say of it, the body. It does not change once it
 * is made, and has several users when it is kept.
 */
#ifndef COOP_QUERY_HTTP_ANSWER_H
#define COOP_QUERY_HTTP_ANSWER_H

#include <stdatomic.h>

#include "query/http/body.h"
#include "query/http/http.h"

struct answer {
	atomic_uint users;
	unsigned status;
	const char *type; /* a constant */
	char *download;   /* the value of Content-Disposition; NULL: it is shown */
	char *location;   /* NULL: it is no redirection */
	bool keep, forever;
	struct coop_buf body;     /* where it is in memory */
	int fd;                   /* where it is in a file, which has one user; else -1 */
	struct body_files *files; /* has `filed` bytes of it; NULL: it is in none */
	uint64_t filed;
	uint64_t len;
};

/*
 * Makes an answer of what an application has set and written, and releases both. NULL when memory ran out,
 * the body was not written in full, or a redirection leads elsewhere.
 */
struct answer *answer_make(struct http_response *response, struct body *body);

/* One with a status alone; NULL when memory runs out. */
struct answer *answer_new(unsigned status);

/* Another user of it, and one less: the last one frees it. NULL is fine for both. */
struct answer *answer_share(struct answer *a);
void answer_release(struct answer *a);

#endif
