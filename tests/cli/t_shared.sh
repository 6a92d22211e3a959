#!/bin/sh
# An index of several users, of readers that may not write, on a medium that cannot be written, and on
# a file server.
# shellcheck disable=SC2317,SC2329 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

mkdir src
for n in $(seq 600); do printf 'Notice %s\n\nLa filature textile de Lyon.\n' "$n" >"src/t$n.txt"; done
printf 'id;titre;annee\n1;Un film;2000\n2;Un autre;2001;trop;de;cellules\n' >src/x.csv
chmod -R a+rX src .

# text NAME: one more text, which says `repère` and its name
text() { printf 'Texte\n\nUn repère, %s.\n' "$1" >"src/$1.txt"; }

# tree FOLDER: what is in it, and what of that may be told from outside
tree() { find "$1" ! -path "$1" -printf '%P %M %u %g %s %i\n' | sort; }

# ---- a group ----

GROUP=2000
# member UID UMASK COMMAND...: as a member of the group
member() {
	uid=$1 mask=$2
	shift 2
	(
		umask "$mask"
		exec setpriv --reuid="$uid" --regid="$uid" --groups="$uid,$GROUP" \
			env PATH="$T/public:$PATH" "$@"
	)
}
can_be_members() {
	[ "$(id -u)" -eq 0 ] && can_be_user && [ -d "$T/public" ] && member 1001 002 true 2>/dev/null
}

# all_shared: everything below ./team is the group's, which may write it
all_shared() {
	[ -n "$(find team -type f)" ]
	find team \( ! -group "$GROUP" -o ! -perm -g=rw \) -print >odd
	find team -type d ! -perm -g=rwxs -print >>odd
	empty odd
}

team() {
	rm -rf team
	mkdir team
	chgrp "$GROUP" team
	chmod 2775 team
}

# Two users in turn: updates, folding, other ways of writing, tables of rejected rows, what went wrong.
members() {
	team
	expect_code 3 member 1001 002 coopidx -q -i ./team/index src
	[ -f team/index/rejects.csv ]
	all_shared
	text a
	expect_code 3 member 1002 002 coopidx -q -i ./team/index src
	[ -d team/index/gen-2/delta ]
	is "$(stat -c %i team/index/gen-1/docdata.glass)" "$(stat -c %i team/index/gen-2/docdata.glass)"
	all_shared
	text b
	expect_code 3 member 1001 002 coopidx -q -i ./team/index src
	[ ! -e team/index/gen-1 ]
	expect_code 3 member 1002 002 coopidx -q --remove -i ./team/index src/b.txt
	expect_code 0 member 1001 002 coopidx -q --restore -i ./team/index
	is 2 "$(COOP_INDEX=./team/index ids repère | wc -l)"
	expect_code 3 member 1002 002 coopidx -q --fold -i ./team/index src
	all_shared
	rm src/b.txt
	expect_code 3 member 1001 002 coopidx -q --forget -i ./team/index src/a.txt
	expect_code 3 member 1002 002 coopidx -q --full --engine-tools -i ./team/index src
	all_shared
	expect_code 3 member 1001 002 coopidx -q --full --engine-writes -i ./team/index src
	all_shared
	mkdir team/index/gen-90 # what a killed run of the other one left
	chown 1001:"$GROUP" team/index/gen-90
	chmod 2775 team/index/gen-90
	member 1001 002 touch team/index/XAPIANDB.new team/index/spool-aaaaaa team/index/gen-90/iamglass
	expect_code 3 member 1002 002 coopidx -q --full -i ./team/index src
	[ ! -e team/index/XAPIANDB.new ] && [ ! -e team/index/spool-aaaaaa ] && [ ! -e team/index/gen-90 ]
	all_shared
	rm src/a.txt
	is "1001 1002" "$(find team/index -printf '%U\n' | sort -u | xargs)"
}

# may_not COMMAND...: ends with 2, names the folder, tells what helps, and changes nothing in ./team.
may_not() {
	tree team >before
	expect_code 2 "$@"
	empty out
	has err "cannot write './team/"
	has err 'Permission denied'
	has err "'A shared index' in the manual"
	tree team >after
	same before after
}

