#include "analysis/review.h"

#include "analysis/messages.h"

static void (*const REVIEWS[])(struct work *) = {
    review_clipped, review_correlated, review_fresh, review_unused, review_conditions,
};

void analysis_review(const struct result *r, const struct dataset_bundle *b, struct diagnostics *d)
{
    struct work w = work_again(r, b, d);
    analysis_messages(d);
    for (size_t i = 0; i < sizeof REVIEWS / sizeof REVIEWS[0]; i++)
        REVIEWS[i](&w);
}
