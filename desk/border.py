"""The outermost border: whatever a command raises becomes words for a person with an exit code."""

import traceback

import typer

from desk import screen
from desk.application import application_for
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


def run_command(arguments: list[str]) -> ExitCode:
    """Run one command, return its exit code; raises KeyboardInterrupt, all else has been shown when it returns."""
    try:
        outcome = application_for(arguments)(args=arguments, prog_name="zuozheng", standalone_mode=False)
    except ZuozhengError as error:
        screen.show_error(error)
        return exit_code_of(error)
    except typer.TyperException as error:
        if type(error).__name__ != "NoArgsIsHelpError":  # the help has been shown, that says it all
            screen.show_error(_usage(error))
        return ExitCode.USAGE
    except typer.Abort as abort:
        raise KeyboardInterrupt from abort
    except (BrokenPipeError, SystemExit):  # the second is what Typer makes of the first: who read us has gone
        return ExitCode.DONE
    except Exception:  # noqa: BLE001 - our own bug, reported as such
        traceback.print_exc()
        screen.remarks().print("[bold red]程序缺陷[/]：请把以上信息反馈给开发者。档案库中的文件不受影响。")
        return ExitCode.BUG
    if outcome == ExitCode.INTERRUPTED:  # Typer's answer to Ctrl-C
        raise KeyboardInterrupt
    return ExitCode(outcome) if isinstance(outcome, int) else ExitCode.DONE


def _usage(error: typer.TyperException) -> UsageError:
    words = _USAGE_WORDS.get(type(error).__name__, "用法不正确")
    format_message = getattr(error, "format_message", None)
    detail = str(format_message()) if format_message is not None else str(error)
    return UsageError(f"{words}：{detail}", "运行 zuozheng --help 或 zuozheng 命令 --help 查看用法。")
