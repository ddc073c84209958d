from pathlib import Path

from django.conf import settings

from prm.ui.assets import SCRIPTS, STYLESHEETS, scripts, stylesheets

STATIC = Path(settings.STATICFILES_DIRS[0])
# The administration, and the pages that ask for a key.
ON_SOME_PAGES = {"css/administration.css", "js/added-rows.js", "js/passkey.js"}


def files(pattern: str) -> set[str]:
    return {path.relative_to(STATIC).as_posix() for path in STATIC.glob(pattern)}


def test_every_style_sheet_and_behavior_is_on_every_page() -> None:
    assert files("css/**/*.css") - ON_SOME_PAGES == set(STYLESHEETS)
    assert files("js/**/*.js") - ON_SOME_PAGES == set(SCRIPTS)


def test_the_layers_are_ordered_before_they_are_filled() -> None:
    assert stylesheets().index("tokens.css") < stylesheets().index("base.css")
    assert "@layer reset, tokens, base" in (STATIC / STYLESHEETS[0]).read_text()


def test_colors_have_their_values_in_one_place() -> None:
    allowed = {"css/tokens.css", "css/ui/dialog.css", "css/ui/field.css"}
    loose = {name for name in STYLESHEETS if "#" in (STATIC / name).read_text()}
    assert loose <= allowed


def test_the_page_for_a_broken_server_needs_no_manifest() -> None:
    assert f'href="{settings.STATIC_URL}css/tokens.css"' in stylesheets(hashed=False)


def test_scripts_are_modules() -> None:
    assert scripts().count('type="module"') == len(SCRIPTS)
