import System

/// The handler of commands that are not found is broken: it calls what is not there, or itself.
struct CommandNotFoundBroken: Quirk {
  let name = "command-not-found-broken"
  let title = "a mistyped command takes long, or ends in errors"
  let explanation = """
    Bash calls a function for each command that it does not find; distributions use it to suggest \
    packages. Where the program that it calls has gone, each typing mistake ends in its errors, and \
    one that calls itself fills the screen until bash gives up. The fix adds a line to ~/.bashrc \
    that takes the function away.
    """

  var source: EvidenceSource { .bash }

  func check(_ context: QuirkContext) -> Finding {
    context.finding(askingBash: .handler) { said in
      Self.finding(
        said.split(separator: "\n").map { String($0) },
        hasLine: RCLine.unsetHandler.isThere(context))
    }
  }

  static func finding(_ lines: [String], hasLine: Bool) -> Finding {
    func value(_ name: String) -> String? {
      lines.first { $0.hasPrefix(name + " ") }.map { String($0.dropFirst(name.count + 1)) }
    }
    guard lines.contains("handler") else {
      return Finding(
        hasLine ? .fixed : .fine, [.terminal(.noHandler)])
    }
    if let depth = value("depth"), Int(depth).map({ $0 > 2 }) == true {
      return Finding(
        .affected, [.terminal(.handlerCallsItself)],
        remedy: .fix)
    }
    if let missing = value("missing") {
      return Finding(
        .affected, [.terminal(.handlerMisses(missing))], remedy: .fix)
    }
    return Finding(.fine, [.terminal(.handlerIsWhole)])
  }

  func changes(on context: QuirkContext) throws -> [any Change] { [RCLine.unsetHandler] }

  /// Calls the handler as bash does, with a count of how deep it comes; what it calls that is not
  /// there it names itself, by the status 127 of bash.
  static let probe = """
    if ! declare -F command_not_found_handle >/dev/null; then echo none >&3
    else
      echo handler >&3
      eval "detour_original() $(declare -f command_not_found_handle | tail -n +2)"
      detour_depth=0
      command_not_found_handle() {
        detour_depth=$((detour_depth + 1))
        if [ $detour_depth -gt 3 ]; then echo "depth $detour_depth" >&3; kill -KILL $BASHPID; fi
        if [ $detour_depth -gt 1 ]; then echo "missing $1" >&3; fi
        detour_original "$@"
      }
      (
        missing=$(command_not_found_handle detour-no-such-command 2>&1 >/dev/null </dev/null)
        case $missing in
        *": No such file or directory"*)
          missing=${missing%%: No such file or directory*}
          echo "missing ${missing##*: }" >&3 ;;
        esac
      )
    fi
    """
}
