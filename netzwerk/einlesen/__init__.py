"""Partners, contact persons and drop-in points out of a sheet: rows → plan → database, and back into a sheet.

``spalten`` are kinds of columns, ``sorte`` what a kind of sheet is (``partner``, ``person``; an app further right has
its own), ``abgleich`` makes a plan of the rows, ``uebernahme`` carries it out. Offers have their own way in
``angebote/import_export``; reading, header, messages and the pages of the Verwaltung are the same for all.
"""
