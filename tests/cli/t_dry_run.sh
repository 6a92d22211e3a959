#!/bin/sh
# coopidx -n: what files are, and what is wrong with them, before anything is written.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp -R "$DATA/dry_run" exports

# narrow FILE: no line is longer than a terminal.
narrow() {
	if LC_ALL=C.UTF-8 grep -E '^.{81}' "$1"; then return 1; fi
}

file_reports() {
	expect_code 3 coopidx -n exports
	empty err
	narrow out
	golden dry_run.en out
	LC_ALL=fr_FR.UTF-8 expect_code 3 coopidx --dry-run exports
	empty err
	narrow out
	golden dry_run.fr out
	[ ! -e "$XDG_DATA_HOME/coop" ]
	diff -r "$DATA/dry_run" exports
}

exit_codes() { # as those of a build
	expect_code 0 coopidx -n exports/lip.txt
	empty err
	has out 'nothing was written'
	expect_code 0 coopidx -nq exports/lip.txt
	hasnt out 'nothing was written'
	expect_code 2 coopidx -n
	has err 'nothing to index'
	expect_code 2 coopidx -n -d ab exports
	expect_code 3 coopidx -n exports/lip.txt nowhere.txt
	has out 'nowhere.txt'
	has out '1 × No such file or directory'
	expect_code 2 coopidx -n nowhere.txt
	has err 'no notice found'
	[ ! -e "$XDG_DATA_HOME/coop" ]
	code=0
	coopidx -n exports >/dev/full 2>err || code=$?
	is 2 "$code"
	has err 'cannot write the output'
	coopidx -n exports 2>err | head -n 1 >out
	empty err
}

encodings() { # and what speaks for them
	printf 'id\ttitre\n1\tScop\n' >ascii.tsv
	printf '\357\273\277id,titre\n2,Scop\n' >marked.csv
	expect_code 0 coopidx -n ascii.tsv marked.csv
	has out '  encoding    ASCII only, the same in utf-8 and windows-1252'
	has out "  cells       'tab' between them"
	has out '  encoding    utf-8, by its byte order mark'
	expect_code 0 coopidx -n --encoding macintosh ascii.tsv
	has out '  encoding    macintosh, as told'
	LC_ALL=fr expect_code 0 coopidx -n ascii.tsv marked.csv
	has out "  encodage    rien que de l'ASCII, le même en utf-8 et en windows-1252"
	has out "  cellules    « tab » entre elles"
	has out "  encodage    utf-8, d'après sa marque d'ordre des octets"
	LC_ALL=fr expect_code 0 coopidx -n --encoding macintosh ascii.tsv
	has out '  encodage    macintosh, comme demandé'
}

an_index_stays() {
	coopidx -q exports/lip.txt
	find "$XDG_DATA_HOME/coop" -type f -exec cksum {} + | sort >before
	expect_code 3 flock "$XDG_DATA_HOME/coop/default/lock" coopidx -n exports
	find "$XDG_DATA_HOME/coop" -type f -exec cksum {} + | sort >after
	same before after
	rm -r "$XDG_DATA_HOME/coop"
}

gathered() { # thousands of problems of a few kinds, in a few lines
	awk 'BEGIN { print "id,titre"; for (i = 0; i < 5000; i++) print 1; print "2,b,c" }' >many.csv
	expect_code 3 coopidx -n many.csv
	has out '5000 × the row has 1 cells, the table 2; the missing ones are taken as'
	has out 'lines 2, 3, 4, 5, 6, 7, 8, 9, ...'
	has out "4999 × the id '1' is taken; kept as '1~2'"
	has out '1 × the row has 3 cells, the table 2; left out'
	has out 'line 5002'
	has out 'titre                             title                   100 %'
	[ "$(wc -l <out)" -lt 50 ]
}

copies() { # RECORDS
	awk -v n="$1" 'BEGIN { print "id,titre,résumé"
		for (i = 0; i < n; i++) print i ",Le même film,Toujours le même résumé du film" }' >same.csv
	expect_code 0 counted coopidx -n same.csv exports/lip.txt
}

alike() { # across files
	in_proportion 5000 copies
	has out 'line 3: same.csv:2, word for word'
	has out '    ... and 19989 more'
	has out '2 files, 20001 records; 0 rejected, 0 mended, 0 skipped'
	has out 'nearly the same: 19999; nothing was written'
}

strange() { # nothing in a file drives the terminal
	mkdir strange
	{
		printf 'id,titre\033[31m,\a\n'
		printf '1,\033]0;x\007 \302\233 titre \342\200\256,\001\n1,b\033\n'
	} >"strange/$(printf 'a\n\033[2Jb.csv')"
	expect_code 3 coopidx -n strange
	has out 'strange/a  [2Jb.csv'
	if LC_ALL=C grep -q "$(printf '[\001\007\033]\\|\302\233\\|\342\200\256')" out; then return 1; fi
	awk 'BEGIN { for (i = 0; i < 3000; i++) printf "%scolonne%d", i ? "," : "", i; print ""
		for (i = 0; i < 3000; i++) printf "%s%d", i ? "," : "", i; print "" }' >wide.csv
	expect_code 0 coopidx -n wide.csv
	has out '  ... and 2800 more'
	awk 'BEGIN { for (i = 0; i < 100000; i++) printf "mot "; print "" }' >long.txt
	expect_code 0 coopidx -n long.txt
	narrow out
	expect_code 0 coopidx -n --stdin-name notice.txt - <exports/lip.txt
	has out 'notice.txt'
}

test_case 'the reports on files, in both languages' file_reports
test_case 'exit codes' exit_codes
test_case 'what speaks for an encoding' encodings
test_case 'an index stays as it is' an_index_stays
test_case 'problems by kind' gathered
test_case 'notices that are nearly the same' alike
test_case 'hostile files' strange
finish
