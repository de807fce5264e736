#include "app/bench/frame_bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <utility>

#include "app/lecture/staging.hpp"
#include "gfx/gl_context.hpp"

namespace syn {
namespace {

using Clock = std::chrono::steady_clock;

constexpr float kFrameSeconds = 1.0F / 30.0F;
constexpr int kWarmUp = 5;

struct Size {
  int width, height;
};
constexpr Size kLaptop{1280, 720};
constexpr Size kHall{1920, 1080};
constexpr Size kLarge{3840, 2160};

// What a person does meanwhile.
enum class Hand {
  watches,  // the story plays 30 frames a second; panels are drawn anew ten times a second. Mean of all frames.
  seeks,    // the playhead is moved each frame, so that every panel shows another moment. Median.
  turns,    // the camera is moved each frame, so that nothing of the picture stands still. Median.
};

class FrameBench {
 public:
  FrameBench(OffscreenRenderer& renderer, Session& session, int frames, Size size)
      : renderer_(renderer), session_(session), frames_(frames), target_(size.width, size.height) {}

  FrameFigure empty(const std::string& name) {
    return measure(name, {}, [&](int i) {
      session_.submit(command::Seek{0.5 + 0.01 * i});
      renderer_.forget_panels();
      renderer_.paint_screen_once(session_, target_, false);
    });
  }

  FrameFigure screen(const std::string& name, StageName stage, QualityName quality, Lens lens, Hand hand) {
    View view = session_.state().view;
    view.stage = stage;
    view.quality = quality;
    view.lens = lens;
    view.camera.reset();
    session_.set_view(view);
    session_.submit(command::Seek{0.5});
    session_.submit(command::Play{hand == Hand::watches});
    Camera camera = renderer_.show().camera(session_.state());
    FrameFigure figure = measure(name, hand, [&](int i) {
      if (hand == Hand::watches) session_.advance(kFrameSeconds);
      if (hand == Hand::seeks) session_.submit(command::Seek{0.5 + kFrameSeconds * lens_hours_per_second(lens) * i});
      if (hand == Hand::turns) {
        camera.yaw += 0.01F;
        session_.submit(command::SetCamera{camera});
      }
      renderer_.paint_screen_once(session_, target_);
    });
    session_.submit(command::Play{false});
    session_.submit(command::ResetCamera{});
    figure.quality = quality;
    return figure;
  }

  // A hand on the mouse: it holds nothing, the playhead, or the first dose, whose marker it takes along in steps of a minute.
  // As in the window, the typical patient follows in the frame and the others from another thread.
  enum class Holds { nothing, playhead, dose };
  FrameFigure mouse(const std::string& name, Holds holds) {
    View view = session_.state().view;
    view.stage = StageName::synapse;
    view.quality = QualityName::standard;
    view.lens = Lens::h;
    view.camera.reset();
    session_.set_view(view);
    session_.submit(command::Seek{0.5});
    session_.follow_input(true);
    const Scenario before = session_.state().scenario;
    FrameFigure figure = measure(name, Hand::seeks, [&](int i) {
      session_.take_bands();
      if (holds == Holds::playhead) session_.submit(command::Seek{0.5 + i / 60.0});
      if (holds == Holds::dose) session_.submit(command::MoveDose{0, i / 60.0}, 1);
      renderer_.paint_screen_once(session_, target_);
    });
    session_.submit(command::SetScenario{before});
    session_.follow_input(false);
    return figure;
  }

  // The picture alone, as large as on the screen of a laptop.
  FrameFigure scene(const std::string& name, StageName stage, Lens lens) {
    View view = session_.state().view;
    view.stage = stage;
    view.lens = lens;
    view.quality = QualityName::standard;
    session_.set_view(view);
    return measure(name, {}, [&](int i) {
      session_.submit(command::Seek{0.5 + 0.01 * i});
      renderer_.show().advance(60.0F, session_.state());
      renderer_.show().paint(session_.run(), session_.state(), renderer_.resources().themes.front(), 855, 390, 1.0F, Finish::quick);
    });
  }

  // From one beat of a lecture to the next: the frames of the way there, and then of the picture while it plays.
  void lecture(const Lecture& lecture, const Parameters& parameters, const std::string& end, std::vector<FrameFigure>& figures) {
    const Staging staging(parameters, renderer_.resources().moments);
    const View before = session_.state().view;
    const auto go_to = [&](const Beat& beat) {
      session_.submit(commands_to(staging.state_of(lecture, beat, session_.state().view).value()));
      session_.submit(command::Present{lecture.name, beat.id, {}});
    };
    for (std::size_t i = 1; i < lecture.beats.size(); ++i) {
      if (lecture.beats[i - 1].panel || lecture.beats[i].panel) continue;  // no picture
      View view = before;
      view.mode = Mode::present;
      view.lecture = lecture.name;
      view.beat = lecture.beats[i - 1].id;
      session_.set_view(view);
      renderer_.paint_screen(session_, target_);
      go_to(lecture.beats[i - 1]);
      renderer_.paint_screen(session_, target_);
      go_to(lecture.beats[i]);
      renderer_.paint_next(target_, 0.0F);
      if (!renderer_.show().gliding()) continue;                        // the same place
      const float step = 1.9F / static_cast<float>(kWarmUp + frames_);  // all of them are on the way
      const std::string beat = "lecture: " + lecture.beats[i].id;
      figures.push_back(measure(beat + ", glide" + end, Hand::watches, [&](int) { renderer_.paint_next(target_, step); }));
      renderer_.paint_screen(session_, target_);
      session_.submit(command::Play{true});
      figures.push_back(measure(beat + ", playing" + end, Hand::watches, [&](int) { renderer_.paint_next(target_, kFrameSeconds); }));
      session_.submit(command::Play{false});
    }
    session_.set_view(before);
  }

