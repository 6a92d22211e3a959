#!/bin/sh
# What a build says about the index it replaces, and going back: coopidx --restore.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

COOP_INDEX=./index
export COOP_INDEX

# table FILE WORD N: so many notices that the word finds.
table() {
	awk -v word="$2" -v n="$3" 'BEGIN { print "id,titre"; for (i = 1; i <= n; i++) print word i "," word " " i }' >"$1"
}
mkdir old new
table old/a.csv ancien 10
table new/a.csv nouveau 9

# serves WORD: what the answers are of.
serves() {
	for word in ancien nouveau troisieme; do
		if [ "$word" = "$1" ]; then want=0; else want=1; fi
		code=0
		coopq --ids "$word" >found 2>&1 || code=$?
		is "$word: $want" "$word: $code"
	done
}

# begin: an index of old/ and then of new/.
begin() {
	rm -rf index
	coopidx -q old
	coopidx -q new
	serves nouveau
}

listing() {
	find index -type f -exec cksum {} + | sort -k 3
	find index -printf '%p %y\n' | sort
}

# nothing_done CODE TEXT COMMAND...: it fails, says why, and all is as before.
nothing_done() {
	want_code=$1 text=$2
	shift 2
	listing >before
	expect_code "$want_code" "$@"
	empty out
	has err "$text"
	listing >after
	same before after
}

# ---- going back ----

there_and_back() {
	begin
	expect_code 0 coopidx --restore
	empty out
	has err 'coopidx: what serves now: 10 records, indexed on 20'
	has err " from '$PWD/old'"
	has err "coopidx: the index is in ./index; 'coopidx --restore' again undoes this"
	serves ancien
	expect_code 0 coopidx --restore -i ./index
	has err 'what serves now: 9 records'
	has err "'coopidx --restore -i ./index' again"
	serves nouveau
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopidx --restore
	has err 'coopidx: ce qui répond maintenant : 10 notices ; indexation du 20'
	serves ancien
	expect_code 0 coopidx -q --restore
	empty err
	serves nouveau
}

then_a_build() { # what served is what can be gone back to
	begin
	coopidx -q --restore
	table third.csv troisieme 10
	expect_code 0 coopidx -q third.csv
	serves troisieme
	is 'gen-1 gen-3' "$(cd index && echo gen-*)"
	coopidx -q --restore
	serves ancien
	coopidx -q --restore
	serves troisieme
}

a_build_that_fails() { # costs neither of the two
	begin
	coopidx -q --restore
	nothing_done 2 'no-such-file' coopidx no-such-file
	coopidx -q --restore
	serves nouveau
	nothing_done 2 'no-such-file' coopidx no-such-file
	coopidx -q --restore
	serves ancien
}

nothing_before() {
	rm -rf index
	expect_code 2 coopidx --restore
	has err "coopidx: there is no index in './index'"
	[ ! -e index ]
	mkdir index
	expect_code 2 coopidx --restore
	has err "coopidx: there is no index in './index'"
	is '' "$(ls -A index)"
	coopidx -q old
	nothing_done 2 "the index './index' holds nothing to go back to" coopidx --restore
	has err 'coopidx: hint: '
	LC_ALL=fr_FR.UTF-8 expect_code 2 coopidx --restore
	has err "ne contient rien à quoi revenir"
}

takes_nothing_else() {
	begin
	for arguments in old - '--files0-from list' '--dry-run' '--extract=csv' '--dump-terms old/a.csv'; do
		# shellcheck disable=SC2086 # a list of arguments
		nothing_done 2 '--restore reads no sources' coopidx --restore $arguments
	done
}

locked() {
	begin
	nothing_done 5 'another coopidx is writing the index' flock index/lock coopidx --restore
	serves nouveau
}

# spoil KIND: the generation before cannot serve any more.
spoil() {
	case $1 in
	cut) head -c 100 index/gen-1/postlist.glass >piece && cp piece index/gen-1/postlist.glass ;;
	version) head -c 20 index/gen-1/iamglass >piece && cp piece index/gen-1/iamglass ;;
	lists) rm index/gen-1/postings.coop ;;
	tables) rm index/gen-1/docdata.glass ;;
	other)
		rm -rf index
		coopidx -q --engine-tools old
		xapian-metadata set index/gen-1 schema 0
		coopidx -q new
		;;
	esac
}

not_to_what_is_damaged() {
	for kind in cut version lists tables other; do
		if [ "$kind" = other ] && ! command -v xapian-metadata >/dev/null; then continue; fi
		begin
		spoil "$kind"
		echo "$kind"
		nothing_done 2 'coopidx: ' coopidx --restore
		serves nouveau
	done
}

