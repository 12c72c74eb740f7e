#include "ingest/portions.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PORTION_SIZE = 1 << 20, THREADS_MOST = 16, CUTS_TRIED = 256 };

/* A piece of the file on its way: read, decoded, given out. */
struct job {
    struct buffer bytes;
    uint64_t file_progress;
    bool is_last;
    struct row_batch batch;
    size_t parsed_length; /* rows end here; what is behind goes on in the next job */
    uint64_t line_count;  /* in those */
    uint64_t skipped;     /* row_parser_skipped(), before it is decoded at its start */
    bool is_done, has_failed;
    struct error err;
};

/* A parser and decoder of one thread. */
struct hand {
    struct row_parser *parser;
    struct row_decoder decoder;
};

struct portions {
    struct portions_request request;
    int thread_count; /* besides the caller; 0: the caller does all */
    struct hand own;
    struct job *jobs; /* a ring */
    size_t job_count;

    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t *threads;
    int started;
    uint64_t read_count; /* jobs that were read, or are being read */
    uint64_t given_count;
    bool is_reading, is_read, is_stopped;

    struct row_parser *cutter; /* of whoever reads */
    struct buffer carry;       /* bytes behind the last cut */
    uint64_t to_skip;          /* bytes before the first row of data */

    struct job joined;       /* rows that went on over a cut, read again by the caller */
    const struct job *given; /* what the caller looks at */
    bool has_rest, is_over;
    uint64_t byte_offset, line; /* of the next rows */
};

/* ---- cutting -------------------------------------------------------------------------------- */

/* The last line end of `bytes` behind which a row seems to begin, else the last; 0: there is none.
 */
static size_t find_cut(const struct portions *portions, struct span bytes)
{
    char end = portions->request.dialect->is_cr ? '\r' : '\n';
    size_t last = 0;
    size_t limit = bytes.length;

    for (int tried = 0; tried < CUTS_TRIED && limit > 0; tried++) {
        const char *found = memrchr(bytes.bytes, end, limit);
        if (found == NULL)
            break;
        size_t cut = (size_t)(found - bytes.bytes) + 1;
        last = last == 0 ? cut : last;
        if (row_parser_looks_like_row(portions->cutter,
                                      (struct span){bytes.bytes + cut, bytes.length - cut}))
            return cut;
        limit = cut - 1;
    }
    return last;
}

static bool drop_front(struct buffer *bytes, uint64_t *to_skip)
{
    size_t dropped = *to_skip < bytes->length ? (size_t)*to_skip : bytes->length;

    if (dropped == 0)
        return true;
    memmove(bytes->bytes, bytes->bytes + dropped, bytes->length - dropped);
    bytes->length -= dropped;
    *to_skip -= dropped;
    return *to_skip == 0;
}

/* One reads at a time, in the order of the jobs. */
static bool read_job(struct portions *portions, struct job *job)
{
    size_t size = portions->request.portion_size;

    buffer_clear(&job->bytes);
    buffer_append(&job->bytes, buffer_span(&portions->carry).bytes, portions->carry.length);
    buffer_clear(&portions->carry);
    job->is_last = false;
    job->skipped = 0;
    do
        if (!input_read(portions->request.input, size, &job->bytes, &job->is_last, &job->err))
            return false;
    while (!drop_front(&job->bytes, &portions->to_skip) && !job->is_last);
    job->file_progress = input_progress(portions->request.input);
    if (job->is_last)
        return true;
    struct span bytes = buffer_span(&job->bytes);
    size_t cut = find_cut(portions, bytes);
    if (cut == 0)
        return true;
    buffer_append(&portions->carry, bytes.bytes + cut, bytes.length - cut);
    job->bytes.length = cut;
    return !(portions->carry.is_short || job->bytes.is_short) || error_memory(&job->err);
}

/* ---- decoding ------------------------------------------------------------------------------- */

static bool meter_open(struct hand *hand, const struct row_rules *rules, struct error *err)
{
    return (!plan_has(rules->plan, FIELD_body) && !plan_has(rules->plan, FIELD_comment)) ||
           text_meter_open(rules->settings, &hand->decoder.texts, err);
}

static bool hand_open(struct hand *hand, const struct portions_request *request, struct error *err)
{
    hand->decoder.rules = request->rules;
    if (!row_parser_open(request->dialect, &hand->parser, err))
        return false;
    row_parser_expect(hand->parser, request->column_count);
    return meter_open(hand, request->rules, err);
}

static void hand_release(struct hand *hand)
{
    row_parser_close(hand->parser);
    row_decoder_release(&hand->decoder);
}

