import ArgumentParser
import System
import Tool
import Windows

struct WaitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wait",
    abstract: "Waits for a condition, and fails if it takes too long.",
    discussion: """
      Examples:
        wsctl wait opened class=gimp           until there is such a window
        wsctl wait closed title=Copying        until there is none
        wsctl wait active class=gimp           until such a window has the focus
        wsctl wait workspace 2 --timeout 60    until the second workspace is current
      """)

  enum Condition: String, ExpressibleByArgument, CaseIterable {
    case opened, closed, active, workspace
  }

  @Argument(help: "opened, closed, active or workspace.")
  var condition: Condition

  @Argument(help: "WINDOW, or the workspace's number or name.", completion: .subject)
  var words: [String]

  @Option(help: "How many seconds it may take.")
  var timeout: Double = 10

  @Flag(help: "The window is X11's: on Wayland, take it as closed if it is not found.")
  var x11 = false

  @OptionGroup var connecting: Connecting

  func validate() throws {
    guard timeout >= 0, timeout < 1e9 else {
      throw ValidationError("--timeout takes a number of seconds")
    }
  }

  func run() throws {
    let deadline = Deadline.after(.milliseconds(Int64(timeout * 1000)))
    let subject = try window(words)
    let awaited = try parsed(subject)
    let system = try openSystem()
    let watcher = try system.watch()
    if condition == .closed, !x11, system.hidesNativeWindows, try holds(awaited, on: watcher.system)
    {
      throw CommandError(
        "no X11 window matches \"\(subject)\", and native Wayland windows are out of reach;"
          + " --x11 says that an X11 window is meant")
    }
    while try !holds(awaited, on: watcher.system) {
      guard try watcher.wait(until: deadline) else {
        throw CommandError("timed out after \(seconds) waiting for \(described(subject))")
      }
    }
  }

  private func described(_ subject: String) -> String {
    switch condition {
    case .opened: "\"\(subject)\" to open"
    case .closed: "\"\(subject)\" to close"
    case .active: "\"\(subject)\" to get the focus"
    case .workspace: "workspace \(subject)"
    }
  }

  private var seconds: String {
    timeout == timeout.rounded() ? "\(Int(timeout)) s" : "\(timeout) s"
  }

  /// The condition that is waited for.
  private enum Awaited {
    case workspace(Target)
    case windows(Selector)
  }

  private func parsed(_ subject: String) throws -> Awaited {
    condition == .workspace
      ? .workspace(try readTarget(subject)) : .windows(try readSelector(subject))
  }

  private func holds(_ awaited: Awaited, on system: some WindowSystem) throws -> Bool {
    switch awaited {
    case .workspace(let target):
      let workspaces = try system.workspaces()
      let index = try target.index(in: workspaces, wrapping: false, previous: nil)
      return workspaces.current == index
    case .windows(let selector):
      let clients = try Self.matches(selector, on: system)
      return switch condition {
      case .closed: clients.isEmpty
      case .active: clients.contains(where: \.isActive)
      default: !clients.isEmpty
      }
    }
  }

  /// A window that is not there, or no longer, is none that matches.
  private static func matches(
    _ selector: Selector, on system: some WindowSystem
  ) throws -> [Client] {
    do {
      return try system.clients(matching: selector)
    } catch WindowError.windowGone, WindowError.notManaged, WindowError.nothingActive,
      WindowError.activeIsForeign
    {
      return []
    }
  }
}
