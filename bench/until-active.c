// until-active WINDOW COMMAND...: runs a command, and ends once the window manager says that the window is active.
//
// What waits for its effect itself and what does not are so compared by the same: when the effect is there.
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <poll.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

extern char **environ;

static Window active(Display *display, Atom name) {
  Atom type;
  int format;
  unsigned long count, rest;
  unsigned char *data = NULL;
  Window window = None;
  if (XGetWindowProperty(display, DefaultRootWindow(display), name, 0, 1, False, XA_WINDOW, &type, &format, &count,
                         &rest, &data) == Success && data != NULL && count == 1)
    window = *(Window *)data;
  if (data != NULL) XFree(data);
  return window;
}

int main(int count, char **words) {
  Display *display = XOpenDisplay(NULL);
  if (count < 3 || display == NULL) return 2;
  Window wanted = strtoul(words[1], NULL, 0);
  Atom name = XInternAtom(display, "_NET_ACTIVE_WINDOW", False);
  XSelectInput(display, DefaultRootWindow(display), PropertyChangeMask);
  XSync(display, False);
  pid_t child;
  int status;
  if (posix_spawn(&child, words[2], NULL, NULL, words + 2, environ) != 0) return 2;
  if (waitpid(child, &status, 0) != child || status != 0) return 1;
  while (active(display, name) != wanted) {
    struct pollfd ready = {ConnectionNumber(display), POLLIN, 0};
    if (XPending(display) == 0 && poll(&ready, 1, 5000) != 1) return 1;
    while (XPending(display) != 0) {
      XEvent event;
      XNextEvent(display, &event);
    }
  }
  return 0;
}
