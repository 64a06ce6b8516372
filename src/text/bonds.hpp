// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/frame.hpp"

namespace detente {

/// What binds a point: how strongly, for or against, whom, by which verb.
struct Bond {
  int binding = 1;
  int polarity = 1;
  std::optional<Who> who{};
  std::optional<std::size_t> verb{};  ///< its number in the frame
};

/// Follows who speaks and what binds, clause by clause through a text.
class Bonds {
 public:
  /// `joint`: both issue the text, so that what one of them "will" do it promises, and what both
  /// will do is agreed.
  Bonds(const Lexicon& lexicon, std::optional<Who> author, bool joint)
      : lexicon_(lexicon), author_(author), joint_(joint) {}

  /// Whom "he" means: the one side that spoke last.
  [[nodiscard]] std::optional<Who> last_side() const { return side_; }
  [[nodiscard]] const Bond& current() const { return current_; }
  /// In a transcript another takes the floor: what is said from here on is his.
  void take_floor(std::optional<Who> speaker) {
    author_ = side_ = speaker;
    speaker_.reset();
    current_ = outer_ = {};
  }

  void begin(const SentenceWords& sentence);
  /// Reads the clause of tokens first to last - 1; then `current` is what binds its points.
  void read(const SentenceWords& sentence, const Frame& frame, std::size_t first, std::size_t last);
  /// Whose a point with this bond is; `weak`: it names no object.
  [[nodiscard]] std::optional<Who> holder(const Bond& bond, const Frame& frame, bool weak) const;

 private:
  void hear(const SentenceWords& sentence, const VerbAt& verb);
  [[nodiscard]] int force_of(const SentenceWords& sentence, const Frame& frame, const VerbAt& verb,
                             std::size_t first, const std::optional<Bond>& own) const;
  [[nodiscard]] bool starts(const Frame& frame, std::size_t first, std::size_t verb) const;
  [[nodiscard]] Bond deed(const SentenceWords& sentence, const Frame& frame, std::size_t number,
                          bool named) const;
  [[nodiscard]] static bool begins_with_both(const Frame& frame, std::size_t first);
  void depend(Bond& own) const;
  void settle(const Frame& frame, Bond own, bool asked, bool named);
  void look_ahead(const Frame& frame, std::size_t from);
  [[nodiscard]] std::optional<Who> subject_before() const {
    return current_.who ? current_.who : speaker_;
  }

  const Lexicon& lexicon_;
  std::optional<Who> author_;
  bool joint_ = false;
  std::optional<Who> speaker_{}, side_{};  // who speaks now: also both; the last of one side
  Bond current_{}, outer_{};               // of the clause, and of what the sentence began with
  bool told_ = false;                      // a verb has been read in this sentence
  bool heard_ = false;                     // … and has said who speaks
  bool asking_ = false;                    // the clause before asks for something
  bool restating_ = false;                 // the sentence repeats a position
  bool goes_on_ = false;                   // the sentence before ends with a semicolon
  bool new_paragraph_ = false;
  std::size_t paragraph_ = static_cast<std::size_t>(-1);
};

}  // namespace detente
