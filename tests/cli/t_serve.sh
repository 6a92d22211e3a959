#!/bin/sh
# coopq --serve, asked as a browser does: what it serves, and a new index without a restart.
# shellcheck disable=SC2317,SC2329 # test_case calls the functions
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

cp "$TESTS/cli/served.py" served.py
PYTHONPATH=$T/work PYTHONDONTWRITEBYTECODE=1
export PYTHONPATH PYTHONDONTWRITEBYTECODE
cp -R "$ROOT/corpus" corpus

# A test is what python3 reads from standard input.
asked() {
	within python3 -
}

options() {
	expect_code 2 coopq --serve -i ./none
	has err 'coopidx'
	expect_code 2 coopq --serve scop
	expect_code 2 coopq --serve @essai
	expect_code 2 coopq --serve -n 3
	expect_code 2 coopq --serve --format=json
	expect_code 2 coopq --serve --sort=year
	expect_code 2 coopq --serve --facets=genre
	expect_code 2 coopq --serve --kwic
	expect_code 2 coopq --host=example.org scop
	expect_code 2 coopq --log-requests scop
	expect_code 2 coopq --serve=nowhere.invalid:99999 -i ./index
	expect_code 2 coopq --serve --filter=nobody=x -i ./index
}

pages() {
	asked <<-'END'
		from served import Server
		s = Server("-i", "./index")
		for path, kind in (("/", "text/html"), ("/?q=scop", "text/html"), ("/notice?id=film-001", "text/html"),
		                   ("/similar?id=film-001", "text/html"), ("/kwic?q=scop", "text/html"),
		                   ("/print?q=scop", "text/html"), ("/searches", "text/html"), ("/help", "text/html"),
		                   ("/export?q=scop", "text/html"), ("/feed?q=scop", "application/atom+xml"),
		                   ("/api/search?q=scop", "application/json"), ("/api/status", "application/json"),
		                   ("/opensearch.xml", "application/opensearchdescription+xml")):
		    status, headers, text = s.ask(path)
		    assert status == 200 and headers["Content-Type"].startswith(kind) and text, (path, status)
		    assert "default-src 'none'" in headers["Content-Security-Policy"], path
		status, headers, text = s.ask("/export?q=scop+lyon&format=ris")
		assert headers["Content-Disposition"] == 'attachment; filename="scop-lyon.ris"', headers
		assert text.startswith(b"TY  - "), text
		assert "Termes" in s.ask("/similar?id=film-001", Accept_Language="fr")[2].decode()
		assert "Words" in s.ask("/similar?id=film-001", Accept_Language="en")[2].decode()
		for path, status in (("/nowhere", 404), ("/notice?id=nobody", 404), ("/?page=x", 400),
		                     ("/export?q=&format=ris", 400), ("/searches/delete", 405)):
		    assert s.ask(path)[0] == status, path
		assert s.end() == ""
	END
}

