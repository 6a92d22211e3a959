#!/bin/sh
# Pages, documents, books and archives, converted by processes that may fail.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

COOP_INDEX=./index
export COOP_INDEX

zip_of() { perl "$TESTS/cli/zip.pl" "$@"; }
pdf_of() { perl "$TESTS/cli/pdf.pl" "$@"; }
windows() { iconv -f utf-8 -t windows-1252; }

# has_kind NAME...: whether coopidx was built with all of these.
has_kind() {
	for kind; do
		"$BUILD/coopidx" --version | grep -qE "^reads:.* $kind(,|\$)" || return 1
	done
}

# needs 'KIND...' NAME COMMAND...: a test case, where the kinds are built in.
needs() {
	kinds=$1
	shift
	# shellcheck disable=SC2086 # a list of words
	if has_kind $kinds; then
		test_case "$@"
	else
		skip "$1" "built without $kinds"
	fi
}

cat >film.html <<'END'
<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>Tisser ensemble - Base de films</title>
<meta name="author" content="Webmestre"><meta name="date" content="2019-01-01">
<link rel="canonical" href="https://films.example.org/1"></head>
<body><header><h1>Base de films</h1></header><nav>Accueil zorglub</nav>
<main><h1>Tisser ensemble</h1>
<p>Un film de Lucie Tavernier</p>
<p>2004&nbsp;&nbsp;France&nbsp;&nbsp;Documentaire&nbsp;&nbsp;48 min&nbsp;&nbsp;Couleur</p>
<p><strong>Producteurs&nbsp;:</strong><br>Atelier du Rhône (Lyon)<br>SCOP Trame</p>
<p>Deux tisserandes ouvrent un atelier, et d&rsquo;autres les rejoignent.</p></main>
<footer>zorglub</footer></body></html>
END

html_notice() {
	expect_code 0 coopidx -q film.html
	empty err
	found zorglub
	coopq --jsonl tisserandes >json
	holds json '.id == "film.html" and .title == "Tisser ensemble" and .year == 2004
		and .director == "Lucie Tavernier" and .country == "France" and .minutes == 48
		and .genre == "Documentaire" and .colour == "Couleur" and .language == "fr"
		and .producers == ["Atelier du Rhône (Lyon)", "SCOP Trame"]
		and .url == "https://films.example.org/1" and (has("body") | not)
		and (.description | startswith("Deux tisserandes"))'
}

charsets() {
	page='<title>L’économie</title><p>Elle coûte 20 €, cœur compris.'
	{ echo '<meta charset="iso-8859-1">'; echo "$page"; } | windows >declared.html
	{ echo '<?xml version="1.0" encoding="iso-8859-15"?>'; echo "$page" | sed 's/’//'; } |
		iconv -f utf-8 -t iso-8859-15 >latin9.xhtml
	{ printf '\357\273\277<meta charset="iso-8859-1">'; echo "$page"; } >marked.htm
	echo "$page" | iconv -f utf-8 -t utf-16 >utf16.html
	for file in declared.html latin9.xhtml marked.htm utf16.html; do
		expect_code 0 coopidx -q "$file"
		is 'Elle coûte 20 €, cœur compris.' "$(coopq --jsonl coûte | jq -r .body)"
	done
	echo "$page" >wrong.html # the user knows better
	sed -i 's/^/<meta charset="iso-8859-1">/' wrong.html
	expect_code 0 coopidx -q --encoding=utf-8 wrong.html
	is 'L’économie' "$(coopq --jsonl coûte | jq -r .title)"
}

odt() { # odt OUT.odt: with the text on standard input
	{
		echo '<?xml version="1.0"?><o:document-content xmlns:o="o" xmlns:text="t"'
		echo ' xmlns:table="b"><o:body><o:text>'
		cat
		echo '</o:text></o:body></o:document-content>'
	} >content.xml
	zip_of "$1" mimetype=/dev/null content.xml=content.xml meta.xml=meta.xml
}

