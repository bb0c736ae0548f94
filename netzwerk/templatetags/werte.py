"""Wording of values: numbers, dates, phone numbers, yes/no/unknown. Nothing else."""

import re
from datetime import date

import phonenumbers
import pyphen
from django import template
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from netzwerk.markdown import als_html

register = template.Library()

LANGES_WORT = re.compile(r"[^\W\d_]{15,}")
SILBEN = pyphen.Pyphen(lang="de_DE", left=5, right=5)


@register.filter
def euro(cent: int | None) -> str:
    """„12,50 €“ from euro cents; 0 is „kostenlos“, ``None`` is „nicht bekannt“."""
    if cent is None:
        return _("nicht bekannt")
    if cent == 0:
        return _("kostenlos")
    return (f"{cent // 100} €" if cent % 100 == 0 else f"{cent // 100},{cent % 100:02d} €").replace(" ", "\u00a0")


@register.filter
def ja_nein(wert: bool | None) -> str:
    """Tri-state in words."""
    return {True: _("ja"), False: _("nein"), None: _("nicht bekannt")}[wert]


@register.filter
def telefon_link(nummer: str) -> str:
    """The number for ``tel:`` links: E.164 where it is a German number, else its digits (116 016, 112)."""
    try:
        geparst = phonenumbers.parse(nummer, "DE")
    except phonenumbers.NumberParseException:
        geparst = None
    if geparst and phonenumbers.is_valid_number(geparst):
        return phonenumbers.format_number(geparst, phonenumbers.PhoneNumberFormat.E164)
    return "".join(zeichen for zeichen in nummer if zeichen.isdigit() or zeichen == "+")


@register.filter
def monat(tag: date | None) -> str:
    """„Oktober 2026“."""
    return date_format(tag, "F Y") if tag else ""


@register.filter
def kommende(ausnahmen, am: date) -> list:
    """Exceptions in words: those that are not over on the given day, and those of all school holidays."""
    return [str(ausnahme) for ausnahme in ausnahmen.all() if ausnahme.bis is None or ausnahme.bis >= am]


@register.filter
def zeiten_ab(objekt, am: date | None) -> list[str]:
    """The hours of an entry in words, without what ended before the day."""
    return objekt.zeiten_ab(am)


@register.filter
def weich(text: str) -> str:
    """Soft hyphens in words too long for a phone; not every browser knows German hyphenation."""
    return LANGES_WORT.sub(lambda wort: SILBEN.inserted(wort[0], "\u00ad"), str(text))


@register.filter
def ohne_schema(adresse: str) -> str:
    """A web address as one reads it out: without „https://“ and the last slash."""
    return adresse.removeprefix("https://").removeprefix("http://").removesuffix("/")


@register.filter
def markdown(text: str, ueberschrift_ab: int = 3) -> str:
    # Safe: als_html sanitises with an allow-list.
    return mark_safe(als_html(text, ueberschrift_ab=ueberschrift_ab))  # noqa: S308
