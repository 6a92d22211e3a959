#include "indexer/decode/byte_problems.h"

#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

void byte_problems_report(struct problems p, enum charset charset, unsigned char byte,
	size_t line, size_t column)
{
	struct coop_error problem = {0};
	struct coop_place place = {p.path, line, column};
	if (byte == 0)
		coop_fail(&problem, COOP_E_INPUT, "%s",
			TR("a NUL byte; read as a blank",
				"un octet nul ; lu comme un blanc"));
	else if (charset == CHARSET_UTF8)
		coop_fail(&problem, COOP_E_INPUT,
			TR("byte 0x%02x is not UTF-8; read as Windows-1252",
				"l'octet 0x%02x n'est pas de l'UTF-8 ; lu comme du Windows-1252"),
			byte);
	else
		coop_fail(&problem, COOP_E_INPUT,
			TR("byte 0x%02x means nothing in Windows-1252; replaced",
				"l'octet 0x%02x n'existe pas en Windows-1252 ; remplacé"),
			byte);
	report_repairs(
		p.report, byte == 0 ? REPAIR_NULS : REPAIR_BYTES, 1, &place, &problem);
}

void byte_problems_report_lost(struct problems p, size_t n, size_t line, size_t column)
{
	struct coop_error problem = {0};
	struct coop_place place = {p.path, line, column};
	if (n == 0)
		return;
	coop_fail(&problem, COOP_E_INPUT,
		n == 1 ? TR("%zu character was lost before, U+FFFD stands for it",
				 "%zu caractère déjà perdu, remplacé par U+FFFD")
		       : TR("%zu characters were lost before, U+FFFD stands for them",
				 "%zu caractères déjà perdus, remplacés par U+FFFD"),
		n);
	coop_hint(&problem, "%s",
		TR("export the file again from where it comes, in UTF-8: nothing can bring them back",
			"exportez de nouveau le fichier depuis son origine, en UTF-8 : rien ne peut les retrouver"));
	report_repairs(p.report, REPAIR_LOST, n, &place, &problem);
}

enum coop_status byte_problems_reject_row(struct problems p, enum charset charset,
	const struct coop_place *place, const struct coop_error *why, const char *raw,
	size_t n, struct coop_error *err)
{
	struct coop_buf text = {0};
	while (n > 0 && coop_is_line_end(raw[n - 1]))
		n--;
	for (; n > 0 && coop_is_line_end(*raw); raw++)
		n--;
	charset_decode(charset_of_line(charset, raw, n), raw, n, &text);
	enum coop_status st = coop_buf_check(&text, err);
	if (!st)
		report_rejected_row(p.report, place, why, coop_buf_cstr(&text), text.len);
	coop_buf_release(&text);
	return st;
}

void byte_problems_report_replaced(struct problems p, const struct source *source)
{
	size_t n = source_replaced(source);
	if (n == 0)
		return;
	struct coop_error problem = {0};
	struct coop_place place = {p.path, 0, 0};
	coop_fail(&problem, COOP_E_INPUT,
		n == 1 ? TR("%zu place means nothing in %s; replaced",
				 "%zu endroit n'a pas de sens en %s ; remplacé")
		       : TR("%zu places mean nothing in %s; replaced",
				 "%zu endroits n'ont pas de sens en %s ; remplacés"),
		n, source_charset_name(source));
	report_repairs(p.report, REPAIR_REPLACED, n, &place, &problem);
}
