/// All products that are sold, in memory, ready to be searched: 20 000 of them answer in a few ms.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "base/search.h"
#include "market/catalogue.h"

namespace market {

/// What the words of a query are compared with, made ready once.
struct PreparedText {
  explicit PreparedText(const SearchText& text)
      : name(text.name), shop_name(text.shop_name), description(text.description) {}

  base::Searchable name;
  base::Searchable shop_name;
  base::Searchable description;
};

/// A query with its words.
struct PreparedQuery {
  struct Word {
    base::Searchable text;
    bool is_initials = false;
  };
  explicit PreparedQuery(std::string_view query);

  base::Searchable whole;
  std::vector<Word> words;
};

/// search_distance() of texts that are ready. Pure.
[[nodiscard]] std::optional<int> search_distance(const PreparedQuery& query,
                                                 const PreparedText& text);

/// Follows the products of the database, also those that other instances change: each change has a
/// number (market_catalogue_version), and what is newer than the index is read before an answer.
/// Thread-safe. Memory: about 2 kB a product.
class CatalogueIndex {
 public:
  /// Products that are sold in open shops, the nearest to the query first, then by name.
  /// Cost: one point read, the products that changed since the last call, and a pass over all.
  [[nodiscard]] std::vector<ProductId> find(db::Transaction& tx, RegionId region_id,
                                            const CatalogueQuery& query);

 private:
  struct Entry {
    ProductId id;
    std::string name;
    OrganisationId shop_id;
    std::string district_code;
    ProductKind kind = ProductKind::goods;
    PreparedText text;
  };
  using Entries = std::vector<std::shared_ptr<const Entry>>;
  /// What one version of the catalogue looks like. The traces of all texts lie one after the other:
  /// a pass over them tells for most products that a word is nowhere in them.
  struct Shelf {
    std::int64_t version = -1;  // of the newest change that it knows
    Entries entries;            // by name, then id
    std::string traces;
    std::vector<std::size_t> ends;  // of the traces of each entry

    void lay_out();
    [[nodiscard]] std::string_view trace_of(std::size_t at) const;
  };

  [[nodiscard]] std::shared_ptr<const Shelf> shelf_now(db::Transaction& tx, RegionId region_id);
  static std::shared_ptr<const Shelf> refreshed(db::Transaction& tx, RegionId region_id,
                                                const Shelf& known, std::int64_t version);

  std::mutex mutex_;
  std::map<RegionId, std::shared_ptr<const Shelf>> shelves_;
};

/// Gives a product the next number of its region's catalogue; called with every change of what is
/// searched, in the same transaction.
void number_change(db::Transaction& tx, RegionId region_id, ProductId product_id);

}  // namespace market
