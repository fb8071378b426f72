import Foundation

extension WindowManager {
  /// A window manager that Debian has.
  public enum Kind: String, Sendable {
    case openbox, metacity, xfwm4, marco, kwin, compiz, fluxbox, icewm, jwm, i3, bspwm, awesome
    case mutter, wmaker, matchbox, spectrwm

    /// Those on which all of wmctrl is compared with the original.
    public static let compared: [Kind] = [
      .openbox, .metacity, .xfwm4, .marco, .kwin, .compiz, .fluxbox, .icewm, .jwm, .i3, .bspwm,
      .awesome,
    ]

    /// Those which do more than they list: a part of it is tried.
    public static let sparing: [Kind] = [.wmaker, .matchbox, .spectrwm]

    /// The three that most tests run on: between them they honour what EWMH has.
    public static let usual: [Kind] = [.openbox, .metacity, .xfwm4]

    /// Whether the number of workspaces can be set: i3 makes them as they are used, compiz has
    /// viewports of one, and JWM, bspwm and awesome have theirs from their settings.
    public var countsWorkspaces: Bool {
      ![.compiz, .jwm, .i3, .bspwm, .awesome, .matchbox, .spectrwm].contains(self)
    }

    /// Whether it has four workspaces from its settings.
    var hasFourWorkspaces: Bool { [.jwm, .bspwm, .awesome].contains(self) }

    /// What is said to it once it runs, so that it has its settings before any window is there.
    var settings: [[String]] {
      self == .bspwm
        ? [
          ["bspc", "monitor", "-d", "1", "2", "3", "4"],
          ["bspc", "rule", "-a", "*", "state=floating"],
        ] : []
    }

    /// How it is started, once its settings are in `home`.
    var command: [String] {
      switch self {
      case .openbox: ["openbox", "--sm-disable"]
      case .metacity: ["metacity", "--sm-disable", "--no-composite"]
      case .xfwm4: ["xfwm4", "--compositor=off"]
      case .marco: ["marco", "--sm-disable", "--no-composite"]
      case .kwin: ["kwin_x11"]
      case .compiz: ["compiz", "place", "move", "resize", "wall"]
      case .mutter: ["mutter", "--x11", "--sm-disable"]
      case .wmaker: ["wmaker", "--no-dock", "--no-clip", "--static"]
      case .matchbox: ["matchbox-window-manager"]
      default: [rawValue]
      }
    }

    /// What its environment needs beside a home of its own.
    var variables: [String: String] {
      switch self {
      case .kwin: ["KWIN_COMPOSE": "N"]
      case .compiz: ["LIBGL_ALWAYS_SOFTWARE": "1"]
      default: [:]
      }
    }

    /// Writes settings that give it four workspaces, floating windows and nothing of its own on the
    /// screen.
    func configure(home: String) throws {
      switch self {
      case .fluxbox:
        try write(
          """
          session.screen0.workspaces: 4
          session.screen0.toolbar.visible: false
          session.styleFile: \(home)/.fluxbox/style
          """, to: "\(home)/.fluxbox/init")
        try write("background: solid\nbackground.color: black\n", to: "\(home)/.fluxbox/style")
      case .jwm:
        try write(
          "<JWM><Desktops width=\"4\" height=\"1\"/></JWM>\n", to: "\(home)/.jwmrc")
      case .i3:
        try write(
          """
          # i3 config file (v4)
          font pango:monospace 8
          for_window [class=".*"] floating enable
          """, to: "\(home)/config/i3/config")
      case .bspwm:
        // It does not start without one.
        try write("#!/bin/sh", to: "\(home)/config/bspwm/bspwmrc", executable: true)
      case .awesome:
        try write(
          """
          local awful = require("awful")
          require("awful.autofocus")
          awful.screen.connect_for_each_screen(function(s)
            awful.tag({ "1", "2", "3", "4" }, s, awful.layout.suit.floating)
          end)
          require("awful.rules").rules = {
            { rule = {}, properties = { focus = awful.client.focus.filter, raise = true } },
          }
          require("awful.ewmh")
          """, to: "\(home)/config/awesome/rc.lua")
      default: break
      }
    }

    private func write(_ text: String, to path: String, executable: Bool = false) throws {
      if executable { return try writeScript(text + "\n", to: path) }
      let file = URL(filePath: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data((text + "\n").utf8).write(to: file)
    }
  }
}
