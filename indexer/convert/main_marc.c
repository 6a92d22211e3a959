/*
 * coopidx-convert-marc - reads MARC, in ISO 2709 and in XML, for coopidx (worker.h). YAZ, which converts the
 * characters of MARC, brings thirty libraries: it is loaded, before the process is locked in, where a file
 * wants it.
 */
#include "indexer/convert/iso2709.h"
#include "indexer/convert/marc_charset.h"
#include "indexer/convert/marc_notice.h"
#include "indexer/convert/marcxml.h"
#include "indexer/convert/worker.h"

/* What the kinds share. */
struct reading {
	struct marc_notices *notices;
	struct marc_record marc;
	struct coop_record notice;
	size_t count; /* records that were met */
};

/* Sends the notice of a record that was read, whose place in the file is `line`. */
static enum conversion_failure answer(struct reading *r, size_t line)
{
	if (r->marc.text.failed)
		return CONVERSION_MEMORY;
	if (r->marc.too_large) {
		worker_left_out(line, CONVERSION_TOO_LARGE);
		return CONVERSION_OK;
	}
	coop_record_reset(&r->notice, "", line);
	marc_notices_fill(r->notices, &r->marc, &r->notice);
	if (r->notice.count > 0 || r->notice.failed)
		return worker_notice(&r->notice);
	worker_left_out(line, CONVERSION_DAMAGED);
	return CONVERSION_OK;
}

/* Tells which formats and character sets were met. */
static void tell(const struct reading *r, const struct marc_charset *charset)
{
	struct coop_buf formats = {0}, sets = {0};
	marc_notices_formats(r->notices, &formats);
	if (charset)
		marc_charset_names(charset, &sets);
	worker_told(TOLD_FORMAT, coop_buf_cstr(&formats));
	worker_told(TOLD_CHARSET, coop_buf_cstr(&sets));
	coop_buf_release(&formats);
	coop_buf_release(&sets);
}

static bool begin(struct reading *r)
{
	*r = (struct reading){.notices = marc_notices_new()};
	coop_record_init(&r->notice);
	return r->notices != NULL;
}

static void end(struct reading *r)
{
	marc_notices_free(r->notices);
	marc_record_release(&r->marc);
	coop_record_release(&r->notice);
}

/* Set before the process is locked in. */
static struct marc_charset *charset;

static enum conversion_failure prepare(const struct input *input)
{
	return marc_charset_open(input->encoding, &charset);
}

/* Answers a record of ISO 2709, by its number in the file. */
static enum conversion_failure answer_raw(struct reading *r, struct coop_bytes raw)
{
	r->count++;
	switch (iso2709_read(raw, charset, &r->marc)) {
	case ISO2709_MENDED:
		worker_mended(MEND_LENGTHS, 1, r->count);
		break;
	case ISO2709_DAMAGED:
		if (!r->marc.text.failed) {
			worker_left_out(r->count, CONVERSION_DAMAGED);
			return CONVERSION_OK;
		}
		break;
	case ISO2709_GOOD:
		break;
	}
	return answer(r, r->count);
}

static enum conversion_failure iso2709(struct doc *doc, const struct input *input)
{
	struct iso2709_file file = {0};
	struct coop_bytes raw;
	struct reading r;
	(void)doc;
	(void)input;
	enum conversion_failure failure = begin(&r) ? CONVERSION_OK : CONVERSION_MEMORY;
	for (bool more = true; !failure && more; more = raw.len > 0 || failure) {
		failure = iso2709_next(&file, &raw);
		if (failure == CONVERSION_TOO_LARGE) {
			worker_left_out(++r.count, failure);
			failure = CONVERSION_OK;
			raw.len = 1;
		} else if (!failure && raw.len > 0) {
			failure = answer_raw(&r, raw);
		}
	}
	if (!failure)
		tell(&r, charset);
	end(&r);
	iso2709_file_release(&file);
	return failure;
}

#ifdef COOP_HAVE_XML
/* Answers a record in XML, by the line where it begins. */
static enum conversion_failure answer_xml(
	struct reading *r, struct coop_bytes raw, size_t line)
{
	enum conversion_failure failure = marcxml_read(raw, &r->marc);
	if (failure == CONVERSION_MEMORY)
		return failure;
	if (failure)
		worker_left_out(line, failure);
	else if (r->marc.nfields > 0)
		failure = answer(r, line);
	return failure == CONVERSION_MEMORY ? failure : CONVERSION_OK;
}

static enum conversion_failure marcxml(struct doc *doc, const struct input *input)
{
	struct marcxml_file file = {.source = input->source};
	struct coop_bytes raw;
	struct reading r;
	size_t line = 0;
	(void)doc;
	enum conversion_failure failure = begin(&r) ? CONVERSION_OK : CONVERSION_MEMORY;
	for (bool more = true; !failure && more;) {
		failure = marcxml_next(&file, &raw, &line);
		more = raw.len > 0 || failure == CONVERSION_TOO_LARGE;
		if (failure == CONVERSION_TOO_LARGE || failure == CONVERSION_DAMAGED) {
			worker_left_out(line, failure);
			failure = CONVERSION_OK;
		} else if (!failure && more) {
			failure = answer_xml(&r, raw, line);
		}
	}
	if (!failure)
		tell(&r, NULL);
	end(&r);
	marcxml_file_release(&file);
	return failure;
}
#endif

int main(int argc, char **argv)
{
	static const struct work table[] = {
		{"MARC", .answers = true, .run = iso2709, .prepare = prepare},
#ifdef COOP_HAVE_XML
		{"MARCXML", .is_text = true, .answers = true, .run = marcxml},
#endif
		{0}};
	return worker_main(table, argc, argv);
}
