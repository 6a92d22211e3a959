#!/bin/sh
# What is recognised and not read is told, with what to do: named, in a folder, in an archive.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

COOP_INDEX=./index
export COOP_INDEX

mkdir tree tree/sub
echo 'Un texte de la coopérative.' >tree/a.txt
: >tree/b.doc
: >tree/sub/c.DOC
: >tree/d.mdb
: >tree/e.jpg
: >tree/f.png
: >tree/g.zorglub
printf 'BEGIN:VCARD\nFN:Anne\nEND:VCARD\n' >card
printf '\\documentclass{article}\n\\begin{document}\nUn texte\n\\end{document}\n' >latex

in_a_folder() { # a line a kind; what nobody knows is only counted
	expect_code 0 coopidx tree
	grep 'not read' err >lines
	is 'coopidx: 2 files are not read: documents of the old Word; save them as ODT or DOCX: tree/b.doc, ...
coopidx: tree/d.mdb: is not read: a database of Access; export its tables as CSV
coopidx: 2 files are not read: images; if they are scans, make PDFs with a text of them: ocrmypdf -l fra: tree/e.jpg, ...' "$(cat lines)"
	has err '6 skipped'
	found texte a.txt
	expect_code 0 coopidx -q tree
	empty err
	expect_code 0 coopidx tree # nothing has changed, and they are still there
	is 3 "$(grep -c 'not read' err)"
	expect_code 0 coopidx -v tree # each, and no line a kind
	has err 'coopidx: tree/d.mdb: skipped: a database of Access; export its tables as CSV'
	hasnt err 'not read'
	for way in -n --extract=csv; do
		expect_code 0 coopidx "$way" tree
		is 3 "$(grep -c 'not read' err)"
	done
}

in_french() {
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopidx --full tree
	is "coopidx: 2 fichiers ne sont pas lus : des documents de l'ancien Word ; enregistrez-les en ODT ou DOCX : tree/b.doc, ...
coopidx: tree/d.mdb: n'est pas lu : une base Access ; exportez ses tables en CSV
coopidx: 2 fichiers ne sont pas lus : des images ; si ce sont des pages numérisées, faites-en des PDF avec du texte : ocrmypdf -l fra : tree/e.jpg, ..." "$(grep 'lus\? :' err)"
}

nothing_else() { # where there is nothing to index that is said first
	mkdir alone
	: >alone/x.fmp12
	expect_code 2 coopidx alone
	is 'coopidx: alone/x.fmp12: is not read: a database of FileMaker; export its records as CSV or XLSX' "$(head -n 1 err)"
	has err 'coopidx: no notice found'
}

by_content() { # whatever the name is, once for each kind
	mkdir named
	cp card named/a.txt
	cp card named/b.csv
	cp latex named/c.md
	printf '\377\330\377\340\000\020JFIF\000' >named/d.pdf
	printf 'SQLite format 3\000' >named/e.txt
	printf -- '-- une base\nCREATE TABLE films (id int);\nINSERT INTO films VALUES (1);\n' >named/f.txt
	printf -- '- titre: Un\n  annee: 1998\n- titre: Deux\n  annee: 2001\n' >named/g.txt
	printf '\320\317\021\340\241\261\032\341' >named/h.txt
	cp tree/a.txt named/z.txt
	expect_code 3 coopidx -q named
	is 'coopidx: named/a.txt: is not read: an address book (vCard); export it as CSV
coopidx: named/b.csv: is not read: an address book (vCard); export it as CSV
coopidx: named/c.md: is not read: a source of LaTeX; make an ODT of it (pandoc), or a PDF
coopidx: named/d.pdf: is not read: an image; if it is a scan, make a PDF with a text of it: ocrmypdf -l fra
coopidx: named/e.txt: is not read: a database of SQLite; export its tables: sqlite3 -header -csv FILE '"'select * from TABLE'"'
coopidx: named/f.txt: is not read: a dump of a database (SQL); export its tables as CSV
coopidx: named/g.txt: is not read: a list in YAML; make JSON or CSV of it: yq -o json FILE
coopidx: named/h.txt: is not read: a workbook or document of the old Excel or Word; save it as CSV, ODT or DOCX' "$(cat err)"
	found texte z.txt
}

logs() { # perhaps there are notices among the lines
	awk 'BEGIN { for (i = 10; i < 30; i++) print "2024-01-31 12:00:" i " INFO tisserandes" }' >journal.txt
	expect_code 3 coopidx -q journal.txt
	has err 'coopidx: journal.txt: looks like the log of a program; read as one text'
	found tisserandes journal.txt
}

in_an_archive() {
	mkdir pack
	cp latex pack/a.tex
	printf '\377\330\377\340\000\020JFIF\000' >pack/photo.doc
	printf '{\\rtf1 Des tisserandes\\par}' >pack/r.doc
	printf 'titre\tannée\nUn film\t1998\n' >pack/t.xls
	: >pack/x.odb
	(cd pack && perl "$TESTS/cli/zip.pl" ../pack.zip a.tex=a.tex photo.doc=photo.doc \
		r.doc=r.doc t.xls=t.xls x.odb=x.odb)
	for what in pack pack.zip; do
		expect_code 3 coopidx --full "$what"
		is "coopidx: $what/a.tex: is not read: a source of LaTeX; make an ODT of it (pandoc), or a PDF
coopidx: $what/photo.doc: is not read: an image; if it is a scan, make a PDF with a text of it: ocrmypdf -l fra
coopidx: $what/x.odb: is not read: a database of LibreOffice; export its tables as CSV" "$(grep 'not read' err)"
		has err "coopidx: $what/r.doc: is RTF, not what its name says"
		is 2 "$(coopq --count 'tisserandes OU film')"
	done
}

# Each write to a socket of this kind is a message of its own.
in_one_write() {
	cat >writes.py <<-'END'
		import socket, subprocess, sys
		ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
		program = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=theirs)
		theirs.close()
		count = 0
		while message := ours.recv(1 << 16):
		    count += 1
		    if not message.endswith(b'\n'):
		        sys.exit(f'a piece of a line: {message}')
		program.wait()
		sys.exit(count == 0)
	END
	coopidx -q tree
	for command in 'coopidx tree' 'coopidx nowhere' 'coopq coperative' 'coopq zzzzqqq' 'coopq x ET' 'coopq --doctor texte' 'coopq'; do
		# shellcheck disable=SC2086 # they are words
		python3 writes.py $command </dev/null
	done
}

test_case 'a line of standard error is written at once' in_one_write
test_case 'kinds that are not read: in a folder' in_a_folder
test_case 'kinds that are not read: in French' in_french
test_case 'kinds that are not read: nothing else' nothing_else
test_case 'kinds that are not read: by their content' by_content
test_case 'a log is read, and told' logs
if "$BUILD/coopidx" --version | grep -qE '^reads:.* ZIP(,|$)'; then
	test_case 'kinds that are not read: in an archive' in_an_archive
fi
finish
