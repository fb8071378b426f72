import Foundation
import Support
import Testing

@testable import Git

/// The witness is `git config --list -z`.
@Suite struct ConfigurationTests {
  private func gits(_ repository: GitRepository, _ key: String) throws -> [String] {
    let outcome = try run(
      ["git", "config", "-z", "--get-all", key], variables: repository.variables,
      directory: repository.path)
    return outcome.output.split(separator: "\0", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
  }

  private func ours(_ repository: GitRepository, _ key: String) throws -> [String] {
    try repository.opened().configuration.texts(key).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `reads every kind of quoting`() throws {
    let repository = try GitRepository()
    try repository.shell(
      #"""
      cat >> .git/config <<'END'
      [a]
        plain = some words   ; a comment
        quoted = "  kept # not a comment  " # comment
        mixed = one" two "three
        escapes = a\tb\nc\\d\"e
        continued = first \
          second
        empty =
        hash = "a#b"
      [Upper "Sub.Case"] Name = v1
        name = v2
      [dotted.sub] key = value
      [x "a\"b\\c"]
        y = 1
      END
      """#)
    for key in [
      "a.plain", "a.quoted", "a.mixed", "a.escapes", "a.continued", "a.empty", "a.hash",
      "upper.Sub.Case.name", "dotted.sub.key", #"x.a"b\c.y"#,
    ] {
      let expected = try gits(repository, key)
      #expect(!expected.isEmpty)
      #expect(try ours(repository, key) == expected, "\(key)")
    }
  }

  @Test(arguments: [
    "true", "yes", "on", "1", "false", "no", "off", "0", "TRUE", "2k", "-1", "", "nonsense",
  ]) func `takes booleans as git`(text: String) throws {
    let repository = try GitRepository()
    try repository.shell("printf '[a]\\n\\tb = \(text)\\n' >> .git/config")
    let git = try run(
      ["git", "config", "--bool", "a.b"], variables: repository.variables,
      directory: repository.path)
    let expected = git.code == 0 ? git.output == "true\n" : nil
    #expect(try repository.opened().configuration.boolean("a.b") == expected)
  }

  @Test func `puts one scope over another`() throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      printf '[k]\\n\\tv = xdg\\n' > "$HOME/.config/git-file"; mkdir -p "$HOME/.config/git"
      mv "$HOME/.config/git-file" "$HOME/.config/git/config"
      printf '[k]\\n\\tv = home\\n' > "$HOME/.gitconfig"
      git config k.v local; git config extensions.worktreeConfig true
      git config --worktree k.v worktree
      """)
    #expect(try ours(repository, "k.v") == ["xdg", "home", "local", "worktree"])
    #expect(try gits(repository, "k.v") == ["xdg", "home", "local", "worktree"])
  }

  @Test func `takes what the command says`() throws {
    let repository = try GitRepository()
    var options = repository.options()
    let text = try Support.run(
      [
        "git", "-c", "a.b=it's", "-c", "c.d", "-c", "Up.Sub.Key=x=y", "-c",
        "alias.say=!printf %s \"$GIT_CONFIG_PARAMETERS\"", "say",
      ],
      variables: repository.variables, directory: repository.path)
    options.configuration = CommandConfiguration.quoted(Array(text.output.utf8))
    options.configuration += CommandConfiguration.counted { name in
      ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "e.f", "GIT_CONFIG_VALUE_0": "g"][name]
        .map { Array($0.utf8) }
    }
    let configuration = try #require(Repository(options)).configuration
    #expect(configuration.text("a.b")?.text == "it's")
    #expect(configuration.boolean("c.d") == true)
    #expect(configuration.text("up.Sub.key")?.text == "x=y")
    #expect(configuration.text("e.f")?.text == "g")
  }

  @Test(arguments: [
    ("gitdir:TOP/tree/", true), ("gitdir:TOP/tree/.git", true), ("gitdir:tree/", true),
    ("gitdir:other/", false), ("gitdir:TOP/TREE/", false), ("gitdir/i:TOP/TREE/", true),
    ("gitdir:~/../tree/", false), ("gitdir:**/tree/**", true), ("gitdir:tr?e/", true),
    ("onbranch:main", true), ("onbranch:topic", false), ("onbranch:ma*", true),
    ("onbranch:main/", false), ("hasconfig:remote.*.url:https://example.org/**", true),
    ("hasconfig:remote.*.url:https://example.com/**", false), ("unknown:x", false),
    ("gitdir:./", false), ("gitdir:./../", false),
  ]) func `includes on conditions`(condition: String, expected: Bool) throws {
    let repository = try GitRepository()
    let top = String(repository.path.dropLast(5))
    let text = condition.replacing("TOP", with: top)
    try repository.shell(
      """
      git remote add origin https://example.org/repository.git
      printf '[a]\\n\\tb = included\\n' > ../more
      printf '[includeIf "\(text)"]\\n\\tpath = ../../more\\n' >> .git/config
      """)
    #expect(try gits(repository, "a.b") == (expected ? ["included"] : []))
    #expect(try ours(repository, "a.b") == (expected ? ["included"] : []))
  }

  /// A branch may be another name of one.
  @Test func `includes on the branch at the end of symbolic references`() throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      git commit -q --allow-empty -m a; git pack-refs --all
      git symbolic-ref refs/heads/other refs/heads/main
      git symbolic-ref refs/heads/third refs/heads/other; git symbolic-ref HEAD refs/heads/third
      printf '[a]\\n\\tb = main\\n' >.git/m; printf '[a]\\n\\tb = third\\n' >.git/t
      git config includeIf.onbranch:main.path m; git config includeIf.onbranch:third.path t
      """)
    #expect(try gits(repository, "a.b") == ["main"])
    #expect(try ours(repository, "a.b") == ["main"])
  }

  /// git may know a user whom the machine's own file does not have: a name service does.
  @Test func `takes the file of an unknown user for a missing one`() throws {
    let repository = try GitRepository()
    try repository.shell("git config a.b c; git config d.e '~daemon/x'")
    let path = try repository.git("config", "--path", "d.e")
    try repository.shell("git config include.path '~nobody-has-this-name/x'")
    let configuration = try repository.opened().configuration
    #expect(configuration.text("a.b")?.text == "c")
    #expect(configuration.path("include.path", home: repository.home) == nil)
    #expect(configuration.path("d.e", home: repository.home).map { $0 + "\n" } == path)
  }

  @Test func `refuses what git refuses`() throws {
    for text in ["[", "[a]\nb c", "[a\nb = c", "[a]\nb = \"open", "=", "[a]\n1 = 2", "[a \"x]\n"] {
      let repository = try GitRepository()
      try repository.write(".git/config", "[core]\nbare = false\n" + text)
      #expect(try repository.code("config", "--list") != 0, "\(text)")
      #expect(Repository(repository.options()) == nil, "\(text)")
    }
  }

  @Test func `stops at includes without end`() throws {
    let repository = try GitRepository()
    try repository.shell("printf '[include]\\n\\tpath = config\\n' >> .git/config")
    #expect(try repository.code("config", "--list") != 0)
    #expect(Repository(repository.options()) == nil)
  }
}
