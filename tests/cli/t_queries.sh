#!/bin/sh
# The query language and batches, from the command line.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cat >notices.csv <<END
id,titre,année,durée,producteur,résumé
a,Scop,1978,52,"Cap (6 rue X, 69100 Villeurbanne, Tel. 04 78 68 18 18)",La coopérative ouvrière de Lyon
b,Lyon,1985,90,,"Une usine. Des ouvriers, une scop de Lyon"
c,Usine,1998,26,,Un film sur la grève
d,Film,,,,Coopération et coopératives
END
coopidx -q notices.csv

operators() {
	is 'a b' "$(ids 'scop ET lyon' | sort | xargs)"
	is 'a b c' "$(ids 'scop OU usine' | sort | xargs)"
	is c "$(ids 'usine SAUF scop')"
	is b "$(ids '+scop +usine')"
	is b "$(ids 'usine -grève')"
	is 'c d' "$(ids -- '-lyon' | sort | xargs)"
	is 'a b c d' "$(ids '*' | xargs)"
	is c "$(ids 'usine SANS scop')"
	is c "$(ids 'usine NON scop')"
	# small letters are words
	is 'a b c' "$(ids 'scop ou usine' | sort | xargs)"
}

# A colon with the blanks of French; a title that is pasted is no field.
blanks_beside_a_colon() {
	for query in 'titre : scop' 'titre: scop' 'titre :scop' "titre$(printf '\302\240'): scop"; do
		is a "$(ids "$query")"
	done
	is a "$(ids 'annee : ..1980')"
	is "$(ids 'sujet:*' | xargs)" "$(ids 'mots-clés:*' | xargs)" # a name with a hyphen
	is 'a b' "$(ids 'Titre : scop' | sort | xargs)"
}

# What words say of a year or a running time ranks, and leaves nothing out.
years_and_minutes_in_words() {
	is 'b a' "$(ids 'scop années 80' | xargs)"
	is 'a b' "$(ids 'scop des années 70' | xargs)"
	is b "$(ids 'années 80')"
	is c "$(ids 'film depuis les années 90' | head -n 1)"
	is 'c d' "$(ids 'film depuis les années 1990' | sort | xargs)" # and no others
	is 'b a' "$(ids 'scop 1h30' | xargs)"
	is 'a b' "$(ids 'scop 52 min' | xargs)"
	is a "$(ids 'scop annees:70')"
}

places() {
	is a "$(ids '"coopérative ouvriere"')"
	is '' "$(ids --strict '"coopératives ouvrière"')"
	is b "$(ids '"usine scop"~30')"
	is b "$(ids 'ouvrier PUIS/3 scop')"
	is '' "$(ids 'scop PUIS/3 ouvrier')"
	is '' "$(ids 'usine PRES ouvrier')"
	is b "$(ids 'usine PRES/paragraphe ouvrier')"
}

# relaxes STEP IDS QUERY: how a query is relaxed and what it finds, in every format; `said` is
# a part of what is said
relaxes() {
	is "$2" "$(ids "$3" 2>err | sort | xargs)"
	has err "$said"
	expect_code 0 coopq --jsonl "$3"
	holds out ".relaxed == \"$1\""
	has err "$said"
	expect_code 0 coopq --tsv "$3"
	has err "$said"
	expect_code 0 coopq "$3"
	has err "$said"
	expect_code 1 coopq --strict "$3"
	hasnt err 'between quotes'
}

