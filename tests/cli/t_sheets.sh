#!/bin/sh
# The pages of --serve, but the search page: what they say is what the command line says.
# shellcheck disable=SC2317,SC2329,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp -R "$ROOT/corpus" corpus
coopidx -q -i ./index corpus
COOP_INDEX=./index
export COOP_INDEX

# ask STATUS [-f] ADDRESS [FORM]: the page goes to the file `page`, its status, type and names to `told`
ask() {
	wanted=$1
	shift
	language=
	if [ "$1" = -f ]; then
		language=-f
		shift
	fi
	address=$1
	shift
	# shellcheck disable=SC2086 # an option, or none
	"$BUILD/tests/render" $language "${index:-./index}" "$address" "$@" >page 2>told
	read -r status rest <told
	[ "$status" = "$wanted" ] || { echo "$address: $status $rest instead of $wanted"; head -c 500 page; return 1; }
}

sheet() { # STATUS [-f] ADDRESS [FORM]: the same of a page for people
	ask "$@" && has told 'text/html; charset=utf-8' || return 1
	sheets=$(($(cat sheets) + 1))
	echo "$sheets" >sheets
	mkdir -p seen
	cp page "seen/$sheets"
	echo "$sheets: $*" >>asked
}

# sheets_of COMMAND: a test case whose pages are HTML, all looked at by one Python.
sheets_of() {
	rm -rf seen asked
	echo 0 >sheets
	"$@"
	[ ! -d seen ] || python3 "$TESTS/cli/html_check.py" seen/* || { cat asked; return 1; }
}

notice() {
	sheet 200 -f '/notice?id=film-001&q=scop&filter=pays:France'
	has page '<h1 lang="fr">Entre nos mains</h1>'
	has page '<dt>réalisation</dt>'
	has page '<dd lang="fr">Mariana Otero</dd>'
	has page '<mark>Scop</mark>'
	has page 'corpus/films.csv:2</code>'
	has page 'href="/?q=scop&amp;filter=pays:France"'
	has page 'href="/export?id=film-001&amp;format=ris"'
	has page 'href="/similar?q=scop&amp;filter=pays:France&amp;id=film-001"'
	hasnt page 'file:'
	sheet 200 '/notice?id=film-001'
	has page '<dt>director</dt>'
	hasnt page '<mark>'
	# what --show shows, and in its order
	coopq --show film-001 | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p' >expected
	sed -n 's/^<dt>\([a-z][a-z]*\)<.*/\1/p' page >actual
	same expected actual
	# no word to mark is no reason to show nothing
	sheet 200 '/notice?id=film-001&q=%22'
}

parts() {
	id=$(coopq --jsonl -n 1000 '*' | jq -r 'select(.phone) | .id' | head -n 1)
	[ -n "$id" ]
	sheet 200 "/notice?id=$id"
	has page '<dt class="part">'
	sheet 200 "/notice?id=$(coopq --jsonl -n 1000 '*' | jq -r 'select(.url) | .id' | head -n 1)"
	has page 'rel="noreferrer noopener"'
}

unknown_id() {
	sheet 404 -f '/notice?id=film-01'
	has page 'href="/notice?q=&amp;id=film-001"'
	sheet 404 '/notice?id=%3Cb%3E'
	has page '&lt;b&gt;'
	sheet 400 '/notice?q=scop'
	sheet 404 '/export?id=nobody&format=ris'
	ask 404 '/api/notice?id=film-01'
	holds page '.error.status == 404 and (.error.hint | contains("film-001"))'
}

similar() {
	sheet 200 -f '/similar?id=film-001'
	coopq --ids -n 20 --like=film-001 >expected 2>words
	grep -o '<h2><a href="/notice?q=&amp;id=[^"]*' page | sed 's/.*id=//; s/%40/@/g' >actual
	same expected actual
	has page "$(sed -n 's/^coopq: words: \([^,]*\),.*/\1/p' words)"
	sheet 404 '/similar?id=film-01'
	sheet 400 /similar
	# the way back knows the selection, which does not narrow what is alike
	sheet 200 -f '/similar?id=film-001&q=scop&filter=pays:France&sort=title&page=2'
	has page 'href="/?q=scop&amp;filter=pays:France&amp;sort=title&amp;page=2"'
	grep -o '<h2><a href="/notice?q=scop[^"]*' page | sed 's/.*id=//; s/%40/@/g' >actual
	same expected actual
	# the query that it asks is not left behind
	ask 200 '/api/notice?id=film-001'
	holds page '.query.text == ""'
}

