import ArgumentParser
import DBus
import ShellExtension
import System
import Tool

struct ExtensionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extension",
    abstract: "Installs the extension of GNOME Shell that shows native Wayland windows.",
    discussion: """
      Without it the windows in a Wayland session are only those of X11 programs. It runs in the \
      Shell of GNOME 43 and later, answers on the session bus to your own programs outside of \
      sandboxes, and to nobody while the screen is locked.

      Examples:
        wsctl extension install    copy it and switch it on, from the next login on
        wsctl extension status     whether it is on, and if not, why
        wsctl extension remove     switch it off and delete it
      """,
    subcommands: [Install.self, Enable.self, Disable.self, Status.self, Remove.self])

  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "install",
      abstract: "Copies the extension for your GNOME Shell, and switches it on.",
      discussion: """
        The Shell looks for new extensions when a session begins: log out and in once. A new \
        version in the place of one that is on needs no login. Nothing is copied where a package \
        has brought it for all users.
        """)

    @Option(help: "The release of GNOME Shell; that of this session when missing.")
    var shell: String?

    func run() throws {
      let manager = shellManager()
      guard let release = shell ?? manager?.version else {
        throw CommandError("no GNOME Shell answers in this session; say which: --shell 48")
      }
      let before = try manager?.status()
      let installation = try Installation()
      if !installation.isInstalled, let shared = installation.shared(for: release) {
        return try take(shared, before, manager)
      }
      try installation.install(for: release)
      if let manager, before == .active {
        // Off and on loads what is new.
        _ = try manager.setEnabled(false)
        guard try manager.setEnabled(true) else {
          throw CommandError(
            "the new version is installed, and did not start: see wsctl extension status")
        }
        return try write("the new version is on\n")
      }
      try EnabledExtensions.set(true)
      // A Shell reads an extension's own file once, when its session begins.
      guard let manager, before != .unknown, before != .otherRelease else {
        try write(
          "installed for GNOME Shell \(release): log out and in once; it is on from then on\n")
        guard before == .unknown else { return }
        return try offerLookingGlass(installation.folder, type: 2)
      }
      _ = try manager.setEnabled(true)
      try report(manager)
    }

    /// Switches on what is there for all users.
    private func take(
      _ shared: SharedInstallation, _ before: ShellManager.Status?, _ manager: ShellManager?
    ) throws {
      try EnabledExtensions.set(true)
      guard let manager, before != .unknown else {
        try write(
          "it is in \(shared.folder) for all users: log out and in once; it is on from then on\n")
        guard before == .unknown else { return }
        return try offerLookingGlass(shared.folder, type: 1)
      }
      _ = try manager.setEnabled(true)
      try report(manager)
    }

    /// Says what has the Shell load an extension that it has not seen yet.
    ///
    /// - Parameter type: the Shell's ExtensionType: 1 for all users, 2 for one.
    private func offerLookingGlass(_ folder: String, type: Int) throws {
      try write(
        """
        or at once: press Alt+F2, type lg, and enter there
          Main.extensionManager.loadExtension(Main.extensionManager.createExtensionObject(\
        '\(ShellManager.uuid)', imports.gi.Gio.File.new_for_path('\(folder)'), \(type)))

        """)
    }
  }

  struct Enable: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "enable", abstract: "Switches the extension on.")

    func run() throws {
      let installation = try Installation()
      guard installation.isInstalled || installation.shared != nil else {
        throw CommandError("it is not installed: wsctl extension install")
      }
      if let manager = shellManager(), try manager.setEnabled(true) {
        return try write("on\n")
      }
      try EnabledExtensions.set(true)
      guard let manager = shellManager() else {
        return try write("on from the next login\n")
      }
      try report(manager)
    }
  }

  struct Disable: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "disable", abstract: "Switches the extension off, and keeps it.")

    func run() throws {
      if let manager = shellManager() { _ = try manager.setEnabled(false) }
      try EnabledExtensions.set(false)
      try write("off: of a Wayland session's windows only those of X11 programs are seen\n")
    }
  }

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status", abstract: "Says whether the extension is on, and if not, why.",
      discussion: "Exit code 0 if it is on, 3 if not, 1 if that cannot be told.")

    func run() throws {
      guard let manager = shellManager() else {
        throw CommandError("no GNOME Shell answers in this session")
      }
      try report(manager)
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Switches the extension off, and deletes it.",
      discussion: """
        What a package has brought for all users is switched off, and stays. Where there is nothing \
        to remove it says so, with exit code 0.
        """)

    func run() throws {
      let installation = try Installation()
      let shared = installation.shared
      let place = shared.map { "the one in \(visible($0.folder)), for all users," }
      // One that is only on can be switched off.
      guard try installation.isInstalled || shared != nil && EnabledExtensions.isOn() else {
        try write(
          "it is not installed in \(visible(installation.folder))"
            + (place.map { "; \($0) is not this user's to remove" } ?? "") + "\n")
        return
      }
      if let manager = shellManager() { _ = try manager.setEnabled(false) }
      try EnabledExtensions.forget()
      if installation.isInstalled {
        try installation.remove()
        try write("removed" + (place.map { "; \($0) stays, and is off" } ?? "") + "\n")
      } else if let place {
        try write("off; \(place) stays\n")
      }
    }
  }
}

/// The Shell of this session, if there is one.
private func shellManager() -> ShellManager? {
  Bus.session(
    nonEmptyEnvironment("DBUS_SESSION_BUS_ADDRESS"),
    runtimeDirectory: nonEmptyEnvironment("XDG_RUNTIME_DIR")
  ).flatMap { ShellManager(on: $0) }
}

/// Says what is so; exits 3 where the extension is not on.
private func report(_ manager: ShellManager) throws {
  let status = try manager.status()
  let installation = try? Installation()
  let isOwn = installation?.isInstalled == true
  let shared = installation?.shared
  let words =
    switch status {
    case .active: "on: native windows are seen too"
    case .unknown:
      if try isOwn || shared != nil && EnabledExtensions.isOn() {
        "installed: log out and in once; it is on from then on"
      } else if shared != nil {
        "installed for all users, and off: wsctl extension enable"
      } else {
        "not installed: wsctl extension install"
      }
    case .off: "off: wsctl extension enable"
    case .allOff:
      "off, as all extensions of the user are:"
        + " gsettings set org.gnome.shell disable-user-extensions false"
    case .locked: "off while the screen is locked"
    case .failed(let why): "failed: \(visible(why))"
    case .otherRelease:
      (shared.flatMap { isOwn ? nil : "the one in \(visible($0.folder))" } ?? "it")
        + " is not the one for GNOME Shell \(visible(manager.version ?? "")):"
        + " wsctl extension install"
    case .nameTaken: "another program has the name io.github.detour.Windows on the session bus"
    case .starting: "on, and about to start: it has not taken its name on the session bus yet"
    case .unclear(let state): "unknown: GNOME Shell says that its state is \(state)"
    }
  try write(words + "\n")
  if status != .active { throw CommandError.exit(3) }
}
