from pathlib import Path

from netzwerk.leaflet import DATEIEN, LeafletFinder


def test_only_what_the_map_needs_is_collected():
    finder = LeafletFinder()

    gefunden = [(name, storage.exists(name)) for name, storage in finder.list([])]

    assert gefunden == [(name, True) for name in DATEIEN]
    assert Path(finder.find("leaflet/leaflet.js")).name == "leaflet.js"
    assert finder.find("leaflet/draw/leaflet.draw.js") is None
    assert finder.find("leaflet/draw/leaflet.draw.js", find_all=True) == []
