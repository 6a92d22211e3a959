#include "indexer/convert/xml_events.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "indexer/convert/xml_entities.h"
#include "indexer/convert/xml_tag.h"
#include "shared/core/bytes.h"

enum {
	TAG_MAX = 1 << 20,  /* bytes of a tag, or of a document type */
	TEXT_MAX = 1 << 20, /* bytes of a text that are given at once */
	REFERENCE_MAX = 80, /* bytes that tell a reference */
	MARK_MAX = sizeof "<![CDATA["
};

struct xml_events {
	struct xml_input in;
	struct xml_entities entities;
	const char *sole, *const *holders;
	struct coop_buf names; /* of the open elements, each with a NUL */
	size_t open[XML_DEPTH_MAX], depth;
	size_t deep;    /* open elements beyond that */
	size_t closing; /* how many elements end before anything else is read */
	struct coop_buf text;
	bool given;  /* the text was given */
	bool failed; /* memory ran out */
	struct xml_tag tag;
	struct coop_buf values; /* of its attributes: names and values, each with a NUL */
	size_t at[TAG_ATTRIBUTES_MAX][2], count, line;
};

struct xml_events *xml_events_new(struct source *source)
{
	struct xml_events *e = calloc(1, sizeof *e);
	if (e)
		e->in.source = source;
	return e;
}

void xml_events_free(struct xml_events *e)
{
	if (!e)
		return;
	xml_input_release(&e->in);
	xml_entities_release(&e->entities);
	coop_buf_release(&e->names);
	coop_buf_release(&e->text);
	coop_buf_release(&e->values);
	free(e);
}

void xml_events_sole(struct xml_events *e, const char *name, const char *const *holders)
{
	e->sole = name;
	e->holders = holders;
}

const char *xml_local(const char *name)
{
	const char *colon = strrchr(name, ':');
	return colon ? colon + 1 : name;
}

static void mend(struct xml_events *e, enum conversion_mend what, size_t n)
{
	xml_mend(&e->in.mends, what, n, e->in.line);
}

/* ---- text ---- */

static void forget_text(struct xml_events *e)
{
	e->failed |= e->text.failed;
	coop_buf_reset(&e->text);
	e->given = false;
}

/* Appends text; a control character becomes a blank. */
static void add_text(struct xml_events *e, const char *s, size_t n)
{
	size_t at = e->text.len;
	coop_buf_add(&e->text, s, n);
	for (; !e->text.failed && at < e->text.len; at++) {
		unsigned char c = (unsigned char)e->text.s[at];
		if (c < ' ' && !coop_is_blank((char)c)) {
			e->text.s[at] = ' ';
			mend(e, MEND_CONTROLS, 1);
		}
	}
}

/* Takes a piece of text: up to a tag or a reference, or a reference. */
static void take_text(struct xml_events *e)
{
	struct coop_bytes rest = xml_input_see(&e->in, REFERENCE_MAX);
	size_t n = 0, most = rest.len < TEXT_MAX ? rest.len : TEXT_MAX;
	if (rest.len > 0 && *rest.s == '&') {
		n = xml_entities_read(&e->entities, rest.s, rest.len, &e->text,
			&e->in.mends, e->in.line);
	} else {
		while (n < most && rest.s[n] != '<' && rest.s[n] != '&')
			n++;
		add_text(e, rest.s, n);
	}
	xml_input_pass(&e->in, n);
}

/* Takes a piece of <![CDATA[...]]>, of which the beginning was passed; false at its end. */
static bool take_cdata(struct xml_events *e)
{
	static const char end[] = "]]>";
	enum { LEN = sizeof end - 1 };
	struct coop_bytes rest = xml_input_see(&e->in, LEN);
	const char *found = memmem(rest.s, rest.len, end, LEN);
	size_t n = found            ? (size_t)(found - rest.s)
		   : rest.len > LEN ? rest.len - LEN + 1
				    : rest.len;
	add_text(e, rest.s, n);
	xml_input_pass(&e->in, found ? n + LEN : n);
	return !found && rest.len > LEN;
}