 private:
  template <class Frame>
  FrameFigure measure(const std::string& name, std::optional<Hand> hand, Frame&& frame) {
    std::vector<double> ms;
    std::clock_t cpu = 0;
    for (int i = 0; i < kWarmUp + frames_; ++i) {
      if (i == kWarmUp) cpu = std::clock();
      const auto start = Clock::now();
      frame(i);
      finish();
      const double took = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
      if (i >= kWarmUp) ms.push_back(took);
    }
    const std::clock_t cpu_end = std::clock();
    std::sort(ms.begin(), ms.end());
    double sum = 0.0;
    for (const double value : ms) sum += value;
    const double middle = ms[ms.size() / 2];
    const double count = static_cast<double>(ms.size());
    const double cpu_ms = 1000.0 * static_cast<double>(cpu_end - cpu) / CLOCKS_PER_SEC / count;
    return {name, hand == Hand::watches ? sum / count : middle, cpu_ms, renderer_.show().canvas().counts(), {}};
  }

  OffscreenRenderer& renderer_;
  Session& session_;
  int frames_;
  RenderTarget target_;
};

// Has ways between scales and within one. None where it cannot be read, which `check` tells.
std::optional<Lecture> given_lecture(const DataFiles& files, const Parameters& parameters) {
  const auto reader = LectureReader::open(files, parameters);
  const auto lecture = reader ? reader->load_named("five-minutes") : Result<Lecture>(failure(reader.error()));
  return lecture ? std::optional(*lecture) : std::nullopt;
}

std::string words_of(Hand hand) {
  switch (hand) {
    case Hand::watches: return "playing";
    case Hand::seeks: return "seeking";
    case Hand::turns: return "turning";
  }
  return {};
}

}  // namespace

FrameBudget budget_of(QualityName quality) {
  return quality == QualityName::low ? FrameBudget{1000.0 / 60.0, 4.0} : FrameBudget{33.0, 8.0};
}

bool FrameFigure::within(double empty_ms) const {
  if (!quality) return true;
  const FrameBudget budget = budget_of(*quality);
  return ms <= budget.ms && ms <= budget.ratio * empty_ms;
}

void paint_first_frame(OffscreenRenderer& renderer, Session& session) {
  const RenderTarget target(kLaptop.width, kLaptop.height);
  renderer.paint_screen_once(session, target);
  finish();
}

std::vector<FrameFigure> measure_frames(OffscreenRenderer& renderer, Session& session, const DataFiles& files, int frames,
                                        const std::string& only, const std::function<void(const std::string&)>& next) {
  const auto wanted = [&](const std::string& name) {
    const bool found = name.find(only) != std::string::npos;
    if (found && next) next(name);
    return found;
  };
  std::vector<FrameFigure> figures;
  FrameBench bench(renderer, session, frames, kLaptop);
  figures.push_back(bench.empty("empty frame: the interface alone"));
  const auto add = [&](FrameBench& on, StageName stage, QualityName quality, Lens lens, Hand hand, const char* end = "") {
    const std::string name =
        fmt::format("{}, {}, {} quality, lens {}{}", words_of(hand), name_of(stage), name_of(quality), name_of(lens), end);
    if (wanted(name)) figures.push_back(on.screen(name, stage, quality, lens, hand));
  };
  constexpr std::array kBoth{QualityName::standard, QualityName::low};
  for (const Hand hand : {Hand::watches, Hand::seeks, Hand::turns}) {
    for (const StageName stage : kStageNames) {
      for (const QualityName quality : kBoth) add(bench, stage, quality, Lens::h, hand);
    }
    for (const StageName stage : {StageName::synapse, StageName::receptor}) {
      for (const QualityName quality : kBoth) add(bench, stage, quality, Lens::ms, hand);
    }
    // What goes on within seconds: spikes, releases, openings.
    for (const StageName stage : {StageName::circuit, StageName::synapse, StageName::receptor}) {
      for (const QualityName quality : kBoth) {
        if (hand == Hand::watches) add(bench, stage, quality, Lens::s, hand);
      }
    }
  }
  for (const StageName stage : kStageNames) {
    const std::string name = fmt::format("picture alone, {}", name_of(stage));
    if (wanted(name)) figures.push_back(bench.scene(name, stage, Lens::h));
  }
  using Holds = FrameBench::Holds;
  for (const auto& [name, holds] : {std::pair{"drag: the mouse holds nothing", Holds::nothing},
                                    std::pair{"drag: the playhead", Holds::playhead}, std::pair{"drag: a dose marker", Holds::dose}}) {
    if (wanted(name)) figures.push_back(bench.mouse(name, holds));
  }
  if (const auto given = given_lecture(files, session.parameters()); given && wanted("lecture")) {
    bench.lecture(*given, session.parameters(), "", figures);
    FrameBench(renderer, session, frames, kHall).lecture(*given, session.parameters(), ", 1920x1080", figures);
  }
  if (is_software_renderer()) return figures;
  FrameBench large(renderer, session, frames, kLarge);
  for (const StageName stage : kStageNames) {
    for (const Hand hand : {Hand::watches, Hand::turns}) {
      for (const QualityName quality : {QualityName::standard, QualityName::high}) add(large, stage, quality, Lens::h, hand, ", 3840x2160");
    }
  }
  return figures;
}

}  // namespace syn
