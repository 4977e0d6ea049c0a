"""Logging in, staying logged in, logging out."""

import hashlib
import secrets
import threading
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from archive.people import People
from schemas.errors import UsageError
from schemas.person import Person, Session

COOKIE = "zuozheng_session"
IDLE = timedelta(hours=8)
LONGEST = timedelta(days=3)
TOUCH_EVERY = timedelta(minutes=5)
# failed log-ins within the span, by name and by address, before one must wait
FAILURE_SPAN = timedelta(minutes=10)
FAILURES_OF_NAME = 5
FAILURES_OF_ADDRESS = 30
MIN_PASSWORD_CHARS = 8
MAX_PASSWORD_CHARS = 200
WRONG = "用户名或密码不对"

_hasher = PasswordHasher()
# each takes 64 MB and all of a core: a crowd at the door waits its turn
_hashing = threading.BoundedSemaphore(2)
# what an unknown name is checked against, so that its answer takes as long as that of a known one
_NOBODY = _hasher.hash(secrets.token_hex(8))


def secret_of(password: str) -> str:
    """Return the argon2id hash of a password; raises UsageError for one too short or too long."""
    if not MIN_PASSWORD_CHARS <= len(password) <= MAX_PASSWORD_CHARS:
        raise UsageError(f"密码至少要 {MIN_PASSWORD_CHARS} 个字符。", "可以用一句自己记得住的话。")
    return _hasher.hash(password)


def log_in(people: People, name: str, password: str, address: str, at: str) -> str:
    """Return what the browser shall hold; raises UsageError for a wrong name or password, or too many tries."""
    since = (datetime.fromisoformat(at) - FAILURE_SPAN).isoformat(timespec="seconds")
    whom = ((f"name:{name}", FAILURES_OF_NAME), (f"address:{address}", FAILURES_OF_ADDRESS))
    if any(people.failures(key, since) >= most for key, most in whom):
        raise UsageError("登录失败次数过多", "请 10 分钟后再试，或请管理员重设密码。")
    found = people.find(name)
    person, secret = found if found is not None else (None, _NOBODY)
    if not _fits(secret, password) or person is None or not person.is_active:
        for key, _ in whom:
            people.note_failure(key, at, forget_before=since)
        raise UsageError(WRONG, "请检查大小写；忘记密码请找管理员重设。")
    people.forget_failures(whom[0][0])
    token = secrets.token_urlsafe(32)
    people.begin_session(digest_of(token), person.name, secrets.token_urlsafe(32), at)
    return token


def session_of(people: People, token: str, at: str) -> Session | None:
    """Return the session that a browser's cookie stands for, None where it is unknown or over."""
    digest = digest_of(token)
    session = people.session(digest)
    if session is None:
        return None
    now, seen = datetime.fromisoformat(at), datetime.fromisoformat(session.seen_at)
    if now - seen > IDLE or now - datetime.fromisoformat(session.begun_at) > LONGEST:
        people.end_session(digest)
        return None
    if now - seen > TOUCH_EVERY:
        people.touch_session(digest, at)
    return session


def digest_of(token: str) -> str:
    """Return what is kept of a cookie."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def change_password(people: People, person: Person, old: str, new: str) -> None:
    """Change one's own password; raises UsageError where the old one is wrong or the new one will not do."""
    found = people.find(person.name)
    if found is None or not _fits(found[1], old):
        raise UsageError("原密码不对", "请重新填写。")
    if old == new:
        raise UsageError("新密码与原密码相同", "请换一个密码。")
    people.change(found[0].model_copy(update={"must_change": False}), secret_of(new))


def first_admin(people: People) -> str | None:
    """Make the account 管理员 where there is none at all; return its one-time password then."""
    if people.all():
        return None
    password = one_time_password()
    people.add(Person(name="admin", role="admin", must_change=True), secret_of(password))
    return password


def one_time_password() -> str:
    """Return a password to be changed at first use, without signs that look alike."""
    return "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(12))


def _fits(secret: str, password: str) -> bool:
    with _hashing:
        try:
            return _hasher.verify(secret, password)
        except (VerificationError, InvalidHashError):
            return False
