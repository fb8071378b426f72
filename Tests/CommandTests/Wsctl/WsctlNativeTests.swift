import Foundation
import Support
import Testing

/// wsctl and every window of GNOME Shell on Wayland, by its extension; the Shell is the witness.
@Suite(.serialized) struct WsctlNativeTests {
  @Test(arguments: GnomeShell.Release.allCases)
  func `acts on native windows as on X11 ones`(release: GnomeShell.Release) throws {
    let shell = try ExtensionRig.start(release, workspaces: 4)
    let native = try NativeWindow("4", "native", in: shell)
    let x = try NativeWindow("3", "xeleven", in: shell, backEnd: "x11")
    let titles = ["native", "xeleven"]

    // One list, in which an X window has the number that X gave it, and a native one none of X's.
    let list = try shell.wsctl(["windows"]).output.split(separator: "\n")
    #expect(list.count == 2, "\(list)")
    let xids = try property("_NET_CLIENT_LIST", variables: shell.variables)
    for title in titles {
      let line = try #require(list.first { $0.hasSuffix("  \(title)") })
      let id = String(line.prefix { $0 != " " })
      #expect(xids.contains(id) == (title == "xeleven"), "\(id) in \(xids)")
      let number = try #require(UInt32(id.dropFirst(2), radix: 16))
      #expect((number >> 29 == 0) == (title == "xeleven"), "\(id)")
      // The number selects it.
      try shell.wsctl(["minimise", id])
      #expect(try shell.is(title, "minimized"))
    }

    for title in titles {
      let window = "title==\(title)"
      try shell.wsctl(["activate", window])
      #expect(try !shell.is(title, "minimized"))
      #expect(try shell.evaluate("global.display.focus_window.title") == "\"\(title)\"")
      try shell.wsctl(["move", "3", "--follow"])
      #expect(try shell.number("get_workspace().index()", of: title) == 2)
      #expect(try shell.activeWorkspace == 2)
      try shell.wsctl(["place", "left", window])
      #expect(try shell.frame(of: title) == "[0,32,640,688]", "\(title)")
      try shell.wsctl(["place", "100,60", "500x350", window])
      #expect(try shell.frame(of: title) == "[100,60,500,350]", "\(title)")
      for (verb, property) in [
        ("maximise", "maximized_horizontally"), ("fullscreen", "fullscreen"), ("above", "above"),
        ("sticky", "on_all_workspaces"), ("minimise", "minimized"),
      ] {
        try shell.wsctl([verb, window])
        #expect(try shell.is(title, property), "\(title) \(verb)")
        try shell.wsctl([verb, "toggle", window])
        #expect(try !shell.is(title, property), "\(title) \(verb) toggle")
      }
      try shell.wsctl(["switch", "1"])
      #expect(try shell.activeWorkspace == 0)
    }
    try shell.wsctl(["switch", "last"])
    #expect(try shell.activeWorkspace == 2)
    try shell.wsctl(["count", "5"])
    #expect(try shell.workspaces == 5)
    try shell.wsctl(["name", "5", "Mail"])
    try shell.wsctl(["move", "Mail", "title=native"])
    #expect(try shell.number("get_workspace().index()", of: "native") == 4)
    try shell.wsctl(["grid", "3x2"])
    #expect(try shell.evaluate("global.workspace_manager.layout_rows") == "2")

    // All windows are put away, and come back.
    try shell.wsctl(["move", "current", "title=native"])
    func isPutAway(_ title: String) throws -> Bool {
      try !shell.is(title, "showing_on_its_workspace()") && !shell.is(title, "minimized")
    }
    for (change, isShown) in [("show", true), ("hide", false)] {
      try shell.wsctl(["desktop", change])
      for title in titles {
        #expect(try eventually { try isPutAway(title) == isShown }, "\(title) \(change)")
      }
    }

    // Closing, while somebody waits for it.
    let waiting = try Background(
      [product("wsctl"), "wait", "closed", "title=xeleven"], variables: shell.variables)
    try shell.wsctl(["close", "title=xeleven"])
    #expect(eventually { !waiting.isRunning })
    #expect(waiting.error == "")
    let missing = try run([product("wsctl"), "close", "title=xeleven"], variables: shell.variables)
    #expect(missing.code == 1 && missing.error == "wsctl: no window matches \"title=xeleven\"\n")
    withExtendedLifetime((native, x)) {}
  }