echo '<m xmlns:dc="dc" xmlns:m="m"><dc:title>Modèle</dc:title><m:keyword>scop</m:keyword>
<m:initial-creator>Jean Petit</m:initial-creator><dc:date>2020-01-01</dc:date></m>' >meta.xml

odt_notice() {
	odt film.odt <<-'END'
		<text:h>Les Mains libres</text:h><text:p>Un film de Agnès Ferrand</text:p>
		<text:p>1987<text:s text:c="2"/>Suisse<text:tab/>Documentaire<text:tab/>26 min</text:p>
		<text:p>Ils <text:span>impri</text:span>ment<o:annotation><text:p>zorglub</text:p>
		</o:annotation> des tracts.</text:p>
	END
	odt text.odt <<-'END'
		<text:p>Un texte libre, sur deux<text:line-break/>lignes.</text:p>
		<table:table><table:table-row><table:table-cell><text:p>Lieu</text:p></table:table-cell>
		<table:table-cell><text:p>Genève</text:p></table:table-cell></table:table-row>
		<table:table-row><table:table-cell><text:p>Date</text:p></table:table-cell>
		<table:table-cell><text:p>mai</text:p></table:table-cell></table:table-row></table:table>
	END
	expect_code 0 coopidx -q film.odt text.odt
	empty err
	found zorglub
	coopq --jsonl tracts >json
	holds json '.title == "Les Mains libres" and .year == 1987 and .country == "Suisse"
		and .director == "Agnès Ferrand" and .minutes == 26 and .keywords == "scop"
		and .description == "Ils impriment des tracts."'
	coopq --jsonl libre -n 1 >json
	is 'Un texte libre, sur deux
lignes.

Lieu : Genève
Date : mai' "$(coopq --jsonl genève | jq -r .body)"
	coopq --jsonl genève >json
	holds json '.title == "Modèle" and .director == "Jean Petit" and .year == 2020'
}

docx_text() {
	cat >document.xml <<-'END'
		<?xml version="1.0"?><w:document xmlns:w="w"><w:body>
		<w:p><w:pPr><w:pStyle w:val="Titre"/></w:pPr><w:r><w:t>Rapport moral</w:t></w:r></w:p>
		<w:p><w:r><w:t xml:space="preserve">L’assemblée </w:t></w:r><w:r><w:t>générale</w:t></w:r>
		<w:del><w:r><w:delText>zorglub</w:delText></w:r></w:del><w:r><w:instrText>zorglub
		</w:instrText><w:br/><w:t>vote.</w:t></w:r></w:p>
		<w:tbl><w:tr><w:trPr/><w:tc><w:p><w:r><w:t>Lieu :</w:t></w:r></w:p></w:tc>
		<w:tc><w:p><w:r><w:t>Lyon</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>
	END
	echo '<c:p xmlns:c="c" xmlns:dc="dc"><dc:title>x</dc:title><dc:creator>Anne Roy</dc:creator>
		<c:created>2019-03-02T10:00:00Z</c:created></c:p>' >core.xml
	zip_of text.docx word/document.xml=document.xml docProps/core.xml=core.xml
	expect_code 0 coopidx -q text.docx
	empty err
	coopq --jsonl assemblée >json
	holds json '.title == "Rapport moral" and .director == "Anne Roy" and .year == 2019
		and .body == "L’assemblée générale\nvote.\n\nLieu : Lyon"'
}

