import Foundation
import Support
import Testing

/// wsctl and every window of GNOME Shell on Wayland, by its extension; the Shell is the witness.
@Suite(.serialized) struct WsctlNativeTests {
  @Test(arguments: GnomeShell.Release.allCases)
  func `acts on native windows as on X11 ones`(release: GnomeShell.Release) throws {
    let shell = try ExtensionRig.start(release, workspaces: 4)
    let native = try Window("4", "native", in: shell)
    let x = try Window("3", "xeleven", in: shell, backEnd: "x11")
    let titles = ["native", "xeleven"]

    // One list, in which an X window has the number that X gave it, and a native one none of X's.
    let list = try wsctl(["windows"], in: shell).output.split(separator: "\n")
    #expect(list.count == 2, "\(list)")
    let xids = try property("_NET_CLIENT_LIST", variables: shell.variables)
    for title in titles {
      let line = try #require(list.first { $0.hasSuffix("  \(title)") })
      let id = String(line.prefix { $0 != " " })
      #expect(xids.contains(id) == (title == "xeleven"), "\(id) in \(xids)")
      let number = try #require(UInt32(id.dropFirst(2), radix: 16))
      #expect((number >> 29 == 0) == (title == "xeleven"), "\(id)")
      // The number selects it.
      try wsctl(["minimise", id], in: shell)
      #expect(try shell.is(title, "minimized"))
    }

    for title in titles {
      let window = "title==\(title)"
      try wsctl(["activate", window], in: shell)
      #expect(try !shell.is(title, "minimized"))
      #expect(try shell.evaluate("global.display.focus_window.title") == "\"\(title)\"")
      try wsctl(["move", "3", "--follow"], in: shell)
      #expect(try shell.number("get_workspace().index()", of: title) == 2)
      #expect(try shell.activeWorkspace == 2)
      try wsctl(["place", "left", window], in: shell)
      #expect(try shell.frame(of: title) == "[0,32,640,688]", "\(title)")
      try wsctl(["place", "100,60", "500x350", window], in: shell)
      #expect(try shell.frame(of: title) == "[100,60,500,350]", "\(title)")
      for (verb, property) in [
        ("maximise", "maximized_horizontally"), ("fullscreen", "fullscreen"), ("above", "above"),
        ("sticky", "on_all_workspaces"), ("minimise", "minimized"),
      ] {
        try wsctl([verb, window], in: shell)
        #expect(try shell.is(title, property), "\(title) \(verb)")
        try wsctl([verb, "toggle", window], in: shell)
        #expect(try !shell.is(title, property), "\(title) \(verb) toggle")
      }
      try wsctl(["switch", "1"], in: shell)
      #expect(try shell.activeWorkspace == 0)
    }
    try wsctl(["switch", "last"], in: shell)
    #expect(try shell.activeWorkspace == 2)
    try wsctl(["count", "5"], in: shell)
    #expect(try shell.workspaces == 5)
    try wsctl(["name", "5", "Mail"], in: shell)
    try wsctl(["move", "Mail", "title=native"], in: shell)
    #expect(try shell.number("get_workspace().index()", of: "native") == 4)
    try wsctl(["grid", "3x2"], in: shell)
    #expect(try shell.evaluate("global.workspace_manager.layout_rows") == "2")

    // All windows are put away, and come back.
    try wsctl(["move", "current", "title=native"], in: shell)
    func isPutAway(_ title: String) throws -> Bool {
      try !shell.is(title, "showing_on_its_workspace()") && !shell.is(title, "minimized")
    }
    for (change, isShown) in [("show", true), ("hide", false)] {
      try wsctl(["desktop", change], in: shell)
      for title in titles {
        #expect(try eventually { try isPutAway(title) == isShown }, "\(title) \(change)")
      }
    }

    // Closing, while somebody waits for it.
    let waiting = try Background(
      [product("wsctl"), "wait", "closed", "title=xeleven"], variables: shell.variables)
    try wsctl(["close", "title=xeleven"], in: shell)
    #expect(eventually { !waiting.isRunning })
    #expect(waiting.error == "")
    let missing = try run([product("wsctl"), "close", "title=xeleven"], variables: shell.variables)
    #expect(missing.code == 1 && missing.error == "wsctl: no window matches \"title=xeleven\"\n")
    withExtendedLifetime((native, x)) {}
  }

