#!/bin/sh
# Several indexes as one: coopq -i A -i B.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

mkdir films notices all
cat >films/films.csv <<'END'
id;titre;realisation;annee;genre;resume
1;La scop de Lyon;Anne Brun;1998;documentaire;Une coopérative ouvrière de Lyon raconte sa naissance.
2;Les mineurs;Paul Roux;1975;fiction;Une grève dans le bassin minier.
3;Le bassin;Paul Roux;1976;fiction;Le Service Public de l'Eau (SPE) ferme le bassin.
END
cat >notices/notices.csv <<'END'
id;titre;realisation;annee;genre;resume
1;Essaimage;Jean Noir;2004;documentaire;Une Coopérative d'Activité et d'Emploi (CAE) essaime à Lyon.
7;La scierie;Luc Vert;1998;portrait;Des bûcherons reprennent une scierie en scop.
8;Une année en coopérative;Luc Vert;2011;Documentaire;Le travail au jour le jour.
END
# the same with ids of their own, in one index
sed 's/^\([0-9]\)/f\1/' films/films.csv >all/films.csv
sed 's/^\([0-9]\)/n\1/' notices/notices.csv >all/notices.csv
coopidx -q -i ./a films && coopidx -q -i ./b notices && coopidx -q -i ./one all || exit 1
both() { coopq -i ./a -i ./b "$@"; }

# What both indexes find together is what one index of both finds, in the same order where no lengths
# are compared; titles tell the notices.
titles() { # COMMAND...
	"$@" --tsv --fields title | LC_ALL=C sort
}

same_notices() {
	for query in scop cooperative 'scop OU mineurs' 'annee:1990..' 'genre:documentaire' '"bassin minier"' \
		'real:roux' 'coop*' 'lyon -essaimage' '*' 'bassin PRES/9 grève' 'CAE' 'SPE' 'titre:scierie'; do
		titles both "$query" >together
		titles coopq -i ./one "$query" >single
		[ -s single ]
		same single together
		is "$(coopq -i ./one --count "$query")" "$(both --count "$query")"
	done
}

counts() {
	both -n 0 --facets genre,decade,director --jsonl '*' | jq -S .facets >together
	coopq -i ./one -n 0 --facets genre,decade,director --jsonl '*' | jq -S .facets >single
	same single together
	for key in year -year title director genre,-title; do
		both --tsv --fields title --sort="$key" '*' >together
		coopq -i ./one --tsv --fields title --sort="$key" '*' >single
		same single together
	done
}

names() {
	is './b' "$(both --tsv --fields index scierie)"
	is './b' "$(both --template '%{index}' scierie)"
	both --jsonl scop | jq -r '[.id, .index] | join(" ")' >out
	has out '1 ./a'
	has out '7 ./b'
	coopq -i ./a --jsonl scop | jq -e 'has("index") | not'
	both scierie >out
	has out '[./b]'
	coopq -i ./b scierie >out
	hasnt out '[./b]'
	# a name of the user's data directory, and the one that is asked anyway
	coopidx -q -i named films
	is named "$(coopq -i named -i ./b --tsv --fields index mineurs)"
	is default "$(coopidx -q films && coopq --tsv --fields index mineurs)"
}

# paths are found below the root of their own index
roots() {
	is "$(realpath films/films.csv)" "$(both --paths=absolute --tsv --fields path mineurs)"
	is "$(realpath notices/notices.csv)" "$(both --paths=absolute --tsv --fields path scierie)"
}

# an id that two indexes have names a notice in each
ids() {
	expect_code 0 both --show 1
	has out 'La scop de Lyon'
	has out 'Essaimage'
	is 'La scierie' "$(both --show 7 --tsv --fields title)"
	expect_code 1 both --show 7 99
	has err "'99'"
	expect_code 0 both --like 1
	has err "2 indexes have a notice with this id; this is the one of './a'"
	expect_code 0 both --open=pager 1
	has out 'La scop de Lyon'
	has err "'./a'"
}

corrections() {
	expect_code 0 both scieries mineures
	expect_code 0 both minneurs
	has err mineurs
	has out 'Les mineurs'
	expect_code 0 both scierrie
	has out 'La scierie'
	# the acronyms of both
	both --analyse 'la SPE et la CAE' >out
	has out spe
	has out cae
	is 'Essaimage' "$(both -n 1 --tsv --fields title "coopérative d'activité et d'emploi")"
}

