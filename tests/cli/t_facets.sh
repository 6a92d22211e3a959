#!/bin/sh
# Counts, filters beside the query, facets, and pictures of them.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

corpus_of_texts
coopidx -q -i ./index corpus
COOP_INDEX=./index PYTHONDONTWRITEBYTECODE=1
export COOP_INDEX PYTHONDONTWRITEBYTECODE

# says TEXT ARGUMENT...: the last line on standard error, in French
says() {
	said=$1
	shift
	LC_ALL=fr_FR.UTF-8 coopq "$@" >out 2>err || :
	is "coopq: $said" "$(tail -n 1 err)"
}

how_many() {
	says '6 notices' scop
	says '6 notices, 1 affichée' -n 1 scop
	says '6 notices, 2 affichées' -n 2 scop
	says '6 notices, affichées : 3 à 4' -n 2 --offset 2 scop
	says '6 notices, affichées : 3 à 6' --offset 2 scop
	says '6 notices, affichée : la 6e' --offset 5 scop
	says "pas d'autre résultat" --offset 6 scop
	says '6 notices' -n 0 scop
	empty out
	says '1 notice' id:film-001
	LC_ALL=fr_FR.UTF-8 expect_code 1 coopq zorglubine
	is 'coopq: rien trouvé' "$(head -n 1 err)"
	says '127 notices, 10 affichées' '*'
	expect_code 0 coopq -n 1 --offset 1 scop
	is 'coopq: 6 notices, shown: number 2' "$(cat err)"
	expect_code 0 coopq -n 2 --offset 1 scop
	is 'coopq: 6 notices, shown: 2 to 3' "$(cat err)"
}

how_many_is_for_people() {
	for format in tsv jsonl json ids csv trec html; do
		expect_code 0 coopq --format="$format" scop
		empty err
	done
}

counting() {
	is 6 "$(coopq --count scop)"
	is 127 "$(coopq --count '*')"
	is 6 "$(coopq --count -n 1 scop)"
	is 6 "$(coopq --count --offset 3 scop)"
	expect_code 1 coopq --count zorglubine
	is 0 "$(cat out)"
	expect_code 0 coopq --count '"atelier de la scop"' # of what it was relaxed to
	is "$(coopq --ids -n 1000 '"atelier de la scop"' 2>/dev/null | wc -l)" "$(cat out)"
	expect_code 0 coopq --count coopératifve # and corrected
	is "$(coopq --ids -n 1000 coopérative | wc -l)" "$(cat out)"
}

counting_in_a_batch() {
	printf 'scop\na\tzorglubine\n\nb\t*\n""\n' | coopq --batch --count >out 2>err
	printf '1\t6\na\t0\nb\t127\n5\t0\n' >expected
	same expected out
	has err 'query 5: '
}

# Where few postings are gone through the count is exact, and else a limit from below: frequencies.
how_many_at_least() {
	awk 'BEGIN { print "titre;resume"; for (i = 0; i < 9000; i++)
		print "notice" i ";pain" (i % 3 ? " moulin" : "") (i % 5 ? " four" : "") }' >many.csv
	coopidx -q -i ./many many.csv
	COOP_INDEX=./many
	says '9000 notices, 10 affichées' pain
	says '9000 notices, 10 affichées' '*'
	says '7200 notices, 1 affichée' -n 1 four
	says '8400 notices, 10 affichées' four moulin
	says '4800 notices, 10 affichées' four ET moulin
	says 'au moins 9000 notices, 10 affichées' four moulin pain
	is 9000 "$(coopq --count four moulin pain)"
	says 'au moins 50 notices, 10 affichées' '"pain moulin"'
	says '6000 notices' -n 0 --facets genre '"pain moulin"'
	says '4800 notices' -n 10000 four ET moulin
}

filters() {
	is "$(ids scop genre:documentaire)" "$(ids scop --filter genre=documentaire)"
	is "$(coopq --count '(scop OU lyon) pays:france')" "$(coopq --count scop OU lyon --filter Pays=france)"
	is "$(coopq --count 'lyon annee:1990..2005')" "$(coopq --count lyon --filter année=1990..2005)"
	is "$(coopq --count 'lyon annees:80')" "$(coopq --count lyon --filter décennie=80)"
	is "$(coopq --count 'genre:"court métrage documentaire"')" \
		"$(coopq --count --filter 'genre=Court métrage (documentaire)')"
	is "$(coopq --count 'dept:2B')" "$(coopq --count --filter 'département=2B')"
	[ "$(coopq --count --filter 'département=2B')" -eq 1 ]
	# whatever the query is, it is narrowed
	is "$(coopq --count 'lyon genre:fiction')" "$(coopq --count 'lyon)' --filter genre=fiction 2>err)"
	is 0 "$(coopq --count genre:documentaire --filter genre=reportage --filter id=film-001)"
	# and in a batch each of them is
	printf 'scop\nlyon OU paris\n' | coopq --batch --count --filter genre=documentaire >out
	printf '1\t%s\n2\t%s\n' "$(coopq --count 'scop genre:documentaire')" \
		"$(coopq --count '(lyon OU paris) genre:documentaire')" >expected
	same expected out
	coopq --explain-query scop --filter 'genre=film documentaire' >out
	has out 'scop genre:"film documentaire"'
}

