import Git
import Tool

/// The environment's rules for reading paths: git(1), `GIT_LITERAL_PATHSPECS` and after it.
///
/// git's own prompt asks for untracked files by the path `:/*`, and hears of those that it stands for
/// then.
enum Pathspecs {
  /// All names from the top of the work tree.
  case usual
  /// `GIT_GLOB_PATHSPECS`: the star stands for no slash.
  case glob
  /// `GIT_NOGLOB_PATHSPECS`: the star stands for itself.
  case noGlob
  /// `GIT_LITERAL_PATHSPECS`: every character stands for itself.
  case literal
  /// A value is no boolean, or two of them contradict each other: git fails.
  case refused

  init(_ variables: EnvironmentVariables) {
    var isRefused = false
    func isSet(_ name: StaticString) -> Bool {
      guard let value = variables.bytes(name) else { return false }
      guard let answer = Configuration.boolean(value) else {
        isRefused = true
        return false
      }
      return answer
    }
    let isLiteral = isSet("GIT_LITERAL_PATHSPECS")
    let isGlob = isSet("GIT_GLOB_PATHSPECS")
    let isNoGlob = isSet("GIT_NOGLOB_PATHSPECS")
    let foldsCase = isSet("GIT_ICASE_PATHSPECS")
    if isRefused || isGlob && (isNoGlob || isLiteral) || isLiteral && foldsCase {
      self = .refused
    } else {
      self = isLiteral ? .literal : isGlob ? .glob : isNoGlob ? .noGlob : .usual
    }
  }

  func scope(in repository: Repository) -> UntrackedScope {
    switch self {
    case .usual, .refused: .everywhere
    case .glob: .topFiles
    case .noGlob: .path(Array("*".utf8))
    case .literal: .path(Array(":/*".utf8), from: repository)
    }
  }
}
