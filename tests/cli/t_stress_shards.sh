#!/bin/sh
# For some seconds what scripts/stress-shards does for minutes: shards are killed while clients ask them.
# shellcheck disable=SC2317,SC2329 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

stress() {
	PYTHONDONTWRITEBYTECODE=1 within "$ROOT/scripts/stress-shards" 3 "$T/bin" 4
}

if command -v xapian-tcpsrv >/dev/null && [ -z "${VALGRIND-}" ]; then
	test_case 'no answer is wrong while shards are killed' stress
else
	skip 'shards that are killed' 'there is no xapian-tcpsrv, or it is run by valgrind'
fi
finish
