#!/bin/sh
# The output formats, over the tiny corpus tests/data/small.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp -R "$DATA/small" small
coopidx -q -i ./index small >index.log 2>&1
COOP_INDEX=./index
export COOP_INDEX
esc=$(printf '\033')
tab=$(printf '\t')

indexed_cleanly() {
	empty index.log
	[ -f index/XAPIANDB ]
}

format() {
	suffix=$1
	shift
	expect_code 0 coopq "$@" 'scop atelier'
	case $suffix in
	txt | colour) is 'coopq: 6 notices' "$(cat err)" ;;
	*) empty err ;;
	esac
	if [ "$suffix" = jsonl ]; then # how a character is escaped is no matter
		jq . out >formatted
		mv formatted out
	fi
	golden "scop-atelier.$suffix" out
}

text_is_default() {
	coopq 'scop atelier' >expected
	coopq --color=never 'scop atelier' >actual
	same expected actual
}

text_width() {
	# characters, counted without the continuation bytes of UTF-8
	coopq 'scop atelier' | LC_ALL=C tr -d '\200-\277' |
		awk 'length($0) > 80 { print "too long: " $0; bad = 1 } END { exit bad || NR == 0 }'
}

one_format() {
	expect_code 2 coopq --tsv --jsonl scop
	has err '--tsv and --jsonl exclude each other'
	empty out
}

json_is_valid() {
	coopq --jsonl 'scop atelier' >out
	[ -s out ]
	is "$(ids 'scop atelier' | wc -l)" "$(jq -c . out | wc -l)"
	is "$(wc -l <out)" "$(jq -c . out | wc -l)"
}

json_keys() {
	coopq --jsonl 'scop atelier' >out
	# what every object has, then what it may have
	holds out 'has("schema") and has("rank") and has("score") and has("id") and has("path")
		and has("line") and has("snippet") and has("highlights") and has("passages")'
	holds out 'keys - ["schema", "rank", "score", "id", "title", "director", "year", "country",
		"genre", "minutes", "colour", "mode", "producers", "company",
		"address", "postcode", "town", "phone", "fax", "email", "description", "history",
		"keywords", "body", "source", "url", "language", "other", "path", "line",
		"snippet", "highlights", "passages"] == []'
	holds out '.schema == 1'
	is '1 2 3 4 5 6' "$(jq .rank out | xargs)"
	holds out '(.rank | type) == "number" and (.score | type) == "number"
		and (.line | type) == "number" and (.path | type) == "string"
		and (.producers // [] | type) == "array" and (.other // {} | type) == "object"'
}

json_numbers() {
	coopq --jsonl tabulation >out
	holds out '.year == 2011 and .minutes == 7'
	coopq --jsonl numérique >out # a year that is none stays what it was
	holds out '.year == "vers 1970"'
	coopq --jsonl 'atelier banquier' -n 1 >out
	holds out '.id == "p-01" and .minutes == 52'
	coopq --jsonl 'tourneurs réseau' -n 1 >out # of a text
	holds out '.id == "notice.txt" and .year == 2015 and .minutes == 61'
}

json_values_are_whole() {
	coopq --jsonl tabulation >out
	holds out '.title == "Une\ttabulation\ndans le titre"'
	holds out '.director == "Élise \"Lili\" Roux"'
	holds out '.description | contains("\u001b[31mrouge\u001b[0m, une cloche \u0007, un CSI \u009b31m")'
	holds out '.other == {"fonds": "un\tfonds"}'
}

json_highlights() { # byte ranges of the snippet
	coopq --jsonl 'scop' -n 1 >out
	# jq counts characters: cut the bytes with the shell
	jq -j .snippet out >snippet
	jq -r '.highlights[] | "\(.[0]) \(.[1])"' out >ranges
	[ -s ranges ]
	while read -r from to; do
		tail -c +$((from + 1)) snippet | head -c $((to - from)) | tr '[:upper:]' '[:lower:]'
		echo
	done <ranges | sort -u >words
	is scop "$(cat words)"
}

json_passages() { # byte ranges of the field, the best one first
	coopq --jsonl 'scop atelier réseau' >out
	holds out '.snippet == .passages[0].text and .highlights == .passages[0].highlights'
	jq -c '.passages[] as $p | [($p.text | utf8bytelength), $p.offset, $p.text,
		(.[$p.field] | if type == "array" then .[$p.item] elif type == "object" then .[$p.column] else . end)]' \
		out >passages
	[ "$(wc -l <passages)" -ge 8 ]
	while read -r passage; do
		printf '%s\n' "$passage" | jq -j '.[3]' | tail -c +$(($(printf '%s\n' "$passage" | jq '.[1]') + 1)) |
			head -c "$(printf '%s\n' "$passage" | jq '.[0]')" >actual
		printf '%s\n' "$passage" | jq -j '.[2]' >expected
		same expected actual
	done <passages
}

