"""All the rules, by code, gathered from the modules that raise them."""

from . import (
    bounds,
    composing,
    editions,
    frameworks,
    glossary,
    indicators,
    items,
    outline,
    reading,
    redirections,
    sources,
    trades,
    yaml_limits,
)
from .changes import regressions
from .controls import amounts, brackets, checks, headings, references, repeats, slips, spelling, unfinished
from .diagnostics import Rule
from .text import comments, inline, nesting, prose, tags

RULES: dict[str, Rule] = {
    rule.code: rule
    for module in (
        sources,
        bounds,
        yaml_limits,
        composing,
        outline,
        items,
        editions,
        redirections,
        frameworks,
        trades,
        glossary,
        indicators,
        reading,
        tags,
        inline,
        comments,
        nesting,
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
