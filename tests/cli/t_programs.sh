#!/bin/sh
# Formats for programs, read back by software that is not ours.
# shellcheck disable=SC2317,SC1112,SC2016 # test_case calls the functions; quotes and dollars are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp -R "$DATA/small" small
coopidx -q -i ./index small >index.log 2>&1
mkdir wild
python3 "$TESTS/cli/hostile.py" >wild/wild.csv
printf 'zorglub\000nul\n\033[31mrouge\n' >wild/nul.txt
coopidx -q -i ./wild.index wild >wild.log 2>&1 || [ $? -eq 3 ]
COOP_INDEX=./index
export COOP_INDEX
FORMATS='json jsonl tsv csv excel ids paths ris bibtex isbd dc html trec'
# as a sheet has its cells, and JSON its values
COLUMNS=id,title,director,year,country,genre,colour,mode,producers,description,keywords,url,language,path,line
schema=$ROOT/query/coopq.schema.json

in_schema() {
	python3 "$TESTS/cli/json_schema.py" "$schema" "$1"
}

# read_back FORMAT WORD...: all hits.
read_back() {
	form=$1
	shift
	coopq -n 1000 --jsonl "$@" >hits
	coopq -n 1000 --format="$form" "$@" >printed
	case $form in
	csv | excel) coopq -n 1000 --format="$form" --fields="$COLUMNS,score" "$@" >printed ;;
	ris) # MODS is the one thing that bibutils makes of all formats
		ris2xml printed >mods 2>told
		mv mods printed
		;;
	bibtex)
		bib2xml printed >mods 2>told
		mv mods printed
		;;
	esac
	python3 "$TESTS/cli/read_back.py" "$form" printed hits
}

json_fits_its_schema() {
	for words in 'scop atelier' '"scop atelier' 'xyzzyx' 'scop (atelier ET' 'scoop atelieer' 'annee:abc scop'; do
		coopq --format=json "$words" >out || [ $? -eq 1 ]
		in_schema out
		coopq --jsonl "$words" >out || [ $? -eq 1 ]
		[ ! -s out ] || in_schema out
	done
	coopq --format=json --fields=id,snippet,score,other.fonds scop >out
	in_schema out
	coopq -i ./wild.index --format=json -n 1000 zorglub >out
	in_schema out
	coopq -i ./wild.index --jsonl -n 1000 zorglub >out
	in_schema out
	printf 'q1\tscop\nxyzzyx\n...\nq4\t"scop réseau de"\n' >queries
	for form in json jsonl; do
		coopq --batch --format="$form" <queries >out 2>err
		in_schema out
	done
	for form in json jsonl; do
		coopq --format="$form" --group scop >out
		in_schema out
		coopq --format="$form" --facets=genre,year scop >out
		in_schema out
		holds out 'has("facets") or has("rank")'
	done
	# the schema refuses what is not so
	for change in 'del(.hits)' '.schema = 2' '.hits[0].year = []' 'del(.query.text)' '.shown = -1' \
		'.hits[0].highlights = [[1]]' '.facets = [1]'; do
		coopq --format=json scop | jq -c "$change" >out
		if in_schema out >refused 2>&1; then
			echo "$change is accepted"
			return 1
		fi
	done
}

json_tells_of_the_query() {
	expect_code 0 coopq --format=json -n 2 --offset 1 'scoop (atelier ET'
	is 1 "$(wc -l <out)"
	holds out '.schema == 1 and .offset == 1 and .shown == 2 and (.hits | length) == 2'
	holds out '.hits[0].rank == 2 and (.total >= 3) and .total_is_exact'
	holds out '.query.text == "scoop (atelier ET" and (.query.understood | contains("atelier"))'
	holds out '(.query.tree | length) > 0 and .query.corrections == [{"typed": "scoop", "taken": "scop"}]'
	holds out '.query.warnings | map(.kind) == ["operator", "open"] and .[0].column == 16'
	holds out '.timing | .understanding >= 0 and .matching >= 0 and .reranking >= 0'
	# the hits are those of JSON lines
	coopq --format=json 'scop atelier' | jq -c '.hits[]' >expected
	coopq --jsonl 'scop atelier' | jq -c 'del(.schema)' >actual
	same expected actual
	# and nothing depends on the language
	coopq --format=json 'scoop (atelier ET' | jq -c 'del(.timing)' >expected
	LC_ALL=fr_FR.UTF-8 coopq --format=json 'scoop (atelier ET' | jq -c 'del(.timing)' >actual
	same expected actual
}

