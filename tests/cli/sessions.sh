# shellcheck shell=sh disable=SC1112 # quotes are meant
# Sourced behind lib.sh by the tests of what users read: takes the sessions of a Markdown file apart, and does
# what they show, one command after another in one folder. Their own ~/.config/coop/config counts.
unset COOP_CONFIG

# as_shown SHOWN ACTUAL
as_shown() {
	awk -f "$TESTS/cli/as_shown.awk" "$1" "$2"
}

# session FILE FOLDER: takes its console blocks apart, into FOLDER; prints how many commands there are. What the
# package of the documentation installs is found in this tree.
session() {
	rm -rf "$2"
	mkdir "$2"
	if [ ! -d "$T/doc" ]; then
		mkdir "$T/doc"
		ln -s "$ROOT/corpus" "$T/doc/corpus"
		ln -s "$ROOT/query/recipes" "$T/doc/examples"
	fi
	awk -v dir="$2" -f "$TESTS/cli/console.awk" "$1"
	for command in "$2"/*.command; do
		if [ -f "$command" ]; then sed -i "s|/usr/share/doc/coop-search|$T/doc|g" "$command"; fi
	done
}

# run_command FOLDER/N: runs a command and compares what it prints.
run_command() {
	sh "$1.command" >"$1.out" 2>&1 </dev/null || code=$?
	if as_shown "$1.shown" "$1.out"; then
		# what fails must show how
		[ "${code-0}" -eq 0 ] || [ -s "$1.shown" ]
	else
		diff -u "$1.shown" "$1.out"
	fi
}

# replay FILE LANGUAGE: a test case for each command of FILE, in a new folder with a home of its own, where
# messages are in that language and sort(1) goes by bytes. Leaves the shell in that folder.
replay() {
	replayed=${1##*/}
	count=$(session "$1" "$T/session-$replayed")
	HOME=$T/home-$replayed XDG_DATA_HOME=$T/home-$replayed/data
	mkdir -p "$HOME" "$T/replay-$replayed"
	cd "$T/replay-$replayed" || exit 1
	# another make may run the tests
	unset LC_ALL MAKEFLAGS MFLAGS MAKELEVEL
	LC_CTYPE=C.UTF-8 LC_COLLATE=C.UTF-8 LC_MESSAGES=$2
	# citations and news tell their day
	SOURCE_DATE_EPOCH=1796040000
	export HOME XDG_DATA_HOME LC_CTYPE LC_COLLATE LC_MESSAGES SOURCE_DATE_EPOCH
	n=0
	while [ "$n" -lt "$count" ]; do
		n=$((n + 1))
		test_case "$replayed: $(head -n 1 "$T/session-$replayed/$n.command" | tr -d "#\\\\")" \
			run_command "$T/session-$replayed/$n"
	done
}
