#include "kinds/composing.h"

/* What was agreed with a client, as it was applied to the tickets of the period, and what they were
 * about. Read from the cube's counts, so that nothing stands here that no ticket was held to. */
enum { PROMISES_MOST = 64, TOPICS_MOST = 256 };

struct agreed_row {
    uint64_t asked_count, kept_count, open_count;
};

/* Of one client, or of all. */
static bool is_asked(const struct composing *composing, const struct cube_key *key)
{
    const struct period *period = &composing->card->period[PERIOD_CURRENT];

    return (composing->account == ALL_ACCOUNTS || key->account == (uint32_t)composing->account) &&
           key->day >= period->first_day && key->day <= period->last_day;
}

static void count_wait(const struct cube_wait *row, struct agreed_row *out)
{
    const struct cube_exit *exit = &row->reply[READING_STRICT];

    if (exit->exit == EXIT_UNMEASURED)
        return;
    out->asked_count += row->count;
    if (exit->exit == EXIT_EVENT && exit->promised_part == 0)
        out->kept_count += row->count;
    if (exit->exit == EXIT_CENSORED && exit->promised_part == 0)
        out->open_count += row->count;
}

static struct value clock_value(uint16_t minute)
{
    return value_duration(60.0 * minute);
}

/* "Mon–Fri, 10 h–18 h" where one stretch of the day holds for a run of weekdays. */
static struct phrase version_phrase(const struct composing *composing,
                                    const struct hours_version *version)
{
    static const char *const days[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                       N_("Fri"), N_("Sat"), N_("Sun")};
    uint64_t minutes = 0;
    bool is_plain = version->interval_count > 0;

    for (size_t i = 0; i < version->interval_count; i++) {
        const struct hours_interval *interval = &version->intervals[i];
        minutes += (uint64_t)(interval->to_minute - interval->from_minute);
        is_plain &= interval->from_minute == version->intervals[0].from_minute &&
                    interval->to_minute == version->intervals[0].to_minute &&
                    interval->weekday == version->intervals[0].weekday + i;
    }
    if (!is_plain)
        return report_phrase(composing->report,
                             PHRASE("%1$s a week", value_duration(60.0 * (double)minutes)));
    const struct hours_interval *first = &version->intervals[0];
    struct phrase from = {.text = days[first->weekday]};
    struct phrase to = {.text = days[version->intervals[version->interval_count - 1].weekday]};
    struct value hours =
        value_range(clock_value(first->from_minute), clock_value(first->to_minute));
    return report_phrase(composing->report, version->interval_count == 1
                                                ? PHRASE("%1$s, %2$s", value_words(&from), hours)
                                                : PHRASE("%1$s–%2$s, %3$s", value_words(&from),
                                                         value_words(&to), hours));
}

static struct phrase hours_phrase(const struct composing *composing,
                                  const struct fact_promise *promise)
{
    const struct settings *settings = composing->request->settings;

    if (promise->is_always || promise->hours < 0 || (size_t)promise->hours >= settings->hours_count)
        return (struct phrase){.text = N_("around the clock")};
    const struct hours_settings *hours = &settings->hours[promise->hours];
    if (hours->version_count == 0)
        return (struct phrase){.text = N_("around the clock")};
    return version_phrase(composing, &hours->versions[hours->version_count - 1]);
}

static void add_row(struct composing *composing, struct table *table, int priority,
                    const struct fact_promise *promise, const struct agreed_row *row)
{
    struct phrase name = priority_word((enum priority)priority);
    struct phrase hours = hours_phrase(composing, promise);
    uint64_t decided = row->asked_count - row->open_count;

    TABLE_ROW(composing->report, table, STATE_NONE, value_words(&name),
              value_duration((double)promise->first_reply_s), value_ratio(promise->share),
              value_words(&hours),
              promise->resolve_s > 0 ? value_duration((double)promise->resolve_s) : no_value(),
              value_count((int64_t)row->asked_count), value_count((int64_t)row->kept_count),
              decided > 0 ? value_ratio((double)row->kept_count / (double)decided) : no_value());
}

