#!/bin/sh
# What queries find beside their words: synonyms of a file, and where they find little the words of a
# thesaurus and of their families.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cat >notices.csv <<'END'
id;titre;resume
1;Un labeur;La scop des charpentiers.
2;Boulots d'été;Une société coopérative, participative.
3;Le cinéma;Un film muet.
4;Deux métiers;Embaucher est un plaisir.
5;La boulange;Le pain et les yeux.
6;Un ciné-club;Des bobines.
END
for i in 7 8 9 10 11 12 13 14 15 16 17 18; do echo "$i;Vide $i;Rien du tout ici, à la place $i." >>notices.csv; done
coopidx -q -i ./index notices.csv

cat >synonyms <<'END'
# groups, and one that goes one way
scop, société coopérative et participative ; "coopératives de travail"
ciné => cinéma, film,   # the shorter finds the longer
Œil; "pain complet"
END

# a thesaurus of our own, with entries that are none
printf 'UTF-8\ntravail|2\n(Nom)|labeur|tâche|petit boulot\n(Nom)|métier|boulot\nété|1\n(Nom)|yeux\n' >own.dat
{
	printf 'UTF-8\n9\nTRAVAIL|6\n'
	printf 'travail|6\nété|81\nvide|99999999999999999999\nplace|7\nplace|\n|\nplace\nici|-1\n'
} >own.idx

ids() {
	coopq -i ./index --ids --widen=never --synonyms synonyms "$@" | sort -n | tr '\n' ' '
}

finds_groups() {
	[ "$(ids scop)" = '1 2 ' ]
	[ "$(ids SCOPS)" = '1 2 ' ]
	[ "$(ids 'sociétés coopératives et participatives' | cut -c1-4)" = '1 2 ' ]
	[ "$(ids oeil)" = '5 ' ]
	[ "$(ids 'pains complets')" = '5 ' ]
}
test_case 'a group: words and phrases, whatever their number and accents' finds_groups

one_way() {
	[ "$(ids ciné)" = '3 6 ' ]
	[ "$(ids film)" = '3 ' ]
	[ "$(ids cinema)" = '3 ' ]
}
test_case 'a group that goes one way' one_way

beside_operators() {
	[ "$(ids scop ET participative)" = '2 ' ]
	[ "$(ids scop SAUF charpentiers)" = '2 ' ]
	[ "$(ids -n 99 vide SAUF scop | wc -w)" -eq 12 ]
	[ "$(ids '=scop')" = '1 ' ]
	[ "$(ids '"scop"')" = '1 ' ]
	[ "$(ids titre:ciné)" = '6 ' ]
	[ "$(ids résumé:ciné)" = '' ]
}
test_case 'free words have synonyms, beside operators too; quotes, = and fields do not' beside_operators

own_first() {
	coopq -i ./index --ids --synonyms synonyms scop >out
	printf '1\n2\n' | diff - out
}
test_case 'the word itself comes before its synonyms' own_first

shown() {
	coopq -i ./index --color=always --synonyms synonyms scop >out
	grep -q "$(printf '\033\\[1;31msociété\033')" out
	grep -q "$(printf '\033\\[1;31mcoopérative\033')" out
	expect_code 0 coopq -i ./index --synonyms synonyms --explain-query scop
	has out "its synonyms too: 'société coopérative et participative', '\"coopératives de travail\"'"
	expect_code 0 coopq -i ./index --synonyms synonyms --explain-query=plan ciné
	grep -qx '(OR Zcin Zcinem^0.7 Zfilm^0.7)' out
	expect_code 0 coopq -i ./index --synonyms synonyms --explain film ciné
	has out "'cinéma', a synonym of 'ciné'"
	coopq -i ./index --synonyms synonyms --explain --jsonl ciné |
		jq -e -s '.[0].explanation.words[0].synonyms == ["cinéma", "film"]'
}
test_case 'synonyms are highlighted and explained' shown

no_correction() {
	printf 'charpantier, scop\n' >slip
	coopq -i ./index --widen=never --ids --synonyms slip charpantier >out 2>err
	[ ! -s err ]
}
test_case 'a word of the file is no slip' no_correction

