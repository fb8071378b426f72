import Foundation
import Support
import System
import Testing

/// The pictures of the README, taken of a real GNOME Shell with a real terminal in it.
///
/// `make pictures` keeps them; else they are thrown away once they have been seen to be pictures.
@Suite(.serialized) struct PictureTests {
  private static let size = "910x420"

  @Test func `takes the pictures`() throws {
    let scratch = try Scratch()
    let folder =
      ProcessInfo.processInfo.environment["DETOUR_PICTURES"] ?? scratch.path("pictures")
    let studio = try Studio(size: Self.size)
    try studio.take(
      "prompt",
      [
        "cd project", ". ~/.local/share/detour/profile.d/gitps1.sh",
        #"PROMPT_COMMAND='__git_ps1 "\w" "\\\$ "' GIT_PS1_SHOWCOLORHINTS=1"#,
        "GIT_PS1_SHOWDIRTYSTATE=1 GIT_PS1_SHOWUNTRACKEDFILES=1 GIT_PS1_SHOWUPSTREAM=verbose",
        "git stash --quiet; GIT_PS1_SHOWSTASHSTATE=1", "git rebase topic &>/dev/null",
        "echo merged >file; git add file", "git rebase --abort; git checkout --quiet --detach",
        "cd .git", "",
      ])
    try studio.take("check", ["detour", "detour check alt-drag", "detour fix alt-drag --yes", ""])
    try studio.take("lid", ["lidctl status", "lidctl on", "lidctl status", ""])
    try studio.takeWorkspaces("workspaces")
    try studio.takeNative("native")
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    for name in ["prompt", "check", "lid", "workspaces", "native"] {
      let file = "\(studio.folder)/\(name).png"
      let kind = try run(["file", "--brief", file]).output
      #expect(kind.hasPrefix("PNG image data, 910 x 420,"))
      let length = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
      #expect((4_000...100_000).contains(length), "\(name) has \(length) bytes")
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name).png")
      try FileManager.default.copyItem(atPath: file, toPath: "\(folder)/\(name).png")
    }
  }
}

/// The laptop that is photographed.
private struct Studio {
  let laptop: Laptop
  let scratch: Scratch

  /// Where the pictures are.
  var folder: String { scratch.path("pictures") }

  init(size: String) throws {
    laptop = try Laptop(size: size)
    scratch = try Scratch()
    try shell("mkdir '\(folder)'; chmod 777 '\(scratch.path)' '\(folder)'")
    try laptop.shell(
      """
      gsettings set org.gnome.desktop.background picture-uri ''
      gsettings set org.gnome.desktop.background picture-options none
      gsettings set org.gnome.desktop.background primary-color '#26435c'
      gsettings set org.gnome.desktop.interface clock-format 24h
      """)
    try laptop.shell(readmeRepository)
    try laptop.shell(
      """
      cd project
      git branch -q topic main~1
      git stash -q
      git checkout -q topic
      echo other >file
      git commit -qam 'Go another way'
      git checkout -q main
      git stash pop -q
      """)
  }

  /// Takes a picture of a terminal in which somebody has typed the commands.
  func take(_ name: String, _ commands: [String]) throws {
    let terminal = try open("Terminal", commands)
    try settled(name)
    terminal.stop()
  }

  /// Takes a picture of all workspaces after a switch, with a terminal that shows the events.
  func takeWorkspaces(_ name: String) throws {
    let events = try open("events", ["wsctl watch"], isEndless: true)
    let terminal = try open(
      "Terminal",
      [
        "wsctl wait opened title=events", "wsctl list", "wsctl place right title=events",
        "wsctl place left title=Terminal", "wsctl move 3 title=events",
        "wsctl move 3 title=Terminal --follow", "wsctl list", "",
      ])
    try laptop.evaluate("Main.overview.show()")
    try settled(name)
    terminal.stop()
    events.stop()
  }

