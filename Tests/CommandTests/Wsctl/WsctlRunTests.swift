import Foundation
import Support
import Testing

/// `wsctl run-or-raise`, and windows by the application that they belong to; xprop is the witness.
struct WsctlRunTests {
  @Test func `run-or-raise runs, raises, and goes round`() throws {
    let rig = try WsctlRig(.openbox)
    let mark = rig.scratch.path("ran")
    #expect(try rig.wsctl("run-or-raise", "class=Term", "--", "touch", mark) == done)
    #expect(eventually { FileManager.default.fileExists(atPath: mark) })
    let ids = try ["a", "b", "c"].map { try rig.open($0, className: "Term") }
    let other = try rig.open("other", className: "Other")
    #expect(try rig.has("_NET_ACTIVE_WINDOW", hexadecimal(other)))
    for expected in [2, 0, 1, 2] {
      #expect(try rig.wsctl("run-or-raise", "class=Term", "--", "false") == done)
      #expect(try rig.has("_NET_ACTIVE_WINDOW", hexadecimal(ids[expected])), "\(expected)")
    }
    try roundAgain(rig, ids, other)
    #expect(
      try rig.wsctl("run-or-raise", "class=None", "--", "no-such-program")
        == failed("cannot run no-such-program: No such file or directory"))
    #expect(
      try rig.wsctl("run-or-raise", "class=None")
        == misused("after -- the program to run is missing"))
  }

  /// It is the highest whether it was used or not.
  @Test func `the window used before is none that is always on top`() throws {
    let rig = try WsctlRig(.openbox)
    let ids = try ["one", "two", "top"].map { try rig.open($0) }
    #expect(try rig.wsctl("above", "title==top") == done)
    #expect(try rig.wsctl("activate", "title==one") == done)
    for expected in [ids[1], ids[0]] {
      #expect(try rig.wsctl("activate", ":last") == done)
      #expect(try rig.has("_NET_ACTIVE_WINDOW", hexadecimal(expected)))
    }
    #expect(try rig.wsctl("run-or-raise", "title==one", "--toggle", "--", "false") == done)
    #expect(try rig.has("_NET_ACTIVE_WINDOW", hexadecimal(ids[1])))
    // Where there is no other, it is that one.
    #expect(try rig.wsctl("minimise", "title==one") == done)
    #expect(try rig.wsctl("activate", ":last") == done)
    #expect(try rig.has("_NET_ACTIVE_WINDOW", hexadecimal(ids[2])))
  }

  /// What is done where the window is active already, and where it is on another workspace.
  private func roundAgain(_ rig: WsctlRig, _ ids: [UInt32], _ other: UInt32) throws {
    let mark = rig.scratch.path("ran here")
    func raise(_ words: String...) throws {
      let outcome = try run(
        [product("wsctl"), "run-or-raise", "title=a"] + words + ["--", "touch", mark],
        variables: rig.variables)
      #expect(outcome == done, "\(words)")
    }
    #expect(try rig.wsctl("activate", "title=other") == done)
    // There and back again.
    try raise("--toggle")
    #expect(try rig.has("_NET_ACTIVE_WINDOW", hexadecimal(ids[0])))
    try raise("--toggle")
    #expect(try rig.has("_NET_ACTIVE_WINDOW", hexadecimal(other)))
    try raise()
    try raise("--minimise")
    #expect(try rig.has("_NET_WM_STATE", "HIDDEN", of: ids[0]))
    try raise("--minimise")
    #expect(try !rig.has("_NET_WM_STATE", "HIDDEN", of: ids[0]))
    // On another workspace it is none of this one: the program is run.
    #expect(try rig.wsctl("move", "3", "title=a") == done)
    #expect(!FileManager.default.fileExists(atPath: mark))
    try raise("--here")
    #expect(eventually { FileManager.default.fileExists(atPath: mark) })
    #expect(try rig.current == 0)
    #expect(try rig.wsctl("move", "current", "title=a") == done)
    #expect(try rig.has("_NET_WM_DESKTOP", "= 0\n", of: ids[0]))
  }

  /// The name of its .desktop file, as GTK and KDE tell it, with that ending or without.
  @Test func `windows are selected by their application`() throws {
    let rig = try WsctlRig(.openbox)
    let editor = try rig.open("editor")
    try rig.client.set(
      "_GTK_APPLICATION_ID", of: editor, type: "UTF8_STRING", Array("org.gnome.TextEditor".utf8))
    let files = try rig.open("files")
    try rig.client.set(
      "_KDE_NET_WM_DESKTOP_FILE", of: files, type: "UTF8_STRING",
      Array("org.kde.dolphin.desktop".utf8))
    try rig.open("neither")
    for (words, id) in [
      ("app=texteditor", editor), ("app==org.gnome.TextEditor", editor),
      ("app==org.gnome.TextEditor.desktop", editor), ("app=dolphin", files),
      ("app==org.kde.dolphin title=files", files),
    ] {
      let outcome = try rig.wsctl("windows", words)
      #expect(outcome.code == 0 && outcome.output.hasPrefix(hexadecimal(id)), "\(words) \(outcome)")
      #expect(outcome.output.count { $0 == "\n" } == 1, "\(words) \(outcome)")
    }
    #expect(try rig.wsctl("windows", "app=nobody").code == 1)
  }
}
