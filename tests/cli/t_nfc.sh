#!/bin/sh
# Decomposed Unicode text, accents after their letters, from every kind of source.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

COOP_INDEX=./index
export COOP_INDEX

# nfd: the text that it reads, decomposed.
nfd() {
	perl -CSD -MUnicode::Normalize -pe '$_ = NFD($_)'
}

# What is shown is composed: no mark is in any output.
MARK=$(printf '\314\201')

csv() {
	nfd >decomposed.csv <<-'END'
		id,Titre,Réalisateur,Dépôt légal,Résumé
		né-1,Coopérer à l'été,Agnès Ferrand,Vidéothèque,"Une forêt
		brûlée, ça repart."
	END
	has decomposed.csv "$MARK"
	expect_code 0 coopidx -q decomposed.csv
	empty err
	for query in forêt foret "$(echo forêt | nfd)" '=forêt' "=$(echo forêt | nfd)" \
		'"à l'\''été"' 'coopér*' "id:né-1" "id:$(echo né-1 | nfd)"; do
		found "$query" 'né-1'
	done
	found '=forét'
	expect_code 0 coopq --jsonl forêt
	hasnt out "$MARK"
	is 'né-1' "$(jq -r 'select(.title == "Coopérer à l'\''été" and .director == "Agnès Ferrand") | .id' out)"
	is Vidéothèque "$(jq -r '.other["Dépôt légal"]' out)"
	for format in --tsv --ids --trec --color=never; do
		expect_code 0 coopq "$format" forêt
		has out 'né-1'
		hasnt out "$MARK"
	done
	expect_code 0 coopidx --extract=csv decomposed.csv
	has out 'Dépôt légal'
	hasnt out "$MARK"
}

# What the file said, and where, stays as it is.
places() {
	nfd >film.txt <<-'END'
		Le Café coopératif
		Un film de Agnès Ferrand
		2003    Suisse    Documentaire    26 min

		À côté du café.
	END
	expect_code 0 coopidx --extract=jsonl film.txt
	jq -r '.values[] | select(.field == "director") | "\(.from) \(.to) \(.value)"' out >value
	read -r from to name <value
	is 'Agnès Ferrand' "$name"
	is "$(echo 'Agnès Ferrand' | nfd)" "$(tail -c +$((from + 1)) film.txt | head -c $((to - from)))"
}

rejected() {
	{
		printf 'id;titre;note\n1;Un;a\n'
		echo '2;Été;"bâti";jamais' | nfd
		printf '3;Deux;b\n4;Trois;c\n'
	} >rows.csv
	expect_code 3 coopidx -q -i ./rows rows.csv
	has rows/rejects.csv "$(echo '2;Été;""bâti"";jamais' | nfd)"
	has err 'rows.csv:3:'
}

texts() {
	mkdir folder
	echo 'Été au théâtre' | nfd >folder/a.txt
	printf -- '---\nid: né-2\nréalisateur: Zoé Ré\n---\n# Forêt\n\nDéjà.\n' | nfd >folder/b.md
	expect_code 0 coopidx -q folder
	expect_code 0 coopq --jsonl 'théâtre OU zoé'
	hasnt out "$MARK"
	holds out '(.id == "né-2" and .director == "Zoé Ré" and .title == "Forêt")
		or (.id == "a.txt" and .title == "Été au théâtre")'
	nfd <folder/a.txt | expect_code 0 coopidx -q -
	found 'théâtre' -
	hasnt folder/b.md 'é'
}

documents() {
	printf '<title>Été</title><meta name="author" content="Zoé"><p>Une forêt brûlée.</p>' |
		nfd >page.html
	printf '<p>La f&#101;&#x301;e</p>' >entity.html
	echo 'Le théâtre' | nfd >inner.txt
	perl "$TESTS/cli/zip.pl" theatre.zip inner.txt=inner.txt
	expect_code 0 coopidx -q page.html entity.html theatre.zip
	expect_code 0 coopq --jsonl 'forêt OU théâtre OU fée'
	is 3 "$(wc -l <out)"
	hasnt out "$MARK"
	has out 'Zoé'
}

# --map names headings in either spelling.
mapped() {
	printf 'Cote,Intitulé décalé\nA1,Été\n' >composed.csv
	nfd <composed.csv >decomposed2.csv
	echo 'Intitulé décalé = title' >map
	nfd <map >map-nfd
	for file in composed.csv decomposed2.csv; do
		for map in map map-nfd; do
			expect_code 0 coopidx -q --map "$map" "$file"
			is Été "$(coopq --jsonl été | jq -r .title)"
		done
	done
}

# Names of files stay as they are; so do ids made of them, which are found in either spelling.
names() {
	name=$(echo café.txt | nfd)
	mkdir names
	echo 'Un bar' >"names/$name"
	echo 'Un zinc' >"names/m$name"
	expect_code 0 coopidx -q names
	is "$name" "$(coopq --ids bar)"
	is "names/$name" "$(coopq --jsonl bar | jq -r .path)"
	found "id:café.txt" "$name"
	found "id:$name" "$name"
	echo 'Un troquet' >names/café.txt # and those that read the same are one id
	expect_code 3 coopidx -q names
	has err "is taken; kept as 'café.txt~2'"
	is 1 "$(ids id:café.txt | wc -l)"
}

# The same records, whatever the spelling; only places and ids made of paths differ.
same_as_composed() {
	for file in "$ROOT"/corpus/*.txt "$ROOT"/corpus/*/*.txt "$ROOT"/corpus/*.csv; do
		iconv -f utf-8 -t utf-8 "$file" >utf8 2>&1 || continue
		mkdir -p one
		nfd <"$file" >"one/${file##*/}"
		(cd one && coopidx -q --extract=jsonl "${file##*/}") >decomposed || [ $? -eq 3 ]
		cp "$file" one/
		(cd one && coopidx -q --extract=jsonl "${file##*/}") >composed || [ $? -eq 3 ]
		for side in composed decomposed; do
			jq -c 'del(.values[].from, .values[].to)' "$side" >"$side.values"
		done
		same composed.values decomposed.values
		rm -r one
	done
}

test_case 'CSV: values, ids and headings' csv
test_case 'places are those of the file' places
test_case 'rejected rows are kept as they were' rejected
test_case 'texts, front matter, standard input' texts
test_case 'pages and archives' documents
test_case '--map' mapped
test_case 'names of files' names
test_case 'the notices of the corpus' same_as_composed
finish
