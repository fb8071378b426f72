import Foundation
import Support
import Testing

/// Files that Debian's git-lfs, git-crypt and git-annex stand between a work tree and its blobs; the
/// witness is git, which runs them.
@Suite struct FilterTests {
  private let repository: GitRepository
  private let variables: [String: String?]

  init() throws {
    repository = try GitRepository()
    let home = repository.variables["HOME"] ?? nil
    variables = repository.variables.merging([
      "GIT_PS1_SHOWDIRTYSTATE": "1", "XDG_CACHE_HOME": (home ?? "") + "/cache",
    ]) { $1 }
    try repository.shell("git config --global protocol.file.allow always; mkdir ../home/cache")
  }

  private func ours(in directory: String) throws -> String {
    let outcome = try run(
      [product("gitps1")], variables: variables, directory: repository.path + "/" + directory)
    #expect(outcome.code == 0 && outcome.error == "")
    return String(outcome.output.split(separator: "\n").first ?? "")
  }

  /// Whether git finds the files as they are in the index, which it leaves as it is.
  private func isClean(_ directory: String) throws -> Bool {
    let outcome = try run(
      ["git", "--no-optional-locks", "diff", "--quiet"], variables: variables,
      directory: repository.path + "/" + directory, within: .seconds(60))
    #expect(outcome.code < 2, "\(outcome)")
    return outcome.code == 0
  }

  /// Does something, and expects git's answer twice: found out, and remembered.
  private func expectAgreement(
    after script: String, in directory: String = ".", isClean expected: Bool
  ) throws {
    try Support.shell(
      script, variables: variables, directory: repository.path + "/" + directory,
      within: .seconds(60))
    for _ in 1...2 {
      #expect(
        try ours(in: directory) == (expected ? "main" : "main *"), "\(directory): \(script)")
    }
    #expect(try isClean(directory) == expected, "\(directory): \(script)")
  }

  /// A file that git wrote within one tick before the index may have changed since: only where the file
  /// system marks every change that was looked for is it known that it has not.
  @Test func `filtered within a tick`() throws {
    try repository.shell(
      """
      git config --global filter.x.clean 'tr a-z b-za'; git config --global filter.x.smudge 'tr b-za a-z'
      echo '*.s filter=x' >.gitattributes; echo s >1.s; git add .; git commit -qm s
      git clone -q . ../ticked; touch -r ../ticked/1.s ../ticked/.git/index
      """)
    let times = try repository.shell(
      "for _ in $(seq 100); do echo >../changing; stat -c %y ../changing; done | sort -u | wc -l")
    // What lies beneath an overlay, and whether it does, is not told.
    let isOverlay = try repository.shell("stat -f -c %T .") == "overlayfs\n"
    #expect(try ours(in: "../ticked") == (times == "100\n" && !isOverlay ? "main" : "main ~"))
    #expect(try isClean("../ticked"))
  }

  @Test func `large files of LFS`() throws {
    try repository.shell(
      """
      git lfs install > ../said; git lfs track '*.bin' >> ../said
      echo content > a.bin; : > empty.bin; git add .; git commit -qm a
      git clone -q . ../clone; GIT_LFS_SKIP_SMUDGE=1 git clone -q . ../pointers
      """)
    for place in [".", "../clone", "../pointers"] {
      try expectAgreement(after: ":", in: place, isClean: true)
      try expectAgreement(after: "touch *.bin", in: place, isClean: true)
    }
    try expectAgreement(after: "echo CONTENT > a.bin", in: "../clone", isClean: false)
    try expectAgreement(after: "echo content > a.bin", in: "../clone", isClean: true)
    try expectAgreement(after: "echo more >> a.bin", in: "../clone", isClean: false)
    try expectAgreement(after: "echo content > a.bin", in: "../pointers", isClean: true)
    try expectAgreement(after: "echo more > empty.bin", isClean: false)
  }

  @Test func `encrypted files of git-crypt`() throws {
    try repository.shell(
      """
      git-crypt init > ../said
      echo 'secret filter=git-crypt diff=git-crypt' > .gitattributes; echo content > secret
      git add .; git commit -qm a; git-crypt export-key ../key
      git clone -q . ../clone; git clone -q . ../locked
      cd ../clone; git-crypt unlock ../key; touch -d '1 hour ago' secret; git status > ../said
      sleep 0.3; cp -a . ../unseen
      """)
    try expectAgreement(after: ":", in: "../clone", isClean: true)
    // The content is remembered since then.
    try expectAgreement(after: "touch secret", in: "../clone", isClean: true)
    try expectAgreement(after: "echo CONTENT > secret", in: "../clone", isClean: false)
    try expectAgreement(after: "echo content > secret", in: "../clone", isClean: true)
    try expectAgreement(after: "echo more >> secret", in: "../clone", isClean: false)
    // Without the key there is no filter.
    try expectAgreement(after: "touch secret", in: "../locked", isClean: true)
    // Where no prompt has seen the file before, only git-crypt could tell.
    try Support.shell("touch secret", directory: repository.path + "/../unseen")
    #expect(try ours(in: "../unseen") == "main ~")
    #expect(try isClean("../unseen"))
  }

  @Test func `files of git-annex`() throws {
    try Support.shell(
      """
      { git annex init here; git config annex.thin false; echo content > large; echo text > small
        git annex add --force-large large; git annex add --force-small small
        git annex unlock large; git commit -qm a; cp small locked; echo other > locked
        git annex add --force-large locked; git commit -qm b; } > ../said 2>&1
      git checkout -q main 2>> ../said || :
      git clone -q . ../clone; cd ../clone; git annex init there > ../said 2>&1
      """, variables: variables, directory: repository.path, within: .seconds(120))
    for place in [".", "../clone"] {
      try expectAgreement(after: ":", in: place, isClean: true)
      try expectAgreement(after: "touch large small", in: place, isClean: true)
    }
    try expectAgreement(after: "echo CONTENT > large", isClean: false)
    try expectAgreement(after: "echo content > large", isClean: true)
    try expectAgreement(after: "echo more >> large", isClean: false)
    try expectAgreement(after: "echo content > large; echo TEXT > small", isClean: false)
    try expectAgreement(
      after: "echo text > small; git annex drop --force large > ../said",
      isClean: true)
    try expectAgreement(after: "rm -f locked; ln -s elsewhere locked", isClean: false)
  }
}
