import pytest
from django.contrib import admin
from tests.administration import *
from assignment.models import *


@pytest.mark.django_db
def test_all():
    house = build_house()
    client = house.client()
    bad = []
    print(client.get("/admin/").status_code)
    for model in admin.site._registry:
        for name in ("changelist", "add"):
            try:
                r = client.get(page(model, name))
                print(model.__name__, name, r.status_code)
                r = client.get(page(model, "changelist") + "?q=x")
                print(model.__name__, "q", r.status_code)
            except Exception as e:
                bad.append((model.__name__, name, repr(e)))
        with acting_as(SYSTEM):
            objs = list(model._default_manager.all()[:3])
        for o in objs:
            for name in ("change", "history", "delete"):
                try:
                    r = client.get(page(model, name, o.pk))
                    print(model.__name__, o, name, r.status_code)
                except Exception as e:
                    import traceback

                    bad.append((model.__name__, str(o), name, traceback.format_exc()[-1500:]))
    for b in bad:
        print(*b)
    assert not bad
