#!/bin/sh
# JSON and JSON lines: where the notices are, keys to fields, damage, and what the programs wrote themselves.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

COOP_INDEX=./index
export COOP_INDEX

# values FILE...: a line for each record: its line, and its values without the id.
values() {
	coopidx -q --extract=jsonl "$@" 2>err | jq -r '[(.line | tostring)] + [.values[] | select(.field != "id")
		| (.name // .field) + "=" + (.value | tostring)] | join("|")'
}

# reads EXPECTED FILE: the values of the file, a record a line.
reads() {
	printf '%s\n' "$1" >expected
	values "$2" >out
	diff expected out
}

one='{"titre":"Tisser ensemble","realisateur":"Lucie Tavernier","annee":2004}'
two='{"titre":"La relève","realisateur":"Paul Morin","annee":1998}'
# both records, at the lines $1 and $2
both() {
	printf '%s|title=Tisser ensemble|director=Lucie Tavernier|year=2004\n' "$1"
	printf '%s|title=La relève|director=Paul Morin|year=1998\n' "$2"
}

shapes() {
	n=0
	while IFS= read -r wrapping; do
		n=$((n + 1))
		printf '%s\n' "$wrapping" | jq -rR --arg both "$one,$two" 'gsub("BOTH"; $both)' >"s$n.json"
		reads "$(both 1 1)" "s$n.json" || { echo "$wrapping"; return 1; }
	done <<-'LINES'
		[BOTH]
		{"results":[BOTH]}
		{"total":2,"took":3,"data":{"page":1,"items":[BOTH],"facets":[{"name":"pays","count":2}]}}
		{"title":"Mon catalogue","home_page_url":"https://ex.coop","items":[BOTH]}
		{"@context":"https://schema.org","@graph":[BOTH]}
		[{"results":[BOTH]},{"results":[]}]
		{"catalogue":{"fiches filmées":[BOTH]}}
		[["titre","realisateur","annee"],["Tisser ensemble","Lucie Tavernier",2004],["La relève","Paul Morin",1998]]
		rappel({"notices":[BOTH]});
		)]}',[BOTH]
		var films = [BOTH];
	LINES
	[ "$n" -eq 11 ]
	printf '{"12":%s,"13":%s}' "$one" "$two" >ids.json
	coopidx -q --extract=jsonl ids.json | jq -r '.values[] | select(.field == "id") | .value' >out
	printf '12\n13\n' | diff - out
	printf '{"films":[%s,%s],"livres":[{"title":"Un livre","auteur":"X"},{"title":"Deux","auteur":"Y"}]}' \
		"$one" "$two" >lists.json
	reads "$(both 1 1; echo '1|title=Un livre|director=X'; echo '1|title=Deux|director=Y')" lists.json
}

lines() {
	printf '%s\n%s\n' "$one" "$two" >l1.jsonl
	printf '%s\n%s' "$one" "$two" >l2.json
	printf '\n%s\n\n  \r\n%s' "$one" "$two" >l3.ndjson
	printf '%s%s' "$one" "$two" >l4.json
	printf '\036%s\n\036%s\n' "$one" "$two" >l5.json
	printf '{"index":{"_id":"1"}}\n%s\n{"index":{"_id":"2"}}\n%s\n' "$one" "$two" >l6.json
	reads "$(both 1 2)" l1.jsonl
	reads "$(both 1 2)" l2.json
	reads "$(both 2 5)" l3.ndjson
	reads "$(both 1 1)" l4.json
	reads "$(both 1 2)" l5.json
	reads "$(both 2 4)" l6.json
}

charsets() {
	printf '[%s,\n%s]' "$one" "$two" >utf8.json
	for set in utf-16 utf-16le utf-16be windows-1252; do
		iconv -f utf-8 -t "$set" utf8.json >"$set.json"
		reads "$(both 1 2)" "$set.json"
	done
	printf '\357\273\277' | cat - utf8.json >mark.json
	reads "$(both 1 2)" mark.json
}

