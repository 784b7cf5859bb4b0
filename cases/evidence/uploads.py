"""Uploads stay in memory until they are sealed; nothing reaches the temp folder."""

from django.core.files.uploadhandler import MemoryFileUploadHandler


class InMemoryUploadHandler(MemoryFileUploadHandler):
    pass
