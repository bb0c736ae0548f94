"""Background work without a worker process: one task after the other in a thread of the web process.

For the demo and for a small portal; in production ``manage.py db_worker`` does it (``TASKS_BACKEND=datenbank``). What
waits is lost when the process ends: whoever orders a task must notice that it has fallen silent.
"""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from django.tasks.backends.immediate import ImmediateBackend


class HintergrundBackend(ImmediateBackend):
    supports_get_result = False

    def __init__(self, alias, params):
        super().__init__(alias, params)
        self._faden = ThreadPoolExecutor(max_workers=1, thread_name_prefix="aufgaben")

    def _execute_task(self, task_result):
        self._faden.submit(self._arbeite, task_result)

    def _arbeite(self, task_result):
        try:
            super()._execute_task(task_result)
        finally:
            connections.close_all()
