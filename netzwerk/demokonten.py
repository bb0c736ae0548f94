"""Four accounts for trying out the demo. Their passwords are public: they only work where nothing is at stake."""

from django.conf import settings

from netzwerk.models import Ansprechperson, Konto, Netzwerk, Partner, Zugang

NETZWERK, PARTNER, LOTSIN = "northeim", "nom-familienhaus", "nom-lotsin-nord"


def load_konten() -> list[tuple[int, str]]:
    """One account for each role. Outside of demo and development they get no password and cannot log in."""
    zugaenge = {
        "koordination": {"netzwerk": Netzwerk.objects.get(slug=NETZWERK, ist_beispiel=True)},
        "partner": {"partner": Partner.objects.get(externer_schluessel=PARTNER)},
        "lotsin": {"person": Ansprechperson.objects.get(externer_schluessel=LOTSIN)},
        "verwaltung": {},
    }
    rollen = {
        "koordination": Zugang.Rolle.KOORDINATION,
        "partner": Zugang.Rolle.REDAKTION,
        "lotsin": Zugang.Rolle.LOTSIN,
    }
    for name, reichweite in zugaenge.items():
        konto, ist_neu = Konto.objects.get_or_create(
            username=name, defaults={"is_staff": True, "first_name": "Beispiel", "last_name": name.capitalize()}
        )
        if ist_neu:
            konto.set_password(f"beispiel-{name}" if settings.OPEN_HOUSE else None)
            konto.save()
        Zugang.objects.get_or_create(konto=konto, rolle=rollen.get(name, Zugang.Rolle.VERWALTUNG), **reichweite)
    return [(len(zugaenge), "Konten")]
