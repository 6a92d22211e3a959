#!/bin/sh
# The sessions in README.md happen as shown.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

# as_shown SHOWN ACTUAL
as_shown() {
	awk -f "$TESTS/cli/as_shown.awk" "$1" "$2"
}

# session FILE: takes its console blocks apart, into the folder `session`.
session() {
	rm -rf session
	mkdir session
	awk -v dir=session -f "$TESTS/cli/console.awk" "$1"
}

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
```
END

takes_apart() {
	is 3 "$(session sample.md)"
	is 'echo one; |  echo two' "$(tr '\n' '|' <session/1.command | sed 's/|$//')"
	is 'one two' "$(xargs <session/1.shown)"
	is '3' "$(wc -l <session/2.shown)"
	for n in 1 2 3; do
		sh "session/$n.command" >out
		as_shown "session/$n.shown" out
	done
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

cp -R "$ROOT/corpus" corpus

# run_command N: runs a command of the README and compares what it prints.
run_command() {
	sh "session/$1.command" >out 2>&1 </dev/null || code=$?
	if as_shown "session/$1.shown" out; then
		# what fails must show how
		[ "${code-0}" -eq 0 ] || [ -s "session/$1.shown" ]
	else
		diff -u "session/$1.shown" out
	fi
}

has_commands() {
	[ -f "$ROOT/README.md" ]
	count=$(grep -l -w -e coopidx -e coopq session/*.command | wc -l)
	[ "$count" -ge 2 ]
}

scripts_exist() {
	grep -o -h 'sh scripts/[a-z._-]*' "$ROOT"/README*.md | sort -u | while read -r _ script; do
		[ -f "$ROOT/$script" ] || { echo "$script is missing"; exit 1; }
	done
}

links_lead_somewhere() {
	for readme in "$ROOT"/README*.md; do
		sed 's/](/\n](/g' "$readme" | sed -n 's/^](\([^)#]*\).*/\1/p' | grep -v '^[a-z]*:' >links || true
		while read -r link; do
			[ -e "$ROOT/$link" ] || { echo "$link"; exit 1; }
		done <links
		# and the files of this tree that it names
		# shellcheck disable=SC2016
		grep -o '`\(shared\|indexer\|query\|tests\|scripts\|corpus\)/[A-Za-z0-9_./-]*`' "$readme" |
			tr -d '`' >links || true
		while read -r link; do
			[ -e "$ROOT/$link" ] || { echo "$link"; exit 1; }
		done <links
	done
}

targets_exist() { # of make, where the README names them
	grep -o -h '`make [a-z-]*' "$ROOT"/README*.md | cut -d ' ' -f 2 | sort -u >targets || true
	while read -r target; do
		grep -q "^$target:" "$ROOT/Makefile" || { echo "make $target"; exit 1; }
	done <targets
}

# The command that serves, as it is shown, at a port that is free.
serves() {
	command=$(sed -n 's/^\(coopq --serve\).*/\1/p' "$ROOT/README.md")
	is 'coopq --serve' "$command"
	cp "$TESTS/cli/served.py" .
	coopidx -q corpus/
	PYTHONPATH=. PYTHONDONTWRITEBYTECODE=1 python3 - <<-'END'
		from served import Server
		s = Server()
		assert b"scop" in s.ask("/?q=scop")[2]
		s.end()
	END
}

test_case 'console blocks are taken apart' takes_apart
test_case 'a difference is noticed' tells_differences
count=0
if [ -f "$ROOT/README.md" ]; then count=$(session "$ROOT/README.md"); fi
test_case 'README.md has commands to try' has_commands
n=0
while [ "$n" -lt "$count" ]; do
	n=$((n + 1))
	command=$(head -n 1 "session/$n.command")
	case $command in
	'sh scripts/'* | apt* | sudo* | make* | git*) continue ;;
	*coopidx* | *coopq*) test_case "README.md: $(echo "$command" | tr -d '#')" run_command "$n" ;;
	esac
done
test_case 'README.md: coopq --serve' serves
test_case 'scripts named in README.md exist' scripts_exist
test_case 'links and paths in README.md lead somewhere' links_lead_somewhere
test_case 'make targets named in README.md exist' targets_exist
finish
