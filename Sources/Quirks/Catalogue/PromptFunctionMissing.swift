import System

/// The prompt calls a function that the shell does not have, at each prompt.
struct PromptFunctionMissing: Quirk {
  let name = "prompt-function-missing"
  let title = "the prompt calls a function that is not there"
  let explanation = """
    Prompts call __git_ps1, which moved to a file of its own in git 1.7.12 and is not there unless \
    that file is sourced. The shell then asks the command-not-found handler at each prompt, which \
    can take half a second. The fix adds a marked block to the shell's rc file that sources \
    Detour's own __git_ps1.
    """

  var source: EvidenceSource { .bash }

  func check(_ context: QuirkContext) -> Finding {
    context.finding(askingBash: .prompt) { Self.finding($0, hasBlock: Self.hasBlock(context)) }
  }

  static func finding(_ said: String, hasBlock: Bool) -> Finding {
    var missing: [String] = []
    var cost = 0
    for line in said.split(separator: "\n") {
      if line.hasPrefix("detour-missing ") {
        let function = String(line.dropFirst(15))
        if !missing.contains(function) { missing.append(function) }
      } else if line.hasPrefix("detour-cost ") {
        cost = Int(line.dropFirst(12)) ?? 0
      }
    }
    guard !missing.isEmpty else {
      return hasBlock
        ? Finding(.fixed, [.terminal(.promptIsWholeByBlock)])
        : Finding(.fine, [.terminal(.promptIsWhole)])
    }
    return Finding(
      .affected,
      [.terminal(.promptMisses(missing))]
        + (cost >= 50 ? [.terminal(.promptCost(milliseconds: cost))] : []),
      remedy: missing.contains("__git_ps1") ? .fix : nil)
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    guard check(context).remedy != nil else {
      throw FixError.notOurs(.promptMissesOthers)
    }
    let script = context.data + "/prompt-block"
    guard (try? Status(of: script)) != nil else {
      throw FixError.notOurs(.notInstalled(path: script))
    }
    let hook = context.data + "/profile.d/gitps1.sh"
    return [
      CommandRun([script, "add", context.shell, hook], undo: [script, "remove", context.shell])
    ]
  }

  static func hasBlock(_ context: QuirkContext) -> Bool {
    guard let bytes = try? File.read(context.home + "/.bashrc", limit: 4 << 20) else {
      return false
    }
    return String(decoding: bytes, as: UTF8.self).contains("# >>> detour >>>")
  }

  /// Expands the prompt once as it is and takes the time, and once with a handler that says what
  /// it is asked for.
  static let probe = """
    start=$EPOCHREALTIME
    : "${PS1@P}"
    end=$EPOCHREALTIME
    echo "detour-cost $(( (${end/[.,]/} - ${start/[.,]/}) / 1000 ))" >&3
    command_not_found_handle() { printf 'detour-missing %s\\n' "$1" >&3; return 127; }
    : "${PS1@P}"
    for command in "${PROMPT_COMMAND[@]}"; do eval "$command"; done
    """
}
