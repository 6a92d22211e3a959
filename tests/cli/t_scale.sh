#!/bin/sh
# scripts/simulate-scale: what it tells follows from its figures. No figure of this machine is judged.
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

simulate() { "$ROOT/scripts/simulate-scale" "$@"; }

# quantiles N: as many as a line has, all the same; rising FROM: these from there on by ones.
quantiles() { awk -v v="$1" 'BEGIN { for (i = 0; i < 22; i++) printf "\t%s", v; print "" }'; }
rising() { awk -v v="$1" 'BEGIN { for (i = 0; i < 22; i++) printf "\t%s", v + i * i; print "" }'; }

# figures STAGE NOISE: a file of two sizes, a hundred times apart, in which all but the memory is in proportion.
figures() {
	echo '# made up'
	for name in source build_cpu build_disk index update; do
		printf '%s\t1000\t20\n%s\t100000\t2000\n' "$name" "$name"
	done
	printf 'build_memory\t1000\t1000\nbuild_memory\t100000\t1990\n'
	for kind in term and or phrase; do
		printf 'first.%s\t1000' "$kind"
		"$1" 1000
		printf 'first.%s\t100000' "$kind"
		"$1" 3000
		printf 'second.%s\t1000' "$kind"
		"$1" 500
	done
	printf 'noise\t0'
	"$2" 1
}
figures rising rising >lively.tsv
figures quantiles quantiles >even.tsv

# plans FIGURES OPTION...: as numbers, in the file `plans`, without its header; `column NAME` is the number of one.
plans() {
	simulate --tsv --trials 60 --figures "$@" >all
	sed 1d all >plans
	[ -s plans ]
}
column() { head -n 1 all | tr '\t' '\n' | grep -nxF "$1" | cut -d : -f 1; }

# every WHAT CONDITION: of each line of `plans`, with n, s and each; other columns are c("NAME").
every() {
	awk -F '\t' -v names="$(head -n 1 all)" '
	BEGIN { split(names, list, "\t"); for (i in list) at[list[i]] = i }
	function c(name) { if (!(name in at)) { print "no " name; bad = 1 } return $(at[name]) }
	function close_to(a, b) { return a - b < 1e-6 * (b + 1) && b - a < 1e-6 * (b + 1) }
	{ n = $1; s = $2; each = $3; if (!('"$1"')) { print "not so: " $0; bad = 1 } }
	END { exit bad || NR == 0 }' plans
}

sums() {
	plans lively.tsv --replicas 3 --hedge 0.95
	is 15 "$(wc -l <plans | tr -d ' ')"
	every 'each * s >= n && (each - 1) * s < n'
	every 'close_to(c("index GB"), each * 20 / 1000 / 1e9)'
	every 'close_to(c("all GB"), 3 * s * c("index GB"))'
	every 'close_to(c("CPU h in all") * 3600, s * each * 20 / 1000)'
	every 'close_to(c("build MB") * 1e6, 990 + each / 100)'
	every 'close_to(c("build min") * 60, (0.18 + 0.82 / 2) * each * 20 / 1000)'
	every 'c("memory GB") <= c("index GB") && close_to(c("memory GB"), 0.4 * c("index GB"))'
	every 'close_to(c("facts min"), 0.6 * c("build min"))'
	plans lively.tsv --budget 0 --notice 2 --replicas 3 --hedge 0.95
	every 'close_to(c("build MB") * 1e6, 2 * each < 990 + each / 100 ? 2 * each : 990 + each / 100)'
	every 'c("one p50") <= c("one p99") && c("slowest p50") <= c("slowest p99")'
	every 'c("one p50") <= c("slowest p50") && c("one p99") <= c("slowest p99")'
	every 'c("hedged p99") <= c("slowest p99") && c("answer p50") <= c("answer p99")'
	every 'c("hedged p99") <= c("answer p99")'
	cut -f "$(column 'hedged p99'),$(column 'slowest p99')" plans | awk '$1 != $2 { some = 1 } END { exit !some }'
}

# rises NAME: from one line of `plans` to the next.
rises() {
	cut -f "$(column "$1")" plans >of_it
	[ -s of_it ]
	sort -g of_it | same of_it -
}
falls() {
	cut -f "$(column "$1")" plans >of_it
	[ -s of_it ]
	sort -gr of_it | same of_it -
}

