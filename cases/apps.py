from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Casetracker"

    def ready(self) -> None:
        from cases.core import checks  # noqa: F401  (registers the system checks)