  /// By its .desktop file, on another monitor, run or raised, and by a click.
  @Test(arguments: GnomeShell.Release.allCases)
  func `finds native windows in every way`(release: GnomeShell.Release) throws {
    let shell = try ExtensionRig.start(
      release, monitors: ["1280x720", "1024x768"], workspaces: 4)
    func foot(_ title: String) throws -> Background {
      try Background(
        ["foot", "--config=/dev/null", "--app-id=foot", "--title=\(title)", "sleep", "1000"],
        variables: shell.variables.merging(["LC_ALL": "C.UTF-8"]) { $1 })
    }
    let one = try foot("one")
    try shell.focus("one")
    let other = try Window("4", "other", in: shell)
    // The Shell itself says which application a window is of.
    let app = try shell.evaluate(
      "imports.gi.Shell.WindowTracker.get_default().get_window_app(\(Window.find("one"))).get_id()")
    #expect(app == "\"foot.desktop\"")
    for words in ["app=foot", "app==foot.desktop", "app==foot title=one", "program==foot"] {
      let found = try wsctl(["windows", words], in: shell)
      #expect(found.output.split(separator: "\n").count == 1, "\(words) \(found)")
      #expect(found.output.hasSuffix("  one\n"), "\(words) \(found)")
    }

    let mark = "\(shell.home)/ran"
    func raise(_ words: String...) throws {
      try wsctl(["run-or-raise", "app=foot"] + words + ["--", "touch", mark], in: shell)
    }
    func focus() throws -> String { try shell.evaluate("global.display.focus_window?.title ?? ''") }
    try wsctl(["activate", "title=other"], in: shell)
    try raise()
    #expect(try focus() == "\"one\"")
    try raise("--toggle")
    #expect(try eventually { try focus() == "\"other\"" })
    try raise("--minimise")
    try raise("--minimise")
    #expect(try shell.is("one", "minimized"))
    try wsctl(["activate", "title=one"], in: shell)
    try wsctl(["move", "3", "title=one"], in: shell)
    #expect(!FileManager.default.fileExists(atPath: mark))
    try raise("--here")
    #expect(eventually { FileManager.default.fileExists(atPath: mark) })
    #expect(try shell.activeWorkspace == 0)
    try wsctl(["move", "current", "title=one"], in: shell)
    #expect(try shell.number("get_workspace().index()", of: "one") == 0)

    // To the other monitor by direction and by the name that mutter has for it, and back.
    for (word, monitor) in [("next", 1), ("left", 0), ("right", 1), ("primary", 0)] {
      try wsctl(["move", "--monitor", word, "title=other"], in: shell)
      #expect(
        try eventually { try shell.number("get_monitor()", of: "other") == monitor }, "\(word)")
    }
    let none = try run(
      [product("wsctl"), "move", "--monitor", "VGA-9", "title=other"], variables: shell.variables)
    #expect(none.code == 1)
    let names = try #require(none.error.split(separator: " are ").last).split(separator: ", ")
      .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    #expect(names.count == 2 && names.allSatisfy { !$0.isEmpty }, "\(none)")
    try wsctl(["move", "--monitor", names[1], "title=other"], in: shell)
    #expect(try eventually { try shell.number("get_monitor()", of: "other") == 1 })

