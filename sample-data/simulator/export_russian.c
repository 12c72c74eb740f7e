#include "simulator/export_shapes.h"

#include <stdio.h>

/* What a small Russian desk exports: one table, made for a spreadsheet. */

/* One character of UTF-8 in windows-1251; what it does not hold becomes '?'. */
static unsigned char narrow(uint32_t c)
{
    if (c < 0x80)
        return (unsigned char)c;
    if (c >= 0x410 && c <= 0x44F)
        return (unsigned char)(c - 0x410 + 0xC0);
    switch (c) {
    case 0x401:
        return 0xA8;
    case 0x451:
        return 0xB8;
    case 0x2116:
        return 0xB9;
    case 0xAB:
        return 0xAB;
    case 0xBB:
        return 0xBB;
    case 0x2014:
        return 0x97;
    default:
        return '?';
    }
}

static size_t to_cp1251(const char *text, size_t length, char *out)
{
    size_t at = 0;
    size_t count = 0;

    while (at < length) {
        unsigned char byte = (unsigned char)text[at];
        size_t size = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : 3;
        uint32_t c = size == 1 ? byte : size == 2 ? byte & 0x1Fu : byte & 0x0Fu;
        for (size_t i = 1; i < size && at + i < length; i++)
            c = c << 6 | ((unsigned char)text[at + i] & 0x3Fu);
        out[count++] = (char)narrow(c);
        at += size;
    }
    return count;
}

static void put(struct sink *sink, const char *text, size_t length, const char *after)
{
    char narrowed[PHRASE_BYTES];

    sink_field(sink, narrowed, to_cp1251(text, length, narrowed), ';');
    sink_text(sink, after);
}

static void put_word(struct sink *sink, const char *word)
{
    put(sink, word, __builtin_strlen(word), ";");
}

static void put_instant(struct sink *sink, int64_t at, int64_t cut)
{
    char text[WALL_TEXT_SIZE];

    if (at < cut)
        sink_bytes(sink, text, wall_russian(at, text));
    sink_text(sink, ";");
}

static const char *const CHANNELS[ON_COUNT] = {"Почта", "Мессенджер", "Чат", "Телефон"};
static const char *const PRIORITIES[PRIORITY_COUNT] = {"", "Низкий", "Обычный", "Высокий",
                                                       "Критичный"};
static const char *const STATUSES[STATUS_COUNT] = {
    "",         "Новая",  "В работе", "Ожидание ответа",
    "Отложена", "Решена", "Закрыта",  "Объединена",
    "Удалена",  "Спам",   "Тест"};
static const char *const CATEGORIES[PHRASE_CATEGORIES] = {
    "Домены", "SSL", "Резервные копии", "Серверы", "Почта", "Оплата", "DNS", "1С", "Хранилище"};

static void put_engineer(struct export *export, const struct ticket *ticket)
{
    enum shift team = SHIFT_DAY;
    uint32_t agent = 0;
    char name[64] = "";

    if (ticket_holder(ticket, export->world->cut, &team, &agent))
        snprintf(name, sizeof name, "Инженер %u", agent);
    put_word(export->files[0], name);
}

static void write_ticket(struct export *export, const struct ticket *ticket)
{
    struct sink *sink = export->files[0];
    int64_t cut = export->world->cut;
    char text[PHRASE_BYTES];

    sink_number(sink, ticket->number);
    sink_text(sink, ";");
    put_word(sink, ticket_account(export->world, ticket)->name);
    put_word(sink, CHANNELS[ticket->channel]);
    put_word(sink, PRIORITIES[ticket->priority]);
    put_word(sink, STATUSES[ticket_status(ticket, cut)]);
    put_instant(sink, ticket->created_at, cut);
    put_instant(sink, ticket_desk_reply_at(ticket, cut), cut);
    put_instant(sink, ticket_last_turn(ticket, STATUS_SOLVED, cut), cut);
    put_engineer(export, ticket);
    put_word(sink, CATEGORIES[ticket->category % PHRASE_CATEGORIES]);
    sink_number(sink, ticket_reopens(ticket, cut));
    sink_text(sink, ";");
    sink_number(sink, ticket_reply_count(ticket, cut));
    sink_text(sink, ";");
    put(sink, text, ticket_subject(ticket, text), "\r\n");
}

/* The heading in windows-1251: Номер;Клиент;Канал;Приоритет;Статус;Дата создания;Первый ответ;
 * Дата решения;Исполнитель;Категория;Переоткрытий;Ответов;Тема */
static const char HEADING[] =
    "\xCD\xEE\xEC\xE5\xF0;\xCA\xEB\xE8\xE5\xED\xF2;\xCA\xE0\xED\xE0\xEB;"
    "\xCF\xF0\xE8\xEE\xF0\xE8\xF2\xE5\xF2;\xD1\xF2\xE0\xF2\xF3\xF1;"
    "\xC4\xE0\xF2\xE0 \xF1\xEE\xE7\xE4\xE0\xED\xE8\xFF;\xCF\xE5\xF0\xE2\xFB\xE9 "
    "\xEE\xF2\xE2\xE5\xF2;\xC4\xE0\xF2\xE0 \xF0\xE5\xF8\xE5\xED\xE8\xFF;"
    "\xC8\xF1\xEF\xEE\xEB\xED\xE8\xF2\xE5\xEB\xFC;\xCA\xE0\xF2\xE5\xE3\xEE\xF0\xE8\xFF;"
    "\xCF\xE5\xF0\xE5\xEE\xF2\xEA\xF0\xFB\xF2\xE8\xE9;\xCE\xF2\xE2\xE5\xF2\xEE\xE2;"
    "\xD2\xE5\xEC\xE0\r\n";

const struct export_format EXPORT_FORMAT_RUSSIAN = {
    .files = {{"tickets.csv", HEADING}},
    .write_ticket = write_ticket,
};
