// A constructor cannot be written in Swift: in Embedded Swift each module that imports it would
// define it again.
#include "CArguments.h"

#include <features.h>
#include <stddef.h>

static int count;
static char **vector;

#ifdef __GLIBC__
// It passes the arguments of `main` to the constructors.
__attribute__((constructor)) static void remember(int argc, char **argv) {
  count = argc;
  vector = argv;
}
#else
// A process begins with its number of arguments, these, a null pointer and its variables in a row on
// the stack: the processor's ABI. No address of an argument is as small as their number.
extern char **environ;

__attribute__((constructor)) static void remember(void) {
  char **end = environ - 1;
  size_t found = 0;
  while ((size_t)end[-1 - (ptrdiff_t)found] != found) found++;
  count = (int)found;
  vector = end - found;
}
#endif

int detour_argument_count(void) { return count; }

char **detour_argument_vector(void) { return vector; }
