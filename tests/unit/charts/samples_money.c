#include "samples.h"

#include <math.h>

#include "charts/break_even.h"
#include "charts/channels.h"
#include "charts/forest.h"
#include "charts/frontier.h"
#include "charts/hours_map.h"
#include "charts/small_multiples.h"
#include "charts/strips.h"
#include "charts/tornado.h"
#include "charts/waterfall.h"

static const char *key_of(const struct sample_page *page, const char *key)
{
    return page->is_russian ? arena_format(page->arena, "%s_ru", key) : key;
}

static void add_strips(struct sample_page *page)
{
    const struct strip_row rows[] = {
        {word(page, "Own team", "Своя команда"), 7.8, 8.3, 8.9, 9.6, 10.3, 11.1, 11.9,
         word(page, "₽9.6M", "9,6 млн ₽"),
         word(page, "cheapest in 3% of runs", "дешевле всех в 3 % прогонов"), false},
        {word(page, "Provider, all day", "Подрядчик круглосуточно"), 6.8, 7.1, 7.5, 7.9, 8.3, 8.7,
         9.2, word(page, "₽7.9M", "7,9 млн ₽"), word(page, "in 16%", "в 16 %"), false},
        {word(page, "Own team by day, provider by night", "Днём свои, ночью подрядчик"), 5.8, 6.1,
         6.4, 6.7, 7.0, 7.4, 7.7, word(page, "₽6.7M", "6,7 млн ₽"),
         word(page, "in 81%", "в 81 %"), true},
        {word(page, "Included with hosting", "В составе хостинга"), NAN, NAN, NAN, NAN, NAN, NAN,
         NAN, word(page, "no offer was given", "предложение не дано"), NULL, false},
    };

    add_sample(page,
               word(page, "Cost of the first year, by model", "Стоимость первого года, по моделям"),
               chart_strips(page->arena, key_of(page, "strips"),
                            &(struct strips_chart){
                                .rows = rows,
                                .count = 4,
                                .title = word(page, "₽ million, first 12 months",
                                              "млн ₽ за первые 12 месяцев"),
                                .key_title = word(page, "range of outcomes", "размах исходов"),
                                .half_name = word(page, "50%", "50 %"),
                                .most_name = word(page, "80%", "80 %"),
                                .all_name = word(page, "95%", "95 %"),
                                .values = {number_text, page},
                            }));
}

enum { MONTHS = 12, CHANNELS = 5 };

static const char *channel_name(const struct sample_page *page, int channel)
{
    static const char *const english[] = {"Chat", "Email", "Phone", "Messengers", "Portal"};
    static const char *const russian[] = {"Чат", "Почта", "Телефон", "Мессенджеры", "Портал"};

    return word(page, english[channel], russian[channel]);
}

static void channel_counts(double counts[CHANNELS][MONTHS])
{
    static const double first[] = {1200, 1390, 610, 276, 200}, last[] = {1597, 968, 483, 988, 256};
    unsigned seed = 5;

    for (int channel = 0; channel < CHANNELS; channel++)
        for (int month = 0; month < MONTHS; month++)
            counts[channel][month] = first[channel] +
                                     (last[channel] - first[channel]) * month / (MONTHS - 1.0) +
                                     90 * (sample_noise(&seed) - 0.5);
}

static void add_channels(struct sample_page *page)
{
    double counts[CHANNELS][MONTHS], ratios[MONTHS * CHANNELS];
    struct channels_chart channels = {.ratios = ratios,
                                      .month_count = MONTHS,
                                      .channel_count = CHANNELS,
                                      .words = {percent_text, page}};
    const struct chart_tick ticks[] = {{0, word(page, "Oct", "окт.")},
                                       {3, word(page, "Jan", "янв.")},
                                       {6, word(page, "Apr", "апр.")},
                                       {9, word(page, "Jul", "июль")},
                                       {11, word(page, "Sep", "сент.")}};

    channel_counts(counts);
    for (int month = 0; month < MONTHS; month++) {
        double sum = 0;
        for (int channel = 0; channel < CHANNELS; channel++)
            sum += counts[channel][month];
        for (int channel = 0; channel < CHANNELS; channel++)
            ratios[month * CHANNELS + channel] = counts[channel][month] / sum;
    }
    for (int channel = 0; channel < CHANNELS; channel++)
        channels.names[channel] = arena_format(
            page->arena, page->is_russian ? "%s %.0f\u00a0%%" : "%s %.0f%%",
            channel_name(page, channel), 100 * ratios[(MONTHS - 1) * CHANNELS + channel]);
    channels.ticks = ticks;
    channels.tick_count = 5;
    add_sample(page, word(page, "Share of requests, by channel", "Доля обращений, по каналам"),
               chart_channels(page->arena, key_of(page, "channels"), &channels));
}

