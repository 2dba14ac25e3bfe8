"""Fills in a workbook by editing its XML, in every way that programs write a cell."""
import re
import zipfile


def read_parts(path):
    with zipfile.ZipFile(path) as z:
        return {n: z.read(n) for n in z.namelist()}


def write_parts(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in parts.items():
            z.writestr(name, data)
    return path


def place(parts, name):
    """-> (part of the sheet, "D17")"""
    book = parts["xl/workbook.xml"].decode()
    sheet, at = re.search(rf'<definedName name="{name}">(.*?)!\$?([A-Z]+\$\d+)<', book).groups()
    sheets = re.findall(r'<sheet name="(.*?)"', book)
    return f"xl/worksheets/sheet{sheets.index(sheet.strip(chr(39))) + 1}.xml", at.replace("$", "")


def put(parts, name, cell):
    """`cell`: "t=... inner XML" of the cell, its reference and style left out."""
    part, at = place(parts, name)
    attributes, inner = cell
    text = parts[part].decode()
    made, n = re.subn(rf'<c r="{at}"( s="\d+")?( t="\w+")?(/>|>.*?</c>)',
                      lambda m: f'<c r="{at}"{m.group(1) or ""} {attributes}>{inner}</c>', text,
                      flags=re.S)
    assert n == 1, (name, at, n)
    parts[part] = made.encode()


def inline(text):
    return 't="inlineStr"', f"<is><t>{text}</t></is>"


def number(value):
    return "", f"<v>{value}</v>"


def filled(source, target, edit=None, **cells):
    parts = read_parts(source)
    for name, cell in cells.items():
        put(parts, name, cell)
    if edit:
        edit(parts)
    return write_parts(target, parts)


WHO = {"svar_vem": inline("Samordnaren"), "svar_datum": number(46082)}  # 2026-03-01


def shared(parts, text):
    """Adds a shared string; -> its cell."""
    table = parts["xl/sharedStrings.xml"].decode()
    index = len(re.findall(r"<si>", table))
    parts["xl/sharedStrings.xml"] = table.replace("</sst>", f"<si>{text}</si></sst>").encode()
    return 't="s"', f"<v>{index}</v>"