notes() { # behind the paragraph that calls them, whose words stay together
	odt notes.odt <<-'END'
		<text:h>Un titre<text:note><text:note-citation>1</text:note-citation><text:note-body>
		<text:p>Du titre.</text:p></text:note-body></text:note></text:h><text:p>Des ouvriers<text:note>
		<text:note-citation>2</text:note-citation><text:note-body><text:p>De Lyon.</text:p>
		</text:note-body></text:note> associés.</text:p><text:p>Fin.</text:p>
	END
	cat >document.xml <<-'END'
		<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="Titre1"/></w:pPr>
		<w:r><w:t>Un titre</w:t></w:r><w:r><w:footnoteReference w:id="4"/></w:r></w:p>
		<w:p><w:r><w:t>Des ouvriers</w:t></w:r><w:r><w:endnoteReference w:id="1"/></w:r><w:r>
		<w:t xml:space="preserve"> associés.</w:t><w:footnoteReference w:id="9"/></w:r></w:p>
		<w:p><w:r><w:t>Fin.</w:t></w:r></w:p></w:body></w:document>
	END
	cat >foot.xml <<-'END'
		<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>zorglub
		</w:t></w:r></w:p></w:footnote><w:footnote w:id="4"><w:p><w:r><w:footnoteRef/><w:t>Du titre.
		</w:t><w:footnoteReference w:id="4"/></w:r></w:p></w:footnote></w:footnotes>
	END
	echo '<w:endnotes xmlns:w="w"><w:endnote w:id="1"><w:p><w:r><w:t>De Lyon.</w:t></w:r></w:p>
		</w:endnote></w:endnotes>' >end.xml
	zip_of notes.docx word/document.xml=document.xml word/footnotes.xml=foot.xml \
		word/endnotes.xml=end.xml
	for file in notes.odt notes.docx; do
		expect_code 0 coopidx -q "$file"
		empty err
		is 'Un titre' "$(coopq --jsonl associés | jq -r .title)"
		is 'Du titre.||Des ouvriers associés.||De Lyon.||Fin.' \
			"$(coopq --jsonl associés | jq -r '.body | gsub("\n"; "|")')"
	done
}

epub_book() {
	echo '<container><rootfiles><rootfile full-path="OPS/b.opf"/></rootfiles></container>' >c.xml
	cat >b.opf <<-'END'
		<package xmlns:dc="dc"><metadata><dc:title>Le Familistère</dc:title><dc:date>1871</dc:date>
		<dc:creator>J. Godin</dc:creator><dc:language>fr</dc:language></metadata>
		<manifest><item id="a" href="t/un.xhtml"/><item id="b" href="../deux%20bis.xhtml#x"/>
		<item id="c" href="absent.xhtml"/></manifest>
		<spine><itemref idref="b"/><itemref idref="a"/><itemref idref="c"/><itemref/></spine>
		</package>
	END
	echo '<html><head><title>z</title></head><body><h1>Chapitre 2</h1><p>&Agrave; Guise.' >un
	echo '<html><body><h1>Chapitre 1</h1><p>Le début.</p></body></html>' >deux
	zip_of book.epub META-INF/container.xml=c.xml OPS/b.opf=b.opf OPS/t/un.xhtml=un \
		'deux bis.xhtml=deux'
	expect_code 0 coopidx -q book.epub
	empty err
	coopq --jsonl Guise >json
	holds json '.title == "Le Familistère" and .director == "J. Godin" and .year == 1871
		and .body == "Chapitre 1\n\nLe début.\n\nChapitre 2\n\nÀ Guise."'
}

pdf_text() {
	printf 'Bulletin\nUne société coopé-\nrative (de) production\n1\fBulletin\nvit ici.\n2\fBulletin\nFin.\n3' |
		windows | pdf_of 'La Bourse du travail' 'Paul Lenoir' >text.pdf
	printf 'Un titre\n\nUn texte.' | pdf_of 'Microsoft Word - zorglub.doc' >word.pdf
	expect_code 0 coopidx -q text.pdf word.pdf
	empty err
	coopq --jsonl coopérative >json
	holds json '.title == "La Bourse du travail" and .director == "Paul Lenoir" and .year == 2008
		and .body == "Une société coopérative (de) production\nvit ici.\n\nFin."'
	is 'Un titre' "$(coopq --jsonl texte | jq -r .title)"
}

