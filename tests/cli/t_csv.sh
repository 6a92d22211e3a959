#!/bin/sh
# CSV in all its forms: delimiters, character sets, line ends, damage.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp "$DATA"/torture/csv/*.csv "$DATA"/torture/csv/*.tsv .
COOP_INDEX=./index
export COOP_INDEX

# index CODE FILE_OR_OPTION...: `err` holds the messages.
index() {
	want_code=$1
	shift
	expect_code "$want_code" coopidx -q --full "$@"
	empty out
}

# value ID KEY WORD: from the JSON of the notice with that id, which the word finds.
value() {
	coopq --jsonl -n 1000 "$3" >json || true
	jq -r "select(.id == \"$1\") | .$2" json
}

comma() {
	index 0 comma.csv
	empty err
	found virgule c1
	is 'un, deux' "$(value c1 description virgule)"
	is 'guillemets "doubles" ici' "$(value c2 description doubles)"
	is 'première ligne|seconde ligne||quatrième' "$(value c3 description gamma | tr '\n' '|' | sed 's/|$//')"
	is 4 "$(value c3 line gamma)"
	found delta c4 # behind a cell of four lines; no newline at the end
	is 8 "$(value c4 line delta)"
}

semicolon() {
	index 0 semicolon.csv
	empty err
	is 'Alpha, avec virgule' "$(value s1 title alpha)"
	is 'deux; trois' "$(value s2 description bêta)"
}

quoted_lines() {
	printf 'id,titre,resume\r\n"1","Un film","ligne une\r\nligne deux"\r\n\r\n"2","Deux","a\r\nb"\r\n' >a.csv
	index 0 a.csv
	found ligne 1
	printf 'id,titre,resume\n"1","Un film","ligne une\nligne deux"\n\n"2","Deux","a\nb"\n' >a.csv
	index 0 a.csv
	found deux 2 1
}
blank_delimiter() {
	printf 'id titre resume\n1 "Un film" "ligne une\nligne deux"\n2 "" "a\nb"\n' >a.csv
	index 0 -d ' ' a.csv
	found ligne 1
}
tab_and_bar() {
	index 0 tab.tsv
	empty err
	is 'un, deux; trois' "$(value t1 description alpha)"
	index 0 pipe.csv
	empty err
	is 'Alpha barre' "$(value b1 title alpha)"
}

windows_1252() {
	index 0 cp1252-crlf.csv
	empty err
	is 'L’œuvre' "$(value w1 title œuvre)"
	is '20 € – café …' "$(value w1 description café)"
	found oeuvre w1
	is 'Bêta' "$(value w2 title une)"
	found deux w2
	if coopq --jsonl œuvre café | grep -q '\\r'; then return 1; fi
}

bom() {
	index 0 bom-quoted.csv
	empty err
	found élan m1 # the mark is not part of the first heading: the id is known
}

cr_only() {
	index 3 cr-only.csv
	is "coopidx: cr-only.csv:5: the row has 1 cells, the table 2; the missing ones are taken as empty" "$(cat err)"
	found retour r1
	found lignes r2
	is 3 "$(value r2 line deux)"
}

aliases() {
	rm -rf index # or it is told that less than half is left
	index 0 aliases.csv
	empty err
	coopq --jsonl "titre" >json
	holds json '.id == "a1" and .title == "Titre A" and .director == "Réal A" and .year == 1999
		and .country == "Mali" and .genre == "Fiction" and .minutes == 61
		and .producers == ["Un", "Deux"] and .description == "Syn A" and .history == "Hist A"
		and .keywords == "clé A" and .source == "Prov A" and .url == "http://a.example"
		and .language == "français" and .company == ["Soc A"]
		and .other == {"Cote du support": "BETA-17"}'
}

unknown_columns() {
	index 0 unknown.csv
	empty err
	found besançon u1
	found tarn u2
	is Besançon "$(value u1 other.lieu premier)"
	holds json '.year == 1973'
}

