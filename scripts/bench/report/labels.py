"""What the figures are called in the tables, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from bench.country.words import Pair

BUILDS: Mapping[str, Pair] = {
    "cold": ("明账：第一次生成，什么都没有留着", "Mingzhang: the very first build, nothing kept"),
    "everything": ("明账：全部内容", "Mingzhang: everything"),
    "alone": ("明账：只生成网页", "Mingzhang: pages only"),
    "unchanged": ("明账：没有改动", "Mingzhang: nothing changed"),
    "edited": ("明账：改了一行", "Mingzhang: one line edited"),
    "added": ("明账：加了一份快照", "Mingzhang: one snapshot added"),
    "next_day": ("明账：第二天", "Mingzhang: the next day"),
    "stock": ("MkDocs + Material，带它的搜索", "MkDocs + Material with its search"),
    "hugo": ("Hugo", "Hugo"),
    "zensical": ("Zensical", "Zensical"),
}
"""Builds, in the order of the table."""
BUILD_COLUMNS: tuple[Pair, ...] = (
    ("做什么", "Build"),
    ("用时（秒）", "Time (s)"),
    ("处理器（秒）", "Processor (s)"),
    ("内存（MB）", "Memory (MB)"),
    ("文件", "Files"),
    ("MB", "MB"),
    ("比 MkDocs 快（倍）", "× MkDocs"),
)
AIMS: Mapping[str, tuple[str, str, str]] = {
    "alone-stock": (
        "只生成网页，比 MkDocs + Material 快",
        "Pages only, faster than MkDocs + Material",
        "×",
    ),
    "everything-stock": (
        "全部内容，比 MkDocs + Material 快",
        "Everything, faster than MkDocs + Material",
        "×",
    ),
    "alone-hugo": ("只生成网页，比 Hugo 快", "Pages only, faster than Hugo", "×"),
    "unchanged": ("没有改动，占全部生成的", "Nothing changed, of a full build", "%"),
    "edited": ("改了一行", "One line edited", "s"),
    "next-day": ("第二天，占全部生成的", "The next day, of a full build", "%"),
    "memory": ("全部进程的内存", "Memory of all processes", "MB"),
    "memory-cold": ("第一次生成时的内存", "Memory of the very first build", "MB"),
    "growth": ("大一级时每页用时的倍数", "Time a page, from one size to the next", "×"),
    "first_start": ("第一次打开预览，到第一页", "Preview, first start: first page", "s"),
    "first_page": ("再打开预览，到第一页", "Preview, later: first page", "s"),
    "visible": ("保存以后看到改动", "Preview: from an edit to the page", "s"),
}
"""Aims with their units."""
SECONDS: Mapping[str, Pair] = {"s": ("秒", "s")}
"""Units that differ between the languages."""
SHARED: Pair = (
    "测的时候，同一台机器上还有别的程序在运行，所以用时偏长。",
    " Other programs ran on the machine meanwhile, so times are longer than they need be.",
)
AIM_COLUMNS: tuple[Pair, ...] = (
    ("目标", "Aim"),
    ("要求", "Wanted"),
    ("测得", "Measured"),
    ("达到", "Met"),
    ("页数", "Pages"),
)
STAGES: Mapping[str, Pair] = {
    "load": ("读数据", "Reading the data"),
    "check": ("检查", "Checking it"),
    "accounts": ("算状态", "Working out statuses"),
    "parts": ("各计划的网页和文件", "Pages and files of plans, and what spans them"),
    "shared": ("其中：跨计划的网页", "of it, meanwhile: what spans plans"),
    "search": ("搜索", "Search"),
    "gathered": ("账本与全部计划的表", "The ledger and the tables of all plans"),
    "finish": ("更新并换下旧网站", "Updating and exchanging the site"),
    "rest": ("其他：启动、框架、手写页面", "Else: start, frames, written pages"),
    "whole": ("合计", "Together"),
}
STAGE_COLUMNS: tuple[Pair, ...] = (
    ("步骤", "Stage"),
    ("用时（秒）", "Time (s)"),
    ("处理器（秒）", "Processor (s)"),
)
SIZE_COLUMNS: tuple[Pair, ...] = (
    ("计划", "Plans"),
    ("页数", "Pages"),
    ("每页（毫秒）", "A page (ms)"),
    ("只生成网页，每页（毫秒）", "Pages only, a page (ms)"),
    ("下限（秒）", "Floor (s)"),
    ("是下限的几倍", "× floor"),
    ("第一次预览（秒）", "Preview, first start (s)"),
    ("再次预览（秒）", "Preview, later (s)"),
    ("看到改动（秒）", "Edit visible (s)"),
)
VISITS: Mapping[str, Pair] = {
    "home": ("首页", "Home"),
    "plan": ("计划", "A plan"),
    "action": ("行动", "An action"),
    "project": ("工程", "A project"),
    "snapshot": ("快照", "A snapshot"),
    "targets": ("全部承诺一览", "All promises"),
    "deadlines": ("期限", "Deadlines"),
    "year": ("一年的期限（最大的）", "Deadlines of a year (the largest)"),
    "department": ("部门（最大的）", "A department (the largest)"),
    "region": ("地区（最大的）", "A place (the largest)"),
    "measure": ("指标（最大的）", "A measure (the largest)"),
    "search": ("搜索一个词", "Search, with a first word"),
}
VISIT_COLUMNS: Mapping[str, Pair] = {
    "html": ("网页 KB", "Page KB"),
    "whole": ("全部 KB", "All KB"),
    "search": ("搜索 KB", "Search KB"),
    "requests": ("请求", "Requests"),
    "elements": ("元素", "Elements"),
    "cls": ("CLS", "CLS"),
    "tbt": ("TBT 毫秒", "TBT ms"),
    "lcp": ("LCP 毫秒", "LCP ms"),
}
PAGE: Pair = ("页面", "Page")
LIMIT: Pair = ("上限", "Limit")
YES: Pair = ("是", "yes")
NO: Pair = ("否", "no")
