import Foundation
import Support
import Testing

/// Whose repositories are read: the witness is git of today, beside which ours may neither show
/// more nor less.
@Suite struct SafetyTests {
  private let repository: GitRepository
  /// git of today, which answers each question with its exit code.
  private let git: Conversation
  /// The directory that holds the repository, the user's home, and what is made beside them.
  private let place: String

  init() throws {
    try NewerDebian.forky.root(with: ["git"])
    repository = try GitRepository()
    place = repository.path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    try repository.shell(
      """
      git commit -q --allow-empty -m a; mkdir -p inner/deep
      git worktree add -q --detach ../linked
      git init -q --separate-git-dir ../apart.git ../apart; (cd ../apart; git commit -q --allow-empty -m b)
      git init -q --bare ../bare.git; ln -s tree ../link
      """)
    // One for all questions: to enter the newer Debian takes longer than what is asked there.
    git = try NewerDebian.forky.conversation(
      [
        "bash", "-c", "while IFS= read -r line; do (eval \"$line\") >/dev/null 2>&1; echo $?; done",
      ],
      variables: repository.variables, sharing: place)
  }

  /// Whether something is shown, which must be where git finds a repository.
  private func isShown(
    in directory: String, with changes: [String: String?] = [:], _ what: String
  ) throws -> Bool {
    let variables = repository.variables.merging(changes) { $1 }
    let ours = try run(
      [product("gitps1")], variables: variables, directory: place + "/" + directory)
    let set = changes.map { name, value in
      value.map { "export \(name)='\($0.replacing("'", with: "'\\''"))'; " } ?? "unset \(name); "
    }
    let code = try git.ask(
      "cd -P '\(place)/\(directory)' || exit 99; \(set.joined()) git rev-parse --git-dir")
    try #require(["0", "128"].contains(code), "\(directory) \(what) \(changes)")
    #expect(ours.code == 0 && ours.error == "")
    #expect(ours.output.isEmpty == (code != "0"), "\(directory) \(what) \(changes)\n\(ours)")
    return !ours.output.isEmpty
  }

  private func configure(_ values: [String?]) throws {
    let lines = values.map { $0.map { "\tdirectory = \"\($0)\"\n" } ?? "\tdirectory\n" }
    try ("[safe]\n" + lines.joined()).write(
      toFile: repository.home + "/.gitconfig", atomically: false, encoding: .utf8)
  }

  /// What belongs to somebody else, and where one then is.
  static let foreign = [
    (".git", "tree"), ("", "tree"), ("", "tree/inner"), (".git", "tree/.git"),
    ("../linked", "linked"), ("../linked/.git", "linked"), (".git/worktrees/linked", "linked"),
    (".git", "linked"), ("../apart", "apart"), ("../apart/.git", "apart"),
    ("../apart.git", "apart"), ("../apart.git", "apart.git"), ("../bare.git", "bare.git"),
    ("inner", "tree/inner/deep"),
  ]

  @Test(arguments: foreign) func `reads only what is one's own`(path: String, directory: String)
    throws
  {
    #expect(try isShown(in: directory, "its own"))
    try repository.shell("chown -h 12345 './\(path)'")
    var shown = 0
    for changes: [String: String?] in [
      [:], ["SUDO_UID": "12345"], ["SUDO_UID": "12346"], ["SUDO_UID": "x"], ["SUDO_UID": ""],
    ] {
      if try isShown(in: directory, with: changes, path) { shown += 1 }
    }
    // Who has called sudo may read his own.
    #expect(shown > 0)
    // Who names the repository himself is asked nothing.
    _ = try isShown(in: directory, with: ["GIT_DIR": repository.path + "/.git"], path)
  }

  @Test func `takes the word of the user`() throws {
    try repository.shell("chown 12345 . ../linked ../bare.git ../apart.git")
    let tree = repository.path
    let cases: [[String?]] = [
      [], ["*"], [tree], [tree + "/"], [place], [place + "/*"], [tree + "/*"], ["/*"], ["/"],
      ["~/../tree"], ["~"], ["~nobody/x"], ["~daemon/../..\(tree)"], ["."], ["%(prefix)/x"], [""],
      [nil], ["*", ""],
      ["*", nil], ["", "*"], [tree, ""], ["", tree], ["tree"], ["../tree"], ["/nowhere", tree],
      [place + "/link"], [place + "/./tree"], [place + "//tree"], [place + "/tre"],
      [place + "/tre*"], [place + "/bare.git"], [place + "/linked"], [place + "/apart"],
    ]
    var shown = 0
    for values in cases {
      try configure(values)
      for directory in ["tree", "tree/inner", "linked", "bare.git", "apart", "link"]
      where try isShown(in: directory, "\(values)") {
        shown += 1
      }
    }
    #expect(shown > 20)
  }

