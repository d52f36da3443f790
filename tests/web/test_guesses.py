"""Wrong guesses are counted over the minute before each."""

from web.guesses import Guesses


def test_the_twentieth_guess_of_a_minute_waits_for_the_first_to_be_a_minute_old() -> None:
    """Nineteen at second 0, one at 10, one at 30, and one when all of them are old."""
    now = 0.0
    guesses = Guesses(clock=lambda: now)
    first = [guesses.count("203.0.113.7") for _ in range(19)]

    now = 10.0
    twentieth = guesses.count("203.0.113.7")
    now = 30.0
    next_one = guesses.count("203.0.113.7")
    now = 90.5
    late = guesses.count("203.0.113.7")

    assert first == [0] * 19
    assert (twentieth, next_one, late) == (50, 30, 0)


def test_another_address_is_counted_apart_and_an_ipv6_site_together() -> None:
    guesses = Guesses(clock=lambda: 0.0)
    for number in range(20):
        guesses.count(f"2001:db8:0:1::{number:x}")

    assert guesses.wait("2001:db8:0:1:ffff::1") == 60
    assert guesses.wait("2001:db8:0:2::1") == 0
    assert guesses.wait("203.0.113.7") == 0


def test_an_ipv4_address_is_the_same_in_either_notation() -> None:
    guesses = Guesses(clock=lambda: 0.0)
    for _ in range(20):
        guesses.count("::ffff:203.0.113.7")

    assert guesses.wait("203.0.113.7") == 60
    assert guesses.wait("203.0.113.8") == 0


def test_many_addresses_take_no_more_memory_than_ten_thousand() -> None:
    guesses = Guesses(clock=lambda: 0.0)

    for number in range(10_050):
        guesses.count(f"10.0.{number // 256}.{number % 256}")

    assert len(guesses._of_sites) == 10_000


def guess_from_three_addresses(guesses: Guesses, login: str) -> None:
    """Twenty times each, as often as one address may."""
    for number in range(60):
        guesses.count(f"203.0.113.{number % 3}", login)


def test_the_sixtieth_wrong_password_of_a_login_keeps_every_new_address_waiting() -> None:
    guesses = Guesses(clock=lambda: 0.0)
    guess_from_three_addresses(guesses, "ana")

    assert guesses.wait("198.51.100.7", "ana") == 60
    assert guesses.wait("198.51.100.7", "ivo") == 0
    assert guesses.wait("198.51.100.7") == 0  # a token is not guessed


def test_one_address_alone_does_not_keep_others_from_a_login() -> None:
    guesses = Guesses(clock=lambda: 0.0)
    for _ in range(100):
        if not guesses.wait("203.0.113.7", "ana"):
            guesses.count("203.0.113.7", "ana")

    assert guesses.wait("203.0.113.7", "ana") == 60
    assert guesses.wait("198.51.100.7", "ana") == 0


def test_who_has_signed_in_from_an_address_waits_there_for_its_own_guesses_only() -> None:
    guesses = Guesses(clock=lambda: 0.0)
    guesses.know("198.51.100.7", "ana")
    guess_from_three_addresses(guesses, "ana")

    assert guesses.wait("198.51.100.7", "ana") == 0
    assert guesses.wait("198.51.100.8", "ana") == 60
    for _ in range(20):
        guesses.count("198.51.100.7", "ana")
    assert guesses.wait("198.51.100.7", "ana") == 60


def test_long_logins_take_no_more_memory_than_short_ones() -> None:
    guesses = Guesses(clock=lambda: 0.0)

    guesses.count("203.0.113.7", "a" * 8_000)

    assert {len(key) for key in guesses._of_logins} == {64}