concordance() {
	for order in document left right; do
		coopq --tsv --kwic=60 --kwic-sort="$order" -n 50 scop 2>/dev/null | cut -f 1 >expected
		sheet 200 "/kwic?q=scop&order=$order"
		grep -o '&amp;id=[^"]*">[^<]*' page | sed 's/.*">//' >actual
		same expected actual
		coopq --jsonl --kwic=60 --kwic-sort="$order" -n 5 scop >expected 2>/dev/null
		ask 200 "/api/kwic?q=scop&order=$order&limit=5"
		same expected page
		python3 "$TESTS/cli/json_schema.py" "$ROOT/query/coopq.schema.json" page
	done
	sheet 200 -f '/kwic?q=de+la&page=2'
	has page 'page=3'
	# a page of occurrences is none of results
	has page 'href="/?q=de+la"'
	has page 'href="/notice?q=de+la&amp;id='
	sheet 400 '/kwic?q='
	sheet 400 '/kwic?q=scop&order=up'
	# nothing but the word in a value: no key has a byte
	sheet 200 '/kwic?order=left&filter=pays:France'
	sheet 400 '/kwic?q=scop&page=201'
	ask 200 '/api/kwic?q=scop&page=100'
	ask 400 '/api/kwic?q=scop&page=101'
	ask 200 '/api/kwic?q=scop&limit=100&page=1000'
	ask 400 '/api/kwic?q=scop&limit=1000&page=101'
	sheet 200 '/kwic?q=zzzzzzzz'
}

exports() {
	for format in json jsonl tsv csv excel ids paths ris bibtex isbd dc html trec; do
		ask 200 "/export?q=scop+lyon&filter=pays:France&format=$format&limit=7"
		coopq --format="$format" -n 7 --filter=pays=France scop lyon >expected 2>/dev/null
		if [ "$format" = json ]; then
			jq 'del(.timing)' page >actual
			jq 'del(.timing)' expected >want && mv want expected
		else
			mv page actual
		fi
		same expected actual
		has told ' scop-lyon.'
		ask 200 "/export?id=film-001&format=$format"
		coopq --format="$format" --show film-001 >expected 2>/dev/null
		[ "$format" = json ] || same expected page
	done
}

export_order() {
	ask 200 '/export?q=scop&sort=-annee&format=ids'
	coopq --ids -n 1000 --sort=-annee scop >expected
	same expected page
	# the page of the selection and its length are no matter
	ask 200 '/export?q=scop&sort=-annee&format=ids&page=2&n=3'
	same expected page
	ask 200 '/export?q=scop&group=1&format=ids'
	coopq --ids -n 1000 --group scop >expected
	same expected page
	sheet 400 '/export?q=scop&sort=-annee&format=trec'
}

export_choice() {
	sheet 200 -f '/export?q=scop&filter=pays:France'
	has page 'href="/export?q=scop&amp;filter=pays:France&amp;format=excel"'
	has page 'pour Zotero'
	has page "contiendra $(coopq --count scop --filter=pays=France) notices."
	has page '<title>Exporter : scop – coopq</title>'
	has page '>Chemins</a>'
	has page 'href="/?q=scop&amp;filter=pays:France"'
	# a large number has its digits in groups, as elsewhere
	seq -f 'zorglub %.0f' 1200 | sed '1i titre' >many.csv
	coopidx -q -i ./many many.csv
	index=./many sheet 200 '/export?q=zorglub'
	has page 'have 1,200 notices.'
	sheet 400 '/export?q=scop&format=pdf'
	sheet 400 '/export?q=&format=ris'
	sheet 400 '/export?q=scop&format=ris&limit=100001'
	sheet 400 '/export?q=scop&format=ris&limit=0'
}

printed() {
	sheet 200 -f '/print?q=scop&filter=pays:France'
	has page '<ol start="1" lang="fr">'
	has page 'pays:France'
	has page '<title>Liste : scop – coopq</title>'
	has page '>films.csv:'
	hasnt page '>corpus/films.csv:'
	is "$(coopq --count scop --filter=pays=France)" "$(grep -c '<h2>' page)"
	# the same answer is the same page
	cp page before
	sheet 200 -f '/print?q=scop&filter=pays:France'
	same before page
}

