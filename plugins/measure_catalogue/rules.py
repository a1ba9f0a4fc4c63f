"""All the rules, by code, gathered from the modules that raise them."""

from . import (
    checks,
    composing,
    editions,
    inline,
    items,
    mentions,
    outline,
    prose,
    reading,
    redirections,
    regressions,
    sources,
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
        prose,
        mentions,
        checks,
        regressions,
    )
    for rule in module.RULES
}
