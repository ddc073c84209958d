from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from assignment.cases import evaluate_case, read_case_file
from assignment.models import Rule, RuleCase
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.administration import errors_in, page, save
from tests.assignment.rule_cases.test_evaluation import EXPERTS
from tests.cast import World
from tests.opportunities.statements import statements


def test_kept_with_its_result_and_shown_before_publishing(world: World) -> None:
    client = world.client("ada")
    assert save(client, page(RuleCase, "add"), name="Experts", content=EXPERTS).status_code == 302
    assert "Comes out as expected." in client.get(page(RuleCase, "changelist")).content.decode()
    with acting_as(SYSTEM):
        Rule.objects.filter(source="territory").update(score=35)
        case = RuleCase.objects.get()
    for address in (page(RuleCase, "changelist"), page(RuleCase, "change", case.pk)):
        assert "product expertise&quot;: 75}." in client.get(address).content.decode(), address
    html = client.get("/admin/assignment/ruleversion/publish/").content.decode()
    assert "Comes out as expected now; with these rules it does not:" in html


def test_what_is_no_case_is_said_at_its_field(world: World) -> None:
    response = save(world.client("ada"), page(RuleCase, "add"), name="Odd", content="rules: []")
    assert errors_in(response) == {"content": ["path rules: expected no such key here, it comes with the rules"]}


def test_statements_do_not_grow_with_the_cases(world: World) -> None:
    client, counts = world.client("ada"), []
    client.get(page(RuleCase, "changelist"))
    for number in (1, 3):
        with acting_as(SYSTEM):
            RuleCase.objects.bulk_create(RuleCase(name=f"{number}.{one}", content=EXPERTS) for one in range(number))
        counts.append(len(statements(lambda: client.get(page(RuleCase, "changelist")))))
    assert counts == [19, 19]


def test_exported_with_the_rules_it_is_a_case_file_that_comes_in_again(world: World) -> None:
    client = world.client("ada")
    with acting_as(SYSTEM):
        case = RuleCase.objects.create(name="Experts", content=EXPERTS)
    chosen = {"action": "export_as_yaml", "_selected_action": [case.pk]}
    text = client.post(page(RuleCase, "changelist"), chosen).content.decode()
    (read,) = read_case_file(text)
    assert evaluate_case(read).differences == ()
    address = page(RuleCase, "changelist") + "import/"
    html = client.post(address, {"file": SimpleUploadedFile("c.yaml", text.encode())}, follow=True).content.decode()
    assert "The cases are kept." in html
    assert "Comes out as expected." in html
    refused = client.post(address, {"file": SimpleUploadedFile("c.yaml", b"format: 2")})
    assert refused.status_code == 422
    assert "path format: expected 1" in refused.content.decode()


def test_one_that_cannot_be_read_is_not_exported(world: World) -> None:
    with acting_as(SYSTEM):
        case = RuleCase.objects.create(name="Odd", content="rules: []")
    chosen = {"action": "export_as_yaml", "_selected_action": [case.pk]}
    html = world.client("ada").post(page(RuleCase, "changelist"), chosen, follow=True).content.decode()
    assert "Nothing was exported." in html
