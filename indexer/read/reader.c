#include "indexer/read/reader.h"

#include <sys/stat.h>

#include "indexer/decode/filetype.h"
#include "indexer/decode/filetype_refused.h"
#include "indexer/decode/filetype_sniff.h"
#include "indexer/decode/ole.h"
#include "indexer/decode/structured.h"
#include "indexer/disk/infile.h"
#include "indexer/disk/tempfile.h"
#include "indexer/read/reader_ops.h"
#include "indexer/read/recognise.h"
#include "indexer/report/problems.h"
#include "shared/core/i18n.h"

enum { START = 8192 /* bytes that tell the kind of a document */ };

/* ---- by name ---- */

/* The readers of tables and texts; those of documents go by the table of filetype.h. */
static const struct reader_ops *const readers[] = {
	&reader_csv, &reader_text, &reader_markdown};

/* The suffixes of reader_may_be_disguised(). */
static const char *const disguised[] = {".xls", ".doc", NULL};

/* The reader of tables or texts whose suffix a path has, or NULL. */
static const struct reader_ops *by_suffix(const char *path)
{
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
		if (filetype_has_suffix(path, readers[i]->suffixes))
			return readers[i];
	return NULL;
}

bool reader_knows_as_text(const char *path)
{
	const struct reader_ops *ops = by_suffix(path);
	return ops && ops != &reader_csv;
}

bool reader_knows(const char *path)
{
	return !reader_why_not(path);
}

const char *reader_why_not(const char *path)
{
	const struct filetype *kind = filetype_of(path);
	if (kind)
		return kind->built ? NULL : filetype_why_not(kind);
	if (by_suffix(path))
		return NULL;
	enum refused refused = filetype_refused_name(path);
	return refused ? filetype_refused_one(refused)
		       : TR("unknown kind of file", "type de fichier inconnu");
}

bool reader_may_be_disguised(const char *path)
{
	return filetype_has_suffix(path, disguised);
}

/* Whether the start of a file is that of a document, or of a text, which has none of these bytes. */
static bool begins_as_known(const char *s, size_t n)
{
	if (n == 0 || filetype_refused_content(s, n))
		return false;
	const struct filetype *kind = filetype_sniff(s, n);
	if (kind)
		return kind->built && kind->holds != HOLDS_FILES;
	if (charset_bom(CHARSET_UTF16LE, s, n) || charset_bom(CHARSET_UTF16BE, s, n))
		return true;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] < '\t')
			return false;
	return true;
}

/* Reads the first bytes of a regular file; 0 when that fails. */
static size_t read_start(const char *path, char *start, size_t room)
{
	struct infile in = INFILE_NONE;
	size_t n = 0;
	bool read = infile_open(&in, path, NULL) == COOP_OK &&
		    infile_read(&in, start, room, &n, NULL) == COOP_OK;
	infile_close(&in);
	return read ? n : 0;
}

bool reader_is_disguised(const char *path, const char *file)
{
	char start[START];
	struct stat st;
	if (!reader_may_be_disguised(path) || stat(file, &st) || !S_ISREG(st.st_mode))
		return false;
	return begins_as_known(start, read_start(file, start, sizeof start));
}

/* What a file is by its content, if its name may mislead, else by its name. */
static enum refused kind_of_refused(const char *path, const char *file)
{
	char start[START];
	struct stat st;
	enum refused named = filetype_refused_name(path), found = REFUSED_NOT;
	if (file && reader_may_be_disguised(path) && stat(file, &st) == 0 &&
		S_ISREG(st.st_mode))
		found = filetype_refused_binary(
			start, read_start(file, start, sizeof start));
	if (found == REFUSED_OLE && (found = ole_kind(file)) == REFUSED_OLE)
		found = REFUSED_NOT;
	return found ? found : named;
}

void reader_skip(struct report *report, const char *path, const char *file)
{
	const struct filetype *kind = filetype_of(path);
	enum refused refused = kind ? REFUSED_NOT : kind_of_refused(path, file);
	if (refused)
		report_unread(report, path, filetype_refused_one(refused),
			filetype_refused_many(refused));
	else
		report_skipped(report, path, reader_why_not(path));
}

void reader_list_suffixes(struct coop_buf *out)
{
	filetype_list_suffixes(out);
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
		for (const char *const *s = readers[i]->suffixes; *s; s++)
			coop_buf_printf(out, "%s ", *s);
	for (const char *const *s = disguised; *s; s++)
		coop_buf_printf(out, "%s ", *s);
}

const char *reader_shown(const char *path, const struct reader_options *options)
{
	return infile_is_stdin(path) && options->stdin_name ? options->stdin_name : path;
}

/* ---- regular files ---- */

