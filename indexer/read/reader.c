#include "indexer/read/reader.h"

#include <string.h>
#include <sys/stat.h>

#include "indexer/csv/dialect.h"
#include "indexer/decode/filetype.h"
#include "indexer/decode/filetype_refused.h"
#include "indexer/decode/filetype_sniff.h"
#include "indexer/disk/memfile.h"
#include "indexer/notice/outline.h"
#include "indexer/report/problems.h"
#include "shared/core/i18n.h"

enum { NOTICE_WITHIN = 1 << 14 /* bytes in which a notice shows what it is */ };

static const struct reader_ops *const readers[] = {
	&reader_csv, &reader_text, &reader_markdown};

/* The reader whose suffix a path has, or NULL. */
static const struct reader_ops *by_suffix(const char *path)
{
	const struct filetype *kind = filetype_of(path);
	if (kind)
		return kind->archive ? &reader_archive : &reader_document;
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
		if (filetype_has_suffix(path, readers[i]->suffixes))
			return readers[i];
	return NULL;
}

bool reader_knows(const char *path)
{
	return !reader_why_not(path);
}

const char *reader_why_not(const char *path)
{
	const struct filetype *kind = filetype_of(path);
	if (kind && !kind->built)
		return filetype_why_not(kind);
	if (by_suffix(path))
		return NULL;
	const char *why = filetype_refused_name(path);
	return why ? why : TR("unknown kind of file", "type de fichier inconnu");
}

void reader_list_suffixes(struct coop_buf *out)
{
	filetype_list_suffixes(out);
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
		for (const char *const *s = readers[i]->suffixes; *s; s++)
			coop_buf_printf(out, "%s ", *s);
}

const char *reader_file(const char *path, const struct reader_options *options)
{
	return options->file ? options->file : path;
}

const struct filetype *reader_kind(const char *path, const struct reader_options *options)
{
	return options->kind ? options->kind : filetype_of(path);
}

static bool is_stdin(const char *path)
{
	return strcmp(path, SOURCE_STDIN) == 0;
}

/* Whether a path gives its bytes once only: standard input, or a pipe with a name. */
static bool is_stream(const char *path, const struct reader_options *options)
{
	struct stat st;
	return is_stdin(path) ||
	       (!options->file && stat(path, &st) == 0 && S_ISFIFO(st.st_mode));
}

const char *reader_shown(const char *path, const struct reader_options *options)
{
	return is_stdin(path) && options->stdin_name ? options->stdin_name : path;
}

/* How a file would be written if it were a table. */
static enum coop_status guess(
	const struct source *source, struct dialect *dialect, struct coop_error *err)
{
	struct profile profile;
	struct dialect_sample sample = {.charset = source_text(source)};
	sample.s = source_sample(source, &sample.n);
	enum coop_status st = dialect_guess(
		&sample, &(struct dialect_given){0}, dialect, &profile, err);
	profile_release(&profile);
	return st;
}

/*
 * The reader for what has no name that tells, or is called a text (`named`): then it is a table
 * only if its header says so.
 */
static enum coop_status by_content(const struct source *source, bool named,
	const struct reader_ops **ops, struct coop_error *err)
{
	struct dialect dialect;
	enum coop_status st = guess(source, &dialect, err);
	bool table = !st && dialect_is_table(&dialect) &&
		     (!named || (dialect.header && dialect.candidates[0].known >= 2));
	*ops = table ? &reader_csv : &reader_text;
	return st;
}

/* Whether what is called a table is the notice of a film, and no table. */
static enum coop_status is_notice(
	const struct source *source, bool *notice, struct coop_error *err)
{
	struct dialect dialect;
	struct coop_buf text = {0};
	struct outline outline = {0};
	size_t n;
	const char *sample = source_sample(source, &n);
	*notice = false;
	charset_decode(source_text(source), sample, n < NOTICE_WITHIN ? n : NOTICE_WITHIN,
		&text);
	enum coop_status st = coop_buf_check(&text, err);
	if (!st)
		outline_find((struct span){text.s, text.len}, false, NULL, &outline);
	if (!st && outline.failed)
		st = coop_fail_nomem(err);
	for (size_t i = 0; !st && i < outline.count; i++)
		*notice |= outline.parts[i].film;
	outline_release(&outline);
	coop_buf_release(&text);
	if (!st && *notice) {
		st = guess(source, &dialect, err);
		*notice = !st && dialect.columns < 2 && !dialect.sep_line &&
			  dialect.candidates[0].known == 0;
	}
	return st;
}

