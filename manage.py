#!/usr/bin/env python
"""Django's command line for this project.

Without ``SECRET_KEY``, ``DEMO`` or ``DEBUG`` it works in development mode and says so; the web server
(``netzwerk.wsgi``) refuses to start instead.
"""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "netzwerk.settings")
    if not any(os.environ.get(name) for name in ("SECRET_KEY", "DEMO", "DEBUG")):
        os.environ["DEBUG"] = "1"
        print("Ohne SECRET_KEY: Entwicklungsbetrieb (DEBUG=1).", file=sys.stderr)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