  @Test func `takes the word of nobody else`() throws {
    try repository.shell(
      "git config safe.directory '*'; git config extensions.worktreeConfig true; chown 12345 .")
    #expect(try !isShown(in: "tree", "its own configuration"))
    try repository.shell("printf '[safe]\\n\\tdirectory = *\\n' > .git/config.worktree")
    #expect(try !isShown(in: "tree", "that of its work tree"))
    try "[safe]\n\tdirectory = *\n".write(
      toFile: place + "/system", atomically: false, encoding: .utf8)
    #expect(
      try isShown(
        in: "tree", with: ["GIT_CONFIG_SYSTEM": place + "/system", "GIT_CONFIG_NOSYSTEM": nil],
        "system"))
    #expect(try isShown(in: "tree", with: ["GIT_CONFIG_GLOBAL": place + "/system"], "global"))
    #expect(
      try isShown(
        in: "tree",
        with: [
          "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory",
          "GIT_CONFIG_VALUE_0": "*",
        ], "command"))
    #expect(
      try isShown(in: "tree", with: ["GIT_CONFIG_PARAMETERS": "'safe.directory'='*'"], "parameters")
    )
    // One file that another includes is as good as that.
    try repository.shell("printf '[include]\\n\\tpath = ../system\\n' > \"$HOME/.gitconfig\"")
    #expect(try isShown(in: "tree", "included"))
    try repository.shell(
      "printf '[includeIf \"gitdir:**\"]\\n\\tpath = ../system\\n' > \"$HOME/.gitconfig\"")
    _ = try isShown(in: "tree", "included by the place")
  }

  @Test func `takes a bare repository only where it may`() throws {
    try repository.shell(
      """
      git init -q --bare inner/buried.git; git init -q --bare inner/.git/modules/x; mkdir -p x/.git
      git init -q ../other; (cd ../other; git commit -q --allow-empty -m o)
      git -c protocol.file.allow=always submodule --quiet add ../other sub
      """)
    for value in ["", "all", "explicit", "EXPLICIT", "none"] {
      try repository.shell("git config --global safe.bareRepository '\(value)' || :")
      for directory in [
        "bare.git", "tree/inner/buried.git", "tree/inner/buried.git/refs", "tree/.git",
        "tree/.git/refs", "tree/.git/worktrees/linked", "tree/.git/modules/sub", "tree/sub",
        "tree/inner/.git/modules/x", "apart.git", "tree", "linked",
      ] {
        _ = try isShown(in: directory, value)
      }
      _ = try isShown(
        in: "tree", with: ["GIT_DIR": place + "/bare.git"], value)
    }
    // The repository itself has no say in it.
    try repository.shell(
      "git config --global --unset-all safe.bareRepository; git -C ../bare.git config safe.bareRepository explicit"
    )
    #expect(try isShown(in: "bare.git", "its own word"))
  }

  @Test func `stops at ceilings`() throws {
    let tree = repository.path
    for ceilings in [
      "", "/", place, tree, tree + "/", tree + "/inner", tree + "/inner/deep", ":" + tree,
      place + "/link", place + "/link/inner", ":" + place + "/link/inner", "inner", tree + "/inn",
      "/nowhere:" + tree + "/inner", tree + "/inner::" + place,
    ] {
      for directory in ["tree", "tree/inner", "tree/inner/deep", "link/inner/deep", "."] {
        _ = try isShown(in: directory, with: ["GIT_CEILING_DIRECTORIES": ceilings], "ceilings")
      }
    }
  }

  /// The search ends where another file system begins; the witness is the installed git.
  @Test func `stays in one file system`() throws {
    for (value, isCrossed) in [("", false), ("0", false), ("1", true), ("true", true)] {
      let outcome = try run(
        [
          "unshare", "--mount", "bash", "-c",
          """
          mount -t tmpfs none inner && mkdir inner/below && cd inner/below
          git rev-parse --abbrev-ref HEAD 2> /dev/null; echo; '\(product("gitps1"))'
          """,
        ],
        variables: repository.variables.merging(["GIT_DISCOVERY_ACROSS_FILESYSTEM": value]) { $1 },
        directory: repository.path)
      #expect(outcome.output == (isCrossed ? "main\n\nmain\n" : "\n"), "\(value): \(outcome)")
    }
  }

  /// As in a chroot that has none; the witness is the installed git.
  @Test func `needs no proc`() throws {
    let outcome = try run(
      [
        "unshare", "--mount", "bash", "-c",
        """
        mount -t tmpfs none /proc; git rev-parse --abbrev-ref HEAD
        '\(product("gitps1"))' --format 'on {branch}'
        """,
      ],
      variables: repository.variables, directory: repository.path)
    #expect(outcome.output == "main\non main\n", "\(outcome)")
  }
}
