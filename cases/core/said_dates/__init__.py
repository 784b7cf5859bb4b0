"""Dates as people say them, in English, Korean and Russian: "autumn 2019", "2018년 봄부터", "до 2019".

Only words that are understood to the last one give bounds; of all others the words alone are kept. What was decided:

- Winter belongs to the year in which it begins ("winter 2017" ends in February 2018), unless that lies after the day of
  the interview or after the end of the range that it begins.
- "Early", "mid" and "late" in a year are ranges that overlap, and about; of a month or season they are all of it, about.
- "Before" and "after" (раньше, после, 전, 후) leave the named time out; "until", "since", до, с, 이전, 이후, 까지, 부터
  keep it in, as people mean it either way.
- New Year: after it is after 1 January, in Korean too. The lunar day is not computed: 설 means either day in the North.
- Two digits are a year after an apostrophe or in a form that only a year has ("'19", "19년도", "в 19 году"); "19년" and
  "19 года" only beside a month, a season or a part of the year: alone they may be a length of time. The century is that
  of the last hundred years before the day of the interview.
- "2010-12" may be December or three years: whatever can be read in two ways gives no bounds.
- Juche years are counted from 1912.
"""

from .reading import LONGEST, read_said
from .telling import in_words

__all__ = ["LONGEST", "in_words", "read_said"]