# Whoever has another umask keeps the others out, who are told so.
other_umask() {
	team
	expect_code 3 member 1001 022 coopidx -q -i ./team/index src
	text c
	may_not member 1002 002 coopidx -q -i ./team/index src
	may_not member 1002 002 coopidx -q --full -i ./team/index src
	expect_code 0 member 1002 002 coopq -i ./team/index --ids -n 1 filature
	chmod g+w team/index # the lock is not theirs either
	may_not member 1002 002 coopidx -q -i ./team/index src
	has err "'./team/index/lock'"
	expect_code 3 member 1001 002 coopidx -q -i ./team/index src # its maker goes on
	expect_code 0 member 1002 002 coopq -i ./team/index --ids repère
}

# The umask alone, of whoever runs this.
umask_is_kept() {
	for mask in 002 007 022 077; do
		rm -rf own
		(
			umask "$mask"
			coopidx -q -i ./own src || [ $? -eq 3 ]
			text "d$mask"
			coopidx -q -i ./own src || [ $? -eq 3 ]
		)
		[ -d own/gen-2/delta ] && [ -f own/rejects.csv ] && [ -f own/lock ]
		find own -type f ! -perm "$(printf %o $((0666 & ~0$mask)))" -print >odd
		find own -type d ! -perm "$(printf %o $((0777 & ~0$mask)))" -print >>odd
		empty odd
		rm "src/d$mask.txt"
	done
}

# ---- readers ----

# reads AS INDEX: what a reader may do; the rest ends with 2, tells why, and leaves all as it was.
reads() {
	as=$1 index=$2 why=$3
	tree "$index" >before
	expect_code 0 "$as" coopq -i "$index" --ids -n 1000 filature
	is 600 "$(wc -l <out)"
	expect_code 0 "$as" coopq -i "$index" --ids repère
	printf 'filature\nrepère\n' >queries
	expect_code 0 "$as" coopq -i "$index" --batch -j 2 --ids <queries
	expect_code 0 "$as" coopidx --check -i "$index"
	if coopidx --help | grep -q -e --status; then
		expect_code 0 "$as" coopidx --status -i "$index"
		expect_code 0 "$as" coopidx --list -i "$index"
	fi
	expect_code 3 "$as" coopidx -q -n -i "$index" src
	for write in "src" "--full src" "--fold src" "--add src/t1.txt" "--restore" "--remove src/t1.txt" \
		"--forget t1.txt" "--engine-tools src"; do
		# shellcheck disable=SC2086 # several words
		expect_code 2 "$as" coopidx -i "$index" $write
		empty out
		has err "cannot write '$index'"
		has err "$why"
		has err hint
	done
	expect_code 2 "$as" env LC_ALL=fr_FR.UTF-8 coopidx -i "$index" src
	has err 'coopidx: impossible'
	tree "$index" >after
	same before after
}

updated() { # INDEX: with a delta
	rm -rf "$1"
	rm -f src/late.txt
	coopidx -q -i "$1" src || [ $? -eq 3 ]
	text late
	coopidx -q -i "$1" src || [ $? -eq 3 ]
	[ -d "$1/gen-2/delta" ]
	chmod -R a+rX "$1" src
}

readers() {
	updated ./index
	if [ "$(id -u)" -ne 0 ]; then chmod -R a-w index; fi
	reads as_user ./index 'Permission denied'
	mkdir -p closed
	chmod 555 closed
	if [ "$(id -u)" -eq 0 ]; then chown 65534 closed; fi
	expect_code 2 as_user coopidx -i ./closed/new src # nor is one made in a folder that they may not write
	has err './closed/new'
	chmod -R u+w index closed
	is '' "$(ls closed)"
}

unreadable() { # by others at all
	updated ./private
	chmod 700 private/gen-2
	if [ "$(id -u)" -ne 0 ]; then chmod 000 private/gen-2; fi
	for program in 'coopq filature' 'coopidx --check'; do
		# shellcheck disable=SC2086 # several words
		COOP_INDEX=./private expect_code 2 as_user $program
		has err './private'
		has err 'Permission denied'
	done
	chmod 700 private/gen-2
}