static enum coop_status open_document(const char *path,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	const struct filetype *kind = reader_kind(path, options);
	const struct reader_ops *ops = kind->archive ? &reader_archive : &reader_document;
	if (!kind->built)
		return coop_fail(err, COOP_E_INPUT, "%s", filetype_why_not(kind));
	report_fact(report, TR("kind", "type"), "%s", kind->name);
	return ops->open(path, options, report, out, err);
}

/* COOP_E_INPUT where the start of a file, unless it just changed, shows a kind that is not read. */
static enum coop_status check_unread(const struct source *source, struct coop_error *err)
{
	size_t n;
	const char *sample = source_sample(source, &n);
	const char *why = filetype_refused_content(sample, n);
	enum coop_status st = why ? source_check(source, err) : COOP_OK;
	return !why || st ? st
			  : coop_fail(err, COOP_E_INPUT,
				    TR("is not read: %s", "n'est pas lu : %s"), why);
}

/* A file whose name says that it is something else. */
static void tell_misnamed(struct report *report, const char *path, const char *kind)
{
	struct coop_error problem = {0};
	coop_fail(&problem, COOP_E_INPUT,
		TR("is %s, not what its name says; read as what it is",
			"est du %s, et non ce que dit son nom ; lu comme tel"),
		kind);
	report_repaired(report, &(struct coop_place){.path = path}, &problem);
}

/* Opens what turned out to be a document, which it must still be now that its program runs. */
static enum coop_status open_found(const char *path, const struct reader_options *options,
	const struct source *source, struct report *report, struct reader **out,
	struct coop_error *err)
{
	enum coop_status st = open_document(path, options, report, out, err);
	if (!st && (st = source_check(source, err)) != COOP_OK) {
		reader_close(*out);
		*out = NULL;
	}
	return st;
}

/* Opens a table or a text, with the reader for what it turns out to be. */
static enum coop_status open_plain(const char *path, const struct reader_ops *ops,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	struct source *source;
	size_t n;
	struct reader_options own = *options;
	enum coop_status st = source_open(
		reader_file(path, options), (enum charset)options->charset, &source, err);
	if (st)
		return st;
	const char *sample = source_sample(source, &n);
	own.kind = filetype_sniff(sample, n);
	own.opened = &source;
	st = check_unread(source, err);
	if (!st && !own.kind && ops == &reader_text) {
		st = by_content(source, true, &ops, err);
		if (!st && ops == &reader_csv)
			tell_misnamed(report, path, "CSV");
	}
	bool notice = false;
	if (!st && !own.kind && ops == &reader_csv && !options->delimiter &&
		!options->no_header && !options->map)
		st = is_notice(source, &notice, err);
	if (notice) {
		tell_misnamed(report, path, TR("a text", "texte"));
		ops = &reader_text;
	}
	if (!st && own.kind) {
		tell_misnamed(report, path, own.kind->name);
		st = open_found(path, &own, source, report, out, err);
	} else if (!st) {
		st = ops->open(path, &own, report, out, err);
	}
	source_close(source);
	return st;
}

/* Opens a file with the reader for its kind. */
static enum coop_status open_named(const char *path, const struct reader_options *options,
	struct report *report, struct reader **out, struct coop_error *err)
{
	const struct reader_ops *ops = by_suffix(path);
	return filetype_of(path) ? open_document(path, options, report, out, err)
				 : open_plain(path, ops ? ops : &reader_text, options,
					   report, out, err);
}

/* A stream for a program that needs a file. */
static enum coop_status spool_stream(
	const char *path, struct memfile *spool, struct coop_error *err)
{
	char block[1 << 14];
	struct infile in;
	enum coop_status st = infile_open(&in, path, err);
	if (!st)
		st = memfile_open(spool, err);
	for (size_t n = sizeof block; !st && n == sizeof block;) {
		st = infile_read(&in, block, sizeof block, &n, err);
		if (!st)
			st = memfile_add(spool, block, n, err);
	}
	infile_close(&in);
	return st;
}

static enum coop_status open_spooled(const char *path, const char *name,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	struct memfile spool = MEMFILE_NONE;
	enum coop_status st = spool_stream(path, &spool, err);
	if (!st) {
		struct reader_options own = *options;
		own.file = spool.path;
		st = open_named(name, &own, report, out, err);
	}
	memfile_close(&spool); /* the program has it open */
	return st;
}

