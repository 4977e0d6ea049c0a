"""Files taken out of a dossier, and originals whose bytes are given up."""

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select, update

from archive.catalogue import contents
from archive.catalogue.audit import Deed, note, read
from archive.catalogue.receipts import IS_LIVE, dossier_id_of, live_in
from archive.catalogue.tables import audit, original, package, package_content, receipt
from schemas.audit import Removal, RemovedFile
from schemas.errors import UsageError


def remove(connection: Connection, key: str, file: str, sha256: str, word: Removal) -> None:
    """Take a live file out of a dossier; its original, and all that is known of it, stay in the store."""
    row = connection.execute(select(receipt).where(*live_in(key), *_same(file, sha256))).first()
    if row is None:
        raise UsageError(f"本复核档案中没有这份文件：{file}", "运行 zuozheng documents 查看全部文件名。")
    told = {"before": {"file": row.file}, "after": {"file": row.file, "reason": word.reason}}
    number = note(connection, Deed(word.at, word.by, "removed", key, row.sha256, **told))
    connection.execute(update(receipt).where(receipt.c.id == row.id).values(removed_act=number))


def restore(connection: Connection, key: str, file: str, sha256: str, word: Removal) -> None:
    """Put a file that was taken out back; raises UsageError where there is none, or its bytes were given up."""
    taken_out = (*_removed_in(connection, key), *_same(file, sha256))
    query = select(receipt).where(*taken_out).order_by(receipt.c.id.desc())
    row = connection.execute(query).first()
    if row is None:
        raise UsageError(f"没有移除过这份文件：{file}", "运行 zuozheng remove --list 查看移除的文件。")
    if connection.scalar(select(original.c.purged_act).where(original.c.sha256 == row.sha256)) is not None:
        raise UsageError(f"{file} 的原件已经清除，无法恢复", "请重新导入该文件。")
    is_there = exists().where(*live_in(key), or_(receipt.c.source == row.source, and_(*_same(file, sha256))))
    if connection.scalar(select(is_there)):
        raise UsageError(
            f"{file} 所在的位置后来又收入了新的内容，不能直接恢复", "如仍需旧的一份，请换一个文件名重新导入。"
        )
    told = {"before": {"file": row.file}, "after": {"file": row.file, "reason": word.reason}}
    note(connection, Deed(word.at, word.by, "restored", key, row.sha256, **told))
    connection.execute(update(receipt).where(receipt.c.id == row.id).values(removed_act=None))


def removed(connection: Connection, key: str) -> tuple[RemovedFile, ...]:
    """Return the files that stand removed, in the order in which that happened, with who did it and why."""
    columns = (receipt.c.file, receipt.c.sha256, original.c.purged_act, audit.c.by, audit.c.at, audit.c.after)
    query = (
        select(*columns)
        .join_from(receipt, audit, audit.c.number == receipt.c.removed_act)
        .join(original, original.c.sha256 == receipt.c.sha256)
        .where(*_removed_in(connection, key))
        .order_by(receipt.c.removed_act)
    )
    return tuple(
        RemovedFile(
            file=row.file, sha256=row.sha256, by=row.by, at=row.at,
            reason=(read(row.after) or {}).get("reason", ""), is_purged=row.purged_act is not None,
        )
        for row in connection.execute(query)
    )  # fmt: skip


def purge(connection: Connection, sha256: str, word: Removal) -> None:
    """Forget all that was understood of an original and note that its bytes are given up; the receipts stay.

    Raises UsageError where a dossier still has it, where a package holds it, where an older package may hold it.
    """
    if connection.scalar(select(exists().where(receipt.c.sha256 == sha256, *IS_LIVE))):
        raise UsageError("该原件仍在使用，不能清除", "先用 zuozheng remove 把它移出每一个复核档案。")
    if connection.scalar(select(exists().where(package_content.c.sha256 == sha256))):
        raise UsageError("该原件在写出过的上报包中，不能清除", "上报过的材料须长期保存；这项保护不能绕过。")
    unknown = exists().where(package.c.id.not_in(select(package_content.c.package_id)))
    if connection.scalar(select(unknown)):
        raise UsageError(
            "有一个上报包是旧版程序写出的，其中有哪些原件没有登记，不能清除任何原件", "上报过的材料须长期保存。"
        )
    contents.forget(connection, sha256, word)


def purged(connection: Connection) -> frozenset[str]:
    """Return the originals whose bytes are given up."""
    return frozenset(connection.scalars(select(original.c.sha256).where(original.c.purged_act.is_not(None))))


def _same(file: str, sha256: str) -> tuple[ColumnElement[bool], ...]:
    return (receipt.c.file == file, receipt.c.sha256 == sha256)


def _removed_in(connection: Connection, key: str) -> tuple[ColumnElement[bool], ...]:
    return (receipt.c.dossier_id == dossier_id_of(connection, key), receipt.c.removed_act.is_not(None))
