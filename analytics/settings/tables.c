/* The fields of deskgauge.yaml: add a setting by adding a row (and, if new, a member). */
#include "settings/field.h"

#include <string.h>

#define AT(type, member) .offset = offsetof(struct type, member)
#define COUNT_AT(type, member) .count_offset = offsetof(struct type, member)
#define END                                                                                        \
    {                                                                                              \
        0                                                                                          \
    }

static const struct closed_list CHANNEL_WORDS = {
    (const char *const[]){"any", "email", "phone", "chat", "messenger", "web", "social", "machine",
                          "counter", "other", NULL}};
static const struct closed_list PRIORITY_WORDS = {
    (const char *const[]){"any", "low", "normal", "high", "urgent", NULL}};
static const struct closed_list STATUS_WORDS = {
    (const char *const[]){"unknown", "new", "open", "pending", "hold", "solved", "closed", "merged",
                          "deleted", "spam", "test", NULL}};
static const struct closed_list TYPE_WORDS = {
    (const char *const[]){"unknown", "question", "incident", "problem", "request", NULL}};
static const struct closed_list EXECUTOR_WORDS = {
    (const char *const[]){"unknown", "own", "provider", NULL}};
static const struct closed_list OFFER_WORDS = {
    (const char *const[]){"per_ticket", "hour_block", "retainer", "per_seat", "dedicated",
                          "per_user", "one_off", "free_tier", "one_off_hire", NULL}};

static const struct closed_list PAUSE_WORDS = {
    (const char *const[]){"resolve", "none", "all", NULL}};

static const struct field SOURCE_FIELDS[] = {
    {"name", FIELD_TEXT, AT(source_settings, name),
     .help = "of the source; part of a ticket's identity", .is_required = true},
    {"files", FIELD_TEXTS, AT(source_settings, files), COUNT_AT(source_settings, file_count),
     .help = "paths or patterns, from the folder of this file", .is_required = true},
    {"desk", FIELD_TEXT, AT(source_settings, desk),
     .help = "name of a profile (deskgauge desks lists them) or path of your own; else recognised"},
    {"zone", FIELD_TEXT, AT(source_settings, zone), .help = "of times without a zone"},
    {"charset", FIELD_TEXT, AT(source_settings, charset), .help = "else detected and shown"},
    {"dates", FIELD_TEXT, AT(source_settings, dates),
     .help = "dmy, mdy or ymd; else decided from the column"},
    {"export_time", FIELD_INSTANT, AT(source_settings, export_time),
     .help = "when the export was made; else its last event"},
    {"numbers_shared", FIELD_FLAG, AT(source_settings, numbers_are_shared),
     .help = "other queues take ticket numbers too: missing ones are no doubt"},
    END};

static void source_init(void *element)
{
    ((struct source_settings *)element)->export_time = INSTANT_UNKNOWN;
}

static const struct field PROMISE_FIELDS[] = {
    {"account", FIELD_TEXT, AT(promise_settings, account), .help = "name, or head and *"},
    {"channel", FIELD_WORD, AT(promise_settings, channel), .words = &CHANNEL_WORDS,
     .help = "else any"},
    {"priority", FIELD_WORD, AT(promise_settings, priority), .words = &PRIORITY_WORDS,
     .help = "else any"},
    {"from", FIELD_DAY, AT(promise_settings, from_day), .help = "first day in force"},
    {"to", FIELD_DAY, AT(promise_settings, to_day), .help = "last day in force"},
    {"hours", FIELD_HOURS, AT(promise_settings, hours),
     .help = "named hours the clock runs in, or 24x7"},
    {"first_reply", FIELD_DURATION, AT(promise_settings, first_reply_s), .low = 1, .high = 31536000,
     .unit = "s", .help = "time to the first human reply"},
    {"resolve", FIELD_DURATION, AT(promise_settings, resolve_s), .low = 1, .high = 315360000,
     .unit = "s", .help = "time to resolution"},
    {"share", FIELD_SHARE, AT(promise_settings, share), .low = 0.01, .high = 1,
     .help = "share of tickets for which it is promised; 90% when not told"},
    {"pauses", FIELD_WORD, AT(promise_settings, pauses), .words = &PAUSE_WORDS,
     .help = "which clocks stop while the client is waited for (pending): resolve, none or all"},
    {.kind = FIELD_LINE, AT(promise_settings, line), COUNT_AT(promise_settings, column)},
    END};

static void promise_init(void *element)
{
    *(struct promise_settings *)element = (struct promise_settings){
        .from_day = INT32_MIN, .to_day = INT32_MAX, .hours = INDEX_NONE, .share = 0.9};
}

