"""Documents in a real browser: the whole way by keyboard without JavaScript, and the pages under axe in three languages."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from cases.accounts.models import User
from cases.casework.models import Case
from cases.dossiers.actions import edit_product, make_product_file
from cases.dossiers.models import Product, ProductFile
from cases.published.models import PublishedRelease
from tests.conftest import Cast
from tests.drafting import approve, drafted

SignIn = Callable[[Page, User], None]
SETTINGS = {
    "wide, light, English": (1280, "light", "en"),
    "narrow, dark, Korean": (360, "dark", "ko"),
    "narrow, light, Russian, without our scripts": (360, "light", "ru"),
}
OPEN = "document.querySelectorAll('details:not(.figures > details ~ details)').forEach(one => { one.open = true })"
"""Every fold; of the lists of figures the first, as all are made alike."""


@pytest.fixture
def product(cast: Cast, case: Case, published_release: PublishedRelease) -> Product:
    """A document that was approved and made into a file once."""
    product = drafted(cast, case, "press")
    approved = approve(cast.lead, product)
    make_product_file(by=cast.advocacy, product=approved, language="en", form="html", recipient="The committee")
    return approved


def paths(product: Product, language: str) -> list[str]:
    page = f"/staff/cases/product/{product.pk}"
    return ["/staff/cases/product/", "/staff/cases/product/add/", f"{page}/change/", f"{page}/preview/{language}/"]


def fits(page: Page) -> bool:
    """Whether nothing stands out to the side."""
    return bool(page.locator("html").evaluate("page => page.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("setting", SETTINGS)
def test_pages_of_documents_pass_axe(page: Page, sign_in: SignIn, cast: Cast, product: Product, setting: str) -> None:
    width, scheme, language = SETTINGS[setting]
    if "without" in setting:  # axe is a script itself: a browser without any could not run it
        page.route("**/*.js", lambda route: route.abort())
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    sign_in(page, cast.advocacy)
    page.goto("/staff/cases/product/")
    if language != "en":
        page.locator(f"#user-tools button[value={language}]").click()
    wrong = {}
    for path in paths(product, language):
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == language
        wrong[path] = violations(page)
    assert not any(wrong.values()), wrong


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe finds, and whether anything stands out to the side."""
    page.evaluate(OPEN)
    found = [(one["id"], one["nodes"][0]["html"][:200]) for one in Axe().run(page).response["violations"]]
    return found if fits(page) else [*found, ("width", page.url)]


def test_the_page_of_whoever_approves_passes_axe(page: Page, sign_in: SignIn, cast: Cast, product: Product) -> None:
    """With what the search found, in the dark."""
    changed = edit_product(by=cast.advocacy, product=product, unknown={"en": "Vladivostok in May."})
    page.emulate_media(color_scheme="dark")
    sign_in(page, cast.lead)
    page.goto(paths(changed, "en")[2])
    expect(page.locator(".hits")).to_contain_text("Vladivostok")
    assert violations(page) == []


def test_three_languages_stand_side_by_side_where_there_is_room(
    page: Page, sign_in: SignIn, cast: Cast, product: Product
) -> None:
    sign_in(page, cast.advocacy)
    page.goto(paths(product, "en")[2])
    boxes = [page.locator(f"#id_summary_{language}") for language in ("en", "ko", "ru")]
    assert len({round(box.evaluate("box => box.getBoundingClientRect().top")) for box in boxes}) == 1
    page.set_viewport_size({"width": 360, "height": 900})
    assert len({round(box.evaluate("box => box.getBoundingClientRect().left")) for box in boxes}) == 1


def test_from_the_first_page_to_the_file_by_keyboard_without_javascript(
    plain_page: Page, sign_in: SignIn, cast: Cast, case: Case, published_release: PublishedRelease
) -> None:
    page = plain_page
    sign_in(page, cast.advocacy)
    page.goto("/staff/cases/product/add/")
    page.locator("#id_kind_1").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Situation brief")
    for name in ("summary", "asks"):
        page.locator(f"#id_{name}_ru").focus()
        page.keyboard.type("[[people]]")
    press(page, "Save and continue editing")
    press(page, "Preview in Russian", role="link")
    expect(page.locator(".paper")).to_contain_text("опрошенных")

    product = Product.objects.get()
    sign_in(page, cast.lead)
    page.goto(paths(product, "ru")[2])
    press(page, "Approve")
    sign_in(page, cast.advocacy)
    page.goto(paths(product, "ru")[2])
    page.get_by_label("For whom").focus()
    page.keyboard.type("The committee")
    page.keyboard.press("Enter")
    expect(page.locator(".kept")).to_contain_text("The committee")
    assert fits(page)
    assert ProductFile.objects.get().language == "ru"
    with page.expect_download() as download:
        page.locator(".kept a").focus()
        page.keyboard.press("Enter")
    assert download.value.path().read_bytes() == bytes(ProductFile.objects.get().content)


def press(page: Page, name: str, role: str = "button") -> None:
    """By keyboard, what stands on the page of a phone."""
    page.get_by_role(role, name=name, exact=True).focus()  # type: ignore[arg-type]
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert fits(page), page.url
