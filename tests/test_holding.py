"""Catalogs are held against their domains in a fast way; it says just what asking every rule about every text says."""

from __future__ import annotations

import re
import sys

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen import shortcuts
from sitegen.catalog import Catalog, Message
from sitegen.characters import forbidden, is_balanced, turns_letters
from sitegen.diagnostics import Span
from sitegen.limits import LEAF_CHARACTERS, LEAF_MARKS, LEAF_WORK
from sitegen.markdown import Document, excess, work
from sitegen.segments import Contract, Segment, Verdict, compare, compare_phrase, count_words, is_plain
from sitegen.translations import Domain, Entry, hold

PLACE = Span("locales/ur/LC_MESSAGES/stories/tea.po", 3)
DOCUMENT = Document(blocks=(), references=(("fort", "https://example.org/fort", ""),), footnotes=("1", "note"))
CONTRACT = Contract(document=DOCUMENT, hosts=("example.org",))
KEPT = Verdict(broken=False)

# Pieces of prose: most are plain, some nearly, some are markup or must not stand in a text.
_PLAIN = (
    *(
        "tea ",
        "fort",
        "قلعہ ",
        "چائے",
        " ",
        ".",
        ": ",
        "! ",
        "(",
        ")",
        "{",
        "}",
        "/",
        "//",
        "http:",
        "#",
        "-",
        "~",
        "|",
    ),
    *("*", "**", "_", "__", "^", "$", "=", '"', "'", "!", "  \n", "\n", "\u200c", "\u200f", "\u00ad", "1", "+", "fn:1"),
)
_OTHER = (
    *("[fort]", "[^1]", "](../k2/index.md)", "![", "<b>", "</b>", "<br>", "`a`", "\\", "&amp;", "&", "{n}", "{: .x }"),
    *("https://example.org/a", "a@b.pk", "\u2067", "\u2069", "\u202e", "\u202c", "\ue000", "\x02", "\t", "<", ">", "]"),
)
nearly_plain = st.lists(st.sampled_from(_PLAIN * 6 + _OTHER), max_size=8).map("".join)
plain = st.lists(st.sampled_from(_PLAIN), max_size=10).map("".join).filter(is_plain)


def prose(text: str) -> Segment:
    return Segment(text=text, span=Span("content/stories/tea/index.md", 7))


def compare_carefully(source: str, translation: str) -> Verdict:
    with shortcuts.off():
        return compare(prose(source), translation, CONTRACT, PLACE)


@given(plain, plain)
@settings(deadline=None, max_examples=1_000)
def test_a_plain_translation_of_plain_prose_keeps_its_contract(source: str, translation: str) -> None:
    assert compare_carefully(source, translation) == KEPT


# Marks with words between: often the same in both texts, in the same or another order.
_MARKUP = ["[a](x.md)", "[b][fort]", "`c`", "*d*", "[^1]", "<b>e</b>", "https://example.org/a", "![f](g.jpg)", "a@b.pk"]
marked = st.lists(st.sampled_from(_MARKUP * 3 + list(_OTHER)), max_size=3).flatmap(
    lambda marks: st.tuples(st.permutations(marks), st.permutations(marks), nearly_plain, st.just(" tea "))
)


@given(marked.map(lambda made: (made[3].join(made[0]), made[3].join(made[1]), made[2])))
@settings(deadline=None, max_examples=1_000)
def test_a_marked_translation_is_judged_the_same_in_both_ways(texts: tuple[str, str, str]) -> None:
    source, translation, more = texts

    for other in (translation, translation + more, f"چائے {translation}"):
        assert compare(prose(source), other, CONTRACT, PLACE) == compare_carefully(source, other)


@given(nearly_plain, nearly_plain)
@settings(deadline=None, max_examples=1_000)
def test_what_breaks_the_contract_of_prose_is_not_plain(source: str, translation: str) -> None:
    verdict = compare_carefully(source, translation)

    assert verdict == KEPT or not (is_plain(source) and is_plain(translation))


@given(nearly_plain, st.lists(nearly_plain, min_size=1, max_size=3), nearly_plain)
@settings(deadline=None, max_examples=1_000)
def test_what_breaks_the_contract_of_a_phrase_is_not_plain(source: str, translations: list[str], plural: str) -> None:
    verdict = compare_phrase(source, translations, PLACE, plural=plural)

    assert verdict == KEPT or not all(map(is_plain, (source, *translations, plural)))


def test_a_text_with_too_many_marks_is_not_plain() -> None:
    assert is_plain("*" * 387)
    assert not is_plain("*" * (LEAF_MARKS + 1))
    assert not is_plain("x" * (LEAF_CHARACTERS + 1))