static const struct field ACCOUNT_FIELDS[] = {
    {"name", FIELD_TEXT, AT(account_settings, name), .help = "as in the export, or head and *",
     .is_required = true},
    {"shown", FIELD_TEXT, AT(account_settings, shown), .help = "name in reports"},
    {"hours", FIELD_HOURS, AT(account_settings, hours),
     .help = "hours in which support is promised"},
    {"monthly_fee", FIELD_MONEY, AT(account_settings, monthly_fee_minor), .unit = "a month",
     .help = "what the client pays"},
    {"test", FIELD_FLAG, AT(account_settings, is_test),
     .help = "leave its tickets out, and count them"},
    {"from", FIELD_DAY, AT(account_settings, from_day), .help = "first day of these hours and fee"},
    {"to", FIELD_DAY, AT(account_settings, to_day), .help = "last day of these hours and fee"},
    END};

static void account_init(void *element)
{
    *(struct account_settings *)element = (struct account_settings){
        .hours = INDEX_NONE, .monthly_fee_minor = -1, .from_day = INT32_MIN, .to_day = INT32_MAX};
}

static const struct field WORD_FIELDS[] = {
    {"channel", FIELD_MAP, AT(settings, channel_words), COUNT_AT(settings, channel_word_count),
     .words = &CHANNEL_WORDS, .help = "word of the desk: class"},
    {"priority", FIELD_MAP, AT(settings, priority_words), COUNT_AT(settings, priority_word_count),
     .words = &PRIORITY_WORDS, .help = "word of the desk: class"},
    {"status", FIELD_MAP, AT(settings, status_words), COUNT_AT(settings, status_word_count),
     .words = &STATUS_WORDS, .help = "word of the desk: class"},
    {"type", FIELD_MAP, AT(settings, type_words), COUNT_AT(settings, type_word_count),
     .words = &TYPE_WORDS, .help = "word of the desk: class"},
    END};

static const struct field EXECUTOR_FIELDS[] = {
    {"group", FIELD_TEXT, AT(executor_settings, group),
     .help = "team of the export, or head and *"},
    {"assignee", FIELD_TEXT, AT(executor_settings, assignee), .help = "a person as in the export"},
    {"executor", FIELD_WORD, AT(executor_settings, executor), .words = &EXECUTOR_WORDS,
     .help = "own or provider", .is_required = true},
    {"from", FIELD_DAY, AT(executor_settings, from_day),
     .help = "first day of an assignee as such"},
    {"to", FIELD_DAY, AT(executor_settings, to_day),
     .help = "last day of an assignee as such: earlier work stays his"},
    END};

static void executor_init(void *element)
{
    *(struct executor_settings *)element =
        (struct executor_settings){.from_day = INT32_MIN, .to_day = INT32_MAX};
}

static const struct field PEOPLE_FIELDS[] = {
    {"bots", FIELD_TEXTS, AT(settings, bots), COUNT_AT(settings, bot_count),
     .help = "senders that are no humans, as in the export"},
    {"test_requesters", FIELD_TEXTS, AT(settings, test_requesters),
     COUNT_AT(settings, test_requester_count), .help = "their tickets are left out, and counted"},
    {"executors", FIELD_LIST, AT(settings, executors), COUNT_AT(settings, executor_count),
     .fields = EXECUTOR_FIELDS, .size = sizeof(struct executor_settings), .init = executor_init,
     .help = "which teams are own staff and which a provider's"},
    END};

static const struct field TOPIC_FIELDS[] = {{"topic", FIELD_TEXT, AT(topic_settings, topic),
                                             .help = "name in reports", .is_required = true},
                                            {"category", FIELD_TEXT, AT(topic_settings, category),
                                             .help = "of the category column, or head and *",
                                             .is_required = true},
                                            END};

#define MEASURE(name_, index_, help_)                                                              \
    {                                                                                              \
        name_, FIELD_GROUP, .offset = (index_) * sizeof(struct measure_settings),                  \
                            .fields = MEASURE_FIELDS, .help = help_                                \
    }
static const struct field MEASURE_FIELDS[] = {{"weight", FIELD_NUMBER, AT(measure_settings, weight),
                                               .low = 0, .high = 1, .help = "inside its criterion"},
                                              {"anchors", FIELD_ANCHORS,
                                               AT(measure_settings, anchors),
                                               .help = "the values worth 0, 50, 80 and 100 points"},
                                              END};
static const struct field MEASURES_FIELDS[] = {
    MEASURE("one_touch", MEASURE_ONE_TOUCH, "no return after the first answer"),
    MEASURE("stays_solved", MEASURE_STAYS_SOLVED, "no reopening after the solve"),
    MEASURE("review", MEASURE_REVIEW, "answers that passed review"),
    MEASURE("parity", MEASURE_PARITY, "no channel served worse than the best"),
    MEASURE("no_switch", MEASURE_NO_SWITCH, "no forced change of channel"),
    MEASURE("not_abandoned", MEASURE_NOT_ABANDONED, "live channels not left unanswered"),
    MEASURE("alive", MEASURE_ALIVE, "promised channels that answer"),
    MEASURE("policy", MEASURE_POLICY, "what the channels offer, declared"),
    MEASURE("satisfied", MEASURE_SATISFIED, "clients satisfied"),
    MEASURE("plain_en", MEASURE_PLAIN_EN, "reading ease of English answers"),
    MEASURE("plain_ru", MEASURE_PLAIN_RU, "reading ease of Russian answers"),
    MEASURE("jargon", MEASURE_JARGON, "share of jargon words"),
    MEASURE("all_hours", MEASURE_ALL_HOURS, "cover where all hours are promised"),
    END};

