/* fitness: may this client be served through this channel? Declared, never read off the export. */
#ifndef DESKGAUGE_CRITERIA_FITNESS_H
#define DESKGAUGE_CRITERIA_FITNESS_H

#include <stdint.h>

#include "base/vocabulary.h"
#include "settings/settings.h"

/*
 * Identification, confidentiality and "agreed with this client" are a gate, not an average
 * (statistics.md A4): what is answered through a channel that fails it was served outside the
 * policy. Unfit: `channels:` of the settings marks it 0 in `identified` or `confidential`. Not
 * agreed: clients.csv lists the client's channels, and this is none of them.
 */
enum channel_fit {
    FIT_UNTOLD, /* nobody declared anything of it */
    FIT_GOOD,
    FIT_UNFIT,
    FIT_NOT_AGREED
};

/* Of the channel itself, whoever writes. */
enum channel_fit channel_fit(const struct criteria_settings *criteria, enum channel channel);
/* Of a ticket: `client` is the row of clients.csv that holds on its day, NULL none. */
enum channel_fit channel_fit_for(const struct criteria_settings *criteria,
                                 const struct client_row *client, enum channel channel);

#endif
