#!/bin/sh
# --explain: why a notice has its score.
# shellcheck disable=SC2317,SC1112,SC2016 # test_case calls the functions; quotes and dollars are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

corpus_of_texts
coopidx -q corpus

cat >accents.csv <<'CSV'
id,title
eleve-1,Un élève
eleve-2,Prix élevé
marche-1,Une marche en montagne
marche-2,Le marché de la ville
peche-1,Le péché originel
peche-2,La pêche au thon
capitals,PRIX ELEVE ET GRAND
mer,Chants de la mer du nord
ruche,Vie des abeilles
CSV
coopidx -q -i ./accents accents.csv

# sums_up FILE: the parts of each explanation add up to the score, and so do the shares of fields.
sums_up() {
	holds "$1" '.explanation as $x | .score as $score
		| $x.score == $score
		and (($x.parts | map(.value) | add // 0) - $score | fabs) <= 1e-9 * $score
		and ($x.parts | all(.value as $value | (.fields // []) | map(.value)
			| length == 0 or (add - $value | fabs) <= 1e-9 * $value))
		and ($x.reranked or ($x.parts | all(.stage == 1)))'
}

queries() {
	cat <<-'END'
		scop lyon
		l'économie sociale et solidaire
		coprative CAE S.C.O.P.
		titre:coop annee:1980.. -lip
		"union d'économie sociale" ouvriers
		"économies sociales lyonnaises" ville
		coop* lion~1 *tion
		ouvriers PRES/5 usine
		genre:documentaire tel:0478 savoir-faire^3
		04 78 69 94 80
		+usine -lip (paris OU lyon)
		=élevé =coopératives
		fermé réalise leurs
		le la les
		*
		id:film-001
		annee:1980 annee:1990
	END
}

json_sums() {
	queries >list
	coopq --explain --jsonl -n 200 --batch <list >all
	jq -c 'select(has("rank"))' all >out
	is 17 "$(jq -r .query.id out | sort -u | wc -l)"
	sums_up out
	# some hits are below those of the second stage
	jq -e -s 'map(.explanation.reranked) | any and (all | not)' out >/dev/null
	for kind in word long_form correction phrase wildcard fuzzy near field filter whole joined \
		stop exact related form accents pair lead window; do
		jq -r '.explanation.parts[].kind' out | grep -qx "$kind" || { echo "no $kind"; return 1; }
	done
}

json_words() { # once for a query, with the rules that applied
	coopq --explain --jsonl -n 3 "l'économie S.C.O.P. coprative" >out
	is 'true false false' "$(jq '.explanation | has("words")' out | xargs)"
	head -n 1 out | jq -c '.explanation.words[] | [.word, .rules, .stem, .corrected]' >words
	cat >expected <<-'END'
		["économie",["elision"],"econom",false]
		["S.C.O.P.",["dots","acronym"],"scop",false]
		["coprative",[],"cooper",true]
	END
	same expected words
	# without --explain nothing of it
	coopq --jsonl -n 3 scop >out
	hasnt out explanation
}

updated() { # notices that were added later, and others gone
	mkdir more
	cp corpus/films.csv more/
	coopidx -q -i ./more.index more
	sed -n '1p;3,9p' corpus/films.csv >more/films.csv
	printf 'id,titre\nx1,Une scop à Lyon\nx2,Une autre scop\n' >more/new.csv
	coopidx -q -i ./more.index more
	coopq -i ./more.index --explain --jsonl -n 100 'scop lyon usine' >out
	has out '"x1"'
	sums_up out
}

changed() { # by a tool of the engine, which then answers and does not say how
	coopidx -q --engine-tools -i ./changed corpus
	xapian-metadata set changed note kept
	coopq -i ./changed --explain --jsonl 'scop lyon' >out
	sums_up out
	is stage "$(jq -r '.explanation.parts[] | select(.stage == 1) | .kind' out | sort -u)"
}

text() { # LANGUAGE
	LC_ALL=$1.UTF-8 coopq --explain -n 2 "l'économie SCOP coprative lyon titre:cooperer -lip" >out 2>err
	cat err out >both
	golden "explain.$1" both
	# the points as printed add up
	sed -n 's/^ *\([0-9]*\)[.,]\([0-9][0-9][0-9]\)  \(.*\)/\1\2 \3/p' out >points
	awk '/score/ { bad += sum != wanted; wanted = $1 + 0; sum = 0; count++; next }
		{ sum += $1 }
		END { exit bad > 0 || sum != wanted || count != 2 }' points
}

refused() {
	for format in --tsv --ids --trec; do
		expect_code 2 coopq --explain "$format" scop
		has err 'explain'
		empty out
	done
	expect_code 2 coopq --explain --batch </dev/null
}

nothing_found() {
	expect_code 1 coopq --explain zzzzqqqq
	empty out
	has err 'zzzzqqqq'
	expect_code 1 coopq --explain --jsonl zzzzqqqq
	empty out
}

hostile() {
	esc=$(printf '\033')
	for query in "\"scop ${esc}[2J lyon\"" "${esc}[31m scop" "titre:\"${esc}]0;x\" scop"; do
		coopq --explain "$query" >out 2>err || true
		hasnt out "$esc"
		hasnt err "$esc"
		coopq --explain --jsonl "$query" >out 2>err || true
		hasnt out "$esc"
	done
}

# before WORD FIRST SECOND: both are found, in this order
before() {
	is "$2 $3" "$(coopq -i ./accents --ids "$1" | grep -x -e "$2" -e "$3" | xargs)"
}

accents() {
	before élevé eleve-2 eleve-1
	before élève eleve-1 eleve-2
	before ÉLEVÉ eleve-2 eleve-1
	before élevés eleve-2 eleve-1
	before marché marche-2 marche-1
	before pêche peche-2 peche-1
	before péché peche-1 peche-2
	# decomposed accents are the same
	before "$(printf 'pe\314\201che\314\201')" peche-1 peche-2
	# capitals without accents are not worse than the word itself
	before élève capitals eleve-2
}

alone() { # two notices and no other: neither shortness nor order decides
	printf 'id,title\neleve-1,Un élève\neleve-2,Prix élevé\n' >two.csv
	coopidx -q -i ./two two.csv
	found_in_two() { is "$2" "$(coopq -i ./two --ids "$1" | xargs)"; }
	found_in_two élevé 'eleve-2 eleve-1'
	found_in_two élève 'eleve-1 eleve-2'
	found_in_two eleve 'eleve-1 eleve-2'
}

no_accents() { # no part of a query without them is about accents, and twins are equal
	coopq -i ./accents --explain --jsonl peche >out
	is 1 "$(jq .score out | sort -u | wc -l)"
	hasnt out '"accents"'
	coopq -i ./accents --explain --jsonl pêche >out
	is peche-1 "$(jq -r 'select(.explanation.parts | any(.kind == "accents")) | .id' out)"
}

test_case 'the parts of a score add up to it' json_sums
test_case 'JSON has the words of the query once' json_words
test_case 'the parts add up in an index that was updated' updated
test_case 'the parts add up in an index that another program changed' changed
test_case 'as text, in French' text fr
test_case 'as text, in English' text en
test_case 'formats without room for it refuse it' refused
test_case 'nothing found' nothing_found
test_case 'nothing drives the terminal' hostile
test_case 'accents that are typed rank first' accents
test_case 'also of two notices that are alone' alone
test_case 'without accents nothing changes' no_accents
finish