#define WEIGHT(name_, index_)                                                                      \
    {                                                                                              \
        name_, FIELD_NUMBER, .offset = (index_) * sizeof(double), .low = 0, .high = 1,             \
                             .help = "weight in the composite"                                     \
    }
static const struct field WEIGHT_FIELDS[] = {
    WEIGHT("availability", CRITERION_AVAILABILITY), WEIGHT("first_reply", CRITERION_FIRST_REPLY),
    WEIGHT("completeness", CRITERION_COMPLETENESS), WEIGHT("channels", CRITERION_CHANNELS),
    WEIGHT("orientation", CRITERION_ORIENTATION),   END};

static bool take_weights(struct reader *reader, const struct yaml_node *node, void *element)
{
    struct criteria_settings *criteria = element;

    criteria->has_weights = true;
    return fields_read(reader, WEIGHT_FIELDS, node, criteria->weight);
}

static const struct field POLICY_FIELDS[] = {
    {"channel", FIELD_WORD, AT(channel_policy, channel), .words = &CHANNEL_WORDS,
     .help = "which channel", .is_required = true},
    {"promised", FIELD_FLAG, AT(channel_policy, is_promised), .help = "clients may count on it"},
    {"weight", FIELD_NUMBER, AT(channel_policy, weight), .low = 0, .high = 1,
     .help = "importance; else its share of demand"},
    {"identified", FIELD_SHARE, AT(channel_policy, identified),
     .help = "the client is identified: 0, 0.5 or 1"},
    {"history", FIELD_SHARE, AT(channel_policy, history),
     .help = "the history is kept and visible"},
    {"confidential", FIELD_SHARE, AT(channel_policy, confidential), .help = "data stay inside"},
    {"attachments", FIELD_SHARE, AT(channel_policy, attachments), .help = "files can be sent"},
    {"out_of_hours", FIELD_SHARE, AT(channel_policy, out_of_hours), .help = "it works at night"},
    {"accessible", FIELD_SHARE, AT(channel_policy, accessible), .help = "everybody can use it"},
    END};

static void policy_init(void *element)
{
    *(struct channel_policy *)element = (struct channel_policy){.identified = -1,
                                                                .history = -1,
                                                                .confidential = -1,
                                                                .attachments = -1,
                                                                .out_of_hours = -1,
                                                                .accessible = -1,
                                                                .is_promised = true};
}

static bool take_version_weights(struct reader *reader, const struct yaml_node *node, void *element)
{
    struct criteria_version *version = element;

    version->has_weights = true;
    return fields_read(reader, WEIGHT_FIELDS, node, version->weight);
}

static const struct field CRITERIA_VERSION_FIELDS[] = {
    {"from", FIELD_DAY, AT(criteria_version, from_day), .is_required = true,
     .help = "first day on which they hold"},
    {"measures", FIELD_GROUP, AT(criteria_version, measures), .fields = MEASURES_FIELDS,
     .help = "weights and anchors inside the criteria"},
    {"weights", FIELD_CUSTOM, .fields = WEIGHT_FIELDS, .take = take_version_weights,
     .help = "of the composite"},
    END};

/* What a change does not say stays as it was before it. */
static bool take_criteria_changes(struct reader *reader, const struct yaml_node *node,
                                  void *element)
{
    struct criteria_settings *criteria = element;

    if (node->kind != YAML_SEQUENCE)
        return yaml_error(node, reader->err, "'changes' takes a list of {from: …, measures: …}");
    criteria->versions =
        arena_array(&reader->settings->arena, node->count, sizeof *criteria->versions);
    if (criteria->versions == NULL)
        return error_memory(reader->err);
    for (size_t i = 0; i < node->count; i++) {
        struct criteria_version *version = &criteria->versions[i];
        if (i > 0) {
            *version = criteria->versions[i - 1];
        } else {
            memcpy(version->measures, criteria->measures, sizeof version->measures);
            memcpy(version->weight, criteria->weight, sizeof version->weight);
            version->has_weights = criteria->has_weights;
        }
        int32_t before = version->from_day;
        if (!fields_read(reader, CRITERIA_VERSION_FIELDS, node->items[i], version))
            return false;
        if (i > 0 && version->from_day <= before)
            return yaml_error(node->items[i], reader->err, "changes stand in order of day");
        criteria->version_count = i + 1;
    }
    return true;
}

