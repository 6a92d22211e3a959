"""What tests/cli/t_manual.sh asks of the manual pages, as mdoc and as they look.

usage: manual.py arguments PAGE HELP      the entries of OPTIONS are those of --help, with their arguments
       manual.py defaults PAGE HELP       so are the defaults that --help tells in figures or choices
       manual.py twins PAGE FRENCH        both have the same sections, options, lists, examples, references
       manual.py order PAGE               sections stand in the usual order
       manual.py width PAGE WIDTH         no line of text is wider, and no two cells of a table touch
       manual.py literal PAGE             what is to be typed is printed as it is
       manual.py references PAGE...       sections and pages that are named exist
       manual.py lint PAGE                mandoc -T lint has nothing to say
"""

import os
import re
import shutil
import subprocess
import sys

# mandoc knows these headings in English alone, and takes no other one for that of the name
HEADINGS = {
    'NAME': 'NOM', 'SYNOPSIS': 'SYNOPSIS', 'DESCRIPTION': 'DESCRIPTION', 'OPTIONS': 'OPTIONS',
    'CONFIGURATION': 'CONFIGURATION', 'ENVIRONMENT': 'ENVIRONNEMENT', 'FILES': 'FICHIERS',
    'EXIT STATUS': 'CODE DE RETOUR', 'EXAMPLES': 'EXEMPLES', 'DIAGNOSTICS': 'DIAGNOSTICS',
    'SEE ALSO': 'VOIR AUSSI', 'BUGS': 'BOGUES'}
FRENCH_ALONE = (
    r'WARNING: first section is not "NAME": Sh (NOM|SYNOPSIS|DESCRIPTION)$',
    r'STYLE: possible typo in section name: Sh (NOM instead of NAME|EXEMPLES instead of EXAMPLES)$',
    r'WARNING: description line outside NAME section: Nd$')

problems = []


def wrong(message):
    problems.append(message)


def lines(page):
    with open(page, encoding='utf-8') as file:
        return file.read().split('\n')


def plain(text):
    """mdoc escapes to what they print"""
    for escape, char in ((r'\-', '-'), (r'\(aq', "'"), (r'\(dq', '"'), (r'\&', ''), (r'\(ti', '~'),
                         (r'\~', ' '), (r'\ ', ' '), (r'\e', '\\')):
        text = text.replace(escape, char)
    return text


def is_french(page):
    return '.fr.' in os.path.basename(page)


def macro(page, name):
    start = f'.{name} '
    return [line[len(start):] for line in lines(page) if line.startswith(start)]


def section(page, name):
    """the lines of a section, by its English name"""
    wanted = HEADINGS.get(name, name) if is_french(page) else name
    inside, out = False, []
    for line in lines(page):
        if line.startswith('.Sh '):
            inside = line[4:] == wanted
        elif inside:
            out.append(line)
    return out


def signature(item):
    """'Fl i , Fl -index Ns = Ns Ar NAME' as --help writes it: '-i, --index=NAME'"""
    words = plain(item).split(' ')
    out, closing = '', 0
    glue = True
    for word in words:
        if word in ('Ar', 'Cm'):
            continue
        if word == 'Ns':
            glue = True
        elif word == 'Fl':
            out += '' if glue or not out else ' '
            out += '-'
            glue = True
        elif word == 'Op':
            out += '['
            closing += 1
            glue = True
        elif word == 'Oo':
            out += '['
            glue = True
        elif word == 'Oc':
            out += ']'
            glue = True
        elif word == ',' and closing == 0:
            out += ','
            glue = False
        else:
            out += word if glue else ' ' + word
            glue = False
    return out.replace(']...', '...') + ']' * closing


def entries(page):
    """of OPTIONS: signature and text"""
    out = []
    for line in section(page, 'OPTIONS'):
        if line.startswith('.It Fl'):
            out.append([signature(line[4:]), ''])
        elif out:
            out[-1][1] += plain(line) + '\n'
    return out


def of_help(path):
    """of --help: signature and sentence"""
    out = []
    with open(path, encoding='utf-8') as file:
        for line in file:
            option = re.match(r'  (-\w, |    )(--[\w-]+\S*)(?: +(.*))?$', line)
            if option:
                out.append([option[1].strip() + (' ' if option[1].strip() else '') + option[2],
                            (option[3] or '') + ' '])
            elif out and line.startswith(' ' * 20):
                out[-1][1] += line.strip() + ' '
            elif out:
                break
    return out


def long_name(signed):
    return re.search(r'--[\w-]+', signed)[0]


