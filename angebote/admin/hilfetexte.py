"""An example for each field of an offer that is often filled in so that parents cannot use it."""

from django.utils.translation import gettext_lazy as _

HILFEN = {
    "titel": _("Wie Eltern es nennen, z. B. „Offene Sprechstunde zum Unterhalt“ statt „Projekt KOMPASS“."),
    "kurzbeschreibung": _("Was bekommen Eltern hier? Z. B. „Hilfe beim Antrag, auch ohne Termin“."),
    "themen": _("Ein bis drei, so genau wie möglich. Das Hauptthema gilt dann mit."),
    "regionen": _("Wer darf kommen? Das kleinste Gebiet, das stimmt; „Landkreis Northeim“ umfasst alle Orte darin."),
    "telefon": _("Z. B. „05551 708-140“. Leer: die Nummer des Partners."),
    "kosten_text": _("Was der Betrag nicht sagt, z. B. „Materialkosten, mit Bildungspaket frei“."),
    "anmeldung_text": _("Wie und bis wann, z. B. „telefonisch bis zum Vortag, 12 Uhr“."),
    "kinderbetreuung": _("Für viele die wichtigste Angabe. Im Zweifel beim Partner nachfragen."),
    "kinderbetreuung_text": _("Z. B. „ab 1 Jahr, bitte zwei Tage vorher anmelden“."),
    "zeiten_hinweis": _("Was die Zeiten nicht sagen, z. B. „nicht in den Schulferien“."),
    "gueltig_von": _("Vorher ist das Angebot nicht zu sehen. Leer: ab sofort."),
    "gueltig_bis": _("Danach ist es von selbst nicht mehr zu sehen, z. B. der letzte Kurstag. Leer: ohne Ende."),
    "foerderung_bis": _("Nur für die Verwaltung: letzter Tag, an dem das Geld reicht. Eltern sehen ihn nicht."),
}