static const struct field CRITERIA_FIELDS[] = {
    {"confidence", FIELD_SHARE, AT(criteria_settings, confidence), .low = 0.5, .high = 0.999,
     .help = "of intervals"},
    {"reply_default", FIELD_DURATION, AT(criteria_settings, reply_default_s), .low = 60,
     .high = 2592000, .unit = "s",
     .help = "a reply that counts as 'at hand' where nothing is promised"},
    {"one_touch_window", FIELD_DURATION, AT(criteria_settings, one_touch_window_s), .low = 3600,
     .high = 2592000, .unit = "s", .help = "a return within it fails the first answer"},
    {"reopen_window", FIELD_DURATION, AT(criteria_settings, reopen_window_s), .low = 3600,
     .high = 5184000, .unit = "s", .help = "a reopening within it counts"},
    {"switch_window", FIELD_DURATION, AT(criteria_settings, switch_window_s), .low = 3600,
     .high = 2592000, .unit = "s", .help = "the same client by another channel within it"},
    {"slot_target", FIELD_SHARE, AT(criteria_settings, slot_target_share), .low = 0.05,
     .high = 0.99, .help = "an hour is covered when this share is answered"},
    {"slot_certainty", FIELD_SHARE, AT(criteria_settings, slot_certainty), .low = 0.5, .high = 0.99,
     .help = "how sure a verdict on an hour must be"},
    {"practical_drop", FIELD_SHARE, AT(criteria_settings, practical_drop), .low = 0.001,
     .high = 0.5, .help = "a smaller drop is not called sagged"},
    {"false_discovery", FIELD_SHARE, AT(criteria_settings, false_discovery), .low = 0.001,
     .high = 0.5, .help = "share of false flags among segments"},
    {"nonresponse_delta", FIELD_SHARE, AT(criteria_settings, nonresponse_delta), .low = 0,
     .high = 1, .help = "how much less happy the silent may be"},
    {"scored_n", FIELD_NUMBER, AT(criteria_settings, scored_n), .low = 1, .high = 100000,
     .help = "effective tickets for a score"},
    {"indicative_n", FIELD_NUMBER, AT(criteria_settings, indicative_n), .low = 1, .high = 100000,
     .help = "effective tickets for a rough figure"},
    {"scored_half_width", FIELD_SHARE, AT(criteria_settings, scored_half_width), .low = 0.001,
     .high = 0.5, .help = "half the interval of a score, at most"},
    {"indicative_half_width", FIELD_SHARE, AT(criteria_settings, indicative_half_width),
     .low = 0.001, .high = 0.5, .help = "half the interval of a rough figure, at most"},
    {"scored_clusters", FIELD_COUNT, AT(criteria_settings, scored_clusters),
     .help = "accounts or days a score must rest on"},
    {"date_probability", FIELD_SHARE, AT(criteria_settings, date_probability), .low = 0.5,
     .high = 0.999, .help = "how sure the week of a change must be"},
    {"bootstrap", FIELD_COUNT, AT(criteria_settings, bootstrap_count), .low = 100, .high = 100000,
     .help = "replicates"},
    {"seed", FIELD_SIZED, AT(criteria_settings, seed), .help = "of the replicates"},
    {"slots_from", FIELD_COUNT, AT(criteria_settings, slots_from_ticket_count),
     .help = "tickets a period from which single hours are judged"},
    {"template_tickets", FIELD_COUNT, AT(criteria_settings, template_min_tickets), .low = 2,
     .high = 1000000, .help = "a text in so many tickets is a template"},
    {"template_share", FIELD_SHARE, AT(criteria_settings, template_min_share),
     .help = "and in this share of the account's tickets"},
    {"template_age", FIELD_DURATION, AT(criteria_settings, template_max_age_s),
     .help = "a template so soon after creation is no human"},
    {"satisfied_from", FIELD_SHARE, AT(criteria_settings, satisfied_from), .low = 0.1, .high = 1,
     .help = "share of the scale from which a client is satisfied"},
    {"measures", FIELD_GROUP, AT(criteria_settings, measures), .fields = MEASURES_FIELDS,
     .help = "weights and anchors of sub-measures"},
    {"weights", FIELD_CUSTOM, .fields = WEIGHT_FIELDS, .take = take_weights,
     .help = "of the five criteria; a composite is printed only when they are given"},
    {"changes", FIELD_CUSTOM, .take = take_criteria_changes,
     .help = "weights and anchors from a day on: {from: 2026-07-01, weights: …, measures: …}"},
    {"channels", FIELD_LIST, AT(criteria_settings, policies),
     COUNT_AT(criteria_settings, policy_count), .fields = POLICY_FIELDS,
     .size = sizeof(struct channel_policy), .init = policy_init,
     .help = "what each channel offers, declared by you"},
    END};

