"""Print: the only package that knows WeasyPrint.

``heft`` is the booklet as plain values; ``aus_auswahl`` and ``aus_wegweiser`` make one from the catalogue,
``vorlage`` sets it in a format, ``werkstatt`` has ``motor`` turn that into a PDF in a process of its own, ``speicher``
keeps it. The door is ``drucken``.
"""
