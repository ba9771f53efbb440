"""Words of four languages, and sentences that are made of them.

The sentences mean nothing. They have the lengths, letters and punctuation of real ones, which is what a generator's
work depends on.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

#: The languages of the corpus; the first is that of the stories, the others are translations.
LANGUAGES = ("en", "ur", "ar", "tr")

_EN = """
above after all almost among and another apricot around at away bazaar because before behind below beside between
bird blue boat bread bridge bright brought built but caravan carved cedar cloth cold colour copper court craft
dawn deep door down dust early east evening every far field fire first flute food fort from garden gate glass
gold grain green guest half hall harvest hill his home house hundred ice in indigo inn into journey keeper king
lake lamp lane large last leaf leather letter light little long loom low many market master melon memory merchant
milk mill mirror monsoon moon morning mountain mulberry music narrow near new night north of old once one only
orchard other over painted pass path people pine plain poet polo pot quiet rain red reed rice river road roof room
salt sand saddle school season seven shade sheep shepherd shore shrine silk silver singer sky slow small snow song
south spring square stair stone store story street summer sun tale tea that the their then thread tile time to
tomb town trade tree turn under until upper valley village visitor wall warm water weaver west wheel where which
white who wide wind window winter with without wood wool work year young
"""
_UR = """
آج آسمان آنگن اب اپنا اجرک استاد اسکول اندر انگور اوپر ایک باغ باہر بادل بارش بازار بچے برتن برف بڑا بستی بھی بہار بہت
پانی پاس پتھر پرانا پرندہ پل پھر پھول پہاڑ پہلے تاریخ تک تیز ٹوکری جب جنگل جو جھیل چائے چاندنی چراغ چوک چھت چھوٹا
خاموشی خط خوبانی دریا دروازہ دن دور دوسرا دھاگا دھوپ دیوار رات راستہ رنگ روٹی روشنی ریت زمین سبز ستارے سردی سرخ سفید
سفر سڑک سونا سے شام شاعر شہر شیشہ صبح صحن صدی عمارت غلہ فصل قافلہ قدیم قلعہ کاریگر کپڑا کتاب کسان کشتی کنارہ کھیت
کہانی کے گاؤں گرمی گلی گھر گھوڑا گیت لال لکڑی لوگ لمبا محل مزار مسافر منڈی موسم مہمان میدان میں میلہ نئی ندی نیچے
نیلا وادی وقت ہاتھ ہر ہزار ہنر ہوا ہے یاد یہاں
"""
_AR = """
أبيض أحمر أخضر أرض أزرق أصوات أول إلى الآن التاجر الثلج الجبل الجسر الحجر الحديقة الحرفي الحقل الحكاية الخريف الخشب
الدرب الراعي الرمل الريح الزجاج الزائر السماء السوق الشاعر الشاي الشتاء الشجر الشمس الصباح الصحراء الصوف الصيف الضريح
الضوء الطريق الطفل الظل العربة العنب الغابة الفجر الفخار الفصل القافلة القديم القرية القلعة القمح القمر الكبير الكتاب
الليل الماء المدرسة المدينة المساء المسافر المشمش المطر المعلم الملح الميدان الناس النجوم النسيج النهر النور الهدوء
الوادي اليد باب بحيرة بعد بيت بين تحت ثم جديد حتى حول خلف دائما ذاكرة ذلك رسالة سقف سلة صغير ضيف ضفة طويل على عند غرفة
فوق في قبل قديما قصة كل لون مع من منذ موسم نافذة هنا وراء يوم
"""
_TR = """
ahşap akşam alan ama anı anlatı ara at atölye avlu ay ayna bahar bahçe bakır balkon bazen ben beyaz bin bir boya bulut
bütün büyük cam cami çarşı çay çeşme çiçek çini çoban çocuk dağ dalga deniz dere deri derin dokuma dost duvar eski ev
fırın gece geçit gelenek geniş gibi göl gölge gün güneş hafif han harman hasat hava her hikâye ışık için ince ip ipek
kale kalem kapı kar kayık kayısı kent kervan kırmızı kıyı kilim kış kitap konuk köprü köşe köy kubbe kum kuş küçük
mavi meydan mevsim meyve misafir müzik nehir nice oda ova oyun öğle önce ören öykü patika pazar pencere rüzgâr sabah
saman saray sazlık sepet serin sessiz sıcak sokak sonra söz su şair şarkı şehir tahıl tarih taş tepe ticaret toprak
tuz türkü usta uzak uzun üzüm vadi ve yağmur yaprak yavaş yaz yeni yeşil yıl yol yolcu yün yüz zaman zanaat
"""
WORDS: Mapping[str, tuple[str, ...]] = {
    language: tuple(text.split()) for language, text in zip(LANGUAGES, (_EN, _UR, _AR, _TR), strict=True)
}
_COMMA = {"en": ",", "ur": "،", "ar": "،", "tr": ","}
_STOP = {"en": ".", "ur": "۔", "ar": ".", "tr": "."}
#: How many words a sentence has at most, and after how many a comma stands.
_LONGEST, _CLAUSE = 16, 7


def phrase(language: str, words: int, chance: random.Random) -> str:
    """Return so many words with a capital at the start, as a title has them."""
    return _capital(" ".join(chance.choices(WORDS[language], k=words)))


def sentences(language: str, words: int, chance: random.Random, marks: Sequence[str] = ()) -> str:
    """Return so many words as sentences. Each of `marks` is put around one of them, where it has a `W`."""
    found = chance.choices(WORDS[language], k=words)
    for at, mark in zip(_places(words, len(marks)), marks, strict=True):
        found[at] = mark.replace("W", found[at])
    starts = range(0, words, _LONGEST)
    return " ".join(_sentence(language, found[start : start + _LONGEST]) for start in starts)


def _places(words: int, marks: int) -> range:
    """Return the places of marks, evenly over a text and never at its ends."""
    step = max(1, (words - 2) // max(1, marks))
    return range(1, 1 + step * marks, step)


def _sentence(language: str, words: list[str]) -> str:
    clauses = [" ".join(words[start : start + _CLAUSE]) for start in range(0, len(words), _CLAUSE)]
    return _capital(f"{_COMMA[language]} ".join(clauses)) + _STOP[language]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
