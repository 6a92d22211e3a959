#!/bin/sh
# Exit codes and messages of the command line.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp -R "$DATA/small" small
coopidx -q -i ./index small
COOP_INDEX=./index
export COOP_INDEX

# code_and_message CODE TEXT COMMAND...: nothing on standard output, TEXT on standard error.
code_and_message() {
	want_code=$1 text=$2
	shift 2
	expect_code "$want_code" "$@"
	empty out
	has err "$text"
	hasnt err 'hint: hint'
	if grep -v "^$1: " err; then
		echo 'a message does not begin with the name of the program'
		return 1
	fi
}

done_is_0() {
	expect_code 0 coopidx small
	empty out
	expect_code 0 coopq scop
	[ -s out ]
	is 'coopq: 6 notices' "$(cat err)" # for people
	expect_code 0 coopq --tsv scop
	empty err
}

quiet_is_quiet() {
	expect_code 0 coopidx -q small
	empty out
	empty err
}

nothing_found_is_1() {
	code_and_message 1 'nothing found' coopq zorglubine
	for format in --tsv --jsonl --ids; do # silent, for scripts
		expect_code 1 coopq "$format" zorglubine
		empty out
		empty err
	done
}

problems_are_3() {
	printf 'id,titre\n1\n2,b\n' >short.csv
	code_and_message 3 'short.csv:2: ' coopidx -i ./other short.csv
	expect_code 3 coopidx -q -i ./other short.csv # it is not read again, and no better for that
	has err 'problems of files that were not read again, as they have not changed: 1;'
	expect_code 3 coopidx -q --full -i ./other short.csv
	has err 'short.csv:2: '
}

one_bad_file_is_3() {
	code_and_message 3 'no-such.csv: ' coopidx -i ./other no-such.csv small
	expect_code 0 coopq -i ./other scop
}

locked() { # the messages begin with coopidx:, not flock:
	expect_code 5 flock index/lock coopidx small
	empty out
	has err 'coopidx: another coopidx is writing the index'
	has err 'coopidx: hint: '
}

unknown_option() {
	for program in coopidx coopq; do
		code_and_message 2 "unknown option '--indx'" "$program" --indx x
		has err "hint: did you mean '--index'?"
		code_and_message 2 "unknown option '--zorglub'" "$program" --zorglub x
		has err "'--help' lists the options"
		code_and_message 2 "unknown option '-x'" "$program" -x x
		has err "'-h' lists the options"
	done
	code_and_message 2 "unknown option '--jsnl'" coopq --jsnl x
	has err "'--jsonl'?"
	code_and_message 2 "unknown option '--quite'" coopidx --quite x
	has err "'--quiet'?"
}

missing_argument() {
	code_and_message 2 '--limit needs an argument: N' coopq scop -n
	code_and_message 2 '--limit needs an argument: N' coopq scop --limit
	code_and_message 2 '--index needs an argument: NAME|DIR' coopidx small -i
	code_and_message 2 '--delimiter needs an argument: CHAR' coopidx small --delimiter
	code_and_message 2 '--tsv takes no argument' coopq --tsv=yes scop
	code_and_message 2 '--verbose takes no argument' coopidx --verbose=2 small
}

bad_number() {
	for n in -1 '' x 3x 1.5 ' 3' +3 1000001 99999999999999999999999; do
		code_and_message 2 '--limit takes a whole number from 0 to 1000000' coopq "--limit=$n" scop
		has err "not '$n'"
	done
	expect_code 0 coopq -n 0 scop
	empty out
	code_and_message 2 '--offset takes a whole number from 0 to ' coopq --offset=-1 scop
	expect_code 0 coopq -n 1000000 --offset 0 scop
	for n in 0 65 -1 '' x 2x 99999999999999999999999; do
		code_and_message 2 '--threads takes a whole number from 1 to 64' coopidx -j "$n" small
		has err "not '$n'"
		code_and_message 2 '--threads takes a whole number from 1 to 64' coopidx "--threads=$n" small
	done
	for n in 0 1048577 -1 '' x 1.5; do
		code_and_message 2 '--memory takes a whole number from 1 to 1048576' coopidx "--memory=$n" small
		has err "not '$n'"
	done
	code_and_message 2 '--threads needs an argument: N' coopidx small -j
	code_and_message 2 '--memory needs an argument: MIB' coopidx small --memory
	code_and_message 2 '--stats takes no argument' coopidx small --stats=1
	for n in 1 2 64; do
		expect_code 0 coopidx -q -j "$n" --memory "$n" -i ./other small
	done
}

