#include "indexer/convert/mail.h"

#include <iconv.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "indexer/convert/mail_text.h"
#include "indexer/convert/mbox.h"
#include "indexer/convert/quotes.h"
#include "indexer/convert/worker.h"
#include "indexer/decode/mail_head.h"
#include "shared/core/bytes.h"

enum {
	DEPTH_MAX = 40,    /* parts in parts */
	PARTS_MAX = 10000, /* of a message */
	TITLE_MAX = 100,   /* bytes of a text that stand for a missing subject */
	YEAR_FIRST = 1970,
	YEAR_LAST = 2200
};

/* The file at hand. */
struct mail {
	const char *suffixes;
	struct quotes *quotes;
	struct coop_record record;
	struct coop_buf text, body, name;
	size_t number; /* of the message */
	bool many;
};

/* What is found in a message. */
struct found {
	struct mail *mail;
	GPtrArray *files;    /* GMimePart */
	GPtrArray *messages; /* GMimeMessage, attached */
	size_t parts;
};

void mail_prepare(void)
{
	static const char *const sets[] = {"ISO-8859-1", "ISO-8859-2", "ISO-8859-3",
		"ISO-8859-4", "ISO-8859-5", "ISO-8859-7", "ISO-8859-9", "ISO-8859-10",
		"ISO-8859-13", "ISO-8859-14", "ISO-8859-15", "ISO-8859-16", "CP1250",
		"CP1251", "CP1252", "CP1253", "CP1254", "CP1257", "CP437", "CP850",
		"CP858", "MACINTOSH", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-7",
		"KOI8-R"};
	/* kept open, so that they need not be loaded again; one that is missing is not known later */
	static iconv_t loaded[sizeof sets / sizeof *sets];
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		loaded[i] = iconv_open("UTF-8", sets[i]);
	(void)loaded;
	g_mime_init();
	const char *undeclared[] = {"utf-8", "windows-1252", NULL};
	g_mime_parser_options_set_fallback_charsets(
		g_mime_parser_options_get_default(), undeclared);
}

/* ---- the header ---- */

static void add(struct mail *m, enum coop_field field, const char *s)
{
	if (s)
		coop_record_add(&m->record, field, s, strlen(s));
}

static void add_named(struct mail *m, const char *name, const char *s)
{
	if (s)
		coop_record_add_named(&m->record, name, strlen(name), s, strlen(s));
}

/* Adds the people of a list, by their names or else their addresses. */
static void add_people(struct mail *m, InternetAddressList *list, const char *name)
{
	enum { PEOPLE_MAX = 200 };
	int n = list ? internet_address_list_length(list) : 0;
	for (int i = 0; i < n && i < PEOPLE_MAX; i++) {
		InternetAddress *a = internet_address_list_get_address(list, i);
		const char *who = internet_address_get_name(a);
		const char *address = INTERNET_ADDRESS_IS_MAILBOX(a)
					      ? internet_address_mailbox_get_addr(
							INTERNET_ADDRESS_MAILBOX(a))
					      : NULL;
		if (!who || !*who)
			who = address;
		if (name) {
			add_named(m, name, who);
		} else {
			add(m, COOP_F_DIRECTOR, who);
			add(m, COOP_F_EMAIL, address);
		}
	}
}

static void add_date(struct mail *m, GMimeMessage *message)
{
	GDateTime *date = g_mime_message_get_date(message);
	int year = date ? g_date_time_get_year(date) : 0;
	if (year < YEAR_FIRST || year > YEAR_LAST)
		return;
	char *text = g_date_time_format(date, "%Y-%m-%d %H:%M");
	if (!text)
		return;
	coop_record_add(&m->record, COOP_F_YEAR, text, 4);
	add_named(m, "envoyé", text);
	g_free(text);
}

static void add_header(struct mail *m, GMimeMessage *message)
{
	add(m, COOP_F_ID, g_mime_message_get_message_id(message));
	add(m, COOP_F_TITLE, g_mime_message_get_subject(message));
	add_people(m, g_mime_message_get_from(message), NULL);
	add_date(m, message);
	add_people(m, g_mime_message_get_to(message), "destinataire");
	add_people(m, g_mime_message_get_cc(message), "copie");
}

