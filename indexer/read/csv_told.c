#include "indexer/read/csv_told.h"

#include "indexer/csv/roles.h"
#include "indexer/report/problems.h"
#include "shared/core/i18n.h"

void csv_told_dialect(const struct csv_told *t, bool of_page)
{
	const struct dialect *d = t->dialect;
	const char delimiter[] = {d->delimiter, '\0'};
	if (of_page)
		report_fact(t->report, TR("table", "tableau"), "%s",
			TR("a notice a row", "une notice par ligne"));
	else if (d->fixed.columns > 0)
		report_fact(t->report, TR("cells", "cellules"),
			TR("in columns that begin at fixed places: %zu",
				"en colonnes à places fixes : %zu"),
			d->fixed.columns);
	else
		report_fact(t->report, TR("cells", "cellules"),
			TR("'%s' between them, confidence %u %%",
				"« %s » entre elles, confiance %u %%"),
			d->delimiter == '\t' ? "tab" : delimiter, d->confidence);
	if (!d->header)
		report_fact(t->report, TR("header", "en-tête"), "%s",
			TR("none; columns by what they hold",
				"aucun ; colonnes d'après leur contenu"));
	if (d->skip > 0)
		report_fact(t->report, TR("above", "au-dessus"),
			TR("lines left out: %zu", "lignes laissées : %zu"), d->skip);
}

enum coop_status csv_told_line(
	const struct csv_told *t, const char *charset, struct coop_error *err)
{
	const struct dialect *d = t->dialect;
	char delimiter[2] = {d->delimiter, '\0'};
	struct coop_buf text = {0};
	coop_buf_printf(&text,
		TR("delimiter %s, %s, %s, %zu columns, confidence %u %%",
			"séparateur %s, %s, %s, %zu colonnes, confiance %u %%"),
		d->delimiter == '\t' ? "tab" : delimiter, charset,
		d->header ? TR("header", "en-tête") : TR("no header", "sans en-tête"),
		t->columns->count, d->confidence);
	if (d->skip > 0)
		coop_buf_printf(&text,
			TR(", lines left out above: %zu",
				", lignes laissées au-dessus : %zu"),
			d->skip);
	if (d->decimal_comma)
		coop_buf_str(&text, TR(", decimal comma", ", virgule décimale"));
	report_note(t->report, t->path, coop_buf_cstr(&text));
	enum coop_status st = coop_buf_check(&text, err);
	coop_buf_release(&text);
	return st;
}

enum coop_status csv_told_columns(const struct csv_told *t, struct coop_error *err)
{
	const struct columns *c = t->columns;
	struct coop_buf why = {0};
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && t->report->findings && i < c->count; i++) {
		const struct column *column = &c->at[i];
		coop_buf_reset(&why);
		role_explain(column, &why);
		st = coop_buf_check(&why, err);
		if (!st)
			report_column(t->report, column_name(c, column), column->len,
				column->field, column->ignored, coop_buf_cstr(&why));
	}
	coop_buf_release(&why);
	return st;
}

/* ---- what is odd ---- */

/* How many bytes of a column's name are shown in messages. */
static int shown_bytes(const struct column *column)
{
	enum { MOST = 60 };
	return (int)(column->len < MOST ? column->len : MOST);
}

/* Tells users of a column, unless a dry run has it among its columns and facts. */
static void tell(const struct csv_told *t, const struct coop_error *what)
{
	if (!t->report->findings)
		report_told(t->report, t->path, what);
}

void csv_told_unnamed(const struct csv_told *t, size_t named, size_t line)
{
	struct coop_error problem = {0};
	struct coop_place where = {t->path, line, 0};
	coop_fail(&problem, COOP_E_INPUT,
		TR("the header names %zu columns, rows have %zu; the others are kept, named by their numbers",
			"l'en-tête nomme %zu colonnes, des lignes en ont %zu ; les autres sont gardées, nommées par leur numéro"),
		named, t->columns->count);
	report_repaired(t->report, &where, &problem);
}

void csv_told_fixed(const struct csv_told *t)
{
	struct coop_error said = {0};
	if (!t->dialect->fixed_doubt)
		return;
	coop_fail(&said, COOP_E_INPUT, "%s",
		TR("the headings stand in columns, but some rows do not keep to them; read as lines",
			"les intitulés sont en colonnes, mais des lignes ne s'y tiennent pas ; lu ligne par ligne"));
	coop_hint(&said, "%s",
		TR("export it again with a delimiter, such as CSV",
			"exportez-le avec un séparateur, en CSV par exemple"));
	report_fact(t->report, TR("columns", "colonnes"), "%s", said.msg);
	tell(t, &said);
}

void csv_told_another(const struct csv_told *t, size_t line)
{
	struct coop_error problem = {0};
	struct coop_place where = {t->path, line, 0};
	coop_fail(&problem, COOP_E_INPUT, "%s",
		TR("another table begins here; read by its own header",
			"un autre tableau commence ici ; lu d'après son propre en-tête"));
	report_repairs(t->report, REPAIR_ROWS, 1, &where, &problem);
}

void csv_told_nulls(const struct csv_told *t)
{
	struct coop_error said = {0};
	if (t->columns->nulls == 0)
		return;
	coop_fail(&said, COOP_E_INPUT,
		TR("cells such as 'N/A' or '-', which are taken for no value: %zu, the "
		   "first on line %zu",
			"cellules comme « non renseigné » ou « - », tenues pour vides : %zu, la "
			"première ligne %zu"),
		t->columns->nulls, t->columns->nulls_line);
	report_fact(t->report, TR("no values", "sans valeur"), "%s", said.msg);
	tell(t, &said);
}

void csv_told_no_title(const struct csv_told *t)
{
	struct coop_error said = {0};
	size_t best = role_best_title(t->columns, t->profile);
	if (t->columns->taken[COOP_F_TITLE] || best == t->columns->count)
		return;
	const struct column *column = &t->columns->at[best];
	const char *name = column_name(t->columns, column);
	int shown = shown_bytes(column);
	coop_fail(&said, COOP_E_INPUT,
		TR("no column is the title; '%.*s' would be the best",
			"aucune colonne n'est le titre ; « %.*s » conviendrait le mieux"),
		shown, name);
	coop_hint(&said,
		TR("put the line '%.*s = title' into a file, and name it with --map",
			"mettez la ligne « %.*s = titre » dans un fichier, et donnez-le à --map"),
		shown, name);
	report_fact(t->report, TR("title", "titre"),
		TR("none; '%.*s' would be the best: --map with the line '%.*s = title'",
			"aucun ; « %.*s » conviendrait le mieux : --map avec la ligne « %.*s = titre »"),
		shown, name, shown, name);
	tell(t, &said);
}
