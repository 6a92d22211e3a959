# Takes the ```console blocks of a Markdown file apart. Writes into the folder `dir`, for the
# N-th command, N.command (lines that end in \ joined to the next) and N.shown; prints N.
/^```/ {
	inside = !inside && /^```(console|sh-session)/
	if (!inside)
		name = ""
	next
}
!inside { next }
continued {
	continued = sub(/\\$/, "")
	print > (name ".command")
	next
}
/^\$ / {
	name = dir "/" ++n
	continued = sub(/\\$/, "")
	print substr($0, 3) > (name ".command")
	printf "" > (name ".shown")
	next
}
name { print > (name ".shown") }
END { print n + 0 }
