// Requests from a table: decoding and cell rules are those of documents; meaning is checked here.
#include "care/import.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "people/organisation.h"

namespace care {
namespace {

using documents::RowFault;
using documents::TableRow;

/// A row of the file as its author thinks of it.
struct RequestLine {
  std::string name;
  std::optional<base::Date> born_on;
  std::optional<people::Gender> gender;
  std::string phone;
  std::optional<std::string> road_address;
  std::string district_code;
  ServiceKind service{};
  IncomeBand income_band{};
  std::optional<Mobility> mobility;
  std::optional<bool> lives_alone;
  std::optional<bool> has_other_service;
  std::optional<base::Date> discharged_on;
  base::Date wished_from;
  std::optional<std::int32_t> visits_per_month;
  std::optional<std::int32_t> visit_min;
  std::optional<CarePurpose> purpose;
  std::optional<std::string> health_note;
  std::optional<std::string> organisation;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "name", .min_length = 1, .max_length = 80},
        {.field = "visits_per_month", .minimum = 0, .maximum = 62},
        {.field = "visit_min", .minimum = 0, .maximum = 1'440},
    };
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(RequestLine, (),
                      (name, born_on, gender, phone, road_address, district_code, service,
                       income_band, mobility, lives_alone, has_other_service, discharged_on,
                       wished_from, visits_per_month, visit_min, purpose, health_note,
                       organisation))

const std::vector<documents::Column>& columns() {
  static const std::vector<documents::Column> kColumns{
      {"name", true, {"이름", "성명"}},
      {"born_on", false, {"생년월일"}},
      {"gender", false, {"성별"}},
      {"phone", true, {"전화번호", "연락처", "휴대전화"}},
      {"road_address", false, {"도로명주소", "주소"}},
      {"district_code", true, {"구군", "구", "시군구"}},
      {"service", true, {"서비스"}},
      {"income_band", true, {"소득구간", "소득"}},
      {"mobility", false, {"거동"}},
      {"lives_alone", false, {"독거", "혼자거주"}},
      {"has_other_service", false, {"타서비스", "다른서비스"}},
      {"discharged_on", false, {"퇴원일"}},
      {"wished_from", true, {"희망일", "희망시작일"}},
      {"visits_per_month", false, {"월횟수"}},
      {"visit_min", false, {"방문시간(분)", "방문분"}},
      {"purpose", false, {"목적"}},
      {"health_note", false, {"건강상태", "비고", "메모"}},
      {"organisation", false, {"의뢰기관", "기관"}},
  };
  return kColumns;
}

using Words = std::map<std::string, std::string>;

/// Korean spellings that offices write, by column, replaced by the names of the API.
const std::map<std::string, Words>& spellings() {
  static const Words kYesNo{{"예", "true"}, {"네", "true"},      {"Y", "true"},
                            {"O", "true"},  {"아니오", "false"}, {"아니요", "false"},
                            {"N", "false"}, {"X", "false"}};
  static const std::map<std::string, Words> kWords{
      {"gender", {{"여", "female"}, {"여성", "female"}, {"남", "male"}, {"남성", "male"}}},
      {"service",
       {{"퇴원환자안심돌봄", "discharge_care"},
        {"병원안심동행", "hospital_accompaniment"},
        {"돌봄활동가", "care_activist"},
        {"가사지원", "housekeeping"},
        {"식사지원", "meals"}}},
      {"income_band",
       {{"수급자", "basic_or_near_poor"},
        {"차상위", "basic_or_near_poor"},
        {"70%이하", "up_to_70"},
        {"100%이하", "up_to_100"},
        {"100%초과", "above_100"}}},
      {"mobility", {{"보행", "walks"}, {"부축", "walks_with_help"}, {"휠체어", "wheelchair"}}},
      {"purpose",
       {{"외래", "outpatient"},
        {"투석", "dialysis"},
        {"검사", "tests"},
        {"재활", "rehabilitation"},
        {"항암", "chemotherapy"},
        {"입퇴원", "admission"},
        {"수술후", "after_surgery"},
        {"일상", "daily_living"}}},
      {"lives_alone", kYesNo},
      {"has_other_service", kYesNo},
  };
  return kWords;
}

void translate(TableRow& row) {
  // Unknown words stay as they are and are refused by name when the cell is read.
  for (const auto& [field, words] : spellings())
    if (const auto cell = row.cells.find(field); cell != row.cells.end())
      if (const auto word = words.find(cell->second); word != words.end())
        cell->second = word->second;
  if (const auto cell = row.cells.find("district_code"); cell != row.cells.end())
    // Offices write the name of a district, programs its code.
    for (const people::District& district : people::districts())
      if (cell->second == district.name_ko) cell->second = district.code;
}

/// A fault whose line the caller fills in.
RowFault fault(std::string_view field, std::string_view code) {
  return {0, std::string(field), std::string(code), {}};
}

std::string_view field_of(people::PersonRefusal refusal) {
  switch (refusal) {
    case people::PersonRefusal::phone_malformed: return "phone";
    case people::PersonRefusal::district_not_found: return "district_code";
    case people::PersonRefusal::born_in_the_future: return "born_on";
    case people::PersonRefusal::name_missing: return "name";
    default: return "";
  }
}

std::string_view field_of(ReferralRefusal refusal) {
  switch (refusal) {
    case ReferralRefusal::visit_length_not_offered: return "visit_min";
    case ReferralRefusal::discharge_date_missing:
    case ReferralRefusal::discharge_too_long_ago: return "discharged_on";
    case ReferralRefusal::no_centre_in_district: return "district_code";
    case ReferralRefusal::duplicate_referral:
    case ReferralRefusal::already_entitled: return "service";
    default: return "";
  }
}

/// Records the rows one by one and collects what is wrong.
class Importer {
 public:
  Importer(db::Transaction& tx, RegionId region_id, const crypto::Sealer& sealer, PersonId actor_id,
           base::Instant now)
      : tx_(tx),
        region_id_(region_id),
        sealer_(sealer),
        offices_(tx, region_id),
        actor_id_(actor_id),
        now_(now) {}

