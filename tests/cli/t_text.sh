#!/bin/sh
# Text files and folders of them.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp -R "$DATA/torture/text" text
COOP_INDEX=./index
export COOP_INDEX

film_fields() {
	for file in film film-crlf; do
		expect_code 0 coopidx -q "text/$file.txt"
		empty err
		coopq --jsonl imprimeurs >json
		# shellcheck disable=SC2016 # jq's variable
		holds json '.id == $id and .path == "text/" + $id and .line == 1
			and .title == "Les Mains libres" and .director == "Agnès Ferrand"
			and .year == 1987 and .minutes == 26 and .country == "Suisse"
			and .genre == "Documentaire" and .colour == "Noir et blanc" and .mode == "Télévision"
			and .producers == ["Radio Plume (Genève)", "Coop Image", "Le Labo"]
			and .source == "labo.example.org"
			and (.description | startswith("Qui sont les imprimeurs ?\n\nIls impriment"))
			and (.history | startswith("Origine de la coopérative\n\nTout commence"))
			and (has("body") | not) and (has("other") | not)' --arg id "$file.txt"
	done
}

boilerplate() {
	expect_code 0 coopidx -q text/film.txt
	found zorglubine
	found bidulotron
	found accès
	found dimanche film.txt # the last words before it
}

no_film_no_boilerplate() { # in any other text the same words are text
	printf 'Titre\n\nPremier.\n\nPour aller plus loin\n\nSecond.\n' >other.txt
	expect_code 0 coopidx -q other.txt
	found second other.txt
}

plain() {
	expect_code 0 coopidx -q text/plain.txt
	coopq --jsonl papier >json
	holds json '.title == "Statut de la Scop" and (.body | startswith("Ce film de papier"))
		and (.body | contains("Producteurs de lait")) and (has("year") | not)
		and (has("producers") | not) and (has("source") | not)'
}

charsets() {
	expect_code 0 coopidx -q text/cp1252.txt text/bom.txt text/utf16.txt
	empty err
	is utf16.txt "$(coopq --ids titre | head -n 1)"
	is 'L’économie coûte 20 €.' "$(coopq --jsonl économie | jq -r .body)"
	is 'Titre à marque' "$(coopq --jsonl marque | jq -r .title)"
}

stray() {
	rm -rf index # or it is told that less than half is left
	expect_code 3 coopidx -q text/stray.txt
	is 'coopidx: text/stray.txt:4:10: byte 0xe9 is not UTF-8; read as Windows-1252
coopidx: text/stray.txt:5:9: a NUL byte; read as a blank' "$(cat err)"
	found voilà stray.txt
	is true "$(coopq --jsonl octet | jq '.body | contains("un octet é seul")')"
}

refused() {
	expect_code 3 coopidx -q text/plain.txt text/binary.txt
	is 'coopidx: text/binary.txt: is not a text (control characters)' "$(cat err)"
	found zorglub
	found papier plain.txt
}

too_large() {
	{ echo Immense; head -c 70000000 /dev/zero | tr '\0' x; } >large.txt
	expect_code 3 coopidx -q large.txt text/plain.txt
	is 'coopidx: large.txt: larger than 64 MiB; not read as a text' "$(cat err)"
	rm large.txt
}

unreadable() {
	mkdir -p locked/closed mine
	chmod 777 mine
	cp text/plain.txt locked/a.txt
	cp text/film.txt locked/b.txt
	cp text/film.txt locked/closed/c.txt
	printf 'id,titre\n1,x\n' >locked/d.csv
	chmod 000 locked/b.txt locked/d.csv locked/closed
	code=0
	as_user coopidx -q -i ./mine/index locked >out 2>err || code=$?
	is 3 "$code"
	is 'coopidx: locked/closed: Permission denied
coopidx: locked/b.txt: cannot be read: Permission denied
coopidx: locked/d.csv: cannot be read: Permission denied' "$(cat err)"
	is a.txt "$(as_user coopq -i ./mine/index --ids papier)"
}