/* Documents are put aside before they are looked at: their name must tell what they are. */
static enum coop_status check_stream(
	const char *path, const struct source *source, struct coop_error *err)
{
	size_t n;
	const char *sample = source_sample(source, &n);
	const struct filetype *kind = filetype_sniff(sample, n);
	enum coop_status st = check_unread(source, err);
	if (st || !kind)
		return st;
	coop_fail(
		err, COOP_E_INPUT, TR("is of the kind %s", "est du type %s"), kind->name);
	coop_hint(err,
		is_stdin(path)
			? TR("say so: --stdin-name=x%s", "dites-le : --stdin-name=x%s")
			: TR("pass it on as standard input, and say so: --stdin-name=x%s -",
				  "passez-le par l'entrée standard, et dites-le : --stdin-name=x%s -"),
		kind->suffixes[0]);
	return COOP_E_INPUT;
}

static enum coop_status open_stream(const char *path,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	struct source *source;
	const char *name = reader_shown(path, options);
	const struct reader_ops *ops = by_suffix(name);
	if (filetype_of(name))
		return open_spooled(path, name, options, report, out, err);
	enum coop_status st =
		source_open(path, (enum charset)options->charset, &source, err);
	if (!st)
		st = check_stream(path, source, err);
	if (!st && !ops)
		st = by_content(source, false, &ops, err);
	if (!st) {
		struct reader_options own = *options;
		own.opened = &source;
		st = ops->open(name, &own, report, out, err);
	}
	source_close(source);
	return st;
}

enum coop_status reader_open(const char *path, const struct reader_options *options,
	struct report *report, struct reader **out, struct coop_error *err)
{
	*out = NULL;
	return is_stream(path, options) ? open_stream(path, options, report, out, err)
					: open_named(path, options, report, out, err);
}

/* How many characters beyond ASCII the start of a file has, or bytes that are none. */
static size_t count_high(const struct source *source)
{
	size_t n, high = 0;
	const char *s = source_sample(source, &n);
	bool utf8 = source_text(source) == CHARSET_UTF8;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		high += utf8 ? c >= 0xc0 : c >= 0x80;
	}
	return high;
}

/* What speaks for the character set of a file. */
static void report_encoding(struct report *report, const struct source *source)
{
	const char *what = TR("encoding", "encodage");
	enum charset set = source_charset(source);
	size_t high = count_high(source);
	if (source_known(source) == SOURCE_TOLD)
		report_fact(report, what, TR("%s, as told", "%s, comme demandé"),
			charset_name(set));
	else if (source_known(source) == SOURCE_MARKED)
		report_fact(report, what,
			TR("%s, by its byte order mark",
				"%s, d'après sa marque d'ordre des octets"),
			charset_name(set));
	else if (high == 0)
		report_fact(report, what, "%s",
			TR("ASCII only, the same in utf-8 and windows-1252",
				"rien que de l'ASCII, le même en utf-8 et en windows-1252"));
	else if (set == CHARSET_UTF8)
		report_fact(report, what,
			TR("%s, %zu characters beyond ASCII at the start of the file",
				"%s, caractères hors de l'ASCII au début du fichier : %zu"),
			charset_name(set), high);
	else
		report_fact(report, what,
			TR("%s, which makes the best French of %zu characters beyond ASCII",
				"%s, qui donne le meilleur français ; caractères hors de l'ASCII : %zu"),
			charset_name(set), high);
}

enum coop_status reader_source(const char *path, const struct reader_options *options,
	struct report *report, struct source **out, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	if (options->opened) {
		*out = *options->opened;
		*options->opened = NULL;
	} else {
		st = source_open(reader_file(path, options),
			(enum charset)options->charset, out, err);
	}
	if (!st && report->findings)
		report_encoding(report, *out);
	size_t n;
	const char *sample = st ? NULL : source_sample(*out, &n);
	if (!sample || !filetype_is_binary(sample, n))
		return st;
	st = source_check(*out, err);
	return st ? st
		  : coop_fail(err, COOP_E_INPUT, "%s",
			    TR("is not a text (control characters)",
				    "n'est pas un texte (caractères de contrôle)"));
}

enum coop_status reader_next(
	struct reader *r, struct coop_record *rec, bool *more, struct coop_error *err)
{
	return r->ops->next(r, rec, more, err);
}

void reader_close(struct reader *r)
{
	if (r)
		r->ops->close(r);
}
