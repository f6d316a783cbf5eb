// A disk's contents from outside: copies, backups, digests.

#include "disk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct sim_image {
    size_t count;
    struct {
        char *name;
        bytes contents;
    } files[];
};

static int by_name(const void *one, const void *other) {
    return strcmp(((const entry *)one)->name, ((const entry *)other)->name);
}

/// The order of entries has no meaning elsewhere.
static void sort(sim_disk *disk) {
    if (disk->now.count > 0) qsort(disk->now.entries, disk->now.count, sizeof(entry), by_name);
}

const char **sim_disk_names(sim_disk *disk, size_t *count) {
    disk_lock(disk);
    sort(disk);
    size_t length = 0;
    for (size_t i = 0; i < disk->now.count; i++) length += strlen(disk->now.entries[i].name) + 1;
    const char **names = malloc((disk->now.count + 1) * sizeof *names + length);
    if (!names) abort();
    char *text = (char *)(names + disk->now.count + 1);
    for (size_t i = 0; i < disk->now.count; i++) {
        size_t size = strlen(disk->now.entries[i].name) + 1;
        names[i] = memcpy(text, disk->now.entries[i].name, size);
        text += size;
    }
    *count = disk->now.count;
    disk_unlock(disk);
    return names;
}

void sim_free(void *memory) { free(memory); }

int64_t sim_disk_get(sim_disk *disk, const char *name, void *data, size_t size) {
    char path[PATH_BYTES_MAX];
    disk_lock(disk);
    inode *node = folder_find(&disk->now, absolute(disk, name, path));
    int64_t result = node ? (int64_t)node->now.size : -ENOENT;
    if (node && size > 0 && node->now.size > 0) memcpy(data, node->now.data, size < node->now.size ? size : node->now.size);
    disk_unlock(disk);
    return result;
}

int64_t sim_disk_size(sim_disk *disk, const char *name) { return sim_disk_get(disk, name, NULL, 0); }

static void put(sim_disk *disk, const char *name, const void *data, size_t size) {
    char path[PATH_BYTES_MAX];
    inode *node = folder_find(&disk->now, absolute(disk, name, path));
    if (!node) {
        node = inode_create(disk);
        disk_rename(disk, path, node, NULL);
    }
    disk_sync_names(disk, path);
    inode_put(disk, node, data, size);
}

void sim_disk_put(sim_disk *disk, const char *name, const void *data, size_t size) {
    disk_lock(disk);
    put(disk, name, data, size);
    disk_unlock(disk);
}

/// FNV-1a.
static uint64_t mix(uint64_t digest, const void *data, size_t size) {
    const uint8_t *byte = data;
    for (size_t i = 0; i < size; i++) digest = (digest ^ byte[i]) * 0x100000001B3;
    return digest;
}

uint64_t sim_disk_digest(sim_disk *disk) {
    disk_lock(disk);
    sort(disk);
    uint64_t digest = 0xCBF29CE484222325;
    for (size_t i = 0; i < disk->now.count; i++) {
        const entry *entry = &disk->now.entries[i];
        uint64_t size = entry->node->now.size;
        digest = mix(digest, entry->name, strlen(entry->name));
        digest = mix(digest, &size, sizeof size);
        digest = mix(digest, entry->node->now.data, size);
    }
    disk_unlock(disk);
    return digest;
}

sim_image *sim_disk_snapshot(sim_disk *disk) {
    disk_lock(disk);
    sort(disk);
    sim_image *image = calloc(1, sizeof *image + disk->now.count * sizeof image->files[0]);
    if (!image) abort();
    image->count = disk->now.count;
    for (size_t i = 0; i < image->count; i++) {
        const entry *entry = &disk->now.entries[i];
        bool is_below = strncmp(entry->name, disk->root, disk->root_length) == 0;
        image->files[i].name = strdup(entry->name + (is_below ? disk->root_length : 0));
        bytes_set(&image->files[i].contents, entry->node->now.data, entry->node->now.size);
    }
    disk_unlock(disk);
    return image;
}

void sim_disk_restore(sim_disk *disk, const sim_image *image) {
    disk_lock(disk);
    disk_disconnect(disk);
    disk_settle(disk);
    folder_clear(&disk->now);
    folder_clear(&disk->durable);
    disk_collect(disk);
    for (size_t i = 0; i < image->count; i++) put(disk, image->files[i].name, image->files[i].contents.data, image->files[i].contents.size);
    disk_unlock(disk);
}

void sim_image_free(sim_image *image) {
    for (size_t i = 0; i < image->count; i++) {
        free(image->files[i].name);
        free(image->files[i].contents.data);
    }
    free(image);
}
