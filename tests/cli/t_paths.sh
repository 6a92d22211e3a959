#!/bin/sh
# Paths and ids relative to a root, and paths of results that work from where one stands.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

INDEX=$T/work/index
HERE=$(pwd -P)

# tree FOLDER: texts and a table, below it.
tree() {
	mkdir -p "$1/histoire/x y" "$1/été"
	printf 'Un texte\n\nSur les coopératives.\n' >"$1/a.txt"
	printf 'Autre texte\n\nSur les mutuelles.\n' >"$1/histoire/x y/b.txt"
	printf 'Un texte encore\n\nSur les amicales.\n' >"$1/été/c.txt"
	printf 'titre,année\nUn texte de film,1999\nDeux,texte\n' >"$1/films.csv"
}

# index CODE ARGUMENT...
index() {
	want=$1
	shift
	expect_code "$want" coopidx -q -i "$INDEX" "$@"
}

# asks ARGUMENT...: what is found for 'texte', in full; a column of it with `| cut`.
asks() {
	coopq -i "$INDEX" --tsv -n 1000 "$@" texte
}

# leads_to PATHS: files that are there, as seen from here.
leads_to() {
	while IFS= read -r path; do
		[ -f "$path" ] || { echo "'$path' is no file in $(pwd)"; return 1; }
	done <"$1"
}

tree corpus
mkdir elsewhere