    // The click goes to no window.
    try wsctl(["place", "left", "title=one"], in: shell)
    let picking = try Background(
      [product("wsctl"), "windows", ":select"], variables: shell.variables)
    #expect(try eventually { try shell.evaluate("Main.modalCount") == "1" }, "\(picking.error)")
    try shell.evaluate(
      """
      {const {Clutter, GLib} = imports.gi;
      global.pointer = Clutter.get_default_backend().get_default_seat()
        .create_virtual_device(Clutter.InputDeviceType.POINTER_DEVICE);
      global.pointer.notify_absolute_motion(GLib.get_monotonic_time(), 200, 300);
      for (const state of [Clutter.ButtonState.PRESSED, Clutter.ButtonState.RELEASED])
        global.pointer.notify_button(GLib.get_monotonic_time(), 1, state);
      1}
      """)
    #expect(eventually { !picking.isRunning })
    #expect(picking.output.hasSuffix("  one\n"), "\(picking.output) \(picking.error)")
    #expect(try shell.evaluate("Main.modalCount") == "0")
    withExtendedLifetime((one, other)) {}
  }

  @Test func `says what a window cannot, and does nothing`() throws {
    let shell = try ExtensionRig.start(.installed, workspaces: 4)
    let fixed = try Background(
      ["zenity", "--info", "--text=x", "--title=fixed"],
      variables: shell.variables.merging(["GDK_BACKEND": "wayland"]) { $1 })
    #expect(try eventually { try shell.evaluate(Window.find("fixed") + " != null") == "true" })
    let before = try shell.restingFrame(of: "fixed")
    for (words, line) in [
      (["place", "left", "title=fixed"], "it has one size only"),
      (["maximise", "title=fixed"], "its program does not allow it"),
      (["below", "title=fixed"], "does not support this"),
      (["shade", "title=fixed"], "does not support this"),
      (["move", "9", "title=fixed"], "there is no workspace 9"),
      (["activate", "0x3fffffff"], "there is no window 0x3fffffff"),
    ] {
      let outcome = try run([product("wsctl")] + words, variables: shell.variables)
      #expect(outcome.code == 1 && outcome.output == "", "\(words): \(outcome)")
      #expect(
        outcome.error.hasPrefix("wsctl: ") && outcome.error.contains(line)
          && outcome.error.count { $0 == "\n" } == 1, "\(words): \(outcome)")
    }
    #expect(try shell.frame(of: "fixed") == before)
    withExtendedLifetime(fixed) {}
  }

  /// A program that does not draw while nobody sees it takes a size only later.
  @Test func `says that a size is pending, by an exit code of its own`() throws {
    let shell = try ExtensionRig.start(.installed, workspaces: 4)
    let silent = try Background(
      ["/usr/bin/python3", rig("silent-window.py"), "silent"], variables: shell.variables)
    try silent.ready { silent.output == "ready\n" }
    #expect(
      try eventually { try shell.evaluate(Window.find("silent") + " != null") == "true" })
    try wsctl(["minimise", "title=silent"], in: shell)
    let placed = try run(
      [product("wsctl"), "place", "left", "title=silent"], variables: shell.variables)
    #expect(placed.code == 3 && placed.output == "", "\(placed)")
    #expect(
      placed.error.hasPrefix("wsctl: window 0x")
        && placed.error.hasSuffix(" takes its size once it is shown\n"), "\(placed)")
    // One that is shown and does not answer is late.
    try wsctl(["activate", "title=silent"], in: shell)
    let late = try run(
      [product("wsctl"), "place", "right", "title=silent"], variables: shell.variables)
    #expect(late.code == 1 && late.error.contains("did not put window 0x"), "\(late)")
    withExtendedLifetime(silent) {}
  }

  @Test func `tells what happens to native windows`() throws {
    let shell = try ExtensionRig.start(.installed, workspaces: 4)
    let watch = try Background([product("wsctl"), "watch"], variables: shell.variables)
    // It listens once it tells of a switch.
    #expect(
      try eventually {
        try wsctl(["switch", "2"], in: shell)
        try wsctl(["switch", "1"], in: shell)
        return watch.output.contains("\"workspace\"")
      })
    func isTold(_ event: String, _ text: String) -> Bool {
      eventually {
        watch.output.split(separator: "\n").contains {
          $0.hasPrefix("{\"version\":1,\"event\":\"\(event)\"") && $0.contains(text)
        }
      }
    }
    let native = try Window("4", "told", in: shell)
    #expect(isTold("opened", "\"title\":\"told\""))
    #expect(isTold("active", "\"title\":\"told\""))
    try wsctl(["move", "3", "title=told"], in: shell)
    #expect(isTold("moved", "\"workspace\":3"))
    try wsctl(["close", "title=told"], in: shell)
    #expect(isTold("closed", "0x"))
    // The screen is locked and unlocked: it goes on.
    try shell.evaluate("Main.sessionMode.pushMode('unlock-dialog'); 1")
    #expect(try eventually { try !ExtensionRig.isThere(in: shell) })
    try shell.evaluate("Main.sessionMode.popMode('unlock-dialog'); 1")
    #expect(try eventually { try ExtensionRig.isThere(in: shell) })
    let second = try Window("4", "after", in: shell)
    #expect(isTold("opened", "\"title\":\"after\""), "\(watch.output) \(watch.error)")
    withExtendedLifetime((native, second)) {}
  }

  /// Where the extension is off, or its name is another program's, the X11 windows are there as
  /// they always were.
  @Test func `takes X11 where the extension does not answer`() throws {
    let shell = try ExtensionRig.start(.installed, workspaces: 4)
    let native = try Window("4", "native", in: shell)
    let x = try Window("3", "xeleven", in: shell, backEnd: "x11")
    try shell.evaluate("Main.extensionManager.disableExtension('\(ExtensionRig.uuid)'); 1")
    #expect(try eventually { try !ExtensionRig.isThere(in: shell) })
    func shown() throws -> Outcome {
      try run([product("wsctl"), "windows"], variables: shell.variables)
    }
    let off = try shown()
    #expect(off.code == 0 && off.output.contains("xeleven") && !off.output.contains("native"))
    let squatter = try Background(
      ["/usr/bin/python3", rig("odd-shell.py"), "hostile"], variables: shell.variables)
    try squatter.ready { squatter.output == "ready\n" }
    #expect(try shown() == off)
    withExtendedLifetime((native, x)) {}
  }

  @Test(arguments: ["silent", "ended", "other", "garbage", "half"])
  func `an extension that answers oddly is one line`(how: String) throws {
    let (odd, variables) = try odd(how)
    for words in [["windows"], ["activate", "title=plain"], ["switch", "1"]] {
      let outcome = try run(
        [product("wsctl")] + words, variables: variables, within: .seconds(20))
      #expect(outcome.code == 1 && outcome.output == "", "\(words): \(outcome)")
      #expect(
        outcome.error.hasPrefix("wsctl: ") && outcome.error.count { $0 == "\n" } == 1
          && !outcome.error.contains("\u{1b}"), "\(words): \(outcome)")
    }
    withExtendedLifetime(odd) {}
  }

  @Test func `nothing that an extension says steers a terminal`() throws {
    let (odd, variables) = try odd("hostile")
    let list = try run([product("wsctl"), "windows"], variables: variables)
    #expect(list.code == 0 && list.output.split(separator: "\n").count == 2, "\(list)")
    #expect(!list.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "\(list)")
    let act = try run([product("wsctl"), "activate", "title=plain"], variables: variables)
    #expect(act.code == 1 && !act.error.contains("\u{1b}"), "\(act)")
    #expect(act.error.count { $0 == "\n" } == 1, "\(act)")
    withExtendedLifetime(odd) {}

    let (huge, others) = try self.odd("huge")
    let many = try run([product("wsctl"), "windows"], variables: others)
    #expect(many.code == 0 && many.output.split(separator: "\n").count == 10_000)
    withExtendedLifetime(huge) {}
  }

  /// A bus on which a program plays the Shell and its extension.
  private func odd(_ how: String) throws -> ([any Sendable], [String: String?]) {
    let bus = try PrivateBus()
    let variables: [String: String?] = [
      "DBUS_SESSION_BUS_ADDRESS": bus.address, "WAYLAND_DISPLAY": "wayland-odd", "DISPLAY": nil,
    ]
    let program = try Background(
      ["/usr/bin/python3", rig("odd-shell.py"), how], variables: variables)
    try program.ready { program.output == "ready\n" }
    return ([bus, program], variables)
  }

  @discardableResult
  private func wsctl(_ words: [String], in shell: GnomeShell) throws -> Outcome {
    let outcome = try run([product("wsctl")] + words, variables: shell.variables)
    #expect(outcome.code == 0 && outcome.error == "", "wsctl \(words): \(outcome)\n\(shell.log)")
    return outcome
  }
}

