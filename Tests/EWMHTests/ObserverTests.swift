import EWMH
import Support
import System
import Testing
import Windows

/// What is told of a real window manager, while xdotool and a client change things.
@Suite struct ObserverTests {
  @Test func `tells each change that others make`() throws {
    let display = try VirtualDisplay()
    let manager = try WindowManager(.openbox, on: display, workspaces: 4)
    let client = try XClient(display)
    let screen = try Screen.open(DisplayAddress(name: display.name))
    let observer = try screen.watch()
    var told: [WindowEvent] = []
    func isTold(_ isMeant: (WindowEvent) -> Bool) throws -> Bool {
      try eventually {
        told += try observer.events()
        return told.contains(where: isMeant)
      }
    }
    func xdotool(_ words: String...) throws {
      try run(["xdotool"] + words, variables: display.variables)
    }

    let id = try client.open("one")
    #expect(
      try isTold {
        if case .opened(let client) = $0 {
          client.id.rawValue == id && client.title == "one"
        } else {
          false
        }
      })
    try client.set("_NET_WM_NAME", of: id, type: "UTF8_STRING", Array("renamed".utf8))
    #expect(
      try isTold { if case .title(let client) = $0 { client.title == "renamed" } else { false } })
    try xdotool("set_desktop_for_window", "\(id)", "2")
    #expect(try isTold { if case .moved(let client) = $0 { client.workspace == 2 } else { false } })
    try xdotool("set_desktop", "3")
    #expect(try isTold { if case .workspace(3, _) = $0 { true } else { false } })
    try xdotool("set_num_desktops", "6")
    #expect(try isTold { $0 == .count(6) })
    try client.destroy(id)
    #expect(try isTold { $0 == .closed(WindowID(rawValue: id)) })
    withExtendedLifetime(manager) {}
  }
}
