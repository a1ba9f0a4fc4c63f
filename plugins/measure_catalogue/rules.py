"""All the rules, by code, gathered from the modules that raise them."""

from . import (
    amounts,
    checks,
    comments,
    composing,
    editions,
    inline,
    items,
    outline,
    prose,
    reading,
    redirections,
    references,
    regressions,
    sources,
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
        inline,
        comments,
        prose,
        amounts,
        references,
        checks,
        regressions,
        unfinished,
    )
    for rule in module.RULES
}
