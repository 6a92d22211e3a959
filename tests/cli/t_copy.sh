#!/bin/sh
# A copy of an index, kept by the script of the manual while the index is written and the copy read.
# What is needed: the Debian package rsync.
# shellcheck disable=SC2016,SC2317,SC2329 # commands for other shells; test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

# script PAGE TITLE: the commands in a section of the manual, between two folders of this test
script() {
	awk -v title=".Ss $2" '/^\.S[hs] / { inside = $0 == title }
		inside && /^\.Bd -literal/ { shown = 1; next }
		/^\.Ed/ { shown = 0 }
		inside && shown' "$1" |
		sed -e 's/\\e$/\\/' -e 's|^from=.*|from=./index to=./copy|'
}
script "$ROOT/shared/coop-index.5" 'Copying an index' >keep.sh
keep() { sh -u ./keep.sh; }

one_script() {
	grep -q '^from=./index to=./copy$' keep.sh
	grep -q rsync keep.sh
	command -v rsync
	script "$ROOT/shared/coop-index.fr.5" 'Copier un index' >french
	same keep.sh french
	hasnt keep.sh inplace
}

# The recipe is the script, with arguments.
one_recipe() {
	sed -e '/^stub() {/,$!d' -e '/^# shellcheck/d' "$ROOT/query/recipes/coop-replica" >recipe
	sed -e '/^from=/d' keep.sh | unexpand -t 4 --first-only >expected
	same expected recipe
	expect_code 2 "$ROOT/query/recipes/coop-replica" ./index
	start
	expect_code 0 "$ROOT/query/recipes/coop-replica" ./index ./copy
	is_turn 0
}

# turn N: ten of the 600 texts say which turn it is, and are all that `repère` finds.
turn() {
	for n in 1 2 3 4 5 6 7 8 9 10; do
		printf 'Tour %s\n\nUn repère sur le quai, tour%s.\n' "$1" "$1" >"src/m$n.txt"
	done
}
start() {
	rm -rf src index copy
	mkdir src
	for n in $(seq 590); do printf 'Notice %s\n\nLa filature de Lyon.\n' "$n" >"src/t$n.txt"; done
	turn 0
	coopidx -q -i ./index src
}
# next N [OPTION]
next() {
	turn "$1"
	coopidx -q ${2:+"$2"} -i ./index src
}

# answer INDEX: the turns that all ten texts say, one a line
answer() {
	coopq -i "./$1" -n 20 --tsv repère >all
	is 10 "$(wc -l <all)"
	grep -o 'Tour [0-9]*' all | sort -u
}
is_turn() { is "Tour $1" "$(answer copy)"; }

keeps() {
	start
	keep
	is_turn 0
	base=$(stat -c %i copy/gen-1/docdata.glass)
	next 1
	is_turn 0
	keep
	is_turn 1
	[ -d copy/gen-2/delta ] && [ ! -e copy/gen-1 ]
	is "$base" "$(stat -c %i copy/gen-2/docdata.glass)" # a link: not sent again
	keep # nothing is new
	is_turn 1
	next 2 --fold
	keep
	is_turn 2
	[ ! -e copy/gen-3/delta ]
	coopidx -q --restore -i ./index
	keep
	is_turn 1
	expect_code 0 coopidx --check -q -i ./copy
	is 'XAPIANDB gen-2' "$(cd copy && echo *)"
}

# ---- what happens between two commands of the script ----

