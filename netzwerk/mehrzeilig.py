"""A field of several lines. Browsers send a line break as two signs, the database keeps one."""

from django import forms


class Mehrzeilig(forms.CharField):
    """Without this a text that nobody touched would count as changed, and twice as long at its breaks."""

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)
