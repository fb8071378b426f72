import ArgumentParser
import Arguments
import Tool

@main struct Detour: Command {
  static let configuration = CommandConfiguration(commandName: "detour", version: version)

  static func main() { launch() }

  func run() throws {}
}
