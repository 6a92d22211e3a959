#include "query/output/concordance.h"

#include <string.h>

#include "query/output/flow.h"
#include "shared/core/bytes.h"
#include "shared/core/cells.h"
#include "shared/core/diag.h"
#include "shared/core/terminal.h"
#include "shared/core/utf8.h"
#include "shared/index/cue_times.h"
#include "shared/index/record_json.h"
#include "shared/text/fold.h"

static const char ELLIPSIS[] = "\u2026";

/* The cells between the contexts and the id; the width from which longer keywords have room. */
enum { SPACE = 2, ROOMY = 60 };

void concordance_init(struct concordance *c, const struct output *out, size_t context)
{
	size_t width = out->width > 0 ? out->width : COOP_WIDTH_DEFAULT;
	*c = (struct concordance){.out = out, .context = context, .keyword = 12};
	if (context > 0)
		return;
	c->context = CONCORDANCE_CONTEXT;
	if (out->format != OUTPUT_TEXT)
		return;
	c->place = width / 4;
	if (width < ROOMY)
		c->keyword = 8;
	c->context = (width - c->place - SPACE - c->keyword) / 2;
}

/* ---- making a line ---- */

/*
 * Bytes that hold a number of cells: of French, or, where blanks, accents or Chinese made these too few,
 * of nearly anything.
 */
static size_t bytes_for(size_t cells)
{
	return cells + cells / 4 + 16;
}
static size_t most_bytes_for(size_t cells)
{
	return cells * 8 + 256;
}

/* The start of the text before `at` from which a context or key is taken. */
static size_t begin_before(const char *text, size_t at, size_t bytes)
{
	size_t begin = at > bytes ? at - bytes : 0;
	while (begin < at && ((unsigned char)text[begin] & 0xc0) == 0x80)
		begin++;
	return begin;
}

/* The end of the text after `at` up to which one is taken. */
static size_t end_after(const char *text, size_t len, size_t at, size_t bytes)
{
	return len - at > bytes ? at + coop_utf8_cut(text + at, len - at, bytes) : len;
}

/*
 * Appends a text as one line: unsafe characters are blanks, several blanks are one, and bytes that are
 * not UTF-8 are U+FFFD. A blank at its beginning or end stays.
 */
static void add_line(const char *s, size_t n, struct coop_buf *out)
{
	size_t begun = 0; /* [begun, i) is yet to be appended */
	bool blank = false;
	for (size_t i = 0, used; i < n; i += used) {
		uint32_t cp = (unsigned char)s[i];
		used = cp < 0x80 ? 1 : coop_utf8_decode(s + i, n - i, &cp);
		bool now = used > 0 && (cp == ' ' || coop_is_unsafe(cp));
		if (used > 0 && (!now || (cp == ' ' && !blank))) {
			blank = now;
			continue;
		}
		coop_buf_add(out, s + begun, i - begun);
		if (used == 0)
			coop_buf_str(out, "\xef\xbf\xbd");
		else if (!blank)
			coop_buf_byte(out, ' ');
		used += used == 0;
		begun = i + used;
		blank = now;
	}
	coop_buf_add(out, s + begun, n - begun);
}

/* The bytes of the longest beginning of a text that takes at most `max` cells, which may be none. */
static size_t beginning(const char *s, size_t n, size_t max)
{
	size_t len = max > 0 ? coop_cells_cut(s, n, max) : 0;
	return coop_cells(s, len) <= max ? len : 0;
}

/* Drops all but the last `cells` cells of what was appended to a buffer from `begin` on. */
static void keep_end(struct coop_buf *text, size_t begin, size_t cells)
{
	if (text->failed || text->len == begin)
		return;
	size_t len = text->len - begin,
	       kept = coop_cells_cut_end(text->s + begin, len, cells);
	memmove(text->s + begin, text->s + text->len - kept, kept);
	text->len = begin + kept;
}

static void keep_begin(struct coop_buf *text, size_t begin, size_t cells)
{
	if (!text->failed && text->len > begin)
		text->len = begin + beginning(text->s + begin, text->len - begin, cells);
}

/* Whether values are one string in JSON, each a paragraph (json.c). */
static bool are_joined(const struct coop_value *a, const struct coop_value *b)
{
	return a->field == b->field &&
	       !(coop_field_info(a->field)->flags & COOP_FIELD_LINES) &&
	       coop_bytes_equal(a->name, a->name_len, b->name, b->name_len);
}

