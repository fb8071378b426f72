import ArgumentParser
import Interchange
import Tool
import Windows

struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Prints a line of JSON for each thing that happens.",
    discussion: """
      Events are workspace, count, active, opened, closed, title, moved and manager (the window \
      manager has ended, or another has taken its place). It ends with the display, or when nobody \
      reads it any more.

      Examples:
        $ wsctl watch
        {"version":1,"event":"workspace","number":2,"name":"Mail"}
        {"version":1,"event":"opened","id":"0x1400003","title":"~/src",…
        wsctl watch | jq -r 'select(.event == "workspace").number'
      """)

  @OptionGroup var connecting: Connecting

  func run() throws {
    let watcher = try openSystem().watch()
    while true {
      for event in try watcher.events() { try write(JSON.document(event.json)) }
      guard try watcher.waitForChange(orReaderGone: 1) else { return }
    }
  }
}

extension WindowEvent {
  fileprivate var json: [(String, JSON)] {
    switch self {
    case .workspace(let index, let name):
      event("workspace", ("number", .number(index + 1)), ("name", JSON(name)))
    case .count(let count): event("count", ("count", .number(count)))
    case .active(let client?): event("active") + JSON.fields(client)
    case .active(nil): event("active", ("id", .null))
    case .opened(let client): event("opened") + JSON.fields(client)
    case .closed(let window): event("closed", ("id", .string(window.description)))
    case .title(let client): event("title") + JSON.fields(client)
    case .moved(let client): event("moved") + JSON.fields(client)
    case .manager(let name): event("manager", ("name", JSON(name)))
    }
  }

  private func event(_ name: String, _ fields: (String, JSON)...) -> [(String, JSON)] {
    [("event", .string(name))] + fields
  }
}
