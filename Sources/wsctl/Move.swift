import ArgumentParser
import Tool
import Windows

struct MoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Moves a window to another workspace or monitor.",
    discussion: """
      Examples:
        wsctl move 3                     the active window to the third workspace
        wsctl move right --follow        and go there with it
        wsctl move Mail class=thunderbird
        wsctl move next --create
        wsctl move current class=mpv     bring a window here
        wsctl move --monitor next
      """)

  @Argument(
    help: """
      TARGET [WINDOW]: the workspace, as switch takes it, and the window, the active one when \
      missing. With --monitor WINDOW alone.
      """, completion: .workspaceAndWindow)
  var words: [String] = []

  @Option(help: "Move it to a monitor: next, prev, left, right, up, down, primary or its name.")
  var monitor: String?

  @Flag(help: "Switch to the workspace, and activate the window there.")
  var follow = false

  @OptionGroup var reaching: Reaching
  @OptionGroup var selecting: Selecting
  @OptionGroup var verifying: Verifying

  @OptionGroup var connecting: Connecting

  func run() throws {
    if let monitor {
      let text = try window(words)
      let system = try openSystem()
      return try moveToMonitor(monitor, selecting.clients(text, on: system), on: system)
    }
    guard let first = words.first else {
      throw CommandError.usage("the workspace, or --monitor, is missing")
    }
    let target = try readTarget(first)
    let text = try window(Array(words.dropFirst()))
    let system = try openSystem()
    let clients = try selecting.clients(text, on: system)
    let workspaces = try system.workspaces()
    var index = try find(
      target, wrapping: reaching.wrap, creating: reaching.create, among: workspaces, on: system)
    try system.each(clients) { client in
      let outcome = try system.perform(
        .move(client.id, to: index), verification: verifying.verification)
      // GNOME takes workspaces that become empty away, and those after them have other numbers.
      if clients.count > 1, !verifying.noVerify {
        index = try system.client(client.id).workspace ?? index
      }
      return outcome
    }
    guard follow, let client = clients.last else { return }
    if verifying.noVerify {
      // Nobody knows yet where the window is.
      return try goTo(.index(index), wrapping: false, creating: false, on: system, .none)
    }
    // That goes to its workspace, whatever number that has meanwhile.
    try system.perform(.activate(client.id), verification: .standard)
    let now = try system.workspaces()
    remember(
      from: now.count < workspaces.count ? nil : workspaces.current, to: now.current ?? index)
  }

  private func moveToMonitor(
    _ word: String, _ clients: [Client], on system: some WindowSystem
  ) throws {
    let monitors = try system.monitors()
    var ways: [WindowID: Rectangle] = [:]
    for client in clients {
      guard let own = monitors.holding(client.frame) ?? monitors.first,
        let other = monitors.named(word, from: own)
      else {
        let names = monitors.map { visible($0.name) }.joined(separator: ", ")
        throw CommandError("there is no monitor \"\(word)\" from here; there are \(names)")
      }
      ways[client.id] = client.frame.carried(from: own.workArea, to: other.workArea)
    }
    try system.each(clients) { client in
      try put(client, at: ways[client.id] ?? client.frame, on: system)
    }
    if follow, let client = clients.last {
      try system.perform(.activate(client.id), verification: verifying.verification)
    }
  }

  /// Places a window; what filled its monitor fills the one that it is on then.
  private func put(
    _ client: Client, at frame: Rectangle, on system: some WindowSystem
  ) throws -> Outcome {
    // Fullscreen is the last: GNOME maximises none that is so.
    let large = [[.maximisedVertically, .maximisedHorizontally], [.fullscreen]]
      .map { (states: [WindowState]) in states.filter(client.states.contains) }
      .filter { !$0.isEmpty }
    func restore() throws -> Outcome? {
      let outcomes = try large.map {
        try system.perform(.set($0, of: client.id, .on), verification: verifying.verification)
      }
      return outcomes.first { $0 == .pending } ?? outcomes.last
    }
    let keepsSize = frame.width == client.frame.width && frame.height == client.frame.height
    let outcome: Outcome
    do {
      // A size that is kept is not asked for: a panel may shift the corner alone.
      outcome = try system.perform(
        .place(client.id, keepsSize ? .only(.corner, of: .exact(frame)) : .exact(frame)),
        verification: verifying.verification)
    } catch {
      _ = try? restore()
      throw error
    }
    let restored = try restore()
    return outcome == .pending ? .pending : restored ?? outcome
  }
}
