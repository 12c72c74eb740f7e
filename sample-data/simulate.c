/* simulate: write a company's year as a help desk would export it, and what was true about it. */
#include <errno.h>
#include <getopt.h>
#include <string.h>
#include <sys/stat.h>

#include "simulator/simulation.h"

static const char USAGE[] =
    "usage: simulate [--shape hosting|small|bench] [--tickets N] [--seed N] [--no-truth] FOLDER\n"
    "  --shape    hosting: the committed sample; small: one cp1251 table; bench: timing data\n"
    "  --tickets  opened by the weekly rhythm; returns and outages come on top (bench: in all)\n"
    "  --seed     another year of the same company\n"
    "  --no-truth write no truth.json (bench never does)\n";

struct shape {
    const char *name;
    struct world (*world)(void);
    enum export_shape export;
    bool has_truth;
};

static const struct shape SHAPES[] = {
    {"hosting", world_hosting, EXPORT_GENERIC, true},
    {"small", world_small, EXPORT_RUSSIAN, true},
    {"bench", world_bench, EXPORT_BENCH, false},
};

struct choice {
    const struct shape *shape;
    int64_t ticket_count; /* -1: as the world has it */
    int64_t seed;
    bool wants_truth;
    const char *folder;
};

static const struct shape *shape_find(const char *name)
{
    for (size_t i = 0; i < sizeof SHAPES / sizeof SHAPES[0]; i++) {
        if (strcmp(SHAPES[i].name, name) == 0)
            return &SHAPES[i];
    }
    return NULL;
}

static bool parse_number(const char *text, int64_t *out, struct error *err)
{
    if (!span_integer(span_of(text), out) || *out < 0)
        return error_set(err, ERROR_USAGE, "not a whole number: '%s'", text);
    return true;
}

static bool parse(int count, char **words, struct choice *out, struct error *err)
{
    static const struct option OPTIONS[] = {{"shape", required_argument, NULL, 's'},
                                            {"tickets", required_argument, NULL, 'n'},
                                            {"seed", required_argument, NULL, 'r'},
                                            {"no-truth", no_argument, NULL, 't'},
                                            {0}};
    int option = 0;

    *out = (struct choice){&SHAPES[0], -1, -1, true, NULL};
    while ((option = getopt_long(count, words, "", OPTIONS, NULL)) != -1) {
        if (option == 't')
            out->wants_truth = false;
        else if (option == 's' && (out->shape = shape_find(optarg)) == NULL)
            return error_set(err, ERROR_USAGE, "no such shape: '%s'", optarg);
        else if (option == 'n' && !parse_number(optarg, &out->ticket_count, err))
            return false;
        else if (option == 'r' && !parse_number(optarg, &out->seed, err))
            return false;
        else if (option == '?')
            return error_set(err, ERROR_USAGE, "unknown option");
    }
    if (optind + 1 != count)
        return error_set(err, ERROR_USAGE, "one folder is wanted");
    out->folder = words[optind];
    return true;
}

static bool write_truth(struct truth *truth, const char *folder, struct error *err)
{
    OWN(buffer_release) struct buffer text = {0};
    OWN(buffer_release) struct buffer path = {0};
    OWN(sink_close) struct sink *sink = NULL;

    truth_probe(truth);
    truth_write(truth, &text);
    buffer_format(&path, "%s/truth.json", folder);
    if (text.is_short || path.is_short)
        return error_memory(err);
    if (!sink_open(path.bytes, &sink, err))
        return false;
    sink_bytes(sink, text.bytes, text.length);
    return sink_finish(sink, err);
}

static bool simulate(const struct choice *choice, struct error *err)
{
    struct world world = choice->shape->world();
    bool has_truth = choice->shape->has_truth && choice->wants_truth;
    OWN(export_close) struct export *export = NULL;
    OWN(free) struct truth *truth = has_truth ? malloc(sizeof *truth) : NULL;

    if (has_truth && truth == NULL)
        return error_memory(err);
    if (choice->ticket_count >= 0)
        world.ticket_count = (uint64_t)choice->ticket_count;
    if (choice->seed >= 0)
        world.seed = (uint64_t)choice->seed;
    if (!world_settle(&world, err))
        return false;
    if (mkdir(choice->folder, 0777) != 0 && errno != EEXIST)
        return error_set(err, ERROR_INPUT, "%s: %s", choice->folder, strerror(errno));
    if (truth != NULL)
        truth_init(truth, &world);
    return export_open(&world, choice->shape->export, choice->folder, &export, err) &&
           simulation_run(&world, export, truth, err) &&
           (truth == NULL || write_truth(truth, choice->folder, err));
}

int main(int count, char **words)
{
    struct error err = {0};
    struct choice choice;

    if (!parse(count, words, &choice, &err) || !simulate(&choice, &err)) {
        fprintf(stderr, "simulate: %s\n%s", err.text, err.kind == ERROR_USAGE ? USAGE : "");
        return (int)err.kind;
    }
    return 0;
}
