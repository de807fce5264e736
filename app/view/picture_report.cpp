#include "app/view/picture_report.hpp"

#include <nlohmann/json.hpp>

namespace syn {

using Json = nlohmann::ordered_json;

std::vector<std::pair<std::string, std::string>> picture_origin(const Scenario& scenario, const std::string& parameter_hash,
                                                                const std::string& program_version) {
  return {{"Software", "Synaptoscope " + program_version},
          {"Comment", "teaching model of a made-up group; predicts nobody"},
          {"seed", std::to_string(scenario.seed)},
          {"parameters", parameter_hash}};
}

std::string json_head(const Trajectory& trajectory, const View& view, const Locale& locale, const std::string& program_version,
                      const std::string& parameter_hash) {
  Json file;
  file["program"] = "synaptoscope";
  file["version"] = program_version;
  file["parameters"] = parameter_hash;
  file["seed"] = trajectory.scenario().seed;
  file["scenario"] = trajectory.scenario().title;
  file["stage"] = name_of(view.stage);
  file["lens"] = name_of(view.lens);
  file["locale"] = locale.name();
  const std::string text = file.dump(2);
  return text.substr(0, text.rfind("\n}")) + ",\n  \"frames\": [";
}

std::string json_frame(const PictureReport& picture, const Trajectory& trajectory, const Locale& locale, bool first) {
  Json frame;
  frame["time_h"] = picture.time.value;
  frame["time"] = time_text(picture.time);
  frame["caption"] = locale.text(picture.report.caption);
  frame["lens_note"] = locale.text(picture.report.lens_note);
  frame["badge"] = name_of(picture.report.badge);
  for (const auto& [name, count] : picture.report.counts) frame["counts"][name] = count;
  if (!picture.report.items.empty()) frame["items"] = picture.report.items;
  frame["labels"] = picture.labels;
  for (std::size_t i = 0; i < kColumnCount; ++i) {
    const Column column = static_cast<Column>(i);
    frame["model"][std::string(column_info(column).name)] = trajectory.at(column, picture.time);
  }
  // As deep as it stands in the file; a line break inside of a text is written as backslash n.
  std::string text = first ? "\n    " : ",\n    ";
  for (const char c : frame.dump(2)) {
    text += c;
    if (c == '\n') text += "    ";
  }
  return text;
}

std::string json_tail() { return "\n  ]\n}\n"; }

}  // namespace syn
