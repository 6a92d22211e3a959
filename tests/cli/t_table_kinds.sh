#!/bin/sh
# Tables of kinds that are read otherwise than plain CSV: columns of empty cells in a page, several tables
# in a file, columns in fixed places, words for "no value".
# shellcheck disable=SC2317,SC1112,SC2016 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

# list FILE [OPTION...]: the values of its records but made ids, a line each
list() {
	coopidx -q --extract=jsonl "$@" >json 2>err || [ $? -eq 3 ] # something was mended or left out
	jq -r '"\(.line) \([.values[] | select(.field != "id" or (.value | contains("#") | not))
		| "\(.name // .field)=\(.value)"] | join("|"))"' json >rows
}

# lines FILE N: the file has N lines
lines() {
	[ "$(wc -l <"$1")" -eq "$2" ] || {
		cat "$1"
		return 1
	}
}

# cells LAST: a table whose last row ends with that, and whose headings mostly name no field
cells() {
	cat <<-END
		<table><tr><td>Numéro</td><td>Nom usuel</td><td>Matricule</td><td>Promotion</td><td>Secteur</td></tr>
		<tr><td>11</td><td>Brun</td><td>M1</td><td>A</td><td>bois</td></tr>
		<tr><td>12</td><td>Noir</td><td>M2</td><td>B</td><td>fer</td></tr>
		<tr>$1</tr></table>
	END
}

empty_last_cells() { # blanks behind the last cell do not make a text of a list
	for last in '<td>13</td><td>Petit</td><td></td><td></td><td></td>' \
		'<td>13</td><td>Petit</td><td>&nbsp;</td><td> </td><td><br></td>'; do
		{ cells "$last"; } >a.html
		list a.html
		has rows 'title=Petit'
		lines rows 3
		{ echo '<h1>Anciens élèves</h1>'; cells "$last"; } >a.html
		list a.html
		has rows 'title=Petit'
		lines rows 3
	done
	cells '<td></td><td>Petit</td><td></td><td>C</td><td>or</td>' >a.html
	list a.html
	lines rows 3
}

test_case 'a table in a page whose last cells are empty is a list' empty_last_cells
finish