static enum coop_status open_document(struct reader_input *in,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	static const struct reader_ops *const by_content[] = {
		[HOLDS_TEXT] = &reader_document,
		[HOLDS_FILES] = &reader_archive,
		[HOLDS_MESSAGES] = &reader_archive,
		[HOLDS_NOTICES] = &reader_notices,
		[HOLDS_SHEETS] = &reader_sheets,
	};
	const struct reader_ops *ops = by_content[in->kind->holds];
	if (!in->kind->built)
		return coop_fail(err, COOP_E_INPUT, "%s", filetype_why_not(in->kind));
	report_fact(report, TR("kind", "type"), "%s", in->kind->name);
	return ops->open(in, options, report, out, err);
}

/* Reports a file whose name says that it is something else. */
static void report_misnamed(struct report *report, const char *path, const char *kind)
{
	struct coop_error problem = {0};
	coop_fail(&problem, COOP_E_INPUT,
		TR("is %s, not what its name says; read as what it is",
			"est du %s, et non ce que dit son nom ; lu comme tel"),
		kind);
	report_repaired(report, &(struct coop_place){.path = path}, &problem);
}

/*
 * Reports a kind that has another suffix than the file. Exports of notices and messages are texts: under
 * the name of one they are what it says.
 */
static void report_other_kind(const struct reader_input *in, struct report *report)
{
	bool text =
		(in->kind->holds == HOLDS_NOTICES || in->kind->holds == HOLDS_MESSAGES) &&
		by_suffix(in->path) == &reader_text;
	if (!text && !filetype_has_suffix(in->path, in->kind->suffixes))
		report_misnamed(report, in->path, in->kind->name);
}

/*
 * Opens what turned out to be a document. The converter opens the file again: it must still be what
 * was looked at.
 */
static enum coop_status open_found(struct reader_input *in,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	report_other_kind(in, report);
	enum coop_status st = open_document(in, options, report, out, err);
	if (!st && (st = source_check(in->source, err)) != COOP_OK) {
		reader_close(*out);
		*out = NULL;
	}
	return st;
}

/* Corrects the reader that the name suggests, between table and text, by the content. */
static enum coop_status correct_plain(struct reader_input *in,
	const struct reader_options *options, struct report *report,
	const struct reader_ops **ops, struct coop_error *err)
{
	bool table = false, notice = false;
	bool given = options->delimiter || options->no_header || options->map;
	enum coop_status st = COOP_OK;
	if (*ops == &reader_text)
		st = recognise_table(in, true, &table, err);
	if (table) {
		report_misnamed(report, in->path, "CSV");
		*ops = &reader_csv;
	}
	if (!st && *ops == &reader_csv && !given)
		st = recognise_notice(in, &notice, err);
	if (notice) {
		report_misnamed(report, in->path, TR("a text", "texte"));
		*ops = &reader_text;
	}
	return st;
}

/* Tells that a text is the log of a program, which no notice is; perhaps it holds some all the same. */
static void report_log(const struct reader_input *in, const struct reader_ops *ops,
	struct report *report)
{
	size_t n;
	struct coop_error problem = {0};
	const char *sample = source_sample(in->source, &n);
	if (ops != &reader_text || !structured_is_log(sample, n))
		return;
	coop_fail(&problem, COOP_E_INPUT, "%s",
		TR("looks like the log of a program; read as one text",
			"ressemble au journal d'un programme ; lu comme un seul texte"));
	coop_hint(&problem, "%s",
		TR("--exclude leaves out what is no notice",
			"--exclude laisse de côté ce qui n'est pas une notice"));
	report_repaired(report, &(struct coop_place){.path = in->path}, &problem);
}

/*
 * Opens what is called a table or a text, with the reader for what it turns out to be; also what is
 * called a file of notices (`named`) and does not begin as one, unless it is no table either.
 */
static enum coop_status open_plain(struct reader_input *in, const struct filetype *named,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	const struct reader_ops *ops = by_suffix(in->path);
	size_t n;
	enum coop_status st = source_open(in->file, options->encoding, &in->source, err);
	if (st)
		return st;
	const char *sample = source_sample(in->source, &n);
	in->kind = filetype_sniff(sample, n);
	st = recognise_refused(in, in->kind, err);
	if (st)
		return st;
	if (in->kind)
		return open_found(in, options, report, out, err);
	ops = ops ? ops : &reader_text;
	st = correct_plain(in, options, report, &ops, err);
	if (st)
		return st;
	if (named && ops != &reader_csv) {
		in->kind = named;
		return open_document(in, options, report, out, err);
	}
	report_log(in, ops, report);
	return ops->open(in, options, report, out, err);
}

/*
 * The kind of what is called a document: the content decides. Of what looks like any archive the name
 * may tell more, as a file in it may come first that says nothing of the others. NULL where a file of
 * notices does not begin as one. COOP_E_INPUT for a kind that is not read.
 */
