#include "indexer/read/recognise.h"

#include "indexer/decode/ole.h"
#include "indexer/notice/outline.h"
#include "shared/core/i18n.h"

enum { NOTICE_WITHIN = 1 << 14 /* bytes in which a notice shows what it is */ };

enum coop_status recognise_fail(
	enum refused kind, const char *file, struct coop_error *err)
{
	if (kind == REFUSED_OLE)
		kind = ole_kind(file);
	if (kind != REFUSED_ENCRYPTED)
		return coop_fail(err, COOP_E_INPUT,
			TR("is not read: %s", "n'est pas lu : %s"),
			filetype_refused_one(kind));
	coop_fail(err, COOP_E_INPUT, "%s", TR("is encrypted", "est chiffré"));
	coop_hint(err, "%s",
		TR("save it again without a password",
			"enregistrez-le de nouveau, sans mot de passe"));
	return COOP_E_INPUT;
}

enum coop_status recognise_refused(const struct reader_input *in,
	const struct filetype *found, struct coop_error *err)
{
	size_t n;
	const char *sample = source_sample(in->source, &n);
	enum refused kind = !found ? filetype_refused_content(sample, n)
			    : found->holds == HOLDS_FILES
				    ? filetype_refused_binary(sample, n)
				    : REFUSED_NOT;
	enum coop_status st = kind ? source_check(in->source, err) : COOP_OK;
	return !kind || st ? st : recognise_fail(kind, in->file, err);
}

enum coop_status recognise_table(
	struct reader_input *in, bool named, bool *table, struct coop_error *err)
{
	const struct dialect *d = &in->dialect;
	enum coop_status st = reader_input_sniff(in, err);
	*table = !st && dialect_is_table(d) &&
		 (!named || (d->header && d->candidates[0].known >= 2));
	return st;
}

/* What the start of a text has the outline of. */
struct looks {
	bool film; /* the notice of a film */
	bool form; /* subtitles, or records that say what they are */
};

static enum coop_status look(
	const struct source *source, struct looks *out, struct coop_error *err)
{
	struct coop_buf text = {0};
	struct outline outline = {0};
	size_t n;
	const char *sample = source_sample(source, &n);
	charset_decode(source_text(source), sample, n < NOTICE_WITHIN ? n : NOTICE_WITHIN,
		&text);
	enum coop_status st = coop_buf_check(&text, err);
	if (!st)
		outline_find((struct span){text.s, text.len}, false, NULL, &outline);
	if (!st && outline.failed)
		st = coop_fail_nomem(err);
	*out = (struct looks){.form = outline.kind != NULL};
	for (size_t i = 0; !st && i < outline.count; i++)
		out->film |= outline.parts[i].film;
	outline_release(&outline);
	coop_buf_release(&text);
	return st;
}

enum coop_status recognise_notice(
	struct reader_input *in, bool *notice, struct coop_error *err)
{
	const struct dialect *d = &in->dialect;
	struct looks looks;
	enum coop_status st = look(in->source, &looks, err);
	*notice = false;
	if (st || (!looks.film && !looks.form))
		return st;
	st = reader_input_sniff(in, err);
	*notice = !st && !d->sep_line && d->candidates[0].known == 0 &&
		  (looks.form || d->columns < 2);
	return st;
}