/* All rows of the job that end in it. */
static bool decode_job(const struct portions *portions, struct hand *hand, struct job *job)
{
    const struct portions_request *request = &portions->request;
    struct span bytes = buffer_span(&job->bytes);
    enum row_outcome outcome = ROW_READ;
    struct csv_row row;
    size_t at = 0;

    row_parser_begin(hand->parser, job->skipped);
    row_batch_begin(&job->batch, request->rules->plan->table->kind, bytes);
    for (;;) {
        if (!row_parser_next(hand->parser, bytes, at, job->is_last, &row, &outcome, &job->err))
            return false;
        if (outcome == ROW_NONE || outcome == ROW_UNFINISHED)
            break;
        if (outcome == ROW_READ && !row_decode(&hand->decoder, &row, &job->batch, &job->err))
            return false;
        at = row.byte_offset + row.byte_length;
    }
    job->parsed_length = at;
    job->skipped = row_parser_skipped(hand->parser);
    job->line_count = count_lines((struct span){bytes.bytes, at});
    return true;
}

/* ---- threads -------------------------------------------------------------------------------- */

/* The next job to be read, once there is room for it; NULL: no more. */
static struct job *claim(struct portions *portions)
{
    struct job *job = NULL;

    pthread_mutex_lock(&portions->lock);
    while (!portions->is_stopped && !portions->is_read &&
           (portions->is_reading ||
            portions->read_count - portions->given_count >= portions->job_count))
        pthread_cond_wait(&portions->changed, &portions->lock);
    if (!portions->is_stopped && !portions->is_read) {
        job = &portions->jobs[portions->read_count++ % portions->job_count];
        portions->is_reading = true;
    }
    pthread_mutex_unlock(&portions->lock);
    return job;
}

static void end_reading(struct portions *portions, const struct job *job)
{
    pthread_mutex_lock(&portions->lock);
    portions->is_reading = false;
    portions->is_read = job->is_last || job->has_failed;
    pthread_cond_broadcast(&portions->changed);
    pthread_mutex_unlock(&portions->lock);
}

static void end_job(struct portions *portions, struct job *job)
{
    pthread_mutex_lock(&portions->lock);
    job->is_done = true;
    pthread_cond_broadcast(&portions->changed);
    pthread_mutex_unlock(&portions->lock);
}

static void *work(void *context)
{
    struct portions *portions = context;
    struct hand hand = {0};
    struct error err = {0};
    bool is_open = hand_open(&hand, &portions->request, &err);

    for (struct job *job; (job = claim(portions)) != NULL;) {
        job->has_failed = !is_open || !read_job(portions, job);
        if (!is_open)
            job->err = err;
        end_reading(portions, job);
        job->has_failed = job->has_failed || !decode_job(portions, &hand, job);
        end_job(portions, job);
    }
    hand_release(&hand);
    return NULL;
}

/* The next job, read and decoded. The one given out before is free again. */
static struct job *next_job(struct portions *portions)
{
    struct job *job = &portions->jobs[portions->given_count % portions->job_count];

    if (portions->thread_count == 0) {
        job->has_failed = !read_job(portions, job) || !decode_job(portions, &portions->own, job);
        return job;
    }
    pthread_mutex_lock(&portions->lock);
    while (!job->is_done)
        pthread_cond_wait(&portions->changed, &portions->lock);
    pthread_mutex_unlock(&portions->lock);
    return job;
}

static void give_back(struct portions *portions)
{
    pthread_mutex_lock(&portions->lock);
    portions->jobs[portions->given_count++ % portions->job_count].is_done = false;
    pthread_cond_broadcast(&portions->changed);
    pthread_mutex_unlock(&portions->lock);
}

/* ---- the caller's side ---------------------------------------------------------------------- */

static int threads_wanted(const struct portions_request *request)
{
    long processors =
        request->thread_count > 0 ? request->thread_count : sysconf(_SC_NPROCESSORS_ONLN);
    bool is_small = input_byte_count(request->input) < 4 * PORTION_SIZE;

    if (processors <= 1 || (is_small && request->thread_count == 0))
        return 0;
    return processors > THREADS_MOST ? THREADS_MOST : (int)processors;
}

static bool start_threads(struct portions *portions, struct error *err)
{
    portions->threads = calloc((size_t)portions->thread_count + 1, sizeof *portions->threads);
    if (portions->threads == NULL)
        return error_memory(err);
    while (portions->started < portions->thread_count) {
        if (pthread_create(&portions->threads[portions->started], NULL, work, portions) != 0)
            break;
        portions->started++;
    }
    portions->thread_count = portions->started; /* none: the caller does all */
    return true;
}