duplicates() {
	index 3 duplicates.csv
	is "coopidx: duplicates.csv:3: the id 'd1' is taken; kept as 'd1~2'
coopidx: duplicates.csv:5: the id 'd1' is taken; kept as 'd1~3'" "$(cat err)"
	found jumeau d1 d1~2 d1~3
	found autre d2
	printf 'id,titre\nd1,Premier\nd1~2,Piège\nd1,Second\n' >piege.csv
	index 3 piege.csv
	is 3 "$(ids premier piège second | sort -u | wc -l)"
	cp duplicates.csv again.csv
	index 3 duplicates.csv again.csv
	is 6 "$(ids jumeau | sort -u | wc -l)"
}

widths() {
	index 3 widths.csv
	is "coopidx: widths.csv:2: the row has 2 cells, the table 3; the missing ones are taken as empty
coopidx: widths.csv:4:21: the row has 4 cells, the table 3; left out
coopidx: hint: a cell that holds the delimiter must stand in quotes" "$(cat err)"
	found courte h1
	found entière h2
	found longue
	found vide h4 # empty cells too many
	found dernière h5
	is 8 "$(value h5 line dernière)"
}

realigned() { # the delimiter in a cell without quotes
	index 3 realign.csv
	is "coopidx: realign.csv:3:4: the row has 6 cells, the table 5; put together as one cell, the only way that fits the columns
coopidx: realign.csv:5:31: the row has 6 cells, the table 5; put together as one cell, the only way that fits the columns
coopidx: realign.csv:6:35: the row has 6 cells, the table 5; left out
coopidx: hint: a cell that holds the delimiter must stand in quotes" "$(cat err)"
	is 'Lip, Besançon' "$(value r2 title lip)"
	is 2007 "$(value r2 year lip)"
	is 'Rouaud' "$(value r2 director lip)"
	is 'Une grève, puis une coopérative' "$(value r4 description larzac)"
	found tourneurs # between title and director nothing tells
}

broken_lines() { # a cell of several lines without quotes
	index 3 broken.csv
	is "coopidx: broken.csv:3: the row has 3 cells, the table 4; joined with what follows, which completes it
coopidx: broken.csv:6: the row has 2 cells, the table 4; joined with what follows, which completes it
coopidx: broken.csv:10: the row has 3 cells, the table 4; the missing ones are taken as empty" "$(cat err)"
	is 'Une grève|à Besançon' "$(value 2 description grève | tr '\n' '|' | sed 's/|$//')"
	is 2007 "$(value 2 year grève)"
	is 'Tisser|ensemble|à Lyon' "$(value 4 title tisser | tr '\n' '|' | sed 's/|$//')"
	is 6 "$(value 4 line tisser)"
	found suivant 5
	is 10 "$(value 6 line courte)"
	found dernier 7
	printf 'titre;résumé;lieu\nUn;deux\nTrois;quatre\n' >doubt.csv
	index 3 doubt.csv # two short rows, or one: nothing tells
	found un 'doubt.csv#1hdnsgx8nr'
	found quatre 'doubt.csv#rx6e3612c8'
}

# rejects COLUMN ROW: a cell of the table of rejected rows
rejects() {
	python3 -c 'import csv, sys
print(list(csv.reader(open(sys.argv[1], newline="")))[int(sys.argv[3])][int(sys.argv[2])])' \
		"${3-index}/rejects.csv" "$1" "$2"
}

rejected_rows_are_kept() {
	{
		printf 'id;titre;r\351sum\351\n1;Un;\351t\351;"de";trop\n2;Deux;bon\n'
		printf '3;Trois;"jamais\n4;Quatre;"deux\nlignes";5;6\n'
	} >left.csv
	index 3 left.csv
	is 'file,line,column,reason,row' "$(head -n 1 index/rejects.csv)"
	is left.csv "$(rejects 0 1)"
	is 2 "$(rejects 1 1)"
	is 10 "$(rejects 2 1)"
	is 'the row has 5 cells, the table 3; left out' "$(rejects 3 1)"
	is '1;Un;été;"de";trop' "$(rejects 4 1)"
	is 4 "$(rejects 1 2)"
	is '' "$(rejects 2 2)"
	is '3;Trois;"jamais' "$(rejects 4 2)"
	is '4;Quatre;"deux
lignes";5;6' "$(rejects 4 3)"
	is 6 "$(rejects 1 3)"
	index 2 empty.csv # nothing is made: what was rejected stays too
	is left.csv "$(rejects 0 1)"
	index 3 widths.csv
	is widths.csv "$(rejects 0 1)"
	is 2 "$(wc -l <index/rejects.csv)"
	index 0 comma.csv
	[ ! -e index/rejects.csv ]
	is 'XAPIANDB gen' "$(cd index && echo X* gen-* | sed 's/gen-.*/gen/')"
}

