"""A child's age: in full months inside, in words outside. The small ones are not measured in years."""

import re

MUSTER = re.compile(r"^(\d{1,3})\s*(monate?|mon\.?|m|jahre?|j\.?)?$")
HOECHSTALTER_MONATE = 27 * 12


def parse_alter(text: str) -> int:
    """Full months from „6 Monate“, „3 Jahre“ or „3“ (years), 0 to 27 years. Raises ``ValueError`` in German."""
    treffer = MUSTER.match(text.strip().casefold())
    if treffer:
        monate = int(treffer[1]) * (1 if (treffer[2] or "").startswith("m") else 12)
        if monate <= HOECHSTALTER_MONATE:
            return monate
    raise ValueError(f"„{text}“ – bitte ein Alter bis 27 Jahre, z. B. „6 Monate“ oder „3 Jahre“.")


def alter_als_text(monate: int) -> str:
    """„6 Monate“ below two years where months are meant, else „3 Jahre“."""
    if monate % 12 or monate == 0:
        return f"{monate} Monat" if monate == 1 else f"{monate} Monate"
    return f"{monate // 12} Jahr" if monate == 12 else f"{monate // 12} Jahre"


def altersspanne(ab: int | None, bis: int | None) -> str:
    """„3 bis 6 Jahre“, „ab 6 Monaten“, „bis 3 Jahre“; empty when it says nothing. Months, both inclusive."""
    if not ab:
        return "" if bis is None else f"bis {alter_als_text(bis)}"
    if bis is None:
        text = alter_als_text(ab)
        return f"ab {text}n" if text.endswith("e") else f"ab {text}"
    if ab % 12 == 0 and bis % 12 == 0:
        return f"{ab // 12} bis {alter_als_text(bis)}"
    return f"{alter_als_text(ab)} bis {alter_als_text(bis)}"
