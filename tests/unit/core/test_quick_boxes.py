"""Boxes and lists that are written at once are those that Django draws, and nothing typed becomes a tag."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from cases.core.quick_boxes import QUICK
from cases.core.quick_select import LongList, QuickSelect

HOSTILE = "\"><script>'&</script>\n한"
PLACES = [("", "–"), ("Russia", [("RU", HOSTILE), ("RU-SA", "Yakutia")]), (HOSTILE, [("KP", "Korea")])]
ONE = [("yes", "yes"), (HOSTILE, HOSTILE)]


class Boxes(forms.Form):
    line = forms.CharField(
        required=False, help_text="as said", widget=forms.TextInput(attrs={"dir": "auto", "size": 8})
    )
    box = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    tick = forms.BooleanField(required=False)
    one = forms.ChoiceField(required=False, choices=ONE, widget=forms.RadioSelect)
    some = forms.MultipleChoiceField(required=False, choices=ONE, widget=forms.CheckboxSelectMultiple)
    off = forms.CharField(required=False, disabled=True)
    number = forms.IntegerField(required=False)


class Lists(forms.Form):
    place = forms.ChoiceField(required=False, choices=PLACES)


class QuickLists(forms.Form):
    place = forms.ChoiceField(required=False, choices=PLACES, widget=QuickSelect)


class _Pieces(HTMLParser):
    """Tags with their attributes in any order, and the words between them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, sorted((name, value or "") for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(data.strip())


def pieces(html: object) -> list[Any]:
    reader = _Pieces()
    reader.feed(str(html))
    reader.close()
    return reader.found


VALUES = [
    None,
    {},
    {"line": HOSTILE, "box": HOSTILE, "tick": "on", "one": HOSTILE, "some": ["yes", HOSTILE], "number": HOSTILE},
    {"line": "0", "box": "0", "one": "yes", "some": [], "number": "0"},
]


@pytest.mark.parametrize("data", VALUES)
def test_every_box_is_drawn_as_django_does(data: dict[str, Any] | None) -> None:
    plain, quick = Boxes(data, renderer=DjangoTemplates()), Boxes(data, renderer=QUICK)
    for name in Boxes.base_fields:
        assert pieces(quick[name]) == pieces(plain[name]), name
    tags = [[pieces(option.tag()) for name in ("one", "some") for option in form[name]] for form in (plain, quick)]
    assert tags[0] == tags[1]


def test_values_of_a_stored_record_too() -> None:
    initial = {
        "line": HOSTILE,
        "box": HOSTILE,
        "tick": True,
        "one": "yes",
        "some": [HOSTILE],
        "number": 0,
        "off": HOSTILE,
    }
    plain, quick = Boxes(initial=initial, renderer=DjangoTemplates()), Boxes(initial=initial, renderer=QUICK)
    assert [pieces(quick[name]) for name in initial] == [pieces(plain[name]) for name in initial]


@pytest.mark.parametrize("value", [None, "", "RU", "RU-SA", "not there", HOSTILE])
def test_a_list_is_drawn_as_django_does(value: str | None) -> None:
    data = None if value is None else {"place": value}
    assert pieces(QuickLists(data)["place"]) == pieces(Lists(data)["place"])


def test_a_long_list_is_read_when_it_is_asked_for_and_each_time_anew() -> None:
    offered = [("RU", "Russia")]
    asked: list[int] = []

    def read() -> list[tuple[str, str]]:
        asked.append(1)
        return offered

    form = QuickLists({"place": "KP"})
    field: Any = form.fields["place"]
    field.choices = LongList(read)
    assert not asked
    assert not form.is_valid()
    offered.append(("KP", "Korea"))
    assert field.clean("KP") == "KP"
    assert '<option value="KP" selected>' in str(form["place"])
