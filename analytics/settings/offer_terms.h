/* offer_terms: what a list of fields cannot check about the offers of deskgauge.yaml. */
#ifndef DESKGAUGE_SETTINGS_OFFER_TERMS_H
#define DESKGAUGE_SETTINGS_OFFER_TERMS_H

#include "settings/settings.h"

/*
 * Prices in the order of their quantity and turned into the currency of the settings. ERROR_USAGE
 * with file, line and tier: money without a currency, another currency without a rate, tiers with
 * a hole or an overlap, a kind without the price that it is made of, credits that do not fall, a
 * topic that nobody listed. Prices below nought are refused where they are read.
 */
MUST_CHECK bool offer_terms_settle(struct settings *settings, bool has_currency, struct error *err);

#endif
