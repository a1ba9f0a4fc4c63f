"""Show what other frameworks ask of local authorities, and which items answer them, both ways."""

import html
from collections.abc import Iterator

from ..annexes import Framework
from ..points import counted
from ..text.inline import escape
from .pages import Page
from .shelf import sheet
from .writer import Writer, capital

INDEX = "cadres/index.md"


def pages(writer: Writer) -> Iterator[Page]:
    """The list of frameworks, then a page for each; nothing where there is none."""
    known = writer.catalogue.annexes.frameworks
    if not known:
        return
    lines = [f"- [{escape(_named(one))}]({one.key}/index.md)  \n    {_answered(writer, one)}" for one in known]
    lead = (
        "Un plan, un contrat, un label demandent souvent la même chose avec d’autres mots. Ces pages disent, pour"
        " chaque cadre, ce qu’il demande, à qui, et quelles mesures y répondent."
    )
    about = "Ce que d’autres cadres demandent, et les mesures qui y répondent."
    yield sheet(INDEX, "Cadres", about, lead, "\n".join(lines))
    for one in known:
        yield _page(writer, one)


def _page(writer: Writer, framework: Framework) -> Page:
    path = f"cadres/{framework.key}/index.md"
    blocks = [
        '<nav class="breadcrumb" aria-label="Fil d’Ariane" markdown="span">[Cadres](../index.md)</nav>',
        f"## Ce qu’il demande {{#demande}}\n\n{escape(framework.asks)}" if framework.asks else "",
        f"## Qui est concerné {{#qui}}\n\n{escape(framework.whom)}" if framework.whom else "",
    ]
    for weight in sorted({one.weight for one in framework.answers}, reverse=True):
        lines = [*_answers(writer, framework, weight, path)]
        if lines:
            blocks.append(f"## {_heading(weight)} {{#poids-{weight}}}\n\n" + "\n".join(lines))
    if framework.source:
        blocks.append(f"Source\u00a0: {escape(framework.source)}\n{{: .source }}")
    return sheet(path, _named(framework), f"Les mesures qui répondent à {framework.title}.", *blocks)


def _answers(writer: Writer, framework: Framework, weight: int, start: str) -> Iterator[str]:
    answers = [one for one in framework.answers if one.weight == weight and one.item in writer.catalogue.actions]
    for one in sorted(answers, key=lambda one: (one.item.catalogue, one.item.order)):
        action, points = writer.catalogue.actions[one.item], writer.points[one.item].value
        name = f"{writer.edition(action).short_title} {action.identifier}"
        link = f"[**{escape(name)}** {escape(action.title) or '*Sans titre*'}]({writer.address(one.item, start)})"
        count = f" · {counted(points)}" if points is not None else ""
        yield f"- {link}{count}  \n    {escape(one.reason)}" if one.reason else f"- {link}{count}"


def _heading(weight: int) -> str:
    return {3: "Y répondent", 2: "Y contribuent"}.get(weight, "L’éclairent")


def _answered(writer: Writer, framework: Framework) -> str:
    number = sum(one.item in writer.catalogue.actions for one in framework.answers)
    said = f"{number}\u00a0réponse{'s' * (number > 1)} dans le catalogue"
    return capital(html.escape(said))


def _named(one: Framework) -> str:
    return one.title if one.short_title in one.title else f"{one.title} ({one.short_title})"