relaxed() {
	said='all their forms were looked for, in that order'
	relaxes forms a '"coopératives ouvrières"'
	relaxes forms a 'lyon ET "coopératives ouvrières de lyon"'
	relaxes forms a '"coopératives ouvrières" SAUF usine'
	relaxes forms a '"coopératives ouvrières" -"des ouvriers"'
	relaxes forms a 'titre:"scops"'
	relaxes forms a '"coopératives ouvrières" ET titre:scop ET annee:..1980'
	said='they were looked for near each other'
	relaxes near a '"ouvrière coopérative"'
	relaxes near a '"ouvrière coopérative" ET annee:1978'
	said='they were looked for as single words'
	relaxes words 'a c d' '"coopérative grève"'
	relaxes words 'a c d' '"coopérative grève introuvable"'
	relaxes words b 'titre:"lyon usine" SAUF titre:usine'
	# a phrase of one content word has nothing to stand near
	said='in that order: they were looked for as single words'
	relaxes words 'c d' '"le film"'
	said='near each other: they were looked for as single words'
	relaxes words 'a c d' '"coopérative grève"'
	# a slip between quotes is corrected on the way
	said="'coopérativve' is not in the index; looked for 'coopérative'"
	is a "$(ids '"coopérativve ouvrière"' 2>err)"
	has err "$said"
	has err 'all their forms'
}

relaxed_in_french() {
	LC_ALL=fr_FR.UTF-8
	export LC_ALL
	expect_code 0 coopq --ids '"coopératives ouvrières"'
	has err 'aucune notice n'"'"'a les mots entre guillemets tels quels : toutes leurs formes'
	expect_code 0 coopq --ids '"ouvrière coopérative"'
	has err 'ils ont été cherchés proches les uns des autres'
	expect_code 0 coopq --ids '"coopérative grève"'
	has err 'ils ont été cherchés séparément'
}

not_relaxed() {
	for query in '+"coopératives ouvrières"' '+"coopératives ouvrières" +lyon' \
		'+("coopératives ouvrières" OU introuvable)' \
		'usine ET scop ET film SAUF "coopératives ouvrières"' \
		'"coopérative ouvrière" ET annee:1985' '"coopérative ouvrière" ET id:b' \
		'"coopérative ouvrière" SAUF lyon' \
		'"ouvrière coopérative" SAUF lyon' 'titre:"scop" ET duree:>60' \
		'genre:"coopératives ouvrières"' '"introuvable1 introuvable2"' '"..."  usyne1'; do
		code=0
		coopq --jsonl "$query" >out 2>err || code=$?
		is "1 $query" "$code $query"
		is '' "$(cat out)"
		hasnt err 'between quotes'
	done
	# what is found is not relaxed, on whatever page
	expect_code 1 coopq --offset 5 '"coopérative ouvrière"'
	hasnt err 'between quotes'
	expect_code 0 coopq --jsonl '"coopératives ouvrières" OU usine'
	holds out '.relaxed == null'
}

unnamed() { # so that a run always has its six columns
	printf '\tscop\nq\tscop\n' >queries
	coopq --batch --trec -n 1 <queries >out
	is '1 q' "$(cut -d ' ' -f 1 out | xargs)"
}

relaxed_in_a_batch() {
	printf 'q1\t"coopératives ouvrières"\nq2\t"coopérative ouvrière"\n"ouvrière coopérative"\n' >queries
	expect_code 0 coopq --batch --jsonl <queries
	is 'q1 forms q2 null 3 near' \
		"$(jq -r '.query.id, (.relaxed | tostring)' out | xargs)"
	has err 'query q1: no notice has the words between quotes'
	has err 'query 3: no notice has the words between quotes'
	hasnt err 'query q2'
	mv out one
	mv err one.err
	expect_code 0 coopq --batch --jsonl -j 3 <queries
	same one out
	same one.err err
	expect_code 0 coopq --batch --ids --strict <queries
	is 'q1 |q2 a|3 |' "$(tr '\t\n' ' |' <out)" # the others have found nothing
}

fields() {
	is a "$(ids 'titre:scop')"
	is 'a b' "$(ids 'annee:..1990' | sort | xargs)"
	is b "$(ids 'duree:1h..2h')"
	is b "$(ids 'annees:80')"
	is a "$(ids 'tel:0478681818')"
	is a "$(ids 'dept:69 ville:villeurbanne')"
	is d "$(ids -- '-annee:*')"
	is d "$(ids 'id:d')"
	is c "$(ids -- 'titre:(lyon OU usi*) -id:b')"
	is 'b c' "$(ids 'titre:(lyon OU usi*)' | sort | xargs)"
}