static enum coop_status find_kind(
	struct reader_input *in, const struct filetype *named, struct coop_error *err)
{
	char start[START];
	size_t n = read_start(in->file, start, sizeof start);
	const struct filetype *found = filetype_sniff(start, n);
	bool sure = found && found->holds != HOLDS_FILES;
	enum refused refused = sure ? REFUSED_NOT : filetype_refused_binary(start, n);
	in->kind = sure ? found : named->holds == HOLDS_NOTICES ? NULL : named;
	if (refused == REFUSED_OLE && (refused = ole_kind(in->file)) == REFUSED_OLE)
		refused = REFUSED_NOT; /* perhaps its converter knows more */
	return refused && refused != REFUSED_COMPRESSED
		       ? recognise_fail(refused, in->file, err)
		       : COOP_OK;
}

enum coop_status reader_open_input(struct reader_input *in,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	const struct filetype *named = filetype_of(in->path);
	*out = NULL;
	if (!named)
		return open_plain(in, NULL, options, report, out, err);
	enum coop_status st = find_kind(in, named, err);
	if (st)
		return st;
	if (!in->kind)
		return open_plain(in, named, options, report, out, err);
	report_other_kind(in, report);
	return open_document(in, options, report, out, err);
}

/* ---- standard input and pipes ---- */

/* Whether a path gives its bytes once only: standard input, or a pipe with a name. */
static bool is_stream(const char *path)
{
	struct stat st;
	return infile_is_stdin(path) || (stat(path, &st) == 0 && S_ISFIFO(st.st_mode));
}

/* Copies a stream into a file, for a converter. */
static enum coop_status copy_stream(
	const char *path, struct tempfile *copy, struct coop_error *err)
{
	char block[1 << 14];
	struct infile in;
	enum coop_status st = infile_open(&in, path, err);
	for (size_t n = sizeof block; !st && n == sizeof block;) {
		st = infile_read(&in, block, sizeof block, &n, err);
		if (!st)
			st = tempfile_add(copy, block, n, err);
	}
	infile_close(&in);
	return st;
}

/* Opens a stream whose name is that of a document. */
static enum coop_status open_copied(const struct reader_input *stream,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	struct tempfile *copy;
	enum coop_status st = tempfile_new_in_memory(&copy, err);
	if (!st)
		st = copy_stream(stream->file, copy, err);
	if (!st) {
		struct reader_input in = {.path = stream->path,
			.stored = stream->stored,
			.file = tempfile_path(copy)};
		st = reader_open_input(&in, options, report, out, err);
		reader_input_release(&in);
	}
	tempfile_free(copy); /* the converter has it open */
	return st;
}

/*
 * Refuses a document without the name of one: its bytes have gone by when its content tells what it
 * is, and a converter needs all of them.
 */
static enum coop_status check_stream(
	const struct reader_input *in, struct coop_error *err)
{
	size_t n;
	const char *sample = source_sample(in->source, &n);
	const struct filetype *kind = filetype_sniff(sample, n);
	enum coop_status st = recognise_refused(in, kind, err);
	if (st || !kind)
		return st;
	coop_fail(
		err, COOP_E_INPUT, TR("is of the kind %s", "est du type %s"), kind->name);
	coop_hint(err,
		infile_is_stdin(in->file)
			? TR("say so: --stdin-name=x%s", "dites-le : --stdin-name=x%s")
			: TR("pass it on as standard input, and say so: --stdin-name=x%s -",
				  "passez-le par l'entrée standard, et dites-le : --stdin-name=x%s -"),
		kind->suffixes[0]);
	return COOP_E_INPUT;
}

static enum coop_status open_stream(struct reader_input *in,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	const struct reader_ops *ops = by_suffix(in->path);
	bool table = false;
	if (filetype_of(in->path))
		return open_copied(in, options, report, out, err);
	enum coop_status st = source_open(in->file, options->encoding, &in->source, err);
	if (!st)
		st = check_stream(in, err);
	if (!st && !ops) {
		st = recognise_table(in, false, &table, err);
		ops = table ? &reader_csv : &reader_text;
	}
	return st ? st : ops->open(in, options, report, out, err);
}

/* ---- a reader ---- */

enum coop_status reader_open(const struct reader_file *file,
	const struct reader_options *options, struct report *report, struct reader **out,
	struct coop_error *err)
{
	bool stream = is_stream(file->path);
	struct reader_input in = {
		.path = reader_shown(file->path, options), .file = file->path};
	in.stored = stream ? in.path : file->stored;
	*out = NULL;
	enum coop_status st = stream ? open_stream(&in, options, report, out, err)
				     : reader_open_input(&in, options, report, out, err);
	reader_input_release(&in);
	if (!st && *out)
		(*out)->name_only = stream;
	return st;
}

enum coop_status reader_next(
	struct reader *r, struct coop_record *rec, bool *more, struct coop_error *err)
{
	enum coop_status st = r->ops->next(r, rec, more, err);
	rec->name_only |= r->name_only;
	return st;
}

void reader_close(struct reader *r)
{
	if (r)
		r->ops->close(r);
}