static void add_small_multiples(struct sample_page *page)
{
    double counts[CHANNELS][MONTHS];
    struct small_multiples_chart multiples = {.panel_count = CHANNELS,
                                              .value_count = MONTHS,
                                              .first_text = word(page, "Oct", "окт."),
                                              .last_text = word(page, "Sep", "сент."),
                                              .values = {number_text, page}};

    channel_counts(counts);
    for (int channel = 0; channel < CHANNELS; channel++)
        multiples.panels[channel] = (struct small_panel){
            channel_name(page, channel),
            arena_format(page->arena, "%s (%+.0f%%)",
                         number_text(page, counts[channel][MONTHS - 1], 1),
                         100 * (counts[channel][MONTHS - 1] / counts[channel][0] - 1)),
            counts[channel]};
    add_sample(page, word(page, "Requests a month, by channel", "Обращений в месяц, по каналам"),
               chart_small_multiples(page->arena, key_of(page, "small_multiples"), &multiples));
}

static void add_waterfall(struct sample_page *page)
{
    const struct waterfall_step steps[] = {
        {word(page, "Email: replies came later", "Почта: отвечали позже"), -0.084, -0.105, -0.062,
         true, false, word(page, "−8.4", "−8,4")},
        {word(page, "Chat: replies came later", "Чат: отвечали позже"), -0.051, -0.07, -0.03, true,
         false, word(page, "−5.1", "−5,1")},
        {word(page, "Phone: replies came sooner", "Телефон: отвечали раньше"), 0.012, -0.004, 0.028,
         false, false, word(page, "+1.2", "+1,2")},
        {word(page, "More requests by messenger, where replies are slow",
              "Больше обращений из мессенджеров, где отвечают медленно"),
         -0.032, NAN, NAN, true, true, word(page, "−3.2", "−3,2")},
        {word(page, "Fewer requests by email", "Меньше обращений по почте"), 0.005, NAN, NAN, false,
         true, word(page, "+0.5", "+0,5")},
    };

    add_sample(page,
               word(page, "What moved the share of replies on time, points",
                    "Что изменило долю ответов в срок, пунктов"),
               chart_waterfall(page->arena, key_of(page, "waterfall"),
                               &(struct waterfall_chart){
                                   .start = 0.79,
                                   .end = 0.64,
                                   .start_name = word(page, "Q2 2026", "II кв. 2026"),
                                   .start_text = word(page, "79%", "79 %"),
                                   .end_name = word(page, "Q3 2026", "III кв. 2026"),
                                   .end_text = word(page, "64%", "64 %"),
                                   .steps = steps,
                                   .count = 5,
                                   .values = {percent_text, page},
                               }));
}

enum { ACCOUNTS = 12 };

