"""Sheets of people: CSV, XLSX and ODS → text and values, and back. Knows nothing of what is in them.

``tabelle`` reads bytes into numbered rows (``arbeitsmappe`` XLSX, ``opendocument`` ODS), ``kopf`` understands the
header, ``felder`` and ``zelle`` read cells, ``meldung`` says what is wrong, ``ausgabe`` and ``muster`` write.
"""