  @Test func `says what a window cannot, and does nothing`() throws {
    let shell = try ExtensionRig.start(.installed, workspaces: 4)
    let fixed = try Background(
      ["zenity", "--info", "--text=x", "--title=fixed"],
      variables: shell.variables.merging(["GDK_BACKEND": "wayland"]) { $1 })
    #expect(
      try eventually { try shell.evaluate(NativeWindow.find("fixed") + " != null") == "true" })
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
      try eventually { try shell.evaluate(NativeWindow.find("silent") + " != null") == "true" })
    try shell.wsctl(["minimise", "title=silent"])
    let placed = try run(
      [product("wsctl"), "place", "left", "title=silent"], variables: shell.variables)
    #expect(placed.code == 3 && placed.output == "", "\(placed)")
    #expect(
      placed.error.hasPrefix("wsctl: window 0x")
        && placed.error.hasSuffix(" takes its size once it is shown\n"), "\(placed)")
    // One that is shown and does not answer is late.
    try shell.wsctl(["activate", "title=silent"])
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
        try shell.wsctl(["switch", "2"])
        try shell.wsctl(["switch", "1"])
        return watch.output.contains("\"workspace\"")
      })
    func isTold(_ event: String, _ text: String) -> Bool {
      eventually {
        watch.output.split(separator: "\n").contains {
          $0.hasPrefix("{\"version\":1,\"event\":\"\(event)\"") && $0.contains(text)
        }
      }
    }
    let native = try NativeWindow("4", "told", in: shell)
    #expect(isTold("opened", "\"title\":\"told\""))
    #expect(isTold("active", "\"title\":\"told\""))
    try shell.wsctl(["move", "3", "title=told"])
    #expect(isTold("moved", "\"workspace\":3"))
    try shell.wsctl(["close", "title=told"])
    #expect(isTold("closed", "0x"))
    // The screen is locked and unlocked: it goes on.
    try shell.evaluate("Main.sessionMode.pushMode('unlock-dialog'); 1")
    #expect(try eventually { try !ExtensionRig.isThere(in: shell) })
    let meanwhile = try NativeWindow("4", "meanwhile", in: shell)
    try shell.evaluate("Main.sessionMode.popMode('unlock-dialog'); 1")
    #expect(try eventually { try ExtensionRig.isThere(in: shell) })
    // What has happened meanwhile is told, too.
    #expect(isTold("opened", "\"title\":\"meanwhile\""), "\(watch.output) \(watch.error)")
    let second = try NativeWindow("4", "after", in: shell)
    #expect(isTold("opened", "\"title\":\"after\""), "\(watch.output) \(watch.error)")
    withExtendedLifetime((native, meanwhile, second)) {}
  }

  /// Where the extension is off, or its name is another program's, the X11 windows are there as
  /// they always were.
  @Test func `takes X11 where the extension does not answer`() throws {
    let shell = try ExtensionRig.start(.installed, workspaces: 4)
    let native = try NativeWindow("4", "native", in: shell)
    let x = try NativeWindow("3", "xeleven", in: shell, backEnd: "x11")
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

  @Test(arguments: ["silent", "dies", "ended", "other", "garbage", "half", "far"])
  func `an extension that answers oddly is one line`(how: String) throws {
    let (odd, variables) = try odd(how)
    for words in [["windows"], ["activate", "title=plain"], ["switch", "1"]] {
      let outcome = try run(
        [product("wsctl")] + words, variables: variables)
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
}
