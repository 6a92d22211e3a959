#!/bin/sh
# coopq --sort: everything that is found, in the order of its values.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

COOP_INDEX=./index
export COOP_INDEX
mkdir src
cat >src/films.csv <<'END'
id,titre,réalisateur,année,pays,genre,durée,résumé
f-10,Péché,Zoé Anselme,1998,France,Documentaire,52,la coopérative du port
f-9,Pêche,agnès Varda,2001,"Italie, France",Fiction,90,coopérative coopérative coopérative
f-1,L'Été,Bruno Blier,,France,documentaire,1h30,la coopérative
f-100,Le 10e jour,Bruno Blier,1998,Belgique,,26,la coopérative
f-2,le 9e jour,,1975,,Essai,,la coopérative et le port
f-3,,Chris Marker,2001,France,Essai,52,la coopérative
f-4,« Zone »,Chris Marker,1975,Suisse,Essai,12,la coopérative
END
coopidx -q src

# sorted KEY ID...: the order of what is found
sorted() {
	coopq --ids --sort "$1" coopérative >out
	shift
	is "$*" "$(tr '\n' ' ' <out | sed 's/ $//')"
}

sorts() {
	sorted annee f-2 f-4 f-100 f-10 f-9 f-3 f-1
	sorted -annee f-9 f-3 f-100 f-10 f-2 f-4 f-1
	sorted titre f-1 f-2 f-100 f-9 f-10 f-4 f-3
	sorted -titre f-4 f-10 f-9 f-100 f-2 f-1 f-3
	sorted duree f-4 f-100 f-10 f-3 f-1 f-9 f-2
	sorted realisation f-9 f-1 f-100 f-4 f-3 f-10 f-2
	sorted pays f-100 f-1 f-10 f-3 f-9 f-4 f-2
	sorted genre f-1 f-10 f-2 f-4 f-3 f-9 f-100
	sorted id f-1 f-2 f-3 f-4 f-9 f-10 f-100
	sorted -id f-100 f-10 f-9 f-4 f-3 f-2 f-1
}

several_keys() {
	sorted annee,-id f-4 f-2 f-100 f-10 f-9 f-3 f-1
	sorted -annee,duree,id f-3 f-9 f-100 f-10 f-4 f-2 f-1
	sorted genre,-titre f-10 f-1 f-4 f-2 f-3 f-9 f-100
}

names_of_both_languages() {
	for names in 'year annee année date' 'title titre TITRE intitule' \
		'director realisation réalisation realisateur' 'country pays' \
		'minutes duree durée' 'id identifiant cote'; do
		# shellcheck disable=SC2086 # words
		for name in $names; do
			coopq --ids --sort "${names%% *}" coopérative >expected
			coopq --ids --sort="$name" coopérative >actual
			same expected actual
		done
	done
}

by_score() {
	coopq --tsv coopérative >expected
	[ "$(wc -l <expected)" -eq 7 ]
	for name in score Score pertinence relevance; do
		coopq --tsv --sort "$name" coopérative >actual
		same expected actual
	done
}

all_formats() {
	coopq --ids --sort=-annee coopérative >expected
	coopq --tsv --sort=-annee coopérative | cut -f 1 >actual
	same expected actual
	coopq --jsonl --sort=-annee coopérative | jq -r .id >actual
	same expected actual
	coopq --jsonl --sort=-annee coopérative | jq -r .rank >actual
	seq 7 >ranks
	same ranks actual
	coopq --sort=-annee coopérative | grep -o '  f-[0-9]*$' | tr -d ' ' >actual
	same expected actual
}

scores_stay() {
	coopq --tsv -n 100 'coopérative port' | cut -f 1,2 | sort >expected
	coopq --tsv -n 100 --sort titre 'coopérative port' | cut -f 1,2 | sort >actual
	same expected actual
	coopq --jsonl --sort titre -n 2 'coopérative port' | jq -c '[.id, .score]' >actual
	coopq --jsonl 'coopérative port' | jq -c '[.id, .score]' | grep -e '"f-1"' -e '"f-2"' >expected
	sort expected >all
	sort actual >some
	same all some
}

pages() {
	coopq --ids --sort titre coopérative >all
	for first in 0 2 5 6; do
		tail -n +$((first + 1)) all | head -n 3 >expected
		coopq --ids --sort titre --offset "$first" -n 3 coopérative >actual
		same expected actual
	done
	expect_code 1 coopq --sort titre --offset 7 coopérative
	has err 'no more results'
	# all that is found is sorted, and not the best ones alone
	is f-1 "$(coopq --ids --sort titre -n 1 coopérative)"
}

nothing_and_filters() {
	expect_code 1 coopq --sort annee zzyzx
	empty out
	coopq --ids --sort=-annee 'genre:essai' >out
	is 'f-3 f-2 f-4' "$(xargs <out)"
	coopq --ids --sort id '*' >out
	is 'f-1 f-2 f-3 f-4 f-9 f-10 f-100' "$(xargs <out)"
	# relaxed: f-2 and f-10 have both words, but not side by side
	coopq --ids --sort id '"port coopérative"' >out 2>err
	is 'f-2 f-10' "$(xargs <out)"
}

