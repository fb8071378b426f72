import Support
import System
import Testing

@testable import Git

/// What git itself says of an index, against what we read.
@Suite struct IndexTests {
  private static let formats: [[String]] = [[], ["--object-format=sha256"]]

  /// Each entry as `git ls-files --stage` prints it, with the letter of `-t`.
  private func entries(_ repository: GitRepository, _ options: [String] = []) throws -> [String] {
    let format: ObjectFormat = options.isEmpty ? .sha1 : .sha256
    let index = try Index(at: repository.path + "/.git/index", format)
    var lines: [String] = []
    for entry in index.entries {
      guard let record = index.record(of: entry), let object = index.object(of: entry) else {
        throw Unexpected("entry")
      }
      let path = index.path(of: entry)
      let text = path.copy(0, path.count).text
      let letter = entry.stage > 0 ? "M" : entry.skipsWorkTree ? "S" : "H"
      lines.append(
        "\(letter) \(String(record.mode, radix: 8)) \(object) \(entry.stage)\t\(text)")
    }
    return lines
  }

  private func witness(_ repository: GitRepository) throws -> [String] {
    try repository.git("-c", "core.quotePath=false", "ls-files", "--stage", "-t", "-z")
      .split(separator: "\0")
      .map(String.init)
  }

  private func fill(_ repository: GitRepository) throws {
    for number in 0..<120 {
      try repository.write("a\(number % 7)/b\(number % 3)/file\(number)", "\(number)\n")
    }
    try repository.write("a1.txt", "x")
    try repository.write("a1-/y", "y")
    try repository.write("größe/ n\u{1F600}me", "z")
    try repository.write(String(repeating: "long/", count: 30) + "x", "x")
    try repository.shell("ln -s a1.txt link; chmod +x a1.txt; git add .")
  }

  @Test(arguments: [2, 3, 4], formats)
  func `reads each version`(version: Int, options: [String]) throws {
    let repository = try GitRepository(options)
    try fill(repository)
    if version == 3 { try repository.shell("echo n > n; git add -N n") }
    try repository.git("update-index", "--index-version", "\(version)", "--force-write-index")
    let index = try Index(at: repository.path + "/.git/index", options.isEmpty ? .sha1 : .sha256)
    #expect(Int(index.version) == version)
    #expect(try entries(repository, options) == witness(repository))
    _ = try IndexDirectories(index)
  }

  @Test(arguments: [2, 4], formats)
  func `reads a split index`(version: Int, options: [String]) throws {
    let repository = try GitRepository(options)
    try fill(repository)
    try repository.shell(
      """
      git config splitIndex.maxPercentChange 100
      git config core.splitIndex true
      git update-index --index-version \(version) --split-index
      git commit -qm first
      echo changed > a1/b1/file1; git add a1/b1/file1
      echo new > a2/new; echo aaa > aaa; echo zzz > zzz; git add a2/new aaa zzz
      git rm -q --cached a3/b0/file3 a1.txt
      """)
    #expect(try repository.shell("ls .git/sharedindex.*").isEmpty == false)
    #expect(try entries(repository, options) == witness(repository))
  }

  @Test func `reads flags`() throws {
    let repository = try GitRepository()
    try fill(repository)
    try repository.shell(
      """
      git update-index --skip-worktree a1/b1/file1; git update-index --assume-unchanged a1.txt
      echo n > n; git add -N n
      """)
    #expect(try entries(repository) == witness(repository))
    let index = try Index(at: repository.path + "/.git/index", .sha1)
    var flagged: [String] = []
    for entry in index.entries where entry.isAssumedUnchanged || entry.isIntentToAdd {
      let path = index.path(of: entry)
      flagged.append(path.copy(0, path.count).text)
    }
    #expect(flagged == ["a1.txt", "n"])
  }

  /// The smallest index that git writes: one entry of a short name, and no extension after it.
  @Test func `reads the smallest index`() throws {
    let repository = try GitRepository()
    try repository.shell("touch f; git add f")
    #expect(try entries(repository) == witness(repository))
    try repository.git("update-index", "--index-version", "4", "--force-write-index")
    #expect(try entries(repository) == witness(repository))
  }