def check_arguments(page, help_file):
    described = {}
    for signed, text in entries(page):
        for one in re.split(r', (?=--)', signed) if signed.count('--') > 1 else [signed]:
            described[long_name(one)] = (one, text)
    helped = of_help(help_file)
    if len(helped) < 5:
        wrong('--help has no options')
    for signed, _ in helped:
        one, text = described.pop(long_name(signed), (None, ''))
        if one is None:
            wrong(f'{signed} is not described')
            continue
        choices = signed.split('=')[-1].strip('[]').split('|')
        named = [choice for choice in choices if re.search(r'(?m)^\.(It )?Cm .*\b%s\b' % re.escape(choice), text)]
        if one != signed and not (one.endswith(('FORMAT', 'MODE')) and named == choices):
            wrong(f'{one} is {signed} in --help')
    for name in described:
        wrong(f'{name} is not in --help')


def check_defaults(page, help_file):
    described = {long_name(signed): text for signed, text in entries(page)}
    found = 0
    for signed, sentence in of_help(help_file):
        default = re.search(r'\((?:default|par défaut) ?: ([^);]*)', sentence)
        if not default or long_name(signed) not in described:
            continue
        choices = set(re.split(r'[|=\[\]]', signed.split('--')[1]))
        for word in re.findall(r'[\w.:-]+', default[1]):
            if word.rstrip(':').isdigit() or word in choices or re.match(r'\d+\.', word):
                found += 1
                if not re.search(r'(?<!\w)%s(?!\w)' % re.escape(word), described[long_name(signed)]):
                    wrong(f'{long_name(signed)}: the default {word} is not told')
    if found < 2:
        wrong('--help tells no defaults')


def check_twins(page, french):
    def shape(file):
        out = []
        for line in lines(file):
            name = line[1:3]
            if line.startswith('.Sh '):
                heading = line[4:]
                english = {fr: en for en, fr in HEADINGS.items()}.get(heading, heading)
                out.append('Sh ' + (english if english in HEADINGS else '...'))
            elif line.startswith('.') and name in ('Ss', 'It', 'Bl', 'El', 'Bd', 'Ed', 'Dl', 'Nd'):
                if name == 'It':
                    flags = re.findall(r'Fl (\S+)', line)
                    out.append('It ' + ' '.join(flags) + (' Ev ' + line[7:] if line.startswith('.It Ev') else ''))
                elif name == 'Bl':
                    out.append(re.sub(r'-width .*|-column .*', '', line).strip())
                else:
                    out.append(name)
        return out

    def examples(file):
        # what a language may choose: names, fields, words in quotes
        return [re.sub(r'\S+$', '', line.split(' ')[1]) + line.split(' ')[1]
                for line in section(file, 'EXAMPLES') if line.startswith('.Dl $ ')]

    one, other = shape(page), shape(french)
    for n, (a, b) in enumerate(zip(one, other)):
        if a != b:
            wrong(f'{page} has {one[max(n - 2, 0):n + 2]} where {french} has {other[max(n - 2, 0):n + 2]}')
            break
    if len(one) != len(other):
        wrong(f'{len(one)} sections, entries, lists and displays, and in French {len(other)}')
    if examples(page) != examples(french):
        wrong('the examples are others')
    for name in ('Xr', 'Dd', 'Dt'):
        if [x for x in macro(page, name)][:1] != [x for x in macro(french, name)][:1] and name != 'Xr':
            wrong(f'.{name} is another one')
    cited = [sorted({' '.join(x.split(' ')[:2]) for x in macro(p, 'Xr')}) for p in (page, french)]
    if cited[0] != cited[1]:
        wrong(f'other pages are named: {set(cited[0]) ^ set(cited[1])}')


def check_order(page):
    wanted = list(HEADINGS.values() if is_french(page) else HEADINGS)
    found = [heading for heading in macro(page, 'Sh') if heading in wanted]
    if found != sorted(found, key=wanted.index):
        wrong(f'sections stand in the order {found}')
    for heading in (wanted[0], 'DESCRIPTION', wanted[8], wanted[10], wanted[11]):
        if heading not in found:
            wrong(f'there is no section {heading}')
    if is_french(page):
        for heading, french in HEADINGS.items():
            if heading != french and heading in macro(page, 'Sh'):
                wrong(f'the heading {heading} is English')
        for quote in [line for line in lines(page) if re.search(r'(^\.| )Dq ', line)]:
            wrong(f'English quotes: {quote}')
        for line in macro(page, 'Sx') + [t for t in lines(page) if not t.startswith('.')]:
            if re.search(r'\w [;:?!](\s|$)', line) and '$' not in line:
                wrong(f'a blank before a sign, at which a line may break: {line}')


def rendered(page, width, program):
    if program == 'mandoc':
        command = ['mandoc', '-Tutf8', '-O', f'width={width}']
    else:
        command = ['groff', '-Tutf8', '-Kutf8', '-mandoc', '-P-cbou', '-ww', f'-rLL={width}n', f'-rLT={width}n']
    with open(page, encoding='utf-8') as file:
        source = file.read()
    if width < 80:  # what has lines of its own stays as wide as it is
        source = re.sub(r'(?ms)^\.Dl .*?$|^\.Bd -literal.*?^\.Ed$|^\.Bl -column.*?^\.El$|^\.Sh SYNOPSIS.*?(?=^\.Sh)',
                        '.Pp', source)
    done = subprocess.run(command, input=source.encode(), check=True, capture_output=True)
    for line in done.stderr.decode().split('\n'):
        if line and width >= 80:
            wrong(f'{program}: {line}')
    out = re.sub('.\b', '', done.stdout.decode())
    return re.sub('\x1b\\[[0-9;]*m', '', out).replace('\u00a0', ' ')


