// Makes a FIFO look like an input device with a lid switch and a dock switch to the program that it
// is preloaded into: systemd-logind. SWITCHES names a file with the present state, as a decimal
// number with the bits of <linux/input-event-codes.h>; events are written to the FIFO.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <linux/input.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

static unsigned char switches(void) {
  const char *path = getenv("SWITCHES");
  FILE *file = path ? fopen(path, "r") : NULL;
  int bits = 0;
  if (file) {
    if (fscanf(file, "%d", &bits) != 1) bits = 0;
    fclose(file);
  }
  return (unsigned char)bits;
}

static int answer(unsigned long request, unsigned char *bytes) {
  size_t size = _IOC_SIZE(request);
  if (request == EVIOCSMASK) return 0;
  memset(bytes, 0, size);
  switch (_IOC_NR(request)) {
  case _IOC_NR(EVIOCGNAME(0)): return snprintf((char *)bytes, size, "A lid of the tests") + 1;
  case _IOC_NR(EVIOCGBIT(0, 0)): bytes[0] = 1 << EV_SW; break;
  case _IOC_NR(EVIOCGBIT(EV_SW, 0)): bytes[0] = 1 << SW_LID | 1 << SW_DOCK; break;
  case _IOC_NR(EVIOCGSW(0)): bytes[0] = switches(); break;
  }
  return (int)size;
}

int ioctl(int descriptor, unsigned long request, ...) {
  va_list rest;
  va_start(rest, request);
  void *argument = va_arg(rest, void *);
  va_end(rest);
  struct stat status;
  if (_IOC_TYPE(request) == 'E' && fstat(descriptor, &status) == 0 && S_ISFIFO(status.st_mode))
    return answer(request, argument);
  int (*real)(int, unsigned long, ...) = dlsym(RTLD_NEXT, "ioctl");
  return real(descriptor, request, argument);
}
