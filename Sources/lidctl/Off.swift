import ArgumentParser
import DBus
import Login
import Tool

/// Lets go of the lid.
struct OffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "off",
    abstract: "Let go of the lid: closing it does as before.",
    discussion: """
      With the lid closed logind acts at once, and that is mostly a suspend: --yes is wanted then.
      """)

  @Flag(help: "Also while the lid is closed, which may suspend the machine at once.")
  var yes = false

  func run() throws { try letGo(yes: yes) }
}

/// Has the session's holder let go; where there is none there is nothing to do.
func letGo(yes: Bool) throws {
  let client = LidServiceClient(try Context.session())
  guard try client.isRunning() else {
    Context.record.remove()
    try write("the lid was not held\n")
    return
  }
  if !yes, let logind = try? Context.logind(), let state = try? logind.lidState(), state.closed,
    let decision = try? logind.decision(without: client.process()), decision.outcome != "nothing"
  {
    throw CommandError(
      "the lid is closed, and logind would \(decision.outcome) at once: open it first, or say "
        + "lidctl off --yes")
  }
  try client.release()
  try write("closing the lid does as before\n")
}
