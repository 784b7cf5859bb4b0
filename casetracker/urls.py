"""Addresses: staff at /staff/, the public under a language; CASETRACKER_SIDE says which half a process serves."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []

if settings.SIDE != "public":
    from django.contrib import admin

    urlpatterns += [path("staff/", admin.site.urls), path("accounts/", include("cases.accounts.urls"))]

if settings.SIDE != "staff":
    urlpatterns += [
        path("", include("cases.public.root_urls")),
        path("data/", include("cases.public.data_urls")),
        # "/" itself answers with the best language: LocaleMiddleware sends it on.
        *i18n_patterns(path("", include("cases.public.urls"))),
    ]

handler400 = "cases.core.error_pages.bad_request"
handler403 = "cases.core.error_pages.forbidden"
handler404 = "cases.core.error_pages.not_found" if settings.SIDE == "staff" else "cases.public.views.not_found"
handler500 = "cases.core.error_pages.server_error"
handler429 = "cases.accounts.views.door.too_many"  # allauth asks for it, Django does not