unknown_filters() {
	expect_code 2 coopq scop --filter genr=fiction
	has err "no field is called 'genr'; there are id, title, director, year, country, genre,"
	LC_ALL=fr_FR.UTF-8 expect_code 2 coopq scop --filter genr=fiction
	has err 'aucun champ ne s'\''appelle « genr » ; il y a identifiant, titre, réalisation, année, pays, genre,'
	expect_code 2 coopq scop --filter genre
	has err 'FIELD=VALUE'
	expect_code 2 coopq scop --filter genre=
	expect_code 2 coopq --strict scop --filter annee=abc
	# a warning about a filter has no column in the query
	for value in 1980...1985 abc '>x'; do
		expect_code 2 coopq --ids lyon --filter "annee=$value"
		has err "'$value' is no number or range such as 1980..1990"
		empty out
	done
	expect_code 0 coopq --count '*' --filter annee=1980..2020 --filter 'duree=<3h30'
	# nor are options ignored where there are no results
	for options in '--kwic --facets genre' '--show --count' '--show --filter genre=x' '--cite --timeline'; do
		# shellcheck disable=SC2086 # words
		expect_code 2 coopq $options lyon
		has err 'do not go together'
	done
}

values_themselves() {
	# one genre is the end of another, of which the words do not tell it
	coopq --jsonl -n 0 --facets genre '*' >out
	has out '"value":"Documentaire","count":'
	told=$(sed 's/.*"Documentaire","count":\([0-9]*\).*/\1/' out)
	is "$told" "$(coopq --count --filter genre==Documentaire '*')"
	[ "$(coopq --count --filter genre=Documentaire '*')" -gt "$told" ]
	# without a query, by any spelling of the same words, in either language
	is "$told" "$(coopq --count --filter genre==DOCUMENTAIRE)"
	is "$(coopq --count --filter 'décennie==1980s')" "$(coopq --count --filter 'decade==années 1980')"
	is "$(coopq --count --filter 'département==69 Rhône')" "$(coopq --count --filter 'department==69')"
	expect_code 1 coopq --count --filter genre==Document
	is 0 "$(cat out)"
	# all must hold, also two of one field
	is 0 "$(coopq --count --filter genre==Documentaire --filter genre==Reportage)"
	is "$(coopq --count --filter genre==Documentaire lyon france)" \
		"$(coopq --ids -n 1000 --filter genre==Documentaire lyon france | wc -l)"
	# an order, passages, a concordance, groups and a batch keep to it
	coopq --ids -n 1000 --filter genre==Documentaire lyon | sort >expected
	coopq --ids -n 1000 --filter genre==Documentaire --sort=-annee lyon | sort >out
	same expected out
	coopq --ids -n 1000 --filter genre==Documentaire --group lyon | sort | comm -13 expected - >out
	empty out
	coopq --kwic --format=tsv -n 10000 --filter genre==Documentaire lyon | cut -f1 | sort -u |
		comm -13 expected - >out
	empty out
	printf 'lyon\n' | coopq --batch --ids -n 1000 --filter genre==Documentaire | cut -f2 | sort >out
	same expected out
	# scores are those of the query alone
	coopq --tsv --fields=id,score -n 1000 lyon | sort >all
	coopq --tsv --fields=id,score -n 1000 --filter genre==Documentaire lyon | sort | comm -13 all - >out
	empty out
	coopq --explain-query scop --filter genre==Documentaire >out
	has out 'filter: genre == Documentaire'
	expect_code 2 coopq scop --filter titre==scop
	has err 'FIELD==VALUE for director, year, country, genre,'
	expect_code 2 coopq scop --filter genre==
	# what is offered keeps it
	expect_code 1 coopq --doctor --filter genre==Documentaire 'scop annee:1750'
	has err "--filter 'genre==Documentaire' 'scop'"
}

narrowing_by_each_value() {
	python3 "$TESTS/cli/narrowed.py" '*' 'scop lyon' '"la grève"' >out
	is 0 "$(cat out)"
	python3 "$TESTS/cli/hostile.py" >hostile.csv
	coopidx -q -i ./hostile hostile.csv 2>/dev/null || [ $? -eq 3 ]
	COOP_INDEX=./hostile python3 "$TESTS/cli/narrowed.py" -n 30 '*' >out
	is 0 "$(cat out)"
	# a base and what was changed since
	python3 "$TESTS/cli/facets.py" make changed
	coopidx -q -i ./changed-index changed
	python3 "$TESTS/cli/facets.py" change changed
	coopidx -q -i ./changed-index changed
	COOP_INDEX=./changed-index python3 "$TESTS/cli/narrowed.py" '*' 'moulin -lyon' >out
	is 0 "$(cat out)"
}

