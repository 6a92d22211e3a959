#!/bin/sh
# Workbooks: XLSX and ODS, each sheet read as a file of its own.
# shellcheck disable=SC2317,SC1112,SC2016 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

zip_of() { perl "$TESTS/cli/zip.pl" "$@"; }
workbook() { python3 "$TESTS/cli/workbook.py" "$@"; }

# values FILE: row, and names and values of its records but for ids, a line each; the ids go to `made`
values() {
	coopidx -q --extract=jsonl "$1" >json 2>err || [ $? -le 3 ]
	jq -r '"\(.line) \([.values[] | select(.field != "id") | "\(.name // .field)=\(.value)"]
		| join("|"))"' json >rows
	jq -r '.values[] | select(.field == "id").value | sub("^[^#]*"; "")' json >made
}

# sheet FILE [PART=FILE]...: a workbook of one sheet, which is on standard input, and of other parts
sheet() {
	sheet_file=$1
	shift
	{ echo '<worksheet>' && cat && echo '</worksheet>'; } >sheet1.xml
	echo '<workbook><sheets><sheet name="F"/></sheets></workbook>' >book.xml
	zip_of "$sheet_file" xl/workbook.xml=book.xml xl/worksheets/sheet1.xml=sheet1.xml "$@"
}

# row CELL...: the cells of a row, texts and numbers
row() {
	printf '<row>'
	for cell; do
		case $cell in
		*[!0-9.]*) printf '<c t="inlineStr"><is><t>%s</t></is></c>' "$cell" ;;
		*) printf '<c><v>%s</v></c>' "$cell" ;;
		esac
	done
	printf '</row>'
}

# content FILE [PART=FILE]...: an ODS of the tables on standard input
content() {
	content_file=$1
	shift
	printf 'application/vnd.oasis.opendocument.spreadsheet' >mimetype
	{
		echo '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"
			xmlns:calcext="c" xmlns:draw="d">'
		cat
		echo '</office:document-content>'
	} >content.xml
	zip_of "$content_file" mimetype=mimetype content.xml=content.xml "$@"
}

same_as_csv() { # the records are those of the same table in CSV, and so are their ids
	printf 'Titre,Réalisateur,Année,Durée,Vu le,Résumé\n%s\n%s\n%s\n' \
		"L'été,Anne Brun,1998,52,2024-03-05,\"Près de
Besançon\"" '"Les ""usines""; suite",Eva Noir,2003,90,2024-12-31,' \
		'Trois,"A & B <C>",,12.5,,9782070360024' >t.csv
	values t.csv
	cut -d ' ' -f 2- rows >csv.rows
	cp made csv.made
	for kind in xlsx ods; do
		workbook --typed "t.$kind" Films=t.csv
		values "t.$kind"
		empty err
		is '2 3 4' "$(cut -d ' ' -f 1 rows | grep -E '^[0-9]+$' | tr '\n' ' ' | sed 's/ $//')"
		sed -E 's/^[234] //' rows >without
		sed -E 's/^[234] //' csv.rows >expected
		same expected without
		same csv.made made
	done
}

indexed() { # and found, also from an archive, and as standard input
	expect_code 0 coopidx -i books t.xlsx
	is 1 "$(coopq -i books --count usines)"
	zip_of books.zip t.ods=t.ods
	expect_code 0 coopidx -i books books.zip
	is 1 "$(coopq -i books --count besançon)"
	expect_code 0 coopidx -q --stdin-name=x.ods -i books - <t.ods
	is 1 "$(coopq -i books --count usines)"
}

