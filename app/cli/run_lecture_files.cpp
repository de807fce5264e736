// A lecture as files: pictures, contact sheets, transcripts, documents, and if asked for the frames of a film.
#include <fmt/format.h>

#include <filesystem>
#include <vector>

#include "app/cli/run_lecture.hpp"
#include "app/console/console.hpp"
#include "app/console/exit_code.hpp"
#include "app/console/progress.hpp"
#include "app/export/lecture_pages.hpp"
#include "app/export/offscreen_renderer.hpp"
#include "app/lecture/staging.hpp"

namespace syn {
namespace {

class LectureFiles {
 public:
  LectureFiles(const LectureJob& job, const Lecture& lecture, Session& session, OffscreenRenderer& renderer,
               const std::filesystem::path& font)
      : job_(job),
        lecture_(lecture),
        session_(session),
        renderer_(renderer),
        font_(font),
        staging_(session.parameters(), renderer.resources().moments),
        target_(job.width, job.height) {}

  Result<void> write(LocaleName language, Progress& progress) {
    const Locale& locale = renderer_.resources().locales[static_cast<std::size_t>(language)];
    if (auto begun = begin(language); !begun) return begun;
    std::vector<Image> pictures;
    std::string film;
    for (std::size_t i = 0; i < lecture_.beats.size(); ++i) {
      const Beat& beat = lecture_.beats[i];
      if (auto gone = go_to(beat); !gone) return gone;
      if (job_.film && i > 0) {
        if (auto glided = glide(locale, film); !glided) return glided;
      }
      renderer_.paint_screen(session_, target_);
      pictures.push_back(target_.read());
      const std::string name = fmt::format("{:02}-{}-{}.png", i + 1, beat.id, locale.name());
      if (auto kept = keep(name, to_png(pictures.back())); !kept) return kept;
      film += fmt::format("file '{}'\nduration {}\n", name, kStillSeconds);
      progress.show((static_cast<double>(i) + 1.0) / static_cast<double>(lecture_.beats.size()));
    }
    if (job_.film) {
      if (auto kept = keep(fmt::format("film-{}.txt", locale.name()), film); !kept) return kept;
    }
    constexpr int kColumns = 4, kSmaller = 4;
    const auto pages = lecture_pdf(lecture_, pictures, locale, font_);
    if (!pages) return failure(pages.error());
    if (auto kept = keep(fmt::format("contact-{}.png", locale.name()), to_png(contact_sheet(pictures, kColumns, kSmaller))); !kept)
      return kept;
    if (auto kept = keep(fmt::format("transcript-{}.md", locale.name()), lecture_transcript(lecture_, locale, session_.parameters()));
        !kept)
      return kept;
    return keep(fmt::format("{}-{}.pdf", lecture_.name, locale.name()), *pages);
  }
  std::size_t written() const { return written_; }

 private:
  static constexpr int kFramesPerSecond = 10, kStillSeconds = 8;

  Result<void> keep(const std::string& name, std::string_view bytes) {
    ++written_;
    return write_file(job_.out / name, bytes);
  }

  // The mode is entered, which goes to the first beat.
  Result<void> begin(LocaleName language) {
    View view = session_.state().view;
    view.locale = language;
    view.mode = Mode::present;
    view.lecture = job_.name;
    view.beat = lecture_.beats.front().id;
    session_.set_view(view);
    renderer_.paint_screen(session_, target_);
    if (!job_.film) return {};
    std::error_code error;
    std::filesystem::create_directories(job_.out / "film", error);
    if (error)
      return failure({(job_.out / "film").string(), 0, 0, "the folder cannot be made: " + error.message(), "name another with --out"});
    return {};
  }

  // Without a question before it.
  Result<void> go_to(const Beat& beat) {
    const auto state = staging_.state_of(lecture_, beat, session_.state().view);
    if (!state) return failure(state.error());
    session_.submit(commands_to(*state));
    session_.submit(command::Present{job_.name, beat.id, {}});
    return {};
  }

  // The camera on its way, frame by frame, until it has arrived.
  Result<void> glide(const Locale& locale, std::string& film) {
    constexpr float kStep = 1.0F / kFramesPerSecond;
    renderer_.paint_next(target_, 0.0F);
    while (renderer_.show().gliding()) {
      renderer_.paint_next(target_, kStep);
      const std::string name = fmt::format("film/{}-{:05}.png", locale.name(), ++frame_);
      if (auto kept = keep(name, to_png(target_.read())); !kept) return kept;
      film += fmt::format("file '{}'\nduration {}\n", name, kStep);
    }
    return {};
  }

  const LectureJob& job_;
  const Lecture& lecture_;
  Session& session_;
  OffscreenRenderer& renderer_;
  const std::filesystem::path& font_;
  Staging staging_;
  RenderTarget target_;
  std::size_t written_ = 0;
  int frame_ = 0;
};

}  // namespace

int run_lecture(const LectureJob& job, const DataFiles& files) {
  const auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  const auto reader = LectureReader::open(files, *parameters);
  if (!reader) return report(reader.error(), kBadInput);
  const auto lecture = reader->load_named(job.name);
  if (!lecture) return report(lecture.error(), kBadInput);
  const auto font = files.find("assets/fonts/Inter-roman.var.ttf");
  if (!font) return report(font.error(), kCannot);
  std::error_code error;
  std::filesystem::create_directories(job.out, error);
  if (error) return report({{job.out.string(), 0, 0, "the folder cannot be made: " + error.message(), "name another with --out"}}, kCannot);
  Session session(*parameters, lecture->beats.front().scenario);
  const auto renderer = OffscreenRenderer::open(files, session.parameters());
  if (!renderer) return report(renderer.error(), kCannot);
  LectureFiles out(job, *lecture, session, **renderer, *font);
  for (const LocaleName language : kValues<LocaleName>) {
    Progress progress("painting the lecture");
    if (const auto done = out.write(language, progress); !done) return report(done.error(), kCannot);
  }
  for (const Problem& problem : (*renderer)->show().problems()) complain("warning: {}\n", to_text(problem));
  say("The {} files are in {}\n", out.written(), std::filesystem::absolute(job.out).string());
  if (job.film) say("A film of it, there: ffmpeg -f concat -i film-en.txt -vf fps=25 -pix_fmt yuv420p film-en.mp4\n");
  return kDone;
}

}  // namespace syn
