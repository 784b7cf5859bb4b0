"""Long work as jobs: put down by a page, carried out by a thread beside the staff pages, followed on a page of its own.

A job knows uuids and codes only. It acts as the person who asked for it, whose rights are looked at anew when it runs.
"""

from .asking import enqueue_audit, enqueue_build

__all__ = ["enqueue_audit", "enqueue_build"]
