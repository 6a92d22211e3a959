#!/bin/sh
# The manual pages say what the programs do.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp -R "$ROOT/corpus" corpus
cp corpus/films.csv .
coopidx -q corpus

# plain: mdoc escapes to what they print
plain() {
	sed -e 's/\\-/-/g' -e "s/\\\\(aq/'/g" -e 's/\\(dq/"/g' -e 's/\\&//g' -e 's/\\e/\\/g' -e 's/\\(ti/~/g' -e 's/\\~/ /g'
}

# options_of PAGE: its long options, as Fl macros
options_of() {
	plain <"$1" | grep -o 'Fl -[a-z][a-z0-9-]*' | sed 's/Fl -//' | sort -u
}

# section PAGE ERE: the lines of the section whose title matches
section() {
	awk -v title="$2" '/^\.Sh / { inside = $0 ~ title; next } inside' "$1"
}

# manual KIND ARGUMENT...: what manual.py asks of a page
manual() {
	python3 "$TESTS/cli/manual.py" "$@"
}

# synopsis PROGRAM PAGE: the first form takes its last argument, or does without it, as --help says
synopsis() {
	language=C.UTF-8
	case $2 in *.fr.*) language=fr_FR.UTF-8 ;; esac
	LC_ALL=$language "$1" --help | head -n 1 | grep -o '\[*[A-Z]*\.\.\.\]*$' >expected
	plain <"$2" | awk '/^.Sh SYNOPSIS/ { i = 1; next } i && /^.Nm$/ && n++ { print last; exit } i { last = $0 }' |
		sed 's/ | Fl.*//; s/^\.Op Ar \(.*\)/[\1]/; s/^\.Ar //; s/ \.\.\./.../' >actual
	same expected actual
}

options() {
	"$1" --help | sed -n 's/^  ....--\([a-z0-9-]*\).*/\1/p' | sort -u >expected
	[ "$(wc -l <expected)" -ge 5 ]
	options_of "$2" >actual
	same expected actual
	language=C.UTF-8
	case $2 in *.fr.*) language=fr_FR.UTF-8 ;; esac
	LC_ALL=$language "$1" --help >help
	manual arguments "$2" help
	manual defaults "$2" help
}

exit_codes() {
	# 130 is the shell's for any program stopped by Ctrl-C: a page need not tell it
	other=coopq
	if [ "$1" = coopq ]; then other=coopidx; fi
	tr -s '\n\t ' ' ' <"$ROOT/shared/cli/program.h" | sed 's/COOP_EXIT_/\n&/g' | grep -v "$other:" |
		sed -n 's/^COOP_EXIT_[A-Z_]* = *\([0-9]*\).*/\1/p' | grep -v '^130$' | sort -n >expected
	[ "$(wc -l <expected)" -ge 3 ]
	section "$2" '(EXIT|RETOUR)' | sed -n 's/^\.It \(Li \|Cm \|Er \|Ic \)*\([0-9][0-9]*\).*/\2/p' |
		sort -n >all
	grep -v '^130$' all >actual
	same expected actual
	if [ "$1" = coopidx ]; then has all 130; fi
	# the help says the same
	"$1" --help | sed -n '/^Exit status:/,$p' | grep -o '[0-9][0-9]* ' | tr -d ' ' | sort -n >help
	same all help
}

examples() {
	coopidx -q corpus
	rm -rf again copy
	section "$1" '(EXAMPLES|EXEMPLES)' | grep '^\.Dl \$ ' | cut -c 7- | plain >commands
	[ -s commands ]
	while read -r command; do
		echo "$command"
		sh -c "$command" >out </dev/null
	done <commands
}

# variables PAGE PROGRAM: those that the code of a program reads stand in its page, and no others
variables() {
	{
		grep -rhoE 'getenv\("[A-Z_]+"|"XDG_[A-Z_]+"|"LESS(CHARSET)?"' --include='*.c' "$ROOT/shared" "$ROOT/$3"
		# names that are passed on to getenv()
		grep -rlE 'getenv\([a-z]' --include='*.c' "$ROOT/shared" "$ROOT/$3" | tr '\n' '\0' |
			xargs -0 grep -hoE '"[A-Z][A-Z_]{2,}"'
	} | grep -oE '[A-Z][A-Z_]+' | grep -v '^LISTEN_FDNAMES$' | sort -u >expected
	[ "$(wc -l <expected)" -ge 8 ]
	grep '^\.It Ev ' "$1" | sed 's/^.It Ev //' | tr -d ',' | xargs -n 1 | sort -u >actual
	same expected actual
}

# files PAGE FOLDER: those of the section FILES are where it says, and those that the code names stand in the page
files() {
	rm -rf of_user
	mkdir of_user
	(
		unset XDG_DATA_HOME
		export HOME="$PWD/of_user"
		name=NAME
		case $1 in *.fr.*) name=NOM ;; esac
		coopidx -q corpus
		coopidx -q -i "$name" corpus/films.csv
		coopq --save="$name" scop
		coopq --news "@$name" || [ $? -eq 1 ]
		# a prompt leaves its history
		echo scop | script -q -e -c 'coopq --plain' /dev/null
		section "$1" '(FILES|FICHIERS)' | sed -n 's/^\.It Pa ~\///p' >paths
		[ -s paths ]
		while read -r path; do
			[ -e "of_user/$path" ] || { echo "$path is not there"; exit 1; }
		done <paths
	)
	grep -rhoE '"/usr/share/[^"]+"' --include='*.[ch]' "$ROOT/shared" "$ROOT/$2" | tr -d '"' | sort -u >paths
	[ -s paths ]
	while read -r path; do
		has "$1" "$path"
	done <paths
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

