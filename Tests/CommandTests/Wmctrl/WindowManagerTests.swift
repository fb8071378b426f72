import Foundation
import Support
import Testing

/// What people ask of windows, on every window manager that Debian has; xprop(1) and xwininfo(1)
/// are the witnesses.
@Suite struct WindowManagerTests {
  /// A window with a modal dialog, one that takes no input, and an ordinary one.
  struct Windows {
    let display: VirtualDisplay
    let manager: WindowManager
    let client: XClient
    let owner: UInt32
    let dialog: UInt32
    let eyes: UInt32
    let other: UInt32

    init(_ kind: WindowManager.Kind) throws {
      display = try VirtualDisplay()
      manager = try WindowManager(kind, on: display, workspaces: 4)
      client = try XClient(display)
      owner = try client.open("owner", className: "Owner", x: 60, y: 70)
      eyes = try client.window(x: 400, y: 70)
      try client.set("_NET_WM_NAME", of: eyes, type: "UTF8_STRING", Array("eyes".utf8))
      // WM_HINTS: the input field is given, and false.
      try client.set("WM_HINTS", of: eyes, type: "WM_HINTS", numbers: [1, 0, 0, 0, 0, 0, 0, 0, 0])
      try client.map(eyes)
      dialog = try client.window(x: 80, y: 120)
      try client.set("_NET_WM_NAME", of: dialog, type: "UTF8_STRING", Array("dialog".utf8))
      try client.set("WM_CLASS", of: dialog, type: "STRING", Array("ask\0Ask\0".utf8))
      try client.set("WM_TRANSIENT_FOR", of: dialog, type: "WINDOW", numbers: [Int(owner)])
      try client.set("_NET_WM_WINDOW_TYPE", of: dialog, atoms: ["_NET_WM_WINDOW_TYPE_DIALOG"])
      try client.set("_NET_WM_STATE", of: dialog, atoms: ["_NET_WM_STATE_MODAL"])
      try client.map(dialog)
      other = try client.open("other", className: "Other", x: 90, y: 110)
      let windows = [owner, eyes, dialog, other]
      let display = display
      let areListed = try eventually {
        let list = try property("_NET_CLIENT_LIST", on: display)
        return windows.allSatisfy { list.contains(hexadecimal($0)) }
      }
      guard areListed else { throw Unexpected("the windows are not managed") }
    }

    func wmctrl(_ words: String...) throws -> Outcome {
      try WmctrlPair(variables: display.variables).run(.ours, words)
    }

    func wsctl(_ words: String...) throws -> Outcome {
      try run([product("wsctl")] + words, variables: display.variables)
    }

    func has(_ name: String, _ text: String, of window: UInt32? = nil) throws -> Bool {
      let display = display
      return try eventually {
        try property(name, of: window, on: display).contains(text)
      }
    }

    func lacks(_ name: String, _ text: String, of window: UInt32? = nil) throws -> Bool {
      let display = display
      return try eventually {
        try !property(name, of: window, on: display).contains(text)
      }
    }
  }

