import Foundation
import Support
import Testing

/// What the watcher takes and keeps of the machine.
@Suite struct WatcherBoundsTests {
  /// Of more than eight trees, the one that was asked about last goes.
  @Test func `follows eight trees`() throws {
    let ground = try WatcherGround()
    let names = (1...9).map { "tree\($0)" }
    for name in names { try shell("cp -a tree \(name)", directory: ground.above) }
    let watcher = try ground.watch()
    func followed() throws -> [String] {
      try ground.status().trees.compactMap { $0["top"] as? String }
        .map { URL(filePath: $0).lastPathComponent }
    }
    for name in names { try ground.expect("///", in: name) }
    #expect(try followed() == Array(names.dropFirst()))
    try ground.repository.shell("touch ../tree1/new")
    try ground.expect("//1/", in: "tree1")
    #expect(try followed() == ["tree1"] + names.dropFirst(2))
    watcher.stop()
  }

  /// How many watches the kernel says that a process has.
  private func watches(of process: Int32) throws -> Int {
    let output = try shell(
      "cat /proc/\(process)/fdinfo/* 2>/dev/null | grep -c '^inotify wd' || :")
    return Int(output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
  }

  /// Neither what is ignored is watched, nor what is in git's own directory.
  @Test func `watches what can matter`() throws {
    let ground = try WatcherGround()
    try ground.repository.shell(
      """
      printf 'node_modules/\\n*.tmp\\n' > .gitignore; git add .gitignore; git commit -qm two
      mkdir -p node_modules/{a,b,c}/{d,e} d/node_modules/f x.tmp/y; touch node_modules/a/d/g x.tmp/y/z
      """)
    let watcher = try ground.watch()
    try ground.expect("///")
    let status = try ground.status()
    #expect(status.trees.first?["watches"] as? Int == 2)
    // The top, d, and the top of .git.
    #expect(try watches(of: watcher.process) == 3)
    let most = try File.text("/proc/sys/fs/inotify/max_user_watches")
    #expect(status.object["watchLimit"] as? Int == Int(most).map { $0 / 2 })
    try ground.repository.shell("touch node_modules/a/h; mkdir node_modules/i e; touch e/new")
    try ground.expect("//1/")
    #expect(try watches(of: watcher.process) <= 4)
    watcher.stop()
  }

  /// No descriptor and no mapping keeps a file system busy.
  @Test func `keeps nothing open`() throws {
    let ground = try WatcherGround()
    let said = try ground.apart(
      """
      mkdir ../mounted
      mount -t tmpfs none ../mounted
      cp -a . ../mounted/tree
      cd ../mounted/tree
      watch
      served first
      touch new
      served again
      ls -l /proc/$watcher/fd /proc/$watcher/cwd | grep -F /mounted || :
      grep -F /mounted /proc/$watcher/maps || :
      cd /
      umount '\(ground.above)/mounted'
      status >/dev/null
      """)
    #expect(said == "first: /// watcher\nagain: //1/ watcher\n")
  }

  /// Many changes are read together.
  @Test func `gathers a burst`() throws {
    let ground = try WatcherGround()
    let watcher = try ground.watch()
    try ground.expect("///")
    func wakeups() throws -> Int {
      let output = try shell(
        "cat /proc/\(watcher.process)/task/*/status | awk '/^voluntary/ { n += $2 } END { print n }'"
      )
      return Int(output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
    }
    let before = try wakeups()
    let clock = ContinuousClock()
    let took = try clock.measure {
      try ground.repository.shell("for i in {1..4000}; do echo $i > d/a; done")
    }
    // One to begin with gathering, and one to read, each ten milliseconds.
    let most = Int(took / .milliseconds(10)) * 2 + 200
    let woken = try wakeups() - before
    #expect(woken > 0 && woken < most, "\(woken) in \(took)")
    try ground.expect("/1//")
    watcher.stop()
  }

  /// Where a user may have few watches, or no queue at all.
  @Test(arguments: ["max_inotify_watches", "max_inotify_instances"])
  func `the limits of a namespace`(name: String) throws {
    let ground = try WatcherGround()
    let said = try ground.apart(
      """
      echo \(name == "max_inotify_watches" ? 1 : 0) > /proc/sys/user/\(name)
      watch
      refused
      ask
      status | head -n 1
      """, options: ["--user", "--map-root-user"])
    #expect(
      said == """
        /// walk
        /// walk
        \(ground.repository.path): not served: too many directories for fs.inotify.max_user_watches

        """)
  }
}

private enum File {
  static func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
