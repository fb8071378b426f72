// An X client for tests: does what each line of its input says, and answers each with a line.
//
//   new X Y W H [override]        make a window; answers its id
//   set ID NAME TYPE 8 HEX        change a property: bytes, in hexadecimal
//   set ID NAME TYPE 32 N...      the same: numbers, or names of atoms where TYPE is ATOM
//   delete ID NAME                take a property away
//   storm ID NAME                 change a property without end, from a connection of its own
//   map|unmap|destroy|lower|focus ID
//   hold|release                  hold the keyboard and the pointer; answers done when it has both
//   select                        become a window manager that does nothing but tell what it gets
//   deaf                          do not close windows any more when asked to
//   grab                          keep the pointer to itself
//   held                          says whether another client has the pointer: "held" or "free"
//   events                        what came until now: their number, then a line each
//
// ID may be "root". A window that the window manager asks to close goes.
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static Display *display;
static Atom protocols, delete_window;
static char *log_lines[65536];
static unsigned logged;
static int deaf;
static char failure[256];

static int remember(Display *d, XErrorEvent *e) {
  XGetErrorText(d, e->error_code, failure, sizeof failure);
  return 0;
}

static void note(const char *text) {
  if (logged < sizeof log_lines / sizeof *log_lines) log_lines[logged++] = strdup(text);
}

static void take_events(void) {
  char text[1024];
  while (XPending(display)) {
    XEvent e;
    XNextEvent(display, &e);
    if (e.type == ClientMessage && e.xclient.message_type == protocols &&
        (Atom)e.xclient.data.l[0] == delete_window) {
      if (!deaf) XDestroyWindow(display, e.xclient.window);
    } else if (e.type == ClientMessage) {
      char *name = XGetAtomName(display, e.xclient.message_type);
      int n = snprintf(text, sizeof text, "message %s window 0x%lx format %d data", name,
                       e.xclient.window, e.xclient.format);
      for (int i = 0; i < 5; i++)
        n += snprintf(text + n, sizeof text - n, " %lx",
                      (unsigned long)e.xclient.data.l[i] & 0xffffffffUL);
      XFree(name);
      note(text);
    } else if (e.type == MapRequest) {
      snprintf(text, sizeof text, "map window 0x%lx", e.xmaprequest.window);
      note(text);
      XMapWindow(display, e.xmaprequest.window);
    } else if (e.type == ConfigureRequest) {
      XConfigureRequestEvent *c = &e.xconfigurerequest;
      snprintf(text, sizeof text, "configure window 0x%lx mask %lx %d %d %d %d mode %d", c->window,
               c->value_mask, c->value_mask & CWX ? c->x : 0, c->value_mask & CWY ? c->y : 0,
               c->value_mask & CWWidth ? c->width : 0, c->value_mask & CWHeight ? c->height : 0,
               c->value_mask & CWStackMode ? c->detail : -1);
      note(text);
      XWindowChanges w = {c->x, c->y, c->width, c->height, c->border_width, c->above, c->detail};
      XConfigureWindow(display, c->window, c->value_mask, &w);
    }
  }
}

static Window window_of(const char *word) {
  return word && strcmp(word, "root") ? strtoul(word, 0, 0) : DefaultRootWindow(display);
}

static void set(Window window, char **words, int count) {
  Atom name = XInternAtom(display, words[2], False), type = XInternAtom(display, words[3], False);
  if (!strcmp(words[4], "8")) {
    const char *hex = count > 5 ? words[5] : "";
    int length = strlen(hex) / 2;
    unsigned char *bytes = malloc(length + 1);
    for (int i = 0; i < length; i++) sscanf(hex + 2 * i, "%2hhx", bytes + i);
    XChangeProperty(display, window, name, type, 8, PropModeReplace, bytes, length);
    free(bytes);
  } else {
    long *values = malloc(sizeof(long) * (count + 1));
    int length = 0;
    for (int i = 5; i < count; i++)
      values[length++] = type == XA_ATOM ? (long)XInternAtom(display, words[i], False)
                                         : (long)strtoll(words[i], 0, 0);
    XChangeProperty(display, window, name, type, 32, PropModeReplace, (unsigned char *)values,
                    length);
    free(values);
  }
}

static void storm(Window window, const char *name) {
  pid_t parent = getpid();
  if (fork()) return;
  close(0);
  close(1);
  Display *own = XOpenDisplay(0);
  Atom atom = own ? XInternAtom(own, name, False) : None;
  for (unsigned char turn = 0; own && getppid() == parent; turn++) {
    XChangeProperty(own, window, atom, XA_STRING, 8, PropModeReplace, &turn, 1);
    XSync(own, False);
  }
  _exit(0);
}