struct concordance_source concordance_source_of(
	const struct coop_record *record, size_t i, const char *path)
{
	enum { PARAGRAPH = 2 };
	struct concordance_source s = {record, path, coop_record_at(record, i), i, 0};
	/* nothing is joined to such values, of which a record may have thousands */
	if (coop_field_info(s.value.field)->flags & COOP_FIELD_LINES)
		return s;
	for (size_t k = 0; k < i; k++) {
		struct coop_value other = coop_record_at(record, k);
		if (are_joined(&s.value, &other))
			s.before += other.len + PARAGRAPH;
	}
	return s;
}

/* Appends what stands before an occurrence: `cells` cells of it, or all of `bytes`. */
static bool add_left(struct coop_buf *text, size_t cells, size_t bytes,
	const struct coop_value *v, size_t at)
{
	size_t begin = text->len, from = begin_before(v->text, at, bytes);
	add_line(v->text + from, at - from, text);
	keep_end(text, begin, cells);
	return from == 0 ||
	       coop_cells(coop_buf_cstr(text) + begin, text->len - begin) == cells;
}

/* The same of what stands after one. Both return whether that is all there is, or fills the cells. */
static bool add_right(struct coop_buf *text, size_t cells, size_t bytes,
	const struct coop_value *v, size_t at)
{
	size_t begin = text->len, to = end_after(v->text, v->len, at, bytes);
	add_line(v->text + at, to - at, text);
	keep_begin(text, begin, cells);
	return to == v->len ||
	       coop_cells(coop_buf_cstr(text) + begin, text->len - begin) == cells;
}

/* Appends the contexts of an occurrence, and itself between them. */
static void add_contexts(struct concordance_line *line, size_t cells,
	const struct coop_value *v, const struct occurrence *o)
{
	struct coop_buf *text = &line->text;
	size_t begin = text->len;
	if (!add_left(text, cells, bytes_for(cells), v, o->off)) {
		text->len = begin;
		add_left(text, cells, most_bytes_for(cells), v, o->off);
	}
	line->left_len = text->len - begin;
	begin = text->len;
	add_line(v->text + o->off, o->end - o->off, text);
	line->keyword_len = text->len - begin;
	begin = text->len;
	if (!add_right(text, cells, bytes_for(cells), v, o->end)) {
		text->len = begin;
		add_right(text, cells, most_bytes_for(cells), v, o->end);
	}
	line->right_len = text->len - begin;
}

enum coop_status concordance_line_make(struct concordance_line *line, size_t context,
	const struct concordance_source *source, const struct occurrence *o,
	struct coop_error *err)
{
	const struct coop_value *v = &source->value;
	struct coop_buf *text = &line->text;
	struct coop_value id;
	coop_record_get(source->record, COOP_F_ID, &id);
	line->id_len = id.len;
	line->path_len = strlen(source->path);
	line->field_len = v->name_len;
	line->line = source->record->line;
	line->offset = source->before + o->off;
	line->timed =
		coop_cue_time_of(source->record, source->number, o->off, &line->seconds);
	coop_buf_reset(text);
	/* an id or a path stays as it is: blanks in it are not joined */
	coop_buf_add(text, id.text, id.len);
	coop_buf_str(text, source->path);
	coop_buf_add(text, v->name, v->name_len);
	add_contexts(line, context, v, o);
	return coop_buf_check(text, err);
}

/* ---- its parts ---- */

static struct coop_bytes next_part(const char **at, size_t len)
{
	struct coop_bytes part = {*at, len};
	*at += len;
	return part;
}

struct concordance_parts concordance_parts(const struct concordance_line *line)
{
	const char *at = coop_buf_cstr(&line->text);
	struct concordance_parts p;
	p.id = next_part(&at, line->id_len);
	p.path = next_part(&at, line->path_len);
	p.field = next_part(&at, line->field_len);
	p.left = next_part(&at, line->left_len);
	p.keyword = next_part(&at, line->keyword_len);
	p.right = next_part(&at, line->right_len);
	return p;
}

/* ---- printing it ---- */

static void put(FILE *out, struct coop_bytes part)
{
	coop_put_safe(out, part.s, part.len);
}

static void put_blanks(FILE *out, size_t cells)
{
	fprintf(out, "%*s", (int)cells, "");
}

/* Puts the beginning of a part that fits into some cells, and returns how many it takes. */
static size_t put_beginning(FILE *out, struct coop_bytes part, size_t cells)
{
	part.len = beginning(part.s, part.len, cells);
	put(out, part);
	return coop_cells(part.s, part.len);
}