  @Test func `reads stages`() throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      echo 0 > f; git add f; git commit -qm 0; git checkout -qb x; echo 1 > f; git commit -qam 1
      git checkout -q main; echo 2 > f; git commit -qam 2; git merge x || :
      """)
    #expect(try entries(repository) == witness(repository))
    #expect(try entries(repository).count == 3)
  }

  @Test func `reads sparse directories`() throws {
    let repository = try GitRepository()
    try fill(repository)
    try repository.shell(
      """
      git commit -qm first; git sparse-checkout init --cone --sparse-index
      git sparse-checkout set a1
      """)
    let witness = try repository.git("ls-files", "--stage", "-t", "-z", "--sparse")
      .split(separator: "\0").map { String($0).replacing(" 040000 ", with: " 40000 ") }
    #expect(witness.contains { $0.hasSuffix("\ta2/") })
    #expect(try entries(repository) == witness)
    let index = try Index(at: repository.path + "/.git/index", .sha1)
    _ = try IndexDirectories(index)
  }

  @Test func `reads an index without hash`() throws {
    let repository = try GitRepository()
    try fill(repository)
    // index.skipHash of git 2.40 and later leaves zeros where the hash would be.
    try repository.shell(
      "n=$(stat -c %s .git/index); head -c 20 /dev/zero | dd of=.git/index bs=1 seek=$((n-20)) conv=notrunc status=none"
    )
    #expect(try entries(repository) == witness(repository))
  }

  @Test func `reads the trees of directories`() throws {
    let repository = try GitRepository()
    try fill(repository)
    try repository.git("commit", "-qm", "first")
    try repository.shell("echo changed > a1/b1/file1; git add a1/b1/file1")
    let index = try Index(at: repository.path + "/.git/index", .sha1)
    let range = try #require(index.extensions[.trees])
    let trees = try CacheTree(index.bytes, range, .sha1)
    #expect(trees.nodes[0].tree == nil)
    let (first, second, third) = (Array("a2".utf8), Array("a1".utf8), Array("b0".utf8))
    guard let child = trees.child(of: 0, named: first.span, index.bytes) else {
      throw Unexpected("no node")
    }
    let expected = try repository.git("rev-parse", "HEAD:a2", "HEAD:a1/b0")
      .split(separator: "\n")
    #expect(trees.nodes[child].tree?.description == String(expected[0]))
    guard let changed = trees.child(of: 0, named: second.span, index.bytes) else {
      throw Unexpected("no node")
    }
    #expect(trees.nodes[changed].tree == nil)
    guard let inner = trees.child(of: changed, named: third.span, index.bytes) else {
      throw Unexpected("no node")
    }
    #expect(trees.nodes[inner].tree?.description == String(expected[1]))
  }

  @Test func `finds directories`() throws {
    let repository = try GitRepository()
    try fill(repository)
    let index = try Index(at: repository.path + "/.git/index", .sha1)
    let directories = try IndexDirectories(index)
    var found: [String] = []
    for directory in directories.all where directory.length > 0 {
      let path = index.path(of: index.entries[Int(directory.first)])
      found.append(path.copy(0, Int(directory.length) - 1).text)
    }
    let witness = try repository.shell(
      "git -c core.quotePath=false ls-files | xargs -d '\\n' -n1 dirname | while read -r d; do while [ \"$d\" != . ]; do echo \"$d\"; d=$(dirname \"$d\"); done; done | LC_ALL=C sort -u"
    ).split(separator: "\n").map(String.init)
    #expect(found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } == witness)
    for directory in directories.all { #expect(directory.first < directory.end) }
  }

  /// More directories than the system looks up, which git has in an index all the same.
  @Test(arguments: [(2048, true), (2049, false)])
  func `refuses paths that are too deep`(depth: Int, isRead: Bool) throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      id=$(echo x | git hash-object -w --stdin)
      { printf '100644 %s\\t' "$id"; printf 'a/%.0s' $(seq \(depth)); echo f; } |
        git update-index --index-info
      """)
    #expect(try repository.git("ls-files").split(separator: "/").count == depth + 1)
    let index = try Index(at: repository.path + "/.git/index", .sha1)
    if isRead {
      #expect(try IndexDirectories(index).all.count == depth + 1)
    } else {
      #expect(throws: IndexTable.Flaw.path) { try IndexDirectories(index) }
      var unknown = WorkTreeStatus()
      unknown.conflicted = .count(0)
      #expect(try repository.ours(counting: true) == Observation(unknown))
    }
  }

  @Test(arguments: ["DIRC", "DIRX\0\0\0\u{2}", "", "DIRC\0\0\0\u{9}\0\0\0\0aaaaaaaaaaaaaaaaaaaa"])
  func `refuses what is no index`(text: String) {
    let bytes = Array(text.utf8)
    #expect(throws: IndexTable.Flaw.self) { try IndexTable(bytes.span, .sha1) }
  }

  /// Every truncation of a real index is an error, never a trap, and never fewer entries.
  @Test func `refuses each truncation`() throws {
    let repository = try GitRepository()
    try repository.shell("mkdir d; echo 1 > a; echo 2 > d/b; git add .; git commit -qm 1")
    let bytes = try File.read(repository.path + "/.git/index")
    for count in 0..<bytes.count - 20 {
      let part = Array(bytes.prefix(count))
      let table = try? IndexTable(part.span, .sha1)
      #expect(table == nil || table?.entries.count == 2)
    }
  }

  /// As a newer git wrote it, with what its file system monitor told: `Fuzz/Corpus/make`.
  @Test(arguments: [
    ("fsmonitor", ["a", "d/b", "d/e/c", "f/g"]), ("fsmonitor-sparse", ["a", "d/b", "d/e/c", "f/"]),
  ])
  func `reads what a file system monitor adds`(name: String, paths: [String]) throws {
    let path = packageRoot + "/Tests/Fuzz/Corpus/index/" + name
    let index = try Index(at: path, .sha1)
    #expect(
      index.entries.map { entry in
        let path = index.path(of: entry)
        return path.copy(0, path.count).text
      } == paths)
    let isMonitored = index.extensions[.fileSystemMonitor] != nil
    #expect(isMonitored == (name == "fsmonitor"))
  }
}
