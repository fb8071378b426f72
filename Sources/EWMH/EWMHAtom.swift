package import Windows

/// The names of properties, messages and values of Extended Window Manager Hints, ICCCM and GTK; all
/// are asked for in one round trip.
///
/// The names are a closed set, ours: what a window manager uses beyond them is an `Atom`.
public enum EWMHAtom: String, CaseIterable, Sendable {
  // Types.
  case utf8String = "UTF8_STRING"
  case compoundText = "COMPOUND_TEXT"
  case text = "TEXT"

  // Of the root window.
  case supported = "_NET_SUPPORTED"
  case clients = "_NET_CLIENT_LIST"
  case stacking = "_NET_CLIENT_LIST_STACKING"
  case workspaceCount = "_NET_NUMBER_OF_DESKTOPS"
  case desktopGeometry = "_NET_DESKTOP_GEOMETRY"
  case desktopViewport = "_NET_DESKTOP_VIEWPORT"
  case currentWorkspace = "_NET_CURRENT_DESKTOP"
  case workspaceNames = "_NET_DESKTOP_NAMES"
  case activeWindow = "_NET_ACTIVE_WINDOW"
  case workArea = "_NET_WORKAREA"
  case supportingCheck = "_NET_SUPPORTING_WM_CHECK"
  case workspaceLayout = "_NET_DESKTOP_LAYOUT"
  case showingDesktop = "_NET_SHOWING_DESKTOP"
  case gtkWorkAreas = "_GTK_WORKAREAS_D0"

  // What GNOME had before there was a specification.
  case oldClients = "_WIN_CLIENT_LIST"
  case oldWorkspaceCount = "_WIN_WORKSPACE_COUNT"
  case oldCurrentWorkspace = "_WIN_WORKSPACE"
  case oldWorkspaceNames = "_WIN_WORKSPACE_NAMES"
  case oldWorkArea = "_WIN_WORKAREA"
  case oldSupportingCheck = "_WIN_SUPPORTING_WM_CHECK"

  // Of a window.
  case title = "_NET_WM_NAME"
  case iconTitle = "_NET_WM_ICON_NAME"
  case workspace = "_NET_WM_DESKTOP"
  case windowType = "_NET_WM_WINDOW_TYPE"
  case state = "_NET_WM_STATE"
  case process = "_NET_WM_PID"
  case userTime = "_NET_WM_USER_TIME"
  case frameExtents = "_NET_FRAME_EXTENTS"
  case icon = "_NET_WM_ICON"
  case gtkFrameExtents = "_GTK_FRAME_EXTENTS"
  case icccmState = "WM_STATE"
  case gtkApplication = "_GTK_APPLICATION_ID"
  case kdeApplication = "_KDE_NET_WM_DESKTOP_FILE"
  case oldTitle = "WM_NAME"
  case windowClass = "WM_CLASS"
  case machine = "WM_CLIENT_MACHINE"
  case normalHints = "WM_NORMAL_HINTS"
  case hints = "WM_HINTS"
  case protocols = "WM_PROTOCOLS"
  case transientFor = "WM_TRANSIENT_FOR"

  // Messages.
  case close = "_NET_CLOSE_WINDOW"
  case moveResize = "_NET_MOVERESIZE_WINDOW"
  case restack = "_NET_RESTACK_WINDOW"
  case changeState = "WM_CHANGE_STATE"
  case takeFocus = "WM_TAKE_FOCUS"

  // States.
  case modal = "_NET_WM_STATE_MODAL"
  case sticky = "_NET_WM_STATE_STICKY"
  case maximisedVertically = "_NET_WM_STATE_MAXIMIZED_VERT"
  case maximisedHorizontally = "_NET_WM_STATE_MAXIMIZED_HORZ"
  case shaded = "_NET_WM_STATE_SHADED"
  case skipTaskbar = "_NET_WM_STATE_SKIP_TASKBAR"
  case skipPager = "_NET_WM_STATE_SKIP_PAGER"
  case hidden = "_NET_WM_STATE_HIDDEN"
  case fullscreen = "_NET_WM_STATE_FULLSCREEN"
  case above = "_NET_WM_STATE_ABOVE"
  case below = "_NET_WM_STATE_BELOW"
  case demandsAttention = "_NET_WM_STATE_DEMANDS_ATTENTION"
  case focused = "_NET_WM_STATE_FOCUSED"

  // Types of windows.
  case desktopType = "_NET_WM_WINDOW_TYPE_DESKTOP"
  case dockType = "_NET_WM_WINDOW_TYPE_DOCK"
  case toolbarType = "_NET_WM_WINDOW_TYPE_TOOLBAR"
  case menuType = "_NET_WM_WINDOW_TYPE_MENU"
  case utilityType = "_NET_WM_WINDOW_TYPE_UTILITY"
  case splashType = "_NET_WM_WINDOW_TYPE_SPLASH"
  case dialogType = "_NET_WM_WINDOW_TYPE_DIALOG"
  case normalType = "_NET_WM_WINDOW_TYPE_NORMAL"
}

extension EWMHAtom {
  /// The name that a state has in `_NET_WM_STATE`.
  package init(_ state: WindowState) {
    switch state {
    case .modal: self = .modal
    case .sticky: self = .sticky
    case .shaded: self = .shaded
    case .hidden: self = .hidden
    case .fullscreen: self = .fullscreen
    case .above: self = .above
    case .below: self = .below
    case .focused: self = .focused
    case .maximisedVertically: self = .maximisedVertically
    case .maximisedHorizontally: self = .maximisedHorizontally
    case .skipTaskbar: self = .skipTaskbar
    case .skipPager: self = .skipPager
    case .demandsAttention: self = .demandsAttention
    }
  }

  /// The state that goes by this name.
  var state: WindowState? {
    switch self {
    case .modal: .modal
    case .sticky: .sticky
    case .shaded: .shaded
    case .hidden: .hidden
    case .fullscreen: .fullscreen
    case .above: .above
    case .below: .below
    case .focused: .focused
    case .maximisedVertically: .maximisedVertically
    case .maximisedHorizontally: .maximisedHorizontally
    case .skipTaskbar: .skipTaskbar
    case .skipPager: .skipPager
    case .demandsAttention: .demandsAttention
    default: nil
    }
  }

  /// The type of window that goes by this name.
  var type: WindowType? {
    switch self {
    case .desktopType: .desktop
    case .dockType: .dock
    case .toolbarType: .toolbar
    case .menuType: .menu
    case .utilityType: .utility
    case .splashType: .splash
    case .dialogType: .dialog
    case .normalType: .normal
    default: nil
    }
  }
}
