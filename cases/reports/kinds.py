"""Every kind of report, by its key."""

from .data_note import DATA_NOTE
from .method_note import METHOD_NOTE
from .pattern_report import PATTERN_REPORT
from .press_sheet import PRESS_SHEET
from .situation_brief import SITUATION_BRIEF
from .upr_submission import UPR_SUBMISSION

REPORTS = {
    one.key: one for one in (PATTERN_REPORT, SITUATION_BRIEF, PRESS_SHEET, UPR_SUBMISSION, DATA_NOTE, METHOD_NOTE)
}
