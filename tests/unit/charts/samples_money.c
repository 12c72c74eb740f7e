#include "samples.h"

void add_money_samples(struct sample_page *page)
{
    (void)page;
}
