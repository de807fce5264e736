// Stage "synapse": bouton and spine head, the cleft between them, and what ketamine does in it.
#pragma once

#include <memory>
#include <optional>

#include "app/stages/common/stage.hpp"
#include "app/stages/synapse/synapse_chain.hpp"
#include "app/stages/synapse/synapse_layout.hpp"
#include "app/stages/synapse/synapse_molecules.hpp"
#include "app/stages/synapse/synapse_moment.hpp"
#include "app/stages/synapse/synapse_scene.hpp"
#include "app/stages/synapse/synapse_shares.hpp"
#include "app/stages/synapse/synapse_signals_picture.hpp"

namespace syn {

class SynapseStage : public Stage {
 public:
  // Everything that a picture of one moment rests on.
  struct Moment {
    double ketamine_um = 0.0;
    double glutamate_peak_um = 0.0;  // right after a release
    synapse::Release release;
    bool releasing = false;  // the lens shows a release
    synapse::Shares shares;
    synapse::ReceptorMoments receptors;
    synapse::Crowd ketamine, magnesium, glutamate;
  };

  SynapseStage();
  StageName name() const override { return StageName::synapse; }
  Camera home(Viewpoint from = Viewpoint::usual) const override;
  bool has(Viewpoint) const override { return true; }
  double nanometres_per_unit() const override { return 1.0; }
  std::optional<glm::vec3> hero(Viewpoint from) const override;
  std::vector<Shot> shots() const override;
  std::span<const EventSearch> events() const override;
  Problems prepare(Canvas& canvas, const DataFiles& files) override;
  void draw(Canvas& canvas, const StageView& view) const override;
  StageReport describe() const override;

  const Moment& moment() const { return moment_; }  // sought last

 private:
  void enter(const RunPtr& run) override {
    shares_.enter(*run);
    chain_.enter(*run);
    fill_vesicles(run->scenario().seed);
  }
  void seek(Hours time, const View& view) override;
  synapse::SignalMoment signal_moment(double seconds, float arrived) const;
  std::vector<StoryPlace> ketamine_places() const;
  float larger() const;  // how much larger molecules are drawn here than from the usual viewpoint
  static int in_vesicle(const Moment& moment);
  void fill_vesicles(std::uint64_t seed);
  void draw_molecules(Canvas& canvas, const Moment& moment, const synapse::Paints& paints, std::uint64_t seed, double seconds) const;
  void draw_vesicle_contents(Canvas& canvas, const Moment& moment, const synapse::Paints& paints, std::uint64_t seed, double seconds) const;
  void draw_cut_receptor(Canvas& canvas, const Moment& moment, const synapse::Paints& paints, std::uint64_t seed, double seconds) const;
  void draw_markers(Canvas& canvas, const Moment& moment, const synapse::Paints& paints, double seconds) const;
  static void draw_signal_labels(Canvas& canvas);
  void draw_drug_from_afar(Canvas& canvas, const synapse::Paints& paints) const;
  void draw_labels(Canvas& canvas, const Moment& moment, const synapse::Paints& paints, std::uint64_t seed, double seconds) const;

  struct VesicleDot {
    glm::vec3 at{0.0F};   // from the middle of the vesicle, before it is kept inside
    float inward = 1.0F;  // how far inside one ends that would lie outside
    std::uint64_t who = 0;
  };
  struct FilledVesicle {
    int vesicle = 0;  // of the layout
    std::vector<VesicleDot> dots;
  };
  std::vector<FilledVesicle> vesicle_dots_;
  synapse::SynapseLayout layout_;
  synapse::Scene scene_;
  synapse::SignalPicture signals_;
  synapse::ReceptorShares shares_;
  synapse::SignalChain chain_;
  Hours time_{};
  View view_;
  Moment moment_;
};

std::unique_ptr<Stage> make_synapse_stage();

}  // namespace syn
