"""Stands in for the program `gh` in the tests: the few calls of GitHub's API that our scripts make, over a JSON file.

`forge.py STATE api --method METHOD PATH [--input -]`; the state also keeps every call, in order.
"""

import json
import os
import re
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

BOT = {"login": "github-actions[bot]"}
ROUTES = []
LIMIT = 65_536


def route(method, path):
    def add(function):
        ROUTES.append((method, re.compile(path), function))
        return function

    return add


@route("GET", r"pulls/(\d+)")
def pull(state, query, given, number):
    return state.get("pulls", {})[number]


@route("GET", r"issues/(\d+)/comments")
def comments(state, query, given, number):
    return page(state.get("comments", {}).get(number, []), query)


@route("POST", r"issues/(\d+)/comments")
def comment(state, query, given, number):
    thread = state.setdefault("comments", {}).setdefault(number, [])
    thread.append({"id": 1000 + len(thread), "user": BOT, "body": sized(given["body"])})
    return thread[-1]


@route("PATCH", r"issues/comments/(\d+)")
def rewrite(state, query, given, number):
    every = (one for thread in state["comments"].values() for one in thread)
    found = next(one for one in every if one["id"] == int(number))
    found["body"] = sized(given["body"])
    return found


@route("POST", r"issues/(\d+)/labels")
def label(state, query, given, number):
    state.setdefault("labelled", {}).setdefault(number, []).extend(given["labels"])
    return []


@route("GET", r"actions/runs/(\d+)/artifacts")
def artifacts(state, query, given, number):
    return {"artifacts": [one for one in state.get("artifacts", []) if one["name"] == query["name"][0]]}


@route("GET", r"issues")
def issues(state, query, given):
    wanted = query["labels"][0]
    assert query["state"] == ["all"]
    return page([one for one in state.get("issues", []) if wanted in one["labels"]], query)


@route("POST", r"issues")
def open_issue(state, query, given):
    known = state.setdefault("issues", [])
    known.append({"number": len(known) + 1, "user": BOT, "state": "open", **given, "body": sized(given["body"])})
    return known[-1]


@route("PATCH", r"issues/(\d+)")
def change_issue(state, query, given, number):
    found = next(one for one in state["issues"] if one["number"] == int(number))
    found.update(given, body=sized(given.get("body", found["body"])))
    return found


@route("POST", r"labels")
def create_label(state, query, given):
    state.setdefault("labels", {})[given["name"]] = given
    return given


def page(things, query):
    count, number = int(query["per_page"][0]), int(query["page"][0])
    return things[(number - 1) * count : number * count]


def sized(text):
    if not text or len(text.encode("utf-16-le")) // 2 > LIMIT:
        sys.exit("gh: Validation Failed (HTTP 422)")
    return text


def main(file, words):
    if not os.environ.get("GH_TOKEN"):
        sys.exit("gh: set the GH_TOKEN environment variable")
    state = json.loads(file.read_text("utf-8"))
    assert words[:2] == ["api", "--method"] and words[4:] in ([], ["--input", "-"]), words
    method, address = words[2], urlsplit(words[3])
    path = address.path.removeprefix("repos/ville/catalogue/")
    given = json.load(sys.stdin) if words[4:] else None
    state.setdefault("calls", []).append(f"{method} {path}")
    file.write_text(json.dumps(state), "utf-8")
    for wanted, pattern, function in ROUTES:
        if wanted == method and (found := pattern.fullmatch(path)):
            try:
                answer = function(state, parse_qs(address.query), given, *found.groups())
            except (KeyError, StopIteration):
                sys.exit("gh: Not Found (HTTP 404)")
            file.write_text(json.dumps(state), "utf-8")
            print(json.dumps(answer))
            return
    sys.exit(f"no such call here: {method} {path}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