# The program may open no fonts: those of any PDF system are known, a title is in UTF-16.
pdf_fonts() {
	printf 'Ef\001ler des \002eurs, un c\003ur, l\222\351t\351 \340 No\353l' |
		PDF_FONT='/BaseFont /Times-Roman /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [ 1 /fi /fl /oe ] >>' \
			pdf_of '\376\377\000C\001S\000u\000r' >fonts.pdf
	printf 'Un \351t\351' | PDF_FONT='/BaseFont /Nowhere-Sans /Encoding /WinAnsiEncoding' pdf_of >other.pdf
	expect_code 0 coopidx -q fonts.pdf other.pdf
	empty err
	coopq --jsonl fleurs >json
	holds json '.title == "Cœur" and .body == "Effiler des fleurs, un cœur, l’été à Noël"'
	found été other.pdf fonts.pdf
}

# Pages that were scanned among others: a page that is blank is none.
pdf_scanned() {
	printf 'Un tissage.\f[image]\n\f\fDes tisserands.\f[image]\n' | pdf_of >mixed.pdf
	printf 'Un tissage.\f\fDes tisserands.' | pdf_of >blank.pdf
	printf '[image]\n\f[image]\n' | pdf_of >scanned.pdf
	expect_code 3 coopidx -q mixed.pdf blank.pdf scanned.pdf
	is 'coopidx: mixed.pdf: pages without text, scanned?: 2 of 5, from page 2 on; the others are read
coopidx: hint: have their characters recognised: ocrmypdf -l fra --skip-text OLD NEW
coopidx: scanned.pdf: holds no text: scanned pages?
coopidx: hint: recognise its characters first: ocrmypdf -l fra OLD NEW' "$(cat err)"
	found tisserands mixed.pdf blank.pdf
	LC_ALL=fr_FR.UTF-8 expect_code 3 coopidx -q --full mixed.pdf
	has err 'mixed.pdf: pages sans texte, numérisées ? : 2 sur 5, à partir de la page 2 ; les autres sont lues'
}

pdf_refused() {
	printf ' \f ' | pdf_of >images.pdf
	pdf_of <film.html | sed 's|^trailer <<|& /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (12345678901234567890123456789012) /U (12345678901234567890123456789012) >> /ID [(a) (a)]|' >secret.pdf
	head -c 300 text.pdf >cut.pdf
	: >empty.pdf
	expect_code 3 coopidx -q film.html images.pdf secret.pdf cut.pdf empty.pdf
	has err 'images.pdf: holds no text: scanned pages?'
	has err 'hint: recognise its characters first: ocrmypdf'
	has err 'secret.pdf: is encrypted'
	has err 'cut.pdf: is damaged, or not what its name says'
	has err 'empty.pdf: is damaged, or not what its name says'
	found tisserandes film.html
}

damaged() {
	head -c 200 film.odt >cut.odt
	echo 'Du texte' >text.docx
	echo '<p>x' | odt broken.odt
	printf '\320\317\021\340\241\261\032\341password' >secret.docx
	zip_of none.epub x=film.html
	echo '<encryption-data/>' >manifest.xml
	zip_of secret.odt META-INF/manifest.xml=manifest.xml content.xml=content.xml
	expect_code 3 coopidx -q film.html cut.odt text.docx broken.odt secret.docx none.epub secret.odt
	is 'coopidx: cut.odt: is damaged, or not what its name says
coopidx: text.docx: is damaged, or not what its name says
coopidx: broken.odt: is damaged, or not what its name says
coopidx: secret.docx: is encrypted
coopidx: none.epub: is damaged, or not what its name says
coopidx: secret.odt: is encrypted' "$(grep -v hint: err)"
	found tisserandes film.html
}