/* Puts the id, the line and the time; of one that is too long the end, which tells more. */
static enum coop_status put_place(const struct concordance *c,
	const struct concordance_parts *p, const struct concordance_line *line,
	struct coop_error *err)
{
	FILE *out = c->out->stream;
	struct coop_buf place = {0};
	char time[COOP_CUE_TIME_SIZE];
	coop_buf_add(&place, p->id.s, p->id.len);
	coop_buf_printf(&place, ":%zu", line->line);
	if (line->timed) {
		coop_cue_time_print(line->seconds, time);
		coop_buf_printf(&place, " %s", time);
	}
	enum coop_status st = coop_buf_check(&place, err);
	struct coop_bytes shown = {coop_buf_cstr(&place), place.len};
	if (!st && c->place > 0 && coop_cells(shown.s, shown.len) > c->place) {
		size_t kept = coop_cells_cut_end(shown.s, shown.len, c->place - 1);
		shown = (struct coop_bytes){shown.s + shown.len - kept, kept};
		fputs(ELLIPSIS, out);
	}
	if (!st)
		put(out, shown);
	fputc('\n', out);
	coop_buf_release(&place);
	return st;
}

static enum coop_status print_text(const struct concordance *c,
	const struct concordance_parts *p, const struct concordance_line *line,
	struct coop_error *err)
{
	FILE *out = c->out->stream;
	size_t room = c->keyword + c->context;
	put_blanks(out, c->context - coop_cells(p->left.s, p->left.len));
	put(out, p->left);
	if (c->out->colour)
		fputs(FLOW_HIT, out);
	room -= put_beginning(out, p->keyword, room);
	if (c->out->colour)
		fputs(FLOW_RESET, out);
	room -= put_beginning(out, p->right, room);
	put_blanks(out, room + SPACE);
	return put_place(c, p, line, err);
}

static void print_tsv(
	FILE *out, const struct concordance_parts *p, const struct concordance_line *l)
{
	put(out, p->id);
	fputc('\t', out);
	put(out, p->path);
	fprintf(out, "\t%zu\t", l->line);
	put(out, p->field);
	fprintf(out, "\t%zu\t", l->offset);
	put(out, p->left);
	fputc('\t', out);
	put(out, p->keyword);
	fputc('\t', out);
	put(out, p->right);
	fputc('\n', out);
}

static int set(json_t *object, const char *key, struct coop_bytes part)
{
	return json_object_set_new(object, key, coop_json_string(part.s, part.len));
}

static enum coop_status print_json(FILE *out, const struct concordance_parts *p,
	const struct concordance_line *l, struct coop_error *err)
{
	json_t *object = json_object();
	int bad = json_object_set_new(object, "schema", json_integer(COOP_JSON_SCHEMA));
	bad |= set(object, "id", p->id);
	bad |= set(object, "path", p->path);
	bad |= json_object_set_new(object, "line", json_integer((json_int_t)l->line));
	bad |= set(object, "field", p->field);
	bad |= json_object_set_new(object, "offset", json_integer((json_int_t)l->offset));
	bad |= set(object, "left", p->left);
	bad |= set(object, "keyword", p->keyword);
	bad |= set(object, "right", p->right);
	char time[COOP_CUE_TIME_SIZE];
	coop_cue_time_print(l->seconds, time);
	if (l->timed)
		bad |= json_object_set_new(object, "time", json_string(time));
	enum coop_status st =
		bad ? coop_fail_nomem(err) : coop_json_write(out, object, err);
	json_decref(object);
	return st;
}

enum coop_status concordance_print(const struct concordance *c,
	const struct concordance_line *line, struct coop_error *err)
{
	struct concordance_parts p = concordance_parts(line);
	if (c->out->format == OUTPUT_JSONL)
		return print_json(c->out->stream, &p, line, err);
	if (c->out->format == OUTPUT_TEXT)
		return print_text(c, &p, line, err);
	print_tsv(c->out->stream, &p, line);
	return COOP_OK;
}

/* ---- sorting ---- */

/* Appends the words of a folded text in reverse. */
static void add_reversed(const char *words, size_t len, struct coop_buf *out)
{
	while (len > 0) {
		size_t begin = len;
		while (begin > 0 && words[begin - 1] != ' ')
			begin--;
		coop_buf_add(out, words + begin, len - begin);
		coop_buf_byte(out, ' ');
		len = begin > 0 ? begin - 1 : 0;
	}
}

void concordance_key(const char *text, size_t len, const struct occurrence *o,
	bool before, struct coop_buf *out)
{
	enum { BYTES = 80 };
	if (!before) {
		size_t end = end_after(text, len, o->end, BYTES);
		coop_fold_label(text + o->end, end - o->end, out);
		return;
	}
	struct coop_buf folded = {0};
	size_t begin = begin_before(text, o->off, BYTES);
	/* the rest of a word that is cut is no word */
	while (begin > 0 && begin < o->off && !coop_is_blank(text[begin - 1]))
		begin++;
	coop_fold_label(text + begin, o->off - begin, &folded);
	add_reversed(coop_buf_cstr(&folded), folded.len, out);
	out->failed |= folded.failed;
	coop_buf_release(&folded);
}
