from django.test import Client

from cases.core.models import AuditEvent
from tests.conftest import PASSWORD, Cast


def test_own_password_is_changed_by_an_action(client: Client, cast: Cast) -> None:
    """Django's own page would store it without an audit event."""
    client.login(username="coder", password=PASSWORD)
    r = client.post(
        "/staff/password_change/",
        {
            "old_password": PASSWORD,
            "new_password1": "brand new horse battery",
            "new_password2": "brand new horse battery",
        },
    )
    assert r.status_code == 302, r.content.decode()[:3000]
    assert client.get("/staff/").status_code == 200
    assert AuditEvent.objects.last().action == "accounts.change_own_password"
    assert client.get("/staff/password_change/").status_code == 200
