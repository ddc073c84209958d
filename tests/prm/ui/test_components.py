from pathlib import Path

import pytest
from django.template import Context, Engine, TemplateDoesNotExist, TemplateSyntaxError

from prm.ui import components


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Draws a page with the components `box` and `pair` of this test."""
    folder = tmp_path / components.FOLDER
    folder.mkdir(parents=True)
    (folder / "box.html").write_text(
        '{% load ui %}{% parameters title note="none" %}{% slots body foot? %}'
        "[{{ title }}|{{ note }}|{{ body }}|{{ foot }}]"
    )
    (folder / "careless.html").write_text("{% load ui %}{% parameters title %}{{ titel }}")
    (folder / "hidden.html").write_text("{% load ui %}{% parameters title %}{% if title and titel %}x{% endif %}")
    (folder / "twice.html").write_text("{% load ui %}{% parameters body %}{% slots body %}")
    engine = Engine(dirs=[str(tmp_path)], libraries={"ui": "prm.ui.templatetags.ui"})
    monkeypatch.setattr(Engine, "get_default", staticmethod(lambda: engine))

    def draw(source: str, **values: object) -> str:
        return engine.from_string("{% load ui %}" + source).render(Context(values))

    return draw


def test_parameters_slots_and_defaults(drawn) -> None:
    page = '{% component "box" title=name %} the body {% fill foot %} feet {% endfill %}{% endcomponent %}'
    assert drawn(page, name="A & B") == "[A &amp; B|none|the body|feet]"


def test_what_stays_empty_is_empty(drawn) -> None:
    assert drawn('{% component "box" title="" note=1 %}b{% endcomponent %}') == "[|1|b|]"


def test_a_component_sees_nothing_of_the_page_but_the_page_fills_the_slots(drawn) -> None:
    page = '{% component "box" title="t" %}{{ note }}{% endcomponent %}'
    assert drawn(page, note="of the page") == "[t|none|of the page|]"


def test_components_nest(drawn) -> None:
    inner = '{% component "box" title="in" %}x{% fill foot %}y{% endfill %}{% endcomponent %}'
    assert drawn('{% component "box" title="out" %}' + inner + "{% endcomponent %}") == "[out|none|[in|none|x|y]|]"


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        ('{% component "box" titel="t" %}b{% endcomponent %}', "no parameter titel"),
        ('{% component "box" %}b{% endcomponent %}', "needs the parameter title"),
        ('{% component "box" title="t" / %}', "needs the slot body"),
        ('{% component "box" title="t" %}b{% fill head %}h{% endfill %}{% endcomponent %}', "no slot head"),
        (
            '{% component "box" title="t" %}{% fill foot %}{% endfill %}{% fill foot %}{% endfill %}{% endcomponent %}',
            "twice",
        ),
        ('{% component "box" title %}b{% endcomponent %}', "not of the form name=value"),
        ("{% component box title=1 %}b{% endcomponent %}", "name in quotes"),
        ("{% component %}", "name in quotes"),
        ('{% component "twice" body=1 / %}', "twice"),
        ("{% fill %}{% endfill %}", "the name of one slot"),
    ],
)
def test_a_mistake_fails_when_the_page_is_compiled(drawn, page: str, complaint: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=complaint):
        drawn("{% if False %}" + page + "{% endif %}")


def test_a_component_that_does_not_exist_fails(drawn) -> None:
    with pytest.raises(TemplateDoesNotExist):
        drawn('{% component "bx" / %}')


def test_a_fill_inside_something_else_fails(drawn) -> None:
    page = '{% component "box" title="t" %}{% if True %}{% fill foot %}f{% endfill %}{% endif %}{% endcomponent %}'
    with pytest.raises(TemplateSyntaxError, match="directly inside"):
        drawn(page)


@pytest.mark.parametrize("name", ["careless", "hidden"])
def test_an_undefined_variable_in_a_component_fails(drawn, name: str) -> None:
    with pytest.raises(components.UndefinedVariable, match="titel"):
        drawn('{% component "' + name + '" title="t" / %}')


@pytest.mark.parametrize("argument", ["name", "name|upper", "person.name"])
def test_an_undefined_variable_in_an_argument_fails(drawn, argument: str) -> None:
    with pytest.raises(components.UndefinedVariable, match="name"):
        drawn('{% component "box" title=' + argument + " %}b{% endcomponent %}", person=object())


def test_names_leave_out_the_parts_of_others() -> None:
    found = components.names()
    assert {"card", "field", "list"} <= set(found)
    assert not [name for name in found if name.startswith("_")]
