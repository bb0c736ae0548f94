import gc

from netzwerk.speicher import JUNGE, entlaste_sammler


def test_what_is_loaded_stays_out_of_collections():
    vorher = gc.get_threshold()
    try:
        entlaste_sammler()

        assert (gc.get_freeze_count() > 0, gc.get_threshold()) == (True, (JUNGE, *vorher[1:]))
    finally:
        gc.unfreeze()
        gc.set_threshold(*vorher)
