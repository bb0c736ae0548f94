"""Bare WeasyPrint: HTML from the standard input, a stylesheet and the file to write as arguments."""

import sys
from pathlib import Path

from weasyprint import CSS, HTML

html = HTML(string=sys.stdin.read())
Path(sys.argv[2]).write_bytes(html.write_pdf(stylesheets=[CSS(string=sys.argv[1])], pdf_variant="pdf/ua-1"))
