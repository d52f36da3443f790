"""Who may what."""

import pytest

from db.scope import Scope
from resolvers.errors import PermissionRefused
from resolvers.permissions import (
    ADMIN,
    APPROVER,
    AUDITOR,
    CLIENT,
    DONOR,
    FINANCE,
    LOCAL,
    PROTECTION,
    STAFF,
    Permission,
    Role,
    require,
)
from resolvers.viewer import Viewer, local_viewer


def test_whoever_sits_at_the_machine_reads_everything_but_protected_counts() -> None:
    viewer = local_viewer()

    assert viewer.scope == Scope.everything()
    for permission in set(Permission) - {Permission.COUNTS_READ}:
        require(viewer, permission)
    with pytest.raises(PermissionRefused):
        require(viewer, Permission.COUNTS_READ)


def test_a_refusal_names_the_role_and_the_right() -> None:
    client = Viewer(Role("client", frozenset({Permission.RESULTS_READ})), Scope.everything())

    with pytest.raises(PermissionRefused) as refused:
        require(client, Permission.LEDGER_READ)

    assert (refused.value.role, refused.value.permission) == ("client", "ledger.read")
    assert refused.value.code == "permission-refused"


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        (Permission.RESULTS_READ, "approver auditor client donor finance local protection staff"),
        (Permission.FUNDING_READ, "approver auditor client donor finance local protection staff"),
        (Permission.FIGURES_READ, "approver auditor client donor finance local protection staff"),
        (Permission.REPORTS_READ, "approver auditor donor finance local protection staff"),
        (Permission.LEDGER_READ, "approver auditor finance local staff"),
        (Permission.ASSISTANCE_LEDGER, "auditor finance local"),
        (Permission.COUNTS_READ, "protection"),
    ],
)
def test_each_right_belongs_to_these_roles(permission: Permission, roles: str) -> None:
    known = (CLIENT, DONOR, STAFF, FINANCE, APPROVER, AUDITOR, PROTECTION, ADMIN, LOCAL)

    assert " ".join(sorted(role.name for role in known if permission in role.permissions)) == roles
