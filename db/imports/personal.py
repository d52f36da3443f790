"""Columns and texts that look like personal data of people who are assisted. Source: domain.md a.9."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WHY: Final = "nothing that points at a person: of people who are assisted there are only counts here"

_HEADINGS: Final = re.compile(
    r"\b("
    r"(first|last|middle|given|family|full|sur|nick|maiden)[ _-]?name|surname|alias|initials|"
    r"(victim|survivor|beneficiary|client|person|participant|child|mother|father)('?s)? name|"
    r"e-?mail( address)?|phone|telephone|mobile|cell( phone)?|whatsapp|viber|telegram|"
    r"(date of birth|birth ?date|birthday|dob|age|year of birth)|"
    r"(passport|identity|id|identification|national|personal)[ _-]?(card|no|nr|number|code)|passport|idnp|"
    r"case[ _-]?(no|nr|number|id|file|code)|file number|(home |street )?address|nationality|citizenship|"
    r"religion|ethnicity|pregnan\w*|diagnosis|health|"
    r"fornavn|etternavn|fødselsdato|telefon|adresse|personnummer|"
    r"nume|prenume|data nașterii|adresa|"
    r"ім'я|прізвище|дата народження|телефон|адреса|"
    r"имя|фамилия|дата рождения|адрес|паспорт|"
    r"სახელი|გვარი|დაბადების თარიღი|ტელეფონი|მისამართი"
    r")\b",
    re.IGNORECASE,
)
_TEXTS: Final = (
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "an e-mail address"),
    (re.compile(r"(?<![\w/.-])\+\d[\d ()-]{7,16}\d(?![\w-])"), "a phone number"),
    (re.compile(r"\b(tel|phone|mob|mobile|тел)\.?:? ?\+?\d[\d ()-]{5,}", re.IGNORECASE), "a phone number"),
    (re.compile(r"\b(born|dob|date of birth|f\.|р\.н\.|г\.р\.)\W{0,4}\d", re.IGNORECASE), "a birth date"),
    (
        re.compile(
            r"\b(passport|idnp|id card|national id|identity card|паспорт)\W{0,3}(no\.?|nr\.?|№)?\W{0,3}"
            r"[A-Z]{0,3} ?\d{5,}",
            re.IGNORECASE,
        ),
        "an identity number",
    ),
    (
        re.compile(r"\b(case|file) ?(no\.?|nr\.?|number|id|#|№)\W{0,3}[\w/-]*\d", re.IGNORECASE),
        "a case number",
    ),
    (
        re.compile(
            r"\b(victim|survivor|beneficiary|assisted (person|woman|man|girl|boy))s?[,:]? "
            r"(named|called|mr|mrs|ms|is|aged) ",
            re.IGNORECASE,
        ),
        "a person who is assisted",
    ),
    (re.compile(r"\b(aged|age) \d{1,2}\b|\b\d{1,2}[- ]year[- ]old\b", re.IGNORECASE), "somebody's age"),
)


def personal_heading(heading: str) -> str | None:
    """Why a column of this heading is refused; None when it is not of a person."""
    said = unicodedata.normalize("NFKC", heading).replace("_", " ")
    if said.strip().casefold() == "name" or _HEADINGS.search(said):
        return _WHY
    return None


def personal_text(text: str) -> str | None:
    """Why a text is refused, and for what it looks like; None when it is not of a person."""
    said = unicodedata.normalize("NFKC", text)
    for pattern, what in _TEXTS:
        if pattern.search(said):
            return f"{_WHY}; this looks like {what}"
    return None
