"""An office's application: projects in a database, workbooks taken in, stages, boards, every figure explained.

    python examples/app/main.py            # http://127.0.0.1:8000, kept in projects.db of the folder one stands in

Needs `pip install "zhaoshang[excel,sqlalchemy]" fastapi uvicorn`. DATABASE_URL names another database, such as a
PostgreSQL. It has no accounts: put it behind what an office logs in by.
"""

import json
import os
import secrets
from collections import OrderedDict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from attrs import asdict
from fastapi import Body, FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response
from store import StaleError, Store

from zhaoshang import Ledger, Project, advance, evaluate, workbooks
from zhaoshang.boards import BOARDS, board_table
from zhaoshang.checks import check
from zhaoshang.errors import TransitionRefusedError, UnknownIdError, ZhaoshangError
from zhaoshang.kpis import KEYS
from zhaoshang.lifecycle import allowed, stage_at
from zhaoshang.records import structure, unstructure
from zhaoshang.vocabulary import Evidence
from zhaoshang.writing import format_quantity

ZH = "zh_CN"
KPIS = ["签约项目数", "签约总投资", "开工率", "投产率"]
SHOWN = ["progress", "projects", "investors", "commitments"]
LARGEST = 20_000_000
PAGE = Path(__file__).parent / "static" / "index.html"


def create_app(url: str = "sqlite:///projects.db", as_of: str | None = None) -> FastAPI:
    """Make the application over a database; `as_of` is the day that figures stand on, by default today."""
    app = FastAPI(title="招商项目台账")
    store = Store(url, as_of or date.today().isoformat())  # noqa: DTZ011 - an office's own day
    for part in (answer_faults, serve_projects, serve_imports, serve_boards, serve_figures):
        part(app, store)
    return app


def answer_faults(app: FastAPI, _store: Store) -> None:
    """Say what was wrong in words, whatever was asked."""

    @app.exception_handler(ZhaoshangError)
    def refused(_request: Request, error: ZhaoshangError) -> JSONResponse:
        """Say in Chinese what was wrong with what was asked."""
        told = error.to_dict(ZH)
        faults = told["fields"].get("faults", [])
        return JSONResponse({**told, "detail": told["message"], "errors": faults}, status_code=422)

    @app.exception_handler(StaleError)
    def stale(_request: Request, _error: StaleError) -> JSONResponse:
        """Keep the work of whoever saved first."""
        return JSONResponse({"detail": "项目已存在，或已被他人修改，请重新打开"}, status_code=409)


def serve_projects(app: FastAPI, store: Store) -> None:
    """Keep projects and let them take steps."""

    def found(key: str) -> tuple[Project, int]:
        there = store.project(key)
        if there is None:
            raise HTTPException(404, "没有这个项目")
        return there

    @app.get("/")
    def page() -> FileResponse:
        """Serve the only page."""
        return FileResponse(PAGE)

    @app.get("/api/projects")
    def listed(q: str = "") -> list[dict[str, Any]]:
        """List the projects."""
        return [
            {
                "id": row.id,
                "name": row.name,
                "district": row.district,
                "investment": None if row.investment is None else format_quantity(row.investment, locale=ZH),
                "signed_on": None if row.signed_on is None else str(row.signed_on),
                "stage": None if row.stage is None else row.stage.zh,
            }
            for row in store.listed(q)
        ]

    @app.get("/api/projects/{key}")
    def one(key: str) -> dict[str, Any]:
        """Show a project: its document, its history, and the steps that it may take."""
        project, version = found(key)
        stage = stage_at(project, store.as_of).stage
        return {
            "version": version,
            "document": unstructure(project),
            "stage": getattr(stage, "zh", None),
            "history": [
                {"stage": entry.stage.zh, "on": None if entry.on is None else str(entry.on)}
                for entry in project.history
            ],
            "allowed": [{"code": str(step), "zh": step.zh} for step in allowed(project)],
            "evidence": [{"code": str(paper), "zh": paper.zh} for paper in Evidence],
            "doubts": [doubt.render(ZH) for doubt in check(Ledger(projects=[project]))],
        }

    @app.put("/api/projects/{key}")
    def saved(key: str, version: int, document: Annotated[dict[str, Any], Body()]) -> dict[str, Any]:
        """Keep a project as it was typed; all faults are told at once."""
        return {"version": store.save(structure({**document, "id": key}, Project), version)}

    @app.post("/api/projects/{key}/steps")
    def stepped(key: str, step: Annotated[dict[str, Any], Body()]) -> dict[str, Any]:
        """Take a step with its papers; what stands in the way is told, all of it."""
        project, _ = found(key)
        try:
            new = advance(
                project,
                step.get("stage", ""),
                on=step.get("on", ""),
                evidence=step.get("evidence", []),
                as_of=store.as_of,
                strict=bool(step.get("strict", True)),
            )
        except TransitionRefusedError as error:
            reasons = [blocker.render(ZH) for blocker in error.step.blockers]
            raise HTTPException(422, "；".join(reasons)) from error
        return {"version": store.save(new, int(step.get("version", 0)))}