encodings() {
	printf '\357\273\277b\303\251ton, scop\r\npain, brioche\r\n' >bom
	[ "$(coopq -i ./index --ids --synonyms bom béton)" = 1 ]
	printf 'b\351ton\222s, scop\r' >latin
	[ "$(coopq -i ./index --ids --synonyms latin "béton's")" = 1 ]
	: >empty
	[ "$(coopq -i ./index --ids --synonyms empty --widen=never charpentiers)" = 1 ]
}
test_case 'UTF-8 with a mark, Windows-1252, other line ends, an empty file' encodings

refused() {
	printf '# x\n\n%s\n' "$1" >bad
	expect_code 2 coopq -i ./index --synonyms bad scop
	has err "bad:3:$2"
	has err 'hint: '
}
bad_lines() {
	refused 'scop' 1
	refused 'scop,' 1
	refused 'scop => ' 1
	refused '=> scop' 1
	refused 'scop, , film' 6
	refused 'scop => film => pain' 14
	refused 'scop, le la les' 7
	refused 'scop, un deux trois quatre cinq six sept huit neuf dix onze' 7
	refused "$(seq -s ', ' 100 170)" 321
	expect_code 2 coopq -i ./index --synonyms none scop
	expect_code 2 coopq -i ./index --synonyms . scop
	head -c 4200000 /dev/zero | tr '\0' '\n' >big
	expect_code 2 coopq -i ./index --synonyms big scop
}
test_case 'a line that is no group is refused, with its place and what to do' bad_lines

hostile() {
	head -c 300000 /dev/urandom | tr -d '\000' >noise
	for bytes in '\033[31m, scop' '\377\376, \377' ', , ,' '=>' '#' '"' ';' '=>=>'; do
		# shellcheck disable=SC2059 # they are escapes
		printf "$bytes\\n" >bad
		coopq -i ./index --ids --synonyms bad scop >out 2>err || [ $? -le 2 ]
		if grep -q "$(printf '\033')" err; then return 1; fi
	done
	coopq -i ./index --ids --synonyms noise scop >out 2>err || [ $? -le 2 ]
}
test_case 'any bytes are read or refused' hostile

threads() {
	printf 'scop\nciné\nscop\nciné\n' >asked
	coopq -i ./index --batch -j 3 --ids --synonyms synonyms <asked >out
	coopq -i ./index --batch --ids --synonyms synonyms <asked >alone
	diff alone out
	[ "$(wc -l <out)" -eq 8 ]
}
test_case 'threads share the synonyms' threads

# ---- a query that finds little

widened() {
	expect_code 0 coopq -i ./index --ids --thesaurus own.dat travail
	[ "$(sort -n out | tr '\n' ' ')" = '1 2 4 ' ]
	has err 'no notice has these words; words near them were looked for as well (not with --widen=never)'
	expect_code 1 coopq -i ./index --ids --thesaurus own.dat --widen=never travail
	expect_code 1 coopq -i ./index --ids --thesaurus own.dat --widen=families travail
	expect_code 1 coopq -i ./index --ids travail
	expect_code 1 coopq -i ./index --ids --thesaurus own.dat --strict travail
	expect_code 1 coopq -i ./index --ids --thesaurus own.dat '=travail'
	expect_code 1 coopq -i ./index --ids --thesaurus own.dat +travail
	expect_code 1 coopq -i ./index --ids --thesaurus own.dat 'titre:travail'
	expect_code 1 coopq -i ./index --ids --thesaurus own.dat 'travail ET scop'
	[ "$(COOP_THESAURUS=own.dat coopq -i ./index --ids TRAVAUX | wc -l)" -eq 3 ]
}
test_case 'words of the thesaurus, where nothing is found' widened

enough() {
	expect_code 0 coopq -i ./index -n 3 --ids --thesaurus own.dat labeur travail
	head -n 1 out | grep -qx 1
	[ "$(wc -l <out)" -eq 3 ]
	expect_code 0 coopq -i ./index -n 100 --ids --thesaurus own.dat vide
	[ "$(wc -l <out)" -eq 12 ]
	[ ! -s err ]
}
test_case 'not where enough is found; and the words that were typed come first' enough

families() {
	expect_code 0 coopq -i ./index --ids embauche
	grep -qx 4 out
	expect_code 0 coopq -i ./index --color=always embauche
	grep -q "$(printf '\033\\[1;31mEmbaucher\033')" out
	expect_code 0 coopq -i ./index --explain-query=plan boulanger
	has out Zboulang
}
test_case 'words of the same family' families

told() {
	expect_code 0 coopq -i ./index --thesaurus own.dat --explain-query travail
	has out "by the thesaurus, at little weight: 'labeur'"
	has err 'the query finds little'
	expect_code 0 coopq -i ./index --explain-query travail
	has err 'package mythes-fr'
	coopq -i ./index --thesaurus own.dat --explain --jsonl travail |
		jq -e -s '.[0].explanation.words[0].thesaurus | index("labeur") != null'
	expect_code 0 coopq -i ./index --thesaurus own.dat --explain travail
	has out "in the thesaurus beside 'travail'"
	expect_code 0 coopq -i ./index --thesaurus own.dat --count travail
	grep -qx 3 out
	LC_ALL=fr_FR.UTF-8 coopq -i ./index --ids --thesaurus own.dat travail 2>err
}
test_case 'what was added is told' told

thesaurus_files() {
	expect_code 2 coopq -i ./index --thesaurus none.dat scop
	expect_code 2 coopq -i ./index --thesaurus synonyms scop
	mkdir -p folder.dat
	expect_code 2 coopq -i ./index --thesaurus folder.dat scop
	mkfifo pipe.dat
	expect_code 2 coopq -i ./index --thesaurus pipe.dat scop
	expect_code 0 env COOP_THESAURUS= coopq -i ./index --ids scop
	# entries that lie, and bytes at random
	expect_code 0 coopq -i ./index --ids --thesaurus own.dat place vide ici
	printf 'UTF-8\ntravail|99999999\n(Nom)|labeur' >lie.dat
	printf 'travail|6' >lie.idx
	expect_code 0 coopq -i ./index --ids --thesaurus lie.dat travail
	head -c 100000 /dev/urandom >lie.dat
	{
		head -c 100000 /dev/urandom
		printf '\ntravail|500\ntravail|99999\ntravail|100000\n'
	} >lie.idx
	coopq -i ./index --ids --thesaurus lie.dat travail >out 2>err || [ $? -le 1 ]
}
test_case 'a thesaurus that is none, is missing, or lies' thesaurus_files

finish