rejects_are_no_documents() {
	rm -rf inside
	mkdir -p inside/index
	cp widths.csv inside
	expect_code 3 coopidx -q -i inside/index inside/widths.csv
	[ -s inside/index/rejects.csv ]
	expect_code 3 coopidx -q -v -i inside/index inside
	has err 'inside/index/rejects.csv: skipped: '
	mkdir alone # somebody's table of that name is not touched
	cp widths.csv alone/rejects.csv
	expect_code 2 coopidx -q -i ./alone comma.csv
	has err "'./alone' is no index: it holds 'rejects.csv'"
	same widths.csv alone/rejects.csv
	expect_code 3 coopidx -q alone
}

summary_counts() {
	expect_code 3 coopidx widths.csv duplicates.csv
	has err ': 2 files, 8 records, '
	has err '; 1 rejected, 3 mended, 0 skipped'
	has err 'coopidx: widths.csv: mended: rows: 1'
	expect_code 3 coopidx nul.csv stray-byte.csv
	has err 'coopidx: nul.csv: mended: lines with NULs: 1'
	has err 'coopidx: stray-byte.csv: mended: stray bytes: 1'
}

unclosed() {
	index 3 unclosed.csv
	has err 'unclosed.csv:3: a quote opened in this row is never closed'
	is 2 "$(wc -l <err)"
	found avant q1
	found ouverte
	found après q4 q3
	is 4 "$(value q3 line après)" # lines are still counted right
}

unclosed_among_quotes() { # the next quoted cells are taken for its end
	index 3 unclosed-among-quotes.csv
	has err 'unclosed-among-quotes.csv:3: '
	found avant q1
	found après q4 q3
	found dernier q5
}

many_unclosed() {
	awk 'BEGIN { print "id,titre"; for (i = 1; i <= 300; i++) print "a" i ",\"ouverte" i;
		for (i = 1; i <= 300; i++) print "b" i ",bonne" i }' >many.csv
	index 3 many.csv
	has err 'many.csv:2: '
	found bonne1 b1
	found bonne300 b300
}

# a row of 50 MB; the rows around it are kept
huge() {
	{
		printf 'id,titre,résumé\nbefore,Avant,un\nhuge,Immense,%s' "$1"
		head -c 50000000 /dev/zero | tr '\0' x
		printf '%s\nafter,Après,deux\n' "$1"
	} >huge.csv
	rm -rf index
	index 3 huge.csv
	has err 'huge.csv:3: a cell of more than 16 MiB'
	is 1 "$(grep -c huge.csv err)"
	found avant before
	found après after
	found immense
	rm huge.csv
}

large_but_fine() { # 10 MB of words in one cell
	{
		printf 'id,titre,résumé\nbefore,Avant,un\nlarge,Grand,"'
		head -c 10000000 /dev/zero | tr '\0' x | fold -w 1000
		printf '"\nafter,Après,deux\n'
	} >large.csv
	index 0 large.csv
	found grand large
	found après after
	rm large.csv
}

nul() {
	index 3 nul.csv
	is 'coopidx: nul.csv:2:6: a NUL byte; read as a blank' "$(cat err)"
	is 'un nul' "$(value n1 title nul)"
	found suivant n2
}

