"""A page used with the keys alone: nothing is clicked, and what cannot be reached with Tab is not reached."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Locator, Page, expect

MOST_STEPS = 160
FOCUSED = "element => element === document.activeElement"


class Keyboard:
    """Somebody at a page with their hands on the keys."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def visit(self, path: str) -> None:
        """An address typed by hand; then over the navigation, to the content."""
        self.page.goto(path)
        self.skip()

    def skip(self) -> None:
        """Over the navigation."""
        self.reach(self.page.locator("a[href='#content']"))
        self.page.keyboard.press("Enter")

    def reach(self, target: Locator) -> None:
        """Press Tab until it has the focus."""
        for _step in range(MOST_STEPS):
            if target.evaluate(FOCUSED):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no key leads to {target}")

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        """Go where a link leads."""
        self._act((within or self.page.locator("main")).get_by_role("link", name=name).first)

    def press(self, name: str) -> None:
        """Press a button."""
        self._act(self.page.locator("main").get_by_role("button", name=name, exact=True).first)

    def _act(self, target: Locator) -> None:
        self.reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, name: str, text: str) -> None:
        """Type into the field of this name; what stood there goes."""
        field = self.page.locator(f"main [name='{name}']").first
        self.reach(field)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def day(self, name: str, day: date) -> None:
        """A day, part by part as this browser's field asks them: month, day, year."""
        self.reach(self.page.locator(f"main [name='{name}']").first)
        self.page.keyboard.type(day.strftime("%m%d%Y"))

    def time(self, name: str, time: str) -> None:
        """A time before noon, part by part: hours, minutes, half of the day."""
        self.reach(self.page.locator(f"main [name='{name}']").first)
        self.page.keyboard.type(time.replace(":", "") + "AM")

    def choose(self, name: str, value: str) -> None:
        """An answer of a list, or of a group, by its value."""
        field = self.page.locator(f"main [name='{name}']").first
        if field.evaluate("element => element.tagName") == "SELECT":
            self._from_list(field, value)
        elif field.get_attribute("type") == "radio":
            self._from_group(name, value)
        else:
            self._tick(self.page.locator(f"main [name='{name}'][value='{value}']"))

    def tick(self, name: str) -> None:
        """Tick a box."""
        self._tick(self.page.locator(f"main [name='{name}']").first)

    def _tick(self, box: Locator) -> None:
        self.reach(box)
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def _from_list(self, field: Locator, value: str) -> None:
        self.reach(field)
        self.page.keyboard.press("Home")
        for _step in range(field.locator("option").count()):
            if field.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no key chooses {value}")

    def _from_group(self, name: str, value: str) -> None:
        group = self.page.locator(f"main [name='{name}']")
        wanted = self.page.locator(f"main [name='{name}'][value='{value}']")
        checked = self.page.locator(f"main [name='{name}']:checked")
        self.reach(checked if checked.count() else group.first)
        if not checked.count():
            self.page.keyboard.press("Space")
        for _step in range(group.count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no key chooses {value}")