facet_lines() {
	expect_code 0 coopq -n 0 --tsv --facets 'genre:2,Décennie:1' '*'
	printf 'genre\tDocumentaire\t92\ngenre\tCourt métrage documentaire\t12\ngenre\t\t12\n' >expected
	printf 'decade\t2010\t%s\ndecade\t\t13\n' "$(coopq --count annees:2010)" >>expected
	same expected out
	empty err
	printf 'scop\nzorglubine\n' | coopq --batch -n 0 --facets genre >out
	printf '1\tgenre\tDocumentaire\t4\n1\tgenre\t\t2\n' >expected
	same expected out
	expect_code 1 coopq -n 0 --tsv --facets genre zorglubine
	empty out
}

in_schema() {
	python3 "$TESTS/cli/json_schema.py" "$ROOT/query/coopq.schema.json" "$1"
}

facet_json() {
	coopq --format=json -n 1 --facets genre:1,dept:2 '*' >out
	holds out '.total == 127 and .total_is_exact and (.hits | length) == 1 and (.facets | length) == 2
		and .facets[0] == {facet: "genre", values: [{value: "Documentaire", count: 92}], others: 3, without: 12}
		and .facets[1].values[0] == {value: "75", name: "Paris", count: 11}'
	in_schema out
	coopq --jsonl -n 2 --facets genre:1 scop >out
	in_schema out
	is 3 "$(wc -l <out)"
	tail -n 1 out >last
	holds last '.schema == 1 and .query.text == "scop" and .total == 6 and .shown == 2
		and .facets[0].values == [{value: "Documentaire", count: 4}]'
	printf 'scop\nzorglubine\n' | coopq --batch --jsonl -n 0 --facets genre:1 >out
	in_schema out
	holds out '(.facets | length) == 1'
	is '1 2' "$(jq -r .query.id out | xargs)"
}

# at WIDTH LANGUAGE ARGUMENT...: on a terminal so wide
at() {
	width=$1 language=$2
	shift 2
	{
		printf 'stty cols %s\n' "$width"
		printf 'LC_ALL=%s PAGER=cat COOP_PAGER=cat exec coopq' "$language"
		printf " '%s'" "$@"
	} >run
	script -qec 'sh ./run 2>/dev/null' /dev/null </dev/null | tr -d '\r' >out
}

# no_wider WIDTH FILE: characters, counted without the continuation bytes of UTF-8
no_wider() {
	LC_ALL=C tr -d '\200-\277' <"$2" |
		awk -v max="$1" 'length($0) > max { print "too wide: " $0; bad = 1 } END { exit bad || NR == 0 }'
}

bars() {
	for width in 40 80 120; do
		{
			at "$width" fr_FR.UTF-8 -n 0 --facets genre,real:3,décennie,dept:4,couleur '*'
			cat out
			at "$width" en_GB.UTF-8 -n 0 --timeline --map film OU atelier
			cat out
		} >all
		golden "facets.$width" all
		no_wider "$width" all
	done
	# a pipe is 80 wide
	at 80 fr_FR.UTF-8 -n 0 --facets genre '*'
	LC_ALL=fr_FR.UTF-8 COLUMNS=33 coopq -n 0 --facets genre '*' >expected 2>/dev/null
	same expected out
}

hostile_values() { # are as safe as elsewhere, and counted
	esc=$(printf '\033')
	printf 'titre;genre\nun;%s[31mrouge%s[0m\ndeux;"a\tb<c>&""d"\ntrois;%s\n' "$esc" "$esc" \
		"$(printf 'x%.0s' $(seq 3000))" >bad.csv
	printf 'quatre;\342\200\256abc\ncinq;\346\230\240\347\224\273\n' >>bad.csv
	coopidx -q -i ./bad bad.csv
	for format in text tsv jsonl json; do
		expect_code 0 coopq -i ./bad -n 0 --facets=genre:100 --format="$format" '*'
		hasnt out "$esc"
		hasnt out "$(printf '\342\200\256')"
	done
	coopq -i ./bad -n 0 --facets=genre '*' >out 2>err
	no_wider 80 out
	is 5 "$(coopq -i ./bad -n 0 --tsv --facets=genre '*' | awk -F '\t' '{ n += $3 } END { print n }')"
}