# more words than are looked up one by one
many_words() {
	words=$(seq 40 | sed 's/^/motif/;s/$/e/')
	{
		echo id,titre,résumé
		echo "m,Motifs,$(echo "$words" | xargs)"
		echo n,Autre,rien
	} >many.csv
	coopidx -q -i ./many many.csv
	expect_code 0 coopq -i ./many --ids "$(echo "$words" | sed 's/$/ OU /' | xargs) id:n"
	is 'm n' "$(sort out | xargs)"
}

# ids that are longer than a term of the index can be
long_ids() {
	begin=$(printf 'https://exemple.coop/%0230d' 0)
	{
		echo id,titre
		for end in '' 1 2 3 12 123 "é$begin" "é${begin}1"; do
			echo "$begin$end,Notice « $end »"
		done
	} >long.csv
	coopidx -q -i ./longids long.csv
	for end in '' 1 2 3 12 123 "é$begin" "é${begin}1"; do
		is "$begin$end" "$(coopq -i ./longids --ids -- "id:$begin$end")"
	done
	expect_code 1 coopq -i ./longids --ids "id:${begin}4"
	expect_code 1 coopq -i ./longids --ids "id:${begin}é"
}

from_input() {
	printf 'scop ET lyon\n' | expect_code 0 coopq --ids -
	is 'a b' "$(sort out | xargs)"
	printf '\000\377 lyon' | expect_code 0 coopq --ids -
}

# a filter narrows what words find, and --any lets words rank
filters() {
	is b "$(ids 'lyon annee:1980..')"
	is 'b c' "$(ids --any 'lyon annee:1980..' | sort | xargs)"
	expect_code 1 coopq 'xyzzyx annee:1980..'
	has err 'nothing found'
	expect_code 0 coopq --any --ids 'xyzzyx annee:1980..'
	expect_code 0 coopq --explain-query 'lyon annee:1980..'
	has out "in the field year, at least 1980 and 'lyon'"
	expect_code 0 coopq --any --explain-query 'lyon annee:1980..'
	has out "in the field year, at least 1980, better with 'lyon'"
	printf 'lyon annee:1980..\n' | expect_code 0 coopq --batch --ids
	is '1 b' "$(tr '\t' ' ' <out)"
	printf 'lyon annee:1980..\n' | expect_code 0 coopq --batch --ids --any
	is '1 b 1 c' "$(sort out | tr '\t\n' '  ' | sed 's/ $//')"
}

# in capitals alone ET, OU and PRES are words
capitals() {
	expect_code 0 coopq --ids 'SCOP ET USINE'
	is 'a b c' "$(sort out | xargs)"
	has err "column 6: 'ET' is taken for a word"
	is 1 "$(grep -c . err)"
	expect_code 0 coopq --ids 'USINE PRES DE LYON OU GRÈVE'
	is 'a b c' "$(sort out | xargs)"
	is 1 "$(grep -c . err)"
	expect_code 0 coopq --ids 'USINE SAUF SCOP'
	is c "$(cat out)"
	empty err
	is b "$(ids 'OUVRIER PUIS/3 SCOP')"
	is b "$(ids 'SCOP ET (USINE)')"
	expect_code 2 coopq --strict 'SCOP ET USINE'
	printf 'SCOP ET USINE\n' | expect_code 0 coopq --batch --jsonl
	has err "query 1: column 6: 'ET' is taken for a word"
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopq --ids 'SCOP ET USINE'
	has err "colonne 6 : « ET » est pris pour un mot"
}

explained() {
	expect_code 0 coopq -i ./nowhere --explain-query 'titre:scop -lyon'
	has out "in the field title, 'scop', but without 'lyon'"
	has out 'title:scop -lyon'
	has out '  -words "lyon"'
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopq --explain-query 'annee:..1990'
	has out 'dans le champ année, au plus 1990'
	expect_code 0 coopq --explain-query=tree 'scop -lyon'
	has out '  -words "lyon"'
}

