#include "market/booking.h"

#include <thread>

#include "order_fixture.h"

namespace market {
namespace {

TEST(SlotStarts, FillTheOpenings) {
  const ShopHours hours{
      .openings = {{1, 540, 720}, {1, 780, 870}}, .closed_days = {}, .order_windows = {}};
  struct Case {
    std::int64_t duration_minutes;
    std::vector<std::int64_t> minutes;
  };
  const std::vector<Case> cases{
      {60, {540, 600, 660, 780}},  // 840 would end after 14:30
      {90, {540, 630, 780}},       //
      {180, {540}},                // just fits
      {181, {}},                   //
      {45, {540, 585, 630, 675, 780, 825}},
  };
  for (const Case& each : cases) {
    std::vector<std::int64_t> minutes;
    for (const base::Instant start : slot_starts(hours, each.duration_minutes, kToday))
      minutes.push_back(base::korean_second_of_day(start) / 60);
    EXPECT_EQ(minutes, each.minutes) << each.duration_minutes;
  }
  EXPECT_TRUE(slot_starts(hours, 60, kToday.plus_days(1)).empty());
}

using BookingTest = OrderTest;
OLIVE_ON_BOTH_DATABASES(BookingTest);

TEST_P(BookingTest, FreePlacesAreCounted) {
  const auto free_at = [&](base::Instant start) {
    const auto product =
        database_->read([&](auto& tx) { return *find_product(tx, kBusan, haircut_); });
    const auto slots = database_->read(
        [&](auto& tx) { return slots_of(tx, kBusan, product, kToday, kToday.plus_days(1), kNow); });
    for (const Slot& each : slots)
      if (each.starts_at == start) return each.free;
    return std::int64_t{-1};
  };
  EXPECT_EQ(free_at(at(0, 12)), -1);  // has begun
  EXPECT_EQ(free_at(at(0, 13)), 1);
  ASSERT_TRUE(order({.lines = {{haircut_, 1, {}, at(0, 13)}}}).has_value());
  EXPECT_EQ(free_at(at(0, 13)), 0);
  EXPECT_EQ(free_at(at(0, 14)), 1);
}

TEST_P(BookingTest, ATimeIsGivenOnce) {
  const OrderForm form{.lines = {{haircut_, 1, {}, at(1, 10)}}};
  EXPECT_TRUE(order(form).has_value());
  EXPECT_EQ(order(form).error(), OrderRefusal::slot_not_free);
  // Also within one cart, which then books nothing.
  const OrderForm twice{.lines = {{haircut_, 1, {}, at(1, 11)}, {haircut_, 1, {}, at(1, 11)}}};
  EXPECT_EQ(order(twice).error(), OrderRefusal::slot_not_free);
  EXPECT_TRUE(order({.lines = {{haircut_, 1, {}, at(1, 11)}}}).has_value());
}

TEST_P(BookingTest, CapacityIsSharedByOverlappingTimes) {
  write([&](auto& tx) {
    Product haircut = *find_product(tx, kBusan, haircut_);
    haircut.capacity = 2;
    return update_product(tx, kBusan, haircut);
  }).value();
  const OrderForm form{.lines = {{haircut_, 1, {}, at(1, 10)}}};
  EXPECT_TRUE(order(form).has_value());
  EXPECT_TRUE(order(form).has_value());
  EXPECT_EQ(order(form).error(), OrderRefusal::slot_not_free);
  write([&](auto& tx) {
    Product haircut = *find_product(tx, kBusan, haircut_);
    haircut.duration_minutes = 90;  // 9:00, 10:30 … now overlap what was booked
    return update_product(tx, kBusan, haircut);
  }).value();
  EXPECT_EQ(order({.lines = {{haircut_, 1, {}, at(1, 9)}}}).error(), OrderRefusal::slot_not_free);
}

TEST_P(BookingTest, ManyAtOnceGetOnePlace) {
  std::vector<PersonId> buyers;
  for (int i = 0; i < 8; ++i) buyers.push_back(add_person("손님" + std::to_string(i)));
  std::atomic<int> booked = 0;
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  for (const PersonId buyer : buyers)
    threads.emplace_back([&, buyer] {
      const auto id = order_as(buyer, {.lines = {{haircut_, 1, {}, at(1, 15)}}});
      if (id) ++booked;
      else if (id.error() == OrderRefusal::slot_not_free) ++refused;
    });
  for (std::thread& each : threads) each.join();
  EXPECT_EQ(booked, 1);
  EXPECT_EQ(refused, 7);
}

TEST_P(BookingTest, TheBookedTimeIsWhenTheBuyerComes) {
  const Parcel booked = parcel(parcel_of({.lines = {{haircut_, 1, {}, at(1, 10)}}}));
  EXPECT_EQ(booked.collect_on, kToday.plus_days(1));
  EXPECT_EQ(booked.from_minute, 600);
  EXPECT_EQ(booked.to_minute, 660);
}

}  // namespace
}  // namespace market
