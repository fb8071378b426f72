import Foundation
import Support
import Testing

@testable import Git

/// The witnesses are `git for-each-ref` and `git rev-parse`.
@Suite struct ReferencesTests {
  @Test(arguments: [
    "", "git pack-refs --all", "git pack-refs --all; git tag after; git branch -d b07",
  ])
  func `lists and finds all`(after change: String) throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      git commit -q --allow-empty -m a; git commit -q --allow-empty -m b
      for i in $(seq 10 99); do echo "create refs/heads/b$i HEAD~$((i % 2))"; done | git update-ref --stdin
      git branch b07; git branch feature/deep/name; git tag -a -m note v1; git tag light
      git symbolic-ref refs/heads/link refs/heads/b10; git update-ref refs/remotes/origin/main HEAD
      git branch größe; git update-ref refs/bisect/bad HEAD
      """)
    if !change.isEmpty { try repository.shell(change) }
    let references = References(try repository.opened())
    // In a sorted file of packed ones each folder is looked for by its place.
    for folder in ["refs/", "refs/bisect/", "refs/heads/feature/", "refs/none/", "refs/tags/"] {
      let expected = try repository.git("for-each-ref", "--format=%(refname) %(objectname)", folder)
      let own = references.all(under: folder).map { "\($0.name.text) \($0.id)\n" }.joined()
      #expect(own == expected)
      #expect(own.isEmpty == (folder == "refs/none/"))
    }
    let all = references.all(under: "refs/")
    for reference in all { #expect(references.resolve(reference.name) == reference.id) }
    #expect(references.resolve("refs/heads/none") == nil)
    #expect(references.resolve("refs/heads/b1") == nil)
  }

  @Test func `finds the references of a linked work tree`() throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      git commit -q --allow-empty -m a; git branch topic; git worktree add -q ../linked topic
      cd ../linked; git commit -q --allow-empty -m b; git update-ref refs/worktree/own HEAD
      git update-ref refs/bisect/bad HEAD
      """)
    let opened = try repository.opened(in: "../linked")
    let references = References(opened)
    #expect(references.head == .symbolic(Array("refs/heads/topic".utf8)))
    let expected = try Support.run(
      ["git", "for-each-ref", "--format=%(refname) %(objectname)"],
      variables: repository.variables, directory: repository.path + "/../linked"
    ).output
    #expect(
      references.all(under: "refs/").map { "\($0.name.text) \($0.id)\n" }.joined() == expected)
    #expect(References(try repository.opened()).resolve("refs/worktree/own") == nil)
  }

  @Test(arguments: [
    "a", "a/b", "a.b", ".a", "a/.b", "a..b", "a b", "a~b", "a^b", "a:b", "a?b", "a*b", "a[b",
    "a\\b",
    "a.lock", "a.lock/b", "a/", "/a", "a//b", "a@{b", "@", "a.", "größe", "$(x)", "a\u{7f}b",
    "a\tb",
  ]) func `takes the names that git takes`(name: String) throws {
    let whole = "refs/heads/" + name
    let code = try run(["git", "check-ref-format", whole]).code
    #expect(ReferenceName.isValid(Array(whole.utf8)) == (code == 0))
  }

  @Test(arguments: [true, false]) func `shortens as git`(strictly: Bool) throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      git commit -q --allow-empty -m a
      git update-ref refs/remotes/origin/main HEAD; git tag main; git branch origin/main HEAD
      git update-ref refs/remotes/far/HEAD HEAD; git branch far HEAD; git branch free HEAD
      git config core.warnAmbiguousRefs \(strictly)
      """)
    let references = References(try repository.opened())
    for reference in references.all(under: "refs/") {
      let expected = try repository.git(
        "for-each-ref", "--format=%(refname:short)", reference.name.text)
      #expect(references.shorten(reference.name, strictly: strictly).text + "\n" == expected)
    }
  }

  /// The reftables are as git 2.47 wrote them, by `Fuzz/Corpus/make`; the witness is what
  /// `git for-each-ref` said there.
  @Test(arguments: ["sha1", "sha256"]) func `reads reftables`(format: String) throws {
    let repository = try GitRepository(["--object-format=\(format)"])
    let corpus = packageRoot + "/Tests/Fuzz/Corpus/reftable"
    try repository.shell(
      """
      git config core.repositoryFormatVersion 1; git config extensions.refStorage reftable
      printf 'ref: refs/heads/.invalid\\n' > .git/HEAD; mkdir -p .git/reftable
      for table in \(corpus)/\(format)-*; do
        cp "$table" .git/reftable; basename "$table" >> .git/reftable/tables.list
      done
      """)
    let lines = try String(
      contentsOfFile: packageRoot + "/Tests/GitTests/Fixtures/References/\(format).refs",
      encoding: .utf8
    )
    .split(separator: "\n").map(String.init)
    let references = References(try repository.opened())
    #expect(references.all(under: "refs/").map { "\($0.name.text) \($0.id)" } == lines.dropLast())
    #expect(references.resolve("HEAD").map { "\($0)" } == lines.last)
    #expect(references.head == .symbolic(Array("refs/heads/main".utf8)))
    #expect(references.resolve("refs/heads/topic-20") == nil)
    #expect(references.resolve("refs/heads/topic-55") != nil)
  }
}
