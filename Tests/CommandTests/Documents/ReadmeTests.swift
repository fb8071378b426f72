import Foundation
import Support
import Testing

/// Every line of README.md that somebody could type is run, and what it shows is what comes.
///
/// All of it is run on one laptop, from the top to the bottom, as a reader would who tries all.
@Suite(.serialized) struct ReadmeTests {
  /// What has to be there before the blocks under a heading, where they begin, and what is done
  /// after them: nothing of it is Detour's.
  private struct Ground {
    var before = ""
    var directory = Laptop.home
    var after = ""
  }

  private static let grounds = [
    // GNOME as it comes: the README's own lines make four workspaces of it.
    "Install": Ground(
      before: """
        gsettings reset org.gnome.mutter dynamic-workspaces
        gsettings reset org.gnome.desktop.wm.preferences num-workspaces
        """),
    "Examples": Ground(
      before: "\(openMail)\n\(readmeRepository)", directory: "\(Laptop.home)/project",
      after: "pkill xterm"),
    // In the repository of the examples.
    "gitps1": Ground(directory: "\(Laptop.home)/project"),
    // GNOME tells which workspace is current once it has changed; the way round before that has
    // tests of its own, and is slow on a machine that is busy with many tests.
    "wsctl": Ground(before: "wmctrl -s 1; wmctrl -s 0; \(openMail)", after: "pkill xterm"),
    "wmctrl": Ground(before: openMail, after: "pkill xterm"),
  ]

  @Test func `shows what comes`() throws {
    let laptop = try Laptop()
    let blocks = try Readme().blocks.filter(\.isTranscript)
    for (index, block) in blocks.enumerated() {
      let ground = Self.grounds[block.section] ?? Ground()
      let isFirst = index == 0 || blocks[index - 1].section != block.section
      if isFirst { try laptop.shell(ground.before) }
      let shown = try laptop.transcript(of: block.commands, in: ground.directory)
      #expect(
        matches(shown, block.lines),
        "\(block)\n--- written\n\(block.text)--- shown\n\(shown.joined(separator: "\n"))\n---")
      let isLast = index + 1 == blocks.count || blocks[index + 1].section != block.section
      if isLast { try laptop.shell(ground.after) }
    }
    // The snippet for tmux, in the repository of the examples; a real starship runs the
    // other one in the tests of gitps1's examples.
    try laptop.shell("cd project && git checkout -q main")
    try showsInTmux(laptop)
  }

  /// A real tmux shows in its status line what the snippet says.
  private func showsInTmux(_ laptop: Laptop) throws {
    let snippet = try #require(Readme().blocks.first { $0.language == "tmux" })
    try laptop.shell("cat >tmux.conf <<'END'\n\(snippet.text)END")
    var screen = ""
    // It draws the line once the command has ended, whenever that is on a busy machine.
    let isShown = try eventually(within: .seconds(60)) {
      screen = try laptop.run([
        "env", "-C", "\(Laptop.home)/project", "timeout", "3", "script", "-qec",
        "tmux -L readme -f \(Laptop.home)/tmux.conf new-session -A -s readme", "/dev/null",
      ]).output
      return screen.contains("main ↑1 *1")
    }
    #expect(isShown, "\(screen)")
    try laptop.shell("tmux -L readme kill-server")
  }

  private static let cloning = ["git clone ADDRESS detour", "cd detour"]

  /// The first two lines lead to where `make install` works.
  @Test func `clone leads to the Makefile`() throws {
    #expect(
      try Readme().text.contains("```\n\(Self.cloning.joined(separator: "\n"))\nmake install\n"))
    let scratch = try Scratch()
    let lines = Self.cloning.joined(separator: "\n").replacing("ADDRESS", with: packageRoot)
    try shell("set -e\n\(lines)\ntest -e Makefile", directory: scratch.path)
  }

  /// Blocks that show no terminal are of a kind that is tried elsewhere.
  @Test func `has no other blocks`() throws {
    for block in try Readme().blocks where !block.isTranscript {
      let isTried =
        ["tmux", "toml", "text"].contains(block.language)
        || block.lines.allSatisfy { $0.hasPrefix("make ") || Self.cloning.contains($0) }
      #expect(isTried, "\(block) is not run by any test")
    }
  }

  /// What is called in the text takes what is said there, by its own help.
  @Test func `calls only what is there`() throws {
    let readme = try Readme()
    for words in readme.spans.map({ $0.split(separator: " ").map(String.init) }) {
      guard words.count > 1, let command = words.first,
        ["gitps1", "wsctl", "lidctl", "detour"].contains(command)
      else { continue }
      let verbs =
        command == "gitps1" ? [] : words.dropFirst().prefix { $0.allSatisfy(\.isLowercase) }
      let help = try run([product(command)] + verbs + ["--help"])
      #expect(help.code == 0, "\(words): \(help)")
      for option in words where option.hasPrefix("--") {
        #expect(help.output.contains(option), "\(words)")
      }
    }
  }

  /// The goals of make are there; what they do is tried by the tests beside it, and by the CI.
  @Test func `makes only what is there`() throws {
    let readme = try Readme()
    let makefile = try String(contentsOfFile: "\(packageRoot)/Makefile", encoding: .utf8)
    let calls = readme.spans + readme.blocks.flatMap(\.lines)
    let goals = calls.filter { $0.hasPrefix("make ") }.flatMap {
      $0.split(separator: " ").dropFirst()
    }
    #expect(goals.contains("install") && goals.contains("test"))
    for goal in goals where !goal.contains("=") {
      #expect(makefile.contains("\n\(goal):") || makefile.contains("\n\(goal) "), "make \(goal)")
    }
    for (goal, place) in [
      ("install", "Tests/install-test"), ("uninstall", "Tests/install-test"),
      ("packages", "Tests/package-test"), ("test", ".ci/run"),
    ] {
      let text = try String(contentsOfFile: "\(packageRoot)/\(place)", encoding: .utf8)
      #expect(text.contains("make \(goal)"), "\(place) does not run make \(goal)")
    }
  }
}

/// Opens a window with the title mail.
private let openMail = """
  xterm -T mail >/dev/null 2>&1 &
  until wmctrl -l | grep -q mail; do sleep .1; done
  """

/// Makes the repository of the README in `project`: a commit ahead, a stash, a file that was changed
/// and one that is not tracked.
let readmeRepository = """
  export GIT_AUTHOR_DATE='2026-01-02T03:04:05Z' GIT_COMMITTER_DATE='2026-01-02T03:04:05Z'
  git config --global user.name Ada
  git config --global user.email ada@example.org
  git config --global init.defaultBranch main
  git config --global advice.detachedHead false
  git init -q --bare origin.git
  git init -q project
  cd project
  git remote add origin ../origin.git
  echo one >file
  git add file
  git commit -qm Begin
  git push -q -u origin main
  echo two >file
  git commit -qam 'Go on'
  echo three >file
  git stash -q
  echo four >file
  echo notes >notes
  """