bad_choice() {
	code_and_message 2 "--color takes one of auto|always|never, not 'purple'" coopq --color=purple scop
	code_and_message 2 "--color takes one of auto|always|never, not ''" coopq --color= scop
	code_and_message 2 "--encoding: there is no character set 'ebcdic'" \
		coopidx --encoding ebcdic small
}

bad_delimiter() {
	for d in '' ab '"'; do
		code_and_message 2 "--delimiter takes one character or 'tab', not '$d'" \
			coopidx -d "$d" small
	done
}

option_forms() {
	coopq --ids -n 2 scop >expected
	for form in '-n2' '-n 2' '--limit=2' '--limit 2'; do
		# shellcheck disable=SC2086
		coopq --ids $form scop >actual
		same expected actual
		# shellcheck disable=SC2086
		coopq --ids scop $form >actual # options may stand behind
		same expected actual
	done
}

given_twice() {
	code_and_message 2 '--limit is given twice' coopq -n 1 scop --limit=2
	code_and_message 2 '--strict is given twice' coopq --strict scop --strict
	code_and_message 2 '--tsv and --ids exclude each other' coopq --tsv scop --ids
	code_and_message 2 '--quiet is given twice' coopidx -qq small
	code_and_message 2 '--status is given twice' coopidx --status --status=json
	expect_code 0 coopq scop -- --strict --strict # words
	expect_code 0 coopidx -q -i ./other --exclude a --exclude b small # a list
}

none_is_ok() {
	expect_code 1 coopq introuvablement
	expect_code 0 coopq --ok-if-none introuvablement
	empty out
	expect_code 0 coopq --ok-if-none scop
	expect_code 2 coopq --ok-if-none -i ./nowhere scop
	printf 'introuvablement\n' >queries
	expect_code 1 coopq --batch <queries
	expect_code 0 coopq --batch --ok-if-none <queries
}

help_and_version() {
	for program in coopidx coopq; do
		for option in --help -h; do
			expect_code 0 "$program" "$option"
			empty err
			has out "Usage: $program "
			has out '--version'
			mv out "help$option"
		done
		has help--help 'Exit status:'
		# examples come first
		awk '/^Examples:/ { examples = NR } /^Options:/ { exit !examples }' help--help
		has help-h "$program --help"
		[ "$(wc -l <help-h)" -le 32 ]
		# what the short one lists is a part of the long one
		grep '^  ' help-h | grep -vxF -f help--help >unknown || :
		empty unknown
		expect_code 0 "$program" --version
		empty err
		is "$program $(sed -n 's/.*COOP_VERSION "\(.*\)"/\1/p' "$ROOT/shared/cli/program.h")" "$(head -n 1 out)"
		expect_code 0 "$program" --help no-such-file -i ./nowhere # help comes first
		[ ! -e nowhere ]
	done
}

help_examples_work() {
	mkdir examples
	cp -R "$ROOT/corpus" "$ROOT/corpus/films.csv" examples
	cd examples || return 1
	unset COOP_INDEX
	for program in coopidx coopq; do
		"$program" --help | sed -n 's/^  \(coop.*[^ ]\)   *[a-z].*/\1/p' >../commands
		[ "$(wc -l <../commands)" -ge 2 ]
		while read -r command; do
			echo "$command"
			sh -c "$command" >../out </dev/null
		done <../commands
	done
}

