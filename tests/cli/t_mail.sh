#!/bin/sh
# E-mails and mailboxes, most of them written by Python's email package.
# shellcheck disable=SC2317,SC1112 # test_case calls the functions; quotes are meant
# shellcheck source=tests/cli/lib.sh
. "${TESTS:?}/cli/lib.sh"

COOP_INDEX=./index
export COOP_INDEX

python() { python3 -B -c "$@"; }

# extract CODE FILE...: the records, in json
extract() {
	expect_code "$1" coopidx -q --extract=jsonl "$2"
	mv out json
}

# value N FIELD: of the record number N; the values of a field are joined with '|'
value() {
	sed -n "$1p" json | jq -r --arg field "$2" \
		'[.values[] | select(.field == $field or .name == $field).value | tostring] | join("|")'
}

simple() {
	cat >a.eml <<-'END'
		From: =?utf-8?Q?Zo=C3=A9_G=C3=A9rard?= <zoe@exemple.coop>
		To: =?iso-8859-1?Q?Fran=E7oise?= <f@exemple.coop>, doc@exemple.coop
		Cc: Luc <luc@exemple.coop>
		Subject: =?ISO-8859-1?Q?L=27assembl=E9e_de?=
		 =?UTF-8?B?IGxhIGNvb3DDqXJhdGl2ZQ==?= : suite
		Date: Thu, 12 Mar 1998 10:00:00 +0100
		Message-ID: <42@exemple.coop>
		Content-Type: text/plain; charset="iso-8859-15"
		Content-Transfer-Encoding: quoted-printable

		Bonjour, la coop=E9ra=
		tive a re=E7u 50 =A4.

		=C0 demain
	END
	extract 0 a.eml
	is "L'assemblée de la coopérative : suite" "$(value 1 title)"
	is 'Zoé Gérard' "$(value 1 director)"
	is zoe@exemple.coop "$(value 1 email)"
	is 1998 "$(value 1 year)"
	is '1998-03-12 10:00' "$(value 1 envoyé)"
	is 'Françoise|doc@exemple.coop' "$(value 1 destinataire)"
	is Luc "$(value 1 copie)"
	is 42@exemple.coop "$(value 1 id)"
	is 'Bonjour, la coopérative a reçu 50 €.

À demain' "$(value 1 body)"
	cp a.eml a.txt
	extract 3 a.txt
	has err 'a.txt: is EML, not what its name says; read as what it is'
	is 42@exemple.coop "$(value 1 id)"
	mkdir folder
	cp a.eml folder
	expect_code 0 coopidx -q folder
	expect_code 0 coopq --tsv --fields=id assemblée
	has out 42@exemple.coop
	expect_code 0 coopidx -n a.eml
	has out 'kind        EML'
}

charsets() { # what the bytes are decides: header and text in sets that are not named, or wrongly
	printf 'From: Zo\351 <z@b.fr>\nSubject: L\140\351cole \340 Gen\350ve\nMIME-Version: 1.0\n\nUne t\342che fran\347aise.\n' >latin.eml
	extract 0 latin.eml
	is 'Zoé' "$(value 1 director)"
	is 'L`école à Genève' "$(value 1 title)"
	is 'Une tâche française.' "$(value 1 body)"
	printf 'From: z@b.fr\nSubject: x\nContent-Type: text/plain; charset=iso-8859-1\n\nUne tâche française.\n' >wrong.eml
	extract 0 wrong.eml
	is 'Une tâche française.' "$(value 1 body)"
	printf 'From: z@b.fr\nSubject: x\nContent-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\n' >wide.eml
	printf '\377\376' | cat - >wide
	printf 'Une tâche' | iconv -t utf-16le >>wide
	base64 wide >>wide.eml
	extract 0 wide.eml
	is 'Une tâche' "$(value 1 body)"
	printf 'From: z@b.fr\nSubject: x\nContent-Type: text/plain; charset=cp850\n\nUne t\203che\n' >dos.eml
	extract 0 dos.eml
	is 'Une tâche' "$(value 1 body)"
}

