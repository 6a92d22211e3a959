#!/bin/sh
# An index that is several shards, which a list names: answers, and what is said of shards that are missing.
# shellcheck disable=SC2317,SC2329 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp -R "$ROOT/corpus" corpus
coopidx -q -i ./whole corpus

# deal OPTION... FOLDER...: the notices of `whole`, whose paths are below corpus/
deal() {
	(cd corpus && "$BUILD/tests/make_shards" "$@")
}
deal -e -o ../whole ../s0 ../s1 ../s2
printf '# three\npath s0\npath s1\npath s2\n' >films.shards

# again SHARD...: these as they were dealt, without what a test did to them
cp -R s0 s0.kept
cp -R s1 s1.kept
cp -R s2 s2.kept
again() {
	for shard in s0 s1 s2; do
		rm -rf "$shard"
		cp -R "$shard.kept" "$shard"
	done
}

# alike ARGUMENT...: the list answers as the whole index
alike() {
	code=0
	coopq -i ./whole "$@" >expected 2>expected.err || code=$?
	expect_code "$code" coopq -i ./films.shards "$@"
	sed 's/,"timing":.*//' expected >expected.cut
	sed 's/,"timing":.*//' out >out.cut
	same expected.cut out.cut
	diff -u expected.err err
}

answers() {
	for query in scop 'scop lyon' 'genre:documentaire' '"économie sociale"' 'coop*' 'cinéma -scop' '*' \
		'annee:1980.. travail' 'travial'; do
		alike --tsv -n 1000 "$query"
		alike --count "$query"
	done
	alike --jsonl -n 1000 scop
	alike --format=json scop
	alike --explain scop
	alike --facets=genre,country,decade -n 0 coopérative
	alike --sort=-year,title --tsv -n 1000 coopérative
	alike --group scop
	alike --kwic=30 --kwic-sort=right scop
	alike --like=film-001
	alike --show film-001
	alike --timeline -n 0 scop
	alike --fields=id,score --tsv 'corps:coopérative'
	alike --fields=id,score --tsv 'scop PRES/paragraphe coopérative'
	alike --fields=id,score --tsv 'coopérative SAUF (scop PRES/phrase lyon)'
	# paths as they are stored
	for query in 'scop lyon' 'corps:"économie sociale"'; do
		(cd corpus && coopq -i ../whole --explain "$query" 2>/dev/null) >expected
		(cd corpus && coopq -i ../films.shards --explain "$query" 2>/dev/null) >actual
		same expected actual
	done
	expect_code 0 coopq -i ./films.shards --cite film-001
}

batch() {
	printf 'a\tscop\nb\tlyon\nc\tnobodyhasthis\n' >queries
	for threads in 1 3; do
		coopq -i ./whole --batch -j "$threads" <queries >expected
		coopq -i ./films.shards --batch -j "$threads" <queries >actual
		same expected actual
	done
}

# names: -i NAME.shards in the data directory, and COOP_INDEX
names() {
	mkdir -p "$XDG_DATA_HOME/coop"
	sed "s|path |path $T/work/|" films.shards >"$XDG_DATA_HOME/coop/far.shards"
	coopq -i ./whole --ids -n 100 scop >expected
	coopq -i far.shards --ids -n 100 scop >actual
	same expected actual
	COOP_INDEX=./films.shards coopq --ids -n 100 scop >actual
	same expected actual
	expect_code 2 coopq -i none.shards scop
	has err 'none.shards'
}

completes() {
	coopq --complete=bash -- coopq -i ./whole 'genre:doc' >expected
	coopq --complete=bash -- coopq -i ./films.shards 'genre:doc' >actual
	same expected actual
}

timing() {
	expect_code 0 coopq -i ./films.shards --timing scop
	has err "shard 'path s0': opened in "
	has err "shard 'path s2': opened in "
}

# ---- what is missing ----

