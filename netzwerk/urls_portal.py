"""Public addresses of the base app."""

from django.urls import path

from netzwerk.views import netzwerk, partner, portal

app_name = "netzwerk"
urlpatterns = [
    path("netzwerke/", netzwerk.netzwerk_list, name="netzwerk_list"),
    path("netzwerke/<slug:slug>/", netzwerk.netzwerk_detail, name="netzwerk_detail"),
    path("partner/", partner.partner_list, name="partner_list"),
    path("partner/<slug:slug>/", partner.partner_detail, name="partner_detail"),
    path("gesund", portal.gesund, name="gesund"),
    path("favicon.ico", portal.favicon, name="favicon"),
    path("robots.txt", portal.robots, name="robots"),
]
for seite in netzwerk.RECHTLICHES:
    urlpatterns += [
        path(f"{seite}/", netzwerk.rechtliches, {"seite": seite}, name=seite),
        path(f"netzwerke/<slug:slug>/{seite}/", netzwerk.rechtliches, {"seite": seite}, name=f"netzwerk_{seite}"),
    ]
