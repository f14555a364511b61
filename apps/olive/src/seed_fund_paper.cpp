#include "seed_fund_paper.h"

#include <vector>

namespace olive::seed {
namespace {

// Ten digits, as a PDF's table of places has them.
std::string place(std::size_t offset) {
  const std::string digits = std::to_string(offset);
  return std::string(10 - digits.size(), '0') + digits;
}

std::string page_text(std::string_view number, std::int64_t amount_won, base::Date issued_on) {
  return "BT /F1 22 Tf 60 760 Td (TAX INVOICE - DEMO CITY) Tj "
         "/F1 14 Tf 0 -50 Td (No. " +
         std::string(number) + ") Tj 0 -26 Td (Date " + base::format_date(issued_on) +
         ") Tj 0 -26 Td (Amount KRW " + std::to_string(amount_won) +
         ") Tj 0 -60 Td /F1 11 Tf (Made up for demonstration. Not a document of anybody.) Tj ET";
}

}  // namespace

std::string invoice_pdf(std::string_view number, std::int64_t amount_won, base::Date issued_on) {
  const std::string text = page_text(number, amount_won, issued_on);
  const std::vector<std::string> objects{
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
      "/Resources << /Font << /F1 5 0 R >> >> >>",
      "<< /Length " + std::to_string(text.size()) + " >>\nstream\n" + text + "\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::string pdf = "%PDF-1.4\n";
  std::string table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += place(pdf.size()) + " 00000 n \n";
    pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::size_t start = pdf.size();
  const std::string size = std::to_string(objects.size() + 1);
  return pdf + "xref\n0 " + size + "\n" + table + "trailer\n<< /Size " + size +
         " /Root 1 0 R >>\nstartxref\n" + std::to_string(start) + "\n%%EOF\n";
}

}  // namespace olive::seed
