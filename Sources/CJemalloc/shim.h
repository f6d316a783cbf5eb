// Nothing is called: a program that is linked with jemalloc has its malloc.
#include <jemalloc/jemalloc.h>
