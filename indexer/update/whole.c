#include "indexer/update/whole.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libdeflate.h>

#include "indexer/terms/acronym_stems.h"
#include "indexer/update/folding.h"
#include "shared/core/bytes.h"
#include "shared/core/fd.h"
#include "shared/core/i18n.h"
#include "shared/index/hashes.h"
#include "shared/text/analyzer.h"

enum { HEAD = WHOLE_MAGIC_LEN + COOP_LE32_SIZE };

void whole_release(struct whole *w)
{
	facts_release(&w->facts);
	coop_strmap_free(w->exceptions);
	*w = (struct whole){.exceptions = NULL};
}

/* ---- the bytes ---- */

static void put_string(const char *s, size_t len, struct coop_buf *out)
{
	coop_buf_uint(out, len);
	coop_buf_add(out, s, len);
}

static void put_buf(const struct coop_buf *b, struct coop_buf *out)
{
	put_string(coop_buf_cstr(b), b->len, out);
}

/* Appends what the checksum covers. */
static void put_body(const struct coop_buf *analysis, uint64_t documents, uint64_t length,
	const struct coop_buf *acronyms, const struct coop_buf *proofs,
	const struct coop_strmap *exceptions, struct coop_buf *out)
{
	uint32_t count = exceptions ? coop_strmap_count(exceptions) : 0;
	put_buf(analysis, out);
	coop_buf_uint(out, documents);
	coop_buf_uint(out, length);
	put_buf(acronyms, out);
	put_buf(proofs, out);
	coop_buf_uint(out, count);
	for (uint32_t i = 0; i < count; i++) {
		size_t n;
		const char *path = coop_strmap_at(exceptions, i, &n);
		put_string(path, n, out);
	}
}

enum coop_status whole_pack(uint64_t documents, uint64_t length,
	struct coop_acronyms *acronyms, const struct coop_strmap *exceptions,
	struct coop_buf *out, struct coop_error *err)
{
	struct coop_analyzer *analyzer = NULL;
	struct coop_buf analysis = {0}, forms = {0}, proofs = {0}, body = {0};
	enum coop_status st = coop_analyzer_new(&analyzer, err);
	if (!st)
		st = coop_analyzer_fingerprint(analyzer, &analysis, err);
	if (!st)
		st = acronym_stems_set(acronyms, analyzer, err);
	if (!st)
		st = coop_acronyms_pack(acronyms, &forms, &proofs, err);
	if (!st) {
		put_body(
			&analysis, documents, length, &forms, &proofs, exceptions, &body);
		coop_buf_add(out, WHOLE_MAGIC, WHOLE_MAGIC_LEN);
		coop_buf_le32(out, libdeflate_crc32(0, body.s, body.len));
		coop_buf_add(out, coop_buf_cstr(&body), body.len);
		st = coop_buf_check(body.failed ? &body : out, err);
	}
	coop_analyzer_free(analyzer);
	coop_buf_release(&analysis);
	coop_buf_release(&forms);
	coop_buf_release(&proofs);
	coop_buf_release(&body);
	return st;
}

/* ---- reading ---- */

/* The unread rest of the bytes; `bad` is set when it is too short, or makes no sense. */
struct rest {
	const unsigned char *s, *end;
	bool bad;
};

static uint64_t take_uint(struct rest *r)
{
	uint64_t value;
	if (!r->bad && coop_get_uint(&r->s, r->end, &value))
		return value;
	r->bad = true;
	return 0;
}

static struct coop_bytes take_string(struct rest *r)
{
	uint64_t len = take_uint(r);
	r->bad |= len > (uint64_t)(r->end - r->s);
	if (r->bad)
		return (struct coop_bytes){"", 0};
	struct coop_bytes out = {(const char *)r->s, (size_t)len};
	r->s += len;
	return out;
}

static enum coop_status refuse(struct coop_error *err)
{
	coop_fail(err, COOP_E_INPUT, "%s",
		TR("holds no facts of an index, or is damaged",
			"ne contient pas les faits d'un index, ou est abîmé"));
	coop_hint(err, "%s",
		TR("coopidx --collect-facts FILE PATH... writes it anew",
			"coopidx --collect-facts FICHIER CHEMIN... l'écrit de nouveau"));
	return COOP_E_INPUT;
}

static enum coop_status check_analysis(struct coop_bytes then, struct coop_error *err)
{
	struct coop_analyzer *analyzer = NULL;
	struct coop_buf now = {0};
	enum coop_status st = coop_analyzer_new(&analyzer, err);
	if (!st)
		st = coop_analyzer_fingerprint(analyzer, &now, err);
	if (!st && !coop_bytes_equal(then.s, then.len, coop_buf_cstr(&now), now.len)) {
		coop_fail(err, COOP_E_VERSION, "%s",
			TR("was made by another version of coopidx",
				"a été fait par une autre version de coopidx"));
		coop_hint(err, "%s",
			TR("coopidx --collect-facts FILE PATH... writes it anew",
				"coopidx --collect-facts FICHIER CHEMIN... l'écrit de nouveau"));
		st = COOP_E_VERSION;
	}
	coop_analyzer_free(analyzer);
	coop_buf_release(&now);
	return st;
}