as_shown() { # formats of numbers, dates, errors, formulas
	cat >styles.xml <<-'END'
		<styleSheet><numFmts><numFmt numFmtId="170" formatCode="00000"/>
		<numFmt numFmtId="171" formatCode="#,##0.00\ &quot;€&quot;"/>
		<numFmt numFmtId="172" formatCode="[h]:mm"/></numFmts>
		<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
		<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/>
		<xf numFmtId="172"/><xf numFmtId="9"/></cellXfs></styleSheet>
	END
	{
		echo '<sheetData>'
		row Titre Vu CP Prix Temps Part ISBN Vrai Faute Calcul Vide
		cat <<-'END'
			<row><c t="inlineStr"><is><t>Un</t></is></c><c s="1"><v>45356</v></c><c s="2"><v>1000</v></c>
			<c s="3"><v>12.5</v></c><c s="4"><v>2.1875</v></c><c s="5"><v>0.25</v></c>
			<c><v>9.782070360024E12</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c>
			<c t="str"><f>A1&amp;B1</f><v>a &amp; b</v></c><c><f>1+1</f><v/></c></row></sheetData>
		END
	} | sheet n.xlsx xl/styles.xml=styles.xml
	values n.xlsx
	is '2 title=Un|Vu=2024-03-05|CP=01000|Prix=12.50 €|Temps=52:30|Part=25%|ISBN=9782070360024|Vrai=VRAI|Calcul=a & b' \
		"$(sed 's/postcode=/CP=/' rows)"
	has err "coopidx: n.xlsx: sheet 'F', row 2: formulas without a value: 1"
	echo '<workbook><workbookPr date1904="1"/><sheets><sheet name="F"/></sheets></workbook>' >book.xml
	zip_of m.xlsx xl/workbook.xml=book.xml xl/worksheets/sheet1.xml=sheet1.xml xl/styles.xml=styles.xml
	values m.xlsx
	has rows 'Vu=2028-03-06'
}

strings() { # runs, what is read aloud, escapes, an index that leads nowhere
	cat >strings.xml <<-'END'
		<sst><si><t>Titre</t></si><si><r><t>Gras</t></r><r><rPr><b/></rPr><t xml:space="preserve"> et maigre</t></r>
		<rPh sb="0" eb="1"><t>ALOUD</t></rPh></si><si><t>un_x000D_
		deux_x005F_x000D_</t></si></sst>
	END
	cat <<-'END' | sheet s.xlsx xl/sharedStrings.xml=strings.xml
		<sheetData><row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>Résumé</t></is></c></row>
		<row><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>
		<row><c t="inlineStr"><v>7</v><is><r><t>Di</t></r><r><t>rect</t></r></is></c><c t="s"><v>99999999999</v></c></row>
		</sheetData>
	END
	values s.xlsx
	printf '2 title=Gras et maigre|description=un\ndeux_x000D_\n3 title=Direct\n' | sed 's/_x000D_/_x000D_/' >expected
	tr -d '\t' <rows >flat
	same expected flat
	has err "s.xlsx: sheet 'F', row 3: cells whose text is missing: 1"
}

places() { # rows and cells out of order, without their place, far apart
	cat <<-'END' | sheet p.xlsx
		<sheetData><row r="5"><c r="C5"><v>1981</v></c><c r="B5" t="inlineStr"><is><t>Deux</t></is></c></row>
		<row r="2"><c r="B2" t="inlineStr"><is><t>Titre</t></is></c><c t="inlineStr"><is><t>Année</t></is></c></row>
		<row><c r="B3" t="inlineStr"><is><t>Un</t></is></c><c><v>1976.0</v></c></row></sheetData>
	END
	values p.xlsx
	printf '3 title=Un|year=1976\n5 title=Deux|year=1981\n' >expected
	same expected rows
}

merged() { # a group is in each of its rows, two rows of headings are one, titles above are none
	{
		echo '<sheetData>'
		row 'Catalogue de la coopérative'
		row Genre Titre Personnes '' Année
		row '' '' Réalisateur Producteur
		row fiction Un 'A B' Atelier 1976
		row '' Deux 'C D' Coop 1981
		row documentaire Trois 'E F' Scop 1990
		echo '</sheetData><mergeCells><mergeCell ref="A1:E1"/><mergeCell ref="C2:D2"/><mergeCell ref="A4:A5"/></mergeCells>'
	} | sheet g.xlsx
	values g.xlsx
	cat >expected <<-'END'
		4 genre=fiction|title=Un|director=A B|producers=Atelier|year=1976
		5 genre=fiction|title=Deux|director=C D|producers=Coop|year=1981
		6 genre=documentaire|title=Trois|director=E F|producers=Scop|year=1990
	END
	same expected rows
	cat <<-'END' | content g.ods
		<office:body><office:spreadsheet><table:table table:name="F">
		<table:table-row><table:table-cell table:number-columns-spanned="3"><text:p>Catalogue</text:p></table:table-cell>
		<table:covered-table-cell table:number-columns-repeated="2"><text:p>caché</text:p></table:covered-table-cell></table:table-row>
		<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="3"/></table:table-row>
		<table:table-row><table:table-cell><text:p>Genre</text:p></table:table-cell><table:table-cell><text:p>Titre</text:p></table:table-cell>
		<table:table-cell><text:p>Année</text:p></table:table-cell></table:table-row>
		<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>fiction</text:p></table:table-cell>
		<table:table-cell><text:p>Un</text:p></table:table-cell><table:table-cell><text:p>1976</text:p></table:table-cell></table:table-row>
		<table:table-row><table:covered-table-cell/><table:table-cell><text:p>Deux</text:p></table:table-cell>
		<table:table-cell><text:p>1981</text:p></table:table-cell></table:table-row>
		</table:table></office:spreadsheet></office:body>
	END
	values g.ods
	printf '6 genre=fiction|title=Un|year=1976\n7 genre=fiction|title=Deux|year=1981\n' >expected
	same expected rows
}