bool portions_open(const struct portions_request *request, struct portions **out, struct error *err)
{
    OWN(portions_close) struct portions *portions = calloc(1, sizeof *portions);

    if (portions == NULL)
        return error_memory(err);
    pthread_mutex_init(&portions->lock, NULL);
    pthread_cond_init(&portions->changed, NULL);
    portions->request = *request;
    if (portions->request.portion_size == 0)
        portions->request.portion_size = PORTION_SIZE;
    portions->to_skip = portions->byte_offset = request->byte_offset;
    portions->line = request->line;
    portions->thread_count = threads_wanted(request);
    portions->job_count = (size_t)portions->thread_count * 2 + 1;
    portions->jobs = calloc(portions->job_count, sizeof *portions->jobs);
    if (portions->jobs == NULL)
        return error_memory(err);
    if (!row_parser_open(request->dialect, &portions->cutter, err) ||
        !hand_open(&portions->own, request, err))
        return false;
    row_parser_expect(portions->cutter, request->column_count);
    if (!start_threads(portions, err))
        return false;
    *out = TAKE(portions);
    return true;
}

static void job_release(struct job *job)
{
    buffer_release(&job->bytes);
    row_batch_release(&job->batch);
}

void portions_close(struct portions *portions)
{
    if (portions == NULL)
        return;
    pthread_mutex_lock(&portions->lock);
    portions->is_stopped = true;
    pthread_cond_broadcast(&portions->changed);
    pthread_mutex_unlock(&portions->lock);
    for (int i = 0; i < portions->started; i++)
        pthread_join(portions->threads[i], NULL);
    for (size_t i = 0; portions->jobs != NULL && i < portions->job_count; i++)
        job_release(&portions->jobs[i]);
    job_release(&portions->joined);
    hand_release(&portions->own);
    row_parser_close(portions->cutter);
    buffer_release(&portions->carry);
    pthread_mutex_destroy(&portions->lock);
    pthread_cond_destroy(&portions->changed);
    free(portions->jobs);
    free(portions->threads);
    free(portions);
}

/* What is left of the rows given out last, and the bytes of `job` behind it, decoded anew. */
static bool join(struct portions *portions, const struct job *job)
{
    struct job *joined = &portions->joined;

    memmove(joined->bytes.bytes, joined->bytes.bytes + joined->parsed_length,
            joined->bytes.length - joined->parsed_length);
    joined->bytes.length -= joined->parsed_length;
    buffer_append(&joined->bytes, job->bytes.bytes, job->bytes.length);
    joined->is_last = job->is_last;
    joined->file_progress = job->file_progress;
    if (joined->bytes.is_short)
        return error_memory(&joined->err);
    return decode_job(portions, &portions->own, joined);
}

/* Behind the rows that were given out last; what of them is not settled is kept for join(). */
static bool advance(struct portions *portions, struct error *err)
{
    const struct job *given = portions->given;
    struct job *joined = &portions->joined;

    portions->byte_offset += given->parsed_length;
    portions->line += given->line_count;
    portions->has_rest = given->parsed_length < given->bytes.length || given->skipped > 0;
    portions->is_over = given->is_last;
    if (given != joined && portions->has_rest) {
        buffer_clear(&joined->bytes);
        buffer_append(&joined->bytes, given->bytes.bytes + given->parsed_length,
                      given->bytes.length - given->parsed_length);
        joined->parsed_length = 0;
        joined->skipped = given->skipped;
    }
    portions->given = NULL;
    give_back(portions);
    return !joined->bytes.is_short || error_memory(err);
}

bool portions_next(struct portions *portions, struct portion *out, bool *is_end, struct error *err)
{
    if (portions->given != NULL && !advance(portions, err))
        return false;
    *is_end = portions->is_over;
    if (*is_end)
        return true;
    struct job *job = next_job(portions);
    if (!job->has_failed && portions->has_rest) {
        portions->joined.has_failed = !join(portions, job);
        job = &portions->joined;
    }
    if (job->has_failed) {
        *err = job->err;
        return false;
    }
    portions->given = job;
    *out = (struct portion){&job->batch, portions->byte_offset, portions->line, job->file_progress};
    return true;
}

uint64_t portion_line(const struct portion *portion, const struct decoded_row *row)
{
    bool is_begun_before = row->byte_offset > portion->batch->bytes.length;
    struct span before = {portion->batch->bytes.bytes, is_begun_before ? 0 : row->byte_offset};

    return portion->line + count_lines(before);
}
