# Takes the ```console blocks of a Markdown file apart. Writes into the folder `dir`, for the
# N-th command, N.command (lines that end in \ joined to the next, as a shell does) and N.shown; prints N.
/^```/ {
	inside = !inside && /^```(console|sh-session)/
	if (!inside)
		name = ""
	next
}
!inside { next }
continued {
	continued = sub(/\\$/, "")
	printf "%s%s", $0, continued ? "" : "\n" > (name ".command")
	next
}
/^\$ / {
	name = dir "/" ++n
	continued = sub(/\\$/, "")
	printf "%s%s", substr($0, 3), continued ? "" : "\n" > (name ".command")
	printf "" > (name ".shown")
	next
}
name { print > (name ".shown") }
END { print n + 0 }
