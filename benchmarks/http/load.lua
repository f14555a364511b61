-- wrk … -- PATH ITEMS: GET PATH, or for /items a random item each time. The requests are made once,
-- so that wrk's own work does not hide the server's.
local requests = {}

function init(arguments)
  local path, items = arguments[1], tonumber(arguments[2])
  math.randomseed(1)
  for i = 1, path == "/items" and 20000 or 1 do
    local target = path == "/items" and path .. "/" .. math.random(items) or path
    requests[i] = wrk.format("GET", target)
  end
end

local at = 0
function request()
  at = at % #requests + 1
  return requests[at]
end
