import Foundation
import Support
import Testing

/// What an installation copies, and what it says then.
@Suite struct CopyTests {
  /// Programs that say what they are called with, and fail: nobody waits for what they would do.
  private func programs(in scratch: Scratch) throws -> String {
    for name in ["wsctl", "lidctl", "detour", "wmctrl"] {
      try scratch.write(
        "release/\(name)", "#!/bin/sh\necho \"$*\" >>'\(scratch.path("said"))'; exit 1\n")
    }
    try shell("cp '\(product("gitps1"))' '\(scratch.path("release"))'")
    return scratch.path("release")
  }

  private func copy(to prefix: String, from programs: String, root: String = "") throws -> Outcome {
    try run(
      ["\(packageRoot)/desktop/packaging/copy", programs, "gitps1", "wsctl", "lidctl", "detour"],
      variables: ["PREFIX": prefix, "DESTDIR": root])
  }

  /// A name that shells would take for several words, and sed for what it has matched: the hook ran
  /// `b/bin/gitps1` of the directory that the prompt was in.
  @Test func `a folder may have blanks and signs in its name`() throws {
    let scratch = try Scratch()
    let prefix = scratch.path("a b&|;c")
    let outcome = try copy(to: prefix + "/", from: programs(in: scratch))
    #expect(outcome.code == 0, "\(outcome)")

    let repository = try GitRepository()
    try repository.shell("git commit -q --allow-empty -m first; git checkout -q -b topic")
    for shell in ["bash", "zsh", "dash", "ksh", "mksh", "fish"] {
      let (hook, call) =
        shell == "fish"
        ? ("source '\(prefix)/share/detour/profile.d/gitps1.fish'", "fish_git_prompt")
        : (". '\(prefix)/share/detour/profile.d/gitps1.sh'", "__git_ps1")
      let prompt = try run(
        [shell, shell == "fish" ? "-Nc" : "-c", "\(hook); \(call)"],
        variables: repository.variables.merging(["PATH": systemPath]) { $1 },
        directory: repository.path)
      #expect(prompt == Outcome(output: " (topic)"), "\(shell)")
    }

    let entry = "\(prefix)/share/applications/io.github.detour.Lid.desktop"
    try shell("desktop-file-validate '\(entry)'; gio launch '\(entry)'")
    try run(
      [
        "dbus-run-session", "--", "gdbus", "call", "--session", "-d", "org.freedesktop.DBus", "-o",
        "/", "-m", "org.freedesktop.DBus.StartServiceByName", "io.github.detour.Lid", "0",
      ], variables: ["XDG_DATA_HOME": "\(prefix)/share"])
    let said = scratch.path("said")
    #expect(try eventually { try shell("sort '\(said)'") == "hold\ntoggle\n" })

    // What a user's manager makes of the units; it does not run them.
    let units = try run(
      [
        "systemd-analyze", "verify", "--user", "--man=no",
        "\(prefix)/share/systemd/user/detour-lid.service",
        "\(prefix)/share/systemd/user/gitps1.service",
      ], variables: ["XDG_RUNTIME_DIR": scratch.path])
    #expect(units.code == 0, "\(units)")
  }

  @Test(arguments: [
    ("~/.local", "an absolute path: ~/.local"), ("here", "an absolute path: here"),
    ("", "an absolute path: "), ("/o'brien", "in it: /o\\'brien"), ("/100%", "in it: /100%"),
    ("/a\nb", "in it: $'/a\\nb'"),
  ])
  func `what is no place for it is refused before anything is built`(
    prefix: String, why: String
  ) throws {
    let scratch = try Scratch()
    let refused = try copy(to: prefix, from: programs(in: scratch), root: scratch.path("root"))
    #expect(refused.code == 1 && refused.output == "", "\(refused)")
    #expect(refused.error.hasPrefix("detour: PREFIX must "), "\(refused)")
    #expect(refused.error.hasSuffix("\(why)\n"), "\(refused)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("root")))
    for goal in ["install", "uninstall"] {
      let made = try run(
        ["make", "-n", goal, "BUILT=", "PREFIX=\(prefix)"], directory: packageRoot)
      #expect(made.code == 2 && made.output == "", "\(made)")
      #expect(made.error.hasPrefix(refused.error), "\(made)")
    }
  }

  /// What ends an installation for a user of that shell.
  private func end(
    _ shell: String, home: String, prefix: String, answer: String = "yes"
  ) throws -> String {
    let hook = "\(prefix)/share/detour/profile.d/gitps1.\(shell == "fish" ? "fish" : "sh")"
    let outcome = try run(
      ["\(prefix)/post-install", prefix, answer, shell, hook, "no"],
      variables: [
        "HOME": home, "XDG_CONFIG_HOME": nil, "ZDOTDIR": nil, "PATH": "\(prefix)/bin:\(systemPath)",
        "TERM": "dumb",
      ])
    #expect(outcome.code == 0, "\(outcome)")
    return outcome.output
  }

