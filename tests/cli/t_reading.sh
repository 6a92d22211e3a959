#!/bin/sh
# Reading on: whole notices, opening them, notices like one, and concordances.
# shellcheck disable=SC2317,SC1112,SC2016 # test_case calls the functions; quotes and dollars are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp -R "$ROOT/corpus" corpus
mkdir shelf
esc=$(printf '\033')
printf 'id,titre,réalisateur,durée,résumé,Côte et étagère du fonds documentaire\n' >shelf/films.csv
{
	printf 'd1,Le Moulin des coopérateurs,Ana Lévy,52,"Au bord de l’eau, un moulin coopératif.\n\n'
	printf 'Les coopératrices y pressent l’huile : une coopérative tient bon.",B 12\n'
	printf 'd2,"Cinq\tlignes \033[31mrouges\nd’une coopérative",,,"Une coopérative \342\200\256 à l’envers, %s et après.",' \
		"$(printf '%0130d' 0 | tr 0 x)"
	printf '\033]0;titre\007B 13\n'
	printf 'd3,協同組合の映画,,61,"Tokyo : la coopérative 生活クラブ生協, e\314\201colo.",\n'
	printf 'Élan,Sans un mot,,,Rien.,\n'
} >>shelf/films.csv
printf 'Une page de notes\n\nLa coopérative y est. L’économie sociale aussi ; économie et sociale.\n' >shelf/notes.txt
coopidx -q -i ./shelf.index shelf
coopidx -q -i ./index corpus
COOP_INDEX=./shelf.index
export COOP_INDEX

# in_language LANGUAGE COMMAND...
in_language() (
	case $1 in
	fr) LC_ALL=fr_FR.UTF-8 ;;
	*) LC_ALL=C.UTF-8 ;;
	esac
	export LC_ALL
	shift
	"$@"
)

# no_wider WIDTH FILE: no line has more cells, and none could drive a terminal.
no_wider() {
	python3 - "$1" "$2" <<-'END_OF_PYTHON'
		import sys, unicodedata
		width, bad = int(sys.argv[1]), 0
		for line in open(sys.argv[2], encoding="utf-8", newline="\n"):
		    line = line.rstrip("\n")
		    cells = sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in line)
		    unsafe = [c for c in line if unicodedata.category(c) == "Cc" or c in "\u202e\u2066"]
		    if cells > width or unsafe:
		        print("cells:", cells, unsafe, line)
		        bad = 1
		sys.exit(bad)
	END_OF_PYTHON
}

# ---- --show ----

show_golden() { # WIDTH LANGUAGE
	in_language "$2" expect_code 0 coopq --show --width="$1" d1 d2 d3
	empty err
	no_wider "$1" out
	golden "show-$1.$2" out
}

shows_every_field() {
	COOP_INDEX=./index
	id=films/cooperer-pour-entreprendre.txt
	in_language fr expect_code 0 coopq --show "$id"
	head -n 1 out >title
	is 'Coopérer pour entreprendre' "$(cat title)"
	for label in réalisation année pays genre durée couleur 'mode de production' production société adresse \
		'code postal' ville téléphone fax courriel résumé historique source identifiant; do
		grep -q "^  *$label\( \|$\)" out || { echo "no $label"; return 1; }
	done
	is 3 "$(grep -c '^    société ' out)"
	has out '52 min'
	is '  corpus/films/cooperer-pour-entreprendre.txt:1' "$(tail -n 1 out)"
	# word for word what the index has
	coopq --jsonl --show "$id" | jq -r '.description, .history' | tr -s ' \n' ' ' >expected
	sed -n '/^  résumé/,$p' out | sed -e '/^  résumé$/d' -e '/^  historique$/d' -e '$d' | tr -s ' \n' ' ' |
		sed -e 's/^ //' >actual
	same expected actual
}