unknown_facets() {
	expect_code 2 coopq --facets genr scop
	has err "no facet is called 'genr'; there are director, year, country, genre,"
	has err 'decade, department'
	LC_ALL=fr_FR.UTF-8 expect_code 2 coopq --facets titre scop
	has err 'aucune facette ne s'\''appelle « titre » ; il y a réalisation, année, pays, genre,'
	for bad in 'genre:0' 'genre:x' 'genre:' 'genre:100001' 'genre,' '' ',genre' 'genre:99999999999999999999'; do
		expect_code 2 coopq "--facets=$bad" scop
	done
	for format in ids csv excel ris html trec; do
		expect_code 2 coopq --facets genre --format="$format" scop
		has err "the format is $format"
	done
	expect_code 2 coopq --facets genre --tsv scop
	has err 'add -n 0'
}

pictures() {
	expect_code 0 coopq -n 0 --timeline --plot years.svg 'film <b>&"x" OU atelier'
	expect_code 0 coopq -n 0 --map --plot map.svg '*'
	for picture in years.svg map.svg; do
		xmllint --noout --nonet "$picture"
		# it stands alone, and tells its contents without being seen
		hasnt "$picture" '<script'
		hasnt "$picture" 'href'
		hasnt "$picture" 'url('
		is 1 "$(xmllint --xpath 'count(/*[local-name()="svg"][@role="img"]/*[local-name()="title"])' "$picture")"
	done
	has years.svg 'film &lt;b&gt;&amp;&quot;x&quot; OU atelier'
	# a bar for each year that has a notice
	is "$(coopq -n 0 --tsv --facets year:1000 'film <b>&"x" OU atelier' | grep -c '^year	[^	]')" \
		"$(grep -c '<rect x=' years.svg)"
	is "$(coopq -n 0 --tsv --facets dept:1000 '*' | grep -c '^department	[^	]')" "$(grep -c '<rect x=' map.svg)"
	has map.svg '<title>75 Paris: 11 notices</title>'
	# the same answer is the same picture, and one of ours is replaced, with its permissions
	cp map.svg before.svg
	chmod 600 map.svg
	umask 022
	expect_code 0 coopq -n 0 --map --plot map.svg '*'
	same before.svg map.svg
	is 600 "$(stat -c %a map.svg)"
	is '' "$(find . -name 'map.svg.*')"
}

pictures_of_others() { # stay as they are
	echo '<svg xmlns="http://www.w3.org/2000/svg"/>' >theirs.svg
	expect_code 0 coopq -n 0 --map --plot before.svg '*'
	ln -s before.svg link.svg
	mkdir folder.svg
	mkfifo pipe.svg
	for name in theirs.svg link.svg folder.svg pipe.svg; do
		expect_code 2 within coopq --map --plot "$name" scop
		has err "$name' is there already"
		empty out
	done
	is '<svg xmlns="http://www.w3.org/2000/svg"/>' "$(cat theirs.svg)"
	[ -L link.svg ]
	for name in picture.png - .svg svg; do
		expect_code 2 coopq --map --plot "$name" scop
		has err 'its name ends with .svg'
	done
	expect_code 2 coopq --plot new.svg scop
	expect_code 2 coopq --timeline --map --plot new.svg scop
	expect_code 2 coopq --batch --map --plot new.svg </dev/null
	expect_code 2 coopq -n 0 --map --plot nowhere/new.svg scop
	has err 'nowhere/new.svg'
	expect_code 1 coopq --map --plot new.svg zorglubine # no picture of nothing
	[ ! -e new.svg ]
}

# what is counted is what can be counted in the notices, in a base alone and beside a delta
brute_force() {
	python3 "$TESTS/cli/facets.py" make tables
	coopidx -q -i ./invented tables
	COOP_INDEX=./invented python3 "$TESTS/cli/facets.py" compare 100
	python3 "$TESTS/cli/facets.py" change tables
	coopidx -q -i ./invented tables
	find invented -name delta | grep -q .
	find invented -name removed | grep -q .
	COOP_INDEX=./invented python3 "$TESTS/cli/facets.py" compare 1000
}

test_case 'how many notices there are, and which are shown' how_many
test_case 'formats for programs do not say it' how_many_is_for_people
test_case '--count' counting
test_case '--count in a batch' counting_in_a_batch
test_case 'a plain query does not count what costs much' how_many_at_least
test_case '--filter' filters
test_case '--filter: a field that there is not' unknown_filters
test_case '--filter FIELD==VALUE' values_themselves
test_case 'each value of a facet narrows to as many as it says' narrowing_by_each_value
test_case '--facets as lines' facet_lines
test_case '--facets as JSON' facet_json
test_case '--facets, --timeline and --map as bars' bars
test_case 'hostile values' hostile_values
test_case '--facets: what there is not, and where there is no place' unknown_facets
test_case '--plot' pictures
test_case '--plot replaces nothing that it did not make' pictures_of_others
test_case 'counts and facets by brute force' brute_force
finish
