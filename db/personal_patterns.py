"""How numbers, birth dates, ages and persons are written in a text, in the languages of the offices.

All but NAMED are for folded texts: small letters without accents, so й is и, ў is у, ї is і, ț is t.
"""

from __future__ import annotations

import re
from typing import Final


def _compiled(*patterns: tuple[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((what, re.compile(form, re.VERBOSE)) for what, form in patterns)


def _not_after(*words: str) -> str:
    return "".join(f"(?<!{re.escape(word)}[ ])" for word in words)


_NO: Final = r"(?: no|nr|number|nummer|numarul|num|n(?=\W?\d) | id|code|ref|reference | номер|нумар|ნომერი )"
_PAPERS: Final = """
    ref ref. no no. nr nr. num invoice document doc inv inv. po order contract act receipt voucher gl
    bilag faktura factura накладна накладная счет рахунок акт договор договір ордер
"""
_PAPER: Final = _not_after(*_PAPERS.split())
_DAY: Final = r"(?: \d{1,4}[-./ ]\d{1,2}[-./ ]\d{1,4} | \d{1,2}\.?[ ][^\W\d]{3,12}\.?[ ](?:19|20)\d\d )"
_OF_A_CASE: Final = r"""(?: case|victim|survivor|beneficiary|client | caz|cazul|cazului|victima
    | dosar|dosarul|dosarului | справа|справи|справы|потерпіл\w+|кліент
    | дело|дела|потерпевш\w+|клиент | საქმე|საქმის )"""
_YEARS: Final = r"(?: years | лет|года | роки|років | гадоу | ani|de[ ]ani | ar )"
_ONE: Final = r"(?: girl|boy|woman|man|victim|survivor )"
_ONE_ELSEWHERE: Final = r"""(?: девочка|девушка|женщина|мальчик
    | дівчина|дівчинка|хлопець|жінка | дзяучына|дзяучынка|жанчына
    | fata|fetita|femeie|baiat|victima | jente|gutt )"""

E_MAIL: Final = re.compile(r"[\w.+-]\s?(?:@|\[at\]|\(at\))\s?[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.[^\W\d_]{2}")

BY_DIGITS: Final = _compiled(
    ("a telephone number", rf"(?<![\w+]) (?:\+|{_PAPER}00) \s? [1-9] (?:[\ ()./-]{{0,2}}\d){{7,13}} (?!\w)"),
    (
        "a telephone number",
        rf"""(?<![\w./,-]) {_PAPER} (?=(?:\W{{0,2}}\d){{9}})
        \(? 0[ ]?[1-9]\d? \)? [ -]? \d{{3}} (?:[ -]?\d{{2,4}}){{1,2}} (?![\w/]|[.,]\d)""",
    ),
    ("an identity number", r"\b \d{7} [abckehm] \d{3} (?:pb|ba|bi) \d \b"),
)
"""For texts with seven digits or more."""

LONG_NUMBERS: Final = re.compile(r"(?<![\w./-])(?:\d{11}|\d{6} \d{5}|\d{13})(?!\w)")
"""What may be an identity number with check digits."""

BY_WORDS: Final = _compiled(
    (
        "a telephone number",
        rf"""\b (?: tel|telephone|phone|mob|mobile|cell|call|whatsapp|viber|telegram
            | tlf|telefon\w*|mobil\w* | тел|телефон\w*|моб|мобил\w*|мобіл\w*|тэл|тэлефон\w*
            | მობ|მობილურ\w*|ტელ|ტელეფონ\w* ) \b
        [^\w+]{{0,4}} {_NO}? [^\w+]{{0,3}} \+? (?:[\ ()./-]{{0,2}}\d){{6,14}} (?!\w)""",
    ),
    ("an account in a network", r"\b (?: tg|telegram|instagram|viber|skype ) \W{1,3} @\w{3}"),
    (
        "a birth date",
        rf"""\b (?: born|dob|d\.o\.b|date\ of\ birth|birth\ date|birthday | fodt|fodselsdato
            | народи\w+|народжен\w+ | родил\w{{1,4}}|рожд|рожден\w* | нарадзі\w+|нараджэн\w+
            | nascut\w?|nasterii | დაბადებ\w*|დაიბადა|დაბ ) \b
        (?: \D{{0,30}} {_DAY} | \W{{0,3}} (?:in|i|в|у|in\ anul)? \W{{0,3}} (?:19|20)\d\d\b )""",
    ),
    (
        "a birth date",
        r"""(?:19|20)\d\d \s?
        (?: г\.?\s?р\.? | р\.?\s?н\.? | г\.?\s?н\.?
            | года\ рождения | року\ народження | года\ нараджэння ) (?!\w)""",
    ),
    (
        "the age of a person",
        rf"""\b\d{{1,2}}[ -](?:year|yr)s?[ -]old\b
            (?!\ (?:agreement|law|project|programme|network|building|car)\b)
        | \b\d{{1,2}}\ ?y\.?\ ?o\b
        | {_not_after("under", "over", "above", "below", "from", "average", "mean", "median")}
            \b aged?:?\ \d{{1,2}}\b (?! \ ?(?:\+|-|to\b|and\b|or\b|years\ and\b) )
        | \b\d{{1,2}}[ -]?(?:ти|и)?[ -]?(?:летн|річн|ричн|гадов)\w{{1,3}}
            \ (?:дівч|хлоп|дев|маль|жін|жен|дзяуч|жанч|пот|пац)
        | \b (?:{_ONE}|{_ONE_ELSEWHERE}) ,?\ (?:de\ |in\ varsta\ de\ )? \d{{1,2}}\ {_YEARS}\b
        | \b \d{{1,2}}\ {_YEARS} ,?\ {_ONE_ELSEWHERE}\b
        | \b (?:{_ONE}|{_ONE_ELSEWHERE}) (?:,\ |\ \() \d{{1,2}} (?=[,)]|$)
        | \b\d{{1,2}}\ ar\ gammel | \bin\ varsta\ de\ \d{{1,2}}
        | \b\d{{1,2}}\ წლის\b (?!\ (?:იუბილ|გამოცდილ|თანამშრომ|ვად|გეგმ))""",
    ),
    (
        "an identity number",
        rf"""\b (?: passport|passnummer|identity\ card|id\ card|id\ no|id\ number|national\ id
            | personal\ (?:no|number|id) | personnummer|fodselsnummer
            | паспорт\w{{0,2}}|рнокпп|личныи\ номер|идентификационныи\ номер|ідентифікаціинии\ номер
            | пашпарт\w{{0,2}}|асабісты\ нумар|ідэнтыфікацыины\ нумар
            | pasaport\w{{0,2}}|buletin\w{{0,2}}|idnp|cnp | პასპორტი\w{{0,2}}|პირადი\ ნომერი|პ\W?ნ ) \b
        (?: \W{{0,3}} (?:series|seria|серия|серія|серыя) )? (?: \W{{0,3}} (?:{_NO}|n|is) )?
        \W{{0,4}} [a-zа-яა-ჰ]{{0,3}} \ ? (?:no|n)?\W{{0,3}} \d{{5,14}} \b""",
    ),
    ("an identity number", r"\b id :?\ \d{11} \b"),
    (
        "a case number",
        rf"""\b {_OF_A_CASE} \b (?: \W{{0,3}} {_NO} \b\.? | \W{{0,3}} n(?=\d) | \ ?\# )
            \W{{0,4}} [\w/-]{{0,20}}\d
        | {_not_after("business", "use", "test")} \b {_OF_A_CASE} \b :?\ [a-z]{{0,4}}[-/]?\d{{1,6}}[-/]\d
        | \b номер\ (?:дела|справи)\W{{1,3}}[\w/-]{{0,20}}\d | \b нумар\ справы\W{{1,3}}[\w/-]{{0,20}}\d
        | {_not_after("procurement", "tender", "project", "audit", "contract", "archive", "grant")}
            \b file\ (?:no|nr|number|id)\b \W{{0,4}} [\w/-]{{0,20}}\d""",
    ),
    (
        "a person by name or initials",
        r"""\b (?: victim|survivor|beneficiary|girl|woman|man|boy|victima
            | потерпіла|потерпевшая|пацярпелая|жертва|მსხვერპლი|დაზარალებული )s?,? \s
        (?: \(?initials\ \w | named\ \w | called\ \w | pe\ nume\ \w | на\ ім'я\ \w | по\ имени\ \w
            | па\ імені\ \w | \(?[^\W\d_]\.\ ?[^\W\d_]\. | (?:\w+\ ){0,2}\w+(?:ძე|შვილი)\b )
        | \b (?:victim|survivor|beneficiary),?\ (?:mr|mrs|ms)\b""",
    ),
)
"""For texts with a word that begins as one of TRIGGERS."""

TRIGGERS: Final = """
    tel phone mob cell call whatsapp viber tg tlf instagram skype тел моб тэл მობ ტელ
    born dob d date birth fodt fodsels наро роди рожд нарад nasc nast დაბ დაი г р
    year yrs yr y yo age летн лет года роки років гадо річн ричн ani varsta ar წლის
    girl boy woman man victim survivor дев жен маль дів хлоп жін дзя жан fata fet fem bai jente gutt
    pass identity id national personal паспорт рнокпп личн идент ідент пашп
    асаб pas buletin idnp cnp პას პირ პ
    case beneficiary client caz dosar справ дел пот пац жертва клі кли საქ file номер нумар მსხ დაზ
"""
"""How the words begin, one of which stands in every text that BY_WORDS can find."""

NAMED: Final = re.compile(
    r"\b(?:victim|survivor|victima|beneficiara|потерпевш\w{2,3}|потерпіл\w{1,3}|пацярпел\w{1,3}|жертва)"
    r"(?:[:,]| -)? ([^\W\d_]+),? ([^\W\d_]+\.?)",
    re.IGNORECASE,
)
"""In a text as it was written: a word for a victim, and the two words after it."""

_INSTITUTIONS: Final = """
    support assistance fund protection service services centre center identification witness compensation
    referral rights network association foundation shelter hotline coordination care unit advocate advocates
    ministry office state national public united nations international republic committee council agency
    legal aid and in of on the to is was were
"""
NO_NAMES: Final = frozenset(_INSTITUTIONS.split())
"""Words that follow “Victim” in names of institutions and papers."""
