// glibc passes the arguments of `main` to the constructors. A constructor cannot be written in
// Swift: in Embedded Swift each module that imports it would define it again.
#include "CArguments.h"

static int count;
static char **vector;

__attribute__((constructor)) static void remember(int argc, char **argv) {
  count = argc;
  vector = argv;
}

int detour_argument_count(void) { return count; }

char **detour_argument_vector(void) { return vector; }
