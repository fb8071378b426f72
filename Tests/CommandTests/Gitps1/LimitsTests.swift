import Foundation
import Support
import Testing

/// The prompt where nothing can be remembered, or only in the wrong place.
@Suite struct LimitsTests {
  private let repository: GitRepository
  private let variables: [String: String?]
  private static let shown = "main *$%|u=\n"

  init() throws {
    repository = try GitRepository()
    try repository.shell(
      """
      mkdir d; for i in 1 2 3 4 5 6 7 8 9; do echo $i > d/$i; done; git add .; git commit -qm a
      echo 2 > d/1; git stash -q; echo 3 > d/1; touch u
      git branch o; git branch -q -u o
      """)
    variables = repository.variables.merging([
      "GIT_PS1_SHOWDIRTYSTATE": "1", "GIT_PS1_SHOWSTASHSTATE": "1",
      "GIT_PS1_SHOWUNTRACKEDFILES": "1", "GIT_PS1_SHOWUPSTREAM": "verbose",
    ]) { $1 }
  }

  /// Every file beneath the work tree and the home, and what was written in the root.
  private func files() throws -> String {
    try repository.shell("find .. /.cache /detour -print 2>/dev/null | sort || :")
  }

  /// To write more than the limit ends a program that does not expect it.
  @Test func `says all where no file may grow`() throws {
    let before = try files()
    for _ in 1...2 {
      let outcome = try run(
        [
          "bash", "-c",
          "(ulimit -f 0; exec '\(product("gitps1"))') | cat; exit ${PIPESTATUS[0]}",
        ], variables: variables, directory: repository.path)
      #expect(outcome == Outcome(output: Self.shown))
    }
    let after = try files().split(separator: "\n").filter { !before.contains($0) }
    // The directory, and no file in it.
    #expect(
      after.filter { !$0.hasSuffix("/gitps1") && !$0.hasSuffix("/detour") } == ["../home/.cache"])
  }

  /// A sparse file takes no room, but may promise more than there is memory for.
  @Test(arguments: [
    (
      "the names of packs",
      """
      git repack -qad; git multi-pack-index write
      python3 - <<'END'
      import os, struct
      name = '.git/objects/pack/multi-pack-index'
      old = open(name, 'rb').read()
      places = [struct.unpack('>4sQ', old[at:at + 12]) for at in range(12, 12 * old[6] + 24, 12)]
      parts = [(part, old[at:end]) for (part, at), (_, end) in zip(places, places[1:])]
      parts.sort(key=lambda part: part[0] == b'PNAM')
      at, table = 24 + 12 * old[6], b''
      for part, data in parts:
          table += struct.pack('>4sQ', part, at)
          at += len(data)
      table += struct.pack('>4xQ', 2 << 30)
      os.remove(name)
      with open(name, 'wb') as file:
          file.write(old[:12] + table + b''.join(data for _, data in parts))
          file.truncate((2 << 30) + 20)
      END
      """, "main *$%|u=\n"
    ),
    (
      "packed references",
      """
      git tag t; git checkout -q --detach; git pack-refs --all; truncate -s 1G .git/packed-refs
      export GIT_PS1_DESCRIBE_STYLE=tag
      """, "(t) *$%\n"
    ),
    (
      "entries of the index",
      """
      rm -r .git/index d
      printf 'DIRC\\0\\0\\0\\2\\1\\310\\0\\0' >.git/index; truncate -s 2000M .git/index
      """, "main ~$|u=\n"
    ),
  ]) func `takes no promise of a sparse file`(
    what: String, script: String, shown: String
  ) throws {
    let text = try shell(
      "\(script)\nulimit -v 2600000; '\(product("gitps1"))'", variables: variables,
      directory: repository.path)
    #expect(text == shown, "\(what)")
  }

  /// A home that is not there.
  private static let missing = "/nowhere-\(UInt32.random(in: 0...UInt32.max))"

  @Test(
    arguments: [
      ["HOME": "home"], ["HOME": ""], ["HOME": nil], ["HOME": "..", "XDG_CACHE_HOME": "cache"],
      ["HOME": LimitsTests.missing, "XDG_CACHE_HOME": "cache"],
    ] as [[String: String?]])
  func `writes nowhere else`(changes: [String: String?]) throws {
    let before = try files()
    let outcome = try run(
      [product("gitps1")], variables: variables.merging(changes) { $1 },
      directory: repository.path + "/d")
    #expect(outcome == Outcome(output: Self.shown))
    #expect(try files() == before)
    // Root could make it.
    #expect(try run(["test", "-e", Self.missing]).code == 1)
  }
}