/* ---- what gives no event ---- */

/* The length of a document type; 0 when it does not end within what may be seen. */
static size_t type_length(struct coop_bytes s)
{
	char quote = '\0';
	int depth = 0;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.s[i];
		if (quote)
			quote = c == quote ? '\0' : quote;
		else if (c == '"' || (c == '\'' && depth == 0))
			quote = c;
		else if (c == '[' || c == ']')
			depth += c == '[' ? 1 : -1;
		else if (c == '>' && depth <= 0)
			return i + 1;
	}
	return 0;
}

/* Passes a document type, and takes the entities that it declares. */
static void take_type(struct xml_events *e)
{
	struct coop_bytes rest = xml_input_see(&e->in, TAG_MAX);
	rest.len = rest.len < TAG_MAX ? rest.len : TAG_MAX;
	size_t n = type_length(rest);
	xml_entities_declare(&e->entities, rest.s, n);
	if (n > 0)
		xml_input_pass(&e->in, n);
	else
		xml_input_pass_over(&e->in, ">");
}

/* Passes what is neither an element nor text; false when it is one of these. */
static bool pass_other(struct xml_events *e)
{
	static const char cdata[] = "<![CDATA[", type[] = "<!DOCTYPE";
	struct coop_bytes rest = xml_input_see(&e->in, MARK_MAX);
	if (coop_bytes_begins_with(rest.s, rest.len, "<!--")) {
		xml_input_pass(&e->in, strlen("<!--"));
		xml_input_pass_over(&e->in, "-->");
	} else if (coop_bytes_begins_with(rest.s, rest.len, "<?")) {
		xml_input_pass_over(&e->in, "?>");
	} else if (rest.len >= strlen(type) &&
		   strncasecmp(rest.s, type, strlen(type)) == 0) {
		take_type(e);
	} else if (coop_bytes_begins_with(rest.s, rest.len, cdata)) {
		xml_input_pass(&e->in, strlen(cdata));
		while (take_cdata(e))
			;
	} else {
		return false;
	}
	return true;
}

/* ---- elements ---- */

static const char *open_name(const struct xml_events *e, size_t i)
{
	return e->names.s + e->open[i];
}

static void pop(struct xml_events *e)
{
	e->names.len = e->open[--e->depth];
}

/* How many elements end when the innermost one with a name does; 0 when none has it. */
static size_t to_close(const struct xml_events *e, const char *s, size_t n, bool local)
{
	for (size_t i = e->depth; i > 0; i--) {
		const char *name = open_name(e, i - 1);
		name = local ? xml_local(name) : name;
		if (coop_bytes_equal(name, strlen(name), s, n))
			return e->depth - i + 1;
	}
	return 0;
}

/* Takes an end tag. */
static void take_end(struct xml_events *e)
{
	struct coop_bytes rest = xml_input_see(&e->in, TAG_MAX / 64);
	size_t name = xml_name_length(rest.s + 2, rest.len - 2), n = name + 2;
	while (n < rest.len && coop_is_blank(rest.s[n]))
		n++;
	bool ends = n < rest.len && rest.s[n] == '>';
	if (e->deep > 0) {
		e->deep--;
	} else {
		e->closing = to_close(e, rest.s + 2, name, false);
		mend(e, MEND_ENDS, e->closing != 1 || !ends);
	}
	xml_input_pass(&e->in, n + ends);
}