  /// Takes a picture of two native windows of Wayland, both put in their places from one of them.
  func takeNative(_ name: String) throws {
    let uuid = "detour@detour.github.io"
    let folder = "\(Laptop.home)/.local/share/gnome-shell/extensions/\(uuid)"
    try laptop.shell("wsctl extension install")
    try laptop.evaluate(
      """
      Main.overview.hide();
      global.workspace_manager.get_workspace_by_index(0).activate(0);
      Main.extensionManager.loadExtension(Main.extensionManager.createExtensionObject('\(uuid)',
        imports.gi.Gio.File.new_for_path('\(folder)'), 2)); 1
      """)
    let isOn = try eventually { try laptop.run(["wsctl", "extension", "status"]).code == 0 }
    guard isOn else { throw Unexpected("the extension is not on") }
    let notes = try laptop.start([
      "foot", "--config=/dev/null", "--app-id=notes", "--title=notes",
      "--window-size-pixels=300x200", "sh", "-c", "echo A native Wayland window.; sleep 1000",
    ])
    let terminal = try open(
      "Terminal",
      [
        "wsctl wait opened title=notes", "wsctl extension status", "wsctl windows",
        "wsctl place left title=Terminal", "wsctl place right title=notes",
        "wsctl above title=notes", "wsctl list", "",
      ], isNative: true)
    #expect(
      try laptop.evaluate(
        "global.get_window_actors().map(a => a.meta_window).filter(w => w.title === 'notes')"
          + ".map(w => [w.get_client_type(), w.get_frame_rect().x].join())"
      ).contains("0,455"))
    try settled(name)
    terminal.stop()
    notes.stop()
  }

  /// Opens a terminal, and waits until all that is typed in it has been done.
  ///
  /// - Parameter isNative: a terminal of Wayland, and not XTerm.
  private func open(
    _ title: String, _ commands: [String], isEndless: Bool = false, isNative: Bool = false
  ) throws -> Background {
    let number = UUID().uuidString
    try scratch.write(number, commands.map { $0 + "\n" }.joined())
    let done = "\(folder)/\(number)"
    let program =
      isNative
      ? ["foot", "--config=/dev/null", "--title=\(title)", "--font=Monospace:size=8", "sh", "-c"]
      : [
        "xterm", "-T", title, "-fa", "Monospace", "-fs", "11", "-geometry", "100x19+0+32", "-bg",
        "#1d1f21", "-fg", "#d8dad6", "-e",
      ]
    let terminal = try laptop.start(
      program + [
        "/bin/bash --norc \(rig("transcript.sh")) \(scratch.path(number)); touch \(done); sleep 100"
      ])
    guard !isEndless else { return terminal }
    try terminal.ready(within: .seconds(60)) { FileManager.default.fileExists(atPath: done) }
    return terminal
  }

  /// Takes a picture once two in a row are the same.
  private func settled(_ name: String) throws {
    func shot(_ file: String) throws -> Data {
      let outcome = try laptop.run([
        "gdbus", "call", "--session", "-d", "org.gnome.Shell.Screenshot", "-o",
        "/org/gnome/Shell/Screenshot", "-m", "org.gnome.Shell.Screenshot.Screenshot", "false",
        "false", file,
      ])
      guard outcome.code == 0 else { throw Unexpected("no picture: \(outcome)") }
      return withoutText(try Data(contentsOf: URL(filePath: file)))
    }
    var last = Data()
    let same = try eventually {
      sleep(for: .milliseconds(400))
      let next = try shot("\(folder)/\(name).png")
      defer { last = next }
      return next == last
    }
    guard same else { throw Unexpected("\(name) did not come to rest") }
    try last.write(to: URL(filePath: "\(folder)/\(name).png"))
  }
}

/// A PNG without its chunks of text, which hold the time at which it was made.
private func withoutText(_ picture: Data) -> Data {
  let bytes = [UInt8](picture)
  // The signature; then chunks of a length, a name, so many bytes, and a checksum.
  var kept = Array(bytes.prefix(8))
  var at = 8
  while at + 12 <= bytes.count {
    let length = bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
    let end = min(at + 12 + length, bytes.count)
    if !["tEXt", "zTXt", "iTXt", "tIME"].contains(
      String(decoding: bytes[at + 4..<at + 8], as: UTF8.self))
    {
      kept += bytes[at..<end]
    }
    at = end
  }
  return Data(kept)
}