not_to_what_is_not_complete() { # as a build that was killed leaves it
	rm -rf index
	coopidx -q old
	cp -R index/gen-1 index/gen-2
	rm index/gen-2/manifest
	nothing_done 2 'nothing to go back to' coopidx --restore
	coopidx -q new
	is 'gen-1 gen-2' "$(cd index && echo gen-*)"
	rm -r index/gen-1/origin
	printf 'anything\nelse' >index/gen-1/origin
	nothing_done 2 "coopidx: './index/gen-1/origin' is damaged" coopidx --restore
	has err 'hint: that is the index to go back to'
	LC_ALL=fr_FR.UTF-8 expect_code 2 coopidx --restore
	has err "coopidx: « ./index/gen-1/origin » est abîmé"
	serves nouveau
}

rejected_rows_go_with_it() {
	printf 'id,titre\n1,ancien,"de","trop"\n2,ancien\n3,ancien\n' >left.csv
	printf 'id,titre\n1,nouveau\n9,nouveau,"de","plus"\n3,nouveau\n' >right.csv
	rm -rf index
	coopidx -q left.csv || is 3 $?
	has index/rejects.csv 'ancien,""de'
	coopidx -q right.csv || is 3 $?
	has index/rejects.csv '9,nouveau,'
	hasnt index/rejects.csv ancien
	coopidx -q --restore
	has index/rejects.csv 'ancien,""de'
	hasnt index/rejects.csv '9,nouveau'
	coopidx -q --restore
	has index/rejects.csv '9,nouveau,'
	coopidx -q new
	[ ! -e index/rejects.csv ]
	coopidx -q --restore
	has index/rejects.csv '9,nouveau,'
	coopidx -q --restore
	[ ! -e index/rejects.csv ]
}

a_switch_cut_short() { # between the new stub and the table of rejected rows
	printf 'id,titre\n1,ancien,"de","trop"\n2,ancien\n3,ancien\n' >left.csv
	rm -rf index
	coopidx -q left.csv || is 3 $?
	mv index/rejects.csv index/gen-1/rejects
	coopidx -q no-such-file || is 2 $?
	has index/rejects.csv 'ancien,""de'
	[ ! -e index/gen-1/rejects ]
}

many_generations() { # the one next below, whatever else was left
	rm -rf index
	for n in 1 2 3; do
		table n.csv "numero$n" 5
		coopidx -q n.csv
	done
	cp -R index/gen-3 index/gen-7
	coopidx -q --restore
	is 'auto gen-2' "$(sed -n 2p index/XAPIANDB)"
	coopidx -q --restore
	is 'auto gen-3' "$(sed -n 2p index/XAPIANDB)"
}

# ---- what is said of what is replaced ----

OTHER='made from other sources' FEW='less than half of the records are left'

# silent PATH...: neither is said of indexing that now.
silent() {
	expect_code 0 coopidx "$@"
	hasnt err "$OTHER"
	hasnt err "$FEW"
	hasnt err restore
}

other_sources() {
	rm -rf index
	corpus_of_texts
	silent corpus/films.csv # there was none
	expect_code 0 coopidx corpus/histoire
	has err "coopidx: the index that was replaced was $OTHER: it held 100 records, this one holds 11 (before: '$PWD/corpus/films.csv'; now: '$PWD/corpus/histoire')"
	has err "coopidx: hint: 'coopidx --restore' goes back to the one before"
	expect_code 0 coopidx --restore
	has err 'what serves now: 100 records'
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopidx -i ./index corpus/histoire
	has err "coopidx: l'index remplacé venait d'autres sources : il contenait 100 notices, celui-ci en contient 11 (avant : "
	has err "coopidx: conseil : « coopidx --restore -i ./index » revient à celui d'avant"
	expect_code 0 coopidx corpus/films.csv # more, and still other ones
	has err "$OTHER: it held 11 records, this one holds 100"
	expect_code 0 coopidx corpus/films.csv corpus/histoire
	hasnt err "$OTHER" # what was there is read
	expect_code 0 coopidx corpus/histoire corpus/films
	has err "$OTHER: it held 111 records, this one holds 12"
}

the_same_sources() {
	rm -rf index
	ln -sfn corpus way
	mkdir -p elsewhere
	coopidx -q corpus
	silent corpus/
	silent ./corpus
	silent "$PWD/corpus"
	silent corpus/../corpus
	silent way
	silent way corpus
	cd elsewhere
	silent -i ../index ../corpus
	cd ..
	silent corpus/histoire corpus
}

in_a_wider_one() {
	rm -rf index
	coopidx -q corpus/films.csv corpus/histoire
	silent corpus
	rm -rf index
	cp -R corpus/histoire corpus/histoire2
	coopidx -q corpus/histoire
	expect_code 0 coopidx corpus/histoire2 # is not in it by its name
	has err "$OTHER"
	rm -r corpus/histoire2
}

