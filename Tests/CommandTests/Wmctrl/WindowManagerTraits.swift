import Support

/// What each window manager makes of what wmctrl asks for.
enum WindowManagerTraits {
  /// The steps of ``WmctrlParityTests`` that have no effect there, by window manager: the original
  /// says nothing of it, and ours fails with a line.
  static let without: [WindowManager.Kind: [String]] = [
    .openbox: ["-r gamma -b add,sticky"],
    .kwin: ["-r gamma -b add,sticky"],
    .compiz: ["-s 2", "-r alpha -t 1", "-r gamma -b add,shaded", "-n 5", "-n 4"],
    .fluxbox: ["-k on"],
    .jwm: ["-n 5"],
    .i3: [
      "-s 2", "-r alpha -t 1", "-r gamma -b add,above",
      "-r gamma -b add,maximized_vert,maximized_horz", "-r gamma -b add,shaded",
      "-r gamma -b add,skip_taskbar", "-k on", "-n 5", "-n 4",
    ],
    .bspwm: ["-k on", "-n 5"],
    .awesome: [
      "-r gamma -b remove,maximized_vert,maximized_horz", "-r gamma -b add,shaded",
      "-r gamma -e 0,60,70,410,220", "-r gamma -e 0,90,100,-1,-1", "-k on", "-n 5",
    ],
  ]
}