/// A window of GTK in a Shell.
private struct Window {
  let program: Conversation

  /// Opens it, and waits until it has been drawn.
  init(_ toolkit: String, _ title: String, in shell: GnomeShell, backEnd: String = "wayland") throws
  {
    program = try Conversation(
      ["/usr/bin/python3", rig("native-window.py"), toolkit, title],
      variables: shell.variables.merging(["GDK_BACKEND": backEnd]) { $1 })
    let isDrawn = "\(Self.find(title))?.get_frame_rect().width > 0 || false"
    guard try eventually(within: .seconds(60), { try shell.evaluate(isDrawn) == "true" }) else {
      throw Unexpected("\(title) did not open\n\(shell.log)")
    }
  }

  static func find(_ title: String) -> String {
    "global.get_window_actors().map(a => a.meta_window).find(w => w.title === '\(title)')"
  }
}

extension GnomeShell {
  fileprivate func `is`(_ title: String, _ property: String) throws -> Bool {
    try evaluate("\(Window.find(title)).\(property)") == "true"
  }

  fileprivate func number(_ expression: String, of title: String) throws -> Int? {
    Int(try evaluate("\(Window.find(title)).\(expression)"))
  }

  /// The same once it has stayed for half a second: a new window is drawn, and then placed.
  fileprivate func restingFrame(of title: String) throws -> String {
    var last = try frame(of: title)
    var seen = 0
    let isResting = try eventually {
      let now = try frame(of: title)
      seen = now == last && now != "0,0,0,0" ? seen + 1 : 0
      last = now
      Thread.sleep(forTimeInterval: 0.1)
      return seen >= 5
    }
    guard isResting else { throw Unexpected("\(title) does not rest: \(last)") }
    return last
  }

  fileprivate func frame(of title: String) throws -> String {
    try evaluate("(r => [r.x, r.y, r.width, r.height])(\(Window.find(title)).get_frame_rect())")
  }
}
