#!/bin/sh
# coopidx --export=opensearch: its bulk lines hold every record, and the template has the documented shape.
# What is needed: the Debian packages jq and python3-jsonschema.
# shellcheck disable=SC2016,SC2317,SC2329 # test_case calls the functions; jq has variables of its own
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

# Of --extract=jsonl: for each record its file, line and values, those of a field or column in their order.
extracted='
	[.file, .line, (.values | map(
		(if .from == null and .confidence == null then "" else "found" end) as $found |
		if .field == "other" then {key: ("other " + .name), value: (.value | tostring)}
		elif $found != "" and (.field | IN("company", "address", "postcode", "town", "phone", "fax", "email"))
		then {key: ("found " + .field), value: (.value | tostring)}
		else {key: .field, value: (.value | tostring)} end
	) | group_by(.key) | map([.[0].key] + map(.value)))]'
# The same of a document.
exported='
	[.file, .line, (
		[(del(.file, .line, .facets, .other, .names, .found) | to_entries[] | .key as $key |
			.value[] | {key: $key, value: .}),
		((.found // {}) | to_entries[] | .key as $key | .value[] | {key: ("found " + $key), value: .}),
		(.names as $names | (.other // {}) | to_entries[] | .key as $key |
			[$names[$key], .value] | transpose[] | {key: ("other " + .[0]), value: .[1]})]
		| group_by(.key) | map([.[0].key] + map(.value)))]'

# export PATH...: bulk gets the lines, actions and documents each second one
export_all() {
	expect_code 0 coopidx -q --export=opensearch "$@"
	cp out bulk
	sed -n 'p;n' bulk >actions
	sed -n 'n;p' bulk >documents
	is "$(wc -l <actions)" "$(wc -l <documents)"
}

all_is_there() {
	export_all "$ROOT/corpus"
	coopidx -q --extract=jsonl "$ROOT/corpus" | jq -c "$extracted" >expected
	is 159 "$(wc -l <expected)"
	jq -c "$exported" documents >actual
	cmp expected actual
	# an action has an _id alone, which is that of the document
	jq -c '.index | if keys == ["_id"] then [._id] else error("keys") end' actions >expected
	jq -c '.id' documents | cmp expected -
	is '' "$(sort expected | uniq -d)"
}

same_from_index() {
	export_all "$ROOT/corpus"
	jq -c 'del(.file)' documents >expected
	coopidx -q -i ./index "$ROOT/corpus"
	export_all -i ./index
	jq -c 'del(.file)' documents | cmp expected -
	is films.csv "$(jq -r 'select(.id == ["film-001"]).file' documents)"
}

facets_are_ours() {
	printf '%s\n' 'titre,année,durée,genre,réalisation,ville' \
		'Un,1979-1981,1h12,"Essai, Film","Varda, Agnès ; Marker, Chris",Lyon' \
		'Deux,vers 1998 ?,52 min,essai,,' >f.csv
	export_all f.csv
	is '{"country":null,"director":["Varda, Agnès","Marker, Chris"],"genre":["Essai","Film"],"minutes":[72],"year":[1979,1981]}' \
		"$(jq -c -S '.facets | {year, minutes, genre, director, country}' documents | head -n 1)"
	is '[1998] [52]' "$(jq -r '"\(.facets.year) \(.facets.minutes)"' documents | tail -n 1)"
	is '["vers 1998 ?"]' "$(jq -c .year documents | tail -n 1)"
}

# An id of 512 bytes is as it was; of a longer one the beginning stays, whole characters, and is told.
long_ids() {
	fits=$(printf 'é%.0s' $(seq 256))
	long=x$fits
	other=x${fits}b
	printf 'id,titre\n%s,Un\n%s,Deux\n%s,Trois\n' "$fits" "$long" "$other" >long.csv
	export_all long.csv
	has err 'ids of more than 512 bytes, which OpenSearch refuses: 2;'
	is "$fits" "$(jq -r .index._id actions | head -n 1)"
	is "$long" "$(jq -r '.id[0]' documents | sed -n 2p)"
	is 3 "$(jq -r .index._id actions | sort -u | wc -l)"
	jq -r '.index._id | utf8bytelength' actions >lengths
	is '512 512 512' "$(tr '\n' ' ' <lengths | sed 's/ $//')"
	jq -r .index._id actions | sed -n 2p | grep -qE '^xé+~[0-9a-f]{64}$'
}

# Names that OpenSearch would take apart or refuse, and more columns than its mappings may have.
odd_columns() {
	printf '%s\n' 'id,titre,a.b..c,***,"Lot D",lot_d,names' 'n1,Un,1,2,3,4,5' >odd.csv
	export_all odd.csv
	is '{"lot_d":["3","4"],"more":["2"],"names":["5"]}' "$(jq -c -S '.other | del(.a_b_c, .abc)' documents)"
	is '' "$(jq -r '.other | keys[] | select(test("[. ]") or . == "")' documents)"
	is '["Lot D","lot_d"] ["***"]' "$(jq -r '"\(.names.lot_d) \(.names.more)"' documents)"
	{
		echo "id,titre$(printf ',colonne x%s' $(seq 700))"
		echo "n1,Un$(printf ',%s' $(seq 700))"
	} >many.csv
	export_all many.csv
	is '501 200' "$(jq -r '"\(.other | length) \(.other.more | length)"' documents)"
	is '["colonne x501"]' "$(jq -c '.names.more[:1]' documents)"
}

hostile() {
	printf 'id,titre\n"a\033[31m","b\342\200\256c\nd"\n' >hostile.csv
	export_all hostile.csv || cat err
	if LC_ALL=C grep -q "$(printf '[\033\342]')" bulk; then return 1; fi
	is 2 "$(wc -l <bulk)"
}

# ---- the template ----

shape() {
	expect_code 0 coopidx --export=opensearch-template
	cp out template
	is 1 "$(wc -l <template)"
	python3 -B "$TESTS/cli/json_schema.py" "$TESTS/cli/opensearch_template.json" template
	# the schema refuses what it does not know
	for change in '.x = 1' '.index_patterns = ["A*"]' '.template.settings.index.analysis.filter.coop_stem.name = "x"' \
		'.template.mappings.properties.title.type = "txt"' 'del(.template)'; do
		jq -c "$change" template >wrong
		if python3 -B "$TESTS/cli/json_schema.py" "$TESTS/cli/opensearch_template.json" wrong 2>err; then
			echo "taken for right: $change"
			return 1
		fi
	done
}

# What is named is there.
whole() {
	coopidx --export=opensearch-template >template
	jq -e '.template.settings.index.analysis as $a |
		[$a.analyzer[], $a.normalizer[]] | all(
			((.filter // []) - ["lowercase", "asciifolding"] - ($a.filter | keys) == []) and
			((.char_filter // []) - ($a.char_filter | keys) == []))' template
	jq -e '.template as $t | [$t | .. | objects | (.analyzer? // empty) | strings] | unique ==
		($t.settings.index.analysis.analyzer | keys)' template
	jq -e '.template.mappings.properties as $p | [$p[] | .copy_to? // empty] | unique | . == ["all"]' template
	# no rule is there twice
	is '' "$(jq -r '.template.settings.index.analysis.filter[] | (.synonyms // .stopwords // [])[]' template |
		sed 's/ =>.*//' | sort | uniq -d | grep -v '^.$')"
}

# Every key of a document has a mapping, and of the type that its values have.
mapped() {
	coopidx --export=opensearch-template >template
	export_all "$ROOT/corpus"
	jq -e --slurpfile t template '
		$t[0].template.mappings.properties as $p |
		(keys - ($p | keys) == []) and
		((.found // {} | keys) - ($p.found.properties | keys) == []) and
		((.facets // {}) | to_entries | all($p.facets.properties[.key].type as $type |
			.value | all(type == (if $type == "integer" then "number" else "string" end))))' documents >told
	is true "$(sort -u told)"
}

ours() {
	coopidx --export=opensearch-template >template
	jq -r '.template.settings.index.analysis.filter.coop_words.synonyms[]' template >rules
	for rule in 'mme => madame' 'travaux => travail' 'yeux => oeil'; do grep -qxF "$rule" rules; done
	# short forms that are words elsewhere are none here
	if grep -q '^\(av\|vol\|p\) ' rules; then return 1; fi
	is '1.2 0.9' "$(jq -r '.template.settings.index.similarity.default | "\(.k1) \(.b)"' template)"
	# the rules of endings, as filters one behind another
	python3 -B - template <<'END' >endings
import json, re, sys
analysis = json.load(open(sys.argv[1], encoding="utf-8"))["template"]["settings"]["index"]["analysis"]
words = "actrice actrices matrice univers emplois elus credits etrangers ouvrieres salariees verifiee missions les"
for word in words.split():
    for name in analysis["analyzer"]["coop_french"]["filter"]:
        part = analysis["filter"].get(name, {})
        if part.get("type") == "pattern_replace":
            word = re.sub(part["pattern"], part["replacement"].replace("$", "\\"), word)
    print(word)
END
	is 'acteur acteur matrice univers emploi elu credit etranger ouvrier salarie verifier mission les' \
		"$(paste -sd ' ' endings)"
	# S.C.O.P.
	jq -r '.template.settings.index.analysis.char_filter.coop_initials.pattern' template |
		perl -CS -e 'my $p = <STDIN>; chomp $p; for ("La S.C.O.P. de Lyon. Un a.b", "vol.2, etc.", "12.5") {
			my $t = $_; $t =~ s/$p/$1/g; print "$t\n" }' >initials
	is 'La SCOP. de Lyon. Un ab|vol.2, etc.|12.5' "$(paste -sd '|' initials)"
}

refused() {
	expect_code 2 coopidx --export=opensearch --extract=csv "$ROOT/corpus"
	has err '--export prints records, and does nothing else'
	for with in -n --add --full --watch --repair --dump --status --dump-terms=x; do
		expect_code 2 coopidx --export=opensearch "$with"
	done
	expect_code 2 coopidx --export=opensearch-template "$ROOT/corpus"
	has err 'takes no paths'
	expect_code 2 coopidx --export=elastic "$ROOT/corpus"
	expect_code 2 coopidx --export=opensearch -i ./nowhere
	is '' "$(cat out)"
	if [ -w /dev/full ]; then
		code=0
		coopidx -q --export=opensearch "$ROOT/corpus" >/dev/full 2>err || code=$?
		is 2 "$code"
	fi
}

test_case 'each record of the corpus is in its document, whole' all_is_there
test_case 'an index is exported as its sources are' same_from_index
test_case 'facets: values apart, years and minutes as numbers' facets_are_ours
test_case 'ids that are too long end with a hash' long_ids
test_case 'columns that are no field' odd_columns
test_case 'nothing drives a terminal' hostile
test_case 'the template has the documented shape' shape
test_case 'the template names what it has' whole
test_case 'all keys of documents are mapped' mapped
test_case 'the analysis is that of our tables' ours
test_case 'what does not go together' refused
finish