void compose_agreed(struct composing *composing)
{
    const struct cube *cube = composing->request->cube;
    struct agreed_row rows[PRIORITY_COUNT][PROMISES_MOST] = {{{0}}};
    bool has_row = false;

    for (size_t i = 0; i < cube->wait_count; i++) {
        const struct cube_wait *row = &cube->wait[i];
        bool is_promised = row->key.promise < PROMISES_MOST &&
                           row->key.promise < cube->names.promise_count &&
                           cube->names.promises[row->key.promise].first_reply_s > 0;
        if (!is_promised || !is_asked(composing, &row->key))
            continue;
        count_wait(row, &rows[row->key.priority][row->key.promise]);
        has_row = true;
    }
    if (!has_row)
        return;
    report_section(composing->report, PHRASE("What we agreed"),
                   PHRASE("The promise, and how often it was kept"));
    struct table *table =
        report_table(composing->report, "agreed", PHRASE("The first reply, by priority"));
    table_column(composing->report, table, "priority", PHRASE("Priority"), COLUMN_TEXT);
    table_column(composing->report, table, "first_reply", PHRASE("Reply within"), COLUMN_NUMBER);
    table_column(composing->report, table, "promised_share", PHRASE("Promised for"), COLUMN_NUMBER);
    table_column(composing->report, table, "hours", PHRASE("Hours"), COLUMN_TEXT);
    table_column(composing->report, table, "solve", PHRASE("Solved within"), COLUMN_NUMBER);
    table_column(composing->report, table, "tickets", PHRASE("Tickets"), COLUMN_NUMBER);
    table_column(composing->report, table, "in_time", PHRASE("In time"), COLUMN_NUMBER);
    table_column(composing->report, table, "share", PHRASE("Share"), COLUMN_NUMBER);
    for (int priority = PRIORITY_COUNT - 1; priority >= 0; priority--)
        for (uint32_t p = 0; p < cube->names.promise_count && p < PROMISES_MOST; p++)
            if (rows[priority][p].asked_count > 0)
                add_row(composing, table, priority, &cube->names.promises[p], &rows[priority][p]);
    report_add_table(composing->report, table);
}

/* ---- what the tickets were about ---- */

struct topic_count {
    uint32_t topic;
    uint64_t now, before;
};

static void sort_topics(struct topic_count *rows, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j > 0 && rows[j].now > rows[j - 1].now; j--) {
            struct topic_count swap = rows[j];
            rows[j] = rows[j - 1];
            rows[j - 1] = swap;
        }
}

static uint64_t count_topics(const struct composing *composing, struct topic_count *rows,
                             size_t count)
{
    const struct cube *cube = composing->request->cube;
    const struct period *before = &composing->card->period[PERIOD_PREVIOUS];
    uint64_t all = 0;

    for (size_t i = 0; i < count; i++)
        rows[i].topic = (uint32_t)i;
    for (size_t i = 0; i < cube->population_count; i++) {
        const struct cube_population *row = &cube->population[i];
        bool is_ours =
            composing->account == ALL_ACCOUNTS || row->key.account == (uint32_t)composing->account;
        if (row->exclusion != EXCLUDED_NOT || !is_ours || row->key.topic >= count)
            continue;
        if (is_asked(composing, &row->key)) {
            rows[row->key.topic].now += row->count;
            all += row->count;
        } else if (before->is_present && row->key.day >= before->first_day &&
                   row->key.day <= before->last_day) {
            rows[row->key.topic].before += row->count;
        }
    }
    return all;
}

/* The topic that the settings name; the first is all the rest. */
static struct value topic_name(const struct composing *composing, uint32_t topic,
                               const struct phrase *rest)
{
    return topic == 0 ? value_words(rest)
                      : value_text(composing->request->cube->names.topics[topic]);
}

void compose_topics(struct composing *composing)
{
    const struct cube *cube = composing->request->cube;
    struct topic_count rows[TOPICS_MOST] = {{0}};
    size_t count = cube->names.topic_count < TOPICS_MOST ? cube->names.topic_count : TOPICS_MOST;
    bool has_before = composing->card->period[PERIOD_PREVIOUS].is_present;
    struct phrase rest = {.text = N_("Other topics")};

    if (count < 2)
        return;
    uint64_t all = count_topics(composing, rows, count);
    sort_topics(rows, count);
    const struct topic_count *first = &rows[rows[0].topic == 0];
    if (all == 0 || first->now == 0)
        return;
    report_section(composing->report, PHRASE("What the tickets were about"),
                   PHRASE("%1$s made up %2$s of the tickets",
                          topic_name(composing, first->topic, &rest),
                          value_ratio((double)first->now / (double)all)));
    struct table *table = report_table(composing->report, "topics", PHRASE("By topic"));
    table_column(composing->report, table, "topic", PHRASE("Topic"), COLUMN_TEXT);
    table_column(composing->report, table, "tickets", PHRASE("Tickets"), COLUMN_NUMBER);
    table_column(composing->report, table, "share", PHRASE("Share"), COLUMN_NUMBER);
    table_column(composing->report, table, "tickets_before", PHRASE("Before"), COLUMN_NUMBER);
    for (size_t i = 0; i < count && rows[i].now > 0; i++)
        TABLE_ROW(composing->report, table, STATE_NONE, topic_name(composing, rows[i].topic, &rest),
                  value_count((int64_t)rows[i].now), value_ratio((double)rows[i].now / (double)all),
                  has_before ? value_count((int64_t)rows[i].before) : no_value());
    report_add_table(composing->report, table);
}