static const struct field OWN_STAFF_FIELDS[] = {
    {"monthly_gross", FIELD_UNCERTAIN_MONEY, AT(own_staff_settings, monthly_gross_minor),
     .unit = "per agent and month", .help = "pay before tax", .is_required = true},
    {"payroll", FIELD_TEXT, AT(own_staff_settings, payroll_table),
     .help = "table of employer contributions: ru-2026, ru-2026-it, us-2026 …",
     .is_required = true},
    {"bonus", FIELD_SHARE, AT(own_staff_settings, bonus_share), .high = 2, .help = "of pay"},
    {"absence", FIELD_SHARE, AT(own_staff_settings, absence_share), .high = 0.6,
     .help = "leave, sickness, training: it buys heads"},
    {"in_shift_loss", FIELD_SHARE, AT(own_staff_settings, in_shift_share), .high = 0.6,
     .help = "breaks, meetings: it buys seats"},
    {"yearly_hours", FIELD_NUMBER, AT(own_staff_settings, yearly_hours), .low = 500, .high = 3000,
     .unit = "h", .help = "norm of one person"},
    {"night_premium", FIELD_SHARE, AT(own_staff_settings, night_premium_share), .high = 2,
     .help = "on top of the hourly rate, 22–06"},
    {"holiday_premium", FIELD_SHARE, AT(own_staff_settings, holiday_premium_share), .high = 3,
     .help = "on top of the hourly rate"},
    {"overtime_hours", FIELD_NUMBER, AT(own_staff_settings, overtime_hours), .low = 0, .high = 500,
     .unit = "h", .help = "of one person and year: they save heads and are paid above the rate"},
    {"overtime_premium", FIELD_SHARE, AT(own_staff_settings, overtime_premium_share), .high = 3,
     .help = "on top of the hourly rate"},
    {"on_call_hours", FIELD_NUMBER, AT(own_staff_settings, on_call_hours), .low = 0, .high = 100000,
     .unit = "h", .help = "of a year, all together: reachable at home"},
    {"on_call_share", FIELD_SHARE, AT(own_staff_settings, on_call_share), .high = 1,
     .help = "of the hourly rate that such an hour is paid with"},
    {"attrition", FIELD_SHARE, AT(own_staff_settings, attrition_share), .high = 2,
     .help = "share of people who leave in a year"},
    {"vacancy_months", FIELD_NUMBER, AT(own_staff_settings, vacancy_months), .low = 0, .high = 24,
     .help = "an empty position"},
    {"ramp_months", FIELD_NUMBER, AT(own_staff_settings, ramp_months), .low = 0, .high = 24,
     .help = "until a new person is fully productive"},
    {"ramp_start", FIELD_SHARE, AT(own_staff_settings, ramp_start_share),
     .help = "productivity at the start"},
    {"hiring", FIELD_MONEY, AT(own_staff_settings, hiring_minor), .unit = "a hire",
     .help = "recruiting and training"},
    {"workplace", FIELD_MONEY, AT(own_staff_settings, workplace_monthly_minor),
     .unit = "per agent and month", .help = "desk, licences, telephony"},
    {"agents_per_lead", FIELD_NUMBER, AT(own_staff_settings, span_of_control), .low = 1,
     .high = 100, .help = "span of control"},
    {"lead_monthly_gross", FIELD_UNCERTAIN_MONEY, AT(own_staff_settings, lead_monthly_gross_minor),
     .unit = "a month", .help = "pay of a lead"},
    {"night_minimum", FIELD_COUNT, AT(own_staff_settings, min_night_persons), .high = 1000,
     .help = "persons at night, at least"},
    {"head_count", FIELD_COUNT, AT(own_staff_settings, head_count), .help = "people today"},
    END};

static const struct field TIER_FIELDS[] = {
    {"from", FIELD_NUMBER, AT(told_tier, from_quantity), .low = 0, .high = 1e9,
     .help = "tickets or hours of a month from which the price holds"},
    {"to", FIELD_NUMBER, AT(told_tier, to_quantity), .low = 0, .high = 1e9,
     .help = "up to which it holds; else the next tier's from"},
    {"price", FIELD_MONEY, AT(told_tier, price_minor), .help = "of each", .is_required = true},
    {.kind = FIELD_LINE, AT(told_tier, line), COUNT_AT(told_tier, column)},
    END};

static const struct field CREDIT_FIELDS[] = {
    {"below", FIELD_SHARE, AT(credit_settings, below), .help = "of replies in time in a month",
     .is_required = true},
    {"share", FIELD_SHARE, AT(credit_settings, fee_share),
     .help = "of the month's charge paid back", .is_required = true},
    END};

