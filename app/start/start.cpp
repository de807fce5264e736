#include "app/start/start.hpp"

#include <imgui.h>

#include <algorithm>
#include <filesystem>

#include "app/lecture/lecture.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/widgets.hpp"

namespace syn {
namespace {

constexpr float kWindow = 1.2F, kDoors = 58.0F;  // in text heights: the edge, and what three doors side by side need

// The keys of the program that do not change what nobody sees yet.
bool falls_through(const KeyPress& press) {
  return press.ctrl || press.key >= KeyCode::f1 || press.key == KeyCode::enter || press.key == KeyCode::tab || press.key == key_of('l') ||
         press.key == key_of('t') || press.key == key_of('m') || press.key == key_of('?');
}

class StartScreen : public ModeScreen {
 public:
  StartScreen(const DataFiles& files, std::unique_ptr<ModeScreen> walk) : files_(files), walk_(std::move(walk)) {}

  void enter(ScreenParts& parts) override {
    ScreenContext& screen = parts.screen;
    walking_ = false;
    arrived_ = false;
    came_with_ = screen.state().scenario;
    lectures_.clear();
    scenarios_.clear();
    const Parameters& parameters = screen.session.parameters();
    if (const auto reader = LectureReader::open(files_, parameters)) {
      for (const std::filesystem::path& file : reader->all()) {
        if (auto lecture = reader->load(file); lecture && file.stem() != "template")
          lectures_.push_back({lecture->name, lecture->title, lecture->beats.front().id});
      }
    }
    for (const std::filesystem::path& file : files_.list("assets/scenarios", ".toml")) {
      if (const auto scenario = load_scenario(file, parameters)) scenarios_.push_back({file, scenario->title});
    }
  }

  Plan plan(ScreenContext& screen, float width_px, float height_px) override {
    if (walking_) return walk_->plan(screen, width_px, height_px);
    at_ = {0.0F, 0.0F, width_px, height_px};
    return {{}, false, {{"start", at_}}};
  }

  bool draw(ScreenParts& parts) override {
    if (walking_) return walk_->draw(parts);
    ScreenContext& screen = parts.screen;
    const UiLook look = screen.look();
    const float u = screen.unit_px;
    to_open_.clear();
    place(at_);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {kWindow * u, kWindow * u});
    ImGui::Begin("start", nullptr, kFixed & ~ImGuiWindowFlags_NoScrollbar);
    ImGui::PopStyleVar();
    heading("Synaptoscope", look);
    paragraph(screen.text("start.what"_key), look);
    ImGui::Dummy({1.0F, 0.5F * u});
    if (!arrived_) focus_next();  // Enter goes on
    arrived_ = true;
    go_on(screen, look);
    ImGui::Dummy({1.0F, 0.8F * u});
    const int columns = ImGui::GetContentRegionAvail().x >= kDoors * u ? 3 : 1;
    if (ImGui::BeginTable("doors", columns, ImGuiTableFlags_SizingStretchSame | ImGuiTableFlags_PadOuterX)) {
      ImGui::TableNextColumn();
      teach(screen, look);
      ImGui::TableNextColumn();
      walk(parts, look);
      ImGui::TableNextColumn();
      explore(screen, look);
      ImGui::EndTable();
    }
    ImGui::Dummy({1.0F, 0.8F * u});
    paragraph(screen.text("app.overlay.teaching_model"_key), look);
    parts.chrome.message(at_);
    ImGui::End();
    if (!to_open_.empty()) parts.chrome.files().open_file(to_open_);
    // A scenario was opened, here or by the keys for files: that is a way in, too.
    if (!(screen.state().scenario == came_with_)) screen.give(command::SetMode{Mode::explore});
    return !walking_;
  }

  bool press(ScreenParts& parts, const KeyPress& press, bool repeated) override {
    if (walking_ && press.key == KeyCode::home && !press.ctrl) {
      walking_ = arrived_ = false;
      parts.screen.session.submit(command::Play{false});
      return true;
    }
    return walking_ ? walk_->press(parts, press, repeated) : !falls_through(press);
  }
  bool holds_keys() const override { return walking_ && walk_->holds_keys(); }
  void advance(const ScreenContext& screen, float seconds) override {
    if (walking_) walk_->advance(screen, seconds);
  }
  bool moving() const override { return walking_ && walk_->moving(); }

 private:
  struct Known {
    std::string name;
    LocalizedText title;
    std::string first;  // beat
  };
  struct File {
    std::filesystem::path path;
    std::string title;
  };

  // Where one was last.
  void go_on(ScreenContext& screen, const UiLook& look) {
    const View& view = screen.view();
    const auto lecture = std::find_if(lectures_.begin(), lectures_.end(), [&](const Known& known) { return known.name == view.lecture; });
    const auto& recent = screen.user_data.settings().recent;
    std::error_code error;
    std::string where = screen.text("start.explore"_key);
    const bool taught = view.door == Mode::present && lecture != lectures_.end();
    const bool opened = !taught && !recent.empty() && std::filesystem::exists(recent.front(), error);
    if (taught) where = lecture->title.in(name_of(view.locale));
    if (opened) where = recent.front().filename().string();
    if (!button("go_on", screen.locale().text(Sentence{"start.go_on"_key, {{"where", where}}}).c_str(), look)) return;
    if (taught) return give_lecture(screen, *lecture, view.beat);
    if (opened) to_open_ = recent.front();
    screen.give(command::SetMode{Mode::explore});
  }

  void teach(ScreenContext& screen, const UiLook& look) {
    heading(screen.text("start.teach"_key), look);
    paragraph(screen.text("start.teach_means"_key), look);
    for (const Known& lecture : lectures_) {
      push_id(lecture.name.c_str());
      if (button("lecture", lecture.title.in(name_of(screen.view().locale)).c_str(), look)) give_lecture(screen, lecture, lecture.first);
      ImGui::PopID();
    }
  }

  void walk(ScreenParts& parts, const UiLook& look) {
    const ScreenContext& screen = parts.screen;
    heading(screen.text("start.walk"_key), look);
    paragraph(screen.text("start.walk_means"_key), look);
    if (!button("walk", screen.text("start.walk_opens"_key), look)) return;
    walking_ = true;
    walk_->enter(parts);
  }

  void explore(ScreenContext& screen, const UiLook& look) {
    heading(screen.text("start.explore"_key), look);
    paragraph(screen.text("start.explore_means"_key), look);
    for (const File& scenario : scenarios_) {
      push_id(scenario.path.filename().c_str());
      if (button("scenario", scenario.title.c_str(), look)) {
        to_open_ = scenario.path;
        screen.give(command::SetMode{Mode::explore});
      }
      ImGui::PopID();
    }
  }

  static void give_lecture(ScreenContext& screen, const Known& lecture, const std::string& beat) {
    screen.give(command::Present{lecture.name, beat.empty() ? lecture.first : beat, {}});
    screen.give(command::SetMode{Mode::present});
  }

  DataFiles files_;
  std::unique_ptr<ModeScreen> walk_;
  bool walking_ = false;
  std::vector<Known> lectures_;
  std::vector<File> scenarios_;
  Scenario came_with_;
  std::filesystem::path to_open_;  // once the frame is drawn
  Area at_;
  bool arrived_ = false;
};

}  // namespace

std::unique_ptr<ModeScreen> make_start(const DataFiles& files, std::unique_ptr<ModeScreen> walk) {
  return std::make_unique<StartScreen>(files, std::move(walk));
}

}  // namespace syn