feed() {
	ask 200 '/feed?q=scop&filter=pays:France&n=3'
	has told 'application/atom+xml'
	xmllint --noout page
	cp page before
	python3 - <<-END
		import xml.etree.ElementTree as tree
		a = "{http://www.w3.org/2005/Atom}"
		feed = tree.parse("page").getroot()
		entries = feed.findall(a + "entry")
		links = {l.get("rel"): l.get("href") for l in feed.findall(a + "link")}
		assert links["self"] == "http://127.0.0.1:8717/feed?q=scop&filter=pays:France&n=3", links
		assert len(entries) == 3
		ids = [e.findtext(a + "id") for e in entries]
		assert len(set(ids)) == 3 and all(i.startswith("urn:uuid:") for i in ids)
		assert all(e.findtext(a + "updated") == feed.findtext(a + "updated") for e in entries)
		assert entries[0].find(a + "link").get("href").startswith("http://127.0.0.1:8717/notice?id=")
	END
	ask 200 '/feed?q=scop&filter=pays:France&n=3'
	same before page
	# a notice is the same in another feed, and a feed of something else another feed
	ask 200 '/feed?q=scop'
	grep -o '<id>[^<]*' before | sed 1d | sort >expected
	grep -o '<id>[^<]*' page | sort | comm -12 - expected >actual
	same expected actual
}

description() {
	ask 200 /opensearch.xml
	has told 'application/opensearchdescription+xml'
	xmllint --noout page
	has page 'template="http://127.0.0.1:8717/?q={searchTerms}"'
	has page 'application/atom+xml'
	# what a program leaves open, it leaves empty
	ask 200 '/api/search?q=scop&page=&n='
}

api() {
	ask 200 '/api/search?q=scop+lyon&filter=pays:France&n=4&page=2&facets=genre,year:3'
	coopq --format=json -n 4 --offset=4 --filter=pays=France --facets=genre,year:3 scop lyon |
		jq 'del(.timing)' >expected
	jq 'del(.timing)' page >actual
	same expected actual
	ask 200 '/api/search?q=scop&sort=-annee&group=1'
	coopq --format=json --sort=-annee --group scop | jq 'del(.timing)' >expected
	jq 'del(.timing)' page >actual
	same expected actual
	ask 200 '/api/notice?id=film-001'
	coopq --format=json --show film-001 | jq 'del(.timing)' >expected
	jq 'del(.timing)' page >actual
	same expected actual
	# whatever was asked before
	ask 200 /api/status
	holds page '.notices > 100 and (.indexes | length) == 1 and .indexes[0].generation == 1 and .indexes[0].since > 0'
}

api_errors() {
	ask 400 '/api/search?q='
	holds page '.error.status == 400'
	ask 400 -f '/api/search?q=scop&facets=nothing'
	holds page '.error.message | length > 0'
	ask 400 '/api/search?q=scop&filter=nobody:x'
	ask 400 '/api/search?q=scop&n=101'
	ask 400 '/api/search?q=scop&unknown=1'
	ask 404 /api/nowhere
	has told application/json
}

schema() {
	for address in '/api/search?q=scop&facets=genre' '/api/notice?id=film-001' /api/status; do
		ask 200 "$address"
		cat page >>answers
	done
	ask 404 '/api/notice?id=nobody'
	cat page >>answers
	ask 400 '/api/search'
	cat page >>answers
	python3 "$TESTS/cli/json_schema.py" "$ROOT/query/coopq.schema.json" answers
}

save() {
	ask 303 /searches 'q=scop+lyon&filter=pays:France&sort=-annee&name=essai&n=20'
	has told ' /searches'
	coopq --ids -n 1000 --filter=pays=France --sort=-annee scop lyon >expected
	coopq --ids -n 1000 @essai >actual
	same expected actual
	sheet 400 -f /searches 'q=cae&name=essai'
	has page 'essai'
	hasnt page -- '--force'
	coopq --ids -n 1000 @essai >actual
	same expected actual
	ask 303 /searches 'q=cae&name=essai&replace=1'
	coopq --ids -n 1000 cae >expected
	coopq --ids -n 1000 @essai >actual
	same expected actual
	sheet 400 /searches 'q=scop&name=..%2Fessai'
	sheet 400 /searches 'q=scop&name='
	sheet 400 /searches 'q=scop&name=a%00b'
	sheet 400 /searches 'q=&name=leer'
	sheet 400 /searches 'q=scop&filter=nobody:x&name=leer'
	is essai.json "$(ls "$HOME/.config/coop/searches")"
}

