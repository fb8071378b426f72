import Git
import Interchange
import System
import Tool

@main struct Main {
  static func main() {
    runMain("gitps1") { () throws(CommandError) in try Main(commandLineArguments).run() }
  }

  private enum Request {
    case segment, names, json
    case format(Format)
    case fish([String])
    case clearCache, help, version
    case watch
    case watchStatus
  }
  private var request = Request.segment
  private var settings = Settings()
  private var asJSON = false

  init(_ arguments: [String]) throws(CommandError) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--names": request = .names
      case "--indirect":
        request = .names
        settings.isIndirect = true
      case "--zsh":
        settings.quoting = .percent
        if settings.colours != nil { settings.colours = .zsh }
      case "--tmux": settings.quoting = .numberSign
      case "--ksh": settings.quoting = .exclamationMark
      case "--backslash": settings.quoting = .backslash
      case "--json":
        if case .watchStatus = request { asJSON = true } else { request = .json }
      case "--format":
        guard let format = rest.popFirst() else {
          throw CommandError.usage("--format takes a text (see --help)")
        }
        request = .format(try Format(format))
      case "--fish":
        guard let words = rest.popFirst() else {
          throw CommandError.usage("--fish takes what to show (see --help)")
        }
        request = .fish(Settings.words(words))
      // The old spelling.
      case "--clear-cache", "--forget": request = .clearCache
      case "--watch": request = .watch
      case "--status":
        guard case .watch = request else {
          throw CommandError.usage("--status goes with --watch (see --help)")
        }
        request = .watchStatus
      case "--help", "-h": request = .help
      case "--version": request = .version
      default: throw CommandError.usage("does not take \"\(argument)\" (see --help)")
      }
    }
  }

  func run() throws(CommandError) {
    // The watcher does not end soon.
    if case .watch = request { return try WatchCommand.run() }
    shareHeap()
    switch request {
    case .clearCache:
      if let cache = PromptContext.cacheDirectory {
        do throws(Errno) { try CacheDirectory.clear(cache) } catch {
          throw CommandError(error.description)
        }
      }
    case .watch: break
    case .watchStatus: try WatchCommand.status(asJSON: asJSON)
    case .help: try write(Self.help)
    case .version: try write(version + "\n")
    case .segment:
      guard let prompt = prompt else { return }
      try write(prompt.text + [0x0a])
    case .names:
      guard let prompt = prompt else { return }
      try write(prompt.branch + [0x0a] + prompt.upstreamName + [0x0a] + prompt.text + [0x0a])
    case .json:
      try write("\(Report(repository, settings).json)\n")
    case .format(let format):
      guard let repository else { return }
      let report = Report(repository, settings, for: format)
      try write(format.text(of: report, settings.quoting) + "\n")
    case .fish(let words):
      guard let repository else { return }
      try write(FishReport(repository, words, settings).text)
    }
  }

  private var repository: Repository? { DiscoveryOptions.ofProcess.flatMap { Repository($0) } }

  private var prompt: Prompt? { repository.flatMap { Prompt($0, settings) } }
}
