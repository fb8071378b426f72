// A thread of the static GNU C library begins with the state of its resolver of host names. What defines
// that state brings the whole resolver: 63 KB, in a program that looks up no host. This definition
// stands in its place; it is weak, so that where something does resolve, the library's own counts.
#include "CThreads.h"

#ifdef __GLIBC__
__attribute__((weak)) _Thread_local void *__libc_resp;
#endif