hostile() { # each costs one warning
	{
		echo '<!DOCTYPE x [<!ENTITY a "lollollollollollollol">'
		for pair in ba cb dc ed fe gf hg ih ji; do
			echo "<!ENTITY ${pair%?} \"$(printf "&${pair#?};%.0s" 1 2 3 4 5 6 7 8 9 10)\">"
		done
		echo ']><o:d xmlns:o="o"><o:body>&j;&j;<x>tout va</x></o:body></o:d>'
	} >content.xml
	zip_of laughs.odt content.xml=content.xml
	echo '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><o:d xmlns:o="o"><o:body>&a; externe</o:body></o:d>' >content.xml
	zip_of outside.odt content.xml=content.xml
	head -c 200000000 /dev/zero | zip_of bomb.odt content.xml=-
	yes '<div>' | head -c 10000000 >deep.html
	expect_code 3 coopidx -q film.html laughs.odt outside.odt bomb.odt deep.html
	found root
	has err 'bomb.odt: holds more text than can be read'
	has err 'deep.html: has its elements nested too deep'
	hasnt err outside.odt
	found externe outside.odt
	found tisserandes film.html
}

many_attributes() { # which libxml2 compares with each other
	{
		printf '<p '
		awk 'BEGIN { for (i = 0; i < 300000; i++) printf "a%d ", i }'
		echo '>x'
	} >many.html
	expect_code 3 coopidx -q many.html film.html
	is 'coopidx: many.html: has a tag with more than 256 attributes; left out' "$(cat err)"
	found tisserandes film.html
	{
		printf '<p '
		awk 'BEGIN { for (i = 0; i < 256; i++) printf "a%d ", i }'
		echo '>zorgliste'
	} >fewer.html
	expect_code 0 coopidx -q fewer.html
	found zorgliste fewer.html
}

too_slow() {
	preload spin
	echo 'Du texte' >plain.txt
	LD_PRELOAD=$T/spin.so expect_code 3 coopidx -q --time-limit=1 film.html plain.txt
	is 'coopidx: film.html: takes more than 1 s to read; left out
coopidx: hint: --time-limit=SECONDS allows more' "$(cat err)"
	found texte plain.txt
}

# What locks the programs in is tried and told, and what lacks is told when it matters.
guarded() {
	expect_code 0 coopidx --version
	has out 'coopidx-convert: system calls filtered: no file, network or program; '
	if has_kind PDF; then
		has out 'coopidx-convert-pdf: system calls filtered: '
	fi
	expect_code 0 coopidx -q film.html
	empty err
}

unguarded() { # on a system that takes no filter
	cp film.html second.html
	expect_code 0 env LD_PRELOAD="$T/noseccomp.so" coopidx --version
	has out 'coopidx-convert: NO filter of system calls: this system takes none; '
	hasnt out 'system calls filtered'
	perl "$TESTS/cli/zip.pl" pages.zip film.html=film.html
	expect_code 0 env LD_PRELOAD="$T/noseccomp.so" coopidx -q film.html second.html pages.zip
	is 'coopidx: documents are read with less protection than usual: this system takes no filter of system calls
coopidx: hint: read none that may have been made to do harm; coopidx --version tells more' "$(cat err)"
	found tisserandes film.html second.html pages.zip/film.html
	echo texte >plain.txt
	rm -rf index # or it is told what was replaced
	expect_code 0 env LD_PRELOAD="$T/noseccomp.so" coopidx -q plain.txt
	empty err # nothing was converted
}

lying_program() { # what locks it in is told first, once, and by nothing else
	with_program 'printf "E\0\0\0\0"'
	has err 'film.html: makes the program that reads it talk nonsense; left out'
	with_program "printf '$LOCKED${LOCKED}E\0\0\0\0'"
	has err 'film.html: makes the program that reads it talk nonsense; left out'
}

# What a program answers first: that it is well locked in.
LOCKED='G\0\0\0\1\027'

# A program in the place of the one that reads: $1 is what it does, with OPTION...
with_program() {
	mkdir -p fake
	cp "$BUILD/coopidx" "$BUILD/coop-engine.so" fake
	printf '#!/bin/sh\n%s\n' "$1" >fake/coopidx-convert
	chmod 755 fake/coopidx-convert
	echo 'Du texte' >plain.txt
	shift
	expect_code 3 within fake/coopidx -q "$@" film.html plain.txt
	is 1 "$(grep -vc hint: err)"
	found texte plain.txt
}

broken_program() {
	# shellcheck disable=SC2016 # for the other shell
	with_program 'kill -SEGV $$'
	has err 'film.html: broke the program that reads it (signal 11); left out'
	with_program 'exit 7'
	has err 'film.html: broke the program that reads it (exit code 7); left out'
	with_program "printf '${LOCKED}R\0\0\0\011x'"
	has err 'film.html: broke the program that reads it'
	for answer in 'Z\0\0\0\0' 'R\377\377\377\377' 'E\0\0\0\1x'; do
		with_program "printf '$LOCKED$answer'; exec sleep infinity"
		has err 'film.html: makes the program that reads it talk nonsense; left out'
	done
	with_program "printf '${LOCKED}M\0\0\0\1xE\0\0\0\0'"
	has err 'film.html: is damaged, or not what its name says'
	with_program 'exec sleep infinity' --time-limit=1
	has err 'film.html: takes more than 1 s to read; left out'
	# shellcheck disable=SC2016 # for the other shell
	with_program '[ "$2" = 7 ] && kill -XCPU $$' --time-limit=7
	has err 'film.html: takes more than 7 s to read; left out'
	# a record that is none, and one whose lengths lie
	for record in 'R\0\0\0\3abc' 'R\0\0\0\0'; do
		printf '#!/bin/sh\nprintf "%s"\n' "$LOCKED${record}E\\0\\0\\0\\0" >fake/coopidx-convert
		expect_code 0 fake/coopidx -q film.html plain.txt
		found texte plain.txt
	done
}

missing_program() {
	mkdir -p alone
	cp "$BUILD/coopidx" "$BUILD/coop-engine.so" alone
	expect_code 3 alone/coopidx -q --full film.html plain.txt
	has err 'film.html: cannot be read: the program '
	has err 'does not start: No such file or directory'
	found texte plain.txt
}

archives() {
	mkdir -p in/sub in/.cache
	cp film.html in/film.html
	printf 'Rochdale\n\nVingt-huit tisserands.\n' >in/sub/é.txt
	printf 'titre;année\nUn conte;1999\nDeux contes;2000\n' >in/sub/t.csv
	cp in/sub/é.txt in/.cache/x.txt
	cp film.html in/photo.jpg
	cp "$DATA/torture/text/stray.txt" in/bad.txt
	zip_of a.zip film.html=in/film.html sub/é.txt=in/sub/é.txt sub/t.csv=in/sub/t.csv \
		.cache/x.txt=in/.cache/x.txt photo.jpg=in/photo.jpg __MACOSX/._t.csv=in/sub/t.csv
	expect_code 0 coopidx -v a.zip
	has err 'coopidx: a.zip/photo.jpg: skipped: an image; '
	has err 'coopidx: a.zip/.cache/x.txt: skipped: hidden'
	has err '4 files, 4 records'
	found tavernier a.zip/film.html
	found rochdale a.zip/sub/é.txt
	found contes a.zip/sub/t.csv#bm3xfycyx2 a.zip/sub/t.csv#rme1xqse8v
	for suffix in tar tar.gz tgz tar.bz2 tar.xz; do
		case $suffix in
		tar) tar -cf "a.$suffix" -C in . ;;
		*gz) tar -czf "a.$suffix" -C in . ;;
		*bz2) command -v bzip2 >/dev/null || continue; tar -cjf "a.$suffix" -C in . ;;
		*xz) command -v xz >/dev/null || continue; tar -cJf "a.$suffix" -C in . ;;
		esac
		expect_code 3 coopidx -q "a.$suffix"
		has err "a.$suffix/bad.txt:4:10: byte 0xe9 is not UTF-8"
		found tavernier "a.$suffix/film.html"
	done
	mkdir -p folder
	cp a.zip folder/
	expect_code 0 coopidx -q folder
	found rochdale a.zip/sub/é.txt
	coopidx --dump-terms a.zip >terms
	has terms tisserandes
}