  /// An installation, and a home with one file in it.
  private func home(
    with file: String, _ text: String
  ) throws -> (scratch: Scratch, home: String, prefix: String) {
    let scratch = try Scratch()
    let prefix = scratch.path("prefix")
    #expect(try copy(to: prefix, from: programs(in: scratch)).code == 0)
    try shell(
      "cp '\(packageRoot)/desktop/packaging/'{post-install,created-folders} '\(prefix)'")
    try scratch.write("home/\(file)", text)
    return (scratch, scratch.path("home"), prefix)
  }

  /// Themes set the prompt anew each time, after all that an rc file does.
  @Test(arguments: [
    ("bash", ".bashrc", "PROMPT_COMMAND='PS1=\"> \"'\n", "the prompt of bash does not show it"),
    ("bash", ".bashrc", "exit\n", "whether a new bash shows it is unknown"),
    ("bash", ".bashrc", "sleep 600.25 &\n", "each new terminal shows it"),
    (
      "zsh", ".zshrc", "autoload promptinit; promptinit; prompt adam1\n",
      "the prompt of zsh does not show it"
    ),
    ("zsh", ".zshrc", "PROMPT='%# '\n", "each new terminal shows it"),
    (
      "fish", ".config/fish/config.fish", "function fish_prompt; echo '> '; end\n",
      "the prompt of fish does not show it"
    ),
    ("fish", ".config/fish/config.fish", "\n", "each new terminal shows it"),
  ])
  func `says whether the prompt shows the segment`(
    shell: String, file: String, text: String, line: String
  ) throws {
    let (scratch, home, prefix) = try home(with: file, text)
    let said = try end(shell, home: home, prefix: prefix)
    #expect(said.contains("\n\(line)"), "\(said)")
    let left = try run(["grep", "-lzsx", "HOME=\(home)"] + processes()).output
    #expect(left == "", "\(said)")
    withExtendedLifetime(scratch) {}
  }

  private func processes() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }.map {
      "/proc/\($0)/environ"
    }
  }

  /// The prompt of Fedora's bash-color-prompt: behind its sign there are colours.
  @Test func `the segment stands before the sign`() throws {
    let (scratch, home, prefix) = try home(
      with: ".bashrc", #"PS1='\[\e[1m\]\W${PROMPT_END@P}\$\[\e[0m\] '"# + "\n")
    #expect(try end("bash", home: home, prefix: prefix).contains("each new terminal shows it"))
    let repository = try GitRepository()
    try repository.shell("git commit -q --allow-empty -m first; git checkout -q -b topic")
    let prompt = try run(
      ["setsid", "-w", "bash", "-ic", #"echo "${PS1@P}""#],
      variables: repository.variables.merging(["HOME": home]) { $1 }, directory: repository.path)
    #expect(prompt.output.contains(#/ \(topic\)[$#]/#), "\(prompt)")
    // An installation over this one needs to be told nothing.
    let again = try end("bash", home: home, prefix: prefix, answer: "ask")
    #expect(!again.contains("to have the git segment"), "\(again)")
    withExtendedLifetime(scratch) {}
  }

  /// A variable that is set in ~/.zshenv alone, as many have it, and not exported.
  @Test func `finds the rc file of zsh`() throws {
    let (scratch, home, prefix) = try home(with: ".zshenv", "ZDOTDIR=~/.config/zsh; echo hello\n")
    let said = try end("zsh", home: home, prefix: prefix)
    #expect(said.contains("added to \(home)/.config/zsh/.zshrc: "), "\(said)")
    #expect(said.contains("each new terminal shows it"), "\(said)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("home/.zshrc")))
  }

  /// zsh looks only where its distribution has told it to.
  @Test func `says how zsh finds completions`() throws {
    let (scratch, home, prefix) = try home(
      with: ".zshrc", "autoload -Uz compinit; compinit -u -D\n")
    // What completes, and the first file of those that zsh would take it from.
    func known() throws -> String {
      try run(
        ["zsh", "-ic", "files=($^fpath/_wsctl(N)); print -r -- $_comps[wsctl] $files[1]"],
        variables: ["HOME": home]
      ).output
    }
    let file = "\(prefix)/share/zsh/site-functions/_wsctl"
    let said = try end("zsh", home: home, prefix: prefix, answer: "no")
    #expect(try !known().contains(file))
    let line = try #require(said.split(separator: "\n").first { $0.contains("fpath=(") })
    try scratch.write("home/.zshrc", "\(line)\nautoload -Uz compinit; compinit -u -D\n")
    #expect(try known() == "_wsctl \(file)\n")
    #expect(try !end("zsh", home: home, prefix: prefix, answer: "no").contains("fpath"))
  }
}