records() {
	cat >es.json <<-'END'
		{"took":1,"hits":{"total":{"value":1},"hits":[{"_index":"films","_id":"a1","_source":
		{"titre":"Été","realisateur":{"prenom":"Anne","nom":"Brun"},"note":12.50,"cote":12345678901234567890123,
		"vu":true,"rien":null,"vide":"","sujets":["usine","grève"],"resume":"<p>Une &eacute;quipe <b>unie</b></p>"}}]}}
	END
	reads '1|title=Été|director=Anne Brun|note=12.50|cote=12345678901234567890123|vu=true|keywords=usine|keywords=grève|description=Une équipe unie|_index=films' es.json
	cat >carte.geojson <<-'END'
		{"type":"FeatureCollection","name":"cae","features":[
		{"type":"Feature","geometry":{"type":"Point","coordinates":[4.85,45.75]},"properties":{"nom":"CAE du Rhône","ville":"Lyon"}},
		{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,2],[3,4]]]},"properties":{"nom":"Scop des Alpes","ville":"Gap"}}]}
	END
	reads '2|title=CAE du Rhône|town=Lyon|geometry=4.85, 45.75
3|title=Scop des Alpes|town=Gap' carte.geojson
	cat >csl.json <<-'END'
		[{"id":"b98","type":"book","title":"La Scop","author":[{"family":"Brun","given":"Anne"},{"literal":"Collectif"}],
		"issued":{"date-parts":[[1998,3,2]]}}]
	END
	reads '1|genre=book|title=La Scop|director=Anne Brun|director=Collectif|year=1998-03-02' csl.json
	cat >omeka.json <<-'END'
		[{"@type":"o:Item","o:id":12,"dcterms:title":[{"type":"literal","property_id":1,"@value":"Le fonds"}],
		"dcterms:subject":[{"@value":"coopérative"},{"@value":"archives"}],"dcterms:created":[{"@value":"1998"}]}]
	END
	reads '1|genre=o:Item|title=Le fonds|keywords=coopérative|keywords=archives|year=1998' omeka.json
	cat >classic.json <<-'END'
		[{"id":3,"element_texts":[{"html":false,"text":"La charte","element":{"id":50,"name":"Title"}},
		{"html":false,"text":"Brun","element":{"id":39,"name":"Creator"}}],"tags":[{"id":4,"name":"scop"}]}]
	END
	reads '1|title=La charte|director=Brun|keywords=scop|tags.id=4' classic.json
	echo '{"titre":{"en":"Summer","fr":"Été"},"acteurs":[{"nom":"Zoé","role":"elle"},{"nom":"Luc"}],
		"lieu":{"ville":"Lyon","pays":"France"}}' >langues.json
	reads '1|title=Été|titre.en=Summer|acteurs=Zoé|acteurs.role=elle|acteurs=Luc|town=Lyon|country=France' langues.json
}

# What the content decides, as for the columns of a table.
keys() {
	for i in 1 2 3 4 5 6; do
		printf '{"ref":"F%s","nom":"Film numéro %s","annee":"inconnue","parution":%s,"id":%s}\n' \
			"$i" "$i" "199$i" "$((i % 2))"
	done >roles.jsonl
	expect_code 0 coopidx -q --extract=jsonl roles.jsonl
	jq -se 'map(.values | map({key: .field, value}) | from_entries) | map(.id) == ["F1","F2","F3","F4","F5","F6"]
		and .[0].title == "Film numéro 1" and .[0].year == 1991' out
	printf 'nom = description\nref =\n' >map
	expect_code 0 coopidx -q --extract=jsonl --map map roles.jsonl
	jq -se 'all(.[]; any(.values[]; .field == "description") and all(.values[]; .value != "F1"))' out
	# the second of two values of what a notice has once, and keys twice
	echo '{"titre":["Un","Deux"],"annee":[1998,1999],"duree":"1h12","duree":"1h15"}' >twice.json
	reads '1|title=Un|titre=Deux|year=1998|annee=1999|minutes=75' twice.json
}

# spoilt PROGRAM: three records in each of four forms, the second of which sed has damaged.
spoilt() {
	printf '{"titre":"A","gens":[{"nom":"X"}]}\n' >first
	printf '{"titre":"B","gens":[{"nom":"Y"}]}\n' | sed "$1" >second
	printf '{"titre":"C","gens":[{"nom":"Z"}]}\n' >third
	cat first second third >d1.jsonl
	{ echo '['; cat first; echo ','; cat second; echo ','; cat third; echo ']'; } >d2.json
	{ printf '{"total":3,"results":['; tr -d '\n' <first; printf ','; tr -d '\n' <second; printf ','
		tr -d '\n' <third; printf ']}'; } >d3.json
	for file in d1.jsonl d2.json d3.json; do
		expect_code 3 coopidx --extract=jsonl "$file"
		jq -r '.values[0].value' out | tr -d '\n' >titles
		is AC "$(cat titles)" || { echo "$1 in $file"; return 1; }
		is 1 "$(grep -c "^coopidx: $file:" err)"
		grep -qE "^coopidx: $file:[0-9]+:[0-9]+: a .*record" err
	done
}