ods_cells() { # blanks, lines, values as shown, repeated cells, what is not shown
	cat <<-'END' | content c.ods
		<office:body><office:spreadsheet>
		<table:tracked-changes><table:table-cell><text:p>ancien</text:p></table:table-cell></table:tracked-changes>
		<table:table table:name="F"><table:table-row><table:table-cell><text:p>Titre</text:p></table:table-cell>
		<table:table-cell><text:p>Résumé</text:p></table:table-cell><table:table-cell><text:p>Vu</text:p></table:table-cell>
		<table:table-cell><text:p>ISBN</text:p></table:table-cell><table:table-cell><text:p>Prix</text:p></table:table-cell>
		<table:table-cell><text:p>Passage</text:p></table:table-cell><table:table-cell><text:p>Un</text:p></table:table-cell>
		<table:table-cell><text:p>Deux</text:p></table:table-cell><table:table-cell><text:p>Faute</text:p></table:table-cell></table:table-row>
		<table:table-row><table:table-cell><text:p>Des<text:s text:c="2"/>pages   <text:span>et
		des</text:span><text:tab/>films</text:p></table:table-cell>
		<table:table-cell><office:annotation><text:p>note</text:p></office:annotation><text:p>un</text:p><text:p>deux<text:line-break/>trois</text:p>
		<draw:frame><draw:text-box><text:p>dessin</text:p></draw:text-box></draw:frame></table:table-cell>
		<table:table-cell office:value-type="date" office:date-value="2024-03-05T14:30:00"><text:p>05/03/24 14:30</text:p></table:table-cell>
		<table:table-cell office:value-type="float" office:value="9782070360024"><text:p>9,78E+12</text:p></table:table-cell>
		<table:table-cell office:value-type="currency" office:value="12.5"><text:p>12,50 €</text:p></table:table-cell>
		<table:table-cell office:value-type="time" office:time-value="PT52H30M00S"><text:p>52:30:00</text:p></table:table-cell>
		<table:table-cell table:number-columns-repeated="2" office:value-type="boolean" office:boolean-value="true"/>
		<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
		</table:table-row></table:table></office:spreadsheet></office:body>
	END
	values c.ods
	printf '2 title=Des  pages et des films|description=un\ndeux\ntrois|Vu=2024-03-05 14:30:00|ISBN=9782070360024|Prix=12,50 €|Passage=52:30:00|Un=VRAI|Deux=VRAI\n' >expected
	sed 's/\t/ /' rows >flat
	same expected flat
}

flat() { # one file of XML
	cat >f.fods <<-'END'
		<?xml version="1.0" encoding="UTF-8"?>
		<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="t" xmlns:text="x"
		 office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>
		<table:table table:name="F"><table:table-row><table:table-cell><text:p>Titre</text:p></table:table-cell><table:table-cell><text:p>Année</text:p></table:table-cell></table:table-row>
		<table:table-row><table:table-cell><text:p>Un</text:p></table:table-cell><table:table-cell><text:p>1976</text:p></table:table-cell></table:table-row>
		</table:table></office:spreadsheet></office:body></office:document>
	END
	values f.fods
	is '2 title=Un|year=1976' "$(cat rows)"
	cp f.fods f.csv
	values f.csv
	is '2 title=Un|year=1976' "$(cat rows)"
	has err 'f.csv: is ODS, not what its name says'
}