stray_byte() {
	index 3 stray-byte.csv
	is 'coopidx: stray-byte.csv:4:17: byte 0xe9 is not UTF-8; read as Windows-1252' "$(cat err)"
	is 'café noir' "$(value x2 description noir)"
	found élan x1 # and the rest is UTF-8 all the same
	found forêt x3
	found société x1
}

undefined_byte() {
	index 3 cp1252-undefined.csv
	is 'coopidx: cp1252-undefined.csv:2:9: byte 0x81 means nothing in Windows-1252; replaced' "$(cat err)"
	is "café $(printf '\357\277\275') noir" "$(value y1 title noir)"
	found thé y2
}

nothing_in_it() {
	index 0 utf8.csv
	for file in empty.csv header-only.csv blank-lines.csv; do
		index 2 "$file"
		has err 'no notice found'
		has err 'coopidx: hint: '
		found café e1 # the old index stays
	done
	expect_code 0 coopidx empty.csv header-only.csv utf8.csv
	has err ': 3 files, 1 record, '
}

utf16() {
	for file in utf16le.csv utf16be.csv; do
		index 0 "$file"
		is é "$(value 1 title é)"
		index 2 "$file" --encoding=utf-8
		has err "$file: is not a text"
	done
	{
		printf 'id,titre\ne1,Café ' | iconv -f UTF-8 -t UTF-32BE
		printf '\000\000\330\000\000\000\000\n'
	} >utf32.csv
	index 3 utf32.csv
	is 'coopidx: utf32.csv: 1 place means nothing in utf-32be; replaced' "$(cat err)"
	found café e1
	rm utf32.csv
}

unclosed_above() { # LINES
	{
		printf 'id,titre\n1,"abc\n'
		yes x | head -n "$1"
	} >many.csv
	counted coopidx -q --extract=jsonl many.csv >out 2>err || [ $? -eq 3 ]
	is "$1" "$(wc -l <out)"
}

unclosed_above_many() {
	in_proportion 40000 unclosed_above
	rm many.csv
}