title() {
	grep -qx "\.Dt $(echo "$1" | tr '[:lower:]' '[:upper:]') $2" "$3"
	grep -q "^\.Nm $1" "$3"
	# as man(1), whatis(1) and makewhatis(8) find it
	mkdir -p "man/man$2"
	cp "$3" "man/man$2/$1.$2"
	if command -v lexgrog >/dev/null; then
		lexgrog "man/man$2/$1.$2" | grep -qF ": \"$1 - "
	fi
	if command -v makewhatis >/dev/null && command -v mwhatis >/dev/null; then
		makewhatis man 2>log
		LC_ALL=C.UTF-8 mwhatis -M "$PWD/man" "$1" | grep -qF "$1($2) - "
	fi
}

# looks PAGE: at the widths of terminals
looks() {
	for columns in 40 80 120; do
		manual width "$1" "$columns"
	done
}

# page NAME NUMBER FOLDER
pages='coopidx 1 indexer
coopq 1 query
coopq-query 7 query
coop-index 5 shared'
set --
while read -r name number folder; do
	for language in '' .fr; do
		page=$ROOT/$folder/$name$language.$number
		set -- "$@" "$page"
		called=$folder/$name$language.$number
		test_case "$called: title" title "$name" "$number" "$page"
		test_case "$called: the order of its sections, its headings" manual order "$page"
		if command -v mandoc >/dev/null; then
			test_case "$called: mandoc -T lint" manual lint "$page"
			test_case "$called: at 40, 80 and 120 columns" looks "$page"
			test_case "$called: what is to be typed" manual literal "$page"
		else
			skip "$called: mandoc -T lint" 'mandoc is missing'
		fi
		if [ "$number" = 1 ]; then
			test_case "$called: the arguments of --help" synopsis "$name" "$page"
			test_case "$called: the options of --help" options "$name" "$page"
			test_case "$called: exit codes" exit_codes "$name" "$page"
			test_case "$called: variables of the environment" variables "$page" "$name" "$folder"
			test_case "$called: files" files "$page" "$folder"
		fi
		test_case "$called: examples" examples "$page"
	done
	test_case "$folder/$name.$number: the same in French" manual twins \
		"$ROOT/$folder/$name.$number" "$ROOT/$folder/$name.fr.$number"
done <<END
$pages
END
test_case 'sections and pages that are named exist' manual references "$@"
for language in '' .fr; do
	test_case "query/coopq$language.1: keys of JSON" json_keys "$ROOT/query/coopq$language.1"
done

# every query of the examples is understood in full
queries() {
	coopidx -q corpus # the examples of the other pages make indexes of other things
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
	test_case "query/coopq-query$language.7: queries" queries "$page"
	test_case "query/coopq-query$language.7: names" names "$page"
done

# ---- coop-index(5) ----

mkdir index
cd index || exit 1
mkdir films
i=0
while [ $i -lt 900 ]; do
	echo "film-$i,Un film sur les coopératives $i,$((1950 + i % 70))"
	i=$((i + 1))
done | sed '1iid,titre,année' >films/films.csv
printf 'titre,année,pays\nUn,1999,France\nDeux,2000,France\nTrois,2001\nQuatre,20"02,France,x,y,z\nCinq,2003,France\n' \
	>films/rejets.csv
coopidx -q -i ./updated films 2>log # rows are left out: 3
coopidx -q --engine-tools -i ./tools films 2>log
sed -i 's/^film-9,.*/film-9,Un autre film,1999/' films/films.csv
coopidx -q -i ./updated films 2>log

# in_page PAGE: the names of files that it describes, but for those of a build that was killed
in_page() {
	section "$1" '(THE FILES|LES FICHIERS)' | sed -n 's/^\.It Pa //p' | tr -d ',' | xargs -n 1 |
		grep -v '^XAPIANDB.new$' | tr -d /
}

folder() { # what is in indexes is described, and what is described is there
	in_page "$1" | sort -u >expected
	find updated tools -mindepth 1 -printf '%f\n' | sed 's/^gen-[0-9]*$/gen-N/' | grep -v '^tombstones$' |
		sort -u >actual
	same expected actual
	grep -q removed/tombstones "$1"
	[ -f updated/gen-2/removed/tombstones ]
}

stub() { # the second line, as the page has it
	sed -n 2p updated/XAPIANDB | grep -qx 'auto gen-2'
	grep -q 'auto gen-7' "$1"
}

rejects() { # the columns
	head -n 1 updated/rejects.csv | tr ',' '\n' | tr -d '\r' >expected
	section "$1" '(REJECTED|REJET)' | sed -n 's/^\.Ql \([a-z]*\).*/\1/p' | head -n 5 >actual
	same expected actual
}

dump_keys() { # each key of a dump stands in the section on its format
	coopidx --dump -i ./updated >dump
	jq -r 'keys[], (.values[]? | keys[])' dump | sort -u >keys
	[ "$(wc -l <keys)" -ge 20 ]
	section "$1" "(FORMAT OF A DUMP|FORMAT D'UN EXPORT)" >format
	while read -r key; do
		grep -qw -e "$key" format || { echo "$key is missing"; return 1; }
	done <keys
}

for language in '' .fr; do
	page=$ROOT/shared/coop-index$language.5
	test_case "shared/coop-index$language.5: the files" folder "$page"
	test_case "shared/coop-index$language.5: XAPIANDB" stub "$page"
	test_case "shared/coop-index$language.5: rejects.csv" rejects "$page"
	test_case "shared/coop-index$language.5: the keys of a dump" dump_keys "$page"
done
finish