few_are_left() {
	table shrinks.csv mot 10
	rm -rf index
	coopidx -q shrinks.csv
	table shrinks.csv mot 5
	silent shrinks.csv
	table shrinks.csv mot 2
	expect_code 0 coopidx -q shrinks.csv # that is told in any case
	has err "coopidx: $FEW: the index that was replaced held 5, this one holds 2"
	has err "coopidx: hint: 'coopidx --restore' goes back"
	coopidx -q --restore
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopidx shrinks.csv
	has err "il reste moins de la moitié des notices : l'index remplacé en contenait 5, celui-ci en contient 2"
	expect_code 0 coopidx shrinks.csv
	silent shrinks.csv
	table shrinks.csv mot 3
	coopidx -q shrinks.csv
	table shrinks.csv mot 1
	expect_code 0 coopidx shrinks.csv
	has err "$FEW: the index that was replaced held 3, this one holds 1"
}

quietly() { # of other sources nothing is said, unless little is left
	rm -rf index
	coopidx -q old
	expect_code 0 coopidx -q new
	empty err
	table one.csv seul 1
	expect_code 0 coopidx -q one.csv
	has err "$OTHER: it held 9 records, this one holds 1"
}

standard_input() {
	rm -rf index
	table in.csv entree 10
	coopidx -q --stdin-name a.csv - <in.csv
	silent --stdin-name a.csv - <in.csv
	expect_code 0 coopidx --stdin-name other.csv - <in.csv
	has err "(before: standard input named 'a.csv'; now: standard input named 'other.csv')"
	expect_code 0 coopidx in.csv
	has err "$OTHER"
}

lists() { # are the folder in which all lies that they name
	rm -rf index
	find corpus/histoire -name '*.txt' -print0 >list
	coopidx -q --files0-from list
	silent --files0-from list
	silent --files0-from - <list
	sed -i 's/^[^\x00]*\x00//' list # one fewer
	silent --files0-from - <list
	(cd corpus && find histoire -name '*.txt' -print0) >below
	cd corpus
	silent -i ../index --files0-from ../below
	cd ..
	silent corpus/histoire
	silent --files0-from list
	silent corpus
	silent --files0-from list corpus # the list is in it
	expect_code 0 coopidx --files0-from list
	has err "$OTHER"
	has err "now: a list of files in '$PWD/corpus/histoire')"
	printf 'old/a.csv\0' >list
	expect_code 0 coopidx --files0-from list
	has err "$OTHER"
	has err "now: a list of files in '$PWD/old/a.csv')"
	expect_code 0 coopidx old
	hasnt err "$OTHER"
}

not_there_any_more() { # a source that is named, and gone
	rm -rf index
	cp old/a.csv gone.csv
	coopidx -q gone.csv new
	rm gone.csv
	expect_code 3 coopidx ./gone.csv new
	has err "it held 19 records, this one holds 9"
}

many_sources_and_long_names() {
	rm -rf index
	long=$(awk 'BEGIN { for (i = 0; i < 60; i++) printf "long" }')
	for n in 1 2 3 4; do table "$long-$n.csv" "mot$n-" 2; done
	coopidx -q "$long"-*.csv
	expect_code 0 coopidx old
	has err ' and 2 more; now: '
	has err "long-1.csv'"
	has err 'it held 8 records, this one holds 10'
	[ "$(wc -c <err)" -lt 1500 ]
}

# unknown OPTION...: a build says that it does not know what it replaced.
unknown() {
	expect_code 0 coopidx "$@" old
	has err "not compared with this one: './index/gen-2/origin' is damaged"
	hasnt err 'was made from other sources'
	serves ancien
}

a_source_named_twice() { # is one source
	rm -rf index
	ln -sfn old again
	coopidx -q old old/ "$PWD/old" again || is 3 $?
	expect_code 0 coopidx new
	has err "(before: '$PWD/old'; now: '$PWD/new')"
}

what_was_is_unknown() { # that is said, and no harm done
	for text in '' nonsense 'coopidx origin 1'; do
		begin
		printf '%s' "$text" >index/gen-2/origin
		unknown
	done
	begin
	printf 'coopidx origin 1\0records 99999999999999999999\0made 1\0/x\0' >index/gen-2/origin
	unknown -q
	begin
	printf nonsense >index/gen-2/origin
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopidx old
	has err "on ne sait pas ce que contenait l'index remplacé"
	has err "« ./index/gen-2/origin » est abîmé"
	begin
	rm index/gen-2/origin # as of a version that had none
	silent old
	rm -rf index
	odd=$(printf 'x\033[31m')
	mkdir "$odd"
	table "$odd/b.csv" ancien 50
	coopidx -q "$odd"
	expect_code 0 coopidx old
	has err "(before: '$PWD/x [31m'; now: "
	begin
	head -c 70000000 /dev/zero >index/gen-2/origin
	unknown
}