def cells(page):
    """the neighbours in tables and in compact lists of tags"""
    for line in lines(page):
        if line.startswith('.It ') and ' Ta ' in line:
            row = [re.sub(r'^(Li|Ic|Em|Pa|Cm) ', '', cell) for cell in plain(line[4:]).split(' Ta ')]
            yield from zip([cell.replace(' ,', ',') for cell in row], row[1:])


def check_width(page, columns):
    width = int(columns)
    for program in ('mandoc', 'groff'):
        # groff does not end with a header that is wider than its page
        if not shutil.which(program) or (program == 'groff' and width < 80):
            continue
        out = rendered(page, width, program)
        for line in out.split('\n'):
            # one word that is longer than the line cannot be helped
            if len(line) > width and (width >= 80 or len(line.split()) > 2):
                wrong(f'{program}: {len(line)} columns: {line}')
        if width < 80:
            continue
        title = '{}({})'.format(*macro(page, 'Dt')[0].split(' ')[:2])
        filled = [line.strip() for line in out.split('\n') if line.strip()]
        if not (filled[0].startswith(title) and filled[0].endswith(title)):
            wrong(f'{program}: the page begins without its title: {filled[0]}')
        if macro(page, 'Dd')[0] not in filled[-1]:
            wrong(f'{program}: the page ends without its date: {filled[-1]}')
        rows = re.sub(r' +', ' ', out)
        for left, right in cells(page):
            if left + right in rows or f'{left} {right}' not in rows:
                wrong(f'{program}: {left} and {right} do not stand side by side')


def check_literal(page):
    for program in ('mandoc', 'groff'):
        if not shutil.which(program):
            continue
        text = re.sub(r'\s+', ' ', rendered(page, 250, program))
        for name in ('Dl', 'Ql', 'Dq'):
            for typed in macro(page, name):
                words = plain(re.sub(r'( Ns .*|( [.,;:)])+)$', '', typed)).replace('Ar ', '')
                if name != 'Dl' and '\\(dq' not in typed:
                    words = words.replace('"', '')  # an argument with blanks
                if re.sub(r'\s+', ' ', words) not in text:
                    wrong(f'{program}: not printed as it is: {typed}')


def check_references(pages):
    ours = {}
    for page in pages:
        name, number = macro(page, 'Dt')[0].split(' ')[:2]
        ours[(name.lower(), number, is_french(page))] = page
    headings = {page: [re.sub(r'\\&', '', h) for h in macro(page, 'Sh') + macro(page, 'Ss')] for page in pages}
    for page in pages:
        for named in macro(page, 'Sx') + re.findall(r'Sx ([^\n]*)', '\n'.join(macro(page, 'Pq'))):
            title = re.sub(r' (Ns \\~[;:]|[.,;:)])$', '', named)
            if title not in headings[page]:
                wrong(f'{page}: there is no section {title}')
        for named in macro(page, 'Xr'):
            name, number = named.split(' ')[:2]
            if name.startswith('coop') and (name, number, is_french(page)) not in ours:
                wrong(f'{page}: there is no page {name}({number})')
        # 'title' in .Xr page: the title is one of that page
        text = '\n'.join(lines(page))
        for title, name, number in re.findall(
                r'(?:^\.Dq |«\\~)([^\n»]*?)(?:\\~»)?\n(?:in|dans|de)\n\.Xr (\S+) (\d)', text, re.M):
            other = ours.get((name, number, is_french(page)))
            if other and title not in headings[other]:
                wrong(f'{page}: {name}({number}) has no section {title}')


def check_lint(page):
    told = subprocess.run(['mandoc', '-T', 'lint', page], check=False, capture_output=True).stdout.decode()
    for line in told.split('\n'):
        # whether other pages are installed is no affair of this one
        if not line or 'referenced manual not found' in line:
            continue
        if is_french(page) and any(re.search(known, line) for known in FRENCH_ALONE):
            continue
        wrong(line)


def main():
    kind, arguments = sys.argv[1], sys.argv[2:]
    if kind == 'references':
        check_references(arguments)
    else:
        {'arguments': check_arguments, 'defaults': check_defaults, 'twins': check_twins, 'order': check_order,
         'width': check_width, 'literal': check_literal, 'lint': check_lint}[kind](*arguments)
    for problem in problems[:30]:
        print(problem)
    return 1 if problems else 0


sys.exit(main())