double_dash() {
	printf 'titre\nun deux --tsv\n' >dash.csv
	coopidx -q -i ./other dash.csv
	expect_code 0 coopq -i ./other --ids -- --tsv
	is 'dash.csv#5qxqtxjyjb' "$(cat out)"
	expect_code 0 coopq -i ./other --ids -- -i deux
	printf 'Tiret\n' >./-q.txt
	expect_code 0 coopidx -i ./other -- -q.txt
	expect_code 0 coopq -i ./other --ids tiret
	is -q.txt "$(cat out)"
	code_and_message 2 'nothing to look for' coopq --
	code_and_message 2 'nothing to index' coopidx --
}

nothing_to_index() {
	code_and_message 2 'nothing to index' coopidx
	has err 'hint: name a folder or files'
	code_and_message 2 'nothing to index' coopidx -v
	code_and_message 2 '--dry-run and --extract exclude each other' coopidx -n --extract=csv .
	expect_code 2 coopidx ''
	expect_code 2 coopidx no-such-folder
	has err 'no-such-folder: '
	has err 'no notice found'
}

no_word() {
	code_and_message 2 'nothing to look for' coopq
	has err 'hint: '
	for query in '' ' ' '?!...' '"' "'" '-' '()' 'ET' '+ -' '«  »' "$(printf '\377\376')"; do
		code_and_message 2 'the query holds no word' coopq "$query"
	done
}

odd_queries() { # nobody's syntax: never an error, never a crash
	for query in 'titre:scop' 'scop*' '-scop' '+scop' 'scop~' '*' \
		"$(printf 'scop\377')" "$(printf 'sc\001op scop')" 'scop 😀'; do
		expect_code 0 coopq --ids -- "$query"
		[ -s out ]
		empty err
	done
	for query in 'scop AND' 'scop OR (' '"scop' 'foo:scop scop' '(scop' 'OU scop)'; do
		expect_code 0 coopq --ids -- "$query"
		[ -s out ]
		has err ': column '
		expect_code 2 coopq --ids --strict -- "$query"
		has err ': column '
		empty out
	done
}

huge_queries() {
	awk 'BEGIN { for (i = 0; i < 10000; i++) printf "(" }' >parens
	expect_code 2 coopq "$(cat parens)"
	expect_code 0 coopq --ids "$(cat parens) scop"
	expect_code 0 coopq --ids "$(awk 'BEGIN { for (i = 0; i < 1000; i++) printf "mot%d scop ", i }')"
	expect_code 1 coopq --ids "$(awk 'BEGIN { for (i = 0; i < 100000; i++) printf "x" }')"
	awk 'BEGIN { for (i = 0; i < 50000; i++) printf "a-" }' >hyphens
	expect_code 1 coopq --ids "zz$(cat hyphens)zz"
}

words() { # N
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) printf "mot%d ", i; print "scop" }' >words
	expect_code 0 counted coopq --ids "$(cat words)"
}

many_words() {
	in_proportion 2500 words
	ids scop >expected
	same expected out
}

full_disk() { # COMMAND...
	code=0
	"$@" >/dev/full 2>err || code=$?
	is 2 "$code"
	has err "$1: cannot write the output: "
}

full_disk_everywhere() {
	full_disk coopq scop
	full_disk coopq --color=always scop
	for format in --tsv --jsonl --ids; do
		full_disk coopq "$format" scop
	done
	for program in coopidx coopq; do
		full_disk "$program" --help
		full_disk "$program" --version
	done
}

full_disk_big() { # the failure comes while writing, not at the end
	awk 'BEGIN { print "titre"; for (i = 0; i < 2000; i++) print "scop numéro " i " et la suite de son titre" }' >big.csv
	coopidx -q -i ./big big.csv
	for format in --color=never --tsv --jsonl --ids; do
		full_disk coopq -i ./big -n 2000 "$format" scop
	done
}

