#include <string.h>

#include "settings/read.h"
#include "testing.h"

struct fixture {
    char path[64];
};

static bool read_offer(const char *offer, const char *before, struct settings *out,
                       struct error *err)
{
    struct fixture fixture = {"/tmp/deskgauge_offer_XXXXXX"};
    int number = mkstemp(fixture.path);
    FILE *file = number < 0 ? NULL : fdopen(number, "w");

    if (file == NULL)
        return error_set(err, ERROR_INTERNAL, "no place for a file of the test");
    fprintf(file, "version: 1\n%s\ncosts:\n  offers:\n    - %s\n", before, offer);
    fclose(file);
    bool is_read = settings_read(fixture.path, out, err);
    remove(fixture.path);
    return is_read;
}

/* The message of settings that are refused. */
static void refused(const char *offer, const char *before, const char *message)
{
    OWN(settings_release) struct settings settings = {0};
    struct error err = {0};

    if (read_offer(offer, before, &settings, &err))
        fail_msg("taken: %s", offer);
    assert_int_equal(err.kind, ERROR_USAGE);
    if (strstr(err.text, message) == NULL)
        fail_msg("'%s' is not in '%s'", message, err.text);
}

static void tiers_without_a_beginning_with_a_hole_or_an_overlap_name_line_and_tier(void **state)
{
    (void)state;
    const char *rub = "currency: RUB";

    refused("{name: A, kind: per_ticket, tiers: [{from: 100, price: 5}]}", rub,
            ":5:43: offer 'A', tier 1: the first 100 tickets have no price");
    refused("{name: A, kind: per_ticket, tiers: [{from: 0, to: 90, price: 5}, {from: 100, price: "
            "4}]}",
            rub, "between 90 and 100 tickets there is no price (tiers 1 and 2)");
    refused("{name: A, kind: per_ticket, tiers: [{from: 0, to: 120, price: 5}, {from: 100, price: "
            "4}]}",
            rub, "tier 2 begins at 100 tickets, where tier 1 still holds");
    refused("{name: A, kind: hour_block, tiers: [{from: 0, price: 5}, {from: 0, price: 4}]}", rub,
            "tier 2 begins at 0 hours, where tier 1 still holds");
    refused("{name: A, kind: per_ticket, tiers: [{from: 0, to: 9, price: 5}]}", rub,
            "above 9 tickets there is no price");
}

static void two_offers_of_one_name_are_refused_with_both_lines(void **state)
{
    (void)state;
    refused("{name: A, kind: per_ticket, price: 5}\n    - {name: A, kind: per_ticket, price: 6}",
            "currency: RUB", "two offers are named 'A', the other in line 5");
    refused("{name: own_staff, kind: per_ticket, price: 5}", "currency: RUB",
            "cannot be named 'own_staff'");
}

static void money_needs_a_currency_and_a_foreign_one_a_rate(void **state)
{
    (void)state;
    refused("{name: A, kind: per_ticket, price: 5}", "zone: UTC", "money without a currency");
    refused("{name: A, kind: per_ticket, price: 5, currency: EUR}", "currency: RUB",
            "is in EUR, the settings are in RUB, and nobody told the rate");
    refused("{name: A, kind: per_ticket, price: -5}", "currency: RUB", "'price' is negative");
}

static void what_has_no_price_of_its_kind_is_told_what_to_write(void **state)
{
    (void)state;
    const char *rub = "currency: RUB";

    refused("{name: A, kind: retainer}", rub, "has no price (hint: write `monthly_fee`");
    refused("{name: A, kind: one_off_hire, price: 5}", rub, "`overage_hour`, the price of an hour");
    refused("{name: A, kind: per_user, price: 5}", rub, "nobody told how many there are");
    refused("{name: A, kind: free_tier, topics: [Mail]}", rub, "covers 'Mail', which is no topic");
    refused("{name: A, kind: per_ticket, price: 1, credits: [{below: .8, share: .1}, {below: .9, "
            "share: .2}]}",
            rub, "from the mildest miss to the worst");
}

static void foreign_prices_are_turned_into_the_currency_of_the_settings(void **state)
{
    (void)state;
    OWN(settings_release) struct settings settings = {0};
    struct error err = {0};

    assert_ok(read_offer("{name: A, kind: per_ticket, currency: EUR, exchange_rate: 95.5, setup: "
                         "1000, tiers: [{from: 0, to: 10, price: 20}, {from: 10, price: 10}]}",
                         "currency: RUB", &settings, &err),
              err);

    const struct offer_settings *offer = &settings.costs.offers[0];
    assert_int_equal(offer->tiers[0].price_minor, 191000);
    assert_int_equal(offer->tiers[1].price_minor, 95500);
    assert_int_equal(offer->setup_minor, 9550000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tiers_without_a_beginning_with_a_hole_or_an_overlap_name_line_and_tier),
        cmocka_unit_test(two_offers_of_one_name_are_refused_with_both_lines),
        cmocka_unit_test(money_needs_a_currency_and_a_foreign_one_a_rate),
        cmocka_unit_test(what_has_no_price_of_its_kind_is_told_what_to_write),
        cmocka_unit_test(foreign_prices_are_turned_into_the_currency_of_the_settings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