tsv_shape() {
	coopq --tsv -n 100 'scop atelier village résumé' >out
	awk -F '\t' 'NF != 7 { print "fields: " NF ": " $0; bad = 1 } END { exit bad }' out
	is "$(ids 'scop atelier village résumé' | wc -l)" "$(wc -l <out)"
	is 'Une tabulation dans le titre' "$(grep '^p-04' out | cut -f 3)"
	is "p-03${tab}Sans résumé${tab}${tab}${tab}small/films.csv${tab}5" \
		"$(grep '^p-03' out | cut -f 1,3-)"
}

# One line for each notice, of every format made for programs.
one_line_each() {
	for format in --tsv --jsonl --ids; do
		is 1 "$(coopq "$format" tabulation | wc -l)"
	done
}

# no_controls FILE: C0 without tab and newline, DEL, C1, what turns the direction, in UTF-8.
no_controls() {
	if LC_ALL=C tr -d '\t\n' <"$1" | LC_ALL=C grep -q -a \
		-e "$(printf '[\001-\037\177]')" -e "$(printf '\302[\200-\237]')" \
		-e "$(printf '\342\200[\216\217\250-\256]')" -e "$(printf '\342\201[\246-\251]')" \
		-e "$(printf '\330\234')"; then
		echo "control characters in $1:"
		cat -v "$1"
		return 1
	fi
}

no_controls_in() {
	expect_code 0 coopq "$@" tabulation
	has out tabulation
	no_controls out
}

# The same of every kind in a title, an id, a heading, a label, the name of a file, a query.
evil=$(printf 'x\033[2J\002y\302\233z\177\342\200\256a\342\201\246b\342\200\216c\342\200\250d\330\234e')

no_controls_anywhere() {
	mkdir wild
	printf 'id,titre,%s\n"%s1","%s",%s\nplain,two,three\n' "$evil" "$evil" "$evil" "$evil" \
		>"wild/$evil.csv"
	printf -- '---\nid: %s\nzone %s: %s\n---\n# zorglub %s\n\nbody\n' "$evil" "$evil" "$evil" "$evil" \
		>"wild/$evil.md"
	coopidx -v -i ./wild.index wild >out 2>err || [ $? -eq 3 ]
	no_controls err
	coopidx -n wild >out 2>err || [ $? -eq 3 ]
	no_controls out
	for how in --extract=csv --extract=jsonl "--dump-terms=wild/$evil.csv"; do
		case $how in --dump*) set -- ;; *) set -- wild ;; esac
		coopidx "$how" "$@" >out 2>err || [ $? -eq 3 ]
		[ -s out ]
		LC_ALL=C tr -d '\r' <out >plain # ends the lines of CSV
		no_controls plain
		no_controls err
	done
	for format in --color=never --tsv --jsonl --ids --trec; do
		coopq -i ./wild.index "$format" 'zorglub OU two OU x' >out
		[ -s out ]
		no_controls out
		printf '%s\tzorglub %s\n' "$evil" "$evil" |
			coopq -i ./wild.index "$format" --batch >out 2>err
		[ -s out ]
		no_controls out
		no_controls err
	done
	for how in "--analyse=zorglub $evil" "--explain-query"; do
		case $how in --analyse*) set -- ;; *) set -- "zorglub titre:$evil" ;; esac
		coopq -i ./wild.index "$how" "$@" >out 2>err
		[ -s out ]
		no_controls out
		no_controls err
	done
}

trec_has_six_fields() { # whatever the ids hold, and the names of queries
	printf '%s\tzorglub\nq \tzorglub\n' "$evil" | coopq -i ./wild.index --trec --batch >out
	awk 'NF != 6 { print; bad = 1 } END { exit bad || NR != 2 }' out
}

no_controls_in_names() {
	mkdir evil
	cp small/essaimer.txt "evil/$(printf 'a\033[31mb\nc\302\233.txt')"
	printf 'id,titre\n"e\033[2J\n1",zigzag\n"e\033[2J\n1",zigzag\n' >evil/x.csv
	touch "evil/$(printf 'z\033.xyz')"
	expect_code 3 coopidx -v -i ./evil.index evil
	no_controls err
	is 5 "$(wc -l <err)" # how a table is read, the id taken, a file skipped, the summary
}

no_controls_in_messages() {
	expect_code 2 coopq "--$(printf 'a\033[31m\302\233')"
	no_controls err
	expect_code 2 coopq -i "./$(printf 'a\033[31m\nx')" scop
	no_controls err
	is 2 "$(wc -l <err)"
}

# The words between the codes for a hit.
hits() {
	awk -v RS="$esc" 'sub(/^\[1;31m/, "")' | tr '[:upper:]' '[:lower:]' | sort | uniq -c | awk '{ print $2 ":" $1 }' | xargs
}

