"""Read and write PO files without loss.

Understands what GNU msgfmt understands and refuses what it refuses, each fault with its line and all of them at once.
A catalog that was read and not changed is written byte for byte as it was; a changed message is written unwrapped,
its neighbours are left alone.

polib was tried first and is not enough: it keeps duplicates silently, looks neither at escapes nor at the number of
plural forms, and loses `#~|` lines. Babel's reader loses `#|` too, and unknown header fields.

Where we differ with msgfmt on purpose:

- A byte order mark is taken and kept. Bytes that are no characters are let pass in all of a comment; msgfmt refuses one
  just behind the `#`, but not in the first comments of a file.
- A hostile plural rule is only a warning, and so are line breaks at one end of a source or translation only.
- An unknown charset, U+0000 and escapes that make no character are refused, as no page could show them; so is a keyword
  or an escape that a backslash parts over two lines. A `#~` so parted is a comment.
- A wrong number of plural forms is an error, for msgfmt only with `--check`: the forms would be those of other numbers.
  What else `--check` looks at (formats, header fields that are missing) is not looked at here.
- A `domain` line is kept but means nothing: a domain is a file.
- Of several `#,` lines in an entry all count, so that a draft stays one; gettext reads the last.
- A message with plural forms is translated when all of them are; gettext counts it by the first. Its counts also have
  the header among them when that is empty.
- Of CP932 and other old Chinese and Japanese charsets, characters with two codes are written with the first.

Codes: `po-syntax` (what msgfmt cannot parse), `po-encoding` (bytes that are no characters, an unknown charset),
`po-duplicate` (one context and msgid twice, obsolete entries counted), `po-plural-count` (a translation with more or
fewer forms than its language has), `po-limit` (a file, message count or text beyond any sense); and the warnings
`po-plural-forms` (an unusable plural rule; that of the language is used instead) and `po-line-break` (source and
translation do not both begin or end with one).
"""

from __future__ import annotations

import codecs
import functools
import itertools
import re
from collections.abc import Iterable, Iterator

from sitegen import shortcuts
from sitegen.catalog import plurals
from sitegen.catalog.entries import outcomes, sound
from sitegen.catalog.model import HEADER_KEY, Catalog, Key, Message, with_field
from sitegen.catalog.quoting import BROKEN, quote
from sitegen.diagnostics import Diagnostic, Span, error, has_errors, warning
from sitegen.limits import CATALOG_BYTES, CATALOG_FAULTS, CATALOG_MESSAGES, MESSAGE_CHARACTERS
from sitegen.patterns import late

#: The encodings gettext calls portable, as Python knows them. Others may be anything, `rot13` and `zlib` included.
_CHARSETS = late(
    r"utf[-_]?8|(us-)?ascii|ansi_x3\.4-1968|iso[-_]?8859[-_]\d+|koi8-[rtu]|cp\d+|windows-125\d|gb2312|gbk|gb18030"
    r"|big5(-hkscs)?|euc-(kr|jp)|shift_jis|johab|tis-620",
    re.IGNORECASE,
)

#: Errors of a file that says clearly what it says; gettext's tools go on with it, and `msgfmt --check` refuses it.
_UNDERSTOOD = frozenset({"po-plural-count"})


def read(content: bytes, path: str) -> tuple[Catalog | None, tuple[Diagnostic, ...]]:
    """Read a PO file; `path` is only named in what is reported.

    Returns the catalog and what was noticed. There is no catalog when the file could not be understood to its end:
    half of a translation would look like a finished one. An error that leaves no doubt what the file says
    (`po-plural-count`) comes with the catalog; whether that is good enough to be published is for others to say.
    """
    if len(content) > CATALOG_BYTES:
        hint = f"a catalog has at most {CATALOG_BYTES // 2**20} MiB; split it into domains"
        return None, (error("po-limit", Span(path), f"the file has {len(content)} bytes", hint),)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None, (error("po-encoding", Span(path), "the file is UTF-16", "save it as UTF-8"),)
    catalog, faults = _parsed(content, "UTF-8", path)
    charset = catalog.charset
    codec = _codec(charset)
    if codec is None:
        line = catalog.header.line if catalog.header else 0
        hint = "save the file as UTF-8 and write charset=UTF-8"
        return None, (error("po-encoding", Span(path, line), f"the charset {charset[:40]!r} is not known", hint),)
    if codec != "utf-8":
        catalog, faults = _parsed(content, charset, path)
    if not _cut_short(faults):
        faults += tuple(_check(catalog, path))
    understood = not has_errors(fault for fault in faults if fault.code not in _UNDERSTOOD)
    return (catalog if understood else None), faults


def write(catalog: Catalog) -> bytes:
    """Return the file of a catalog.

    Entries that still say what they said when they were read keep their text. A text that the charset of the file
    cannot hold turns the whole file to UTF-8.
    """
    text = _text(catalog)
    try:
        content = text.encode(catalog.charset, "surrogateescape")
    except UnicodeEncodeError:
        return write(with_field(catalog, "Content-Type", "text/plain; charset=UTF-8"))
    return codecs.BOM_UTF8 + content if catalog.bom else content