  /// True when the row was recorded; faults are added otherwise.
  bool add(TableRow row, std::vector<RowFault>& faults) {
    translate(row);
    auto line = documents::read_row<RequestLine>(row);
    if (!line) {
      faults.insert(faults.end(), line.error().begin(), line.error().end());
      return false;
    }
    if (const std::optional<RowFault> found = record(*line)) {
      faults.push_back({row.line, found->field, found->code, found->expected});
      return false;
    }
    return true;
  }

 private:
  /// The first thing wrong with what the row means, or nothing once it is recorded.
  std::optional<RowFault> record(const RequestLine& line) {
    if (const auto wrong_date = check_dates(line)) return wrong_date;
    const std::string phone = people::normalise_phone(line.phone).value_or(line.phone);
    if (!seen_.insert({line.name, phone, line.service}).second)
      return fault("name", "duplicate_request");
    const std::optional<OrganisationId> organisation_id = organisation_of(line);
    if (!organisation_id) return fault("organisation", "organisation_not_found");
    const auto client_id = client_of(line, phone);
    if (!client_id) return fault(field_of(client_id.error()), base::name_of(client_id.error()));
    const auto referral =
        create_referral(tx_, region_id_, referral_from(line, *client_id, *organisation_id),
                        offices_, sealer_, now_);
    if (!referral) return fault(field_of(referral.error()), base::name_of(referral.error()));
    return std::nullopt;
  }

  [[nodiscard]] std::optional<RowFault> check_dates(const RequestLine& line) const {
    const base::Date today = base::korean_date(now_);
    if (line.discharged_on > today) return fault("discharged_on", "discharged_in_the_future");
    if (line.wished_from < today) return fault("wished_from", "wished_in_the_past");
    return std::nullopt;
  }

