// The plan of the innovation project: 500 million won in three years, 140 million in the first, of
// which 100 million from the central fund and 40 million from the city's (press release of the
// city, 2024). How the years and the five goals share it is not published: assumed here.
#include "seed_funds.h"

namespace olive::seed {
namespace {

using enum funds::FundGoal;
using enum funds::FundSource;

constexpr ShareRow kShares[] = {
    {2024, brand, 30'000'000, 0},
    {2024, manuals, 24'000'000, 0},
    {2024, education, 20'000'000, 6'000'000},
    {2024, infrastructure, 16'000'000, 24'000'000},
    {2024, promotion, 10'000'000, 10'000'000},
    {2025, brand, 20'000'000, 0},
    {2025, manuals, 20'000'000, 0},
    {2025, education, 30'000'000, 10'000'000},
    {2025, infrastructure, 50'000'000, 20'000'000},
    {2025, promotion, 20'000'000, 10'000'000},
    {2026, brand, 15'000'000, 0},
    {2026, manuals, 15'000'000, 0},
    {2026, education, 35'000'000, 10'000'000},
    {2026, infrastructure, 55'000'000, 20'000'000},
    {2026, promotion, 20'000'000, 10'000'000},
};

constexpr PaymentRow kPayments[] = {
    {2024, brand, central_fund, 24'000'000, 9, 20, "디자인투모로우", "올리브 브랜드와 로고 개발"},
    {2024, brand, central_fund, 5'400'000, 11, 15, "한빛간판", "올리브마켓 현판 시안과 제작"},
    {2024, manuals, central_fund, 11'800'000, 10, 25, "돌봄연구소 이음",
     "병원안심동행·퇴원환자안심돌봄 매뉴얼 집필"},
    {2024, manuals, central_fund, 11'900'000, 11, 29, "돌봄연구소 이음",
     "가사지원·식사지원 매뉴얼 집필"},
    {2024, education, central_fund, 14'000'000, 10, 11, "부산돌봄교육원", "동행매니저 양성 과정"},
    {2024, education, central_fund, 5'600'000, 11, 22, "부산돌봄교육원", "실무자 역량 교육"},
    {2024, education, city_fund, 5'850'000, 12, 6, "김정은", "돌봄활동가 교육 강사료", true},
    {2024, infrastructure, central_fund, 15'700'000, 10, 18, "새길건축",
     "구포 상담 공간 정비 공사"},
    {2024, infrastructure, city_fund, 12'400'000, 9, 27, "안전모빌리티",
     "동행 차량 휠체어 리프트 설치"},
    {2024, infrastructure, city_fund, 11'200'000, 11, 8, "해운정보통신", "현장 기록용 태블릿 20대"},
    {2024, promotion, central_fund, 9'800'000, 12, 2, "부산인쇄", "안내 책자와 포스터"},
    {2024, promotion, city_fund, 9'500'000, 12, 13, "광안미디어", "홍보 영상 제작"},
    {2025, brand, central_fund, 19'600'000, 6, 9, "한빛간판", "올리브마켓 현판 70곳"},
    {2025, manuals, central_fund, 18'900'000, 8, 22, "돌봄연구소 이음", "매뉴얼 개정과 쉬운 글 판"},
    {2025, education, central_fund, 29'400'000, 5, 16, "부산돌봄교육원", "동행매니저 심화 과정"},
    {2025, education, city_fund, 9'200'000, 9, 5, "박해수", "감정노동 교육 강사료", true},
    {2025, infrastructure, central_fund, 31'000'000, 4, 25, "새길건축", "거점 쉼터 두 곳 정비"},
    {2025, infrastructure, central_fund, 18'200'000, 7, 11, "안전모빌리티", "차량 안전 장비"},
    {2025, infrastructure, city_fund, 19'300'000, 10, 17, "해운정보통신", "센터 업무용 단말기"},
    {2025, promotion, central_fund, 20'000'000, 6, 20, "부산행사기획", "올리브 시작 행사"},
    {2025, promotion, city_fund, 9'700'000, 11, 14, "광안미디어", "온라인 홍보"},
    {2026, brand, central_fund, 8'700'000, 4, 10, "한빛간판", "올리브마켓 현판 30곳"},
    {2026, manuals, central_fund, 7'900'000, 5, 22, "돌봄연구소 이음", "돌봄활동가 매뉴얼"},
    {2026, education, central_fund, 16'500'000, 4, 17, "부산돌봄교육원", "동행매니저 보수 교육"},
    {2026, education, city_fund, 4'800'000, 6, 12, "이동백", "응급 대응 교육 강사료", true},
    {2026, infrastructure, central_fund, 22'000'000, 3, 27, "안전모빌리티", "순회 판매 차량 개조"},
    {2026, infrastructure, city_fund, 12'600'000, 5, 8, "해운정보통신", "계산대 단말기"},
    {2026, promotion, central_fund, 11'300'000, 3, 20, "부산행사기획", "찾아가는 올리브마켓"},
    {2026, promotion, city_fund, 3'900'000, 7, 3, "광안미디어", "건강검진 지원 안내"},
};

}  // namespace

std::span<const PaymentRow> fund_payments() { return kPayments; }
std::span<const ShareRow> fund_shares() { return kShares; }

}  // namespace olive::seed