large() { # more than fits into the memory of a response, through the thread for what takes long
	asked <<-'END'
		from served import Server
		s = Server("-i", "./index")
		status, _, text = s.ask("/export?q=*&format=jsonl")
		assert status == 200
		import subprocess
		assert text == subprocess.run(["coopq", "-i", "./index", "--jsonl", "-n", "100000", "*"],
		                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
		s.end()
	END
}

options_hold() {
	asked <<-'END'
		from served import Server
		import json, subprocess
		options = ["-i", "./index", "-i", "./films", "--filter=pays=France", "--any", "--group"]
		s = Server(*options, "-j", "3", "--host=fonds.example.org")
		asked = s.json("/api/search?q=scop")
		printed = json.loads(subprocess.run(["coopq", "--format=json", *options, "scop"], stdout=subprocess.PIPE,
		                                    stderr=subprocess.DEVNULL).stdout)
		del asked["timing"], printed["timing"]
		assert asked == printed, (asked, printed)
		assert s.ask("/notice?id=film-001")[2].count(b"<article") == 2
		assert [i["name"] for i in s.json("/api/status")["indexes"]] == ["./index", "./films"]
		# called by another name
		assert s.ask("/", Host=f"fonds.example.org:{s.port}")[0] == 200
		assert s.ask("/", Host="evil.example")[0] == 421
		s.end()
	END
}

saved() {
	asked <<-'END'
		from served import Server, origin, home
		import os, subprocess
		s = Server("-i", "./index")
		form = "q=scop+lyon&filter=pays:France&name=essai"
		kind = "application/x-www-form-urlencoded"
		assert s.ask("/searches", "POST", form, Content_Type=kind)[0] == 403
		assert s.ask("/searches", "POST", form, Content_Type=kind, Origin="http://evil.example")[0] == 403
		assert not os.path.exists(home(".config", "coop"))
		status, headers, _ = s.ask("/searches", "POST", form, Content_Type=kind, Origin=origin(s))
		assert status == 303 and headers["Location"].endswith("/searches"), headers
		found = subprocess.run(["coopq", "--ids", "@essai"], stdout=subprocess.PIPE).stdout
		wanted = subprocess.run(["coopq", "-i", "./index", "--ids", "--filter=pays=France", "scop", "lyon"],
		                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
		assert found == wanted and found, found
		assert b"essai" in s.ask("/searches")[2]
		assert s.ask("/searches/delete", "POST", "name=essai", Content_Type=kind, Origin=origin(s))[0] == 303
		assert b"essai" not in s.ask("/searches")[2]
		s.end()
	END
}

new_index() {
	asked <<-'END'
		from served import Server, index
		import json, threading
		index("-i", "./grows", "corpus")
		s = Server("-i", "./grows")
		done, bad, seen, served = threading.Event(), [], set(), []

		def ask():
		    connection, n = s.connect(), 0
		    while not done.is_set() or n == 0:
		        for path in ("/api/status", "/api/search?q=scop", "/notice?id=film-001", "/export?q=scop&format=ids",
		                     "/print?q=lyon", "/?q=scop"):
		            connection.request("GET", path)
		            response = connection.getresponse()
		            text = response.read()
		            n += 1
		            if response.status != 200:
		                bad.append((path, response.status, text[:200]))
		            elif path == "/api/status":
		                seen.add(json.loads(text)["notices"])
		    served.append(n)

		threads = [threading.Thread(target=ask) for _ in range(3)]
		for thread in threads:
		    thread.start()
		before = s.json("/api/status")
		for i in range(4):
		    with open(f"corpus/neuf{i}.txt", "w") as file:
		        file.write(f"Une scop de plus\n\nLa scop zorglub{i} ouvre.\n")
		    index("-i", "./grows", "corpus")
		    # the first request after a build sees it, and what was kept of the one before is not served
		    assert s.json(f"/api/search?q=zorglub{i}")["total"] == 1
		    assert s.json("/api/status")["notices"] == before["notices"] + i + 1
		done.set()
		for thread in threads:
		    thread.join()
		assert not bad, bad[:3]
		assert sum(served) > 0 and seen
		assert s.json("/api/status")["indexes"][0]["generation"] > before["indexes"][0]["generation"]
		# no generation is held that serves no more: a build removes all but the one before
		index("-i", "./grows", "corpus")
		import os
		assert len([name for name in os.listdir("grows") if name.startswith("gen-")]) <= 2
		assert s.end() == ""
	END
}

damaged_index() {
	asked <<-'END'
		from served import Server, index
		import os
		index("-i", "./breaks", "corpus")
		s = Server("-i", "./breaks")
		before, notices = s.json("/api/search?q=scop")["total"], s.json("/api/status")["notices"]
		with open("breaks/new", "w") as file:
		    file.write("nothing of the kind\n")
		os.replace("breaks/new", "breaks/XAPIANDB")
		# what is open is served on, and what is wrong is told once
		for _ in range(3):
		    assert s.json("/api/search?q=scop+lyon")["total"] > 0
		    assert s.json("/api/search?q=scop")["total"] == before
		index("-i", "./fresh", "corpus/films.csv")
		os.rename("breaks", "broken")
		os.rename("fresh", "breaks")
		assert 0 < s.json("/api/status")["notices"] < notices
		messages = s.end()
		assert messages.count("XAPIANDB") == 1, messages
	END
}

removed_index() { # what is open is served on; what was not yet is gone, and is said to be
	asked <<-'END'
		from served import Server, index
		import shutil
		index("-i", "./goes", "corpus")
		s = Server("-i", "./goes")
		shutil.rmtree("goes")
		assert s.ask("/help")[0] == 200
		status, _, text = s.ask("/api/search?q=scop&facets=genre")
		assert status == 200 or (status == 503 and b"is gone" in text), text
		status, _, text = s.ask("/?q=scop", Accept_Language="en")
		assert status == 503 and b"the index is gone" in text, text
		index("-i", "./goes", "corpus")
		assert s.ask("/?q=scop")[0] == 200
		assert "served on" in s.end()
	END
}

quiet() { # no query is written anywhere unless asked for
	asked <<-'END'
		import subprocess, re, signal, http.client
		for options, wanted in (([], 0), (["--log-requests"], 1)):
		    p = subprocess.Popen(["coopq", "--serve=127.0.0.1:0", "-i", "./index", *options], stdout=subprocess.PIPE,
		                         stderr=subprocess.PIPE, text=True)
		    port = int(re.search(":([0-9]+)/", p.stderr.readline())[1])
		    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
		    connection.request("GET", "/?q=zorglub")
		    connection.getresponse().read()
		    connection.request("GET", "/?q=%22")
		    connection.getresponse().read()
		    connection.close()
		    p.send_signal(signal.SIGTERM)
		    out, err = p.communicate()
		    assert p.returncode == 0
		    assert out.count("q=zorglub 200") == wanted, out
		    assert err == "" or "zorglub" not in err, err
	END
}

coopidx -q -i ./index corpus
coopidx -q -i ./films corpus/films.csv
test_case 'options, and what does not go with them' options
test_case 'every page' pages
test_case 'a large file' large
test_case 'the options of the command line hold for every query' options_hold
test_case 'saved searches, and pages of others' saved
test_case 'a new index is served while requests are answered' new_index
test_case 'a damaged index leaves the one before' damaged_index
test_case 'an index that is removed is said to be' removed_index
test_case 'queries are nobody else'"'"'s business' quiet
finish
