"""The order of characters where no language says otherwise: CLDR's root collation, in short.

Holds the letters of Latin, Greek, Cyrillic and Arabic, whose order no code chart has, with the marks and signs of
ordinary text. For other scripts the order of the code points is near enough. Taken from `Intl.Collator` (ICU 78) by
sorting the characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

#: The groups of characters, in order: first the marks that count as forms only, where a rule says so, and the marks
#: proper; both hang on the letter before. From LATIN on they are scripts, named by the first word of the names that
#: Unicode gives to their characters; OTHER is every script that is not listed.
GROUPS = (
    *("FORMS", "MARKS", "SPACE", "PUNCTUATION", "SYMBOL", "CURRENCY", "DIGIT"),
    *("LATIN", "GREEK", "COPTIC", "CYRILLIC", "GLAGOLITIC", "GEORGIAN", "ARMENIAN", "HEBREW", "ARABIC", "SYRIAC"),
    *("THAANA", "NKO", "TIFINAGH", "ETHIOPIC", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL"),
    *("TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "THAI", "LAO", "TIBETAN", "MYANMAR", "KHMER", "MONGOLIAN"),
    *("CHEROKEE", "CANADIAN", "OTHER", "HANGUL", "HIRAGANA", "BOPOMOFO", "YI", "CJK"),
)

#: The groups that stand first for a language written in a script (CLDR `[reorder …]`), by ISO 15924 code.
FIRST_GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Arab": ("ARABIC",),
        "Armn": ("ARMENIAN",),
        "Beng": ("BENGALI",),
        "Cher": ("CHEROKEE",),
        "Cyrl": ("CYRILLIC",),
        "Deva": ("DEVANAGARI",),
        "Ethi": ("ETHIOPIC",),
        "Geor": ("GEORGIAN",),
        "Grek": ("GREEK",),
        "Gujr": ("GUJARATI",),
        "Guru": ("GURMUKHI",),
        "Hans": ("CJK",),
        "Hant": ("CJK",),
        "Hebr": ("HEBREW",),
        "Jpan": ("LATIN", "HIRAGANA", "CJK"),
        "Khmr": ("KHMER",),
        "Knda": ("KANNADA",),
        "Kore": ("HANGUL", "CJK"),
        "Laoo": ("LAO",),
        "Mlym": ("MALAYALAM",),
        "Mymr": ("MYANMAR",),
        "Nkoo": ("NKO",),
        "Orya": ("ORIYA",),
        "Sinh": ("SINHALA",),
        "Syrc": ("SYRIAC",),
        "Taml": ("TAMIL",),
        "Telu": ("TELUGU",),
        "Tfng": ("TIFINAGH",),
        "Thaa": ("THAANA",),
        "Thai": ("THAI",),
        "Tibt": ("TIBETAN",),
    }
)

#: Stand-ins for the differences between a letter and one made of it that Unicode gives no mark for (æ and ae).
#: They order after every real mark.
_LIGATURE, _SECOND, _THIRD, _FOURTH = "\ue000", "\ue001", "\ue002", "\ue003"

#: The listed characters of each group, in order; each is one step from the last. Letters that Unicode decomposes
#: (й, آ) stand here only where they are letters of their own even so.
ORDER: Mapping[str, str] = MappingProxyType(
    {
        "FORMS": "",
        "MARKS": (
            "\u0332\u0313\u0314\u0301\u0300\u0306\u0302\u030c\u030a\u0342\u0308\u030b\u0303\u0307\u0338\u0327\u0328"
            "\u0304\u030d\u0316\u0336\u0335\u0305\u0309\u030f\u0310\u0311\u031b\u0321\u0322\u0323\u0324\u0325\u0326"
            "\u032d\u032e\u0330\u0331\u0334\u0339"
            "\u05b0\u05b1\u05b2\u05b3\u05b4\u05b5\u05b6\u05b7\u05b8\u05b9\u05bb\u05c2\u05c1\u05bc\u05bf"
            "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u065f\u0656\u0657\u0658\u0659\u065a"
            "\u065b\u065c\u065d\u065e\u0670" + _LIGATURE + _SECOND + _THIRD + _FOURTH
        ),
        "SPACE": "\t\n\v\f\r\u0085\u2028\u2029 ",
        "PUNCTUATION": (
            "_-‐‒–—―⁓,،؍٫٬、;؛⁏:؞!¡?¿؟‽.۔。·।؝⁕⁖⁘⁙⁚⁛⁜⁝⁞'‹›\"«»()[]{}⁅⁆〈〉《》「」『』【】‖§¶⁋@*⁎⁑٭/\\&⁊#%٪"
            "‰‱†‡•‣‧⁃⁌⁍′‵〃‸※‿⁔⁀⁐⁁⁂־"
        ),
        "SYMBOL": "`^°۞©®←→↑↓+±÷×<=>¬|¦~−",
        "CURRENCY": "¤¢$£¥₠₡₢₣₤₥₦₩₪₫€₭₮₯₰₱₲₳₴₵₶₷₸₹₺₻₼₽₾₿⃀₧",
        "LATIN": (
            "aɐɑɒbʙƀɓƃcȼƈɕdɖɗƌȡẟeɇǝəɛɘɚɜɝɞɤfƒgɡɢǥɠʛɣƣhʜƕɦɧʻiıɪɨɩjȷɉʝɟʄkƙʞlỻʟƚɫɬɭȴɮƛʎmɱnɴɲƞɳȵŋo"
            "ɶɔɵɷȣpƥɸqʠɋĸrʀɍɹɺɻɼɽɾɿʁsʂȿẜẝʃƪʅʆtƾŧƫƭʈȶʇuʉɥɯɰʊvʋỽʌwʍxyʏɏƴỿȝzƍƶȥʐʑɀʒƹƺþƿƻƨƽƅʔɂʼʾʕʿǀ"
        ),
        "GREEK": "϶αβγδεϝͷϛζͱηθιϳκϗλμνξοπϻϟϙρϼσͼͻͽτυφχψωϡͳϸ",
        "CYRILLIC": (
            "аәӕбвгғӻҕӷдԁђԃҙеєжԫҗзԅԑѕӡԇиҋйіјкқӄҡҟҝԟԛлӆԯԓԡљԉԕмӎнԩӊңӈԣҥњԋоөпԥҧҁрҏԗсԍҫтԏҭћуүұѹфх"
            "ӽӿҳһԧѡѿѽѻцҵчԭҷӌҹҽҿџшщъыьҍѣэюяԙѥѧѫѩѭѯѱѳѵҩԝӏ"
        ),
        "ARABIC": (
            "ءآأٲٱؤإٳݳݴئاٮبٻپڀݐݑݒݓݔݕݖةتثٹٺټٽٿجڃڄچڿڇحخځڂڅݗݘݮݯݲݼدذڈډڊڋڌڍڎڏڐۮݙݚرزڑڒړڔڕږڗژڙۯݛݫݬݱ"
            "سشښڛڜۺݜݭݰݽݾصضڝڞۻطظڟعغڠۼݝݞݟفڡڢڣڤڥڦݠݡٯقڧڨكکڪګڬݿڭڮگڰڱڲڳڴݢػؼݣݤلڵڶڷڸݪمݥݦنںڻڼڽڹݧݨݩ"
            "هھہۃۿەوۄۅۆۇۈۉۊۋۏݸݹىيیۍێېۑؽؾؿؠݵݶݷےݺݻ"
        ),
    }
)

#: Letters that order as letters with a mark (DUCET), though Unicode does not decompose them.
MARKED: Mapping[str, str] = MappingProxyType(
    {
        "ø": "o\u0338",
        "đ": "d\u0335",
        "ħ": "h\u0335",
        "ł": "l\u0335",
        "ð": "d" + _LIGATURE,
        "æ": "a" + _LIGATURE + "e",
        "œ": "o" + _LIGATURE + "e",
        "ß": "s" + _LIGATURE + "s",
        "ґ": "г" + _LIGATURE,
        "‘": "'" + _LIGATURE,
        "’": "'" + _SECOND,
        "‚": "'" + _THIRD,
        "‛": "'" + _FOURTH,
        "“": '"' + _LIGATURE,
        "”": '"' + _SECOND,
        "„": '"' + _THIRD,
        "‟": '"' + _FOURTH,
    }
)

#: Forms of a letter that differ from it as upper case does: final forms, katakana, small kana.
VARIANTS: Mapping[str, str] = MappingProxyType(
    {
        **dict(zip("ςךםןףץٴۥۦ", "σכמנפצءوي", strict=True)),
        **dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True)),
        **{chr(point): chr(point - 0x60) for point in range(ord("ァ"), ord("ヶ") + 1)},
    }
)

#: Tatweel, grapheme joiner, honorifics, recitation signs, variation selectors.
_IGNORED = (
    ("\u0640", "\u0640"),
    ("\u034f", "\u034f"),
    ("\u0610", "\u061a"),
    ("\u06d6", "\u06dc"),
    ("\u06df", "\u06e4"),
    ("\u06e7", "\u06e8"),
    ("\u06ea", "\u06ed"),
    ("\ufe00", "\ufe0f"),
)


def group_of(char: str) -> str:
    """Return the group of a character that `ORDER` does not list; it stands after those listed."""
    category = unicodedata.category(char)
    if category[0] == "Z":
        return "SPACE"
    if category[0] == "P":
        return "PUNCTUATION"
    if category == "Sc":
        return "CURRENCY"
    script = unicodedata.name(char, "").replace("-", " ").partition(" ")[0]
    if category[0] == "S" or script == "MODIFIER":
        return "SYMBOL"
    return script if script in GROUPS else "OTHER"


def is_ignored(char: str) -> bool:
    """Tell whether a character has no part in the order: controls, joiners, direction marks and the like."""
    return unicodedata.category(char) in {"Cc", "Cf", "Me"} or any(first <= char <= last for first, last in _IGNORED)