parts() { # the plain form, or else the page; attached files through their readers
	python '
from email.message import EmailMessage
m = EmailMessage()
m["From"] = "Ana <ana@exemple.coop>"
m["Subject"] = "Le catalogue"
m.set_content("Voici nos films.\n")
m.add_alternative("<p>Voici <b>nos films</b>.</p>", subtype="html")
m.add_attachment("titre;année\nLe Tissage;1998\nLa Scop;2003\n".encode("cp1252"),
    maintype="text", subtype="csv", filename="films d’été.csv")
m.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
inner = EmailMessage()
inner["From"] = "Luc <luc@exemple.coop>"
inner["Subject"] = "La demande"
inner.set_content("<h1>Bonjour</h1><p>Quels films ?</p><script>x</script>", subtype="html")
m.add_attachment(inner)
open("b.eml", "wb").write(bytes(m))'
	extract 0 b.eml
	is 4 "$(wc -l <json | tr -d ' ')"
	is 'Le catalogue' "$(value 1 title)"
	is 'Voici nos films.' "$(value 1 body)"
	is 'films d’été.csv|logo.png' "$(value 1 'pièce jointe')"
	is 'Le Tissage' "$(value 2 title)"
	is 'b.eml/films d’été.csv' "$(sed -n 2p json | jq -r .file)"
	is 'La demande' "$(value 4 title)"
	is 'Bonjour

Quels films ?' "$(value 4 body)"
}

mailbox() { # as Python writes it, with a line that begins like a postmark
	python '
import mailbox
from email.message import EmailMessage
box = mailbox.mbox("box.mbox")
for n, text in enumerate(["Premier.\nFrom here on.\n\nFrom there, too.\n", "Deuxième.\n", "Troisième.\n"]):
    m = EmailMessage()
    m["From"] = "a@b.fr"
    m["Subject"] = "Message %d" % n
    m["Message-ID"] = "<%d@b.fr>" % n
    m.set_content(text)
    if n == 1:
        m.add_attachment("titre,pays\nLip,France\n", filename="x.csv", subtype="csv")
    box.add(m)
box.flush()'
	extract 0 box.mbox
	is '0@b.fr 1@b.fr box.mbox/2/x.csv 2@b.fr' "$(jq -r 'if .file == "box.mbox" then (.values[] | select(.field == "id").value) else .file end' json | tr '\n' ' ' | sed 's/ $//')"
	is 'Premier.
From here on.

From there, too.' "$(value 1 body)"
	is "$(grep -n 'Subject: Message 2' box.mbox | cut -d: -f1)" "$(($(sed -n 4p json | jq .line) + 1))"
	cp box.mbox box.txt
	extract 3 box.txt
	is 4 "$(wc -l <json | tr -d ' ')"
	printf 'From a@b.fr Thu Mar 12 10:00:00 1998\nFrom: a\nSubject: Un\n\n>From here on.\n\nFrom b on\nFrom a@b.fr Fri Mar 13 10:00:00 1998\nnot a header\n\nFrom a@b.fr Fri Mar 13 10:00:00 1998\nFrom: b\nSubject: Deux\n\n' >own.mbox
	extract 0 own.mbox
	has json '"From here on.'
	is 'Un Deux' "$(jq -r '.values[] | select(.field == "title").value' json | tr '\n' ' ' | sed 's/ $//')"
}

quotations() { # once in a mailbox; also without signs; a missing original is kept
	python '
import mailbox
from email.message import EmailMessage
first = "La coopérative cherche un film sur la filature de Roubaix,\nqui montre les métiers et les gestes.\n"
texts = [first,
    "Oui.\n\nLe jeudi 12 mars 1998 à 10:00, Ana <ana@exemple.coop>\na écrit :\n\n" +
    "".join("> " + line + "\n" for line in first.splitlines()) + "\nAprès la citation.\n",
    "Merci.\n\n-----Message d’origine-----\nDe : Luc\nObjet : Re\n\nOui.\n" + first,
    "Vu.\n\n> Une phrase que personne ici n’a écrite avant.\n",
    "Rien du tout.\n\nLuc a écrit :\nce livre est le sien, et il raconte Lip.\n"]
box = mailbox.mbox("q.mbox")
for text in texts:
    m = EmailMessage()
    m["From"] = "a@b.fr"
    m["Subject"] = "x"
    m.set_content(text)
    box.add(m)
box.flush()'
	extract 0 q.mbox
	is 'Oui.

Après la citation.' "$(value 2 body)"
	is 'Merci.' "$(value 3 body)"
	is 'Vu.

Une phrase que personne ici n’a écrite avant.' "$(value 4 body)"
	is 'Rien du tout.

Luc a écrit :
ce livre est le sien, et il raconte Lip.' "$(value 5 body)"
}

