// What a power cut leaves of what was not synced, and how a process ends.

#include "disk.h"

#include <stdlib.h>
#include <string.h>

typedef enum fate { KEPT, LOST, TORN } fate;

/// How a power cut treats pending changes. Drawn for each anew: a fixed chance would hardly ever keep or lose many in a row.
typedef struct odds {
    /// Changes up to this number are kept, later ones lost, the one itself is torn; 0: each has its own luck.
    uint64_t last_kept;
    uint64_t lost_of_256, torn_of_256;
} odds;

static uint64_t first_pending(const sim_disk *disk) {
    uint64_t first = disk->last_number + 1;
    for (const inode *node = disk->inodes; node; node = node->next) {
        if (node->change_count > 0 && node->changes[0].number < first) first = node->changes[0].number;
    }
    if (disk->renaming_count > 0 && disk->renamings[0].number < first) first = disk->renamings[0].number;
    return first;
}

static odds draw_odds(sim_disk *disk) {
    static const uint64_t lost[] = {0, 16, 64, 128, 240};
    uint64_t kind = generator_below(&disk->fates, 8);
    if (kind == 0) return (odds){0, 256, 0};
    if (kind <= 3) {
        uint64_t first = first_pending(disk);
        return (odds){first + generator_below(&disk->fates, disk->last_number + 2 - first), 0, 0};
    }
    return (odds){0, lost[generator_below(&disk->fates, 5)], generator_below(&disk->fates, 2) * 64};
}

static fate draw_fate(sim_disk *disk, const odds *odds, uint64_t number) {
    if (odds->last_kept) return number < odds->last_kept ? KEPT : number == odds->last_kept ? TORN : LOST;
    uint64_t luck = generator_below(&disk->fates, 256);
    return luck < odds->lost_of_256 ? LOST : luck < odds->lost_of_256 + odds->torn_of_256 ? TORN : KEPT;
}

/// Garbage in the first sector that the torn write did not complete: of the written bytes only, or of the sector as a whole.
static void garble(sim_disk *disk, inode *node, const change *change, uint64_t begin) {
    uint64_t sector = disk->options.sector_bytes;
    uint64_t low = begin, high = begin / sector * sector + sector, end = change->offset + change->length;
    if (disk->options.powersafe_overwrite) {
        if (high > end) high = end;
    } else {
        low = begin / sector * sector;
        uint64_t size = end > node->durable.size ? end : node->durable.size;
        if (high > size) high = size;
    }
    if (high > node->durable.size) bytes_resize(&node->durable, high);
    generator_fill(&disk->fates, node->durable.data + low, high - low);
    if (low < node->low) node->low = low;
    if (high > node->high) node->high = high;
}

static void tear(sim_disk *disk, inode *node, const change *change) {
    uint64_t sector = disk->options.sector_bytes, end = change->offset + change->length;
    uint64_t first = change->offset / sector, sectors = (end - 1) / sector - first + 1;
    uint64_t whole = generator_below(&disk->fates, sectors);
    uint64_t kept_end = whole == 0 ? change->offset : (first + whole) * sector;
    inode_apply(node, change, kept_end - change->offset);
    bool is_garbled = disk->options.garbage && generator_below(&disk->fates, 2) == 0;
    if (is_garbled) garble(disk, node, change, kept_end);
    // The size may reach the medium before the bytes do; they read as zero then.
    if (disk->options.garbage && end > node->durable.size && generator_below(&disk->fates, 2) == 0) bytes_resize(&node->durable, end);
}

static void count(sim_disk *disk, fate fate) {
    if (fate == KEPT) disk->counters.kept++;
    if (fate == LOST) disk->counters.lost++;
    if (fate == TORN) disk->counters.torn++;
}

static void cut_power_of(sim_disk *disk, inode *node, const odds *odds) {
    for (size_t i = 0; i < node->change_count; i++) {
        const change *change = &node->changes[i];
        fate fate = draw_fate(disk, odds, change->number);
        // A truncation is a change of one number: it happened or not.
        if (fate == TORN && change->is_truncation) fate = LOST;
        count(disk, fate);
        if (fate == KEPT) inode_apply(node, change, change->length);
        if (fate == TORN) tear(disk, node, change);
    }
    uint64_t low = node->low, high = node->high < node->durable.size ? node->high : node->durable.size;
    bytes_resize(&node->now, node->durable.size);
    if (low < high) memcpy(node->now.data + low, node->durable.data + low, high - low);
    node->is_diverged = false;
    inode_clear(disk, node);
}

/// No change of names is torn.
static void cut_names(sim_disk *disk, const odds *odds) {
    uint64_t journaled = generator_below(&disk->fates, disk->renaming_count + 1);
    if (odds->lost_of_256 == 256) journaled = 0;
    for (size_t i = 0; i < disk->renaming_count; i++) {
        renaming *change = &disk->renamings[i];
        bool is_kept = disk->options.journals_names && !odds->last_kept ? i < journaled : draw_fate(disk, odds, change->number) == KEPT;
        count(disk, is_kept ? KEPT : LOST);
        if (is_kept && change->gone) folder_unlink(&disk->durable, change->gone);
        if (is_kept && change->name) folder_link(&disk->durable, change->name, change->node);
        free(change->name);
        free(change->gone);
    }
    disk->renaming_count = 0;
    folder_clear(&disk->now);
    for (size_t i = 0; i < disk->durable.count; i++) folder_link(&disk->now, disk->durable.entries[i].name, disk->durable.entries[i].node);
}

static void cut_power(sim_disk *disk) {
    odds odds = draw_odds(disk);
    for (inode *node = disk->inodes; node; node = node->next) cut_power_of(disk, node, &odds);
    if (disk->renaming_count > 0) cut_names(disk, &odds);
}

/// Open files are dead from here on.
void disk_disconnect(sim_disk *disk) {
    disk->generation++;
    for (inode *node = disk->inodes; node; node = node->next) {
        node->open = NULL;
        // Dead connections still read it; the last of them frees it.
        node->shm = NULL;
    }
}

void disk_crash(sim_disk *disk, int kind) {
    disk_disconnect(disk);
    disk->is_running = false;
    disk->crash_countdown = 0;
    disk->counters.crashes++;
    if (kind == SIM_POWER_CUT) cut_power(disk);
    disk_collect(disk);
}

bool disk_is_last(sim_disk *disk) {
    return disk->crash_countdown > 0 && --disk->crash_countdown == 0;
}
