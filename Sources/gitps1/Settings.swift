import Git
import Tool

/// The user's choice of what the prompt shows, and how: the variables of git's own `__git_ps1`, and
/// `GIT_PS1_TIMEOUT_MS`, which is ours.
///
/// ``PromptContext`` reads another of ours, `GIT_PS1_REMOTE`.
struct Settings {
  /// `GIT_PS1_SHOWDIRTYSTATE`
  var showsDirtyState = false
  /// `GIT_PS1_SHOWSTASHSTATE`
  var showsStash = false
  /// `GIT_PS1_SHOWUNTRACKEDFILES`
  var showsUntracked = false
  /// How git is told to read paths.
  private var pathspecs = Pathspecs.usual
  /// The words of `GIT_PS1_SHOWUPSTREAM`; nothing where it is not set.
  var upstream: [String]?
  /// `GIT_PS1_STATESEPARATOR`
  var separator: [UInt8] = [0x20]
  /// `GIT_PS1_SHOWCONFLICTSTATE`
  var showsConflict = false
  /// `GIT_PS1_COMPRESSSPARSESTATE`
  var compressesSparse = false
  /// `GIT_PS1_OMITSPARSESTATE`
  var omitsSparse = false
  /// `GIT_PS1_DESCRIBE_STYLE`
  var describe = DescribeStyle.exact
  /// `GIT_PS1_SHOWCOLORHINTS`
  var colours: Colours?
  /// `GIT_PS1_HIDE_IF_PWD_IGNORED`
  var hidesIgnored = false
  /// `GIT_SVN_ID`
  var subversionName = Array("git-svn".utf8)
  /// `GIT_PS1_TIMEOUT_MS`, which git's script does not have.
  var timeout = 500
  /// What the shell would take for more than a character, in a prompt or in a variable's value.
  var quoting = Quoting.none
  /// Whether names stand behind variables, as the shell expands its prompt.
  var isIndirect = false

  /// Those that the environment holds.
  init() {
    let variables = EnvironmentVariables(beginningWith: "GIT_")
    if variables.isEmpty { return }
    showsDirtyState = variables.has("GIT_PS1_SHOWDIRTYSTATE")
    showsStash = variables.has("GIT_PS1_SHOWSTASHSTATE")
    showsUntracked = variables.has("GIT_PS1_SHOWUNTRACKEDFILES")
    if showsUntracked { pathspecs = Pathspecs(variables) }
    upstream = variables.nonEmpty("GIT_PS1_SHOWUPSTREAM").map(Self.words)
    if let separator = variables.bytes("GIT_PS1_STATESEPARATOR") { self.separator = separator }
    showsConflict = variables.text("GIT_PS1_SHOWCONFLICTSTATE") == "yes"
    compressesSparse = variables.has("GIT_PS1_COMPRESSSPARSESTATE")
    omitsSparse = variables.has("GIT_PS1_OMITSPARSESTATE")
    describe =
      variables.nonEmpty("GIT_PS1_DESCRIBE_STYLE").flatMap { DescribeStyle(rawValue: $0) }
      ?? .exact
    if variables.has("GIT_PS1_SHOWCOLORHINTS") {
      colours = .escapes(
        before: variables.bytes("GIT_PS1_COLOR_PRE") ?? [1],
        after: variables.bytes("GIT_PS1_COLOR_POST") ?? [2])
    }
    hidesIgnored = variables.has("GIT_PS1_HIDE_IF_PWD_IGNORED")
    if let name = variables.bytes("GIT_SVN_ID"), !name.isEmpty { subversionName = name }
    if let limit = variables.nonEmpty("GIT_PS1_TIMEOUT_MS").flatMap({ Int($0) }), limit >= 0 {
      timeout = limit
    }
  }

  /// Returns whether untracked files are to be shown.
  func showsUntracked(_ configuration: Configuration) -> Bool {
    showsUntracked && pathspecs != .refused
      && configuration.boolean("bash.showuntrackedfiles") != false
  }

  /// Which untracked files are to be shown.
  func untrackedScope(in repository: Repository) -> UntrackedScope {
    pathspecs.scope(in: repository)
  }

  /// The words for the upstream, of which the repository's configuration has the last; nothing where
  /// none is to be shown.
  func upstreamWords(_ configuration: Configuration) -> [String]? {
    guard let upstream else { return nil }
    let own = configuration.values("bash.showupstream").map {
      Self.words(String(decoding: $0 ?? [], as: UTF8.self))
    }
    return own.contains([]) ? nil : own.last ?? upstream
  }

  static func words(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\t" || $0 == "\n" }.map(String.init)
  }
}

/// The form in which colours are asked for.
enum Colours {
  /// By escape sequences, between marks that tell the shell that they take no room.
  case escapes(before: [UInt8], after: [UInt8])
  /// By zsh's own `%F{…}`.
  case zsh

  enum Colour { case red, green, blue }

  /// `text` in a colour, and the colour's end after it.
  func paint(_ text: [UInt8], _ colour: Colour) -> [UInt8] {
    switch self {
    case .zsh:
      let name =
        switch colour {
        case .red: "red"
        case .green: "green"
        case .blue: "blue"
        }
      return Array("%F{\(name)}".utf8) + text + Array("%f".utf8)
    case .escapes(let before, let after):
      let code =
        switch colour {
        case .red: "31"
        case .green: "32"
        case .blue: "1;34"
        }
      func escape(_ code: String) -> [UInt8] {
        before + [0x1b] + Array("[\(code)m".utf8) + after
      }
      return escape(code) + text + escape("0")
    }
  }
}