numbers() { # what is no number is said, and what to type
	expect_code 0 coopq --ids 'lyon annee:1980...1985'
	has err "column 12: '1980...1985' is no number or range: ignored; type one as in year:1980..1985"
	expect_code 1 coopq --ids 'annee:abc'
	has err "column 7: 'abc' is no number or range"
	expect_code 2 coopq --ids 'annee:>abc'
	has err "column 7: '>abc' is no number or range"
	has err 'the query holds no word'
	for query in 'lyon annee:abc' 'annee:1980...1985'; do
		expect_code 2 coopq --strict "$query"
		has err 'column '
		has err 'is no number or range'
		hasnt err 'holds no word'
	done
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopq 'lyon duree:abc'
	has err "colonne 12 : « abc » n'est ni un nombre ni un intervalle : ignoré ; tapez par exemple annee:1980..1985"
}

wordless_in_a_batch() { # said with the line, unless that is empty; the others are answered
	printf 'scop\n...\n\nq4\t!\nlyon annee:>x\nannee:>x\n' >queries
	for threads in 1 3; do
		expect_code 0 coopq --batch --ids -j "$threads" <queries
		is '1 5' "$(awk -F '\t' '$2 { print $1 }' out | sort -u | xargs)"
		is '2 6 q4' "$(awk -F '\t' '!$2 { print $1 }' out | sort -u | xargs)"
		is 'query 2: the query holds no word' "$(sed -n '1s/^coopq: //p' err)"
		has err 'query q4: the query holds no word'
		has err "query 5: column 12: '>x' is no number"
		has err "query 6: column 7: '>x' is no number"
		has err 'query 6: the query holds no word'
		is 5 "$(grep -c . err)"
	done
	expect_code 2 coopq --strict --batch --ids <queries
	has err '4 queries were refused'
}

many_ranges() { # one that is left out is named
	i=1970
	while [ "$i" -lt 2030 ]; do
		printf 'annee:%s..%s OU ' "$i" $((i + 1))
		i=$((i + 1))
	done >query
	printf 'annee:>1990' >>query
	expect_code 0 coopq --ids - <query
	has err "too many words, from '2020..2021' on: at most 50 are looked for"
	hasnt err "''"
}

planned() { # the plan alone, as one line
	expect_code 0 coopq --explain-query=plan 'scop usine -"lyon paris" annee:1980..'
	empty err
	is 1 "$(grep -c . out)"
	has out '(WITHOUT (AND '
	has out ' (ORDERED/2 lyon paris)'
	expect_code 0 coopq --explain-query=plan "$(printf 'id:"a (b)\033[31m"')"
	has out 'Qa\20\28b\29\1b[31m'
	expect_code 0 coopq --explain-query=plan 'scop ET'
	has err "'ET' lacks a word on one side"
	expect_code 2 coopq -i ./nowhere --explain-query=plan scop
	expect_code 2 coopq --explain-query=plan '...'
	has err 'the query holds no word'
}

explained_strictly() { # what would be ignored is an error, as it is for a search
	for how in --explain-query --explain-query=tree --explain-query=plan; do
		expect_code 2 coopq "$how" --strict 'scop ET'
		empty out
		has err "column 6: 'ET' lacks a word on one side"
		expect_code 0 coopq "$how" --strict 'scop ET lyon'
		empty err
	done
}

batch() {
	printf 'scop\n\nq2\tlyon usine\nxyzzyx1\n' >queries
	expect_code 0 coopq --batch --ids <queries
	is '1 a 1 b 4 q2 a q2 b q2 c' "$(sort out | xargs)"
	expect_code 0 coopq --batch <queries
	is 8 "$(awk -F '\t' 'NR == 1 { print NF - 1 }' out)"
	expect_code 0 coopq --batch --jsonl <queries
	holds out '.query.id == "1" or .query == {"id": "q2", "text": "lyon usine"}
		or . == {"schema": 1, "query": {"id": "4", "text": "xyzzyx1"}, "shown": 0}'
	expect_code 0 coopq --batch --trec <queries
	is '1 Q0 a 1' "$(head -n 1 out | cut -d ' ' -f 1-4)"
	printf 'xyzzyx1\n' | expect_code 1 coopq --batch
	for i in 1 2 3 4 5 6 7 8 9; do
		printf 'scop %s\n\nET lyon\nusine\nxyzzyx%s\n' "$i" "$i"
	done >queries
	expect_code 0 coopq --batch <queries
	mv out one
	mv err one.err
	expect_code 0 coopq --batch -j 3 <queries
	same out one
	same err one.err
	printf 'scop ET\nlyon\n' | expect_code 2 coopq --batch -j 2 --strict
	printf 'scop ET\nlyon\n' >queries
	expect_code 0 coopq --batch --ids <queries
	has err 'query 1: column 6: '
	expect_code 2 coopq --batch --ids --strict <queries
	has err 'query 1: column 6: '
	is '2 a' "$(grep a out | tr '\t' ' ')"
}

# long PIECE N: a query of so many pieces.
long() {
	awk -v piece="$1" -v n="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", piece; print "" }'
}

