import EWMH
import Glibc
import ShellExtension
import System
import Tool
import Windows

/// The windows of this session, by the back end that sees most of them: GNOME Shell's extension on
/// Wayland, where it answers and `DISPLAY` is no other server's, and EWMH else. Never half of each.
final class SessionWindows: WindowSystem {
  private enum BackEnd {
    case shell(ShellWindows)
    case screen(Screen)
  }
  private let backEnd: BackEnd

  /// - Throws: when there is no display either.
  init() throws {
    if !isDisplayChosen,
      let shell = ShellWindows.ofSession(
        nonEmptyEnvironment, servedBy: { DisplayAddress.server(of: $0) })
    {
      backEnd = .shell(shell)
    } else {
      let screen = try Screen.open(displayAddress())
      screen.countsViews = true
      backEnd = .screen(screen)
    }
  }

  func workspaces() throws(WindowError) -> Workspaces {
    switch backEnd {
    case .shell(let shell): try shell.workspaces()
    case .screen(let screen): try screen.workspaces()
    }
  }

  func clients(_ order: ClientOrder) throws(WindowError) -> [Client] {
    switch backEnd {
    case .shell(let shell): try shell.clients(order)
    case .screen(let screen): try screen.clients(order)
    }
  }

  func client(_ id: WindowID) throws(WindowError) -> Client {
    switch backEnd {
    case .shell(let shell): try shell.client(id)
    case .screen(let screen): try screen.client(id)
    }
  }

  func activeClient() throws(WindowError) -> Client {
    switch backEnd {
    case .shell(let shell): try shell.activeClient()
    case .screen(let screen): try screen.activeClient()
    }
  }

  /// Whether there may be windows of Wayland that this back end does not see.
  var hidesNativeWindows: Bool {
    switch backEnd {
    case .shell: false
    case .screen: isWaylandSession
    }
  }

  /// The display whose windows these are; nil where the Shell itself tells of them.
  var display: DisplayAddress? {
    switch backEnd {
    case .shell: nil
    case .screen: try? displayAddress()
    }
  }

  func monitors() throws(WindowError) -> [Monitor] {
    switch backEnd {
    case .shell(let shell): try shell.monitors()
    case .screen(let screen): try screen.monitors()
    }
  }

  func processes(of ids: [WindowID]) throws(WindowError) -> [Int?] {
    switch backEnd {
    case .shell(let shell): try shell.processes(of: ids)
    case .screen(let screen): try screen.processes(of: ids)
    }
  }

  func pick() throws(WindowError) -> Client? {
    switch backEnd {
    case .shell(let shell): try shell.pick()
    case .screen(let screen): try screen.pick()
    }
  }

  @discardableResult
  func perform(
    _ action: WindowAction, verification: Verification
  ) throws(WindowError) -> Outcome {
    switch backEnd {
    case .shell(let shell):
      if ShellWindows.isLeftToX11(action), let address = try? displayAddress() {
        try Screen.open(address).perform(action, verification: verification)
      } else {
        try shell.perform(action, verification: verification)
      }
    case .screen(let screen):
      if case .activate(let id) = action {
        try ShellOverview.activating(id, in: nonEmptyEnvironment) { () throws(WindowError) in
          try screen.perform(action, verification: verification)
        }
      } else {
        try screen.perform(action, verification: verification)
      }
    }
  }

  func switchTo(
    verification: Verification, _ choose: (Workspaces) throws -> Int
  ) throws -> (before: Int?, now: Int) {
    switch backEnd {
    case .shell(let shell): try shell.switchTo(verification: verification, choose)
    case .screen(let screen): try screen.switchTo(verification: verification, choose)
    }
  }

  func watch() throws(WindowError) -> SessionWatcher {
    switch backEnd {
    case .shell(let shell): SessionWatcher(self, .shell(try shell.watch()))
    case .screen(let screen): SessionWatcher(self, .screen(try screen.watch()))
    }
  }
}

/// Tells what happens in ``SessionWindows``.
final class SessionWatcher: WindowWatcher {
  enum BackEnd {
    case shell(ShellWatcher)
    case screen(Observer)
  }
  let system: SessionWindows
  private let backEnd: BackEnd

  init(_ system: SessionWindows, _ backEnd: BackEnd) {
    self.system = system
    self.backEnd = backEnd
  }

  func events() throws(WindowError) -> [WindowEvent] {
    switch backEnd {
    case .shell(let watcher): try watcher.events()
    case .screen(let watcher): try watcher.events()
    }
  }

  func wait(until deadline: Deadline) throws(WindowError) -> Bool {
    switch backEnd {
    case .shell(let watcher): try watcher.wait(until: deadline)
    case .screen(let watcher): try watcher.wait(until: deadline)
    }
  }

  func waitForChange(orReaderGone output: CInt) throws(WindowError) -> Bool {
    switch backEnd {
    case .shell(let watcher): try watcher.waitForChange(orReaderGone: output)
    case .screen(let watcher): try watcher.waitForChange(orReaderGone: output)
    }
  }
}
