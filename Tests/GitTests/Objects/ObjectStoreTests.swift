import Foundation
import Support
import Testing

@testable import Git

/// The witness is `git cat-file --batch`, over every object that a repository has.
@Suite struct ObjectStoreTests {
  /// Makes some history with files that pack as deltas.
  private func repository(_ options: [String] = []) throws -> GitRepository {
    let repository = try GitRepository(options)
    try repository.shell(
      """
      for i in 1 2 3 4 5 6; do
        seq 1 3000 | sed "$((i * 7))s/.*/changed $i/" > numbers
        mkdir -p d$i; echo $i > d$i/f; : > empty
        git add .; git commit -qm "commit $i"; git tag -a -m note v$i
      done
      """)
    return repository
  }

  private func compare(_ repository: GitRepository) throws {
    let store = ObjectStore(try repository.opened())
    let names = try repository.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)")
    #expect(names.count > 1000)
    for line in names.split(separator: "\n") {
      let id = try #require(ObjectID(hexadecimal: Array(line.utf8)))
      let object = try store.read(id)
      let type = try repository.git("cat-file", "-t", String(line))
      #expect("\(object.kind)\n" == type)
      // What the bytes hash to says that they are right.
      let scratch = try Scratch()
      try Data(object.bytes).write(to: URL(filePath: scratch.path("object")))
      #expect(
        try repository.git("hash-object", "-t", "\(object.kind)", scratch.path("object"))
          == line + "\n")
      #expect(store.contains(id))
    }
  }

  @Test(arguments: [[], ["--object-format=sha256"]]) func `reads loose objects`(
    options: [String]
  ) throws {
    try compare(try repository(options))
  }

  @Test(arguments: [
    "git repack -q -a -d -f --depth=50 --window=50",
    "git -c pack.indexVersion=1 repack -q -a -d",
    "git -c repack.useDeltaBaseOffset=false repack -q -a -d -f",
    "git repack -q -d; echo x > x; git add x; git commit -qm x; git repack -q -d; git multi-pack-index write; rm -f .git/objects/pack/*.rev",
    "git repack -q -a -d; mv .git/objects ../elsewhere; mkdir -p .git/objects/info .git/objects/pack; cd .. && pwd | sed s,$,/elsewhere, > tree/.git/objects/info/alternates",
  ]) func `reads packed objects`(how: String) throws {
    let repository = try repository()
    try repository.shell(how)
    try compare(repository)
  }

  @Test func `reads packs of long names`() throws {
    let repository = try repository(["--object-format=sha256"])
    try repository.shell("git repack -q -a -d -f; git multi-pack-index write")
    try compare(repository)
  }

  @Test func `takes a replacement for the original`() throws {
    let repository = try repository()
    try repository.shell("git replace HEAD HEAD~2")
    let opened = try repository.opened()
    let head = try #require(References(opened).resolve("HEAD"))
    let object = try ObjectStore(opened).read(head)
    #expect(
      String(decoding: object.bytes, as: UTF8.self)
        == (try repository.git("cat-file", "commit", "HEAD")))
    #expect(try repository.git("log", "-1", "--format=%s") == "commit 4\n")
  }

  @Test(arguments: [
    "", "git repack -q -a -d", "git config core.abbrev 5", "git config core.abbrev no",
  ])
  func `abbreviates as git`(after change: String) throws {
    let repository = try repository()
    if !change.isEmpty { try repository.shell(change) }
    let store = ObjectStore(try repository.opened())
    for name in ["HEAD", "HEAD~1", "HEAD~2^{tree}", "v3"] {
      let whole = try repository.git("rev-parse", name).dropLast()
      let id = try #require(ObjectID(hexadecimal: Array(whole.utf8)))
      #expect(store.abbreviate(id) + "\n" == (try repository.git("rev-parse", "--short", name)))
    }
  }

  @Test func `says what is missing and what is broken`() throws {
    let repository = try repository()
    let store = ObjectStore(try repository.opened())
    let missing = try #require(
      ObjectID(hexadecimal: Array(String(repeating: "ab", count: 20).utf8)))
    #expect(throws: ObjectFailure.missing(missing)) { try store.read(missing) }
    let head = try repository.git("rev-parse", "HEAD").dropLast()
    let id = try #require(ObjectID(hexadecimal: Array(head.utf8)))
    let file = "\(repository.path)/.git/objects/\(head.prefix(2))/\(head.dropFirst(2))"
    try repository.shell("chmod u+w \(file); echo junk > \(file)")
    #expect(throws: ObjectFailure.corrupt(id)) { try store.read(id) }
  }
}
