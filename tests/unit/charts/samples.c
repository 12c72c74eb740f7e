#include "samples.h"

#include <math.h>
#include <stdlib.h>

#include "charts/coverage.h"
#include "charts/criteria.h"
#include "charts/reply_curve.h"

const char *word(const struct sample_page *page, const char *english, const char *russian)
{
    return page->is_russian ? russian : english;
}

void add_sample(struct sample_page *page, const char *title, const struct chart *chart)
{
    if (page->count < page->capacity)
        page->samples[page->count++] = (struct sample){chart_key(chart), title, "", chart};
}

double sample_noise(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return (double)(*seed >> 16 & 0x7fff) / 32768.0;
}

const char *percent_text(void *context, double value, double step)
{
    const struct sample_page *page = context;

    return arena_format(page->arena, page->is_russian ? "%.*f\u00a0%%" : "%.*f%%",
                        step > 0 && step < 0.01 ? 1 : 0, value * 100);
}

const char *number_text(void *context, double value, double step)
{
    const struct sample_page *page = context;
    double whole = fabs(value);
    const char *sign = value < 0 ? "\u2212" : "";

    if (whole < 1000)
        return arena_format(page->arena, "%s%.*f", sign, step < 1 ? 1 : 0, whole);
    return arena_format(page->arena, page->is_russian ? "%s%d\u00a0%03d" : "%s%d,%03d", sign,
                        (int)(whole / 1000), (int)fmod(whole, 1000));
}

const char *duration_text(void *context, double value, double step)
{
    const struct sample_page *page = context;
    (void)step;

    if (value < 60)
        return arena_format(page->arena, "%g\u00a0%s", value, word(page, "s", "с"));
    if (value < 3600)
        return arena_format(page->arena, "%g\u00a0%s", value / 60, word(page, "min", "мин"));
    if (value < 86400)
        return arena_format(page->arena, "%g\u00a0%s", value / 3600, word(page, "h", "ч"));
    return arena_format(page->arena, "%g\u00a0%s", value / 86400, word(page, "d", "дн."));
}

enum { CURVE_POINTS = 240 };

static void fill_curve(struct reply_point *points, double middle_s, double width, unsigned seed)
{
    double ratio = 0;

    for (int i = 0; i < CURVE_POINTS; i++) {
        double at_s = 20 * pow(1.035, i);
        double wanted = 0.985 / (1 + pow(middle_s / at_s, width));
        ratio = fmax(ratio, wanted + 0.012 * (sample_noise(&seed) - 0.5));
        points[i] = (struct reply_point){at_s, ratio, fmax(ratio - 0.035 * (1.2 - ratio), 0),
                                         fmin(ratio + 0.035 * (1.2 - ratio), 1)};
    }
}

static void add_reply_curve(struct sample_page *page)
{
    struct reply_point now[CURVE_POINTS], earlier[CURVE_POINTS];

    fill_curve(now, 620, 1.45, 7);
    fill_curve(earlier, 400, 1.5, 8);
    add_sample(page,
               word(page, "Share of requests with a first reply, by waiting time",
                    "Доля обращений с первым ответом, по времени ожидания"),
               chart_reply_curve(page->arena, page->is_russian ? "reply_curve_ru" : "reply_curve",
                                 &(struct reply_curve_chart){
                                     .points = now,
                                     .point_count = CURVE_POINTS,
                                     .earlier = earlier,
                                     .earlier_count = CURVE_POINTS,
                                     .name = word(page, "Q3 2026", "III кв. 2026"),
                                     .earlier_name = word(page, "Q2 2026", "II кв. 2026"),
                                     .first_s = 60,
                                     .last_s = 28800,
                                     .promise_s = 900,
                                     .promise_ratio = 0.8,
                                     .promise_text = word(page, "promised: 80% within 15 min",
                                                          "обещано: 80 % за 15 мин"),
                                     .reached_ratio = now[110].ratio,
                                     .reached_text = word(page, "64% in Q3", "64 % в III кв."),
                                     .reached_range = word(page, "range 61–68%", "от 61 до 68 %"),
                                     .durations = {duration_text, page},
                                     .ratios = {percent_text, page},
                                 }));
}

static double covered(int day, int hour, unsigned *seed)
{
    double ratio = 0.965 + 0.045 * sample_noise(seed);

    if (day == 6 && hour >= 19 && hour <= 22)
        return 0.42 + 0.1 * abs(hour - 21);
    if (day == 5 && hour >= 11 && hour <= 16)
        return 0.58 + 0.06 * abs(hour - 14);
    if (day == 0 && hour >= 9 && hour <= 11)
        return hour == 10 ? 0.69 : 0.83;
    if (hour == 13)
        return 0.92;
    return fmin(ratio, 1);
}

