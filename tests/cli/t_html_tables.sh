#!/bin/sh
# Tables in web pages: a notice a row where they list notices, text of the page elsewhere.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

# list FILE: titles and years of its records, a line each
list() {
	coopidx -q --extract=jsonl "$1" >json 2>err || [ $? -eq 3 ] # something was left out
	jq -r '"\(.line) \([.values[] | select(.field == "title" or .field == "director"
		or .field == "year").value] | join("|"))"' json >rows
}

# page FILE: a page of what is on standard input
page() {
	{
		echo '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>'
		cat
		echo '</body></html>'
	} >"$1"
}

rows_are_notices() {
	page a.html <<-'END'
		<table>
		<tr><th>Titre</th><th>Réalisateur</th><th>Année</th></tr>
		<tr><td>L'atelier</td><td>Jeanne Morvan</td><td>1976</td></tr>

		<tr><td>Les "fondeuses"; suite</td><td>Paul Grenier</td>
		<td>1981</td></tr>
		</table>
	END
	list a.html
	printf '4 L'\''atelier|Jeanne Morvan|1976\n6 Les "fondeuses"; suite|Paul Grenier|1981\n' >expected
	same expected rows
	empty err
	# ids are made as those of rows of CSV
	holds json '[.values[] | select(.field == "id").value | test("^a\\.html#[0-9a-z]{10}$")] == [true]'
}

same_as_csv() { # under any name, the records are those of the same table in CSV
	printf 'Titre\tRéalisateur\tAnnée\nUn\tA B\t1976\nDeux\tC D\t1981\n' >t.csv
	page t.xls <<-'END'
		<table border="1"><thead><tr><td><b>Titre</b></td><td>Réalisateur</td><td>Année</td></tr></thead>
		<tbody><tr><td>Un</td><td>A B</td><td>1976</td></tr>
		<tr><td>Deux</td><td>C D</td><td>1981</td></tr></tbody></table>
	END
	for file in t.csv t.xls; do
		coopidx -q --extract=jsonl "$file" 2>/dev/null |
			jq -c '[.values[].value | tostring | sub("^t\\.(csv|xls)"; "")]' >"$file.values"
	done
	same t.csv.values t.xls.values
}

spans() {
	page s.html <<-'END'
		<table><tr><th rowspan="2">Titre</th><th colspan="2">Personnes</th><th rowspan="2">Année</th></tr>
		<tr><th>Réalisateur</th><th>Producteur</th></tr>
		<tr><td>Un</td><td>A B</td><td>Atelier<br>Coop Image</td><td rowspan="2">1976</td></tr>
		<tr><td colspan="4">Les années 80</td></tr>
		<tr><td>Deux</td><td>C D</td><td></td></tr>
		<tr><td colspan="2">Trois</td><td>Atelier</td><td>1990</td></tr></table>
	END
	list s.html
	printf '4 Un|A B|1976\n6 Deux|C D|1976\n7 Trois|1990\n' >expected
	same expected rows
	has err 's.html:5: headings within a table, left out: 1'
	is 'Atelier Coop Image' "$(jq -r '.values[] | select(.field == "producers").value' json |
		head -n 2 | tr '\n' ' ' | sed 's/ $//')"
	LC_ALL=fr_FR.UTF-8 coopidx -q -n s.html >out 2>&1 || :
	has out 'intertitres dans un tableau, laissés de côté : 1'
	has out 'ligne 5'
}

short_and_long_rows() {
	page w.html <<-'END'
		<table><tr><td>Titre</td><td>Auteur</td><td>Année</td></tr><tr><td>Un</td><td>A</td><td>1976</td></tr></table>
		<table><tr><th>Titre</th><th>Auteur</th><th>Éditeur</th></tr><tr><td>Deux</td><td>B</td></tr>
		<tr><td>Trois</td><td>C</td><td>D</td></tr></table>
		<form><table><tr><th><input type=checkbox></th><th>Titre</th><th>Auteur</th></tr>
		<tr><td><input type=checkbox></td><td>Quatre</td><td>&nbsp;</td><td><a href=x>voir</a></td></tr></table></form>
	END
	list w.html
	printf '2 Un|A|1976\n3 Deux|B\n4 Trois|C\n6 Quatre\n' >expected
	same expected rows
}

in_a_folder() { # where names count: what web programs call .xls is read, workbooks are not
	mkdir folder
	printf '<table border=1><tr><td colspan=2>Liste</td></tr><tr><td>Titre</td><td>Auteur</td></tr><tr><td>Un</td><td>A</td></tr></table>' >folder/a.xls
	printf 'Titre\tAuteur\nDeux\tB\n' >folder/b.xls
	printf '\320\317\021\340\241\261\032\341Titre\tAuteur\n' >folder/c.xls
	printf '\t\010\020\000\000\006\005\000' >folder/d.xls
	: >folder/e.xls
	expect_code 3 coopidx -v -i xls folder
	is 2 "$(coopq -i xls --count 'a OR b' 2>/dev/null)"
	has err 'folder/a.xls: is HTML'
	has err 'folder/b.xls: is CSV'
	has err 'folder/c.xls: skipped: a workbook'
	has err 'folder/d.xls: skipped: a workbook'
	has err 'folder/e.xls: skipped: a workbook'
}