damage() {
	for how in 's/"B"/"B/' 's/"B"/B/' 's/:\[/[/' 's/"gens"/gens/' 's/,/ /' 's/\[/[[/' 's/}]}//' 's/^{/{{/' \
		's/".*/"ti/'; do
		spoilt "$how"
	done
	# where it is, and why
	printf '%s\n{"titre":"B","annee":vers 1998}\n%s\n' "$one" "$two" >place.jsonl
	expect_code 3 coopidx --extract=jsonl place.jsonl
	has err 'coopidx: place.jsonl:2:22: a damaged record, left out: a value'
	expect_code 3 env LC_ALL=fr_FR.UTF-8 coopidx --extract=jsonl place.jsonl
	has err 'un enregistrement abîmé, laissé de côté : il manque ici une valeur'
	# an array that ends in the middle, and one with something behind it
	printf '[%s,\n%s,\n{"titre":"C' "$one" "$two" >cut.json
	expect_code 3 coopidx --extract=jsonl cut.json
	is 2 "$(wc -l <out)"
	has err 'cut.json:3:12: a record that ends in the middle'
	printf '[%s,%s]\n<!-- fin -->\n' "$one" "$two" >tail.json
	expect_code 3 coopidx --extract=jsonl tail.json
	is 2 "$(wc -l <out)"
	has err 'tail.json:2:1: '
}

# What is read all the same, and told once.
tolerated() {
	printf '[{"titre":"Deux\nlignes","annee":NaN,},\n{"titre":"L\\\047été \\ud800 \\ud83d\\ude00"}\n{"titre":"C\001D"}]' >odd.json
	expect_code 3 coopidx --extract=jsonl odd.json
	jq -se 'map(.values[0].value) == ["Deux\nlignes", "L\u0027été \ufffd 😀", "C D"]' out
	is 1 "$(grep -c 'NaN' err)"
	is 1 "$(grep -c 'commas' err)"
	is 1 "$(grep -c 'escapes' err)"
	is 1 "$(grep -c 'line ends and control' err)"
}

# Kinds by their content, whatever the name; what is no notice.
kinds() {
	for file in a.txt a.csv a.md a.html a.data; do
		printf '[%s,%s]\n' "$one" "$two" >"$file"
		reads "$(both 1 1)" "$file"
		coopidx --extract=jsonl "$file" >out 2>err || :
		case $file in
		*.txt | *.data) ;;
		*) has err 'is JSON, not what its name says' ;;
		esac
	done
	for text in '[Sans titre] Un film de Paul Morin' '{{modèle}} texte' '{"titre" à mettre entre guillemets' '[ ] à faire'; do
		echo "$text" >plain.txt
		coopidx -n plain.txt >out
		hasnt out JSON
	done
	echo '{"compilerOptions":{"strict":true},"exclude":["build"]}' >settings.json
	echo '[1,2,3]' >numbers.json
	expect_code 2 coopidx --extract=jsonl settings.json numbers.json
	is 2 "$(grep -c 'holds no notices' err)"
	echo '[]' >none.json
	: >empty.json
	expect_code 2 coopidx --extract=jsonl none.json empty.json
	hasnt err none.json
	hasnt err empty.json
	printf '[%s,%s]' "$one" "$two" | coopidx --extract=jsonl --stdin-name=x.json - >out
	is 2 "$(wc -l <out)"
	expect_code 0 coopidx -n s2.json
	has out 'JSON'
	has out 'in results[]'
	grep -qE 'realisateur +director' out
}

# What coopidx and coopq write comes back as it was.
own() {
	coopidx -q --extract=jsonl "$ROOT/corpus" >once.jsonl
	[ "$(wc -l <once.jsonl)" -gt 100 ]
	coopidx -q --extract=jsonl once.jsonl >twice.jsonl
	for file in once twice; do
		jq -c '{file, line, values: [.values[] | del(.from, .to)]}' "$file.jsonl" >"$file"
	done
	cmp once twice
	expect_code 0 coopidx -q "$ROOT/corpus"
	coopidx --dump >dump.jsonl
	told='{file, line, values: [.values[] | .value |= tostring]}'
	coopidx -q --extract=jsonl dump.jsonl | jq -c "$told" >dumped
	jq -c "select(.values) | $told" dump.jsonl | cmp - dumped
	coopq --jsonl -n 40 scop >hits.jsonl
	coopq --format=json -n 40 scop >hits.json
	coopidx -q -i again hits.jsonl
	for file in hits.jsonl hits.json; do
		coopidx -q -i again "$file"
		coopq -i again --jsonl -n 40 '*' |
			jq -Sc 'del(.rank, .score, .snippet, .highlights, .passages)' | sort >back
		jq -Sc 'del(.rank, .score, .snippet, .highlights, .passages)' hits.jsonl | sort | cmp - back
	done
	rm -rf index again
}

