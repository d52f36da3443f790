"""Passwords are kept so that they cannot be read back."""

import pytest

from web.passwords import PasswordRefused, hash_password, is_password


def test_a_password_is_known_again_and_no_other_is() -> None:
    kept = hash_password("twelve signs")

    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert "twelve" not in kept
    assert is_password(kept, "twelve signs")
    assert not is_password(kept, "twelve sign")
    assert not is_password(kept, "x" * 1_000_000)


def test_an_account_without_a_password_has_none_that_fits() -> None:
    assert not is_password(None, "nobody has this password")


@pytest.mark.parametrize("password", ["", "eleven sign", "x" * 1_001])
def test_a_short_password_is_refused_and_an_endless_one(password: str) -> None:
    with pytest.raises(PasswordRefused) as refused:
        hash_password(password)

    assert str(refused.value) == "a password has 12 to 1,000 characters; choose another"