/* ---- the parts ---- */

static bool is_blank(const struct coop_buf *text, size_t from)
{
	for (size_t i = from; i < text->len; i++)
		if (!coop_is_blank(text->s[i]))
			return false;
	return true;
}

static enum conversion_failure walk(struct found *f, GMimeObject *object, unsigned depth);

/* The first form of an alternative that has a text: the plainest one comes first. */
static enum conversion_failure walk_alternative(
	struct found *f, GMimeMultipart *parts, unsigned depth)
{
	enum conversion_failure failure = CONVERSION_OK;
	size_t begin = f->mail->text.len;
	int n = g_mime_multipart_get_count(parts);
	for (int i = 0; i < n && !failure && is_blank(&f->mail->text, begin); i++)
		failure = walk(f, g_mime_multipart_get_part(parts, i), depth + 1);
	return failure;
}

static enum conversion_failure walk_multipart(
	struct found *f, GMimeMultipart *parts, unsigned depth)
{
	GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(parts));
	enum conversion_failure failure = CONVERSION_OK;
	if (g_mime_content_type_is_type(type, "multipart", "alternative"))
		return walk_alternative(f, parts, depth);
	int n = g_mime_multipart_get_count(parts);
	for (int i = 0; i < n && !failure; i++)
		failure = walk(f, g_mime_multipart_get_part(parts, i), depth + 1);
	return failure;
}

static enum conversion_failure walk_part(struct found *f, GMimePart *part)
{
	GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
	if (g_mime_part_get_filename(part)) {
		g_ptr_array_add(f->files, part);
		return CONVERSION_OK;
	}
	bool text = g_mime_content_type_is_type(type, "text", "plain") ||
		    g_mime_content_type_is_type(type, "text", "html");
	return text ? mail_text_add(part, f->mail->many, &f->mail->text) : CONVERSION_OK;
}

static enum conversion_failure walk(struct found *f, GMimeObject *object, unsigned depth)
{
	if (depth > DEPTH_MAX || ++f->parts > PARTS_MAX)
		return CONVERSION_TOO_DEEP;
	if (GMIME_IS_MULTIPART(object))
		return walk_multipart(f, GMIME_MULTIPART(object), depth);
	if (GMIME_IS_MESSAGE_PART(object)) {
		GMimeMessage *message =
			g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
		if (message)
			g_ptr_array_add(f->messages, message);
		return CONVERSION_OK;
	}
	return GMIME_IS_PART(object) ? walk_part(f, GMIME_PART(object)) : CONVERSION_OK;
}

/* ---- attached files ---- */

/* The name of an attached file, without folders. */
static const char *name_of(GMimePart *part)
{
	const char *name = g_mime_part_get_filename(part);
	for (const char *s = name; *s; s++)
		if ((*s == '/' || *s == '\\') && s[1])
			name = s + 1;
	return name;
}

static enum conversion_failure send_data(void *data, const char *s, size_t n)
{
	(void)data;
	worker_answer(FRAME_DATA, s, n);
	return CONVERSION_OK;
}

static enum conversion_failure send_file(struct mail *m, GMimePart *part)
{
	const char *name = name_of(part);
	coop_buf_reset(&m->name);
	if (m->many)
		coop_buf_printf(&m->name, "%zu/", m->number);
	coop_buf_str(&m->name, name);
	if (m->name.failed)
		return CONVERSION_MEMORY;
	if (m->name.len > FRAME_NAME_MAX)
		return CONVERSION_OK;
	worker_answer(FRAME_MEMBER, m->name.s, m->name.len);
	enum conversion_failure failure = CONVERSION_OK;
	if (worker_wants(m->suffixes, name))
		failure = mail_text_read(part, send_data, NULL);
	if (failure)
		worker_failure(failure);
	else
		worker_answer(FRAME_CLOSE, "", 0);
	return CONVERSION_OK;
}

/* ---- a message ---- */

