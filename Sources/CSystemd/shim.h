// sd-bus and sd-daemon: Swift calls the non-variadic forms, so nothing needs a wrapper. And what Swift's own Glibc module leaves out of
// the system's headers: eventfd(2) and adjtimex(2).
#include <sys/eventfd.h>
#include <sys/timex.h>
#include <systemd/sd-bus.h>
#include <systemd/sd-daemon.h>
