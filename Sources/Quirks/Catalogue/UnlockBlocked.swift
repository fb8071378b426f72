import Settings
import System
import X11

/// A program holds the keyboard or the pointer, or covers the screen: it cannot be locked, or
/// nothing can be done when it is unlocked.
struct UnlockBlocked: Quirk {
  let name = "unlock-blocked"
  let title = "a program keeps the screen from locking, or covers it"
  let explanation = """
    On X11 a program can take the keyboard and the pointer for itself alone. While it holds them \
    GNOME cannot lock the screen, and whoever has closed the lid is not told; a window that the \
    window manager must leave alone can also cover all others after the screen is unlocked. On \
    Wayland no program can do that; GNOME has a session on X11 up to 48, in 49 it is not built by \
    default, and in 50 it is gone. Workrave does both in its breaks, unless its setting block-mode \
    is 0.
    """

  static let schema = "org.workrave.gui.breaks"

  var source: EvidenceSource { .display }

  func check(_ context: QuirkContext) -> Finding {
    guard !context.isWayland else {
      return Finding(.notApplicable, [.session(.noGrabsOnWayland)])
    }
    guard let name = context.display else {
      return Finding(.notApplicable, [.session(.noDisplay)])
    }
    do throws(X11Error) {
      let display = try Display(
        name, authority: context.authority, timeout: QuirkContext.patience)
      let held = try display.heldByOthers(until: .after(.milliseconds(150)))
      return Self.finding(
        held: held, windows: try UnmanagedWindow.all(on: display),
        active: held.isEmpty ? nil : try UnmanagedWindow.active(on: display),
        workrave: Self.workrave(on: context), focusMode: Self.focusMode.value,
        guarded: (try? Status(of: GuardUnit(context).path)) != nil, canGuard: context.canGuard)
    } catch {
      return Finding(.unknown, [.display(error)])
    }
  }

  /// Workrave's setting `block-mode`, where it runs in this session and has one.
  static func workrave(on context: QuirkContext) -> Int? {
    guard isInSession("workrave", of: context), let settings = try? Settings(schema),
      case .integer(let mode) = try? settings.value("block-mode")
    else { return nil }
    return mode
  }

  /// Returns whether a program runs that shows its windows on the machine's display.
  private static func isInSession(_ program: String, of context: QuirkContext) -> Bool {
    guard let display = context.display,
      var processes = try? Directory(context.root + "/proc")
    else { return false }
    while let entry = try? processes.next() {
      let process = "\(context.root)/proc/" + String(decoding: entry.name, as: UTF8.self)
      guard entry.name.first.map({ (0x30...0x39).contains($0) }) == true,
        (try? File.read(process + "/comm", limit: 64)) == Array("\(program)\n".utf8),
        // Other users' can't be read, nor would they be in this session.
        let variables = try? File.read(process + "/environ", limit: 1 << 20)
      else { continue }
      if variables.split(separator: 0).contains(Array("DISPLAY=\(display)".utf8)[...]) {
        return true
      }
    }
    return false
  }

  private static let focusMode = SettingKey("org.gnome.desktop.wm.preferences", "focus-mode")

  /// - Parameters:
  ///   - active: the window that has the focus.
  ///   - mode: workrave's `block-mode`, where it runs.
  ///   - focusMode: in GVariant's text format.
  ///   - guarded: whether the guard is installed, which lowers what covers a monitor.
  ///   - canGuard: whether the guard is told here when the screen is locked.
  static func finding(
    held: Grabs, windows: [UnmanagedWindow], active: WindowEvidence? = nil, workrave mode: Int?,
    focusMode: String? = nil,
    guarded: Bool = false, canGuard: Bool = true
  ) -> Finding {
    var evidence: [SessionEvidence] = []
    if !held.isEmpty {
      evidence.append(
        .grabbed(keyboard: held.contains(.keyboard), pointer: held.contains(.pointer)))
      // The server tells nobody who it is.
      evidence += windows.map { .mayBe($0.evidence) }
      if let active { evidence.append(.mayBeActive(active)) }
    }
    let covering = windows.filter(\.coversMonitor)
    evidence += covering.map { .covers($0.evidence) }
    if !evidence.isEmpty, let focusMode, focusMode != "'click'" {
      evidence.append(.focusMode(focusMode))
    }
    if let mode, mode != 0 {
      evidence.append(.workraveBlocks(mode: mode))
      return Finding(.affected, evidence.map { .session($0) }, remedy: .fix)
    }
    if guarded && canGuard && held.isEmpty {
      return Finding(.fixed, ([.isGuarded] + evidence).map { .session($0) })
    }
    guard evidence.isEmpty else {
      let isOurs = !covering.isEmpty && !guarded && canGuard
      return Finding(.affected, evidence.map { .session($0) }, remedy: isOurs ? .fix : nil)
    }
    return Finding(.fine, [.session(.nothingBlocks)])
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    if let mode = Self.workrave(on: context), mode != 0 {
      return [SettingEdit(SettingKey(Self.schema, "block-mode"), to: "0")]
    }
    let finding = check(context)
    guard finding.remedy != nil else {
      throw FixError.notOurs(
        finding.verdict == .affected ? .holderIsUnknown : .seen(finding.evidence))
    }
    return GuardUnit(context).changes
  }
}
