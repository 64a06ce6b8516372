// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/evidence.hpp"
#include "command/fatalism.hpp"
#include "record/board.hpp"

/// The parts of a brief that no command of its own shows. Each builds its sentences from the record
/// alone.
namespace detente {

/// How many channels are in which state: "12 open and 3 suspended"; empty where there is none.
std::string count_states(const std::vector<ChannelStatus>& board);
/// How far the record reaches: the latest event that it holds. A state that rests on the passing of
/// time since then may be the record's silence and not the channel's.
Sentence coverage(const Case& record, Day as_of);
/// What a reader must know first; `verdict` is what the lines of evidence come to.
Document summary_document(const Common& common, const Case& record, const Sentence& verdict);
/// Events that happened or came out after `from`.
Document news_document(const Common& common, const Case& record, Day from);
/// The latest incidents, at most `most`, the newest first, with both accounts.
Document incidents_document(const Common& common, const Case& record, std::size_t most);
/// A chart for each series, and a table of the latest figures.
Document indicators_document(const Common& common, const Case& record);
/// Where the relationship stands: at most six sentences out of detente.measure/1, from the counts
/// that tell a balance and reach the furthest, and from the monthly index series. Kind::input where
/// a file of coded/ cannot be read.
Result<Document> standing_document(const Common& common, const Case& record);
/// Whether the spiral sustains itself and who answers whom, by each source that bears a model: the
/// first sentences of detente.spiral/1.
Document reaction_document(const Common& common, const Case& record, const Evidence& evidence);
/// What is to come: the first sentences of detente.outlook/1 and a chart of each forecast, for what
/// can still be forecast on the day; and the record of the case's ledger.
Document outlook_document(const Common& common, const Case& record, const Evidence& evidence);
/// Whether the relationship is bound to get worse (claim C2), by three lines of evidence: at most
/// ten sentences, a table with a row a line, a picture.
Document fatalism_document(const Common& common, const Case& record, const Fatalism& fatalism);
/// How the figures came about, and what they cannot bear.
Document method_document(const Common& common, const Case& record);
Document citation_document(const Common& common, const Case& record, std::string_view version);

/// The last `most` meetings and visits that a channel of level "leaders" was held at and that have
/// an account, the newest first.
std::vector<const Event*> last_summits(const Case& record, std::size_t most);

}  // namespace detente