monotone() {
	plans lively.tsv --notices 1000,5000,10000000,1000000000 --shards 7
	for name in 'build min' 'build MB' 'index GB' 'all GB' 'one p50' 'slowest p50' 'slowest p99' 'answer p99'; do
		rises "$name"
	done
	falls 'queries/s'
	plans lively.tsv --notices 10000000 --shards 1,2,50,400,1000
	for name in 'build min' 'build MB' 'index GB' 'source s' 'one p99'; do falls "$name"; done
	for name in 'query kB' 'queries/s'; do rises "$name"; done
	# shards of one size: the more there are, the longer the slowest takes
	for shards in 1 10 100 1000; do
		plans lively.tsv --notices "${shards}00000" --shards "$shards"
		cat plans >>together
	done
	mv together plans
	for name in 'slowest p50' 'slowest p99' 'answer p50' 'answer p99' 'all GB'; do rises "$name"; done
	falls 'one p50'
	rises 'one p50'
}

# Without chance everything can be told beforehand.
exact() {
	plans even.tsv --notices 100000 --shards 1,10,100 --skew 1 --jitter 0 --pauses 0 --rtt 2 --fanout 50 \
		--statistics 100 --hit 10 --hits 5 --texts 4 --bandwidth 8
	every 'close_to(c("one p50"), (1000 + 2000 * (each - 1000) / 99000) / 1000 + 4)'
	every 'close_to(c("slowest p99"), c("one p50")) && close_to(c("hedged p99"), c("one p50"))'
	every 'close_to(c("query kB") * 1000, s * 150 + 4 * 20 / 1000)'
	every 'close_to(c("source s"), each * 20 / 1000 / 1e6)'
	every 'close_to(c("answer p50"), c("one p50") + s * 0.05 + c("query kB") + 2 + 50)'
	every 'close_to(c("queries/s"), 2e6 / (1000 + 2000 * (each - 1000) / 99000))'
	plans even.tsv --notices 100000 --shards 10 --skew 1 --jitter 0 --pauses 1 --pause 30 --seed 2
	every 'c("slowest p50") > c("one p50")'
}

# The same figures and seed give the same, and all that is assumed is printed.
repeated() {
	simulate --figures lively.tsv --trials 50 >one
	simulate --figures lively.tsv --trials 50 >two
	same one two
	simulate --figures lively.tsv --trials 50 --seed 2 >two
	if cmp -s one two; then return 1; fi
	for name in $(simulate --help | sed -n 's/^  --\([a-z]*\) N .*/\1/p'); do
		case $name in size | queries | trials | seed | notices | shards | sizes) ;; *) has one "--$name " ;; esac
	done
	has one 'made up'
	grep -q '^1,000,000,000 *10 *100,000,000[*] ' one
}

refuses() {
	expect_code 2 simulate --figures nowhere.tsv
	has err nowhere.tsv
	sed '3s/2000$/none/' even.tsv >bad.tsv
	expect_code 2 simulate --figures bad.tsv
	has err 'bad.tsv:3:'
	grep -v '^index' even.tsv >bad.tsv
	expect_code 2 simulate --figures bad.tsv
	has err 'nothing is said of index'
	expect_code 2 simulate --figures even.tsv --hedge 0.95
	has err '--replicas 2'
	for option in '--shards 0' '--notices x' '--cores 0' '--pauses 2' '--bandwidth 0' '--trials 0'; do
		# shellcheck disable=SC2086 # two words
		expect_code 2 simulate --figures even.tsv $option
	done
}

# What is in the tree can be read, and what is measured can be simulated; shards that are built answer.
measured() {
	mkdir tmp
	TMPDIR=$PWD/tmp
	export TMPDIR
	simulate --trials 10 --tsv >all
	is 16 "$(wc -l <all | tr -d ' ')"
	expect_code 0 simulate --measure new.tsv --sizes 100,300 --queries 2
	plans new.tsv
	is 2 "$(grep -c '^index' new.tsv)"
	expect_code 0 simulate --check --size 200 --queries 1
	is 28 "$(grep -c ' us, \| MB \| CPU s ' out)"
	expect_code 2 simulate --measure ./nowhere/new.tsv --sizes 100 --queries 1
	is '' "$(ls tmp)"
}

test_case 'what a shard takes adds up' sums
test_case 'more notices take more, more shards less each and longer together' monotone
test_case 'without chance it is what can be computed' exact
test_case 'the same seed gives the same' repeated
test_case 'what cannot be is refused, with its line' refuses
test_case 'figures are measured, and real shards asked' measured
finish
