// SPDX-License-Identifier: Apache-2.0
#include "command/export_table.hpp"
#include "command/export_tables.hpp"
#include "record/channel_history.hpp"
#include "record/words.hpp"

namespace detente {

namespace {

StoreTable channels_table(const Case& record) {
  TableMaker table("channels", "Standing ways of talking or exchanging: one row for each channel");
  table.text("id", "Id of the channel")
      .text("name", "Name of the channel")
      .text("level",
            "leaders cabinet military strategic working-group consular legislative track-1.5 "
            "track-2 people")
      .text("form", "standing: open until someone closes it; meeting: must be held to stay open")
      .integer("cadence_months", "How often the parties said it would meet, in months")
      .text("cadence_text", "The cadence in words")
      .text("cadence_source", "Where they said so (sources.id)")
      .text("summary", "What the channel is");
  for (const Channel& channel : record.channels) {
    const auto& cadence = channel.cadence;
    table.row(channel.id, channel.name, channel.level, to_string(channel.form),
              cadence ? std::optional(cadence->months) : std::nullopt,
              cadence ? cadence->text : std::string(), cadence ? cadence->source : std::string(),
              channel.summary);
  }
  return std::move(table).finish();
}

TableMaker channel_link(const char* name, const char* description, const char* item,
                        const char* item_description) {
  TableMaker table(name, description);
  table.text("channel", "The channel (channels.id)").text(item, item_description);
  return table;
}

StoreTable needs_table(const Case& record) {
  TableMaker table("channel_needs", "What a side says it needs for a channel to work again");
  table.text("channel", "The channel (channels.id)")
      .text("side", "Who says so (actors.id)")
      .main_date("When it said so")
      .text("text", "What it needs, in the project's words")
      .text("source", "Where it says so (sources.id)")
      .date("known", "Day on which it came out, where later than the date")
      .date("until", "Since when it does not stand any longer");
  for (const Channel& channel : record.channels) {
    for (const Need& need : channel.needs) {
      table.row(channel.id, need.side, MainDate{need.date}, need.text, need.source, need.known,
                need.until);
    }
  }
  return std::move(table).finish();
}

/// The day from which the band counts: an act of a month counts from the month's last day on.
Day counts_from(const ChannelBand& band) {
  return band.began_by.event == nullptr ? band.since.first() : band.began_by.day();
}

void add_states(TableMaker& table, const Channel& channel, const std::vector<ChannelBand>& bands) {
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const ChannelBand& band = bands[i];
    std::optional<Day> from;
    std::optional<Day> to;
    if (band.state != ChannelState::not_yet) from = counts_from(band);
    if (i + 1 < bands.size()) to = counts_from(bands[i + 1]);
    const bool by_act = band.began_by.event != nullptr;
    table.row(channel.id, to_string(band.state), from, from ? to_string(band.since) : std::string(),
              to, by_act ? band.began_by.act->by : std::string(),
              by_act ? band.began_by.event->id : std::string());
  }
}

StoreTable states_table(const Case& record, Day as_of) {
  TableMaker table(
      "channel_states",
      "What each channel has been since the beginning, derived from the acts: one row for each "
      "stretch in one state");
  table.text("channel", "The channel (channels.id)")
      .text("state", "not yet, open, overdue, dormant, suspended or closed");
  table.day("from",
            "First day that counts as in this state; absent for not yet. Of an act of which only "
            "the month or year is stated, the last day of that");
  table.text("from_text", "from as it is stated: 2022-08-05, 2022-08 or 2022");
  table.day("to", "First day of the next state; absent for the present state");
  table.text("by", "The actor whose act began it (actors.id); absent where none is named")
      .text("event", "The event that began it (events.id); absent where only time passed");
  const auto acts = acts_by_channel(record, as_of);
  for (const Channel& channel : record.channels) {
    const auto found = acts.find(channel.id);
    const std::span<const ChannelAct> its_acts =
        found == acts.end() ? std::span<const ChannelAct>() : found->second;
    add_states(table, channel, channel_history(channel, its_acts, as_of));
  }
  return std::move(table).finish();
}

}  // namespace

std::vector<StoreTable> channel_tables(const Case& record, Day as_of) {
  const auto& channels = record.channels;
  return {
      channels_table(record),
      link_table(channel_link("channel_parties", "Between whom each channel is", "actor",
                              "The actor (actors.id)"),
                 channels, &Channel::parties),
      link_table(channel_link("channel_domains", "What each channel is about", "domain",
                              "maritime, nuclear, space, trade, …"),
                 channels, &Channel::domains),
      link_table(channel_link("channel_sources", "What the description of each channel rests on",
                              "source", "The source (sources.id)"),
                 channels, &Channel::sources),
      needs_table(record),
      states_table(record, as_of)};
}

}  // namespace detente
