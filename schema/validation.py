"""Validation by the library's own rules, at a bounded cost: those that a document can break, over what can.

The verdict is that of `graphql.validate`; of the errors, the first few are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from graphql import (
    ASTValidationRule,
    DocumentNode,
    FieldsOnCorrectTypeRule,
    GraphQLError,
    GraphQLSchema,
    KnownTypeNamesRule,
    NoSchemaIntrospectionCustomRule,
    TypeInfo,
    ValidationContext,
    specified_rules,
    validate,
)

from schema.thinning import thin

ERRORS_TOLD: Final = 3
"""Finding each costs the server more than sending it costs the client."""

_SEVERAL: Final = "several definitions"

_TRIGGERS: Final[Mapping[str, Sequence[str]]] = {
    "UniqueOperationNamesRule": (_SEVERAL,),
    "LoneAnonymousOperationRule": (_SEVERAL,),
    "SingleFieldSubscriptionsRule": ("subscription",),
    "KnownTypeNamesRule": ("...", "fragment", "$"),
    "FragmentsOnCompositeTypesRule": ("...", "fragment"),
    "VariablesAreInputTypesRule": ("$",),
    "UniqueFragmentNamesRule": ("fragment",),
    "KnownFragmentNamesRule": ("...",),
    "NoUnusedFragmentsRule": ("fragment",),
    "PossibleFragmentSpreadsRule": ("...",),
    "NoFragmentCyclesRule": ("fragment",),
    "UniqueVariableNamesRule": ("$",),
    "NoUndefinedVariablesRule": ("$",),
    "NoUnusedVariablesRule": ("$",),
    "KnownDirectivesRule": ("@",),
    "UniqueDirectivesPerLocationRule": ("@",),
    "DeferStreamDirectiveOnRootField": ("@",),
    "DeferStreamDirectiveOnValidOperationsRule": ("@",),
    "DeferStreamDirectiveLabel": ("@",),
    "StreamDirectiveOnListField": ("@",),
    "KnownArgumentNamesRule": ("(",),
    "UniqueArgumentNamesRule": ("(",),
    "ValuesOfCorrectTypeRule": ("(",),
    "VariablesInAllowedPositionRule": ("$",),
    "UniqueInputFieldNamesRule": ("(",),
    "MaxIntrospectionDepthRule": ("__schema", "__type"),
}
"""One of these must stand in a document for a rule to be broken; a rule not named here always may be."""


def errors_of(
    schema: GraphQLSchema, document: DocumentNode, *, introspection: bool = True
) -> Sequence[GraphQLError]:
    """Why a document does not fit the schema: the first errors; none when it does.

    Without introspection, asking for the schema is an error as well, and no error suggests a part of it.
    """
    thinned = thin(schema, document)

    def broken(rules: Sequence[type[ASTValidationRule]]) -> Sequence[GraphQLError]:
        return validate(
            schema, thinned.document, rules, max_errors=ERRORS_TOLD, hide_suggestions=not introspection
        )

    # once it is known to be wrong, not even the rest is looked through
    if thinned.has_unknown and (unknown := broken([FieldsOnCorrectTypeRule])):
        return unknown
    more = () if introspection else (NoSchemaIntrospectionCustomRule,)
    return broken([*_rules_for(document, differs=thinned.differs), *more])


class KnownTypes(KnownTypeNamesRule):
    """The library's rule without suggestions: to compare a name with those of all types takes too long."""

    def __init__(self, context: Any) -> None:
        schema = context.schema
        types = TypeInfo(schema)
        super().__init__(
            ValidationContext(schema, context.document, types, context.on_error, hide_suggestions=True)
        )


def _rules_for(document: DocumentNode, *, differs: bool) -> Iterator[type[ASTValidationRule]]:
    text = document.loc.source.body if document.loc else ""
    stands = {mark: mark in text for marks in _TRIGGERS.values() for mark in marks}
    stands[_SEVERAL] = len(document.definitions) > 1
    for rule in specified_rules:
        name = rule.__name__
        if name == "OverlappingFieldsCanBeMergedRule":
            if differs:
                yield rule
        elif name not in _TRIGGERS or any(stands[mark] for mark in _TRIGGERS[name]):
            yield KnownTypes if rule is KnownTypeNamesRule else rule
