/* disputes: tickets that both sides agreed to leave out. */
#include <stdlib.h>
#include <string.h>

#include "facts/groundwork.h"

static int compare_disputes(const void *a, const void *b)
{
    const struct agreed_dispute *x = a;
    const struct agreed_dispute *y = b;
    int order = span_compare(span_of(x->row->ticket), span_of(y->row->ticket));

    return order != 0 ? order : (x->row->line > y->row->line) - (x->row->line < y->row->line);
}

bool groundwork_disputes(struct groundwork *ground, struct error *err)
{
    const struct house *house = &ground->settings->house;

    ground->disputes =
        arena_array(ground->arena, house->dispute_count + 1, sizeof *ground->disputes);
    if (ground->disputes == NULL)
        return error_memory(err);
    for (size_t i = 0; i < house->dispute_count; i++)
        ground->disputes[ground->dispute_count++].row = &house->disputes[i];
    qsort(ground->disputes, ground->dispute_count, sizeof *ground->disputes, compare_disputes);
    return true;
}

bool groundwork_is_disputed(struct groundwork *ground, const struct thread *thread)
{
    size_t low = 0;
    size_t high = ground->dispute_count;
    bool is_agreed = false;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (span_compare(span_of(ground->disputes[middle].row->ticket), thread->row.id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < ground->dispute_count; low++) {
        struct agreed_dispute *dispute = &ground->disputes[low];
        if (!span_equal(span_of(dispute->row->ticket), thread->row.id))
            break;
        if (dispute->row->source != NULL &&
            strcmp(dispute->row->source, ground->source_names[thread->source]) != 0)
            continue;
        dispute->is_found = true;
        is_agreed |= dispute->row->state == DISPUTE_AGREED;
    }
    return is_agreed;
}

uint32_t groundwork_lost_disputes(const struct groundwork *ground, size_t *first_line)
{
    uint32_t count = 0;

    *first_line = 0;
    for (size_t i = 0; i < ground->dispute_count; i++) {
        if (ground->disputes[i].is_found)
            continue;
        count++;
        if (*first_line == 0 || ground->disputes[i].row->line < *first_line)
            *first_line = ground->disputes[i].row->line;
    }
    return count;
}