# What is read again behind a quote that was never closed is told once.
bad_behind_unclosed() {
	{
		printf 'id,titre\nz1,été à Noël\nz2,"jamais fermé\nz3,un caf\351 noir\n'
		awk 'BEGIN { for (i = 0; i < 9000; i++) print "y" i ",suite é " i }'
	} >again.csv
	index 3 again.csv
	is 'coopidx: again.csv:4:10: byte 0xe9 is not UTF-8; read as Windows-1252
coopidx: again.csv:3: a quote opened in this row is never closed
coopidx: hint: is a quote (") missing at the end of a cell? Reading goes on with the next line' "$(cat err)"
	found café z3
	found 8999 y8999
	rm again.csv
}

other_sets() {
	printf 'id,titre\nm1,Une \307 sc\217ne \310 coop\216rative\n' >mac.csv
	index 0 mac.csv
	is 'Une « scène » coopérative' "$(value m1 title scène)"
	printf 'id,titre\nl1,V\275ux \340 5 \244\n' >latin9.csv
	index 0 latin9.csv
	is 'Vœux à 5 €' "$(value l1 title vœux)"
	index 0 latin9.csv --encoding=windows-1252
	is 'V½ux à 5 ¤' "$(value l1 title 5)"
	rm mac.csv latin9.csv
}

delimiter_option() {
	index 0 colon.csv --delimiter=:
	is 'Deux, points' "$(value k1 'other["titre,sous-titre"]' points)"
	index 3 semicolon.csv -d ,
	has err 'semicolon.csv:2:10: the row has 2 cells, the table 1; left out'
	found trois 'semicolon.csv#2qftt2cm8y'
	index 0 tab.tsv -d tab
	found alpha t1
	printf 'id;titre\n1;a,b;c\n2;juste\n' >wrong.csv
	index 3 wrong.csv
	is 'coopidx: wrong.csv:2:3: the row has 3 cells, the table 2; put together as one cell, the only way that fits the columns' "$(cat err)"
}

mixed_sets() {
	{
		printf 'id,titre\nu1,Été à Noël\nu2,Déjà là\nu3,Forêt œuvrée\nu4,Né à Orléans\n'
		printf 'w1,\311t\351 \340 Besan\347on\nu5,Où ça\n'
	} >mixed.csv
	index 3 mixed.csv
	is 'coopidx: mixed.csv:6:4: the line is in windows-1252, the file in utf-8; read as what it is' "$(cat err)"
	is 'Été à Besançon' "$(value w1 title besançon)"
	is 'Où ça' "$(value u5 title ça)"
	{
		printf 'id;titre\nw1;\311t\351 \340 Besan\347on\nw2;\340 No\353l\nw3;l\222\234uvre\n'
		printf 'u1;Déjà là\nw4;th\351\n'
	} >mixed.csv
	index 3 mixed.csv
	is 'coopidx: mixed.csv:5:5: the line is in utf-8, the file in windows-1252; read as what it is' "$(cat err)"
	is 'Déjà là' "$(value u1 title déjà)"
	is 'l’œuvre' "$(value w3 title œuvre)"
	expect_code 3 coopidx --full mixed.csv
	has err 'coopidx: mixed.csv: mended: lines in another character set: 1'
	rm mixed.csv
}

garbled() {
	index 3 mojibake.csv
	is "coopidx: mojibake.csv:2:5: 4 characters were garbled before, as 'Ã©' for 'é'; repaired
coopidx: mojibake.csv:2:5: 3 characters were garbled before, as 'Ã©' for 'é'; repaired
coopidx: mojibake.csv:4:8: 2 characters were garbled before, as 'Ã©' for 'é'; repaired" "$(cat err)"
	is 'L’été coopératif' "$(value g1 title été)"
	is 'À la « ville »' "$(value g1 description ville)"
	is 'SÃO PAULO' "$(value g2 title paulo)"
	is 'coopérative' "$(value g3 title coopérative)"
	is 'Comment lire « Ã© » pour « é »' "$(value g4 title comment)"
	expect_code 3 coopidx --full mojibake.csv
	has err 'coopidx: mojibake.csv: mended: characters garbled before: 9'
}

named() { # headings of exports, and columns that are known by their place in the list only
	printf 'Name,Director(s),Release year,Runtime (min),Notes\nLes Lip,Rouaud,2007,118,Une grève\n' >airtable.csv
	rm -rf index
	index 0 airtable.csv
	empty err
	coopq --jsonl grève >json # the unknown column is searched
	holds json '.title == "Les Lip" and .director == "Rouaud" and .year == 2007 and .minutes == 118
		and .other == {"Notes": "Une grève"}'
	# shellcheck disable=SC2016 # those are names
	printf '001;200$a;200$f;210$d;330$a;606$a;856$u\n7;Les Lip;Rouaud;2007;Une grève;montres;http://a.example\n' >unimarc.csv
	index 0 unimarc.csv
	coopq --jsonl grève >json
	holds json '.id == "7" and .title == "Les Lip" and .director == "Rouaud" and .year == 2007
		and .description == "Une grève" and .keywords == "montres" and .url == "http://a.example"'
	printf 'Titre original;Titre;Nom\nThe Lip;Les Lip;rien\n' >both.csv
	index 0 both.csv
	coopq --jsonl lip >json
	holds json '.title == "Les Lip" and .other == {"Titre original": "The Lip", "Nom": "rien"}'
}

mapped() {
	printf '# ce que sont les colonnes\n\n  Intitulé long = titre\r\nTitre=other\nNote interne =\n a = b = résumé \n' >map
	printf 'Titre;INTITULE LONG;note interne;a = b\nT12;Les Lip;secret;Une grève\n' >mapped.csv
	index 0 --map map mapped.csv
	coopq --jsonl grève >json
	holds json '.title == "Les Lip" and .description == "Une grève" and .other == {"Titre": "T12"}'
	found secret
	printf '1 = title\n2=year\n3=\n' >map
	index 0 --map=map --no-header headless.csv
	coopq --jsonl f1 >json
	holds json '.id == "headless.csv#s2w02dp71k" and .title == "f1" and .year == "Les Lip à Besançon"
		and .other == {"4": "Rouaud"} and .minutes == 118'
}

# A misspelt heading is told, and a column that is left out is shown as such.
map_is_told() {
	printf 'Titre = titre\nNote interne =\nCotte = id\n' >map
	expect_code 0 coopidx --map map mapped.csv
	has err "coopidx: map: no table has a column 'cotte'"
	expect_code 0 coopidx -q -n --map map mapped.csv
	empty err
	grep -q '^ *note interne  *ignored, as told$' out
	printf 'a=\nb=\nc=\nd=\ne=\nf=\ng=\n' >map
	coopidx --map map mapped.csv 2>err
	has err "no table has a column 'a', 'b', 'c', 'd', 'e' and 2 more"
	rm map
}

# bad_map TEXT MESSAGE HINT
bad_map() {
	# shellcheck disable=SC2059 # the text has escapes
	printf "$1" >map
	expect_code 2 coopidx -q -i ./never --map map comma.csv
	is "coopidx: map:$2" "$(head -n 1 err)"
	has err "$3"
	[ ! -e never ]
}

bad_maps() {
	bad_map 'a = title\n\n Cote : id\n' "3:2: there is no '=' in this line" 'hint: write: heading = field'
	bad_map 'Cote = identité\n' "1:8: 'identité' is no field" 'hint: the fields: id, title, director, '
	bad_map 'Cote = id\r\ncôte = year\r\n' "2:1: 'côte' stands here a second time" ''
	bad_map '\357\273\277 = id\n' "1:2: there is no heading before the '='" ''
	bad_map 'C\364te = x\n' "1:9: 'x' is no field" ''
	expect_code 2 coopidx -q -i ./never --map no-such-map comma.csv
	has err 'coopidx: no-such-map: '
	head -c 2000000 /dev/zero | tr '\0' '#' >map
	expect_code 2 coopidx -q -i ./never --map map comma.csv
	has err 'map: larger than 1 MiB'
	rm map
}

# told FILE_OR_OPTION...: what -v says of the dialect
told() {
	coopidx -q -v --full "$@" 2>&1 >out | head -n 1
}

dialect_is_told() {
	is 'coopidx: comma.csv: delimiter ,, utf-8, header, 3 columns, confidence 99 %' "$(told comma.csv)"
	is 'coopidx: tab.tsv: delimiter tab, utf-8, header, 3 columns, confidence 99 %' "$(told tab.tsv)"
	is 'coopidx: cp1252-crlf.csv: séparateur ;, windows-1252, en-tête, 3 colonnes, confiance 99 %' \
		"$(LC_ALL=fr_FR.UTF-8 told cp1252-crlf.csv)"
	is 'coopidx: semicolon.csv: delimiter ,, utf-8, header, 1 columns, confidence 100 %' \
		"$(told -d , semicolon.csv)"
}

excel() { # a line sep=, titles above the header, decimal commas, empty cells behind
	index 0 excel.csv
	empty err
	is 'Les Lip; Besançon' "$(value e1 title lip)"
	is 5 "$(value e1 line lip)"
	holds json '.year == 2007 and .minutes == 118 and .other == {"Prix": "12,50"}'
	found liste # the title above is no notice
	is 'coopidx: excel.csv: delimiter ;, windows-1252, header, 5 columns, confidence 100 %, lines left out above: 3, decimal comma' \
		"$(told excel.csv)"
}

headless() {
	index 0 headless.csv
	empty err
	coopq --jsonl -n 9 besançon larzac >json
	is 2 "$(wc -l <json)"
	holds json '.year > 2000 and (.minutes == 118 or .minutes == 120)
		and (.title | test("Lip|Larzac")) and .other["4"] == "Rouaud" and (.url | test("^http"))'
	found lip f1
	printf '1;Un;deux\n' >one.csv
	index 0 one.csv --no-header
	found deux 1
	index 0 comma.csv --no-header # the header becomes a notice
	found résumé 'comma.csv#165c7dtwmj'
}

apostrophes() {
	rm -rf index
	index 0 apostrophes.csv
	empty err
	is 'Lip; la grève' "$(value 1 title grève)"
	is "L'usine" "$(value 2 title usine)"
}

encoding_option() {
	index 3 utf8.csv --encoding=windows-1252 # which makes it mojibake, and that is mended
	has err "utf8.csv:2:7: 1 character was garbled before, as 'Ã©' for 'é'; repaired"
	index 0 utf8.csv --encoding=utf-8
	is 'Café' "$(value e1 title café)"
	index 3 cp1252-undefined.csv --encoding=utf-8
	has err 'cp1252-undefined.csv:2:7: byte 0xe9 is not UTF-8'
	found café y1
}

few_are_shown() { # the first 20 problems of a file, and how many more
	awk 'BEGIN { print "id,titre"; for (i = 0; i < 100; i++) print i }' >bad.csv
	expect_code 3 coopidx bad.csv duplicates.csv
	is 20 "$(grep -c '^coopidx: bad.csv:[0-9]*: ' err)"
	has err 'bad.csv: 80 more problems, not shown'
	has err 'duplicates.csv:3: ' # each file has its own count
	has err ' 102 mended'
}

messages_have_places() {
	expect_code 3 coopidx -q --full ./*.csv
	if grep -v -e '^coopidx: \./[a-z0-9-]*\.csv:[0-9]*: ' -e '^coopidx: \./[a-z0-9-]*\.csv:[0-9]*:[0-9]*: ' \
		-e '^coopidx: \./[a-z]*\.csv: [0-9]* more ' \
		-e '^coopidx: hint: ' err; then
		return 1
	fi
}

test_case 'comma, quotes, cells of several lines, no final newline' comma
test_case 'semicolon' semicolon
test_case 'tab, bar' tab_and_bar
test_case 'Windows-1252 with CR LF' windows_1252
test_case 'byte order mark and quoted header' bom
test_case 'quoted cells of several lines behind CR LF and empty lines' quoted_lines
test_case 'a blank may be the delimiter' blank_delimiter
test_case 'CR alone ends a line' cr_only
test_case 'headings by other names' aliases
test_case 'unknown columns are searched and kept' unknown_columns
test_case 'duplicate ids: both are kept' duplicates
test_case 'rows too short and too long' widths
test_case 'a delimiter without quotes, where one reading fits' realigned
test_case 'a cell broken over several lines without quotes' broken_lines
test_case 'rejected rows are kept beside the index' rejected_rows_are_kept
test_case 'rejected rows are no documents' rejects_are_no_documents
test_case 'the summary counts' summary_counts
test_case 'an unclosed quote costs its row only' unclosed
test_case 'also when closed quotes follow' unclosed_among_quotes
test_case 'many unclosed quotes' many_unclosed
test_case 'a quoted cell of 50 MB' huge '"'
test_case 'a cell of 50 MB without quotes' huge ''
test_case 'a cell of 10 MB is read' large_but_fine
test_case 'NUL' nul
test_case 'a stray byte is told with line and column' stray_byte
test_case 'a byte that Windows-1252 leaves open' undefined_byte
test_case 'empty, header only, blank lines' nothing_in_it
test_case 'UTF-16 and UTF-32' utf16
test_case 'old Macs, ISO-8859-15' other_sets
test_case 'an unclosed quote above very many lines: linear in time' unclosed_above_many
test_case 'what is read again is told once' bad_behind_unclosed
test_case '--delimiter' delimiter_option
test_case 'lines in another character set' mixed_sets
test_case 'text that was garbled before' garbled
test_case 'headings of exports' named
test_case '--map' mapped
test_case '--map: what no table has is told, and what is left out shown' map_is_told
test_case '--map: what makes no sense is told with its place' bad_maps
test_case '-v tells the dialect' dialect_is_told
test_case 'sep=, titles above the header, decimal commas' excel
test_case 'no header' headless
test_case 'apostrophes as quotes' apostrophes
test_case '--encoding' encoding_option
test_case 'the first 20 problems of a file are shown' few_are_shown
test_case 'every message tells the place' messages_have_places
finish