put_aside() { # small files in memory, large ones in TMPDIR, where they leave nothing
	{
		echo 'titre,résumé'
		yes 'Un conte,Il était une fois une coopérative de tisserandes' | head -c 20000000
		echo
		echo 'Dernier,zorglubine'
	} | zip_of large.zip a.csv=- film.html=film.html
	mkdir -p scratch
	expect_code 2 env TMPDIR=./nowhere coopidx --extract=jsonl large.zip
	has err 'cannot write a temporary file: No such file or directory'
	expect_code 0 env TMPDIR=./scratch coopidx --extract=jsonl large.zip
	is 2 "$(grep -cE 'zorglubine|Tavernier' out)"
	is '' "$(ls scratch)"
	expect_code 0 env TMPDIR=./nowhere coopidx -q -i ./small a.zip
	expect_code 0 env TMPDIR=./nowhere coopidx -q --stdin-name=x.zip - <a.zip
	rm -f large.zip out
}

nested() {
	zip_of b.zip a.zip=a.zip film.html=film.html
	expect_code 0 coopidx -q b.zip
	found rochdale b.zip/a.zip/sub/é.txt
	tar -czf c.tgz b.zip film.html
	zip_of d.zip c.tgz=c.tgz film.html=film.html
	expect_code 3 coopidx -q d.zip
	is "coopidx: d.zip/c.tgz/b.zip/a.zip: an archive more than 3 deep in others; not read" "$(cat err)"
	is 3 "$(ids tavernier | wc -l)"
}

