#include "CRandom.h"

#include <sys/random.h>

// Weak, so that where the C library has it, the library's own counts.
__attribute__((weak)) void arc4random_buf(void *buffer, size_t count) {
  unsigned char *next = buffer;
  while (count > 0) {
    ssize_t read = getrandom(next, count, 0);
    // It is interrupted by no signal for this few bytes, and fails only where the kernel lacks it.
    if (read <= 0) __builtin_trap();
    next += read;
    count -= (size_t)read;
  }
}
