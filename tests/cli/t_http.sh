#!/bin/sh
# query/http by connections: what is answered, refused, kept, cut off, and how it ends.
# shellcheck disable=SC2317,SC2329 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

asks() {
	python3 "$TESTS/cli/http_cases.py" "$1"
}

test_case 'requests reach the application, and its answers the client' asks requests
test_case 'requests in pieces, and one behind another' asks connection
test_case 'a server answers to its own names alone' asks hosts
test_case 'a form comes from a page of this server, and is no longer than it may be' asks forms
test_case 'a page of another site may link here, but not fetch from here' asks others
test_case 'addresses and headers that are none, or too long, are refused' asks addresses
test_case 'each response has the headers that keep it to itself' asks headers
test_case 'what may be kept is answered from memory until the edition is another' asks kept
test_case 'long bodies are sent in full, or not at all' asks long_bodies
test_case 'who is late is cut off' asks late
test_case 'a crowd is answered or turned away, each of them' asks crowd
test_case 'without descriptors, it waits until it has some' asks descriptors
test_case 'a full queue refuses, and a second signal ends at once' asks queue
test_case 'what takes long keeps nobody waiting' asks long_requests
test_case 'a signal ends it when all is answered' asks end
test_case 'it listens where it is told to, or at sockets of systemd' asks sockets
test_case 'the log has a line for each request' asks log
test_case 'thousands of requests that are none leave it answering' asks fuzzed
finish
