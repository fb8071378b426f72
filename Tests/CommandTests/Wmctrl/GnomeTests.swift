import Foundation
import Support
import System
import Testing

/// wmctrl in a real GNOME Shell on Wayland, through Xwayland; the shell's own state is the witness.
@Suite(.serialized) struct WmctrlGnomeTests {
  private func focus(_ shell: GnomeShell) throws -> String {
    try shell.evaluate("global.display.focus_window?.title ?? ''")
  }

  private func window(_ shell: GnomeShell, _ title: String, _ what: String) throws -> String {
    try shell.evaluate(
      "global.get_window_actors().map(a => a.meta_window).find(w => w.title == '\(title)').\(what)")
  }

  /// No workspace has been switched yet, so that `_NET_CURRENT_DESKTOP` does not exist.
  @Test(arguments: GnomeShell.Release.allCases, ["-a", "-R", "-ia"])
  func `activates in a fresh session`(release: GnomeShell.Release, option: String) throws {
    let shell = try GnomeShell.shared(release, workspaces: 4)
    let both = WmctrlPair(variables: shell.variables)
    let client = try XClient(variables: shell.variables)
    let mail = try client.open("mail", x: 100, y: 150)
    try shell.focus("mail")
    try client.open("work", x: 300, y: 250)
    try shell.focus("work")
    let missing = try property("_NET_CURRENT_DESKTOP", variables: shell.variables)
    #expect(missing.contains("not found"))
    let window = option == "-ia" ? "\(mail)" : "mail"
    #expect(try both.run(.ours, [option, window]) == Outcome())
    #expect(try focus(shell) == "\"mail\"")
  }

  /// mutter keeps dialogs out of task lists, and gives them the focus of the window they belong to.
  @Test(arguments: GnomeShell.Release.allCases)
  func `finds dialogs, and activates what has one`(release: GnomeShell.Release) throws {
    let shell = try GnomeShell.shared(release, workspaces: 4)
    let client = try XClient(variables: shell.variables)
    let owner = try client.open("owner", x: 100, y: 150)
    try shell.focus("owner")
    let dialog = try client.window(x: 150, y: 200)
    try client.set("_NET_WM_NAME", of: dialog, type: "UTF8_STRING", Array("ask me".utf8))
    try client.set("WM_TRANSIENT_FOR", of: dialog, type: "WINDOW", numbers: [Int(owner)])
    try client.set("_NET_WM_WINDOW_TYPE", of: dialog, atoms: ["_NET_WM_WINDOW_TYPE_DIALOG"])
    try client.set("_NET_WM_STATE", of: dialog, atoms: ["_NET_WM_STATE_MODAL"])
    try client.map(dialog)
    try shell.focus("ask me")
    try client.open("work", x: 300, y: 250)
    try shell.focus("work")
    func wsctl(_ words: String...) throws -> Outcome {
      try run([product("wsctl")] + words, variables: shell.variables)
    }
    #expect(try wsctl("wait", "opened", "title=ask me", "--timeout", "2") == Outcome())
    #expect(try wsctl("wait", "closed", "title=ask me", "--timeout", "0.5").code == 1)
    #expect(try wsctl("windows", "title=ask me").code == 0)
    #expect(try wsctl("activate", "owner") == Outcome())
    #expect(try ["\"ask me\"", "\"owner\""].contains(focus(shell)))
    try shell.focus("work")
    let both = WmctrlPair(variables: shell.variables)
    #expect(try both.run(.ours, ["-a", "owner"]) == Outcome())
    #expect(try ["\"ask me\"", "\"owner\""].contains(focus(shell)))
  }

  /// mutter would bring a dialog, and its parent, to the workspace that is shown.
  @Test(arguments: GnomeShell.Release.allCases)
  func `goes to the workspace of a dialog`(release: GnomeShell.Release) throws {
    let shell = try GnomeShell.shared(release, workspaces: 4)
    let client = try XClient(variables: shell.variables)
    let owner = try client.open("owner", x: 100, y: 150)
    try shell.focus("owner")
    let dialog = try client.window(x: 150, y: 200)
    try client.set("_NET_WM_NAME", of: dialog, type: "UTF8_STRING", Array("settings".utf8))
    try client.set("WM_TRANSIENT_FOR", of: dialog, type: "WINDOW", numbers: [Int(owner)])
    try client.map(dialog)
    try shell.focus("settings")
    let both = WmctrlPair(variables: shell.variables)
    func places() throws -> [String] {
      try ["owner", "settings"].map { try window(shell, $0, "get_workspace().index()") }
        + ["\(shell.activeWorkspace)"]
    }
    for title in ["owner", "settings"] {
      #expect(try both.run(.ours, ["-r", title, "-t", "1"]) == Outcome())
    }
    #expect(try places() == ["1", "1", "0"])
    #expect(try both.run(.ours, ["-a", "settings"]) == Outcome())
    #expect(try focus(shell) == "\"settings\"")
    #expect(try places() == ["1", "1", "1"])
    let moved = try run(
      [product("wsctl"), "move", "3", "settings", "--follow"], variables: shell.variables)
    #expect(moved == Outcome())
    #expect(try window(shell, "settings", "get_workspace().index()") == "2")
    #expect(try shell.activeWorkspace == 2)
  }

