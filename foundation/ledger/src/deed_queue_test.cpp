// Deeds wait in the order of their arrival, and none is lost when the queue closes.
#include "deed_queue.h"

#include <gtest/gtest.h>

#include <thread>

#include "names.h"

namespace ledger {
namespace {

Job job(std::vector<int>& log, int n) {
  return {[&log, n](db::Transaction&, Batch&) {
            log.push_back(n);
            return Verdict::reject;
          },
          [&log, n](const Outcome&) { log.push_back(n); }};
}

TEST(DeedQueue, gives_everything_that_waits_in_order) {
  DeedQueue queue;
  std::vector<int> log;
  for (int n = 1; n <= 3; ++n) queue.push(job(log, n));
  std::vector<Job> jobs;
  ASSERT_TRUE(queue.take(jobs));
  ASSERT_EQ(jobs.size(), 3U);
  for (const Job& each : jobs) each.done({});
  EXPECT_EQ(log, (std::vector<int>{1, 2, 3}));
}

TEST(DeedQueue, an_empty_queue_is_given_up_when_patience_ends) {
  DeedQueue queue;
  std::vector<int> log;
  std::vector<Job> jobs;
  ASSERT_TRUE(queue.take(jobs, DeedQueue::Patience{1'000}));
  EXPECT_TRUE(jobs.empty());
  ASSERT_TRUE(queue.take(jobs, DeedQueue::Patience{0}));
  EXPECT_TRUE(jobs.empty());
  queue.push(job(log, 1));
  ASSERT_TRUE(queue.take(jobs, DeedQueue::Patience{0}));
  EXPECT_EQ(jobs.size(), 1U);
  queue.close();
  EXPECT_FALSE(queue.take(jobs, DeedQueue::Patience{1'000}));
}

TEST(DeedQueue, a_crowd_is_waited_for_and_nobody_for_long) {
  DeedQueue queue;
  std::vector<int> log;
  std::vector<Job> jobs;
  for (int n = 0; n < 20; ++n) queue.push(job(log, n));
  ASSERT_TRUE(queue.take(jobs));
  EXPECT_EQ(jobs.size(), 20U);
  queue.push(job(log, 1));  // nobody else comes
  ASSERT_TRUE(queue.take(jobs));
  EXPECT_EQ(jobs.size(), 1U);
  for (int n = 0; n < 20; ++n) queue.push(job(log, n));
  ASSERT_TRUE(queue.take(jobs));
  std::thread crowd([&] {
    for (int n = 0; n < 12; ++n) queue.push(job(log, n));
  });
  std::size_t taken = 0;
  while (taken < 12 && queue.take(jobs)) taken += jobs.size();
  crowd.join();
  EXPECT_EQ(taken, 12U);
}

TEST(DeedQueue, tells_how_long_the_oldest_waits) {
  DeedQueue queue;
  std::vector<int> log;
  std::vector<Job> jobs;
  EXPECT_EQ(queue.age_s(), 0);
  queue.push(job(log, 1));
  std::this_thread::sleep_for(std::chrono::milliseconds(3));
  EXPECT_GE(queue.age_s(), 0.003);
  ASSERT_TRUE(queue.take(jobs));
  EXPECT_GE(queue.age_s(), 0.003);  // taken, not answered
  queue.close();
  EXPECT_FALSE(queue.take(jobs));
  EXPECT_EQ(queue.age_s(), 0);
}

TEST(DeedQueue, closing_still_gives_what_waits) {
  DeedQueue queue;
  std::vector<int> log;
  queue.push(job(log, 1));
  queue.close();
  std::vector<Job> jobs;
  EXPECT_TRUE(queue.take(jobs));
  EXPECT_EQ(jobs.size(), 1U);
  EXPECT_FALSE(queue.take(jobs));
  EXPECT_TRUE(jobs.empty());
}

TEST(DeedQueue, wakes_a_writer_that_sleeps) {
  DeedQueue queue;
  std::size_t taken = 0;
  std::thread writer([&] {
    std::vector<Job> jobs;
    while (queue.take(jobs)) taken += jobs.size();
  });
  std::vector<int> log;
  for (int n = 0; n < 500; ++n) {
    queue.push(job(log, n));
    if (n % 50 == 0) std::this_thread::yield();
  }
  queue.close();
  writer.join();
  EXPECT_EQ(taken, 500U);
}

TEST(DeedQueueDeathTest, a_deed_without_an_answer_is_a_bug) {
  DeedQueue queue;
  EXPECT_DEATH(queue.push({}), "job.deed");
}

TEST(Names, numbers_are_dense_and_texts_stay) {
  Names names;
  EXPECT_EQ(names.find("a"), std::nullopt);
  EXPECT_EQ(names.number_of("a"), 0U);
  EXPECT_EQ(names.number_of("b"), 1U);
  const std::string& a = names.text_of(0);
  for (int i = 0; i < 1'000; ++i) names.number_of("text " + std::to_string(i));
  EXPECT_EQ(names.number_of("a"), 0U);
  EXPECT_EQ(&names.text_of(0), &a);  // views of it are kept as keys
  EXPECT_EQ(names.number_of(""), 1'002U);
  EXPECT_DEATH((void)names.text_of(1'003), "texts_.size");
}

}  // namespace
}  // namespace ledger