what_was_cannot_be_read() {
	compile_preload eio_read
	begin
	printf . >fired
	expect_code 0 env LD_PRELOAD="$T/eio_read.so" BAD_LOG="$T/work/fired" BAD_CALL=read \
		BAD_PATH=gen-2/origin BAD_DO=EIO coopidx -q old
	is ! "$(cat fired)"
	has err "not compared with this one: cannot read './index/gen-2/origin': Input/output error"
	serves ancien
	begin
	nothing_done 2 "cannot read './index/gen-1/origin': Input/output error" \
		env LD_PRELOAD="$T/eio_read.so" BAD_LOG="$T/work/fired" BAD_CALL=read \
		BAD_PATH=gen-1/origin BAD_DO=EIO coopidx --restore
}

# ---- the disk ----

# An error of the disk when the switch was made: it is told, and what serves.
not_certain() {
	compile_preload eio
	begin
	EIO_COUNT=$T/work/calls LD_PRELOAD=$T/eio.so coopidx -q -j 1 old
	begin
	EIO_FROM=$(cat calls) EIO_ONCE=1 LD_PRELOAD=$T/eio.so expect_code 3 coopidx -q -j 1 old
	empty out
	has err "coopidx: the index was switched and serves, but that may be lost if the power fails: cannot write './index': Input/output error"
	has err 'coopidx: hint: check the disk'
	serves ancien
	EIO_COUNT=$T/work/calls LD_PRELOAD=$T/eio.so coopidx -q --restore
	LC_ALL=fr_FR.UTF-8 EIO_FROM=$(cat calls) LD_PRELOAD=$T/eio.so expect_code 3 coopidx --restore
	has err 'coopidx: la bascule est faite'
	has err 'ce qui répond maintenant : 10 notices'
	serves ancien
}

# Each call that fails before the switch leaves all as it was.
disk_fails_while_restoring() {
	printf 'id,titre\n1,ancien,"de","trop"\n2,ancien\n3,ancien\n' >left.csv
	printf 'id,titre\n1,nouveau\n9,nouveau,"de","plus"\n3,nouveau\n' >right.csv
	rm -rf index
	coopidx -q left.csv || is 3 $?
	coopidx -q right.csv || is 3 $?
	cp -R index kept
	EIO_COUNT=$T/work/calls LD_PRELOAD=$T/eio.so coopidx -q --restore
	calls=$(cat calls)
	[ "$calls" -ge 5 ]
	n=1
	while [ "$n" -le "$calls" ]; do
		rm -rf index
		cp -R kept index
		code=0
		EIO_FROM=$n EIO_ONCE=1 LD_PRELOAD=$T/eio.so coopidx -q --restore 2>err || code=$?
		echo "call $n of $calls: $code"
		has err 'Input/output error'
		if [ "$(sed -n 2p index/XAPIANDB)" = 'auto gen-2' ]; then
			is 2 "$code"
			serves nouveau
			has index/rejects.csv '9,nouveau,'
		else
			is 3 "$code"
			serves ancien
			coopidx -q no-such-file 2>/dev/null || is 2 $? # sets it right
			has index/rejects.csv 'ancien,""de'
		fi
		n=$((n + 1))
	done
}

test_case 'to the one before, and back' there_and_back
test_case 'a build after that' then_a_build
test_case 'a build that fails after that' a_build_that_fails
test_case '2: nothing before' nothing_before
test_case '2: --restore takes nothing else' takes_nothing_else
test_case '5: locked' locked
test_case '2: what was before is damaged, or of another version' not_to_what_is_damaged
test_case '2: what was before is not complete' not_to_what_is_not_complete
test_case 'the rows that were left out belong to what serves' rejected_rows_go_with_it
test_case '... also where a switch was cut short' a_switch_cut_short
test_case 'of several, the one next to it' many_generations
test_case 'other sources: both counts, and how to go back' other_sources
test_case 'the same sources, however they are named' the_same_sources
test_case 'sources in a folder that is one' in_a_wider_one
test_case 'less than half is left' few_are_left
test_case 'with -q' quietly
test_case 'standard input' standard_input
test_case 'lists of files' lists
test_case 'a source that is gone' not_there_any_more
test_case 'many sources with long names' many_sources_and_long_names
test_case 'a source that is named twice' a_source_named_twice
test_case 'what was replaced is not known' what_was_is_unknown
if can_preload eio; then
	test_case 'nor can be read' what_was_cannot_be_read
	test_case '3: the switch is not certain to be on the disk' not_certain
	test_case 'a disk that fails at any moment of --restore' disk_fails_while_restoring
else
	skip '3: the switch is not certain to be on the disk' 'nothing can be loaded before this build'
	skip 'a disk that fails at any moment of --restore' 'nothing can be loaded before this build'
fi
finish
