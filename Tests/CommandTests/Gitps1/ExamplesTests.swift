import Foundation
import Support
import Testing

/// The README's lines for other programs, as they stand there, in those programs.
@Suite struct Gitps1ExamplesTests {
  private let readme: String
  private let repository: GitRepository

  init() throws {
    readme = try String(contentsOfFile: packageRoot + "/README.md", encoding: .utf8)
    repository = try GitRepository()
    try repository.shell(
      """
      git commit -q --allow-empty -m a; git branch up; git checkout -q -b 'a#b#{x'; git branch -q -u up
      git commit -q --allow-empty -m b; echo 1 > f; git add f
      """)
  }

  /// The block of the README that begins with `start`.
  private func block(_ start: String) throws -> String {
    guard let begin = readme.range(of: "\n" + start),
      let end = readme.range(of: "\n```", range: begin.upperBound..<readme.endIndex)
    else { throw Unexpected("no \(start) in README.md") }
    return String(readme[begin.lowerBound..<end.lowerBound]) + "\n"
  }

  /// In a directory whose name would be a command to a shell.
  @Test func `shows in tmux`() throws {
    let odd = "it's $(touch canary)"
    try repository.shell("mkdir \"\(odd)\"".replacingOccurrences(of: "$", with: "\\$"))
    let scratch = try Scratch()
    try scratch.write(
      "conf",
      try block("set -g status-right '")
        + "set -g status-interval 1\nset -g status-right-length 90\n")
    try scratch.write(
      "drive.py",
      """
      import fcntl, os, pty, select, struct, sys, termios, time
      socket, conf, place = sys.argv[1:]
      pid, fd = pty.fork()
      if pid == 0:
          os.chdir(place)
          os.execvp("tmux", ["tmux", "-S", socket, "-f", conf, "new-session", "sleep 100"])
      fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 10, 120, 0, 0))
      seen, end = b"", time.time() + 40
      while time.time() < end and "a#b#{x ↑1 +1".encode() not in seen:
          if select.select([fd], [], [], 0.2)[0]:
              try: seen += os.read(fd, 65536)
              except OSError: break
      os.system("tmux -S %s kill-server" % socket)
      print("shown" if "a#b#{x ↑1 +1".encode() in seen else seen)
      """)
    let path = product("gitps1").split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    let outcome = try run(
      [
        "python3", scratch.path("drive.py"), scratch.path("socket"), scratch.path("conf"),
        repository.path + "/" + odd,
      ],
      variables: repository.variables.merging([
        "PATH": path + ":\(systemPath)", "TERM": "xterm-256color", "SHELL": "/bin/sh", "TMUX": nil,
      ]) { $1 })
    #expect(outcome == Outcome(output: "shown\n"))
    #expect(try run(["find", repository.path, "-name", "canary"]).output == "")
  }

  @Test func `shows in Starship`() throws {
    let debian = NewerDebian.forky
    try debian.root(with: ["starship", "git"])
    let scratch = try Scratch()
    let program = try NewerDebian.portable(product("gitps1"), in: scratch.path("bin"))
    try scratch.write(
      "starship.toml",
      "format = \"$custom\"\nadd_newline = false\ncommand_timeout = 20000\n"
        + (try block("[custom.git]")))
    try repository.shell("cp -a . '\(scratch.path("tree"))'")
    let path = program.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    let outcome = try debian.apart(
      ["env", "PATH=\(path):\(systemPath)", "starship", "prompt"],
      variables: repository.variables.merging([
        "STARSHIP_CONFIG": scratch.path("starship.toml"),
        "STARSHIP_SHELL": "sh", "TERM": "xterm", "STARSHIP_CACHE": scratch.path("cache"),
        "STARSHIP_LOG": "error", "HOME": scratch.path,
        "GIT_CEILING_DIRECTORIES": scratch.path,
      ]) { $1 }, directory: scratch.path("tree"), sharing: scratch.path)
    #expect(outcome.output.contains("a#b#{x ↑1 +1"), "\(outcome)")
  }
}