zip_bomb() {
	head -c 100000000 /dev/zero | zip_of bomb.zip a.txt=film.html z.txt=- film.html=film.html
	zip_of outer.zip bomb.zip=bomb.zip film.html=film.html
	expect_code 3 coopidx -q bomb.zip outer.zip film.html
	has err 'bomb.zip: unpacks to too much, as if made to fill a disk; the rest is left out'
	has err 'outer.zip/bomb.zip: unpacks to too much'
	found tavernier bomb.zip/a.txt outer.zip/bomb.zip/a.txt film.html
}

bad_archives() {
	head -c 150 a.zip >cut.zip
	echo 'Du texte' >text.zip
	tar -cf cut.tar -C in film.html sub
	head -c 2500 cut.tar >cut2.tar
	: >empty.zip
	expect_code 3 coopidx -q film.html cut.zip text.zip cut2.tar empty.zip
	for file in cut.zip text.zip cut2.tar empty.zip; do
		has err "coopidx: $file: is damaged, or not what its name says"
	done
}

misnamed() { # the content decides what a document is
	cp film.html page.zip
	cp film.html page.docx
	cp page.zip page.pdf
	expect_code 3 coopidx -q page.zip page.docx page.pdf
	for file in page.zip page.docx page.pdf; do
		has err "coopidx: $file: is HTML, not what its name says; read as what it is"
	done
	found tisserandes page.zip page.docx page.pdf
}

