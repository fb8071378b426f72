import ArgumentParser
import System
import Tool
import Windows

struct Wait: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wait",
    abstract: "Waits until something is so, or fails when it takes too long.",
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
  var subject: String

  @Option(help: "How many seconds it may take.")
  var timeout: Double = 10

  func validate() throws {
    guard timeout >= 0, timeout < 1e9 else {
      throw ValidationError("--timeout takes a number of seconds")
    }
  }

  func run() throws {
    let deadline = Deadline.after(.milliseconds(Int64(timeout * 1000)))
    let holds = try prepared()
    let screen = try openScreen()
    let observer = try Observer(screen)
    while try !holds(observer.screen) {
      guard try observer.wait(until: deadline) else {
        throw CommandError("\(condition.rawValue) \"\(subject)\" did not come true in \(seconds)")
      }
    }
  }

  private var seconds: String {
    timeout == timeout.rounded() ? "\(Int(timeout)) s" : "\(timeout) s"
  }

  private func prepared() throws -> (borrowing Screen) throws -> Bool {
    if condition == .workspace {
      let target = try readTarget(subject)
      return { screen in
        let workspaces = try screen.workspaces()
        let index = try target.index(in: workspaces, wrapping: false, previous: nil)
        return workspaces.current == index
      }
    }
    let selector = try readSelector(subject)
    let condition = condition
    return { screen in
      let clients = try Self.matches(selector, on: screen)
      return switch condition {
      case .closed: clients.isEmpty
      case .active: clients.contains(where: \.isActive)
      default: !clients.isEmpty
      }
    }
  }

  /// A window that is not there, or no longer, is none that matches.
  private static func matches(
    _ selector: Selector, on screen: borrowing Screen
  ) throws -> [Client] {
    do {
      return try screen.clients(matching: selector)
    } catch Failure.windowGone, Failure.notManaged, Failure.nothingActive,
      Failure.activeIsForeign
    {
      return []
    }
  }
}
