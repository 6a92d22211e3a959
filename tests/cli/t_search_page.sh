#!/bin/sh
# The search page of --serve, without a server and without a browser.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

corpus_of_texts
coopidx -q -i ./index corpus
python3 "$TESTS/cli/hostile.py" >hostile.csv
# what is no element of HTML stays in a cell
cat >marks.csv <<'END'
id;titre;realisateur;pays;genre;producteurs;resume;mots-cles;source;langue;"><x-mark onclick="alert(1)">
END
for _ in 1 2 3; do
	echo 'm"><x-mark onclick="alert(1)">;zorglub "><x-mark onclick="alert(1)">;"><x-mark onclick="alert(1)">;"><x-mark onclick="alert(1)">;"><x-mark onclick="alert(1)">;"><x-mark onclick="alert(1)">;zorglub "><x-mark onclick="alert(1)">;zorglub "><x-mark onclick="alert(1)">;"><x-mark onclick="alert(1)">;"><x-mark onclick="alert(1)">;zorglub "><x-mark onclick="alert(1)">'
done >>marks.csv
coopidx -q -i ./hostile hostile.csv marks.csv || :
cat >years.csv <<'END'
id;titre;annee
a;recent;1990
b;recent;1990
c;recent;1991
d;recent;1995
e;old;1500
f;old;1755
g;old;2025
h;old;
END
coopidx -q -i ./years years.csv

# looks INDEX TEST: search_page.py says what a test looks at.
looks() {
	python3 "$TESTS/cli/search_page.py" "$BUILD/tests/render" "./$1" "$2"
}

test_case 'pages are well-formed, their fields have labels' looks index well_formed
test_case 'pages are in both languages' looks index languages
test_case 'a value leads to as many notices as it says, and is undone' looks index narrowing
test_case 'so do the years and the departments of pictures' looks index pictures
test_case 'years without a notice are gaps' looks years gaps
test_case 'five centuries are decades' looks years long_range
test_case 'pages of results' looks index pages
test_case 'what is no selection is refused; what finds nothing is not' looks index refused
test_case 'addresses keep what was asked' looks index round_trip
test_case 'what stands in notices and requests is text' looks hostile hostile
test_case 'what is said about a query' looks index notes
test_case 'what leads on from a result' looks index onward
test_case 'a page is small' looks index light
finish
