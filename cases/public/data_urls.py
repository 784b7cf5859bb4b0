"""Addresses of files: the same bytes in every language, so none stands in the address."""

from django.urls import re_path

from . import views

app_name = "data"

urlpatterns = [
    re_path(r"^(?P<identifier>[\w-]{1,20})/(?P<name>[\w.-]{1,60})$", views.file, name="file"),
]