missing() {
	mv s1 away
	expect_code 2 coopq -i ./films.shards scop
	empty out
	has err "./films.shards:3: the shard 'path s1' is missing: "
	has err '--shards=available'
	LC_ALL=fr_FR.UTF-8 expect_code 2 coopq -i ./films.shards scop
	has err "./films.shards:3 : le fragment « path s1 » manque : "
	expect_code 4 coopq -i ./films.shards --shards=available --format=json '*'
	has err "./films.shards:3: without the shard 'path s1': "
	holds out '.missing_shards | length == 1 and .[0].shard == "path s1" and (.[0].why | length > 0)'
	python3 "$TESTS/cli/json_schema.py" "$ROOT/query/coopq.schema.json" out
	expect_code 4 coopq -i ./films.shards --shards=available --tsv nobodyhasthis
	rm -rf s0 s2
	expect_code 2 coopq -i ./films.shards --shards=available scop
	rm -rf away
	again
	coopq -i ./films.shards --format=json scop >out
	holds out 'has("missing_shards") | not'
}

# ruin FILE [FROM]: its pages, or those from a byte on
ruin() {
	python3 - "$@" <<-'END'
		import sys
		data = bytearray(open(sys.argv[1], "rb").read())
		for i in range(int(sys.argv[2]) if len(sys.argv) > 2 else 0, len(data), 97):
		    data[i] ^= 0x55
		open(sys.argv[1], "r+b").write(data)
	END
}

damaged() {
	printf 'path s0\npath s1 replica=copy\npath s2\n' >replicas.shards
	coopq -i ./whole --tsv -n 1000 'scop' >expected
	for file in postings.coop postlist.glass docdata.glass iamglass; do
		again
		rm -rf copy
		cp -R s1 copy
		ruin "s1/gen-1/$file"
		echo "# $file"
		expect_code 0 coopq -i ./replicas.shards --tsv -n 1000 scop
		same expected out
		expect_code 2 coopq -i ./films.shards --tsv -n 1000 scop
		has err 's1'
		expect_code 4 coopq -i ./films.shards --shards=available --tsv -n 1000 scop
		has err "without the shard 'path s1': "
		[ "$(wc -l <out)" -lt "$(wc -l <expected)" ]
	done
	again
	rm -rf copy
	cp -R s1 copy
	ruin s1/gen-1/docdata.glass 8192 # which is found when notices are read
	for option in --tsv --group --format=json --show; do
		words=scop
		if [ "$option" = --show ]; then words=film-001; fi
		coopq -i ./whole "$option" "$words" >expected
		expect_code 0 coopq -i ./replicas.shards "$option" "$words"
		sed 's/,"timing":.*//' expected >expected.cut
		sed 's/,"timing":.*//' out >out.cut
		same expected.cut out.cut
		expect_code 2 coopq -i ./films.shards "$option" "$words"
	done
	again
	ruin s1/gen-1/columns
	coopq -i ./whole --facets=genre -n 0 scop >expected
	expect_code 0 coopq -i ./replicas.shards --facets=genre -n 0 scop
	same expected out
	expect_code 2 coopq -i ./films.shards --facets=genre -n 0 scop
	expect_code 4 coopq -i ./films.shards --shards=available --facets=genre -n 0 scop
	for option in --timeline --sort=year; do
		coopq -i ./whole "$option" scop >expected
		expect_code 0 coopq -i ./replicas.shards "$option" scop
		same expected out
		expect_code 4 coopq -i ./films.shards --shards=available "$option" scop
	done
	again
	again
}

replica() {
	rm -rf copy
	mv s1 copy
	printf 'path s0\npath s1 replica=none replica=copy\npath s2\n' >replicas.shards
	coopq -i ./whole --tsv -n 1000 scop >expected
	expect_code 0 coopq -i ./replicas.shards --timing --tsv -n 1000 scop
	same expected out
	has err ', a replica'
	again
}

