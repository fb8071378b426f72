import Foundation
import Support
import Testing

/// The man pages and completions are what the commands say of themselves, and in good order.
@Suite struct ManualTests {
  private static let commands = ["detour", "gitps1", "lidctl", "wmctrl", "wsctl"]
  private static let built = URL(filePath: product("wsctl")).deletingLastPathComponent().path

  /// What is kept beside the sources is what `make manual` would make of them now.
  @Test func `are up to date`() throws {
    let scratch = try Scratch()
    let packaging = "\(packageRoot)/desktop/packaging"
    try shell(
      """
      mkdir \(scratch.path("man"))
      \(packaging)/manual \(Self.built) \(scratch.path("man"))
      \(packaging)/completions \(Self.built) \(scratch.path)
      """)
    let differences = try run([
      "diff", "-r", "\(packageRoot)/desktop/man/man1", scratch.path("man"),
    ])
    #expect(differences.code == 0, "make manual: \(differences.output)")
    for command in ["wsctl", "lidctl", "detour"] {
      for file in [
        "bash-completion/completions/\(command)", "zsh/site-functions/_\(command)",
        "fish/vendor_completions.d/\(command).fish",
      ] {
        let same = try run(["cmp", "\(packageRoot)/desktop/\(file)", scratch.path(file)])
        #expect(same.code == 0, "make manual: \(same.output)")
      }
    }
  }

  /// Neither mandoc nor groff finds anything to complain of, and man shows the page.
  @Test(arguments: commands) func `is in order`(_ command: String) throws {
    let page = "\(packageRoot)/desktop/man/man1/\(command).1"
    let lint = try run(["mandoc", "-T", "lint", "-W", "style", page])
    #expect(lint == Outcome())
    let shown = try run(
      ["man", "--warnings", "-l", page], variables: ["MANWIDTH": "100", "LC_ALL": "C.UTF-8"])
    #expect(shown.code == 0 && shown.error == "", "\(shown)")
    let sections = shown.output.split(separator: "\n").filter { $0.first?.isLetter == true }
    for section in [
      "NAME", "SYNOPSIS", "DESCRIPTION", "EXAMPLES", "FILES", "EXIT STATUS", "SEE ALSO",
    ] {
      #expect(sections.contains { $0 == section }, "\(command): \(section)")
    }
    // The page is found by what it is for.
    #expect(try run(["lexgrog", page]).output.contains("\(command) - "))
  }

  /// Each option that a command's help names is in its page.
  @Test(arguments: commands) func `names each option`(_ command: String) throws {
    let help = try run([product(command), command == "wmctrl" ? "-h" : "--help"])
    let page = try run(
      ["man", "-l", "\(packageRoot)/desktop/man/man1/\(command).1"],
      variables: ["MANWIDTH": "200", "LC_ALL": "C.UTF-8"])
    for option in (help.output + help.error).matches(of: /(?:^|\s)(--?[A-Za-z][a-z-]*)/) {
      #expect(page.output.contains(option.1), "\(command) \(option.1)")
    }
  }
}
