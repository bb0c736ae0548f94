"""The one error of printing. Pure."""


class DruckError(Exception):
    """A booklet cannot be made; the text is German, for the person who asked for it."""