def serve_imports(app: FastAPI, store: Store) -> None:
    """Take workbooks in, in two steps: read and looked through, then kept."""
    drafts: OrderedDict[str, Ledger] = OrderedDict()

    @app.post("/api/imports")
    async def imported(request: Request, name: str = "upload", mapping: str = "{}") -> dict[str, Any]:
        """Read an uploaded workbook without keeping it: what was read as what, and what is in doubt."""
        content = await request.body()
        if len(content) > LARGEST:
            raise HTTPException(413, "文件过大")
        try:
            rules = json.loads(mapping)
        except ValueError:
            raise HTTPException(422, "对应关系不是 JSON") from None
        read = workbooks.read(content, name=name, mapping=rules or None, as_of=store.as_of)
        token = secrets.token_urlsafe(16)
        drafts[token] = read.ledger
        while len(drafts) > 20:
            drafts.popitem(last=False)
        return {
            "token": token,
            "projects": [{"id": each.id, "name": each.name} for each in read.ledger.projects],
            "columns": [
                {"header": each.header, "field": each.field, "why": each.why}
                for sheet in read.columns.values()
                for each in sheet
            ],
            "findings": [finding.render(ZH) for finding in read.findings],
            "rejected": len(read.rejected),
        }

    @app.post("/api/imports/{token}")
    def accepted(token: str) -> dict[str, Any]:
        """Keep the projects of a workbook that was looked through."""
        ledger = drafts.pop(token, None)
        if ledger is None:
            raise HTTPException(404, "这次导入已经保存或过期，请重新上传")
        return asdict(store.add(ledger))


def serve_boards(app: FastAPI, store: Store) -> None:
    """Fill boards."""

    @app.get("/api/boards")
    def boards() -> list[dict[str, str]]:
        """Name the boards."""
        return [{"id": name, "zh": BOARDS[name].zh} for name in SHOWN]

    @app.get("/api/boards/{name}")
    def board(name: str) -> HTMLResponse:
        """Fill a board."""
        if name not in SHOWN:
            raise HTTPException(404, "没有这个看板")
        return HTMLResponse(board_table(store.ledger(), BOARDS[name]).to_html())


def serve_figures(app: FastAPI, store: Store) -> None:
    """Work figures out and explain them."""

    @app.get("/api/figures")
    def figures(by: str = "district") -> list[dict[str, Any]]:
        """Work the figures out."""
        return evaluate(store.ledger(), KPIS, by=[by]).to_dicts()

    @app.get("/api/figures/explained")
    def explained(kpi: str, by: str = "district", group: str | None = None) -> dict[str, Any]:
        """Say where one figure comes from, and which projects it is made of."""
        asked = evaluate(store.ledger(), [kpi], by=[by])
        try:
            figure = asked[kpi] if group is None else asked[kpi, group]
        except UnknownIdError:
            raise HTTPException(404, "没有这一组") from None
        return {
            "text": figure.explain(ZH),
            "ids": list(figure.ids),
            "of": list(figure.denominator_ids),
            "excluded": list(figure.excluded),
        }

    @app.get("/api/figures.xlsx")
    def workbook(by: str = "district") -> Response:
        """Hand the figures out as a workbook."""
        from io import BytesIO  # noqa: PLC0415 - of this answer alone

        book = BytesIO()
        evaluate(store.ledger(), KPIS, by=[by]).to_excel(book)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return Response(book.getvalue(), media_type=kind)

    @app.get("/api/keys")
    def keys() -> list[dict[str, str]]:
        """Name what figures may be grouped by."""
        return [{"id": key, "zh": KEYS[key][0]} for key in ("district", "owner", "park", "industry", "month")]


if __name__ == "__main__":
    import uvicorn

    uvicorn.run(create_app(os.environ.get("DATABASE_URL", "sqlite:///projects.db")))