texts = st.sampled_from(["Tea", "The *old* fort", "See [k2](../k2/index.md)", "{n} cups", "Fort [^1]", "A `code`"])


@st.composite
def domains_with_catalogs(draw: st.DrawFn) -> tuple[Domain, Catalog]:
    """Make a domain of a few messages of all kinds, and a catalog with what somebody wrote for them."""
    entries, messages = {}, []
    for at, text in enumerate(draw(st.lists(texts | nearly_plain.filter(bool), max_size=5, unique=True))):
        kind = draw(st.sampled_from(["prose", "prose", "prose", "phrase", "plural", "cue"]))
        segment = Segment(
            text=text,
            span=Span("content/stories/tea/index.md", at),
            context=draw(st.sampled_from([None, None, "cover.alt"])),
            prose=kind == "prose",
            cue=kind == "cue",
        )
        plural = draw(nearly_plain) if kind == "plural" else None
        only = draw(st.sampled_from([(), (), ("ur",), ("ar",)]))
        entry = Entry(segment=segment, language=draw(st.sampled_from(["en", "en", "ur"])), plural=plural, only=only)
        entries[entry.key] = entry
        forms = draw(st.lists(nearly_plain | st.just(text), min_size=1, max_size=2 if plural is not None else 1))
        messages.append(
            Message(
                id=text,
                context=draw(st.sampled_from([None, segment.context])),
                plural_id=plural,
                strings=tuple(forms),
                flags=draw(st.sampled_from([(), (), (), ("fuzzy",), ("no-wrap",)])),
                comments=draw(st.sampled_from([(), ("sitegen: ignore link-changed",)])),
                obsolete=draw(st.sampled_from([False, False, False, True])),
                line=3 * at,
            )
        )
    return Domain(name="stories/tea", entries=tuple(entries.values()), document=DOCUMENT), Catalog(
        messages=tuple(messages)
    )


@given(domains_with_catalogs())
@settings(deadline=None, max_examples=500)
def test_a_catalog_holds_the_same_in_both_ways(made: tuple[Domain, Catalog]) -> None:
    domain, catalog = made

    quickly = hold(domain, "ur", catalog, "tea.po", ("example.org",))
    with shortcuts.off():
        carefully = hold(domain, "ur", catalog, "tea.po", ("example.org",))

    assert quickly == carefully


def test_characters_that_have_no_place_in_texts_cannot_be_printed() -> None:
    every = map(chr, range(sys.maxunicode + 1))

    printable = [
        character
        for character in every
        if character.isprintable() and (turns_letters(character) or not is_balanced(character))
    ]

    assert printable == []
    assert forbidden("".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))) == ()
    assert forbidden("\n" + "".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))) == ()


@given(st.text("\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202eab\n", max_size=12))
@settings(deadline=None)
def test_controls_are_balanced_when_each_is_closed_in_its_turn(text: str) -> None:
    kept = text
    for opens, end in (("\u2066\u2067\u2068", "\u2069"), ("\u202a\u202b\u202d\u202e", "\u202c")):
        others = re.sub(f"[^{opens}{end}]", "", text)
        while others != (others := re.sub(f"[{opens}]{end}", "", others)):
            pass
        kept = kept if not others else ""

    assert is_balanced(text) == (kept == text)


@given(st.text("[<`&*_\\ab ]", max_size=40))
@settings(deadline=None)
def test_work_is_characters_times_marks(leaf: str) -> None:
    marks = sum(map(leaf.count, "[<`&*_\\")) + 2 * leaf.count("[") + 3 * leaf.count("\\")

    assert work(leaf) == len(leaf) * marks


@given(st.sampled_from("[<`&*_\\a"), st.integers(380, 900))
@settings(deadline=None)
def test_short_leaves_are_read_whatever_is_in_them(mark: str, length: int) -> None:
    leaf = mark * length

    assert bool(excess(leaf)) == ((leaf.count(mark) > LEAF_MARKS and mark != "a") or work(leaf) > LEAF_WORK)


_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@given(st.text("ab1 *-.\n\u00a0\u2028_²٣ا喫茶店カ]()[", max_size=30))
@example("](喫茶) 店")
@settings(deadline=None, max_examples=500)
def test_words_are_what_stands_between_spaces_and_has_a_letter_or_digit(text: str) -> None:
    rest = re.sub(r"\]\([^()]*\)", " ", _IDEOGRAPHS.sub(" ", text))
    words = [word for word in rest.split() if re.search(r"[^\W_]", word)]

    assert count_words(text) == len(words) + (len(_IDEOGRAPHS.findall(text)) + 1) // 2
