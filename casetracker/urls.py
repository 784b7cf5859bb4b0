"""Addresses: staff at /staff/, the public under a language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("staff/", admin.site.urls),
    path("data/", include("cases.public.data_urls")),
    # "/" itself answers with the best language: LocaleMiddleware sends it on.
    *i18n_patterns(path("", include("cases.public.urls"))),
]

handler404 = "cases.public.views.not_found"
