#!/bin/sh
# The sessions in README.md happen as shown.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"
# shellcheck source=tests/cli/sessions.sh
. "$TESTS/cli/sessions.sh"

# ---- the tools themselves, on a sample ----

cat >sample.md <<'END'
Text, and `$ coopq` in it.

```console
$ echo one; \
  echo two
one
two
$ printf '1 of 3 in 0.05 s\nmiddle\nmore\nend\n'
1 of 3 in 0.07 s
...
end
```

    $ echo not in a block

```sh
$ echo not in a console
```
```console
$ printf 'the index is in /x/y\n'
the index is in ...
$ test -d /usr/share/doc/coop-search/corpus
```
END

takes_apart() {
	is 4 "$(session sample.md session)"
	is 'echo one;   echo two' "$(cat session/1.command)"
	is 'one two' "$(xargs <session/1.shown)"
	is '3' "$(wc -l <session/2.shown)"
	for n in 1 2 3 4; do
		run_command "session/$n"
	done
	echo 'the index is elsewhere' >session/3.shown
	if run_command session/3 >/dev/null; then
		echo 'what differs is taken for the same'
		return 1
	fi
}

# differs SHOWN ACTUAL: as printf formats
differs() {
	# shellcheck disable=SC2059
	printf "$1" >shown
	# shellcheck disable=SC2059
	printf "$2" >actual
	if as_shown shown actual; then
		echo "taken for the same: $1 and $2"
		return 1
	fi
}

tells_differences() {
	differs 'a\n' 'b\n'
	differs 'a\n' ''
	differs '' 'a\n'
	differs 'a\nb\n' 'a\n'
	differs 'a\n' 'a\nb\n'
	differs 'a\n...\nb\n' 'a\nc\n'
	differs '...\nb\n' 'b\nc\n'
	differs 'a ...\n' 'b c\n'
	differs '3 files in 0.05 s\n' '4 files in 0.05 s\n'
}

# ---- README.md ----

has_commands() {
	[ "$(grep -l -w -e coopidx -e coopq "$T"/session-README.md/*.command | wc -l)" -ge 10 ]
}

scripts_exist() {
	grep -o -h 'sh scripts/[a-z._-]*' "$ROOT/README.md" | sort -u | while read -r _ script; do
		[ -f "$ROOT/$script" ] || { echo "$script is missing"; exit 1; }
	done
}

targets_exist() { # of make, where the README names them
	sed -n 's/^    \(.* \)*make \([a-z-]*\).*/\2/p' "$ROOT/README.md" | sort -u >targets
	[ -s targets ]
	while read -r target; do
		cat "$ROOT/Makefile" "$ROOT"/scripts/*.mk | grep -q "^$target:" || { echo "make $target"; exit 1; }
	done <targets
}

test_case 'console blocks are taken apart' takes_apart
test_case 'a difference is noticed' tells_differences
mkdir "$T/replay-README.md"
cp -R "$ROOT/corpus" "$T/replay-README.md"
replay "$ROOT/README.md" C.UTF-8
test_case 'README.md has commands to try' has_commands
test_case 'scripts named in README.md exist' scripts_exist
test_case 'make targets named in README.md exist' targets_exist
finish
