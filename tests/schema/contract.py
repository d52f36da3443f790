"""What a change of the schema would break for those who build on the last release."""

import re
from collections.abc import Iterator

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    build_schema,
    find_breaking_changes,
)

_PLACE = re.compile(r"\b[A-Z]\w*(?:\.\w+)*(?:\(\w+:\))?")


def breaking(before: str, now: str, changelog: str) -> list[str]:
    """The breaking changes between two schemas that a changelog does not name, in words.

    A change is named where its place stands between backticks in a line that begins with "Breaking:".
    """
    told = {
        place
        for line in changelog.splitlines()
        if line.removeprefix("- ").startswith("Breaking:")
        for place in re.findall(r"`([^`]+)`", line)
    }
    changes = find_breaking_changes(build_schema(before), build_schema(now))
    return [change.description for change in changes if not told & set(_PLACE.findall(change.description))]


def unreleased(changelog: str) -> str:
    """What a changelog says since the last release."""
    return changelog.split("\n## Unreleased\n", 1)[-1].split("\n## ", 1)[0]


def deprecations(sdl: str) -> Iterator[tuple[str, str]]:
    """Every deprecated place of a schema, and the reason."""
    for name, kind in build_schema(sdl).type_map.items():
        if isinstance(kind, GraphQLEnumType):
            members = kind.values
        elif isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            members = kind.fields
        else:
            continue
        for member, declared in members.items():
            if declared.deprecation_reason is not None:
                yield f"{name}.{member}", declared.deprecation_reason
            for argument, given in getattr(declared, "args", {}).items():
                if given.deprecation_reason is not None:
                    yield f"{name}.{member}({argument})", given.deprecation_reason
