#!/bin/sh
# Ids that stay: of the rows of a table, and of the notices of a text.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

# kept FILE: its records, as "title TAB id", by title; fails unless it is read without trouble.
kept() {
	expect_code 0 coopidx -q --extract=jsonl "$1"
	jq -r '[(.values | map({(.field): .value}) | add) | .title, .id] | @tsv' out | sort
}

# stays SCRIPT N: after films.csv is edited with sed, N titles are in it as before, with their ids.
stays() {
	kept films.csv >before
	sed -i "$1" films.csv
	kept films.csv >after
	join -t "$(printf '\t')" before after >both
	awk -F '\t' '$2 != $3 { print; bad = 1 } END { exit bad }' both
	is "$2" "$(wc -l <both)"
}

table() {
	printf 'titre,réalisation,année\n' >films.csv
	for title in Lip Rochdale Essaimage 'La Scop' 'Les mutuelles' 'Une grève'; do
		printf '%s,Jean Dupont,19%s\n' "$title" "${#title}0"
	done >>films.csv
}

rows() {
	table
	stays '1a Au début,Anne Martin,2001' 6
	stays "\$a À la fin,Anne Martin,2001" 7
	stays '4d' 7
	stays '2,3d' 5
	stays '1s/année/annee/;1s/titre/title/' 5 # headings
	stays 's/,\([0-9]*\)$/,"\1"/' 5           # quotes, which are not the content
	stays 's/$/,/;1s/,$/,notes/' 5            # a column that no row uses
	stays 's/$/\r/' 5
	kept films.csv >before
	{ sed 1q films.csv; sed 1d films.csv | sort -r; } >sorted
	mv sorted films.csv
	kept films.csv >after
	same before after
	sed -i 's/La Scop,Jean/La Scop,Jeanne/' films.csv
	kept films.csv >after
	is 4 "$(comm -12 before after | wc -l)" # a row that changes
	join -t "$(printf '\t')" before after >both
	is 'La Scop' "$(awk -F '\t' '$2 != $3 { print $1 }' both)"
}

everywhere() { # on every machine, and for every spelling of the same
	printf 'titre,année\nLa fée,1999\n' >films.csv
	is 'films.csv#s4804x0wkz' "$(kept films.csv | cut -f 2)"
	printf '\357\273\277titre;année\r\n"La fe\314\201e";1999;\r\n' >films.csv # NFD
	is 'films.csv#s4804x0wkz' "$(kept films.csv | cut -f 2)"
	printf 'titre;ann\351e\nLa f\351e;1999\n' >films.csv # Windows-1252
	is 'films.csv#s4804x0wkz' "$(kept films.csv | cut -f 2)"
	mkdir -p deep/er
	mv films.csv deep/er/
	expect_code 0 coopidx -q -i ./index deep
	is 'er/films.csv#s4804x0wkz' "$(coopq -i ./index --ids fée)"
}

equal_rows() { # no problem: the second is ~2
	printf 'titre,année\nLip,1973\nLip,1974\nLip,1973\nLip,1973\n' >films.csv
	expect_code 0 coopidx -qv -i ./index films.csv
	has err 'coopidx: films.csv: records that come again, kept with ids of their own: 2'
	is 2 "$(wc -l <err)" # and how the table is read
	coopq -i ./index --ids lip | sort >ids
	is 4 "$(wc -l <ids)"
	id=$(grep '~2$' ids | sed 's/~2$//')
	is "$id $id~2 $id~3" "$(grep "^$id" ids | xargs)"
	expect_code 0 coopidx -q -i ./index films.csv
	empty err
	# ids that the file gives are another matter
	printf 'id,titre\n1,Lip\n1,Lip\n' >films.csv
	expect_code 3 coopidx -q -i ./index films.csv
	has err "films.csv:3: the id '1' is taken; kept as '1~2'"
	printf 'id,titre\n,Lip\n2,Lip\n,Lip\n' >films.csv # some have none
	expect_code 0 coopidx -q -i ./index films.csv
	is 3 "$(coopq -i ./index --ids lip | wc -l)"
	# two files of the same rows are two files
	cp films.csv autres.csv
	sed -i 's/^2/3/' autres.csv
	expect_code 0 coopidx -q -i ./index films.csv autres.csv
	is 6 "$(coopq -i ./index --ids lip | sort -u | wc -l)"
}

