"""A word is found however it is typed."""

import pytest

from db.folding import fold, fold_all


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("TBILISI", "tbilisi"),
        ("თბილისი", "თბილისი"),
        ("ᲗᲑᲘᲚᲘᲡᲘ", "თბილისი"),
        ("ЛЬВІВ", "львів"),
        ("Київ", "киів"),
        ("Мінск Ўсход", "мінск усход"),
        ("Ґедзь ЙОД Ёлка", "гедзь иод елка"),
        ("Chișinău", "chisinau"),
        ("CHIŞINĂU", "chisinau"),
        ("Bălți, Țara, Ţara, Râu, Înalt", "balti, tara, tara, rau, inalt"),
        ("Ærø, Tromsø, Ålesund", "aero, tromso, alesund"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("Обов’язки обовʼязки обов'язки", "обов'язки обов'язки обов'язки"),
        ("2019–2020", "2019-2020"),
        ("  two\n lines\t", "two lines"),
    ],
)
def test_case_accents_and_ways_of_typing_are_folded(typed: str, folded: str) -> None:
    assert fold(typed) == folded
    assert fold(folded) == folded


def test_texts_folded_together_stay_apart() -> None:
    assert fold_all(["Tbi", None, "", "Lisi"]) == "tbi\nlisi"