closed_output() { # not through valgrind, which opens files of its own there
	for format in --color=never --tsv --jsonl --ids --help --version; do
		code=0
		"$BUILD/coopq" "$format" scop >&- 2>err || code=$?
		is 2 "$code"
		has err 'cannot write the output: '
	done
	code=0
	"$BUILD/coopidx" --help >&- 2>err || code=$?
	is 2 "$code"
	# no word, no result: nothing to write, so nothing is lost
	code=0
	"$BUILD/coopq" zorglubine >&- 2>err || code=$?
	[ "$code" -eq 1 ] || [ "$code" -eq 2 ]
}

all_closed() { # files opened meanwhile must not take the place of the streams
	cp -R index before
	"$BUILD/coopidx" -q -i ./index small no-such-file <&- >&- 2>&- || is 3 $?
	expect_code 0 coopq -i ./index scop
	same small/notice.txt "$DATA/small/notice.txt"
	is 'auto gen-' "$(sed -n 2p index/XAPIANDB | head -c 9)"
	if command -v xapian-check >/dev/null; then xapian-check "index/$(sed -n 2p index/XAPIANDB | cut -c 6-)" >log; fi
}

closed_pipe() {
	for format in --color=never --tsv --jsonl --ids; do
		{
			code=0
			coopq -i ./big -n 2000 "$format" scop 2>err || code=$?
			echo "$code" >code
		} | head -n 1 >out
		empty err
		[ -s out ]
	done
}

closed_pipe_without_signal() { # as under a parent that ignores SIGPIPE
	trap '' PIPE
	{
		code=0
		coopq -i ./big -n 2000 --jsonl scop 2>err || code=$?
		echo "$code" >code
	} | head -n 1 >out
	empty err
	is 2 "$(cat code)"
}

unwritable_index() {
	touch file
	expect_code 2 coopidx -i ./file small
	has err './file'
	expect_code 2 coopidx -i ./file/index small
	has err './file'
	expect_code 2 coopidx -i /proc/index small
	has err '/proc/index'
}

empty_index() { # a variable that was not set: the default index is not meant
	for program in coopidx coopq; do
		XDG_DATA_HOME=$T/work/data code_and_message 2 'the name of the index is empty' "$program" -i '' small
		has err 'hint: name a directory'
		LC_ALL=fr XDG_DATA_HOME=$T/work/data code_and_message 2 "le nom de l'index est vide" "$program" --index= small
	done
	[ ! -e data ]
	XDG_DATA_HOME=$T/work/data COOP_INDEX='' expect_code 0 coopidx -q small
	XDG_DATA_HOME=$T/work/data COOP_INDEX='' expect_code 0 coopq -i default scop
}

test_case '0: done, found' done_is_0
test_case '-q says nothing' quiet_is_quiet
test_case '1: nothing found' nothing_found_is_1
test_case '3: something was mended' problems_are_3
test_case '3: one file of several is missing' one_bad_file_is_3
test_case '5: locked' locked
test_case '2: unknown option, with a suggestion' unknown_option
test_case '2: argument missing or too many' missing_argument
test_case '2: no number' bad_number
test_case '2: no such choice' bad_choice
test_case '2: no delimiter' bad_delimiter
test_case '2: an option twice, or two that exclude each other' given_twice
test_case '0 instead of 1 with --ok-if-none' none_is_ok
test_case 'short and long options, before and behind' option_forms
test_case '--help and --version: 0, on standard output' help_and_version
test_case 'the examples of --help work' help_examples_work
test_case '-- ends the options' double_dash
test_case '2: nothing to index' nothing_to_index
test_case '2: a query without a word' no_word
test_case 'a query has no syntax to get wrong' odd_queries
test_case 'a huge query' huge_queries
if [ -z "${VALGRIND-}" ]; then test_case 'a query of 10,000 words is answered in time' many_words; fi
test_case '2: disk full, in every format' full_disk_everywhere
test_case '2: disk full in the middle' full_disk_big
test_case '2: standard output closed' closed_output
test_case 'all streams closed: nothing is written where it should not' all_closed
test_case 'a closed pipe is no matter' closed_pipe
test_case 'a closed pipe without SIGPIPE: 2, silently' closed_pipe_without_signal
test_case '2: no place for the index' unwritable_index
test_case '2: no name for the index' empty_index
finish
