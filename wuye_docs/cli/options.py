"""Options that several commands have."""

from __future__ import annotations

import os

import click

from wuye_docs.diagnostics import Language, Message


def jobs_option(language: Language) -> click.Option:
    """`--jobs`: how many processes work at a time."""
    return click.Option(
        ["--jobs", "-j"],
        type=click.IntRange(min=1),
        default=os.cpu_count() or 1,
        metavar=Message("个数", "N").text(language),
        help=Message(
            "同时进行的任务数 (默认按处理器)", "tasks at a time (default: as many as processors)"
        ).text(language),
    )
