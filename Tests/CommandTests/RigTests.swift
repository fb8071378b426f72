import Foundation
import Support
import Testing

/// The ground that the tests of windows stand on.
@Suite struct RigTests {
  @Test(arguments: WindowManager.Kind.compared)
  func `a window manager lists the windows of a client`(kind: WindowManager.Kind) throws {
    let display = try VirtualDisplay()
    let manager = try WindowManager(kind, on: display, workspaces: 5)
    let client = try XClient(display)
    let ids = try (0..<3).map { try client.open("window \($0)") }
    #expect(
      try eventually {
        let list = try property("_NET_CLIENT_LIST", on: display)
        return ids.allSatisfy { list.contains(String($0, radix: 16)) }
      })
    _ = manager
  }

  @Test func `GNOME Shell takes keys, evaluates, and has windows`() throws {
    let shell = try GnomeShell(
      workspaces: 4,
      settings: [
        .init("org.gnome.desktop.wm.keybindings", "switch-to-workspace-3", "['<Super>3']"),
        .init("org.gnome.shell.keybindings", "switch-to-application-3", "[]"),
      ])
    #expect(try shell.workspaces == 4)
    #expect(try shell.activeWorkspace == 0)
    // Until the Shell has the keyboard nothing happens.
    let isSwitched = try eventually {
      try shell.press(125, 4)
      return try eventually(within: .seconds(2)) { try shell.activeWorkspace == 2 }
    }
    #expect(isSwitched)
    let client = try XClient(variables: shell.variables)
    let id = try client.open("one")
    #expect(
      try eventually {
        try property("_NET_CLIENT_LIST", variables: shell.variables)
          .contains(String(id, radix: 16))
      })
  }

  @Test func `a recorder sees each message byte for byte`() throws {
    let display = try VirtualDisplay()
    let client = try XClient(display)
    try client.record()
    try run(["wmctrl", "-s", "7"], variables: display.variables)
    let events = try client.events()
    #expect(events.count == 1)
    #expect(events.first?.hasPrefix("message _NET_CURRENT_DESKTOP window 0x") == true)
    #expect(events.first?.hasSuffix(" format 32 data 7 0 0 0 0") == true)
  }

  @Test func `what runs beside a test is gone after it, with all that it started`() throws {
    var (process, started): (Int32, Int32) = (0, 0)
    var directory = ""
    do {
      // With jobs of its own, as an interactive shell has them.
      let background = try Background(["bash", "-c", "set -m; sleep 987 & echo $!; wait"])
      process = background.process
      directory = background.directory
      try background.ready { background.output.hasSuffix("\n") }
      started = try #require(Int32(background.output.dropLast()))
      #expect(background.isRunning)
    }
    #expect(kill(process, 0) == -1)
    // Whose parent it has become need not have waited for it yet.
    #expect(
      eventually {
        let state = try? String(contentsOfFile: "/proc/\(started)/stat", encoding: .utf8)
        return state?.contains(") Z ") ?? true
      })
    #expect(!FileManager.default.fileExists(atPath: directory))
  }
}
