"""workbook.py OUT [NAME=FILE.csv]...: a workbook, .xlsx or .ods, whose sheets hold tables of CSV.

A cell that looks like a number is one; others are texts: shared ones in XLSX. With "--typed" dates
(2024-03-05) are dates too.
"""
import csv
import datetime
import re
import sys
import zipfile
from xml.sax.saxutils import escape, quoteattr

NUMBER = re.compile(r'(0|-?[1-9][0-9]{0,14})(\.[0-9]*[1-9])?')
DATE = re.compile(r'[0-9]{4}-[0-9]{2}-[0-9]{2}')
OOXML = 'http://schemas.openxmlformats.org/'


def column(i):
    name = ''
    i += 1
    while i:
        i, digit = divmod(i - 1, 26)
        name = chr(65 + digit) + name
    return name


def serial(text):
    return (datetime.date.fromisoformat(text) - datetime.date(1899, 12, 30)).days


def sheet_of_xlsx(rows, texts, typed):
    yield f'<worksheet xmlns="{OOXML}spreadsheetml/2006/main"><sheetData>'
    for r, row in enumerate(rows, 1):
        yield f'<row r="{r}">'
        for c, text in enumerate(row):
            place = f'{column(c)}{r}'
            if not text:
                continue
            if NUMBER.fullmatch(text):
                yield f'<c r="{place}"><v>{text}</v></c>'
            elif typed and DATE.fullmatch(text):
                yield f'<c r="{place}" s="1"><v>{serial(text)}</v></c>'
            else:
                number = texts.setdefault(text, len(texts))
                yield f'<c r="{place}" t="s"><v>{number}</v></c>'
        yield '</row>'
    yield '</sheetData></worksheet>'


def xlsx(out, sheets, typed):
    texts = {}
    main = f'xmlns="{OOXML}spreadsheetml/2006/main"'
    relations = f'{OOXML}officeDocument/2006/relationships'
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('[Content_Types].xml', f'<Types xmlns="{OOXML}package/2006/content-types">'
                   '<Default Extension="xml" ContentType="application/xml"/></Types>')
        z.writestr('xl/workbook.xml', f'<workbook {main} xmlns:r="{relations}"><sheets>' + ''.join(
            f'<sheet name={quoteattr(name)} sheetId="{i}" r:id="rId{i}"/>'
            for i, (name, _) in enumerate(sheets, 1)) + '</sheets></workbook>')
        z.writestr('xl/_rels/workbook.xml.rels',
                   f'<Relationships xmlns="{OOXML}package/2006/relationships">' + ''.join(
                       f'<Relationship Id="rId{i}" Type="{relations}/worksheet" '
                       f'Target="worksheets/sheet{i}.xml"/>'
                       for i in range(1, len(sheets) + 1)) + '</Relationships>')
        z.writestr('xl/styles.xml', f'<styleSheet {main}><cellXfs><xf numFmtId="0"/>'
                   '<xf numFmtId="14"/></cellXfs></styleSheet>')
        for i, (_, rows) in enumerate(sheets, 1):
            with z.open(f'xl/worksheets/sheet{i}.xml', 'w') as part:
                for piece in sheet_of_xlsx(rows, texts, typed):
                    part.write(piece.encode())
        z.writestr('xl/sharedStrings.xml', f'<sst {main}>' + ''.join(
            f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts) + '</sst>')


def cell_of_ods(text, typed):
    lines = ''.join(f'<text:p>{escape(line)}</text:p>' for line in text.split('\n'))
    if not text:
        return '<table:table-cell/>'
    if NUMBER.fullmatch(text):
        return f'<table:table-cell office:value-type="float" office:value="{text}">{lines}</table:table-cell>'
    if typed and DATE.fullmatch(text):
        shown = '/'.join(reversed(text.split('-')))
        return (f'<table:table-cell office:value-type="date" office:date-value="{text}">'
                f'<text:p>{shown}</text:p></table:table-cell>')
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def ods(out, sheets, typed):
    spaces = ''.join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
                     for name in ('office', 'table', 'text'))
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr(zipfile.ZipInfo('mimetype'), 'application/vnd.oasis.opendocument.spreadsheet')
        with z.open('content.xml', 'w') as part:
            part.write(f'<office:document-content{spaces}><office:body><office:spreadsheet>'.encode())
            for name, rows in sheets:
                part.write(f'<table:table table:name={quoteattr(name)}>'.encode())
                for row in rows:
                    cells = ''.join(cell_of_ods(text, typed) for text in row)
                    part.write(f'<table:table-row>{cells}</table:table-row>'.encode())
                part.write(b'</table:table>')
            part.write(b'</office:spreadsheet></office:body></office:document-content>')


def main():
    arguments = [a for a in sys.argv[1:] if a != '--typed']
    sheets = []
    for argument in arguments[1:]:
        name, file = argument.split('=', 1)
        with open(file, encoding='utf-8', newline='') as f:
            sheets.append((name, list(csv.reader(f))))
    make = ods if arguments[0].endswith('.ods') else xlsx
    make(arguments[0], sheets, '--typed' in sys.argv)


main()
