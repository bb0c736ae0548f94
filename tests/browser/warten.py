"""How browser tests wait: for a page that has loaded or a state that has come, never for a time.

A click goes on when the next page has begun. What is read without waiting (``count``, ``all_inner_texts``, ``title``,
``evaluate``, ``is_visible``) would see half of it, or nothing, on a slow machine. So whatever leads to another page
is done by ``folge`` or inside ``neue_seite``; what a script changes is awaited by ``expect`` or ``warte_bis``.
"""

from collections.abc import Callable
from contextlib import contextmanager
from time import monotonic

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

GEDULD = 60_000  # milliseconds for one action, one page, one state; a booklet takes longer
GEDULD_DRUCK = 300_000

expect.set_options(timeout=GEDULD)


def neuer_kontext(browser: Browser, **mehr) -> BrowserContext:
    """A browser of its own, German and patient."""
    kontext = browser.new_context(**{"locale": "de-DE", **mehr})
    kontext.set_default_timeout(GEDULD)
    kontext.set_default_navigation_timeout(GEDULD)
    return kontext


@contextmanager
def neue_seite(tab: Page):
    """What is done inside leads to another page; goes on when that has loaded with all that belongs to it."""
    with tab.expect_navigation(wait_until="load"):
        yield


def folge(stelle: Locator) -> None:
    """Clicks on what leads to another page."""
    with neue_seite(stelle.page):
        stelle.click()


def warte_bis(tab: Page, bedingung: Callable[[], object], *, geduld: int = GEDULD, takt: int = 50) -> None:
    """Until the condition is true, asked every ``takt`` milliseconds; meanwhile the tab's events come in."""
    ende = monotonic() + geduld / 1000
    while not bedingung():
        if monotonic() > ende:
            pytest.fail(f"Nach {geduld // 1000} Sekunden noch nicht eingetreten, {tab.url}")
        tab.wait_for_timeout(takt)


def warte_auf_bild(tab: Page) -> None:
    """Until the page has been drawn anew: what an event has set off is done. Needs scripts and a clock that runs."""
    tab.evaluate("() => new Promise(fertig => requestAnimationFrame(() => requestAnimationFrame(fertig)))")


def stelle_breite(tab: Page, breite: int) -> None:
    """Makes the window so wide, and waits until the page knows it."""
    tab.set_viewport_size({"width": breite, "height": 800})
    warte_bis(tab, lambda: tab.evaluate("innerWidth") == breite)


def halte_uhr_an(tab: Page) -> None:
    """The clock of the pages opened from now on stands still until ``tab.clock.run_for`` moves it."""
    tab.clock.install(time=0)
    tab.clock.pause_at(1000)