static const struct field OFFER_FIELDS[] = {
    {"name", FIELD_TEXT, AT(offer_settings, name), .help = "as in reports", .is_required = true},
    {"kind", FIELD_WORD, AT(offer_settings, kind), .words = &OFFER_WORDS,
     .help = "how it is priced", .is_required = true},
    {"hours", FIELD_HOURS, AT(offer_settings, hours), .help = "hours it covers, or 24x7"},
    {"first_reply", FIELD_DURATION, AT(offer_settings, first_reply_s), .help = "its own promise"},
    {"share", FIELD_SHARE, AT(offer_settings, share), .help = "of replies within it"},
    {"channels", FIELD_WORDS, AT(offer_settings, channels), COUNT_AT(offer_settings, channel_count),
     .words = &CHANNEL_WORDS, .help = "else all"},
    {"tiers", FIELD_LIST, AT(offer_settings, told_tiers), COUNT_AT(offer_settings, told_tier_count),
     .fields = TIER_FIELDS, .size = sizeof(struct told_tier), .help = "prices by volume"},
    {"monthly_minimum", FIELD_MONEY, AT(offer_settings, monthly_minimum_minor),
     .help = "charged at least"},
    {"monthly_fee", FIELD_MONEY, AT(offer_settings, monthly_fee_minor),
     .help = "of a retainer, a seat, a dedicated engineer"},
    {"included_hours", FIELD_NUMBER, AT(offer_settings, included_hours), .low = 0, .high = 100000,
     .help = "of a retainer, a month"},
    {"overage_hour", FIELD_MONEY, AT(offer_settings, overage_hour_minor),
     .help = "an hour beyond them"},
    {"increment_minutes", FIELD_NUMBER, AT(offer_settings, increment_minutes), .low = 0,
     .high = 480, .help = "work is billed in steps of"},
    {"minimum_minutes", FIELD_NUMBER, AT(offer_settings, minimum_minutes), .low = 0, .high = 480,
     .help = "billed at least for a ticket"},
    {"seats", FIELD_NUMBER, AT(offer_settings, seat_count), .low = 0, .high = 10000,
     .help = "bought; 0: as many as the promise needs"},
    {"absence_cover", FIELD_SHARE, AT(offer_settings, absence_cover_share),
     .help = "share of the engineer's absences that is covered"},
    {"setup", FIELD_MONEY, AT(offer_settings, setup_minor), .help = "once"},
    {"transfer_hours", FIELD_NUMBER, AT(offer_settings, transfer_hours), .low = 0, .high = 100000,
     .help = "of your own people at the start"},
    {"indexation", FIELD_SHARE, AT(offer_settings, yearly_indexation), .low = -0.5, .high = 2,
     .help = "a year"},
    {"vendor_management", FIELD_SHARE, AT(offer_settings, vendor_management_share),
     .help = "your own effort, share of the fee"},
    {"vat", FIELD_SHARE, AT(offer_settings, vat_share), .help = "on top of the prices"},
    {"vat_recoverable", FIELD_FLAG, AT(offer_settings, vat_is_recoverable),
     .help = "you get it back"},
    {"out_of_hours_multiplier", FIELD_NUMBER, AT(offer_settings, out_of_hours_multiplier), .low = 1,
     .high = 10, .help = "of the price outside office hours"},
    {"queue_hours", FIELD_NUMBER, AT(offer_settings, queue_hours), .low = 0, .high = 10000,
     .help = "one-off: find, quote, approve and prepay before work begins"},
    {"identifies_client", FIELD_FLAG, AT(offer_settings, identifies_client),
     .help = "before helping"},
    {"confidential", FIELD_FLAG, AT(offer_settings, is_confidential),
     .help = "data stay protected"},
    {"ends", FIELD_DAY, AT(offer_settings, ends_day), .help = "last day of the contract"},
    {"price", FIELD_MONEY, AT(offer_settings, price_minor),
     .help = "of a ticket, a job, a seat or a user, where it needs no tiers"},
    {"rollover", FIELD_SHARE, AT(offer_settings, rollover_share),
     .help = "hour block: of a block's hours that pass to the next month; the rest expires"},
    {"first_rise_month", FIELD_INTEGER, AT(offer_settings, first_rise_month), .low = 0, .high = 120,
     .help = "month of the first indexation; 0: after twelve"},
    {"currency", FIELD_TEXT, AT(offer_settings, currency),
     .help = "of its prices, where it is another"},
    {"exchange_rate", FIELD_NUMBER, AT(offer_settings, exchange_rate), .low = 0, .high = 1e6,
     .help = "of one unit of that currency in ours"},
    {"credits", FIELD_LIST, AT(offer_settings, credits), COUNT_AT(offer_settings, credit_count),
     .fields = CREDIT_FIELDS, .size = sizeof(struct credit_settings),
     .help = "paid back for a month under the promise"},
    {"credits_at_risk", FIELD_SHARE, AT(offer_settings, credits_at_risk_share),
     .help = "of a month's charge that may be paid back, at most"},
    {"kept_share", FIELD_SHARE, AT(offer_settings, kept_share),
     .help = "of replies that it really gives in time; without it no credits are counted"},
    {"exit", FIELD_MONEY, AT(offer_settings, exit_minor), .help = "paid when it ends"},
    {"exit_hours", FIELD_NUMBER, AT(offer_settings, exit_hours), .low = 0, .high = 100000,
     .help = "of your own people to take the work back"},
    {"briefing_minutes", FIELD_NUMBER, AT(offer_settings, briefing_minutes), .low = 0, .high = 4800,
     .help = "billed before the work of each ticket: another engineer starts from zero"},
    {"client_minutes", FIELD_NUMBER, AT(offer_settings, client_minutes), .low = 0, .high = 4800,
     .help = "of your own people for each ticket: describe, give access, accept"},
    {"notice_months", FIELD_NUMBER, AT(offer_settings, notice_months), .low = 0, .high = 120,
     .help = "to end it"},
    {"minimum_months", FIELD_NUMBER, AT(offer_settings, minimum_months), .low = 0, .high = 120,
     .help = "that it binds for"},
    {"topics", FIELD_TEXTS, AT(offer_settings, topics), COUNT_AT(offer_settings, topic_count),
     .help = "that it covers, by the names under topics:; else all"},
    {"source", FIELD_TEXT, AT(offer_settings, source),
     .help = "where its prices stand, with a date"},
    {"escalates", FIELD_SHARE, AT(offer_settings, escalated_share),
     .help = "share of its tickets that come back to your second line; else as of your own staff"},
    {"current", FIELD_FLAG, AT(offer_settings, is_current),
     .help = "the provider of the export: what it did is measured, its word is not asked"},
    {"planned_work", FIELD_FLAG, AT(offer_settings, takes_planned_work),
     .help = "it does planned_work.csv too, in billed hours; people paid by the month always do"},
    {.kind = FIELD_LINE, AT(offer_settings, line), COUNT_AT(offer_settings, column)},
    END};

