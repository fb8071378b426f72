/// A repository's settings for comparing its work tree: git-config(1), "core".
struct WorkTreeSettings: Sendable {
  /// `core.fileMode`: the executable bit counts.
  let trustsMode: Bool
  /// `core.symlinks`: links are checked out as links.
  let hasLinks: Bool
  /// `core.ignoreCase`
  let foldsCase: Bool
  /// `core.trustctime`
  let trustsChangeTime: Bool
  /// `core.checkStat` is not `minimal`.
  let checksAll: Bool
  /// Files outside of the sparse checkout that are there all the same count as any other.
  let seesSkippedFiles: Bool
  /// `core.sparseCheckoutCone`: a sparse checkout is one of whole directories.
  let hasWholeDirectories: Bool
  /// `core.autocrlf` and `core.eol`
  let lineEnds: LineEndSettings
  /// `status.showUntrackedFiles`
  let untracked: UntrackedMode
  init(_ configuration: Configuration) {
    trustsMode = configuration.boolean("core.filemode") ?? true
    hasLinks = configuration.boolean("core.symlinks") ?? true
    foldsCase = configuration.boolean("core.ignorecase") ?? false
    trustsChangeTime = configuration.boolean("core.trustctime") ?? true
    checksAll = configuration.text("core.checkstat")?.lowercasedText != "minimal"
    seesSkippedFiles =
      configuration.boolean("core.sparsecheckout") == true
      && configuration.boolean("sparse.expectfilesoutsideofpatterns") != true
    hasWholeDirectories =
      configuration.boolean("core.sparsecheckout") == true
      && configuration.boolean("core.sparsecheckoutcone") == true
    lineEnds = LineEndSettings(configuration)
    untracked = UntrackedMode(configuration)
  }
}

/// The changes of a submodule that do not count: gitmodules(5), `submodule.<name>.ignore`.
enum SubmoduleIgnore: String, Sendable {
  case all, dirty, untracked, none
}

/// The amount of untracked names that `git status` shows: git-config(1),
/// `status.showUntrackedFiles`.
enum UntrackedMode: Sendable {
  case none
  /// A directory without tracked files counts once.
  case normal
  /// Each file counts.
  case all

  init(_ configuration: Configuration) {
    switch configuration.text("status.showuntrackedfiles")?.text {
    case "no": self = .none
    case "all": self = .all
    case "normal", nil: self = .normal
    // Newer versions take booleans, too.
    case let text?: self = Configuration.boolean(Array(text.utf8)) == false ? .none : .normal
    }
  }
}

/// The line ends that `core.autocrlf` and `core.eol` ask for.
struct LineEndSettings: Sendable {
  enum Automatic: Sendable { case off, on, input }
  let automatic: Automatic
  /// Whether text has CR LF in the work tree where no attribute says otherwise.
  let endsInCarriageReturn: Bool

  init(_ configuration: Configuration) {
    if configuration.text("core.autocrlf")?.lowercasedText == "input" {
      automatic = .input
    } else {
      automatic = configuration.boolean("core.autocrlf") == true ? .on : .off
    }
    endsInCarriageReturn =
      switch automatic {
      case .on: true
      case .input: false
      case .off: configuration.text("core.eol")?.lowercasedText == "crlf"
      }
  }
}
