// Disks as a whole: their life, their names, their clocks.

#include "disk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t registry_mutex = PTHREAD_MUTEX_INITIALIZER;
static sim_disk *registry;

void disk_lock(sim_disk *disk) { pthread_mutex_lock(&disk->mutex); }
void disk_unlock(sim_disk *disk) { pthread_mutex_unlock(&disk->mutex); }

sim_disk *disk_of_path(const char *path) {
    if (strncmp(path, "/simulated/", 11) != 0) return NULL;
    pthread_mutex_lock(&registry_mutex);
    sim_disk *disk = registry;
    while (disk && strncmp(path, disk->root, disk->root_length) != 0) disk = disk->next;
    pthread_mutex_unlock(&registry_mutex);
    return disk;
}

static bool enlist(sim_disk *disk) {
    pthread_mutex_lock(&registry_mutex);
    bool is_new = true;
    for (const sim_disk *other = registry; other; other = other->next) is_new &= strcmp(other->root, disk->root) != 0;
    if (is_new) {
        disk->next = registry;
        registry = disk;
    }
    pthread_mutex_unlock(&registry_mutex);
    return is_new;
}

static void strike_off(sim_disk *disk) {
    pthread_mutex_lock(&registry_mutex);
    sim_disk **link = &registry;
    while (*link && *link != disk) link = &(*link)->next;
    if (*link) *link = disk->next;
    pthread_mutex_unlock(&registry_mutex);
}

sim_disk *sim_disk_create(const char *name, const sim_options *options) {
    if (!name[0] || strchr(name, '/') || strlen(name) > 64) return NULL;
    sim_disk *disk = calloc(1, sizeof *disk);
    if (!disk) abort();
    disk->root_length = (size_t)snprintf(disk->root, sizeof disk->root, "/simulated/%s/", name);
    snprintf(disk->vfs_name, sizeof disk->vfs_name, "simulated-%s", name);
    if (!enlist(disk)) {
        free(disk);
        return NULL;
    }
    disk->options = *options;
    pthread_mutex_init(&disk->mutex, NULL);
    disk->references = 1;
    disk->is_running = true;
    disk->capacity = UINT64_MAX;
    // Three sequences, so that a fault more does not change every crash after it.
    generator seeds = {options->seed};
    disk->fates.state = generator_next(&seeds);
    disk->chances.state = generator_next(&seeds);
    disk->randomness.state = generator_next(&seeds);
    vfs_describe(disk);
    sqlite3_vfs_register(&disk->vfs, 0);
    return disk;
}

static void discard(sim_disk *disk) {
    while (disk->inodes) {
        inode *next = disk->inodes->next;
        inode_free(disk->inodes);
        disk->inodes = next;
    }
    folder_clear(&disk->now);
    folder_clear(&disk->durable);
    free(disk->now.entries);
    free(disk->durable.entries);
    for (size_t i = 0; i < disk->renaming_count; i++) {
        free(disk->renamings[i].name);
        free(disk->renamings[i].gone);
    }
    free(disk->renamings);
    sim_disk_clear_faults(disk);
    pthread_mutex_destroy(&disk->mutex);
    free(disk);
}

void disk_release(sim_disk *disk) {
    disk_lock(disk);
    bool is_last = --disk->references == 0;
    disk_unlock(disk);
    if (is_last) discard(disk);
}

void sim_disk_destroy(sim_disk *disk) {
    strike_off(disk);
    sqlite3_vfs_unregister(&disk->vfs);
    disk_lock(disk);
    disk_disconnect(disk);
    disk->is_running = false;
    disk_unlock(disk);
    disk_release(disk);
}

const char *sim_disk_root(const sim_disk *disk) { return disk->root; }
const char *sim_disk_vfs_name(const sim_disk *disk) { return disk->vfs_name; }

void sim_disk_crash(sim_disk *disk, int kind) {
    disk_lock(disk);
    disk_crash(disk, kind);
    disk_unlock(disk);
}

void sim_disk_crash_after(sim_disk *disk, int kind, uint64_t operations) {
    disk_lock(disk);
    disk->crash_kind = kind;
    disk->crash_countdown = operations;
    disk_unlock(disk);
}

void sim_disk_cancel_crash(sim_disk *disk) { sim_disk_crash_after(disk, SIM_KILL, 0); }

bool sim_disk_is_running(sim_disk *disk) {
    disk_lock(disk);
    bool result = disk->is_running;
    disk_unlock(disk);
    return result;
}

void sim_disk_start(sim_disk *disk) {
    disk_lock(disk);
    disk->is_running = true;
    disk_unlock(disk);
}

void sim_disk_settle(sim_disk *disk) {
    disk_lock(disk);
    disk_settle(disk);
    disk_unlock(disk);
}

void sim_disk_set_time(sim_disk *disk, int64_t unix_us) {
    disk_lock(disk);
    disk->time_us = unix_us;
    disk_unlock(disk);
}

int64_t sim_disk_time(sim_disk *disk) {
    disk_lock(disk);
    int64_t result = disk->time_us;
    disk_unlock(disk);
    return result;
}

sim_counters sim_disk_counters(sim_disk *disk) {
    disk_lock(disk);
    sim_counters result = disk->counters;
    disk_unlock(disk);
    return result;
}
