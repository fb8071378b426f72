import System

/// The version of the original that scripts look for.
let originalVersion = "1.07\n"

/// Writes text to standard error.
func complainWith(_ text: String) {
  // There is nobody left to tell when even this fails.
  try? writeAll(Array(text.utf8), to: 2)
}

let help = """
  usage: wmctrl ACTION [OPTION]...

  Lists and controls the windows and desktops of an X display.

  It takes the options of wmctrl 1.07 and 1.07+git20240228; the last action on the line counts.

  Lists:
    -l              windows: id, desktop (-1 is all), machine, title
    -d              desktops, from 0: geometry, viewport, work area, name; * is the current one
    -j              the current desktop
    -m              the window manager
    -r WIN -L       one window, as -l has it
    -E WIN          a window's title

  Desktops:
    -s N            switch to desktop N
    -n N            have N desktops
    -k on|off|toggle  put all windows away, or bring them back
    -o X,Y          move the viewport
    -g W,H          change the size of all desktops

  Windows:
    -a WIN          go to the window's desktop, raise it and give it the focus
    -R WIN          bring it to this desktop, and activate it
    -c WIN          ask it to close
    -Y WIN          minimise it
    -z WIN          put it below the others
    -r WIN -t N     move it to desktop N; -1 is the current one
    -r WIN -e G,X,Y,W,H   move and resize it; -1 leaves a number as it is, and gravity G is
                    0 for the window's own
    -r WIN -y G,X,Y,W,H   the same, and activate it
    -r WIN -b add|remove|toggle,STATE[,STATE]
                    change its state: above, below, fullscreen, hidden, maximized_horz,
                    maximized_vert, modal, shaded, skip_pager, skip_taskbar, sticky
    -r WIN -N TEXT  set its title; -I that of its icon; -T both
    -r WIN -M FILE  set its icon to an XPM picture

  WIN is part of a title, in whatever case; or :ACTIVE:, or :SELECT: to click on one.
    -i              WIN is an id, as -l shows it
    -x              WIN is part of a class, as -lx shows it; lists have the class too
    -F              WIN is the whole of the title or class, and case counts

  Options:
    -p              lists have the process ID
    -G              lists have the geometry: x, y, width, height
    -S              lists begin with the lowest window
    -u              arguments and output are UTF-8, whatever the locale says
    -v              be verbose
    -w DESKTOP_TITLES_INVALID_UTF8   take desktop names from the legacy property
    --display NAME  use that X display, instead of DISPLAY
    -h, -V          this text, the version

  In a Wayland session of GNOME whose Shell has Detour's extension (wsctl extension install),
  native windows count too: their ids start at 0x20000000, their position is what you see of them,
  and states that they cannot have, such as below and shaded, are refused. Where DISPLAY is that of
  another server, as under xvfb-run, the windows there are meant.

  Unlike the original, it waits until the window manager shows the effect; if that does not come,
  it says so and exits 1. WMCTRL_COMPAT=1 gives the original's behaviour to the letter.

  Examples:
    wmctrl -s 2                                       to the third desktop
    wmctrl -lpGx                                      all windows, with everything that is known of them
    wmctrl -a firefox                                 bring Firefox forward
    wmctrl -r :ACTIVE: -b toggle,maximized_vert,maximized_horz
    wmctrl -ir 0x0060000c -e 0,0,0,800,600

  """
