/*
 * t_refused.c - kinds of files that are recognised and not read.
 */
#include "indexer/decode/filetype_refused.h"

#include <stdlib.h>
#include <unistd.h>

#include "indexer/decode/ole.h"
#include "indexer/decode/structured.h"
#include "indexer/report/unread.h"
#include "shared/core/buf.h"
#include "shared/core/bytes.h"
#include "tests/unit/tap.h"

static void test_names(void)
{
	static const struct {
		const char *path;
		enum refused kind;
	} names[] = {{"a/lettre.doc", REFUSED_WORD}, {"A.XLS", REFUSED_OLD_WORKBOOK},
		{"x.mdb", REFUSED_ACCESS}, {"x.fmp12", REFUSED_FILEMAKER},
		{"x.JPEG", REFUSED_IMAGE}, {"x.mp4", REFUSED_MEDIA},
		{"x.tex", REFUSED_LATEX}, {"x.7z", REFUSED_ARCHIVE},
		{"x.csv.gz", REFUSED_COMPRESSED}, {".doc", REFUSED_NOT},
		{"doc", REFUSED_NOT}, {"x.txt", REFUSED_NOT}, {"x.ini", REFUSED_NOT}};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		is_num(filetype_refused_name(names[i].path), names[i].kind, "%s",
			names[i].path);
	for (int kind = REFUSED_NOT + 1; kind < REFUSED_COUNT; kind++)
		ok(*filetype_refused_one((enum refused)kind) &&
				*filetype_refused_many((enum refused)kind),
			"kind %d has a description", kind);
}

#define BYTES(s) s, sizeof(s) - 1

static void test_marks(void)
{
	static const struct {
		const char *s;
		size_t n;
		enum refused kind;
	} files[] = {{BYTES("\xff\xd8\xff\xe0\0\x10JFIF"), REFUSED_IMAGE},
		{BYTES("II*\0\x08\0"), REFUSED_IMAGE}, {BYTES("MM\0*\0"), REFUSED_IMAGE},
		{BYTES("RIFF\x10\0\0\0WAVEfmt "), REFUSED_MEDIA},
		{BYTES("RIFF\x10\0\0\0WEBPVP8 "), REFUSED_IMAGE},
		{BYTES("\0\0\0\x18"
		       "ftypheic"),
			REFUSED_IMAGE},
		{BYTES("\0\0\0\x18"
		       "ftypisom"),
			REFUSED_MEDIA},
		{BYTES("AT&TFORM\0\0"), REFUSED_DJVU},
		{BYTES("Rar!\x1a\7\1\0"), REFUSED_ARCHIVE},
		{BYTES("7z\xbc\xaf\x27\x1c"), REFUSED_ARCHIVE},
		{BYTES("SQLite format 3\0"), REFUSED_SQLITE},
		{BYTES("\0\1\0\0Standard Jet DB\0"), REFUSED_ACCESS},
		{BYTES("\0\1\0\0Standard ACE DB\0"), REFUSED_ACCESS},
		{BYTES("\0\1\0\0\0\2\0\1\0\5\0\2\0\2\xc0HBAM7000"), REFUSED_FILEMAKER},
		{BYTES("\xffWPC\x10\0"), REFUSED_DOCUMENT},
		{BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), REFUSED_OLE},
		{BYTES("\3\x62\7\x1a\2\0\0\0\x61\0\x15\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
		       "TITRE\0\0\0\0\0\0C\0\0\0\0\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x0d"),
			REFUSED_DBASE},
		{BYTES("\3 un texte qui commence par un caractère de contrôle et qui va plus loin"),
			REFUSED_NOT},
		{BYTES("PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x08\0\0\0"
		       "Index/Document.iwa"),
			REFUSED_APPLE},
		{BYTES("PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x08\0\0\0"
		       "mimetypeapplication/vnd.oasis.opendocument.base"),
			REFUSED_BASE},
		{BYTES("1a\t\tun titre\tune autre colonne\tTITRE\tCUne ligne\tDeux\tTrois\tQuatre"),
			REFUSED_NOT},
		{BYTES("THE NEW WAVE, un film"), REFUSED_NOT},
		{BYTES("RIFFIFI"), REFUSED_NOT},
		{BYTES("MM. les sociétaires"), REFUSED_NOT},
		{BYTES("Standard"), REFUSED_NOT}, {BYTES(""), REFUSED_NOT},
		{BYTES("PK"), REFUSED_NOT}};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		is_num(filetype_refused_binary(files[i].s, files[i].n), files[i].kind,
			"marks of file %zu", i);
}

