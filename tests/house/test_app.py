"""The example application, through every page: by its answers, and in a browser where there is one."""

import importlib
import json
import shutil
import socket
import sys
import threading
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDER = EXAMPLES / "app"
BOOK = (EXAMPLES / "data" / "ledger_2022h1.xlsx").read_bytes()
DOCUMENT = {"name": "虚构阀门项目", "district": "东区", "investment": "近3.5亿元", "track": "land"}


@pytest.fixture(scope="module")
def module() -> Iterator[Any]:
    sys.path.insert(0, str(FOLDER))
    try:
        yield importlib.import_module("main")
    finally:
        sys.path.remove(str(FOLDER))
        for name in ("main", "store"):
            sys.modules.pop(name, None)


@pytest.fixture
def client(module: Any) -> Iterator[TestClient]:
    with TestClient(module.create_app("sqlite://", as_of="2022-06-30")) as caller:
        yield caller


def test_the_page_is_served_and_asks_for_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "招商项目台账" in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text


def test_a_project_is_kept_and_what_is_wrong_is_told_in_chinese(client: TestClient) -> None:
    wrong = client.put("/api/projects/P1?version=0", json={"investment": "30亩", "nmae": "某"})
    assert wrong.status_code == 422
    assert {"$.investment", "$.nmae"} <= {fault["path"] for fault in wrong.json()["errors"]}
    assert client.put("/api/projects/P1?version=0", json=DOCUMENT).json() == {"version": 1}
    assert client.put("/api/projects/P1?version=0", json=DOCUMENT).status_code == 409
    assert client.put("/api/projects/P1?version=1", json={**DOCUMENT, "name": "某"}).json() == {"version": 2}
    assert client.put("/api/projects/P1?version=1", json=DOCUMENT).status_code == 409
    (row,) = client.get("/api/projects", params={"q": "东"}).json()
    assert (row["id"], row["name"], row["investment"]) == ("P1", "某", "近3.5亿元")
    sizes = {"P2": ("8000万元", "8000万元"), "P3": ("约1.2亿", "约1.2亿元")}
    for key, (given, shown) in sizes.items():
        client.put(f"/api/projects/{key}?version=0", json={**DOCUMENT, "name": key, "investment": given})
        (row,) = client.get("/api/projects", params={"q": key}).json()
        assert row["investment"] == shown
    assert client.get("/api/projects", params={"q": "西"}).json() == []
    assert client.get("/api/projects/P9").status_code == 404


def test_a_step_needs_its_papers(client: TestClient) -> None:
    client.put("/api/projects/P1?version=0", json=DOCUMENT)
    step = {"stage": "signed", "on": "2022-03-05", "version": 1}
    refused = client.post("/api/projects/P1/steps", json=step)
    assert refused.status_code == 422
    assert "佐证材料" in refused.json()["detail"]
    assert client.post("/api/projects/P1/steps", json={**step, "stage": "nowhere"}).status_code == 422
    assert client.post("/api/projects/P1/steps", json={**step, "on": "某日"}).status_code == 422
    assert client.post("/api/projects/P1/steps", json={**step, "evidence": ["contract"]}).json() == {
        "version": 2
    }
    shown = client.get("/api/projects/P1").json()
    assert (shown["stage"], shown["history"]) == ("签约", [{"stage": "签约", "on": "2022-03-05"}])


def test_a_workbook_is_looked_through_mended_and_kept_once(client: TestClient) -> None:
    read = client.post("/api/imports", params={"name": "上半年.xlsx"}, content=BOOK).json()
    assert read["projects"]
    header = next(column["header"] for column in read["columns"] if column["field"] == "investment")
    less = client.post(
        "/api/imports", params={"name": "上半年.xlsx", "mapping": f'{{"{header}": false}}'}, content=BOOK
    ).json()
    assert next(each["field"] for each in less["columns"] if each["header"] == header) is None
    kept = client.post(f"/api/imports/{read['token']}").json()
    assert kept == {"added": len(read["projects"]), "known": [], "doubts": []}
    assert client.post(f"/api/imports/{read['token']}").status_code == 404
    again = client.post(f"/api/imports/{less['token']}").json()
    assert (again["added"], len(again["known"])) == (0, len(read["projects"]))
    assert len(client.get("/api/projects").json()) == len(read["projects"])


