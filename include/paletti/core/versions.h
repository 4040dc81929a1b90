/* Versions of the rules, and exceptions, seen beside each other: which of them holds, and what one changed. */
#pragma once

#include "paletti/core/rule.h"

enum validity { VALIDITY_PAST, VALIDITY_NOW, VALIDITY_COMING };

/* Of the version I among N, ordered by `from`: at AT the last one that has begun holds, and before all of them the first. */
enum validity rule_validity(const struct rule *rules, size_t n, size_t i, int64_t at);
enum validity override_validity(const struct override *override, int32_t day);

/* What has changed between two versions: a bit for each field of model_rule. When a version begins is no part of it; a
 * window of 72h, or a roll of none, is the same whether it was written or not. */
uint32_t rule_difference(const struct rule *a, const struct rule *b);
