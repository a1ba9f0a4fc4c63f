"""All the rules, by code, gathered from the modules that raise them."""

from . import (
    amounts,
    brackets,
    checks,
    comments,
    composing,
    editions,
    headings,
    inline,
    items,
    outline,
    prose,
    reading,
    redirections,
    references,
    regressions,
    repeats,
    slips,
    sources,
    spelling,
    tags,
    unfinished,
)
from .diagnostics import Rule

RULES: dict[str, Rule] = {
    rule.code: rule
    for module in (
        sources,
        composing,
        outline,
        items,
        editions,
        redirections,
        reading,
        tags,
        inline,
        comments,
        prose,
        amounts,
        references,
        headings,
        brackets,
        slips,
        repeats,
        spelling,
        checks,
        regressions,
        unfinished,
    )
    for rule in module.RULES
}
