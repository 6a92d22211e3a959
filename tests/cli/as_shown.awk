# Whether the second file is what the first one shows: line by line, `...` stands for any
# lines, or at the end of a line for any text; numbers of seconds are all equal.
function plain(s) {
	gsub(/[0-9]+\.[0-9]+ s/, "N s", s)
	return s
}
function line_matches(want, line) {
	if (want ~ /[^ ]\.\.\.$/ || want ~ / \.\.\.$/) {
		want = substr(want, 1, length(want) - 3)
		return substr(line, 1, length(want)) == want
	}
	return want == line
}
function matches(i, j) {
	for (; i <= nwant; i++) {
		if (want[i] == "...") {
			for (; j <= nline + 1; j++)
				if (matches(i + 1, j))
					return 1
			return 0
		}
		if (j > nline || !line_matches(want[i], line[j]))
			return 0
		j++
	}
	return j > nline
}
FNR == 1 { file++ }
FILENAME == ARGV[1] { want[++nwant] = plain($0); next }
{ line[++nline] = plain($0) }
END { exit !matches(1, 1) }
