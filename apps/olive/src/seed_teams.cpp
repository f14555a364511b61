// About 200 teams with 2,100 participants, among them the care workers with their certificates.
#include <algorithm>

#include "people/worker.h"
#include "seed_city.h"

namespace olive::seed {
namespace {

using people::Certificate;

constexpr std::int64_t kParticipants = 2'100;
constexpr std::int64_t kLeftThisYear = 60;
constexpr int kHomeTeamsMin = 9;  // the centre of the personas has every care team and shops

// Share of ages in decades from 20 on; people in their fifties and sixties are the most.
constexpr std::int64_t kAgeShares[] = {40, 80, 180, 330, 330, 40};
// Share of guarantee classes (facts of 2014, national).
constexpr std::int64_t kClassShares[] = {449, 334, 30, 137, 50};

struct CareTeamRow {
  ServiceKind service;
  const char* name;
  std::int64_t members;  // 0: as many as the centre has managers
};
constexpr CareTeamRow kCareTeams[] = {
    {ServiceKind::discharge_care, "퇴원돌봄사업단", 7},
    {ServiceKind::hospital_accompaniment, "병원동행사업단", 0},
    {ServiceKind::meals, "나눔식사배달단", 5},
    {ServiceKind::care_activist, "돌봄활동가단", 6},
    {ServiceKind::housekeeping, "가사지원사업단", 6},
};

std::vector<people::HeldCertificate> certificates_of(Random& random, ServiceKind service,
                                                     bool is_persona, Date since) {
  std::vector<Certificate> all;
  const auto add = [&](Certificate certificate) { all.push_back(certificate); };
  switch (service) {
    case ServiceKind::discharge_care: add(Certificate::care_worker); break;
    case ServiceKind::hospital_accompaniment:
      add(Certificate::accompaniment);
      add(Certificate::driver);
      if (random.chance(500'000)) add(Certificate::care_worker);
      break;
    case ServiceKind::meals: add(Certificate::food_hygiene); break;
    case ServiceKind::care_activist: add(Certificate::care_activist); break;
    case ServiceKind::housekeeping: add(Certificate::housekeeping); break;
  }
  if (is_persona) {
    const auto every = base::all_of<Certificate>();
    all.assign(every.begin(), every.end());
  }
  std::vector<people::HeldCertificate> held;
  for (const Certificate certificate : all) held.push_back({certificate, since, std::nullopt});
  return held;
}

// Five days a week. Half of a home service's team works at weekends and rests on two days of the
// week; nobody accompanies to a hospital at a weekend.
std::array<int, 2> rests_of(const Team& team, Index place_in_team) {
  static constexpr std::array<int, 2> kRota[] = {{6, 7}, {1, 2}, {6, 7}, {3, 4},
                                                 {6, 7}, {4, 5}, {6, 7}, {2, 3}};
  const bool is_weekdays_only =
      !team.service || team.service == ServiceKind::hospital_accompaniment;
  return is_weekdays_only ? kRota[0] : kRota[place_in_team % std::size(kRota)];
}

// The persona works on the city's present day and the next three.
std::array<int, 2> persona_rests(Date today) {
  return {base::weekday(today.plus_days(-3)), base::weekday(today.plus_days(-2))};
}

std::vector<people::WorkHours> hours_of(const Participant& person, bool is_persona) {
  std::vector<people::WorkHours> hours;
  for (int day = 1; day <= 7; ++day)
    if (day != person.rests[0] && day != person.rests[1])
      hours.push_back({day, 9 * 60, is_persona ? 20 * 60 : 18 * 60});
  CHECK(hours.size() == 5);
  return hours;
}

class TeamBuilder {
 public:
  TeamBuilder(Build& build, db::Transaction& tx)
      : build_(build), tx_(tx), maker_(build, "teams"), now_(build.clock.now()) {}

  void build_centre(Index centre) {
    const CentreRow& row = *build_.city.centres[centre].row;
    const auto wanted = build_.scaled(row.teams, centre == kHomeCentre ? kHomeTeamsMin : 1);
    std::int64_t made = 0;
    for (const CareTeamRow& care : kCareTeams) {
      if (made == wanted) return;
      const std::int64_t members = care.members > 0 ? care.members : row.managers;
      if (members == 0) continue;
      found(centre, care.name, teams::WorkType::social_service, nullptr, care.service);
      targets_.push_back(build_.scaled(members, centre == kHomeCentre ? 2 : 1));
      ++made;
    }
    for (; made < wanted; ++made) {
      const TradeRow& trade =
          trades()[static_cast<Index>(made + static_cast<std::int64_t>(centre)) % trades().size()];
      found(centre, std::string(trade.team_name), trade.work_type, &trade, std::nullopt);
      targets_.push_back(0);
    }
  }

  // Gives the participants that care teams leave over to the others.
  void fill() {
    const std::int64_t all = build_.scaled(kParticipants + kLeftThisYear, 60);
    std::int64_t rest = all;
    std::int64_t open = 0;
    for (const std::int64_t target : targets_) {
      rest -= target;
      open += target == 0 ? 1 : 0;
    }
    for (Index team = 0; team < targets_.size(); ++team) {
      std::int64_t members = targets_[team];
      if (members == 0) {
        members = std::max<std::int64_t>(2, rest / open);
        rest -= members;
        --open;
      }
      for (std::int64_t i = 0; i < members; ++i) add_member(team);
    }
  }

 private:
  void found(Index centre, const std::string& name, teams::WorkType type, const TradeRow* trade,
             std::optional<ServiceKind> service) {
    const Centre& of = build_.city.centres[centre];
    const std::string code(trade != nullptr ? trade->trade : base::name_of(*service));
    const std::string_view place = of.row->name.substr(0, of.row->name.find("지역자활센터"));
    const auto id =
        teams::create_team(tx_, kRegion,
                           {.name = std::string(place) + " " + name,
                            .centre_id = of.id,
                            .work_type = type,
                            .trade = code,
                            .started_on = base::korean_date(now_),
                            .place = make_place(maker_.random(), of.row->district_code)},
                           now_);
    build_.city.teams.push_back({id.value(), centre, type, trade, service, {}});
  }

  void add_member(Index team_index) {
    Team& team = build_.city.teams[team_index];
    Centre& centre = build_.city.centres[team.centre];
    const bool is_persona = team.centre == kHomeCentre && team.members.empty() &&
                            team.service == ServiceKind::hospital_accompaniment;
    Participant person{.team = team_index};
    person.id = maker_.create(tx_, centre.row->district_code, born_year(), now_);
    person.joined_on = is_persona ? base::korean_date(now_) : joined_on();
    const auto guarantee =
        static_cast<teams::GuaranteeClass>(maker_.random().weighted(kClassShares));
    const auto member =
        teams::place(tx_, kRegion, {team.id, person.id, guarantee, person.joined_on},
                     {.at = now_, .reason = "demo_city"});
    if (!is_persona && maker_.random().chance(kLeftThisYear * kMillion / kParticipants))
      leave(person, member.value());
    person.rests = is_persona ? persona_rests(build_.today) : rests_of(team, team.members.size());
    const Index index = build_.city.participants.size();
    if (team.service) train(person, team, centre, index, is_persona);
    team.members.push_back(index);
    build_.city.participants.push_back(std::move(person));
  }

  void leave(Participant& person, teams::MemberId member) {
    person.left_on = build_.start.plus_days(static_cast<std::int32_t>(
        maker_.random().between(-60, build_.today.days - build_.start.days - 5)));
    if (*person.left_on < person.joined_on) person.left_on = person.joined_on;
    CHECK(teams::depart(tx_, kRegion, member, *person.left_on, {.at = now_, .reason = "demo_city"})
              .has_value());
  }

  void train(const Participant& person, const Team& team, Centre& centre, Index index,
             bool is_persona) {
    CHECK(people::join(tx_, kRegion, person.id, centre.id, people::Role::care_worker,
                       person.joined_on, {.at = now_, .reason = "demo_city"}, person.left_on)
              .has_value());
    people::save_worker(tx_, kRegion,
                        {.person_id = person.id,
                         .centre_id = centre.id,
                         .home_district_code = std::string(centre.row->district_code),
                         .languages = {"ko"},
                         .has_own_vehicle = maker_.random().chance(150'000),
                         .certificates = certificates_of(maker_.random(), *team.service, is_persona,
                                                         person.joined_on),
                         .hours = hours_of(person, is_persona)});
    if (!is_persona) return centre.workers[*team.service].push_back(index);
    build_.city.worker_persona = index;
    for (const ServiceKind service : base::all_of<ServiceKind>())
      centre.workers[service].push_back(index);
  }

  int born_year() {
    const auto decade = static_cast<int>(maker_.random().weighted(kAgeShares));
    const auto age = 20 + decade * 10 + static_cast<int>(maker_.random().below(10));
    return base::split_date(build_.today).year - std::min(age, 74);
  }

  // Nine in ten were there for three months of the year before: 1,891 of 2,100 got points in 2025.
  Date joined_on() {
    Random& random = maker_.random();
    const Date began = base::korean_date(now_);
    if (random.chance(890'000)) return began.plus_days(static_cast<std::int32_t>(random.below(60)));
    const Date new_year = *base::make_date(base::split_date(build_.start).year, 1, 4);
    const Date from = std::min(new_year, build_.start.plus_days(-10));
    return from.plus_days(static_cast<std::int32_t>(random.below(build_.start.days - from.days)));
  }

  Build& build_;
  db::Transaction& tx_;
  PersonMaker maker_;
  base::Instant now_;
  std::vector<std::int64_t> targets_;  // members of each team; 0: a share of the rest
};

}  // namespace

void build_teams(Build& build) {
  build.write([&](db::Transaction& tx) {
    TeamBuilder builder(build, tx);
    for (Index centre = 0; centre < build.city.centres.size(); ++centre)
      builder.build_centre(centre);
    builder.fill();
  });
}

}  // namespace olive::seed