tables_are_read_back() {
	for form in csv excel tsv; do
		read_back "$form" 'scop atelier tabulation résumé'
		read_back "$form" -i ./wild.index zorglub
	done
}

documents_are_read_back() {
	for form in html dc; do
		read_back "$form" 'scop atelier tabulation résumé'
		read_back "$form" -i ./wild.index zorglub
	done
	coopq -i ./wild.index --format=dc -n 1000 zorglub | xmllint --noout -
	LC_ALL=fr_FR.UTF-8 coopq --format=html 'scop <b>&' >out
	xmllint --html --noout out 2>/dev/null
	has out '<html lang="fr">'
	has out '<h1>scop &lt;b&gt;&amp; : '
	has out '<mark>'
}

references_are_read_back() {
	for form in ris bibtex; do
		read_back "$form" 'scop atelier banquier'
		hasnt told rror
		read_back "$form" -i ./wild.index 'zorglub annee:1900..'
	done
	# a key for each notice, the same in every answer
	coopq -i ./wild.index --format=bibtex -n 1000 zorglub | grep '^@misc{' >keys
	is "$(coopq -i ./wild.index --ids -n 1000 zorglub | wc -l)" "$(sort -u keys | wc -l)"
	LC_ALL=C grep -v -x '@misc{[A-Za-z0-9.:/_-]*,' keys >odd || :
	empty odd
	coopq --format=bibtex scop | grep '^@misc{' | sort >all
	coopq --format=bibtex -n 1 scop | grep '^@misc{' >one
	grep -q -x -F -f one all
}

references_tell_of_films() {
	mkdir films
	cat >films/films.csv <<-END
		id;titre;réalisateur;année;pays;genre;durée;couleur;producteurs;résumé;mots-clés;url;langue
		f1;La Grève;Anne Dupré et Louis Roux;vers 1970;France;Documentaire;52 min;Couleur;Cap services (11 rue Duphot, 69003 Lyon);Un résumé.;grève, usine;https://films.example/1;français
		f2;Livre;Dupré, Anne;2001;;Ouvrage;;;;;;;
		f3;Rien d'autre;;;;;;;;;;;
	END
	coopidx -q -i ./films.index films
	COOP_INDEX=./films.index
	coopq --format=ris grève | tr -d '\r' >out
	printf '%s\n' 'TY  - MPCT' 'ID  - f1' 'TI  - La Grève' 'AU  - Anne Dupré' 'AU  - Louis Roux' \
		'PY  - 1970' 'AB  - Un résumé.' 'KW  - grève' 'KW  - usine' 'UR  - https://films.example/1' \
		'CY  - France' 'PB  - Cap services' 'LA  - français' 'M1  - 52 min' 'M3  - Documentaire' \
		'N1  - Couleur' 'ER  - ' '' >expected
	same expected out
	coopq --format=ris livre | tr -d '\r' >out
	has out 'TY  - BOOK'
	has out 'AU  - Dupré, Anne' # one name
	coopq --format=isbd 'grève OU livre OU autre' | sort >out
	printf '%s\n' 'La Grève / Anne Dupré, Louis Roux. - France : Cap services, vers 1970. - 52 min : Couleur' \
		'Livre / Dupré, Anne. - 2001' "Rien d'autre" >expected
	same expected out
	coopq --format=bibtex grève >out
	has out 'author = {Anne Dupré and Louis Roux}'
	has out 'howpublished = {Documentaire, 52 min, Couleur}'
	coopq --format=dc grève >out
	has out '<dc:creator>Louis Roux</dc:creator>'
	has out '<dc:subject>usine</dc:subject>'
	coopq --format=html grève >out
	has out '<a rel="noreferrer" href="https://films.example/1">'
}

# no_controls FILE: as in t_formats.sh, beside tabs and line ends.
no_controls() {
	if LC_ALL=C tr -d '\t\r\n' <"$1" | LC_ALL=C grep -q -a \
		-e "$(printf '[\001-\037\177]')" -e "$(printf '\302[\200-\237]')" \
		-e "$(printf '\342\200[\216\217\250-\256]')" -e "$(printf '\342\201[\246-\251]')" \
		-e "$(printf '\330\234')"; then
		echo "control characters in $1:"
		cat -v "$1" | head -n 20
		return 1
	fi
}

no_terminal_is_driven() {
	for form in text $FORMATS; do
		coopq -i ./wild.index --format="$form" --color=never -n 1000 zorglub >out 2>err
		[ -s out ]
		no_controls out
		no_controls err
	done
	coopq -i ./wild.index -n 1000 --template '%{title} %{url} %{snippet} %{other.fonds}' zorglub >out
	no_controls out
}

