"""What is made to cost the server more than the client is refused, for the right reason and cheaply."""

import pytest

from db.engine import make_engine
from resolvers.context import Context
from resolvers.viewer import local_viewer
from schema.answering import Question
from schema.documents import Documents, RequestRefused
from schema.validation import ERRORS_TOLD
from scripts.commands.bench.hostile import Hostile, hostile_requests


@pytest.mark.anyio
@pytest.mark.parametrize("hostile", list(hostile_requests()), ids=lambda hostile: hostile.name)
async def test_a_hostile_request_is_refused_before_it_is_executed(hostile: Hostile) -> None:
    context = Context.open(make_engine("sqlite:///:memory:"), local_viewer())

    with pytest.raises(RequestRefused) as raised:
        await Question(Documents(), hostile.document, None).answer(dict(hostile.variables), context)

    first = raised.value.errors[0].extensions
    assert first
    assert first.get("limit", first["code"]) == hostile.refused_for
    assert len(raised.value.errors) <= ERRORS_TOLD + 1  # the last says that there are more
