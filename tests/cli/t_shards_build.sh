#!/bin/sh
# An index dealt to shards: together they have the records, ids, terms and impacts of one index; an update
# touches few; one that is made alone, elsewhere, is the same byte for byte; what does not fit is refused.
# What is needed: the Debian packages jq, python3-xapian and xapian-tools.
# shellcheck disable=SC2317,SC2329 # test_case calls the functions
# shellcheck disable=SC2094,SC1112 # no function reads what it writes; the apostrophe is one of a name
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

# A python3 that has the engine's module: not every one on PATH is the system's.
python=
for candidate in python3 /usr/bin/python3; do
	if [ -z "$python" ] && "$candidate" -c 'import xapian' 2>/dev/null; then
		python=$candidate
	fi
done

# A table with ids, some of which come again, also as that of a text; one without ids; texts, one of which defines an
# acronym; a page with a table that has ids of the first; an archive; what is rejected and what is not read.
make_sources() {
	mkdir -p src/textes/été
	awk 'BEGIN {
		print "identifiant;titre;realisateur;resume;annee"
		for (i = 0; i < 900; i++)
			printf "film-%04d;Le film %d;Nom%d;Histoire %d de la SCOP, mot%d mot%d;%d\n", \
				i % 97 ? i : 5, i, i % 37, i, i % 13, i % 101, 1950 + i % 60
		print "textes/a3.txt;Un chemin pour id;X;texte;1999"
		print "film-0005~2;Un suffixe;X;texte;1999"
		print "x;trop;de;cellules;1999;9;9;9"
	}' >src/films.csv
	awk 'BEGIN {
		print "titre;realisateur;resume"
		for (i = 0; i < 200; i++)
			printf "Sans id %d;Auteur%d;Un documentaire sur mot%d\n", i % 190, i % 11, i % 50
	}' >src/sans.csv
	for i in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19; do
		printf 'LE TITRE %d\n\nUn film de Jean Dupont, 19%d.\n\nDes Sociétés Coopératives de Production (SCOP), mot%d.\n' \
			"$i" $((50 + i)) "$i" >"src/textes/a$i.txt"
	done
	{
		echo '<table><tr><th>identifiant</th><th>titre</th><th>réalisateur</th></tr>'
		for i in 20 21 22 23 24 25 26 27; do
			echo "<tr><td>film-00$i</td><td>Doublon $i</td><td>R</td></tr>"
		done
		echo '</table>'
	} >src/textes/été/page.html
	# in another order than that of their names, which is told by no id of theirs
	tar -C src/textes -cf src/arch.tar a9.txt a1.txt
	printf '\211PNG\r\n\032\nxx' >src/image.png
	touch -d '2020-01-02' src/*.csv src/arch.tar src/textes/*.txt src/textes/été/page.html
}

# records INDEX...: the records that they hold, as a dump has them.
records() {
	for index; do
		coopidx --dump -i "$index" | jq -cS 'select(.file)'
	done | sort
}

# shards_of NAME N: the folders.
shards_of() {
	for k in $(seq "$2"); do
		echo "./$1.$k"
	done
}

# counts FILE: what the last summary of records and problems says, but for the time.
counts() {
	grep -E 'records?, ' "$1" | tail -n 1 |
		sed -E 's/.*: ([0-9]+ files?, [0-9]+ records?)/\1/; s/^coopidx: //; s/, [0-9]+ words?//; s/,? in [0-9.]+ s//'
}

# generations NAME N: the number of the generation of each shard.
generations() {
	for dir in $(shards_of "$1" "$2"); do
		coopidx --status=json -i "$dir" | jq -r .serving.number
	done | tr '\n' ' '
}

# files_of INDEX: the checksums of the files of its segments.
files_of() {
	(cd "$1"/gen-* && cksum checksums* docdata.glass postlist.glass postings.coop hashes* columns* iamglass)
}

make_one() {
	make_sources
	expect_code 3 coopidx --engine-tools -i ./one src
	counts err >one.counts
	records ./one >one.records
	"$python" -B "$TESTS/cli/shards_terms.py" one >one.terms
}

deals() {
	expect_code 3 coopidx --engine-tools --shards "$1" -i "./n$1.shards" src
	counts err | sed 's/^[0-9]* shards*: //' >counts
	same one.counts counts
	is 1 "$(grep -c 'sans.csv\|left out$' err)"
	is 1 "$(grep -c 'the row has' err)"
	# shellcheck disable=SC2046 # the folders are words
	records $(shards_of "n$1" "$1") >records
	same one.records records
	# shellcheck disable=SC2046
	"$python" -B "$TESTS/cli/shards_terms.py" $(shards_of "n$1" "$1") >terms
	same one.terms terms
	is "$1" "$(grep -c '^path ' "n$1.shards")"
	for dir in $(shards_of "n$1" "$1"); do
		expect_code 0 coopidx --check=full -i "$dir"
	done
	# the records of a shard are in the order of one index
	id='select(.file) | (.values[] | select(.field == "id").value) + (.copy // "")'
	coopidx --dump -i "./n$1.1" | jq -r "$id" >ids
	coopidx --dump -i ./one | jq -r "$id" |
		grep -Fx -f ids >expected
	same expected ids
	coopq --jsonl -n 50 -i "./n$1.shards" 'scop mot7' | jq -c '[.id, .score]' >found
	coopq --jsonl -n 50 -i ./one 'scop mot7' | jq -c '[.id, .score]' >expected
	same expected found
}

# The page is dealt by its rows, as they have ids of their own; rows are dealt evenly.
deals_evenly() {
	for dir in $(shards_of n7 7); do
		n=$(coopidx --status=json -i "$dir" | jq .records)
		if [ "$n" -lt 90 ] || [ "$n" -gt 260 ]; then
			echo "$dir has $n of 1100 records"
			return 1
		fi
	done
	has n7.facts page.html
	has n7.facts arch.tar
	hasnt n7.facts films.csv
	is 22 "$(for dir in $(shards_of n7 7); do
		coopidx --list -i "$dir"
	done | grep -c 'textes/a\|sans.csv' | awk '{ print $1 - 5 }')"
}

# asks_same FORM QUERY: the shards of the corpus answer as one index of it does; the words say what.
asks_same() {
	for index in corpus.one corpus.shards; do
		# shellcheck disable=SC2086 # several options
		coopq -i "./$index" $1 -- "$2" >"$index.out" 2>"$index.err" || echo "exit $?" >>"$index.err"
		sed -i 's/"timing".*//' "$index.out"
	done
	if ! cmp corpus.one.out corpus.shards.out || ! cmp corpus.one.err corpus.shards.err; then
		echo "$*"
		diff corpus.one.out corpus.shards.out
		diff corpus.one.err corpus.shards.err
		return 1
	fi
}

