import Git
import System
import Tool

@main struct Main: Tool {
  static let name = "gitps1"

  private enum Request { case segment, indirect, help, version }
  private let request: Request

  init(_ arguments: [String]) throws {
    request =
      switch arguments {
      case []: .segment
      case ["--indirect"]: .indirect
      case ["--help"], ["-h"]: .help
      case ["--version"]: .version
      default: throw Misuse("does not take \"\(arguments.joined(separator: " "))\" (see --help)")
      }
  }

  func run() throws {
    switch request {
    case .help: try write(Self.help)
    case .version: try write(version + "\n")
    case .segment:
      guard let segment = Self.segment() else { return }
      try write("\(segment.prefix)\(visible(segment.name))\n")
    case .indirect:
      guard let segment = Self.segment() else { return }
      try write("\(segment.prefix)${__git_ps1_branch_name}\n\(visible(segment.name))\n")
    }
  }

  private static func segment() -> Segment? {
    guard let surroundings = Surroundings.ofProcess, let repository = Repository(surroundings)
    else { return nil }
    return Segment(repository)
  }

  private static let help = """
    usage: gitps1 [--indirect]

    Prints the git segment of a shell prompt for the current directory: the branch, or the
    abbreviated commit of a detached HEAD. Outside of a repository it prints nothing.

    It reads git's files itself and runs no program.

      $ gitps1
      main

    --indirect   the text for a prompt that expands variables: on the first line the branch is
                 ${__git_ps1_branch_name}, whose value is the second line
    --version    print the version
    --help       print this

    The shell's part is __git_ps1, in profile.d/gitps1.sh:
      PS1='\\u@\\h:\\w$(__git_ps1 " (%s)")\\$ '

    """
}
