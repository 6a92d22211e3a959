#!/bin/sh
# A shard behind a real sshd of this machine, which runs as whoever runs the tests.
# shellcheck disable=SC2317,SC2329 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

sshd=$(PATH=$PATH:/usr/sbin:/sbin command -v sshd) || sshd=
shell=$(getent passwd "$(id -u)" | cut -d : -f 7)
if [ -z "$sshd" ] || ! command -v ssh >/dev/null || ! command -v xapian-progsrv >/dev/null; then
	skip 'shards through ssh' 'there is no sshd, ssh or xapian-progsrv: sh scripts/deps ci'
	finish
fi
case $shell in
*/nologin | */false)
	skip 'shards through ssh' 'nobody can log in as the user of the tests'
	finish
	;;
esac

printf 'id,titre\n' >a.csv
for i in $(seq 60); do echo "n$i,le film $((i % 7)) des coopératives $i" >>a.csv; done
mkdir films
coopidx -q -i ./whole a.csv
coopidx -q --engine-tools --shards 2 -i ./films/films.shards a.csv
place=$PWD/films/films.2

# ---- the server ----

mkdir ssh
ssh-keygen -q -t ed25519 -N '' -f ssh/host
ssh-keygen -q -t ed25519 -N '' -f ssh/user
ssh-keygen -q -t ed25519 -N '' -f ssh/other
cp ssh/user.pub ssh/authorized
# what the service of the system makes when it starts; others than root need none
if [ "$(id -u)" -eq 0 ]; then mkdir -p /run/sshd; fi

# start_sshd: its process in `pid`, its `port`
start_sshd() {
	port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
	cat >ssh/server <<-END
		ListenAddress 127.0.0.1:$port
		HostKey "$PWD/ssh/host"
		AuthorizedKeysFile "$PWD/ssh/authorized"
		PidFile none
		StrictModes no
		UsePAM no
		PasswordAuthentication no
		KbdInteractiveAuthentication no
		PermitRootLogin prohibit-password
	END
	"$sshd" -D -e -f "$PWD/ssh/server" 2>>ssh/log &
	pid=$!
	until_so python3 -c 'import socket, sys; socket.create_connection(("127.0.0.1", int(sys.argv[1]))).close()' "$port"
}

# host NAME PORT KEY KNOWN: what ~/.ssh/config says of a host
host() {
	cat <<-END
		Host $1
			HostName 127.0.0.1
			Port $2
			IdentityFile "$PWD/ssh/$3"
			UserKnownHostsFile "$PWD/ssh/$4"
	END
}

# configure: the hosts that the tests name; ssh does not look for its configuration by HOME
configure() {
	printf '[127.0.0.1]:%s %s\n' "$port" "$(cut -d ' ' -f 1,2 ssh/host.pub)" >ssh/known
	printf '[127.0.0.1]:%s %s\n' "$port" "$(cut -d ' ' -f 1,2 ssh/other.pub)" >ssh/changed
	: >ssh/unknown
	{
		host archive "$port" user known
		host stranger "$port" other known
		host new "$port" user unknown
		host changed "$port" user changed
		host closed 9 user known
		printf 'Host *\n\tIdentitiesOnly yes\n\tGlobalKnownHostsFile none\n\tLogLevel ERROR\n'
	} >ssh/client
	cat >"$T/bin/ssh" <<-END
		#!/bin/sh
		exec "$(PATH=${PATH#*:} command -v ssh)" -F "$PWD/ssh/client" "\$@"
	END
	chmod 755 "$T/bin/ssh"
}

# list HOST [SETTING...]
list() {
	printf 'path films/films.1\nssh %s %s timeout=%s %s\n' "$1" "$place" "${limit:-60}" "${2-}" >list.shards
}

# answers QUERY...: the list answers as the whole
answers() {
	for query; do
		coopq -i ./whole --fields=id,score,title --tsv -n 100 "$query" >expected
		expect_code 0 within coopq -i ./list.shards --fields=id,score,title --tsv -n 100 "$query"
		same expected out
		empty err
	done
}

# fails HOST: there is no answer without that shard, and it is named
fails() {
	list "$1"
	expect_code 2 within coopq -i ./list.shards coopératives
	empty out
	has err "./list.shards:2: the shard 'ssh $1 $place' is missing: "
	has err "'ssh $1 xapian-progsrv $place' tells why"
	expect_code 4 within coopq -i ./list.shards --shards=available --format=json coopératives
	holds out "[.missing_shards[].shard] == [\"ssh $1 $place\"] and .total > 0"
}

through_ssh() {
	list archive
	answers coopératives 'film 3' '"le film"' 'coop*' titre:film
	expect_code 0 within coopidx --status=json -i ./list.shards
	holds out '.shards[1] | .there and .number == 2 and .of == 2 and .records > 0 and (has("generation") | not)'
	printf 'coopératives\nfilm 3\n' | expect_code 0 within coopq -i ./list.shards --batch -j 2
}

# nobody is asked anything
turned_away() {
	for who in stranger new changed closed; do fails "$who"; done
}

replica() {
	list closed replica=archive
	answers 'film 3'
}

hung() {
	kill -STOP "$pid"
	limit=.3
	fails archive
	kill -CONT "$pid"
	limit=60
	list archive
	answers 'film 3'
}

start_sshd
configure
trap 'kill -CONT "$pid"; kill "$pid"; chmod -R u+rwx "$T" 2>/dev/null; rm -rf "$T"' EXIT
test_case 'a shard through ssh' through_ssh
test_case 'hosts that are unknown, or do not know us' turned_away
test_case 'a replica on another host' replica
test_case 'a host that hangs' hung
finish