HEAD = "项目名称,投资方,责任单位,总投资（亿元）"
EAST = ["虚构阀门项目,虚构甲公司,东镇,3", "虚构仓储项目,,东镇,2"]
LATER = ["虚构风机项目,虚构丙公司,东镇,1", *EAST]
WEST = ["虚构轴承项目,虚构乙公司,西镇,4", "虚构仓储,,西镇,5"]
CODED = ["XM-7,虚构阀门项目,虚构甲公司,东镇,3", "XM-9,虚构阀门项目,虚构甲公司,东镇,3"]


def uploaded(client: TestClient, rows: list[str], head: str = HEAD) -> dict[str, Any]:
    book = "\n".join([head, *rows]).encode()
    read = client.post("/api/imports", params={"name": "台账.csv"}, content=book).json()
    answer: dict[str, Any] = client.post(f"/api/imports/{read['token']}").json()
    return answer


@pytest.mark.parametrize(
    ("uploads", "added", "doubts"),
    [
        pytest.param([EAST, WEST], [2, 2], [0, 1], id="two towns with one row number"),
        pytest.param([EAST, LATER], [2, 1], [0, 0], id="rows that moved down by a month"),
        pytest.param([EAST, EAST[::-1]], [2, 0], [0, 0], id="rows in another order"),
        pytest.param([EAST, WEST, LATER, WEST], [2, 2, 1, 0], [0, 1, 0, 0], id="months of two towns"),
    ],
)
def test_a_project_is_known_by_what_it_is_and_never_by_its_row(
    client: TestClient, uploads: list[list[str]], added: list[int], doubts: list[int]
) -> None:
    answers = [uploaded(client, rows) for rows in uploads]
    assert [answer["added"] for answer in answers] == added
    assert [len(answer["doubts"]) for answer in answers] == doubts
    assert [len(answer["known"]) for answer in answers] == [
        len(rows) - new for rows, new in zip(uploads, added, strict=True)
    ]
    kept = client.get("/api/projects").json()
    assert len({row["id"] for row in kept}) == len(kept) == sum(added)
    (whole, *_) = client.get("/api/figures", params={"by": "owner"}).json()
    assert whole["is_whole"]


def test_a_code_is_known_whatever_row_it_stands_in(client: TestClient) -> None:
    head = f"项目编号,{HEAD}"
    assert uploaded(client, CODED, head)["added"] == 2
    assert uploaded(client, CODED[::-1], head) == {"added": 0, "known": ["XM-9", "XM-7"], "doubts": []}


@pytest.mark.parametrize(
    ("name", "content"), [("a.xlsx", b"PK\x03\x04"), ("a.csv", b""), ("a.csv", b"x,y\n1,2\n")]
)
def test_what_is_no_ledger_is_refused_without_a_path(client: TestClient, name: str, content: bytes) -> None:
    answer = client.post("/api/imports", params={"name": name}, content=content)
    assert answer.status_code == 422
    assert str(FOLDER.parent) not in answer.text
    assert "tmp" not in answer.text
    assert client.post("/api/imports", params={"mapping": "{"}, content=BOOK).status_code == 422


