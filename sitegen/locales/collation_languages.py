"""How languages order letters differently from the root, in the notation of `collation_rules`.

Each says what the standard collation of that language in CLDR (`common/collation/<name>.xml`, underscores for hyphens)
comes to, checked against `Intl.Collator` (ICU 78) with thousands of made-up words. A language that is not here has the
root order with its own script first, as CLDR has it for de, en, fr, id, it, nl, pt and many more. Missing are those
whose letters we have not been asked for yet: among them ha, ig, mt, se and the languages of India.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: The seats of hamza and the bare alef are one letter, alef with madda two; te and te marbuta, ye and alef maksura
#: likewise. Vowel signs decide only where all else is equal.
_ARABIC = (
    "&[last secondary ignorable]<<<\u064b<<<\u064c<<<\u064d<<<\u064e<<<\u064f<<<\u0650<<<\u0651<<<\u0652<<<\u0653"
    "<<<\u0656<<<\u0657<<<\u0658<<<\u0670"
    "&ء<<آ/ا<<أ<<ؤ<<إ<<ئ<<ا &ة<<ت &ی<<ى<<ي"
)

#: The two-letter aspirates are letters of their own; noon ghunna, choti he, do-chashmi he and bari ye follow one
#: another as in Pakistan's schools.
_URDU = (
    "&ا<<أ<آ<ب<بھ<پ<پھ<ت<تھ<ٹ<ٹھ<ث<ج<جھ<چ<چھ<ح<خ<د<دھ<ڈ<ڈھ<ذ<ر<رھ<ڑ<ڑھ<ز<ژ<س<ش<ص<ض<ط<ظ<ع<غ<ف<ق"
    "<ک<کھ<گ<گھ<ل<لھ<م<مھ<ن<نھ<ں<ںھ<و<<ؤ<وھ<ہ<<ۂ<ھ<ۃ<ء<ی<<ئ<یھ<ے<<ۓ"
    "&\u0652<<\u064e<<\u0650<<\u064f<<\u0670<<\u0656<<\u0657<<\u064b<<\u064d<<\u064c<<\u0654<<\u0651<<\u0658<<\u0653"
)

#: Alef with madda first; the seats of hamza are one letter with it; Arabic and Persian kaf, he and ye are the same.
_PERSIAN = (
    "&\u064e<<\u0650<<\u064f<<\u064b<<\u064d<<\u064c"
    "&[before 1]ا<آ &ا<<ٱ<ء<<أ<<ٲ<<إ<<ٳ<<ؤ<<یٔ<<<ىٔ<<<ئ &ک<<*ڪګكڬڭڮ &ۏ<ه<<ە<<ہ<<ة<<ۃ<<ۀ<<ھ &ی<<*ىےيېۑۍێ"
)

#: As Persian is written in Afghanistan, and Pashto: hamza is a letter after alef, its seats go with their letters.
_AFGHAN = (
    "&\u064e<<\u0650<<\u064f<<\u064b<<\u064d<<\u064c"
    "&[before 1]ا<آ &ا<<أ<<ٱ<<إ<ء &ت<ټ &ج<ځ &چ<څ &د<ډ &ر<ړ &ژ<ږ"
    "&ک<<ڪ<<ك &ګ<<گ &ه<<<ۀ<<ە<<ہ<<ھ<<ة<<ۃ &و<<ؤ &ی<<*ىےيېۍ<<یٔ<<<ئ"
)

_TURKISH = "&c<ç &g<ğ &[before 1]i<ı<<<I &i<<<İ &o<ö &s<ş &u<ü"

#: ǀ is the first character after the Latin letters. aa is a way to write å, in Norwegian with a difference as of marks.
_DANISH = "&d<<đ<<ð &t<<<þ/h &y<<ü<<ű &[before 1]ǀ<æ<<ä<ø<<ö<<ő<å<<<aa"
_NORWEGIAN = "&d<<đ<<ð &t<<<þ/h &y<<ü<<ű &[before 1]ǀ<æ<<ä<<ę<ø<<ö<<ő<<œ<å<<aa"
_SERBO_CROATIAN = "&c<č<ć &d<dž<đ &l<lj &n<nj &s<š &z<ž"

#: Tag → rules. A tag that is not here is looked up without its last part.
RULES: Mapping[str, str] = MappingProxyType(
    {
        "ar": _ARABIC,
        "az": _TURKISH + "&e<ə &h<x &k<q &z<w",
        "be": "&е<ё &і<й &у<ў",
        "bg": "&і<й",
        "bs": _SERBO_CROATIAN,
        "bs-Cyrl": "",
        "cs": "&c<č &h<ch<<<cH<<<Ch<<<CH &r<ř &s<š &z<ž",
        "cy": "&c<ch &d<dd &f<ff &g<ng &l<ll &p<ph &r<rh &t<th",
        "da": "[caseFirst upper]" + _DANISH,
        "eo": "&c<ĉ &g<ĝ &h<ĥ &j<ĵ &s<ŝ &u<ŭ",
        "es": "&n<ñ",
        "et": "&[before 1]t<š<z<ž &[before 1]x<õ<ä<ö<ü",
        "fa": _PERSIAN,
        "fa-AF": _AFGHAN,
        "fi": "&d<<đ<<ð &g<<ǥ &n<<ŋ &t<<ŧ &y<<ü &z<<ʒ &[before 1]ǀ<å<ä<<æ<ö<<ø",
        "fo": "&d<<đ<<ð &t<<<þ/h &y<<ü<<ű &[before 1]ǀ<æ<<ä<<ę<ø<<ö<<ő<<œ<å<<<aa",
        "gl": "&n<ñ",
        "hr": _SERBO_CROATIAN,
        "hu": "&c<cs &d<dz<dzs &g<gy &l<ly &n<ny &o<ö<<ő &s<sz &t<ty &u<ü<<ű &z<zs"
        "&cs<<<ccs/cs &dz<<<ddz/dz &dzs<<<ddzs/dzs &gy<<<ggy/gy &ly<<<lly/ly &ny<<<nny/ny &sz<<<ssz/sz &ty<<<tty/ty"
        "&zs<<<zzs/zs",
        "is": "&[before 1]b<á &d<<đ<ð &[before 1]f<é &[before 1]j<í &[before 1]p<ó &[before 1]v<ú &[before 1]z<ý"
        "&[before 1]ǀ<æ<<ä<ö<<ø<å",
        "kk": "&е<ё &ұ<ү &[before 1]ь<і",
        "ku": "&c<ç &e<ê &i<î &s<ş &u<û",
        "ky": "&е<ё &і<й",
        "lt": "&a<<ą &c<č &e<<ę<<ė &i<<į<<y &s<š &u<<ų<<ū &z<ž",
        "lv": "&a<ā &c<č &e<ē &g<ģ &i<y<ī &k<ķ &l<ļ &n<ņ &o<ō &s<š &u<ū &z<ž",
        "mn": "&і<й",
        "nb": _NORWEGIAN,
        "nn": _NORWEGIAN,
        "no": _NORWEGIAN,
        "pl": "&a<ą &c<ć &e<ę &l<ł &n<ń &o<ó &s<ś &z<ź<ż",
        "ps": _AFGHAN,
        "ro": "&a<ă<â &i<î &s<ş=ș &t<ţ=ț",
        "ru": "&і<й",
        "sk": "&a<ä &c<č &h<ch<<<cH<<<Ch<<<CH &o<ô &r<ř &s<š &z<ž",
        "sl": "&c<č<ć &d<đ &s<š &z<ž",
        "sq": "&c<ç &d<dh &e<ë &g<gj &l<ll &n<nj &r<rr &s<sh &t<th &x<xh &z<zh",
        "sr-Latn": _SERBO_CROATIAN,
        "sv": "&d<<đ<<ð &t<<<þ/h &y<<ü<<ű &[before 1]ǀ<å<ä<<æ<<ę<ö<<ø<<ő<<œ<<ô",
        "tk": "&c<ç &e<ä &j<ž &n<ň &o<ö &s<ş &u<ü &y<ý",
        "tr": _TURKISH,
        "ug": "&ا<ە &گ<ڭ &ھ<و<ۇ<ۆ<ۈ<ۋ<ې<ى<ي",
        "uk": "&г<ґ &і<ї<й",
        "ur": _URDU,
        "uz": "&z<oʻ=o‘=o'<gʻ=g‘=g'<sh<ch",
        "vi": "&\u0300<<\u0309<<\u0303<<\u0301<<\u0323 &a<ă<â &d<đ &e<ê &o<ô<ơ &u<ư",
    }
)
