// The program's own figures. Seconds are reported; what counts is the ratio to the empty frame of the same run.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/model_figures.hpp"
#include "app/run.hpp"
#include "app/studio.hpp"
#include "app/viewer_scene.hpp"
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

constexpr double kMegabyte = 1024.0 * 1024.0;

// The largest share of memory this process has held; 0 where the system does not tell.
double most_resident_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kilobytes = 0.0;
    if (word == "VmHWM:" && status >> kilobytes) return 1024.0 * kilobytes / kMegabyte;
  }
  return 0.0;
}

double folder_mb(const std::filesystem::path& folder) {
  double bytes = 0.0;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error)) {
    if (entry.is_regular_file()) bytes += static_cast<double>(entry.file_size(error));
  }
  return bytes / kMegabyte;
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

  // The whole screen once, as the window shows it first.
  void first_frame() {
    studio_.paint_screen_once(session_, target_);
    finish();
  }

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

  const auto begin = Clock::now();
  auto opened = Studio::open(files);
  if (!opened) return fmt::print(stderr, "{}", to_text(opened.error())), kCannot;
  Session session(*parameters, *scenario);
  FrameBench bench(**opened, session, job.frames);
  bench.first_frame();
  const double start_ms = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();

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

  std::vector<FrameFigure> figures{bench.empty()};
  for (const bool playing : {true, false}) {
    for (const StageName name : kStageNames) {
      for (const QualityName quality : {QualityName::standard, QualityName::low}) figures.push_back(bench.stage(name, quality, Lens::h, playing));
    }
    for (const StageName name : {StageName::synapse, StageName::receptor}) {
      figures.push_back(bench.stage(name, QualityName::standard, Lens::ms, playing));
    }
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
  const auto viewer = measure_viewer_scene(files, job.frames);
  if (!viewer) return fmt::print(stderr, "{}", to_text(viewer.error())), kCannot;
  fmt::print("\nviewer scene: {} triangles, {} moving or still spheres, orbit, 1280x720, no interface\n", viewer->counts.triangles, viewer->counts.sprites);
  fmt::print("plain {:.2f} ms   with contours {:.2f} ms\n", viewer->plain_ms, viewer->styled_ms);
  const double resident_mb = most_resident_mb();
  const double assets_mb = folder_mb(path->parent_path().parent_path());
  fmt::print("start to first frame {:.0f} ms   most resident memory {:.0f} MB   assets {:.1f} MB\n", start_ms, resident_mb, assets_mb);
  json["viewer_plain_ms"] = viewer->plain_ms;
  json["viewer_styled_ms"] = viewer->styled_ms;
  json["start_ms"] = start_ms;
  json["resident_mb"] = resident_mb;
  json["assets_mb"] = assets_mb;
  if (job.json.empty()) return kDone;
  const auto written = write_file(job.json, json.dump(2) + "\n");
  if (!written) return fmt::print(stderr, "{}", to_text(written.error())), kCannot;
  return kDone;
}

}  // namespace syn