ask_long() { # PIECE N
	long "$1" "$2" >query
	counted coopq --ids - <query >out 2>err || [ $? -le 2 ] # nothing found, or asked
}

hostile() {
	for piece in '(' ')' '"' '+' '-(' 'titre:(' 'a OU ' 'mot* ' '"a" ' 'ET ' 'scop PRES/5 ' \
		'(scop ' 'scop^2 ' 'scop~2 ' 'SAUF ' '* ' 'annee:1.. ' 'tel:* ' 'é'; do
		long "$piece" 20000
	done >longest
	awk 'BEGIN { for (i = 0; i < 5000; i++) printf "mot%d OU ", i; print "scop" }' >>longest
	printf 'a\000b\001\033[31m ET \000 scop\n' >>longest
	expect_code 0 within coopq --batch --ids <longest
	has err 'too many parentheses'
	hasnt err "$(printf '\033')"
}

hostile_work() {
	for piece in '(' ')' '"' '+' '-(' 'titre:(' 'a OU ' 'mot* ' '"a" ' 'ET ' 'scop PRES/5 ' \
		'(scop ' 'scop^2 ' 'scop~2 ' 'SAUF ' '* ' 'annee:1.. ' 'tel:* ' 'é'; do
		in_proportion 2000 ask_long "$piece"
	done
}

prefixes() { # of every query of the manual: each is answered
	sed -n "s/^\.Dl \\$ coopq '\(.*\)'$/\1/p" "$ROOT/query/coopq-query.7" |
		awk '{ for (i = 1; i <= length($0); i++) print substr($0, 1, i) }' >all
	[ "$(wc -l <all)" -ge 100 ]
	expect_code 0 coopq --batch --ids <all
}

test_case 'operators' operators
test_case 'blanks beside the colon of a field' blanks_beside_a_colon
test_case 'years and running times in words' years_and_minutes_in_words
test_case 'phrases and distances' places
test_case 'phrases that are nowhere are relaxed' relaxed
test_case '... said in French' relaxed_in_french
test_case '... but not those that must be there, or that filters leave out' not_relaxed
test_case '... and in a batch' relaxed_in_a_batch
test_case 'fields' fields
test_case 'filters' filters
test_case 'a query of a batch without a name has its number' unnamed
test_case 'capitals' capitals
test_case 'an id among many words' many_words
test_case 'long ids' long_ids
test_case 'a query from standard input' from_input
test_case 'a query explained' explained
test_case 'the plan of a query' planned
test_case 'filters that are no number' numbers
test_case 'queries of a batch without a word' wordless_in_a_batch
test_case 'more ranges than are looked for' many_ranges
test_case 'a query explained with --strict' explained_strictly
test_case 'batches' batch
test_case 'hostile queries' hostile
test_case '... take work in proportion to their length' hostile_work
test_case 'unfinished queries' prefixes
finish