several() { # sheets: their names, one that is hidden, empty, missing, or no table
	printf 'Titre,Année\nUn,1976\n' >un.csv
	printf 'Titre,Année\nDeux,1981\nDeux,abc,def,ghi\n' >deux.csv
	printf 'Ce classeur réunit les films que la coopérative a faits en trente ans.\nContact,"Anne, à Lyon"\n' >notes.csv
	: >vide.csv
	workbook two.xlsx Films=un.csv Courts=deux.csv Notes=notes.csv Vide=vide.csv
	values two.xlsx
	cat >expected <<-'END'
		2 title=Un|year=1976|feuille=Films
		2 title=Deux|year=1981|feuille=Courts
		3 title=Deux|year=abc|3=def|4=ghi|feuille=Courts
		1 title=Ce classeur réunit les films que la coopérative a faits en trente ans.|body=Contact : Anne, à Lyon|feuille=Notes
	END
	same expected rows
	coopidx -i two two.xlsx 2>err || :
	has err "coopidx: two.xlsx: sheet 'Notes': no table; read as text"
	is 2 "$(coopq -i two --count feuille:courts)"
	workbook one.ods Films=un.csv Vide=vide.csv
	values one.ods
	is '2 title=Un|year=1976' "$(cat rows)" # a name alone says nothing
	row Titre Année >first
	row Un 1976 >second
	{ echo '<worksheet><sheetData>' && cat first second && echo '</sheetData></worksheet>'; } >sheet1.xml
	echo '<workbook><sheets><sheet name="Films"/><sheet name="Listes" state="veryHidden"/><sheet name="Perdue"/></sheets></workbook>' >book.xml
	zip_of h.xlsx xl/workbook.xml=book.xml xl/worksheets/sheet1.xml=sheet1.xml xl/worksheets/sheet2.xml=sheet1.xml
	expect_code 3 coopidx -i two h.xlsx
	has err "h.xlsx: sheet 'Listes': hidden; read like the others"
	has err "h.xlsx: sheet 'Perdue': is missing from the workbook"
	is 2 "$(coopq -i two --count un)"
	LC_ALL=fr_FR.UTF-8 coopidx -i french h.xlsx 2>err || :
	has err 'h.xlsx : feuille « Perdue »: manque dans le classeur'
}

examined() { # a report for each sheet
	printf 'Titre,Année\nUn,1976\n\nTrois,1990\n' >un.csv
	workbook dry.xlsx Films=un.csv Notes=notes.csv
	expect_code 0 coopidx -n dry.xlsx
	is 2 "$(grep -c '^dry.xlsx$' out)"
	has out '  sheet       Films'
	has out '    row 4'
	has out '  told        no table; read as text'
	LC_ALL=fr_FR.UTF-8 coopidx -n dry.xlsx >out
	has out '  feuille     Films'
	has out '    ligne 4'
}

told_by_user() { # --map and --no-header
	printf 'Nom,An\nUn,1976\n' >m.csv
	workbook m.ods F=m.csv
	printf 'Nom = title\nAn = year\n' >map
	coopidx -q --map=map --extract=jsonl m.ods | jq -r '[.values[].value] | .[:2] | join("|")' >rows
	is 'Un|1976' "$(cat rows)"
	is 2 "$(coopidx -q --no-header --extract=jsonl m.ods | wc -l)"
	printf 'Titre : ,Un film\nRéalisateur,A B\nAnnée,1976\nDurée,52 min\n' >form.csv
	workbook form.xlsx F=form.csv
	values form.xlsx
	is '1 title=Un film|director=A B|year=1976|minutes=52' "$(cat rows)"
}

disguised() { # the content decides, and kinds that are not read are told
	mkdir -p names
	cp t.xlsx names/a.csv
	cp t.ods names/b.xls
	cp t.xlsx names/c.ods
	expect_code 3 coopidx -i names.index names
	has err 'names/a.csv: is XLSX, not what its name says'
	has err 'names/b.xls: is ODS, not what its name says'
	has err 'names/c.ods: is XLSX, not what its name says'
	is 9 "$(coopq -i names.index --count un OR usines OR besançon OR trois)"
	printf '\320\317\021\340\241\261\032\341%70000sE\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0' '' >secret.xlsx
	expect_code 2 coopidx -q secret.xlsx
	has err 'secret.xlsx: is encrypted'
	echo '<m><encryption-data/></m>' >manifest.xml
	content secret.ods META-INF/manifest.xml=manifest.xml </dev/null
	expect_code 2 coopidx -q secret.ods
	has err 'secret.ods: is encrypted'
	content none.ods </dev/null
	expect_code 2 coopidx -q none.ods
	has err 'none.ods: is a workbook in which nothing is written'
}

# hostile_sheet MESSAGE RECORDS: what is said of h.xlsx, and how many records of it are read
hostile_sheet() {
	values h.xlsx
	has err "$1"
	[ "$2" = "$(wc -l <rows)" ] || { cat err rows; return 1; }
}

