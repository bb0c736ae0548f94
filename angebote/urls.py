from django.urls import path

from angebote.views import angebot, bestaetigung, leistung, rueckmeldung, termin, vorschlag

app_name = "angebote"
urlpatterns = [
    path("", angebot.start, name="start"),
    path("angebote/", angebot.angebot_list, name="angebot_list"),
    path("angebote.json", angebot.angebot_json, name="angebot_json"),
    path("angebote.csv", angebot.angebot_csv, name="angebot_csv"),
    path("angebote/<slug:slug>-<int:nummer>/", angebot.angebot_detail, name="angebot_detail"),
    path("termine/", termin.termin_list, name="termin_list"),
    path("termine.ics", termin.termin_ics, name="termin_ics"),
    path("bestaetigen/danke/", bestaetigung.danke, name="bestaetigen_danke"),
    path("bestaetigen/<str:token>/", bestaetigung.bestaetigen, name="bestaetigen"),
    path("bestaetigen/<str:token>/aendern/<int:nummer>/", bestaetigung.aendern, name="bestaetigen_aendern"),
    path("vorschlaege.json", vorschlag.vorschlaege_json, name="vorschlaege_json"),
    path("leistungen/", leistung.leistung_list, name="leistung_list"),
    path("leistungen/<slug:slug>/", leistung.leistung_detail, name="leistung_detail"),
    path("rueckmeldung/<slug:art>/<slug:kennung>/", rueckmeldung.rueckmeldung, name="rueckmeldung"),
    path("rueckmeldung/<slug:art>/<slug:kennung>/danke/", rueckmeldung.rueckmeldung_danke, name="rueckmeldung_danke"),
]
