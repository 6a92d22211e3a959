#include "indexer/read/reader_input.h"

#include "indexer/decode/filetype_sniff.h"
#include "indexer/report/problems.h"
#include "shared/core/i18n.h"

void reader_input_release(struct reader_input *in)
{
	source_close(in->source);
	profile_release(&in->profile);
	in->source = NULL;
	in->sniffed = false;
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
	const char *name = source_charset_name(source);
	size_t high = count_high(source);
	if (source_known(source) == SOURCE_TOLD)
		report_fact(report, what, TR("%s, as told", "%s, comme demandé"), name);
	else if (source_known(source) == SOURCE_MARKED)
		report_fact(report, what,
			TR("%s, by its byte order mark",
				"%s, d'après sa marque d'ordre des octets"),
			name);
	else if (high == 0)
		report_fact(report, what, "%s",
			TR("ASCII only, the same in utf-8 and windows-1252",
				"rien que de l'ASCII, le même en utf-8 et en windows-1252"));
	else if (set == CHARSET_UTF8)
		report_fact(report, what,
			TR("%s, %zu characters beyond ASCII at the start of the file",
				"%s, caractères hors de l'ASCII au début du fichier : %zu"),
			name, high);
	else
		report_fact(report, what,
			TR("%s, which makes the best French of %zu characters beyond ASCII",
				"%s, qui donne le meilleur français ; caractères hors de l'ASCII : %zu"),
			name, high);
}

/* Tells that the character set may be another one. */
static void report_doubt(
	struct report *report, const char *path, const struct source *source)
{
	struct coop_error problem = {0};
	struct charset_guess guess = source_guess(source);
	if (source_known(source) != SOURCE_FOUND || !guess.doubtful)
		return;
	if (guess.rival != CHARSET_AUTO)
		coop_fail(&problem, COOP_E_INPUT,
			TR("the character set is doubtful: read as %s, might be %s",
				"le jeu de caractères est douteux : lu comme %s, pourrait être %s"),
			charset_name(guess.set), charset_name(guess.rival));
	else
		coop_fail(&problem, COOP_E_INPUT,
			TR("the character set is doubtful: read as %s, which makes no French of it",
				"le jeu de caractères est douteux : lu comme %s, qui n'en fait pas du français"),
			charset_name(guess.set));
	coop_hint(&problem, "%s",
		TR("--encoding=SET says which it is", "--encoding=JEU dit lequel c'est"));
	report_repaired(report, &(struct coop_place){.path = path}, &problem);
}

enum coop_status reader_input_source(struct reader_input *in,
	const struct reader_options *options, struct report *report, struct source **out,
	struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	*out = in->source;
	in->source = NULL;
	if (!*out)
		st = source_open(in->file, options->encoding, out, err);
	if (!st && report->findings && !in->of_page)
		report_encoding(report, *out);
	size_t n;
	const char *sample = st ? NULL : source_sample(*out, &n);
	if (!sample)
		return st;
	if (!filetype_is_binary(sample, n)) {
		report_doubt(report, in->path, *out);
		return COOP_OK;
	}
	st = source_check(*out, err);
	return st ? st
		  : coop_fail(err, COOP_E_INPUT, "%s",
			    TR("is not a text (control characters)",
				    "n'est pas un texte (caractères de contrôle)"));
}

enum coop_status reader_input_convert(const struct reader_input *in,
	const struct reader_options *options, const char *suffixes, struct report *report,
	struct converter **out, struct coop_error *err)
{
	const struct converter_options how = {.encoding = options->encoding,
		.seconds = options->seconds,
		.suffixes = suffixes,
		.reads_later = in->kind->holds == HOLDS_SHEETS,
		.progress = in->depth == 0 ? report->progress : NULL,
		.stop = report->stop};
	return converter_open(in->kind, in->file, &how, out, err);
}

enum coop_status reader_input_sniff(struct reader_input *in, struct coop_error *err)
{
	struct dialect_sample sample = {.charset = source_text(in->source)};
	if (in->sniffed)
		return COOP_OK;
	sample.s = source_sample(in->source, &sample.n);
	enum coop_status st = dialect_guess(
		&sample, &(struct dialect_given){0}, &in->dialect, &in->profile, err);
	in->sniffed = !st;
	return st;
}
