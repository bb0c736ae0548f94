import pytest

from wegweiser.merkzettel import HOECHSTENS, VollError, add_nummern, join_nummern, read_adresse, read_cookie

VOLL = tuple(range(1, HOECHSTENS + 1))


@pytest.mark.parametrize(
    ("text", "nummern"),
    [
        ("12", (12,)),
        ("12-45-78", (12, 45, 78)),
        ("78-12-78", (78, 12)),
        ("999999999", (999999999,)),
        (join_nummern(VOLL), VOLL),
        ("", ()),
        ("abc", ()),
        ("12-abc", ()),
        ("-5", ()),
        ("12--5", ()),
        ("0", ()),
        ("012", ()),
        ("1234567890", ()),
        ("١٢", ()),
        ("12\n", ()),
        ("9" * 5000, ()),
        ("-".join(map(str, range(1, 10_001))), ()),
        (join_nummern((*VOLL, 31)), ()),
    ],
)
def test_cookie_is_read_or_ignored_as_a_whole(text, nummern):
    assert read_cookie(text) == nummern


@pytest.mark.parametrize(
    ("text", "nummern"),
    [
        ("12-45-78", (12, 45, 78)),
        ("12, 45.", (12, 45)),
        ("12-1234567890-0-7", (12, 7)),
        ("", ()),
        ("<script>", ()),
        ("-".join(map(str, range(1, 10_001))), VOLL),
    ],
)
def test_address_is_read_as_far_as_it_makes_sense(text, nummern):
    assert read_adresse(text) == nummern


def test_new_numbers_come_last_and_once():
    assert add_nummern((12, 45), (7, 12)) == (12, 45, 7)


def test_list_takes_thirty_and_no_more():
    assert add_nummern(VOLL[:-1], (30, 1)) == VOLL
    with pytest.raises(VollError):
        add_nummern(VOLL, (31,))
