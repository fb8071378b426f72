import Foundation
import Support
import System
import Testing

/// `wsctl watch` and `wsctl wait`.
struct WsctlEventTests {
  /// A `wsctl watch` that runs beside the test.
  private struct Watcher {
    let program: Background

    init(_ rig: WsctlRig) throws {
      program = try Background([product("wsctl"), "watch"], variables: rig.variables)
    }

    /// What it has printed until now, a line each.
    var events: [[String: Any]] {
      program.output.split(separator: "\n").compactMap {
        try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
      }
    }

    func sees(_ event: String, _ matches: ([String: Any]) -> Bool = { _ in true }) -> Bool {
      eventually { events.contains { $0["event"] as? String == event && matches($0) } }
    }
  }

  /// Waits until the watcher looks: a change that it must see is made again and again.
  private func start(_ rig: WsctlRig) throws -> Watcher {
    let watcher = try Watcher(rig)
    var turn = 0
    let isThere = try eventually {
      turn += 1
      try run(["wmctrl", "-s", "\(turn % 2)"], variables: rig.variables)
      sleep(for: .milliseconds(50))
      return watcher.events.contains { $0["event"] as? String == "workspace" }
    }
    #expect(isThere, "\(watcher.program.error)")
    return watcher
  }

  @Test(arguments: WindowManager.Kind.usual)
  func `watch tells what happens, a line each`(kind: WindowManager.Kind) throws {
    let rig = try WsctlRig(kind)
    let watcher = try start(rig)
    try run(["wmctrl", "-s", "2"], variables: rig.variables)
    #expect(watcher.sees("workspace") { $0["number"] as? Int == 3 })
    let id = try rig.open("first \u{1b}", className: "Thing")
    #expect(
      watcher.sees("opened") {
        $0["id"] as? String == hexadecimal(id) && $0["class"] as? String == "Thing"
          && $0["title"] as? String == "first \u{1b}"
      })
    #expect(!watcher.program.output.contains("\u{1b}"))
    #expect(watcher.sees("active") { $0["id"] as? String == hexadecimal(id) })
    try rig.client.set(
      "_NET_WM_NAME", of: id, type: "UTF8_STRING", Array("second".utf8))
    #expect(watcher.sees("title") { $0["title"] as? String == "second" })
    try run(["wmctrl", "-i", "-r", "\(id)", "-t", "1"], variables: rig.variables)
    #expect(watcher.sees("moved") { $0["workspace"] as? Int == 2 })
    try run(["wmctrl", "-n", "6"], variables: rig.variables)
    #expect(watcher.sees("count") { $0["count"] as? Int == 6 })
    try rig.client.destroy(id)
    #expect(watcher.sees("closed") { $0["id"] as? String == hexadecimal(id) })
    #expect(watcher.events.allSatisfy { $0["version"] as? Int == 1 })
    #expect(watcher.program.error == "")
  }

  /// One is killed, and another takes its place.
  @Test(arguments: zip(WindowManager.Kind.usual, WindowManager.Kind.usual.reversed()))
  func `watch outlives the window manager`(
    first: WindowManager.Kind, second: WindowManager.Kind
  ) throws {
    let rig = try WsctlRig(first)
    try rig.open("one")
    let watcher = try start(rig)
    // The next window manager goes on where this one left the root window.
    try run(["wmctrl", "-s", "0"], variables: rig.variables)
    #expect(try eventually { try rig.current == 0 })
    rig.manager?.kill()
    #expect(watcher.sees("manager") { $0["name"] is NSNull })
    let next = try WindowManager(second, on: rig.display)
    #expect(
      watcher.sees("manager") {
        ($0["name"] as? String)?.lowercased().contains(second.rawValue) == true
      })
    try run(["wmctrl", "-s", "2"], variables: rig.variables)
    #expect(watcher.sees("workspace") { $0["number"] as? Int == 3 })
    let id = try rig.open("after it")
    #expect(watcher.sees("opened") { $0["id"] as? String == hexadecimal(id) })
    #expect(watcher.program.isRunning)
    _ = next
  }

  @Test func `watch ends with the display, and says so`() throws {
    let rig = try WsctlRig(.openbox)
    let watcher = try start(rig)
    rig.display.kill()
    #expect(eventually { !watcher.program.isRunning })
    #expect(
      eventually {
        watcher.program.error == "wsctl: the X server has closed the connection\n"
      }, "\(watcher.program.error)")
  }

  @Test func `wait ends with the display, and says so`() throws {
    let rig = try WsctlRig(nil)
    // Who only says that it manages the windows does not look at the root window, as wsctl does.
    let manager = try rig.client.window()
    for window in [nil, manager] {
      try rig.client.set(
        "_NET_SUPPORTING_WM_CHECK", of: window, type: "WINDOW", numbers: [Int(manager)])
    }
    let waiting = try Background(
      ["bash", "-c", "\"$0\" wait opened nobody; echo code $?; sleep 60", product("wsctl")],
      variables: rig.variables)
    let isThere = try eventually {
      try run(["xwininfo", "-root", "-events"], variables: rig.variables).output
        .contains("PropertyChange")
    }
    #expect(isThere, "\(waiting.error)")
    rig.display.kill()
    #expect(eventually { waiting.output == "code 1\n" })
    #expect(waiting.error == "wsctl: the X server has closed the connection\n")
  }

  @Test func `watch ends when nobody reads it any more`() throws {
    let rig = try WsctlRig(.openbox)
    let outcome = try run(
      [
        "bash", "-c",
        "\(product("wsctl")) watch | { sleep 0.3; }; echo ${PIPESTATUS[0]}",
      ], variables: rig.variables)
    #expect(outcome == Outcome(output: "0\n"))
  }

  @Test func `wait ends when it is so, or when it takes too long`() throws {
    let rig = try WsctlRig(.openbox)
    #expect(
      try rig.wsctl("wait", "opened", "one", "--timeout", "0.2")
        == failed("timed out after 0.2 s waiting for \"one\" to open"))
    let waiting = try Background(
      [product("wsctl"), "wait", "opened", "one"], variables: rig.variables)
    sleep(for: .milliseconds(100))
    #expect(waiting.isRunning)
    let id = try rig.open("one")
    #expect(eventually { !waiting.isRunning })
    #expect(waiting.error == "")
    #expect(try rig.wsctl("wait", "active", "one") == done)
    let closing = try Background(
      [product("wsctl"), "wait", "closed", hexadecimal(id)], variables: rig.variables)
    let switching = try Background(
      [product("wsctl"), "wait", "workspace", "2"], variables: rig.variables)
    sleep(for: .milliseconds(100))
    #expect(closing.isRunning && switching.isRunning)
    try rig.client.destroy(id)
    try run(["wmctrl", "-s", "1"], variables: rig.variables)
    #expect(eventually { !closing.isRunning && !switching.isRunning })
    #expect(try rig.wsctl("wait", "workspace", "2") == done)
    #expect(try rig.wsctl("wait", "workspace", "0").code == 2)
    #expect(try rig.wsctl("wait", "opened", "x", "--timeout", "-1").code == 2)
  }

  /// Busy programs change properties faster than all windows can be looked at.
  @Test func `watch and wait go on while a window changes without end`() throws {
    let rig = try WsctlRig(.openbox)
    let watcher = try start(rig)
    for number in 0..<40 { try rig.client.open("window \(number)") }
    let busy = try rig.open("busy")
    for _ in 0..<4 { try rig.client.storm("_STORM", of: busy) }
    let outcome = try run(
      ["timeout", "20", product("wsctl"), "wait", "workspace", "3", "--timeout", "0.3"],
      variables: rig.variables)
    #expect(outcome == failed("timed out after 0.3 s waiting for workspace 3"))
    // The window manager itself may be behind by much.
    try rig.client.set("_NET_WM_NAME", of: busy, type: "UTF8_STRING", Array("called".utf8))
    #expect(watcher.sees("title") { $0["title"] as? String == "called" })
    #expect(try rig.wsctl("wait", "opened", "title==called") == done)
    // Nor does it miss that nobody reads it any more.
    let unread = try run(
      [
        "bash", "-c",
        "timeout 20 \(product("wsctl")) watch | { sleep 0.3; }; echo ${PIPESTATUS[0]}",
      ], variables: rig.variables)
    #expect(unread == Outcome(output: "0\n"))
  }
}