static void add_forest(struct sample_page *page)
{
    static const struct {
        const char *name;
        double value, low, high, raw;
        int count;
        enum chart_tone tone;
    } accounts[ACCOUNTS] = {
        {"Aurora Travel", .927, .905, .946, .937, 412, TONE_BETTER},
        {"Delta Post", .921, .881, .954, .948, 97, TONE_BETTER},
        {"Baltic Fresh", .907, .878, .932, .914, 288, TONE_PLAIN},
        {"Cedar Bank", .900, .880, .919, .901, 655, TONE_BETTER},
        {"Kite School", .897, .822, .957, 1.0, 12, TONE_PLAIN},
        {"Evergreen Pharmacy", .885, .858, .910, .885, 520, TONE_PLAIN},
        {"Forte Games", .874, .855, .893, .874, 1240, TONE_PLAIN},
        {"Granit Telecom", .862, .838, .885, .860, 830, TONE_PLAIN},
        {"Jasper Rent", .855, .800, .900, .846, 143, TONE_PLAIN},
        {"Hermes Parcel & Courier Services of the North-West", .848, .777, .903, .824, 74,
         TONE_PLAIN},
        {"Ivory Dental", .831, .690, .880, .742, 31, TONE_PLAIN},
        {"Lumen Energy", .810, .774, .843, .805, 487, TONE_BAD},
    };
    struct forest_row rows[ACCOUNTS + 1];

    for (int i = 0; i < ACCOUNTS; i++)
        rows[i] = (struct forest_row){
            accounts[i].name,
            accounts[i].value,
            accounts[i].low,
            accounts[i].high,
            accounts[i].raw,
            accounts[i].tone,
            arena_format(page->arena, page->is_russian ? "%.0f,%d\u00a0%%" : "%.0f.%d%%",
                         floor(accounts[i].value * 100),
                         (int)(accounts[i].value * 1000 + 0.5) % 10),
            number_text(page, accounts[i].count, 1)};
    rows[ACCOUNTS] = (struct forest_row){word(page, "Orbit Labs", "Орбита"),
                                         NAN,
                                         NAN,
                                         NAN,
                                         NAN,
                                         TONE_PLAIN,
                                         word(page, "fewer than 10 answers", "меньше 10 ответов"),
                                         "4"};
    add_sample(page,
               word(page, "Share satisfied with the answer, by account",
                    "Доля довольных ответом, по клиентам"),
               chart_forest(page->arena, key_of(page, "forest"),
                            &(struct forest_chart){
                                .rows = rows,
                                .count = ACCOUNTS + 1,
                                .norm = 0.877,
                                .norm_text = word(page, "all accounts 87.7%", "все клиенты 87,7 %"),
                                .value_title = word(page, "Estimate", "Оценка"),
                                .count_title = word(page, "answers", "ответов"),
                                .low = 0,
                                .high = 1,
                                .values = {percent_text, page},
                            }));
}

enum { VOLUMES = 21 };

static void add_break_even(struct sample_page *page)
{
    struct cost_point own[VOLUMES], provider[VOLUMES], mixed[VOLUMES];

    for (int i = 0; i < VOLUMES; i++) {
        double volume = 500.0 * i;
        double a = fmax(570, 420 + 0.142 * volume), b = fmax(260, 80 + 0.2 * volume);
        double c = fmax(380, 240 + 0.158 * volume);
        own[i] = (struct cost_point){volume, a, a * 0.95, a * 1.06};
        provider[i] = (struct cost_point){volume, b, b * 0.96, b * 1.05};
        mixed[i] = (struct cost_point){volume, c, NAN, NAN};
    }
    add_sample(
        page,
        word(page, "Cost a month, by number of requests", "Стоимость в месяц, по числу обращений"),
        chart_break_even(
            page->arena, key_of(page, "break_even"),
            &(struct break_even_chart){
                .lines = {{word(page, "Own team", "Своя команда"), own, VOLUMES},
                          {word(page, "Provider", "Подрядчик"), provider, VOLUMES},
                          {word(page, "Mixed", "Смешанная"), mixed, VOLUMES}},
                .line_count = 3,
                .equal = 5860,
                .equal_low = 4100,
                .equal_high = 8300,
                .equal_text =
                    word(page, "own team and provider cost the same at 5,900 (4,100–8,300)",
                         "своя команда и подрядчик стоят одинаково при 5 900 (4 100–8 300)"),
                .now = 4200,
                .now_text = word(page, "now 4,200", "сейчас 4 200"),
                .volume_title = word(page, "requests a month", "обращений в месяц"),
                .cost_title = word(page, "₽ thousand a month", "тыс. ₽ в месяц"),
                .volumes = {number_text, page},
                .costs = {number_text, page},
            }));
}

static void add_tornado(struct sample_page *page)
{
    const struct tornado_row rows[] = {
        {word(page, "Requests a month", "Обращений в месяц"), -1.9, 7.4,
         word(page, "3,000", "3 000"), word(page, "6,000", "6 000")},
        {word(page, "Answers per agent-hour", "Ответов за час работы"), 6.1, -0.4, "5.5", "8.5"},
        {word(page, "Agent salary", "Зарплата сотрудника"), 0.6, 5.4, "−15%", "+15%"},
        {word(page, "Provider price", "Цена подрядчика"), 5.0, 1.2, "−15%", "+15%"},
        {word(page, "Share of requests at night", "Доля обращений ночью"), 1.9, 4.5, "5%", "20%"},
        {word(page, "Time to hire", "Срок найма"), 2.5, 3.8, word(page, "4 wk", "4 нед."),
         word(page, "12 wk", "12 нед.")},
    };

    add_sample(
        page,
        word(page, "Saving of the mixed model, by assumption",
             "Выгода смешанной модели, по предположениям"),
        chart_tornado(page->arena, key_of(page, "tornado"),
                      &(struct tornado_chart){
                          .rows = rows,
                          .count = 6,
                          .base = 2.9,
                          .base_text = word(page, "saving ₽2.9M", "выгода 2,9 млн ₽"),
                          .flip = 0,
                          .flip_text = word(page, "no saving", "выгоды нет"),
                          .title = word(page, "₽ million a year", "млн ₽ в год"),
                          .values = {number_text, page},
                      }));
}