hostile() { # one message, and what comes before is read
	head='<sheetData><row><c t="inlineStr"><is><t>Titre</t></is></c><c t="inlineStr"><is><t>Année</t></is></c></row>'
	un='<row><c t="inlineStr"><is><t>Un</t></is></c><c><v>1976</v></c></row>'
	{
		echo '<!DOCTYPE x [<!ENTITY a "ha">'
		for i in 1 2 3 4 5 6 7 8 9; do echo "<!ENTITY a$i '$(printf "&a$((i - 1));%.0s" 0 1 2 3 4 5 6 7 8 9)'>"; done |
			sed 's/&a0;/\&a;/g'
		echo "]><worksheet>$head$un<row><c t='inlineStr'><is><t>&a9;</t></is></c></row></sheetData></worksheet>"
	} >sheet1.xml
	echo '<workbook><sheets><sheet name="F"/></sheets></workbook>' >book.xml
	zip_of h.xlsx xl/workbook.xml=book.xml xl/worksheets/sheet1.xml=sheet1.xml
	hostile_sheet "sheet 'F', row 2: the sheet is damaged below" 1
	{ echo "$head$un<row>" && yes '<c><v>1</v></c>' | head -n 100000 && echo '</row></sheetData>'; } | sheet h.xlsx
	hostile_sheet 'the sheet holds more than can be read' 1
	{ echo "$head$un<row" && seq -f 'a%.0f="1"' 10000 && echo '/></sheetData>'; } | sheet h.xlsx
	hostile_sheet 'a tag with more than 256 attributes' 1
	{ echo "$head$un" && yes '<a>' | head -n 10000; } | sheet h.xlsx
	hostile_sheet 'elements nested too deep' 1
	printf '<sst><si><t>%30000s</t></si></sst>' x >strings.xml
	sed -i 's/ /y/g' strings.xml
	{ echo "$head" && yes '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' | head -n 1000 && echo '</sheetData>'; } |
		sheet h.xlsx xl/sharedStrings.xml=strings.xml
	values h.xlsx
	has err 'the sheet holds more than can be read'
	{ echo "$head" && yes "$un" | head -n 300 && echo '</sheetData><mergeCells>' &&
		yes '<mergeCell ref="A1:XFD1048576"/>' | head -n 20000 && echo '</mergeCells>'; } | sheet h.xlsx
	values h.xlsx
	is 300 "$(wc -l <rows)"
	cat <<-'END' | content r.ods
		<office:body><office:spreadsheet><table:table table:name="F"><table:table-row><table:table-cell><text:p>Titre</text:p></table:table-cell>
		<table:table-cell><text:p>Année</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16382"/></table:table-row>
		<table:table-row table:number-rows-repeated="3"><table:table-cell><text:p>Un</text:p></table:table-cell><table:table-cell><text:p>1976</text:p></table:table-cell></table:table-row>
		<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
		<table:table-row table:number-rows-repeated="2000000000"><table:table-cell><text:p>Fin</text:p></table:table-cell>
		<table:table-cell table:number-columns-repeated="2000000000"><text:p>1999</text:p></table:table-cell></table:table-row>
		</table:table></office:spreadsheet></office:body>
	END
	values r.ods
	is '2 3 4 1048005' "$(cut -d ' ' -f 1 rows | tr '\n' ' ' | sed 's/ $//')"
	has err 'rows or cells repeated thousands of times, read once: 2'
}

bomb() { # of empty rows: it is not unpacked to its end
	{ echo '<worksheet><sheetData>' && yes '<row/>' | head -n 25000000; } |
		zip_of b.xlsx xl/workbook.xml=book.xml xl/worksheets/sheet1.xml=-
	expect_code 2 within coopidx -q b.xlsx
	has err "sheet 'F': holds more text than can be read"
}

if coopidx --version | grep -q '^reads: .*XLSX'; then
	test_case 'the same records as in CSV' same_as_csv
	test_case 'indexed and found' indexed
	test_case 'XLSX: numbers and dates as they are shown' as_shown
	test_case 'XLSX: texts' strings
	test_case 'XLSX: rows and cells anywhere' places
	test_case 'merged cells' merged
	test_case 'ODS: what a cell shows' ods_cells
	test_case 'ODS as one file of XML' flat
	test_case 'several sheets' several
	test_case 'a report for each sheet' examined
	test_case 'what the user says of columns, and a form' told_by_user
	test_case 'other names, passwords, nothing written' disguised
	test_case 'workbooks made to do harm' hostile
	test_case 'a bomb of empty rows' bomb
else
	skip 'workbooks' 'built without libxml2 or libarchive'
fi
finish
