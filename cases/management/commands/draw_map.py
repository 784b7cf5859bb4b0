import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.management.map_shapes import draw

FOLDER = settings.BASE_DIR / "data" / "map"
PLACES = settings.BASE_DIR / "data" / "vocabulary" / "places.csv"
SHAPES = FOLDER / "shapes.json"


class Command(BaseCommand):
    help = "Draw data/map/shapes.json, the outlines of the map, from its sources; --check only compares."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        text = json.dumps(draw(FOLDER, PLACES), indent=1) + "\n"
        if not options["check"]:
            SHAPES.write_text(text, encoding="utf-8")
        elif not SHAPES.exists() or SHAPES.read_text(encoding="utf-8") != text:
            raise CommandError("data/map/shapes.json differs from its sources: run manage.py draw_map.", returncode=2)