# In a namespace of this test, whose end unmounts it.
read_only_medium() {
	rm -rf medium
	mkdir medium
	{
		sed '/^# ---- the tests ----/,$d' "$TESTS/cli/t_shared.sh" | sed -n '/^# text NAME/,$p'
		cat <<-'END'
			set -e
			mount -t tmpfs none medium
			updated ./medium/index
			mount -o remount,ro medium
			reads env ./medium/index 'Read-only file system'
			has err 'lecture seule'
			expect_code 2 coopidx -i ./medium/new src
			has err "cannot write './medium/new': Read-only file system"
			cp -R medium/index taken # and can be taken along, and be written there
			expect_code 3 coopidx -q --full -i ./taken src
		END
	} >inside.sh
	(
		echo "cd '$PWD'"
		sed -n '/^# expect_code N/,$p' "$TESTS/cli/lib.sh"
		cat inside.sh
	) >all.sh
	T=$T TESTS=$TESTS unshare -m sh ./all.sh
	[ -d taken/gen-3 ]
}

# ---- a file server ----

# From another machine two builds remove what is being opened: the client says ESTALE.
stale() {
	for name in XAPIANDB gen-3 iamglass postlist.glass docdata.glass postings.coop checksums manifest \
		delta removed tombstones; do
		updated ./index
		rm src/t600.txt # so that there are tombstones
		coopidx -q -i ./index src || [ $? -eq 3 ]
		text again
		HELD_NAME=$name HELD_ERRNO=116 HELD_COMMAND='for n in 1 2; do
			coopidx -q --full -i ./index src; done 2>/dev/null; :' \
			expect_code 0 env LD_PRELOAD="$T/held.so" coopq -i ./index --ids repère
		is 'again.txt late.txt' "$(sort out | grep -e again -e late | xargs)"
		empty err
		printf 'Notice 600\n\nLa filature textile de Lyon.\n' >src/t600.txt
		rm src/again.txt
	done
}

# What stays so is told as what it is, and not as damage that only a build mends.
stale_for_good() {
	updated ./index
	for name in XAPIANDB iamglass postlist.glass postings.coop; do
		HELD_NAME=$name HELD_ERRNO=116 expect_code 2 \
			env LD_PRELOAD="$T/held.so" coopq -i ./index filature
		empty out
		has err 'Stale file handle'
		hasnt err rebuild
		HELD_NAME=$name HELD_ERRNO=116 LC_ALL=fr_FR.UTF-8 expect_code 2 \
			env LD_PRELOAD="$T/held.so" coopq -i ./index filature
		has err 'a disparu du serveur'
	done
}

# An NFS client keeps what is removed while it is open, under a name of its own.
nfs_leftovers() {
	updated ./index
	touch index/.nfs000000000012345a0000001f index/gen-1/.nfs00ab index/gen-2/delta/.nfs00ab
	text more
	expect_code 3 coopidx -q -i ./index src
	[ ! -e index/gen-1 ] && [ -d index/gen-2 ]
	expect_code 0 coopidx --check -q -i ./index
	expect_code 0 coopidx -q --restore -i ./index
	for other in .nfs .nfsx .nfs12g nfs12; do
		touch "index/gen-2/$other"
		expect_code 2 coopidx -q -i ./index src
		has err "it holds 'gen-2'"
		rm "index/gen-2/$other"
	done
	rm src/more.txt
}

# ---- the tests ----

test_case 'the umask decides' umask_is_kept
if can_be_members; then
	test_case 'two members of a group write in turn' members
	test_case 'another umask keeps the others out' other_umask
else
	skip 'two members of a group' 'only root can be both'
fi
if can_be_user; then
	test_case 'readers that may not write' readers
	test_case 'an index that others may not read' unreadable
else
	skip 'readers that may not write' 'nobody to be'
fi
if [ "$(id -u)" -eq 0 ] && unshare -m sh -c 'mount -t tmpfs none /mnt' 2>/dev/null; then
	test_case 'a medium that cannot be written' read_only_medium
else
	skip 'a medium that cannot be written' 'nothing can be mounted; a folder without write permission is tested'
fi
if can_preload held; then
	test_case 'another machine removes what is being opened' stale
	test_case '... for good' stale_for_good
else
	skip 'another machine removes what is being opened' 'held.so cannot be loaded'
fi
test_case 'what an NFS client leaves' nfs_leftovers
finish
