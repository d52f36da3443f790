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

    assert len(guesses._wrong) == 10_000