def test_every_figure_is_explained_and_boards_are_filled(client: TestClient) -> None:
    read = client.post("/api/imports", params={"name": "上半年.xlsx"}, content=BOOK).json()
    client.post(f"/api/imports/{read['token']}")
    for key in client.get("/api/keys").json():
        for figure in client.get("/api/figures", params={"by": key["id"]}).json():
            group = {} if figure["is_whole"] else {"group": figure[key["id"]]}
            asked = {"kpi": figure["kpi"], "by": key["id"], **group}
            told = client.get("/api/figures/explained", params=asked).json()
            assert figure["zh"] in told["text"]
            assert figure["kpi"] != "signed_project_count" or len(told["ids"]) == figure["value"]
    for board in client.get("/api/boards").json():
        assert "<table" in client.get(f"/api/boards/{board['id']}").text
    assert client.get("/api/boards/none").status_code == 404
    assert (
        client.get("/api/figures/explained", params={"kpi": "开工率", "group": "无此区"}).status_code == 404
    )
    assert client.get("/api/figures", params={"by": "distrct"}).status_code == 422
    book = openpyxl.load_workbook(BytesIO(client.get("/api/figures.xlsx").content))
    assert book.active is not None
    assert book.active["A1"].value == "指标"


@pytest.fixture
def address(module: Any) -> Iterator[str]:
    """Serve the application on a free port."""
    uvicorn = pytest.importorskip("uvicorn", reason="uvicorn is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = module.create_app("sqlite://", as_of="2022-06-30")
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def page() -> Iterator[Any]:
    """Open a page in the browser of the distribution; whatever a script of it throws fails the test."""
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    browsers = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, browsers)), None)
    if path is None:
        pytest.skip("no Chromium is installed")
    thrown: list[str] = []
    with driver.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        opened = browser.new_page()
        opened.set_default_timeout(30_000)
        opened.on("pageerror", lambda error: thrown.append(str(error)))
        yield opened
        browser.close()
    assert thrown == []


def test_an_office_clicks_its_way_from_a_workbook_to_a_figure(page: Any, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="导入").click()
    page.locator("#file").set_input_files(
        {"name": "上半年.xlsx", "mimeType": "application/octet-stream", "buffer": BOOK}
    )
    page.locator("#read").click()
    page.get_by_text("读出 11 个项目").wait_for()
    assert "读作" in page.locator("#room").inner_text()
    land = page.locator("#room tr", has_text="用地面积").locator("input")
    land.fill("")
    land.blur()
    with page.expect_response("**/api/imports?*") as answer:
        page.locator("#again").click()
    assert "land" not in {column["field"] for column in answer.value.json()["columns"]}
    page.locator("#accept").click()
    page.get_by_text("新增 11 个").wait_for()

    page.get_by_placeholder("按名称或区县查找").fill("星澜")
    page.get_by_placeholder("按名称或区县查找").blur()
    page.locator("tr[data-id]").nth(1).wait_for(state="detached")
    page.locator("tr[data-id]").click()
    page.get_by_role("heading", name="星澜").wait_for()

    page.get_by_role("button", name="看板").click()
    page.locator("#room table").first.wait_for()

    page.get_by_role("button", name="指标").click()
    page.locator("#room select").select_option("owner")
    page.locator("tr", has_text="西山镇").locator("td[data-kpi=signed_project_count]").click()
    page.locator("#why", has_text="签约项目数").wait_for()
    assert "4" in page.locator("#why").inner_text()


def test_a_project_is_typed_mended_and_taken_a_step_further(page: Any, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="新建项目").click()
    page.locator("#key").fill("P1")
    page.locator("#document").fill(json.dumps({**DOCUMENT, "investment": "30亩"}))
    page.locator("#keep").click()
    page.locator("#said.wrong", has_text="$.investment").wait_for()
    page.locator("#document").fill(json.dumps(DOCUMENT))
    page.locator("#keep").click()
    page.locator("#said.right", has_text="已保存").wait_for()

    page.locator("#stage").select_option("signed")
    page.locator("#on").fill("2022-03-05")
    page.locator("#go").click()
    page.locator("#said.wrong", has_text="佐证材料").wait_for()
    page.locator("#papers").select_option("contract")
    page.locator("#go").click()
    page.locator("#said.right", has_text="已记录").wait_for()
    page.get_by_role("heading", name="虚构阀门项目（签约）").wait_for()
    assert "2022-03-05" in page.locator("#room table").first.inner_text()
