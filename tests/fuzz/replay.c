/* replay: runs a fuzz target over files, for builds without libFuzzer. */
#include <sys/stat.h>

#include "fuzzing.h"

static void replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct stat status;

    PROMISE(file != NULL && fstat(fileno(file), &status) == 0);
    size_t size = (size_t)status.st_size;
    uint8_t *bytes = malloc(size + 1);
    PROMISE(bytes != NULL && fread(bytes, 1, size, file) == size);
    fclose(file);
    LLVMFuzzerTestOneInput(bytes, size);
    free(bytes);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        replay(argv[i]);
    printf("%d files\n", argc - 1);
    return argc > 1 ? 0 : 1;
}