nothing_found() {
	for form in $FORMATS; do
		expect_code 1 coopq --format="$form" xyzzyx
		case $form in
		json) holds out '.hits == [] and .total == 0 and .total_is_exact' ;;
		csv) is 'id,score,title,director,' "$(cut -c 1-24 out)"; is 1 "$(wc -l <out)" ;;
		excel) is 1 "$(wc -l <out)"; has out ';title;director;' ;;
		html) has out '<h1>xyzzyx: nothing found</h1>'; hasnt out '<ol' ;;
		dc) xmllint --noout out; has out '</records>' ;;
		*) empty out ;;
		esac
	done
	LC_ALL=fr_FR.UTF-8 expect_code 1 coopq --format=html xyzzyx
	has out '<h1>xyzzyx : rien trouvé</h1>'
}

batch_says_nothing() {
	printf 'q1\tatelier banquier\nxyzzyx\n\nq4\t...\n' >queries
	expect_code 0 coopq --batch -n 1 <queries
	is 'q1 2 q4' "$(cut -f 1 out | xargs)"
	is 'atelier banquier|xyzzyx|...' "$(cut -f 9 out | paste -s -d '|')"
	is 'p-01 ' "$(cut -f 2 out | paste -s -d ' ' | sed 's/ *$/ /')"
	expect_code 0 coopq --batch --ids -n 1 <queries
	printf 'q1\tp-01\n2\t\nq4\t\n' >expected
	same expected out
	expect_code 0 coopq --batch --ids -0 -n 1 <queries
	printf 'q1\tp-01\0002\t\000q4\t\000' >expected
	same expected out
	expect_code 0 coopq --batch --format=csv --fields=id,query -n 1 <queries
	printf 'query-id,id,query\r\nq1,p-01,atelier banquier\r\n2,,xyzzyx\r\nq4,,...\r\n' >expected
	same expected out
	expect_code 0 coopq --batch --format=json -n 1 <queries
	is '1 0 0' "$(jq '.hits | length' out | xargs)"
	is 'atelier banquier|xyzzyx|...' "$(jq -r .query.text out | paste -s -d '|')"
	expect_code 0 coopq --batch --jsonl -n 1 <queries
	is 'null 0 0' "$(jq .shown out | xargs)"
	expect_code 0 coopq --batch --template '%{query-id} %{query} %{id}' -n 1 <queries
	is 'q1 atelier banquier p-01' "$(cat out)"
	coopq --batch -j 3 --format=csv <queries >out 2>err
	coopq --batch --format=csv <queries >expected 2>err
	same expected out
	for form in text ris bibtex isbd dc html; do
		expect_code 2 coopq --batch --format="$form" <queries
		has err "$form holds the answer to one query"
	done
}

columns_are_chosen() {
	coopq --tsv -n 1 --fields 'id, Titre,année,rang,ligne' 'atelier banquier' >out
	printf 'p-01\tL’Atelier, une scop\t1998\t1\t2\n' >expected
	same expected out
	coopq --format=csv -n 1 --fields Identifiant,extrait 'atelier banquier' >out
	is "$(printf 'Identifiant,extrait\r')" "$(head -n 1 out)" # headings as they are typed
	coopq --jsonl -n 1 --fields Titre,extrait,rang,titre 'atelier banquier' >out
	holds out 'keys == ["highlights", "rank", "schema", "snippet", "title"] and .title == "L’Atelier, une scop"'
	coopq --jsonl --fields other.fonds,autre.fonds tabulation >out
	holds out '. == {"schema": 1, "other": {"fonds": "un\tfonds"}}'
	expect_code 2 coopq --tsv --fields id,zut scop
	has err "there is no field 'zut'; there are: id, title, director, "
	has err 'other.NAME, rank, score, path, line, index, query, query-id, snippet'
	LC_ALL=fr_FR.UTF-8 expect_code 2 coopq --tsv --fields '' scop
	has err 'il n'"'"'y a pas de champ «  » ; il y a : identifiant, titre, réalisation, '
	# each name that it lists is one
	sed 's/.* : identifiant/identifiant/; s/, /\n/g' err >names
	[ "$(wc -l <names)" -ge 30 ]
	while read -r name; do
		expect_code 0 coopq --tsv --fields "$name" scop
	done <names
	for form in text ids ris html trec; do
		expect_code 2 coopq --format="$form" --fields id scop
		has err "--fields chooses columns of tsv, csv, excel, json and jsonl; the format is $form"
	done
}

