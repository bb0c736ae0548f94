from django.urls import path

from anlaufstellen import views

app_name = "anlaufstellen"
urlpatterns = [
    path("anlaufstellen/", views.anlaufstelle_list, name="anlaufstelle_list"),
    path("anlaufstellen/<slug:slug>-<int:nummer>/", views.anlaufstelle_detail, name="anlaufstelle_detail"),
    path("anlaufstellen/<slug:slug>-<int:nummer>/zeiten.ics", views.zeiten_ics, name="zeiten_ics"),
    path("anlaufstellen/<slug:slug>-<int:nummer>/tour.ics", views.tour_ics, name="tour_ics"),
]
