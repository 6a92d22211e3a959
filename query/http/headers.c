#include "query/http/headers.h"

static const struct {
	const char *name, *value;
} always[] = {
	{"Content-Security-Policy",
		"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "same-origin"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"X-Frame-Options", "DENY"},
	{"Permissions-Policy",
		"camera=(), microphone=(), geolocation=(), payment=(), usb=()"},
	{"Vary", "Accept-Language"},
};

static const char *cache_control(const struct answer *a, const char *etag)
{
	if (a->forever)
		return "public, max-age=31536000, immutable";
	return etag ? "no-cache" : "no-store";
}

bool headers_give(
	const struct answer *a, const char *etag, header_taker *take, void *data)
{
	for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
		if (!take(data, always[i].name, always[i].value))
			return false;
	}
	return take(data, "Cache-Control", cache_control(a, etag)) &&
	       (!etag || take(data, "ETag", etag)) &&
	       (!a->type || take(data, "Content-Type", a->type)) &&
	       (!a->download || take(data, "Content-Disposition", a->download)) &&
	       (!a->location || take(data, "Location", a->location)) &&
	       (a->status != 405 || take(data, "Allow", "GET, HEAD, POST")) &&
	       (a->status != 503 || take(data, "Retry-After", "1"));
}
