"""English dates as the reports write them, without the American order."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
