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

  /// Opens a window, and waits until the window manager has it.
  @discardableResult
  func open(
    _ title: String, className: String = "Class", process: Int? = nil, x: Int = 50, y: Int = 60,
    width: Int = 200, height: Int = 100
  ) throws -> UInt32 {
    let id = try client.open(
      title, className: className, process: process, x: x, y: y, width: width, height: height)
    let isListed = try eventually {
      try has("_NET_CLIENT_LIST", hexadecimal(id))
        && has("_NET_ACTIVE_WINDOW", hexadecimal(id))
    }
    guard isListed else { throw Unexpected("the window \(title) was not taken up") }
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

func hexadecimal(_ id: UInt32) -> String { "0x" + String(id, radix: 16) }

/// Nothing said, and done.
var done: Outcome { Outcome() }

/// One line of complaint, and the exit code for what could not be done.
func failed(_ line: String) -> Outcome { Outcome(error: "wsctl: \(line)\n", code: 1) }

/// One line of complaint, and the exit code for misuse.
func misused(_ line: String) -> Outcome { Outcome(error: "wsctl: \(line)\n", code: 2) }