static void add_coverage(struct sample_page *page)
{
    static const char *const days_en[] = {"Mon", "Tue", "Wed", "Thu",
                                          "Fri", "Sat", "Sun", "Holidays"};
    static const char *const days_ru[] = {"Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс", "Праздники"};
    static const char *const hours[] = {"00", "03", "06", "09", "12", "15", "18", "21", "24"};
    static const char *const classes_en[] = {"under 50%", "50–75", "75–90",
                                             "90–95",     "95–99", "99 and up"};
    static const char *const classes_ru[] = {"меньше 50 %", "50–75", "75–90",
                                             "90–95",       "95–99", "99 и выше"};
    struct coverage_chart coverage = {
        .class_edges = {0.5, 0.75, 0.9, 0.95, 0.99},
        .unknown_name =
            word(page, "too few tickets to tell", "слишком мало обращений, чтобы судить"),
        .not_promised_name = word(page, "outside the promised hours", "вне обещанных часов"),
        .promised_name = word(page, "promised hours", "обещанные часы"),
    };
    unsigned seed = 3;

    for (int day = 0; day < COVERAGE_DAYS; day++) {
        coverage.day_names[day] = word(page, days_en[day], days_ru[day]);
        for (int hour = 0; hour < COVERAGE_HOURS; hour++) {
            struct coverage_cell *cell = &coverage.cells[day][hour];
            int from = day < 5 ? 8 : 10, to = day < 4 ? 22 : day < 5 ? 20 : day == 7 ? 0 : 23;
            cell->ratio = covered(day, hour, &seed);
            cell->is_promised = hour >= from && hour < to;
            if ((hour >= 2 && hour <= 4 && day != 2) || (day == 7 && hour % 3 == 1))
                cell->ratio = NAN;
            if (cell->ratio < 0.75 && cell->is_promised)
                cell->mark = arena_format(page->arena, "%.0f", cell->ratio * 100);
        }
    }
    for (int i = 0; i < COVERAGE_HOUR_WORDS; i++)
        coverage.hour_names[i] = hours[i];
    for (int i = 0; i < COVERAGE_CLASSES; i++)
        coverage.class_names[i] = word(page, classes_en[i], classes_ru[i]);
    add_sample(
        page,
        word(page, "Replies within the promise, by hour of the week",
             "Ответы в обещанный срок, по часам недели"),
        chart_coverage(page->arena, page->is_russian ? "coverage_ru" : "coverage", &coverage));
}

static void add_criteria(struct sample_page *page)
{
    const struct criteria_row rows[] = {
        {word(page, "Support at hand 24/7/365", "Поддержка на связи 24/7/365"), CRITERIA_MEASURED,
         0.962, 0.948, 0.975, 0.951, 0.99, true, word(page, "96.2%", "96,2 %"),
         word(page, "+1.1 points vs Q2", "+1,1 п. ко II кв.")},
        {word(page, "First reply by a human", "Первый ответ человека"), CRITERIA_MEASURED, 0.64,
         0.61, 0.68, 0.79, 0.8, true, word(page, "64%", "64 %"),
         word(page, "−15 points vs Q2", "−15 п. ко II кв.")},
        {word(page, "First answer complete and correct", "Полнота и верность первого ответа"),
         CRITERIA_MEASURED, 0.931, 0.915, 0.947, 0.91, 0.9, false, word(page, "93.1%", "93,1 %"),
         word(page, "+2.1 points vs Q2", "+2,1 п. ко II кв.")},
        {word(page, "Convenience of the channels", "Удобство каналов"), CRITERIA_BOUNDED, NAN, 0.78,
         NAN, NAN, 0.85, false, word(page, "at least 78%", "не меньше 78 %"),
         word(page, "no survey by channel", "нет опроса по каналам")},
        {word(page, "Client orientation", "Клиентоориентированность"), CRITERIA_CANNOT_TELL, NAN,
         NAN, NAN, NAN, NAN, false, word(page, "cannot tell", "нельзя сказать"),
         word(page, "the export has no survey column", "в выгрузке нет столбца с оценками")},
    };

    add_sample(
        page,
        word(page, "The five criteria and what was promised", "Пять критериев и что было обещано"),
        chart_criteria(page->arena, page->is_russian ? "criteria_ru" : "criteria",
                       &(struct criteria_chart){
                           .rows = rows,
                           .count = 5,
                           .promise_name = word(page, "promised", "обещано"),
                           .earlier_name = word(page, "Q2", "II кв."),
                           .values = {percent_text, page},
                       }));
}

void add_service_samples(struct sample_page *page)
{
    add_criteria(page);
    add_reply_curve(page);
    add_coverage(page);
}

size_t all_samples(struct arena *arena, bool is_russian, struct sample *samples)
{
    struct sample_page page = {arena, is_russian, samples, 0, SAMPLES_MOST};

    add_service_samples(&page);
    add_weekly_samples(&page);
    add_money_samples(&page);
    return page.count;
}
