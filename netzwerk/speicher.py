"""Python's garbage collector in a web process."""

import gc

# Objects made before the youngest are looked through; a page with a long table makes some ten thousand.
JUNGE = 50_000


def entlaste_sammler() -> None:
    """Leave what is loaded by now out of every collection: it lives as long as the process.

    Without this a full collection falls into one page of twenty and costs it a tenth of a second.
    """
    gc.set_threshold(JUNGE, *gc.get_threshold()[1:])
    gc.collect()
    gc.freeze()
