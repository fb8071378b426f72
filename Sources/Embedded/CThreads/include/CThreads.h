#ifndef CTHREADS_H
#define CTHREADS_H

#include <features.h>

#ifdef __GLIBC__
// The resolver's state of this thread, which pthread_create(3) of the GNU C library sets.
extern _Thread_local void *__libc_resp;
#endif

#endif