static void answer(char **words, int count) {
  const char *verb = words[0];
  Window window = window_of(words[1]);
  Window root = DefaultRootWindow(display);
  failure[0] = 0;
  if (!strcmp(verb, "new") && count >= 5) {
    XSetWindowAttributes attributes = {.override_redirect = count > 5};
    window = XCreateWindow(display, root, atoi(words[1]), atoi(words[2]), atoi(words[3]),
                           atoi(words[4]), 0, CopyFromParent, InputOutput, CopyFromParent,
                           CWOverrideRedirect, &attributes);
    XSizeHints size = {.flags = USPosition | USSize, .x = atoi(words[1]), .y = atoi(words[2]),
                       .width = atoi(words[3]), .height = atoi(words[4])};
    XSetWMNormalHints(display, window, &size);
    XSetWMProtocols(display, window, &delete_window, 1);
    XSync(display, False);
    printf("0x%lx\n", window);
    return;
  } else if (!strcmp(verb, "set") && count >= 5) {
    set(window, words, count);
  } else if (!strcmp(verb, "delete") && count == 3) {
    XDeleteProperty(display, window, XInternAtom(display, words[2], False));
  } else if (!strcmp(verb, "storm") && count == 3) {
    storm(window, words[2]);
  } else if (!strcmp(verb, "map")) {
    XMapWindow(display, window);
  } else if (!strcmp(verb, "unmap")) {
    XWithdrawWindow(display, window, DefaultScreen(display));
  } else if (!strcmp(verb, "destroy")) {
    XDestroyWindow(display, window);
  } else if (!strcmp(verb, "lower")) {
    XLowerWindow(display, window);
  } else if (!strcmp(verb, "focus")) {
    XSetInputFocus(display, window, RevertToPointerRoot, CurrentTime);
  } else if (!strcmp(verb, "deaf")) {
    deaf = 1;
  } else if (!strcmp(verb, "grab")) {
    XGrabPointer(display, root, False, ButtonPressMask, GrabModeAsync, GrabModeAsync, None, None,
                 CurrentTime);
  } else if (!strcmp(verb, "held")) {
    // Nobody else may see that the pointer is taken for a moment.
    XGrabServer(display);
    int got = XGrabPointer(display, root, False, ButtonPressMask, GrabModeAsync, GrabModeAsync,
                           None, None, CurrentTime);
    if (got == GrabSuccess) XUngrabPointer(display, CurrentTime);
    XUngrabServer(display);
    XSync(display, False);
    puts(got == GrabSuccess ? "free" : "held");
    return;
  } else if (!strcmp(verb, "hold")) {
    if (XGrabKeyboard(display, root, True, GrabModeAsync, GrabModeAsync, CurrentTime) ||
        XGrabPointer(display, root, True, 0, GrabModeAsync, GrabModeAsync, None, None, CurrentTime))
      strcpy(failure, "another program holds them");
  } else if (!strcmp(verb, "release")) {
    XUngrabKeyboard(display, CurrentTime);
    XUngrabPointer(display, CurrentTime);
  } else if (!strcmp(verb, "select")) {
    XSelectInput(display, root, SubstructureRedirectMask | SubstructureNotifyMask);
  } else if (!strcmp(verb, "events")) {
    XSync(display, False);
    take_events();
    printf("%u\n", logged);
    for (unsigned i = 0; i < logged; i++) {
      puts(log_lines[i]);
      free(log_lines[i]);
    }
    logged = 0;
    return;
  } else {
    printf("what is %s?\n", verb);
    return;
  }
  XSync(display, False);
  puts(failure[0] ? failure : "done");
}

int main(void) {
  display = XOpenDisplay(0);
  if (!display) return puts("no display"), 1;
  XSetErrorHandler(remember);
  protocols = XInternAtom(display, "WM_PROTOCOLS", False);
  delete_window = XInternAtom(display, "WM_DELETE_WINDOW", False);
  puts("ready");
  fflush(stdout);
  static char line[1 << 20];
  size_t held = 0;
  for (;;) {
    take_events();
    XFlush(display);
    struct pollfd ready[2] = {{0, POLLIN, 0}, {ConnectionNumber(display), POLLIN, 0}};
    if (poll(ready, 2, -1) < 0) return 1;
    if (!ready[0].revents) continue;
    ssize_t n = read(0, line + held, sizeof line - 1 - held);
    if (n <= 0) return 0;
    held += n;
    char *end;
    while ((end = memchr(line, '\n', held))) {
      *end = 0;
      static char *words[65536];
      int count = 0;
      for (char *w = strtok(line, " "); w && count < 65535; w = strtok(0, " ")) words[count++] = w;
      words[count] = 0;
      if (count) answer(words, count);
      size_t used = end + 1 - line;
      memmove(line, end + 1, held - used);
      held -= used;
    }
    fflush(stdout);
  }
}
