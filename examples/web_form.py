"""A web form for a project: what is typed is validated by the records, errors come back in 中文.

    python examples/web_form.py                                   # what a wrong and a right form are answered
    python -m uvicorn --app-dir examples web_form:app             # the form itself, on http://127.0.0.1:8000

Needs `pip install zhaoshang fastapi uvicorn`, and `httpx2` for the run without a server. All names are invented.
"""

from html import escape
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Body, FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse

from zhaoshang import Ledger, Project
from zhaoshang.checks import check
from zhaoshang.errors import RecordError
from zhaoshang.records import json_schema, structure, unstructure

app = FastAPI(title="项目填报")
received: dict[str, Project] = {}


# --8<-- [start:json]
@app.get("/schema")
def schema() -> JSONResponse:
    """Serve the JSON Schema of a project, from which a front end builds its form."""
    return JSONResponse(json_schema(Project), media_type="application/schema+json")


@app.post("/projects")
def register(data: Annotated[dict[str, object], Body()], locale: str = "zh_CN") -> JSONResponse:
    """Take a project as JSON: all faults at once with their paths, or the project and what is doubtful in it."""
    try:
        project = structure(data, Project)
    except RecordError as error:
        return JSONResponse({"errors": error.to_dicts(locale)}, status_code=422)
    doubts = check(Ledger(projects=[project]))
    received[project.id] = project
    answer = {"project": unstructure(project), "doubts": [doubt.render(locale) for doubt in doubts]}
    return JSONResponse(answer, status_code=201)


# --8<-- [end:json]

# --8<-- [start:form]
FIELDS = {
    "id": "项目编号",
    "name": "项目名称",
    "owner": "责任单位",
    "investment": "总投资",
    "land": "用地面积",
    "signed_on": "签约时间",
}
PATHS = {"signed_on": "$.agreements[0].signed_on"}


def to_data(form: dict[str, str]) -> dict[str, object]:
    """Make a document of the fields; what was left empty is absent, not an empty text."""
    data: dict[str, object] = {name: text.strip() for name, text in form.items() if text.strip()}
    if "signed_on" in data:
        data["agreements"] = [{"signed_on": data.pop("signed_on")}]
    return data


def page(form: dict[str, str], errors: dict[str, str], note: str = "") -> HTMLResponse:
    """Show the form with what was typed, and the errors beside the fields they belong to."""
    status = 422 if errors else 200
    rows = []
    for name, label in FIELDS.items():
        message = errors.pop(PATHS.get(name, f"$.{name}"), "")
        value = escape(form.get(name, ""))
        rows.append(
            f'<p><label>{label} <input name="{name}" value="{value}"></label> <em>{escape(message)}</em></p>'
        )
    rest = "".join(f"<li>{escape(message)}</li>" for message in errors.values())
    body = (
        f'<form method="post">{"".join(rows)}<ul>{rest}</ul><button>提交</button></form><p>{escape(note)}</p>'
    )
    html = f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>项目填报</title>{body}</html>'
    return HTMLResponse(html, status_code=status)


@app.get("/")
def empty_form() -> HTMLResponse:
    """Show the empty form."""
    return page({}, {})


@app.post("/")
async def submitted_form(request: Request) -> HTMLResponse:
    """Take the form as a browser sends it."""
    form = dict(parse_qsl((await request.body()).decode("utf-8"), keep_blank_values=True))
    try:
        project = structure(to_data(form), Project)
    except RecordError as error:
        messages = {fault["path"]: fault["message"].partition("\n")[0] for fault in error.to_dicts("zh_CN")}
        return page(form, messages)
    received[project.id] = project
    return page({}, {}, note=f"已登记：{project.name}")


# --8<-- [end:form]


def main() -> None:
    """Send a wrong and a right document, without a server."""
    from fastapi.testclient import TestClient  # noqa: PLC0415 - only for this run

    with TestClient(app) as client:
        wrong = {"id": "F1", "name": "虚构光学项目", "investment": "很多钱", "land": "3亿元"}
        answer = client.post("/projects", json=wrong)
        print(answer.status_code)  # 422
        print([fault["path"] for fault in answer.json()["errors"]])  # ['$.investment', '$.land']
        right = {**wrong, "investment": "近2亿元", "land": "80余亩"}
        answer = client.post("/projects", json=right)
        print(answer.status_code)  # 201
        print(answer.json()["project"]["investment"]["hedge"])  # near


if __name__ == "__main__":
    main()
