"""Writes files of MARC for t_marc.sh, byte by byte, so that their lengths may lie.

marc.py NAME: one of the functions below, to standard output. Fields are "TAG" and the indicators with
"$a..." for subfields; "$" is the byte 1F.
"""
import sys
import unicodedata


def record(fields, leader='00000nam0 2200000   450 ', encode=lambda s: s.encode(), shift=0):
    """A record in ISO 2709; with a shift, the lengths and places in its directory are wrong."""
    directory, data = '', b''
    for tag, value in fields:
        field = encode(value.replace('$', '\x1f')) + b'\x1e'
        directory += '%s%04d%05d' % (tag, len(field) + shift, len(data) + shift)
        data += field
    directory = directory.encode() + b'\x1e'
    base = 24 + len(directory)
    length = base + len(data) + 1
    head = '%05d%s%05d%s' % (length, leader[5:12], base, leader[17:])
    return head.encode() + directory + data + b'\x1d'


FILM = [
    ('001', 'FR-0042'), ('010', '  $a978-2-1234-5680-3'), ('073', ' 0$a3545020001234'),
    ('100', '  $a20120315d2011    m  y0frey%sba'),
    ('101', '0 $afre$aeng'), ('102', '  $aFR'), ('115', '  $ac074baz'),
    ('200', '1 $aLa ruche ouvrière$b[Images animées]$eune coopérative à Saint-Étienne'
            '$fMarianne Lagrège, réal.$gmusique de Paul Hémon'),
    ('214', ' 1$aParis$cLes Films du Pavé [prod.]$d2011'),
    ('214', ' 2$aLyon$cÉcran large [distrib.]$dcop. 2012'),
    ('215', '  $a1 DVD vidéo monoface (1 h 12 min)$ccoul., son.$d12 cm'),
    ('225', '| $aVivre ensemble$v3'), ('300', "  $aTourné à l'été 2010"),
    ('330', '  $aVingt-deux ouvrières rachètent leur usine, près de Besançon.'),
    ('606', '  $aCoopératives$yFrance$z1990-2020$2rameau'),
    ('600', ' 1$aGodin$bJean-Baptiste$f1817-1888'), ('608', '  $aDocumentaire'),
    ('610', '0 $aScop$areprise'), ('676', '  $a334.6$v23'),
    ('700', ' 1$aLagrège$bMarianne$4300'), ('701', ' 1$aDupuis$bJean$4690'),
    ('702', ' 1$aHémon$bPaul$4230'), ('712', '02$aLes Films du Pavé$4630'),
    ('801', ' 0$aFR$bPMB'), ('856', '4 $uhttps://exemple.fr/ruche'),
    ('995', '  $bMédiathèque$f000123$kDVD 334 RUC'), ('900', '  $aoui$lEn ligne$nenligne')]


def film(codes='50      ', **how):
    """The film, in a set that 100 $a declares."""
    fields = [(t, v % codes if t == '100' else v) for t, v in FILM]
    return record(fields, leader='00000ngm0 2200000   450 ', **how)


def accents_first(places):
    """Encodes with an accent before its letter, as the sets of MARC do."""
    def encode(text):
        out = b''
        for char in unicodedata.normalize('NFC', text):
            parts = unicodedata.normalize('NFD', char)
            out += bytes([places[parts[1]]]) + parts[0].encode() if len(parts) == 2 else char.encode()
        return out
    return encode


ISO5426 = accents_first({'\u0300': 0xc1, '\u0301': 0xc2, '\u0302': 0xc3, '\u0327': 0xd0})
MARC8 = accents_first({'\u0300': 0xe1, '\u0301': 0xe2, '\u0302': 0xe3, '\u0327': 0xf0})


def plain():
    return film()


def latin():
    return film(encode=lambda s: s.encode('cp1252'))


def iso5426():
    return film('0103    ', encode=ISO5426)


def lies():
    return film('01      ')


def marc21():
    return record([
        ('001', 'ocm7'), ('008', '980203s1998    fr 052            vlfre d'),
        ('020', '  $a0123456789 (pbk.) :'), ('100', '1 $aBrun, Anne,$edirector.'),
        ('245', '14$aThe mill :$ba film in two parts /$cdirected by Anne Brun ; music by P. Noir.'),
        ('260', '  $aParis :$bSeuil,$c[1998]'), ('300', '  $a1 videocassette (52 min.) :$bsd., b&w ;$c1/2 in.'),
        ('520', '  $aWorkers buy their mill.'), ('650', ' 0$aCooperatives$zFrance$vDrama.'),
        ('700', '1 $aNoir, Paul,$d1950-$4cmp'), ('856', '40$uhttps://example.org/mill'),
        ('880', '10$6245-01/(N$aМельница')], leader='00000cgm a2200000 a 4500')


def marc8():
    return record([
        ('001', 'm8'), ('100', '1 $aLemaître, Françoise.'),
        ('245', '10$aHêtres, forêts et fenêtres en été :$bétude générale /$cpar F. Lemaître.'),
        ('260', '  $aBesançon :$bÉd. du Moulin,$cc1987.')],
        leader='00000cam  2200000 a 4500', encode=MARC8)


def marks():
    """Articles that are not sorted, as four kinds of programs mark them."""
    return b''.join([
        record([('001', '1'), ('200', '1 $a\x98Le \x9cmoulin')]),
        record([('001', '2'), ('200', '1 $a<<La >>forge')]),
        record([('001', '3'), ('200', "1 $a<L'>atelier")]),
        record([('001', '4'), ('200', '1 $a\x88La \x89forêt')], encode=lambda s: s.encode('latin1')),
        record([('001', '5'), ('200', '1 $aL’œuvre, cœur')], encode=lambda s: s.encode('cp1252'))])


def small(number, title):
    return record([('001', str(number)), ('200', '1 $a' + title)])


def damaged():
    """The third of five is cut, the fourth has no directory."""
    return (small(1, 'Un') + small(2, 'Deux') + small(3, 'Trois')[:50] + b'\x1d'
            + b'00030nam0 2200025   450 \x1e\x1d' + small(5, 'Cinq'))


def lengths():
    """Records whose directory lies, all of whose numbers lie, and that have other line ends."""
    wrong = film(shift=7)
    return (wrong + b'99999' + small(2, 'Deux')[5:12] + b'00000' + small(2, 'Deux')[17:]
            + small(3, 'Trois').replace(b'\x1e', b'\x1e\r\n') + small(4, 'Quatre')[:-1]
            + small(5, 'Cinq')[:-1])


def lines():
    return b'\xef\xbb\xbf' + b''.join(small(i, 'Titre %d' % i) + b'\r\n' for i in (1, 2, 3)) + b'\x1a'


def hostile():
    """A million fields, a record without end, and two good ones."""
    fields = b''.join(b'610000200000' for _ in range(200000))
    many = b'99999nam0 2299999   450 ' + fields + b'\x1e' + b'a\x1e' * 200000 + b'\x1d'
    parts = small(2, 'Deux')[:-2] + b'\x1fex' * 400000 + b'\x1e\x1d'
    return (small(1, 'Un') + many + parts + b'\x1d' * 100000 + b'x' * 9000000 + b'\x1d'
            + small(9, 'Neuf'))


sys.stdout.buffer.write(globals()[sys.argv[1]]())