static void offer_init(void *element)
{
    *(struct offer_settings *)element = (struct offer_settings){.hours = INDEX_NONE,
                                                                .share = 0.9,
                                                                .absence_cover_share = 1,
                                                                .vat_is_recoverable = true,
                                                                .out_of_hours_multiplier = 1,
                                                                .identifies_client = true,
                                                                .is_confidential = true,
                                                                .escalated_share = -1,
                                                                .ends_day = INT32_MAX};
}

static bool take_own_staff(struct reader *reader, const struct yaml_node *node, void *element)
{
    struct cost_settings *costs = element;

    costs->own.is_set = true;
    return fields_read(reader, OWN_STAFF_FIELDS, node, &costs->own);
}

static const struct field COST_FIELDS[] = {
    {"horizon_months", FIELD_INTEGER, AT(cost_settings, horizon_months), .low = 1, .high = 120,
     .help = "months compared"},
    {"discount_rate", FIELD_SHARE, AT(cost_settings, discount_rate), .low = -0.5, .high = 2,
     .help = "a year"},
    {"wage_growth", FIELD_SHARE, AT(cost_settings, wage_growth), .low = -0.5, .high = 2,
     .help = "a year"},
    {"price_growth", FIELD_SHARE, AT(cost_settings, price_growth), .low = -0.5, .high = 2,
     .help = "a year"},
    {"volume_growth", FIELD_UNCERTAIN_SHARE, AT(cost_settings, volume_growth), .low = -0.9,
     .high = 10, .help = "a year: 8%, or [-5%, 8%, 25%]"},
    {"handling_minutes", FIELD_UNCERTAIN, AT(cost_settings, handling_minutes), .low = 0.1,
     .high = 100000, .help = "work a ticket takes; else from the export"},
    {"waiting_hour", FIELD_MONEY, AT(cost_settings, waiting_hour_minor),
     .help = "what an hour of a client's waiting costs"},
    {"monthly_tickets", FIELD_NUMBER, AT(cost_settings, typed_monthly_tickets), .low = 0.01,
     .high = 1e8, .help = "volume, where there is no export",
     .hint = "nothing can be compared without tickets: write how many are expected, or leave the "
             "line out and the export is counted"},
    {"urgent", FIELD_SHARE, AT(cost_settings, urgent_share),
     .help = "share of such tickets that cannot wait; the others come in office hours"},
    {"minutes_a_reply", FIELD_NUMBER, AT(cost_settings, minutes_a_reply), .low = 0, .high = 1000,
     .help = "of work for each reply, where neither handling_minutes nor logged work is known"},
    {"paid_hours", FIELD_NUMBER, AT(cost_settings, paid_hours), .low = 0, .high = 1e6,
     .help = "of the desk's people in a month: the last way to learn the work of a ticket"},
    {"occupancy", FIELD_SHARE, AT(cost_settings, occupancy),
     .help = "of the hours at the seat that go into tickets"},
    {"own_staff", FIELD_CUSTOM, .fields = OWN_STAFF_FIELDS, .take = take_own_staff,
     .help = "what a team of your own costs"},
    {"offers", FIELD_LIST, AT(cost_settings, offers), COUNT_AT(cost_settings, offer_count),
     .fields = OFFER_FIELDS, .size = sizeof(struct offer_settings), .init = offer_init,
     .help = "of providers"},
    {"own_hour", FIELD_MONEY, AT(cost_settings, own_hour_minor),
     .help = "what an hour of your own people costs; else that of own_staff"},
    {"solved", FIELD_SHARE, AT(cost_settings, solved_share),
     .help = "share of tickets that end solved; else all"},
    {"hybrid", FIELD_FLAG, AT(cost_settings, has_hybrid),
     .help = "weigh own staff in some hours with an offer in the others"},
    {"starts", FIELD_DAY, AT(cost_settings, starts_day),
     .help = "first day of the horizon; else the day after the export"},
    {"patience", FIELD_DURATION, AT(cost_settings, patience_s),
     .help = "that callers and chats have on average before they give up; else nobody does"},
    {"reopened", FIELD_SHARE, AT(cost_settings, reopened_share),
     .help = "share of tickets that are worked on once more; else as in the export"},
    {"escalated", FIELD_SHARE, AT(cost_settings, escalated_share),
     .help = "share of tickets that your second line works on as well"},
    {"second_line_minutes", FIELD_NUMBER, AT(cost_settings, second_line_minutes), .low = 0,
     .high = 100000, .help = "of work on each of those"},
    {"leave_month", FIELD_INTEGER, AT(cost_settings, leave_month), .low = 0, .high = 120,
     .help = "month after which leaving each offer early is priced; else half the horizon"},
    {"draws", FIELD_COUNT, AT(cost_settings, draw_count), .low = 100, .high = 10000000,
     .help = "of the simulation"},
    END};

