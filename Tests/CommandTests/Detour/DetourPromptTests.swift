import Foundation
import Support
import Testing

/// The prompt's block from an installed detour, for a user who is not root, by a real bash.
@Suite struct DetourPromptTests {
  /// An installed detour, and a home whose prompt calls what is not there.
  private struct Home {
    let scratch: Scratch
    let rc: String

    init() throws {
      scratch = try Scratch()
      rc = scratch.path("home/.bashrc")
      try scratch.write(
        "home/.bashrc",
        "command_not_found_handle() { sleep 0.2; return 127; }\nPS1='\\u$(__git_ps1 \" (%s)\")\\$ '\n"
      )
      try shell(
        """
        mkdir -p bin share/detour/profile.d
        cp '\(product("detour"))' '\(product("gitps1"))' bin/
        cp '\(packageRoot)/desktop/packaging/prompt-block' share/detour/
        cp '\(packageRoot)/profile.d/gitps1.sh' share/detour/profile.d/
        chmod -R a+rX .
        chown -R 1000:1000 home
        """, directory: scratch.path)
    }

    func user(_ words: [String], number: Int = 1000) throws -> Outcome {
      try run(
        ["setpriv", "--reuid=\(number)", "--regid=\(number)", "--clear-groups"] + words,
        variables: [
          "HOME": scratch.path("home"), "SHELL": "/bin/bash", "XDG_STATE_HOME": nil,
          "XDG_CONFIG_HOME": nil, "XDG_RUNTIME_DIR": nil,
        ])
    }

    func detour(_ words: String..., user number: Int = 1000) throws -> Outcome {
      try user([scratch.path("bin/detour")] + words, number: number)
    }

    /// What a new shell of the user's says that the function is.
    var kind: String {
      get throws { try user(["bash", "-ic", "type -t __git_ps1"]).output }
    }

    /// The processes that have this home in their environment, into which only root may always look.
    var processes: [Substring] {
      get throws {
        let variable = "HOME=\(scratch.path("home"))"
        return try shell("grep -lzsx '\(variable)' /proc/[0-9]*/environ | cut -d / -f 3")
          .split(separator: "\n")
      }
    }

    /// The files of the home directory, with what is in them.
    var files: String {
      get throws {
        try shell("find . -type f -o -type l | sort; cat .bashrc", directory: scratch.path("home"))
      }
    }
  }

  @Test func `is found fixed and undone`() throws {
    let home = try Home()
    let before = try home.files
    let check = try home.detour("check", "prompt-function-missing")
    #expect(check.code == 1)
    #expect(check.output.contains("each prompt takes "), "\(check)")
    #expect(try home.kind == "")
    let fix = try home.detour("fix", "prompt-function-missing", "--yes")
    #expect(fix.code == 0, "\(fix)")
    #expect(try home.kind == "function\n")
    let status = try home.detour("status", "--json").output
    #expect(status.contains("prompt-function-missing"))
    #expect(try home.detour("undo", "prompt-function-missing").code == 0)
    try shell("rm -r .local", directory: home.scratch.path("home"))
    #expect(try home.files == before)
  }

