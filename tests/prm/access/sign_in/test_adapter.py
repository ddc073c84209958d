from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from prm.access.models import User


@pytest.mark.django_db
def test_nobody_signs_up_uninvited(client: Client) -> None:
    secret = "a-long-enough-secret-19"
    client.post(
        reverse("account_signup"), {"email": "stranger@nowhere.example", "password1": secret, "password2": secret}
    )
    assert User.objects.count() == 0