list_searches() {
	rm -rf "$HOME/.config"
	sheet 200 -f /searches
	has page 'Aucune recherche'
	coopq --save=films --filter=pays=France --sort=-annee --any scop lyon 2>/dev/null
	coopidx -q -i ./other corpus/films.csv
	coopq -i ./other --save=ailleurs scop 2>/dev/null
	echo broken >"$HOME/.config/coop/searches/cassée.json"
	sheet 200 -f '/searches?q=scop&filter=genre:Fiction'
	has page 'href="/?q=scop+lyon&amp;filter=pays:France&amp;sort=-annee"'
	has page -- '--any'
	has page 'd&#39;un autre index'
	has page 'cassée'
	has page 'name="filter" value="genre:Fiction"'
}

delete_search() {
	coopq --save=weg scop 2>/dev/null
	ask 303 /searches/delete 'name=weg'
	[ ! -e "$HOME/.config/coop/searches/weg.json" ]
	sheet 404 /searches/delete 'name=weg'
	sheet 405 /searches/delete
	sheet 400 /searches/delete 'name='
}

help_page() {
	sheet 200 -f /help
	cp page french
	sheet 200 /help
	if cmp -s page french; then return 1; fi
	# every example can be asked
	grep -o '<a href="/?q=[^"&]*' french page | sed 's/.*q=//' | sort -u >queries
	[ "$(wc -l <queries)" -ge 25 ]
	while read -r query; do
		ask 200 "/api/search?q=$query"
		holds page '.query.warnings | length == 0'
	done <queries
}

failures() {
	sheet 404 -f /nowhere
	has page 'adresse'
	sheet 400 '/print?q='
	sheet 400 '/print?q=scop&page=0'
	sheet 405 /notice 'q=scop'
}

hostile() {
	python3 "$TESTS/cli/hostile.py" >wild.csv
	coopidx -q -i ./wild wild.csv || [ $? -eq 3 ]
	index=./wild
	coopq -i ./wild --jsonl -n 1000 '*' | jq -r '.id | @uri' >ids
	[ "$(wc -l <ids)" -ge 40 ]
	while read -r id; do
		sheet 200 "/notice?id=$id&q=zorglub"
		hasnt page 'href="javascript'
		sheet 200 "/export?id=$id"
		sheet 200 "/similar?id=$id"
		ask 200 "/api/notice?id=$id"
		jq . page >/dev/null
	done <ids
	sheet 200 '/print?q=zorglub'
	sheet 200 '/kwic?q=zorglub&order=right'
	ask 200 '/feed?q=zorglub&n=100'
	xmllint --noout page
	for text in '%3Cscript%3Ealert(1)%3C/script%3E' '%22%20onload=%22x' '%00%1b%5b31m' '%ff%fe' "'%3E%3Cb%3E"; do
		sheet 200 "/searches?q=$text&filter=genre:$text" || sheet 400 "/searches?q=$text&filter=genre:$text"
		sheet 404 "/notice?id=$text&q=$text"
		ask 200 "/feed?q=zorglub+$text"
		xmllint --noout page
		sheet 200 "/print?q=zorglub+$text"
		sheet 400 "/export?q=zorglub&format=$text"
	done
}

test_case 'a notice in full' sheets_of notice
test_case 'what is found of producers, and addresses of the web' sheets_of parts
test_case 'an id that there is not' sheets_of unknown_id
test_case 'notices like one' sheets_of similar
test_case 'a concordance' sheets_of concordance
test_case 'exports are what coopq prints' sheets_of exports
test_case 'exports in another order' sheets_of export_order
test_case 'the choice of a format' sheets_of export_choice
test_case 'a printed list' sheets_of printed
test_case 'a feed' sheets_of feed
test_case 'a description for browsers' sheets_of description
test_case 'the API gives the JSON of coopq' sheets_of api
test_case 'errors of the API' sheets_of api_errors
test_case 'the schema of the API' sheets_of schema
test_case 'a search that a page saves is one that coopq asks' sheets_of save
test_case 'a list of saved searches' sheets_of list_searches
test_case 'a saved search is deleted' sheets_of delete_search
test_case 'the language of queries' sheets_of help_page
test_case 'pages that fail' sheets_of failures
test_case 'notices and addresses that are hostile' sheets_of hostile
finish
