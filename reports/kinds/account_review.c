#include "kinds/account_review.h"

#include "kinds/composing.h"

/* One request to the client, by rule: a survey that is answered too seldom to tell anything. */
enum { ANSWERS_WANTED = 90 };

static void request_to_client(struct composing *composing)
{
    const struct survey_summary *survey = &composing->card->survey;
    int64_t answered = (int64_t)survey->answered_count;

    if (answered == 0 || answered >= ANSWERS_WANTED)
        return;
    report_note(composing->report, NOTE_PLAIN, PHRASE("One request to you"),
                PLURAL("Please answer the question that comes when a ticket is closed. %1$s answer "
                       "came in the period; about %2$s tell satisfaction to within ten points.",
                       "Please answer the question that comes when a ticket is closed. %1$s "
                       "answers came in the period; about %2$s tell satisfaction to within ten "
                       "points.",
                       answered, value_count(answered), value_count(ANSWERS_WANTED)));
}

static void about(struct composing *composing, const struct account_request *request)
{
    struct review_request own = request->review;

    own.inputs = NULL;
    own.input_count = 0;
    composing->request = &own;
    compose_about(composing, "account-review", request->name);
    composing->request = &request->review;
}

bool account_review_build(const struct account_request *request, struct report *out,
                          struct error *err)
{
    struct composing composing = {.request = &request->review,
                                  .card = request->review.scorecard,
                                  .report = out,
                                  .arena = &out->arena,
                                  .account = request->account,
                                  .fingerprint = request->fingerprint};

    if (!withhold_few_answers(&composing))
        return error_memory(err);
    about(&composing, request);
    compose_figures(&composing);
    compose_front(&composing, PHRASE("Account review: %1$s", value_text(request->name)));
    compose_note(&composing, "summary", PHRASE("In our own words"), request->name);
    compose_decisions(&composing, request->name);
    compose_agreed(&composing);
    compose_compensation(&composing, request);
    compose_package(&composing, request);
    compose_speed(&composing);
    compose_late_tickets(&composing, request);
    compose_bridge(&composing, request);
    compose_at_hand(&composing);
    compose_answers(&composing);
    request_to_client(&composing);
    compose_topics(&composing);
    compose_channels(&composing);
    compose_verdict(&composing);
    compose_events(&composing, request->name);
    compose_note(&composing, "next", PHRASE("What comes next"), request->name);
    compose_context(&composing);
    compose_open_tickets(&composing, request);
    compose_appendix(&composing);
    return report_finish(out, err);
}