# An rsync that has a command run before its Nth call ($BEFORE), or after it ($AFTER).
mkdir bin
cat >bin/rsync <<'END'
#!/bin/sh
echo x >>calls
call=$(wc -l <calls)
code=0
if [ "$call" -eq "${AT:-0}" ]; then (eval "${BEFORE:-:}") >&2; fi
PATH=${PATH#*:} rsync "$@" || code=$?
if [ "$call" -eq "${AT:-0}" ]; then (eval "${AFTER:-:}") >&2; fi
echo "$code" >>codes
exit "$code"
END
chmod 755 bin/rsync

# meanwhile: the script, with that rsync
meanwhile() {
	rm -f calls codes
	PATH=$PWD/bin:$PATH expect_code 0 keep
	is_turn "$1"
	expect_code 0 coopidx --check -q -i ./copy
	is "$2" "$(wc -l <calls)"
}

# The second call copies the generation. Two builds remove it: one keeps it for --restore.
# shellcheck disable=SC2016 # for bin/rsync
write_twice='for turn in 1 2; do
	for n in 1 2 3 4 5 6 7 8 9 10; do
		printf "Tour %s\n\nUn repère sur le quai, tour%s.\n" $turn $turn >src/m$n.txt
	done
	coopidx -q -i ./index src
done
coopq -i ./copy -n 20 --tsv repère >seen 2>&1 || :'
export AT BEFORE AFTER

written_meanwhile() {
	for at in 1 2 3; do
		for when in before after; do
			start
			keep
			turn 7
			coopidx -q -i ./index src
			AT=$at BEFORE='' AFTER=''
			if [ "$when" = before ]; then BEFORE=$write_twice; else AFTER=$write_twice; fi
			rm -f seen
			case $at$when in
			1before) meanwhile 2 3 ;; # the new one from the start
			1after | 2before) # it is gone: again
				meanwhile 2 5
				grep -qx '2[34]' codes
				;;
			2after | 3before) # it is whole, but may not have been: again
				meanwhile 2 6
				is 0 "$(sort -u codes)"
				;;
			3after) meanwhile 7 3 ;; # what came then is for the next time
			esac
			is 10 "$(grep -c -e 'Tour 0' -e 'Tour 7' seen)"
			BEFORE='' AFTER='' AT=''
			keep
			is_turn 2
		done
	done
}

# The script is killed before and after each of its commands, and within that which copies a generation when it has
# copied some of the files: what answers is the old one, or the new one once it is named. The next run mends it.
# part GENERATION NUMBER: what an rsync leaves that is ended at its file of that number
cat >bin/part <<'END'
#!/bin/sh
# files come one after another; the last one is half there
files=$(ls "index/$1" | head -n "$2")
for file in $files; do
	if [ -f "index/$1/$file" ]; then
		mkdir -p "copy/$1"
		rm -f "copy/$1/$file"
		cp -p "index/$1/$file" "copy/$1/$file"
	fi
done
last=$(echo "$files" | tail -n 1)
if [ -f "copy/$1/$last" ]; then truncate -s "-$(($(stat -c %s "copy/$1/$last") / 2))" "copy/$1/$last"; fi
END
chmod 755 bin/part
killed() {
	start
	keep
	turned=0
	for point in '1 B' '1 A' '2 B' '2 P1' '2 P3' '2 P5' '2 P7' '2 P20' '2 A' '3 B' '3 A' mv rm; do
		turned=$((turned + 1))
		next "$turned"
		number=$(sed -n 's/^auto //p' index/XAPIANDB)
		AT=${point% *} BEFORE='' AFTER=''
		# the script, and the rsync of this test with it: nothing goes on behind them
		slay='kill -9 "$(cat script.pid)" $$'
		case $point in
		*B) BEFORE=$slay ;;
		*A) AFTER=$slay ;;
		*P*) BEFORE="bin/part $number ${point#*P}; $slay" ;;
		*) AT=0 ;;
		esac
		rm -f calls codes
		was=$((turned - 1))
		{
			echo 'echo $$ >script.pid'
			case $point in
			# at the switch, and when the old generation is removed: half of it is gone
			mv) sed 's|mv "$to/XAPIANDB.new"|kill -9 $$; &|' keep.sh ;;
			rm) sed 's/|| rm -r "$dir"/|| { rm "$dir"\/[a-i]*; kill -9 $$; }/' keep.sh ;;
			*) cat keep.sh ;;
			esac
		} >killed.sh
		[ "$point" != rm ] || was=$turned
		code=0
		PATH=$PWD/bin:$PATH sh -u ./killed.sh >killed.log 2>&1 || code=$?
		is 137 "$code"
		is_turn "$was"
		expect_code 0 coopidx --check -q -i ./copy
		# every second time the original goes on before the copy is mended
		if [ $((turned % 2)) -eq 0 ]; then
			turned=$((turned + 1))
			next "$turned"
		fi
		AT=0
		keep
		is_turn "$turned"
		expect_code 0 coopidx --check -q -i ./copy
		is "XAPIANDB $(sed -n 's/^auto //p' index/XAPIANDB)" "$(cd copy && echo *)"
	done
}