def _parsed(content: bytes, charset: str, path: str) -> tuple[Catalog, tuple[Diagnostic, ...]]:
    """Read a file in a given encoding, as far as its entries can be understood."""
    text, faults = _decoded(content.removeprefix(codecs.BOM_UTF8), charset, path)
    quickly = sound(text) if shortcuts.on() and charset == "UTF-8" and not faults else None
    if quickly is None or len(quickly[0]) > CATALOG_MESSAGES:
        found, end = _carefully(text, charset, path, faults)
    else:
        found, end = quickly
    header_at = next((at for at, message in enumerate(found) if _is_header(message)), 0)
    header = found.pop(header_at) if found and _is_header(found[header_at]) else None
    first_break = text.find("\n")
    catalog = Catalog(
        header=header,
        messages=tuple(found),
        header_at=header_at,
        newline="\r\n" if text[first_break - 1 : first_break] == "\r" else "\n",
        bom=content.startswith(codecs.BOM_UTF8),
        trailing=text[end:],
    )
    return catalog, tuple(faults)


def _carefully(text: str, charset: str, path: str, faults: list[Diagnostic]) -> tuple[list[Message], int]:
    """Return the messages of a file and where the last entry ends; add to the faults what is wrong."""
    found: list[Message] = []
    end = 0
    for outcome in outcomes(text, charset, path):
        end = outcome.end
        faults += outcome.faults
        if outcome.message:
            found.append(outcome.message)
        if too_many := _too_many(len(found), len(faults), path):
            faults.append(too_many)
            break
    return found, end


def _too_many(messages: int, faults: int, path: str) -> Diagnostic | None:
    """Say that a file has more of something than is read, which bounds time and memory whatever it is."""
    if messages > CATALOG_MESSAGES + 1:  # the header is none of them
        hint = f"a catalog has at most {CATALOG_MESSAGES}; split it into domains"
        return error("po-limit", Span(path), f"the file has more than {CATALOG_MESSAGES} messages", hint)
    if faults >= CATALOG_FAULTS:
        what = f"the file has {CATALOG_FAULTS} faults or more; the rest of it was not read"
        return error("po-limit", Span(path), what, "see whether it is a PO file at all")
    return None


def _cut_short(faults: Iterable[Diagnostic]) -> bool:
    return any(fault.code == "po-limit" for fault in faults)


def _decoded(content: bytes, charset: str, path: str) -> tuple[str, list[Diagnostic]]:
    try:
        return content.decode(charset), []
    except UnicodeDecodeError:
        text = content.decode(charset, "surrogateescape")
        return text, list(itertools.islice(_bad_bytes(text, charset, path), CATALOG_FAULTS))


def _is_header(message: Message) -> bool:
    return message.key == HEADER_KEY and not message.obsolete


@functools.lru_cache(maxsize=64)
def _codec(charset: str) -> str | None:
    """Return Python's name of an encoding that gettext calls portable; None of any other."""
    try:
        return codecs.lookup(charset).name if _CHARSETS.fullmatch(charset) else None
    except LookupError:
        return None


def _bad_bytes(text: str, charset: str, path: str) -> Iterator[Diagnostic]:
    """Report bytes that are no characters. In comments they are let pass and kept, as msgfmt does."""
    for number, line in enumerate(text.split("\n"), start=1):
        found = BROKEN.search(line)
        if found and not re.match(r"\s*#(?![~|])", line):
            byte = ord(found[0]) - 0xDC00
            hint = "save the file as UTF-8, and let its header say charset=UTF-8"
            yield error("po-encoding", Span(path, number), f"the byte 0x{byte:02X} is no text in {charset}", hint)


def _check(catalog: Catalog, path: str) -> Iterator[Diagnostic]:
    """Report what is wrong between entries that are right by themselves."""
    yield from _check_duplicates(catalog, path)
    yield from _check_plurals(catalog, path)
    # A text without an escape has no line break, and one of a short entry is not too long.
    doubtful = [
        message
        for message in catalog.messages
        if message.source_text is None or "\\" in message.source_text or len(message.source_text) > MESSAGE_CHARACTERS
    ]
    yield from _check_line_breaks(doubtful, path)
    for message in doubtful:
        longest = max(map(len, (message.id, *message.strings)))
        if longest > MESSAGE_CHARACTERS:
            hint = f"a text has at most {MESSAGE_CHARACTERS} characters"
            yield error("po-limit", Span(path, message.line), f"a text here has {longest} characters", hint)


def _check_duplicates(catalog: Catalog, path: str) -> Iterator[Diagnostic]:
    """Report second definitions. Obsolete entries count, for msgfmt and msgmerge refuse them as well."""
    if catalog.has_each_once:
        return
    first: dict[Key, int] = {catalog.header.key: catalog.header.line} if catalog.header else {}
    for message in catalog.messages:
        if message.key in first:
            hint = "delete the worse of the two entries, or give one of them a msgctxt"
            what = f"this message was defined before, at line {first[message.key]}"
            yield error("po-duplicate", Span(path, message.line), what, hint)
        else:
            first[message.key] = message.line


