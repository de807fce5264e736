// The sub-commands of the laboratory's worksheet: hand-in makes the file that a student gives, grade reads those of a folder.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/cli/run.hpp"
#include "app/console/console.hpp"
#include "app/console/outputs.hpp"
#include "app/export/hand_in_picture.hpp"
#include "app/export/offscreen_renderer.hpp"
#include "app/session/hand_in.hpp"
#include "core/number_text.hpp"
#include "core/png_text.hpp"

namespace syn {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kLargestHandIn = 64U << 20U, kLargestText = 1U << 20U;

// "Q2 what is asked: 0.0404" for each number that is asked, as docs/lab/key.py writes them.
using Key = std::map<std::size_t, std::vector<double>>;  // by question, from 0
Result<Key> load_key(const fs::path& path) {
  const auto text = read_file(path, kLargestText);
  if (!text) return failure(text.error());
  Key key;
  int number = 0;
  for (std::size_t at = 0; at < text->size();) {
    const std::size_t end = std::min(text->find('\n', at), text->size());
    const std::string_view line(text->data() + at, end - at);
    at = end + 1;
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t colon = line.rfind(": "), space = line.find(' ');
    const double question = line.starts_with('Q') ? plain_number(line.substr(1, space - 1)).value_or(0.0) : 0.0;
    const auto value = colon == std::string_view::npos ? std::nullopt : plain_number(line.substr(colon + 2));
    if (!value || question < 1.0 || question > static_cast<double>(kLabQuestions))
      return failure({path.string(), number, 0, "is no line of a key", "such as `Q2 what is asked: 0.04`, as docs/lab/key.py writes it"});
    key[static_cast<std::size_t>(question) - 1].push_back(*value);
  }
  return key;
}

Grade grade_file(const fs::path& path, const Parameters& parameters) {
  const auto bytes = read_file(path, kLargestHandIn);
  if (!bytes) return {Verdict::not_a_hand_in, to_text(bytes.error().front()), {}, {}};
  const auto texts = png_texts(*bytes, path.filename().string());
  if (!texts) return {Verdict::not_a_hand_in, texts.error().front().what, {}, {}};
  if (const auto picture = load_png(path); !picture) return {Verdict::not_a_hand_in, picture.error().front().what, {}, {}};
  return grade(*texts, parameters);
}

void say_answers(const Grade& grade, const Key& key) {
  for (std::size_t i = 0; i < kLabQuestions; ++i) {
    const std::string& answer = grade.answers.answers[i];
    const auto asked = key.find(i);
    const std::string found =
        asked == key.end() ? std::string() : fmt::format(" [{} of {} numbers]", numbers_found(answer, asked->second), asked->second.size());
    if (!answer.empty() || !found.empty()) say("  {}{}: {}\n", question_name(i), found, answer.empty() ? "-" : answer);
  }
}

}  // namespace

int run_hand_in(const HandInJob& job, const DataFiles& files) {
  Outputs outputs(files);
  outputs.reads(job.scenario);
  if (!job.answers.empty()) outputs.reads(job.answers);
  outputs.writes("--out", job.out, {Format::png});
  if (const auto code = outputs.refused()) return *code;
  auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  auto scenario = load_scenario(job.scenario, *parameters);
  if (!scenario) return report(scenario.error(), kBadInput);
  if (const Problems wrong = too_many_scores(*scenario); !wrong.empty()) return report(wrong, kBadInput);
  LabBook book;
  if (!job.answers.empty()) {
    const auto text = read_file(job.answers, kLargestText);
    if (!text) return report(text.error(), kBadInput);
    auto read = parse_lab_book(*text, job.answers.string());
    if (!read) return report(read.error(), kBadInput);
    book = std::move(*read);
  }
  Session session(std::move(*parameters), std::move(*scenario));
  session.set_view(job.view);
  session.submit(command::Seek{job.at.value});
  const auto opened = OffscreenRenderer::open(files, session.parameters());
  if (!opened) return report(opened.error(), kCannot);
  const RenderTarget target(job.width, job.height);
  (*opened)->paint_screen(session, target);
  const std::string bytes = hand_in_png(target.read(), session, book);
  if (const auto code = write_output(job.out, bytes); code != kDone) return code;
  outputs.words().say("{}: scenario, answers, table and picture; seed {}, parameters {}\n", job.out.string(), session.state().scenario.seed,
                      session.run()->parameters.hash());
  return kDone;
}

int run_grade(const GradeJob& job, const DataFiles& files) {
  Outputs outputs(files);
  if (!job.key.empty()) outputs.reads(job.key);
  if (const auto code = outputs.refused()) return *code;
  const auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  Key key;
  if (!job.key.empty()) {
    auto read = load_key(job.key);
    if (!read) return report(read.error(), kBadInput);
    key = std::move(*read);
  }
  std::error_code error;
  std::vector<fs::path> paths;
  for (fs::directory_iterator at(job.folder, error), end; !error && at != end; at.increment(error)) {
    if (at->is_regular_file(error) && !at->path().filename().string().starts_with('.')) paths.push_back(at->path());
  }
  if (error) return report({{job.folder.string(), 0, 0, error.message(), "give a folder with files that were handed in"}}, kBadInput);
  if (paths.empty())
    return report({{job.folder.string(), 0, 0, "holds no files", "give a folder with files that were handed in"}}, kBadInput);
  std::sort(paths.begin(), paths.end());
  std::size_t agree = 0;
  for (const fs::path& path : paths) {
    const Grade one = grade_file(path, *parameters);
    agree += one.verdict == Verdict::agrees ? 1 : 0;
    say("{}: {}{}{}\n", path.filename().string(), name_of(one.verdict), one.what.empty() ? "" : ": ", one.what);
    say_answers(one, key);
  }
  say("{} of {} agree\n", agree, paths.size());
  return agree == paths.size() ? kDone : kBadInput;
}

}  // namespace syn
