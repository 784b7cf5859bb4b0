"""What the measured server loads: the product's settings, with the empty address added."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casetracker.settings")
settings.ROOT_URLCONF = "cases.management.bench.urls"
application = get_wsgi_application()
