#pragma once

// The arguments of the process, its own name first, from before `main` on.
int detour_argument_count(void);
char *_Nullable *_Nullable detour_argument_vector(void);