refused() {
	printf 'path s0\npath s1 replica=s0\npath s0\n' >twice.shards
	expect_code 2 coopq -i ./twice.shards scop
	has err "./twice.shards:3:6: 'path s0' and 'path s0' are the same index"
	printf 'path s0\npath corpus/../s0/.\n' >twice.shards
	expect_code 2 coopq -i ./twice.shards scop
	has err 'are the same index'
	coopidx -q -i ./other corpus/films.csv
	printf 'path s0\npath other\n' >facts.shards
	expect_code 2 coopq -i ./facts.shards scop
	has err "./facts.shards:2:6: 'path other' is no shard of the same index"
	expect_code 2 coopq -i ./facts.shards --shards=available scop
	expect_code 2 coopq -i ./films.shards -i ./whole scop
	has err "'./films.shards' is a list of shards, which is asked alone"
	: >empty.shards
	expect_code 2 coopq -i ./empty.shards scop
	has err './empty.shards names no shard'
	printf 'path s0\npath s1 timeout=abc\n' >bad.shards
	expect_code 2 coopq -i ./bad.shards scop
	has err './bad.shards:2:9: this is no time limit'
	expect_code 2 coopq -i ./films.shards --shards=some scop
	printf 'path s\033[31m\n' >control.shards
	expect_code 2 coopq -i ./control.shards scop
	hasnt err "$(printf '\033')"
}

project() {
	mkdir -p project
	cp films.shards project/films.shards
	echo 'index = ./films.shards' >project/.coop
	(
		unset COOP_CONFIG
		cd project
		expect_code 2 coopq scop
		has err ".coop:1:"
		has err 'a project cannot name a list of shards'
		echo 'index = ./films.shards/' >.coop
		expect_code 2 coopq scop
		has err 'a project cannot name a list of shards'
		# who gives it knows what it does
		expect_code 2 coopq --no-config -i ./films.shards scop
		has err "films.shards:2: the shard 'path s0' is missing"
	)
}

# ---- for longer ----

served() {
	cp "$TESTS/cli/served.py" served.py
	again
	PYTHONDONTWRITEBYTECODE=1 within python3 - <<-'END'
		from served import Server
		import os, shutil
		shutil.move("s1", "away")
		s = Server("-i", "./films.shards", "--shards=available")
		few = s.json("/api/search?q=*")
		assert [m["shard"] for m in few["missing_shards"]] == ["path s1"], few
		shutil.move("away", "s1")
		all = s.json("/api/search?q=*")
		assert "missing_shards" not in all and all["total"] > few["total"], all
		shutil.move("s1", "away")
		assert s.json("/api/search?q=*")["total"] == few["total"]
		shutil.move("away", "s1")
		s.end()
	END
}

