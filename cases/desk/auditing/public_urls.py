"""Every public address, also in a process that serves staff only: the audit looks at the pages before the public does.

Named by their modules: the desk itself knows nothing of the public tower. A test holds these against ``casetracker.urls``.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("cases.public.root_urls")),
    path("data/", include("cases.public.data_urls")),
    *i18n_patterns(path("", include("cases.public.urls"))),
]