in_batches() {
	printf 'a\tcoopérative\nb\tport\nc\tgenre:essai\n' >queries
	for threads in 1 3; do
		coopq --batch -j "$threads" --ids --sort=-annee <queries >out
		coopq --ids --sort=-annee coopérative | sed 's/^/a\t/' >expected
		coopq --ids --sort=-annee port | sed 's/^/b\t/' >>expected
		coopq --ids --sort=-annee genre:essai | sed 's/^/c\t/' >>expected
		same expected out
	done
	coopq --batch --sort=-annee <queries | cut -f 1-3 >out
	coopq --tsv --sort=-annee port | sed 's/^/b\t/' | cut -f 1-3 >expected
	grep '^b' out >actual
	same expected actual
}

wrong_keys() {
	for key in couleur résumé x '' ',' 'titre,' -score 'annee titre'; do
		expect_code 2 coopq --sort="$key" coopérative
		empty out
		has err 'coopq: --sort does not know '
		has err 'hint: it sorts by score, or by any of id, title, director, year, country, genre, minutes'
	done
	expect_code 2 coopq --sort "$(printf 'x\033[31m')" coopérative
	hasnt err "$(printf '\033')"
	LANGUAGE=fr LC_ALL=fr_FR.UTF-8 expect_code 2 coopq --sort couleur coopérative
	has err "--sort ne connaît pas « couleur »"
	has err 'titre, réalisation, année, pays, genre, durée'
	expect_code 2 coopq --sort titre,-title coopérative
	has err "--sort names '-title' twice"
	expect_code 2 coopq --trec --sort titre coopérative
	has err '--trec'
}

# What is added, replaced and removed is sorted with the rest, and as an index built anew sorts it.
updated() {
	rm -rf index other
	mkdir other
	cp src/films.csv other
	echo id,titre,réalisateur,année,pays,genre,durée,résumé >other/more.csv
	for i in $(seq 600); do
		echo "g-$i,Titre $((i * 7919 % 601)),Une Autre,$((1900 + i % 90)),Suisse,Drame,$((i % 50)),la coopérative"
	done >>other/more.csv
	coopidx -q other
	sed -e '/^f-9,/d' -e 's/^f-3,,/f-3,Ainsi,/' \
		-e '$ a f-11,Sûr,Une Autre,1998,Canada,Poème,52,la coopérative' src/films.csv >other/films.csv
	sed 's/^g-17,Titre/g-17,Œuvre/' other/more.csv >new
	mv new other/more.csv
	coopidx -q other
	[ -f index/gen-2/delta/columns ]
	[ -f index/gen-2/removed/columns ]
	for key in titre -annee,id genre duree,-titre pays,realisation,id; do
		coopq -n 1000 --ids --sort "$key" coopérative >"updated.$key"
		is 607 "$(wc -l <"updated.$key")"
	done
	is f-3 "$(head -n 1 updated.titre)"
	# documents of an index built anew are in another order: what decides in the end is not compared
	coopidx -q -i ./anew other
	for key in -annee,id pays,realisation,id; do
		coopq -i ./anew -n 1000 --ids --sort "$key" coopérative >anew.out
		same anew.out "updated.$key"
	done
	coopq -i ./anew -n 1000 --ids --sort titre,id coopérative >anew.out
	coopq -n 1000 --ids --sort titre,id coopérative >updated.out
	same anew.out updated.out
}

# The columns are verified when they are read, and other queries do not need them.
damaged() {
	rm -rf index
	coopidx -q src
	printf 'xxxxxxxx' | dd of=index/gen-1/columns bs=1 seek=60 conv=notrunc 2>dd.log
	expect_code 0 coopq coopérative
	expect_code 2 coopq --sort titre coopérative
	empty out
	has err "its file 'columns' is missing or not as it was written"
	rm index/gen-1/columns
	expect_code 0 coopq coopérative
	expect_code 2 coopq --sort titre coopérative
	coopidx -q --repair
	expect_code 0 coopq --sort titre coopérative
}

# many_names COUNT: a cell that may be a list of directors at each of its commas and slashes.
many_names() {
	awk -v n="$1" 'BEGIN { print "id,titre,realisateur"; printf "1,Un film,\"A b et "
		for (i = 0; i < n; i++) printf " "
		printf "c d"
		for (i = 0; i < n; i++) printf "/"
		print "\"" }' >names.csv
	rm -rf names
	counted coopidx -q -i ./names names.csv || [ $? -eq 3 ]
}

long_lists() {
	in_proportion 10000 many_names
}

test_case 'by each key, up and down; what has no value comes last' sorts
test_case 'by several keys' several_keys
test_case 'keys have the names of their fields' names_of_both_languages
test_case 'by score, as without the option' by_score
test_case 'all formats have that order' all_formats
test_case 'notices keep their scores' scores_stay
test_case '-n and --offset' pages
test_case 'nothing found, filters, relaxed phrases' nothing_and_filters
test_case 'batches' in_batches
test_case 'wrong keys' wrong_keys
test_case 'an updated index' updated
test_case 'damaged columns' damaged
test_case 'a long list takes no more than its length' long_lists
finish