actions() {
	expect_code 1 both zorglub ET scop
	has err "coopq -i ./a -i ./b 'scop'"
	both --kwic scop >out 2>err
	is 2 "$(wc -l <out)"
	printf 'scop\nmineurs\n' | both --batch --fields query-id,title,index >out
	has out "2	Les mineurs	./a"
	printf 'scop\nmineurs\nlyon\n' | both --batch >single
	printf 'scop\nmineurs\nlyon\n' | both --batch -j 3 >together
	same single together
	both --explain --jsonl scop | jq -e '.score as $s | [.explanation.parts[].value] | add - $s | fabs < 1e-6'
}

lasting() {
	XDG_CONFIG_HOME=$(pwd)/config XDG_STATE_HOME=$(pwd)/state
	export XDG_CONFIG_HOME XDG_STATE_HOME
	expect_code 0 both --save ensemble scop
	coopq @ensemble --tsv --fields title >out
	is 2 "$(wc -l <out)"
	# other indexes of the command line take the place of all
	is 'La scierie' "$(coopq -i ./b @ensemble --tsv --fields title)"
	coopq --searches >out
	has out "$(pwd)/a $(pwd)/b"
	both --cite scop >out
	has out "in the indexes \"$(pwd)/a, $(pwd)/b\", fingerprint $(coopidx -i ./a --fingerprint) $(coopidx -i ./b --fingerprint)"
	both --cite=json scop >cited
	jq -e '.index | length == 2' cited
	expect_code 0 coopq --replay cited
	has err 'now: 2; entered: 0, changed: 0, left: 0'
	expect_code 1 coopq --news @ensemble
	echo '9;Fonderie;Luc Vert;2020;portrait;Une fonderie en scop.' >>notices/notices.csv
	coopidx -q -i ./b notices
	expect_code 0 coopq --news=atom --peek @ensemble
	has out '<title>Fonderie</title>'
	expect_code 0 coopq --news @ensemble
	has out Fonderie
	is 1 "$(wc -l <out)"
	sed -i '$d' notices/notices.csv
	coopidx -q -i ./b notices
}

# after an update each index has segments of its own
updated() {
	awk 'BEGIN { print "id;titre;resume"; for (i = 100; i < 800; i++) print i ";Notice " i ";Un texte sur la coopérative numéro " i }' >big.csv
	coopidx -q -i ./u big.csv
	sed -i -e '/^150;/d' -e '$a 900;Une scop neuve;Elle ouvre.' big.csv
	coopidx -q -i ./u big.csv
	[ -d u/gen-2/delta ] && [ -d u/gen-2/removed ]
	is 703 "$(coopq -i ./a -i ./u --count 'cooperative OU lyon OU bassin OU scop')"
	is 703 "$(coopq -i ./u -i ./a --count 'cooperative OU lyon OU bassin OU scop')"
	is 0 "$(coopq -i ./a -i ./u --count 'id:150')"
	is "900	./u" "$(coopq -i ./b -i ./u -i ./a --tsv --fields id,index titre:neuve)"
}

errors() {
	expect_code 2 coopq -i ./a -i ./none scop
	has err "'./none'"
	expect_code 2 coopq -i ./a -i ./b -i ./a/ scop
	has err "'./a' and './a' are the same index"
	ln -s a link
	expect_code 2 coopq -i ./a -i ./link scop
	has err 'are the same index'
	expect_code 2 coopq -i ./a -i '' scop
	set --
	for i in $(seq 65); do set -- "$@" -i "./$i"; done
	expect_code 2 coopq "$@" scop
	has err 'at most 64'
	# damage is told with the index it is in
	cp -R b damaged
	file=$(find damaged -name postings.coop | sort | tail -n 1)
	printf 'xxxxxxxx' | dd of="$file" bs=1 seek=100 conv=notrunc 2>/dev/null
	expect_code 2 coopq -i ./a -i ./damaged scop
	has err './damaged'
}

test_case 'they find what an index of both finds' same_notices
test_case 'facets, counts and sorting are of all' counts
test_case 'the name of the index' names
test_case 'paths' roots
test_case 'ids' ids
test_case 'corrections and acronyms' corrections
test_case 'other actions' actions
test_case 'saved searches, citations, news' lasting
test_case 'indexes that were updated' updated
test_case 'errors name the index' errors
finish