# Files of all kinds.
answers_as_one() {
	expect_code 0 coopidx -q -i ./corpus.one "$ROOT/corpus"
	for n in 2 7; do
		rm -rf corpus.shards corpus.facts corpus.[1-7]
		expect_code 0 coopidx -q --shards "$n" -i ./corpus.shards "$ROOT/corpus"
		for query in 'scop lyon' coopérative 'année:1998..2010' 'genre:documentaire' 'coop*' \
			"\"coopérative d'activité\"" 'mondialisaton' 'scop OU cae -lyon'; do
			for form in '--format=tsv -n 20' --count '--facets=genre,annee --format=json -n 0' \
				'--sort=year --format=ids -n 30' '--kwic -n 30'; do
				asks_same "$form" "$query"
			done
		done
	done
}

alone_is_the_same() {
	mkdir -p elsewhere/far
	cp -Rp src elsewhere/far/src
	(
		cd elsewhere/far
		expect_code 3 coopidx --collect-facts ../facts src
		cmp ../facts ../../n3.facts
		for k in 1 2 3; do
			code=0
			coopidx -q --engine-tools --shard "$k/3" --facts ../facts -j 1 --memory 64 -i "./s$k" src 2>/dev/null || code=$?
			[ "$code" -eq 0 ] || [ "$code" -eq 3 ]
			files_of "s$k" >here
			files_of "../../n3.$k" >there
			same there here
		done
	)
}

