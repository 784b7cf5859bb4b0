"""The admin site at /staff/."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class StaffSite(AdminSite):
    site_header = _("Casetracker")
    site_title = _("Casetracker")
    index_title = _("Records")
