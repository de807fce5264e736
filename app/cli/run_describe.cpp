// The sub-command `describe`: a moment of a scenario in words, on the standard output; or the whole run, in a file.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "app/cli/run.hpp"
#include "app/console/console.hpp"
#include "app/console/outputs.hpp"
#include "app/console/progress.hpp"
#include "app/explain/transcript.hpp"
#include "app/stages/common/stage.hpp"
#include "app/view/moments.hpp"
#include "app/view/stages.hpp"
#include "app/view/words.hpp"
#include "core/output_file.hpp"
#include "model/run/run.hpp"

namespace syn {

namespace {

// Where each named moment is in this run, or why it is nowhere.
std::string list_of(const NamedMoments& moments, const RunPtr& run, const Locale& locale, LocaleName language) {
  std::string out;
  for (const NamedMoment& moment : moments.all()) {
    const auto answer = moments.find(moment, run);
    const auto* found = std::get_if<FoundMoment>(&answer);
    out += fmt::format("{:30}  {}: {}\n", moment.id, moment.name(language),
                       found != nullptr ? time_text({found->at_h}) : locale.text(std::get<Sentence>(answer)));
  }
  return out;
}

}  // namespace

int run_describe(const DescribeJob& wanted, const DataFiles& files) {
  DescribeJob job = wanted;
  Outputs outputs(files);
  outputs.reads(job.scenario);
  outputs.writes("--transcript", job.transcript, {Format::text});
  if (const auto code = outputs.refused()) return *code;
  if ((job.at || !job.moment.empty()) && outputs.on_standard_output())
    return report({{"", 0, 0, "the moment and --transcript would both go to the standard output", "name a file for the transcript"}},
                  kBadCommandLine);
  const auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  const auto scenario = load_scenario(job.scenario, *parameters);
  if (!scenario) return report(scenario.error(), kBadInput);
  const auto locale = Locale::load(files, name_of(job.view.locale));
  if (!locale) return report(locale.error(), kBadInput);
  if (job.at && (job.at->value < scenario->start_h() || job.at->value > scenario->end_h())) {
    return report({{job.scenario.string(), 0, 0, "--at " + time_text(*job.at) + " lies outside of the run",
                    fmt::format("a moment from {} to {}", time_text({scenario->start_h()}), time_text({scenario->end_h()}))}},
                  kBadInput);
  }
  if (const double moments = (scenario->end_h() - scenario->start_h()) / job.every.value;
      !job.transcript.empty() && moments > kMaxMoments) {
    return report({{"", 0, 0, fmt::format("--every {} makes {:.0f} moments", time_text(job.every), moments),
                    fmt::format("a transcript has at most {:.0f}", kMaxMoments)}},
                  kBadCommandLine);
  }
  if (const Problems wrong = too_many_scores(*scenario); !wrong.empty()) return report(wrong, kBadInput);
  const auto moments = NamedMoments::load(files);
  if (!moments) return report(moments.error(), kBadInput);
  const bool list = job.moment == "all";
  const NamedMoment* named = job.moment.empty() || list ? nullptr : moments->named(job.moment);
  if (named != nullptr) {
    job.stage = named->stage;
  } else if (!job.moment.empty() && !list) {
    return report({moments->unknown(job.moment)}, kBadCommandLine);
  }
  std::unique_ptr<Stage> stage;
  if (job.stage) {
    auto stages = make_stages();
    stage = std::move(*std::find_if(stages.begin(), stages.end(), [&](const auto& s) { return s->name() == *job.stage; }));
    if (const Problems problems = stage->read(files); !problems.empty()) return report(problems, kBadInput);
  }
  std::vector<double> also;
  if (job.at) also.push_back(job.at->value);
  const RunPtr run = [&] {
    Progress progress("simulating");
    return run_of(*scenario, *parameters, {.dense_start = true, .also_h = also}, progress.teller());
  }();
  View view = job.view;
  if (job.stage) view.stage = *job.stage;
  if (list) say("{}", list_of(*moments, run, *locale, view.locale));
  if (named != nullptr) {
    const auto answer = moments->find(*named, run);
    if (const auto* reason = std::get_if<Sentence>(&answer)) {
      return report(
          {{job.scenario.string(), 0, 0, fmt::format("the moment {} does not occur in this run: {}", job.moment, locale->text(*reason)),
            "`describe --moment all` lists those that do"}},
          kBadInput);
    }
    const FoundMoment& found = std::get<FoundMoment>(answer);
    job.at = Hours{found.at_h};
    view.viewpoint = found.viewpoint;
    view.lens = found.lens;
    view.identity = found.identity;
    view.moment = found.id;
  }
  const auto picture = [&](Hours at) { return picture_words(stage->at(run, at, view).describe()); };
  if (job.at) {
    const auto words = stage ? std::optional(picture(*job.at)) : std::nullopt;
    say("{}", description_text(*run, *job.at, *locale, words));
  }
  if (!job.transcript.empty()) {
    auto file = OutputFile::open(job.transcript);
    if (!file) return report(file.error(), kCannot);
    {
      Progress progress("putting into words");
      transcript_text(
          *run, *locale, job.every, stage ? PictureAt(picture) : PictureAt(), [&](std::string_view part) { return file->write(part); },
          progress.teller());
    }
    if (const auto written = file->commit(); !written) return not_written(*file, written.error());
    outputs.words().say("{}: {} moments in words\n", job.transcript.string(), transcript_moments(run->trajectory, job.every).size());
  }
  return kDone;
}

}  // namespace syn
