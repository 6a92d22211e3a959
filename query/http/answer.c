#include "query/http/answer.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query/http/disposition.h"

/* An address on this server as a header has it; NULL for another one, and when memory runs out. */
static char *write_location(const struct coop_buf *path)
{
	struct coop_buf out = {0};
	/* "//" and, for browsers, "/\" begin the name of another server */
	if (path->s[0] != '/' || path->s[1] == '/' || path->s[1] == '\\')
		return NULL;
	for (size_t i = 0; i < path->len; i++) {
		unsigned char c = (unsigned char)path->s[i];
		if (c <= ' ' || c >= 0x7f)
			coop_buf_printf(&out, "%%%02X", c);
		else
			coop_buf_byte(&out, (char)c);
	}
	if (!out.failed)
		return out.s;
	coop_buf_release(&out);
	return NULL;
}

/* Takes over what the response says; false when that cannot be sent. */
static bool take(struct answer *a, const struct http_response *r)
{
	a->type = r->type;
	a->keep = r->keep;
	a->forever = r->forever;
	if (r->download.failed || r->location.failed)
		return false;
	if (r->download.len > 0 &&
		!(a->download = disposition_write(r->download.s, r->download.len)))
		return false;
	return r->location.len == 0 || (a->location = write_location(&r->location));
}

struct answer *answer_new(unsigned status)
{
	struct answer *a = calloc(1, sizeof *a);
	if (!a)
		return NULL;
	atomic_init(&a->users, 1);
	a->status = status;
	a->fd = -1;
	return a;
}

struct answer *answer_make(struct http_response *response, struct body *body)
{
	struct answer *a = answer_new(response->status);
	bool good = body_finish(body) && a && !response->broken;
	if (a) {
		a->fd = body->fd;
		a->len = body->len;
		a->files = a->fd >= 0 ? body->files : NULL;
		a->filed = body->filed;
		a->body = body->memory;
		body->fd = -1;
		coop_buf_init(&body->memory);
		good = take(a, response) && good;
	}
	body_release(body);
	coop_buf_release(&response->download);
	coop_buf_release(&response->location);
	if (good)
		return a;
	answer_release(a);
	return NULL;
}

struct answer *answer_share(struct answer *a)
{
	if (a)
		atomic_fetch_add(&a->users, 1);
	return a;
}

void answer_release(struct answer *a)
{
	if (!a || atomic_fetch_sub(&a->users, 1) > 1)
		return;
	if (a->fd >= 0)
		close(a->fd);
	if (a->files)
		body_give_back(a->files, a->filed);
	coop_buf_release(&a->body);
	free(a->download);
	free(a->location);
	free(a);
}
