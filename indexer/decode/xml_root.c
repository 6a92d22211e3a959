#include "indexer/decode/xml_root.h"

#include <string.h>
#include <strings.h>

/* A piece of the text: what is left of it. */
struct rest {
	const char *s;
	size_t n;
};

static bool begins(struct rest r, const char *mark)
{
	size_t len = strlen(mark);
	return r.n >= len && memcmp(r.s, mark, len) == 0;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct rest skip(struct rest r, size_t n)
{
	n = n < r.n ? n : r.n;
	return (struct rest){r.s + n, r.n - n};
}

/* Behind the next `mark`; the end when there is none. */
static struct rest skip_past(struct rest r, const char *mark)
{
	const char *at = memmem(r.s, r.n, mark, strlen(mark));
	return at ? skip(r, (size_t)(at - r.s) + strlen(mark)) : skip(r, r.n);
}

static bool ends_name(char c)
{
	return is_blank(c) || c == '>' || c == '/' || c == '=' || c == '<' || c == '"' ||
	       c == '\'';
}

static size_t name_length(struct rest r)
{
	size_t n = 0;
	while (n < r.n && !ends_name(r.s[n]))
		n++;
	return n;
}

static const char doctype[] = "<!doctype";

static bool begins_type(struct rest r)
{
	size_t len = sizeof doctype - 1;
	return r.n > len && strncasecmp(r.s, doctype, len) == 0 && is_blank(r.s[len]);
}

/* Behind a document type, which may hold declarations in brackets; notes its name. */
static struct rest skip_type(struct rest r, struct xml_root *root)
{
	r = skip(r, sizeof doctype - 1);
	while (r.n > 0 && is_blank(*r.s))
		r = skip(r, 1);
	root->type = r.s;
	root->type_len = name_length(r);
	while (r.n > 0 && *r.s != '>' && *r.s != '[')
		r = skip(r, 1);
	return begins(r, "[") ? skip_past(skip_past(r, "]"), ">") : skip(r, 1);
}

/* The length of the attributes of a tag: to the '>' outside of quotes. */
static size_t attributes_length(struct rest r)
{
	char quote = '\0';
	size_t i = 0;
	for (; i < r.n && (quote || r.s[i] != '>'); i++) {
		if (quote)
			quote = r.s[i] == quote ? '\0' : quote;
		else if (r.s[i] == '"' || r.s[i] == '\'')
			quote = r.s[i];
	}
	return i;
}

/* The value of an attribute; of length 0 when there is none. */
static struct rest value_of(struct rest r, const char *name, size_t len)
{
	while (r.n > 0) {
		while (r.n > 0 && (is_blank(*r.s) || *r.s == '/'))
			r = skip(r, 1);
		const char *key = r.s;
		size_t key_len = name_length(r);
		r = skip(r, key_len);
		while (r.n > 0 && (is_blank(*r.s) || *r.s == '='))
			r = skip(r, 1);
		char quote = r.n > 0 ? *r.s : '\0';
		if (quote != '"' && quote != '\'')
			break;
		r = skip(r, 1);
		const char *end = memchr(r.s, quote, r.n);
		size_t value = end ? (size_t)(end - r.s) : r.n;
		if (key_len == len && memcmp(key, name, len) == 0)
			return (struct rest){r.s, value};
		r = skip(r, value + 1);
	}
	return (struct rest){"", 0};
}

/* Finds the namespace that a prefix stands for; without a prefix, the default one. */
static struct rest space_of(struct rest attributes, const char *prefix, size_t len)
{
	char name[64] = "xmlns";
	size_t at = strlen(name);
	if (len >= sizeof name - at - 1)
		return (struct rest){"", 0};
	if (len > 0) {
		name[at++] = ':';
		memcpy(name + at, prefix, len);
	}
	return value_of(attributes, name, at + len);
}

static void fill(struct xml_root *root, struct rest r)
{
	size_t len = name_length(r);
	const char *colon = memchr(r.s, ':', len);
	size_t prefix = colon ? (size_t)(colon - r.s) : 0;
	root->name = r.s + (colon ? prefix + 1 : 0);
	root->name_len = len - (colon ? prefix + 1 : 0);
	const char *start = r.s;
	r = skip(r, len);
	r.n = attributes_length(r);
	root->attributes = r.s;
	root->attributes_len = r.n;
	struct rest space = space_of(r, start, prefix);
	root->space = space.s;
	root->space_len = space.n;
}

struct xml_root xml_root_find(const char *s, size_t n)
{
	struct xml_root root = {.type = "", .name = "", .space = "", .attributes = ""};
	struct rest r = {s, n};
	if (begins(r, "\xef\xbb\xbf"))
		r = skip(r, 3);
	while (r.n > 0) {
		if (is_blank(*r.s)) {
			r = skip(r, 1);
		} else if (begins(r, "<?")) {
			root.declared |= begins(r, "<?xml ");
			r = skip_past(r, "?>");
		} else if (begins(r, "<!--")) {
			r = skip_past(r, "-->");
		} else if (begins_type(r)) {
			r = skip_type(r, &root);
		} else {
			if (begins(r, "<"))
				fill(&root, skip(r, 1));
			break;
		}
	}
	return root;
}

bool xml_root_is(const struct xml_root *root, const char *name)
{
	return root->name_len == strlen(name) &&
	       strncasecmp(root->name, name, root->name_len) == 0;
}

bool xml_root_mentions(const struct xml_root *root, const char *space)
{
	return memmem(root->attributes, root->attributes_len, space, strlen(space));
}
