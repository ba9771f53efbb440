"""Drafts for edited texts beside those of `msgmerge`: where it finds what a text was made from, we do too.

The texts are the project's own stories and their translations, in five languages; each is edited in all ways of
`tests.edits`. A translation names the text it is of, so that a draft tells where it is from.
"""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from sitegen.catalog import Catalog, Message, Wanted, new, plural_forms, read, update, write
from tests.edits import EDITS, Edited, apply

LOCALES = Path(__file__).parents[2] / "locales"
LANGUAGES = ("en", "fr", "tr", "ar", "ur")
#: Sentences in scripts without blanks between words.
UNSPACED = {
    "zh": [
        "河谷在十月的最后一周变成金黄色。",
        "老城堡坐落在村庄上方的岩石上。",
        "修复工作持续了八年，许多家庭参与其中。",
        "游客可以在早晨步行上山，也可以租一匹马。",
        "冬天的道路常常被大雪封闭。",
        "茶馆",
        "门票",
        "开放时间",
        "请在进入清真寺之前脱鞋，并把手机调成静音。",
        "市场里的工匠仍然用手工绘制卡车上的花纹。",
    ],
    "th": [
        "หุบเขากลายเป็นสีทองในสัปดาห์สุดท้ายของเดือนตุลาคม",
        "ป้อมเก่าตั้งอยู่บนโขดหินเหนือหมู่บ้าน",
        "การบูรณะใช้เวลาแปดปีและมีหลายครอบครัวเข้าร่วม",
        "นักท่องเที่ยวเดินขึ้นเขาในตอนเช้าหรือเช่าม้าก็ได้",
        "ถนนมักถูกหิมะปิดในฤดูหนาว",
        "โรงน้ำชา",
        "ค่าเข้าชม",
        "กรุณาถอดรองเท้าก่อนเข้ามัสยิด",
    ],
}


def _documents(stories: int) -> list[tuple[str, list[str]]]:
    """Return texts in paragraphs, and the name of each."""
    found = []
    for path in sorted((LOCALES / "fr/LC_MESSAGES/stories").glob("*.po"))[:stories]:
        for language in LANGUAGES:
            catalog = _read(LOCALES / ("fr" if language == "en" else language) / "LC_MESSAGES/stories" / path.name)
            texts = [message.id if language == "en" else message.strings[0] for message in catalog.messages]
            found.append((f"{path.stem} {language}", list(dict.fromkeys(filter(None, texts)))))
    return found


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog()
    catalog, faults = read(path.read_bytes(), path.name)
    assert catalog is not None, faults
    return catalog


def _mark(at: int) -> str:
    """Return letters that name a text."""
    return "q" + "".join(chr(ord("a") + int(digit)) for digit in str(at)) + "q"


def _origin(catalog: Catalog, id: str) -> int | None:
    message = catalog.find(None, id)
    if message is None or not message.strings[0]:
        return None
    mark = message.strings[0].rpartition(" ")[2]
    return int("".join(str(ord(letter) - ord("a")) for letter in mark[1:-1]))


def _compared(texts: list[str], edited: Edited, folder: Path) -> tuple[Counter[str], list[tuple[str, int | None]]]:
    """Bring a catalog up to date in both ways. Return how often each was right, and where only msgmerge was."""
    empty = new("ur", plural_forms("ur"), "a")
    old = Catalog(
        header=empty.header,
        messages=tuple(Message(id=text, strings=(f"{text} {_mark(at)}",)) for at, text in enumerate(texts)),
    )
    wanted = {text: origins for text, origins in edited if text}
    template = update(empty, [Wanted(id=text) for text in wanted])
    (folder / "old.po").write_bytes(write(old))
    (folder / "new.pot").write_bytes(write(template))
    command = ["msgmerge", "--quiet", "--previous", "--no-wrap", "-o", "out.po", "old.po", "new.pot"]
    subprocess.run(command, cwd=folder, check=True)
    theirs = _read(folder / "out.po")
    ours = update(old, [Wanted(id=text) for text in wanted])
    right: Counter[str] = Counter()
    missed = []
    for text, origins in wanted.items():
        if text in texts:
            assert _origin(ours, text) == _origin(theirs, text)
            continue
        found, proposed = _origin(ours, text), _origin(theirs, text)
        right["all"] += 1
        right["ours"] += found in origins or (not origins and found is None)
        right["theirs"] += proposed in origins or (not origins and proposed is None)
        right["strangers of ours"] += found is not None and found not in origins
        right["strangers of theirs"] += proposed is not None and proposed not in origins
        if proposed in origins and found not in origins:
            missed.append((text, found))
    return right, missed


@pytest.mark.parametrize("name", EDITS)
def test_no_draft_that_msgmerge_finds_is_missed(name: str, tmp_path: Path) -> None:
    total: Counter[str] = Counter()
    missed = []
    for title, texts in (*_documents(3), *UNSPACED.items()):
        right, worse = _compared(texts, apply(name, texts, title), tmp_path)
        total += right
        missed += worse

    assert missed == []
    assert total["ours"] >= total["theirs"] > 0
    assert total["strangers of ours"] <= total["strangers of theirs"]


@pytest.mark.long
def test_over_all_stories_and_edits_more_drafts_are_right_than_those_of_msgmerge(tmp_path: Path) -> None:
    total: Counter[str] = Counter()
    missed = []
    for title, texts in _documents(16):
        for name in EDITS:
            right, worse = _compared(texts, apply(name, texts, title), tmp_path)
            total += right
            missed += worse

    assert missed == []
    assert total["ours"] > total["theirs"]
    assert total["strangers of ours"] < total["strangers of theirs"]