unreadable_index() {
	mkdir -p mine
	chmod 777 mine
	as_user coopidx -q -i ./mine/other text/plain.txt
	chmod 000 mine/other
	code=0
	as_user coopq -i ./mine/other papier >out 2>err || code=$?
	is 2 "$code"
	has err "cannot read the index './mine/other': Permission denied"
	chmod 700 mine/other
	mkdir frozen
	chmod 555 frozen
	code=0
	as_user coopidx -q -i ./frozen/index text/plain.txt >out 2>err || code=$?
	is 2 "$code"
	has err "cannot write './frozen/index': Permission denied"
}

loops() {
	mkdir -p ring/sub
	cp text/plain.txt ring/a.txt
	ln -s .. ring/sub/up
	ln -s nowhere.txt ring/dangling.txt
	ln -s ../text/film.txt ring/link.txt
	expect_code 3 coopidx -qv ring
	has err 'coopidx: ring/sub/up: skipped: a link that leads back to a folder around it'
	has err 'coopidx: ring/dangling.txt: a link to nowhere'
	is 2 "$(wc -l <err)"
	found papier a.txt
	found imprimeurs link.txt # links are followed
}

passed_over() {
	mkdir -p mix/.git mix/sub
	cp text/plain.txt mix/a.txt
	cp text/film.txt mix/.hidden.txt
	cp text/film.txt mix/.git/b.txt
	cp text/film.txt mix/sub/photo.jpg
	cp text/film.txt mix/sub/README
	mkfifo mix/pipe.txt
	rm -rf index # or it is told what was replaced
	expect_code 0 within coopidx mix
	has err '0 rejected, 0 mended, 5 skipped'
	has err 'mix/sub/photo.jpg: is not read: an image'
	is 3 "$(wc -l <err)" # the others are not listed without -v
	found imprimeurs
	expect_code 0 within coopidx -v mix
	for line in 'mix/.git: skipped: hidden' 'mix/.hidden.txt: skipped: hidden' \
		'mix/pipe.txt: skipped: a pipe, which is read only when it is named itself' \
		'mix/sub/README: skipped: unknown kind of file' \
		'mix/sub/photo.jpg: skipped: an image'; do
		has err "coopidx: $line"
	done
}

# Pipes that are named are read like standard input; what else is no file is told.
pipes() {
	mkdir pipes
	mkfifo pipes/film.txt pipes/none pipes/list
	cat text/film.txt >pipes/film.txt &
	cat text/plain.txt >pipes/none &
	expect_code 0 within coopidx -q pipes/film.txt pipes/none
	wait
	empty err
	found imprimeurs pipes/film.txt
	found papier pipes/none
	printf 'id,titre,annee\np1,Zinzolin,1999\np2,Autre,2001\n' >pipes/list &
	expect_code 0 within coopidx --extract=jsonl pipes/list
	wait
	is 'Zinzolin Autre' "$(jq -r '.values[] | select(.field == "title").value' out | xargs)"
	ln -s none pipes/link # the same pipe twice would wait for ever
	cat text/plain.txt >pipes/none &
	expect_code 0 within coopidx -v pipes/none pipes/link
	wait
	has err 'pipes/link: skipped: already read'
	printf '%%PDF-1.4\n' >pipes/none &
	expect_code 2 within coopidx pipes/none
	wait
	has err 'pass it on as standard input, and say so: --stdin-name=x.pdf -'
	expect_code 3 within coopidx -q /dev/null text/plain.txt
	is 'coopidx: /dev/null: a device, no file' "$(cat err)"
	perl -MIO::Socket::UNIX -e 'IO::Socket::UNIX->new(Local => "pipes/sock", Listen => 1)'
	ln -s /dev/zero pipes/zero.txt
	expect_code 2 within coopidx -v pipes
	has err 'pipes/sock: skipped: a socket, no file'
	has err 'pipes/zero.txt: skipped: a device, no file'
	has err 'pipes/film.txt: skipped: a pipe'
}

pipe_of_document() { # for a program that needs a file
	mkfifo page.html
	echo '<title>Tube</title><p>zinzin' >page
	cat page >page.html &
	expect_code 0 within coopidx -q page.html
	wait
	found zinzin page.html
}

named_files() { # a file named on the command line is read whatever it is called
	mkdir named
	cp text/plain.txt named/README
	cp text/film.txt named/.hidden
	expect_code 0 coopidx -q named/README named/.hidden
	found papier README
	found imprimeurs .hidden
	cp text/plain.txt named/UPPER.TXT
	cp text/film.txt named/other.text
	expect_code 0 coopidx -q named
	found papier UPPER.TXT
	found imprimeurs other.text
}