static void test_structured(void)
{
	static const struct {
		const char *text;
		enum refused kind;
	} texts[] = {{"\xef\xbb\xbf"
		      "BEGIN:VCARD\r\nFN:Anne\r\nEND:VCARD\r\n",
			     REFUSED_VCARD},
		{"\n begin:vcalendar\n", REFUSED_CALENDAR},
		{"% un commentaire\n\\documentclass[12pt]{article}\n", REFUSED_LATEX},
		{"\\chapter{Un}\nUn \\emph{mot} et\\footnote{une note} \\textit{deux}.\n",
			REFUSED_LATEX},
		{"Un texte où \\emph{ est cité.\n", REFUSED_NOT},
		{"C:\\section{un}\nun chemin\n", REFUSED_NOT},
		{"-- MySQL dump\n/*!40101 SET NAMES utf8 */;\nCREATE TABLE `films` (\n",
			REFUSED_SQL},
		{"PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nINSERT INTO films VALUES(1);\n",
			REFUSED_SQL},
		{"-- PostgreSQL\nCOPY public.films (id, titre) FROM stdin;\n1\tUn\n",
			REFUSED_SQL},
		{"INSERT INTO films VALUES (1, 'Un');\nINSERT INTO films VALUES (2, 'Deux');\n",
			REFUSED_SQL},
		{"-- un dialogue\nDrop table, dit-elle.\n", REFUSED_NOT},
		{"Le cours SQL\n\nCREATE TABLE films (id int);\n", REFUSED_NOT},
		{"- titre: Un film\n  annee: 1998\n- titre: Deux\n  annee: 2001\n",
			REFUSED_YAML},
		{"---\nfilms:\n  - titre: Un\n    annee: 1998\n  - titre: Deux\n    annee: 2001\n",
			REFUSED_YAML},
		{"- Réalisateur : Anne\n  Année : 1998\n- Titre : Un\n  Pays : France\n",
			REFUSED_NOT},
		{"- un: deux\n- trois: quatre\n", REFUSED_NOT},
		{"---\ntitre: Un film\nannee: 1998\n---\n\nUn texte.\n\n- un\n- deux\n",
			REFUSED_NOT},
		{"Une liste :\n- pain: deux\n  vin: un\n- eau: non\n  sel: oui\nUn texte.\nDeux.\n",
			REFUSED_NOT},
		{"", REFUSED_NOT}, {"\n\n", REFUSED_NOT},
		{"id,titre\n1,Un\n", REFUSED_NOT}};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		is_num(filetype_refused_content(texts[i].text, strlen(texts[i].text)),
			texts[i].kind, "text %zu", i);
}

/* A text of so many lines after one of the others. */
static bool is_log(const char *line, int lines, const char *other)
{
	struct coop_buf text = {0};
	for (int i = 0; i < lines; i++)
		coop_buf_printf(&text, "%s\n", line);
	coop_buf_str(&text, other);
	bool is = structured_is_log(coop_buf_cstr(&text), text.len);
	coop_buf_release(&text);
	return is;
}

static void test_logs(void)
{
	static const char *const lines[] = {"2024-01-31 12:00:00,123 INFO start",
		"[2024-01-31T12:00:00Z] start", "Jan 31 12:00:00 host sshd[12]: start",
		"127.0.0.1 - - [31/Jan/2024:12:00:00 +0100] \"GET / HTTP/1.1\" 200 12"};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		ok(is_log(lines[i], 20, "une suite\n"), "a log: %s", lines[i]);
		ok(!is_log(lines[i], 9, ""), "too short to be one");
		ok(!is_log(lines[i], 20, "Un\ntexte\nde\nplusieurs\nlignes\n"),
			"too much else in it");
	}
	ok(!is_log("[00:12:07] Anne : bonjour", 20, ""), "an interview is none");
	ok(!is_log("31 janvier 1998", 20, ""), "nor are dates");
}

