/// News that the market announces through the outbox. Ids and amounts, no personal text: whoever
/// sends something outside (a text message, mail) subscribes here and asks for the rest.
#pragma once

#include "market/notice.h"

namespace market {

/// Something happened to a parcel that its buyer or its shop is told about.
struct ParcelNews {
  static constexpr std::string_view kTopic = "market.parcel_news";

  ParcelId parcel_id;
  MarketNoticeKind kind{};
  base::Instant at;
};
BOOST_DESCRIBE_STRUCT(ParcelNews, (), (parcel_id, kind, at))

/// A shelf has just come down to what its shop calls low.
struct StockLow {
  static constexpr std::string_view kTopic = "market.stock_low";

  ProductId product_id;
  OptionId option_id;  ///< with its own stock; 0: the product
  std::int64_t left = 0;
  base::Instant at;
};
BOOST_DESCRIBE_STRUCT(StockLow, (), (product_id, option_id, left, at))

}  // namespace market