empty_corpus() {
	mkdir none none/sub
	: >none/empty.txt
	printf '\n \n\t\n' >none/blank.txt
	expect_code 0 coopidx -q text/plain.txt
	expect_code 2 coopidx none
	has err 'no notice found; the index is left as it was'
	found papier plain.txt
}

sorted() { # equal scores keep the order in which the files were read
	mkdir -p order/m
	for file in order/z.txt order/a.txt order/B.txt order/m/x.txt order/m/b.txt order/é.txt order/10.txt order/9.txt; do
		echo 'Mêmes mots' >"$file"
	done
	expect_code 0 coopidx -q order
	found mots 10.txt 9.txt B.txt a.txt m/b.txt m/x.txt z.txt é.txt
	expect_code 0 coopidx -q order/z.txt order/m order/a.txt # paths in the order given
	found mots z.txt m/b.txt m/x.txt a.txt
}

title_only() {
	printf 'Rien qu’un titre' >title.txt
	expect_code 0 coopidx -q title.txt
	expect_code 0 coopq titre
	is ' 1. Rien qu’un titre
    title.txt:1' "$(cat out)"
}

long_lines() {
	{ echo Long; awk 'BEGIN { for (i = 0; i < 200000; i++) printf "mot%d ", i; print "fin" }'; } >long.txt
	awk 'BEGIN { for (i = 0; i < 300000; i++) printf "x" }' >word.txt
	expect_code 0 coopidx -q long.txt word.txt
	found mot199999 long.txt
	found fin long.txt
}

odd_names() {
	mkdir -p "odd/avec blanc"
	for name in 'a b' "l'été" 'guillemet"' 'étoile*' '-n' '%s%n'; do
		echo 'Bizarre nom' >"odd/avec blanc/$name.txt"
	done
	expect_code 0 coopidx -q odd
	is 6 "$(ids bizarre | wc -l)"
	ids bizarre >list
	has list "avec blanc/%s%n.txt"
}

deep() {
	path=deep
	i=0
	while [ "$i" -lt 60 ]; do
		path=$path/profondeur
		i=$((i + 1))
	done
	mkdir -p "$path"
	echo 'Au fond du puits' >"$path/x.txt"
	expect_code 0 coopidx -q deep
	found puits "${path#deep/}/x.txt" # an id longer than a term may be
	cp "$path/x.txt" "$path/y.txt"
	expect_code 0 coopidx -q deep
	found puits "${path#deep/}/x.txt" "${path#deep/}/y.txt"
}

places() { # the bytes of a value are where it is said to be
	expect_code 0 coopidx --extract=jsonl text/film.txt text/layouts/catalogue.txt text/layouts/page.txt \
		text/layouts/front.md
	jq -r '.file as $file | .values[] | select(.from) | select(.value | tostring | contains("\n") | not) |
		select(.field | IN("minutes", "email", "country", "keywords") | not) |
		select((.value | tostring | utf8bytelength) == .to - .from) |
		[$file, .from, .to - .from, (.value | tostring)] | @tsv' out >values
	[ "$(wc -l <values)" -ge 50 ]
	while IFS='	' read -r file from length value; do
		is "$value" "$(tail -c "+$((from + 1))" "$file" | head -c "$length")"
	done <values
	holds out 'all(.values[]; .field == "id" or (.confidence > 0 and .confidence <= 100 and .from < .to))'
}

several() {
	expect_code 0 coopidx -q text/layouts/catalogue.txt
	found imprimerie 'catalogue.txt#bgygzk12zx'
	is '6 23 39' "$(coopidx --extract=jsonl text/layouts/catalogue.txt | jq .line | xargs)"
	coopq --jsonl imprimerie >json
	holds json '.line == 39'
	coopq --jsonl fromagerie >json
	holds json '.town == ["Fribourg"] and .phone == ["+41 26 555 01 02"] and .postcode == ["1700"]
		and .title == "TROIS HIVERS À LA FROMAGERIE"'
}

