// The program's own figures. Seconds are reported; what counts is the ratio to the empty frame of the same run.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/bench/frame_bench.hpp"
#include "app/bench/model_figures.hpp"
#include "app/bench/viewer_scene.hpp"
#include "app/bench/walk_speed.hpp"
#include "app/cli/run.hpp"
#include "app/console/console.hpp"
#include "app/console/outputs.hpp"
#include "app/console/progress.hpp"
#include "app/export/offscreen_renderer.hpp"
#include "gfx/gl_context.hpp"
#include "os/process.hpp"

namespace syn {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kMegabyte = 1024.0 * 1024.0;

double folder_mb(const std::filesystem::path& folder) {
  double bytes = 0.0;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error)) {
    if (entry.is_regular_file()) bytes += static_cast<double>(entry.file_size(error));
  }
  return bytes / kMegabyte;
}

struct StartFigures {
  double start_ms = 0.0;
  double resident_mb = 0.0;
  double assets_mb = 0.0;
};

void print_model(const Words& words, const ModelFigures& model, const WalkSpeed& walk) {
  const double two_threads = model.thousand_one_thread_ms / model.thousand_two_threads_ms;
  words.say("28 days, 6 infusions, 8 sessions\n");
  words.say("typical patient, hourly rows         {:8.2f} ms   10 min rows {:.2f} ms   56 days hourly {:.2f} ms\n", model.typical_hourly_ms,
            model.typical_10min_ms, model.typical_56_days_ms);
  words.say("1,000 patients, one thread           {:8.2f} ms   two threads {:.2f} ms, {:.2f} times as fast   2,000 patients {:.2f} ms\n",
            model.thousand_one_thread_ms, model.thousand_two_threads_ms, two_threads, model.two_thousand_ms);
  words.say("100 patients, each with own chain    {:8.2f} ms\n", model.varied_hundred_ms);
  words.say("drag: typical patient in             {:8.2f} ms   bands of 200 people in {:.2f} ms\n", model.drag_typical_ms,
            model.drag_bands_ms);
  words.say("single receptors, steady agonist     {:8.1f} million transitions/s\n", walk.steady_agonist);
  words.say("single receptors, after releases     {:8.1f} million transitions/s\n", walk.synaptic_currents);
}

nlohmann::ordered_json json_of(const ModelFigures& model, const WalkSpeed& walk) {
  return {{"version", version()},
          {"renderer", gl_renderer()},
          {"typical_hourly_ms", model.typical_hourly_ms},
          {"typical_10min_ms", model.typical_10min_ms},
          {"typical_56_days_ms", model.typical_56_days_ms},
          {"thousand_one_thread_ms", model.thousand_one_thread_ms},
          {"thousand_two_threads_ms", model.thousand_two_threads_ms},
          {"two_thousand_ms", model.two_thousand_ms},
          {"varied_hundred_ms", model.varied_hundred_ms},
          {"drag_typical_ms", model.drag_typical_ms},
          {"drag_bands_ms", model.drag_bands_ms},
          {"walk_steady_million_per_s", walk.steady_agonist},
          {"walk_release_million_per_s", walk.synaptic_currents}};
}

// Whether a figure keeps its budget; for people to read, nothing hangs on it.
const char* verdict(bool within) { return within ? "pass" : "MISS"; }

// The way to a beat as a multiple of the beat while it plays.
void print_glides(const Words& words, const std::vector<FrameFigure>& figures, nlohmann::ordered_json& json) {
  constexpr double kMost = 1.5;
  for (std::size_t i = 1; i < figures.size(); ++i) {
    const std::size_t at = figures[i - 1].name.find(", glide");
    if (!figures[i - 1].name.starts_with("lecture: ") || at == std::string::npos) continue;
    const double ratio = figures[i - 1].ms / figures[i].ms;
    words.say("{:54} {:8.2f} times a frame of it that plays {}\n", figures[i - 1].name, ratio, verdict(ratio <= kMost));
    json["glides"].push_back({{"name", figures[i - 1].name}, {"ratio_to_playing", ratio}});
  }
}

constexpr double kViewerMs = 12.0, kStartMs = 1000.0, kResidentMb = 300.0;