/* Opens the acronyms; what is impossible in them makes the file damaged. */
static enum coop_status open_acronyms(struct coop_bytes forms, struct coop_bytes proofs,
	struct coop_acronyms **out, struct coop_error *err)
{
	struct coop_buf packed = {0};
	coop_buf_add(&packed, forms.s, forms.len);
	enum coop_status st = coop_buf_check(&packed, err);
	if (!st)
		st = coop_acronyms_open(&packed, out, NULL);
	coop_buf_release(&packed);
	packed = (struct coop_buf){0};
	coop_buf_add(&packed, proofs.s, proofs.len);
	if (!st)
		st = coop_buf_check(&packed, err);
	if (!st)
		st = coop_acronyms_open_proofs(*out, &packed, NULL);
	coop_buf_release(&packed);
	if (st == COOP_E_NOMEM)
		return coop_fail_nomem(err);
	return st ? refuse(err) : COOP_OK;
}

static enum coop_status take_exceptions(
	struct rest *r, struct coop_strmap *exceptions, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (uint64_t n = take_uint(r); !st && !r->bad && n > 0; n--) {
		struct coop_bytes path = take_string(r);
		uint32_t number;
		bool added = false;
		if (!r->bad && !memchr(path.s, '\0', path.len))
			st = coop_strmap_intern(
				exceptions, path.s, path.len, &number, &added, err);
		r->bad |= !st && !added;
	}
	return st;
}

static enum coop_status parse_body(
	struct rest *r, struct whole *out, struct coop_error *err)
{
	struct coop_bytes analysis = take_string(r);
	out->documents = take_uint(r);
	out->length = take_uint(r);
	struct coop_bytes forms = take_string(r), proofs = take_string(r);
	/* a length has 32 bits, and so has a number of documents in each of the shards */
	r->bad |= out->documents == 0 ||
		  out->documents > (uint64_t)UINT32_MAX * COOP_SHARDS_MAX ||
		  out->length / UINT32_MAX > out->documents;
	if (r->bad)
		return refuse(err);
	out->facts.average = facts_average(out->length, out->documents);
	enum coop_status st = check_analysis(analysis, err);
	if (!st)
		st = open_acronyms(forms, proofs, &out->facts.acronyms, err);
	if (!st)
		st = coop_strmap_new(&out->exceptions, err);
	if (!st)
		st = take_exceptions(r, out->exceptions, err);
	return st ? st : r->bad || r->s < r->end ? refuse(err) : COOP_OK;
}

enum coop_status whole_parse(
	const char *s, size_t len, struct whole *out, struct coop_error *err)
{
	*out = (struct whole){.exceptions = NULL};
	if (len < HEAD || memcmp(s, WHOLE_MAGIC, WHOLE_MAGIC_LEN) != 0 ||
		coop_get_le32(s + WHOLE_MAGIC_LEN) !=
			libdeflate_crc32(0, s + HEAD, len - HEAD))
		return refuse(err);
	uint64_t hash = coop_hash_bytes(s, len);
	out->facts.mark.facts = hash > 0 ? hash : 1;
	struct rest r = {.s = (const unsigned char *)s + HEAD,
		.end = (const unsigned char *)s + len};
	return parse_body(&r, out, err);
}

/* ---- the file ---- */

static enum coop_status read_bytes(
	const char *file, struct coop_buf *out, struct coop_error *err)
{
	int fd = open(file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat is;
	if (fd < 0)
		return coop_cannot_read(file, NULL, err);
	enum coop_status st = COOP_OK;
	if (fstat(fd, &is) != 0)
		st = coop_cannot_read(file, NULL, err);
	else if (!S_ISREG(is.st_mode) || is.st_size > WHOLE_FILE_MAX)
		st = refuse(err);
	else if (!coop_fd_read_all(fd, WHOLE_FILE_MAX, out))
		st = out->failed ? coop_fail_nomem(err)
				 : coop_cannot_read(file, NULL, err);
	close(fd);
	return st;
}

enum coop_status whole_read(const char *file, struct whole *out, struct coop_error *err)
{
	struct coop_buf bytes = {0};
	struct coop_error why = {0};
	*out = (struct whole){.exceptions = NULL};
	enum coop_status st = read_bytes(file, &bytes, &why);
	if (!st)
		st = whole_parse(coop_buf_cstr(&bytes), bytes.len, out, &why);
	coop_buf_release(&bytes);
	if (st == COOP_E_INPUT || st == COOP_E_VERSION) {
		coop_fail(err, st, "%s: %s", file, why.msg);
		coop_hint(err, "%s", why.hint);
		return st;
	}
	if (st == COOP_E_IO)
		coop_hint(&why, "%s",
			TR("coopidx --collect-facts FILE PATH... writes facts",
				"coopidx --collect-facts FICHIER CHEMIN... écrit des faits"));
	return coop_pass_on(err, &why);
}

/* ---- drift ---- */

bool whole_drifted(const struct whole *w, uint64_t documents, uint64_t length)
{
	enum { TWENTIETH = 20 };
	bool changed = documents != w->documents || length != w->length;
	uint64_t more = documents > w->documents ? documents - w->documents
						 : w->documents - documents;
	double average =
		documents > 0 ? facts_average(length, documents) : w->facts.average;
	return (changed && w->documents < SEGMENTS_BASE_MIN) ||
	       more > w->documents / SEGMENTS_SHARE ||
	       fabs(average - w->facts.average) > w->facts.average / TWENTIETH;
}
