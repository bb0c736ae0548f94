"""Public addresses of the guides, of brochures and of printed short numbers."""

from django.urls import path

from wegweiser import views

app_name = "wegweiser"
urlpatterns = [
    path("wegweiser/", views.wegweiser_list, name="wegweiser_list"),
    path("wegweiser/<slug:slug>/", views.wegweiser_detail, name="wegweiser_detail"),
    path("wegweiser/<slug:slug>.pdf", views.wegweiser_pdf, name="wegweiser_pdf"),
    path("angebote.pdf", views.angebote_pdf, name="angebote_pdf"),
    path("e/<int:nummer>", views.eintrag, name="eintrag"),
]