/* Keeps the attributes of the tag, with their entities resolved. */
static void keep_attributes(struct xml_events *e, const char *s)
{
	coop_buf_reset(&e->values);
	coop_buf_add(&e->values, s + e->tag.name.off, e->tag.name.len);
	coop_buf_byte(&e->values, '\0');
	e->count = e->tag.count;
	for (size_t i = 0; i < e->count; i++) {
		struct xml_piece name = e->tag.at[i].name, value = e->tag.at[i].value;
		e->at[i][0] = e->values.len;
		coop_buf_add(&e->values, s + name.off, name.len);
		coop_buf_byte(&e->values, '\0');
		e->at[i][1] = e->values.len;
		for (size_t k = 0; k < value.len;) {
			const char *from = s + value.off + k;
			size_t left = value.len - k;
			if (*from == '&') {
				k += xml_entities_read(&e->entities, from, left,
					&e->values, &e->in.mends, e->in.line);
				continue;
			}
			const char *sign = memchr(from, '&', left);
			size_t plain = sign ? (size_t)(sign - from) : left;
			coop_buf_add(&e->values, from, plain);
			k += plain;
		}
		coop_buf_byte(&e->values, '\0');
	}
	e->failed |= e->values.failed;
	mend(e, MEND_TAGS, e->tag.wrong);
}

/* Reads the start tag that comes next, if it is one. */
static enum xml_tag_found see_tag(struct xml_events *e, struct coop_bytes *rest)
{
	for (size_t want = MARK_MAX;; want = rest->len + 1) {
		*rest = xml_input_see(&e->in, want);
		bool all = rest->len < want || rest->len > TAG_MAX;
		enum xml_tag_found found =
			rest->len > 1 ? xml_tag_read(rest->s, rest->len, all, &e->tag)
				      : XML_TAG_NONE;
		if (all || found != XML_TAG_CUT)
			return found;
	}
}

/* Takes what begins with '<' and is no tag: text, or the last tag of a file that was cut. */
static void take_sign(
	struct xml_events *e, struct coop_bytes rest, enum xml_tag_found found)
{
	bool cut = found == XML_TAG_CUT && !memchr(rest.s + 1, '<', rest.len - 1);
	xml_input_pass(&e->in, cut ? rest.len : rest.len > 0);
	if (cut)
		return;
	mend(e, MEND_SIGNS, 1);
	add_text(e, "<", 1);
}

/* How many elements end as one begins that they cannot hold. */
static size_t to_close_before(const struct xml_events *e, const char *local, size_t len)
{
	if (!e->sole || e->depth == 0 ||
		!coop_bytes_equal(local, len, e->sole, strlen(e->sole)))
		return 0;
	const char *holder = xml_local(open_name(e, e->depth - 1));
	return coop_is_one_of(holder, strlen(holder), e->holders)
		       ? 0
		       : to_close(e, local, len, true);
}

/* Begins the element that see_tag() has found; whether it gives an event. */
static bool take_start(struct xml_events *e, struct coop_bytes rest)
{
	const char *name = rest.s + e->tag.name.off;
	const char *colon = memrchr(name, ':', e->tag.name.len);
	const char *local = colon ? colon + 1 : name;
	size_t closing =
		to_close_before(e, local, e->tag.name.len - (size_t)(local - name));
	if (closing > 0) {
		/* the text of elements too deep comes first */
		e->closing = e->deep > 0 ? 0 : closing;
		mend(e, MEND_ENDS, e->deep == 0);
		e->deep = 0;
		return false;
	}
	e->line = e->in.line + 1;
	if (e->depth == XML_DEPTH_MAX) {
		mend(e, MEND_DEEP, 1);
		e->deep += !e->tag.empty;
		add_text(e, " ", 1);
		xml_input_pass(&e->in, e->tag.len);
		return false;
	}
	keep_attributes(e, rest.s);
	e->open[e->depth++] = e->names.len;
	coop_buf_add(&e->names, name, e->tag.name.len);
	coop_buf_byte(&e->names, '\0');
	e->closing = e->tag.empty;
	xml_input_pass(&e->in, e->tag.len);
	return true;
}

/* Whether the text so far is an event: text outside of all elements is none. */
static bool gives_text(struct xml_events *e)
{
	if (e->depth == 0)
		forget_text(e);
	e->given = e->text.len > 0;
	return e->given;
}