  @Test(arguments: GnomeShell.Release.allCases)
  func `works in GNOME Shell, also where the original does not`(
    release: GnomeShell.Release
  ) throws {
    let shell = try GnomeShell.shared(release, workspaces: 4)
    let both = WmctrlPair(variables: shell.variables)
    let client = try XClient(variables: shell.variables)
    func done(_ line: String...) throws {
      let outcome = try both.run(.ours, line)
      #expect(outcome == Outcome(), "\(line)")
    }

    // Nothing on the root window says which desktop is current before the first switch.
    let lost = "Cannot get current desktop properties."
    #expect(try both.run(.original, ["-d"]).error.hasPrefix(lost))
    #expect(try both.run(.compatible, ["-d"]) == both.run(.original, ["-d"]))
    let list = try both.run(.ours, ["-d"])
    #expect(list.code == 0 && list.output.hasPrefix("0  * DG: 1280x720  VP: "))
    #expect(try both.run(.ours, ["-j"]) == Outcome(output: "0 \n"))

    let alpha = try client.open("alpha", x: 100, y: 150)
    try client.open("gamma", x: 300, y: 250)
    try shell.focus("gamma")
    #expect(try both.run(.original, ["-l"]).output.contains("gamma"))

    // The desktop of a window that the original would not find is the current one.
    try done("-r", "alpha", "-t", "-1")
    try done("-s", "2")
    #expect(try shell.activeWorkspace == 2)
    let outside = try both.run(.ours, ["-s", "9"])
    #expect(outside.code == 1)
    #expect(outside.error == "wmctrl: there is no desktop 9: GNOME Shell has desktops 0 to 3\n")
    #expect(try shell.activeWorkspace == 2)

    // With the time of the request, a window elsewhere is activated, and not only marked.
    try done("-a", "alpha")
    #expect(try shell.activeWorkspace == 0)
    #expect(try focus(shell) == "\"alpha\"")

    try done("-r", "gamma", "-t", "1")
    #expect(try window(shell, "gamma", "get_workspace().index()") == "1")
    try done("-R", "gamma")
    #expect(try window(shell, "gamma", "get_workspace().index()") == "0")
    #expect(try focus(shell) == "\"gamma\"")

    // mutter's toggle looks at another state, and so never goes back.
    for expected in ["true", "false", "true", "false"] {
      try done("-r", "alpha", "-b", "toggle,above")
      #expect(try window(shell, "alpha", "above") == expected)
    }
    try done("-r", "alpha", "-b", "add,hidden")
    #expect(try window(shell, "alpha", "minimized") == "true")
    try done("-r", "alpha", "-b", "remove,hidden")
    #expect(try window(shell, "alpha", "minimized") == "false")
    try done("-Y", "alpha")
    #expect(try window(shell, "alpha", "minimized") == "true")
    try done("-a", "alpha")
    #expect(try window(shell, "alpha", "minimized") == "false")
    try done("-r", "alpha", "-b", "add,sticky")
    #expect(try window(shell, "alpha", "is_on_all_workspaces()") == "true")
    try done("-r", "alpha", "-b", "remove,sticky")
    // mutter tells "modal" only together with the next change of another state.
    for (modal, above, isModal) in [
      ("add", "add", true), ("toggle", "remove", false), ("toggle", "add", true),
      ("remove", "remove", false),
    ] {
      try done("-r", "alpha", "-b", "\(modal),modal")
      try done("-r", "alpha", "-b", "\(above),above")
      let states = try property("_NET_WM_STATE", of: alpha, variables: shell.variables)
      #expect(states.contains("MODAL") == isModal, "\(modal) \(states)")
    }
    try done("-r", "alpha", "-b", "add,maximized_vert,maximized_horz")
    for way in ["maximized_vertically", "maximized_horizontally"] {
      #expect(try window(shell, "alpha", way) == "true")
    }
    try done("-r", "alpha", "-b", "remove,maximized_vert,maximized_horz")
    try done("-r", "alpha", "-e", "0,200,210,320,230")
    let frame = try window(shell, "alpha", "get_frame_rect().x")
    #expect(frame == "200")
    try done("-k", "on")
    #expect(try property("_NET_SHOWING_DESKTOP", variables: shell.variables).contains("= 1"))
    try done("-k", "toggle")
    try done("-n", "5")
    #expect(try eventually { try shell.workspaces == 5 })

    // The same words as the original's, where it can do it too.
    for line in WmctrlWordsTests.lines {
      var expected = try both.run(.original, line)
      let compatible = try both.run(.compatible, line)
      let ours = try both.run(.ours, line)
      if expected.output.hasPrefix("wmctrl 1.07\n") { expected.output = compatible.output }
      if expected.error.hasPrefix("wmctrl 1.07\n") { expected.error = compatible.error }
      #expect(compatible == expected, "\(line)")
      if WmctrlDifference.reason(line) == nil { #expect(ours == expected, "\(line)") }
    }

    // The original adds the place in the frame once more.
    let listed = try both.run(.ours, ["-lG"]).output.split(separator: "\n")
      .first { $0.hasSuffix("alpha") }
    let numbers = (listed ?? "").split(separator: " ").dropFirst(2).prefix(4).compactMap { Int($0) }
    let information = try run(["xwininfo", "-id", "\(alpha)"], variables: shell.variables).output
    let truth = ["upper-left X:", "upper-left Y:", "Width:", "Height:"].map { label in
      information.split(separator: "\n").first { $0.contains(label) }
        .flatMap { $0.split(separator: " ").last }.flatMap { Int($0) }
    }
    #expect(numbers == truth)

    try done("-c", "gamma")
    #expect(try !both.run(.original, ["-l"]).output.contains("gamma"))
    let gone = try both.run(.ours, ["-c", "gamma"])
    #expect(gone == Outcome(error: "wmctrl: no window matches \"gamma\"\n", code: 1))

    // A native window of Wayland has no number that X11 knows.
    let native = try Background(
      ["zenity", "--info", "--title", "native", "--text", "text"],
      variables: shell.variables.merging(["GDK_BACKEND": "wayland"]) { $1 })
    defer { native.stop() }
    try native.ready { try focus(shell) == "\"native\"" }
    for line in [["-r", ":ACTIVE:", "-b", "add,above"], ["-c", ":ACTIVE:"]] {
      let outcome = try both.run(.ours, line)
      #expect(outcome.code == 1 && outcome.output.isEmpty)
      #expect(outcome.error.hasPrefix("wmctrl: "))
      #expect(
        outcome.error.contains("no X11 window is active") || outcome.error.contains("no window is"))
    }
    #expect(try window(shell, "native", "above") == "false")
  }

