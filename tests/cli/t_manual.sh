#!/bin/sh
# The manual pages say what the programs do.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp -R "$ROOT/corpus" corpus
cp corpus/films.csv .
coopidx -q corpus

# page_of PROGRAM [.fr]
page_of() {
	case $1 in
	coopidx) echo "$ROOT/indexer/coopidx${2-}.1" ;;
	coopq) echo "$ROOT/query/coopq${2-}.1" ;;
	esac
}

# plain: mdoc escapes to what they print
plain() {
	sed -e 's/\\-/-/g' -e "s/\\\\(aq/'/g" -e 's/\\(dq/"/g' -e 's/\\&//g' -e 's/\\e/\\/g' -e 's/\\(ti/~/g'
}

# options_of PAGE: its long options, as Fl macros
options_of() {
	plain <"$1" | grep -o 'Fl -[a-z][a-z0-9-]*' | sed 's/Fl -//' | sort -u
}

# section PAGE ERE: the lines of the section whose title matches
section() {
	awk -v title="$2" '/^\.Sh / { inside = $0 ~ title; next } inside' "$1"
}

options() {
	"$1" --help | sed -n 's/^  ....--\([a-z0-9-]*\).*/\1/p' | sort -u >expected
	[ "$(wc -l <expected)" -ge 5 ]
	options_of "$2" >actual
	same expected actual
	# and the short ones, where they are described
	"$1" --help | sed -n 's/^  -\([a-zA-Z]\), --.*/\1/p' | sort -u >expected
	plain <"$2" | grep '^\.It ' | grep -o 'Fl [a-zA-Z]\( \|$\)' | cut -c 4 | sort -u >actual
	same expected actual
}

choices() { # of an option with a few possible arguments, each stands in the page
	"$1" --help | grep -o -- '--[a-z-]*[[]*=[a-z0-9-]*|[a-z0-9|-]*' | sed 's/.*=//' | tr '|' '\n' >words
	[ -s words ]
	while read -r word; do
		has "$2" "$word"
	done <words
}

exit_codes() {
	# 130 is the shell's for any program stopped by Ctrl-C: a page need not tell it
	other=coopq
	if [ "$1" = coopq ]; then other=coopidx; fi
	tr -s '\n\t ' ' ' <"$ROOT/shared/cli/program.h" | sed 's/COOP_EXIT_/\n&/g' | grep -v "$other:" |
		sed -n 's/^COOP_EXIT_[A-Z_]* = *\([0-9]*\).*/\1/p' | grep -v '^130$' | sort -n >expected
	[ "$(wc -l <expected)" -ge 3 ]
	section "$2" '(EXIT|SORTIE|RETOUR)' | sed -n 's/^\.It \(Li \|Cm \|Er \|Ic \)*\([0-9][0-9]*\).*/\2/p' |
		sort -n >all
	grep -v '^130$' all >actual
	same expected actual
	if [ "$1" = coopidx ]; then has all 130; fi
	# the help says the same
	"$1" --help | sed -n '/^Exit status:/,$p' | grep -o '[0-9][0-9]* ' | tr -d ' ' | sort -n >help
	same all help
}

examples() {
	section "$1" '(EXAMPLES|EXEMPLES)' | grep '^\.Dl \$ ' | cut -c 7- | plain >commands
	[ -s commands ]
	while read -r command; do
		echo "$command"
		case $command in
		*coopidx* | *coopq*) sh -c "$command" >out </dev/null ;;
		esac
	done <commands
}

variables() { # those that the programs read stand in the page
	for variable in COOP_INDEX XDG_DATA_HOME LC_ALL LC_MESSAGES LANG; do
		has "$1" "$variable"
	done
	if [ "$2" = coopq ]; then
		has "$1" NO_COLOR
		has "$1" FORCE_COLOR
		has "$1" CLICOLOR_FORCE
		has "$1" TERM
	fi
}

json_keys() { # of every object, and of every field
	{
		echo schema rank score path line snippet highlights
		grep -o '^	{COOP_F_[A-Z]*, "[a-z]*"' "$ROOT/shared/index/fields.c" | cut -d '"' -f 2
	} | xargs -n 1 >keys
	[ "$(wc -l <keys)" -ge 20 ]
	while read -r key; do
		grep -q -w -e "$key" -- "$1" || { echo "$key is not in $1"; return 1; }
	done <keys
}

lint() {
	mandoc -T lint -W warning "$1"
}

title() {
	grep -q "^\.Dt $(echo "$1" | tr '[:lower:]' '[:upper:]') 1" "$2"
	grep -q "^\.Nm $1" "$2"
}

for program in coopidx coopq; do
	for language in '' .fr; do
		page=$(page_of $program $language)
		name=${page#"$ROOT/"}
		test_case "$name: title" title "$program" "$page"
		test_case "$name: the options of --help" options "$program" "$page"
		test_case "$name: the arguments to choose from" choices "$program" "$page"
		test_case "$name: exit codes" exit_codes "$program" "$page"
		test_case "$name: examples" examples "$page"
		test_case "$name: variables of the environment" variables "$page" "$program"
		if [ $program = coopq ]; then
			test_case "$name: keys of JSON" json_keys "$page"
		fi
		if command -v mandoc >/dev/null; then
			test_case "$name: mandoc -T lint" lint "$page"
		else
			skip "$name: mandoc -T lint" 'mandoc is missing'
		fi
	done
done
# every query of the examples is understood in full
queries() {
	coopidx -q corpus # the examples of the other pages make indexes of other things
	examples "$1"
	plain <"$1" | sed -n "s/^\.Dl \$ coopq '\(.*\)'$/\1/p" >queries
	[ "$(wc -l <queries)" -ge 3 ]
	while read -r query; do
		expect_code 0 coopq --strict --ids -- "$query"
	done <queries
}

names() { # of fields and operators, the page has those of the other language
	plain <"$ROOT/query/coopq-query.7" | grep -o 'Ic [a-z]* , [a-z]*' | sort >expected
	[ "$(wc -l <expected)" -ge 8 ]
	plain <"$1" | grep -o 'Ic [a-z]* , [a-z]*' | sort >actual
	same expected actual
}

for language in '' .fr; do
	page=$ROOT/query/coopq-query$language.7
	test_case "query/coopq-query$language.7: examples" queries "$page"
	test_case "query/coopq-query$language.7: names" names "$page"
	if command -v mandoc >/dev/null; then
		test_case "query/coopq-query$language.7: mandoc -T lint" lint "$page"
	else
		skip "query/coopq-query$language.7: mandoc -T lint" 'mandoc is missing'
	fi
done
finish
