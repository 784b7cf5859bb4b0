"""Addresses of files. Those of a release are the same bytes in every language; of others the name says which."""

from django.urls import path, re_path

from . import views

app_name = "data"

urlpatterns = [
    path("<slug:identifier>/dataset.<str:language>.jsonld", views.dataset_jsonld, name="dataset"),
    re_path(r"^(?P<identifier>[\w-]{1,20})/(?P<name>[\w.-]{1,60})$", views.file, name="file"),
    path("<slug:identifier>/tables/<slug:key>.<str:language>.<str:form>", views.table_file, name="table"),
    path("<slug:identifier>/cite/<slug:key>.<str:form>", views.cite_file, name="cite"),
]
