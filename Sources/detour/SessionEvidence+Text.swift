public import Quirks

extension SessionEvidence: CustomStringConvertible {
  public var description: String {
    switch self {
    case .dragsWith(let modifier): "windows are dragged with \(modifier), not with '<Alt>'"
    case .focusFollows(let mode, let raises):
      "focus-mode is \(mode)\(raises ? " and auto-raise is true" : ""): where a drag ends, what is "
        + "under the pointer takes the keyboard\(raises ? " and comes to the front" : "")"
    case .usesAltClick(let program, let act):
      "\(program) \(act.words) with Alt and a click, and does not get it where Alt drags windows"
    case .rightButtonOpensMenu:
      "with the modifier held, the right button opens a menu; the middle one resizes"
    case .windowButtons(let layout): "the buttons of a window are \(layout)"
    case .mayBeSilent(let milliseconds):
      "a program may be silent for \(milliseconds) ms before a dialog offers to end it"
    case .suspendsOnPower(let minutes, let action):
      "after \(minutes) minutes on external power without a touch: \(action)"
    case .noLightSensor: "this machine has no sensor for the light in the room"
    case .followsLight(let key, let value):
      "there is a sensor for the light in the room, and \(key) is \(value)"
    case .locksOnSleep: "the screen can be locked, and is when it sleeps"
    case .staysUnlocked(let key):
      "\(key) is false: nothing locks the screen when it goes dark or the machine sleeps"
    case .isLockedDown(let key):
      "\(key) is true: nothing can lock the screen, neither a key nor the lid"
    case .shellHasNoVersion: "GNOME Shell does not say its version"
    case .noFeature(let feature): "this version of mutter does not have \(feature)"
    case .noFractionalScales: "fractional scales are not switched on"
    case .featureIsOn(let feature): "\(feature) is on"
    case .featureIsOff(let feature): "fractional scales are on, and \(feature) is not"
    case .drawsAtFullSize(let version): "GNOME \(version) has X11 programs draw at the full size"
    case .allExtensionsOff(let key, let count):
      "\(key) is true: none of the \(count) extensions that are switched on is loaded"
    case .extensionsFit(let count, let version):
      "all \(count) extensions that are on are for version \(version)"
    case .oldExtensionsLoaded(let names, let version):
      "\(names.joined(separator: ", ")) are loaded although they are not for version \(version)"
    case .oldExtensionsNotLoaded(let names, let version):
      "\(names.joined(separator: ", ")): not for version \(version) of the shell, and so not loaded"
    case .notGNOMEOnWayland: "this is no session of GNOME on Wayland"
    case .noToolsOfX11: "neither xdotool nor the original wmctrl is on PATH"
    case .extensionIsOn:
      "Detour's extension is switched on, by which wsctl and its wmctrl see all windows"
    case .toolOfX11(let path):
      "\(path) does not see native Wayland windows, and says nothing of it"
    case .noGrabsOnWayland:
      "this session is Wayland, where no program can keep the screen from locking by a grab"
    case .noDisplay: "there is no X display to look at"
    case .grabbed(let keyboard, let pointer):
      "a program holds "
        + [keyboard ? "the keyboard" : nil, pointer ? "the pointer" : nil].compactMap { $0 }
        .joined(separator: " and ") + ", and the screen cannot be locked meanwhile"
    case .mayBe(let window): "it may be \(window)"
    case .mayBeActive(let window): "it may be \(window), which is active"
    case .covers(let window): "\(window), covers a monitor"
    case .focusMode(let mode):
      "focus-mode is \(mode): what comes under the pointer takes the keyboard"
    case .workraveBlocks(let mode):
      "workrave runs, and blocks the desktop in its breaks: block-mode is \(mode)"
    case .isGuarded:
      "the guard puts what covers a monitor below all other windows while it is locked"
    case .nothingBlocks: "no program holds the keyboard or the pointer, and none covers a monitor"
    }
  }
}

extension SessionEvidence.AltClick {
  fileprivate var words: String {
    switch self {
    case .selectsLoop: "selects a loop"
    case .movesSelection: "moves a selection"
    case .selectsBelow: "selects what lies below"
    }
  }
}

extension WindowEvidence: CustomStringConvertible {
  public var description: String {
    name + (process.map { " (process \($0))" } ?? "") + ", window \(window)"
  }
}
