#include "samples.h"

#include <math.h>

#include "charts/change_strip.h"
#include "charts/demand_cover.h"
#include "charts/weekly.h"

enum { WEEKS = 26, LONG_WEEKS = 39, TICKS = 6 };

static void week_ticks(const struct sample_page *page, struct chart_tick *ticks, double apart)
{
    static const char *const english[] = {"6 Apr", "4 May", "1 Jun", "6 Jul", "3 Aug", "7 Sep"};
    static const char *const russian[] = {"6 апр.", "4 мая",  "1 июня",
                                          "6 июля", "3 авг.", "7 сент."};

    for (int i = 0; i < TICKS; i++)
        ticks[i] = (struct chart_tick){i * apart, word(page, english[i], russian[i])};
}

static void add_weekly(struct sample_page *page)
{
    static const double minutes[WEEKS] = {7.4,  7.3, 6.7, 5.9, 5.8,  8.1, 8.2, 9.3, 6.2,
                                          7.9,  7.4, 8.1, 7.0, 7.9,  8.1, 7.7, 8.8, 7.4,
                                          12.9, 7.0, 8.1, 9.0, 10.2, 9.4, 8.6, 10.4};
    struct weekly_point points[WEEKS];
    struct chart_tick ticks[TICKS];

    week_ticks(page, ticks, 4.3);
    for (int i = 0; i < WEEKS; i++) {
        points[i] =
            (struct weekly_point){.value = minutes[i], .low = 5, .centre = 7.5, .high = 9.9};
        points[i].move = i == 0 ? NAN : fabs(minutes[i] - minutes[i - 1]);
        points[i].is_signal = minutes[i] > 9.9;
        points[i].is_move_signal = i > 0 && points[i].move > 3;
    }
    points[18].signal = word(page, "10 Aug: 12.9", "10 авг.: 12,9");
    points[22].signal = word(page, "7 Sep: 10.2", "7 сент.: 10,2");
    add_sample(
        page,
        word(page, "Median wait for a first reply, by week",
             "Медиана ожидания первого ответа, по неделям"),
        chart_weekly(page->arena, page->is_russian ? "weekly_ru" : "weekly",
                     &(struct weekly_chart){
                         .points = points,
                         .count = WEEKS,
                         .ticks = ticks,
                         .tick_count = TICKS,
                         .value_least = 0,
                         .value_most = NAN,
                         .title = word(page, "minutes", "минут"),
                         .low_text = word(page, "usually above 5.0", "обычно больше 5,0"),
                         .centre_text = word(page, "mean 7.5 min", "среднее 7,5 мин"),
                         .high_text = word(page, "usually below 9.9", "обычно меньше 9,9"),
                         .base_count = 14,
                         .base_text = word(page, "limits come from these weeks",
                                           "пределы взяты по этим неделям"),
                         .promise = 10.5,
                         .promise_text = word(page, "promised 10.5", "обещано 10,5"),
                         .move_limit = 3,
                         .move_title =
                             word(page, "change from the week before", "отличие от прошлой недели"),
                         .move_limit_text = word(page, "usually below 3.0", "обычно меньше 3,0"),
                         .values = {number_text, page},
                         .moves = {number_text, page},
                     }));
}

static void add_change_strip(struct sample_page *page)
{
    static const double chances[] = {0.02, 0.06, 0.21, 0.49, 0.15, 0.05, 0.02};
    struct change_week weeks[LONG_WEEKS];
    struct chart_tick ticks[TICKS];
    unsigned seed = 12;

    week_ticks(page, ticks, 7);
    for (int i = 0; i < LONG_WEEKS; i++) {
        int at = i - 23;
        bool is_near = at >= 0 && at < 7;
        weeks[i].ratio = (i < 26 ? 0.82 : 0.66) + 0.11 * (sample_noise(&seed) - 0.5);
        weeks[i].probability = is_near ? chances[at] : 0.0005;
        weeks[i].is_in_set = is_near && chances[at] >= 0.05;
    }
    weeks[9].ratio = NAN;
    add_sample(
        page,
        word(page, "Share of first replies within the promise, by week",
             "Доля первых ответов в обещанный срок, по неделям"),
        chart_change_strip(
            page->arena, page->is_russian ? "change_strip_ru" : "change_strip",
            &(struct change_strip_chart){
                .weeks = weeks,
                .count = LONG_WEEKS,
                .ticks = ticks,
                .tick_count = TICKS,
                .ratio_least = 0.5,
                .ratio_most = 1,
                .change_at = 26,
                .before = 0.82,
                .after = 0.66,
                .before_text = word(page, "82% before", "до этого 82 %"),
                .after_text = word(page, "66% since", "с тех пор 66 %"),
                .change_text = word(page, "since the week of 10 August", "с недели 10 августа"),
                .set_title = word(page, "when the change came", "когда началось"),
                .set_text = word(page, "27 July to 24 August", "27 июля – 24 августа"),
                .promise = 0.8,
                .promise_text = word(page, "promised 80%", "обещано 80 %"),
                .ratios = {percent_text, page},
            }));
}

static void add_demand_cover(struct sample_page *page)
{
    static const char *const english[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                          "Friday", "Saturday", "Sunday"};
    static const char *const russian[] = {"пн", "вт", "ср", "чт", "пт", "сб", "вс"};
    struct demand_cover_chart demand = {
        .title = word(page, "people needed and people on duty",
                      "сколько людей нужно и сколько на смене"),
        .need_name = word(page, "needed", "нужно"),
        .need_high_name = word(page, "in a busy week", "в напряжённую неделю"),
        .cover_name = word(page, "on duty", "на смене"),
        .short_name =
            word(page, "Sunday 18–23: one too few", "воскресенье, 18–23: не хватает одного"),
        .people = {number_text, page},
    };

    for (int day = 0; day < DEMAND_DAYS; day++)
        demand.day_names[day] = word(page, english[day], russian[day]);
    for (int i = 0; i < DEMAND_HOURS; i++) {
        int hour = i % 24, day = i / 24;
        double bell = exp(-pow((hour - 13.5) / 4.5, 2));
        double evening = day == 6 ? 1.6 * exp(-pow((hour - 20.5) / 1.8, 2)) : 0;
        double need = 0.25 + (day < 5 ? 2.4 : 0.9) * bell + evening;
        bool is_day = hour >= 8 && hour < 22;
        demand.hours[i].need = need;
        demand.hours[i].need_high = need * 1.35 + 0.2;
        demand.hours[i].cover = is_day ? (day < 5 ? 3 : 1) : day < 5 ? 1 : 0;
    }
    for (int i = 50; i < 54; i++)
        demand.hours[i].need = demand.hours[i].need_high = NAN;
    add_sample(
        page,
        word(page, "Need and cover, by hour of the week", "Потребность и смены, по часам недели"),
        chart_demand_cover(page->arena, page->is_russian ? "demand_cover_ru" : "demand_cover",
                           &demand));
}

void add_weekly_samples(struct sample_page *page)
{
    add_weekly(page);
    add_change_strip(page);
    add_demand_cover(page);
}
