#include "command/composed.h"

#include "command/told.h"
#include "command/words.h"

static bool print_phrase(struct language *language, const struct phrase *phrase, FILE *out,
                         struct error *err)
{
    OWN(buffer_release) struct buffer text = {0};

    language_append_phrase(language, phrase, &text);
    if (text.is_short)
        return error_memory(err);
    fprintf(out, "  %s\n", buffer_span(&text).bytes);
    return true;
}

static struct value points(double score)
{
    return value_number(score, 0);
}

static bool print_missing(int unscored, struct language *language, FILE *out, struct error *err)
{
    const char *title = criterion_title(language, (enum criterion)unscored);
    struct phrase phrase =
        PHRASE("No total by your weights: %1$s has a weight and no score", value_text(title));

    return print_phrase(language, &phrase, out, err);
}

static bool print_total(const struct composite_score *composite, struct language *language,
                        FILE *out, struct error *err)
{
    struct value range = value_range(points(composite->low), points(composite->high));
    struct phrase graded = PHRASE("Total by your weights: %1$s of 100 (%2$s), grade %3$s",
                                  points(composite->value), range, value_text(composite->grade));
    struct phrase plain =
        PHRASE("Total by your weights: %1$s of 100 (%2$s), no grade: three are possible",
               points(composite->value), range);
    struct phrase weights =
        PHRASE("with each weight a quarter more or less: %1$s",
               value_range(points(composite->weights_low), points(composite->weights_high)));
    struct phrase uneven = PHRASE("the criteria are uneven: where the weak ones cannot be made up "
                                  "for (geometric mean) it is %1$s",
                                  points(composite->geometric));

    return print_phrase(language, composite->grade[0] != '\0' ? &graded : &plain, out, err) &&
           print_phrase(language, &weights, out, err) &&
           (!composite->is_imbalanced || print_phrase(language, &uneven, out, err));
}

bool print_composite(const struct scorecard *scorecard, struct language *language, FILE *out,
                     struct error *err)
{
    const struct composite_score *composite = &scorecard->composite;

    if (!composite->is_asked)
        return true;
    fputc('\n', out);
    if (!composite->has_value)
        return print_missing(composite->unscored, language, out, err);
    return print_total(composite, language, out, err);
}

void print_composite_json(const struct scorecard *scorecard, FILE *out)
{
    const struct composite_score *composite = &scorecard->composite;

    fputs(", \"composite\": ", out);
    if (!composite->is_asked) {
        fputs("null", out);
        return;
    }
    if (!composite->has_value) {
        fprintf(out, "{\"value\": null, \"unscored\": \"%s\"}",
                criterion_name((enum criterion)composite->unscored));
        return;
    }
    fprintf(out,
            "{\"value\": %.15g, \"low\": %.15g, \"high\": %.15g, \"geometric\": %.15g, "
            "\"imbalanced\": %s, \"weights_low\": %.15g, \"weights_high\": %.15g, \"grade\": ",
            composite->value, composite->low, composite->high, composite->geometric,
            composite->is_imbalanced ? "true" : "false", composite->weights_low,
            composite->weights_high);
    if (composite->grade[0] == '\0')
        fputs("null}", out);
    else
        fprintf(out, "\"%s\"}", composite->grade);
}