shows_by_any_spelling() { # of the same characters, as the filter id: does
	coopq --show Élan >expected
	coopq --show "$(printf 'E\314\201lan')" >actual
	same expected actual
	expect_code 1 coopq --show elan
	empty out
	has err "no notice has the id 'elan'; the nearest: 'Élan'"
}

reads_ids() {
	printf 'd1\nd3\r\n\nÉlan' | expect_code 0 coopq --show --tsv -
	is 'd1 d3 Élan' "$(cut -f 1 out | xargs)"
	printf 'd3\000d1\000' | expect_code 0 coopq --show --ids -
	is 'd3 d1' "$(xargs <out)"
	coopq --ids -n 2 coopérative >ids
	coopq --show --ids - d3 <ids >out
	{ cat ids; echo d3; } >expected
	same expected out
	expect_code 1 coopq --show - </dev/null
	expect_code 2 coopq --show
	has err 'an id is missing'
	in_language fr expect_code 2 coopq --show
	has err 'il manque un identifiant'
}

shows_in_formats() { # the same that a hit has
	coopq --jsonl id:d1 | jq -c 'del(.score, .rank, .snippet, .highlights)' >expected
	coopq --show --jsonl d1 | jq -c 'del(.score, .rank, .snippet, .highlights)' >actual
	same expected actual
	coopq --show --tsv d1 | cut -f 1,3- >actual
	coopq --tsv id:d1 | cut -f 1,3- >expected
	same expected actual
	expect_code 0 coopq --show --format=json d3 d1
	is 'd3 d1' "$(jq -r '.hits[].id' out | xargs)"
	is 2 "$(coopq --show --format=csv d1 | grep -c -e '^id,' -e '^d1,')"
}

some_are_missing() {
	expect_code 1 coopq --show d1 d9 notes d3
	is 'Le Moulin des coopérateurs' "$(head -n 1 out)"
	has out 協同組合の映画
	has err "no notice has the id 'd9'; the nearest: 'd1', 'd2', 'd3'"
	has err "'notes'; the nearest: 'notes.txt'"
	in_language fr expect_code 1 coopq --show 'zzz zzz'
	is "coopq: aucune notice n'a l'identifiant « zzz zzz »" "$(cat err)"
	COOP_INDEX=./index expect_code 1 coopq --show ESSAIMAGE.txt
	has err "'histoire/essaimage.txt'"
	expect_code 1 coopq --show "$(printf 'd1\033[31m')"
	hasnt err "$esc"
}

highlights_a_query() {
	expect_code 0 coopq --show --color=always --query 'huile ou moulin' d1
	has out "${esc}[1;31mmoulin${esc}[0m"
	has out "${esc}[1;31mhuile${esc}[0m"
	coopq --show d1 >expected
	sed "s/$esc\[[0-9;]*m//g" out >actual
	same expected actual
	# an id is no text
	expect_code 0 coopq -i ./index --show --color=always --query=essaimage histoire/essaimage.txt
	has out ' histoire/essaimage.txt'
	# nothing typed yet
	coopq --show d1 >expected
	expect_code 0 coopq --show --query '' d1
	same expected out
	expect_code 0 coopq --show --jsonl --query huile d1
	holds out '.snippet | contains("huile")'
}

# ---- --open ----

# spy NAME: a program that says how it was called.
spy() {
	printf '#!/bin/sh\nprintf "%%s" "${0##*/}" >&2\nprintf " [%%s]" "$@" >&2\necho >&2\n' >"$T/bin/$1"
	chmod 755 "$T/bin/$1"
}