static void add_frontier(struct sample_page *page)
{
    const struct frontier_point points[] = {
        {word(page, "As it is", "Как сейчас"), 4.1, 3.9, 4.4, .64, .61, .68, true, false},
        {word(page, "Own team by day", "Своя команда днём"), 5.2, 4.8, 5.7, .71, .66, .75, true,
         false},
        {word(page, "Own by day, provider by night", "Днём свои, ночью подрядчик"), 6.7, 6.1, 7.4,
         .88, .85, .91, true, true},
        {word(page, "Provider, all day", "Подрядчик круглосуточно"), 7.9, 7.1, 8.7, .86, .81, .90,
         false, false},
        {word(page, "Own team, all day", "Своя команда круглосуточно"), 9.6, 8.3, 11.1, .92, .89,
         .95, true, false},
        {word(page, "Included with hosting", "В составе хостинга"), NAN, NAN, NAN, NAN, NAN, NAN,
         false, false},
    };

    add_sample(page,
               word(page, "Cost and kept promise, by model",
                    "Стоимость и соблюдение обещания, по моделям"),
               chart_frontier(
                   page->arena, key_of(page, "frontier"),
                   &(struct frontier_chart){
                       .points = points,
                       .count = 6,
                       .promise = 0.8,
                       .promise_text = word(page, "promised: 80%", "обещано: 80 %"),
                       .cost_title = word(page, "₽ million, first 12 months",
                                          "млн ₽ за первые 12 месяцев"),
                       .kept_title = word(page, "first replies in time", "первых ответов в срок"),
                       .costs = {number_text, page},
                       .ratios = {percent_text, page},
                   }));
}

static void add_hours_map(struct sample_page *page)
{
    static const char *const english[] = {"Mon", "Tue", "Wed", "Thu",
                                          "Fri", "Sat", "Sun", "Holidays"};
    static const char *const russian[] = {"пн", "вт", "ср", "чт", "пт", "сб", "вс", "праздники"};
    struct hours_map_chart map = {.parties = {word(page, "own team, 60 h", "своя команда, 60 ч"),
                                              word(page, "provider, 84 h", "подрядчик, 84 ч"),
                                              word(page, "both, 10 h", "вместе, 10 ч"),
                                              word(page, "on call", "дежурство на дому")},
                                  .nobody_name = word(page, "nobody", "никого"),
                                  .promised_name = word(page, "promised hours", "обещанные часы")};

    for (int day = 0; day < HOURS_MAP_DAYS; day++) {
        map.day_names[day] = word(page, english[day], russian[day]);
        for (int hour = 0; hour < HOURS_MAP_HOURS; hour++) {
            bool is_office = day < 5 && hour >= 8 && hour < 20;
            bool is_peak = day < 5 && hour >= 10 && hour < 12;
            map.cells[day][hour] =
                (struct hours_map_cell){.party = is_peak               ? 2
                                                 : is_office           ? 0
                                                 : day == 7            ? 3
                                                 : hour < 3 && day > 4 ? HOURS_MAP_NOBODY
                                                                       : 1,
                                        .is_promised = day < 6 || hour > 7,
                                        .mark = is_peak     ? "3"
                                                : is_office ? "2"
                                                            : NULL};
        }
    }
    for (int i = 0; i < HOURS_MAP_WORDS; i++)
        map.hour_names[i] = arena_format(page->arena, "%02d", 3 * i);
    add_sample(page,
               word(page, "Who answers, by hour of the week", "Кто отвечает, по часам недели"),
               chart_hours_map(page->arena, key_of(page, "hours_map"), &map));
}

void add_money_samples(struct sample_page *page)
{
    add_frontier(page);
    add_hours_map(page);
    add_waterfall(page);
    add_forest(page);
    add_channels(page);
    add_small_multiples(page);
    add_strips(page);
    add_break_even(page);
    add_tornado(page);
}
