"""Prints a table of notices whose every field holds what breaks a format, or drives a terminal."""
import csv
import sys

PIECES = [
    "\x1b[2J\x1b]0;titre\x07", "tab\tet\nligne\r\net\rretour", "guillemets \" ' « » “",
    "\u202erenversé\u2066isolé\u200e\u061c\u2028ligne", "\u009b31m", "\u0301\u0301 accent seul",
    "mot" * 3334, "]]> <!-- --> <b>gras</b> &amp; &#0;", "</script></style></title><script>alert(1)</script>",
    "\\end{document} } { \\} {{ % # $ _ ^ ~ & \\", "\nTY  - BOOK\nER  - \n", "@misc{x, title = {y}}",
    "\ufffe\uffff\ufeff", "; , | tab", "%s %n %{title}", "\\u0000 \\n", "and and and", "a,b,c,d,e",
]
FORMULAS = ["=HYPERLINK(\"http://x\")", "+1+1", "-2+3", "@SUM(A1)", "\uff1d1+1", "'=1", "=cmd|' /C calc'!A0"]
FIELDS = ["titre", "réalisateur", "pays", "genre", "couleur", "mode de production", "producteurs", "résumé",
          "mots-clés", "source", "url", "langue", "fonds", "société", "ville"]

out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(["id", "année", "durée"] + FIELDS)
for number, piece in enumerate(PIECES + FORMULAS):
    # a formula begins a cell; everything else stands among words
    text = piece + " zorglub" if number >= len(PIECES) else f"zorglub {piece} fin"
    out.writerow([f"{piece[:40]} {number}", 1950 + number, number + 1] + [text] * len(FIELDS))
    # the same in the middle of lists, and links that are none
    out.writerow([f"n{number}", "", ""] + [f"zorglub, {piece} ; {piece}"] * 10
                 + [f"javascript:{piece}"] + [piece] * (len(FIELDS) - 11))