def _check_plurals(catalog: Catalog, path: str) -> Iterator[Diagnostic]:
    """Report an unusable plural rule, and translations that have another number of forms than their language.

    A wrong rule does no harm in a catalog without plural messages, and comprehensive-rust has six such catalogs.
    Fuzzy and empty translations are let pass, as msgfmt does: nobody reads them.
    """
    plural = [message for message in catalog.messages if message.plural_id is not None and not message.obsolete]
    declared = catalog.fields.get("Plural-Forms", "")
    wrong = plurals.fault(declared)
    if wrong and (plural or declared):
        line = catalog.header.line if catalog.header else 0
        hint = f"write Plural-Forms: {catalog.plural_forms} (this rule is used meanwhile)"
        yield warning("po-plural-forms", Span(path, line), wrong, hint)
    count = plurals.plural_count(catalog.plural_forms)
    for message in plural:
        if len(message.strings) != count and message.strings[0] and not message.fuzzy:
            found = len(message.strings)
            what = f"this message has {found} plural form{'s' * (found != 1)}, its language has {count}"
            hint = f"write msgstr[0] to msgstr[{count - 1}]" if count > 1 else "write msgstr[0] only"
            yield error("po-plural-count", Span(path, message.line), what, hint)


def _check_line_breaks(messages: Iterable[Message], path: str) -> Iterator[Diagnostic]:
    """Report sources and translations of which only one begins or ends with a line break.

    Only a warning: on a page it does no harm. But msgfmt and what is built on it refuse the whole file.
    """
    for message in messages:
        if message.obsolete or message.fuzzy or not message.id or not message.strings[0]:
            continue
        texts = [text for text in (message.plural_id, *message.strings) if text is not None]
        for edge, has in (("begin", str.startswith), ("end", str.endswith)):
            if any(has(text, "\n") != has(message.id, "\n") for text in texts):
                what = f"source and translation do not both {edge} with a line break"
                hint = "write \\n there in both or in neither; gettext's own tools refuse the file otherwise"
                yield warning("po-line-break", Span(path, message.line), what, hint)


def _text(catalog: Catalog) -> str:
    entries = list(catalog.messages)
    if catalog.header:
        entries.insert(catalog.header_at, catalog.header)
    parts: list[str] = []
    for message in entries:
        if message.source_text is not None and _says(message.source_text, message, catalog.charset):
            parts.append(message.source_text)
            continue
        if parts:
            parts.append(catalog.newline if parts[-1].endswith("\n") else catalog.newline * 2)
        parts.append("".join(line + catalog.newline for line in _lines(message)))
    return "".join(parts) + catalog.trailing


def _says(text: str, message: Message, charset: str) -> bool:
    """Tell whether a text is one entry and means just this message."""
    if shortcuts.on() and charset == "UTF-8" and (quickly := sound(text)):
        return quickly[0] == [message]
    return [outcome.message for outcome in outcomes(text, charset, "")] == [message]


def _lines(message: Message) -> Iterator[str]:
    """Yield the lines of an entry, in the order and form of `msgcat --no-wrap`."""
    mark = "#~ " if message.obsolete else ""
    yield from _comment_lines("#", message.comments)
    yield from _comment_lines("#.", message.extracted)
    if message.references:
        yield from _comment_lines("#:", [" ".join(map(_reference, message.references))])
    if message.flags:
        yield from _comment_lines("#,", [", ".join(message.flags)])
    previous = "#~| " if message.obsolete else "#| "
    yield from _keyword_lines(previous, "msgctxt", message.previous_context)
    yield from _keyword_lines(previous, "msgid", message.previous_id)
    yield from _keyword_lines(previous, "msgid_plural", message.previous_plural)
    yield from _keyword_lines(mark, "msgctxt", message.context)
    yield from _keyword_lines(mark, "msgid", message.id)
    yield from _keyword_lines(mark, "msgid_plural", message.plural_id)
    for index, string in enumerate(message.strings):
        yield from _keyword_lines(mark, "msgstr" if message.plural_id is None else f"msgstr[{index}]", string)


def _comment_lines(kind: str, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for line in text.split("\n"):
            written = f"{kind} {line}".rstrip()
            # A backslash at the end would join the next line to this one.
            yield f"{written} " if written.endswith("\\") else written


def _reference(reference: str) -> str:
    path, colon, line = reference.rpartition(":") if re.search(r":\d+$", reference) else (reference, "", "")
    return f"\u2068{path}\u2069{colon}{line}" if re.search(r"\s", path) else reference


def _keyword_lines(mark: str, keyword: str, text: str | None) -> Iterator[str]:
    if text is None:
        return
    lines = text.split("\n")
    parts = [f"{line}\n" for line in lines[:-1]] + lines[-1:] * bool(lines[-1])
    if len(parts) < 2:
        yield f"{mark}{keyword} {quote(text)}"
        return
    yield f'{mark}{keyword} ""'
    for part in parts:
        yield f"{mark}{quote(part)}"
