"""Public addresses; each stands under a language."""

from django.urls import path

from . import views

app_name = "public"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("cases/", views.cases, name="cases"),
    path("cases/<slug:slug>/", views.case, name="case"),
    path("figures/", views.figures, name="figures"),
    path("method/", views.method, name="method"),
    path("glossary/", views.glossary, name="glossary"),
]