  NewReferral referral_from(const RequestLine& line, PersonId client_id,
                            OrganisationId organisation_id) const {
    return {.client_id = client_id,
            .service = line.service,
            .channel = ReferralChannel::file,
            .referrer_id = actor_id_,
            .referring_organisation_id = organisation_id,
            .income_band = line.income_band,
            .mobility = line.mobility.value_or(Mobility::walks),
            .lives_alone = line.lives_alone.value_or(false),
            .has_other_service = line.has_other_service.value_or(false),
            .discharged_on = line.discharged_on,
            .wished_from = line.wished_from,
            .visits_per_month = line.visits_per_month.value_or(0),
            .visit_min = line.visit_min.value_or(0),
            .purpose = line.purpose.value_or(CarePurpose::daily_living),
            .health_note = line.health_note.value_or("")};
  }

  base::Result<PersonId, people::PersonRefusal> client_of(const RequestLine& line,
                                                          const std::string& phone) {
    for (const people::Person& known :
         people::search_persons(tx_, region_id_, phone, 20, {.is_everybody = true}))
      if (known.name == line.name && known.phone == phone && known.born_on == line.born_on)
        return known.id;
    return people::create_person(tx_, region_id_,
                                 {.name = line.name,
                                  .born_on = line.born_on,
                                  .gender = line.gender.value_or(people::Gender::unstated),
                                  .phone = line.phone,
                                  .home = {line.road_address.value_or(""), line.district_code}},
                                 now_);
  }

  /// By id when the cell is a number, else by exact name; 0 when the row names none.
  std::optional<OrganisationId> organisation_of(const RequestLine& line) {
    if (!line.organisation) return OrganisationId{};
    if (const auto id = base::parse_integer(*line.organisation)) {
      const auto found = people::find_organisation(tx_, region_id_, OrganisationId{*id});
      return found ? std::optional(found->id) : std::nullopt;
    }
    if (names_.empty()) read_names();
    const auto found = names_.find(*line.organisation);
    return found == names_.end() ? std::nullopt : std::optional(found->second);
  }

  /// Those who may refer. Names are read once, at the first row that gives one.
  void read_names() {
    using enum people::OrganisationKind;
    for (const auto kind : {hospital, dong, district, regional_centre})
      for (const auto& organisation : people::organisations_of_kind(tx_, region_id_, kind))
        names_.emplace(organisation.name, organisation.id);
  }

  db::Transaction& tx_;
  RegionId region_id_;
  const crypto::Sealer& sealer_;
  Offices offices_;
  PersonId actor_id_;
  base::Instant now_;
  std::set<std::tuple<std::string, std::string, ServiceKind>> seen_;
  std::map<std::string, OrganisationId> names_;
};

}  // namespace

documents::ImportReport import_requests(db::Transaction& tx, RegionId region_id,
                                        std::string_view file,
                                        const documents::ImportOptions& options,
                                        const crypto::Sealer& sealer, PersonId actor_id,
                                        base::Instant now) {
  documents::ImportReport report{.is_dry_run = options.is_dry_run};
  auto table = documents::read_table(file, columns());
  if (!table) {
    report.faults = std::move(table.error());
    return report;
  }
  report.rows = table->row_count;
  report.faults = std::move(table->faults);
  Importer importer(tx, region_id, sealer, actor_id, now);
  tx.nested([&] {
    for (TableRow& row : table->rows) {
      bool is_added = false;
      tx.nested([&] { return is_added = importer.add(std::move(row), report.faults); });
      if (is_added) ++report.imported;
    }
    if (!report.faults.empty() && !options.skips_bad_rows) report.imported = 0;
    return report.imported > 0 && !options.is_dry_run;
  });
  std::ranges::sort(report.faults, {},
                    [](const RowFault& one) { return std::tie(one.line, one.field); });
  return report;
}

}  // namespace care
