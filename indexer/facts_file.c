#include "indexer/facts_file.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libdeflate.h>

#include "indexer/disk/file_replace.h"
#include "shared/core/bytes.h"
#include "shared/core/fd.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"
#include "shared/text/analyzer.h"

static const char magic[] = "coopFA01";
enum { MAGIC_LEN = sizeof magic - 1 };

static const char *const blocks[] = {
	COOP_META_ANALYSIS, COOP_META_AVERAGE, COOP_META_ACRONYMS, COOP_META_PROOFS};
enum { ANALYSIS, AVERAGE, ACRONYMS, PROOFS, BLOCKS };

static void add_number(struct coop_buf *out, uint32_t n)
{
	char bytes[COOP_LE32_SIZE];
	coop_put_le32(bytes, n);
	coop_buf_add(out, bytes, sizeof bytes);
}

/* ---- writing ---- */

enum coop_status facts_file_write(
	const char *path, const struct coop_reader *reader, struct coop_error *err)
{
	struct coop_buf text = {0}, block = {0};
	enum coop_status st = COOP_OK;
	coop_buf_add(&text, magic, MAGIC_LEN);
	for (size_t i = 0; !st && i < BLOCKS; i++) {
		coop_buf_reset(&block);
		st = coop_reader_meta(reader, blocks[i], &block, err);
		if (!st && block.len > FACTS_FILE_MAX)
			st = coop_fail(err, COOP_E_INPUT, "%s",
				TR("too many acronyms", "trop de sigles"));
		add_number(&text, (uint32_t)block.len);
		coop_buf_add(&text, coop_buf_cstr(&block), block.len);
	}
	if (!st)
		st = coop_buf_check(&text, err);
	if (!st)
		add_number(&text, libdeflate_crc32(0, text.s, text.len));
	if (!st)
		st = coop_buf_check(&text, err);
	if (!st)
		st = file_replace(path, &text, err);
	coop_buf_release(&block);
	coop_buf_release(&text);
	return st;
}

/* ---- reading ---- */

static enum coop_status load(
	const char *path, struct coop_buf *text, struct coop_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && errno == ENOENT)
		return coop_fail(err, COOP_E_NOINDEX,
			TR("there are no facts in '%s': coopidx --collect-facts makes them",
				"il n'y a pas de faits dans « %s » : coopidx --collect-facts les fait"),
			path);
	bool read = fd >= 0 && coop_fd_read_all(fd, FACTS_FILE_MAX, text);
	enum coop_status st = read ? COOP_OK : coop_cannot_read(path, NULL, err);
	if (fd >= 0)
		close(fd);
	return st;
}

/* Cuts a file into its blocks; false: it is not as it was written. */
static bool cut(const struct coop_buf *text, struct coop_bytes out[BLOCKS])
{
	size_t at = MAGIC_LEN, end = text->len - COOP_LE32_SIZE;
	if (text->len < MAGIC_LEN + (BLOCKS + 1) * COOP_LE32_SIZE ||
		text->len > FACTS_FILE_MAX || memcmp(text->s, magic, MAGIC_LEN) != 0 ||
		coop_get_le32(text->s + end) != libdeflate_crc32(0, text->s, end))
		return false;
	for (size_t i = 0; i < BLOCKS; i++) {
		if (end - at < COOP_LE32_SIZE)
			return false;
		out[i].len = coop_get_le32(text->s + at);
		at += COOP_LE32_SIZE;
		if (out[i].len > end - at)
			return false;
		out[i].s = text->s + at;
		at += out[i].len;
	}
	return at == end;
}

static enum coop_status check_analysis(
	const char *path, struct coop_bytes theirs, struct coop_error *err)
{
	struct coop_analyzer *analyzer = NULL;
	struct coop_buf ours = {0};
	enum coop_status st = coop_analyzer_new(&analyzer, err);
	if (!st)
		st = coop_analyzer_fingerprint(analyzer, &ours, err);
	if (!st && (ours.len != theirs.len || memcmp(ours.s, theirs.s, ours.len) != 0))
		st = coop_fail(err, COOP_E_VERSION,
			TR("the facts in '%s' were learned by another version: collect them again",
				"les faits de « %s » ont été appris par une autre version : recueillez-les de nouveau"),
			path);
	coop_buf_release(&ours);
	coop_analyzer_free(analyzer);
	return st;
}

/* Reads the average; 0 when it is none. */
static double average_of(struct coop_bytes text)
{
	char digits[64], *end;
	if (text.len == 0 || text.len >= sizeof digits || *text.s < '0' || *text.s > '9')
		return 0;
	memcpy(digits, text.s, text.len);
	digits[text.len] = '\0';
	double average = strtod(digits, &end);
	return !*end && isfinite(average) && average > 0 ? average : 0;
}

static enum coop_status read_acronyms(
	const struct coop_bytes *cuts, struct coop_acronyms **out, struct coop_error *err)
{
	struct coop_buf forms = {0}, proofs = {0};
	coop_buf_add(&forms, cuts[ACRONYMS].s, cuts[ACRONYMS].len);
	coop_buf_add(&proofs, cuts[PROOFS].s, cuts[PROOFS].len);
	enum coop_status st = coop_buf_check(&forms, err);
	if (!st)
		st = coop_buf_check(&proofs, err);
	if (!st)
		st = coop_acronyms_open(&forms, out, err);
	if (!st)
		st = coop_acronyms_open_proofs(*out, &proofs, err);
	coop_buf_release(&forms);
	coop_buf_release(&proofs);
	return st;
}

enum coop_status facts_file_read(
	const char *path, struct facts *out, struct coop_error *err)
{
	struct coop_buf text = {0};
	struct coop_bytes cuts[BLOCKS] = {{NULL, 0}};
	struct coop_error why = {0};
	*out = (struct facts){0};
	enum coop_status st = load(path, &text, err);
	if (!st && cut(&text, cuts)) {
		st = check_analysis(path, cuts[ANALYSIS], err);
		out->average = average_of(cuts[AVERAGE]);
		if (!st)
			st = read_acronyms(cuts, &out->acronyms, &why);
		if (st == COOP_E_NOMEM)
			coop_pass_on(err, &why);
	}
	if ((!st && out->average <= 0) || (st && why.status && st != COOP_E_NOMEM))
		st = coop_fail(err, COOP_E_CORRUPT,
			TR("'%s' is damaged, or has no facts: collect them again",
				"« %s » est abîmé, ou n'a pas de faits : recueillez-les de nouveau"),
			path);
	coop_buf_release(&text);
	return st;
}
