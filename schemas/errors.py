"""The error tree: every failure has a stable code, says what is wrong and what to do next.

    ZuozhengError                 code      exit
    ├── UsageError                usage     2   the call or a file the person wrote is wrong
    │   ├── DossierError          dossier   2   dossier.yaml absent or not readable
    │   ├── EditionError          edition   2   no such edition, or its file is bad
    │   ├── QueryError            query     2   the search query cannot be understood
    │   ├── PlanError             plan      2   no task table could be read from the file
    │   ├── PackageError          package   2   no package, or it may not be written now
    │   ├── BackupError           backup    2   no backup, a damaged one, or it may not be written there
    │   └── AccessError           access    2   a page of the desk is not given to who asks
    │       ├── NotLoggedIn           not-logged-in
    │       ├── NotAllowed            not-allowed
    │       └── MustChangePassword    must-change-password
    ├── DocumentError                       3   ONE document cannot be processed; the rest goes on
    │   ├── EmptyFile             empty
    │   ├── UnsupportedFormat     unsupported
    │   │   └── NeedsLibreOffice  needs-libreoffice   readable once LibreOffice is installed
    │   ├── EncryptedFile         encrypted
    │   ├── BrokenFile            broken
    │   ├── NotCalculated         not-calculated      formulas without a stored result
    │   ├── NoTextLayer           no-text       a scan: nothing can be read without OCR
    │   ├── UnsureReading         unsure        text recognition could hardly read some lines
    │   ├── TooLarge              too-large
    │   ├── TimeLimit             time-limit
    │   ├── WorkerDied            worker-died
    │   ├── FileVanished          vanished      gone or not readable when its turn came
    │   └── InternalFault         internal      our own bug, confined to this document
    ├── StoreError                          4   the archive itself
    │   ├── StoreDamaged          store-damaged
    │   ├── StoreTooNew           store-too-new
    │   ├── StoreBusy             store-busy
    │   ├── StoreFull             store-full
    │   ├── StoreReadOnly         store-read-only
    │   └── IndexDamaged          index-damaged
    └── MissingPart               missing   5   a program or file that this needs is not installed

Messages and advice are Chinese: they are read by bureau staff. Anything else that reaches the desk is
our own bug (exit 70).
"""


class ZuozhengError(Exception):
    """Base of all: `message` says what is wrong, `advice` what to do next (both Chinese, one sentence)."""

    code = "error"
    default_advice = ""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice or self.default_advice

    def __reduce__(self) -> tuple[type["ZuozhengError"], tuple[str, str]]:
        """Errors cross process borders, so they must pickle with both sentences."""
        return (type(self), (self.message, self.advice))


class UsageError(ZuozhengError):
    """The call, or a file that the person wrote, is wrong."""

    code = "usage"


class DossierError(UsageError):
    """`dossier.yaml` is absent or cannot be read."""

    code = "dossier"


class EditionError(UsageError):
    """There is no such edition, or its YAML file is bad."""

    code = "edition"


class QueryError(UsageError):
    """The search query cannot be understood."""

    code = "query"


class PlanError(UsageError):
    """No task table could be read from the plan file."""

    code = "plan"


class PackageError(UsageError):
    """There is no package at this place, or none may be written now."""

    code = "package"


class BackupError(UsageError):
    """There is no whole backup at this place, or none may be written or restored there."""

    code = "backup"


class DocumentError(ZuozhengError):
    """One document cannot be processed; the others go on."""

    code = "document"


class EmptyFile(DocumentError):
    """The file has no bytes, or no content at all."""

    code = "empty"
    default_advice = "请向提供单位重新索取该文件。"


class UnsupportedFormat(DocumentError):
    """No parser reads this kind of content."""

    code = "unsupported"
    default_advice = "请另存为 Word（.docx）或 PDF 后重新导入。"


class NeedsLibreOffice(UnsupportedFormat):
    """Old office formats are read through LibreOffice, which is not installed."""

    code = "needs-libreoffice"
    default_advice = "请安装 LibreOffice（免费）后重新导入，或另存为 .docx/.xlsx 后重新导入。"