/* A message without a subject has the first line of its text for a title. */
static void add_title(struct mail *m)
{
	struct coop_value title;
	if (coop_record_get(&m->record, COOP_F_TITLE, &title))
		return;
	struct coop_bytes text = coop_bytes_trimmed(coop_buf_cstr(&m->body), m->body.len);
	const char *end = memchr(text.s, '\n', text.len);
	size_t n = end ? (size_t)(end - text.s) : text.len;
	if (n > TITLE_MAX)
		for (n = TITLE_MAX; n > 0 && text.s[n] != ' '; n--)
			;
	coop_record_add(&m->record, COOP_F_TITLE, text.s, n);
}

static enum conversion_failure send_message(
	struct found *f, GMimeMessage *message, size_t line)
{
	struct mail *m = f->mail;
	coop_record_reset(&m->record, "", line);
	coop_buf_reset(&m->text);
	coop_buf_reset(&m->body);
	add_header(m, message);
	GMimeObject *content = g_mime_message_get_mime_part(message);
	enum conversion_failure failure = content ? walk(f, content, 0) : CONVERSION_OK;
	if (failure)
		return failure;
	quotes_add(m->quotes, coop_buf_cstr(&m->text), m->text.len, &m->body);
	add_title(m);
	for (guint i = 0; i < f->files->len; i++)
		add_named(m, "pièce jointe", name_of(f->files->pdata[i]));
	struct coop_bytes body = coop_bytes_trimmed(coop_buf_cstr(&m->body), m->body.len);
	coop_record_add(&m->record, COOP_F_BODY, body.s, body.len);
	m->record.failed |= m->text.failed || m->body.failed;
	failure = worker_notice(&m->record);
	for (guint i = 0; !failure && i < f->files->len; i++)
		failure = send_file(m, f->files->pdata[i]);
	return failure;
}

/* Sends a message and those attached to it. One that cannot be read is told as left out. */
static enum conversion_failure send_all(
	struct mail *m, GMimeMessage *message, size_t line, unsigned depth)
{
	struct found f = {
		.mail = m, .files = g_ptr_array_new(), .messages = g_ptr_array_new()};
	enum conversion_failure failure =
		depth > DEPTH_MAX ? CONVERSION_TOO_DEEP : send_message(&f, message, line);
	for (guint i = 0; !failure && i < f.messages->len; i++)
		failure = send_all(m, f.messages->pdata[i], line, depth + 1);
	g_ptr_array_free(f.files, TRUE);
	g_ptr_array_free(f.messages, TRUE);
	if (!failure || failure == CONVERSION_MEMORY || failure == CONVERSION_UNREADABLE)
		return failure;
	worker_left_out(line, failure);
	return CONVERSION_OK;
}

static enum conversion_failure each_message(void *data, const struct mbox_message *at)
{
	struct mail *m = data;
	m->number = at->number;
	GMimeStream *stream = g_mime_stream_fs_new_with_bounds(
		STDIN_FILENO, (gint64)at->from, (gint64)at->to);
	g_mime_stream_fs_set_owner(GMIME_STREAM_FS(stream), FALSE);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	enum conversion_failure failure = CONVERSION_OK;
	if (message)
		failure = send_all(m, message, at->line, 0);
	else
		worker_left_out(at->line, CONVERSION_DAMAGED);
	if (message)
		g_object_unref(message);
	g_object_unref(parser);
	g_object_unref(stream);
	return failure;
}

enum conversion_failure mail_answer(const char *suffixes)
{
	char start[1024];
	size_t n;
	enum conversion_failure failure = worker_start(start, sizeof start, &n);
	struct mail m = {.suffixes = suffixes,
		.quotes = quotes_new(),
		.many = mail_begins_box(start, n)};
	coop_record_init(&m.record);
	if (!m.quotes)
		failure = CONVERSION_MEMORY;
	if (!failure)
		failure = mbox_each(each_message, &m);
	quotes_free(m.quotes);
	coop_record_release(&m.record);
	coop_buf_release(&m.text);
	coop_buf_release(&m.body);
	coop_buf_release(&m.name);
	return failure;
}