  /// The focus goes to the dialog of a window, or nowhere, and the window is activated all the same.
  @Test(arguments: WindowManager.Kind.compared + [.mutter])
  func `activates what has a dialog, and what takes no focus`(kind: WindowManager.Kind) throws {
    let windows = try Windows(kind)
    #expect(try windows.wmctrl("-a", "owner") == Outcome(), "\(kind)")
    let isActive = try eventually {
      let active = try property("_NET_ACTIVE_WINDOW", on: windows.display)
      return [windows.owner, windows.dialog].contains { active.contains(hexadecimal($0)) }
    }
    #expect(isActive, "\(kind)")
    #expect(try windows.wsctl("activate", "other") == Outcome())
    #expect(try windows.has("_NET_ACTIVE_WINDOW", hexadecimal(windows.other)))
    #expect(try windows.wsctl("run-or-raise", "title=owner", "--", "false") == Outcome(), "\(kind)")
    #expect(try windows.wsctl("activate", "title=owner") == Outcome())
    #expect(try windows.wmctrl("-a", "eyes") == Outcome())
    #expect(try windows.wmctrl("-a", "other") == Outcome())
    #expect(try windows.has("_NET_ACTIVE_WINDOW", hexadecimal(windows.other)))
    // A dialog is found by its title, also where it is in no task list.
    #expect(try windows.wsctl("windows", "title=dialog").code == 0)
    #expect(try windows.wsctl("windows", "class=Ask").output.contains("dialog"), "\(kind)")
    #expect(
      try windows.wsctl("wait", "opened", "title=dialog", "--timeout", "2") == Outcome())
    #expect(try windows.wsctl("wait", "closed", "title=dialog", "--timeout", "0.3").code == 1)
    // Compiz does not list that it closes windows, and does.
    #expect(try windows.wmctrl("-c", "other") == Outcome())
    #expect(try windows.lacks("_NET_CLIENT_LIST", hexadecimal(windows.other)))
  }

  @Test(arguments: WindowManager.Kind.compared.filter { $0 != .i3 })
  func `minimises and restores`(kind: WindowManager.Kind) throws {
    let windows = try Windows(kind)
    // Two properties tell it, and a window manager writes one after the other.
    func isIconic(_ expected: Bool) throws -> Bool {
      try eventually {
        let isTold =
          try property("WM_STATE", of: windows.other, on: windows.display).contains("Iconic")
          || property("_NET_WM_STATE", of: windows.other, on: windows.display).contains("HIDDEN")
        return isTold == expected
      }
    }
    for (words, expected) in [
      ("add,hidden", true), ("toggle,hidden", false), ("toggle,hidden", true),
      ("remove,hidden", false),
    ] {
      #expect(try windows.wmctrl("-r", "other", "-b", words) == Outcome(), "\(kind) \(words)")
      #expect(try isIconic(expected), "\(kind) \(words)")
    }
    #expect(try windows.wsctl("minimise", "other") == Outcome())
    #expect(try isIconic(true))
    #expect(try windows.wsctl("activate", "other") == Outcome())
    #expect(try isIconic(false))
  }

  /// Some tell "modal" only together with the next change of another state.
  @Test(arguments: [
    WindowManager.Kind.openbox, .xfwm4, .metacity, .marco, .fluxbox, .compiz, .icewm,
    .bspwm, .awesome, .mutter,
  ])
  func `makes a window modal, and takes it back`(kind: WindowManager.Kind) throws {
    let windows = try Windows(kind)
    for (words, expected) in [
      ("add,modal", true), ("toggle,modal", false), ("toggle,modal", true),
      ("remove,modal", false),
    ] {
      #expect(try windows.wmctrl("-r", "other", "-b", words) == Outcome(), "\(kind) \(words)")
      let states = try property("_NET_WM_STATE", of: windows.other, on: windows.display)
      #expect(states.contains("MODAL") == expected, "\(kind) \(words) \(states)")
      #expect(!states.contains("SKIP"), "\(kind) \(words) \(states)")
    }
  }

  @Test(arguments: WindowManager.Kind.compared)
  func `puts a window on all workspaces, and back`(kind: WindowManager.Kind) throws {
    let windows = try Windows(kind)
    try putOnAll(windows)
    guard kind == .i3 else { return }
    // Where it is tiled it is so, too.
    let tiling = try run(
      ["i3-msg", "[id=\(windows.other)]", "floating", "disable"],
      variables: windows.display.variables)
    #expect(tiling.output.contains("true"), "\(tiling)")
    try putOnAll(windows)
  }

  private func putOnAll(_ windows: Windows) throws {
    let kind = windows.manager.kind
    func isSticky() throws -> Bool {
      try property("_NET_WM_STATE", of: windows.other, on: windows.display).contains("STICKY")
        || property("_NET_WM_DESKTOP", of: windows.other, on: windows.display)
          .contains("= 4294967295")
    }
    for (word, expected) in [("on", true), ("off", false), ("toggle", true), ("toggle", false)] {
      #expect(try windows.wsctl("sticky", word, "other") == Outcome(), "\(kind) \(word)")
      #expect(try isSticky() == expected, "\(kind) \(word)")
    }
  }

  /// What these do is more than they list in `_NET_SUPPORTED`.
  @Test(arguments: WindowManager.Kind.sparing)
  func `what is not listed is tried, and judged by its effect`(kind: WindowManager.Kind) throws {
    let windows = try Windows(kind)
    #expect(try windows.wmctrl("-a", "owner") == Outcome(), "\(kind)")
    #expect(try windows.wmctrl("-a", "other") == Outcome(), "\(kind)")
    #expect(try windows.has("_NET_ACTIVE_WINDOW", hexadecimal(windows.other)))
    #expect(try windows.wmctrl("-r", "other", "-b", "add,hidden") == Outcome(), "\(kind)")
    #expect(try windows.has("WM_STATE", "Iconic", of: windows.other), "\(kind)")
    #expect(try windows.wmctrl("-a", "other") == Outcome(), "\(kind)")
    #expect(try windows.lacks("WM_STATE", "Iconic", of: windows.other), "\(kind)")
    #expect(try windows.wsctl("activate", "eyes").code == 0, "\(kind)")
    #expect(try windows.wmctrl("-c", "other") == Outcome(), "\(kind)")
    #expect(try windows.lacks("_NET_CLIENT_LIST", hexadecimal(windows.other)))
    #expect(try windows.wsctl("close", "eyes") == Outcome(), "\(kind)")
    #expect(try windows.lacks("_NET_CLIENT_LIST", hexadecimal(windows.eyes)))
  }

  /// By its gravity a window may stand elsewhere than at the numbers.
  @Test(arguments: [WindowManager.Kind.openbox, .metacity])
  func `what is in its place already is no failure, whatever the gravity`(
    kind: WindowManager.Kind
  ) throws {
    let windows = try Windows(kind)
    // WM_NORMAL_HINTS: the steps, the base, and the gravity south east.
    try windows.client.set(
      "WM_NORMAL_HINTS", of: windows.other, type: "WM_SIZE_HINTS",
      numbers: [64 | 256 | 512, 0, 0, 0, 0, 0, 0, 0, 0, 6, 13, 0, 0, 0, 0, 4, 4, 9])
    for gravity in 0...10 {
      let away = try windows.wmctrl("-r", "other", "-e", "1,50,60,100,100")
      #expect(away == Outcome(), "\(kind) \(gravity)")
      for time in ["first", "second"] {
        let outcome = try windows.wmctrl("-r", "other", "-e", "\(gravity),400,300,300,200")
        #expect(outcome == Outcome(), "\(kind) \(gravity), the \(time) time")
      }
    }
  }

  /// bspwm keeps windows where it tiles them.
  @Test func `a place that a window does not take is no success`() throws {
    let windows = try Windows(.bspwm)
    try run(
      ["bspc", "node", "\(windows.other)", "-t", "tiled"], variables: windows.display.variables)
    let outcome = try windows.wmctrl("-r", "other", "-e", "0,10,10,300,200")
    #expect(outcome.code == 1 && outcome.output.isEmpty)
    #expect(outcome.error.split(separator: "\n").count == 1)
  }

  @Test(arguments: WindowManager.Kind.usual)
  func `raises without the focus, and lowers`(kind: WindowManager.Kind) throws {
    let windows = try Windows(kind)
    #expect(try windows.wmctrl("-a", "other") == Outcome())
    let first = try windows.client.open("first", x: 600, y: 300)
    #expect(try windows.has("_NET_ACTIVE_WINDOW", hexadecimal(first)))
    let second = try windows.client.open("second", x: 640, y: 320)
    #expect(try windows.has("_NET_ACTIVE_WINDOW", hexadecimal(second)))
    func order() throws -> [UInt32] {
      let list = try property("_NET_CLIENT_LIST_STACKING", on: windows.display)
      return [first, second].sorted {
        (list.range(of: hexadecimal($0))?.lowerBound ?? list.endIndex)
          < (list.range(of: hexadecimal($1))?.lowerBound ?? list.endIndex)
      }
    }
    #expect(try windows.wsctl("lower", "second") == Outcome())
    #expect(try order() == [second, first])
    let active = try property("_NET_ACTIVE_WINDOW", on: windows.display)
    #expect(try windows.wsctl("raise", "second") == Outcome())
    #expect(try order() == [first, second])
    #expect(try property("_NET_ACTIVE_WINDOW", on: windows.display) == active)
  }
}