/* At the end of the file: ends what is open. */
static enum xml_event end(struct xml_events *e)
{
	if (gives_text(e))
		return XML_EVENT_TEXT;
	if (e->depth == 0)
		return XML_EVENT_EOF;
	mend(e, MEND_CUT, 1);
	pop(e);
	e->closing = e->depth;
	return XML_EVENT_END;
}

/* Reads what begins with '<': true when it gives the event. */
static bool take_markup(struct xml_events *e, enum xml_event *event)
{
	struct coop_bytes rest = xml_input_see(&e->in, MARK_MAX);
	if (pass_other(e))
		return false;
	bool ends = rest.len > 2 && rest.s[1] == '/' &&
		    xml_name_length(rest.s + 2, rest.len - 2) > 0;
	enum xml_tag_found found = ends ? XML_TAG_NONE : see_tag(e, &rest);
	bool endless = found == XML_TAG_CUT && rest.len > TAG_MAX &&
		       !memchr(rest.s + 1, '<', rest.len - 1);
	if (endless) {
		/* what was read of it is kept, and the rest passed below */
		e->tag.len = rest.len;
		e->tag.wrong += !e->tag.wrong;
		e->tag.empty = false;
		found = XML_TAG_FOUND;
	}
	if (!ends && found != XML_TAG_FOUND) {
		take_sign(e, rest, found);
		return false;
	}
	*event = XML_EVENT_TEXT;
	if (e->deep == 0 && gives_text(e))
		return true;
	*event = XML_EVENT_START;
	bool begins = !ends && take_start(e, rest);
	if (endless && e->closing == 0)
		xml_input_pass_over(&e->in, ">");
	if (ends)
		take_end(e);
	return begins;
}

enum xml_event xml_events_next(struct xml_events *e)
{
	enum xml_event event;
	if (e->given)
		forget_text(e);
	for (;;) {
		if (xml_events_failure(e))
			return XML_EVENT_EOF;
		if (e->closing > 0) {
			e->closing--;
			pop(e);
			return XML_EVENT_END;
		}
		struct coop_bytes rest = xml_input_see(&e->in, MARK_MAX);
		if (rest.len == 0)
			return xml_events_failure(e) ? XML_EVENT_EOF : end(e);
		if (*rest.s != '<')
			take_text(e);
		else if (take_markup(e, &event))
			return event;
		if (e->text.len > TEXT_MAX && gives_text(e))
			return XML_EVENT_TEXT;
	}
}

enum conversion_failure xml_events_failure(const struct xml_events *e)
{
	bool failed = e->names.failed || e->text.failed || e->entities.text.failed;
	return failed || e->failed ? CONVERSION_MEMORY : e->in.failure;
}

const char *xml_events_name(const struct xml_events *e)
{
	return coop_buf_cstr(&e->values);
}

size_t xml_events_line(const struct xml_events *e)
{
	return e->line;
}

size_t xml_events_depth(const struct xml_events *e)
{
	return e->depth;
}

bool xml_events_attribute(
	const struct xml_events *e, size_t i, const char **name, const char **value)
{
	if (i >= e->count)
		return false;
	*name = e->values.s + e->at[i][0];
	*value = e->values.s + e->at[i][1];
	return true;
}

struct coop_bytes xml_events_text(const struct xml_events *e)
{
	return (struct coop_bytes){coop_buf_cstr(&e->text), e->text.len};
}

void xml_events_keep(struct xml_events *e)
{
	e->in.kept = true;
}

size_t xml_events_seen(const struct xml_events *e)
{
	return e->in.at;
}

void xml_events_rewind(struct xml_events *e)
{
	xml_input_rewind(&e->in);
	e->in.kept = false;
	e->depth = e->deep = e->closing = e->count = 0;
	e->given = false;
	e->names.len = e->text.len = e->values.len = 0;
	e->entities.count = e->entities.spent = e->entities.text.len = 0;
}

struct xml_mends *xml_events_mends(struct xml_events *e)
{
	return &e->in.mends;
}
