"""Public addresses; each stands under a language. Files have addresses of their own: data_urls."""

from django.urls import path

from . import views

app_name = "public"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("patterns/", views.patterns, name="patterns"),
    path("patterns/interviewed/", views.interviewed, name="interviewed"),
    path("patterns/together/", views.together, name="together"),
    path("patterns/<slug:code>/", views.indicator, name="indicator"),
    path("hours-and-pay/", views.hours_and_pay, name="hours_and_pay"),
    path("pathway/", views.pathway, name="pathway"),
    path("time/", views.time, name="time"),
    path("places/", views.places, name="places"),
    path("releases/", views.releases, name="releases"),
    path("releases/<slug:identifier>/", views.release, name="release"),
    path("releases/<slug:identifier>/<slug:key>/", views.release_table, name="release_table"),
    path("releases/<slug:identifier>/<slug:key>/plain/", views.plain_table, name="plain_table"),
    path("embed/<slug:identifier>/<slug:key>/", views.embed, name="embed"),
    path("feed.xml", views.feed, name="feed"),
    path("cases/", views.cases, name="cases"),
    path("cases/<slug:slug>/", views.case, name="case"),
    path("figures/", views.figures, name="figures"),
    path("voices/", views.voices, name="voices"),
    path("actions/", views.actions, name="actions"),
    path("corrections/", views.corrections, name="corrections"),
    path("method/", views.method, name="method"),
    path("method/reading/", views.method_reading, name="method_reading"),
    path("method/blur/", views.method_blur, name="method_blur"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("glossary/", views.glossary, name="glossary"),
]
