/*
 * fuzz_document.c - any bytes are an ODT, DOCX or EPUB, or the parts of one: what is taken of
 * it is text. The first byte tells which. The parts are ended by NUL, and begin with a byte
 * that tells their name; packed without compression they get as far as the code.
 */
#include <archive.h>
#include <archive_entry.h>

#include "indexer/convert/office.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct {
	enum problem (*convert)(struct doc *doc);
	const char *parts[4];
} documents[] = {{odt_convert, {"content.xml", "meta.xml", "META-INF/manifest.xml",
				       "content.xml"}},
	{docx_convert, {"word/document.xml", "docProps/core.xml", "x", "y"}},
	{epub_convert, {"META-INF/container.xml", "b.opf", "a/c.xhtml", "a/d e.html"}}};
enum { DOCUMENTS = sizeof documents / sizeof *documents };

static void document_add(struct archive *zip, const char *name, const char *s, size_t n)
{
	struct archive_entry *e = archive_entry_new();
	archive_entry_set_pathname(e, name);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, 0644);
	archive_entry_set_size(e, (la_int64_t)n);
	HOLDS(archive_write_header(zip, e) == ARCHIVE_OK);
	HOLDS(archive_write_data(zip, s, n) == (la_ssize_t)n);
	archive_entry_free(e);
}

/* Packs the parts; no more than `room` bytes, which is enough. */
static size_t document_pack(
	const char *const *names, const char *s, size_t n, char *to, size_t room)
{
	size_t used = 0;
	struct archive *zip = archive_write_new();
	HOLDS(zip && archive_write_set_format_zip(zip) == ARCHIVE_OK);
	HOLDS(archive_write_set_options(zip, "zip:compression=store") == ARCHIVE_OK);
	HOLDS(archive_write_open_memory(zip, to, room, &used) == ARCHIVE_OK);
	for (const char *end = s + n; s < end;) {
		const char *nul = memchr(s, '\0', (size_t)(end - s));
		size_t len = (size_t)((nul ? nul : end) - s);
		if (len > 0)
			document_add(zip, names[(unsigned char)*s % 4], s + 1, len - 1);
		s += len + 1;
	}
	HOLDS(archive_write_close(zip) == ARCHIVE_OK);
	archive_write_free(zip);
	return used;
}

/* Documents are read from standard input. */
static void document_give(const uint8_t *data, size_t size)
{
	int fd = open(fuzz_file(data, size), O_RDONLY);
	HOLDS(fd > 0 && dup2(fd, STDIN_FILENO) == STDIN_FILENO && close(fd) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct doc doc;
	struct coop_record r;
	unsigned which = data[0] % DOCUMENTS;
	if (data[0] / DOCUMENTS % 2 != 0) {
		document_give(data + 1, size - 1);
	} else {
		/* two headers for each part, of two bytes at least, and one for all */
		enum { HEADERS = 512 };
		size_t room = size + (size / 2 + 2) * HEADERS;
		char *zip = malloc(room);
		HOLDS(zip != NULL);
		size_t n = document_pack(documents[which].parts, (const char *)data + 1,
			size - 1, zip, room);
		document_give((uint8_t *)zip, n);
		free(zip);
	}
	doc_init(&doc);
	coop_record_init(&r);
	enum problem problem = documents[which].convert(&doc);
	HOLDS(problem < PROBLEM_COUNT && problem != PROBLEM_MEMORY);
	if (!problem) {
		HOLDS(doc_finish(&doc, &r) == PROBLEM_NONE);
		fuzz_check_values(&r);
		fuzz_check_packing(&r);
	}
	coop_record_release(&r);
	doc_release(&doc);
	return 0;
}
