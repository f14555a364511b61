/// What stands in the way in Busan: the 낙동강, the strait of 영도, 금정산, and the hillside roads.
#pragma once

#include "geo/estimate.h"

namespace geo {

/// Default paces with Busan's barriers and hills. Estimates of an operator who knows the town, to
/// be replaced by an imported matrix where one is at hand.
[[nodiscard]] EstimateOptions busan_estimate();

}  // namespace geo
