// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "brief/brief.hpp"

namespace detente {

/// The sources that the brief cites, numbered from 1 in the order of their first mark when read
/// from top to bottom. HTML, Markdown and JSON take their numbers from here, so they agree.
class References {
 public:
  explicit References(const Brief& brief);

  /// 0 where the id is not among the brief's references.
  [[nodiscard]] std::size_t number(const std::string& id) const;

  /// The first has the number 1.
  [[nodiscard]] const std::vector<Reference>& cited() const { return cited_; }

 private:
  void cite(const std::vector<std::string>& ids);
  void read(const Paragraph& paragraph);
  void read(const Table& table);
  void read(const Chart& chart);
  void read(const IntervalChart& chart);

  std::map<std::string, const Reference*> known_;
  std::map<std::string, std::size_t> numbers_;
  std::vector<Reference> cited_;
};

}  // namespace detente
