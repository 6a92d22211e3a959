#!/bin/sh
# What is read of each file of tests/data/torture/, and what is said of it. Beside FILE stands
# FILE.expect:
#
#	# why this file is here, for people
#	with --delimiter=:        (arguments, if it needs any)
#	exit 3
#	title=A title             (the fields of each notice, | for a line end)
#	--                        (between two notices)
#	title=Another
#	! FILE:3: a message       (what standard error says, without the program's name)
#
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp -R "$DATA/torture" torture
cd torture || exit 1
COOP_INDEX=../untouched
export COOP_INDEX

# actual FILE ARGUMENT...: what becomes of it, as the expectation says it
actual() {
	file=$1
	shift
	code=0
	coopidx -q --extract=jsonl "$@" "$file" >../out 2>../err || code=$?
	echo "exit $code"
	# shellcheck disable=SC2016 # jq's variables
	jq -s -r 'to_entries[] | (if .key > 0 then "--" else empty end),
		(.value.values[] | "\(.name // .field)=\(.value | tostring | gsub("\r?\n"; "|"))")' ../out
	sed 's/^coopidx: //; s/^/! /' ../err
}

as_expected() {
	args=$(sed -n 's/^with //p' "$1.expect")
	# shellcheck disable=SC2086 # a list of words
	actual "$1" $args >../actual
	grep -v -e '^#' -e '^with ' "$1.expect" >../expected
	same ../expected ../actual
}

# kind_of FILE: the kind that must be built in to read it, if any
kind_of() {
	case $1 in
	*.html | *.htm | *.xhtml | misnamed/page.csv) echo HTML ;;
	*.odt | misnamed/document.txt) echo ODT ;;
	*.docx) echo DOCX ;;
	*.epub) echo EPUB ;;
	*.pdf | misnamed/bulletin.csv) echo PDF ;;
	*.zip | misnamed/archive.csv) echo ZIP ;;
	*.tgz) echo TAR ;;
	esac
}

enough() {
	is '' "$(find . -type f ! -name '*.expect' ! -exec test -e '{}.expect' \; -print)"
	is '' "$(find . -name '*.expect' | while read -r name; do [ -e "${name%.expect}" ] || echo "$name"; done)"
	[ "$(find . -name '*.expect' | wc -l)" -ge 60 ]
}

test_case 'each file has its expectation, and there are 60' enough
find . -name '*.expect' | LC_ALL=C sort >../list
while read -r name; do
	name=${name#./}
	name=${name%.expect}
	kind=$(kind_of "$name")
	if [ -n "$kind" ] && ! "$BUILD/coopidx" --version | grep -qE "^reads:.* $kind(,|\$)"; then
		skip "$name" "built without $kind"
	else
		test_case "$name" as_expected "$name"
	fi
done <../list
finish