class EncryptedFile(DocumentError):
    """The file cannot be opened without a password."""

    code = "encrypted"
    default_advice = "请向提供单位索取未加密的文件，或去除打开密码后重新导入。"


class BrokenFile(DocumentError):
    """The content is damaged or is not what its beginning promises."""

    code = "broken"
    default_advice = "请向提供单位重新索取该文件，或用原软件打开后另存一份再导入。"


class NotCalculated(DocumentError):
    """A spreadsheet holds formulas whose results were never stored: what they display is not known."""

    code = "not-calculated"
    default_advice = "请用 Excel 或 WPS 打开该文件，保存一次后重新导入。"


class NoTextLayer(DocumentError):
    """Pages are pictures: nothing can be read from them without OCR."""

    code = "no-text"
    default_advice = "这是扫描件，请提供带文字的电子版，或先做文字识别（OCR）再导入。"


class UnsureReading(DocumentError):
    """Text recognition could hardly read some lines of a page; they are kept as they were read."""

    code = "unsure"
    default_advice = "请对照原件核对该页；如扫描不清，请以不低于300 dpi重新扫描后导入。"


class TooLarge(DocumentError):
    """The file, or what it unpacks to, is beyond the limits."""

    code = "too-large"
    default_advice = "请拆分或压缩图片后重新导入。"


class TimeLimit(DocumentError):
    """Reading the document took longer than allowed."""

    code = "time-limit"
    default_advice = "请拆分该文件，或用 zuozheng ingest --again --time-limit 秒数 放宽时限重试。"


class WorkerDied(DocumentError):
    """The process that read the document ended without an answer (out of memory, killed)."""

    code = "worker-died"
    default_advice = "请用 zuozheng ingest --again 单独重试该文件；若仍失败，请拆分后再试。"


class FileVanished(DocumentError):
    """The file was gone, locked or not readable when its turn came."""

    code = "vanished"
    default_advice = "请确认文件存在、未被其他程序占用且有读取权限，然后重新导入。"


class InternalFault(DocumentError):
    """Our own bug, confined to this document."""

    code = "internal"
    default_advice = "这是程序缺陷，请把该文件和提示信息反馈给开发者；其他文件不受影响。"


class StoreError(ZuozhengError):
    """The archive itself cannot be used."""

    code = "store"


class StoreDamaged(StoreError):
    """Originals or catalogue are missing or altered."""

    code = "store-damaged"


class StoreTooNew(StoreError):
    """The store was written by a later version of the program."""

    code = "store-too-new"
    default_advice = "请升级本程序后再打开该档案库。"


class StoreBusy(StoreError):
    """Another process is writing to the store."""

    code = "store-busy"
    default_advice = "请等待另一个导入任务结束后再试。"


class StoreFull(StoreError):
    """No room is left on the disk that holds the store."""

    code = "store-full"
    default_advice = "请清理磁盘空间后重新运行，已导入的文件不受影响。"


class StoreReadOnly(StoreError):
    """The store may be read and not written: no permission, or a medium that cannot."""

    code = "store-read-only"
    default_advice = "可以查看、检索；要修改请取得写入权限，或把整个文件夹复制到可以写入的位置再运行。"


class IndexDamaged(StoreError):
    """The full-text index cannot be read; it can always be rebuilt."""

    code = "index-damaged"
    default_advice = "请运行 zuozheng reindex 重建全文索引。"


class MissingPart(ZuozhengError):
    """A program or file that this command needs is not there."""

    code = "missing"


class AccessError(UsageError):
    """A page of the desk is not given to who asks for it."""

    code = "access"


class NotLoggedIn(AccessError):
    """Nobody knows who asks."""

    code = "not-logged-in"
    default_advice = "登录后会回到这一页。"


class NotAllowed(AccessError):
    """Who asks is known, and may not."""

    code = "not-allowed"


class MustChangePassword(AccessError):
    """A one-time password is good for nothing but its change."""

    code = "must-change-password"