editors() {
	while read -r editor expected; do
		spy "$editor"
		EDITOR=$editor expect_code 0 coopq --open=editor d3
		is "$editor $expected" "$(cat err)"
		empty out
	done <<-'END_OF_EDITORS'
		vim [+7] [shelf/films.csv]
		nano [+7] [shelf/films.csv]
		emacsclient [+7] [shelf/films.csv]
		micro [+7] [shelf/films.csv]
		code [-g] [shelf/films.csv:7]
		kate [-l] [7] [shelf/films.csv]
		hx [shelf/films.csv:7]
		ae [shelf/films.csv]
	END_OF_EDITORS
	spy vim
	VISUAL='vim -u "no ne"' EDITOR=false expect_code 0 coopq --open=editor d3
	is 'vim [-u] [no ne] [+7] [shelf/films.csv]' "$(cat err)"
	VISUAL='' EDITOR=false expect_code 2 coopq --open=editor d3
	has err "'false' failed with code 1"
}

opens_by_kind() {
	spy vim
	spy xdg-open
	mkdir kinds
	echo 'Une page coopérative.' >kinds/page.txt
	echo '<html><title>Une page</title><p>Une page coopérative.</html>' >kinds/page.html
	echo 'Un lanceur coopératif.' >kinds/evil.desktop.txt
	coopidx -q -i ./kinds.index kinds
	COOP_INDEX=./kinds.index
	unset DISPLAY WAYLAND_DISPLAY VISUAL EDITOR
	EDITOR=vim expect_code 0 coopq --open page.txt
	is 'vim [+1] [kinds/page.txt]' "$(cat err)"
	DISPLAY=:0 expect_code 0 coopq --open page.html
	is "xdg-open [$PWD/kinds/page.html]" "$(cat err)"
	# without a desktop or an editor the index tells
	expect_code 0 coopq --open page.html
	has out 'Une page coopérative.'
	expect_code 0 coopq --open page.txt
	coopq --show page.txt >expected
	same expected out
	# whatever it is, a pager shows what the index has
	rm -r kinds
	expect_code 0 coopq --open=pager page.txt
	has out 'Une page coopérative.'
	EDITOR=vim expect_code 2 coopq --open=editor page.txt
	has err "there is no file '"
	has err '--open=pager'
	expect_code 2 coopq --open=desktop page.txt
	has err 'there is no file'
}

opens_nothing_unsafe() {
	spy vim
	spy xdg-open
	EDITOR=vim
	export EDITOR
	mkdir odd
	for name in -rf.txt '+call x.txt' '$(touch hacked).txt' "a';touch hacked;'.txt" "$(printf 'red\033[31m.txt')"; do
		echo 'Une page coopérative.' >"odd/$name"
	done
	echo 'id,titre' >odd/run.desktop.csv
	echo 'r1,Un lanceur' >>odd/run.desktop.csv
	coopidx -q -i ./odd.index odd
	COOP_INDEX=../odd.index
	cd odd || return 1
	expect_code 0 coopq --open=editor -- -rf.txt
	is 'vim [+1] [./-rf.txt]' "$(cat err)"
	expect_code 0 coopq --open=editor '+call x.txt'
	is 'vim [+1] [./+call x.txt]' "$(cat err)"
	expect_code 0 coopq --open=editor '$(touch hacked).txt'
	is 'vim [+1] [$(touch hacked).txt]' "$(cat err)"
	expect_code 0 coopq --open=desktop "a';touch hacked;'.txt"
	is "xdg-open [$PWD/a';touch hacked;'.txt]" "$(cat err)"
	[ ! -e hacked ]
	expect_code 2 coopq --open=editor "$(printf 'red\033[31m.txt')"
	has err 'control characters'
	hasnt err "$esc"
	# what is no regular file is not opened
	rm -- -rf.txt
	mkfifo -- -rf.txt
	expect_code 2 within coopq --open=editor -- -rf.txt
	has err 'there is no file'
}

# what a desktop might run is none of its business: a source that calls itself so
opens_no_launcher() {
	spy xdg-open
	cp shelf/notes.txt go.desktop
	coopidx -q -i ./launch.index go.desktop
	COOP_INDEX=./launch.index
	expect_code 2 coopq --open=desktop go.desktop
	has err 'the desktop might run it'
	EDITOR='cat' expect_code 0 coopq --open=editor go.desktop
	same go.desktop out
}

