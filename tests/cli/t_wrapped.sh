#!/bin/sh
# Tables as they are: what cells are wrapped in, and rows that are no notices.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

# table LINE...: writes t.csv.
table() {
	printf '%s\n' "$@" >t.csv
}

# extract CODE: the values of the records of t.csv, a line each, to `values`; messages to `err`.
extract() {
	expect_code "$1" coopidx --extract=jsonl t.csv
	jq -r '[.values[] | select(.field != "id" or (.value | contains("#") | not)) |
		.value | tostring] | join("|")' out >values
}

# values LINE...: what the records hold.
values() {
	is "$(printf '%s\n' "$@")" "$(cat values)"
}

entities() {
	table 'Titre;Ann&eacute;e' 'Caf&eacute du p&egrave;re;1998' 'L&#8217;&#xE9;t&#233;;2001' 'R&D;2003'
	extract 3
	values 'Café du père|1998' 'L’été|2001' 'R&D|2003'
	has err 't.csv:1: HTML entities (&eacute;) in cells, from here on; read as characters (3 in all)'
}

tags() {
	table 'Titre;Résumé' 'Un;<p>Une</p><p><b>deux</b><i>trois</i></p>' 'Deux;a <b et 3 < 4'
	extract 3
	is 'Un|Une
deux trois
Deux|a <b et 3 < 4' "$(cat values)"
	has err 't.csv:2: HTML tags (<p>) in cells, from here on; taken out (1 in all)'
}

formulas() {
	table 'Titre;ISBN;Année' '="Les ""vieux""; métiers";="0978";1998' 'Un;9,78201E+12;1999'
	extract 3
	values 'Les "vieux"; métiers|0978|1998' 'Un|9,78201E+12|1999'
	has err 't.csv:2: cells such as ="text", from here on; read as text (2 in all)'
	has err 't.csv:3: numbers such as 9,78E+12, from here on: a spreadsheet has lost their last figures (1 in all)'
}

quotes() {
	table 'Titre;Auteur;Année' '"Le ""A"" dit";x;1' '"A" et "B";y;2' '"A" ou "B; C";z;3' '"Un" autre;w;4' '"Seul";v;5'
	extract 3
	values 'Le "A" dit|x|1' '"A" et "B"|y|2' '"A" ou "B; C"|z|3' '"Un" autre|w|4' 'Seul|v|5'
	has err '(3 in all)'
}

apostrophes() {
	table "1,'L\\'usine, rouge','Anne',1998" "2,'Pain','Eva',2001" "3,'L\\'été','d\\'Eva',2003"
	extract 0
	values "1|L'usine, rouge|Anne|1998" '2|Pain|Eva|2001' "3|L'été|d'Eva|2003"
	table 'Titre;Auteur' "l'usine;d'Anne" "l'été;d'Eva" "'tis;x'"
	extract 0
	values "l'usine|d'Anne" "l'été|d'Eva" "'tis|x'"
}

no_notices() {
	table 'Titre;Entrées;Année' 'Total Recall;120;1990' '# annulée' 'TITRE;ENTRÉES;ANNÉE' '#metoo;3;2018' \
		'Page 2 / 3;;' '- 2 -' 'Pages;4;2001' 'Total;80;2003' 'Total général;203;' ';Moyenne;' '4 notices'
	extract 3
	values 'Total Recall|120|1990' '#metoo|3|2018' 'Pages|4|2001' 'Total|80|2003'
	has err 't.csv:3: a comment; left out'
	has err 't.csv:4: the header once more; left out'
	has err 't.csv:6: the number of a page; left out'
	has err 't.csv:7: the number of a page; left out'
	is 3 "$(grep -c 'a sum below the table; left out' err)"
}

unnamed_columns() {
	table 'Titre;Année;Cote' 'A;1980;DVD 1;prêté' 'B;1981;DVD 2' 'C;1982;DVD 3;prêté' 'D;1983;DVD 4;prêté'
	extract 3
	values 'A|1980|DVD 1|prêté' 'B|1981|DVD 2' 'C|1982|DVD 3|prêté' 'D|1983|DVD 4|prêté'
}

# Told in a dry run and when indexing, in both languages.
told() {
	table 'Titre,Année' '"Le pain, dit ""rond""",1998' 'Caf&eacute;,2001' '="A",2003'
	expect_code 3 coopidx -n t.csv
	has out '1 × HTML entities (&eacute;) in cells'
	LC_ALL=fr_FR.UTF-8 expect_code 3 coopidx -i ./index t.csv
	has err 'des entités HTML (&eacute;) dans des cellules, à partir d'"'"'ici ; lues comme caractères (1 en tout)'
	has err 'des cellules comme ="texte", à partir d'"'"'ici ; lues comme texte (1 en tout)'
	expect_code 0 coopq -i ./index -n 1 café
	has out 'Café'
}

test_case 'entities, also in the header and without their semicolons' entities
test_case 'tags vanish, words stay apart' tags
test_case '="text", and numbers that lost figures' formulas
test_case 'quotes that belong to the text' quotes
test_case 'apostrophes as quotes, and elisions' apostrophes
test_case 'comments, headers, pages and sums are no notices' no_notices
test_case 'a column without a name' unnamed_columns
test_case 'all is told, in both languages' told
finish