not_read() { # what is told of workbooks and the like
	mkdir -p office
	echo 'Du texte' >plain.txt
	zip_of office/a.xlsb _rels/.rels=plain.txt xl/workbook.bin=plain.txt
	printf '{\\rtf1 Bonjour}' >office/b.rtf
	printf 'PK\003\004%26smimetypeapplication/vnd.oasis.opendocument.presentation' '' >office/c.odp
	printf '\320\317\021\340\241\261\032\341' >office/d.doc
	echo 'Du texte' >office/e.txt
	expect_code 0 coopidx -v office
	is "coopidx: office/a.xlsb: skipped: a binary workbook; save it as XLSX or ODS
coopidx: office/c.odp: skipped: slides; save them as PDF
coopidx: office/d.doc: skipped: a document of the old Word; save it as ODT or DOCX" "$(grep skipped: err)"
	expect_code 3 coopidx -q office/*
	is "coopidx: office/a.xlsb: is not read: a binary workbook; save it as XLSX or ODS
coopidx: office/c.odp: is not read: slides; save them as PDF
coopidx: office/d.doc: is not read: a workbook or document of the old Excel or Word; save it as CSV, ODT or DOCX" "$(cat err)"
	zip_of office/f.zip b.xls/x.txt=plain.txt # nothing of the kind
	expect_code 0 coopidx -q office/f.zip
	expect_code 2 coopidx - <office/a.xlsb
	has err 'coopidx: -: is not read: a binary workbook; save it as XLSX or ODS'
	expect_code 2 coopidx - <office/f.zip
	has err 'coopidx: -: is of the kind ZIP'
	has err 'hint: say so: --stdin-name=x.zip'
}

empty_archives() { # hold nothing, and are not damaged
	printf 'PK\005\006\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000' >none.zip
	tar -cf none.tar -T /dev/null
	expect_code 0 coopidx film.html none.zip none.tar
	has err '3 files, 1 record,'
}

examined() { # a page for each file of an archive, and one for the archive behind them
	expect_code 3 coopidx -n a.tar
	is 5 "$(grep -cE '^a\.tar[^ ]*$' out)"
	is a.tar "$(grep -E '^a\.tar[^ ]*$' out | tail -n 1)"
	has out TAR
	has out HTML
}

standard_input() {
	for file in film.html a.zip; do
		expect_code 0 coopidx -q --stdin-name="x.${file#*.}" - <"$file"
		is 1 "$(ids tavernier | grep -c '^x\.')"
	done
}

not_built() { # what is not built in is told, and only with -v where it was not named
	mkdir -p docs
	cp film.html docs/film.html
	echo 'Du texte' >docs/plain.txt
	if "$BUILD/coopidx" --version | grep -q '^does not read: HTML'; then
		expect_code 0 coopidx -v docs
		has err 'docs/film.html: skipped: this coopidx was built without libxml2'
		expect_code 3 coopidx -q docs/film.html docs/plain.txt
		has err 'docs/film.html: this coopidx was built without libxml2'
	else
		expect_code 0 coopidx -q docs
		found tavernier film.html
	fi
}

test_case 'a kind that is not built in' not_built
needs HTML 'HTML: a notice of a film' html_notice
needs HTML 'HTML: declared character sets' charsets
needs 'ODT' 'ODT: a notice, and any text' odt_notice
needs 'DOCX' 'DOCX' docx_text
needs 'ODT DOCX' 'ODT, DOCX: notes' notes
needs 'EPUB' 'EPUB: a book' epub_book
needs 'PDF' 'PDF' pdf_text
needs 'PDF' 'PDF: fonts that are not in the file' pdf_fonts
needs 'PDF' 'PDF: pages that were scanned' pdf_scanned
needs 'PDF HTML' 'PDF: images, encrypted, cut' pdf_refused
needs 'HTML ODT' 'damaged and encrypted documents' damaged
needs 'HTML ODT' 'documents made to do harm' hostile
needs HTML 'a tag without end' many_attributes
needs HTML 'a page that takes too long' too_slow
if coopidx --version | grep -q 'built without libseccomp'; then
	skip 'what protects is told' 'built without libseccomp'
else
	needs HTML 'what protects is told' guarded
	if [ -z "${VALGRIND-}" ]; then
		preload noseccomp
		needs 'HTML ZIP' 'a system without filters is told once' unguarded
	else
		skip 'a system without filters is told once' 'nothing can be loaded before a program'
	fi
fi
needs HTML 'a program that lies about what protects' lying_program
needs HTML 'a program that crashes, hangs or lies' broken_program
needs HTML 'a program that is missing' missing_program
needs 'HTML ZIP TAR' 'archives are read like folders' archives
needs 'HTML ZIP' 'a file of an archive lies in memory, or in TMPDIR' put_aside
needs 'HTML ZIP TAR' 'archives in archives' nested
needs 'HTML ZIP TAR' 'workbooks and the like: what to do about them' not_read
needs 'HTML ZIP TAR' 'archives of nothing' empty_archives
needs 'HTML ZIP TAR' 'an archive is examined file by file' examined
needs 'HTML ZIP TAR' 'from standard input' standard_input
needs 'HTML ZIP' 'an archive made to fill a disk' zip_bomb
needs 'HTML ZIP TAR' 'damaged archives' bad_archives
needs 'HTML ZIP DOCX PDF' 'documents under the names of others' misnamed
finish
