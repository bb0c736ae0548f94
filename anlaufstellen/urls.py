from django.urls import path

from anlaufstellen import views

app_name = "anlaufstellen"
urlpatterns = [
    path("anlaufstellen/", views.anlaufstelle_list, name="anlaufstelle_list"),
    path("anlaufstellen/<slug:slug>-<int:nummer>/", views.anlaufstelle_detail, name="anlaufstelle_detail"),
]
