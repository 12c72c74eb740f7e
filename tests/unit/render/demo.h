/* demo: a small invented quarterly review with every kind of block, in English or Russian. */
#ifndef DESKGAUGE_TESTS_RENDER_DEMO_H
#define DESKGAUGE_TESTS_RENDER_DEMO_H

#include "model/report.h"

/* Messages of the demo stand in no catalogue, so it brings both languages itself. */
#define SAID(english, russian) (in_russian ? (russian) : (english))

struct demo_figures {
    const char *on_time, *correct, *satisfied, *cost, *cover;
};

static const char *demo_figure(struct report *report, const char *definition, struct value value,
                               struct value interval, int64_t n, enum rung rung,
                               enum figure_status status)
{
    const char *id =
        figure_id(&report->arena, definition,
                  (struct figure_scope){.account = "Lumen & Söhne", .period = "2026Q3"});

    return report_figure(report, &(struct figure){
                                     .id = id,
                                     .definition = definition,
                                     .value = value,
                                     .interval = interval,
                                     .n = n,
                                     .period = report->about.period,
                                     .rung = rung,
                                     .status = status,
                                     .clock = FIGURE_CLOCK_PROMISED,
                                 });
}

static struct demo_figures demo_add_figures(struct report *report)
{
    return (struct demo_figures){
        .on_time = demo_figure(report, "first_reply.on_time", value_ratio(0.6385),
                               value_range(value_ratio(0.61), value_ratio(0.68)), 390, RUNG_PROVED,
                               FIGURE_SCORED),
        .correct = demo_figure(report, "first_answer.correct", value_digits(value_ratio(0.931), 1),
                               value_digits(value_range(value_ratio(0.915), value_ratio(0.947)), 1),
                               412, RUNG_DECLARED, FIGURE_INDICATIVE),
        .satisfied =
            demo_figure(report, "orientation.satisfied", value_digits(value_ratio(0.877), 1),
                        (struct value){0}, 4769, RUNG_PROVED, FIGURE_COUNTED),
        .cost = demo_figure(report, "cost.resolved", value_money(23100, "RUB"), (struct value){0},
                            12110, RUNG_DECLARED, FIGURE_COUNTED),
        .cover = demo_figure(report, "availability.covered",
                             value_unknown(&PHRASE("no instants of messages")), (struct value){0},
                             FIGURE_N_UNKNOWN, RUNG_NOT_IN_EXPORT, FIGURE_NOT_OBSERVABLE),
    };
}

static void demo_add_front(struct report *report, const struct demo_figures *figures,
                           bool in_russian)
{
    report_title(
        report,
        &(struct title){
            .who = PHRASE(SAID("Support quality review", "Обзор качества поддержки")),
            .scope = PLURAL(SAID("%1$s account", "%1$s клиент"),
                            SAID("%1$s accounts", "%1$s клиентов"), 12, value_count(12)),
            .headline = PHRASE(SAID("Answers got better but later: %1$s of first replies met the "
                                    "%2$s target, not %3$s",
                                    "Отвечаем точнее, но позже: за %2$s уложились %1$s первых "
                                    "ответов вместо %3$s"),
                               value_ratio(0.6385), value_duration(900), value_ratio(0.8)),
        });
    report_lede(report,
                PHRASE(SAID("Correctness rose by %1$s, but since mid-August the first reply has "
                            "come %2$s later. Nearly all of the delay falls in three stretches of "
                            "the week with no full shift.",
                            "Верность ответов выросла на %1$s, однако с середины августа первый "
                            "ответ приходит на %2$s позже. Почти вся задержка приходится на три "
                            "промежутка недели, где смены не закрыты."),
                       value_points(0.021), value_duration(120)));
    const struct tile tiles[] = {
        {.name =
             PHRASE(SAID("First reply within %1$s", "Первый ответ за %1$s"), value_duration(900)),
         .value = value_ratio(0.6385),
         .state = STATE_MISSED,
         .verdict = PHRASE(SAID("below the %1$s target", "ниже цели %1$s"), value_ratio(0.8)),
         .earlier =
             PHRASE(SAID("%1$s: %2$s; range %3$s", "%1$s: %2$s; от %3$s"), value_quarter(2026, 2),
                    value_ratio(0.79), value_range(value_ratio(0.61), value_ratio(0.68))),
         .figure = figures->on_time},
        {.name = PHRASE(SAID("Correct on review", "Ответ верен по проверке")),
         .value = value_digits(value_ratio(0.931), 1),
         .state = STATE_KEPT,
         .verdict = PHRASE(SAID("above the %1$s target", "выше цели %1$s"), value_ratio(0.9)),
         .earlier = PHRASE("%1$s: %2$s", value_quarter(2026, 2), value_ratio(0.91)),
         .figure = figures->correct},
        {.name = PHRASE(SAID("Satisfied with the answer", "Довольны ответом")),
         .value = value_digits(value_ratio(0.877), 1),
         .state = STATE_LEVEL,
         .verdict = PHRASE(SAID("at the %1$s target", "на уровне цели %1$s"), value_ratio(0.87)),
         .earlier = PLURAL(SAID("%1$s answer of %2$s asked", "ответов: %1$s из %2$s"),
                           SAID("%1$s answers of %2$s asked", "ответов: %1$s из %2$s"), 4769,
                           value_count(4769), value_count(11890)),
         .figure = figures->satisfied},
        {.name = PHRASE(SAID("Cost of a resolved request", "Стоимость решённого обращения")),
         .value = value_money(23100, "RUB"),
         .state = STATE_KEPT,
         .verdict = PHRASE(SAID("within the budget of %1$s", "в пределах бюджета %1$s"),
                           value_money(24000, "RUB")),
         .earlier = PHRASE("%1$s: %2$s", value_quarter(2026, 2), value_money(22600, "RUB")),
         .figure = figures->cost},
    };
    report_scorecard(report, tiles, sizeof tiles / sizeof *tiles);
}

