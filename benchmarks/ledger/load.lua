-- wrk: each request pays something from a wallet to a shop, under a key of its own. Keys grow, as
-- version 7 UUIDs do; threads tell each other apart by their number.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

local n = 0

function request()
  n = n + 1
  local shop = n * 7919 % 100
  if n % 5 == 0 then shop = 0 end
  return wrk.format("POST", "/payments", {
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = string.format("bench-%02d-%012d", number, n),
  }, string.format('{"wallet":%d,"shop":%d,"amount":%d}', n * 104729 % 10000, shop, 1 + n % 50))
end
