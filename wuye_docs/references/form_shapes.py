"""What reads like the name of a form in Chinese prose where no 《》 marks it: the object of 填写, 登入, 开具 …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_VERBS = "填写|填报|填具|登入|记入|录入|登记[在于到]|记录[在于到]|开具|签发|填发"
_ENDINGS = "台账|台帐|登记簿|登记册|登记本|记录簿|记录本|通知书|确认书|申请书|告知书|承诺书|审批表|表|单"
FILLING_IN = re.compile(_VERBS)
"""What stands before the name of every form that is found."""
# Behind the name the sentence ends, or goes on with one of these.
_SHAPE = (
    rf"(?:{_VERBS})了?([\u4e00-\u9fff]{{2,14}}?(?:{_ENDINGS}))"
    r"(?=[，。；、：！？（）“”…\s后并交由报和及与或时上中内送存]|一[式份]|$)"
)
# Words that say which form without naming it, and words that end like one.
_UNNAMED = re.compile(
    "^(?:相关|有关|相应|对应|下列|下述|上述|以下|前述|空白|纸质|电子|书面|统一|同一|专用|配套|[本该此各其原两每另])"
)
_NO_FORM = re.compile(
    "的|(?:名|简|菜|传|孤|被|床|订|表|列|图|代|仪|手|钟|水|电|气|外|里|电度|水电)[表单]$|清单$|账单$|列表$|报表$|表单$"
)


class FormShape(NamedTuple):
    """What reads like the name of a form, as `text[start:end]`."""

    start: int
    end: int
    name: str


def form_shapes_in(text: str) -> Iterator[FormShape]:
    """Every name of a form that a text has filled in, entered or issued without 《》."""
    for match in re.finditer(_SHAPE, text):
        name = match.group(1)
        if not _UNNAMED.match(name) and not _NO_FORM.search(name):
            yield FormShape(*match.span(1), name)


def is_short_for(short: str, title: str) -> bool:
    """Whether every character of a short name stands in a title in the same order: 受理表 for 投诉受理表."""
    cursor = 0
    for character in short:
        cursor = title.find(character, cursor) + 1
        if not cursor:
            return False
    return True