# A changed row is of one shard, and so is a text; the others are not written.
touches_few() {
	cp -Rp src upd
	code=0
	coopidx -q --shards 7 -i ./u.shards upd 2>/dev/null || code=$?
	is 3 "$code"
	before=$(generations u 7)
	expect_code 3 coopidx --shards 7 -i ./u.shards upd
	is "$before" "$(generations u 7)"
	sed -i 's/Le film 500;/Le film changé;/' upd/films.csv
	expect_code 3 coopidx --shards 7 -i ./u.shards upd
	is 1 "$(changed "$before" "$(generations u 7)")"
	is 'film-0500' "$(coopq --ids -i ./u.shards 'titre:changé')"
	before=$(generations u 7)
	echo 'Un texte de plus, qui parle de mot3.' >upd/textes/neuf.txt
	expect_code 3 coopidx --shards 7 -i ./u.shards upd
	is 1 "$(changed "$before" "$(generations u 7)")"
	is textes/neuf.txt "$(coopq --ids -i ./u.shards '"de plus" parle')"
	before=$(generations u 7)
	rm upd/textes/neuf.txt
	expect_code 3 coopidx --shards 7 -i ./u.shards upd
	is 1 "$(changed "$before" "$(generations u 7)")"
}

changed() {
	# shellcheck disable=SC2086 # numbers
	printf '%s\n' $1 >g1
	# shellcheck disable=SC2086
	printf '%s\n' $2 | paste g1 - | awk '$1 != $2' | wc -l | tr -d ' '
}

# After updates, and after the facts are learned anew, the shards are those of building anew.
updated_is_anew() {
	code=0
	coopidx -q -i ./u.one upd 2>/dev/null || code=$?
	records ./u.one >expected
	# shellcheck disable=SC2046
	records $(shards_of u 7) >records
	same expected records
	facts=$(cksum <u.facts)
	sed -n '2,300s/^film-/autre-/p' upd/films.csv >added
	cat added >>upd/films.csv
	expect_code 3 coopidx --shards 7 -i ./u.shards upd
	has err 'no longer as the facts say'
	[ "$facts" != "$(cksum <u.facts)" ]
	expect_code 3 coopidx --collect-facts facts upd
	cmp facts u.facts
	coopidx -q --full -i ./u.one upd 2>/dev/null || :
	records ./u.one >expected
	# shellcheck disable=SC2046
	records $(shards_of u 7) >records
	same expected records
	coopq --jsonl -n 20 -i ./u.one 'scop mot3' | jq -c '[.id, .score]' >expected
	coopq --jsonl -n 20 -i ./u.shards 'scop mot3' | jq -c '[.id, .score]' >found
	same expected found
}

# More shards than records: some are empty, and are indexes all the same.
empty_shards() {
	printf 'identifiant,titre\nun,Le premier film\ndeux,Le second film\n' >deux.csv
	expect_code 0 coopidx --engine-tools --shards 5 -i ./v.shards deux.csv
	is 'deux un ' "$(coopq --ids -i ./v.shards film | sort | tr '\n' ' ')"
	empty=
	for dir in $(shards_of v 5); do
		expect_code 0 coopidx --check=full -i "$dir"
		xapian-delve "$dir" >delve
		[ "$(coopidx --status=json -i "$dir" | jq .records)" -gt 0 ] || empty=$dir
	done
	[ -n "$empty" ]
	expect_code 1 coopq -i "$empty" film
	expect_code 0 coopidx --dump -i "$empty"
	cp out dump
	expect_code 0 coopidx --load dump -i ./loaded
	is 0 "$(coopidx --status=json -i ./loaded | jq .records)"
	# ... which records come to, and go from
	seq 40 | sed 's/.*/&,Le film &/; 1i identifiant,titre' >deux.csv
	expect_code 0 coopidx --engine-tools --shards 5 -i ./v.shards deux.csv
	is 40 "$(ids -i ./v.shards film | wc -l)"
	printf 'identifiant,titre\nun,Le premier film\n' >deux.csv
	expect_code 0 coopidx --engine-tools --shards 5 -i ./v.shards deux.csv
	is un "$(ids -i ./v.shards film)"
	printf 'identifiant,titre\n' >deux.csv
	code=0
	coopidx --shards 5 -i ./v.shards deux.csv 2>err || code=$?
	is 2 "$code"
	is un "$(ids -i ./v.shards film)"
	expect_code 2 coopidx --shard 1/2 --facts v.facts -i ./w nowhere
}