/* Writes an OLE file whose directory has the names, one or several in a sector, and tells its kind. */
static enum refused kind_of_ole(const char *const *names, size_t damage)
{
	enum { SECTOR = 512, ENTRY = 128, NONE = 0xff };
	char file[] = "/tmp/t_refused.XXXXXX", bytes[SECTOR * 10];
	int fd = mkstemp(file);
	need(fd >= 0, "a file");
	memset(bytes, NONE, sizeof bytes);
	memset(bytes, 0, SECTOR);
	bytes[30] = 9;
	coop_put_le32(bytes + 48, 1); /* the directory begins in sector 1, */
	coop_put_le32(bytes + 76, 0); /* the table of sectors is in sector 0 */
	for (size_t i = 1; i < 8; i++)
		coop_put_le32(bytes + SECTOR + i * 4, (uint32_t)i + 1);
	memset(bytes + (size_t)2 * SECTOR, 0, (size_t)8 * SECTOR);
	for (size_t i = 0; names[i]; i++) {
		char *entry = bytes + (size_t)2 * SECTOR + i * ENTRY;
		for (size_t k = 0; names[i][k]; k++)
			entry[2 * k] = names[i][k];
		entry[64] = (char)(2 * strlen(names[i]) + 2);
	}
	if (damage > 0)
		memset(bytes + damage, NONE, 4);
	need(write(fd, bytes, sizeof bytes) == (ssize_t)sizeof bytes, "write");
	close(fd);
	enum refused kind = ole_kind(file);
	unlink(file);
	return kind;
}

static void test_ole(void)
{
	static const char *const word[] = {"Root Entry", "1Table", "WordDocument", NULL};
	static const char *const late[] = {
		"Root Entry", "a", "b", "c", "d", "e", "f", "g", "h", "Workbook", NULL};
	static const char *const encrypted[] = {
		"Root Entry", "EncryptionInfo", "EncryptedPackage", NULL};
	static const char *const other[] = {"Root Entry", "Zorglub", NULL};
	is_num(kind_of_ole(word, 0), REFUSED_WORD, "Word");
	is_num(kind_of_ole(late, 0), REFUSED_OLD_WORKBOOK,
		"Excel, in the third sector of the directory");
	is_num(kind_of_ole(encrypted, 0), REFUSED_ENCRYPTED,
		"a document with a password");
	is_num(kind_of_ole(other, 0), REFUSED_OLE, "another one");
	is_num(kind_of_ole(word, 48), REFUSED_OLE, "a directory that is nowhere");
	is_num(kind_of_ole(late, 76), REFUSED_OLE, "a table that is nowhere");
	is_num(kind_of_ole(word, 30), REFUSED_OLE, "sectors of no size");
	is_num(ole_kind("/nowhere/at/all"), REFUSED_OLE, "no file");
}

static void test_unread(void)
{
	static struct unread u;
	static const char one[] = "a box", many[] = "boxes", other[] = "others";
	struct coop_error what = {0}, again = {0};
	const char *path;
	size_t i = 0;
	unread_add(&u, "a/b", one, many);
	unread_add(&u, "c", one, other);
	unread_add(&u, "d", one, many);
	ok(unread_next(&u, &i, &path, &what) && !path, "several files");
	is_str(what.msg, strlen(what.msg), "2 files are not read: boxes: a/b, ...",
		"are one line, with the first of them");
	what = (struct coop_error){0};
	ok(unread_next(&u, &i, &path, &what) && path && strcmp(path, "c") == 0,
		"a single one");
	is_str(what.msg, strlen(what.msg), "is not read: a box", "is told with its path");
	ok(!unread_next(&u, &i, &path, &again), "no more");
	unread_add(&u, "x", one, many);
	unread_add(&u, "c", one, other);
	i = 0;
	ok(unread_next(&u, &i, &path, &again) && path && strcmp(path, "x") == 0,
		"in the next run, what has changed is told");
	ok(!unread_next(&u, &i, &path, &again), "and nothing else");
}

int main(void)
{
	test_names();
	test_marks();
	test_structured();
	test_logs();
	test_ole();
	test_unread();
	return done();
}