templates() {
	coopq -n 1 --template '%{titre} (%{year|s.d.})\t%{rank}%% \\ %{url|<a\}>}' 'atelier banquier' >out
	printf 'L’Atelier, une scop (1998)\t1%% \\ <a}>\n' >expected
	same expected out
	coopq -n 1 --template '%{title} (%{year|s.d.})' 'Essaimer' >out
	is 'Essaimer (s.d.)' "$(cat out)"
	coopq -0 -n 2 --template '%{id}\n' 'scop atelier' >out
	printf 'p-01\n\000notice.txt\n\000' >expected
	same expected out
	coopq --template 'Une\ntabulation: %{title}' tabulation >out # of a notice, no line end
	is 2 "$(wc -l <out)"
	for bad in '%' '%{' '%{title' 'x %title' '%{title|x'; do
		expect_code 2 coopq --template "$bad" scop
		has err "'%' begins a field"
	done
	expect_code 2 coopq --template '%{zut}' scop
	has err "there is no field 'zut'"
	expect_code 2 coopq --template '%{id}' --fields id scop
	expect_code 2 coopq --template '%{id}' --format=csv scop
	has err 'leave out --fields, and other formats'
}

nul_separated() {
	coopq --ids -0 'scop atelier' | tr '\0' '\n' >out
	coopq --ids 'scop atelier' >expected
	same expected out
	coopq --format=paths --null scop | xargs -0 ls >out
	has out 'small/films.csv'
	# as they are, for what reads them so
	mkdir strange
	echo 'zorglub impair' >"strange/$(printf 'a\nb\033.txt')"
	coopidx -q -i ./odd.index strange
	coopq -i ./odd.index --format=paths -0 zorglub >out
	printf 'strange/a\nb\033.txt\000' >expected
	same expected out
	coopq -i ./odd.index --format=paths zorglub >out
	printf 'strange/a b .txt\n' >expected
	same expected out
	for form in text json tsv csv html; do
		expect_code 2 coopq -0 --format="$form" scop
		has err "--null goes with --ids, --format=paths and --template; the format is $form"
	done
}

empty_columns_survive() { # in the shell, by the manual's recipe
	for language in '' .fr; do
		page=$ROOT/query/coopq$language.1
		sed -n "/^\.Dl.*IFS=/s/^\.Dl \$ //p" "$page" | sed 's/\\e/\\/g; s/\\(aq/'"'"'/g; s/\\(dq/"/g' >recipe
		[ -s recipe ]
		sed -i 's/essaimage/résumé/' recipe
		sh recipe >out
		has out '5: Sans résumé ( )'
	done
	coopq --tsv -n 1 'Sans résumé' | tr '\t' '\037' |
		while IFS=$(printf '\037') read -r id _ title director year path line; do
			echo "$id|$title|$director|$year|$path|$line"
		done >out
	is 'p-03|Sans résumé|||small/films.csv|5' "$(cat out)"
}

formats_and_short_names() {
	for form in tsv jsonl ids trec; do
		coopq --format="$form" scop >expected
		coopq "--$form" scop >actual
		same expected actual
	done
	coopq --format=text scop >expected
	coopq scop >actual
	same expected actual
	expect_code 2 coopq --format=yaml scop
	has err "--format takes one of text|json|jsonl|"
}

long_cells_are_cut_for_excel() {
	mkdir long
	awk 'BEGIN { printf "id,titre,resume\n1,zorglub,\""; for (i = 0; i < 9000; i++) printf "été; "; print "\"" }' >long/a.csv
	coopidx -q -i ./long.index long
	coopq -i ./long.index --format=excel --fields description zorglub >out
	is 32001 "$(tail -n +2 out | tr -d '"\r\n' | wc -m)"
	coopq -i ./long.index --format=csv --fields description zorglub >out
	is 44999 "$(tail -n +2 out | tr -d '"\r\n' | wc -m)"
}

test_case 'JSON fits its schema' json_fits_its_schema
test_case 'JSON tells of the query' json_tells_of_the_query
test_case 'tables are read back' tables_are_read_back
test_case 'documents are read back' documents_are_read_back
test_case 'references are read back' references_are_read_back
test_case 'references tell of films' references_tell_of_films
test_case 'no format drives a terminal' no_terminal_is_driven
test_case 'nothing found' nothing_found
test_case 'a batch says what found nothing' batch_says_nothing
test_case '--fields' columns_are_chosen
test_case '--template' templates
test_case '-0' nul_separated
test_case 'empty columns in a shell' empty_columns_survive
test_case '--format and its short names' formats_and_short_names
test_case 'long cells for Excel' long_cells_are_cut_for_excel
finish
