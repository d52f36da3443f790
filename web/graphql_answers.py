"""The answers of the API as they are sent: made within the deadline, or given again while the data stays."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import orjson

from db.engine import Engine
from db.errors import DeadlineExceeded
from db.present import Present
from resolvers.context import Context
from resolvers.deadline import within
from resolvers.kept_figures import KeptFigures
from resolvers.programmes import data_notice
from resolvers.reads import in_thread
from resolvers.viewer import Viewer
from schema.answering import Answer, Question
from schema.documents import RequestRefused
from schema.errors import told
from web.answer_cache import AnswerCache, KeptAnswer, answer_key
from web.errors import told_of
from web.graphql_persisted import KnownQueries
from web.graphql_request import Asked, Refused
from web.settings import Settings

LATE: Final = 503


class Answers:
    """The API over one database: each request reads it in one transaction of its own."""

    def __init__(self, engine: Engine, settings: Settings, known: KnownQueries) -> None:
        self._engine, self._settings, self._known = engine, settings, known
        self._cache = AnswerCache(settings.answer_cache)
        self._present = Present(engine)
        self._kept_figures = KeptFigures()
        self._notice: str | None = None

    async def answer(self, asked: Asked, viewer: Viewer, *, only_queries: bool) -> KeptAnswer | bytes:
        """The body of an answer; one that may be asked for again comes with its tag.

        Raises Refused and RequestRefused.
        """
        text = self._known.persisted.text_of(asked)
        question = Question(self._known.documents, text, asked.operation_name)
        if only_queries and not question.is_query:
            raise Refused(405, "Only queries are answered by GET; send this by POST.", allow="POST")
        question.check(asked.variables)
        key = answer_key(text, asked.operation_name, asked.variables, viewer)
        kept = await self._kept(key) if question.is_query else None
        answer = kept or await self._made(question, asked, viewer, key)
        self._known.persisted.keep(asked)
        return answer

    async def _kept(self, key: bytes) -> KeptAnswer | None:
        kept = self._cache.get(key)
        if kept is None:
            return None
        ask = self._present.revision
        return kept if kept.revision == (ask() if self._present.is_quick else await in_thread(ask)) else None

    async def _made(self, question: Question, asked: Asked, viewer: Viewer, key: bytes) -> KeptAnswer | bytes:
        seconds = self._settings.deadline
        context = Context.open(
            self._engine,
            viewer,
            self._settings.allowances,
            seconds,
            self._kept_figures,
            at=datetime.now(UTC),
        )
        try:
            answer, body = await within(seconds, self._told(question, asked, context))
        except DeadlineExceeded as late:
            raise RequestRefused(told(late), status=LATE) from None
        finally:
            await context.aclose()
        if answer.errors or not (question.is_query and context.reads.outlives_revision):
            return body
        made = KeptAnswer.of(body, await context.reads.revision())
        self._cache.put(key, made)
        return made

    async def _told(self, question: Question, asked: Asked, context: Context) -> tuple[Answer, bytes]:
        answer = await question.answer(asked.variables, context)
        return answer, orjson.dumps(await self._envelope(answer, context))

    async def _envelope(self, answer: Answer, context: Context) -> dict[str, Any]:
        shown: dict[str, Any] = {"data": answer.data}
        if answer.errors:
            shown["errors"] = [told_of(error) for error in answer.errors]
        shown["extensions"] = {"cost": {"spent": answer.cost, "most": context.allowance.cost}}
        if answer.data is not None:
            if notice := await self._said_of_all(context):
                shown["extensions"]["notice"] = notice
            shown["extensions"]["dataRevision"] = str(await context.reads.revision())
        return shown

    async def _said_of_all(self, context: Context) -> str | None:
        """SAMPLE DATA, where the database holds any. Once it does it always will, so it is asked no more."""
        if self._notice is None:
            self._notice = await data_notice(context)
        return self._notice
