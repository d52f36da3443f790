"""The order of codes."""

from types import SimpleNamespace

from db.queries.rows import code_order


def in_order(*codes: str) -> list[str]:
    return [row.code for row in sorted((SimpleNamespace(code=code) for code in codes), key=code_order)]


def test_numbers_in_codes_count_as_numbers() -> None:
    assert in_order("3.10", "3.2", "10.1", "3") == ["3", "3.2", "3.10", "10.1"]
    assert in_order("OP1.10", "OP1.2", "OC2", "OBJ") == ["OBJ", "OC2", "OP1.2", "OP1.10"]
