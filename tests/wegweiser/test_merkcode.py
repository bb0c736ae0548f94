import re
from datetime import date, timedelta

import pytest

from wegweiser import merkcode
from wegweiser.merkcode import WORTE, ErschoepftError, make_merkliste, parse_code
from wegweiser.models import Merkliste

HEUTE = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ROSE-4827", "ROSE-4827"),
        ("rose-4827", "ROSE-4827"),
        (" Rose 4827 ", "ROSE-4827"),
        ("rose4827", "ROSE-4827"),
        ("Rose – 4827", "ROSE-4827"),
        ("rose_4827", "ROSE-4827"),
        ("ROSE", None),
        ("4827", None),
        ("rose-48270", None),
        ("rose-٤٨٢٧", None),
        ("röschen-4827", None),
        ("", None),
        ("a" * 5000, None),
    ],
)
def test_code_is_read_in_any_spelling(text, code):
    assert parse_code(text) == code


def test_words_are_short_plain_and_each_once():
    assert len(WORTE) == len(set(WORTE)) >= 150
    assert [wort for wort in WORTE if not re.fullmatch(r"[A-Z]{3,8}", wort)] == []


@pytest.mark.django_db
def test_code_has_no_zero_and_no_one():
    liste = make_merkliste((12, 45), am=HEUTE)

    assert re.fullmatch(r"[A-Z]+-[2-9]{4}", liste.code)
    assert (liste.nummern, liste.gilt_bis) == ("12-45", date(2026, 12, 22))


@pytest.mark.django_db
def test_same_numbers_keep_their_code_and_get_more_time():
    erste = make_merkliste((12, 45), am=HEUTE)
    zweite = make_merkliste((12, 45), am=HEUTE + timedelta(days=30))

    assert zweite.code == erste.code
    assert Merkliste.objects.get().gilt_bis == date(2027, 1, 21)


@pytest.mark.django_db
def test_what_has_run_out_goes_when_a_new_one_is_made():
    make_merkliste((12,), am=HEUTE)
    neue = make_merkliste((13,), am=HEUTE + timedelta(days=31))

    assert list(Merkliste.objects.all()) == [neue]


@pytest.mark.django_db
@pytest.mark.parametrize("grenze", ["HOECHSTENS", "HOECHSTENS_JE_TAG"])
def test_no_more_than_so_many(monkeypatch, grenze):
    monkeypatch.setattr(merkcode, grenze, 1)
    make_merkliste((12,), am=HEUTE)

    with pytest.raises(ErschoepftError):
        make_merkliste((13,), am=HEUTE)


@pytest.mark.django_db
def test_taken_code_is_drawn_again(monkeypatch):
    monkeypatch.setattr(merkcode, "WORTE", ("ROSE",))
    monkeypatch.setattr(merkcode, "ZIFFERN", "2")
    make_merkliste((12,), am=HEUTE)

    with pytest.raises(ErschoepftError):
        make_merkliste((13,), am=HEUTE)
    assert Merkliste.objects.count() == 1
