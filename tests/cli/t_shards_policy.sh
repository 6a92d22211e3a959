#!/bin/sh
# What becomes of a list of shards that are not those of one index, or of which some are lost or do not answer.
# shellcheck disable=SC2317,SC2329 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp -R "$ROOT/corpus" corpus
rm corpus/*.xlsx # notices of different sheets have no order among shards
coopidx -q -i ./whole corpus
coopidx -q --engine-tools --shards 3 -i ./films.shards corpus
coopidx -q --shards 2 -i ./two.shards corpus

# list LINE...: the list `list.shards`
list() {
	printf '%s\n' "$@" >list.shards
}

# ---- marks ----

# refused LINES MESSAGE HINT: a list of these lines has no answer, and one without some where they are done without
refused() {
	expect_code 2 coopq -i ./list.shards '*'
	empty out
	has err "$1"
	has err "$2"
	expect_code 4 coopq -i ./list.shards --shards=available --format=json '*'
	python3 "$TESTS/cli/json_schema.py" "$ROOT/query/coopq.schema.json" out
	holds out ".total < $whole and (.missing_shards | length == 1)"
	expect_code 2 coopidx --status -i ./list.shards
	has err "$1"
}

marks() {
	whole=$(coopq -i ./whole --count '*')
	is "$whole" "$(coopq -i ./films.shards --count '*')"
	list '# one is missing' 'path films.1' 'path films.3'
	refused './list.shards: shard 2 of 3 stands in no line' 'add a line for it'
	expect_code 4 coopq -i ./list.shards --shards=available '*'
	has err './list.shards: without the shard 2/3: it stands in no line'
	LC_ALL=fr_FR.UTF-8 expect_code 2 coopq -i ./list.shards '*'
	has err './list.shards : le fragment 2 sur 3 n'\''est sur aucune ligne'
	cp -R films.1 copy
	list 'path films.1' 'path films.2' 'path  copy'
	expect_code 2 coopq -i ./list.shards '*'
	has err "./list.shards:3:7: 'path films.1' and 'path copy' are both shard 1 of 3"
	has err 'replica='
	expect_code 4 coopq -i ./list.shards --shards=available --format=json '*'
	holds out '[.missing_shards[].shard] == ["path copy", "3/3"]'
	# it is no copy of anything that is missing
	list 'path films.1' 'path films.2' 'path films.3' 'path copy'
	expect_code 4 coopq -i ./list.shards --shards=available --count '*'
	is "$whole" "$(cat out)"
	list 'path films.1' 'path films.1' 'path films.3' 'path films.2'
	expect_code 2 coopq -i ./list.shards '*'
	has err "./list.shards:2:6: 'path films.1' and 'path films.1' are the same index"
	list 'path films.1' 'path films.2' 'path films.3' 'path two.1'
	expect_code 2 coopq -i ./list.shards '*'
	has err "./list.shards:4:6: 'path two.1' is shard 1 of 2, and 'path films.1' one of 3"
	has err 'one coopidx --shards'
	expect_code 4 coopq -i ./list.shards --shards=available --count '*'
	is "$whole" "$(cat out)"
	# what does not answer may be the one that stands in no line
	list 'path films.1' 'path films.2' 'path nowhere'
	expect_code 4 coopq -i ./list.shards --shards=available --format=json '*'
	holds out '[.missing_shards[].shard] == ["path nowhere"]'
	list 'path films.1' 'path nowhere'
	expect_code 4 coopq -i ./list.shards --shards=available --format=json '*'
	holds out '[.missing_shards[].shard] == ["path nowhere", "2/3", "3/3"]'
}

# ---- status ----

status() {
	expect_code 0 coopidx --status -i ./films.shards
	grep -qx 'shards  *3, there: 3' out
	grep -qx "records  *$(coopq -i ./whole --count '*')" out
	grep -q '^2/3  *path films.2: [0-9]* records, gen-1, opened in [0-9]* ms$' out
	LC_ALL=fr_FR.UTF-8 expect_code 0 coopidx --status -i ./films.shards
	grep -q '^2/3  *path films.2 : [0-9]* notices, gen-1, ouvert en [0-9]* ms$' out
	list 'path films.1' 'path none replica=films.2' 'path two.1' 'path gone'
	expect_code 2 coopidx --status=json -i ./list.shards
	has err "./list.shards:3:6: 'path two.1' is shard 1 of 2"
	holds out '.shards | length == 4'
	holds out '.shards[0] | .there and .number == 1 and .of == 3 and .generation == 1 and (.replica | not)
		and (.facts | length == 16)'
	holds out '.shards[1] | .there and .number == 2 and .replica and .place == "path none"'
	holds out '.shards[2] | .there and .of == 2 and (.why | contains("two.1"))'
	holds out '.shards[3] | (.there | not) and (.why | length > 0) and (has("records") | not) and .line == 4'
	expect_code 2 coopidx --status -i ./list.shards
	grep -q '^-  *path gone: missing: ' out
	list "path $(printf '\033[31m')"
	expect_code 2 coopidx --status -i ./list.shards
	hasnt out "$(printf '\033')"
	hasnt err "$(printf '\033')"
	expect_code 2 coopidx --status -i ./none.shards
	expect_code 2 coopidx --status=json -i ./none.shards
	empty out
}

# ---- what is lost ----

# a batch goes on with the replica: the same answers in the same order, whoever of the threads finds it lost
batch() {
	cp -R films.2 copy2
	list 'path films.1' 'path films.2 replica=copy2' 'path films.3'
	PYTHONDONTWRITEBYTECODE=1 within python3 - <<-'END'
		import shutil, subprocess
		def ruin(name):
		    data = bytearray(open(name, "rb").read())
		    for i in range(8192, len(data), 97):
		        data[i] ^= 0x55
		    open(name, "r+b").write(data)
		def expected(words):
		    return subprocess.run(["coopq", "-i", "./whole", "--tsv", "-n", "1000", words],
		                          capture_output=True, text=True).stdout
		queries = ["scop", "lyon", "coop*", "*", "genre:documentaire", "travail -scop"] * 20
		single = {q: expected(q) for q in set(queries)}
		shutil.copytree("films.2", "films.2.kept")
		def run(threads, *options):
		    batch = subprocess.Popen(["coopq", "-i", "./list.shards", "--batch", "-j", threads, "--tsv", "-n", "1000", *options],
		                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
		    batch.stdin.write("first\tscop\n")
		    batch.stdin.flush()
		    first = batch.stdout.readline()
		    assert first, batch.stderr.read()
		    ruin("films.2/gen-1/docdata.glass")
		    rest, said = batch.communicate("".join(f"q{i}\t{q}\n" for i, q in enumerate(queries)))
		    shutil.rmtree("films.2")
		    shutil.copytree("films.2.kept", "films.2")
		    answers, order = {}, []
		    for line in (first + rest).splitlines():
		        number, _, row = line.partition("\t")
		        if number not in answers:
		            order.append(number)
		        # behind it stands the query
		        answers.setdefault(number, []).append(row.rpartition("\t")[0])
		    return batch.returncode, answers, order, said
		for threads in "1", "4":
		    code, answers, order, said = run(threads)
		    assert code == 0, (threads, code, said)
		    assert order == ["first"] + [f"q{i}" for i, q in enumerate(queries) if single[q]], (threads, order)
		    for i, q in enumerate(queries):
		        assert answers.get(f"q{i}", []) == single[q].splitlines(), (threads, q)
		# without a replica it ends, and says of which shard
		open("list.shards", "w").write("path films.1\npath films.2\npath films.3\n")
		for threads in "1", "4":
		    code, answers, order, said = run(threads)
		    assert code == 2 and "list.shards:2: " in said, (threads, code, said)
		    for number in order[1:]: # none is of two shards
		        assert answers[number] == single[queries[int(number[1:])]].splitlines(), (threads, number)
		# or goes on without it
		for threads in "1", "4":
		    code, answers, order, said = run(threads, "--shards=available")
		    assert code == 4 and "without the shard 'path films.2'" in said, (threads, code, said)
		    last = len(queries) - 3
		    few, all = answers[f"q{last}"], single["*"].splitlines()
		    ids = [row.split("\t")[2] for row in few]
		    assert few and len(few) < len(all), (threads, len(few), len(all))
	END
	rm -rf copy2 films.2.kept
}

# ---- what does not answer ----

# hanging CALL ARGUMENT...: coopq where that call does not return in the folder `hangs`
hanging() {
	call=$1
	shift
	LD_PRELOAD=$T/eio_read.so BAD_CALL=$call BAD_PATH=hangs BAD_DO=hang within coopq "$@"
}

hangs() {
	cp -R films.2 hangs
	coopq -i ./whole --tsv -n 100 '*' >expected
	list 'path films.1' 'path hangs replica=films.2 timeout=.1' 'path films.3'
	for call in open read mmap fstat; do
		expect_code 0 hanging "$call" -i ./list.shards --tsv -n 100 '*'
		same expected out
	done
	list 'path films.1' 'path hangs timeout=.1' 'path films.3'
	for call in open read; do
		expect_code 2 hanging "$call" -i ./list.shards '*'
		has err "./list.shards:2: the shard 'path hangs' is missing: no answer within 0.1 s"
		expect_code 4 hanging "$call" -i ./list.shards --shards=available --format=json '*'
		holds out '[.missing_shards[].shard] == ["path hangs"] and .total > 0'
	done
	export LD_PRELOAD="$T/eio_read.so" BAD_CALL=open BAD_PATH=hangs BAD_DO=hang
	printf 'scop\nlyon\n' | expect_code 4 within coopq -i ./list.shards --shards=available --batch -j 2
	[ -s out ]
	expect_code 2 within coopidx --status=json -i ./list.shards
	holds out '.shards[1] | (.there | not) and .milliseconds >= 100'
	unset LD_PRELOAD
	rm -rf hangs
}

# a server answers though some hang, and ends
hangs_served() {
	cp "$TESTS/cli/served.py" served.py
	cp -R films.2 hangs
	list 'path films.1' 'path hangs timeout=.1' 'path films.3'
	LD_PRELOAD=$T/eio_read.so BAD_CALL=open BAD_PATH=hangs BAD_DO=hang PYTHONDONTWRITEBYTECODE=1 within python3 - <<-'END'
		from served import Server
		s = Server("-i", "./list.shards", "--shards=available")
		for _ in range(5):
		    found = s.json("/api/search?q=*")
		    assert [m["shard"] for m in found["missing_shards"]] == ["path hangs"] and found["total"] > 0, found
		assert [i["name"] for i in s.json("/api/status")["indexes"]] == ["path films.1", "path films.3"]
		s.end()
	END
	rm -rf hangs
}

test_case 'the marks of shards are checked' marks
test_case '--status of a list' status
test_case 'a batch goes on when a shard is lost' batch
if can_preload eio_read; then
	preload eio_read
	test_case 'a folder that hangs holds up no answer' hangs
	test_case 'nor a server' hangs_served
else
	skip 'folders that hang' 'nothing can be loaded before the programs'
fi
finish
