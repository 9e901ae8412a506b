"""The three ways in which the advisor cannot go on. Each carries one Chinese line: what is wrong and what to do."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "文件夹或文件不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在位置只能读",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EADDRINUSE: "端口已被占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}


class AdvisorError(Exception):
    """Base of the advisor's own errors. `message` is shown to the user as it is."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BadInput(AdvisorError):
    """The user's input cannot be used. Not worth retrying unchanged; exit code 2."""


class SourceUnusable(AdvisorError):
    """Knowledge, record or index cannot be used. Retry after the named file is mended; exit code 1."""


class ModelUnavailable(AdvisorError):
    """A configured model cannot be loaded or reached. Retry may help; the advisor goes on without it."""


def reason_of(error: OSError) -> str:
    """Why the system refused, in Chinese; one that has no words here as the system puts it."""
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