colour_marks_the_words() {
	is 'atelier:5 ateliers:1 scop:10' "$(coopq --color=always 'scop atelier' | hits)"
	is 'scops:1' "$(coopq --color=always 'SCOPS' -i ./plural.index | hits)"
	# without its codes the text is the same
	coopq 'scop atelier' >expected
	coopq --color=always 'scop atelier' | sed "s/$esc\\[[0-9;]*m//g" >actual
	same expected actual
}

colour_is_reset() { # every line that switches something on ends plain
	coopq --color=always 'scop atelier' >out
	has out "$esc"
	awk -F "$esc" 'NF > 1 && $NF !~ /^\[0m/ { print; bad = 1 } END { exit bad }' out
}

plain_formats_have_no_colour() {
	for format in --tsv --jsonl --ids; do
		coopq "$format" scop >expected
		coopq "$format" --color=always scop >actual
		same expected actual
	done
}

no_colour_in_a_pipe() {
	TERM=xterm coopq scop >out
	has out scop
	hasnt out "$esc"
	TERM=xterm coopq scop | cat >out
	hasnt out "$esc"
}

forced_colour() {
	for variable in FORCE_COLOR=1 CLICOLOR_FORCE=1 FORCE_COLOR=3; do
		env "$variable" coopq scop >out
		has out "${esc}[1;31m"
		env "$variable" coopq --color=never scop >out
		hasnt out "$esc"
		env "$variable" NO_COLOR=1 coopq scop >out
		hasnt out "$esc"
		env "$variable" coopq --tsv scop >out
		hasnt out "$esc"
	done
	FORCE_COLOR=0 CLICOLOR_FORCE='' coopq scop >out
	hasnt out "$esc"
}

# on_terminal COMMAND: its output on a terminal.
on_terminal() {
	script -q -e -c "$1" /dev/null </dev/null
}

colour_on_a_terminal() {
	on_terminal "TERM=xterm coopq scop" >out
	has out "${esc}[1;31m"
	on_terminal "TERM=xterm NO_COLOR= coopq scop" >out
	has out "${esc}[1;31m"
	on_terminal "TERM=xterm NO_COLOR=1 coopq scop" >out
	hasnt out "$esc"
	has out scop
	on_terminal "TERM=dumb coopq scop" >out
	hasnt out "$esc"
	has out scop
	on_terminal "TERM=xterm coopq --color=never scop" >out
	hasnt out "$esc"
	on_terminal "TERM=dumb NO_COLOR=1 coopq --color=always scop" >out
	has out "${esc}[1;31m"
}

mkdir plural
echo 'Les Scops' >plural/a.txt
coopidx -q -i ./plural.index plural

test_case 'the corpus is read without complaint' indexed_cleanly
test_case 'text' format txt --color=never
test_case 'text in colour' format colour --color=always
test_case '--tsv' format tsv --tsv
test_case '--jsonl' format jsonl --jsonl
test_case '--ids' format ids --ids
test_case 'text is the default, without colour' text_is_default
test_case 'text keeps to 80 columns' text_width
test_case 'two formats are one too many' one_format
test_case 'each line of JSON is valid' json_is_valid
test_case 'JSON has the keys of the manual' json_keys
test_case 'numbers are numbers in JSON, and what is none stays text' json_numbers
test_case 'JSON keeps values byte for byte' json_values_are_whole
test_case 'highlights are byte ranges of the snippet' json_highlights
test_case 'passages are byte ranges of their fields' json_passages
test_case 'TSV has seven fields whatever the values hold' tsv_shape
test_case 'one line for each notice' one_line_each
for format in --color=never --tsv --jsonl; do
	test_case "control characters do not get through: $format" no_controls_in "$format"
done
test_case 'nor any that turn the direction, in any output' no_controls_anywhere
test_case 'a TREC run has six fields a line' trec_has_six_fields
test_case 'control characters in file names and ids do not get through' no_controls_in_names
test_case 'nor in the messages about options and folders' no_controls_in_messages
test_case 'colour marks the words, and nothing else' colour_marks_the_words
test_case 'colour ends with the line' colour_is_reset
test_case 'the formats for programs have no colour' plain_formats_have_no_colour
test_case 'no colour into a pipe or file' no_colour_in_a_pipe
test_case 'but where FORCE_COLOR or CLICOLOR_FORCE want it' forced_colour
if script -q -e -c true /dev/null </dev/null >/dev/null 2>&1; then
	test_case 'colour on a terminal, unless NO_COLOR or TERM=dumb' colour_on_a_terminal
else
	skip 'colour on a terminal, unless NO_COLOR or TERM=dumb' 'no pseudo-terminal to be had'
fi
finish
