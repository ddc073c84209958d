import re

import pytest
from django.test import RequestFactory

from prm.ui import components, gallery


@pytest.mark.parametrize("name", [gallery.MARKS, *components.names()])
def test_every_component_has_an_example_that_draws(name: str) -> None:
    request = RequestFactory().get("/ui/gallery/?sort=closes&cursor=abc")
    shown = gallery.draw(name, request, gallery.example_values())
    assert shown.source
    assert re.search(r"<\w", shown.html)


def test_the_gallery_says_what_a_component_takes() -> None:
    request = RequestFactory().get("/ui/gallery/")
    cards = {item.name: item for item in gallery.shown(request)}
    assert cards["fact"].parameters == ["label", 'note=""']
    assert cards["fact"].slots == ["body"]
    assert "actions?" in cards["empty"].slots
