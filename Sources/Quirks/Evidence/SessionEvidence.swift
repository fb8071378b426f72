public import X11

/// Evidence about the desktop: its windows, its shell and its power settings.
public enum SessionEvidence: Hashable, Sendable {
  // Windows and the mouse.

  /// Windows are dragged with this modifier, a setting's value.
  case dragsWith(modifier: String)
  /// The pointer moves the focus, also after a drag.
  case focusFollows(mode: String, raises: Bool)
  /// What an installed program does with Alt and a click.
  case usesAltClick(program: String, AltClick)
  case rightButtonOpensMenu
  /// The buttons of a window, a setting's value.
  case windowButtons(String)
  /// How long a program may be silent before it is called not responding, a setting's value.
  case mayBeSilent(milliseconds: String)

  // Power, the light and the lock.

  case suspendsOnPower(minutes: Int, action: String)
  case noLightSensor
  /// There is a sensor for the light, and the setting has this value.
  case followsLight(SettingKey, value: String)
  case locksOnSleep
  /// The setting keeps the screen open when it goes dark or the machine sleeps.
  case staysUnlocked(SettingKey)
  /// The setting keeps everybody from locking the screen.
  case isLockedDown(SettingKey)

  // GNOME Shell.

  case shellHasNoVersion
  /// This version of mutter does not have the feature.
  case noFeature(String)
  case noFractionalScales
  case featureIsOn(String)
  case featureIsOff(String)
  /// This version of GNOME has X11 programs draw at the full size.
  case drawsAtFullSize(version: Int)
  /// The setting has all of the extensions off that are switched on.
  case allExtensionsOff(SettingKey, count: Int)
  case extensionsFit(count: Int, version: String)
  case oldExtensionsLoaded([String], version: String)
  case oldExtensionsNotLoaded([String], version: String)

  // X11 and Wayland.

  case notGNOMEOnWayland
  case noToolsOfX11
  /// Detour's extension of GNOME Shell is switched on.
  case extensionIsOn
  /// A tool of X11's at this path.
  case toolOfX11(path: String)
  case noGrabsOnWayland
  case noDisplay
  /// A program holds these, so that the screen cannot be locked.
  case grabbed(keyboard: Bool, pointer: Bool)
  /// Whose it may be.
  case mayBe(WindowEvidence)
  /// Whose it may be, as it has the focus.
  case mayBeActive(WindowEvidence)
  case covers(WindowEvidence)
  /// What comes under the pointer takes the keyboard, by the setting's value.
  case focusMode(String)
  case workraveBlocks(mode: Int)
  /// The guard lowers what covers a monitor.
  case isGuarded
  case nothingBlocks

  /// The use that a program makes of Alt and a click.
  public enum AltClick: Hashable, Sendable {
    case selectsLoop, movesSelection, selectsBelow
  }
}

/// A window, as far as it tells who it is.
public struct WindowEvidence: Hashable, Sendable {
  /// The second part of `WM_CLASS`, or the title.
  public let name: String
  public let process: UInt32?
  public let window: Window
}
