// Stage "synapse": bouton and spine head, the cleft between them, and what ketamine does in it.
#pragma once

#include <memory>
#include <optional>

#include "app/stages/common/stage.hpp"
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
  bool has(Viewpoint from) const override { return from == Viewpoint::usual || from == Viewpoint::signals; }
  double nanometres_per_unit() const override { return 1.0; }
  Problems read(const DataFiles& files) override;  // the numbers of the channel
  Problems prepare(Canvas& canvas, const DataFiles& files) override;
  void draw(Canvas& canvas, const Trajectory& trajectory, Hours time, const StageView& view) const override;
  StageReport describe(const Trajectory& trajectory, Hours time, const View& view) const override;

  Moment moment(const Trajectory& trajectory, Hours time, const View& view) const;

 private:
  void draw_molecules(Canvas& canvas, const Moment& moment, const synapse::Paints& paints, std::uint64_t seed, double seconds) const;
  void draw_vesicle_contents(Canvas& canvas, const Moment& moment, const synapse::Paints& paints, std::uint64_t seed, double seconds) const;
  void draw_cut_receptor(Canvas& canvas, const Moment& moment, const synapse::Paints& paints, std::uint64_t seed, double seconds) const;
  void draw_markers(Canvas& canvas, const Moment& moment, const synapse::Paints& paints, double seconds) const;
  static void draw_signal_labels(Canvas& canvas);
  void draw_labels(Canvas& canvas, const Moment& moment, const synapse::Paints& paints, std::uint64_t seed, double seconds) const;

  synapse::Layout layout_;
  synapse::Scene scene_;
  synapse::SignalPicture signals_;
  std::optional<synapse::ReceptorShares> shares_;
};

std::unique_ptr<Stage> make_synapse_stage();

}  // namespace syn
