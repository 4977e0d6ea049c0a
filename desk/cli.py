"""The command line `zuozheng`."""

import sys
import traceback

import typer

from desk import screen
from desk.application import application
from desk.exit_codes import ExitCode, exit_code_of
from schemas.errors import UsageError, ZuozhengError

# Typer's own words for wrong usage, by the name of its exception
_USAGE_WORDS = {
    "NoSuchOption": "没有这个选项",
    "MissingParameter": "缺少参数",
    "BadParameter": "参数不正确",
    "BadOptionUsage": "选项用法不正确",
    "BadArgumentUsage": "参数用法不正确",
}


def main(arguments: list[str] | None = None) -> None:
    """Run one command; the process ends with a code of `desk.exit_codes`."""
    screen.use_utf8()
    sys.exit(int(run(sys.argv[1:] if arguments is None else arguments)))


def run(arguments: list[str]) -> ExitCode:
    """Run one command, return its exit code; all errors have been shown when it returns."""
    try:
        outcome = application(args=arguments, prog_name="zuozheng", standalone_mode=False)
    except ZuozhengError as error:
        screen.show_error(error)
        return exit_code_of(error)
    except typer.TyperException as error:
        screen.show_error(_usage(error))
        return ExitCode.USAGE
    except (KeyboardInterrupt, typer.Abort):
        screen.remarks().print("已中断。已完成的部分都已保存，重新运行同一命令即可继续。")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return ExitCode.DONE
    except Exception:  # noqa: BLE001 - the outermost border: our own bug, reported as such
        traceback.print_exc()
        screen.remarks().print("[bold red]程序缺陷[/]：请把以上信息反馈给开发者。档案库中的文件不受影响。")
        return ExitCode.BUG
    return ExitCode(outcome) if isinstance(outcome, int) else ExitCode.DONE


def _usage(error: typer.TyperException) -> UsageError:
    words = _USAGE_WORDS.get(type(error).__name__, "用法不正确")
    format_message = getattr(error, "format_message", None)
    detail = str(format_message()) if format_message is not None else str(error)
    return UsageError(f"{words}：{detail}", "运行 zuozheng --help 或 zuozheng 命令 --help 查看用法。")
