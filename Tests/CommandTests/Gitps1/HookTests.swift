import Foundation
import Support
import Testing

/// The hook in the shells that it is for: what it prints, and what it must not do.
@Suite struct HookTests {
  private func repository() throws -> GitRepository {
    let repository = try GitRepository()
    try repository.shell("git commit -q --allow-empty -m first; git checkout -q -b topic")
    return repository
  }

  private func ask(
    _ shell: [String], _ script: String, in repository: GitRepository
  ) throws -> Outcome {
    let scratch = try Scratch()
    let hook = try installedHook(in: scratch)
    return try run(
      shell + [". '\(hook)'\n\(script)"], variables: repository.variables,
      directory: repository.path)
  }

  static let shells = [
    ["bash", "--norc", "-c"], ["bash", "--norc", "-euc"], ["zsh", "-fc"], ["zsh", "-feuc"],
    ["dash", "-c"], ["dash", "-euc"], ["ksh", "-c"], ["ksh", "-euc"], ["mksh", "-c"],
    ["mksh", "-euc"],
  ]

  @Test(arguments: shells) func `shows the branch`(shell: [String]) throws {
    let repository = try repository()
    let outcome = try ask(
      shell,
      """
      __git_ps1; echo; __git_ps1 '[%s]'; echo; __git_ps1 '%s%%\\n'
      __git_ps1 a b; echo "$PS1"; __git_ps1 a b '<%s%%>'; echo "$PS1"
      """, in: repository)
    let expanded = shell[0] == "zsh" ? "topic" : "${__git_ps1_branch_name}"
    #expect(
      outcome
        == Outcome(output: " (topic)\n[topic]\ntopic%\na (\(expanded))b\na<\(expanded)%>b\n"))
  }

  /// Where none is set the program is started without any.
  @Test(arguments: shells) func `hands on what is set`(shell: [String]) throws {
    let repository = try repository()
    try repository.shell("echo 1 > file; git add file; git stash -q; echo 2 > other")
    let outcome = try ask(
      shell,
      """
      __git_ps1; echo
      GIT_PS1_SHOWSTASHSTATE=1; __git_ps1; echo
      GIT_PS1_SHOWUNTRACKEDFILES=1; __git_ps1; echo
      unset GIT_PS1_SHOWSTASHSTATE GIT_PS1_SHOWUNTRACKEDFILES; __git_ps1; echo
      """, in: repository)
    let untracked = shell[0] == "zsh" ? "%%" : "%"
    #expect(
      outcome == Outcome(output: " (topic)\n (topic $)\n (topic $\(untracked))\n (topic)\n"))
  }

  /// Of an administrator who wants nobody to change it, and whatever words are split at.
  @Test(arguments: shells) func `hands on what is read-only`(shell: [String]) throws {
    let repository = try repository()
    try repository.shell("echo 2 > other")
    let outcome = try ask(
      shell,
      """
      readonly GIT_PS1_SHOWUNTRACKEDFILES=1 GIT_PS1_COLOR_PRE=
      IFS=_; __git_ps1; echo
      """, in: repository)
    #expect(outcome == Outcome(output: " (topic \(shell[0] == "zsh" ? "%%" : "%"))\n"))
  }

  /// zsh warns of what a function creates, if it is asked to.
  @Test func `creates nothing`() throws {
    let outcome = try ask(
      ["zsh", "-fc"],
      """
      setopt WARN_CREATE_GLOBAL; typeset -g x
      f() { x=$(__git_ps1); __git_ps1 a b; GIT_PS1_SHOWUNTRACKEDFILES=1; x=$x$(__git_ps1); }
      typeset -g GIT_PS1_SHOWUNTRACKEDFILES; f; f; echo $x
      """, in: try repository())
    #expect(outcome == Outcome(output: " (topic) (topic)\n"))
  }

  @Test(arguments: shells.filter { !$0[$0.count - 1].contains("e") })
  func `keeps the exit status`(shell: [String]) throws {
    let repository = try repository()
    let outcome = try ask(
      shell,
      """
      (exit 7); __git_ps1 > /dev/null; echo $?
      (exit 8); __git_ps1 a b; echo $?
      (exit 9); __git_ps1 a b c d; echo $?
      cd /; (exit 10); __git_ps1; echo $?
      __git_ps1_program=; PATH=/nowhere; (exit 11); __git_ps1; echo $?
      """, in: repository)
    #expect(outcome == Outcome(output: "7\n8\n9\n10\n11\n"))
  }

  /// The fault that started it all: a prompt that wakes the search for packages at each line.
  @Test(arguments: shells) func `is silent without the program`(shell: [String]) throws {
    let repository = try repository()
    let outcome = try run(
      shell + [
        """
        command_not_found_handle() { echo woken; sleep 5; }
        command_not_found_handler() { echo woken; sleep 5; }
        . '\(packageRoot)/profile.d/gitps1.sh'
        PATH=\(systemPath)
        __git_ps1; __git_ps1 a b; echo "<$PS1>"
        """
      ], variables: repository.variables, directory: repository.path)
    #expect(outcome == Outcome(output: "<ab>\n"))
  }

  /// A path that was not put in by an install would be looked for in the current directory.
  @Test func `runs nothing that the directory holds`() throws {
    let repository = try repository()
    try repository.shell(
      "mkdir -p @bindir@; printf '#!/bin/sh\\necho caught\\n' > @bindir@/gitps1; chmod +x @bindir@/gitps1; cp @bindir@/gitps1 gitps1; cp gitps1 printf; cp gitps1 print"
    )
    let scratch = try Scratch()
    let hook = try installedHook(in: scratch)
    for shell in ["bash", "zsh", "dash", "ksh", "mksh"] {
      // mksh has no printf of its own.
      let whole = try run(
        [shell, "-c", ". '\(hook)'; PATH=.:\(systemPath); __git_ps1; __git_ps1 '[%s]'"],
        variables: repository.variables, directory: repository.path)
      #expect(whole == Outcome(output: " (topic)[topic]"), "\(shell)")
      let outcome = try run(
        [shell, "-c", ". '\(packageRoot)/profile.d/gitps1.sh'; PATH=:.:\(systemPath); __git_ps1"],
        variables: repository.variables, directory: repository.path)
      #expect(outcome == Outcome())
    }
    let fish = try run(
      [
        "fish", "-Nc",
        "source '\(packageRoot)/profile.d/gitps1.fish'; set PATH . \(systemPath); fish_git_prompt",
      ],
      variables: repository.variables, directory: repository.path)
    #expect(fish == Outcome(code: 1))
  }

  @Test(arguments: ["bash", "zsh", "dash", "ksh", "mksh", "fish"])
  func `executes one program a prompt`(shell: String) throws {
    let repository = try repository()
    try repository.shell("echo x > file; git add file; git config core.fsmonitor 'touch canary'")
    let scratch = try Scratch()
    let hook = try installedHook(
      in: scratch, name: shell == "fish" ? "gitps1.fish" : "gitps1.sh")
    let variables = repository.variables.merging([
      "GIT_PS1_SHOWUPSTREAM": "auto", "GIT_PS1_SHOWDIRTYSTATE": "1",
      "GIT_PS1_SHOWUNTRACKEDFILES": "1",
    ]) { $1 }
    let calls =
      shell == "fish"
      ? ["fish_git_prompt", "fish_vcs_prompt '[%s]'"]
      : ["__git_ps1", "__git_ps1 a b", "__git_ps1 a b '<%s>'"]
    /// What is executed, the shell itself first.
    func executed(_ call: String) throws -> [Substring] {
      try run(
        [
          "strace", "-f", "-qq", "-e", "trace=execve", "-e", "signal=none", "-o",
          scratch.path("trace"), shell, shell == "fish" ? "-Nc" : "-c",
          (shell == "fish" ? "source" : ".") + " '\(hook)'\n\(call)",
        ], variables: variables, directory: repository.path)
      let trace = try String(contentsOfFile: scratch.path("trace"), encoding: .utf8)
      return trace.split(separator: "\n").filter { $0.contains("= 0") }
    }
    // fish starts programs of its own before it is asked anything.
    let before = try executed(":").count
    for call in calls {
      let all = try executed(call)
      #expect(all.count == before + 1, "\(call)\n\(all)")
      #expect(all.last?.contains("gitps1") == true)
    }
  }

  /// Each shell draws its own prompt, in a pseudo-terminal.
  @Test(arguments: ["bash", "zsh", "dash", "ksh", "mksh", "fish"])
  func `draws the prompt`(shell: String) throws {
    let repository = try repository()
    // To ksh93 an exclamation mark in a prompt is the number of the command.
    try repository.shell("git checkout -q -b 'a!b'")
    let scratch = try Scratch()
    let hook = try installedHook(
      in: scratch, name: shell == "fish" ? "gitps1.fish" : "gitps1.sh")
    let set: (start: String, lines: String)
    switch shell {
    case "bash":
      set = ("bash --norc -i", ". '\(hook)'; PROMPT_COMMAND='__git_ps1 \"at\" \"\\$ \"'")
    case "zsh":
      set = ("zsh -fi", ". '\(hook)'; setopt PROMPT_SUBST; PS1='at$(__git_ps1)$ '")
    case "fish":
      set = (
        "fish -Ni",
        "source '\(hook)'; function fish_prompt; echo -n at; fish_vcs_prompt; echo -n '$ '; end"
      )
    default: set = ("\(shell) -i", ". '\(hook)'; PS1='at$(__git_ps1)$ '")
    }
    try scratch.write(
      "drive.py",
      """
      import os, pty, select, sys, time
      pid, fd = pty.fork()
      if pid == 0:
          os.environ["TERM"] = "dumb"
          os.execvp("/bin/sh", ["sh", "-c", "exec " + sys.argv[1]])
      seen = b""
      def wait(text, seconds=20):
          global seen
          end = time.time() + seconds
          while time.time() < end and text not in seen:
              if select.select([fd], [], [], 0.1)[0]:
                  try: seen += os.read(fd, 65536)
                  except OSError: break
          return text in seen
      # What is typed before the shell reads it may be lost.
      for _ in range(20):
          os.write(fd, b"echo rea''dy\\n")
          if wait(b"ready", 1): break
      os.write(fd, sys.argv[2].encode() + b"\\n")
      found = wait(b"at (a!b)$ ")
      os.write(fd, b"cd /\\n")
      left = wait(b"at$ ")
      os.kill(pid, 9)
      print(found, left)
      if not (found and left): print(repr(seen))
      """)
    let outcome = try run(
      ["python3", scratch.path("drive.py"), set.start, set.lines],
      variables: repository.variables, directory: repository.path)
    #expect(outcome == Outcome(output: "True True\n"))
  }
}
