#!/bin/bash
# gnome-session.sh prepare|begin|end|shell SCRIPT    as the user, in a rig that has a user manager
#
# A whole GNOME session without a screen: the real gnome-session, with GNOME Shell and the part of
# gnome-settings-daemon that looks after power, started by the user's service manager as a login does.
set -eu
config=${XDG_CONFIG_HOME:-$HOME/.config}
case $1 in
prepare)
  mkdir -p "$config"/gnome-session/sessions \
    "$config"/systemd/user/{org.gnome.Shell@wayland.service.d,gnome-session@test.target.d}
  printf '[GNOME Session]\nName=Test\nRequiredComponents=org.gnome.Shell;\n' \
    >"$config/gnome-session/sessions/test.session"
  printf '[Unit]\nRequires=org.gnome.Shell.target\nWants=org.gnome.SettingsDaemon.Power.target\n' \
    >"$config/systemd/user/gnome-session@test.target.d/test.conf"
  printf '[Service]\nExecStart=\nExecStart=%s\n' \
    '/usr/bin/gnome-shell --headless --wayland --wayland-display wayland-test --virtual-monitor 1024x768 --unsafe-mode' \
    >"$config/systemd/user/org.gnome.Shell@wayland.service.d/test.conf"
  systemctl --user daemon-reload
  ;;
begin)
  export XDG_SESSION_TYPE=wayland XDG_SESSION_CLASS=user XDG_CURRENT_DESKTOP=GNOME LIBGL_ALWAYS_SOFTWARE=1 NO_AT_BRIDGE=1
  exec /usr/libexec/gnome-session-binary --session=test
  ;;
end) gnome-session-quit --logout --no-prompt --force ;;
shell)
  gdbus call --session -d org.gnome.Shell -o /org/gnome/Shell -m org.gnome.Shell.Eval "$2"
  ;;
esac
