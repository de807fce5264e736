#include "app/shell/files_box.hpp"

#include <imgui.h>
#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include <algorithm>

#include "app/session/address.hpp"
#include "app/shell/dialog.hpp"
#include "app/ui/widgets/control_report.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/widgets.hpp"

namespace syn {
namespace fs = std::filesystem;
namespace {

constexpr float kListRows = 9.0F;
constexpr std::size_t kScenarioBytes = 1U << 20U;  // as load_scenario

std::string worded(const Locale& locale, TextKey key, const std::string& file) { return locale.text(Sentence{key, {{"file", file}}}); }

struct Question {
  TextKey words, yes, no;
};
Question question_of(Document::InTheWay why) {
  const Question replace{"files.overwrite"_key, "files.overwrite_yes"_key, "files.overwrite_no"_key};
  switch (why) {
    case Document::InTheWay::changed: return {"files.changed"_key, replace.yes, replace.no};
    case Document::InTheWay::gone: return {"files.gone"_key, "files.gone_yes"_key, "files.gone_no"_key};
    case Document::InTheWay::nothing:
    case Document::InTheWay::write_protected:
    case Document::InTheWay::other_file: break;
  }
  return replace;
}

}  // namespace

void FilesBox::show(Window window) {
  window_ = window;
  appearing_ = true;
  enter_ = typing_ = false;
  overwrite_.clear();
  wrong_.clear();
}

bool FilesBox::is_example(const fs::path& path) const {
  std::error_code error;
  const auto examples = files_.list("assets/scenarios", ".toml");
  return std::any_of(examples.begin(), examples.end(), [&](const fs::path& example) { return fs::equivalent(example, path, error); });
}

void FilesBox::go_to(const fs::path& folder) {
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(folder, error);
  folder_ = error ? folder : whole;
  entries_ = list_folder(folder_);
}

void FilesBox::ask_open() {
  show(Window::open);
  user_data_.look_again();
  typed_.clear();
  std::error_code error;
  recent_.clear();
  for (const fs::path& file : user_data_.settings().recent) {
    if (fs::exists(file, error)) recent_.push_back(file);
  }
  examples_ = files_.list("assets/scenarios", ".toml");
  const fs::path& now = user_data_.document.path();
  go_to(!now.empty() ? now.parent_path() : !recent_.empty() ? recent_.front().parent_path() : fs::current_path(error));
}

void FilesBox::ask_save() {
  show(Window::save);
  std::error_code error;
  const fs::path& now = user_data_.document.path();
  const auto& recent = user_data_.settings().recent;
  fs::path folder = !now.empty() ? now.parent_path() : !recent.empty() ? recent.front().parent_path() : fs::current_path(error);
  if (!fs::is_directory(folder, error)) folder = fs::current_path(error);
  go_to(folder);
  const fs::path name = !now.empty() ? now : folder_ / suggested_name(session_.state().scenario.title);
  typed_ = name.string();
}

void FilesBox::save() {
  const fs::path path = user_data_.document.path();
  if (path.empty()) return ask_save();
  if (user_data_.document.in_the_way(path, to_toml(session_.state().scenario)) == Document::InTheWay::nothing) return write(path);
  ask_save();  // with its own name in the field, and the question
  asks_first(path);
}

// True once for a path where something is in the way: then the answer is asked for. What is write-protected needs another name.
bool FilesBox::asks_first(const fs::path& path) {
  if (overwrite_ == path) return false;
  in_the_way_ = user_data_.document.in_the_way(path, to_toml(session_.state().scenario));
  if (in_the_way_ == Document::InTheWay::nothing) return false;
  if (in_the_way_ == Document::InTheWay::write_protected) {
    if (locale_ != nullptr) wrong_ = worded(*locale_, "files.write_protected"_key, path.string());
    return true;
  }
  overwrite_ = path;
  return true;
}

void FilesBox::save_and_quit() {
  quit_after_ = true;
  save();
}

void FilesBox::open_file(const fs::path& path) {
  if (window_ == Window::restore) return;  // that question comes first
  std::error_code error;
  const fs::path file = path_of_address(path.string()).value_or(path);
  const fs::path whole = fs::absolute(file, error).lexically_normal();
  request({error ? file : whole, {}});
}

void FilesBox::ask_restore() {
  if (user_data_.recovery().left()) show(Window::restore);
}

void FilesBox::share(const Locale& locale) {
  const std::string text = share_text(session_.state(), session_.parameters());
  ImGui::SetClipboardText(text.c_str());
  message_ = locale.text(Sentence{"files.shared"_key, {{"count", Quantity{static_cast<double>(text.size()), 0}}}});
}

// --- what happens --------------------------------------------------------------------------------------------

void FilesBox::request(Source source) {
  if (!user_data_.document.unsaved(session_.state().scenario)) return load(source);
  waiting_ = std::move(source);
  quit_after_ = false;
  show(Window::unsaved);
}

void FilesBox::load(const Source& source) {
  waiting_.reset();
  Result<KeptMoment> moment = tl::unexpected(Problems{});
  std::optional<std::string> bytes;
  if (source.file.empty()) {
    moment = read_share(source.shared, session_.parameters());
  } else if (auto text = read_file(source.file, kScenarioBytes); !text) {
    moment = failure(std::move(text.error()));
  } else if (auto scenario = parse_scenario(*text, source.file.string(), session_.parameters())) {
    moment = KeptMoment{std::move(*scenario), {}};
    bytes = std::move(*text);
  } else {
    moment = failure(std::move(scenario.error()));
  }
  if (!moment) {
    // What was open stays open; the reason stays until it has been read.
    if (window_ != Window::open) ask_open();
    wrong_ = to_text(moment.error());
    return;
  }
  const bool own = !source.file.empty() && !is_example(source.file);
  if (own) {
    Settings settings = user_data_.settings();
    remember_file(settings, source.file);
    if (const auto kept = user_data_.change(settings); !kept) message_ = to_text(kept.error());
  }
  take(std::move(*moment), own ? source.file : fs::path(), true, std::move(bytes));
  show(Window::none);
}

void FilesBox::take(KeptMoment moment, fs::path path, bool kept, std::optional<std::string> bytes) {
  const Scenario before = session_.state().scenario;
  session_.submit(command::SetScenario{std::move(moment.scenario)});
  session_.submit(moment.commands);
  user_data_.document.opened(std::move(path), before, session_.state().scenario, kept, std::move(bytes));
}

void FilesBox::accept_typed() {
  if (window_ == Window::open && is_share_text(typed_)) return request({{}, typed_});
  fs::path path = typed_path(typed_, folder_);
  if (path.empty()) return;
  std::error_code error;
  if (fs::is_directory(path, error)) return go_to(path);
  if (window_ == Window::open) {
    if (!fs::exists(path, error)) path = as_scenario_file(path);
    return request({path, {}});
  }
  path = as_scenario_file(path);
  if (!asks_first(path)) write(path);
}

void FilesBox::write(const fs::path& path) {
  if (const auto saved = user_data_.save(path, session_.state().scenario); !saved) {
    if (window_ != Window::save) ask_save();
    wrong_ = to_text(saved.error());
    return;
  }
  if (locale_ != nullptr) message_ = worded(*locale_, "shell.saved"_key, path.string());
  show(Window::none);
  after_saving();
}

void FilesBox::after_saving() {
  if (std::exchange(quit_after_, false)) quit_ = true;
  if (waiting_) load(Source(*waiting_));
}

void FilesBox::press(const KeyPress& press) {
  if (press.key == KeyCode::enter && (typing_ || window_ == Window::restore)) enter_ = true;
  // What a run before left is not put away by a slip of a key.
  if (press.key != KeyCode::escape || window_ == Window::restore) return;
  if (!overwrite_.empty()) {
    overwrite_.clear();
    return;
  }
  show(Window::none);
  waiting_.reset();
  quit_after_ = false;
}

// --- the windows ---------------------------------------------------------------------------------------------

void FilesBox::draw(const UiLook& look, float width_px, float height_px) {
  locale_ = &look.locale;
  TextKey title;
  switch (window_) {
    case Window::none: return;
    case Window::open: title = "shell.open_title"_key; break;
    case Window::save: title = "files.save_title"_key; break;
    case Window::unsaved: title = "files.unsaved_title"_key; break;
    case Window::restore: title = "files.restore_title"_key; break;
  }
  if (appearing_) ImGui::SetNextWindowFocus();
  begin_dialog_window("files", look.locale.text(title), look, width_px, height_px, 44.0F);
  switch (window_) {
    case Window::open: open_window(look); break;
    case Window::save: save_window(look); break;
    case Window::unsaved: unsaved_window(look); break;
    case Window::restore: restore_window(look); break;
    case Window::none: break;
  }
  ImGui::End();
  enter_ = false;
}

void FilesBox::field(const UiLook& look) {
  if (appearing_) ImGui::SetKeyboardFocusHere();
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
  if (ImGui::InputText("##typed", &typed_, ImGuiInputTextFlags_AutoSelectAll)) {
    overwrite_.clear();
    wrong_.clear();
    // Something that long is nothing to open, and would be measured letter by letter in every frame.
    if (typed_.size() > kLongestShare) {
      wrong_ = to_text(read_share(typed_, session_.parameters()).error());
      typed_.clear();
      ImGui::ClearActiveID();
    }
  }
  typing_ = ImGui::IsItemActive();
  focus_stop(look, "typed");
  control_report::add_kind("field");
  appearing_ = false;
}

// The folder: what can be opened in it, and its neighbours.
void FilesBox::places(const UiLook& look) {
  ImGui::TextWrapped("%s", worded(look.locale, "files.folder"_key, folder_.string()).c_str());
  ImGui::BeginChild("folder", {0.0F, kListRows * ImGui::GetFrameHeightWithSpacing()}, true);
  fs::path next;
  for (const FolderEntry& entry : entries_) {
    const std::string words = entry.folder ? entry.name + "/" : entry.name;
    if (!button(entry.name.c_str(), words.c_str(), look)) continue;
    next = (folder_ / entry.name).lexically_normal();
    if (entry.folder) continue;
    typed_ = next.string();
  }
  if (entries_.size() <= 1) paragraph(look.locale.text("files.folder_empty"_key), look);
  ImGui::EndChild();
  std::error_code error;
  if (next.empty()) return;
  if (fs::is_directory(next, error)) {
    go_to(next);
  } else if (window_ == Window::open) {
    request({next, {}});
  } else {
    overwrite_.clear();
  }
}

void FilesBox::open_window(const UiLook& look) {
  const Locale& locale = look.locale;
  paragraph(locale.text("files.open_hint"_key), look);
  field(look);
  const bool go = button("open_typed", locale.text("shell.open"_key), look);
  ImGui::SameLine();
  const bool close = button("close", locale.text("shell.close"_key), look);
  if (!wrong_.empty()) {
    warning(wrong_.c_str(), look);
    paragraph(locale.text("files.nothing_lost"_key), look);
  }
  if (!recent_.empty()) {
    heading(locale.text("files.recent"_key), look);
    fs::path chosen;
    for (const fs::path& file : recent_) {
      push_id(file.c_str());
      if (button("recent", file.filename().c_str(), look)) chosen = file;
      ImGui::PopID();
      ImGui::SameLine();
      paragraph(file.parent_path().c_str(), look);
    }
    if (!chosen.empty()) return request({chosen, {}});
  }
  heading(locale.text("files.examples"_key), look);
  fs::path chosen;
  float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  for (const fs::path& file : examples_) {
    const std::string word = file.stem().string();
    const float width = ImGui::CalcTextSize(word.c_str()).x + 2.4F * ImGui::GetStyle().FramePadding.x;
    if (&file != &examples_.front() && ImGui::GetItemRectMax().x + ImGui::GetStyle().ItemSpacing.x + width < right) ImGui::SameLine();
    if (button(file.filename().c_str(), word.c_str(), look)) chosen = file;
  }
  if (!chosen.empty()) return request({chosen, {}});
  places(look);
  if (window_ != Window::open) return;
  if (close) return show(Window::none);
  if (go || enter_) accept_typed();
}

void FilesBox::save_window(const UiLook& look) {
  const Locale& locale = look.locale;
  paragraph(locale.text("files.save_hint"_key), look);
  field(look);
  if (!wrong_.empty()) warning(wrong_.c_str(), look);
  const bool asked = !overwrite_.empty();
  const Question question = question_of(in_the_way_);
  if (asked) warning(worded(locale, question.words, overwrite_.string()).c_str(), look);
  const bool go = button("save_typed", locale.text(asked ? question.yes : "shell.save"_key), look);
  ImGui::SameLine();
  const bool close = button("close", locale.text(asked ? question.no : "shell.close"_key), look);
  ImGui::SameLine();
  const bool copy = button("share", locale.text("files.share"_key), look);
  places(look);
  if (copy) share(locale);
  if (close) return press({KeyCode::escape});
  // The question is answered by its own button: Enter, pressed twice, must not overwrite.
  if (go || (enter_ && !asked)) accept_typed();
}

void FilesBox::unsaved_window(const UiLook& look) {
  const Locale& locale = look.locale;
  paragraph(locale.text("files.unsaved"_key), look);
  const bool keep = button("save_first", locale.text("files.save_first"_key), look);
  ImGui::SameLine();
  const bool drop = button("open_anyway", locale.text("files.open_anyway"_key), look);
  ImGui::SameLine();
  const bool stay = button("stay", locale.text("files.cancel"_key), look);
  appearing_ = false;
  if (keep) return save();
  if (drop && waiting_) return load(Source(*waiting_));
  if (stay) press({KeyCode::escape});
}

void FilesBox::restore_window(const UiLook& look) {
  const Locale& locale = look.locale;
  paragraph(locale.text("files.restore"_key), look);
  const bool yes = button("restore_yes", locale.text("files.restore_yes"_key), look);
  ImGui::SameLine();
  const bool no = button("restore_no", locale.text("files.restore_no"_key), look);
  appearing_ = false;
  // Enter does what loses nothing, unless the focus is on No.
  if (!yes && !no && !enter_) return;
  Recovery& recovery = user_data_.recovery();
  if (!no && recovery.left()) {
    auto moment = read_moment(*recovery.left(), recovery.path().string(), session_.parameters());
    if (!moment) {
      const fs::path now = recovery.set_aside();
      ask_open();
      wrong_ = locale.text(Sentence{"files.left_unreadable"_key, {{"file", now.string()}, {"reason", to_text(moment.error())}}});
      return;
    }
    take(std::move(*moment), {}, false);
    recovery.taken();
  } else {
    recovery.discard();
  }
  show(Window::none);
}

}  // namespace syn
