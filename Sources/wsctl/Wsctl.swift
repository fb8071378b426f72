import ArgumentParser
import Arguments
import Tool

@main struct Wsctl: Command {
  static let configuration = CommandConfiguration(commandName: "wsctl", version: version)

  static func main() { launch() }

  func run() throws {}
}