# The same records however other software writes them.
jq_writes() {
	coopidx -q --extract=csv "$ROOT/corpus/films.csv" >films.csv
	coopidx -q --extract=jsonl "$ROOT/corpus/films.csv" | jq -c '[.values[] | select(.field != "id") |
		{key: (.name // .field), value}] | group_by(.key) | map({key: .[0].key, value:
		(if length > 1 then map(.value) else .[0].value end)}) | from_entries' >lines.jsonl
	jq -c . lines.jsonl >j1.jsonl
	jq -s . lines.jsonl >j2.json
	jq -sc '{meta: {n: length}, data: .}' lines.jsonl >j3.json
	jq -s --tab --sort-keys '{results: .}' lines.jsonl >j4.json
	sed 's/^/\x1e/' lines.jsonl >j5.json
	jq -sa . lines.jsonl >j6.json
	for file in j1.jsonl j2.json j3.json j4.json j5.json j6.json; do
		coopidx -q --extract=jsonl "$file" | jq -Sc '[.values[] | select(.field != "id") |
			[.field, .name, .value]] | sort' >"$file.out"
		[ -s "$file.out" ]
		cmp j1.jsonl.out "$file.out"
	done
}

hostile() {
	perl -e 'print "["x10000, "]"x10000' >deep1.json
	perl -e 'print "{\"a\":"x10000, 1, "}"x10000' >deep2.json
	perl -e 'print "{\"titre\":\"A\"}\n{\"titre\":", "["x10000, "]"x10000, "}\n{\"titre\":\"B\"}\n"' >deep3.jsonl
	perl -e 'print "{\"titre\":\"A\"}\n{\"titre\":\"", "x"x20000000, "\"}\n{\"titre\":\"B\"}\n"' >long.jsonl
	perl -e 'print "{\"titre\":\"A\"}\n{", join(",", map {"\"k$_\":$_"} 1..200000), "}\n{\"titre\":\"B\"}\n"' >keys.jsonl
	perl -e 'print "{\"titre\":\"A\",\"n\":", "9"x1000000, "}\n{\"titre\":\"B\"}\n"' >number.jsonl
	perl -e 'print "{\"a\":[\n"x100000' >open1.jsonl
	perl -e 'print "{"x1000000' >open2.json
	perl -e 'print "[{\"titre\":\"", "a"x10000000' >open3.json
	perl -e 'print "{bad\n"x100000' >bad.jsonl
	for file in deep1.json deep2.json open1.jsonl open2.json open3.json bad.jsonl; do
		expect_code 2 within coopidx --extract=jsonl "$file"
		[ "$(grep -c "^coopidx: $file" err)" -ge 1 ]
		[ "$(wc -l <err)" -lt 30 ]
	done
	for file in deep3.jsonl long.jsonl keys.jsonl number.jsonl; do
		coopidx --extract=jsonl "$file" 2>err | jq -r '.values[0].value' | tr -d '\n' >out
		is AB "$(cat out)"
		[ "$(wc -l <err)" -le 2 ]
	done
	coopidx -q --extract=jsonl number.jsonl | head -n 1 | jq -e '.values[1].value | length == 1000000'
}

test_case 'an array of notices is found wherever it is' shapes
test_case 'JSON lines, with blank lines or none, and objects one behind another' lines
test_case 'UTF-16, Windows-1252, a byte order mark' charsets
test_case 'records of Elasticsearch, GeoJSON, Zotero, Omeka; nested values; numbers as they are written' records
test_case 'keys are judged by what they hold; --map' keys
test_case 'a damaged object costs itself alone, and is told with its place' damage
test_case 'what exports write that is no JSON is read, and told once' tolerated
test_case 'the content decides, not the name; what holds no notices is told' kinds
test_case 'what coopidx and coopq write is read back to the same records' own
test_case 'however jq writes records, they are the same' jq_writes
test_case 'hostile files cost a message, and nothing else' hostile
finish