# A generation that is being removed: half of its files are gone when they are listed.
half_removed() {
	start
	keep
	turn 7
	coopidx -q -i ./index src
	AT=2 BEFORE='rm index/gen-2/[d-o]*; touch removed
		coopidx -q --full -i ./index src' AFTER=''
	meanwhile 7 6 # it ends with 0, and XAPIANDB tells
	is 0 "$(sort -u codes)"
	[ -e removed ]
}

# An rsync that has no room for a generation.
mkdir full
cat >full/rsync <<'END'
#!/bin/sh
case $* in */gen-*) exit 11 ;; esac
PATH=${PATH#*:} rsync "$@"
END
chmod 755 full/rsync

# What cannot be reached, or cannot be copied, leaves the copy as it was.
fails() {
	start
	keep
	next 1
	mv index away
	expect_code 23 keep
	mv away index
	is_turn 0
	PATH=$PWD/full:$PATH expect_code 1 keep
	is_turn 0
	printf 'auto gen-1/../../x' >index/XAPIANDB
	expect_code 1 keep
	is_turn 0
	[ -d copy/gen-1 ]
}

# ---- all of it at once ----

# A writer updates and folds; the script runs all the time, and a reader reads the copy.
living() {
	start
	keep
	rm -f enough stop answers
	(
		round=0
		while [ "$round" -lt 8 ] || { [ "$round" -lt 40 ] && [ ! -e enough ]; }; do
			round=$((round + 1))
			if [ $((round % 3)) -eq 0 ]; then next "$round" --fold; else next "$round"; fi
		done
		echo "$round" >last
	) &
	writer=$!
	(
		while [ ! -e stop ]; do
			answer copy >got || { cat got all; exit 1; }
			is 1 "$(wc -l <got)"
			cat got >>answers
		done
	) >reader.log 2>&1 &
	reader=$!
	kept=0 late=0
	while [ "$kept" -lt 6 ]; do
		if keep 2>>keep.log; then kept=$((kept + 1)); else late=$((late + 1)); fi
	done
	: >enough
	wait "$writer"
	keep
	: >stop
	wait "$reader" || { cat reader.log; return 1; }
	echo "$(cat last) rounds, $kept copies, $late given up, $(grep -c . answers) answers from $(sort -u answers | grep -c .) generations"
	[ "$(sort -u answers | grep -c .)" -ge 2 ]
	is_turn "$(cat last)"
	expect_code 0 coopidx --check -q -i ./copy
	coopq -i ./index --ids -n 1000 'quai filature' >expected
	coopq -i ./copy --ids -n 1000 'quai filature' >actual
	same expected actual
}

# size FOLDER: its bytes on the disk
size() { du -s -B 1 "$1" | cut -f 1; }

# Without -H two generations take twice the room, and that is all.
links() {
	start
	next 1
	expect_code 0 flock index/lock rsync -aH ./index/ with/
	expect_code 0 flock index/lock rsync -a ./index/ without/
	[ "$(($(size without) - $(size with)))" -gt $(($(size index/gen-1) / 2)) ]
	is "$(size index)" "$(size with)"
	for copy in with without; do
		COOP_INDEX=./$copy expect_code 0 coopidx --check -q
		coopq -i ./index --tsv repère >expected
		coopq -i "./$copy" --tsv repère >actual
		same expected actual
		expect_code 0 coopidx -q --restore -i "./$copy"
		is 'Tour 0' "$(answer "$copy")"
		expect_code 0 coopidx -q -i "./$copy" src
		is 'Tour 1' "$(answer "$copy")"
	done
}

test_case 'the script of the manual, in both languages' one_script
test_case 'the recipe is that script' one_recipe
test_case 'it keeps a copy' keeps
test_case 'a writer between any two of its commands' written_meanwhile
test_case 'the script is killed at any point' killed
test_case 'a generation that is being removed' half_removed
test_case 'what fails leaves the copy as it was' fails
test_case 'a writer, the script and a reader of the copy, all at once' living
test_case 'links of the base are room, and nothing else' links
finish
