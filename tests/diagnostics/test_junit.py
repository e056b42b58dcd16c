"""Findings as JUnit XML."""

from dataclasses import replace

from lxml import etree

from tests.diagnostics.findings import ADVICE, BACKGROUND, FOUND, LANE, SOURCES
from wuye_docs.diagnostics import Background, Diagnostic, Language, Message
from wuye_docs.diagnostics.render import junit


def test_files_are_suites_and_rules_are_cases() -> None:
    assert (
        junit.render(FOUND, SOURCES, Language.CHINESE, BACKGROUND)
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="wuye check" tests="5" failures="2" errors="0" skipped="1" time="0">
  <testsuite name="flows/a.yaml" tests="2" failures="1" errors="0" skipped="0" time="0">
    <testcase name="FLW010 unknown-lane" classname="SYFLKF01 投诉处理流程" file="flows/a.yaml" line="2" time="0">
      <failure message="没有名为 `客服转员` 的岗位" type="error">flows/a.yaml:2:13: FLW010 没有名为 `客服转员` 的岗位
  是否指 `客服专员`？
</failure>
    </testcase>
    <testcase name="DOC010 long-sentence" classname="SYFLKF01 投诉处理流程" file="flows/a.yaml" line="3" time="0">
      <system-out>flows/a.yaml:3:2: DOC010 句子过长
</system-out>
    </testcase>
  </testsuite>
  <testsuite name="flows/b.yml" tests="1" failures="1" errors="0" skipped="0" time="0">
    <testcase name="SRC007 unread-file" classname="flows/b.yml" file="flows/b.yml" line="1" time="0">
      <failure message="此文件不会被读取" type="warning">flows/b.yml:1:1: SRC007 此文件不会被读取
</failure>
    </testcase>
  </testsuite>
  <testsuite name="manual/clean.md" tests="1" failures="0" errors="0" skipped="0" time="0">
    <testcase name="没有问题" classname="SYQP02 干净的程序" file="manual/clean.md" line="1" time="0"/>
  </testsuite>
  <testsuite name="manual/投诉 受理.md" tests="1" failures="0" errors="0" skipped="1" time="0">
    <testcase name="REF001 unregistered-title (豁免)" classname="manual/投诉 受理.md" file="manual/投诉 受理.md" line="2" time="0">
      <skipped message="年底统一 (批准: 总经理, 有效期至 2026-12-31, 1 处)"/>
    </testcase>
  </testsuite>
</testsuites>
"""
    )


def test_several_places_are_one_failure() -> None:
    tree = etree.fromstring(junit.render([LANE, LANE], SOURCES, Language.ENGLISH, Background()).encode())
    assert tree.get("tests") == tree.get("failures") == "1"
    failure = tree.find(".//failure")
    assert failure.get("message") == "no post is named `客服转员` (2 places)"
    assert failure.text.count("FLW010") == 2


def test_hints_do_not_fail() -> None:
    tree = etree.fromstring(junit.render([ADVICE], SOURCES, Language.ENGLISH).encode())
    assert (tree.get("tests"), tree.get("failures")) == ("1", "0")
    assert tree.find(".//testcase").get("name") == "DOC010"


def test_what_xml_cannot_hold_is_replaced_and_markup_is_text() -> None:
    ugly = 'a\x00\x1b[2J\ud800\uffff <b> & "c"\n\t]]>'
    found: Diagnostic = replace(LANE, message=Message(ugly, ugly), hint=Message(ugly, ugly))
    tree = etree.fromstring(junit.render([found], {}, Language.ENGLISH).encode())
    failure = tree.find(".//failure")
    assert failure.get("message") == 'a��[2J�� <b> & "c"\n\t]]>'
    assert failure.text.endswith(' <b> & "c"\n\t]]>\n')