opens_archives() {
	spy vim
	spy xdg-open
	mkdir box
	(cd shelf && perl "$TESTS/cli/zip.pl" >"../box/notes.zip" 2>/dev/null notes.txt) || true
	python3 -c 'import zipfile
with zipfile.ZipFile("box/notes.zip", "w") as z: z.write("shelf/notes.txt", "dedans/notes.txt")'
	coopidx -q -i ./box.index box
	COOP_INDEX=./box.index
	id=$(coopq --ids '*')
	is notes.zip/dedans/notes.txt "$id"
	EDITOR=vim expect_code 2 coopq --open=editor "$id"
	has err "is in the archive 'box/notes.zip'"
	expect_code 0 coopq --open=desktop "$id"
	has err "opening the archive '$PWD/box/notes.zip'"
	has err "xdg-open [$PWD/box/notes.zip]"
	expect_code 0 coopq --open=pager "$id"
	has out 'La coopérative y est.'
}

open_takes_one() {
	expect_code 2 coopq --open d1 d2
	has err '--open takes one id'
	expect_code 1 coopq --open d9
	has err 'the nearest'
	expect_code 2 coopq --open=emacs d1
}

# ---- --like ----

finds_alike() {
	COOP_INDEX=./index
	in_language fr expect_code 0 coopq --like histoire/lip-1973.txt --ids -n 3
	grep -q '^coopq: termes : lip, ' err
	has out film-002 # Les Lip, l'imagination au pouvoir
	is 20 "$(sed -n 's/^coopq: termes : //p' err | tr ',' '\n' | wc -l)"
	for id in histoire/lip-1973.txt film-001 film-002 README.md; do
		expect_code 0 coopq --like "$id" --ids -n 1000
		if grep -qxF "$id" out; then echo "$id is like itself"; return 1; fi
	done
	# it is a query as any: filters, words, formats, --limit
	expect_code 0 coopq --like film-002 -n 5 --jsonl genre:documentaire annee:1960..1980
	holds out '.year >= 1960 and .year <= 1980 and .id != "film-002"'
	expect_code 0 coopq --like film-002 -n 1000 --ids -- -lip
	is '' "$(coopq --ids -n 1000 lip | sort | comm -12 - "$(sort out >sorted; echo sorted)")"
	expect_code 1 coopq --like film-999
	has err 'the nearest'
	expect_code 2 coopq --like film-001 --show
	has err 'do not go together'
}

alike_whatever_the_words() { # of a notice: no word is an operator
	mkdir words
	cat >words/a.csv <<-'END_OF_CSV'
		id;titre;résumé
		a;ET OU SAUF NOT annee:1990 titre:x;"(guillemet"" * ~2 ^9 -moins +plus =exact PRES/3 bouilloire"
		b;Bouilloire ET plus;exact
		c;Sauf moins;guillemet
		d;12 345 2001;0102030405
	END_OF_CSV
	coopidx -q -i ./words.index words
	COOP_INDEX=./words.index
	expect_code 0 coopq --like a --ids
	hasnt err ignor
	is 'b c' "$(sort out | xargs)"
	expect_code 1 coopq --like d
	empty out
	has err 'no other notice has a word of this one'
}

# ---- --kwic ----

kwic_golden() { # WIDTH
	expect_code 0 coopq --kwic --width="$1" coopérative
	empty err
	no_wider "$1" out
	golden "kwic-$1" out
}

keywords_are_aligned() {
	COOP_INDEX=./index
	expect_code 0 coopq --kwic=30 --color=always 'scop lyon'
	python3 - <<-'END_OF_PYTHON'
		starts = {line.decode().index("\x1b[1;31m") for line in open("out", "rb")}
		assert starts == {30}, starts
	END_OF_PYTHON
	coopq --kwic=30 'scop lyon' >expected
	sed "s/$esc\[[0-9;]*m//g" out >actual
	same expected actual
}

