"""The API reference as one plain page, made from the OpenAPI document: no script, nothing loaded
from elsewhere, readable by keyboard, screen reader and printer."""

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from portal.domain.permission import Role

Json = dict[str, Any]
LIMITS = ("min", "max")
METHODS = ("get", "post", "put", "delete")
AUDIENCES = {"anyone": "Anyone"} | {role.value: role.label for role in Role}


def page(document: Json) -> str:
    """Return the whole page."""
    title = escape(document["info"]["title"])
    tags = [tag for tag in document["tags"] if list(_operations(document, tag["name"]))]
    sections = "".join(_section(document, tag) for tag in tags)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title}</title><link rel="stylesheet" href="/api/docs/style.css"></head><body>'
        '<a class="skip" href="#main">Skip to the reference</a>'
        f'<nav aria-label="Routes"><p class="brand">{title}</p>{_contents(document, tags)}</nav>'
        f'<main id="main"><header><h1>{title} <small>{escape(document["info"]["version"])}</small>'
        f"</h1>{_prose(document['info']['description'])}"
        '<p><a href="/api/openapi.json">OpenAPI document (JSON)</a></p></header>'
        f"{sections}</main></body></html>"
    )


def _contents(document: Json, tags: list[Json]) -> str:
    parts: list[str] = []
    for tag in tags:
        links = "".join(
            f'<li><a href="#{_anchor(method, path)}">{_badge(method)} '
            f"<span>{_breakable(path)}</span></a></li>"
            for method, path, _ in _operations(document, tag["name"])
        )
        parts.append(f"<h2>{escape(tag['name'].capitalize())}</h2><ul>{links}</ul>")
    return "".join(parts)


def _section(document: Json, tag: Json) -> str:
    name = escape(tag["name"])
    articles = "".join(
        _article(document, method, path, operation)
        for method, path, operation in _operations(document, tag["name"])
    )
    return (
        f'<section aria-labelledby="{name}"><h2 id="{name}">{name.capitalize()}</h2>'
        f"<p>{escape(tag['description'])}</p>{articles}</section>"
    )


def _article(document: Json, method: str, path: str, operation: Json) -> str:
    anchor = _anchor(method, path)
    who = ", ".join(AUDIENCES.get(one, str(one)) for one in operation.get("x-audience", []))
    return (
        f'<article id="{anchor}" aria-labelledby="{anchor}-title">'
        f'<h3 id="{anchor}-title">{_badge(method)} <code>{_breakable(path)}</code></h3>'
        f"<p>{_inline(operation.get('description', ''))}</p>"
        f'<p class="who"><b>For:</b> {escape(who)}</p>'
        f'{_parameters(document, operation)}<div class="pair">{_request(document, operation)}'
        f"{_answer(document, operation)}</div>{_refusals(operation)}</article>"
    )


def _parameters(document: Json, operation: Json) -> str:
    rows = "".join(
        f"<tr><th scope=row><code>{escape(one['name'])}</code></th><td>{one['in']}</td>"
        f"<td>{_type(document, one['schema'])}</td>"
        f"<td>{_inline(one.get('description', ''))}</td></tr>"
        for one in operation.get("parameters", [])
    )
    if not rows:
        return ""
    head = "".join(f"<th scope=col>{word}</th>" for word in ("Parameter", "In", "Type", "Meaning"))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="Parameters">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _request(document: Json, operation: Json) -> str:
    parts: list[str] = []
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        parts.append(f"<h4>Body <small>{escape(kind)}</small></h4>")
        parts.append(_fields(document, _resolved(document, content["schema"])))
        named = content.get("examples") or {"": {"value": content.get("example")}}
        for one in named.values():
            caption = escape(one.get("summary", "Example"))
            parts.append(f"<p class=caption>{caption}</p>{_code(one['value'])}")
    return f"<div>{''.join(parts)}</div>" if parts else ""


def _answer(document: Json, operation: Json) -> str:
    status, said = next((s, r) for s, r in operation["responses"].items() if int(s) < 400)  # noqa: PLR2004
    schema = said.get("content", {}).get("application/json", {}).get("schema")
    if schema is None:
        return f"<div><h4>Answer <small>{status}, no body</small></h4></div>"
    name = schema.get("$ref", "").rpartition("/")[2]
    example = _resolved(document, schema).get("examples", [None])[0]
    return (
        f"<div><h4>Answer <small>{status} {escape(name)}</small></h4>"
        f"{_code(example) if example is not None else ''}</div>"
    )


def _refusals(operation: Json) -> str:
    rows = "".join(
        f"<dt>{status}</dt><dd>{_inline(said['description'])}</dd>"
        for status, said in operation["responses"].items()
        if int(status) >= 400  # noqa: PLR2004
    )
    return f"<details><summary>Refusals</summary><dl>{rows}</dl></details>" if rows else ""


def _fields(document: Json, schema: Json) -> str:
    required = set(schema.get("required", []))
    rows = "".join(
        f"<dt><code>{escape(name)}</code> <small>{_type(document, one)}"
        f"{' · required' if name in required else ''}</small></dt>"
        f"<dd>{_inline(one.get('description', ''))}</dd>"
        for name, one in schema.get("properties", {}).items()
    )
    return f'<dl class="fields">{rows}</dl>'


def _type(document: Json, schema: Json) -> str:
    options = [_resolved(document, one) for one in schema.get("anyOf", [schema])]
    return escape(" or ".join(_words(one) for one in options if one.get("type") != "null"))


def _words(schema: Json) -> str:
    if "enum" in schema:
        return ", ".join(schema["enum"])
    kind = str(schema.get("format") or schema.get("type", ""))
    least, most = (schema.get(f"{edge}Length", schema.get(f"{edge}imum")) for edge in LIMITS)
    if most is None:
        return kind
    unit = " characters" if "maxLength" in schema else ""
    return f"{kind}, {least or 0:,} to {most:,}{unit}"


def _named(schema: Json) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _resolved(document: Json, schema: Json) -> Json:
    return document["components"]["schemas"][_named(schema)] if "$ref" in schema else schema


def _operations(document: Json, tag: str) -> Iterator[tuple[str, str, Json]]:
    for path, methods in document["paths"].items():
        for method in METHODS:
            if method in methods and tag in methods[method].get("tags", []):
                yield method, path, methods[method]


def _anchor(method: str, path: str) -> str:
    return f"{method}-{re.sub(r'[^a-z0-9]+', '-', path.lower()).strip('-')}"


def _badge(method: str) -> str:
    return f'<span class="method {method}">{method.upper()}</span>'


def _breakable(path: str) -> str:
    return escape(path).replace("/", "/<wbr>")


def _code(value: object) -> str:
    text = escape(json.dumps(value, indent=2, ensure_ascii=False), quote=False)
    return f'<pre tabindex="0"><code>{text}</code></pre>'


def _prose(text: str) -> str:
    return "".join(f"<p>{_inline(part)}</p>" for part in text.strip().split("\n\n"))


def _inline(text: str) -> str:
    safe = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))
    return re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", safe)