static bool take_costs(struct reader *reader, const struct yaml_node *node, void *element)
{
    struct settings *settings = element;

    settings->costs.is_set = true;
    settings->costs.line = node->line;
    settings->costs.column = node->column;
    return fields_read(reader, COST_FIELDS, node, &settings->costs);
}

static bool take_words(struct reader *reader, const struct yaml_node *node, void *element)
{
    return fields_read(reader, WORD_FIELDS, node, element);
}

static bool take_people(struct reader *reader, const struct yaml_node *node, void *element)
{
    return fields_read(reader, PEOPLE_FIELDS, node, element);
}

static bool take_version(struct reader *reader, const struct yaml_node *node, void *element)
{
    (void)element;
    if (node->kind == YAML_SCALAR && span_equal(node->text, SPAN("1")))
        return true;
    return yaml_error(node, reader->err, "this program reads settings of version 1");
}

const struct field SETTINGS_FIELDS[] = {
    {"version", FIELD_CUSTOM, .take = take_version, .help = "1"},
    {"organisation", FIELD_TEXT, AT(settings, organisation), .help = "shown on reports"},
    {"zone", FIELD_TEXT, AT(settings, zone), .help = "of the desk, such as Europe/Moscow"},
    {"language", FIELD_TEXT, AT(settings, language), .help = "of reports: en or ru"},
    {"currency", FIELD_TEXT, AT(settings, currency), .help = "such as RUB, EUR, USD"},
    {"store", FIELD_TEXT, AT(settings, store_path),
     .help = "keep what was read in this file over runs; else inside the report folder"},
    {"report", FIELD_TEXT, AT(settings, report_folder), .help = "folder for reports"},
    {"as_of", FIELD_INSTANT, AT(settings, as_of), .help = "hide everything later"},
    {"exports", FIELD_LIST, AT(settings, sources), COUNT_AT(settings, source_count),
     .fields = SOURCE_FIELDS, .size = sizeof(struct source_settings), .init = source_init,
     .help = "what to read"},
    {"hours", FIELD_CUSTOM, .take = hours_take, .help = "named opening hours"},
    {"promises", FIELD_LIST, AT(settings, promises), COUNT_AT(settings, promise_count),
     .fields = PROMISE_FIELDS, .size = sizeof(struct promise_settings), .init = promise_init,
     .help = "a ticket takes the first line that fits it"},
    {"accounts", FIELD_LIST, AT(settings, accounts), COUNT_AT(settings, account_count),
     .fields = ACCOUNT_FIELDS, .size = sizeof(struct account_settings), .init = account_init,
     .help = "clients"},
    {"words", FIELD_CUSTOM, .fields = WORD_FIELDS, .take = take_words,
     .help = "what the desk's own words mean"},
    {"people", FIELD_CUSTOM, .fields = PEOPLE_FIELDS, .take = take_people,
     .help = "bots, test senders, own staff and provider"},
    {"topics", FIELD_LIST, AT(settings, topics), COUNT_AT(settings, topic_count),
     .fields = TOPIC_FIELDS, .size = sizeof(struct topic_settings),
     .help = "categories that are judged together"},
    {"jargon", FIELD_TEXTS, AT(settings, jargon), COUNT_AT(settings, jargon_count),
     .help = "words that a client need not know"},
    {"criteria", FIELD_GROUP, AT(settings, criteria), .fields = CRITERIA_FIELDS,
     .help = "how the five criteria are judged"},
    {"costs", FIELD_CUSTOM, .fields = COST_FIELDS, .take = take_costs,
     .help = "own staff and offers, for compare"},
    END};
