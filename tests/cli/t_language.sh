#!/bin/sh
# Messages are in French or in English, one language a run; no locale need be installed.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp -R "$DATA/small" small
cp "$DATA"/torture/csv/* .
cp -R "$DATA/torture/text" text
printf 'id,titre\n1\n2,b,c,d,e,f,g,h\n3,d\n3,e\n' >bad.csv
printf 'x1;Alpha beta;2001\nx2;Gamma delta;2002\n' >bare.csv
printf 'sep=;\nid;title\n1;Alpha\n' >sep.csv
printf 'a = zut\n' >field.map
printf 'a = id\na = id\n' >twice.map
printf ' = id\n' >heading.map
printf 'id,titre\n1,\311t\351\n2,été\n3,là où ça' >mixed.csv
mkdir -p ring/sub void
ln -s .. ring/sub/up
ln -s nowhere.txt ring/dangling.txt
touch ring/photo.jpg
mkdir rules
touch rules/a.txt rules/b.csv rules/c.csv rules/id.csv
printf 'b*\n' >rules/.ignore
ln -s id.csv rules/id2.csv
awk 'BEGIN { for (i = 0; i < 1001; i++) print "a*b" }' >>rules/.ignore
printf '\0small\0' >empty-names
coopidx -q small
coopidx -q -i ./damaged small
: >damaged/gen-1/iamglass

# Every message at least once: program, then arguments, one run a line.
cat >runs <<'END'
coopidx
coopidx --help
coopidx --versoin
coopidx --zorglub
coopidx -z
coopidx --index
coopidx --quiet=1
coopidx -i ./void/a -d ab small
coopidx -i ./void/b --encoding latin1 small
coopidx -i ./void/c small
coopidx -i ./void/d bad.csv widths.csv unclosed.csv nul.csv stray-byte.csv cp1252-undefined.csv utf16le.csv
coopidx -i ./void/e -v ring text
coopidx -i ./void/f ring
coopidx -i ./text text
coopidx -i ./void/g many.csv
coopidx -i ./void/h zut.csv small
coopidx -i ./void/j -v --exclude *.txt --include id* rules rules
coopidx -i ./void/k --files0-from nowhere
coopidx -i ./void/l --files0-from bad.csv
coopidx -i ./void/m --files0-from empty-names -
coopidx -i ./void/m --files0-from -  -
coopidx -i ./void/n -v mojibake.csv mixed.csv realign.csv broken.csv excel.csv headless.csv
coopidx -n bare.csv sep.csv
coopidx -i ./void/o --map bad.csv small
coopidx -i ./void/o --map field.map small
coopidx -i ./void/o --map twice.map small
coopidx -i ./void/o --map heading.map small
coopidx -i /proc/x small
coopq
coopq --help
coopq -n x scop
coopq --color=x scop
coopq zorglub
coopq -i ./nowhere scop
coopq -i ./damaged scop
END
awk 'BEGIN { print "id,titre"; for (i = 0; i < 50; i++) print i }' >many.csv

# messages LANGUAGE: all runs with it, in files named messages.LANGUAGE.N
messages() {
	number=0
	rm -rf void # else there is nothing to be done the second time
	while read -r program arguments; do
		number=$((number + 1))
		# shellcheck disable=SC2086
		LC_ALL=$1 "$program" $arguments >"messages.$1.$number" 2>&1 </dev/null || true
	done <runs
}
messages C.UTF-8
messages fr_FR.UTF-8

# Words of one language that the other does not have.
english='the|is|not|no|and|of|cannot|left out|missing|file or directory|takes|needs|nothing|found|unknown|hint|denied|wait|larger|interrupted|mended|skipped|usage: coop[a-z]* \[option\]\.\.\. (word|path)'
french='le|la|les|un|une|et|est|pas|de|du|rien|inconnue?|conseil|attend|impossible|ignoré|octet'

# only LANGUAGE WORDS: no message in that language holds one of the other's words.
only() {
	bad=0
	for file in messages."$1".*; do
		# what was typed, and names, are nobody's language
		if sed -e "s/'[^']*'//g" -e 's/"[^"]*"//g' -e 's/--[a-z-]*//g' "$file" | grep -i -w -E -e "$2"; then
			sed -n "${file##*.}p" runs
			bad=1
		fi
	done
	return "$bad"
}

french_is_french() {
	only fr_FR.UTF-8 "$english"
}
english_is_english() {
	only C.UTF-8 "$french"
}

all_translated() { # the same lines, each of them other
	number=0
	while read -r run; do
		number=$((number + 1))
		for language in C.UTF-8 fr_FR.UTF-8; do
			# what is wrapped in a help is one line
			sed -e 's/[0-9.]* s[ ;].*//' "messages.$language.$number" |
				awk 'match($0, /^ +/) && RLENGTH == 31 { line = line " " substr($0, 32); next }
					NR > 1 { print line }
					{ line = $0 }
					END { print line }' >"$language"
		done
		is "$(wc -l <C.UTF-8)" "$(wc -l <fr_FR.UTF-8)" || { echo "$run"; return 1; }
		# a line of options alone, an example or an empty line is the same
		paste -d '\n' C.UTF-8 fr_FR.UTF-8 | awk -v run="$run" '
			NR % 2 { before = $0; next }
			before == $0 && /^coop/ && !/^coop[a-z]*: [^ ]*: [A-Z][a-z]* / {
				print run ": the same in both: " $0; bad = 1 }
			END { exit bad }'
	done <runs
}

order_of_variables() { # POSIX: LC_ALL, LC_MESSAGES, LANG; the first that is not empty
	unset LC_ALL
	answer() { coopq zorglub 2>&1 | head -n 1; }
	en='coopq: nothing found' fr='coopq: rien trouvé'
	is "$en" "$(answer)"
	is "$fr" "$(LANG=fr_FR.UTF-8 answer)"
	is "$fr" "$(LANG=fr answer)"
	is "$fr" "$(LANG=fr_CA answer)"
	is "$fr" "$(LANG=en_GB.UTF-8 LC_MESSAGES=fr_BE.UTF-8 answer)"
	is "$en" "$(LANG=fr_FR.UTF-8 LC_MESSAGES=C answer)"
	is "$en" "$(LANG=fr_FR.UTF-8 LC_MESSAGES=fr_FR.UTF-8 LC_ALL=C answer)"
	is "$fr" "$(LC_ALL='' LANG=fr_FR.UTF-8 answer)"
	is "$en" "$(LANG=de_DE.UTF-8 answer)"
}

results_do_not_depend_on_it() {
	for format in --color=never --tsv --jsonl --ids; do
		coopq "$format" 'scop économie atelier' >expected
		LC_ALL=fr_FR.UTF-8 coopq "$format" 'scop économie atelier' >actual
		same expected actual
		LC_ALL=tr_TR.ISO-8859-9 coopq "$format" 'SCOP ÉCONOMIE ATELIER' >actual
		same expected actual
	done
}

summary() {
	LC_ALL=fr_FR.UTF-8 coopidx bad.csv 2>err || true
	has err 'bad.csv:2: la ligne a 1 cellules'
	has err 'conseil : '
	has err ' 3 notices, '
	has err "l'index est dans "
}

test_case 'French messages are French only' french_is_french
test_case 'English messages are English only' english_is_english
test_case 'every message has both' all_translated
test_case 'which variable counts' order_of_variables
test_case 'results are the same in both' results_do_not_depend_on_it
test_case 'the summary in French' summary
finish
