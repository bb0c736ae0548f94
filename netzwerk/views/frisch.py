"""Pages that say what is open now."""

from django.views.decorators.cache import cache_control

# Asked for anew each time; a page that stays open keeps itself right (offen.js).
frisch = cache_control(private=True, no_cache=True)
