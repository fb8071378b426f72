import Support
import Testing

/// The middle button on an X server, where GNOME's own daemon tells programs of the settings, and a
/// program over GTK asks for a text.
@Suite(.serialized) struct DetourPasteTests {
  static let selected = "selected elsewhere"

  private struct Desktop {
    let session: DesktopSession
    let server: VirtualDisplay
    let programs: [Background]
    let variables: [String: String?]

    init() throws {
      session = try DesktopSession()
      server = try VirtualDisplay()
      let variables = session.variables.merging(server.variables) { $1 }.merging([
        "XDG_SESSION_TYPE": "x11", "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1",
      ]) { $1 }
      self.variables = variables
      try session.shell(
        "gsettings set org.gnome.desktop.interface gtk-enable-primary-paste false")
      let manager = try Background(["metacity", "--sm-disable"], variables: variables)
      let daemon = try Background(["/usr/libexec/gsd-xsettings"], variables: variables)
      let text = try session.write("selected", DetourPasteTests.selected)
      let owner = try Background(
        ["xclip", "-selection", "primary", "-quiet", text], variables: variables)
      programs = [manager, daemon, owner]
      let display = server
      try manager.ready {
        try property("_NET_SUPPORTING_WM_CHECK", on: display).contains("window id # 0x")
      }
      try owner.ready {
        try run(["xclip", "-o", "-selection", "primary"], variables: variables).output
          == DetourPasteTests.selected
      }
    }

    /// What the field of a dialog holds after a click into it by the middle button and an x.
    ///
    /// A dialog that has missed the last key is opened again.
    func pasted() throws -> String {
      for _ in 0..<4 {
        if let text = try answer() { return text }
      }
      throw Unexpected("no dialog has ended")
    }

    private func answer() throws -> String? {
      let dialog = try Background(
        ["zenity", "--entry", "--title=asks", "--text=here"], variables: variables)
      var window = ""
      try dialog.ready {
        window =
          try run(
            ["xdotool", "search", "--onlyvisible", "--name", "^asks$"], variables: variables
          ).output.split(separator: "\n").last.map(String.init) ?? ""
        return !window.isEmpty
      }
      try Support.shell(
        """
        xdotool windowactivate --sync \(window) sleep 0.3
        eval "$(xwininfo -id \(window) | sed -n \\
          's/.*Absolute upper-left X: */x=/p; s/.*Absolute upper-left Y: */y=/p
          s/^ *Width: */width=/p; s/^ *Height: */height=/p')"
        xdotool mousemove $((x + width / 2)) $((y + height * 45 / 100)) sleep 0.1 \\
          click 2 sleep 0.3 key x key Return
        """, variables: variables)
      guard eventually(within: .seconds(15), { !dialog.isRunning }) else { return nil }
      return String(dialog.output.dropLast())
    }

    func detour(_ words: String...) throws -> Outcome {
      try run([product("detour")] + words + ["primary-paste"], variables: variables)
    }
  }

  @Test func `pastes once fixed and not once undone`() throws {
    let desktop = try Desktop()
    #expect(try desktop.detour("check").code == 1)
    // Until the daemon is there GTK's own default counts, which is to paste.
    #expect(try eventually(within: .seconds(90)) { try desktop.pasted() == "x" })
    let fix = try desktop.detour("fix", "--yes")
    #expect(fix.code == 0, "\(fix)")
    // The daemon hears of it by and by.
    #expect(try eventually(within: .seconds(90)) { try desktop.pasted() == Self.selected + "x" })
    #expect(try desktop.detour("undo").code == 0)
    #expect(try eventually(within: .seconds(90)) { try desktop.pasted() == "x" })
    // And not by a click that missed.
    #expect(try desktop.pasted() == "x")
  }
}
