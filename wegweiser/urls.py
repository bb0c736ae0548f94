"""Public addresses of the guides, of brochures, of lists and of printed short numbers."""

from django.urls import path

from wegweiser.views import auftrag, eintrag, merkdateien, merkzettel, schild, suche, tour, wegweiser

app_name = "wegweiser"
urlpatterns = [
    path("wegweiser/", wegweiser.wegweiser_list, name="wegweiser_list"),
    path("wegweiser/<slug:slug>/", wegweiser.wegweiser_detail, name="wegweiser_detail"),
    path("wegweiser/<slug:slug>.pdf", wegweiser.wegweiser_pdf, name="wegweiser_pdf"),
    path("anlaufstellen/<slug:slug>-<int:nummer>/schild.pdf", schild.schild_pdf, name="schild"),
    path("angebote.pdf", suche.angebote_pdf, name="angebote_pdf"),
    path("anlaufstellen/<slug:slug>-<int:nummer>/tour.pdf", tour.tour_pdf, name="tour_pdf"),
    path("merkzettel/", merkzettel.merkzettel, name="merkzettel"),
    path("merkzettel.pdf", merkdateien.mein_wegweiser_pdf, name="mein_wegweiser_pdf"),
    path("merkzettel.ics", merkdateien.termine_ics, name="termine_ics"),
    path("merkzettel/laufzettel.pdf", merkdateien.laufzettel_pdf, name="laufzettel_pdf"),
    path("merkzettel/code/", merkzettel.merkzettel_code_neu, name="merkzettel_code_neu"),
    path("merkzettel/<str:code>/", merkzettel.merkzettel_code, name="merkzettel_code"),
    path("druck/<uuid:auftrag_id>/", auftrag.druckauftrag, name="druckauftrag"),
    path("druck/<uuid:auftrag_id>.json", auftrag.druckauftrag_json, name="druckauftrag_json"),
    path("druck/<uuid:auftrag_id>.pdf", auftrag.druckauftrag_pdf, name="druckauftrag_pdf"),
    path("e/<int:nummer>", eintrag.eintrag, name="eintrag"),
]
