// The program's own figures. Seconds are reported; what counts is the ratio to the empty frame of the same run.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/model_figures.hpp"
#include "app/run.hpp"
#include "app/studio.hpp"
#include "app/walk_speed.hpp"

namespace syn {
namespace {

using Clock = std::chrono::steady_clock;

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

template <class Work>
double mean_ms(int repeats, Work&& work) {
  const auto start = Clock::now();
  for (int i = 0; i < repeats; ++i) work(i);
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count() / repeats;
}

template <class Work>
double median_ms(int repeats, Work&& work) {
  std::vector<double> ms;
  for (int i = 0; i < repeats; ++i) {
    const auto start = Clock::now();
    work(i);
    ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  return median(std::move(ms));
}

struct FrameFigure {
  std::string name;
  double ms = 0.0;
  FrameCounts counts;
};

// One whole screen a frame, time moving on, finished before the next starts.
class FrameBench {
 public:
  FrameBench(Studio& studio, Session& session, int frames) : studio_(studio), session_(session), frames_(frames), target_(1280, 720) {}

  // The interface with every panel over an empty picture, all of it drawn anew.
  FrameFigure empty() {
    const auto frame = [&](int i) {
      session_.submit(command::Seek{0.5 + 0.01 * i});
      studio_.paint_screen_once(session_, target_, false);
      finish();
    };
    median_ms(5, frame);
    return {"empty frame: the interface alone", median_ms(frames_, frame), {}};
  }

  // The picture alone, as large as on the screen of `stage`.
  FrameFigure scene(StageName name, Lens lens) {
    View view = session_.state().view;
    view.stage = name;
    view.lens = lens;
    session_.set_view(view);
    const auto frame = [&](int i) {
      session_.submit(command::Seek{0.5 + 0.01 * i});
      studio_.show().advance(60.0F, session_.state());
      studio_.show().paint(session_.trajectory(), session_.state(), studio_.looks().themes.front(), 855, 390, 1.0F);
      finish();
    };
    median_ms(5, frame);
    return {fmt::format("{}, picture alone", name_of(name)), median_ms(frames_, frame), studio_.show().canvas().counts()};
  }

  // The whole screen, playing 30 frames a second as a person sees it (mean, panels anew ten times a second), or with
  // everything drawn anew in each frame, as while a hand is on it (median).
  FrameFigure stage(StageName name, QualityName quality, Lens lens, bool playing) {
    View view = session_.state().view;
    view.stage = name;
    view.quality = quality;
    view.lens = lens;
    session_.set_view(view);
    session_.submit(command::Seek{0.5});
    session_.submit(command::Play{playing});
    constexpr double kFrameSeconds = 1.0 / 30.0;
    const auto frame = [&](int i) {
      if (playing) {
        session_.advance(kFrameSeconds);
      } else {
        session_.submit(command::Seek{0.5 + kFrameSeconds * lens_hours_per_second(lens) * i});
      }
      studio_.paint_screen_once(session_, target_);
      finish();
    };
    median_ms(5, frame);
    const double ms = playing ? mean_ms(frames_, frame) : median_ms(frames_, frame);
    session_.submit(command::Play{false});
    return {fmt::format("{}, {} quality, lens {}{}", name_of(name), name_of(quality), name_of(lens), playing ? ", playing" : ""), ms,
            studio_.show().canvas().counts()};
  }

 private:
  Studio& studio_;
  Session& session_;
  int frames_;
  RenderTarget target_;
};

}  // namespace

int run_bench(const BenchJob& job, const DataFiles& files) {
  auto parameters = Parameters::load(files);
  if (!parameters) return fmt::print(stderr, "{}", to_text(parameters.error())), kBadInput;
  auto path = files.find(kDefaultScenario);
  if (!path) return fmt::print(stderr, "{}", to_text(path.error())), kBadInput;
  auto scenario = load_scenario(*path, *parameters);
  if (!scenario) return fmt::print(stderr, "{}", to_text(scenario.error())), kBadInput;

  const ModelFigures model = measure_model(*parameters);
  const double two_threads = model.thousand_one_thread_ms / model.thousand_two_threads_ms;
  fmt::print("28 days, 6 infusions, 8 sessions\n");
  fmt::print("typical patient, hourly rows         {:8.2f} ms   10 min rows {:.2f} ms   56 days hourly {:.2f} ms\n", model.typical_hourly_ms,
             model.typical_10min_ms, model.typical_56_days_ms);
  fmt::print("1,000 patients, one thread           {:8.2f} ms   two threads {:.2f} ms, {:.2f} times as fast   2,000 patients {:.2f} ms\n",
             model.thousand_one_thread_ms, model.thousand_two_threads_ms, two_threads, model.two_thousand_ms);
  fmt::print("100 patients, each with own chain    {:8.2f} ms\n", model.varied_hundred_ms);
  const WalkSpeed walk = measure_walk_speed(*parameters);
  fmt::print("single receptors, steady agonist     {:8.1f} million transitions/s\n", walk.steady_agonist);
  fmt::print("single receptors, after releases     {:8.1f} million transitions/s\n", walk.synaptic_currents);

  auto opened = Studio::open(files);
  if (!opened) return fmt::print(stderr, "{}", to_text(opened.error())), kCannot;
  Session session(std::move(*parameters), std::move(*scenario));
  FrameBench bench(**opened, session, job.frames);
  std::vector<FrameFigure> figures{bench.empty()};
  for (const bool playing : {true, false}) {
    for (const StageName name : kStageNames) {
      for (const QualityName quality : {QualityName::standard, QualityName::low}) figures.push_back(bench.stage(name, quality, Lens::h, playing));
    }
    figures.push_back(bench.stage(StageName::synapse, QualityName::standard, Lens::ms, playing));
  }
  for (const StageName name : kStageNames) figures.push_back(bench.scene(name, Lens::h));

  fmt::print("\n{} - 1280x720, whole screen, {} frames\n", gl_renderer(), job.frames);
  fmt::print("{:42} {:>8} {:>8} {:>10} {:>8} {:>6}\n", "frame", "ms", "ratio", "triangles", "sprites", "calls");
  nlohmann::ordered_json json{{"version", version()}, {"renderer", gl_renderer()}, {"typical_hourly_ms", model.typical_hourly_ms},
                              {"typical_10min_ms", model.typical_10min_ms}, {"typical_56_days_ms", model.typical_56_days_ms},
                              {"thousand_one_thread_ms", model.thousand_one_thread_ms}, {"thousand_two_threads_ms", model.thousand_two_threads_ms},
                              {"two_thousand_ms", model.two_thousand_ms}, {"varied_hundred_ms", model.varied_hundred_ms}};
  json["walk_steady_million_per_s"] = walk.steady_agonist;
  json["walk_release_million_per_s"] = walk.synaptic_currents;
  for (const FrameFigure& figure : figures) {
    const double ratio = figure.ms / figures.front().ms;
    fmt::print("{:42} {:8.2f} {:8.2f} {:10} {:8} {:6}\n", figure.name, figure.ms, ratio, figure.counts.triangles, figure.counts.sprites, figure.counts.draw_calls);
    json["frames"].push_back({{"name", figure.name}, {"ms", figure.ms}, {"ratio_to_empty", ratio}, {"triangles", figure.counts.triangles},
                              {"instances", figure.counts.instances}, {"sprites", figure.counts.sprites}, {"draw_calls", figure.counts.draw_calls}});
  }
  if (job.json.empty()) return kDone;
  const auto written = write_file(job.json, json.dump(2) + "\n");
  if (!written) return fmt::print(stderr, "{}", to_text(written.error())), kCannot;
  return kDone;
}

}  // namespace syn
