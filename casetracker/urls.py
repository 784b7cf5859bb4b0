"""Addresses: staff at /staff/, the public under a language."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("staff/", admin.site.urls),
]