# What looks after an index knows that it is a shard.
looked_after() {
	coopidx --status=json -i ./n3.2 | jq -c '[.shard.number, .shard.of]' >is
	is '[2,3]' "$(cat is)"
	coopidx --status -i ./n3.2 >status
	has status '2 of 3'
	is 2/3 "$("$python" -c 'import xapian; print(xapian.Database("n3.2").get_metadata("shard").decode())')"
	coopidx --dump -i ./n3.2 >dump
	expect_code 3 coopidx --engine-tools --load dump -i ./again.2
	files_of n3.2 >expected
	files_of again.2 >files
	same expected files
	is "$(coopidx --fingerprint -i ./n3.2)" "$(coopidx --fingerprint -i ./again.2)"
	# folding and removing keep the facts
	expect_code 3 coopidx --remove -i ./again.2 sans.csv
	expect_code 0 coopidx --check=full -i ./again.2
	is '[2,3]' "$(coopidx --status=json -i ./again.2 | jq -c '[.shard.number, .shard.of]')"
	expect_code 0 coopidx --restore -i ./again.2
	files_of again.2 >/dev/null || :
	is '[2,3]' "$(coopidx --status=json -i ./again.2 | jq -c '[.shard.number, .shard.of]')"
}

repaired() {
	cp -R n3.3 hurt
	name=$(echo hurt/gen-*/docdata.glass)
	chmod u+w "$name"
	printf 'XXXXXXXXXXXXXXXX' | dd of="$name" bs=1 seek=9000 conv=notrunc 2>/dev/null
	expect_code 2 coopidx --repair -i ./hurt
	has err 'shard 3/3'
	code=0
	coopidx --repair --shard 3/3 --facts n3.facts -i ./hurt 2>err || code=$?
	[ "$code" -eq 0 ] || [ "$code" -eq 3 ]
	expect_code 0 coopidx --check=full -i ./hurt
	records ./n3.3 >expected
	records ./hurt >records
	same expected records
	is '[3,3]' "$(coopidx --status=json -i ./hurt | jq -c '[.shard.number, .shard.of]')"
}

refused() {
	expect_code 2 "$@"
	[ -s err ]
	empty out
}

refuses() {
	refused coopidx -i ./n3.1 src
	has err 'shard 1/3'
	refused coopidx --add -i ./n3.1 src
	refused coopidx --full -i ./n3.1 src
	refused coopidx --shard 2/3 --facts n3.facts -i ./n3.1 src
	refused coopidx --shard 1/2 --facts n3.facts -i ./n3.1 src
	refused coopidx --shard 1/3 --facts n3.facts -i ./one src
	refused coopidx --shards 4 -i ./n3.shards src
	has err 'names 3 shards'
	refused coopidx --shards 3 -i ./n3 src
	refused coopidx --shards 3 src
	refused coopidx --shards 0 -i ./x.shards src
	refused coopidx --shards 65 -i ./x.shards src
	refused coopidx --shards 3 -i ./x.shards -
	refused coopidx --shards 3 -i './x"y.shards' src
	for k in 0/3 4/3 1/65 1 1/ /3 a/b 01/3 1/3x ' 1/3' 99999999999999999999/3; do
		refused coopidx --shard "$k" --facts n3.facts -i ./x src
	done
	refused coopidx --shard 1/3 -i ./x src
	refused coopidx --facts n3.facts -i ./x src
	refused coopidx --shard 1/3 --facts missing -i ./x src
	has err --collect-facts
	refused coopidx --shards 3 --collect-facts f -i ./x.shards src
	for option in --dry-run --watch --remove --forget --extract=csv --status --check --dump --add --repair; do
		refused coopidx --shards 3 -i ./x.shards "$option" src
	done
	refused coopidx --collect-facts f nowhere
	[ ! -e f ]
	[ ! -e x ]
	[ ! -e x.shards ]
}

