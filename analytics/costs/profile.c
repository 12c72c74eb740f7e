#include "costs/profile.h"

#include <math.h>

enum { DAY_HOURS = 24, DAYS = 7, CLASSES = 3 };
static const double LEAST_PRIOR = 168;

static int class_of(int day)
{
    return day < 5 ? 0 : day - 4;
}

static void fill_base(const double *tickets, double *base)
{
    double of_class[CLASSES] = {0}, of_class_hour[CLASSES][DAY_HOURS] = {{0}}, of_day[DAYS] = {0};

    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        int day = hour / DAY_HOURS;
        of_day[day] += tickets[hour];
        of_class[class_of(day)] += tickets[hour];
        of_class_hour[class_of(day)][hour % DAY_HOURS] += tickets[hour];
    }
    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        int day = hour / DAY_HOURS, class = class_of(day);
        base[hour] = of_class[class] > 0
                         ? of_day[day] * of_class_hour[class][hour % DAY_HOURS] / of_class[class]
                         : 0;
    }
}

/* Saturday and Sunday are classes of one day: their hours are their own base. */
static double weight_of(const double *tickets, const double *base)
{
    double square = 0, cells = 0, total = 0;
    bool has_hour[DAY_HOURS] = {false}, has_day[DAYS] = {false};

    for (int hour = 0; hour < WEEK_HOURS; hour++) {
        total += tickets[hour];
        if (hour / DAY_HOURS >= 5 || base[hour] <= 0)
            continue;
        square += (tickets[hour] - base[hour]) * (tickets[hour] - base[hour]) / base[hour];
        cells++;
        has_hour[hour % DAY_HOURS] = has_day[hour / DAY_HOURS] = true;
    }
    double hours = 0, days = 0;
    for (int i = 0; i < DAY_HOURS; i++)
        hours += has_hour[i];
    for (int i = 0; i < DAYS; i++)
        days += has_day[i];
    double freedom = cells - hours - days + 1;
    if (freedom <= 0 || square <= freedom)
        return 0;
    double prior = fmax(LEAST_PRIOR, total / (square / freedom - 1));
    return total / (total + prior);
}

double profile_smooth(double tickets[WEEK_HOURS])
{
    double base[WEEK_HOURS];

    fill_base(tickets, base);
    double weight = weight_of(tickets, base);
    for (int hour = 0; hour < WEEK_HOURS; hour++)
        tickets[hour] = base[hour] + weight * (tickets[hour] - base[hour]);
    return weight;
}
