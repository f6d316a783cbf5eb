// SplitMix64 (Steele, Lea & Flood 2014), the same as the Swift side's SeededGenerator.

#include "disk.h"

#include <string.h>

uint64_t generator_next(generator *generator) {
    uint64_t mixed = generator->state += 0x9E3779B97F4A7C15;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
    return mixed ^ (mixed >> 31);
}

// The remainder's bias is below 2^-32 for any bound that occurs here.
uint64_t generator_below(generator *generator, uint64_t bound) { return generator_next(generator) % bound; }

void generator_fill(generator *generator, void *data, size_t size) {
    uint8_t *target = data;
    while (size > 0) {
        uint64_t value = generator_next(generator);
        size_t part = size < sizeof value ? size : sizeof value;
        memcpy(target, &value, part);
        target += part;
        size -= part;
    }
}
