"""The admin app, with our own site class at /staff/."""

from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    default_site = "cases.core.staff_site.StaffSite"