with_ids() { # and without a header
	printf 'cote,titre\n' >films.csv
	for n in 1 2 3 4 5 6; do printf 'C%s,Titre %s\n' "$n" "$n"; done >>films.csv
	stays '1a C9,Au début' 6
	stays '3d' 6
	kept films.csv | cut -f 2 | sort >ids
	is 'C2 C3 C4 C5 C6 C9' "$(xargs <ids)"
	for n in 1 2 3 4 5 6 7 8; do printf 'Un mot %s;Deux mots %s\n' "$n" "$n"; done >headless.csv
	expect_code 0 coopidx -q -i ./index --no-header headless.csv
	coopq -i ./index --ids -n 100 mot | sort >before
	printf '12 rue du Port;1999\n' | cat - headless.csv >more.csv
	mv more.csv headless.csv
	expect_code 0 coopidx -q -i ./index --no-header headless.csv
	coopq -i ./index --ids -n 100 mot | sort >after
	same before after
}

ignored() { # what --map ignores is no content
	printf 'titre;export du\nLip;2026-01-01\nRochdale;2026-01-01\n' >films.csv
	printf 'export du =\n' >map
	coopidx -q -i ./index --map map films.csv
	coopq -i ./index --ids lip >before
	sed -i 's/2026-01-01/2027-02-02/' films.csv
	coopidx -q -i ./index --map map films.csv
	coopq -i ./index --ids lip >after
	same before after
	coopidx -q -i ./index films.csv
	coopq -i ./index --ids lip >after
	if cmp -s before after; then return 1; fi
}

# notice TITLE SUMMARY
notice() {
	printf '## %s\n\nUn film de Jean Dupont\n\n2004  France  Documentaire  48 min\n\n%s\n\n' "$1" "$2"
}

notices() {
	{ notice Lip 'Une grève.'; notice Rochdale 'Vingt-huit tisserands.'; } >films.md
	kept films.md >before
	is 2 "$(wc -l <before)"
	{
		notice Essaimage 'Une scop.'
		notice Rochdale 'Vingt-huit tisserands anglais.'
		notice Lip 'Une grève.'
		notice Lip 'Un autre film.'
	} >films.md
	kept films.md >after
	is 4 "$(wc -l <after)"
	is 2 "$(comm -12 before after | wc -l)" # a correction, a new place: the same ids
	has after "$(grep '^Lip' before)~2"
	notice Lip 'Une grève.' >films.md
	is films.md "$(kept films.md | cut -f 2)"
}

# random_edits SEED: a table after 40 edits; after each, rows that are in both have their ids.
random_edits() {
	awk -v seed="$1" 'BEGIN {
		srand(seed)
		for (n = 0; n < 20; n++) row[n] = n
		next_row = n
		for (edit = 0; edit <= 40; edit++) {
			file = sprintf("edits/%02d.csv", edit)
			print "titre;lieu" >file
			for (i = 0; i < n; i++) printf "Film %d;Lieu %d\n", row[i], row[i] % 7 >file
			close(file)
			what = int(rand() * 4)
			at = int(rand() * n)
			if (what == 0) { # insert
				for (i = n++; i > at; i--) row[i] = row[i - 1]
				row[at] = next_row++
			} else if (what == 1 && n > 5) { # remove
				for (n--; at < n; at++) row[at] = row[at + 1]
			} else if (what == 2) { # change
				row[at] = next_row++
			} else { # swap
				to = int(rand() * n)
				t = row[at]; row[at] = row[to]; row[to] = t
			}
		}
	}'
}

edits() {
	rm -rf edits
	mkdir edits
	random_edits "$1"
	before=
	for file in edits/*.csv; do
		cp "$file" films.csv
		kept films.csv >after
		is "$(($(wc -l <films.csv) - 1))" "$(cut -f 2 after | sort -u | wc -l)"
		sort -u after - <<-END >all
			$before
		END
		before=$(cat after)
		# a title has one id, whatever stands around it
		is '' "$(sed '/^$/d' all | cut -f 1 | sort | uniq -d)"
	done
}

property() {
	for seed in 1 2 3 4 5; do
		edits "$seed"
	done
}

test_case 'rows: others are added, removed, moved, changed' rows
test_case 'rows: the same id wherever it is made' everywhere
test_case 'rows that are equal' equal_rows
test_case 'rows with ids; no header' with_ids
test_case 'columns that are ignored' ignored
test_case 'notices of a text' notices
test_case 'any edits of a table' property
finish
