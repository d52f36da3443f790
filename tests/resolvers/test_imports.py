"""Commands that never ask the API must not wait for GraphQL to be imported."""

import subprocess
import sys


def test_answers_can_be_had_without_graphql() -> None:
    looked = "import sys, resolvers.context, resolvers.ledger; print('strawberry' in sys.modules)"

    found = subprocess.run([sys.executable, "-c", looked], capture_output=True, text=True, check=True)

    assert found.stdout == "False\n"