# what is damaged while it is served: found when it is read, and never answered from
serves_on() {
	cp "$TESTS/cli/served.py" served.py
	again
	cp -R s1 copy
	printf 'path s0\npath s1 replica=copy\npath s2\n' >replicas.shards
	PYTHONDONTWRITEBYTECODE=1 within python3 - <<-'END'
		from served import Server
		import json, os, shutil, time
		def ruin(name):
		    data = bytearray(open(name, "rb").read())
		    for i in range(8192, len(data), 97):
		        data[i] ^= 0x55
		    open(name, "r+b").write(data)
		def whole():
		    shutil.rmtree("s1")
		    shutil.copytree("s1.kept", "s1")
		paths = ("/api/search?q=*", "/?q=*", "/api/search?q=scop")
		# a replica takes its place
		s = Server("-i", "./replicas.shards")
		ruin("s1/gen-1/docdata.glass")
		for path in paths:
		    assert s.ask(path)[0] == 200, path
		all = s.json("/api/search?q=*")
		assert "missing_shards" not in all
		s.end()
		# it is done without, and is back when it is whole
		whole()
		s = Server("-i", "./films.shards", "--shards=available")
		ruin("s1/gen-1/docdata.glass")
		for path in paths:
		    assert s.ask(path)[0] == 200, path
		for path in ("/?q=scop", "/?q=*", "/?q=zzzzqq"):
		    page = s.ask(path)[2]
		    assert b"<code>path s1</code>" in page and b"<code>path s0</code>" not in page, path
		few = s.json("/api/search?q=*")
		assert [m["shard"] for m in few["missing_shards"]] == ["path s1"] and few["total"] < all["total"], few
		os.rename("s1", "ruined")
		shutil.copytree("s1.kept", "s1")
		back = s.json("/api/search?q=*")
		assert "missing_shards" not in back and back["total"] == all["total"], back
		s.end()
		# all are wanted: no answer, and who is to be asked for it
		s = Server("-i", "./films.shards")
		ruin("s1/gen-1/docdata.glass")
		for path in ("/api/search?q=scop", "/?q=scop"):
		    status, _, text = s.ask(path)
		    assert status == 503 and b"path s1" in text, (path, status)
		os.rename("s1", "ruined again")
		shutil.copytree("s1.kept", "s1")
		assert s.json("/api/search?q=*")["total"] == all["total"]
		s.end()
	END
	rm -rf copy ruined 'ruined again'
}

# ---- on other machines ----

# serve_shard FOLDER: its process in `pid`, which leads a group of its own, and its `port`
serve_shard() {
	port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
	setsid xapian-tcpsrv --quiet --interface 127.0.0.1 --port "$port" "$1" 2>/dev/null &
	pid=$!
	until_so python3 -c 'import socket, sys; socket.create_connection(("127.0.0.1", int(sys.argv[1]))).close()' "$port"
}

remote() {
	again
	serve_shard s1
	trap 'kill -CONT -"$pid"; kill -KILL -$pid' EXIT
	printf 'path s0\ntcp 127.0.0.1:%s timeout=60\npath s2\n' "$port" >films.shards
	for query in scop 'scop lyon' 'coop*' genre:documentaire; do
		alike --fields=id,score,title --tsv -n 1000 "$query" # where its files are is the affair of the other machine
	done
	alike --facets=genre,country,decade -n 0 coopérative
	alike --fields=id,title --sort=-year,title --tsv -n 1000 coopérative
	alike --filter genre=documentaire --count scop
	alike --timeline -n 0 scop
	# it hangs
	kill -STOP -"$pid"
	printf 'path s0\ntcp 127.0.0.1:%s timeout=.3\npath s2\n' "$port" >films.shards
	expect_code 2 coopq -i ./films.shards scop
	has err "./films.shards:2: the shard 'tcp 127.0.0.1:$port' is missing: "
	expect_code 4 coopq -i ./films.shards --shards=available scop
	has err "./films.shards:2: without the shard 'tcp 127.0.0.1:$port': "
	# it is dead, and another is there
	kill -CONT -"$pid"
	kill -KILL -"$pid"
	dead=$port
	serve_shard s1
	printf 'path s0\ntcp 127.0.0.1:%s timeout=60 replica=127.0.0.1:%s\npath s2\n' "$dead" "$port" >films.shards
	alike --fields=id,score,title --tsv -n 1000 scop
	coopq -i ./films.shards --timing --ids scop >/dev/null 2>err
	has err ', a replica'
}

test_case 'a list answers as the whole' answers
test_case 'so does --batch' batch
test_case 'names of lists' names
test_case 'completion' completes
test_case '--timing names shards' timing
test_case 'a shard that is missing' missing
test_case 'damage, by policy and with a replica' damaged
test_case 'a replica serves' replica
test_case 'what is refused' refused
test_case 'a project names no list' project
test_case '--serve takes up what comes back' served
test_case '--serve goes on when a shard is damaged' serves_on
test_case 'shards on other machines' remote
finish
