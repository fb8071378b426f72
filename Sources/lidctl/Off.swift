import ArgumentParser

/// Releases the lid lock.
struct OffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "off",
    abstract: "Releases the lid lock: closing the lid follows the system setting again.",
    discussion: """
      If the lid is closed, logind usually suspends at once; --yes confirms that.
      """)

  @Flag(help: "Release it even if the lid is closed, which may suspend the machine at once.")
  var yes = false

  func run() throws { try LidCommand.off(yes: yes) }
}