# counts WORD: as often as the texts of all notices have it, found without an index.
counts() {
	coopq --jsonl -n 100000 '*' >all
	coopq --kwic --jsonl -- "=$1" >hits
	python3 - "$1" <<-'END_OF_PYTHON'
		import json, re, sys
		word = re.compile(r"\b%s\b" % sys.argv[1], re.I)
		# the parts of producers stand in their lines
		fields = "title director year country genre minutes colour mode producers description history keywords body source url language other".split()
		def texts(value):
		    if isinstance(value, str): yield value
		    elif isinstance(value, list):
		        for v in value: yield from texts(v)
		    elif isinstance(value, dict):
		        for v in value.values(): yield from texts(v)
		notices, expected = {}, 0
		for line in open("all", encoding="utf-8"):
		    n = json.loads(line)
		    notices[n["id"]] = n
		    for key, value in n.items():
		        if key in fields:
		            expected += sum(len(word.findall(t)) for t in texts(value))
		hits = [json.loads(line) for line in open("hits", encoding="utf-8")]
		assert len(hits) == expected > 0, (len(hits), expected)
		for h in hits:
		    n = notices[h["id"]]
		    field = n.get(h["field"], n.get("other", {}).get(h["field"]))
		    values = field if isinstance(field, list) else [field]
		    end = h["offset"] + len(h["keyword"].encode())
		    assert any(v.encode()[h["offset"]:end] == h["keyword"].encode() for v in values), h
		    assert len(h["left"]) <= 40 and len(h["right"]) <= 40, h
		    around = " ".join((h["left"] + h["keyword"] + h["right"]).split())
		    assert any(around in " ".join(v.split()) for v in values), h
	END_OF_PYTHON
}

counts_as_reading_does() {
	COOP_INDEX=./index
	for word in lyon essaimage france film travail; do
		counts "$word"
	done
}

formats_agree() {
	COOP_INDEX=./index
	coopq --kwic=25 --tsv coopérative >tsv
	coopq --kwic=25 --jsonl coopérative |
		jq -r '[.id, .path, .line, .field, .offset, .left, .keyword, .right] | @tsv' >json
	same json tsv
	coopq --kwic --jsonl coopérative >lines
	python3 "$TESTS/cli/json_schema.py" "$ROOT/query/coopq.schema.json" lines
	coopq --show --jsonl film-001 histoire/essaimage.txt >lines
	python3 "$TESTS/cli/json_schema.py" "$ROOT/query/coopq.schema.json" lines
	is "$(wc -l <tsv)" "$(coopq --kwic coopérative | wc -l)"
	is 8 "$(awk -F '\t' '{ print NF }' tsv | sort -u)"
	# the same however wide the terminal is
	coopq --kwic --tsv coopérative >expected
	coopq --kwic --tsv --width=200 coopérative >actual
	same expected actual
	expect_code 2 coopq --kwic --ids scop
	has err '--kwic prints lines'
}

phrases_are_whole() {
	expect_code 0 coopq --kwic --jsonl '"économie sociale"'
	is 'économie sociale' "$(jq -r .keyword out)"
	is 4 "$(coopq --kwic --tsv 'économie sociale' id:notes.txt | grep -c -e économie -e sociale)"
	COOP_INDEX=./index
	coopq --kwic --tsv '"coopérer pour entreprendre"' | cut -f 7 | sort -u >out
	# the second is a name of a file
	is 'Coopérer pour entreprendre|cooperer-pour-entreprendre|' "$(tr '\n' '|' <out)"
	coopq --kwic --tsv '"coopérer entreprendre"~1' | cut -f 7 | sort -u >out
	has out 'Coopérer pour entreprendre'
}

