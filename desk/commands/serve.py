"""`zuozheng serve`: the desk in a browser."""

import gc
import os
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.screen import out, remarks
from desk.workplace import dossier_file, now
from schemas.errors import UsageError, ZuozhengError

if TYPE_CHECKING:
    from desk.web.office import Office

HOST = "127.0.0.1"
PORT = 8420
# an upload that was not written to for so long was cut off
CUT_OFF_S = 3600.0


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="监听的地址；默认只有本机能访问，局域网访问写 0.0.0.0。")] = HOST,
    port: Annotated[int, typer.Option(min=1, max=65535, help="端口。")] = PORT,
    certificate: Annotated[str, typer.Option(metavar="FILE", help="TLS 证书（PEM），与 --key 一起用。")] = "",
    key: Annotated[str, typer.Option(metavar="FILE", help="TLS 私钥（PEM）。")] = "",
    watch: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="监视的文件夹：放进去的文件自动收件，原文件不动。")
    ] = None,
) -> None:
    """网页工作台：在浏览器里收件、审核、检索、处理问题、写上报包。"""
    if bool(certificate) != bool(key):
        raise UsageError("--certificate 与 --key 要一起写。", "或者两者都不写。")
    run(dossier_file(context), host, port, certificate, key, watch)


def run(file: Path, host: str, port: int, certificate: str = "", key: str = "", watch: Path | None = None) -> None:
    """Serve until Ctrl-C; raises DossierError, EditionError, StoreError, UsageError for no such folder to watch."""
    import uvicorn  # noqa: PLC0415 - no other command needs the web server

    from desk.web.application import application  # noqa: PLC0415
    from desk.web.memory import share_heaps  # noqa: PLC0415
    from desk.web.minding import Minder  # noqa: PLC0415
    from desk.web.office import Office  # noqa: PLC0415
    from desk.web.sessions import first_admin  # noqa: PLC0415

    if watch is not None and not watch.is_dir():
        raise UsageError(f"找不到要监视的文件夹：{watch}", "请检查 --watch 的路径。")
    share_heaps()
    office = Office(file, now, is_secure=bool(certificate))
    password = first_admin(office.people)
    if password is not None:
        out().print(f"已建立管理员账户：用户名 [bold]admin[/]，一次性密码 [bold]{password}[/]（首次登录后须修改）")
    address = f"{'https' if certificate else 'http'}://{host}:{port}/"
    remarks().print(f"工作台已启动：{address}（按 Ctrl-C 结束）")
    office.inbox.sweep(time.time() - CUT_OFF_S)
    watched = [] if watch is None else [str(watch.resolve())]
    back_room = Minder(["-m", "desk.web.back_room", str(office.file), str(os.getpid()), *watched])
    threading.Thread(target=_read_ahead, args=(office,), daemon=True).start()
    try:
        uvicorn.run(
            application(office), host=host, port=port, log_level="warning", server_header=False,
            ssl_certfile=certificate or None, ssl_keyfile=key or None,
        )  # fmt: skip
    finally:
        back_room.close()
        office.close()


def _read_ahead(office: "Office") -> None:
    """Read what the first pages need while they are not asked for yet; what goes wrong, they tell."""
    from desk.web.memory import give_back  # noqa: PLC0415

    with suppress(ZuozhengError):
        office.read_ahead()
    give_back()
    # what stays is not walked over again for cycles while people wait: that took 230 ms at 20,000 documents
    gc.freeze()