  /// Installed in another place since, by the program of the same name there; where that is gone, too,
  /// what cannot be undone any more need not be listed for ever.
  @Test(arguments: [true, false]) func `is undone once its program has moved`(isThere: Bool) throws
  {
    let home = try Home()
    let before = try home.files
    #expect(try home.detour("fix", "prompt-function-missing", "--yes").code == 0)
    try shell("mkdir new; mv bin share new", directory: home.scratch.path)
    let undo = [home.scratch.path("new/bin/detour"), "undo", "prompt-function-missing"]
    if isThere {
      #expect(try home.user(undo).code == 0)
    } else {
      try shell("rm new/share/detour/prompt-block", directory: home.scratch.path)
      let refused = try home.user(undo)
      #expect(
        refused.code == 1 && refused.error.contains("--force goes on without it"), "\(refused)")
      let forced = try home.user(undo + ["--force"])
      #expect(forced.code == 0 && forced.output.hasPrefix("forgotten: run "), "\(forced)")
    }
    #expect(
      try home.user([undo[0], "status"]) == Outcome(output: "detour has changed nothing\n"))
    try shell("rm -r .local", directory: home.scratch.path("home"))
    #expect(try (home.files == before) == isThere)
  }

  /// Nothing is left of what the rc file starts, whether the shell comes to the end of the look or
  /// not. Of a program that runs in the background, and has the shell's streams, nobody waits for the
  /// end; ssh-agent leaves the session, hides its environment from its own user, and has a socket.
  @Test(arguments: [("", "affected"), ("exec sh", "unknown"), ("exit 3", "unknown")])
  func `ends what the rc file starts`(last: String, verdict: String) throws {
    let home = try Home()
    try shell(
      """
      cat >>'\(home.rc)' <<'END'
      sleep 600 &
      (ulimit -Sm unlimited; exec sleep 600) &
      eval "$(ssh-agent -s)"
      cat /proc/$SSH_AGENT_PID/comm >~/started
      test -S $SSH_AUTH_SOCK && echo $SSH_AUTH_SOCK >~/socket
      \(last)
      END
      """)
    let check = try home.detour("check", "prompt-function-missing")
    let left = try home.processes
    #expect(left == [], "\(check)")
    for process in left { try run(["kill", "-KILL", String(process)]) }
    #expect(check.output.hasPrefix(verdict), "\(check)")
    #expect(try shell("cat started", directory: home.scratch.path("home")) == "ssh-agent\n")
    let socket = try shell("cat socket", directory: home.scratch.path("home")).dropLast()
    #expect(!FileManager.default.fileExists(atPath: String(socket)))
  }

  /// A program without the variables that its shell has is known all the same, whoever looks.
  @Test(arguments: [1000, 0]) func `ends what has an empty environment`(user: Int) throws {
    let home = try Home()
    // Another run of the tests may be there on this machine.
    let program = "sleep 600.\(UInt32.random(in: .min ... .max))"
    try shell(
      """
      cat >>'\(home.rc)' <<'END'
      env -i \(program) &
      env -i setsid -f \(program)
      setsid -f env -i sh -c '\(program) & \(program)'
      until [ "$(pgrep -cfx '\(program)')" = 4 ]; do sleep 0.01; done
      END
      """)
    let check = try home.detour("check", "prompt-function-missing", user: user)
    let left = try run(["pgrep", "-fx", program]).output.split(separator: "\n")
    #expect(left == [], "\(check)")
    for process in left { try run(["kill", "-KILL", String(process)]) }
    #expect(check.output.hasPrefix("affected"), "\(check)")
  }

  /// Of a shell that has ended nobody waits for the end, and nothing of time is said.
  @Test(arguments: [
    ("exit 3", "ends, or becomes another program, before the end of ~/.bashrc"),
    ("exec sh", "ends, or becomes another program, before the end of ~/.bashrc"),
    ("exec sleep 600", "does not come to the end of ~/.bashrc within ten seconds"),
    ("PROMPT_COMMAND='exit 3'", "comes to the end of ~/.bashrc, and does not answer then"),
  ])
  func `says why the shell does not answer`(last: String, why: String) throws {
    let home = try Home()
    try shell("cat >>'\(home.rc)' <<'END'\n\(last)\nEND")
    let check = try home.detour("check", "prompt-function-missing")
    #expect(
      check
        == Outcome(
          output: "unknown         prompt-function-missing  an interactive bash \(why)\n", code: 1))
  }

  /// A file that its owner may not write is meant to stay as it is.
  @Test func `leaves a read-only file`() throws {
    let home = try Home()
    try shell("chmod 444 '\(home.rc)'")
    let before = try String(contentsOfFile: home.rc, encoding: .utf8)
    let fix = try home.detour("fix", "prompt-function-missing", "--yes")
    #expect(fix.code == 1)
    #expect(fix.error.filter { $0 == "\n" }.count == 1, "\(fix)")
    #expect(fix.error.contains("\(home.rc) is read-only; nothing was changed"), "\(fix)")
    #expect(try String(contentsOfFile: home.rc, encoding: .utf8) == before)
    #expect(try home.detour("status", "--json").output.contains("[]"))
  }

  /// A link into a store that nobody writes to, as some systems have it.
  @Test func `leaves a link to where nothing can be written`() throws {
    let home = try Home()
    try shell(
      "mkdir store; mv home/.bashrc store/rc; chown -R 0:0 store; ln -s ../store/rc home/.bashrc",
      directory: home.scratch.path)
    let fix = try home.detour("fix", "prompt-function-missing", "--yes")
    #expect(fix.code == 1)
    #expect(fix.error.filter { $0 == "\n" }.count == 1, "\(fix)")
    #expect(fix.error.contains("is read-only; nothing was changed"), "\(fix)")
    #expect(try shell("ls store", directory: home.scratch.path) == "rc\n")
  }
}