# Facts that are no facts, or not those of this program.
hostile_facts() {
	head -c 100 n3.facts >short
	{
		cat n3.facts
		echo
	} >long
	: >nothing
	sed 's/Production/production/' n3.facts >other
	printf 'coopFA01' >magic
	head -c 5000 /dev/urandom >noise
	mkfifo fifo
	for file in short long nothing other magic noise fifo src nowhere /dev/null; do
		expect_code 2 coopidx --shard 1/3 --facts "$file" -i ./x src
		empty out
	done
	[ ! -e x ]
	# --shards makes its own anew
	cp n3.facts kept
	cp short n3.facts
	expect_code 3 coopidx --engine-tools --shards 3 -i ./n3.shards src
	has err 'damaged'
	expect_code 3 coopidx --collect-facts facts src
	cmp facts n3.facts
}

# Other facts make the shards anew; an index made with others is noticed by searches.
other_facts() {
	mkdir small
	cp src/sans.csv small
	expect_code 0 coopidx --collect-facts small.facts small
	expect_code 0 coopidx --shard 1/2 --facts small.facts -i ./o.1 small
	expect_code 0 coopidx --shard 2/2 --facts small.facts -i ./o.2 small
	printf 'path o.1\npath o.2\n' >o.shards
	is 200 "$(ids -i ./o.shards documentaire | wc -l)"
	expect_code 3 coopidx --collect-facts big.facts src
	expect_code 0 coopidx --shard 1/2 --facts big.facts -i ./o.1 small
	is '[1,2]' "$(coopidx --status=json -i ./o.1 | jq -c '[.shard.number, .shard.of]')"
	expect_code 2 coopq -i ./o.shards documentaire
	has err 'other facts'
	expect_code 0 coopidx --shard 2/2 --facts big.facts -i ./o.2 small
	is 200 "$(ids -i ./o.shards documentaire | wc -l)"
}

# A shard that cannot be made leaves the others as they are, and is named.
one_fails() {
	cp -R src src2
	code=0
	coopidx -q --shards 3 -i ./p.shards src2 2>/dev/null || code=$?
	sed -i 's/Le film \(.*\);Nom/Le court métrage \1;Nom/' src2/films.csv
	before=$(generations p 3)
	exec 9>p.2/lock
	flock 9
	expect_code 5 coopidx --shards 3 -i ./p.shards src2
	flock -u 9
	has err 'shard 2, ./p.2'
	has err 'done before it: 1, not begun: 1'
	is 1 "$(changed "$before" "$(generations p 3)")"
	expect_code 3 coopidx --shards 3 -i ./p.shards src2
	is 3 "$(changed "$before" "$(generations p 3)")"
}

# Where a name has blanks and accents, as in the folder of the indexes of a user.
named() {
	expect_code 0 coopidx --shards 2 -i 'mes films d’été.shards' small
	expect_code 0 coopq --ids -i 'mes films d’été.shards' documentaire
	[ -f "$T/data/coop/mes films d’été.shards" ] || ls -R "$T/data"
	has "$(find "$T/data" -name '*.shards')" 'path "mes films d’été.1"'
}

in_french() {
	expect_code 2 env LC_ALL=fr_FR.UTF-8 coopidx --shard 1/3 --facts n3.facts -i ./one src
	has err 'fragment'
}

test_case 'one index, to compare with' make_one
for n in 1 2 3 7; do
	test_case "$n shards have what one index has" deals "$n"
done
test_case 'files of all kinds answer as one index' answers_as_one
test_case 'rows are dealt evenly, texts whole' deals_evenly
test_case 'a shard that is made alone and elsewhere is the same byte for byte' alone_is_the_same
test_case 'a change of one record is one of one shard' touches_few
test_case 'shards that are updated are those of building anew, with facts that still hold' updated_is_anew
test_case 'shards without records are indexes' empty_shards
test_case 'what looks after indexes knows shards' looked_after
test_case 'a damaged shard is made whole with its facts' repaired
test_case 'what does not fit is refused, and nothing is made' refuses
test_case 'facts are believed only when they are whole' hostile_facts
test_case 'shards are made anew with other facts' other_facts
test_case 'a shard that fails is named, and the others stay' one_fails
test_case 'names have blanks and accents' named
test_case 'messages are in French too' in_french
finish
