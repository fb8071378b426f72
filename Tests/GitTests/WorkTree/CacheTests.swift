import Foundation
import Support
import System
import Testing

@testable import Git

/// What is remembered helps, and is never trusted more than the files themselves.
@Suite struct CacheTests {
  private func repository() throws -> (GitRepository, String) {
    let repository = try GitRepository()
    try repository.shell(
      """
      mkdir -p a/b; for i in 1 2 3 4 5; do echo $i > a/$i; echo $i > a/b/$i; done
      git add .; git commit -qm 1; touch -d 2001-01-01 a/* a/b/*
      """)
    // A change within a tick of the file system's clock is not remembered.
    sleep(for: .milliseconds(150))
    return (repository, URL(filePath: repository.path).deletingLastPathComponent().path + "/m")
  }

  private func file(_ directory: String) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: directory)
    #expect(names.count == 1)
    return directory + "/" + (names.first ?? "")
  }

  @Test func `remembers equal content`() throws {
    let (repository, directory) = try repository()
    let clean = Observation(0, 0, 0, 0)
    #expect(try repository.ours(counting: true, cache: directory) == clean)
    let written = try File.read(file(directory))
    let cache = try Cache(file(directory), user: geteuid())
    // Ten files, and the three directories.
    #expect(cache.count == 13)
    #expect(try repository.ours(counting: true, cache: directory) == clean)
    // Nothing new was learnt, so that nothing was written.
    #expect(try File.read(file(directory)) == written)
  }

  @Test func `sees changes afterwards`() throws {
    let (repository, directory) = try repository()
    for counting in [true, false] {
      #expect(
        try repository.ours(counting: counting, cache: directory) == Observation(0, 0, 0, 0))
    }
    try repository.shell("echo 9 > a/3; touch -d 2001-01-01 a/3; touch a/b/new")
    #expect(try repository.ours(counting: true, cache: directory) == Observation(0, 1, 1, 0))
    sleep(for: .milliseconds(150))
    #expect(try repository.ours(counting: true, cache: directory) == Observation(0, 1, 1, 0))
    #expect(try repository.ours(counting: true, cache: directory) == Observation(0, 1, 1, 0))
    try repository.shell("echo 3 > a/3; rm a/b/new; git rm -q --cached a/b/1")
    #expect(try repository.ours(counting: true, cache: directory) == Observation(1, 0, 1, 0))
  }

  /// A directory with ignored names in it is remembered under the rules that ignore them.
  @Test func `sees that ignore rules change`() throws {
    let (repository, _) = try repository()
    try repository.shell(
      """
      printf '*.o\\n' > .gitignore; printf 'out\\n' > a/.gitignore; git add .
      git commit -qm rules; touch a/1.o a/b/2.o a/out; mkdir a/b/out; touch a/b/out/x
      """)
    sleep(for: .milliseconds(150))
    try repository.expectAgreement("ignored")
    for change in [
      "printf '*.a\\n' > .gitignore", "printf '*.o\\n' > .gitignore",
      "printf 'in\\n' > a/.gitignore",
      "printf 'out\\n' > a/.gitignore", "echo '!*.o' > a/b/.gitignore", "rm a/b/.gitignore",
      "git config core.excludesFile $PWD/rules; rm a/.gitignore; printf 'out\\nrules\\n' > rules",
      "printf 'rules\\n' > rules", "echo out > .git/info/exclude", ": > .git/info/exclude",
    ] {
      // In place, so that the directory itself stays as it is.
      try repository.shell(change)
      try repository.expectAgreement(change)
      sleep(for: .milliseconds(120))
      try repository.expectAgreement(change + ", later")
    }
  }

  /// A commit or a tree that goes after a prompt has seen it is an error to git.
  @Test(arguments: ["HEAD", "HEAD^{tree}"], [false, true])
  func `sees that an object has gone`(name: String, isPacked: Bool) throws {
    let (repository, _) = try repository()
    if isPacked { try repository.git("gc", "-q") }
    try repository.expectAgreement("before")
    let object = try repository.git("rev-parse", name).trimmingCharacters(in: .newlines)
    try repository.shell(
      isPacked
        ? """
        git rev-list --objects HEAD | cut -d ' ' -f 1 | grep -v \(object) | git pack-objects -q ../p >../name
        rm -f .git/objects/pack/*
        mv ../p-$(cat ../name).* .git/objects/pack
        """ : "object=\(object); rm -f .git/objects/${object:0:2}/${object:2}")
    try repository.expectAgreement("gone", countsAgree: false)
  }

  /// What an attribute says decides whether a touched file is equal.
  @Test func `sees that attributes change`() throws {
    let (repository, directory) = try repository()
    try repository.shell(
      "printf 'x\\r\\n' > a/crlf; git -c core.autocrlf=false add a/crlf; git commit -qm 2; touch a/* a/b/*"
    )
    sleep(for: .milliseconds(150))
    let clean = Observation(0, 0, 0, 0)
    for _ in 0..<2 { #expect(try repository.ours(counting: true, cache: directory) == clean) }
    try repository.write("a/.gitattributes", "crlf text\n")
    try repository.shell("git add a/.gitattributes")
    let changed = Observation(1, 1, 0, 0)
    for _ in 0..<2 { #expect(try repository.ours(counting: true, cache: directory) == changed) }
    try repository.shell("git rm -qf --cached a/.gitattributes; rm a/.gitattributes")
    #expect(try repository.ours(counting: true, cache: directory) == clean)
  }

  /// The place where something was found last is looked at first: no deadline is too short for it.
  @Test func `looks first where it found something`() throws {
    let (repository, directory) = try repository()
    try repository.shell("echo 9 > a/b/4; touch a/b/new")
    #expect(try repository.ours(counting: false, cache: directory).unstaged == .count(1))
    let opened = try repository.opened()
    func late(_ cache: Cache) -> WorkTreeStatus {
      WorkTreeStatus.examine(
        opened, objects: ObjectStore(opened), head: nil, wanting: [.unstaged, .untracked],
        until: .after(.seconds(-1)), cache: cache)
    }
    // On a busy machine the thread that looks may itself come late.
    let isFound = eventually {
      let remembered = late(Cache(in: directory, of: opened))
      return remembered.unstaged == .count(1) && remembered.untracked == .count(1)
    }
    #expect(isFound)
    let forgotten = late(.none)
    #expect(forgotten.unstaged == .unknown && forgotten.untracked == .unknown)
    // A place where there is nothing any more tells nothing.
    try repository.shell("git checkout -q a/b/4; rm a/b/new; echo 9 > a/1; mkdir c; touch c/new")
    #expect(
      try repository.ours(counting: false, cache: directory) == Observation(0, 1, 1, 0))
    try repository.shell("git checkout -q a/1; rm c/new")
    #expect(
      try repository.ours(counting: false, cache: directory) == Observation(0, 0, 0, 0))
    // Nor one that the index has no longer.
    try repository.shell("git rm -rq --cached a/b; git commit -qm gone; rm -r a/b")
    #expect(
      try repository.ours(counting: false, cache: directory) == Observation(0, 0, 0, 0))
  }

  /// What was compared before the deadline need not be compared again.
  @Test func `comes further with each prompt`() throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      for i in {1..200}; do head -c 100000 /dev/zero > $i; echo $i >> $i; done
      git add .; git commit -qm 1; touch -d 2001-01-01 *
      """)
    sleep(for: .milliseconds(150))
    let opened = try repository.opened()
    let directory = URL(filePath: repository.path).deletingLastPathComponent().path + "/m"
    var rounds = 0
    var status = WorkTreeStatus()
    while rounds < 200, status.unstaged != .count(0) {
      let cache = Cache(in: directory, of: opened)
      status = WorkTreeStatus.examine(
        opened, objects: ObjectStore(opened), head: nil, wanting: [.unstaged, .counts],
        until: .after(.milliseconds(400)), cache: cache)
      cache.save()
      rounds += 1
    }
    #expect(status.unstaged == .count(0))
  }

  @Test(arguments: ["corrupt", "truncated", "empty", "link", "open", "directory"])
  func `passes over what is not its own`(state: String) throws {
    let (repository, directory) = try repository()
    _ = try repository.ours(counting: true, cache: directory)
    let path = try file(directory)
    switch state {
    case "corrupt":
      try shell("head -c 200 /dev/urandom | dd of=\(path) conv=notrunc status=none bs=1 seek=24")
    case "truncated": try shell("truncate -s 40 \(path)")
    case "empty": try shell(": > \(path)")
    case "link": try shell("mv \(path) \(directory)/../x; ln -s \(directory)/../x \(path)")
    case "open": try shell("chmod 666 \(path)")
    default: try shell("rm \(path); mkdir \(path)")
    }
    #expect(Cache(path, user: geteuid()).count == 0)
    try repository.shell("echo 9 > a/3; touch a/b/new")
    #expect(try repository.ours(counting: true, cache: directory) == Observation(0, 1, 1, 0))
    if state != "directory" {
      // It was replaced by a good one.
      #expect(Cache(path, user: geteuid()).count > 0)
      #expect(try Status(of: path, followingLinks: false).permissions == 0o600)
    }
  }

  @Test func `belongs to its user`() throws {
    let (repository, directory) = try repository()
    _ = try repository.ours(counting: true, cache: directory)
    #expect(Cache(try file(directory), user: geteuid() + 1).count == 0)
  }

  @Test func `clears`() throws {
    let (repository, directory) = try repository()
    _ = try repository.ours(counting: true, cache: directory)
    #expect(try CacheDirectory.clear(directory) == 1)
    #expect(try CacheDirectory.clear(directory) == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory).isEmpty)
  }

  @Test func `stays bounded`() throws {
    let directory = try Scratch()
    for number in 0..<300 { try directory.write("\(number).tree", "") }
    CacheDirectory.replace(directory.path("new.tree"), by: [1])
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).count < 256)
  }

  /// Eight prompts at once while files change: none says "clean" after a change is there.
  @Test func `serves many at once`() async throws {
    let (repository, directory) = try repository()
    let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<8 {
        group.addTask {
          var wrong = 0
          for round in 0..<12 {
            let name = "a/own\(number)"
            try repository.write(name, "\(round)")
            let seen = try repository.ours(counting: round % 2 == 0, cache: directory)
            if seen.untracked.isAny != true { wrong += 1 }
          }
          return wrong
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }

  /// After the deadline what is not known is unknown, never clean.
  @Test func `does not guess when late`() throws {
    let (repository, _) = try repository()
    let opened = try repository.opened()
    let status = WorkTreeStatus.examine(
      opened, objects: ObjectStore(opened), head: nil,
      wanting: [.unstaged, .untracked, .counts], until: .after(.seconds(-1)))
    #expect(status.unstaged == .unknown)
    #expect(status.untracked == .unknown)
  }

  /// The index is replaced by nonsense: nothing is known, and nothing said to be clean.
  @Test func `knows nothing of a broken index`() throws {
    let (repository, _) = try repository()
    try repository.shell("truncate -s 100 .git/index")
    let seen = try repository.ours(counting: false)
    #expect(seen.staged == .unknown && seen.unstaged == .unknown)
    #expect(seen.untracked == .unknown && seen.conflicted == .unknown)
  }
}