flowed() { # lines that flow are one paragraph, so that phrases hold
	printf 'From: a@b.fr\nSubject: x\nContent-Type: text/plain; format=flowed\n\nLa coopérative \nd’activité. \n\n Retrait\n-- \nLuc\n' >f.eml
	extract 0 f.eml
	is 'La coopérative d’activité. 
Retrait
-- 
Luc' "$(value 1 body)"
}

untitled() { # the first line stands for a subject; a message without anything is none
	printf 'From: a@b.fr\nMIME-Version: 1.0\n\n\nUne première ligne.\nEt une autre.\n' >u.eml
	extract 0 u.eml
	is 'Une première ligne.' "$(value 1 title)"
}

hostile() { # each costs one message, and nothing else
	python '
import sys
def put(name, text): open(name, "w").write(text)
head = "From: a@b.fr\nSubject: x\nMIME-Version: 1.0\n"
put("deep.eml", head + "".join("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(2000)) + "\nfin\n")
put("nested.eml", head + "Content-Type: message/rfc822\n\n" * 2000 + head + "\nfin\n")
put("many.eml", head + "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 100000)
put("header.eml", "From: a@b.fr\nSubject: " + "é" * 5000000 + "\nMIME-Version: 1.0\n\nfin\n")
put("to.eml", head + "To: " + ", ".join("a%d@b.fr" % i for i in range(100000)) + "\n\nfin\n")
put("quotes.eml", head + "\n" + "Luc a écrit :\n" * 100000 + "> x\n" * 100000)
put("parameters.eml", head + "Content-Type: text/plain" + "; a=b" * 200000 + "\n\nfin\n")
put("cut.eml", head + "Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n--b\nContent-Type: text/plain; charset=\"\nContent-Transfer-Encoding: base64\n\nQm9u")
put("box.mbox", "From a@b.fr Thu Mar 12 10:00:00 1998\n" + open("deep.eml").read() + "\n\nFrom a@b.fr Thu Mar 12 10:00:00 1998\n" + head + "\nSain.\n")
'
	echo 'Du texte sain.' >plain.txt
	expect_code 3 coopidx -q deep.eml nested.eml many.eml header.eml to.eml quotes.eml \
		parameters.eml cut.eml box.mbox plain.txt
	is 'coopidx: deep.eml:1: a record whose elements are nested too deep; left out
coopidx: nested.eml:1: a record whose elements are nested too deep; left out
coopidx: many.eml:1: a record whose elements are nested too deep; left out
coopidx: header.eml:1: a record larger than a notice may be; left out
coopidx: box.mbox:2: a record whose elements are nested too deep; left out' "$(cat err)"
	expect_code 0 coopq --tsv --fields=path sain
	has out box.mbox
	has out plain.txt
}

others() { # texts that only look like mails
	printf 'From here on, the film: it begins.\nSubject to change.\n' >t.txt
	printf 'From: Lyon\nTo: Paris\n\nUn voyage.\n' >v.txt
	extract 0 t.txt
	has json '"id","value":"t.txt"'
	extract 0 v.txt
	has json '"id","value":"v.txt"'
}

if "$BUILD/coopidx" --version | grep -q '^reads:.* EML'; then
	test_case 'a message: header, text, under any name' simple
	test_case 'character sets, named or not' charsets
	test_case 'parts and attached files' parts
	test_case 'a mailbox' mailbox
	test_case 'quotations once' quotations
	test_case 'lines that flow' flowed
	test_case 'no subject' untitled
	test_case 'messages made to do harm' hostile
	test_case 'what is no e-mail' others
else
	skip 'e-mails' 'built without gmime'
fi
finish