  /// The same requests, and so the same windows and workspaces in the end, also with its faults.
  @Test(arguments: GnomeShell.Release.allCases)
  func `does with WMCTRL_COMPAT what the original does`(release: GnomeShell.Release) throws {
    let grounds = try [WmctrlPair.Which.original, .compatible].map { which in
      let shell = try GnomeShell.shared(
        release, workspaces: 4, suite: which == .original ? "original" : #fileID)
      let client = try XClient(variables: shell.variables)
      let windows = try WmctrlFixture.open(client)
      return (which, shell, client, windows, WmctrlPair(variables: shell.variables))
    }
    // A window that is shown late takes the focus: so it is given until both are the same for good.
    let areAlike = try eventually {
      // The windows say that they are of another machine, and the shell adds it.
      for ground in grounds { try ground.1.focus("gamma (on host)") }
      sleep(for: .milliseconds(500))
      let states = try grounds.map { _, _, _, windows, both in try both.state(of: windows) }
      return states[0] == states[1] && states[0].contains("FOCUSED")
    }
    #expect(areAlike)
    for step in WmctrlEffectTests.steps {
      let outcomes = try grounds.map { which, _, _, windows, both in
        both.masked(try both.run(which, step), windows)
      }
      #expect(outcomes[0] == outcomes[1], "\(step)")
      var states: [String] = []
      let same = try eventually {
        states = try grounds.map { _, _, _, windows, both in try both.state(of: windows) }
        return states[0] == states[1]
      }
      if !same {
        Issue.record("\(step)\n--- original\n\(states[0])--- ours\n\(states[1])")
        return
      }
    }
  }
}