parts_once() { # an address is in the producer's line: its words count once, and are found
	coopidx --dump-terms text/layouts/page.txt >terms
	is producers "$(awk -F '\t' '$3 == "Bassin" { print $2 }' terms)"
	expect_code 0 coopidx -q text/layouts/page.txt
	found 'place bassin' page.txt
	printf 'titre,ville\nUn,Landerneau\n' >ville.csv # a column of its own is text
	expect_code 0 coopidx -q ville.csv
	found landerneau 'ville.csv#j5y2ct1k8b'
	printf -- '---\ntitle: Un\nville: Morlaix\n---\nTexte.\n' >ville.md
	expect_code 0 coopidx -q ville.md
	found morlaix ville.md
}

markdown() {
	expect_code 0 coopidx -q text/layouts
	found 'fourche' # nothing
	found 'moulin' front.md
	found 'dockers' 'fiches.md#2m6fnt5abp'
	printf -- '---\nno end\n' >open.markdown
	expect_code 0 coopidx --extract=jsonl open.markdown
	holds out '.values[0].value == "---" and .values[1].value == "no end"'
}

# words_of PATH...: how many words are indexed
words_of() {
	coopidx --full -i ./counted "$@" 2>&1 | sed -n 's/.* \([0-9]*\) words in .*/\1/p'
}

extract_counts_once() {
	coopidx -q --extract=csv "$ROOT/corpus/films" >films.csv
	words=$(words_of "$ROOT/corpus/films")
	[ "$words" -gt 300 ]
	is "$words" "$(words_of films.csv)"
	# a town that no producer holds has words of its own
	printf 'id;titre;production;ville;tél\n1;Le Fil;Trame, 69003 Lyon;Lyon;01 02 03 04 05\n' >towns.csv
	printf 'id;titre;production;ville;tél\n1;Le Fil;Trame, 69003 Lyon;Metz;01 02 03 04 05\n' >other.csv
	is "$(($(words_of towns.csv) + 1))" "$(words_of other.csv)"
	expect_code 0 coopq -i ./counted --ids metz
}

extract_table() {
	mkdir table
	cp -R text/layouts text/film.txt text/plain.txt "$DATA/small" table
	printf 'titre;Support;Notes\n"Un ; deux";B 1;"dit ""oui"",\r\nou non"\n' >table/a.csv
	export COOP_INDEX=./untouched
	expect_code 0 coopidx --extract=csv table
	empty err
	[ ! -e untouched ]
	head -n 1 out | tr -d '\r' >header
	has header 'id,title,director,year,country,genre,minutes,colour,mode,producers,description,history,'
	has header ',company,address,postcode,town,phone,fax,email,Support,Notes,'
	grep -q ',file,line$' header
	# what is read again is what was printed
	mv out printed.csv
	expect_code 0 coopidx --extract=csv printed.csv
	empty err
	cmp printed.csv out
	# and answers alike, from where it comes from
	expect_code 0 coopidx -q -i ./texts table
	expect_code 0 coopidx -q -i ./table.index printed.csv
	for words in 'rucher lille' 'dimanche presse' maraîcher oui; do
		coopq -i ./texts --jsonl "$words" | jq -c '[.id, .path, .line, .title, .town, .producers]' >expected
		coopq -i ./table.index --jsonl "$words" | jq -c '[.id, .path, .line, .title, .town, .producers]' >actual
		same expected actual
	done
}

extract_codes() {
	expect_code 3 coopidx --extract=csv text/stray.txt
	has err 'coopidx: text/stray.txt:4:10: byte 0xe9 is not UTF-8'
	has out 'un octet é seul'
	mkdir -p nothing
	expect_code 2 coopidx --extract=csv nothing
	has err 'coopidx: no notice found'
	empty out
	expect_code 2 coopidx --extract=csv
	expect_code 2 coopidx --extract=xml text/film.txt
	if [ -e /dev/full ]; then
		code=0
		coopidx --extract=csv text/film.txt >/dev/full 2>err || code=$?
		is 2 "$code"
	fi
	cp text/film.txt again.txt
	printf 'Un titre\nRéf. : 12\nDurée : 52 min\nPays : France\n' | tee a.txt >b.txt
	expect_code 3 coopidx --extract=csv a.txt b.txt
	has err "the id '12' is taken; kept as '12~2'"
}