prose_stays() {
	page p.html <<-'END'
		<h1>La scop Trame</h1><p>Elle tisse depuis vingt ans, et voici les films que l'on a faits d'elle.</p>
		<table><tr><th>Titre</th><th>Année</th></tr><tr><td>Trame</td><td>1998</td></tr></table>
		<p>Ses effectifs :</p>
		<table><tr><th>Année</th><th>Effectif</th><th>Ventes</th></tr>
		<tr><td>1998</td><td>12</td><td>300</td></tr><tr><td>1999</td><td>14</td><td>420</td></tr></table>
	END
	list p.html
	printf '1 La scop Trame\n3 Trame|1998\n' >expected
	same expected rows
	head -n 1 json >first
	holds first '(.values[] | select(.field == "body").value)
		| contains("Effectif ; Ventes") and contains("1999 ; 14") and (contains("Trame") | not)'
}

not_lists() { # sheets of one film, layout, and tables of nothing in particular
	page sheet.html <<-'END'
		<table><tr><th>Titre</th><td>Le Fil</td></tr><tr><th>Réalisateur</th><td>Anne Brun</td></tr>
		<tr><th>Année</th><td>1998</td></tr></table>
	END
	list sheet.html
	is 1 "$(wc -l <json | tr -d ' ')"
	holds json '[.values[] | select(.field == "title").value] == ["Le Fil"]'
	page layout.html <<-'END'
		<table><tr><td><table><tr><td>Titre</td><td>Année</td></tr><tr><td>Un</td><td>1976</td></tr>
		<tr><td>Deux</td><td>1981</td></tr></table></td><td>Retour</td></tr></table>
	END
	list layout.html
	printf '2 Un|1976\n3 Deux|1981\n' >expected
	same expected rows
	page heading.html <<-'END'
		<table><tr><td>Titre</td><td>Auteur</td></tr><tr><td><h2>Un</h2></td><td>Le texte de la page,
		qui est tout sauf une liste.</td></tr></table>
	END
	list heading.html
	is 1 "$(wc -l <json | tr -d ' ')"
}

found_and_opened() { # they are found as any notice, also in what the user maps
	page m.html <<-'END'
		<table><tr><th>Intitulé du bien</th><th>Matière</th></tr>
		<tr><td>Navette</td><td>buis</td></tr><tr><td>Peigne</td><td>corne</td></tr></table>
	END
	echo 'Intitulé du bien = title' >map
	expect_code 0 coopidx -q -i index --map map m.html
	is 1 "$(coopq -i index --count titre:navette 2>/dev/null)"
	is 1 "$(coopq -i index --count corne 2>/dev/null)"
}

characters() {
	page e.html <<-'END'
		<h1>L&#146;&OElig;UVRE d&apos;Ren&eacute</h1><p>CAF&EACUTE; ao&ucirct &AMP; &nbspfin,
		<a href="x?a=1&copy=2">un lien&#133;</a> R&D, A&B; &inconnu; &#x80;&#159;</p>
	END
	coopidx -q --extract=jsonl e.html >json
	is "L’ŒUVRE d'René" "$(jq -r '.values[] | select(.field == "title").value' json)"
	is "CAFÉ août &  fin, un lien… R&D, A&B; &inconnu; €Ÿ" \
		"$(jq -r '.values[] | select(.field == "body").value' json | sed 's/\xc2\xa0/ /g')"
}

hostile() { # linear, and one record or message each
	awk 'BEGIN { for (i = 0; i < 10000; i++) printf "<table><tr><td>" }' >nested.html
	awk 'BEGIN { print "<table><tr><th>Titre<th>Auteur"; for (i = 0; i < 3000; i++)
		print "<tr><td colspan=1000 rowspan=65534>x<td rowspan=0>y" }' >spans.html
	awk 'BEGIN { printf "<table><tr>"; for (i = 0; i < 70000; i++) printf "<th>Titre"
		print "<tr><td>x<td>y</table>" }' >wide.html
	awk 'BEGIN { for (i = 0; i < 2000; i++)
		print "<table><tr><th>Titre<th>Auteur<tr><td rowspan=9>\"x" i "<td>y</table>" }' >many.html
	for file in nested spans wide; do
		within coopidx -q --extract=jsonl "$file.html" >json 2>err || :
		[ "$(wc -l <json)" -le 1 ]
	done
	within coopidx -q --extract=jsonl many.html >json 2>err
	is 2000 "$(wc -l <json | tr -d ' ')"
}

test_case 'each row of a table is a notice, at its line' rows_are_notices
test_case 'the notices are those of the same table in CSV, also named .xls' same_as_csv
test_case 'cells that span rows and columns; rows of headings' spans
test_case 'short rows, long rows, lists in a form' short_and_long_rows
test_case 'a table is read under the name of a workbook' in_a_folder
test_case 'text beside a table is a notice; a table of figures is text' prose_stays
test_case 'sheets, layouts and other tables list no notices' not_lists
test_case 'notices of a table are found; a map names columns' found_and_opened
test_case 'names and numbers of characters as browsers read them' characters
test_case 'hostile tables' hostile
finish
