/* demo_report FOLDER LANGUAGE: the invented review of unit/render/demo.h as a report folder. */
#include <math.h>
#include <stdio.h>

#include "render/render.h"

#include "unit/render/demo.h"

static bool write_report(const char *place, const char *name, struct error *err)
{
    OWN(report_release) struct report report = {0};
    OWN(language_close) struct language *language = NULL;
    OWN(folder_close) struct folder *folder = NULL;

    if (!language_open(name, &language, err) || !folder_open(place, &folder, err))
        return false;
    demo_compose(&report, name, "Lumen Energy", NULL);
    return report_finish(&report, err) &&
           render_folder(&(struct render_request){.report = &report, .language = language}, folder,
                         err) &&
           folder_commit(folder, err);
}

int main(int count, char **arguments)
{
    struct error err = {0};

    if (count != 3) {
        fprintf(stderr, "usage: demo_report FOLDER LANGUAGE\n");
        return ERROR_USAGE;
    }
    if (!write_report(arguments[1], arguments[2], &err)) {
        fprintf(stderr, "demo_report: %s\n", err.text);
        return (int)err.kind;
    }
    return 0;
}