many_columns() { # those that do not fit stand in one
	awk 'BEGIN { printf "titre"; for (i = 1; i <= 600; i++) printf ",c%d", i; print ""
		printf "Un"; for (i = 1; i <= 600; i++) printf ",v%d", i; print "" }' >wide.csv
	expect_code 0 coopidx --extract=csv wide.csv
	has out ',c500,other,file,line'
	has out '"c501 : v501'
	has out 'c600 : v600"'
}

# Texts that are hard to read: each writes one of so many lines or pieces.
labels() {
	awk -v n="$1" 'BEGIN { print "Titre\nUn film de X\n"; for (i = 0; i < n; i++) print "Étiquette" i " : valeur" }'
}
houses() {
	awk -v n="$1" 'BEGIN { print "Titre\nUn film de X\n\nProducteurs :"; for (i = 0; i < n; i++) print "A (3 rue B, 69001 Lyon, a@b.fr"; }'
}
sheets() {
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) print "Titre : T" i "\nDurée : 52 min\nRéalisation : X\n" }'
}
nested() {
	awk -v n="$1" 'BEGIN { printf "---\nk:\n"; for (i = 0; i < n; i++) print "- [[[\"" ; print "---" }'
}
parentheses() {
	printf 'Titre\nUn film de X\n\nProducteurs :\n'
	head -c "$1" /dev/zero | tr '\0' '('
}
pieces() {
	printf 'Titre\nUn film de X\n\nContact : '
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) printf "a@ 1, " }'
}
accents() {
	head -c "$1" /dev/zero | tr '\0' '\351'
}
columns() {
	head -c "$1" /dev/zero | tr '\0' ,
	printf 'Cote\n'
	head -c "$1" /dev/zero | tr '\0' ,
	printf 'x\n'
}

read_heavy() { # FILE COMMAND N
	"$2" "$3" >"$1"
	counted coopidx --extract=jsonl "$1" >out
	[ -s out ]
	rm "$1"
}

hostile() {
	in_proportion 3000 read_heavy labels.txt labels
	in_proportion 1500 read_heavy houses.txt houses
	in_proportion 1000 read_heavy sheets.txt sheets
	is 4000 "$(wc -l <out)"
	in_proportion 12500 read_heavy nested.md nested
	in_proportion 1250000 read_heavy line.txt parentheses
	in_proportion 75000 read_heavy pieces.txt pieces
	in_proportion 300000 read_heavy accents.txt accents
	in_proportion 30000 read_heavy wide.csv columns
}

test_case 'the fields of a film notice, with LF and CR LF' film_fields
test_case 'what the web page adds is not searched' boilerplate
test_case 'any other text is not cut' no_film_no_boilerplate
test_case 'any other text: title and body' plain
test_case 'Windows-1252, byte order mark' charsets
test_case 'bytes without meaning are told with line and column' stray
test_case 'binary is refused' refused
test_case 'more than 64 MiB are refused' too_large
if can_be_user; then
	test_case 'files and folders that cannot be read' unreadable
	test_case 'an index that cannot be read or written' unreadable_index
else
	skip 'files and folders that cannot be read' 'root, and setpriv cannot change that'
	skip 'an index that cannot be read or written' 'root, and setpriv cannot change that'
fi
test_case 'links: loop, dangling, good' loops
test_case 'FIFO, hidden, unknown kind: passed over, listed with -v' passed_over
test_case 'pipes that are named; devices and sockets' pipes
if "$BUILD/coopidx" --version | grep -q '^reads:.* HTML'; then
	test_case 'a pipe for a program' pipe_of_document
else
	skip 'a pipe for a program' 'built without HTML'
fi
test_case 'files named are read whatever they are called' named_files
test_case 'nothing but empty files: the old index stays' empty_corpus
test_case 'files are read in byte order' sorted
test_case 'a title alone' title_only
test_case 'very long lines and words' long_lines
test_case 'values are where they are said to be' places
test_case 'several notices in a file' several
test_case 'the parts of a contact are indexed once' parts_once
test_case 'Markdown' markdown
test_case '--extract=csv: a table that reads the same again' extract_table
test_case '... and indexes the same: the parts of producers count once' extract_counts_once
test_case '--extract: problems and exit codes' extract_codes
test_case '--extract: more columns than a table should have' many_columns
test_case 'hostile texts take no longer' hostile
test_case 'odd file names' odd_names
test_case 'deep folders, long ids' deep
finish