static void demo_add_criteria(struct report *report, const struct demo_figures *figures,
                              bool in_russian)
{
    struct phrase no_instants = PHRASE(SAID("unknown", "неизвестно"));
    const struct criterion_row rows[CRITERIA_SHOWN] = {
        {.promise = PHRASE(SAID("24/7, all year", "24/7, весь год")),
         .value = value_unknown(&no_instants),
         .verdict = STATE_CANNOT_TELL,
         .why = PHRASE(SAID("the export holds no instants of messages: ask for the ticket events",
                            "в выгрузке нет времени сообщений: запросите события обращений")),
         .rung = RUNG_NOT_IN_EXPORT,
         .status = FIGURE_NOT_OBSERVABLE,
         .figure = figures->cover},
        {.promise = PHRASE(SAID("%1$s within %2$s", "%1$s за %2$s"), value_ratio(0.8),
                           value_duration(900)),
         .value = value_ratio(0.6385),
         .interval = value_range(value_ratio(0.61), value_ratio(0.68)),
         .happened = PHRASE(SAID("%1$s of %2$s in time", "%1$s из %2$s в срок"), value_count(249),
                            value_count(390)),
         .verdict = STATE_MISSED,
         .why = PHRASE(
             SAID("Sunday evening and Monday morning", "вечер воскресенья и утро понедельника")),
         .rung = RUNG_PROVED,
         .status = FIGURE_SCORED,
         .figure = figures->on_time},
        {.promise = PHRASE("%1$s", value_ratio(0.9)),
         .value = value_digits(value_ratio(0.931), 1),
         .interval = value_digits(value_range(value_ratio(0.915), value_ratio(0.947)), 1),
         .happened =
             PHRASE(SAID("%1$s reviewed answers", "проверено ответов: %1$s"), value_count(412)),
         .verdict = STATE_KEPT,
         .rung = RUNG_DECLARED,
         .status = FIGURE_INDICATIVE,
         .figure = figures->correct},
        {.value = value_ratio(0.94),
         .happened = PHRASE(SAID("one channel to the end", "до конца в одном канале")),
         .verdict = STATE_NONE,
         .rung = RUNG_BOUNDED,
         .status = FIGURE_SCORED},
        {.promise = PHRASE("%1$s", value_ratio(0.87)),
         .value = value_digits(value_ratio(0.877), 1),
         .interval = value_digits(value_range(value_ratio(0.868), value_ratio(0.886)), 1),
         .happened = PHRASE(SAID("%1$s answers", "ответов: %1$s"), value_count(4769)),
         .verdict = STATE_LEVEL,
         .rung = RUNG_PROVED,
         .status = FIGURE_SCORED,
         .figure = figures->satisfied},
    };

    report_criteria(report, rows,
                    PHRASE(SAID("A range says what chance allows: 19 times of 20 the true share "
                                "lies in it.",
                                "Диапазон показывает, что допускает случай: в 19 случаях из 20 "
                                "истинная доля лежит внутри.")));
    const struct decision decisions[] = {
        {.decision = PHRASE(SAID("Open a Sunday evening shift, 19:00 to 23:00",
                                 "Открыть вечернюю смену по воскресеньям, 19–23 часа")),
         .brings = PHRASE(SAID("%1$s on the first-reply target for %2$s a month",
                               "%1$s к сроку первого ответа за %2$s в месяц"),
                          value_digits(value_range(value_points(0.05), value_points(0.08)), 0),
                          value_money(9600000, "RUB")),
         .owner = PHRASE(SAID("head of support", "руководитель поддержки")),
         .due = value_date(civil_to_day(2026, 10, 16))},
        {.decision = PHRASE(SAID("Put the refunds procedure back into training",
                                 "Вернуть регламент возвратов в обучение новичков")),
         .brings = PHRASE(SAID("%1$s of %2$s breaches came from agents hired after %3$s",
                               "%1$s из %2$s нарушений допустили нанятые после %3$s"),
                          value_count(38), value_count(61), value_date(civil_to_day(2026, 7, 1)))},
    };
    report_decisions(report, decisions, 2);
}

