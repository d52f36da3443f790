"""Commands, run in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.commands.__main__ import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def rctp(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command; gives its exit status and what it said on standard output and standard error."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, said.out, said.err

    return run
