// Names of files, as readers see them and as a power cut leaves them.

#include "disk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *copied(const char *text) {
    char *copy = text ? strdup(text) : NULL;
    if (text && !copy) abort();
    return copy;
}

static entry *find(const folder *folder, const char *name) {
    for (size_t i = 0; i < folder->count; i++) {
        if (strcmp(folder->entries[i].name, name) == 0) return &folder->entries[i];
    }
    return NULL;
}

inode *folder_find(const folder *folder, const char *name) {
    entry *entry = find(folder, name);
    return entry ? entry->node : NULL;
}

void folder_link(folder *folder, const char *name, inode *node) {
    entry *present = find(folder, name);
    if (present) {
        present->node = node;
        return;
    }
    folder->entries = grown(folder->entries, &folder->room, folder->count + 1, sizeof(entry));
    folder->entries[folder->count++] = (entry){copied(name), node};
}

void folder_unlink(folder *folder, const char *name) {
    entry *present = find(folder, name);
    if (!present) return;
    free(present->name);
    *present = folder->entries[--folder->count];
}

void folder_clear(folder *folder) {
    while (folder->count > 0) free(folder->entries[--folder->count].name);
}

static void apply(folder *folder, const char *name, inode *node, const char *gone) {
    if (gone) folder_unlink(folder, gone);
    if (name) folder_link(folder, name, node);
}

void disk_rename(sim_disk *disk, const char *name, inode *node, const char *gone) {
    disk->renamings = grown(disk->renamings, &disk->renaming_room, disk->renaming_count + 1, sizeof(renaming));
    renaming change = {++disk->last_number, copied(name), copied(gone), node};
    // First the copies: `gone` may be the name that the folder frees.
    apply(&disk->now, change.name, node, change.gone);
    disk->renamings[disk->renaming_count++] = change;
}

static size_t folder_length(const char *name) {
    const char *slash = strrchr(name, '/');
    return slash ? (size_t)(slash - name) : 0;
}

static bool is_beside(const char *one, const char *other) {
    size_t length = folder_length(other);
    return one && folder_length(one) == length && strncmp(one, other, length) == 0;
}

void disk_sync_names(sim_disk *disk, const char *name) {
    size_t kept = 0;
    for (size_t i = 0; i < disk->renaming_count; i++) {
        renaming change = disk->renamings[i];
        if (!disk->options.journals_names && !is_beside(change.name, name) && !is_beside(change.gone, name)) {
            disk->renamings[kept++] = change;
            continue;
        }
        apply(&disk->durable, change.name, change.node, change.gone);
        free(change.name);
        free(change.gone);
    }
    bool is_changed = kept < disk->renaming_count;
    disk->renaming_count = kept;
    if (is_changed) disk_collect(disk);
}

/// Frees the files that no name, no pending change of names and no open file refers to.
void disk_collect(sim_disk *disk) {
    for (size_t i = 0; i < disk->now.count; i++) disk->now.entries[i].node->is_marked = true;
    for (size_t i = 0; i < disk->durable.count; i++) disk->durable.entries[i].node->is_marked = true;
    for (size_t i = 0; i < disk->renaming_count; i++) {
        if (disk->renamings[i].node) disk->renamings[i].node->is_marked = true;
    }
    for (inode **link = &disk->inodes; *link;) {
        inode *node = *link;
        if (node->is_marked || node->open) {
            node->is_marked = false;
            link = &node->next;
        } else {
            *link = node->next;
            disk->pending_bytes -= node->pending.size;
            inode_free(node);
        }
    }
}

char *absolute(const sim_disk *disk, const char *name, char path[PATH_BYTES_MAX]) {
    snprintf(path, PATH_BYTES_MAX, "%s%s", name[0] == '/' ? "" : disk->root, name);
    return path;
}
