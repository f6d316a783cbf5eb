#pragma once

/// How often memory was asked for since the process began.
unsigned long vf_allocations(void);
