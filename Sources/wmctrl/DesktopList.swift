import EWMH
import Tool
import Windows
import X11

extension Session {
  /// Which desktop is current, from 0.
  ///
  /// GNOME on Wayland does not tell before the first switch; then a window of our own finds out.
  func currentDesktop(in root: Snapshot) throws(CommandError) -> Int {
    if let current = rootNumbers(
      Field(.currentWorkspace), or: Field(.oldCurrentWorkspace), in: root)
    {
      return current.first ?? 0
    }
    if !isCompatible, let current = try? screen.workspaces().current { return current }
    throw refusal(
      "Cannot get current desktop properties. "
        + "(_NET_CURRENT_DESKTOP or _WIN_WORKSPACE property)")
  }

  /// Says which desktop is current.
  func listCurrentDesktop() throws(CommandError) {
    let root = try readRoot([Field(.currentWorkspace), Field(.oldCurrentWorkspace)])
    try write(digits(try currentDesktop(in: root)).filled(to: 2) + [UInt8(ascii: "\n")])
  }

  /// Lists all desktops.
  func listDesktops() throws(CommandError) {
    let fields: [EWMHAtom] = [
      .workspaceCount, .oldWorkspaceCount, .currentWorkspace, .oldCurrentWorkspace,
      .workspaceNames, .oldWorkspaceNames, .desktopGeometry, .desktopViewport, .workArea,
      .oldWorkArea,
    ]
    let root = try readRoot(fields.map { Field($0) })
    guard
      let count = rootNumbers(Field(.workspaceCount), or: Field(.oldWorkspaceCount), in: root)
    else {
      throw refusal(
        "Cannot get number of desktops properties. "
          + "(_NET_NUMBER_OF_DESKTOPS or _WIN_WORKSPACE_COUNT)")
    }
    // Nobody has more; a number from outside must not fill the memory.
    let rows = max(0, min(count.first ?? 0, 65536))
    let current = try currentDesktop(in: root)
    let names = desktopNames(in: root)

    let geometry = desktopColumn(
      Field(.desktopGeometry), nil, 2, rows, only: nil, in: root,
      missing: "Cannot get common size of all desktops (_NET_DESKTOP_GEOMETRY).",
      single: "WM provides _NET_DESKTOP_GEOMETRY value common for all desktops.",
      several: "WM provides separate _NET_DESKTOP_GEOMETRY value for each desktop."
    ) { unsigned($0[0]) + [0x78] + unsigned($0[1]) }
    let viewport = desktopColumn(
      Field(.desktopViewport), nil, 2, rows, only: current, in: root,
      missing: "Cannot get common size of all desktops (_NET_DESKTOP_VIEWPORT).",
      single: "WM provides _NET_DESKTOP_VIEWPORT value only for the current desktop."
    ) { unsigned($0[0]) + [0x2c] + unsigned($0[1]) }
    let workArea = desktopColumn(
      Field(.workArea), Field(.oldWorkArea), 4, rows, only: current, in: root,
      missing: "Cannot get _NET_WORKAREA property.",
      single: "WM provides _NET_WORKAREA value only for the current desktop."
    ) {
      unsigned($0[0]) + [0x2c] + unsigned($0[1]) + [0x20] + unsigned($0[2]) + [0x78]
        + unsigned($0[3])
    }

    var output: [UInt8] = []
    for row in 0..<rows {
      output += digits(row).filled(to: 2)
      output += Array(row == current ? " * DG: ".utf8 : " - DG: ".utf8) + geometry[row]
      output += Array("  VP: ".utf8) + viewport[row] + Array("  WA: ".utf8) + workArea[row]
      let title = row < names.titles.count ? names.titles[row] : nil
      let shownTitle = title.map { names.areUTF8 ? shown($0) : shown(fromLocale: $0) }
      output += Array("  ".utf8) + (shownTitle ?? .none) + [UInt8(ascii: "\n")]
    }
    try write(output)
    note("Total number of desktops: \(UInt(bitPattern: count.first ?? 0))")
    note("Current desktop ID (counted from zero): \(UInt(bitPattern: current))")
  }

  /// The names as they are set, and whether they are UTF-8 or the locale's text.
  private func desktopNames(in root: Snapshot) -> (titles: [[UInt8]], areUTF8: Bool) {
    let modern =
      options.avoidsDesktopNames
      ? nil : value(Field(.workspaceNames), screen[.utf8String], of: screen.rootID, in: root)
    let property =
      modern ?? value(Field(.oldWorkspaceNames), .string, of: screen.rootID, in: root)
    guard let property else {
      note(
        "Cannot get desktop names properties. (_NET_DESKTOP_NAMES or _WIN_WORKSPACE_NAMES)")
      return ([], true)
    }
    let titles = property.bytes.split(separator: 0, omittingEmptySubsequences: false)
    return (titles.map { Array($0) }, modern != nil)
  }

  /// A column of the list, each text of it as wide as the longest.
  ///
  /// - Parameters:
  ///   - width: how many numbers belong together.
  ///   - only: which row has the numbers when there are those of one row; all rows, when missing.
  private func desktopColumn(
    _ field: Field, _ old: Field?, _ width: Int, _ rows: Int, only: Int?, in root: Snapshot,
    missing: String, single: String, several: String? = nil,
    _ text: (ArraySlice<Int>.SubSequence) -> [UInt8]
  ) -> [[UInt8]] {
    let found =
      numbers(field, of: screen.rootID, in: root)
      ?? old.flatMap { numbers($0, of: screen.rootID, in: root) }
    if found == nil { note(missing) }
    let all = found ?? []
    if all.count == width { note(single) } else if !all.isEmpty, let several { note(several) }
    let texts = (0..<rows).map { row -> [UInt8] in
      if all.count == width {
        return only == nil || only == row ? text(rebased(all[...])) : .none
      }
      let start = row * width
      guard start + width <= all.count else { return .none }
      return text(rebased(all[start..<start + width]))
    }
    let longest = texts.map { $0.count }.max() ?? 0
    return texts.map { $0.filled(to: longest) }
  }

  /// The same numbers, counted from 0.
  private func rebased(_ numbers: ArraySlice<Int>) -> ArraySlice<Int> { Array(numbers)[...] }
}
