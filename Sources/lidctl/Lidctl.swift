import ArgumentParser
import Arguments
import Tool

@main struct Lidctl: Command {
  static let configuration = CommandConfiguration(commandName: "lidctl", version: version)

  static func main() { launch() }

  func run() throws {}
}