void print_frames(const Words& words, const std::vector<FrameFigure>& figures, int frames, nlohmann::ordered_json& json) {
  const FrameBudget normal = budget_of(QualityName::standard), low = budget_of(QualityName::low);
  words.say("\n{} - 1280x720 unless named, whole screen, {} frames\n", gl_renderer(), frames);
  words.say("budget: {:.1f} ms and {:.0f} empty frames, at low quality {:.1f} ms and {:.0f}\n", normal.ms, normal.ratio, low.ms, low.ratio);
  words.say("{:54} {:>8} {:>8} {:>7} {:>5} {:>10} {:>10} {:>8} {:>6}\n", "frame", "ms", "cpu ms", "ratio", "", "triangles", "instances",
            "sprites", "calls");
  const double empty_ms = figures.front().ms;
  for (const FrameFigure& figure : figures) {
    const bool within = figure.within(empty_ms);
    words.say("{:54} {:8.2f} {:8.2f} {:7.2f} {:>5} {:10} {:10} {:8} {:6}\n", figure.name, figure.ms, figure.cpu_ms, figure.ms / empty_ms,
              figure.quality ? verdict(within) : "", figure.counts.triangles, figure.counts.instances, figure.counts.sprites,
              figure.counts.draw_calls);
    json["frames"].push_back({{"name", figure.name},
                              {"ms", figure.ms},
                              {"cpu_ms", figure.cpu_ms},
                              {"ratio_to_empty", figure.ms / empty_ms},
                              {"within_budget", within},
                              {"triangles", figure.counts.triangles},
                              {"instances", figure.counts.instances},
                              {"sprites", figure.counts.sprites},
                              {"draw_calls", figure.counts.draw_calls}});
  }
  const auto ms_of = [&](std::string_view name) {
    const auto row = std::find_if(figures.begin(), figures.end(), [&](const FrameFigure& figure) { return figure.name == name; });
    return row == figures.end() ? 0.0 : row->ms;
  };
  const double nothing = ms_of("drag: the mouse holds nothing"), playhead = ms_of("drag: the playhead"),
               marker = ms_of("drag: a dose marker");
  if (marker <= 0.0 || nothing <= 0.0 || playhead <= 0.0) return;
  words.say("drag: a marker takes {:.2f} times a frame in which nothing is held, {:.2f} times one in which the playhead is moved\n",
            marker / nothing, marker / playhead);
  json["drag_ratio_to_nothing"] = marker / nothing;
  json["drag_ratio_to_playhead"] = marker / playhead;
}

}  // namespace

int run_bench(const BenchJob& job, const DataFiles& files) {
  Outputs outputs(files);
  outputs.writes("--json", job.json, {Format::json});
  if (const auto code = outputs.refused()) return *code;
  const Words words = outputs.words();
  auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  auto path = files.find(kDefaultScenario);
  if (!path) return report(path.error(), kBadInput);
  auto scenario = load_scenario(*path, *parameters);
  if (!scenario) return report(scenario.error(), kBadInput);

  const auto begin = Clock::now();
  auto opened = OffscreenRenderer::open(files, *parameters);
  if (!opened) return report(opened.error(), kCannot);
  Session session(*parameters, *scenario);
  paint_first_frame(**opened, session);
  StartFigures start;
  start.start_ms = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();

  nlohmann::ordered_json json;
  if (job.only.empty()) {
    const ModelFigures model = [&] {
      Progress progress("measuring the model");
      return measure_model(*parameters, progress.teller());
    }();
    const WalkSpeed walk = measure_walk_speed(*parameters);
    print_model(words, model, walk);
    json = json_of(model, walk);
  }
  const auto frames = [&] {
    Progress progress("measuring");
    return measure_frames(**opened, session, files, job.frames, job.only, [&](const std::string& part) { progress.show_part(part); });
  }();
  print_frames(words, frames, job.frames, json);
  print_glides(words, frames, json);

  const auto write_json = [&] { return job.json.empty() ? kDone : write_output(job.json, json.dump(2) + "\n"); };
  if (!std::string("viewer scene").starts_with(job.only)) return write_json();
  const auto viewer = measure_viewer_scene(files, job.frames);
  if (!viewer) return report(viewer.error(), kCannot);
  words.say("\nviewer scene: {} triangles, {} moving or still spheres, orbit, 1280x720, no interface; budget {:.0f} ms\n",
            viewer->counts.triangles, viewer->counts.sprites, kViewerMs);
  words.say("plain {:.2f} ms {}   with contours {:.2f} ms {}\n", viewer->plain_ms, verdict(viewer->plain_ms <= kViewerMs),
            viewer->styled_ms, verdict(viewer->styled_ms <= kViewerMs));
  start.resident_mb = os::peak_memory_bytes() / kMegabyte;
  start.assets_mb = folder_mb(path->parent_path().parent_path());
  words.say("start to first frame {:.0f} ms {}   most resident memory {:.0f} MB {}   assets {:.1f} MB\n", start.start_ms,
            verdict(start.start_ms <= kStartMs), start.resident_mb, verdict(start.resident_mb <= kResidentMb), start.assets_mb);
  json["viewer_plain_ms"] = viewer->plain_ms;
  json["viewer_styled_ms"] = viewer->styled_ms;
  json["start_ms"] = start.start_ms;
  json["resident_mb"] = start.resident_mb;
  json["assets_mb"] = start.assets_mb;
  return write_json();
}

}  // namespace syn