static struct table *demo_table(struct report *report, const char *name, bool in_russian)
{
    struct table *table = report_table(
        report, "first_reply",
        PHRASE(SAID("Share of requests with a first reply", "Доля обращений с первым ответом")));

    table_column(report, table, "wait", PHRASE(SAID("Wait", "Ожидание")), COLUMN_TEXT);
    table_column(report, table, "share", PHRASE(SAID("Share", "Доля")), COLUMN_NUMBER);
    table_column(report, table, "range", PHRASE(SAID("Range", "Диапазон")), COLUMN_NUMBER);
    table_column(report, table, "account",
                 PHRASE(SAID("Slowest account", "Самый медленный клиент")), COLUMN_TEXT);
    TABLE_ROW(report, table, STATE_NONE, value_duration(300), value_ratio(0.24),
              value_range(value_ratio(0.22), value_ratio(0.27)), value_text("Delta Post"));
    TABLE_ROW(report, table, STATE_MISSED, value_duration(900), value_ratio(0.6385),
              value_range(value_ratio(0.61), value_ratio(0.68)), value_text(name));
    TABLE_ROW(report, table, STATE_NONE, value_duration(4800), value_ratio(0.91), (struct value){0},
              value_text("Cedar Bank"));
    return table;
}

static void demo_add_sections(struct report *report, const struct demo_figures *figures,
                              const char *name, const struct chart *chart, bool in_russian)
{
    report_section(report, PHRASE(SAID("Speed", "Скорость")),
                   PHRASE(SAID("One customer in three waits longer than %1$s for a first reply",
                               "Каждый третий клиент ждёт первого ответа дольше %1$s"),
                          value_duration(900)));
    report_paragraph(
        report, PHRASE(SAID("In %1$s, %2$s of requests got a reply within %3$s; in %4$s it was "
                            "%5$s. The slowest account is %6$s.",
                            "%1$s: за %3$s отвечали в %2$s случаев; %4$s — в %5$s. Дольше всех "
                            "ждёт %6$s."),
                       value_quarter(2026, 2), value_ratio(0.79), value_duration(900),
                       value_quarter(2026, 3), value_ratio(0.6385), value_text(name)));
    report_exhibit(
        report,
        &(struct exhibit){
            .key = "first_reply",
            .title = PHRASE(SAID("Share of requests with a first reply, by waiting time",
                                 "Доля обращений с первым ответом по времени ожидания")),
            .subtitle = PHRASE(SAID("In promised hours. Requests still open count as waiting.",
                                    "В обещанные часы. Открытые обращения считаются ждущими.")),
            .note = PHRASE(SAID("Higher and further left is faster. %1$s requests, %2$s still "
                                "waiting.",
                                "Чем выше и левее, тем быстрее. Обращений: %1$s, ещё ждут: %2$s."),
                           value_count(390), value_count(11)),
            .alternate =
                PHRASE(SAID("The curve reaches %1$s at %2$s.", "Кривая доходит до %1$s за %2$s."),
                       value_ratio(0.6385), value_duration(900)),
            .figure = figures->on_time,
            .table = demo_table(report, name, in_russian),
            .chart = chart,
        });
    report_note(report, NOTE_WARNING,
                PHRASE(SAID("This data cannot tell", "По этим данным не сказать")),
                PHRASE(SAID("who was on shift: no message carries its instant.",
                            "кто был на смене: у сообщений нет времени.")));
}