fields_and_filters() {
	expect_code 0 coopq --kwic --tsv titre:coopérative
	is title "$(cut -f 4 out | sort -u)"
	# a filter narrows, and is nothing to read
	expect_code 0 coopq --kwic --tsv coopérative duree:52
	is d1 "$(cut -f 1 out | sort -u)"
	hasnt out minutes
	expect_code 0 coopq --kwic --tsv coopérative -- -moulin
	hasnt out d1
	expect_code 1 coopq --kwic xyzzyx
	has err 'nothing found'
	expect_code 1 coopq --kwic '*'
	has err 'no occurrence'
	expect_code 2 coopq --kwic
	expect_code 2 coopq --kwic=0 scop
	expect_code 2 coopq --kwic=wide scop
	expect_code 0 coopq --kwic --tsv -i ./index coperative
	has err "'coperative' is not in the index"
}

sorts() {
	COOP_INDEX=./index
	coopq --kwic=60 --jsonl coopérative >plain
	for side in left right; do
		coopq --kwic=60 --jsonl --kwic-sort="$side" coopérative >sorted
		sort plain >a
		sort sorted >b
		same a b
		python3 - "$side" <<-'END_OF_PYTHON'
			import json, re, sys, unicodedata
			def words(s):
			    s = s.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae")
			    s = "".join(c for c in unicodedata.normalize("NFKD", s.lower()) if not unicodedata.combining(c))
			    return re.findall(r"\w+", s)
			keys = []
			for line in open("sorted", encoding="utf-8"):
			    h = json.loads(line)
			    # the last word of a context may be cut
			    keys.append(words(h["left"])[::-1][:3] if sys.argv[1] == "left" else words(h["right"])[:3])
			assert len(keys) > 20 and keys == sorted(keys), [k for k in zip(keys, sorted(keys)) if k[0] != k[1]][:3]
		END_OF_PYTHON
	done
	coopq --kwic --tsv --kwic-sort=left -n 3 --offset 2 coopérative >some 2>err
	has err 'occurrences in all: '
	coopq --kwic --tsv --kwic-sort=left coopérative | sed -n 3,5p >expected
	same expected some
}

limits() {
	COOP_INDEX=./index
	coopq --kwic --tsv coopérative | sed -n 5,7p >expected
	expect_code 0 coopq --kwic --tsv --offset 4 -n 3 coopérative
	same expected out
	has err 'there are more occurrences'
	in_language fr coopq --kwic -n 1 coopérative 2>err >out
	has err "il y a d'autres occurrences"
	# more than ten where nothing is said
	[ "$(coopq --kwic coopérative | wc -l)" -gt 10 ]
	expect_code 0 coopq --kwic -n 1 essaimage id:histoire/essaimage.txt
	empty err
}

for width in 40 80 120; do
	test_case "--show, $width columns, in English" show_golden $width en
	test_case "--show, $width columns, in French" show_golden $width fr
	test_case "--kwic, $width columns" kwic_golden $width
done
test_case '--show: every field, and the text as it is' shows_every_field
test_case '--show: ids are looked up as id: does' shows_by_any_spelling
test_case '--show: ids from standard input' reads_ids
test_case '--show: the formats of hits' shows_in_formats
test_case '--show: ids that are not there' some_are_missing
test_case '--show --query: words are highlighted' highlights_a_query
test_case '--open=editor: at the line' editors
test_case '--open: by the kind of the source' opens_by_kind
test_case '--open: names of files are data' opens_nothing_unsafe
test_case '--open=desktop: nothing that it might run' opens_no_launcher
test_case '--open: members of archives' opens_archives
test_case '--open: one notice' open_takes_one
test_case '--like: finds what is alike' finds_alike
test_case '--like: whatever words the notice has' alike_whatever_the_words
test_case '--kwic: keywords below each other' keywords_are_aligned
test_case '--kwic: as many as the texts have' counts_as_reading_does
test_case '--kwic: formats agree' formats_agree
test_case '--kwic: phrases' phrases_are_whole
test_case '--kwic: fields, filters, nothing found' fields_and_filters
test_case '--kwic-sort' sorts
test_case '--kwic: --limit and --offset' limits
finish
