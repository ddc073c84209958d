"""The scripts, in a browser, on the gallery: each does what its data attribute promises, under the portal's policy."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect

from tests.prm.ui.gallery_server import gallery_server

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def browser_page(browser: Browser) -> Iterator[tuple[Page, str]]:
    with gallery_server() as address:
        page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        page.set_default_timeout(5000)
        yield page, address
        page.close()


@pytest.fixture
def page(browser_page: tuple[Page, str]) -> Iterator[Page]:
    """The gallery, freshly loaded; anything the browser complains about fails the test."""
    page, address = browser_page
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    page.on("console", listen)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    yield page
    page.remove_listener("console", listen)
    assert complaints == []


def test_combobox_offers_and_takes_by_keyboard(page: Page) -> None:
    text, key = page.locator("#combo [data-combobox]"), page.locator("#combo [name=account_key]")
    text.press_sequentially("Har")
    expect(page.locator("#combo [role=option]")).to_have_count(3)
    expect(text).to_have_attribute("aria-expanded", "true")
    text.press("ArrowDown")
    text.press("ArrowDown")
    expect(text).to_have_attribute("aria-activedescendant", "id_account_options_1")
    text.press("Enter")
    expect(text).to_have_value("Harmon Tools")
    expect(key).to_have_value("A2")
    text.press("s")
    expect(key).to_have_value("")


def test_combobox_closes_by_escape_and_takes_by_click(page: Page) -> None:
    text = page.locator("#combo [data-combobox]")
    text.press_sequentially("Harb")
    expect(page.locator("#combo [role=listbox]")).to_be_visible()
    text.press("Escape")
    expect(page.locator("#combo [role=listbox]")).to_be_hidden()
    text.press("ArrowDown")
    page.locator("#combo [role=option]", has_text="Harbor").click()
    expect(text).to_have_value("Harbor Foods")


def test_lines_are_added_summed_and_removed(page: Page) -> None:
    lines, rows = page.locator("#lines [data-lines]"), page.locator("#lines [data-line]:visible")
    expect(rows).to_have_count(2)
    lines.locator("[data-lines-add]").click()
    expect(lines.locator("[name=lines-TOTAL_FORMS]")).to_have_value("3")
    lines.locator("[name=lines-2-quantity]").fill("3")
    lines.locator("[name=lines-2-unit_price]").fill("10.50")
    expect(rows.nth(2).locator("[data-line-amount]")).to_have_text("$31.50")
    expect(lines.locator("[data-lines-total]")).to_have_text("$57,883.50")
    rows.first.locator("[data-line-remove]").click()
    expect(rows).to_have_count(2)
    expect(lines.locator("[name=lines-0-DELETE]")).to_be_checked()
    expect(lines.locator("[data-lines-total]")).to_have_text("$31.50")


def test_menus_close_by_escape_and_by_a_click_elsewhere(page: Page) -> None:
    menu = page.locator("#filters details[data-menu]")
    menu.locator("summary").click()
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
    menu.locator("summary").click()
    page.locator("h1").first.click()
    expect(menu).not_to_have_attribute("open", "")


def test_a_preset_fills_the_date_and_a_toast_goes_away(page: Page) -> None:
    day = page.locator("#field [data-day]")
    day.click()
    expect(page.locator("#field input[type=date]")).to_have_value(day.get_attribute("data-day") or "")
    page.locator("#toast [data-dismiss]").click()
    expect(page.locator("#toast .toast")).to_have_count(0)


def test_shortcuts_work_outside_of_text_only(page: Page) -> None:
    search = page.locator("[data-shortcut='/']")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    expect(search).to_be_focused()
    page.keyboard.press("n")
    expect(search).to_have_value("n")


FOUND = """<div data-status="2 matches"><div role="group" aria-label="Accounts">
    <a role="option" aria-selected="false" href="#first">Harbor Foods</a>
    <a role="option" aria-selected="false" href="#second">Harmon Tools</a></div></div>"""


def test_what_a_search_finds_is_walked_by_keyboard(page: Page) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url.partition("?")[2])
        route.fulfill(body=FOUND, content_type="text/html")

    page.route("**/search/?*", answer)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    field, found = page.locator("[data-find]"), page.locator("#found")
    field.press_sequentially("har")
    expect(found).to_be_visible()
    expect(page.locator("header [role=status]")).to_have_text("2 matches")
    assert asked == ["q=har"]
    field.press("ArrowUp")
    expect(field).to_have_attribute("aria-activedescendant", "found_1")
    field.press("ArrowDown")
    expect(found.get_by_role("option", selected=True)).to_have_text("Harbor Foods")
    field.press("Escape")
    expect(found).to_be_hidden()
    expect(field).to_have_value("har")
    field.press("ArrowDown")
    field.press("ArrowDown")
    field.press("Enter")
    assert page.evaluate("location.hash") == "#second"


def test_a_search_closes_when_too_little_is_typed_or_the_focus_leaves(page: Page) -> None:
    page.route("**/search/?*", lambda route: route.fulfill(body=FOUND, content_type="text/html"))
    field, found = page.locator("[data-find]"), page.locator("#found")
    field.press_sequentially("ha")
    expect(found).to_be_visible()
    page.locator("h1").first.click()
    expect(found).to_be_hidden()
    field.focus()
    expect(found).to_be_visible()
    field.fill("h")
    expect(found).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")


def test_ctrl_enter_saves_and_a_form_is_sent_once(page: Page) -> None:
    sent: list[str] = []

    def stay(route: Route) -> None:
        sent.append(route.request.url)
        route.fulfill(status=204)

    page.route("**/gallery/?*", stay)
    page.evaluate(
        """() => {
            const form = document.querySelector("#field form");
            form.dataset.once = form.dataset.saveKeys = "";
            form.insertAdjacentHTML("beforeend", '<button class="btn primary" name="save">Save</button>');
        }"""
    )
    page.locator("#field textarea").press("Control+Enter")
    expect(page.locator("#field button[name=save]")).to_be_disabled()
    page.evaluate("document.querySelector('#field button[name=save]').click()")
    page.wait_for_timeout(200)
    page.unroute("**/gallery/?*")
    assert len(sent) == 1
    assert "save=" in sent[0]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_nobody_is_shut_out(page: Page, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    # Where the test before left the page, the bar that sticks to its top may lie half across a target.
    page.evaluate("scrollTo(0, 0)")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found.response["violations"]] == []
    page.set_viewport_size({"width": 1440, "height": 900})


def test_no_page_scrolls_sideways_on_the_narrowest_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1440, "height": 900})
