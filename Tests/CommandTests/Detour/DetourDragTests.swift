import Support
import System
import Testing

/// Windows that are dragged by a mouse under real mutter: what counts is where they are then.
@Suite(.serialized) struct DetourDragTests {
  /// mutter's own window manager on an X server, in a session whose settings are real.
  private struct Desktop {
    let session: DesktopSession
    let server: VirtualDisplay
    let manager: Background
    let client: XClient
    let window: UInt32

    init() throws {
      session = try DesktopSession()
      server = try VirtualDisplay()
      let variables = session.variables.merging(server.variables) { $1 }
        .merging(["LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1"]) { $1 }
      manager = try Background(["mutter", "--x11", "--sm-disable"], variables: variables)
      let display = server
      try manager.ready {
        try property("_NET_SUPPORTING_WM_CHECK", on: display).contains("window id # 0x")
      }
      client = try XClient(server)
      window = try client.open("dragged", x: 300, y: 200, width: 240, height: 160)
      let (opened, place) = (window, self.server)
      try manager.ready {
        try property("_NET_ACTIVE_WINDOW", of: nil, on: place).contains(
          String(opened, radix: 16))
      }
    }

    /// Where the window is and how large, as xwininfo(1) says: X, Y, width and height.
    var frame: [Int] {
      get throws {
        let text = try run(["xwininfo", "-id", "\(window)"], variables: server.variables).output
        return ["Absolute upper-left X:", "Absolute upper-left Y:", "Width:", "Height:"].map {
          label in
          let line = text.split(separator: "\n").first { $0.contains(label) } ?? ""
          return Int(line.split(separator: " ").last ?? "") ?? -1
        }
      }
    }

    /// Where it is once it has come to rest.
    var resting: [Int] {
      get throws {
        var last = try frame
        _ = try eventually {
          sleep(for: .milliseconds(200))
          let now = try frame
          defer { last = now }
          return now == last
        }
        return last
      }
    }

    /// Drags from near the lower right corner by 60 to the right and 40 down, and gives by how
    /// much the frame has changed.
    func drag(_ modifier: String, _ button: Int) throws -> [Int] {
      let before = try frame
      let (x, y) = (before[0] + before[2] * 3 / 4, before[1] + before[3] * 3 / 4)
      var words = [
        "mousemove \(x) \(y) sleep 0.1 keydown \(modifier) sleep 0.1 mousedown \(button) sleep 0.1"
      ]
      words += (1...10).map { "mousemove \(x + 6 * $0) \(y + 4 * $0) sleep 0.03" }
      words.append("mouseup \(button) keyup \(modifier) sleep 0.2")
      // mutter opens a menu for a button that is not the resizing one.
      words.append("key Escape sleep 0.1")
      try shell("xdotool " + words.joined(separator: " "), variables: server.variables)
      return zip(try resting, before).map { $0 - $1 }
    }

    func detour(_ words: String...) throws {
      #expect(try session.command(["detour"] + words).code == 0)
    }
  }

  static let still = [0, 0, 0, 0]

  @Test func `drags with Alt once fixed`() throws {
    let desktop = try Desktop()
    #expect(try eventually { try desktop.drag("super", 1) == [60, 40, 0, 0] })
    #expect(try desktop.drag("alt", 1) == Self.still)
    try desktop.detour("fix", "alt-drag", "--yes")
    #expect(try eventually { try desktop.drag("alt", 1) == [60, 40, 0, 0] })
    try desktop.detour("undo", "alt-drag")
    #expect(try eventually { try desktop.drag("alt", 1) == Self.still })
    #expect(try eventually { try desktop.drag("super", 1) == [60, 40, 0, 0] })
  }

  @Test func `resizes with the right button once fixed`() throws {
    let desktop = try Desktop()
    #expect(try eventually { try desktop.drag("super", 1) == [60, 40, 0, 0] })
    #expect(try desktop.drag("super", 3) == Self.still)
    try desktop.detour("fix", "right-drag-resize", "--yes")
    #expect(try eventually { try desktop.drag("super", 3) == [0, 0, 60, 40] })
    try desktop.detour("undo", "right-drag-resize")
    #expect(try eventually { try desktop.drag("super", 3) == Self.still })
  }
}