spellings() {
	index 0 corpus
	asks --paths=stored >expected
	is 5 "$(wc -l <expected)"
	asks --paths=absolute >absolute
	cut -f 6 absolute >paths
	leads_to paths
	for spelling in ./corpus corpus/ "$HERE/corpus" corpus/../corpus elsewhere/../corpus//. \
		corpus/été/..; do
		for folder in . elsewhere; do
			rm -rf index
			case $spelling$folder in
			*.) index 0 "$spelling" ;;
			/*) (cd "$folder" && index 0 "$spelling" && rm -f out err) ;;
			*) (cd "$folder" && index 0 "../$spelling" && rm -f out err) ;;
			esac
			asks --paths=stored >actual
			same expected actual
		done
	done
}

from_anywhere() {
	index 0 corpus
	asks | cut -f 1-5,7 >expected
	asks | cut -f 6 >actual
	leads_to actual
	is 5 "$(grep -c '^corpus/' actual)"
	for folder in corpus "corpus/histoire/x y" elsewhere /; do
		for form in auto absolute relative; do
			(cd "$folder" && asks --paths="$form") >found
			cut -f 1-5,7 found >actual # all else is the same
			same expected actual
			cut -f 6 found >paths
			paths=$HERE/paths
			(cd "$folder" && leads_to "$paths")
		done
	done
	is b.txt "$(cd 'corpus/histoire/x y' && coopq -i "$INDEX" --tsv mutuelles | cut -f 6)"
	is ../../a.txt "$(cd 'corpus/histoire/x y' &&
		coopq -i "$INDEX" --tsv --paths=relative cooperatives | cut -f 6)"
	is "$HERE/corpus/a.txt" "$(cd elsewhere && coopq -i "$INDEX" --tsv cooperatives | cut -f 6)"
	is ../corpus/a.txt "$(cd elsewhere &&
		coopq -i "$INDEX" --paths=relative --jsonl cooperatives | jq -r .path)"
	(cd elsewhere && coopq -i "$INDEX" cooperatives) >found
	has found "    $HERE/corpus/a.txt:1"
	printf 'cooperatives\n' | (cd elsewhere && coopq -i "$INDEX" --batch -j 2 --paths=relative) >found
	is ../corpus/a.txt "$(cut -f 7 found)"
	is a.txt "$(cd elsewhere && coopq -i "$INDEX" --ids cooperatives)" # ids are ids
	is été/c.txt "$(coopq -i "$INDEX" --ids id:été/c.txt)"
	expect_code 2 coopq --paths=far x
}

moved() {
	index 0 corpus
	asks --paths=stored >expected
	mv corpus moved
	asks --paths=absolute >actual # not indexed again: what the index knows
	same expected actual
	index 0 moved
	asks --paths=stored >actual
	same expected actual
	# a folder that is moved, with a link where it was, is found there
	ln -s moved corpus
	asks --paths=auto | cut -f 6 >paths
	leads_to paths
	rm corpus
	mv moved corpus
}

several() {
	index 0 corpus/histoire corpus/été
	is 'histoire/x y/b.txt été/c.txt' "$(coopq -i "$INDEX" --ids texte | sort | xargs)"
	index 0 corpus/histoire corpus/films.csv
	is 'films.csv films.csv histoire/x y/b.txt' "$(asks --paths=stored | cut -f 6 | sort | xargs)"
	index 0 corpus/a.txt
	is a.txt "$(asks --paths=stored | cut -f 6)"
	printf 'corpus/été/c.txt\0corpus/histoire/x y/b.txt\0' >list
	index 0 --files0-from list
	is 'histoire/x y/b.txt été/c.txt' "$(asks --paths=stored | cut -f 6 | sort | xargs)"
	index 0 --files0-from list corpus
	asks --paths=stored | cut -f 6 | sort >actual
	index 0 corpus
	asks --paths=stored | cut -f 6 | sort >expected
	same expected actual
	index 3 corpus/a.txt corpus/none.txt elsewhere/none.txt # the root does not depend on them
	is corpus/a.txt "$(asks --paths=stored | cut -f 6)"
	index 0 corpus/a.txt /etc/hostname
	is "${HERE#/}/corpus/a.txt" "$(asks --paths=stored | cut -f 6)" # the root is '/'
	is corpus/a.txt "$(asks | cut -f 6)"
	is "$HERE/corpus/a.txt" "$(cd elsewhere && asks | cut -f 6)"
}

links() {
	mkdir -p lies target
	printf 'Un texte visé\n' >target/t.txt
	printf 'Un texte lié\n' >target/real.txt
	ln -s ../target lies/link
	index 0 lies # below the root, names are those of links
	is 'link/real.txt link/t.txt' "$(asks --paths=stored | cut -f 6 | sort | xargs)"
	asks | cut -f 6 >paths
	leads_to paths
	index 0 lies/link # what is named is resolved
	is 'target/real.txt target/t.txt' "$(asks | cut -f 6 | sort | xargs)"
	ln -s real.txt target/latest.txt
	index 0 target/latest.txt # but a file keeps its name
	is latest.txt "$(asks --paths=stored | cut -f 6)"
	ln -s "$HERE/target" elsewhere/here
	is "$HERE/target/latest.txt" "$(cd elsewhere && asks | cut -f 6)"
	is latest.txt "$(cd elsewhere/here && asks | cut -f 6)" # the same folder
	rm -rf lies target elsewhere/here
}

odd_names() {
	mkdir odd
	nfd=$(printf 'e\314\201')
	printf 'Un texte unique\n' >odd/é.txt
	printf 'Un texte deux\n' >"odd/-$nfd.txt"
	printf 'Un texte trois\n' >"odd/$(printf 'a\377').txt"
	printf 'Un texte quatre\n' >"odd/$(printf 'ligne\nligne').txt"
	printf 'Un texte cinq\n' >'odd/ a  b%20#1.txt'
	index 0 ./odd/
	is 5 "$(coopq -i "$INDEX" --jsonl texte | jq -c .path | sort -u | wc -l)"
	coopq -i "$INDEX" --jsonl --paths=absolute texte | jq -r '.path' | sort >expected
	(cd odd && coopq -i "$INDEX" --jsonl --paths=relative texte) |
		jq -r --arg root "$HERE/odd" '"\($root)/\(.path)"' | sort >actual
	same expected actual
	for words in unique deux quatre cinq; do
		path=$(coopq -i "$INDEX" --jsonl "$words" | jq -r .path)
		[ -f "$path" ]
	done
	index 0 "odd/$(printf 'ligne\nligne').txt" "odd/-$nfd.txt" # named themselves
	for words in deux quatre; do
		path=$(cd elsewhere && coopq -i "$INDEX" --jsonl "$words" | jq -r .path)
		[ -f "$path" ]
	done
	rm -rf odd
	# and the folder around
	name=$(printf 'd\377 %%41\n%s' "$nfd")
	mv corpus "$name"
	index 0 "./$name"
	coopq -i "$INDEX" --ids texte | sort >actual
	is 5 "$(wc -l <actual)"
	hasnt actual '%41'
	is a.txt "$(cd "$name" && coopq -i "$INDEX" --tsv cooperatives | cut -f 6)"
	mv "$name" corpus
}

stdin_and_pipes() {
	index 0 --stdin-name films.csv - <corpus/films.csv
	is 'films.csv films.csv' "$(cd elsewhere && asks --paths=absolute | cut -f 6 | xargs)"
	index 0 - corpus/histoire <corpus/a.txt # a root, and a name that is none of it
	is "- $HERE/corpus/histoire/x y/b.txt" "$(cd elsewhere && asks | cut -f 6 | sort | xargs)"
	mkfifo elsewhere/pipe.txt
	cat corpus/a.txt >elsewhere/pipe.txt &
	index 0 elsewhere/pipe.txt corpus/histoire
	wait
	is "$HERE/corpus/histoire/x y/b.txt elsewhere/pipe.txt" \
		"$(cd / && asks --paths=absolute | cut -f 6 | sort | xargs)"
	rm elsewhere/pipe.txt
}

archives() {
	if ! coopidx --version | grep -q '\.zip'; then
		echo 'built without archives'
		return
	fi
	tar -cf elsewhere/x.tar -C corpus .
	index 0 elsewhere/x.tar
	coopq -i "$INDEX" --ids texte | sort >ids
	index 0 "$HERE/elsewhere/../elsewhere"
	coopq -i "$INDEX" --ids texte | sort >actual
	same ids actual
	has ids 'x.tar/histoire/x y/b.txt'
	is "$HERE/elsewhere/x.tar/a.txt" "$(cd corpus && coopq -i "$INDEX" --tsv cooperatives | cut -f 6)"
	is ../elsewhere/x.tar/a.txt "$(cd corpus &&
		coopq -i "$INDEX" --tsv --paths=relative cooperatives | cut -f 6)"
	printf 'titre,année\nUn,deux,trois\n' >elsewhere/faux.csv
	(cd elsewhere && tar -cf y.tar faux.csv)
	expect_code 2 coopidx -q -i ./other elsewhere/y.tar
	has err 'coopidx: elsewhere/y.tar/faux.csv:2' # messages: as it was typed
	rm elsewhere/*.tar elsewhere/faux.csv
}

fallbacks() {
	index 0 corpus
	mkdir gone
	is "$HERE/corpus/a.txt" "$(cd gone && rmdir "$HERE/gone" &&
		coopq -i "$INDEX" --tsv --paths=relative cooperatives | cut -f 6)"
	mv corpus away
	is a.txt "$(coopq -i "$INDEX" --tsv --paths=absolute cooperatives | cut -f 6)"
	is a.txt "$(coopq -i "$INDEX" --tsv cooperatives | cut -f 6)"
	mv away corpus
	chmod 000 elsewhere
	is corpus/a.txt "$(coopq -i "$INDEX" --tsv cooperatives | cut -f 6)"
	chmod 755 elsewhere
}

messages() { # what is shown is what was typed
	mkdir bad
	printf 'id,titre\n1,Un texte\n1,Deux textes\n' >bad/a.csv
	cp corpus/a.txt bad/a.txt
	expect_code 3 coopidx -qv -i "$INDEX" elsewhere/../bad
	has err "coopidx: elsewhere/../bad/a.csv:3: the id '1' is taken; kept as '1~2'"
	is '1 1~2 a.txt' "$(coopq -i "$INDEX" --ids texte | sort | xargs)"
	expect_code 3 coopidx -q --extract=jsonl ./bad
	mv out records
	holds records '.file == "./bad/a.csv" or .file == "./bad/a.txt"'
	is a.txt "$(jq -r '.values[] | select(.field == "id").value' records | tail -n 1)"
	expect_code 3 coopidx -qn ./bad
	has out './bad/a.txt'
	# an export says where its records come from, and is believed
	expect_code 3 coopidx -q --extract=csv ./bad
	mv out bad.csv
	index 0 bad.csv
	is './bad/a.csv ./bad/a.csv ./bad/a.txt' "$(cd / && asks | cut -f 6 | sort | xargs)"
	rm -rf bad bad.csv
}

test_case 'a folder, however it is named' spellings
test_case 'paths of results, from anywhere' from_anywhere
test_case 'a folder that is moved' moved
test_case 'several folders and files, lists, /' several
test_case 'links' links
test_case 'names of all kinds' odd_names
test_case 'standard input and pipes' stdin_and_pipes
test_case 'archives' archives
test_case 'no current folder, no root' fallbacks
test_case 'messages, exports, dry runs' messages
finish
