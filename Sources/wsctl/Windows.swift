import ArgumentParser
import Interchange
import Tool
import Windows

struct WindowsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "windows",
    abstract: "Lists windows.",
    discussion: """
      Each line has the window's number, its workspace (* on all), its class and its title. In a \
      Wayland session these are only the windows of X11 programs, unless GNOME Shell has our \
      extension (see wsctl extension). If no window matches, the exit code is 1, and the list of JSON \
      is empty.

      Examples:
        $ wsctl windows
        0x1400003  1  XTerm    ~/src
        0x1a00007  *  Firefox  Mozilla Firefox
        wsctl windows class=xterm workspace=current --json
      """)

  @Argument(help: "Which windows; all when missing.", completion: .windows)
  var words: [String] = []

  @Flag(help: "Also panels, desktops and what is in no task list.")
  var all = false

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var connecting: Connecting

  func run() throws { try listWindows(words, all: all, json: json) }
}

/// Prints the windows that the words name, or all that people work with.
///
/// - Parameter all: whether panels, desktops and what is in no task list are among them.
func listWindows(_ words: [String], all: Bool, json: Bool) throws {
  let text = words.isEmpty ? nil : try window(words)
  let system = try openSystem()
  let clients =
    if let text {
      try system.clients(matching: readSelector(text))
    } else {
      try system.clients(.opened).filter { all || $0.isOrdinary }
    }
  try write(
    json ? JSON.document([("windows", .array(clients.map { JSON($0) }))]) : table(clients))
  if let text, clients.isEmpty { throw noMatch(text, on: system) }
}

private func table(_ clients: [Client]) -> String {
  let rows = clients.map { client in
    [
      client.id.description,
      client.isOnAll ? "*" : client.workspace.map { "\($0 + 1)" } ?? "-",
      visible(client.className ?? client.instance ?? "-"), visible(client.title ?? ""),
    ]
  }
  let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
  return rows.map { row in
    zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) + "  " }.joined()
      + row[3] + "\n"
  }.joined()
}
