"""What was reported by place: of each target, and where it concerns a place. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mingzhang.account.account import Account
from mingzhang.account.history import ByYear
from mingzhang.model.plan import Action, Project, Target


@dataclass(frozen=True, slots=True)
class ReportedTarget:
    """A target with what was reported of it by place."""

    account: Account
    action: Action
    project: Project
    target: Target
    values: ByYear


@dataclass(frozen=True, slots=True)
class ReportedTargets:
    """The targets of which anything was reported by place, in the order of the plans."""

    whole: Mapping[str, Sequence[ReportedTarget]]
    """By each place where their plan holds."""
    part: Mapping[str, Sequence[ReportedTarget]]
    """By each place that a report of them names, where their plan does not hold as a whole."""


def reported_targets(accounts: Iterable[Account]) -> ReportedTargets:
    """What was reported by place under all the plans, gone through once."""
    whole: dict[str, list[ReportedTarget]] = {}
    part: dict[str, list[ReportedTarget]] = {}
    for account in accounts:
        held = dict.fromkeys(account.plan.regions)
        for action, project, target in account.placed_targets:
            if values := account.values_by_place.get(target.id):
                row = ReportedTarget(account, action, project, target, values)
                for region in held:
                    whole.setdefault(region, []).append(row)
                for region in values.keys() - held:
                    part.setdefault(region, []).append(row)
    return ReportedTargets(whole, part)