static void demo_add_end(struct report *report, const char *name, bool in_russian)
{
    struct table *late = report_table(report, "late_tickets",
                                      PHRASE(SAID("Late tickets", "Обращения с опозданием")));

    report_section(
        report, PHRASE(SAID("Late tickets", "Опоздания")),
        PHRASE(SAID("The two longest waits were over a day", "Два самых долгих ожидания — "
                                                             "больше суток")));
    table_column(report, late, "ticket", PHRASE(SAID("Ticket", "Обращение")), COLUMN_TEXT);
    table_column(report, late, "account", PHRASE(SAID("Account", "Клиент")), COLUMN_TEXT);
    table_column(report, late, "created", PHRASE(SAID("Created", "Создано")), COLUMN_TEXT);
    table_column(report, late, "wait_s", PHRASE(SAID("Wait", "Ожидание")), COLUMN_NUMBER);
    TABLE_ROW(report, late, STATE_MISSED, value_text("1042"), value_text(name),
              value_instant(1784000000, 180), value_duration(216000));
    TABLE_ROW(report, late, STATE_MISSED, value_text("1077"), value_text("=HYPERLINK(\"x\")"),
              value_instant(1785000000, 180), value_duration(NAN));
    report_add_table(report, late);
    const struct phrase steps[] = {
        PHRASE(SAID("The night rota was checked against the export.",
                    "Ночные смены сверены с выгрузкой.")),
        PHRASE(SAID("Refund answers are reviewed twice until the end of the quarter.",
                    "Ответы о возвратах до конца квартала проверяются дважды.")),
    };
    report_list(report, steps, 2);
    report_appendix(report, PHRASE(SAID("Appendix", "Приложение")),
                    PHRASE(SAID("How the figures were made", "Как получены цифры")));
    const struct definition definitions[] = {
        {.term = PHRASE(SAID("First reply", "Первый ответ")),
         .meaning = PHRASE(SAID("From the first customer message to the first public message of a "
                                "human, in promised hours.",
                                "От первого сообщения клиента до первого открытого сообщения "
                                "человека, в обещанные часы.")),
         .left_out =
             PHRASE(SAID("%1$s merged requests", "объединённых обращений: %1$s"), value_count(31)),
         .n = 390},
        {.term = PHRASE(SAID("Correct answer", "Верный ответ")),
         .meaning = PHRASE(SAID("Share of reviewed answers without a factual error.",
                                "Доля проверенных ответов без фактической ошибки.")),
         .n = FIGURE_N_UNKNOWN},
    };
    report_definitions(report, definitions, 2);
    report_footer(report, PHRASE(SAID("Names of agents and customers are not in this report.",
                                      "Имён сотрудников и заказчиков в этом отчёте нет.")));
}

/* `name` is the account that the tables name: a hostile one must do no harm. `chart` may be NULL.
 */
static void demo_compose(struct report *report, const char *language, const char *name,
                         const struct chart *chart)
{
    bool in_russian = language[0] == 'r';
    const struct input inputs[] = {
        {.name = "tickets.csv",
         .digest = "0123456789abcdef0123456789abcdef",
         .byte_count = 81000,
         .row_count = 421},
        {.name = name,
         .digest = "fedcba9876543210fedcba9876543210",
         .byte_count = 12,
         .row_count = 1},
    };

    report_about(report,
                 &(struct report_about){
                     .kind = "quarterly-review",
                     .language = language,
                     .period_key = "2026Q3",
                     .period = value_period(civil_to_day(2026, 7, 1), civil_to_day(2026, 9, 30)),
                     .as_of = value_instant(1790812800, 180),
                     .command = "deskgauge report quarterly-review tickets.csv",
                     .version = "0.1.0",
                     .settings = "9f86d081884c7d65",
                     .zones = "2024b",
                     .inputs = inputs,
                     .input_count = 2,
                 });
    struct demo_figures figures = demo_add_figures(report);
    demo_add_front(report, &figures, in_russian);
    demo_add_criteria(report, &figures, in_russian);
    demo_add_sections(report, &figures, name, chart, in_russian);
    demo_add_end(report, name, in_russian);
}

#endif
