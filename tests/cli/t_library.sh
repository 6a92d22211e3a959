#!/bin/sh
# libcoop as another program has it: installed in a folder with blanks and accents, compiled as C and as C++; and
# what it declares, compared with the policy (query/library/libcoop.abi).
# shellcheck disable=SC2317 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

ABI=$ROOT/query/library/libcoop.abi
STAGE="$T/bâti à côté"
PKG_CONFIG_PATH=$STAGE/lib/pkgconfig
export PKG_CONFIG_PATH
# what the library was compiled with
cc=$(sed -n 1p "$BUILD/compilers") cxx=$(sed -n 2p "$BUILD/compilers")

mkdir -p "$STAGE/include/coop" "$STAGE/lib/pkgconfig" "$STAGE/bin"
cp "$ROOT/indexer/library/coopidx.h" "$ROOT/query/library/coopq.h" "$STAGE/include/coop"
cp "$BUILD/libcoop.a" "$STAGE/lib"
sed "s|^prefix=.*|prefix=$STAGE|" "$BUILD/libcoop.pc" >"$STAGE/lib/pkgconfig/libcoop.pc"
for converter in "$BUILD"/coopidx-convert*; do
	if [ -x "$converter" ]; then ln -s "$converter" "$STAGE/bin"; fi
done

# as_told FLAGS COMPILER ARGUMENT...: words of COMPILER are apart, and pkg-config quotes for a shell.
as_told() {
	flags=$1 compiler=$2
	shift 2
	# shellcheck disable=SC2086 # options
	eval "$compiler -Wall -Wextra -pedantic -Werror \"\$@\" $(pkg-config $flags libcoop)"
}

with_library() {
	as_told '--cflags --libs --static' "$@"
}

# staged PROGRAM ARGUMENT...: one of those that were compiled, under valgrind where the tests are.
staged() {
	program=$STAGE/bin/$1
	shift
	if [ -n "${VALGRIND-}" ]; then
		set -- valgrind --quiet --error-exitcode=99 --leak-check=full \
			--errors-for-leak-kinds=definite --show-leak-kinds=definite \
			--log-file="$T/valgrind/%p" "$program" "$@"
	else
		set -- "$program" "$@"
	fi
	"$@"
}

as_c() {
	with_library "$cc -std=c11" "$ROOT/query/library/example.c" -o "$STAGE/bin/example"
	with_library "$cc -std=c11" "$TESTS/cli/library.c" -o "$STAGE/bin/library"
}

as_cxx() {
	with_library "$cxx -std=c++11" -x c++ "$ROOT/query/library/example.c" -x none -o "$STAGE/bin/example++"
}

headers_alone() {
	for header in coopidx coopq; do
		echo "#include <coop/$header.h>" >alone.c
		as_told --cflags "$cc -std=c11" -c alone.c -o alone.o
		as_told --cflags "$cxx -std=c++11" -c -x c++ alone.c -o alone.o
	done
}

answers() {
	corpus_of_texts
	coopidx -q -i ./other corpus
	for program in example example++; do
		rm -rf example.index
		expect_code 0 staged "$program" corpus 'scop lyon'
		coopq -i ./other --tsv --fields=id,score,title scop lyon >expected
		same expected out
		hasnt err 'coopidx:'
		is "$(coopidx --fingerprint -i ./other)" "$(coopidx --fingerprint -i ./example.index)"
	done
}

# A page is read by a program of coopidx, which is beside this one.
converts() {
	mkdir -p pages
	echo '<html><head><title>Une scop</title></head><body><p>La coopérative de Lyon.</p></body></html>' \
		>pages/a.html
	expect_code 0 staged example pages coopérative
	has out 'Une scop'
}

messages() {
	mkdir -p bad
	printf 'id,titre\n1,Un\n2,a,b,c,d\n3,Trois\n' >bad/films.csv
	expect_code 0 staged example bad un
	has err 'films.csv:3'
	expect_code 1 staged example nowhere scop
	empty out
	has err 'nowhere'
	expect_code 1 staged example bad ''
	empty out
	[ -s err ]
	expect_code 1 env LC_ALL=fr_FR.UTF-8 "$STAGE/bin/example" nowhere scop
	has err 'aucune notice'
}

damage() {
	mkdir -p whole
	printf 'id,titre\n1,Un\n' >whole/films.csv
	expect_code 0 staged library ./damaged corpus
	for file in damaged/gen-*/*; do
		if [ -f "$file" ]; then printf 'xxxxxxxxxxxxxxxx' | dd of="$file" bs=1 seek=20 conv=notrunc 2>/dev/null; fi
	done
	expect_code 2 coopq -i ./damaged scop
	expect_code 0 staged library ./damaged corpus
	is right "$(cat out)"
}

# Two threads, and nothing is printed but the program's own word.
embedded() {
	expect_code 0 staged library ./embedded corpus
	is right "$(cat out)"
	empty err
	expect_code 0 staged library ./embedded corpus full engine-writes
	is right "$(cat out)"
	empty err
}

# No file can be larger than this: the engine throws what the library catches.
full_disk() {
	expect_code 1 sh -c "trap '' XFSZ; ulimit -f 16; exec \"\$@\"" sh \
		"$STAGE/bin/library" ./small corpus full engine-writes
	has out 'failed: '
	empty err
}

names_of_policy() {
	sed -nE 's/^[^#(]*\b(coop(idx|q)_[a-z_]+)\(.*/\1/p' "$ABI" | LC_ALL=C sort
}

# What is global in the library, and what a header declares a function, is what the policy says.
symbols() {
	names_of_policy >expected
	nm -g --defined-only "$BUILD/libcoop.a" | awk 'NF == 3 {print $3}' | LC_ALL=C sort >symbols
	same expected symbols
}

# declarations HEADER: one a line, without comments and the preprocessor.
declarations() {
	perl -0777 -pe 's|/\*.*?\*/||gs; s/^#.*\n//gm; s/extern "C" \{//; s/\}\s*\z//; s/\s+/ /g; s/^ //;
		s/(\{[^}]*\})/my $b = $1; $b =~ tr|;|\x01|; $b/ge; s/; ?/;\n/g; tr|\x01|;|; s/\s+\z/\n/' "$1"
}

declared() {
	for header in "$ROOT/indexer/library/coopidx.h" "$ROOT/query/library/coopq.h"; do
		declarations "$header"
	done >now
	grep -v -e '^#' -e '^$' "$ABI" >expected
	same expected now
}

test_case 'headers stand alone, in C and in C++' headers_alone
test_case 'the example is compiled as C' as_c
test_case 'and as C++' as_cxx
test_case 'it finds what coopq finds, in the same index' answers
test_case 'the programs that convert are found' converts
test_case 'what is wrong is told, in the language of the user' messages
test_case 'two threads ask, and nothing is printed' embedded
test_case 'a damaged index is made anew' damage
test_case 'what the engine throws is caught' full_disk
test_case 'the symbols of the library are those of the policy' symbols
test_case 'the headers declare what the policy says' declared
finish
