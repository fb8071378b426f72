import Foundation
import Support
import Testing

/// The tabulator key in real shells, with real windows.
@Suite(.serialized) struct CompletionTests {
  private static let shells = ["bash", "zsh", "fish"]

  /// A display with four workspaces, the first of which has a name, and windows, one of which has a
  /// title that is up to no good.
  private struct Rig {
    let rig: WsctlRig
    let scratch: Scratch
    var trap: String { scratch.path("trap") }

    init() throws {
      rig = try WsctlRig(.openbox)
      scratch = try Scratch()
      let name = try run(
        [
          "xprop", "-root", "-f", "_NET_DESKTOP_NAMES", "8u", "-set", "_NET_DESKTOP_NAMES",
          "Letters",
        ], variables: rig.variables)
      guard name == Outcome() else { throw Unexpected("no name: \(name)") }
      try rig.open("mail", className: "Thunder")
      try rig.open("two words")
      try rig.open("$(touch \(trap))")
      // For Swift a backtick with an accent is another character than a backtick; for bash it is one, and
      // within a pair of them a semicolon that was escaped twice ends a command.
      try scratch.write("run", "#!/bin/sh\ntouch '\(trap)'\n")
      try shell("chmod +x '\(scratch.path("run"))'")
      try rig.open("`\u{301};\(scratch.path("run"))`\u{301}")
      try shell("mkdir -p '\(scratch.path)/home'")
    }

    /// What a shell makes of each line and the key: its line then, and what it lists.
    func press(_ shell: String, _ lines: [String]) throws -> [(line: String, listed: String)] {
      let built = URL(filePath: product("wsctl")).deletingLastPathComponent().path
      var variables = rig.variables
      variables["PATH"] = "\(built):\(systemPath)"
      variables["HOME"] = scratch.path("home")
      variables["XDG_CONFIG_HOME"] = scratch.path("home")
      variables["XDG_DATA_HOME"] = scratch.path("home")
      variables["LC_ALL"] = "C.UTF-8"
      let outcome = try run(
        ["/usr/bin/python3", Support.rig("press-tab.py"), shell, "\(packageRoot)/desktop"] + lines,
        variables: variables, within: .seconds(120))
      var answers: [(line: String, listed: String)] = []
      var rest = outcome.output[...]
      while let match = rest.firstMatch(of: /LINE<([^\n]*)>\n/) {
        answers.append((String(match.1), String(rest[..<match.range.lowerBound])))
        rest = rest[match.range.upperBound...]
      }
      guard answers.count == lines.count else { throw Unexpected("\(shell): \(outcome)") }
      return answers
    }
  }

  @Test(arguments: shells) func `completes`(_ shell: String) throws {
    let rig = try Rig()
    let folder = rig.scratch.path("folder")
    try Support.shell("mkdir -p '\(folder)/test'")
    let cases = [
      ("wsctl sw", "wsctl switch "),
      ("wsctl switch ri", "wsctl switch right "),
      ("wsctl switch Le", "wsctl switch Letters "),
      ("wsctl move Le", "wsctl move Letters "),
      ("wsctl activate title=mai", "wsctl activate title=mail "),
      ("wsctl activate title=two", "wsctl activate title=two\\ words "),
      ("wsctl move 2 class=Th", "wsctl move 2 class=Thunder "),
      ("wsctl place top-l", "wsctl place top-left "),
      ("wsctl close --fi", "wsctl close --first "),
      ("wmctrl -a two", "wmctrl -a two\\ words "),
      ("wmctrl -k tog", "wmctrl -k toggle "),
      // fish sets no space behind a colon.
      ("wmctrl -r :AC", "wmctrl -r :ACTIVE:" + (shell == "fish" ? "" : " ")),
      ("lidctl run --what sleep:handle-li", "lidctl run --what sleep:handle-lid-switch "),
      ("lidctl list --what id", "lidctl list --what idle "),
      ("lidctl on --only ac,do", "lidctl on --only ac,docked "),
      ("lidctl on --on-close bl", "lidctl on --on-close blank "),
      ("detour fix right-d", "detour fix right-drag-resize "),
      ("detour check lid-s", "detour check lid-suspends "),
      ("detour keys bind sw", "detour keys bind switch "),
      ("gitps1 --js", "gitps1 --json "),
      // A word is no folder for being called like one.
      ("cd '\(folder)'\nlidctl te", "lidctl test "),
      ("lidctl run te", "lidctl run test/"),
    ]
    for (answer, (_, completed)) in zip(try rig.press(shell, cases.map(\.0)), cases) {
      #expect(answer.line == completed, "\(shell)")
    }
  }

  @Test(arguments: shells) func `lists`(_ shell: String) throws {
    let rig = try Rig()
    let cases = [
      ("wsctl ", ["switch", "windows", "watch"]),
      ("wsctl switch ", ["next", "left", "1", "4", "Letters"]),
      ("wsctl activate ", [":active", "class=Thunder"]),
      ("wmctrl -s ", ["0", "1", "2", "3"]),
      ("wmctrl -ia ", ["0x00"]),
      ("lidctl run --mode ", ["block", "delay", "block-weak"]),
      ("detour explain ", ["alt-drag", "lid-suspends"]),
      ("gitps1 --", ["--format", "--json", "--clear-cache", "--status"]),
      ("wsctl activate title=", ["mail"]),
      ("wmctrl -a ", ["mail"]),
    ]
    for (answer, (line, candidates)) in zip(try rig.press(shell, cases.map(\.0)), cases) {
      for candidate in candidates {
        #expect(answer.listed.contains(candidate), "\(shell) \(line): \(answer.listed)")
      }
    }
    // A title was offered, and not run.
    #expect(!FileManager.default.fileExists(atPath: rig.trap))
  }

  /// ArgumentParser's functions leave a trap that puts the options of that moment back, at the end of
  /// each file that is read from then on.
  @Test func `leaves the options and traps of bash alone`() throws {
    let rig = try Rig()
    try rig.scratch.write("file", ":\n")
    let answers = try rig.press(
      "bash",
      [
        "trap 'echo mi''ne' RETURN\nwsctl sw", "lidctl sta", "detour chec",
        """
        set -o noclobber; shopt -s globstar; . '\(rig.scratch.path("file"))'
        [[ $- == *C* ]] && shopt -q globstar && echo ke''pt
        wsctl sw
        """,
      ])
    #expect(
      answers.map(\.line) == ["wsctl switch ", "lidctl status ", "detour check ", "wsctl switch "])
    #expect(answers[3].listed.contains("mine\n"), "\(answers)")
    #expect(answers[3].listed.contains("kept\n"), "\(answers)")
  }
}
