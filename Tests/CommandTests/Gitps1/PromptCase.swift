import Support

/// A call of `__git_ps1` with some settings, as a script whose answer ends in a record separator.
struct PromptCase {
  private var settings: [(String, String)] = []
  private let arguments: [String]
  private let isExpanding: Bool
  private let subversionName: String?
  private let status: Int

  init(_ chance: inout SeededGenerator) {
    for name in [
      "SHOWDIRTYSTATE", "SHOWSTASHSTATE", "SHOWUNTRACKEDFILES", "SHOWCOLORHINTS",
      "HIDE_IF_PWD_IGNORED",
    ] where chance.one(in: 2) {
      settings.append((name, "1"))
    }
    if chance.one(in: 2) {
      settings.append(
        (
          "SHOWUPSTREAM",
          chance.pick([
            "auto", "verbose", "verbose name", "git", "svn", "legacy verbose", "name",
            "git verbose name",
          ])
        ))
    }
    if chance.one(in: 4) { settings.append(("STATESEPARATOR", chance.pick(["", "|", " - "]))) }
    if chance.one(in: 2) { settings.append(("SHOWCONFLICTSTATE", chance.pick(["yes", "no"]))) }
    if chance.one(in: 4) { settings.append(("COMPRESSSPARSESTATE", "1")) }
    if chance.one(in: 4) { settings.append(("OMITSPARSESTATE", "1")) }
    settings.append(
      (
        "DESCRIBE_STYLE",
        chance.pick(["", "contains", "branch", "tag", "describe", "default", "odd"])
      ))
    if chance.one(in: 5) {
      settings.append(("COLOR_PRE", chance.pick(["", "<"])))
      settings.append(("COLOR_POST", ">"))
    }
    arguments = chance.pick([
      [], [], ["[%s]"], ["-%s\\n"], ["before ", " after"], ["before ", " after"],
      ["\\u ", "\\$ ", " <%s>"], ["a", "b", "c%s", "d"], [""],
    ])
    isExpanding = !chance.one(in: 3)
    subversionName = chance.one(in: 4) ? "own-svn" : nil
    status = chance.pick([0, 1, 3, 130])
  }

  static func preamble(for shell: String) -> String {
    shell == "zsh"
      // git's own script splits words that zsh does not split: with this they are.
      ? "unsetopt GLOBAL_RCS RCS; setopt SH_WORD_SPLIT\n" : ""
  }

  /// What git says does not change from one case to the next, nor from one shell to the other: each
  /// question of git's own script is put to it once, and then answered from files.
  static let asksGitOnce = """
    mkdir -p "$HOME/git-said"
    git() {
      local at="$*" text code
      at="$HOME/git-said/${at//\\//%}"
      [ ${#at} -lt 200 ] || { command git "$@"; return; }
      if [ ! -s "$at.code" ]; then
        command git "$@" >"$at"
        echo $? >"$at.code"
      fi
      case $1$2 in
      config-z) cat "$at" ;;
      *)
        IFS= read -r -d '' text <"$at" || :
        printf %s "$text"
        ;;
      esac
      read -r code <"$at.code"
      return "$code"
    }

    """

  /// The answer: what was printed, the exit status, and what became of the prompt.
  func script(for shell: String) -> String {
    var text = "(\n"
    for (name, value) in settings { text += "GIT_PS1_\(name)='\(value)'\n" }
    if let subversionName { text += "GIT_SVN_ID='\(subversionName)'\n" }
    text +=
      shell == "zsh"
      ? (isExpanding ? "setopt" : "unsetopt") + " PROMPT_SUBST\n"
      : "shopt \(isExpanding ? "-s" : "-u") promptvars\n"
    text += "PS1=old\n(exit \(status))\n"
    text += "__git_ps1" + arguments.map { " '\($0)'" }.joined() + "\n"
    text += "printf '<%s|%s|' \"$?\" \"$PS1\"\n"
    text += "case $PS1 in *__git_ps1_branch_name*) printf '%s' \"$__git_ps1_branch_name\" ;; esac\n"
    text += "printf '|'\n"
    text +=
      "case $PS1 in *__git_ps1_upstream_name*) printf '%s' \"$__git_ps1_upstream_name\" ;; esac\n"
    return text + ") 2>/dev/null\nprintf '\\036'\n"
  }
}
