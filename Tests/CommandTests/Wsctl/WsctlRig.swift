import Support
import Testing

/// A virtual display with a window manager and a client, for `wsctl` to work on.
struct WsctlRig {
  let display: VirtualDisplay
  let manager: WindowManager?
  let client: XClient
  let scratch: Scratch

  init(_ kind: WindowManager.Kind?, workspaces: Int = 4, size: String = "1280x720") throws {
    display = try VirtualDisplay(size: size)
    let display = display
    manager = try kind.map { try WindowManager($0, on: display, workspaces: workspaces) }
    client = try XClient(display)
    scratch = try Scratch()
  }

  var variables: [String: String?] {
    display.variables.merging(["HOME": scratch.path, "XDG_RUNTIME_DIR": scratch.path]) { $1 }
  }

  @discardableResult
  func wsctl(_ words: String...) throws -> Outcome {
    try run([product("wsctl")] + words, variables: variables)
  }

  /// Opens a window, and waits until the window manager has it and it has the focus.
  @discardableResult
  func open(
    _ title: String, className: String = "Class", process: Int? = nil, x: Int = 50, y: Int = 60,
    width: Int = 200, height: Int = 100
  ) throws -> UInt32 {
    let id = try client.open(
      title, className: className, process: process, x: x, y: y, width: width, height: height)
    let number = hexadecimal(id)
    func isActive() throws -> Bool { try has("_NET_ACTIVE_WINDOW", number) }
    func isListed() throws -> Bool { try has("_NET_CLIENT_LIST", number) }
    if try !eventually(within: .seconds(5), isListed) {
      // Openbox may sleep on an event that it has read and not looked at, until there is another.
      try client.set("_DETOUR_TEST", type: "CARDINAL", numbers: [0])
      guard try eventually(isListed) else {
        throw Unexpected("the window \(title) was not taken up")
      }
    }
    // Window managers do not focus each new window: one that has not been focused by now asks.
    if try !eventually(within: .seconds(5), isActive) {
      _ = try run(["xdotool", "windowactivate", number], variables: variables)
      guard try eventually(isActive) else {
        let active = try property("_NET_ACTIVE_WINDOW", on: display)
        throw Unexpected("the window \(title), \(number), was not focused: \(active)")
      }
    }
    return id
  }

  /// Whether xprop shows `text` in a property.
  func has(_ name: String, _ text: String, of window: UInt32? = nil) throws -> Bool {
    try property(name, of: window, on: display).contains(text)
  }

  /// The current workspace, from 0, as xprop shows it.
  var current: Int? {
    get throws {
      let text = try property("_NET_CURRENT_DESKTOP", on: display)
      return text.split(separator: " ").last.flatMap { Int($0.filter(\.isNumber)) }
    }
  }
}

extension WsctlRig {
  /// The frame of a window: its outermost ancestor below the root.
  func frame(_ id: UInt32) throws -> [Int] {
    func tell(_ id: String) throws -> [Substring] {
      try run(["xwininfo", "-stats", "-children", "-id", id], variables: variables).output
        .split(separator: "\n")
    }
    var text = try tell("\(id)")
    while let line = text.first(where: { $0.contains("Parent window id: ") }),
      let root = text.first(where: { $0.contains("Root window id: ") }),
      let parent = line.split(separator: " ").first(where: { $0.hasPrefix("0x") }),
      !root.contains(parent)
    {
      text = try tell(String(parent))
    }
    return ["Absolute upper-left X:", "Absolute upper-left Y:", "Width:", "Height:"].map { name in
      let line = text.first { $0.contains(name) } ?? ""
      return line.split(separator: " ").last.flatMap { Int($0) } ?? -1
    }
  }

  /// The frame of a window once it is `expected`, or as it is when it does not become so: a window
  /// manager moves the window and its frame one after the other.
  func frame(_ id: UInt32, comingTo expected: [Int]) throws -> [Int] {
    var frame: [Int] = []
    _ = try eventually(within: .seconds(5)) {
      frame = try self.frame(id)
      return frame == expected
    }
    return frame
  }

  /// Splits the screen into monitors beside each other, as high as the screen; the first is primary.
  func split(into monitors: [(name: String, width: Int)], height: Int = 720) throws {
    var x = 0
    for (name, width) in monitors {
      let outcome = try run(
        [
          "xrandr", "--setmonitor", (x == 0 ? "*" : "") + name, "\(width)/160x\(height)/180+\(x)+0",
          x == 0 ? "screen" : "none",
        ], variables: variables)
      guard outcome.code == 0 else { throw Unexpected("xrandr: \(outcome)") }
      x += width
    }
  }
}

func hexadecimal(_ id: UInt32) -> String { "0x" + String(id, radix: 16) }

/// Nothing said, and done.
var done: Outcome { Outcome() }

/// One line of complaint, and the exit code for what could not be done.
func failed(_ line: String) -> Outcome { Outcome(error: "wsctl: \(line)\n", code: 1) }

/// One line of complaint, and the exit code for misuse.
func misused(_ line: String) -> Outcome { Outcome(error: "wsctl: \(line)\n", code: 2) }
